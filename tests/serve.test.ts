// An installation with real sign-in, from nothing: admit, serve, sign in, ready; by the launcher itself, on PostgreSQL.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { comer } from './at-work.ts';
import { onPostgres } from './engines.ts';
import { clientId, clientSecret, freePort, liar, type Person } from './issuer.ts';

const launcher = resolve(import.meta.dirname, '../opennrm');

onPostgres('an installation begins with two named people, serves without --practice, and keeps its banner', async (_t, _db, where) => {
  const folder = mkdtempSync(join(tmpdir(), 'nrm-serve-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  let person: Person = { sub: 'nobody' };
  const issuer = await liar(() => person);
  writeFileSync(join(folder, 'key'), Buffer.from(where.master).toString('base64'));
  writeFileSync(join(folder, 'secret'), clientSecret);
  const { OPENNRM_DATA: _data, ...rest } = process.env;
  const bare = { ...rest, DATABASE_URL: where.url, OPENNRM_MASTER_KEY_FILE: join(folder, 'key') };
  const env = {
    ...bare,
    OPENNRM_OIDC_ISSUER: issuer.url,
    OPENNRM_OIDC_CLIENT_ID: clientId,
    OPENNRM_OIDC_CLIENT_SECRET_FILE: join(folder, 'secret'),
    OPENNRM_ORIGIN: origin,
  };
  const run = (args: readonly string[], more: Record<string, string> = {}, of: NodeJS.ProcessEnv = env) => {
    const done = spawnSync('bash', [launcher, ...args], { cwd: folder, encoding: 'utf8', env: { ...of, ...more } });
    return { status: done.status, out: done.stdout, err: done.stderr };
  };
  const names = ['--service', 'Invented service', '--name', 'Invented First', '--email', 'one@service.example', '--and-name', 'Invented Second'];
  const admit = ['admit', ...names, '--and-email', 'two@service.example'];
  try {
    await asNew(where.ownerUrl);
    const early = run(['ready']);
    assert.equal(early.status, 1);
    assert.match(early.out, /not yet two administrators/);
    assert.match(run(['serve'], {}, bare).err, /OPENNRM_OIDC_ISSUER/);
    assert.equal(run(['serve', '--caseload']).status, 2);
    assert.match(run(['serve'], { OPENNRM_ORIGIN: 'http://nrm.example' }).err, /https/);
    assert.match(run(['serve'], { OPENNRM_OIDC_ISSUER: 'http://issuer.example' }).err, /https/);
    assert.match(run(admit).err, /MIGRATE_URL/);
    const owner = { MIGRATE_URL: where.ownerUrl };
    assert.match(run(['admit', ...names, '--and-email', 'one@service.example'], owner).err, /two different people/);
    const admitted = run(admit, owner);
    assert.equal(admitted.status, 0, admitted.err);
    const code = /Invented First: (\S+)/.exec(admitted.out)?.[1] ?? '';
    assert.equal(run(admit, owner).status, 2, 'once');
    assert.match(run(['serve', '--practice']).err, /cannot be opened for practice/);

    const running = await start(['serve', '--port', String(port)], folder, env);
    try {
      person = { sub: 'first' };
      const one = comer(origin);
      const home = await one.go('/');
      assert.match(home.text, /nobody here is real/);
      assert.doesNotMatch(home.text, /pretended|Choose who you are/);
      assert.equal((await one.go('/who-are-you')).status, 404);
      assert.equal((await one.signIn({ code })).status, 200);
      assert.match((await one.go('/organisations')).text, /Invented First[\s\S]*Invented service/);
    } finally {
      assert.equal(await running.stop(), 0);
    }
    assert.doesNotMatch(running.said(), /Invented First|service\.example/, 'what it prints names nobody');
    const ready = run(['ready']);
    assert.equal(ready.status, 1);
    assert.doesNotMatch(ready.out, /not yet two administrators|no issuer/);
    assert.match(ready.out, /OPENNRM_ORIGIN is not https/);
  } finally {
    await issuer.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The tests' databases are made for practice; this one is to be new. */
async function asNew(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('truncate installation, keys.installation_key');
  await owner.end();
}

async function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) {
  const child = spawn('bash', [launcher, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<number | null>((done) => child.once('exit', (status) => done(status)));
  await new Promise<void>((found, failed) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (said.includes('OpenNRM is ready')) found();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((status) => failed(new Error(`it ended with ${status}: ${said}`)));
  });
  return { said: () => said, stop: () => (child.kill('SIGTERM'), ended) };
}
