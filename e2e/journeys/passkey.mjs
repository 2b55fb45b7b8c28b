// A passkey made on one's own telephone goes on with a sign-in elsewhere, signs in alone, and is refused once there are
// two of it. The authenticator is Chromium's own, made of software.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../house.mjs';
import { arrives } from '../sheets.mjs';

/** Browsers have passkeys for names alone. */
const host = 'localhost';

/** An authenticator in this browser: `{ credentials(), take(credentials), verifies(yes) }`. */
async function authenticator(visitor) {
  const cdp = await visitor.context.newCDPSession(visitor.page);
  await cdp.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true,
  };
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options });
  return {
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    take: async (credentials) => {
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId });
      for (const credential of credentials) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential });
    },
    verifies: (isUserVerified) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

/** Makes a passkey on the page of second factors. */
async function makes(visitor, label) {
  await visitor.go('/account/factors');
  await visitor.page.fill('#label', label);
  await visitor.page.click('button[formaction="/account/factors/passkey"]');
  await visitor.page.locator('[data-options] button').waitFor();
  await visitor.looksRight();
  await visitor.page.click('[data-options] button');
}

/** The codes for paper that the page shows once the first passkey is made. */
async function paperOf(visitor) {
  await visitor.page.waitForSelector('.recovery li');
  return visitor.page.locator('.recovery li').allInnerTexts();
}

const signsInByKey = async (visitor) => {
  await visitor.go('/sign-in');
  await visitor.page.click('form[action="/sign-in/passkey"] button');
};

test('a passkey made on a telephone opens another browser beside the password, then alone', async () => {
  const home = await house();
  const { head, pupil, login, password } = await arrives(home, 3, { host });
  const phone = await authenticator(pupil);
  await makes(pupil, 'Mon téléphone');
  assert.equal((await paperOf(pupil)).length, 10);
  await pupil.go('/account/factors');
  assert.match(await pupil.page.innerText('.devices'), /Mon téléphone[^]*clé d’accès/);
  await pupil.looksRight();
  await makes(pupil, 'Encore');
  await pupil.page.locator('[data-options] [role="alert"]').waitFor();
  await pupil.go('/account');
  await pupil.page.click('form[action="/sign-out"] button');
  const [copied] = await phone.credentials();

  const other = await home.visit({ host });
  const token = await authenticator(other);
  await other.go('/sign-in');
  await other.page.fill('#login', login);
  await other.page.fill('#password', password);
  await other.page.click('form[action="/sign-in"] > button');
  await other.page.locator('[data-passkey] button').waitFor();
  await other.looksRight();
  await other.page.click('[data-passkey] button');
  await other.page.locator('[data-passkey] [role="alert"]').waitFor();
  await other.looksRight();
  await token.take([copied]);
  await other.page.click('[data-passkey] button');
  await other.page.waitForURL(/\/inbox|\/$/);

  const third = await home.visit({ host, width: 390, height: 844 });
  const key = await authenticator(third);
  await key.take(await token.credentials());
  await key.verifies(false);
  await signsInByKey(third);
  await third.page.locator('[data-passkey] [role="alert"]').waitFor();
  await third.looksRight();
  await key.verifies(true);
  await third.page.click('form[action="/sign-in/passkey"] button');
  await third.page.waitForURL(/\/inbox|\/$/);
  await third.go('/account/factors');
  await third.page.locator('.devices').waitFor();

  // The telephone has not counted what the others have signed: to the service it is a copy.
  await signsInByKey(pupil);
  await pupil.page.locator('#wrong').waitFor();
  assert.match(await pupil.text(), /une copie d’elle a servi/);
  await pupil.looksRight();
  for (const visitor of [head, pupil, other, third]) await visitor.leave();
});

test('where there is no script the pages say what is left, and a code on paper opens', async () => {
  const home = await house();
  const { head, pupil, login, password } = await arrives(home, 4, { host });
  await authenticator(pupil);
  await makes(pupil, 'Clé');
  const paper = await paperOf(pupil);

  const plain = await home.visit({ host, script: false });
  await plain.go('/sign-in');
  assert.ok(!(await plain.page.isVisible('form[action="/sign-in/passkey"]')), 'no button that does nothing');
  await plain.page.fill('#login', login);
  await plain.page.fill('#password', password);
  await plain.page.click('form[action="/sign-in"] > button');
  await plain.page.locator('[data-without]').waitFor();
  assert.ok(!(await plain.page.isVisible('[data-passkey] button')));
  await plain.looksRight();
  await plain.page.fill('#code', paper[0]);
  await plain.page.click('form[action="/sign-in/code"] > button');
  await plain.page.waitForURL(/\/inbox|\/$/);
  for (const visitor of [head, pupil, plain]) await visitor.leave();
});
