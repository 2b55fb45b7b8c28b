// Journeys through the real program: `npm test`. Those of one part: `node --test --test-name-pattern=desk journeys.test.mjs`.
import { after } from 'node:test';
import { close } from './house.mjs';
import './journeys/arriving.mjs';
import './journeys/writing.mjs';
import './journeys/keyboard.mjs';
import './journeys/pages.mjs';
import './journeys/weight.mjs';
// Last: these take accounts from thieves, and their owners need a printed code to come back.
import './journeys/plain.mjs';
import './journeys/threat.mjs';

after(close);
