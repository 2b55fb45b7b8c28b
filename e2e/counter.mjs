// A provider of identity that speaks SAML, for the journeys: SimpleSAMLphp, as Debian packs it, under PHP's own server.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { program } from './house.mjs';

const run = promisify(execFile);
const peer = process.env.SIMPLESAMLPHP ?? new URL('../target/peers/simplesamlphp/usr/share/simplesamlphp', import.meta.url).pathname;

/** A port that nobody has at this moment. */
async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
const listed = (values) => `[${[values].flat().map(quoted).join(', ')}]`;

/**
 * Starts one that knows these people (`{ name: { attribute: value or values } }`; every password is `x`), and adds it to a house
 * under the code `essai`: `{ signsIn(visitor, name), origin }`. Its host is `localhost`, so that browsers take it for
 * another site than the house.
 */
export async function counter(t, home, people) {
  const origin = `http://localhost:${await freePort()}`;
  const folder = await mkdtemp(join(tmpdir(), 'preau-counter-'));
  for (const name of ['cert', 'log', 'data', 'tmp', 'metadata']) await mkdir(join(folder, name));
  const key = ['-keyout', join(folder, 'cert/key.pem'), '-out', join(folder, 'cert/crt.pem')];
  await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=guichet.example', '-days', '2', ...key]);
  const persistent = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
  const files = {
    'config.php': `$config = ['baseurlpath' => '${origin}/', 'certdir' => '${folder}/cert/', 'loggingdir' => '${folder}/log/',
      'datadir' => '${folder}/data/', 'tempdir' => '${folder}/tmp', 'metadatadir' => '${folder}/metadata', 'secretsalt' => 'essai',
      'auth.adminpassword' => 'essai', 'timezone' => 'UTC', 'logging.handler' => 'file', 'store.type' => 'phpsession',
      'session.phpsession.savepath' => '${folder}/tmp', 'session.phpsession.cookiename' => 'counter', 'enable.saml20-idp' => true,
      'session.cookie.secure' => false, 'errorreporting' => false, 'technicalcontact_email' => 'na@example.org',
      'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true], 'metadata.sources' => [['type' => 'flatfile']]];`,
    'authsources.php': `$config = ['people' => ['exampleauth:UserPass', ${Object.entries(people).map(
      ([name, said]) => `${quoted(`${name}:x`)} => [${Object.entries({ uid: name, ...said }).map(
        ([attribute, value]) => `${quoted(attribute)} => ${listed(value)}`,
      )}]`,
    )}]];`,
    'metadata/saml20-idp-hosted.php': `$metadata['${origin}/idp'] = ['host' => '__DEFAULT__', 'privatekey' => 'key.pem',
      'certificate' => 'crt.pem', 'auth' => 'people', 'NameIDFormat' => '${persistent}', 'simplesaml.nameidattribute' => 'uid'];`,
    // What is known of the house is what the house says of itself, below.
    'metadata/saml20-sp-remote.php': '$metadata = [];',
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), `<?php\n${text}\n`);
  const server = spawn('php', ['-S', new URL(origin).host, '-t', join(peer, 'www')], {
    env: { ...process.env, SIMPLESAMLPHP_CONFIG_DIR: folder },
    stdio: 'ignore',
  });
  const ended = new Promise((end) => server.once('exit', end));
  t.after(async () => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const description = join(folder, 'description.xml');
  await writeFile(description, await answer(`${origin}/saml2/idp/metadata.php`));
  await run(program, [
    'provider', 'add', 'essai', '--label', 'Guichet d’essai', '--saml-metadata', description, '--claim', 'FrEduCtRefId',
    '--for', 'staff', '--for', 'guardian', '--for', 'pupil', '--data', home.data,
  ]);
  const ours = await answer(`${home.origin}/saml/metadata/essai`);
  const [, entity] = ours.match(/entityID="([^"]*)"/);
  const [, back] = ours.match(/Location="([^"]*)"/);
  assert.ok(back.startsWith(home.origin), back);
  await writeFile(
    join(folder, 'metadata/saml20-sp-remote.php'),
    `<?php\n$metadata[${quoted(entity)}] = ['AssertionConsumerService' => ${quoted(back)}, 'NameIDFormat' => '${persistent}',
      'saml20.sign.assertion' => true, 'saml20.sign.response' => true];\n`,
  );
  return { origin, signsIn };
}

/** Reads an address, as soon as somebody answers there. */
async function answer(address) {
  for (let tries = 0; ; tries += 1) {
    try {
      const read = await fetch(address);
      assert.equal(read.status, 200, `${address}: ${await read.clone().text()}`);
      return await read.text();
    } catch (error) {
      if (tries > 100 || error instanceof assert.AssertionError) throw error;
      await new Promise((again) => setTimeout(again, 100));
    }
  }
}

/** Says there who one is, and comes back. */
async function signsIn(visitor, name) {
  await visitor.page.locator('input[name="username"]').waitFor();
  await visitor.page.fill('input[name="username"]', name);
  await visitor.page.fill('input[name="password"]', 'x');
  await visitor.page.locator('input[name="password"]').press('Enter');
  await comesBack(visitor);
}

/** With script the answer leaves by itself, without it by a button. */
export async function comesBack(visitor) {
  const back = visitor.page.waitForURL((url) => url.origin === visitor.house.origin);
  if (!visitor.script) await visitor.page.locator('form[method="post"] [type="submit"]').last().click();
  await back;
}
