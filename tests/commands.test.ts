// The command line as people and scripts use it: the launcher itself, in a folder of one's own, with a relative data folder.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { runCommand } from '#commands.ts';

const launcher = resolve(import.meta.dirname, '../opennrm');
const folder = mkdtempSync(join(tmpdir(), 'nrm-commands-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one command to its end, from the folder. */
function run(...args: string[]) {
  const { DATABASE_URL: _url, OPENNRM_DATA: _data, ...env } = process.env;
  const done = spawnSync('bash', [launcher, ...args], { cwd: folder, encoding: 'utf8', env });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

/** Starts the program and waits for the line that says where to look. */
async function start(...args: string[]) {
  const child = spawn('bash', [launcher, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<number | null>((done) => child.once('exit', (status) => done(status)));
  const url = await new Promise<string>((found, failed) => {
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      const at = /OpenNRM is ready: (\S+)/.exec(said)?.[1];
      if (at) found(at);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void ended.then((status) => failed(new Error(`it ended with ${status}: ${said}`)));
  });
  return { url, stop: () => (child.kill('SIGTERM'), ended) };
}

test('a newcomer starts it in a folder of their own, finds it at the address it names, and no second program takes the folder', async () => {
  const running = await start('practice', '--data', 'mine/practice', '--port', '0');
  const home = await fetch(running.url);
  assert.equal(home.status, 200);
  assert.match(await home.text(), /nobody here is real/);
  const second = run('figures', '--data', 'mine/practice', '--period', '2023-Q4', '--exact', '--out', 'out');
  assert.equal(second.status, 2, second.err);
  assert.match(second.err, /process \d+/);
  assert.equal(await running.stop(), 0);

  const figures = run('figures', '--data', 'mine/practice', '--period', '2023-Q4', '--exact', '--format', 'csv', '--out', 'out');
  assert.equal(figures.status, 0, figures.err);
  const rows = readFileSync(join(folder, 'out/referrals-detail.csv'), 'utf8').trim().split('\n');
  assert.equal(rows[0]?.trim(), 'first_responder_type,first_responder,exploitation_type,age_at_exploitation,gender,nationality,people');
  assert.equal(rows.length - 1, 1659, 'every cell that was published for October to December 2023');
  assert.equal(
    rows.slice(1).reduce((sum, row) => sum + Number(row.split(',').at(-1)), 0),
    4141,
  );
});

test('figures of a quarter that has not begun, of one before the records, and as of a day that has not been are refused, and nothing is written', () => {
  const asked = [
    [['--period', '2031-Q1'], /2031-Q1 has not begun/],
    [['--period', '1999-Q1'], /before the records here begin/],
    [['--period', '2023-Q5'], /not a quarter/],
    [['--period', '2023-Q4', '--as-of', '2031-01-01'], /in the future/],
    [['--period', '2023-Q4', '--as-of', '2023-09-30'], /had not begun/],
  ] as const;
  for (const [flags, says] of asked) {
    const refused = run('figures', '--data', 'mine/practice', ...flags, '--out', 'not-written');
    assert.equal(refused.status, 3);
    assert.match(refused.out, says);
  }
  assert.ok(!existsSync(join(folder, 'not-written')) && !existsSync(join(folder, 'not-written.making')));
});

/** The same command in this process: what the launcher adds is shown once in each test, and its start takes longer than the command. */
const within = (...args: string[]): Promise<number> => runCommand(args, () => undefined);

test('a due day comes as JSON with its rule, its source, its standing and every step; silence of the law is status 3 and a sentence', async () => {
  const due = run('due', '--clock', 'reasonable-grounds', '--nation', 'england', '--from', '2023-12-20', '--json');
  assert.equal(due.status, 0, due.err);
  const told = JSON.parse(due.out) as Record<string, unknown>;
  assert.deepEqual(Object.keys(told), ['due', 'rule', 'source', 'standing', 'steps']);
  assert.equal(told['due'], '2023-12-29');
  for (const clock of [
    'recovery-minimum',
    'support-period',
    'child-panel-reasonable-grounds',
    'move-on-after-positive',
    'move-on-after-negative',
    'draft-expiry',
  ]) {
    assert.equal(await within('due', '--clock', clock, '--nation', 'england', '--from', '2024-01-15', '--json'), 0, clock);
  }
  const silent = run('due', '--clock', 'support-period', '--nation', 'scotland', '--from', '2015-12-20');
  assert.equal(silent.status, 3);
  assert.match(silent.out, /Scotland/);
});

test('a wrong word is answered by a sentence and status 2, never by a stack of program lines', () => {
  for (const args of [
    ['nonsense'],
    ['due', '--clock', 'reasonable-grounds'],
    ['practice', '--today', '2024-02-30'],
    ['practice', '--country', 'atlantis'],
    ['serve'],
    ['figures', '--data', 'nowhere', '--period', '2023-Q4', '--out', 'x'],
  ]) {
    const wrong = run(...args);
    assert.equal(wrong.status, 2, args.join(' '));
    assert.doesNotMatch(wrong.err, /^\s+at /m, args.join(' '));
  }
});

test('help lists every command with an example, the house stands, and ready says what stands in the way', () => {
  const help = run('help').out;
  for (const command of ['practice', 'serve', 'ready', 'figures', 'due', 'law', 'check-house', 'words'])
    assert.match(help, new RegExp(`\\./opennrm ${command}`), command);
  assert.equal(run('check-house').status, 0);
  const ready = run('ready');
  assert.equal(ready.status, 1);
  for (const nation of ['Scotland', 'Northern Ireland'])
    assert.match(ready.out, new RegExp(`^To know: Payments in ${nation}: no amount is known \\(catered, [^)]*maternity\\)`, 'm'), nation);
  assert.match(ready.out, /^To know: Payments in England: the amounts known here are unconfirmed/m);
  assert.match(ready.out, /^To know: What is due in support in Scotland: nobody has confirmed \d+ of the rules \(/m);
});
