// For the kill test: a program that submits invented cases without end and says each reference once it is stored.
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import { done } from '#base/outcome.ts';
import { freeze, saveDraft, type Given } from '#kit/store/answers.ts';
import { openPostgres, openPractice } from '#kit/store/database.ts';
import { createFile, fileOf } from '#kit/store/files.ts';
import { makeLedger, type Stream } from '#kit/store/ledger.ts';
import { count } from '#kit/store/statistics.ts';

type Sent = { kind: 'Sent' };
const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const stream: Stream<number, Sent> = { name: 'case', start: 0, evolve: (seen) => seen + 1 };
const where = JSON.parse(process.argv[2] ?? '{}') as { folder: string } | { url: string; master: string };

const db =
  'folder' in where ? await openPractice(where.folder) : await openPostgres({ url: where.url, master: Buffer.from(where.master, 'hex'), practice: true });
const ledger = makeLedger(db);
const on = day('2024-01-15');
ledger.after(stream, async (tx, { file }) => {
  await count(tx, file, [
    { question: 'gender', code: 'female', validFrom: on },
    { question: 'referred', code: 'wales', validFrom: on },
  ]);
});

for (;;) {
  const file = await db.as(officer, 'intake', async (tx) => {
    const id = await createFile(tx, { kind: 'case', child: false, nation: 'wales' });
    const answers = ['a', 'b', 'c'].map((question): Given => ({
      question,
      holds: 'identity',
      value: 'Invented',
      origin: null,
      edition: 'e',
      language: 'en',
      saidBy: 'person',
    }));
    await saveDraft(tx, id, answers);
    return id;
  });
  await ledger.perform(
    officer,
    'intake',
    stream,
    file,
    async (_seen, tx) => {
      await freeze(tx, file, instant('2999-01-01T00:00:00Z'));
      return done<Sent>({ kind: 'Sent' });
    },
    { day: on, nation: 'wales' },
  );
  console.log((await db.as(officer, 'intake', (tx) => fileOf(tx, file)))?.reference);
}
