// Opens a support record for who looks after the person: the record, the person's cases, and what the policy lets this worker do there.
import { may } from '#access/may.ts';
import { readReference, type FileId, type Reference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Access, AccessEvent } from '#journey/access.ts';
import { findConflict } from '#journey/conflict.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { supportStream, type Support } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { barredFor } from '#kit/store/bars.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { byReference, changeFile, fileOf } from '#kit/store/files.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { namesBound, recordFacts } from '#kit/store/standing.ts';
import type { Staff } from '#kit/web/page.ts';
import type { ActNow } from '#rooms/decision/act.ts';

export type PersonsCase = { readonly file: FileId; readonly reference: Reference; readonly state: CaseFile };
export type OpenRecord = {
  readonly file: FileId;
  readonly reference: Reference;
  /** Which provider keeps it; the service’s own code where none does yet. */
  readonly keeper: string;
  readonly state: Support;
  /** The worker named in it is this one, and the naming has not ended. */
  readonly named: boolean;
  /** They answer for the organisation that keeps it. */
  readonly ours: boolean;
  /** Somebody else is named and looks after the person. */
  readonly others: boolean;
  readonly cases: readonly PersonsCase[];
};

/** The record behind a reference; nothing where there is none, where a bar stands between, or where the policy gives this worker no line of it. */
export async function openRecord(kit: Kit, ask: Staff): Promise<OpenRecord | undefined> {
  const reference = readReference(ask.params['reference'] ?? '');
  const found = await kit.db.as(theService, 'support', async (tx) => {
    const file = reference && (await byReference(tx, reference, 'support'));
    if (!file || (await barredFor(tx, file.id, ask.actor.person))) return undefined;
    const { state } = await kit.ledger.load(tx, supportStream, file.id);
    return {
      file: file.id,
      state,
      files: await filesBeside(tx, file.id),
      record: await recordFacts(tx, file.id),
      cases: await casesOf(kit, tx, file.id, ask.actor.person),
    };
  });
  if (!found?.record || !reference || !found.state.since) return undefined;
  const { file, state, record, cases } = found;
  const request = { who: ask.actor, purpose: 'support', verb: 'read', record, now: ask.now } as const;
  if (!may({ ...request, field: 'worklist' }).allowed) return undefined;
  if (await isBound(kit, ask, { file, files: found.files, nation: state.nation })) return undefined;
  const others = state.access.named.some((one) => one.person !== ask.actor.person && ask.now < one.ends);
  return {
    file,
    reference,
    keeper: record.organisation,
    state,
    named: may({ ...request, field: 'narrative' }).allowed,
    ours: may({ ...request, field: 'allocation' }).allowed,
    others,
    cases,
  };
}

/** The person's files: a support record itself is not found by names. */
async function filesBeside(tx: Tx, support: FileId): Promise<readonly FileId[]> {
  const whose = await personOf(tx, support);
  return whose ? (await filesOf(tx, whose)).map((one) => one.id) : [];
}

/** Whether any of them names somebody on the worker's own list. Then the record closes for them, and that is kept. */
async function isBound(kit: Kit, ask: Staff, { file, files, nation }: { file: FileId; files: readonly FileId[]; nation: string }): Promise<boolean> {
  const { person } = ask.actor;
  const bound = await kit.db.as(theService, 'identification', async (tx) => {
    for (const one of files) if (await namesBound(tx, one, person)) return true;
    return false;
  });
  if (bound)
    await kit.ledger.perform(theService, 'support', supportStream, file, (now) => findConflict(now.access, { person, how: 'computed', why: 'own-list' }), {
      day: ask.today,
      nation,
    });
  return bound;
}

/** Cases of the person that are not closed; a case that a bar keeps from this worker is not there. */
async function casesOf(kit: Kit, tx: Tx, support: FileId, person: string): Promise<readonly PersonsCase[]> {
  const whose = await personOf(tx, support);
  const cases: PersonsCase[] = [];
  for (const { id, kind } of whose ? await filesOf(tx, whose) : []) {
    if (kind !== 'case' || (await barredFor(tx, id, person))) continue;
    const { state } = await kit.ledger.load(tx, caseStream, id);
    const reference = (await fileOf(tx, id))?.reference;
    if (reference && !state.decision.ended) cases.push({ file: id, reference, state });
  }
  return cases;
}

export type Doing = (access: Access, how: ActNow) => Outcome<AccessEvent>;

/** Steps of how people stand to a record and to the person’s cases, in one transaction. */
export type Standing = {
  readonly tx: Tx;
  readonly onRecord: (record: OpenRecord, act: Doing) => Promise<Refused | undefined>;
  readonly onCase: (of: PersonsCase, act: Doing) => Promise<Refused | undefined>;
  /** The record is kept by the organisation whose worker took it on. */
  readonly takeOver: (record: OpenRecord) => Promise<void>;
};

/**
 * Done by the program in the worker's name, which stands in the event: a worker writes answers, and how people stand to a file is kept by it.
 * The record and the cases change together or not at all.
 */
export async function standing(kit: Kit, ask: Staff, steps: (now: Standing) => Promise<Refused | undefined>): Promise<Refused | undefined> {
  const confirmed = await kit.confirmed();
  const { today: day, now } = ask;
  const how = (nation: string): ActNow => ({ day, now, by: ask.actor.person, nation, confirmed });
  return kit.ledger.together(theService, 'support', (tx) =>
    steps({
      tx,
      onRecord: async ({ file, state: { nation } }, act) =>
        refusalOf(await kit.ledger.within(tx, supportStream, file, (state) => act(state.access, how(nation)), { day, nation })),
      onCase: async ({ file, state: { nation } }, act) =>
        refusalOf(await kit.ledger.within(tx, caseStream, file, (state) => act(state.access, how(nation)), { day, nation })),
      takeOver: ({ file }) => changeFile(tx, file, { organisation: ask.actor.organisation, team: ask.actor.team }),
    }),
  );
}

const refusalOf = (done: { readonly ok: true } | Refused): Refused | undefined => (done.ok ? undefined : done);

export const onRecord = (kit: Kit, ask: Staff, record: OpenRecord, act: Doing): Promise<Refused | undefined> =>
  standing(kit, ask, (now) => now.onRecord(record, act));
