// Without JavaScript.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownHouse } from '../house.mjs';

test('without JavaScript: write, read, answer, report, hold, withdraw, sign out', async (t) => {
  const home = await ownHouse(t);
  const plain = { script: false };
  const [pupil, teacher] = [await home.visitAs('pupil', plain), await home.visitAs('teacher', plain)];
  const subject = 'Sans script';
  const file = { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('plan de table') };
  await pupil.write({ to: [home.people.teacher.name], subject, body: 'Voici le plan de table.', files: [file] });
  assert.match(await pupil.text(), /Message envoyé/);

  await teacher.go('/inbox');
  await teacher.row(subject).locator('a').click();
  await teacher.page.locator('.letter-text', { hasText: 'plan de table' }).waitFor();
  const address = await teacher.page.locator('a.file').getAttribute('href');
  assert.equal(await (await teacher.page.request.get(address)).text(), 'plan de table');
  await teacher.page.fill('#reply-body', 'Merci, il est complet.');
  await teacher.page.click('.reply button.primary');
  await teacher.page.locator('.letter-text', { hasText: 'complet' }).waitFor();

  await pupil.go('/inbox');
  await pupil.row('complet').locator('a').click();
  await pupil.page.locator('form[action$="/report"] button').last().click();
  assert.match(await pupil.text(), /Merci\. Votre signalement/);

  const desk = await home.visitAs('desk', plain);
  await desk.go('/desk?tab=reported');
  await desk.page.locator('.queue .row a').first().click();
  await desk.page.click('[data-key="o"]');
  await desk.page.locator('.exhibit', { hasText: 'complet' }).waitFor();
  await desk.page.click('[data-key="c"]');
  await pupil.go('/inbox');
  assert.match(await pupil.text(), /Ce message a été retiré/);

  await pupil.go('/account');
  await pupil.page.click('form[action="/sign-out"] button');
  await pupil.page.waitForURL(/\/sign-in/);
  for (const visitor of [pupil, teacher, desk]) await visitor.leave();
});
