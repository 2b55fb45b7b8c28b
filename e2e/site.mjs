// Serves a folder written by `cargo run -p web --example gallery`, under the policy that the program itself sends.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join, normalize, extname } from 'node:path';
import { chromium } from 'playwright-core';

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
export const policy = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Starts serving a folder; gives its origin and a function that stops it. */
export async function serve(folder) {
  const server = createServer(async (request, answer) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://x').pathname));
    const file = join(folder, extname(path) ? path : join(path, 'index.html'));
    try {
      const bytes = await readFile(file);
      answer.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
      answer.end(bytes);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

/** Debian's Chromium, with nothing that speaks to the outside. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-default-apps'],
  });
}

/** Opens a page that then stays: one that reads itself again while work goes on does not run away from the camera. */
export async function still(tab, url) {
  await tab.goto(url);
  await tab.route('**/*', (route) => (route.request().isNavigationRequest() ? route.fulfill({ status: 204 }) : route.continue()));
}

/** The pages of a gallery folder, those whose name holds `only` if it is given. */
export async function pagesOf(folder, only) {
  const pages = JSON.parse(await readFile(join(folder, 'pages.json'), 'utf8'));
  return pages.filter((page) => !only || page.includes(only));
}
