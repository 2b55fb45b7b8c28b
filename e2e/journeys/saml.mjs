// An account is linked to a provider that speaks SAML, opened by it, and taken away. The provider is another program, which
// nobody here has written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comesBack, counter } from '../counter.mjs';
import { ownHouse } from '../house.mjs';
import { arrives } from '../sheets.mjs';

const button = 'form[action="/sign-in/with/essai"] button';
const link = 'form[action="/account/providers/essai"] button';

test('an account is linked by SAML, opened by it, and taken away', async (t) => {
  const home = await ownHouse(t);
  const there = await counter(t, home, { ines: { FrEduCtRefId: 'ref-ines' }, autre: { FrEduCtRefId: 'ref-autre' } });
  const { head, pupil } = await arrives(home, 1);
  await pupil.go('/account');
  await pupil.page.click(link);
  await there.signsIn(pupil, 'ines');
  assert.match(await pupil.text(), /Service relié[^]*Détacher/);
  await pupil.looksRight();

  // Another browser, without script: the session of the provider comes back with her.
  const other = await home.visit({ script: false, width: 390, height: 844 });
  await other.go('/sign-in');
  await other.page.click(button);
  await there.signsIn(other, 'ines');
  assert.equal(new URL((await other.go('/inbox')).url()).pathname, '/inbox');
  await other.go('/account');
  await other.page.click('form[action="/sign-out"] button');
  await other.page.waitForURL((url) => url.pathname === '/sign-in');
  await other.page.click(button);
  await other.page.waitForURL((url) => url.origin === there.origin);
  await comesBack(other);
  assert.equal(new URL((await other.go('/inbox')).url()).pathname, '/inbox', 'signed in there, she comes in without a word');

  await pupil.go('/account');
  await pupil.page.click('form[action^="/account/links/"] button');
  assert.match(await pupil.text(), /Service détaché/);
  const stranger = await home.visit();
  for (const name of ['ines', 'autre']) {
    await stranger.context.clearCookies();
    await stranger.go('/sign-in');
    await stranger.page.click(button);
    await there.signsIn(stranger, name);
    assert.match(await stranger.text(), /Aucun compte à ouvrir/, 'one answer, linked once or never');
    await stranger.looksRight();
  }
  for (const one of [head, pupil, other, stranger]) await one.leave();
});
