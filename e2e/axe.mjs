// Asks axe about every page of a gallery folder, light and dark, at two widths: `node axe.mjs FOLDER [ONLY]`.
// Exits with an error when there is one violation.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { browser, pagesOf, serve, still } from './site.mjs';

const [folder, only] = process.argv.slice(2);
if (!folder) throw new Error('usage: node axe.mjs FOLDER [ONLY]');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

const { origin, stop } = await serve(folder);
const chrome = await browser();
const faults = [];
let looks = 0;
for (const page of await pagesOf(folder, only)) {
  // A fragment has no page around it.
  if (page.includes('/recipients/')) continue;
  for (const [width, theme] of [[390, 'light'], [1440, 'dark'], [1440, 'light']]) {
    const tab = await chrome.newPage({ viewport: { width, height: 900 }, colorScheme: theme, bypassCSP: true });
    await still(tab, `${origin}/${page}/`);
    await tab.evaluate(axe);
    const { violations } = await tab.evaluate((tags) => window.axe.run(document, { runOnly: { type: 'tag', values: tags } }), rules);
    for (const violation of violations) {
      for (const node of violation.nodes) faults.push(`${page} (${width}, ${theme}) ${violation.id}: ${node.html.slice(0, 160)} ${node.any.map((one) => one.message).join(' ').slice(0, 200)}`);
    }
    looks += 1;
    await tab.close();
  }
}
await chrome.close();
stop();
console.log(`${looks} looks, ${faults.length} violations`);
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
