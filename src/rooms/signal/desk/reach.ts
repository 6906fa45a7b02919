// How whoever reported may be reached: what is asked of them, what it amounts to for the gate, and the pass for an answer or a try.
import { dayOf, type Day } from '#base/day.ts';
import { termQuestions } from '#form/contact-terms.ts';
import { choice, date, many, text, type Answers } from '#form/question.ts';
import type { Signal } from '#journey/signal.ts';
import { clear, termsOf, type Clearance, type ContactFacts, type Kind, type Way } from '#journey/safe-contact.ts';
import { openSealedTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { openerOf, type Line } from '#rooms/signal/store.ts';
import { contactSaid } from './store.ts';

const ways = [
  { code: 'person', label: 'Ring them' },
  { code: 'text', label: 'Text them' },
  { code: 'someone-else', label: 'Ring somebody they trust' },
  { code: 'email', label: 'E-mail' },
  { code: 'post', label: 'Post' },
];
const terms = termQuestions([...ways, { code: 'number', label: 'What stands under the number of their report' }]);

export const reachQuestions = {
  'reach-never': many({
    label: 'Nobody is to get in touch',
    why: 'Then nothing is sent by any way.',
    holds: 'safe-contact',
    optional: true,
    options: [{ code: 'yes', label: 'They asked that nobody gets in touch with them at all' }],
  }),
  'reach-ways': many({
    label: 'Which ways did they say are safe?',
    why: 'What is not ticked is not used.',
    holds: 'safe-contact',
    optional: true,
    options: ways,
  }),
  'reach-where': text({
    label: 'Numbers and addresses for these ways',
    why: 'They are used for these ways alone.',
    holds: 'safe-contact',
    rows: 3,
    most: 1000,
    optional: true,
  }),
  'reach-rules': text({
    label: 'Anything else to do or never to do',
    hint: 'In their own words.',
    why: 'Whoever rings follows this to the letter.',
    holds: 'safe-contact',
    rows: 2,
    most: 1000,
    optional: true,
  }),
  'reach-times': terms.times,
  'reach-most': terms.most,
  'reach-word': terms.word,
  'reach-also': terms.also,
  'reach-checked': choice({
    label: 'Did they say themselves that this is safe?',
    why: 'What nobody made sure of is not used.',
    holds: 'safe-contact',
    options: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No, or not known' },
    ],
  }),
  'reach-until': date({
    label: 'Until when does it hold, if they said so?',
    why: 'After that day nothing is sent.',
    holds: 'safe-contact',
    optional: true,
    future: true,
  }),
} as const;

export const tryQuestions = {
  'tried-way': choice({ label: 'How did you try?', why: 'Only what is safe at this moment is used.', holds: 'administrative', options: ways }),
  'tried-word': many({
    label: 'The word they agreed on',
    why: 'So that neither side talks to somebody else.',
    holds: 'administrative',
    options: [{ code: 'yes', label: 'I asked for it before I said anything' }],
    optional: true,
  }),
  'tried-outcome': choice({
    label: 'How did it go?',
    why: 'It says whether to try again.',
    holds: 'administrative',
    options: [
      { code: 'reached', label: 'I reached them' },
      { code: 'no-answer', label: 'No answer' },
      { code: 'not-them', label: 'Somebody else answered, and I said nothing' },
      { code: 'not-safe-to-talk', label: 'It was not safe to talk' },
    ],
  }),
} as const;

const list = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const words = (value: unknown): string => (typeof value === 'string' ? value : '');

type Of = { readonly said: Answers | null; readonly reach: Signal['reach']; readonly numbered: boolean };

/**
 * What is known about reaching them. Under the number of their report they look themselves, when it is safe to: that stands open until they said
 * otherwise, and their last word of their own keeps it fresh. Everything else is as safe as what they said of it.
 */
export function factsOf(kind: Kind, { said, reach, numbered }: Of, today: Day): ContactFacts {
  const own: readonly Way[] = numbered ? ['number'] : [];
  if (!said || !reach.on) return { ways: own, hold: false, saidOn: today, doubted: false, until: null, rules: null, where: {} };
  const ticked = list(said['reach-ways']) as readonly Way[];
  const where = words(said['reach-where']);
  const fresh = kind === 'answer' && reach.wrote && reach.wrote > reach.on ? reach.wrote : reach.on;
  return {
    ways: [...ticked, ...own],
    hold: list(said['reach-never']).includes('yes'),
    saidOn: fresh,
    doubted: kind !== 'answer' && said['reach-checked'] !== 'yes',
    until: (words(said['reach-until']) || null) as Day | null,
    rules: words(said['reach-rules']) || null,
    where: where && ticked[0] ? { [ticked[0]]: where } : {},
    ...termsOf({ times: said['reach-times'], most: said['reach-most'], word: said['reach-word'], alsoRead: said['reach-also'] }),
  };
}

/** `facts` and `gate` as they are before anybody rings; `answer`, whether an answer may lie under their number. */
export type Reach = { readonly said: Answers | null; readonly facts: ContactFacts; readonly gate: Clearance; readonly answer: Clearance };

/** For an adviser of the team: what was said of reaching them, opened with the half that only the team has. */
export async function reachOf(
  tx: Tx,
  line: Line,
  { reach }: Pick<Signal, 'reach'>,
  { now }: Pick<Staff, 'now'>,
  zone: string,
  codeWord = false,
): Promise<Reach> {
  const today = dayOf(now, zone);
  const sealed = await contactSaid(tx, line.file);
  const identity = sealed && (await openerOf(tx, line.opener));
  const plain = sealed && identity && (await openSealedTo(identity, sealed));
  // What was said and cannot be read is not taken for nothing said.
  if (sealed && !plain) return unread;
  const said = plain ? (JSON.parse(plain.toString()) as Answers) : null;
  const of: Of = { said, reach, numbered: line.reporter !== null };
  const facts = factsOf('try', of, today);
  return {
    said,
    facts,
    gate: clear(facts, today, { kind: 'try', at: { now, zone, codeWord } }),
    answer: clear(factsOf('answer', of, today), today, { kind: 'answer', at: { now, zone, codeWord } }),
  };
}

const shut = { open: false, why: 'doubtful' } as const;
const unread: Reach = {
  said: null,
  facts: { ways: [], hold: false, saidOn: null, doubted: true, until: null, rules: null, where: {} },
  gate: shut,
  answer: shut,
};
