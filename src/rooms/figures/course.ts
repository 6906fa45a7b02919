// What only all of a person's files together say of a support record: from which referral it was awaited, and what came after it ended.
import type { FileId } from '#base/id.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { Person, PersonEvent } from '#journey/person.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import { regionOf } from '#law/region.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { hasKey } from '#kit/store/seal.ts';
import { counted } from '#kit/store/statistics.ts';
import { keepCounts, type Counted } from './measures.ts';

/** `region`: where they were at the referral. `anew`: what the referral says of an earlier report: the same events, or that it has happened again since. */
export type CaseOf = { readonly state: CaseFile; readonly anew: 'new' | 'same' | 'not-said'; readonly region: string | undefined };
export type RecordOf = { readonly file: FileId; readonly state: Support };

const questions = ['support-referred', 'support-area', 'support-again', 'support-referred-again', 'support-died'] as const;
type Question = (typeof questions)[number];
export const isOfCourse = (question: string): question is Question => (questions as readonly string[]).includes(question);

/** Taken back, sent without consent, or a duplicate of another: such a case stands in no table. */
const stands = ({ state }: CaseOf): boolean => state.referred !== null && !['recalled', 'consent-wrong', 'duplicate'].includes(state.decision.ended ?? '');

/** The rows of each record, worked out of all files of its person. */
export function countsOfCourse(cases: readonly CaseOf[], records: readonly RecordOf[]): ReadonlyMap<FileId, readonly Counted[]> {
  const sent = cases.filter(stands);
  return new Map(
    records.map(({ file, state: { since, ended, because } }) => {
      if (!since) return [file, []];
      const rows: Counted[] = [];
      const others = records.filter((one) => one.file !== file).map((one) => one.state);
      // A referral from before an earlier time in support led to that one.
      const left = others.reduce((latest, one) => (one.ended && one.ended <= since && one.ended > latest ? one.ended : latest), '');
      const dated = sent
        .flatMap(({ state: { referred }, region }) => (referred ? [{ referred, region }] : []))
        .sort((one, other) => (one.referred < other.referred ? -1 : 1));
      const latest = dated.findLast(({ referred }) => referred <= since && referred >= left);
      if (latest) rows.push({ question: 'support-referred', code: because ?? 'unknown', validFrom: latest.referred });
      // Help that began before any referral learns where they are from the first that comes while it lasts.
      const where = latest ?? dated.find(({ referred }) => referred > since && (!ended || referred <= ended));
      if (where?.region) rows.push({ question: 'support-area', code: where.region, validFrom: since });
      if (!ended) return [file, rows];
      const [again] = others.filter((one) => one.since !== null && one.since >= ended).sort((one, other) => ((one.since ?? '') < (other.since ?? '') ? -1 : 1));
      if (again?.since) rows.push({ question: 'support-again', code: again.because ?? 'unknown', validFrom: again.since });
      for (const { state, anew } of sent)
        if (state.referred && state.referred >= ended) rows.push({ question: 'support-referred-again', code: anew, validFrom: state.referred });
      const died = cases.find(({ state }) => state.decision.ended === 'died' && (state.decision.endedOn ?? '') >= ended)?.state.decision.endedOn;
      if (died) rows.push({ question: 'support-died', code: 'died', validFrom: died });
      return [file, rows];
    }),
  );
}

/** What who has the case judged when they joined it goes before what the referral said of earlier reports. */
function anewOf({ decision: { further } }: CaseFile, said: readonly string[]): CaseOf['anew'] {
  if (further && further.since !== 'not-known') return further.since;
  return said.includes('new') ? 'new' : said.includes('same') ? 'same' : 'not-said';
}

/** Looks at how things stand and not at what happened: it may run twice, late, or for a person whose files were parted meanwhile. */
export async function countCourse(kit: Kit, file: FileId, councilNamed: CouncilNamed): Promise<void> {
  const regions = await regionsOf(kit, file, councilNamed);
  await kit.db.as(theService, 'support', async (tx) => {
    const files = await filesOf(tx, (await personOf(tx, file)) ?? file);
    const cases: CaseOf[] = [];
    const records: RecordOf[] = [];
    if (!files.some((one) => one.kind === 'support')) return;
    for (const { id, kind } of files) {
      if (!(await hasKey(tx, id))) continue;
      if (kind === 'support') records.push({ file: id, state: (await kit.ledger.load(tx, supportStream, id)).state });
      if (kind !== 'case') continue;
      const said = (await counted(tx, id)).filter((row) => row.question === 'earlier-report').map((row) => row.code);
      const { state } = await kit.ledger.load(tx, caseStream, id);
      cases.push({ state, anew: anewOf(state, said), region: regions.get(id) });
    }
    for (const [record, rows] of countsOfCourse(cases, records)) {
      const was = (await counted(tx, record)).filter((row) => isOfCourse(row.question));
      await keepCounts(tx, record, was, rows);
    }
  });
}

/** The council area that a case names, as the room that keeps it reads it. */
export type CouncilNamed = (tx: Tx, file: FileId) => Promise<string | null>;

/** Where each case of the person said they were, as a region and no closer: the council's code is read under the purpose that may. */
async function regionsOf({ db, law }: Kit, file: FileId, councilNamed: CouncilNamed): Promise<ReadonlyMap<FileId, string | undefined>> {
  return db.as(theService, 'identification', async (tx) => {
    const regions = new Map<FileId, string | undefined>();
    for (const { id, kind } of await filesOf(tx, (await personOf(tx, file)) ?? file))
      if (kind === 'case' && (await hasKey(tx, id))) regions.set(id, regionOf(law, await councilNamed(tx, id)));
    return regions;
  });
}

/** The job reads other files of the person, which needs a purpose of its own. */
const course = 'course';

export const courseAfterSupport: Reaction<Support, SupportEvent> = async (tx, { file, events }) => {
  const moved = events.findLast(({ event }) => event.kind === 'SupportOpened' || event.kind === 'SupportEnded');
  if (moved) await enqueue(tx, { name: course, file, number: moved.number });
};

/** A case's first day alone changes nothing here: it stands with a person who has no support yet. */
export const courseAfterCase: Reaction<CaseFile, CaseEvent> = async (tx, { file, before, after, events }) => {
  const said = events.some(
    ({ event }) => event.kind === 'InformationAdded' && ['earlier-reports', 'council', 'child-council'].some((one) => event.questions.includes(one)),
  );
  if (before.referred === null || (!said && before.referred === after.referred && before.decision.ended === after.decision.ended)) return;
  await enqueue(tx, { name: course, file, number: after.version });
};

/** Files that join or part for another reason than that support opens, which says so itself. */
export const courseAfterPerson: Reaction<Person, PersonEvent> = async (tx, { file, before, after, events }) => {
  const moved = events.findLast(({ event }) => (event.kind === 'FileJoined' && event.how !== 'support-opened') || event.kind === 'FileParted');
  if (moved && before.files.length + after.files.length > 1) await enqueue(tx, { name: course, file, number: moved.number });
};
