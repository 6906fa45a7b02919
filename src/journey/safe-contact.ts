// Whether anything may reach a person, and how (data.md 17): the one judgement that every message passes. What nobody called safe is never used.
import { addDays, type Day } from '#base/day.ts';
import type { CaseEvent } from './events.ts';

/** How something may go. The first four are said of any contact, the next three of letters; the last is not to the person. None is ever preselected. */
export type Way = 'person' | 'text' | 'someone-else' | 'worker' | 'email' | 'post' | 'by-hand' | 'their-office';
/** Why something to the person is held; the code of the event that records it. Others may no longer have it. */
export type Why = Extract<CaseEvent, { kind: 'LetterHeld' }>['why'] | 'not-theirs';
/** Why one message may not leave though the person may be reached: at this hour, with these words, without the word they agreed on. */
export type WhyNotThis = 'not-at-this-hour' | 'says-too-much' | 'no-code-word';
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
} & ContactTerms;

/** Monday is 1; minutes of the day on the person's own clock, `to` not included. */
export type Hours = { readonly weekdays: readonly number[]; readonly from: number; readonly to: number };
/** The person's own terms, each where they named one: absent, they named none. */
export type ContactTerms = {
  /** Nothing rings, lights up or comes to a door outside of these. An empty list is no hour at all. */
  readonly hours?: readonly Hours[];
  /** The most that may be said: `agreed` are words they chose, which tell nobody anything. */
  readonly wording?: Says;
  /** Whoever calls is to ask for a word first, so that neither side talks to somebody else. */
  readonly codeWord?: boolean;
  /** Ways that somebody else reads or hears too. */
  readonly alsoReadBy?: readonly Way[];
};

/** What a message gives away to whoever sees it, from the least. */
export const saysInOrder = ['agreed', 'something-to-read', 'who-we-are', 'content'] as const;
export type Says = (typeof saysInOrder)[number];
/** `at`: when it would ring or be seen; nothing for what lies there until it is fetched. `codeWord`: whether it asks for the word before anything else. */
export type Message = { readonly says: Says; readonly at: { readonly weekday: number; readonly minute: number } | null; readonly codeWord: boolean };

/** `until` is the last day on which it stays open by itself. */
export type Open = { readonly open: true; readonly ways: readonly Way[]; readonly where: Addresses; readonly rules: string | null; readonly until: Day };
export type Gate = Open | { readonly open: false; readonly why: Why };
/** The gate of one message: its ways are those by which this message may leave now. */
export type MessageGate = Open | { readonly open: false; readonly why: Why | WhyNotThis };

/** The service's own rule: what was said about safe contact is asked again after this many days. */
export const contactAgesAfter = 180;

/** Missing, expired or doubtful means hold and give a worker a task; never fall back to the last address. With a message, the person's own terms count too. */
export function safeContact(facts: ContactFacts, today: Day): Gate;
export function safeContact(facts: ContactFacts, today: Day, message: Message): MessageGate;
export function safeContact(facts: ContactFacts, today: Day, message?: Message): MessageGate {
  const { ways, where, hold, saidOn, doubted, until, rules } = facts;
  if (hold) return { open: false, why: 'hold' };
  if (ways.length === 0 || !saidOn) return { open: false, why: 'no-safe-contact' };
  if (doubted) return { open: false, why: 'doubtful' };
  const ages = addDays(saidOn, contactAgesAfter);
  const last = until && until < ages ? until : ages;
  if (last < today) return { open: false, why: 'expired' };
  const against = message ? ways.map((way) => termAgainst(facts, message, way)) : [];
  const open = ways.filter((_way, at) => !against[at]);
  const [first] = against;
  if (open.length === 0 && first) return { open: false, why: first };
  return { open: true, ways: open, where: Object.fromEntries(Object.entries(where).filter(([way]) => open.includes(way as Way))), rules, until: last };
}

/** What rings, lights up or comes to a door; the rest lies until somebody takes it up. */
const disturbs: ReadonlySet<Way> = new Set<Way>(['person', 'text', 'someone-else', 'worker', 'email']);
/** Shown on a screen that may lie on a table. */
const shown: ReadonlySet<Way> = new Set<Way>(['text', 'email']);
const spoken: ReadonlySet<Way> = new Set<Way>(['person', 'someone-else']);

/** Which of the person's terms this message would break by this way; nothing where it breaks none. */
function termAgainst({ hours, wording, codeWord, alsoReadBy }: ContactTerms, message: Message, way: Way): WhyNotThis | undefined {
  const most: readonly Says[] = [
    ...(wording ? [wording] : []),
    ...(alsoReadBy?.includes(way) ? (['agreed'] as const) : []),
    ...(shown.has(way) ? (['something-to-read'] as const) : []),
  ];
  if (most.some((one) => saysInOrder.indexOf(message.says) > saysInOrder.indexOf(one))) return 'says-too-much';
  if (codeWord && spoken.has(way) && !message.codeWord) return 'no-code-word';
  if (hours && disturbs.has(way) && !withinHours(hours, message.at)) return 'not-at-this-hour';
  return undefined;
}

/** What rings at a moment nobody knows rings at a wrong one. */
const withinHours = (hours: readonly Hours[], at: Message['at']): boolean =>
  at !== null && hours.some(({ weekdays, from, to }) => weekdays.includes(at.weekday) && at.minute >= from && at.minute < to);

/** Of what was said in several places the newest counts, even where it closes a door that was open; said on one day, the first of the list. */
export function newestSaid(said: readonly ContactFacts[]): ContactFacts {
  const [first = noContact, ...rest] = said;
  return rest.reduce((newest, one) => ((one.saidOn ?? '') > (newest.saidOn ?? '') ? one : newest), first);
}

export const noContact: ContactFacts = { ways: [], hold: false, saidOn: null, doubted: true, until: null, rules: null, where: {} };
