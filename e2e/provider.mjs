// A provider of identity for the journeys: the npm package `oidc-provider`, whose sign-in page takes every name.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { Provider } from 'oidc-provider';
import { program } from './house.mjs';

const run = promisify(execFile);
const secret = 'un secret assez long pour un essai';

/** Starts one, and adds it to a house under the code `essai`: `{ signsIn(visitor, name), issuer }`. */
export async function provider(t, home) {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const there = new Provider(issuer, {
    clients: [
      {
        client_id: 'preau',
        client_secret: secret,
        redirect_uris: [`${home.origin}/sign-in/with/essai/back`],
        post_logout_redirect_uris: [`${home.origin}/sign-in`],
        backchannel_logout_uri: `${home.origin}/sign-in/with/essai/logout`,
        backchannel_logout_session_required: true,
      },
    ],
    features: { backchannelLogout: { enabled: true } },
    // It speaks to no address of its own machine, unless it is told to: here it must.
    fetch: (url, options) => fetch(url, { ...options, dispatcher: undefined }),
  });
  server.on('request', there.callback());
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const words = [
    'provider', 'add', 'essai', '--label', 'Guichet d’essai', '--issuer', issuer, '--client', 'preau', '--secret-file', '-',
    '--for', 'staff', '--for', 'guardian', '--for', 'pupil', '--data', home.data,
  ];
  const adding = run(program, words);
  adding.child.stdin.end(`${secret}\n`);
  await adding;
  return { issuer, signsIn };
}

/** Says there who one is, the first time or anew, and comes back. */
async function signsIn(visitor, name) {
  await visitor.page.locator('input[name="login"]').waitFor();
  await visitor.page.fill('input[name="login"]', name);
  await visitor.page.fill('input[name="password"]', 'x');
  await visitor.page.click('button[type="submit"]');
  const consent = visitor.page.locator('input[name="prompt"][value="consent"]');
  const back = visitor.page.waitForURL((url) => url.origin === visitor.house.origin).then(() => 'back');
  if ((await Promise.race([consent.waitFor({ state: 'attached' }).then(() => 'consent', () => back), back])) === 'consent') {
    await visitor.page.click('button[type="submit"]');
  }
  await back;
}
