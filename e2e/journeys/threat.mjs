// A threat, from the side of those who send it, read it and decide on it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownHouse, SECOND } from '../house.mjs';

const THREAT = 'Demain à 11 h tout le lycée va exploser, j’ai posé des explosifs dans vos classes.';

test('a threat to all pupils of a school is held: nobody sees it but the desk', async (t) => {
  const home = await ownHouse(t);
  // A stolen head's account may write to everybody: the rules do not stop it, the shield must.
  const [thief, pupil, desk] = [await home.visitAs('head'), await home.visitAs('pupil'), await home.visitAs('desk')];
  await pupil.go('/inbox');
  await desk.go('/desk');
  await thief.go('/inbox');
  assert.equal(await pupil.page.innerText('.place'), await thief.page.innerText('.place'), 'the pupil is one of those');
  const subject = 'Information importante';
  await thief.write({ to: ['Tous les élèves'], subject, body: THREAT });
  // A stranger's device with words as plain as these loses the account in the same moment.
  assert.match(await thief.text(), /en cours de vérification|Connexion/i);
  await thief.looksRight();

  await desk.page.locator('.queue .row').first().waitFor({ timeout: SECOND });
  await desk.page.locator('.queue .row a').first().click();
  await desk.page.locator('.desk-letter').waitFor();
  assert.ok(!(await desk.text()).includes(THREAT), 'the desk reads it only when it asks to');
  await desk.looksRight();
  await desk.page.click('[data-key="o"]');
  await desk.page.locator('.exhibit mark').first().waitFor();
  assert.ok((await desk.text()).includes('exploser'));
  await desk.looksRight();

  await pupil.go('/inbox');
  assert.equal(await pupil.row(subject).count(), 0);
  await pupil.go('/search?q=exploser');
  assert.ok(!(await pupil.text()).includes(subject));

  await Promise.all([desk.page.waitForURL(/\/desk/), desk.page.click('[data-key="c"]')]);
  await thief.go('/sent');
  await thief.looksRight();
  for (const visitor of [thief, pupil, desk]) await visitor.leave();
});

test('what the desk withdraws is gone within a second from the page where it is open, and its file with it', async (t) => {
  const home = await ownHouse(t);
  const [sender, reader, desk] = [await home.visitAs('teacher'), await home.visitAs('pupil'), await home.visitAs('desk')];
  const [subject, words] = ['Photos de la sortie', 'Les photos du musée sont jointes, regardez la troisième.'];
  const file = { name: 'musee.txt', mimeType: 'text/plain', buffer: Buffer.from('une photo') };
  await sender.write({ to: [home.people.pupil.name], subject, body: words, files: [file] });
  const list = await home.visitAs('pupil');
  await list.go('/inbox');
  await reader.go('/inbox');
  await reader.row(subject).locator('a').click();
  await reader.page.locator('.letter-text', { hasText: words }).waitFor();
  const address = await reader.page.locator('a.file').getAttribute('href');
  assert.equal((await reader.page.request.get(address)).status(), 200);

  await desk.go('/desk?tab=recent');
  await desk.page.locator('.queue .row a').first().click();
  await desk.page.click('[data-key="o"]');
  await desk.page.locator('.exhibit', { hasText: words }).waitFor();
  await desk.looksRight();
  const letter = new URL(desk.page.url()).pathname.replace('/reveal', '');
  await watch(reader, '.withdrawn');
  await watch(list, '.row.gone');
  const [answer] = await Promise.all([
    desk.page.waitForResponse((response) => response.request().method() === 'POST'),
    desk.page.click('[data-key="c"]'),
  ]);
  const answered = Date.now();
  assert.ok(answer.status() < 400);
  // No display at all after the answer, wherever one asks.
  assert.equal((await reader.page.request.get(address)).status(), 404);
  for (const page of [reader, list]) {
    const late = (await page.page.evaluate(() => window.shownAt)) - answered;
    t.diagnostic(`gone ${late} ms after the desk was answered`);
    assert.ok(late < SECOND, `gone after ${late} ms`);
  }
  assert.ok(!(await reader.text()).includes(words));
  assert.match(await reader.text(), /Ce message a été retiré/);
  assert.ok(!(await list.text()).includes('regardez la troisième'));
  await reader.looksRight();

  await desk.go(`${letter}/exposure`);
  await desk.page.locator('tbody tr').first().waitFor();
  assert.ok(!(await desk.text()).includes(home.people.pupil.name), 'no minor is named unasked');
  await desk.page.click('.unmask summary');
  await desk.page.fill('#unmask-why', 'appeler les familles');
  await desk.page.click('.unmask button');
  await desk.page.locator('tbody tr', { hasText: home.people.pupil.name }).first().waitFor();
  await desk.looksRight();
  for (const visitor of [sender, reader, list, desk]) await visitor.leave();
});

test('the attack of the demonstration is played while one watches', async (t) => {
  const home = await ownHouse(t);
  const [stranger, pupil] = [await home.visit(), await home.visitAs('pupil')];
  await pupil.go('/inbox');
  await stranger.go('/demo');
  await stranger.page.click('form[action="/demo/attack"] button');
  const done = stranger.page.locator('.demo-attack .lead');
  await done.waitFor({ timeout: 60_000 });
  const said = (await done.innerText()).trim();
  t.diagnostic(said);
  assert.match(said, /message/);
  await stranger.looksRight();
  assert.ok(!(await pupil.text()).includes('exploser'));
  await stranger.leave();
  await pupil.leave();
});

/** Notes in the page itself when it first shows this. */
function watch(visitor, what) {
  return visitor.page.evaluate((what) => {
    window.shownAt = new Promise((shown) => {
      const observer = new MutationObserver(() => document.querySelector(what) && shown(Date.now()));
      observer.observe(document.body, { childList: true, subtree: true });
    });
  }, what);
}
