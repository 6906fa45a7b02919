// What the decision room keeps: decisions as rows with constraints, letters, reasons and questions sealed in the file.
import type { FieldClass } from '#access/classes.ts';
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { ContactFacts, Gate, Why } from '#journey/safe-contact.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { addVersions, answersOfKind, current } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { unbarred } from '#kit/store/bars.ts';
import { letterOf, lettersFor } from './letters.ts';
import { contactFrom, contactQuestions, daySaid, type Recipient } from './safe-contact.ts';

/** Keeps the rows that make a decision unique and never alone: what the second person found, and what was decided (data.md 8). */
export function keepDecisions(law: Law): Reaction<CaseFile, CaseEvent> {
  return async (tx, { file, events }) => {
    for (const { event, day, nation, number } of events) {
      if (event.kind === 'Reviewed') {
        const { stage, round, outcome, reviewer } = event;
        await tx.query('insert into decision_review (file, number, stage, round, outcome, reviewer, day) values ($1, $2, $3, $4, $5, $6, $7)', [
          ...[file, number, stage, round, outcome],
          ...[reviewer, day],
        ]);
      }
      if (event.kind !== 'Decided') continue;
      const needsSecond = event.outcome === 'negative' && inForce(law.secondPerson, day, nation).value;
      const needsOther = event.round > 1 && inForce(law.otherDecider, day, nation).value;
      await tx.query(
        `insert into decision (file, stage, round, outcome, day, maker, checker, needs_second, needs_other) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [file, event.stage, event.round, event.outcome, day, event.maker, event.checker, needsSecond, needsOther],
      );
    }
  };
}

/**
 * Notes that an event calls for a letter, and leaves it to a job to judge whether it may go: an event may come under any
 * purpose. What changes the answer about safe contact has the letters that wait judged anew.
 */
export const callForLetters =
  (law: Law): Reaction<CaseFile, CaseEvent> =>
  async (tx, { file, after, events }) => {
    for (const { event, number, day } of events) {
      const replaced = event.kind === 'LetterReplaced' ? readLetterId(event.letter) : undefined;
      const called = replaced ? [letterOf(replaced.letter)].filter((one) => one !== undefined) : lettersFor(event, law, after, day);
      for (const { id, to = 'person' } of called) {
        const { authority } = after.decision;
        await tx.query(`insert into letter (file, number, recipient, letter, day, authority, replaces) values ($1, $2, $3, $4, $5, $6, $7)`, [
          ...[file, number, to, id],
          ...[day, authority, replaced?.number ?? null],
        ]);
      }
      if (event.kind === 'Assigned') await tx.query(`update letter set authority = $2 where file = $1 and state <> 'handed-over'`, [file, event.authority]);
      if (called.length > 0 || aboutContact(event)) await enqueue(tx, { name: 'letters', file, number });
    }
  };

function aboutContact(event: CaseEvent): boolean {
  if (event.kind === 'Corrected' || event.kind === 'GrantGiven' || event.kind === 'GrantRevoked') return true;
  return event.kind === 'InformationAdded' && event.questions.some((question) => contactQuestions.includes(question));
}

export type LetterRow = {
  readonly number: number;
  readonly to: Recipient;
  readonly letter: string;
  readonly state: 'waiting' | 'released' | 'handed-over';
  readonly day: Day;
  /** The number of the version it takes the place of. */
  readonly replaces: number | null;
};
/** One letter of a case. */
type Which = Pick<LetterRow, 'number' | 'to'>;

/** A letter's own id in the ledger: what it says, and the event that called for it. */
export const letterId = (row: Pick<LetterRow, 'letter' | 'number'>): string => `${row.letter}.${row.number}`;

export function readLetterId(id: string): Pick<LetterRow, 'letter' | 'number'> | undefined {
  const [, letter, number] = /^(.+)\.(\d+)$/.exec(id) ?? [];
  return letter && number ? { letter, number: Number(number) } : undefined;
}

export async function lettersOf(tx: Tx, file: FileId): Promise<LetterRow[]> {
  return tx.query<LetterRow>(`select number, recipient as to, letter, state, day, replaces from letter where file = $1 order by number desc, recipient`, [
    file,
  ]);
}

/** Letters that have not gone were called for by what was another person's: they wait no longer, and nobody finds them. Gives since when they stood. */
export async function hideLetter(tx: Tx, file: FileId, number: number, event: number): Promise<Day | undefined> {
  const [row] = await tx.query<{ day: Day }>(`select day from letter where file = $1 and number = $2 and state <> 'handed-over' for update`, [file, number]);
  if (row) await tx.query('insert into entered_in_error (file, question, version, number) values ($1, $2, 1, $3)', [file, `letter.${number}`, event]);
  return row?.day;
}

/** Keeps how a letter was judged. What was released to the person is not, once there is no safe way. */
export async function keepJudged(tx: Tx, file: FileId, { number, to }: Which, gate: Gate): Promise<void> {
  const held = gate.open ? null : gate.why;
  await tx.query(
    `update letter set held = $4, good_until = $5, state = case when $4::text is null then state else 'waiting' end,
       sealed = case when $4::text is null then sealed end, released_at = case when $4::text is null then released_at end
     where file = $1 and number = $2 and recipient = $3 and state <> 'handed-over'`,
    [file, number, to, held, gate.open ? gate.until : null],
  );
}

/** Cases whose letters may still go as last judged, though the day for it has passed. */
export async function overdueLetters(tx: Tx, today: Day): Promise<FileId[]> {
  const rows = await tx.query<{ file: FileId }>(`select distinct file from letter where state <> 'handed-over' and good_until < $1 limit 1000`, [today]);
  return rows.map((row) => row.file);
}

export type WaitingLetter = {
  readonly file: FileId;
  readonly reference: string;
  readonly number: number;
  readonly to: Recipient;
  readonly letter: string;
  readonly day: Day;
  readonly held: Why | null;
  readonly nation: string;
  readonly releasedAt: Instant | null;
};
export type LetterPlace = Pick<WaitingLetter, 'day' | 'file' | 'number' | 'to'>;

/** Of letters that have not gone, those whose place no later version took. */
const stands = `state <> 'handed-over' and not exists (
  select from letter later where later.file = letter.file and later.replaces = letter.number and later.recipient = letter.recipient)`;

/** Letters that wait in the cases of an authority, the oldest first; `after` is where the last page ended. */
export async function waitingLetters(tx: Tx, authority: string, after: LetterPlace | null, most: number): Promise<WaitingLetter[]> {
  return tx.query<WaitingLetter>(
    `select letter.file, reference, number, recipient as to, letter, day, held, released_at as "releasedAt", queue.nation
     from letter join queue on queue.file = letter.file
     where letter.authority = $1 and ${stands} and ${unbarred('letter.file', '$3::text')} ${after ? 'and (day, letter.file, number, recipient) > ($4, $5::uuid, $6, $7)' : ''}
     order by day, letter.file, number, recipient limit $2`,
    [authority, most, tx.actor.person, ...(after ? [after.day, after.file, after.number, after.to] : [])],
  );
}

/** Letters that wait in the cases that whoever asks has at that moment, the oldest first. */
export async function ownLetters(tx: Tx, at: Instant, most: number): Promise<WaitingLetter[]> {
  return tx.query<WaitingLetter>(
    `select letter.file, reference, number, recipient as to, letter, day, held, released_at as "releasedAt", queue.nation
     from queue join letter on letter.file = queue.file
     where held_by = $1 and held_until > $2 and ${stands} and ${unbarred('letter.file', '$1::text')}
     order by day, letter.file, number, recipient limit $3`,
    [tx.actor.person, at, most],
  );
}

/** How many letters wait, counted no further than `most`. */
export async function countLetters(tx: Tx, authority: string, most: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (select from letter where authority = $1 and ${stands} and ${unbarred('letter.file', '$3::text')} limit $2) as waits`,
    [authority, most, tx.actor.person],
  );
  return row?.count ?? 0;
}

const place = (file: FileId, { number, to }: Which) => ({
  ...{ file, table: 'letter', version: 1 },
  what: to === 'person' ? String(number) : `${number}.${to}`,
});

/** Keeps the letter as it will go, sealed with the file's key. */
export async function letterReleased(tx: Tx, file: FileId, which: Which, text: readonly Line[], at: Instant): Promise<void> {
  await tx.query(`update letter set state = 'released', held = null, sealed = $4, released_at = $5 where file = $1 and number = $2 and recipient = $3`, [
    ...[file, which.number, which.to],
    ...[await seal(tx, place(file, which), text), at],
  ]);
}

/** What was fixed and did not leave is not kept: the event says that it was recalled. */
export async function letterRecalled(tx: Tx, file: FileId, { number, to }: Which): Promise<void> {
  await tx.query(`update letter set state = 'waiting', sealed = null, released_at = null where file = $1 and number = $2 and recipient = $3`, [
    ...[file, number, to],
  ]);
}

export async function letterHandedOver(tx: Tx, file: FileId, { number, to }: Which): Promise<void> {
  await tx.query(`update letter set state = 'handed-over', good_until = null where file = $1 and number = $2 and recipient = $3`, [file, number, to]);
}

/** A line of a letter: a paragraph, a heading, or reasons, which not everybody may read who may read the letter. */
export type Line = string | { readonly head: string } | { readonly reason: string };

/** What was fixed at its release; nothing where the letter still waits. */
export async function letterAsSent(tx: Tx, file: FileId, which: Which): Promise<readonly Line[] | undefined> {
  const [row] = await tx.query<{ sealed: Buffer | null }>('select sealed from letter where file = $1 and number = $2 and recipient = $3', [
    ...[file, which.number, which.to],
  ]);
  return row?.sealed ? ((await unseal(tx, place(file, which), row.sealed)) as readonly Line[]) : undefined;
}

/** What was said about reaching the person safely, from the referral's safe-contact questions, and on which legal day. */
export async function contactFacts(tx: Tx, file: FileId, past: readonly Recorded<CaseEvent>[]): Promise<ContactFacts> {
  const answers = Object.fromEntries((await current(tx, file, ['safe-contact'])).map((each) => [each.question, each.value]));
  return contactFrom(answers, (question) => daySaid(past, question));
}

/** Keeps texts of the decision sealed in the file: reasons, notes, questions asked and answers given. */
export async function keepTexts(tx: Tx, file: FileId, texts: Readonly<Record<string, string>>, holds: FieldClass): Promise<void> {
  const kept = Object.entries(texts).filter(([, said]) => said !== '');
  if (kept.length === 0) return;
  await addVersions(
    tx,
    file,
    kept.map(([question, value]) => ({ question, holds, value, origin: null, edition: 'decision-1', language: 'en', saidBy: tx.actor.person })),
  );
}

/** Keeps those texts that are not kept already, emptied ones too. Gives how many. */
export async function keepChanged(tx: Tx, file: FileId, texts: Readonly<Record<string, string>>): Promise<number> {
  const before = await textsOf(tx, file, 'analysis', '');
  const changed = Object.entries(texts).filter(([id, said]) => (before[id] ?? '') !== said);
  if (changed.length > 0)
    await addVersions(
      tx,
      file,
      changed.map(([question, value]) => ({
        ...{ question, holds: 'analysis' as const, value, origin: null },
        ...{ edition: 'decision-1', language: 'en', saidBy: tx.actor.person },
      })),
    );
  return changed.length;
}

/** The texts of a case whose ids begin with one of these, newest version each; nothing beside them is opened. */
export async function textsOf(
  tx: Tx,
  file: FileId,
  holds: FieldClass | readonly FieldClass[],
  ...begins: readonly string[]
): Promise<Readonly<Record<string, string>>> {
  const found = await answersOfKind(tx, file, typeof holds === 'string' ? [holds] : holds, begins);
  return Object.fromEntries(found.map((each) => [each.question, String(each.value)]));
}
