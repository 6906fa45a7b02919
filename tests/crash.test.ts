// kill -9 while referrals are sent over HTTP: what was answered is there, whole and once; what was not answered can be sent again.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openPractice, type Database } from '#kit/store/database.ts';
import { onPostgres, startedFolder } from '#tests/engines.ts';
import { isCounted, sendAll, start, whole, type Answered, type Sending } from './sendings.ts';

const rounds = 2;
const draftsARound = 10;
const keysARound = 5;

async function killed(t: TestContext, where: object, look: (check: (db: Database) => Promise<void>) => Promise<void>): Promise<void> {
  const answered: Answered = new Map();
  let open: Sending[] = [];
  let asked = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const last = round === rounds;
    const running = await start(where, last ? 0 : draftsARound);
    const fresh: Sending[] = [
      ...running.ready.drafts.map((id) => ({ by: 'page' as const, id })),
      ...Array.from({ length: last ? 0 : keysARound }, () => ({ by: 'program' as const, id: randomUUID() })),
    ];
    asked += fresh.length;
    // First what got no answer before the last death. At the end also all that had one: people press a button twice.
    const again = last ? [...answered.values()] : [];
    const upTo = last ? Infinity : randomInt(1, open.length + fresh.length);
    try {
      open = await sendAll(running, [...open, ...again, ...fresh], answered, upTo);
    } finally {
      running.child.kill(last ? 'SIGTERM' : 'SIGKILL');
      await running.ended;
    }
    t.diagnostic(
      last
        ? `at the end ${answered.size} are acknowledged`
        : `killed after ${upTo} answers; ${answered.size} acknowledged in all, ${open.length} without an answer`,
    );
    await look(async (db) => {
      const cases = await whole(db, answered);
      assert.ok(cases >= answered.size && cases <= asked);
      if (last) {
        assert.deepEqual(open, []);
        assert.equal(cases, asked, 'each was sent, and none twice');
        await isCounted(db, answered);
      }
    });
  }
}

test('after kill -9 in the midst of sendings every acknowledged referral is in the folder, and none is there twice', async (t) => {
  const folder = await startedFolder(await mkdtemp(join(tmpdir(), 'nrm-crash-')));
  try {
    await killed(t, { folder }, async (check) => {
      const db = await openPractice(folder);
      try {
        await check(db);
      } finally {
        await db.close();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

onPostgres('after kill -9 in the midst of sendings every acknowledged referral is on the server, and none is there twice', async (t, db, where) => {
  await killed(t, { url: where.url, master: Buffer.from(where.master).toString('hex') }, (check) => check(db));
});
