// On whose lists a person stands: every organisation that referred them, counted once a person from confirmed links alone.
import type { FileId } from '#base/id.ts';
import type { CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import type { Person, PersonEvent } from '#journey/person.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { hasKey } from '#kit/store/seal.ts';
import { counted } from '#kit/store/statistics.ts';
import { keepCounts, type Counted } from '#rooms/figures/measures.ts';

/** The question under which a list is counted: an organisation's code, on the day on which it referred. */
export const listed = 'listed';

export type ListedCase = { readonly file: FileId; readonly state: CaseFile };

/**
 * The rows of each case of one person: all of them under the case that was sent first, so that who reads the counts sees one person and
 * never which of their files said what. A confirmed duplicate is just what makes two lists overlap, so it counts; what was taken back, or
 * sent without consent, does not. Notifications name nobody and stand on no list.
 */
export function countsOfListed(cases: readonly ListedCase[]): ReadonlyMap<FileId, readonly Counted[]> {
  const sent = cases
    .flatMap(({ file, state: { referred, by, decision } }) =>
      referred && by && decision.ended !== 'recalled' && decision.ended !== 'consent-wrong' ? [{ file, by, referred }] : [],
    )
    .sort((one, other) => (one.referred === other.referred ? (one.file < other.file ? -1 : 1) : one.referred < other.referred ? -1 : 1));
  const said = new Set<string>();
  const rows: Counted[] = [];
  for (const { by, referred } of sent) {
    // Referred twice by one organisation on one day: it stands on its list once.
    if (said.has(`${by} ${referred}`)) continue;
    said.add(`${by} ${referred}`);
    rows.push({ question: listed, code: by, validFrom: referred });
  }
  return new Map(cases.map(({ file }) => [file, file === sent[0]?.file ? rows : []]));
}

/** Looks at how things stand and not at what happened: it may run twice, late, or for a person whose files were parted meanwhile. */
export async function countListed({ db, ledger }: Kit, file: FileId): Promise<void> {
  await db.as(theService, 'identification', async (tx) => {
    const cases: ListedCase[] = [];
    for (const { id, kind } of await filesOf(tx, (await personOf(tx, file)) ?? file))
      if (kind === 'case' && (await hasKey(tx, id))) cases.push({ file: id, state: (await ledger.load(tx, caseStream, id)).state });
    for (const [id, rows] of countsOfListed(cases)) {
      const was = (await counted(tx, id)).filter((row) => row.question === listed);
      await keepCounts(tx, id, was, rows);
    }
  });
}

/** A case that was taken back, put right, or found to have been sent without consent. That it was sent, its person's ledger says. */
export const listedAfterCase: Reaction<CaseFile, CaseEvent> = async (tx, { file, before, after }) => {
  if (before.referred === null || (before.referred === after.referred && before.by === after.by && before.decision.ended === after.decision.ended)) return;
  await enqueue(tx, { name: listed, file, number: after.version });
};

/** Files that join or part. The job of a person looks at all that are theirs. */
export const listedAfterPerson: Reaction<Person, PersonEvent> = async (tx, { file, events }) => {
  const moved = events.findLast(
    ({ event }) => (event.kind === 'FileJoined' && event.how !== 'support-opened' && event.how !== 'report-closed') || event.kind === 'FileParted',
  );
  if (moved) await enqueue(tx, { name: listed, file, number: moved.number });
};
