// Whether anything may reach a person, and how (data.md 17): the one judgement that every message passes. What nobody called safe is never used.
import { addDays, type Day } from '#base/day.ts';
import type { CaseEvent } from './events.ts';

/** How something may go. The first four are said of any contact, the next three of letters; the last is not to the person. None is ever preselected. */
export type Way = 'person' | 'text' | 'someone-else' | 'worker' | 'email' | 'post' | 'by-hand' | 'their-office';
/** Why something to the person is held; the code of the event that records it. Others may no longer have it. */
export type Why = Extract<CaseEvent, { kind: 'LetterHeld' }>['why'] | 'not-theirs';
export type Addresses = Readonly<Partial<Record<Way, string>>>;

/** What is known about reaching the person. */
export type ContactFacts = {
  readonly ways: readonly Way[];
  /** Nobody is to get a letter yet. */
  readonly hold: boolean;
  /** The legal day on which the ways were last said. */
  readonly saidOn: Day | null;
  /** Nobody has made sure that the contact is safe. */
  readonly doubted: boolean;
  /** The last day the person named. */
  readonly until: Day | null;
  /** When, and what to say and not to say, in the person's own terms. */
  readonly rules: string | null;
  /** The address of a way, of these ways alone. */
  readonly where: Addresses;
};

/** `until` is the last day on which it stays open by itself. */
export type Gate =
  | { readonly open: true; readonly ways: readonly Way[]; readonly where: Addresses; readonly rules: string | null; readonly until: Day }
  | { readonly open: false; readonly why: Why };

/** The service's own rule: what was said about safe contact is asked again after this many days. */
export const contactAgesAfter = 180;

/** Missing, expired or doubtful means hold and give a worker a task; never fall back to the last address. */
export function safeContact({ ways, where, hold, saidOn, doubted, until, rules }: ContactFacts, today: Day): Gate {
  if (hold) return { open: false, why: 'hold' };
  if (ways.length === 0 || !saidOn) return { open: false, why: 'no-safe-contact' };
  if (doubted) return { open: false, why: 'doubtful' };
  const ages = addDays(saidOn, contactAgesAfter);
  const last = until && until < ages ? until : ages;
  return last < today ? { open: false, why: 'expired' } : { open: true, ways, where, rules, until: last };
}

/** Of what was said in several places the newest counts, even where it closes a door that was open; said on one day, the first of the list. */
export function newestSaid(said: readonly ContactFacts[]): ContactFacts {
  const [first = noContact, ...rest] = said;
  return rest.reduce((newest, one) => ((one.saidOn ?? '') > (newest.saidOn ?? '') ? one : newest), first);
}

export const noContact: ContactFacts = { ways: [], hold: false, saidOn: null, doubted: true, until: null, rules: null, where: {} };
