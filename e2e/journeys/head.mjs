// A head at 7:40 on a telephone: one thing at a time, from the call to the police to the reopening. Adults call the roll in a
// playground where the network comes and goes, and families read where to go.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SECOND, ownHouse } from '../house.mjs';

const PHONE = { width: 390, height: 844 };

/** Sends the form of the card "Maintenant", or one of the others. */
async function decides(head, button, fill = async () => {}) {
  await fill(head.page.locator('.now-card'));
  await Promise.all([head.page.waitForURL(/said=/), head.page.locator('.now-card').getByRole('button', { name: button }).click()]);
  await head.looksRight();
}

const now = (head) => head.page.locator('.now-card h2').innerText();

test('a head is led through a morning, and the roll is called over a bad network', async (t) => {
  const home = await ownHouse(t);
  const [head, teacher] = [await home.visitAs('head', PHONE), await home.visitAs('teacher', PHONE)];
  const guardian = await home.visitAs('guardian', PHONE);

  await head.go('/school');
  await head.looksRight();
  assert.equal(await now(head), 'Rien à signaler ici');
  await decides(head, 'Nous avons reçu une menace');
  assert.equal(await now(head), 'Appelez la police');
  assert.equal(await head.page.locator('.now-card a').first().getAttribute('href'), 'tel:17');
  await decides(head, 'J’ai appelé');
  assert.equal(await now(head), 'Décidez de l’accueil des élèves');
  await decides(head, 'Décider', (card) => card.getByLabel('Évacué').check());
  assert.equal(await now(head), 'Faites l’appel');
  await Promise.all([head.page.waitForURL(/roll-call/), head.page.getByRole('button', { name: 'Commencer l’appel' }).first().click()]);
  await head.looksRight();
  const missing = async () => Number(await head.page.locator('.roll-call-count b').innerText());
  const before = await missing();
  assert.ok(before > 20, `${before} pupils`);

  // A teacher sees it on every page, and ticks a class while the telephone has no network.
  await teacher.go('/inbox');
  await teacher.looksRight();
  await teacher.page.locator('.band', { hasText: 'appel en cours' }).getByRole('link').click();
  await teacher.page.waitForURL(/roll-call/);
  await teacher.page.locator('.roll-call-classes a').first().click();
  await teacher.page.waitForURL(/roll-call\/class/);
  await teacher.looksRight();
  const pupils = teacher.page.locator('.roll-call fieldset');
  const count = await pupils.count();
  for (const pupil of await pupils.all()) await pupil.getByText('Rassemblé', { exact: true }).click();
  await teacher.page.context().setOffline(true);
  await teacher.page.getByRole('button', { name: 'Enregistrer la classe' }).click();
  await teacher.page.getByText('Pas de réseau').waitFor();
  assert.equal(await missing(), before, 'nothing has arrived');
  await teacher.page.context().setOffline(false);
  await teacher.page.getByText('Réponses envoyées').waitFor({ timeout: 20 * SECOND });
  // The head's page hears of it without being asked for again.
  await head.page.waitForFunction((left) => Number(document.querySelector('.roll-call-count b').innerText) === left, before - count);

  const ends = async (note) => {
    await head.page.fill('#note', note);
    await head.page.getByRole('button', { name: 'Terminer l’appel' }).click();
  };
  await ends('');
  await head.page.locator('.problem', { hasText: 'On ignore où' }).waitFor();
  await head.looksRight();
  await ends('Les autres sont en sortie, leurs professeurs les ont comptés.');
  await head.page.waitForURL(/said=roll-call-ended/);
  assert.equal(await now(head), 'Prévenez les familles');
  await decides(head, 'Les familles sont prévenues');
  await guardian.go('/official');
  assert.match(await guardian.text(), /a été évacué. Ne venez pas sur place/);
  await guardian.looksRight();
  assert.equal(await now(head), 'Notez l’arrivée de la police');
  await decides(head, 'La police est là', (card) => card.getByLabel('Unité sur place').fill('Équipe cynophile'));
  await decides(head, 'Les familles sont prévenues');
  assert.equal(await now(head), 'Enregistrez la levée de doute');
  await decides(head, 'Enregistrer', async (card) => {
    await card.getByLabel('Autorité').fill('Commissariat');
    await card.getByLabel('Nom et grade').fill('Capitaine Reine');
  });
  await head.page.locator('details.decide', { hasText: 'Rouvrez l’établissement' }).first().locator('summary').click();
  await Promise.all([head.page.waitForURL(/said=/), head.page.getByRole('button', { name: 'Rouvrir', exact: true }).click()]);
  await guardian.go('/official');
  assert.match(await guardian.text(), /L’établissement a rouvert/);
  await decides(head, 'Les familles sont prévenues', (card) => card.getByLabel('C’était le dernier message').check());
  assert.equal(await now(head), 'Clore la situation');
  await decides(head, 'Clore la situation');
  assert.equal(await now(head), 'Rien à signaler ici');
  for (const visitor of [head, teacher, guardian]) await visitor.leave();
});

test('without script: a class is called by a plain form, and the desk sees the school', async (t) => {
  const home = await ownHouse(t);
  const [head, teacher] = [await home.visitAs('head'), await home.visitAs('teacher', { script: false })];
  const desk = await home.visitAs('desk');
  await head.go('/school');
  await decides(head, 'Autre situation : évacuation, fermeture');
  await head.page.locator('details.decide', { hasText: 'Faites l’appel' }).first().locator('summary').click();
  await Promise.all([head.page.waitForURL(/roll-call/), head.page.getByRole('button', { name: 'Commencer l’appel' }).click()]);
  await teacher.go(new URL(head.page.url()).pathname);
  await teacher.page.locator('.roll-call-classes a').first().click();
  const first = teacher.page.locator('.roll-call fieldset').first();
  await first.getByText('Remis à la famille').click();
  await first.getByLabel('Remis à qui').fill('Son père');
  await first.getByLabel('Identité vérifiée').check();
  await teacher.page.getByRole('button', { name: 'Enregistrer la classe' }).click();
  await teacher.page.waitForURL(/said=roll-call-marked/);
  await teacher.looksRight();
  await desk.go('/situations');
  assert.match(await desk.text(), /Un établissement concerné/);
  assert.match(await desk.text(), /Appel en cours/);
  await desk.looksRight();
  for (const visitor of [head, teacher, desk]) await visitor.leave();
});
