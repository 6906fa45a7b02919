// A chronology that builds itself: dated answers, stretches of exploitation, journeys and the steps of the case, by the earliest day each can be.
import type { Day } from '#base/day.ts';
import { questionsOf } from '#form/form.ts';
import { isNone, type Group, type Question, type Row, type Span, type Value } from '#form/question.ts';
import { join } from '#form/split.ts';
import { wordsOf } from '#form/texts.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import { table } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Wording } from '#kit/view/summary.ts';
import type { Ask } from '#kit/web/page.ts';
import { inText } from '#rooms/referral/copy.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { wordingIn } from './passages.ts';
import { sentenceOf } from './timeline.ts';

/** `words`: how the person put it; a range stays a range. */
export type Entry = { readonly earliest: Day; readonly latest: Day; readonly words?: string; readonly what: string; readonly from: 'said' | 'case' };

type Reader = Pick<Ask, 'say' | 'lang'>;

export function chronologyIn(
  kit: Kit,
  ask: Reader,
  stored: readonly Stored[],
  { events }: Pick<OpenCase, 'events'>,
  organisation: (code: string) => string,
): readonly Entry[] {
  const wording = wordingIn(kit, ask);
  const answers = join(stored);
  const said = Object.entries(questionsOf(kit.form)).flatMap(([id, question]) => datedIn(id, question, answers[id], wording));
  const told = { say: ask.say, lang: ask.lang, law: kit.law, organisation };
  const undone = new Set(events.flatMap(({ event }) => (event.kind === 'Corrected' && event.day === null ? [event.number] : [])));
  const steps = events
    .filter(({ event, number }) => ofCase.has(event.kind) && !undone.has(number))
    .map(({ event, day }): Entry => ({ earliest: day, latest: day, what: sentenceOf(event, told), from: 'case' }));
  return inOrder([...said, ...steps]);
}

/** Steps that belong to the story of the case; who looked and who was asked does not. */
const ofCase: ReadonlySet<string> = new Set([
  ...[
    'Referred',
    'ConsentRecorded',
    'Decided',
    'Suspended',
    'Resumed',
    'ReconsiderationAsked',
    'ReconsiderationAccepted',
    'ReconsiderationRefused',
    'PassedOn',
  ],
  ...['Disqualified', 'WentMissing', 'Found', 'LeftCountry', 'Died', 'TurnedEighteen', 'Withdrawn'],
]);

/** By the earliest day it can be; of two that begin together the one that is known better comes first. */
export function inOrder(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.earliest.localeCompare(b.earliest) || a.latest.localeCompare(b.latest));
}

/** The dates in one answer. What has no date is not placed: it stands where it was said. */
export function datedIn(id: string, question: Question, value: Value | undefined, wording: Wording): readonly Entry[] {
  if (value === undefined || isNone(value)) return [];
  const label = wordsOf(wording.say, wording.form, id, question).label;
  if (question.kind === 'group') return (value as readonly Row[]).flatMap((row, at) => rowDates(id, question, row, at, wording));
  const when_ = spanOf(question, value);
  return when_ ? [{ ...when_, what: label, from: 'said' }] : [];
}

function rowDates(id: string, question: Group, row: Row, at: number, wording: Wording): readonly Entry[] {
  const { each } = wordsOf(wording.say, wording.form, id, question);
  const sub = Object.entries(question.of).filter(([name]) => row[name] !== undefined && !isNone(row[name]));
  const label = (name: string, of: Question): string => wordsOf(wording.say, wording.form, `${id}.${name}`, of).label;
  // A table to look things up in: accounts stay where they were told, behind their warning.
  const rest = sub
    .filter(([, of]) => of.kind !== 'span' && of.kind !== 'date' && !(of.kind === 'text' && of.rows))
    .map(([name, of]) => inText(`${id}.${name}`, of, row[name], wording))
    .filter((words) => words !== '' && [...words].length <= 200)
    .join('; ');
  const dates = sub.flatMap(([name, of]) => {
    const found = spanOf(of, row[name] as Value);
    return found ? [{ name, of, found }] : [];
  });
  const title = (name: string, of: Question): string => (dates.length > 1 ? `${each} ${at + 1}, ${label(name, of).toLowerCase()}` : `${each} ${at + 1}`);
  return dates.map(({ name, of, found }) => ({ ...found, what: rest === '' ? title(name, of) : `${title(name, of)}: ${rest}`, from: 'said' as const }));
}

function spanOf(question: Question, value: Value): Pick<Entry, 'earliest' | 'latest' | 'words'> | undefined {
  if (question.kind === 'date') return { earliest: value as Day, latest: value as Day };
  if (question.kind !== 'span') return undefined;
  const { earliest, latest, words } = value as Span;
  return { earliest, latest, ...(words ? { words } : {}) };
}

export function chronologyTable({ say, lang }: Reader, entries: readonly Entry[]): Html {
  const heads = { when: say('chronology.when', 'When'), what: say('chronology.what', 'What'), from: say('chronology.from', 'From') };
  const label = (text: string) => ({ attributes: { 'data-label': text } });
  return table({
    classes: 'nrm-stack',
    caption: say('chronology.caption', 'In the order in which it can have begun'),
    captionClasses: 'govuk-table__caption--s',
    head: Object.values(heads).map((text) => ({ text })),
    rows: entries.map((one) => [
      { html: html`${range({ say, lang }, one)}${when(one.words, () => html`<br><span class="nrm-said">“${one.words}”</span>`)}`, ...label(heads.when) },
      { text: one.what, ...label(heads.what) },
      { text: one.from === 'said' ? say('chronology.said', 'What was told') : say('chronology.case', 'The case'), ...label(heads.from) },
    ]),
  });
}

function range({ say, lang }: Reader, { earliest, latest }: Entry): string {
  return earliest === latest
    ? longDay(earliest, lang)
    : say('summary.between', 'Between {earliest} and {latest}', { earliest: longDay(earliest, lang), latest: longDay(latest, lang) });
}
