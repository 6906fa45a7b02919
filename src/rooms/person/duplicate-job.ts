// What follows a judgement that a case is a duplicate: the two persons become one, and two again where it is undone. Nothing is overwritten.
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { caseStream } from '#journey/file.ts';
import { cameWith, join, part, personStream, type Joining, type Parting } from '#journey/person.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { givePerson } from './job.ts';

type Judged = { readonly of: FileId | null; readonly by: string; readonly nation: string };

/** Looks at how things stand and not at what happened: it may run twice, late, or after a crash half-way. */
export async function followDuplicate(kit: Kit, file: FileId): Promise<void> {
  const judged = await kit.db.as(theService, 'identification', (tx) => look(kit, tx, file));
  if (!judged) return;
  await givePerson(kit, file);
  if (judged.of) await givePerson(kit, judged.of);
  await (judged.of ? unite(kit, file, judged.of, judged) : separate(kit, file, judged));
}

/** Who judged it last: their name stands with what follows, though the program writes it. */
async function look(kit: Kit, tx: Tx, file: FileId): Promise<Judged | undefined> {
  const { state, events } = await kit.ledger.load(tx, caseStream, file);
  const last = events.findLast(({ event }) => ['MarkedDuplicate', 'DuplicateUndone', 'Corrected'].includes(event.kind));
  if (!last || !state.referred) return undefined;
  return { of: state.decision.duplicateOf as FileId | null, by: last.actor, nation: state.nation };
}

/** Every file of the duplicate's person goes to the person of the case that is kept, with the way back written down. */
async function unite(kit: Kit, file: FileId, kept: FileId, judged: Judged): Promise<void> {
  const { from, into, files } = await kit.db.as(theService, 'identification', async (tx) => {
    const [own, other] = [await personOf(tx, file), await personOf(tx, kept)];
    return { from: own, into: other, files: own ? await filesOf(tx, own) : [] };
  });
  if (!from || !into || from === into) return;
  // The case itself last: while it stands with its own person, the job still has something to do.
  const ids = files.map((one) => one.id);
  for (const id of [...ids.filter((one) => one !== file), file]) {
    await move(kit, { from, into, file: id }, { parting: 'joined-another', joining: { how: 'confirmed-match', by: judged.by, with: file, from } }, judged);
  }
}

/** Those that came with this case go back to the person they came from. What joined since stays: nobody judged it. */
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
