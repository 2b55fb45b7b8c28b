// A sheet read by a telephone, a second factor set up and asked for on another browser, and what becomes of the pile.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { house } from '../house.mjs';
import { arrives, choosesProposed } from '../sheets.mjs';

/** The code that an application shows for a secret in base 32 (RFC 6238). */
function totp(secret, at = Date.now()) {
  const bits = [...secret.replaceAll(' ', '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a pupil comes in by the square of a slip, sets a second factor up, and another browser asks for it', async () => {
  const home = await house();
  const { head, pupil, login, password, family } = await arrives(home, 1);
  await pupil.go('/account/factors');
  await pupil.looksRight();
  await pupil.page.fill('#label', 'Mon téléphone');
  await pupil.page.click('form[action="/account/factors"] button');
  const secret = await pupil.page.innerText('.words');
  await pupil.looksRight();
  await pupil.page.fill('#code', '000000');
  await pupil.page.click('form[action="/account/factors/confirm"] button');
  await pupil.page.locator('#wrong').waitFor();
  await pupil.page.fill('#code', totp(secret));
  await pupil.page.click('form[action="/account/factors/confirm"] button');
  await pupil.page.locator('.recovery').waitFor();
  await pupil.looksRight();
  const paper = await pupil.page.locator('.recovery li').allInnerTexts();
  assert.equal(paper.length, 10);

  const other = await home.visit();
  await other.go('/sign-in');
  await other.page.fill('#login', login);
  await other.page.fill('#password', password);
  await other.page.click('form[action="/sign-in"] > button');
  await other.page.locator('form[action="/sign-in/code"]').waitFor();
  await other.looksRight();
  await other.page.fill('#code', '123456');
  await other.page.click('form[action="/sign-in/code"] button');
  await other.page.locator('#wrong').waitFor();
  await other.page.fill('#code', paper[3]);
  await other.page.click('form[action="/sign-in/code"] button');
  await other.page.waitForURL(/\/inbox|\/$/);

  await head.page.locator('.sheets-intro a[href^="/directory/batches/"]').click();
  await head.page.locator('.ticks li', { hasText: family }).locator('.tag.clear').waitFor();
  await head.page.locator('.ticks li', { hasText: family }).locator('input').check();
  await head.page.locator('.ticks ~ .acts button').click();
  await head.page.locator('.said, .notices').first().waitFor();
  assert.ok(await head.page.locator('.ticks li', { hasText: family }).locator('input').isChecked());
  await head.looksRight();
  await head.page.click('form[action$="/void"] button');
  await head.page.locator('.band.caution').waitFor();
  await head.looksRight();
  for (const visitor of [head, pupil, other]) await visitor.leave();
});

test('whoever sees a session that is not theirs shuts the account and goes on with a new password', async () => {
  const home = await house();
  const { head, pupil: owner, login, password } = await arrives(home, 2);
  const thief = await home.visit();
  await thief.signIn({ login, password });

  await owner.go('/account');
  await owner.page.locator('.not-me summary').first().click();
  await owner.looksRight();
  await owner.page.locator('.not-me button').first().click();
  await owner.page.locator('.words').waitFor();
  await owner.looksRight();
  await thief.go('/inbox');
  assert.match(thief.page.url(), /\/sign-in/);
  await choosesProposed(owner);
  for (const visitor of [head, owner, thief]) await visitor.leave();
});
