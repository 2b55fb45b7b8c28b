// Makes the pictures of the READMEs from the real program: `npm run screenshots`.
import { mkdir } from 'node:fs/promises';
import { close, house } from './house.mjs';

const folder = new URL('../docs/screenshots/', import.meta.url).pathname;
await mkdir(folder, { recursive: true });
const home = await house();

const head = await home.visitAs('head');
await head.write({ to: ['Tous les élèves'], subject: 'À lire', body: 'Demain à 11 h tout le lycée va exploser, j’ai posé des explosifs dans vos classes.' });
const desk = await home.visitAs('desk', { width: 1280, height: 800 });
await desk.go('/desk');
await desk.page.locator('.queue .row a').first().click();
await desk.page.click('[data-key="o"]');
await desk.page.locator('.exhibit mark').first().waitFor();
await picture(desk, 'desk');

const pupil = await home.visitAs('pupil', { width: 1280, height: 800 });
await pupil.go('/inbox');
await pupil.page.locator('.rows a').first().click();
await pupil.page.locator('.letter').first().waitFor();
await picture(pupil, 'inbox');
await close();

async function picture(visitor, name) {
  await visitor.page.evaluate(() => document.fonts.ready.then(() => {}));
  await visitor.page.screenshot({ path: `${folder}${name}.png` });
}
