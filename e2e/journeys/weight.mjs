// What the first page after sign-in weighs on the line, everything included, with nothing in the browser's cache.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { house } from '../house.mjs';

/** Compressed bytes: page, style, script, font, pictures. */
const BUDGET = 60_000;

test('the first page after sign-in weighs less than 60 kB', async (t) => {
  const visitor = await (await house()).visitAs('pupil');
  const line = await visitor.context.newCDPSession(visitor.page);
  await line.send('Network.enable');
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  const weights = new Map();
  const names = new Map();
  line.on('Network.requestWillBeSent', ({ requestId, request }) => names.set(requestId, new URL(request.url).pathname));
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => weights.set(requestId, encodedDataLength));
  await visitor.go('/inbox');
  await visitor.page.waitForLoadState('load');
  await visitor.page.evaluate(() => document.fonts.ready.then(() => {}));
  const parts = [...weights].filter(([id]) => names.has(id) && names.get(id) !== '/events');
  const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  for (const [id, bytes] of parts) t.diagnostic(`${names.get(id)}: ${bytes} bytes`);
  t.diagnostic(`in all: ${total} bytes`);
  assert.ok(parts.some(([id]) => names.get(id).endsWith('.css')), 'the style was counted');
  assert.ok(total <= BUDGET, `${total} bytes`);
  await visitor.leave();
});
