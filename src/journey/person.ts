// A person's ledger: which files are about one person, grouped by confirmed matches and parted again (data.md 1); and their erasure.
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { no } from './refusals.ts';

/**
 * File ids, staff ids and codes only. `report-closed`: a report from the public, alone, so that its end takes the same way and the same two
 * people; nobody is said to be in it. `same-referral`: the file the person was first known by; a further case needs a confirmed match:
 * `by` whom, `with` which duplicate case it came, and `from` which person, to whom it goes back where the match is undone.
 */
export type PersonEvent =
  | {
      kind: 'FileJoined';
      file: string;
      how: 'same-referral' | 'confirmed-match' | 'support-opened' | 'match-undone' | 'report-closed';
      by?: string;
      with?: string;
      from?: string;
    }
  | { kind: 'FileParted'; file: string; why: 'not-the-same-person' | 'joined-another'; by?: string }
  | {
      kind: 'ErasureProposed';
      because: 'retention' | 'asked-by-person' | 'consent-wrong';
      rule: string | null;
      due: Day | null;
      first?: string;
      second?: string;
    }
  | { kind: 'ErasureApproved'; by: string; which: 'first' | 'second' }
  | { kind: 'ErasureDeclined'; why: 'still-needed' | 'held' | 'not-due' | 'another-file' }
  | { kind: 'Erased'; files: number };

type Of<K extends PersonEvent['kind']> = Omit<Extract<PersonEvent, { kind: K }>, 'kind'>;
export type Joining = Of<'FileJoined'>;
export type Parting = Of<'FileParted'>;

/** An erasure that is under way: proposed, then approved by two people. `number` is that of the event that proposed it. */
export type Erasure = Omit<Of<'ErasureProposed'>, 'first' | 'second'> & {
  readonly number: number;
  readonly by: string;
  readonly on: Day;
  readonly first: string | null;
  readonly second: string | null;
};

export type Person = {
  readonly files: readonly (Joining & { readonly since: Day })[];
  readonly erasure: Erasure | null;
  readonly erased: Day | null;
};

export const personStream: Stream<Person, PersonEvent> = {
  name: 'person',
  start: { files: [], erasure: null, erased: null },
  evolve: (person, { event, day, actor, number }) => {
    switch (event.kind) {
      case 'FileJoined':
        // Nobody approved the erasure of this file: what was approved before no longer stands.
        return { ...person, erasure: null, files: [...without(person, event.file), joined(event, day)] };
      case 'FileParted':
        return { ...person, files: without(person, event.file) };
      case 'ErasureProposed': {
        const { kind: _kind, first, second, ...what } = event;
        return { ...person, erasure: { ...what, number, by: actor, on: day, first: first ?? null, second: second ?? null } };
      }
      case 'ErasureApproved':
        return { ...person, erasure: person.erasure && { ...person.erasure, [event.which]: event.by } };
      case 'ErasureDeclined':
        return { ...person, erasure: null };
      case 'Erased':
        return { ...person, erasure: null, erased: day };
    }
  },
};

function joined({ kind: _kind, ...joining }: Extract<PersonEvent, { kind: 'FileJoined' }>, since: Day): Person['files'][number] {
  return { ...joining, since };
}

const without = (person: Person, file: string): Person['files'] => person.files.filter((one) => one.file !== file);

const holds = (person: Person, file: string): boolean => person.files.some((one) => one.file === file);

/** Says that a file is about this person. That it stands in no other person is for the store to guarantee. */
export function join(person: Person, what: Joining): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  if (holds(person, what.file)) return no('already-joined');
  if ((what.how === 'same-referral' || what.how === 'report-closed') && person.files.length > 0) return no('match-needed');
  // What somebody reported is nobody's record: it is grouped with nothing, however it is asked.
  if (person.files.some((one) => one.how === 'report-closed')) return no('match-needed');
  return done({ kind: 'FileJoined', ...what });
}

/** The files that came with a case that was found to be a duplicate: what is parted again where that is undone. */
export const cameWith = (person: Person, duplicate: string): Person['files'] => person.files.filter((one) => one.with === duplicate);

/** Takes a file out again: it was somebody else's, or it goes to another person. The only file cannot be somebody else's. */
export function part(person: Person, what: Parting): Outcome<PersonEvent> {
  if (person.erased) return no('person-erased');
  if (!holds(person, what.file)) return no('not-joined');
  if (what.why === 'not-the-same-person' && person.files.length === 1) return no('only-file');
  return done({ kind: 'FileParted', ...what });
}
