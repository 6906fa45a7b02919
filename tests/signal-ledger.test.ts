// Signals in the database: begun by the program, opened by the team that receives them, and there for nobody else.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { openSignal, receive, signalStream } from '#journey/signal.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { createFile } from '#kit/store/files.ts';
import { makeLedger } from '#kit/store/ledger.ts';
import { openSealedTo, sealTo } from '#kit/store/age-bytes.ts';
import { personas, personaOf } from '#practice/people.ts';
import { beginSignal, keepMessage, messagesOf, openerOf, queueOf, signalAt, signalsOf } from '#rooms/signal/store.ts';
import { followSignals } from '#signal-wiring.ts';
import { onEveryEngine } from './engines.ts';

const bracken = personaOf('practice-bracken').actor;
const how = { day: day('2024-01-15'), nation: 'england' };
const now = instant('2024-01-15T09:17:00Z');
const helpline = { organisation: 'unseen', team: 'helpline', queue: 'helpline' };

async function received(db: Database): Promise<{ file: FileId; reference: string; opener: FileId }> {
  const ledger = makeLedger(db);
  followSignals(ledger);
  const { queue, file } = await db.as(theService, 'intake', async (tx) => {
    const queue = await queueOf(tx, helpline, 'england');
    const file = await createFile(tx, { kind: 'signal', child: false, nation: 'england', organisation: queue.organisation, team: queue.team });
    await beginSignal(tx, file, queue, { channel: 'web', danger: 'yes', bucket: instant('2024-01-15T09:15:00Z') }, null);
    await keepMessage(
      tx,
      { file, ...helpline },
      { number: 1, by: 'reporter', forTeam: await sealTo([queue.recipient], Buffer.from('Invented words.')), forReporter: null, once: null },
    );
    return { queue, file };
  });
  const done = await ledger.perform(
    theService,
    'intake',
    signalStream,
    file,
    (state) => receive(state, { channel: 'web', queue: 'helpline', danger: 'yes', files: 0 }, { now }),
    how,
  );
  assert.ok(done.ok);
  const [line] = await db.as(bracken, 'intake', (tx) => signalsOf(tx, { closed: false, most: 10 }));
  assert.equal(line?.file, file);
  return { file, reference: line?.reference ?? '', opener: queue.file };
}

onEveryEngine('an adviser of the team reads what was sealed for it, and it leaves a mark', async (_t, db) => {
  const { file, opener, reference } = await received(db);
  const ledger = makeLedger(db);
  followSignals(ledger);
  const words = await db.as(bracken, 'intake', async (tx) => {
    const identity = await openerOf(tx, opener);
    const [first] = await messagesOf(tx, file, 'team');
    return String(await openSealedTo(identity ?? '', first?.sealed ?? Buffer.alloc(0)));
  });
  assert.equal(words, 'Invented words.');
  const done = await ledger.perform(bracken, 'intake', signalStream, file, (state) => openSignal(state, { by: bracken.person, now }), how);
  assert.ok(done.ok);
  assert.equal((await db.as(bracken, 'intake', (tx) => signalAt(tx, reference)))?.waits, null);
});

onEveryEngine('the program cannot read back what opens reports', async (_t, db) => {
  const { opener } = await received(db);
  assert.equal(await db.as(theService, 'intake', (tx) => openerOf(tx, opener)), undefined);
  for (const purpose of ['operations', 'identification', 'support', 'audit'] as const)
    assert.equal(
      await db
        .as(theService, purpose, async (tx) => {
          try {
            return await openerOf(tx, opener);
          } catch (wrong) {
            assert.equal((wrong as { code?: string }).code, '42501');
            return undefined;
          }
        })
        .catch(() => undefined),
      undefined,
      purpose,
    );
});

onEveryEngine('nobody else at work sees that a report is there', async (_t, db) => {
  const { file, opener } = await received(db);
  const others: Actor[] = [
    ...personas.map((one) => one.actor).filter((one) => one.role !== 'helpline-adviser'),
    { ...bracken, person: 'other-helpline', organisation: 'kalayaan' },
    { ...bracken, person: 'other-team', team: 'other' },
    { ...bracken, person: 'other-kind', kind: 'police' },
  ];
  for (const actor of others) {
    const seen = await db.as(actor, 'intake', async (tx) => [
      ...(await signalsOf(tx, { closed: false, most: 10 })),
      ...(await messagesOf(tx, file, 'team')),
      ...(await tx.query('select from file where id in ($1, $2)', [file, opener])),
      ...(await tx.query('select from event where file = $1', [file])),
      ...(await tx.query('select from signal_file')),
      ...(await tx.query('select from signal_queue')),
      ...(await tx.query('select from signal_code')),
    ]);
    assert.deepEqual(seen, [], actor.person);
    assert.equal(await db.as(actor, 'intake', (tx) => openerOf(tx, opener)), undefined, actor.person);
  }
});
