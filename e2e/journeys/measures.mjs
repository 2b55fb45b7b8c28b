// A joint request: the rectorat asks, the Région confirms; those concerned read why and until when, and what the head writes
// to families is read while messages are closed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownHouse } from '../house.mjs';

const REASON = 'Messages de menace reçus ce soir dans plusieurs établissements.';

/** Chooses a model and a place on the page of a new measure, and looks at what it would do. */
async function sees(visitor, { preset, scope }) {
  await visitor.go('/measures/new');
  await visitor.looksRight();
  await visitor.page.selectOption('#scope', scope);
  await visitor.page.selectOption('#preset', preset);
  await visitor.page.click('form[action="/measures/preview"] .acts button');
  await visitor.page.waitForURL(/\/measures\/preview/);
  await visitor.looksRight();
}

test('messages are closed by a joint request, and families still read what the head writes', async (t) => {
  const home = await ownHouse(t);
  // First of all: a network from which people of many schools come is not one to write from.
  const head = await home.visitAs('head');
  await head.write({ to: [home.people.guardian.name], subject: 'Réunion', body: 'La réunion de jeudi est déplacée en salle 12.' });
  const [desk, region] = [await home.visitAs('desk'), await home.visitAs('operator', { width: 390, height: 844 })];
  const guardian = await home.visitAs('guardian', { width: 390, height: 844 });

  await sees(desk, { preset: 'national', scope: 'all' });
  assert.match(await desk.text(), /demande conjointe/i);
  assert.match(await desk.text(), /Plus petit, au même endroit/);
  await desk.page.fill('#reason', REASON);
  await desk.page.click('form[action="/measures"] .acts button');
  await desk.page.waitForURL(/\/measures\/[0-9a-f]+/);
  assert.match(await desk.text(), /attend l’accord d’une seconde personne/);
  await desk.looksRight();
  await guardian.go('/inbox');
  assert.equal(new URL(guardian.page.url()).pathname, '/inbox', 'nothing is done yet');

  await region.go('/measures');
  await region.looksRight();
  await region.page.click('button[value="agree"]');
  await region.page.waitForURL(/said=measure-agreed/);
  await region.looksRight();

  await guardian.go('/inbox');
  assert.equal(new URL(guardian.page.url()).pathname, '/official');
  assert.match(await guardian.text(), /La messagerie est suspendue/);
  await guardian.looksRight();
  await guardian.page.click('a[href^="/official/"] b');
  await guardian.page.locator('.letter-text', { hasText: 'déplacée en salle 12' }).waitFor();
  await guardian.looksRight();
  await guardian.go('/restrictions');
  const told = await guardian.text();
  assert.ok(told.includes(REASON) && /Jusqu’à quand/.test(told) && /Ce qui marche toujours/.test(told), told);
  await guardian.looksRight();

  await desk.go(new URL(desk.page.url()).pathname);
  await desk.page.fill('#lift-note', 'Levée de doute partout.');
  await desk.page.click('button[value="lift"]');
  await desk.page.waitForURL(/said=measure-lifted/);
  await desk.looksRight();
  await guardian.go('/inbox');
  assert.equal(new URL(guardian.page.url()).pathname, '/inbox');
  for (const visitor of [desk, region, head, guardian]) await visitor.leave();
});

test('without script: a night is closed, what is written in it says when it leaves', async (t) => {
  const home = await ownHouse(t);
  const desk = await home.visitAs('desk', { script: false });
  await sees(desk, { preset: 'night', scope: 'all' });
  await desk.page.click('form[action="/measures"] .acts button');
  // A browser without script keeps a field that must be filled; one that sends it all the same is told.
  await desk.page.fill('#reason', REASON);
  await desk.page.check('input[name="at_once"]');
  await desk.page.click('form[action="/measures"] .acts button');
  await desk.page.waitForURL(/said=measure-waits/);
  assert.match(await desk.text(), /Commencée, en attente d’accord/);
  const pupil = await home.visitAs('pupil');
  await pupil.go('/restrictions');
  assert.match(await pupil.text(), /de 23\sh à 7\sh/);
  await pupil.looksRight();
  for (const visitor of [desk, pupil]) await visitor.leave();
});
