// Letters between people.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house, SECOND } from '../house.mjs';

test('a pupil writes to a teacher, whose open page shows it within a second; the answer comes back the same way', async () => {
  const home = await house();
  const [pupil, teacher] = [await home.visitAs('pupil'), await home.visitAs('teacher')];
  const subject = 'Question sur l’exercice 17';
  await teacher.go('/inbox');
  const unread = await count(teacher);

  await pupil.write({ to: [home.people.teacher.name], subject, body: 'Bonjour, a-t-on droit à la calculatrice ?' });
  assert.match(await pupil.text(), /Message envoyé/);
  await pupil.looksRight();
  await teacher.row(subject).waitFor({ timeout: SECOND });
  assert.ok(await teacher.row(subject).evaluate((row) => row.classList.contains('unread')));
  await teacher.page.waitForFunction((before) => Number(document.querySelector('[data-live="unread"]').firstChild.textContent) === before + 1, unread, { timeout: SECOND });

  await teacher.row(subject).locator('a').click();
  await teacher.page.locator('.letter-text', { hasText: 'calculatrice' }).waitFor();
  assert.ok(!(await teacher.row(subject).evaluate((row) => row.classList.contains('unread'))), 'what is open is read');
  assert.equal(await count(teacher), unread);
  await teacher.looksRight();

  await pupil.go('/inbox');
  await teacher.page.fill('#reply-body', 'Oui, mais détaillez les calculs.');
  await teacher.page.click('.reply button.primary');
  await teacher.page.locator('.letter-text', { hasText: 'détaillez' }).waitFor();
  await pupil.row('détaillez').waitFor({ timeout: SECOND });
  await pupil.row('détaillez').locator('a').click();
  await pupil.page.locator('.letter-text', { hasText: 'détaillez' }).waitFor();
  await pupil.looksRight();
  await pupil.leave();
  await teacher.leave();
});

test('a file goes with a letter and comes out as it went in', async () => {
  const home = await house();
  const [teacher, pupil] = [await home.visitAs('teacher'), await home.visitAs('pupil')];
  const content = Buffer.from('%PDF-1.4 fiche de révision'.repeat(2_000));
  const file = { name: 'Fiche de révision n° 4.pdf', mimeType: 'application/pdf', buffer: content };
  await teacher.write({ to: [home.people.pupil.name], subject: 'Fiche de révision', body: 'À relire pour jeudi.', files: [file] });

  await pupil.go('/inbox');
  await pupil.row('Fiche de révision').locator('a').click();
  const link = pupil.page.locator('a.file', { hasText: file.name });
  await link.waitFor();
  await pupil.looksRight();
  const [download] = await Promise.all([pupil.page.waitForEvent('download'), link.click()]);
  assert.equal(download.suggestedFilename(), file.name);
  const received = [];
  for await (const chunk of await download.createReadStream()) received.push(chunk);
  assert.deepEqual(Buffer.concat(received), content);

  const stranger = await home.visitAs('guardian');
  const address = await link.getAttribute('href');
  assert.equal((await stranger.page.request.get(address)).status(), 404, 'who was not written to learns nothing');
  for (const visitor of [teacher, pupil, stranger]) await visitor.leave();
});

/** Unread messages that the page counts. */
function count(visitor) {
  return visitor.page.$eval('[data-live="unread"]', (count) => Number(count.firstChild.textContent));
}
