// Whether anything may reach a person, and how (data.md 17): the one judgement that every message passes. What nobody called safe is never used.
import { addDays, dayOf, timeOf, weekday, type Day, type Instant } from '#base/day.ts';
import type { CaseEvent } from './events.ts';

/**
 * How something may go. The first four are said of any contact, the next three of letters; `number` lies until whoever has the number of a report
 * fetches it; the last is not to the person. None is ever preselected.
 */
export type Way = 'person' | 'text' | 'someone-else' | 'worker' | 'email' | 'post' | 'by-hand' | 'number' | 'their-office';
/**
 * Why something to the person is held; the code of the event that records it. Others may no longer have it. The last three are of one message: at
 * this hour, with these words, without the word they agreed on.
 */
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
  /** The word itself, for whoever calls. */
  readonly word?: string;
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

declare const cleared: unique symbol;
/** Nothing leaves without one, and only this file makes one: every act by which something reaches somebody asks for it. */
export type Cleared = Open & {
  readonly [cleared]: true;
  /** What stands against the other ways that they called safe. */ readonly against: Readonly<Partial<Record<Way, Why>>>;
};
export type Clearance = Cleared | { readonly open: false; readonly why: Why };

/** The service's own rule: what was said about safe contact is asked again after this many days. */
export const contactAgesAfter = 180;

/** Missing, expired or doubtful means hold and give a worker a task; never fall back to the last address. With a message, the person's own terms count too. */
export function safeContact(facts: ContactFacts, today: Day, message?: Message): Gate {
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
  return { open: true, ways: open, where: only(where, open), rules, until: last };
}

const only = (where: Addresses, ways: readonly Way[]): Addresses => Object.fromEntries(Object.entries(where).filter(([way]) => ways.includes(way as Way)));

/** What rings, lights up or comes to a door; the rest lies until somebody takes it up. */
const disturbs: ReadonlySet<Way> = new Set<Way>(['person', 'text', 'someone-else', 'worker', 'email']);
/** Shown on a screen that may lie on a table. */
const shown: ReadonlySet<Way> = new Set<Way>(['text', 'email']);
const spoken: ReadonlySet<Way> = new Set<Way>(['person', 'someone-else']);

