// kill -9 while people report by page and by mail: who was told that it is kept finds it kept; who was told nothing sends it again, and it stands once.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { openPractice, type Database } from '#kit/store/database.ts';
import { onPostgres, ownerOf, startedFolder } from '#tests/engines.ts';
import { promised, proving } from './promise.ts';
import { newReport, reportsWhole, sendReports, type Heard, type Report } from './reports-sent.ts';
import { start } from './sendings.ts';

const rounds = proving() ? 25 : 3;

async function killed(t: TestContext, engine: string, where: object, look: (check: (db: Database) => Promise<void>) => Promise<void>): Promise<void> {
  const heard: Heard = new Map();
  let open: Report[] = [];
  let asked = 0;
  let unanswered = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const last = round === rounds;
    const running = await start({ ...where, mail: true }, 0);
    const fresh = last ? [] : (['page', 'mail', 'browser', 'mail', 'page', 'browser', 'mail', 'page', 'mail', 'page'] as const).map(newReport);
    asked += fresh.length;
    // At the end also all that was answered: people press a button twice, and mail servers send again what they believe lost.
    const again = last ? [...heard.values()].map(({ report }) => report) : [];
    // The last time everything is sent; a kill may have fallen after every answer of the round before, and then nothing is open.
    const upTo = last ? Infinity : randomInt(1, open.length + fresh.length + 1);
    try {
      const at = { base: running.ready.base, mail: running.ready.mail };
      open = await sendReports([...open, ...again, ...fresh], at, heard, upTo, () => running.child.kill('SIGKILL'));
      unanswered += open.length;
    } finally {
      running.child.kill(last ? 'SIGTERM' : 'SIGKILL');
      await running.ended;
    }
    await look(async (db) => {
      const there = await reportsWhole(db, heard);
      assert.ok(there >= heard.size && there <= asked, `${there} there, ${heard.size} acknowledged, ${asked} sent`);
      if (!last) return t.diagnostic(`killed after ${upTo} answers; ${heard.size} acknowledged, ${there} there, ${open.length} without an answer`);
      assert.deepEqual(open, [], 'with everything alive all is answered');
      assert.equal(there, asked, 'each is there, and none twice');
    });
  }
  promised(
    'P5',
    `${engine}: the program killed with -9 ${rounds} times while people reported by page, by a browser that sealed and by mail: ${heard.size} acknowledged, 0 lost, 0 twice, 0 half; ${unanswered} that got no answer were sent again and kept`,
  );
}

test('after kill -9 in the midst of reports every one that was acknowledged is in the folder, once and whole', async (t) => {
  const folder = await startedFolder(await mkdtemp(join(tmpdir(), 'nrm-told-')));
  try {
    await killed(t, 'PGlite', { folder }, async (check) => {
      const db = await openPractice(folder);
      try {
        await check(db);
      } finally {
        await db.close();
      }
    });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

onPostgres('after kill -9 in the midst of reports every one that was acknowledged is on the server, once and whole', async (t, db, where) => {
  await killed(t, 'PostgreSQL', { url: where.url, master: Buffer.from(where.master).toString('hex') }, (check) => check(db));
  // That the look can find: an acknowledged report that is not there, a file that is gone, a message that is gone.
  const never = newReport('mail');
  await assert.rejects(reportsWhole(db, new Map([[never.words, { report: never, code: 'kept' }]])), /was acknowledged \(mail\) and is not there/);
  const owner = ownerOf(db);
  for (const table of ['signal_file', 'signal_message']) {
    await owner(`alter table ${table} disable trigger all`);
    await owner(`delete from ${table} where ctid in (select ctid from ${table} limit 1)`);
    await assert.rejects(reportsWhole(db, new Map()), /has lost a file|is missing/);
  }
});
