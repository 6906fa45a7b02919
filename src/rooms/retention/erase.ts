// What becomes of records in time: proposed when their time is over, and destroyed once two people have approved it.
import type { Actor } from '#access/roles.ts';
import { addDays, addMonths, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { declineErasure, erased, erasedBefore, keptUntil, proposeErasure, reportKeptUntil, type Kept, type Records } from '#journey/erasure.ts';
import { isRefused, unconfirmed } from '#journey/ground.ts';
import { join, personStream, type Person, type PersonEvent } from '#journey/person.ts';
import { signalStream } from '#journey/signal.ts';
import { supportStream } from '#journey/support.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { aloneAtPerson, beginErasure, destroyFile, erasingOf, makeOldCoarse, waitsForPolice } from '#kit/store/erase.ts';
import { newFileId } from '#kit/store/files.ts';
import { createPerson, filesOf } from '#kit/store/persons.ts';
import { handOverTombstones } from '#kit/store/tombstones.ts';
import { SilentLaw } from '#law/rule.ts';
import { approvedErasures, closedSince, closeErasure, isHeld, quietSince, reportWaits, type Closed } from './store.ts';

/** `wider` gives the code that takes another's place when counts are made coarse. `tombstones` is a file outside the database. */
export type Retention = { readonly kit: Kit; readonly wider: (question: string, code: string) => string; readonly tombstones: string | null };

/** How long before the end of its time a record is shown as coming up. */
export const aheadMonths = 1;

async function recordsOf(kit: Kit, tx: Tx, person: FileId): Promise<Records> {
  const files = await filesOf(tx, person);
  const of = (kind: string): readonly FileId[] => files.filter((file) => file.kind === kind).map((file) => file.id);
  const cases = await Promise.all(of('case').map((file) => kit.ledger.load(tx, caseStream, file)));
  const supports = await Promise.all(of('support').map((file) => kit.ledger.load(tx, supportStream, file)));
  return { cases: cases.map((one) => one.state), supports: supports.map((one) => one.state) };
}

/** Nothing where the records still go on, or the law says nothing for how long they are kept. */
export async function keptOf(kit: Kit, tx: Tx, person: FileId): Promise<Kept | undefined> {
  const report = (await filesOf(tx, person)).find((file) => file.kind === 'signal');
  if (report) return reportKept(kit, tx, report.id);
  return unlessSilent(async () => keptUntil(await recordsOf(kit, tx, person), kit.law));
}

/** The same of a report from the public, which is nobody's record. */
const reportKept = (kit: Kit, tx: Tx, file: FileId): Promise<Kept | undefined> =>
  unlessSilent(async () => {
    const { state } = await kit.ledger.load(tx, signalStream, file);
    return reportKeptUntil(state, await reportWaits(tx, file), nationOf(kit), kit.law);
  });

/** A report belongs to no nation: it is filed under the first. */
const nationOf = (kit: Kit): string => kit.law.nations[0]?.code ?? '';

async function unlessSilent(kept: () => Promise<Kept | undefined>): Promise<Kept | undefined> {
  try {
    return await kept();
  } catch (wrong) {
    if (wrong instanceof SilentLaw) return undefined;
    throw wrong;
  }
}

/** A person's ledger, written to by the service or a person at work, under operations. */
export async function onPerson(kit: Kit, actor: Actor, person: FileId, act: (state: Person, tx: Tx) => Promise<Outcome<PersonEvent>>) {
  return kit.ledger.perform(actor, 'operations', personStream, person, act, { day: kit.clock.today(), nation: '' });
}

type Due = { readonly person: FileId; readonly until: Day };

/** Persons whose time is over by a day, or will be. Where the rule rests on what nobody has confirmed, none is. */
export async function dueBy(kit: Kit, by: Day): Promise<readonly Due[]> {
  const confirmed = await kit.confirmed();
  const shortest = Math.min(...kit.law.retention.versions.flatMap(({ value }) => [value.adult, value.child]));
  const due: Due[] = [];
  let after: FileId | null = null;
  for (;;) {
    const some: readonly FileId[] = await kit.db.as(theService, 'operations', (tx) => quietSince(tx, addMonths(by, -shortest), after));
    for (const person of some) {
      const kept = await kit.db.as(theService, 'operations', (tx) => keptOf(kit, tx, person));
      if (kept && kept.until < by && !isRefused(unconfirmed(confirmed, kept.because))) due.push({ person, until: kept.until });
    }
    after = some.at(-1) ?? null;
    if (!after) return due;
  }
}

type DueReport = Closed & { readonly until: Day };

/** The same of reports from the public: whose time is over by a day, or will be. */
export async function reportsDueBy(kit: Kit, by: Day): Promise<readonly DueReport[]> {
  const confirmed = await kit.confirmed();
  const shortest = Math.min(...kit.law.signalRetention.versions.flatMap(({ value }) => [value.months, value.notAReport]));
  const due: DueReport[] = [];
  let after: FileId | null = null;
  for (;;) {
    const some: readonly Closed[] = await kit.db.as(theService, 'operations', (tx) => closedSince(tx, addMonths(by, -shortest), after));
    for (const one of some) {
      const kept = await kit.db.as(theService, 'operations', (tx) => reportKept(kit, tx, one.file));
      if (kept && kept.until < by && !isRefused(unconfirmed(confirmed, kept.because))) due.push({ ...one, until: kept.until });
    }
    after = some.at(-1)?.file ?? null;
    if (!after) return due;
  }
}

/** A ledger of its own for the end of a report, as a person's records have one. It names nobody, and nothing else ever stands in it. */
async function ledgerOfEnd(kit: Kit, file: FileId): Promise<FileId> {
  const made = newFileId();
  const nation = nationOf(kit);
  const joined = await kit.ledger.perform(
    theService,
    'identification',
    personStream,
    made,
    async (state, tx) => {
      await createPerson(tx, made, nation);
      return join(state, { file, how: 'report-closed' });
    },
    { day: kit.clock.today(), nation },
  );
  if (!joined.ok) throw new Error(`A report has no ledger for its end: ${joined.code}.`);
  return made;
}

/** Each night: proposes what is over, and makes coarse the counts that are older than any record is kept. */
export async function proposeDue({ kit, wider }: Pick<Retention, 'kit' | 'wider'>): Promise<number> {
  const today = kit.clock.today();
  let proposed = 0;
  const over = (await dueBy(kit, today)).map(({ person }) => person);
  for (const { file, person } of await reportsDueBy(kit, today)) over.push(person ?? (await ledgerOfEnd(kit, file)));
  for (const person of over) {
    const result = await onPerson(kit, theService, person, async (state, tx) =>
      proposeErasure(state, { because: 'retention', kept: await keptOf(kit, tx, person) }, await isHeld(tx, person), theService.person, today),
    );
    if (result.ok) proposed += 1;
  }
  const longest = Math.max(...kit.law.retention.versions.flatMap(({ value }) => [value.adult, value.child]));
  const before = addMonths(today, -longest);
  while ((await kit.db.as(theService, 'operations', (tx) => makeOldCoarse(tx, before, wider))) > 0);
  return proposed;
}

/** Erases what two people have approved. Without a file for tombstones nothing is: a backup would bring it back. Gives how many persons. */
export async function eraseApproved({ kit, wider, tombstones }: Retention): Promise<number> {
  if (tombstones === null) return 0;
  let done = 0;
  for (const { person, number, because } of await kit.db.as(theService, 'operations', approvedErasures)) {
    if (!(await begin(kit, person, number))) continue;
    await handOverTombstones(kit.db, theService, tombstones);
    const result = await onPerson(kit, theService, person, async (state, tx) => {
      const files = await erasingOf(tx, person);
      const outcome = because === 'tombstone' ? erasedBefore(state, files.length) : erased(state, files.length);
      if (outcome.ok) for (const file of files) await destroyFile(tx, file, wider);
      return outcome;
    });
    if (result.ok) done += 1;
  }
  return done;
}

/** Looks once more whether it still stands; then there is no way back. */
async function begin(kit: Kit, person: FileId, number: number): Promise<boolean> {
  const stands = await kit.db.as(theService, 'operations', async (tx) => {
    await aloneAtPerson(tx, person);
    const { state } = await kit.ledger.load(tx, personStream, person);
    if ((await erasingOf(tx, person)).length > 0) return 'begun';
    if (state.erasure?.number !== number || !state.erasure.second) {
      await closeErasure(tx, person, number);
      return 'void';
    }
    if (await isHeld(tx, person)) return 'held';
    const kept = await keptOf(kit, tx, person);
    if (state.erasure.because === 'retention' && !(kept && kept.until < kit.clock.today())) return 'not-due';
    const files = (await filesOf(tx, person)).map((file) => file.id);
    if (await waitsForPolice(tx, files)) return 'waits';
    for (const file of files) if (await reportWaits(tx, file)) return 'waits';
    await beginErasure(tx, person, number, files, kit.clock.today());
    return 'begun';
  });
  if (stands === 'held' || stands === 'not-due') await onPerson(kit, theService, person, (state) => Promise.resolve(declineErasure(state, stands)));
  return stands === 'begun';
}

export const nextMonth = (today: Day): Day => addDays(addMonths(today, aheadMonths), 1);
