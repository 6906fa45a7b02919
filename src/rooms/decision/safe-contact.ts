// The one gate every outgoing message passes: may this reach the person, and how (data.md 17). What nobody called safe is never used.
import { addDays, dayOf, type Day, type Instant } from '#base/day.ts';
import type { Answers } from '#form/question.ts';
import { holds } from '#journey/chosen.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { effective, type CaseFile } from '#journey/file.ts';
import { seenUntil, seesOf } from '#kit/referrer-sees.ts';
import type { Law } from '#law/law.ts';

/** Whom a letter is for. Only the person's own contact is ever doubtful; the others have it for as long as the law or the person lets them. */
export type Recipient = 'person' | 'worker' | 'referrer' | 'lawyer';
/** How something may go. The first three are said of any contact, the next three of letters; the last is not to the person. None is ever preselected. */
export type Way = 'person' | 'someone-else' | 'worker' | 'email' | 'post' | 'by-hand' | 'their-office';
/** Why something to the person is held; the code of the event that records it. Others may no longer have it. */
export type Why = Extract<CaseEvent, { kind: 'LetterHeld' }>['why'] | 'not-theirs';
export type Channel = Extract<CaseEvent, { kind: 'LetterHandedOver' }>['channel'];

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
export type Addresses = Readonly<Partial<Record<Way, string>>>;

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

/** To a lawyer while the person's grant holds, to who referred what the law and the policy give their kind, to a worker what they are to tell. */
export function mayGo(to: Recipient, of: { readonly contact: ContactFacts; readonly file: CaseFile; readonly law: Law }, now: Instant): Gate {
  const { file, law } = of;
  const today = dayOf(now, law.zone);
  if (to === 'person') return safeContact(of.contact, today);
  if (to === 'lawyer' && lawyersOf(file, now).length === 0) return { open: false, why: 'not-theirs' };
  if (to === 'referrer' && !referrerLearns(file, law, today)) return { open: false, why: 'not-theirs' };
  return { open: true, ways: ['their-office'], where: {}, rules: null, until: addDays(today, contactAgesAfter) };
}

/** The staff ids of the lawyers whom the person lets see their case at this moment. */
export const lawyersOf = (file: CaseFile, now: Instant): readonly string[] =>
  file.access.grants.filter((one) => one.as === 'legal-representative' && holds(one, now)).map((one) => one.holder);

/** Whether who referred is told of a decision: an immigration body never is, and nobody for ever. */
export function referrerLearns(file: CaseFile, law: Law, on: Day): boolean {
  if (!file.referred || !file.byKind) return false;
  return seesOf(law, file.referred, file.nation, file.byKind).has('result') && on <= seenUntil(law, file.referred, file.nation);
}

/** The answers the gate rests on: when one of them is given anew, whatever waits is judged anew. */
export const contactQuestions: readonly string[] = [
  'contact',
  'contact-checked',
  'contact-until',
  'letters-to',
  'letters-safe',
  'letters-email',
  'letters-address',
];

/**
 * What the referral's safe-contact answers amount to. Where it was asked who gets letters and how, only what was ticked
 * there is used; where it was not, how the person may be reached at all.
 */
export function contactFrom(answers: Answers, saidOn: (question: string) => Day | null): ContactFacts {
  const [to, ticked] = [answers['letters-to'], answers['letters-safe']];
  const asked = [...(typeof to === 'string' ? ['letters-to'] : []), ...(Array.isArray(ticked) ? ['letters-safe'] : [])];
  const days = (asked.length > 0 ? asked : ['contact']).map(saidOn);
  const ways = asked.length > 0 ? letterWays(answers) : plainWays(answers['contact']);
  const until = written(answers, 'contact-until');
  return {
    ways,
    where: addresses(answers, ways),
    hold: to === 'hold',
    // The older of two answers: each must still hold.
    saidOn: days.every((one) => one !== null) ? (days.toSorted()[0] ?? null) : null,
    doubted: answers['contact-checked'] !== 'yes',
    until: until === '' ? null : (until as Day),
    rules: written(answers, 'contact-rules') || null,
  };
}

function written(answers: Answers, question: string): string {
  const said = answers[question];
  return typeof said === 'string' ? said : '';
}

function addresses(answers: Answers, ways: readonly Way[]): Addresses {
  const held: Readonly<Record<Way, readonly string[]>> = {
    person: ['contact-phone'],
    'someone-else': ['contact-someone', 'contact-phone'],
    worker: [],
    email: ['letters-name', 'letters-email'],
    post: ['letters-name', 'letters-address', 'letters-postcode'],
    'by-hand': [],
    'their-office': [],
  };
  const lines = (way: Way): string =>
    held[way]
      .map((question) => written(answers, question))
      .filter((line) => line !== '')
      .join('\n');
  return Object.fromEntries(ways.map((way) => [way, lines(way)]).filter(([, text]) => text !== ''));
}

function plainWays(contact: Answers[string] | undefined): readonly Way[] {
  return (['person', 'someone-else', 'worker'] as const).filter((way) => way === contact);
}

/** A way that was ticked but has no address is none. A worker who asked to hand letters over is a way by hand. */
function letterWays(answers: Answers): readonly Way[] {
  const ticked = Array.isArray(answers['letters-safe']) ? (answers['letters-safe'] as readonly unknown[]) : [];
  const may: Readonly<Record<'email' | 'post' | 'by-hand', boolean>> = {
    email: ticked.includes('email') && written(answers, 'letters-email') !== '',
    post: ticked.includes('post') && written(answers, 'letters-address') !== '',
    'by-hand': ticked.includes('by-hand') || answers['letters-to'] === 'worker',
  };
  return (['email', 'post', 'by-hand'] as const).filter((way) => may[way]);
}

/** The legal day of the event that last brought an answer; nothing where none did. */
export function daySaid(past: readonly Recorded<CaseEvent>[], question: string): Day | null {
  const brought = effective(past).filter(({ event }) => event.kind === 'Referred' || (event.kind === 'InformationAdded' && event.questions.includes(question)));
  return brought.at(-1)?.day ?? null;
}

/** An e-mail says only that there is something to read, so the letter itself is then handed over. */
const channels: Readonly<Record<Way, readonly Channel[]>> = {
  person: ['hand-over', 'print'],
  'someone-else': ['hand-over', 'print'],
  worker: ['hand-over', 'print'],
  email: ['hand-over'],
  post: ['print'],
  'by-hand': ['hand-over'],
  'their-office': ['hand-over', 'print'],
};

/** How a letter may leave by these ways. */
export function channelsOf(ways: readonly Way[]): readonly Channel[] {
  return (['hand-over', 'print'] as const).filter((channel) => ways.some((way) => channels[way].includes(channel)));
}
