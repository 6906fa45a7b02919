// One letter with all that its page and its steps rest on: as it would go today, and once released as it was fixed then.
import { createHash } from 'node:crypto';
import type { Day } from '#base/day.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Negative } from '#journey/letters.ts';
import type { ContactTerms, Gate } from '#journey/safe-contact.ts';
import { current } from '#kit/store/answers.ts';
import type { Staff } from '#kit/web/page.ts';
import { calledBy } from './letter-gate.ts';
import { textOf } from './letter-text.ts';
import { whichOf } from './letter-view.ts';
import { letterOf, type Letter } from './letters.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { thereId, wrongId } from './reason-ids.ts';
import type { DecisionRoom } from './room-pages.ts';
import { lawyersOf, mayGo } from './safe-contact.ts';
import { contactFacts, letterAsSent, letterId, lettersOf, textsOf, type LetterRow, type Line } from './store.ts';

/** Which text of a letter somebody read: it is released as they read it, or not at all. */
export const stampOf = (text: readonly Line[]): string => createHash('sha256').update(JSON.stringify(text)).digest('base64url').slice(0, 22);

export const standsIn = (state: CaseFile, row: LetterRow): CaseFile['letters'][number] | undefined => state.letters.find((one) => one.letter === letterId(row));

/** A letter no later version of which stands in its place. */
export const replacedIn = (rows: readonly LetterRow[], row: LetterRow): boolean => rows.some((one) => one.replaces === row.number && one.to === row.to);

/** One letter with all that its page and its steps rest on. */
export type Written = {
  readonly row: LetterRow;
  readonly letter: Letter;
  readonly gate: Gate;
  /** The person's own terms, where it is for them. */
  readonly terms: ContactTerms;
  readonly name: string;
  readonly text: readonly Line[];
  readonly replaced: boolean;
  readonly born: Day | null;
  /** The letter that tells the worker of the same step. */
  readonly worker: LetterRow | undefined;
  /** Who was named to stand by. */
  readonly there: string;
};

/** As it would go today; once released, as it was fixed then. */
export async function written(room: DecisionRoom, ask: Staff, opened: OpenCase): Promise<Written | undefined> {
  const { kit } = room;
  const { state, file } = opened;
  return kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => {
    const rows = await lettersOf(tx, file.id);
    const row = rows.find((one) => whichOf(one) === ask.params['number']);
    const letter = row && letterOf(row.letter);
    const called = row && calledBy(row, rows);
    const event = state.past.find((one) => one.number === called);
    if (!row || !letter || !event) return undefined;
    const identity = new Map((await current(tx, file.id, ['identity'])).map((one) => [one.question, one.value]));
    const text = (id: string): string => (typeof identity.get(id) === 'string' ? String(identity.get(id)) : '');
    const texts = await textsOf(tx, file.id, 'analysis', 'reason.', 'note.');
    const wrong = (await textsOf(tx, file.id, 'analysis', 'letter-wrong.'))[wrongId(letterId(row))] ?? '';
    const replaced = rows.find((one) => one.number === row.replaces && one.to === row.to);
    const now = textOf({
      ...{ say: ask.say, lang: ask.lang, today: ask.today, law: kit.law, state, letter, event, texts },
      lawyers: namesOf(room, lawyersOf(state, ask.now)),
      corrects: replaced ? { day: replaced.day, wrong } : null,
    });
    const contact = await contactFacts(tx, file.id, state.past);
    return {
      ...{ row, letter, terms: row.to === 'person' ? contact : {}, text: (await letterAsSent(tx, file.id, row)) ?? now, replaced: replacedIn(rows, row) },
      gate: mayGo(row.to, { contact, file: state, law: kit.law }, ask.now),
      name: ['given-name', 'family-name']
        .map(text)
        .filter((one) => one !== '')
        .join(' '),
      born: text('birth-date') === '' ? null : (text('birth-date') as Day),
      worker: rows.find((one) => one.to === 'worker' && one.replaces === null && one.number === called),
      there: (await textsOf(tx, file.id, 'safe-contact', 'letter-there.'))[thereId(letterId(row))] ?? '',
    };
  });
}

export const namesOf = (room: DecisionRoom, ids: readonly string[]): readonly string[] =>
  room
    .holders()
    .filter((one) => ids.includes(one.id))
    .map((one) => one.name);

/** Somebody is named where the person is turned down: who is told first, and who is there. */
export const namesSomebody = ({ row, letter }: Written): boolean => row.to === 'worker' || (row.to === 'person' && letter.negative === true);

export const negativeOf = ({ letter, row, born, worker }: Written, there: boolean): Negative | null =>
  letter.negative === true && row.to === 'person' ? { born, there, worker: worker ? letterId(worker) : null } : null;
