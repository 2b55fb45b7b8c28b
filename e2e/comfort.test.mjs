// What app.js adds, tried on the pages of a gallery folder with answers of our own:
// `GALLERY=FOLDER node --test comfort.test.mjs`.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, serve } from './site.mjs';

const folder = process.env.GALLERY;
if (!folder) throw new Error('GALLERY names the folder written by the gallery example');
const sample = (page) => readFile(join(folder, 'fr', page, 'index.html'), 'utf8');
/** The outer HTML of the first element of a sample that matches. */
const part = async (tab, page, what) => tab.evaluate(([html, what]) => new DOMParser().parseFromString(html, 'text/html').querySelector(what).outerHTML, [await sample(page), what]);

let site;
let chrome;
before(async () => { site = await serve(folder); chrome = await browser(); });
after(async () => { await chrome.close(); site.stop(); });

/** Opens a sample; `events` is what the event stream says first. */
async function open(page, { events = '', size = { width: 1440, height: 900 } } = {}) {
  const tab = await chrome.newPage({ viewport: size });
  const errors = [];
  tab.on('pageerror', (error) => errors.push(error.message));
  let told = false;
  await tab.route('**/events', (route) => {
    const body = told ? 'retry: 60000\n\n' : `retry: 60000\n\n${events}`;
    told = true;
    return route.fulfill({ contentType: 'text/event-stream', body });
  });
  await tab.goto(`${site.origin}/fr/${page}/`);
  return { tab, errors };
}

test('typing a name proposes recipients, and Enter adds the first without leaving the page', async () => {
  const { tab, errors } = await open('compose/blank');
  const found = await sample('recipients/some');
  const chosen = await part(tab, 'compose/wide', '#recipients');
  await tab.route('**/recipients?q=*', (route) => route.fulfill({ contentType: 'text/html', body: found }));
  let asked;
  await tab.route('**/messages', (route) => { asked = route.request(); return route.fulfill({ contentType: 'text/html', body: chosen }); });
  await tab.fill('#body', 'Bonjour');
  await tab.locator('#q').pressSequentially('3b');
  await tab.waitForSelector('#live [role=option][aria-selected=true]');
  assert.equal(await tab.getAttribute('#q', 'aria-expanded'), 'true');
  await tab.keyboard.press('ArrowDown');
  assert.equal(await tab.getAttribute('#q', 'aria-activedescendant'), 'live-1');
  await tab.keyboard.press('Enter');
  await tab.waitForSelector('.chip');
  assert.equal(asked.headers()['x-fragment'], 'recipients');
  assert.match(asked.postData(), /add:018e0000000070008000000000000002/);
  assert.equal((await tab.textContent('#send')).trim(), 'Envoyer à 128 responsables');
  assert.equal(await tab.inputValue('#body'), 'Bonjour');
  assert.equal(await tab.evaluate(() => document.activeElement.id), 'q');
  await tab.keyboard.press('Escape');
  assert.deepEqual(errors, []);
  await tab.close();
});

test('Enter in the subject goes on to the text and sends nothing', async () => {
  const { tab } = await open('compose/blank');
  let sent = 0;
  await tab.route('**/messages', (route) => { sent += 1; return route.fulfill({ body: '' }); });
  await tab.fill('#subject', 'Sortie');
  await tab.press('#subject', 'Enter');
  assert.equal(await tab.evaluate(() => document.activeElement.id), 'body');
  assert.equal(sent, 0);
  await tab.close();
});

test('a form that has left does not leave again', async () => {
  const { tab } = await open('thread/long');
  let sent = 0;
  await tab.route('**/messages', (route) => { sent += 1; return route.fulfill({ status: 204 }); });
  await tab.fill('#reply-body', 'Merci');
  await tab.evaluate(() => { const button = document.querySelector('.reply .primary'); button.click(); button.click(); button.click(); });
  await tab.waitForSelector('.reply [aria-disabled=true]');
  assert.equal(sent, 1);
  await tab.close();
});

test('a word of the stream replaces the list and keeps the focus', async () => {
  const { tab, errors } = await open('inbox/full', {});
  const fresh = await part(tab, 'inbox/fifty', '[data-live=inbox]');
  const fragments = [];
  await tab.unroute('**/events');
  await tab.route('**/events', (route) => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\ndata: inbox\n\n' }));
  await tab.route('**/fr/inbox/full/', (route) => {
    const name = route.request().headers()['x-fragment'];
    if (!name) return route.continue();
    fragments.push(name);
    return route.fulfill({ contentType: 'text/html', body: fresh });
  });
  await tab.reload();
  await tab.waitForFunction(() => document.querySelectorAll('.rows .row').length === 50);
  assert.deepEqual(fragments, ['rows']);
  assert.notEqual(await tab.textContent('#said'), '');
  assert.deepEqual(errors, []);
  await tab.close();
});

test('what somebody is writing under a thread survives a fresh thread', async () => {
  const { tab } = await open('thread/long');
  const fresh = await part(tab, 'thread/late', '[data-live=thread]');
  await tab.unroute('**/events');
  let tell;
  await tab.route('**/events', (route) => { tell = () => route.fulfill({ contentType: 'text/event-stream', body: 'retry: 60000\ndata: thread\n\n' }); });
  await tab.route('**/fr/thread/long/', (route) => (route.request().headers()['x-fragment'] ? route.fulfill({ contentType: 'text/html', body: fresh }) : route.continue()));
  await tab.reload();
  await tab.fill('#reply-body', 'Je réponds que');
  await tell();
  await tab.waitForSelector('.late');
  assert.equal(await tab.inputValue('#reply-body'), 'Je réponds que');
  assert.equal(await tab.evaluate(() => document.activeElement.id), 'reply-body');
  await tab.close();
});

test('the desk by keyboard: j moves on, c goes to the button and does not press it', async () => {
  const { tab } = await open('desk/veiled');
  const went = [];
  await tab.route('**/desk/messages/**', (route) => { went.push(route.request().url()); return route.fulfill({ status: 204 }); });
  await tab.keyboard.press('c');
  assert.match(await tab.evaluate(() => document.activeElement.textContent), /Confirmer la menace/);
  assert.deepEqual(went, []);
  const asked = (method) => tab.waitForRequest((request) => request.method() === method && request.url().includes('/desk/'));
  const [next] = await Promise.all([asked('GET'), tab.keyboard.press('j')]);
  assert.match(next.url(), /00000002\?tab=held$/);
  const [read] = await Promise.all([asked('POST'), tab.keyboard.press('o')]);
  assert.match(read.url(), /00000001\/reveal$/);
  await tab.close();
});

test('a draft saves itself and says so', async () => {
  const { tab } = await open('compose/blank');
  await tab.route('**/messages', (route) => route.fulfill({ status: 200, headers: { 'X-Draft': '018e0000000070008000000000000031' }, body: '' }));
  await tab.fill('#body', 'Bonjour');
  await tab.waitForFunction(() => document.querySelector('#saved').textContent !== '', null, { timeout: 8000 });
  assert.equal(await tab.inputValue('[name=draft]'), '018e0000000070008000000000000031');
  await tab.close();
});

test('a password can be looked at', async () => {
  const { tab } = await open('sign-in/first');
  await tab.fill('#password', 'girafe tunnel');
  await tab.getByRole('button', { name: 'Afficher' }).click();
  assert.equal(await tab.getAttribute('#password', 'type'), 'text');
  await tab.getByRole('button', { name: 'Masquer' }).click();
  assert.equal(await tab.getAttribute('#password', 'type'), 'password');
  await tab.close();
});
