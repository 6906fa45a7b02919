// The running program reaches nobody but its own machine: every connection it tries is seen by the kernel's own record, and none leads out.
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { day } from '#base/day.ts';
import { build } from '#house.ts';
import { canaries } from './canaries.ts';
import { everyDoor, everythingFrom, sendByProgram } from './canary-walk.ts';
import { onPostgres } from './engines.ts';
import { promised } from './promise.ts';
import { adult, sendAs, visitor } from './walk.ts';

const main = fileURLToPath(import.meta.resolve('#main.ts'));
const calls = 'trace=connect,sendto,sendmsg,sendmmsg';

/** Why the kernel's record cannot be had here; null where it can. */
function whyNotSeen(): string | null {
  const tried = spawnSync('strace', ['-f', '-qq', '-e', calls, '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (tried.error) return 'strace is not installed';
  return tried.status === 0 ? null : 'strace may not look at processes here';
}

const traced = (record: string, command: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess =>
  spawn('strace', ['-f', '-qq', '-s', '0', '-e', calls, '-o', record, command, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });

/** Addresses outside this machine that somebody tried to reach. */
function outside(record: string): readonly string[] {
  const named = [...record.matchAll(/sin6?_port=htons\((\d+)\).*?(?:inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)")/g)].map(
    ([, port, four, six]) => `${four ?? six} ${port}`,
  );
  return [...new Set(named)].filter((one) => !/^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+) /.test(one));
}

async function untilReady(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the program ended before it was ready')));
    assert.ok(child.stdout);
    createInterface(child.stdout).on('line', (line) => {
      const found = /ready: (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
}

onPostgres(
  'walked by everybody at every door that lets them in and by somebody at those that do not, with addresses of elsewhere in every field, the program reaches nobody outside',
  async (t, db, where) => {
    const why = whyNotSeen();
    if (why) return t.skip(why);
    const house = build(db, { today: day('2024-01-15'), port: 0, host: '127.0.0.1' });
    const { reference } = await sendAs(house, 'practice-amber', { ...adult, why: 'See http://evil.invalid/picture.png and //192.0.2.9/x' });
    const { makeToken } = await import('#desk/store.ts');
    const { theService } = await import('#kit/store/database.ts');
    const { personaOf } = await import('#practice/people.ts');
    const secret = await db.as(theService, 'operations', (tx) => makeToken(tx, personaOf('practice-amber').actor));
    const folder = await mkdtemp(join(tmpdir(), 'nrm-outward-'));
    const record = join(folder, 'calls');
    const key = join(folder, 'key');
    await writeFile(key, Buffer.from(where.master).toString('base64'), { mode: 0o600 });
    const child = traced(record, process.execPath, [main, 'serve', '--practice', '--port', '0', '--today', '2024-01-15'], {
      DATABASE_URL: where.url,
      OPENNRM_MASTER_KEY_FILE: key,
      OPENNRM_RATE_TIMES: '1000',
    });
    try {
      const base = await untilReady(child);
      let answers = 0;
      const canary = { ...canaries(), of: (field: string) => `http://evil.invalid/${field.replace(/\W/g, '-')}` };
      const walked = { base, secret, canary: { ...canary, of: canary.of }, see: () => void (answers += 1) };
      const doors = await everyDoor(walked, house.routes, {
        reference,
        page: 'why',
        list: 'countries',
        act: 'missing',
        number: '1',
        period: '2023-Q4',
        file: 'decisions.csv',
      });
      await sendByProgram({ ...walked, canary: canaries() });
      const birch = visitor(base);
      await birch.signIn('practice-birch');
      await everythingFrom({ ...walked, canary: canaries() }, birch, `/case/${reference}`, new RegExp(`^/case/${reference}`));
      const seen = await readFile(record, 'utf8');
      assert.match(seen, /connect\(/, 'the record holds the connection to the database');
      assert.deepEqual(outside(seen), []);
      t.diagnostic(`${doors} doors, ${answers} answers: nobody outside`);
      promised(
        'P14',
        `${answers} answers at ${doors} doors while the kernel recorded every connection of the program: 0 lead outside (the issuer of sign-in was not configured)`,
      );
    } finally {
      // The recorder itself heeds no signal: what it looks at is told to end.
      for (const pid of readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ')) if (pid) process.kill(Number(pid), 'SIGTERM');
      await new Promise((resolve) => (child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined)));
      await rm(folder, { recursive: true, force: true });
    }
  },
);

test('planted: a program that does reach out is seen, by name, by number and by a question to a name server', async (t) => {
  const why = whyNotSeen();
  if (why) return t.skip(why);
  const folder = await mkdtemp(join(tmpdir(), 'nrm-outward-'));
  try {
    const planted: Record<string, RegExp> = {
      [`fetch('http://192.0.2.9:8099/').catch(() => undefined); setTimeout(() => process.exit(), 300)`]: /^192\.0\.2\.9 8099$/m,
      [`require('node:dgram').createSocket('udp4').send('x', 8098, '192.0.2.9', () => process.exit())`]: /^192\.0\.2\.9 8098$/m,
      [`const d = new (require('node:dns').Resolver)(); d.setServers(['192.0.2.53']); d.resolve4('name.invalid', () => 0); setTimeout(() => process.exit(), 300)`]:
        /^192\.0\.2\.53 53$/m,
    };
    for (const [code, seen] of Object.entries(planted)) {
      const record = join(folder, 'calls');
      const child = traced(record, process.execPath, ['-e', code]);
      await new Promise((resolve) => child.once('exit', resolve));
      assert.match(outside(await readFile(record, 'utf8')).join('\n'), seen, code);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
