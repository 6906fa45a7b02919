// What follows where two people found that nobody had consented: the file stands alone, is erased, and who sent it is told what they owe.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { eraseUnconsented } from '#journey/erasure.ts';
import type { CaseEvent } from '#journey/events.ts';
import { caseStream } from '#journey/file.ts';
import { join, part, personStream } from '#journey/person.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { fileOf, newFileId } from '#kit/store/files.ts';
import { createPerson, filesOf, personOf } from '#kit/store/persons.ts';
import { keepReaders, readMeanwhile } from './store.ts';

/** Leaves word for the team that sent it that its body owes a notification; done twice, it does nothing. */
export type Owe = (tx: Tx, of: { readonly file: FileId; readonly organisation: string; readonly team: string; readonly since: Day }) => Promise<void>;
type Found = { readonly converted: Extract<CaseEvent, { kind: 'ConsentConverted' }>; readonly nation: string };

/** Looks at how things stand and not at what happened: it may run twice, late, or after a crash half-way. */
export async function destroyUnconsented(kit: Kit, file: FileId, owe: Owe): Promise<void> {
  const found = await kit.db.as(theService, 'identification', (tx) => look(kit, tx, file));
  if (!found) return;
  if (found.converted.duty) await tellWhoSent(kit, file, owe);
  const person = await alone(kit, file, found.nation);
  const result = await kit.ledger.perform(theService, 'operations', personStream, person, (state) => eraseUnconsented(state, found.converted), {
    day: kit.clock.today(),
    nation: found.nation,
  });
  if (!result.ok && result.code !== 'person-erased' && result.code !== 'erasure-open') mustStand(result);
}

async function look(kit: Kit, tx: Tx, file: FileId): Promise<Found | undefined> {
  const { state, events } = await kit.ledger.load(tx, caseStream, file);
  const converted = events.find(({ event }) => event.kind === 'ConsentConverted')?.event;
  return converted?.kind === 'ConsentConverted' ? { converted, nation: state.nation } : undefined;
}

/** Other files of the person were consented to, or needed no consent: they stay, and this one leaves them. */
async function alone(kit: Kit, file: FileId, nation: string): Promise<FileId> {
  const day = kit.clock.today();
  const { person, others } = await kit.db.as(theService, 'identification', async (tx) => {
    const found = await personOf(tx, file);
    return { person: found, others: found ? (await filesOf(tx, found)).filter((one) => one.id !== file).length : 0 };
  });
  if (person && others === 0) return person;
  const writing = { day, nation };
  if (person)
    mustStand(await kit.ledger.perform(theService, 'identification', personStream, person, (state) => part(state, { file, why: 'joined-another' }), writing));
  const own = newFileId();
  mustStand(
    await kit.ledger.perform(
      theService,
      'identification',
      personStream,
      own,
      async (state, tx) => {
        await createPerson(tx, own, nation);
        return join(state, { file, how: 'same-referral' });
      },
      writing,
    ),
  );
  return own;
}

/** Without a word of whom: the body knows whom it referred, and the record must not. */
async function tellWhoSent(kit: Kit, file: FileId, owe: Owe): Promise<void> {
  const sender = await kit.db.as(theService, 'identification', (tx) => fileOf(tx, file));
  if (!sender) return;
  await kit.db.as(theService, 'intake', (tx) => owe(tx, { file, organisation: sender.organisation, team: sender.team, since: kit.clock.today() }));
}

function mustStand(done: { readonly ok: true } | Refused): void {
  if (!done.ok) throw new Error(done.code);
}

/** Who read what was filed in error while it stood there. The log is read under its own purpose; what is kept names no file. */
export async function findReaders(kit: Kit, file: FileId, needs: Readonly<Record<string, unknown>>): Promise<void> {
  const breach = String(needs['breach']);
  const kinds = Array.isArray(needs['kinds']) ? needs['kinds'].map(String) : [];
  const readers = await kit.db.as(theService, 'audit', (tx) => readMeanwhile(tx, file, kinds, String(needs['since']), String(needs['until'])));
  await kit.db.as(theService, 'operations', (tx) => keepReaders(tx, breach, readers));
}
