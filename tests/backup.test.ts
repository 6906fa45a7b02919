// The drill: referrals are sent, a backup is made, all is lost, and brought back on either engine; whoever was erased meanwhile stays erased.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { current } from '#kit/store/answers.ts';
import { keepLog } from '#kit/store/checkpoint.ts';
import { openPostgres, openPractice, theService, type Database } from '#kit/store/database.ts';
import { newSigner, writeSigner } from '#kit/store/note.ts';
import { personOf } from '#kit/store/persons.ts';
import { runCommand } from '#commands.ts';
import { build, type House } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { closed, eraseReport, told } from './ended-reports.ts';
import { onPostgres, serverUrl, startedFolder, type Cloned } from './engines.ts';
import { promised } from './promise.ts';
import { adult, sendAs, visitor } from './walk.ts';

const today = day('2024-01-15');
const signer = newSigner('drill.invalid/log');

type Drill = {
  readonly folder: string;
  readonly said: string[];
  /** Runs a command under an environment of its own. */
  readonly run: (env: Readonly<Record<string, string>>, ...args: readonly string[]) => Promise<number>;
  readonly at: (name: string) => string;
};

async function drilling(work: (drill: Drill) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-drill-'));
  const said: string[] = [];
  const at = (name: string): string => join(folder, name);
  const run: Drill['run'] = async (env, ...args) => {
    const before = { ...process.env };
    for (const name of ['DATABASE_URL', 'MIGRATE_URL', 'BACKUP_URL', 'OPENNRM_MASTER_KEY_FILE']) delete process.env[name];
    Object.assign(process.env, { OPENNRM_LOG_KEY_FILE: at('log.key'), OPENNRM_WITNESS_FILE: at('witness.log') }, env);
    try {
      return await runCommand(args, (line) => said.push(line));
    } finally {
      process.env = before;
    }
  };
  try {
    await writeFile(at('log.key'), `${writeSigner(signer)}\n`);
    await run({}, 'new-backup-key', '--out', at('identity'));
    await work({ folder, said, run, at });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inHouse<T>(db: Database, drill: Drill, work: (house: House, base: string) => Promise<T>): Promise<T> {
  const house = build(
    { ...db, practice: db.practice, close: () => Promise.resolve() },
    { today, port: 0, host: '127.0.0.1', tombstones: drill.at('tombstones.log') },
  );
  try {
    return await work(house, await house.listen());
  } finally {
    await house.close();
  }
}

type Sent = { readonly file: FileId; readonly reference: Reference };

async function send(db: Database, drill: Drill, many: number, mark: string): Promise<Sent[]> {
  return inHouse(db, drill, async (house) => {
    const sent: Sent[] = [];
    for (let i = 0; i < many; i += 1) sent.push(await sendAs(house, 'practice-amber', { ...adult, why: `${mark} ${i}\u2028’ an invented account` }));
    await house.settled();
    await keepLog(db, theService, { signer, witness: drill.at('witness.log') }, 0);
    return sent;
  });
}

async function eraseOne(db: Database, drill: Drill, { reference, file }: Sent): Promise<void> {
  await inHouse(db, drill, async (house, base) => {
    const [oak, elder] = [visitor(base), visitor(base)];
    await oak.signIn('practice-oak');
    await elder.signIn('practice-elder');
    assert.equal((await oak.submit('/retention', { reference }, '/retention/ask')).status, 303);
    const person = await db.as(theService, 'operations', (tx) => personOf(tx, file));
    assert.equal((await elder.submit('/retention', { person: String(person), answer: 'approve' }, '/retention/approve')).status, 303);
    await house.settled();
  });
}

const why = (db: Database, { file }: Sent): Promise<unknown> =>
  db
    .as(
      personaOf('practice-birch').actor,
      'identification',
      async (tx) => (await current(tx, file, ['narrative'])).find((one) => one.question === 'why')?.value,
    )
    .catch(() => undefined);

/** The restored one is as it was, and the work goes on in it. */
async function goesOn(db: Database, drill: Drill, sent: readonly Sent[], mark: string): Promise<void> {
  for (const [i, one] of sent.entries()) assert.equal(await why(db, one), `${mark} ${i}\u2028’ an invented account`);
  await inHouse(db, drill, async (house, base) => {
    const birch = visitor(base);
    await birch.signIn('practice-birch');
    const [first] = sent;
    assert.ok(first);
    assert.equal((await birch.submit(`/case/${first.reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
    const more = await sendAs(house, 'practice-amber', adult);
    await house.settled();
    assert.equal((await birch.go(`/case/${more.reference}`)).status, 200);
    await keepLog(db, theService, { signer, witness: drill.at('new-witness.log') }, 0);
  });
}

/** An empty database of its own beside a test's; dropped afterwards. */
async function besides(where: Cloned, work: (urls: { url: string; ownerUrl: string }) => Promise<void>): Promise<void> {
  const name = `nrm_test_${Math.floor(Date.now() / 60_000)}_${randomBytes(6).toString('hex')}`;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`create database ${name} template template0`);
  const named = (url: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  try {
    await work({ url: named(where.url), ownerUrl: named(where.ownerUrl) });
  } finally {
    await server.query(`drop database if exists ${name} with (force)`);
    await server.end();
  }
}

const recipient = (drill: Drill): string => drill.said.find((line) => line.startsWith('age1')) ?? '';
const from = (drill: Drill, name: string, tombstones = drill.at('tombstones.log')): string[] => [
  ...['--from', drill.at(name), '--identity', drill.at('identity')],
  ...['--tombstones', tombstones],
];

onPostgres('a server is lost and brought back: every referral opens, the work goes on, and who was erased since is erased again', async (_t, db, where) =>
  drilling(async (drill) => {
    const { run, at } = drill;
    await writeFile(at('root.key'), Buffer.from(where.master).toString('base64'));
    const sent = await send(db, drill, 4, 'CANARY');
    const report = await inHouse(db, drill, async (house) => {
      const made = await told(house, 'CANARY', day('2020-01-15'));
      await closed(house, made, day('2020-01-15'));
      return made;
    });
    assert.equal(await run({ BACKUP_URL: where.ownerUrl }, 'backup', '--to', recipient(drill), '--out', at('one.age')), 0);
    const [, , , gone] = sent;
    assert.ok(gone);
    await eraseOne(db, drill, gone);
    await inHouse(db, drill, (house, base) => eraseReport(house, base, report));
    assert.equal(await why(db, gone), undefined);

    await besides(where, async ({ url, ownerUrl }) => {
      const real = { DATABASE_URL: url, MIGRATE_URL: ownerUrl, OPENNRM_MASTER_KEY_FILE: at('root.key') };
      await assert.rejects(run(real, 'restore', ...from(drill, 'one.age', at('nowhere.log'))), /erased people would come back/);
      assert.equal(await run(real, 'restore', ...from(drill, 'one.age')), 0, drill.said.join('\n'));
      assert.match(drill.said.join('\n'), /2 records of 2 persons were erased after the backup, and are erased again/);
      await assert.rejects(run(real, 'restore', ...from(drill, 'one.age')), /holds an installation already/);
      const again = await openPostgres({ url, master: where.master, practice: true });
      try {
        assert.equal(await why(again, gone), undefined, 'a backup older than an erasure does not undo it');
        const left = await again.as(theService, 'support', (tx) => tx.query('select from keys.file_key where file = any ($1)', [[gone.file, report.file]]));
        assert.deepEqual(left, []);
        const counted = (of: Database) =>
          of.as(theService, 'statistics', (tx) => tx.query(`select question, code, valid_from, coarse from statistic order by 1, 2, 3, 4, statistics_id`));
        assert.deepEqual(await counted(again), await counted(db), 'the counts are those that were lost, the erased one’s coarse again');
        await goesOn(again, drill, sent.slice(0, 3), 'CANARY');
        promised(
          'P17',
          'a server with 4 records lost and brought back from its encrypted backup: 3 opened word for word and went on, 1 erased since was erased again, the counts equal',
        );
      } finally {
        await again.close();
      }
    });
  }),
);

onPostgres('what is damaged, another’s or out of date is refused, and nothing of it opens', async (_t, db, where) =>
  drilling(async (drill) => {
    const { run, at } = drill;
    await writeFile(at('root.key'), Buffer.from(where.master).toString('base64'));
    const sent = await send(db, drill, 2, 'CANARY');
    const out = (name: string) => run({ BACKUP_URL: where.ownerUrl }, 'backup', '--to', recipient(drill), '--out', at(name));
    assert.equal(await out('one.age'), 0);
    await assert.rejects(out('one.age'), /never written over/);
    const [first] = sent;
    assert.ok(first);
    await eraseOne(db, drill, first);
    assert.equal(await out('two.age'), 0);
    await besides(where, async ({ url, ownerUrl }) => {
      const real = { DATABASE_URL: url, MIGRATE_URL: ownerUrl, OPENNRM_MASTER_KEY_FILE: at('root.key') };
      const refused = async (name: string, why: RegExp, tombstones?: string) => assert.rejects(run(real, 'restore', ...from(drill, name, tombstones)), why);
      const changed = async (change: (name: string) => Promise<void>, part = ''): Promise<void> => {
        for (const end of ['', '.keys']) await cp(at(`one.age${end}`), at(`bad.age${end}`));
        await change(at(`bad.age${part}`));
      };
      for (const part of ['', '.keys']) {
        for (const place of [10, 300, -20]) {
          await changed(async (path) => {
            const bytes = await readFile(path);
            const i = place < 0 ? bytes.length + place : place;
            bytes[i] = (bytes[i] ?? 0) ^ 1;
            await writeFile(path, bytes);
          }, part);
          await refused('bad.age', /cannot be opened/);
        }
        await changed(async (path) => truncate(path, (await readFile(path)).length - 40), part);
        await refused('bad.age', /cannot be opened/);
      }
      await changed((path) => cp(at('two.age.keys'), `${path}.keys`));
      await refused('bad.age', /not of one backup/);
      await run({}, 'new-backup-key', '--out', at('other'));
      await assert.rejects(run(real, 'restore', '--from', at('one.age'), '--identity', at('other'), '--tombstones', 'none'), /cannot be opened/);
      await writeFile(at('old.log'), '');
      await refused('two.age', /older than the backup/, at('old.log'));
      // Until here nothing was written. With another root it was, and so it stays shut.
      await writeFile(at('root.key'), randomBytes(32).toString('base64'));
      await refused('one.age', /not the one this installation was made with/);
      await assert.rejects(openPostgres({ url, master: where.master, practice: true }), /was not finished/);
      await refused('one.age', /was not finished/);
    });
  }),
);

onPostgres('a log that was changed before the backup is found out at the restore', async (_t, db, where) =>
  drilling(async (drill) => {
    const { run, at } = drill;
    await writeFile(at('root.key'), Buffer.from(where.master).toString('base64'));
    await send(db, drill, 1, 'CANARY');
    const owner = new pg.Client({ connectionString: where.ownerUrl });
    await owner.connect();
    await owner.query(`set session_replication_role = replica; update audit_leaf set organisation = 'somebody-else' where position = 3`);
    await owner.end();
    assert.equal(await run({ BACKUP_URL: where.ownerUrl }, 'backup', '--to', recipient(drill), '--out', at('one.age')), 0);
    await besides(where, async ({ url, ownerUrl }) => {
      const real = { DATABASE_URL: url, MIGRATE_URL: ownerUrl, OPENNRM_MASTER_KEY_FILE: at('root.key') };
      assert.equal(await run(real, 'restore', ...from(drill, 'one.age', 'none')), 1);
      assert.match(drill.said.join('\n'), /Line 3 is not what was placed there/);
      await assert.rejects(openPostgres({ url, master: where.master, practice: true }), /was not finished/);
    });
  }),
);

onPostgres('a login that row security keeps rows from makes no backup that lacks them', async (_t, db, where) =>
  drilling(async (drill) => {
    await send(db, drill, 1, 'CANARY');
    await assert.rejects(
      drill.run({ BACKUP_URL: where.url }, 'backup', '--to', recipient(drill), '--out', drill.at('one.age')),
      /permission denied|row-level security/,
    );
    await assert.rejects(readFile(drill.at('one.age.keys')), { code: 'ENOENT' });
  }),
);

onPostgres('a practice folder goes to a server and back to a folder, row by row', async (_t, _db, where) =>
  drilling(async (drill) => {
    const { run, at } = drill;
    const folder = await openPractice(await startedFolder(at('practice')));
    const sent = await send(folder, drill, 3, 'CANARY');
    await folder.close();
    assert.equal(await run({}, 'backup', '--data', at('practice'), '--to', recipient(drill), '--out', at('folder.age')), 0);
    await besides(where, async ({ url, ownerUrl }) => {
      const root = { OPENNRM_MASTER_KEY_FILE: at('practice/master.key') };
      assert.equal(await run({ DATABASE_URL: url, MIGRATE_URL: ownerUrl, ...root }, 'restore', ...from(drill, 'folder.age', 'none')), 0, drill.said.join('\n'));
      assert.equal(await run({ BACKUP_URL: ownerUrl }, 'backup', '--to', recipient(drill), '--out', at('server.age')), 0);
    });
    assert.equal(await run({}, 'restore', ...from(drill, 'server.age', 'none'), '--data', at('back'), '--root-key', at('practice/master.key')), 0);
    await assert.rejects(run({}, 'restore', ...from(drill, 'server.age', 'none'), '--data', at('back'), '--root-key', at('practice/master.key')), /not empty/);
    const back = await openPractice(at('back'));
    try {
      await goesOn(back, drill, sent, 'CANARY');
    } finally {
      await back.close();
    }
  }),
);

test('a folder is brought back with the key file alone wrong, and stays shut (pglite)', async () =>
  drilling(async (drill) => {
    const { run, at } = drill;
    const folder = await openPractice(await startedFolder(at('practice')));
    await send(folder, drill, 1, 'CANARY');
    await folder.close();
    assert.equal(await run({}, 'backup', '--data', at('practice'), '--to', recipient(drill), '--out', at('one.age')), 0);
    assert.equal(await run({}, 'check-backup', '--from', at('one.age'), '--identity', at('identity')), 0);
    await run({}, 'new-root-key', '--out', at('other.key'));
    await assert.rejects(
      run({}, 'restore', ...from(drill, 'one.age', 'none'), '--data', at('back'), '--root-key', at('other.key')),
      /not the one this installation/,
    );
    assert.match(drill.said.join('\n'), /lines of the log. Whole./);
  }));
