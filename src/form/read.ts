// Reads one question of any kind out of what was typed. Never throws on what people or programs send; only on a list that is not there.
import type { Day } from '#base/day.ts';
import { inForceOn, type Item, type List } from '#base/list.ts';
import { all, digits, lengthOf, line, one, paragraphs, type Body } from './clean.ts';
import { exact, near } from './match.ts';
import { mistake, type Mistake } from './mistakes.ts';
import type { Choice, Group, Indicators, Many, NumberQuestion, Pick, Question, Row, Seen, Text, Value } from './question.ts';
import { nonAnswers, type NonAnswer } from './question.ts';
import { nothing, readDate, readSpan, type Read } from './when.ts';

export type Lists = Readonly<Record<string, List>>;
/** What reading needs besides the body: the country's lists and the day it is. */
export type Context = { readonly lists: Lists; readonly today: Day };

export const noneLabels: Readonly<Record<NonAnswer, string>> = {
  'not-known': 'Not known',
  'not-asked': 'Not asked',
  'prefers-not-to-say': 'Prefers not to say',
  skipped: 'Skip for now',
};

/** A radio or tick box among the options may stand for a non-answer: `~not-known`. */
export const noneMark = '~';

export function listOf(lists: Lists, id: string): List {
  const found = Object.hasOwn(lists, id) ? lists[id] : undefined;
  if (!found) throw new Error(`no list ${id}`);
  return found;
}

/** The items an indicator question offers on a day: its group of the list where the list has groups, else all of it. */
export function indicatorItems(question: Indicators, context: Context): readonly Item[] {
  const items = inForceOn(listOf(context.lists, question.list), context.today);
  return items.some((item) => item.in?.['group'] !== undefined) ? items.filter((item) => item.in?.['group'] === question.group) : items;
}

/** Reads a question with its non-answers; says what is missing where it may not stay empty. */
export function readQuestion(question: Question, name: string, body: Body, context: Context): Read<Value> {
  const read = readValue(question, name, body, context);
  const none = readNone(question, name, body);
  const { label } = question;
  if (none === 'unknown') return { mistakes: [mistake(name, 'unknown-none', { label })] };
  if (none) {
    const empty = read.value === undefined || (question.kind === 'indicators' && Object.keys(read.value).length === 0);
    if (empty && read.mistakes.length === 0) return { value: { none }, mistakes: [] };
    return { mistakes: [mistake(name, 'both-answer-and-none', { label, none: noneLabels[none] })] };
  }
  if (read.value !== undefined || read.mistakes.length > 0 || question.optional) return read;
  return { mistakes: [mistake(name, question.none?.length ? 'missing-or-none' : 'missing', { label })] };
}

function readNone(question: Question, name: string, body: Body): NonAnswer | 'unknown' | undefined {
  const marked = offersNoneAmongOptions(question)
    ? all(body, name)
        .filter((each) => each.startsWith(noneMark))
        .map((each) => each.slice(1))
    : [];
  const chosen = [...new Set([...all(body, `${name}.none`), ...marked].filter((each) => each !== ''))];
  if (chosen.length === 0) return undefined;
  const found = nonAnswers.find((each) => each === chosen[0]);
  return chosen.length === 1 && found && question.none?.includes(found) ? found : 'unknown';
}

export function offersNoneAmongOptions(question: Question): question is Choice | Many {
  return question.kind === 'choice' || question.kind === 'many';
}

function readValue(question: Question, name: string, body: Body, context: Context): Read<Value> {
  switch (question.kind) {
    case 'text':
      return readText(question, name, body);
    case 'choice':
    case 'many':
      return readOptions(question, name, body);
    case 'pick':
      return readPick(question, name, body, context);
    case 'date':
      return readDate(body, name, question, context.today);
    case 'span':
      return readSpan(body, name, question.label, context.today);
    case 'number':
      return readNumber(question, name, body);
    case 'indicators':
      return readIndicators(question, name, body, context);
    case 'group':
      return readGroup(question, name, body, context);
  }
}

const shapes = {
  email: /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u,
  phone: /^\+?[\d ()./-]+(?: ?(?:x|ext\.?) ?\d{1,6})?$/u,
  postcode: /^(?:GIR 0AA|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})$/u,
} as const;

function readText(question: Text, name: string, body: Body): Read<string> {
  const { label, most } = question;
  const typed = one(body, name);
  if (typed === undefined) return { mistakes: [mistake(name, 'several', { label })] };
  const clean = question.rows ? paragraphs(typed) : line(typed);
  if (clean === '') return nothing;
  const length = lengthOf(clean);
  if (length > most) return { mistakes: [mistake(name, 'too-long', { label, most, length })] };
  return question.shape ? shaped(question.shape, clean, name) : { value: clean, mistakes: [] };
}

function shaped(shape: keyof typeof shapes, clean: string, name: string): Read<string> {
  const text = shape === 'email' ? clean : shape === 'phone' ? digits(clean) : spacedPostcode(clean);
  const count = text.replace(/\D/g, '').length;
  const fits = shapes[shape].test(text) && (shape !== 'phone' || (count >= 7 && count <= 21)) && (shape !== 'email' || text.length <= 254);
  return fits ? { value: text, mistakes: [] } : { mistakes: [mistake(name, shape)] };
}

function spacedPostcode(typed: string): string {
  const close = digits(typed).toUpperCase().replace(/\s/g, '');
  return close.length > 3 ? `${close.slice(0, -3)} ${close.slice(-3)}` : close;
}

