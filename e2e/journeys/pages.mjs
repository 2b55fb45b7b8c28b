// Every page that a link leads to, for every part: by day and by night, on the narrowest telephone, in English.
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { house } from '../house.mjs';

const everybody = ['/inbox', '/search?q=exercices'];
const beginnings = {
  stranger: ['/sign-in', '/activate', '/demo'],
  pupil: everybody,
  guardian: everybody,
  teacher: everybody,
  head: everybody,
  desk: ['/desk', '/desk?tab=recent', ...everybody],
  operator: ['/imports', ...everybody],
};

test('every page on a wide screen: no link is dead, axe finds nothing by day or by night', async (t) => {
  await everyPage(t, {}, (visitor) => visitor.looksRight());
});

test('every page at 320 px: nothing is too wide, axe finds nothing', async (t) => {
  await everyPage(t, { width: 320, height: 640 }, (visitor) => visitor.looksRight(['light']));
});

test('in English, no page speaks French of its own accord', async (t) => {
  const french = await sentences();
  await everyPage(t, { locale: 'en-GB' }, async (visitor, path) => {
    assert.equal(await visitor.page.getAttribute('html', 'lang'), 'en', path);
    // The page of the demonstration and its letters are in French, and so are the words of the policy itself.
    if (path === '/demo' || path.startsWith('/imports/') || path.startsWith('/desk/policy/')) return;
    const said = await visitor.text();
    assert.deepEqual(french.filter((sentence) => said.includes(sentence)), [], path);
  });
});

test('a person who chooses a language keeps it', async () => {
  const visitor = await (await house()).visitAs('guardian');
  await visitor.go('/account');
  await visitor.page.click('form[action="/account/locale"] button[lang="en"]');
  await visitor.go('/inbox');
  assert.equal(await visitor.page.getAttribute('html', 'lang'), 'en');
  await visitor.go('/account');
  await visitor.page.click('form[action="/account/locale"] button[lang="fr"]');
  await visitor.go('/inbox');
  assert.equal(await visitor.page.getAttribute('html', 'lang'), 'fr');
  await visitor.leave();
});

/** Follows links from the beginnings of each part; one page of each shape. */
async function everyPage(t, options, look) {
  const home = await house();
  for (const [part, paths] of Object.entries(beginnings)) {
    const visitor = part === 'stranger' ? await home.visit(options) : await home.visitAs(part, options);
    const [seen, waiting] = [new Set(), [...paths]];
    while (waiting.length > 0) {
      const path = waiting.shift();
      if (seen.has(shape(path))) continue;
      seen.add(shape(path));
      const answer = await visitor.go(path);
      assert.equal(answer.status(), 200, `${part}: ${path}`);
      await look(visitor, path);
      const links = await visitor.page.$$eval('a[href]:not([download])', (links) => links.map((link) => new URL(link.href)).filter((url) => url.origin === location.origin).map((url) => url.pathname + url.search));
      waiting.push(...links);
    }
    t.diagnostic(`${part}: ${seen.size} pages`);
    await visitor.leave();
  }
}

/** An address without what names one message, one school or one place in a list. */
function shape(path) {
  const url = new URL(path, 'http://preau.invalid');
  const parts = url.pathname.split('/').map((part) => (/[0-9a-f-]{12,}/.test(part) ? '*' : part));
  const asked = [...url.searchParams].map(([name, value]) => (name === 'tab' ? value : name));
  return [...parts, ...asked].join('/');
}

/** The French sentences of the interface that its English does not share; single words may be names of classes. */
async function sentences() {
  const locales = new URL('../../crates/web/locales/', import.meta.url);
  const read = async (locale) => {
    const files = await readdir(new URL(`${locale}/`, locales));
    const texts = await Promise.all(files.map((file) => readFile(new URL(`${locale}/${file}`, locales), 'utf8')));
    const values = texts.join('\n').split('\n').map((line) => line.replace(/^ *(?:[a-z0-9-]+ = ?|\*?\[\w+\] )/, '').trim());
    return new Set(values.filter((text) => text.length > 8 && text.includes(' ') && !/[#{<]/.test(text)));
  };
  const [french, english] = [await read('fr'), await read('en')];
  const own = [...french].filter((text) => !english.has(text));
  assert.ok(own.length > 50, 'there are sentences to look for');
  return own;
}
