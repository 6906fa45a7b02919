// What may go to whom of a case, and by which ways: the gate of every letter. Whether the person may be reached is judged in one place (data.md 17).
import { addDays, dayOf, type Day, type Instant } from '#base/day.ts';
import type { Answers } from '#form/question.ts';
import { holds } from '#journey/chosen.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { effective, type CaseFile } from '#journey/file.ts';
import {
  clear,
  contactAgesAfter,
  termsOf,
  toTheirOffice,
  type Addresses,
  type Clearance,
  type ContactFacts,
  type Leaving,
  type Way,
} from '#journey/safe-contact.ts';
import { seenUntil, seesOf } from '#kit/referrer-sees.ts';
import type { Law } from '#law/law.ts';

/** Whom a letter is for. Only the person's own contact is ever doubtful; the others have it for as long as the law or the person lets them. */
export type Recipient = 'person' | 'worker' | 'referrer' | 'lawyer';
export type Channel = Extract<CaseEvent, { kind: 'LetterHandedOver' }>['channel'];

/** A letter that is read, released or printed now and given afterwards; or given now, the word asked for first or not. */
export type Giving = 'later' | { readonly codeWord: boolean };

/** To a lawyer while the person's grant holds, to who referred what the law and the policy give their kind, to a worker what they are to tell. */
export function mayGo(
  to: Recipient,
  of: { readonly contact: ContactFacts; readonly file: CaseFile; readonly law: Law },
  now: Instant,
  giving: Giving = 'later',
): Clearance {
  const { file, law } = of;
  const today = dayOf(now, law.zone);
  const at: Leaving['at'] = giving === 'later' ? giving : { now, zone: law.zone, codeWord: giving.codeWord };
  if (to === 'person') return clear(of.contact, today, { kind: 'letter', at });
  if (to === 'lawyer' && lawyersOf(file, now).length === 0) return { open: false, why: 'not-theirs' };
  if (to === 'referrer' && !referrerLearns(file, law, today)) return { open: false, why: 'not-theirs' };
  return toTheirOffice(addDays(today, contactAgesAfter));
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
  'contact-times',
  'contact-most',
  'contact-word',
  'contact-also',
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
    ...termsOf({
      times: answers['contact-times'],
      most: answers['contact-most'],
      word: answers['contact-word'],
      alsoRead: answers['contact-also'],
    }),
  };
}

function written(answers: Answers, question: string): string {
  const said = answers[question];
  return typeof said === 'string' ? said : '';
}

function addresses(answers: Answers, ways: readonly Way[]): Addresses {
  const held: Readonly<Record<Way, readonly string[]>> = {
    person: ['contact-phone'],
    text: [],
    'someone-else': ['contact-someone', 'contact-phone'],
    worker: [],
    email: ['letters-name', 'letters-email'],
    post: ['letters-name', 'letters-address', 'letters-postcode'],
    'by-hand': [],
    number: [],
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
  text: ['hand-over'],
  'someone-else': ['hand-over', 'print'],
  worker: ['hand-over', 'print'],
  email: ['hand-over'],
  post: ['print'],
  'by-hand': ['hand-over'],
  number: [],
  'their-office': ['hand-over', 'print'],
};

/** How a letter may leave by these ways. */
export function channelsOf(ways: readonly Way[]): readonly Channel[] {
  return (['hand-over', 'print'] as const).filter((channel) => ways.some((way) => channels[way].includes(channel)));
}