function readOptions(question: Choice | Many, name: string, body: Body): Read<string | readonly string[]> {
  const { label } = question;
  const typed = new Set(all(body, name).filter((each) => each !== '' && !each.startsWith(noneMark)));
  const codes = question.options.map((option) => option.code).filter((code) => typed.has(code));
  if (codes.length < typed.size) return { mistakes: [mistake(name, 'not-an-option', { label })] };
  if (codes.length === 0) return nothing;
  if (question.kind === 'many') return { value: codes, mistakes: [] };
  return codes.length === 1 ? { value: codes[0] ?? '', mistakes: [] } : { mistakes: [mistake(name, 'several', { label })] };
}

/** The boxes of a pick: one under its own name, or numbered ones where several may be picked. */
export function slots(question: Pick, name: string, body: Body): readonly { readonly name: string; readonly typed: string }[] {
  const plain = all(body, name).map((typed) => ({ name, typed }));
  if (question.most === 1) return plain;
  const numbered = Array.from({ length: 60 }, (_, at) => `${name}.${at}`)
    .filter((each) => Object.hasOwn(body, each))
    .map((each) => ({ name: each, typed: one(body, each) ?? '' }));
  return [...plain, ...numbered];
}

function readPick(question: Pick, name: string, body: Body, context: Context): Read<readonly string[]> {
  const { label, most } = question;
  const list = listOf(context.lists, question.list);
  const mistakes: Mistake[] = [];
  const codes: string[] = [];
  const typed = slots(question, name, body)
    .map((slot) => ({ ...slot, typed: line(slot.typed) }))
    .filter((slot) => slot.typed !== '');
  if (typed.length > Math.max(most, 60)) return { mistakes: [mistake(name, 'too-many', { label, most, count: typed.length })] };
  for (const slot of typed) {
    const item = chosen(list, slot.name, slot.typed, body, context.today);
    const shown = [...slot.typed].slice(0, 60).join('');
    if (!item) mistakes.push(mistake(slot.name, near(list, slot.typed, context.today).length > 0 ? 'near-item' : 'nothing-like-it', { label, typed: shown }));
    else if (codes.includes(item.code)) mistakes.push(mistake(slot.name, 'item-twice', { label, typed: item.label }));
    else codes.push(item.code);
  }
  if (mistakes.length === 0 && codes.length > most) mistakes.push(mistake(name, 'too-many', { label, most, count: codes.length }));
  return mistakes.length > 0 || codes.length === 0 ? { mistakes } : { value: codes, mistakes };
}

/** A name offered for what was typed counts only while the same text still stands in the box. */
function chosen(list: List, name: string, typed: string, body: Body, today: Day): Item | undefined {
  const offered = one(body, `${name}.is`);
  if (offered && line(one(body, `${name}.was`) ?? '') === typed) {
    const item = inForceOn(list, today).find((each) => each.code === offered);
    if (item) return item;
  }
  return exact(list, typed, today);
}

function readNumber(question: NumberQuestion, name: string, body: Body): Read<number> {
  const { label, least, most } = question;
  const typed = one(body, name);
  if (typed === undefined) return { mistakes: [mistake(name, 'several', { label })] };
  const clean = digits(line(typed)).replace(/^(\d{1,3})(?:[ ,]\d{3})+$/u, (whole) => whole.replace(/[ ,]/g, ''));
  if (clean === '') return nothing;
  if (!/^-?\d{1,15}$/.test(clean)) return { mistakes: [mistake(name, 'not-a-number', { label })] };
  const value = Number(clean) + 0;
  return value < least || value > most ? { mistakes: [mistake(name, 'number-range', { label, least, most })] } : { value, mistakes: [] };
}

const looked = ['seen', 'told', 'not-seen'] as const;

/** Only what was looked for is kept: an absent item was not looked for. */
function readIndicators(question: Indicators, name: string, body: Body, context: Context): Read<Readonly<Record<string, Seen>>> {
  const mistakes: Mistake[] = [];
  const found: [string, Seen][] = [];
  for (const item of indicatorItems(question, context)) {
    const typed = one(body, `${name}.${item.code}`);
    if (typed === '' || typed === 'not-looked-for') continue;
    const seen = looked.find((each) => each === typed);
    if (seen) found.push([item.code, seen]);
    else mistakes.push(mistake(`${name}.${item.code}`, 'not-an-option', { label: item.label }));
  }
  return mistakes.length > 0 ? { mistakes } : { value: Object.fromEntries(found), mistakes };
}

/** The numbers of the rows that were sent, in order. */
export function rowsIn(name: string, body: Body): readonly number[] {
  const found = new Set<number>();
  for (const key of Object.keys(body)) {
    if (!key.startsWith(`${name}.`)) continue;
    const row = /^(\d{1,3})\./.exec(key.slice(name.length + 1));
    if (row) found.add(Number(row[1]));
  }
  return [...found].sort((a, b) => a - b);
}

function readGroup(question: Group, name: string, body: Body, context: Context): Read<readonly Row[]> {
  const rows: Row[] = [];
  const mistakes: Mistake[] = [];
  for (const at of rowsIn(name, body)) {
    const row: [string, Row[string]][] = [];
    const wrong: Mistake[] = [];
    for (const [id, sub] of Object.entries(question.of)) {
      const read = readQuestion(sub, `${name}.${at}.${id}`, body, context);
      if (read.value !== undefined) row.push([id, read.value as Row[string]]);
      wrong.push(...read.mistakes);
    }
    // A row in which nothing was typed is no row: it is dropped without a word.
    const empty = row.length === 0 && wrong.every((each) => each.text.id === 'form.mistake.missing' || each.text.id === 'form.mistake.missing-or-none');
    if (empty) continue;
    rows.push(Object.fromEntries(row));
    mistakes.push(...wrong);
  }
  if (rows.length > question.most) mistakes.push(mistake(name, 'too-many', { label: question.label, most: question.most, count: rows.length }));
  return mistakes.length > 0 || rows.length === 0 ? { mistakes } : { value: rows, mistakes };
}
