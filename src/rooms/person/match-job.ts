// What follows a judgement that two files are about one person: the two persons become one, and two again where it is undone. Nothing is overwritten.
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { caseStream } from '#journey/file.ts';
import { cameWith, join, part, personStream, type Joining, type Parting } from '#journey/person.ts';
import { openDoor } from '#journey/own-door.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { givePerson } from './job.ts';
import { doorGoes } from './store.ts';

type Judged = { readonly of: FileId | null; readonly by: string; readonly nation: string };

/** Of a case: that it is the same referral as another, or a further one. Looks at how things stand: it may run twice, late, or after a crash half-way. */
export async function followMatch(kit: Kit, file: FileId): Promise<void> {
  await carryOut(kit, file, await kit.db.as(theService, 'identification', (tx) => judgedOfCase(kit, tx, file)));
}

/** Of a support record: that the person is known here under another name. */
export async function followKnown(kit: Kit, file: FileId): Promise<void> {
  await carryOut(kit, file, await kit.db.as(theService, 'support', (tx) => judgedOfRecord(kit, tx, file)));
}

async function carryOut(kit: Kit, file: FileId, judged: Judged | undefined): Promise<void> {
  if (!judged) return;
  await givePerson(kit, file);
  if (judged.of) await givePerson(kit, judged.of);
  await (judged.of ? unite(kit, file, judged.of, judged) : separate(kit, file, judged));
  await doorsFollow(kit, file);
}

/** The words that a person was given in one of their records still open their door when it stands with another person. */
async function doorsFollow({ db, ledger }: Kit, file: FileId): Promise<void> {
  await db.as(theService, 'support', async (tx) => {
    const person = await personOf(tx, file);
    for (const { id, kind } of person ? await filesOf(tx, person) : []) {
      const door = kind === 'support' ? openDoor((await ledger.load(tx, supportStream, id)).state) : undefined;
      if (person && door) await doorGoes(tx, door.door, person);
    }
  });
}

const judging: readonly string[] = ['MarkedDuplicate', 'DuplicateUndone', 'FurtherReferral', 'FurtherReferralUndone', 'Corrected'];

/** Who judged it last: their name stands with what follows, though the program writes it. */
async function judgedOfCase(kit: Kit, tx: Tx, file: FileId): Promise<Judged | undefined> {
  const { state, events } = await kit.ledger.load(tx, caseStream, file);
  const last = events.findLast(({ event }) => judging.includes(event.kind));
  const of = state.decision.duplicateOf ?? state.decision.further?.of ?? null;
  return last && state.referred ? { of: of as FileId | null, by: last.actor, nation: state.nation } : undefined;
}

async function judgedOfRecord(kit: Kit, tx: Tx, file: FileId): Promise<Judged | undefined> {
  const { state, events } = await kit.ledger.load(tx, supportStream, file);
  const last = events.findLast(({ event }) => event.kind === 'KnownBefore' || event.kind === 'KnownBeforeUndone')?.event;
  return last && 'by' in last ? { of: state.knownBefore as FileId | null, by: String(last.by), nation: state.nation } : undefined;
}

/** Every file of its person goes to the person of the file it was joined to, with the way back written down. */
async function unite(kit: Kit, file: FileId, kept: FileId, judged: Judged): Promise<void> {
  const { from, into, files } = await kit.db.as(theService, 'identification', async (tx) => {
    const [own, other] = [await personOf(tx, file), await personOf(tx, kept)];
    return { from: own, into: other, files: own ? await filesOf(tx, own) : [] };
  });
  if (!from || !into || from === into) return;
  // The file itself last: while it stands with its own person, the job still has something to do.
  const ids = files.map((one) => one.id);
  for (const id of [...ids.filter((one) => one !== file), file]) {
    await move(kit, { from, into, file: id }, { parting: 'joined-another', joining: { how: 'confirmed-match', by: judged.by, with: file, from } }, judged);
  }
}

/** Those that came with this file go back to the person they came from. What joined since stays: nobody judged it. */
async function separate(kit: Kit, file: FileId, judged: Judged): Promise<void> {
  const { into, came } = await kit.db.as(theService, 'identification', async (tx) => {
    const person = await personOf(tx, file);
    return { into: person, came: person ? cameWith((await kit.ledger.load(tx, personStream, person)).state, file) : [] };
  });
  if (!into) return;
  for (const one of [...came.filter((each) => each.file !== file), ...came.filter((each) => each.file === file)]) {
    if (!one.from) continue;
    const how = { parting: 'not-the-same-person', joining: { how: 'match-undone', by: judged.by } } as const;
    await move(kit, { from: into, into: one.from as FileId, file: one.file as FileId }, how, judged);
  }
}

type Way = { readonly from: FileId; readonly into: FileId; readonly file: FileId };
type How = { readonly parting: Parting['why']; readonly joining: Omit<Joining, 'file'> };

/** Out of one person and into the other in one transaction: at every moment a file stands with exactly one. */
async function move(kit: Kit, { from, into, file }: Way, how: How, { by, nation }: Judged): Promise<void> {
  const writing = { day: kit.clock.today(), nation };
  const parted = await kit.ledger.perform(
    theService,
    'identification',
    personStream,
    from,
    (person) => part(person, { file, why: how.parting, by }),
    writing,
    async (tx) => mustStand(await kit.ledger.within(tx, personStream, into, (person) => join(person, { file, ...how.joining }), writing)),
  );
  if (!parted.ok && parted.code !== 'not-joined') mustStand(parted);
}

function mustStand(done: { readonly ok: true } | Refused): void {
  if (!done.ok) throw new Error(done.code);
}
