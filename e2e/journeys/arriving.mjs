// How people come in: a directory that is read, a slip that is printed, a first sign-in.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { house } from '../house.mjs';

test('the head prints the slips of a class; a pupil comes in with one, once', async () => {
  const home = await house();
  const head = await home.visitAs('head');
  await head.go('/directory');
  await head.page.locator('.sections a').first().click();
  await head.page.locator('.sheets-ask button:not([formaction])').click();
  await head.page.locator('.slip').first().waitFor();
  await head.looksRight();
  const slip = head.page.locator('.slip').first();
  const [login, code] = await slip.locator('dd').allInnerTexts();
  const name = await slip.locator('.slip-name').innerText();

  const pupil = await home.visit({ width: 390, height: 844 });
  await pupil.go('/activate');
  await pupil.page.fill('#code', code.toLowerCase().replace('-', ' '));
  await pupil.page.click('button.primary');
  await pupil.page.locator('.words').waitFor();
  await pupil.looksRight();
  assert.ok((await pupil.text()).includes(login));
  const password = await pupil.page.innerText('.words');
  await pupil.page.click('.proposal button');
  await pupil.page.waitForURL(/\/inbox|\/$/);
  assert.match(await pupil.text(), /Votre compte est prêt/);
  assert.ok((await pupil.page.innerHTML('header')).includes(name));
  await pupil.looksRight();

  const again = await home.visit();
  await again.go('/activate');
  await again.page.fill('#code', code);
  await again.page.click('button.primary');
  await again.page.locator('#wrong').waitFor();
  await again.signIn({ login, password });
  for (const visitor of [head, pupil, again]) await visitor.leave();
});

test('the operator reads a file, sees what would change and what was refused, and agrees', async () => {
  const home = await house();
  const sample = await readFile(join(home.data, 'sample', 'annuaire-education.csv'), 'utf8');
  const [former, current] = ['Collège des Trois-Rivières', 'Collège des Quatre-Rivières'];
  const changed = `${sample.replace(former, current).trimEnd()}\nnot-a-code;Nulle part\n`;
  const operator = await home.visitAs('operator');
  await operator.go('/imports');
  await operator.page.setInputFiles('#file', { name: 'annuaire-education.csv', mimeType: 'text/csv', buffer: Buffer.from(changed) });
  await operator.page.click('form[action="/imports"] button');
  const apply = operator.page.locator('form[action$="/apply"] button');
  await apply.waitFor();
  assert.match(await operator.page.innerText('#refusals'), /^1 ligne refusée/);
  await operator.looksRight();
  await apply.click();
  await operator.page.locator('.tag', { hasText: 'Terminé' }).waitFor();
  assert.match(await operator.page.innerText('#counts ~ div'), /Établissements\s+0\s+1\s+0/);
  await operator.looksRight();
  await operator.leave();
});
