// How long it takes to place a million lines in the log's tree, to verify all of them, to write them out, and to check that file with the other checker.
// `node bench/verify-log.ts [--lines 1000000] [--checkpoints 100]`
import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { keepLog } from '#kit/store/checkpoint.ts';
import { theService } from '#kit/store/database.ts';
import { exportLog } from '#kit/store/export.ts';
import { newSigner, verifierOf, writeVerifier } from '#kit/store/note.ts';
import { verifyLog } from '#kit/store/verify.ts';
import { readWitness } from '#kit/store/witness.ts';
import { cloneServer } from '#tests/engines.ts';
import { verify } from '#tools/verify-log/verify.ts';
import { count, table, timed } from './stand/clock.ts';
import { asFilled, asked, end } from './stand/stand.ts';

const lines = asked('lines', 1_000_000);
const checkpoints = asked('checkpoints', 100);
const each = Math.ceil(lines / checkpoints);
const mayTake = 60_000;
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

const cloned = await cloneServer();
const owner = new pg.Client({ connectionString: cloned.ownerUrl });
await owner.connect();
const folder = await mkdtemp(join(tmpdir(), 'nrm-bench-'));
const witness = join(folder, 'witness.log');
const signer = newSigner('bench.invalid/log');
const { db } = cloned;

let placed = 0;
for (let made = 0; made < lines; made += each) {
  await asFilled(owner, async () => {
    await owner.query(
      `insert into audit_leaf (file, what) select gen_random_uuid(), array['read:answers.identity', 'read:answers.narrative'] from generate_series(1, $1::int)`,
      [Math.min(each, lines - made)],
    );
  });
  placed += await timed(() => keepLog(db, theService, { signer, witness }, 0));
}
await owner.query('vacuum analyze audit_leaf');
await owner.query('vacuum analyze audit_node');

let said = '';
const verified = await timed(async () => {
  const seen = await readWitness(witness);
  const found = await db.as(theService, 'audit', (tx) => verifyLog(tx, [verifierOf(signer)], seen));
  if (found.leaves !== lines || found.wrong.length > 0) throw new Error(`not whole: ${found.leaves} lines, ${found.wrong.slice(0, 3).join(' ')}`);
  said = `${count(found.leaves)} lines, ${found.checkpoints} checkpoints`;
});

const path = join(folder, 'log.jsonl');
const exported = await timed(async () => {
  const file = await open(path, 'w');
  await db.as(theService, 'audit', (tx) => exportLog(tx, async (part) => void (await file.write(part))));
  await file.close();
});
const checked = await timed(async () => {
  const report = verify(readFileSync(path, 'utf8'), readFileSync(witness, 'utf8'), [writeVerifier(signer)]);
  if (report.leaves !== lines || report.wrong.length > 0) throw new Error(`not whole: ${report.wrong.slice(0, 3).join(' ')}`);
  return Promise.resolve();
});
console.log(
  table([
    [said, ''],
    ['placed in the tree, signed, handed to the witness', seconds(placed)],
    ['verified by the program (verify-log)', seconds(verified)],
    ['written out (export-log)', seconds(exported)],
    ['checked by tools/verify-log', seconds(checked)],
  ]),
);
if (verified > mayTake) {
  console.log(`Verification took longer than ${seconds(mayTake)}.`);
  process.exitCode = 1;
}
await owner.end();
await db.close();
await rm(folder, { recursive: true });
end();
