// The real program on its invented académie, started once for all journeys, and the browsers of its people.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { browser } from './site.mjs';

export const program = process.env.PREAU ?? new URL('../target/debug/preau', import.meta.url).pathname;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What the promise "within a second" leaves to a page. */
export const SECOND = 1_000;

let opened;

/** The house, opened by the first who asks. */
export function house() {
  return (opened ??= House.open());
}

/** A house of its own for a journey that takes an account from somebody: nobody else finds it closed. */
export async function ownHouse(t) {
  const home = await House.open();
  t.after(() => home.close());
  return home;
}

/** Stops the program and takes its folder away. */
export async function close() {
  if (opened) await (await opened).close();
}

class House {
  static async open() {
    const folder = await mkdtemp(join(tmpdir(), 'preau-e2e-'));
    const child = spawn(program, ['demo', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const house = new House();
    house.data = join(folder, 'data');
    const ended = new Promise((end) => child.once('exit', end));
    house.stop = async () => {
      child.kill('SIGTERM');
      const code = await ended;
      await rm(folder, { recursive: true, force: true });
      assert.equal(code, 0, 'the program stops when it is asked to');
    };
    house.origin = await new Promise((found, failed) => {
      ended.then((code) => failed(new Error(`${program} demo ended with ${code}`)));
      createInterface({ input: child.stdout }).on('line', (line) => {
        const address = line.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (address) found(address[0]);
      });
    });
    house.chrome = await browser();
    house.people = await house.listed();
    return house;
  }

  /** Who can be tried, as the page of the demonstration says it: by what they are. */
  async listed() {
    const visitor = await this.visit();
    await visitor.go('/demo');
    const people = await visitor.page.$$eval('.demo-people li', (items) =>
      items.map((item) => ({
        name: item.querySelector('b').textContent.trim(),
        role: item.querySelector('.muted').textContent.trim(),
        login: item.querySelector('[name=login]').value,
        password: item.querySelector('[name=password]').value,
      })),
    );
    await visitor.leave();
    const called = { pupil: /élève/, guardian: /responsable/, teacher: /enseignant/, head: /direction/, desk: /cellule/, operator: /exploitation/ };
    return Object.fromEntries(
      Object.entries(called).map(([part, words]) => [part, people.find((person) => words.test(person.role))]),
    );
  }

  /** A browser of its own: `{ width, height, locale, theme, script, host }`. */
  async visit({ width = 1280, height = 900, locale = 'fr-FR', theme = 'light', script = true, host = '127.0.0.1' } = {}) {
    const context = await this.chrome.newContext({
      baseURL: this.origin.replace('127.0.0.1', host),
      viewport: { width, height },
      locale,
      colorScheme: theme,
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(10_000);
    return new Visitor(this, context, await context.newPage(), script);
  }

  /** A browser in which somebody has signed in. */
  async visitAs(part, options) {
    const visitor = await this.visit(options);
    await visitor.signIn(this.people[part]);
    return visitor;
  }

  async close() {
    await this.chrome.close();
    await this.stop();
  }
}

class Visitor {
  constructor(house, context, page, script) {
    Object.assign(this, { house, context, page, script, complaints: [] });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (line) => {
      // That a status is 404 is for the journey to judge; that a policy is broken or a script fails is not.
      if (line.type() === 'error' && !line.text().includes('Failed to load resource')) this.complaints.push(line.text());
    });
  }

  /** An open page may lead to the sign-in by itself meanwhile, when its session ends: then one asks again. */
  async go(path) {
    try {
      return await this.page.goto(path);
    } catch (error) {
      if (!error.message.includes('interrupted by another navigation')) throw error;
      return this.page.goto(path);
    }
  }

  async signIn({ login, password }) {
    await this.go('/sign-in');
    await this.page.fill('#login', login);
    await this.page.fill('#password', password);
    await Promise.all([this.page.waitForURL(/\/(inbox|desk|$)/), this.page.click('form[action="/sign-in"] > button')]);
  }

  /** Writes and sends: `{ to: [names], subject, body, files }`. */
  async write({ to, subject, body, files = [] }) {
    await this.go('/compose');
    for (const name of to) await this.choose(name);
    await this.page.fill('#subject', subject);
    await this.page.fill('#body', body);
    if (files.length) await this.page.setInputFiles('#file', files);
    await Promise.all([this.page.waitForURL((url) => url.pathname !== '/compose'), this.page.click('#send')]);
  }

  /** Finds somebody to write to by name, and takes them. */
  async choose(name) {
    await this.page.fill('#q', name);
    if (this.script) {
      await this.page.locator('#live [role="option"]', { hasText: name }).first().click();
    } else {
      await this.page.click('.picker button[value="find"]');
      await this.page.locator('#found li', { hasText: name }).first().locator('button[value^="add:"]').click();
    }
    await this.page.locator('.chip', { hasText: name }).waitFor();
  }

  /** The row of a list that says this. */
  row(text) {
    return this.page.locator('.rows .row', { hasText: text });
  }

  /** What the page says, as one reads it. */
  async text() {
    return this.page.innerText('body');
  }

  /** axe finds nothing, by day and by night; nothing is wider than the window; no script has failed. */
  async looksRight(themes = ['dark', 'light']) {
    const where = new URL(this.page.url()).pathname;
    const { scrollWidth, clientWidth } = await this.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${where} is ${scrollWidth - clientWidth} px too wide at ${clientWidth}`);
    if (this.script) {
      for (const colorScheme of themes) {
        await this.page.emulateMedia({ colorScheme });
        assert.deepEqual(await this.violations(), [], `${where}, ${colorScheme}`);
      }
    }
    assert.deepEqual(this.complaints, [], where);
  }

  async violations() {
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe);
    return this.page.evaluate(async () => {
      const { violations } = await window.axe.run({ resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => `${node.target}: ${node.failureSummary}`) }));
    });
  }

  async leave() {
    await this.context.close();
    assert.deepEqual(this.complaints, []);
  }
}
