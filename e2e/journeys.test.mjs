// Journeys through the real program: `npm test`. Those of one part: `node --test --test-name-pattern=desk journeys.test.mjs`.
import { after } from 'node:test';
import { close } from './house.mjs';
import './journeys/arriving.mjs';
import './journeys/factor.mjs';
import './journeys/passkey.mjs';
import './journeys/provider.mjs';
import './journeys/saml.mjs';
import './journeys/writing.mjs';
import './journeys/keyboard.mjs';
import './journeys/pages.mjs';
import './journeys/weight.mjs';
// These take accounts from thieves, so each has a house of its own.
import './journeys/head.mjs';
import './journeys/measures.mjs';
import './journeys/plain.mjs';
import './journeys/threat.mjs';

after(close);
