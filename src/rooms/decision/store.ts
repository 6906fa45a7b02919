// What the decision room keeps: decisions as rows with constraints, letters, reasons and questions sealed in the file.
import type { FieldClass } from '#access/classes.ts';
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { addVersions, current, type Stored } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { unbarred } from '#kit/store/bars.ts';
import { letterFor } from './letters.ts';
import { contactFrom, contactQuestions, daySaid, type ContactFacts, type Gate, type Why } from './safe-contact.ts';

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
      const letter = letterFor(event, law);
      if (letter) {
        const { authority } = after.decision;
        await tx.query(`insert into letter (file, number, letter, day, authority) values ($1, $2, $3, $4, $5)`, [file, number, letter.id, day, authority]);
      }
      if (event.kind === 'Assigned') await tx.query(`update letter set authority = $2 where file = $1 and state = 'waiting'`, [file, event.authority]);
      if (letter || aboutContact(event)) await enqueue(tx, { name: 'letters', file, number });
    }
  };

function aboutContact(event: CaseEvent): boolean {
  if (event.kind === 'Corrected') return true;
  return event.kind === 'InformationAdded' && event.questions.some((question) => contactQuestions.includes(question));
}

export type LetterRow = { readonly number: number; readonly letter: string; readonly state: 'waiting' | 'handed-over'; readonly day: Day };

export async function lettersOf(tx: Tx, file: FileId): Promise<LetterRow[]> {
  return tx.query<LetterRow>(`select number, letter, state, day from letter where file = $1 order by number desc`, [file]);
}

/** A letter that has not gone was called for by what was another person's: it waits no longer, and nobody finds it. Gives since when it stood. */
export async function hideLetter(tx: Tx, file: FileId, number: number, event: number): Promise<Day | undefined> {
  const [row] = await tx.query<{ day: Day }>(`select day from letter where file = $1 and number = $2 and state = 'waiting' for update`, [file, number]);
  if (row) await tx.query('insert into entered_in_error (file, question, version, number) values ($1, $2, 1, $3)', [file, `letter.${number}`, event]);
  return row?.day;
}

/** Keeps how the letters that wait were judged. */
export async function keepJudged(tx: Tx, file: FileId, gate: Gate): Promise<void> {
  await tx.query(`update letter set held = $2, good_until = $3 where file = $1 and state = 'waiting'`, [
    file,
    gate.open ? null : gate.why,
    gate.open ? gate.until : null,
  ]);
}

/** Cases whose letters may still go as last judged, though the day for it has passed. */
export async function overdueLetters(tx: Tx, today: Day): Promise<FileId[]> {
  const rows = await tx.query<{ file: FileId }>(`select distinct file from letter where state = 'waiting' and good_until < $1 limit 1000`, [today]);
  return rows.map((row) => row.file);
}

export type WaitingLetter = {
  readonly file: FileId;
  readonly reference: string;
  readonly number: number;
  readonly letter: string;
  readonly day: Day;
  readonly held: Why | null;
};
export type LetterPlace = Pick<WaitingLetter, 'day' | 'file' | 'number'>;

/** Letters that wait in the cases of an authority, the oldest first; `after` is where the last page ended. */
export async function waitingLetters(tx: Tx, authority: string, after: LetterPlace | null, most: number): Promise<WaitingLetter[]> {
  return tx.query<WaitingLetter>(
    `select letter.file, reference, number, letter, day, held from letter join reference on reference.file = letter.file
     where authority = $1 and state = 'waiting' and ${unbarred('letter.file', '$3::text')} ${after ? 'and (day, letter.file, number) > ($4, $5::uuid, $6)' : ''}
     order by day, letter.file, number limit $2`,
    [authority, most, tx.actor.person, ...(after ? [after.day, after.file, after.number] : [])],
  );
}

/** How many letters wait, counted no further than `most`. */
export async function countLetters(tx: Tx, authority: string, most: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count from (select from letter where authority = $1 and state = 'waiting' and ${unbarred('letter.file', '$3::text')} limit $2) as waits`,
    [authority, most, tx.actor.person],
  );
  return row?.count ?? 0;
}

const place = (file: FileId, number: number) => ({ file, table: 'letter', what: String(number), version: 1 });

/** Keeps the letter as the person got it, sealed with the file's key. */
export async function letterHandedOver(tx: Tx, file: FileId, number: number, text: readonly string[]): Promise<void> {
  await tx.query(`update letter set state = 'handed-over', held = null, good_until = null, sealed = $3 where file = $1 and number = $2`, [
    file,
    number,
    await seal(tx, place(file, number), text),
  ]);
}

/** What the person got; nothing where the letter still waits. */
export async function letterAsSent(tx: Tx, file: FileId, number: number): Promise<readonly string[] | undefined> {
  const [row] = await tx.query<{ sealed: Buffer | null }>('select sealed from letter where file = $1 and number = $2', [file, number]);
  return row?.sealed ? ((await unseal(tx, place(file, number), row.sealed)) as readonly string[]) : undefined;
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

/** The texts of the decision by id, newest version each. */
export async function textsOf(tx: Tx, file: FileId, holds: FieldClass, prefix: string): Promise<Readonly<Record<string, string>>> {
  const all: readonly Stored[] = await current(tx, file, [holds]);
  return Object.fromEntries(all.filter((each) => each.question.startsWith(prefix)).map((each) => [each.question, String(each.value)]));
}
