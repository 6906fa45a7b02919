// For the kill test: a program that submits invented cases without end and says each reference once it is stored.
import { day } from '#base/day.ts';
import { done } from '#base/outcome.ts';
import { freeze, saveDraft, type Given } from '#kit/store/answers.ts';
import { openPostgres, openPractice, theService } from '#kit/store/database.ts';
import { createFile, fileOf } from '#kit/store/files.ts';
import { makeLedger, type Stream } from '#kit/store/ledger.ts';
import { count } from '#kit/store/statistics.ts';

type Sent = { kind: 'Sent' };
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
  const file = await db.as(theService, 'intake', async (tx) => {
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
    theService,
    'intake',
    stream,
    file,
    () => done<Sent>({ kind: 'Sent' }),
    { day: on, nation: 'wales' },
    async (tx) => {
      await freeze(tx, file);
    },
  );
  console.log((await db.as(theService, 'intake', (tx) => fileOf(tx, file)))?.reference);
}
