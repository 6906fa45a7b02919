// The command that estimates from overlapping lists, as people and scripts use it: the launcher itself.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { WrongCall } from '#command.ts';
import { runCommand } from '#commands.ts';
import { inThreads } from '#estimate-apart.ts';
import { estimate, estimation } from '#methods/capture/estimate.ts';
import type { Estimation } from '#methods/capture/result.ts';
import { fixture, near, uk4, uk5 } from './capture/published.ts';

const launcher = resolve(import.meta.dirname, '../opennrm');
const folder = mkdtempSync(join(tmpdir(), 'nrm-estimate-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const done = spawnSync('bash', [launcher, 'estimate', ...args], { cwd: folder, encoding: 'utf8' });
  return { status: done.status, out: done.stdout, err: done.stderr };
}

test('of the five lists of the United Kingdom it shows 11,313 and 25,311 side by side with their limits, and says why they differ', () => {
  const { status, out } = run(fixture('uk2013_5lists.csv'), '--method', 'all', '--replicates', '500');
  assert.equal(status, 0);
  const rows = out.split('\n').filter((line) => /\((stepwise|bic|bayes)\)/.test(line));
  assert.equal(rows.length, 3);
  assert.match(rows[0] ?? '', /11,313 +\d+,\d+ to \d+,\d+/);
  assert.match(rows[1] ?? '', /25,311 +\d+,\d+ to \d+,\d+/);
  assert.match(out, /11,300 to 25,300/);
  assert.match(out, /cannot say which is right/);
  assert.match(out, /NRM|National Referral Mechanism/);
});

test('asked for one method it prints the others beside it, and R’s own chance gives R’s limits as JSON', () => {
  const { status, out, err } = run(fixture('uk2013_5lists.csv'), '--method', 'stepwise', '--r-compatible', '--seed', '1234', '--replicates', '1000', '--json');
  assert.equal(status, 0);
  const found = JSON.parse(out) as Estimation;
  const [first, ...others] = found.results;
  assert.equal(first?.method, 'stepwise');
  near(first.interval95?.[0], 8784.7799);
  near(first.interval95?.[1], 14700.5492);
  near(first.interval80?.[0], 9623.857);
  assert.deepEqual(
    others.map(({ method, interval95 }) => [method, interval95 === null]),
    [
      ['bic', true],
      ['bayes', false],
    ],
  );
  assert.deepEqual([found.observed, first.existence, first.minus_infinity_terms], [2744, 0, []]);
  assert.match(err, /resampling: 100 %/, 'how far it is stands on the other stream');
  const text = run(fixture('uk2013_5lists.csv'), '--method', 'stepwise', '--replicates', '0').out;
  assert.match(text, /11,313[^]*25,311/);
});

test('what cannot be estimated from is refused with its row and status 1, and no number is said', async () => {
  writeFileSync(join(folder, 'apart.csv'), 'A,B,C,count\n1,0,0,5\n0,1,0,60\n0,0,1,7\n');
  const { status, out, err } = run('apart.csv');
  assert.deepEqual([status, out], [1, '']);
  assert.match(err, /Row 3: nobody is on two lists/);
  for (const [name, text] of [
    ['all', 'A,B,count\n1,0,50\n1,1,2\n'],
    ['twice', 'A,B,count\n1,0,5\n0,1,6\n1,1,2\n1,0,3\n'],
    ['part', 'A,B,count\n1,0,5\n0,1,6.5\n1,1,2\n'],
    ['one', 'A,count\n1,5\n'],
  ] as const) {
    writeFileSync(join(folder, `${name}.csv`), text);
    const printed: string[] = [];
    assert.equal(await runCommand(['estimate', join(folder, `${name}.csv`)], (line) => printed.push(line)), 1, name);
    assert.deepEqual(printed, []);
  }
});

test('a wrong word is a sentence, before anything is worked out', async () => {
  const table = fixture('uk2013_5lists.csv');
  for (const flags of [
    ['--method', 'guess'],
    ['--replicates', '-1'],
    ['--seed', 'x'],
    ['--workers', '0'],
    ['--threshold', '2'],
    ['--prior', 'none'],
    ['--max-order', '0'],
  ])
    await assert.rejects(
      runCommand(['estimate', table, ...flags], () => undefined),
      WrongCall,
      flags.join(' '),
    );
  await assert.rejects(
    runCommand(['estimate', join(folder, 'not-there.csv')], () => undefined),
    /no readable file/,
  );
});

test('parts of a table are estimated beside the whole', () => {
  const { status, out } = run(fixture('scotland_pwid_2006_4lists_covariates.csv'), '--by', 'Gender', '--replicates', '0');
  assert.equal(status, 0);
  assert.match(out, /Male[^]*Female[^]*all parts together/);
});

test('one, two and three threads give the same numbers to the last digit, and so does none', async () => {
  for (const [table, options] of [
    [uk4, { replicates: 300, seed: 9, steps: 2000 }],
    [uk5, { replicates: 600, seed: 1234, rCompatible: true, method: 'stepwise', steps: 2000, sensitivity: false }],
  ] as const) {
    const alone = estimate(table, options);
    for (const workers of [1, 2, 3]) {
      const found = await inThreads(estimation(table, options), { workers, told: () => undefined, stopped: () => false });
      assert.deepEqual(found, alone);
    }
  }
});

test('it can be stopped: it says so, prints no number, and ends with status 130', async () => {
  const child = spawn(
    process.execPath,
    [resolve(import.meta.dirname, '../src/main.ts'), 'estimate', fixture('uk2013_6lists.csv'), '--replicates', '100000', '--workers', '2'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let [out, err] = ['', ''];
  child.stdout.on('data', (bytes: Buffer) => (out += bytes.toString()));
  child.stderr.on('data', (bytes: Buffer) => {
    err += bytes.toString();
    if (err.includes('resampling: 0 %') && !child.killed) child.kill('SIGINT');
  });
  const status = await new Promise((done) => child.once('exit', done));
  assert.equal(status, 130);
  assert.equal(out, '');
  assert.match(err, /Stopped. Nothing was estimated/);
});
