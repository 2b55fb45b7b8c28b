// Photographs every page of a gallery folder at three widths, light, dark and on paper, and lays the pictures of each
// page on one sheet: `node gallery.mjs FOLDER [ONLY] [--out results/gallery]`.
// Exits with an error when a page breaks the content security policy, logs an error or scrolls sideways, 320 px included.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { browser, pagesOf, serve, still } from './site.mjs';

const [folder, only] = process.argv.slice(2).filter((word, at, all) => !word.startsWith('--') && all[at - 1] !== '--out');
const outAt = process.argv.indexOf('--out');
const out = outAt > 0 ? process.argv[outAt + 1] : new URL('results/gallery', import.meta.url).pathname;
if (!folder) throw new Error('usage: node gallery.mjs FOLDER [ONLY] [--out DIR]');

const views = [390, 768, 1440].flatMap((width) => ['light', 'dark'].map((theme) => ({ width, theme, media: 'screen', picture: true })));
views.push({ width: 794, theme: 'light', media: 'print', picture: true }, { width: 320, theme: 'light', media: 'screen', picture: false });

const { origin, stop } = await serve(folder);
const chrome = await browser();
const faults = [];
await mkdir(out, { recursive: true });
const sheets = [];
for (const page of await pagesOf(folder, only)) {
  const name = page.replaceAll('/', '.');
  for (const view of views) {
    const tab = await chrome.newPage({ viewport: { width: view.width, height: view.width < 600 ? 844 : 900 }, colorScheme: view.theme });
    // A page says nothing of a missing event stream, which a folder cannot serve.
    tab.on('console', (line) => line.type() === 'error' && !line.text().includes('Failed to load resource') && faults.push(`${page}: ${line.text()}`));
    tab.on('pageerror', (error) => faults.push(`${page}: ${error.message}`));
    await still(tab, `${origin}/${page}/`);
    await tab.emulateMedia({ media: view.media, colorScheme: view.theme });
    await tab.evaluate(() => document.fonts.ready);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (!view.picture) { if (over > 0) faults.push(`${page}: ${over} px too wide at ${view.width}`); await tab.close(); continue; }
    if (over > 0) faults.push(`${page}: ${over} px too wide at ${view.width}`);
    const picture = `${name}.${view.width}.${view.media === 'print' ? 'print' : view.theme}.png`;
    await tab.screenshot({ path: join(out, picture), fullPage: true });
    sheets.push({ page, picture, width: view.width });
    await tab.close();
  }
}
const figures = sheets.map(({ page, picture, width }) => `<figure><img src="${picture}" width="${Math.round(width / 3)}" loading="lazy" alt=""><figcaption>${page} ${picture.split('.').slice(-3, -1).join(' ')}</figcaption></figure>`);
await writeFile(join(out, 'index.html'), `<!doctype html><meta charset="utf-8"><title>Préau: every page</title><style>body{font:12px sans-serif;background:#777;display:flex;flex-wrap:wrap;gap:12px;align-items:flex-start}figure{margin:0;background:#fff}figcaption{padding:4px}</style>${figures.join('\n')}`);
await chrome.close();
stop();
console.log(`${sheets.length} pictures in ${out}/index.html`);
if (faults.length) {
  console.error(faults.join('\n'));
  process.exit(1);
}
