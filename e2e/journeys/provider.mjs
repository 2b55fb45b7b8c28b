// An account is linked to a provider of identity and opened by it, out again on both sides, and taken away. The provider is
// another program, which nobody here has written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownHouse } from '../house.mjs';
import { provider } from '../provider.mjs';
import { arrives } from '../sheets.mjs';

const button = 'form[action="/sign-in/with/essai"] button';
const signedOut = (visitor) => visitor.page.waitForURL((url) => url.pathname === '/sign-in');

test('a pupil links an account, comes in by it, goes out on both sides and takes it away', async (t) => {
  const home = await ownHouse(t);
  const there = await provider(t, home);
  const { head, pupil, login, password } = await arrives(home, 1);
  await pupil.go('/account');
  await pupil.looksRight();
  await pupil.page.click('form[action="/account/providers/essai"] button');
  await there.signsIn(pupil, 'ines');
  assert.match(await pupil.text(), /Service relié[^]*Détacher/);
  await pupil.looksRight();

  // Signed in there, she comes in without a word.
  await pupil.page.click('form[action="/sign-out"] button');
  await signedOut(pupil);
  await pupil.looksRight();
  await pupil.page.click(button);
  await pupil.page.waitForURL(/\/inbox|127\.0\.0\.1:\d+\/$/);
  await pupil.go('/account');
  await pupil.page.click('form[action="/sign-out"] button');
  await pupil.page.waitForURL((url) => url.origin === there.issuer);
  await pupil.page.click('button[value="yes"]');
  await signedOut(pupil);
  await pupil.page.click(button);
  await pupil.page.waitForURL((url) => url.origin === there.issuer);
  assert.ok(await pupil.page.isVisible('input[name="login"]'), 'the provider asks again who it is');

  // Another browser, without script; the provider says when its session ends.
  const other = await home.visit({ script: false, width: 390, height: 844 });
  await other.go('/sign-in');
  await other.page.click(button);
  await there.signsIn(other, 'ines');
  assert.equal(new URL((await other.go('/inbox')).url()).pathname, '/inbox');
  await other.go(`${there.issuer}/session/end`);
  await Promise.all([other.page.waitForURL(/success/), other.page.click('button[value="yes"]')]);
  assert.equal(new URL((await other.go('/inbox')).url()).pathname, '/sign-in', 'out here, too');

  await pupil.signIn({ login, password });
  await pupil.go('/account');
  await pupil.page.click('form[action^="/account/links/"] button');
  assert.match(await pupil.text(), /Service détaché/);
  await other.go('/sign-in');
  await other.page.click(button);
  await there.signsIn(other, 'ines');
  assert.match(await other.text(), /Aucun compte à ouvrir/);
  await other.looksRight();
  for (const visitor of [head, pupil, other]) await visitor.leave();
});

test('one subject with two accounts chooses; a printed code links somebody who was never here', async (t) => {
  const home = await ownHouse(t);
  const there = await provider(t, home);
  const first = await arrives(home, 1);
  const second = await arrives(home, 2);
  for (const { pupil } of [first, second]) {
    await pupil.go('/account');
    await pupil.page.click('form[action="/account/providers/essai"] button');
    await there.signsIn(pupil, 'famille');
  }
  const visitor = await home.visit({ width: 390, height: 844 });
  await visitor.go('/sign-in');
  await visitor.page.click(button);
  await there.signsIn(visitor, 'famille');
  assert.match(await visitor.text(), /Quel compte/);
  await visitor.looksRight();
  await visitor.page.locator('.choose-accounts button').nth(1).click();
  await visitor.page.waitForURL(/\/inbox|127\.0\.0\.1:\d+\/$/);

  const stranger = await home.visit();
  await stranger.go('/sign-in');
  await stranger.page.click(button);
  await there.signsIn(stranger, 'nouvelle');
  await stranger.looksRight();
  await first.head.go('/directory');
  await first.head.page.locator('.sections a').nth(3).click();
  await first.head.page.locator('.sheets-ask button:not([formaction])').click();
  const [, code] = await first.head.page.locator('.slip').first().locator('dd').allInnerTexts();
  await stranger.page.fill('#code', 'AAAAA-AAAAA-A');
  await stranger.page.click('form[action="/sign-in/linked"] button');
  await stranger.page.locator('#wrong').waitFor();
  await stranger.looksRight();
  await stranger.page.fill('#code', code);
  await stranger.page.click('form[action="/sign-in/linked"] button');
  await stranger.page.waitForURL(/\/inbox|127\.0\.0\.1:\d+\/$/);
  await stranger.go('/account');
  assert.match(await stranger.text(), /Guichet d’essai/);
  await stranger.looksRight();
  for (const one of [first.head, first.pupil, second.head, second.pupil, visitor, stranger]) await one.leave();
});
