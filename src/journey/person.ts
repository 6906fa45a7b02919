// A person's ledger: which files are about one person. It groups them by confirmed matches and can be parted again (data.md 1).
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { no } from './refusals.ts';

/** File ids and codes only. `same-referral`: the file the person was first known by; a further case needs a confirmed match. */
export type PersonEvent =
  | { kind: 'FileJoined'; file: string; how: 'same-referral' | 'confirmed-match' | 'support-opened' }
  | { kind: 'FileParted'; file: string; why: 'not-the-same-person' | 'joined-another' };

type Of<K extends PersonEvent['kind']> = Omit<Extract<PersonEvent, { kind: K }>, 'kind'>;
export type Joining = Of<'FileJoined'>;
export type Parting = Of<'FileParted'>;

export type Person = { readonly files: readonly (Joining & { readonly since: Day })[] };

export const personStream: Stream<Person, PersonEvent> = {
  name: 'person',
  start: { files: [] },
  evolve: (person, { event, day }) => {
    const others = person.files.filter((one) => one.file !== event.file);
    return { files: event.kind === 'FileJoined' ? [...others, { file: event.file, how: event.how, since: day }] : others };
  },
};

const holds = (person: Person, file: string): boolean => person.files.some((one) => one.file === file);

/** Says that a file is about this person. That it stands in no other person is for the store to guarantee. */
export function join(person: Person, what: Joining): Outcome<PersonEvent> {
  if (holds(person, what.file)) return no('already-joined');
  if (what.how === 'same-referral' && person.files.length > 0) return no('match-needed');
  return done({ kind: 'FileJoined', ...what });
}

/** Takes a file out again: it was somebody else's, or it goes to another person. The only file cannot be somebody else's. */
export function part(person: Person, what: Parting): Outcome<PersonEvent> {
  if (!holds(person, what.file)) return no('not-joined');
  if (what.why === 'not-the-same-person' && person.files.length === 1) return no('only-file');
  return done({ kind: 'FileParted', ...what });
}