/** Which of the person's terms this message would break by this way; nothing where it breaks none. */
function termAgainst({ hours, wording, codeWord, alsoReadBy }: ContactTerms, message: Message, way: Way): Why | undefined {
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

/**
 * Every kind of message by which the program or its people reach somebody, and what it gives away by each way; by a way that is not named it never
 * goes. Of a letter, an e-mail or a text says only that there is something to read. A try says no more than was agreed before it is known who answers.
 */
export const gives = {
  letter: {
    person: 'content',
    'someone-else': 'content',
    worker: 'content',
    post: 'content',
    'by-hand': 'content',
    text: 'something-to-read',
    email: 'something-to-read',
  },
  try: { person: 'agreed', 'someone-else': 'agreed', worker: 'agreed', text: 'agreed', email: 'agreed', post: 'agreed', 'by-hand': 'agreed' },
  answer: { number: 'content' },
} as const satisfies Readonly<Record<string, Readonly<Partial<Record<Way, Says>>>>>;
export type Kind = keyof typeof gives;
export const kindsOfMessage = Object.keys(gives) as readonly Kind[];

/** `later`: printed or released now and given afterwards, when it is judged again or by whoever gives it. `codeWord`: the word was asked for first. */
export type Leaving = { readonly kind: Kind; readonly at: 'later' | { readonly now: Instant; readonly zone: string; readonly codeWord: boolean } };

/** The one door: by which ways this message may go, or why by none. */
export function clear(facts: ContactFacts, today: Day, what: Leaving): Clearance {
  const policy = safeContact(facts, today);
  if (!policy.open) return policy;
  const says: Readonly<Partial<Record<Way, Says>>> = gives[what.kind];
  const judged = policy.ways.flatMap((way) => {
    const most = says[way];
    return most ? [{ way, gate: safeContact({ ...facts, ways: [way] }, today, messageOf(facts, what, most)) }] : [];
  });
  const ways = judged.flatMap(({ gate }) => (gate.open ? gate.ways : []));
  const against = Object.fromEntries(judged.flatMap(({ way, gate }) => (gate.open ? [] : [[way, gate.why]])));
  if (ways.length === 0) return { open: false, why: Object.values(against)[0] ?? 'no-safe-contact' };
  return pass({ ...policy, ways, where: only(facts.where, ways) }, against);
}

function messageOf({ hours }: ContactTerms, what: Leaving, says: Says): Message {
  if (what.at !== 'later') {
    const { now, zone, codeWord } = what.at;
    return { says, at: { weekday: weekday(dayOf(now, zone)), minute: minuteOf(now, zone) }, codeWord };
  }
  // Whoever gives it waits for one of their hours: where they named none at all, none comes.
  const [some] = hours ?? [];
  return { says, at: some ? { weekday: some.weekdays[0] ?? 0, minute: some.from } : null, codeWord: true };
}

function minuteOf(at: Instant, zone: string): number {
  const [hour, minute] = timeOf(at, zone).split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** To somebody at work, never to the person: their own address, checked by whoever sends. Who may still have it is judged before. */
export const toTheirOffice = (until: Day): Cleared => pass({ open: true, ways: ['their-office'], where: {}, rules: null, until });

const pass = (open: Open, against: Cleared['against'] = {}): Cleared => ({ ...open, against }) as Cleared;

/** Why one way is shut though another is open. */
export const refusalOfWay = ({ against }: Cleared, way: Way): 'way-not-safe' | ReturnType<typeof refusalOf> => {
  const why = against[way];
  return why ? refusalOf(why) : 'way-not-safe';
};

/** The refusal that says to whoever wanted to reach them what stands against it. */
export const refusalOf = (why: Why): 'not-at-this-hour' | 'says-too-much' | 'no-code-word' | 'contact-not-safe' =>
  why === 'not-at-this-hour' || why === 'says-too-much' || why === 'no-code-word' ? why : 'contact-not-safe';

/** The times that are offered to tick, on the person's own clock. */
export const timesToTick: Readonly<Record<string, Hours>> = {
  'weekday-morning': { weekdays: [1, 2, 3, 4, 5], from: 9 * 60, to: 12 * 60 },
  'weekday-afternoon': { weekdays: [1, 2, 3, 4, 5], from: 12 * 60, to: 17 * 60 },
  'weekday-evening': { weekdays: [1, 2, 3, 4, 5], from: 17 * 60, to: 21 * 60 },
  'weekend-morning': { weekdays: [6, 7], from: 9 * 60, to: 12 * 60 },
  'weekend-afternoon': { weekdays: [6, 7], from: 12 * 60, to: 17 * 60 },
  'weekend-evening': { weekdays: [6, 7], from: 17 * 60, to: 21 * 60 },
};

/** What was ticked and written of their terms. Nothing ticked is no term; a tick that is no longer known is no hour, so that it closes and never opens. */
export function termsOf(said: { readonly times: unknown; readonly most: unknown; readonly word: unknown; readonly alsoRead: unknown }): ContactTerms {
  const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
  const [times, alsoRead] = [list(said.times), list(said.alsoRead)];
  const most = saysInOrder.find((one) => one === said.most);
  const word = typeof said.word === 'string' ? said.word.trim() : '';
  return {
    ...(times.length > 0 ? { hours: times.flatMap((one) => timesToTick[one] ?? []) } : {}),
    ...(most ? { wording: most } : {}),
    ...(word === '' ? {} : { codeWord: true, word }),
    ...(alsoRead.length > 0 ? { alsoReadBy: alsoRead as readonly Way[] } : {}),
  };
}
