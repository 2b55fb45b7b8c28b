// Without a mouse.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../house.mjs';

/** Presses of the tabulator that a page may ask for before a thing is reached. */
const TABS = 60;

test('keyboard only: sign in, read, answer, write, sign out', async () => {
  const home = await house();
  const teacher = await home.visitAs('teacher');
  const subject = 'Clavier seulement';
  await teacher.write({ to: [home.people.guardian.name], subject, body: 'Pouvez-vous venir jeudi ?' });
  await teacher.leave();

  const guardian = await home.visit();
  const { page } = guardian;
  await guardian.go('/sign-in');
  await reach(page, '#login');
  await page.keyboard.type(home.people.guardian.login);
  await reach(page, '#password');
  await page.keyboard.type(home.people.guardian.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/inbox|\/$/);

  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.skip')), 'the first stop leads past the menus');
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.id === 'main'));
  await reach(page, '.rows a', subject);
  assert.ok(await seesFocus(page), 'one sees where one is');
  await page.keyboard.press('Enter');
  await page.locator('.letter-text', { hasText: 'jeudi' }).waitFor();
  await reach(page, '#reply-body');
  await page.keyboard.type('Oui, à 17 h 30.');
  await reach(page, '.reply button.primary');
  await page.keyboard.press('Enter');
  await page.locator('.letter-text', { hasText: '17 h 30' }).waitFor();

  await guardian.go('/inbox');
  await reach(page, 'a[href="/compose"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/compose/);
  await reach(page, '#q');
  await page.keyboard.type(home.people.teacher.name);
  await page.locator('#live [role="option"]').first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.chip', { hasText: home.people.teacher.name }).waitFor();
  await reach(page, '#subject');
  await page.keyboard.type('Au clavier');
  await reach(page, '#body');
  await page.keyboard.type('Ce mot a été écrit sans souris.');
  await reach(page, '#send');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/compose');

  await reach(page, 'a[href="/account"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/account/);
  await reach(page, 'form[action="/sign-out"] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sign-in/);
  await guardian.go('/inbox');
  assert.match(page.url(), /\/sign-in/, 'the session is over');
  await guardian.leave();
});

/** Presses the tabulator until the focus is on this. */
async function reach(page, what, text = '') {
  for (let press = 0; press < TABS; press++) {
    const here = ([what, text]) => document.activeElement.matches(what) && document.activeElement.textContent.includes(text);
    if (await page.evaluate(here, [what, text])) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${what} was not reached with ${TABS} tabulators`);
}

/** Whether the focus is drawn. */
function seesFocus(page) {
  return page.evaluate(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
}
