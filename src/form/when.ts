// Reads dates as people know them: a whole day in three boxes, or a day, month, year, season or words that leave room.
import { addDays, addMonths, readDay, type Day } from '#base/day.ts';
import { digits, line, one, type Body } from './clean.ts';
import { mistake, type Mistake } from './mistakes.ts';
import type { DateQuestion, Span } from './question.ts';

/** What was read: a value, mistakes, or neither where nothing was typed. */
export type Read<T> = { readonly value?: T; readonly mistakes: readonly Mistake[] };
export const nothing: Read<never> = { mistakes: [] };

const monthNames = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

type Parts = { readonly day: string; readonly month: string; readonly year: string };
const partNames = ['day', 'month', 'year'] as const;

function partsOf(body: Body, name: string): Parts | undefined {
  const [day, month, year] = partNames.map((part) => one(body, `${name}.${part}`));
  if (day === undefined || month === undefined || year === undefined) return undefined;
  const clean = (text: string): string => digits(line(text));
  return { day: clean(day), month: monthNumber(clean(month)), year: clean(year) };
}

/** `Mar` and `march` are 3. */
function monthNumber(text: string): string {
  const lower = text.toLowerCase().replace(/\.$/, '');
  const at = lower.length < 3 ? -1 : monthNames.findIndex((name) => name.startsWith(lower) || (lower === 'sept' && name === 'september'));
  return at < 0 ? text : String(at + 1);
}

/** A date in three boxes, all of them needed. */
export function readDate(body: Body, name: string, question: DateQuestion, today: Day): Read<Day> {
  const label = question.label;
  const parts = partsOf(body, name);
  if (!parts) return { mistakes: [mistake(name, 'several', { label })] };
  if (partNames.every((part) => parts[part] === '')) return nothing;
  const missing = partNames.filter((part) => parts[part] === '');
  if (missing.length > 0) return { mistakes: missing.map((part) => mistake(name, 'date-part-missing', { label, part }, part)) };
  const whole = wholeDay(parts, name, label, today);
  if (!whole.value) return whole;
  if (question.past && whole.value > today) return { mistakes: [mistake(name, 'date-not-past', { label }, 'year')] };
  if (question.future && whole.value < today) return { mistakes: [mistake(name, 'date-not-future', { label }, 'year')] };
  return whole;
}

function wholeDay(parts: Parts, name: string, label: string, today: Day): Read<Day> {
  const odd = partNames.find((part) => !/^\d{1,4}$/.test(parts[part]));
  if (odd) return { mistakes: [mistake(name, 'date-not-numbers', { label }, odd)] };
  const year = yearMistake(parts.year, name, label, today);
  if (year) return { mistakes: [year] };
  const found = readDay(`${parts.year}-${parts.month.padStart(2, '0')}-${parts.day.padStart(2, '0')}`);
  return found ? { value: found, mistakes: [] } : { mistakes: [mistake(name, 'date-impossible', { label }, 'day')] };
}

function yearMistake(year: string, name: string, label: string, today: Day): Mistake | undefined {
  if (!/^\d{1,4}$/.test(year)) return mistake(name, 'date-not-numbers', { label }, 'year');
  if (year.length < 4) {
    const two = year.padStart(2, '0').slice(-2);
    const century = Number(two) > Number(today.slice(2, 4)) ? '19' : '20';
    return mistake(name, 'date-short-year', { label, example: `${century}${two}` }, 'year');
  }
  if (Number(year) < 1900) return mistake(name, 'date-too-early', { label }, 'year');
  if (Number(year) > 2100) return mistake(name, 'date-too-late', { label }, 'year');
  return undefined;
}

/** An uncertain date: boxes for the earliest and the latest, each as exact as it is known, and the words said. */
export function readSpan(body: Body, name: string, label: string, today: Day): Read<Span> {
  const typedWords = one(body, `${name}.words`);
  if (typedWords === undefined) return { mistakes: [mistake(name, 'several', { label }, 'words')] };
  const words = line(typedWords);
  const length = [...words].length;
  if (length > 200) return { mistakes: [mistake(name, 'too-long', { label, most: 200, length }, 'words')] };
  const early = readPartial(body, `${name}.earliest`, name, label, today);
  const late = readPartial(body, `${name}.latest`, name, label, today);
  const mistakes = [...early.mistakes, ...late.mistakes];
  if (mistakes.length > 0) return { mistakes };
  const kept = words ? { words } : {};
  if (!early.value && !late.value) {
    if (!words) return nothing;
    const read = spanOfWords(words);
    return read ? { value: { ...read, ...kept }, mistakes: [] } : { mistakes: [mistake(name, 'span-needs-year', { label }, 'earliest.year')] };
  }
  if (!early.value) return { mistakes: [mistake(name, 'span-needs-year', { label }, 'earliest.year')] };
  const earliest = early.value.earliest;
  const latest = (late.value ?? early.value).latest;
  if (latest < earliest) return { mistakes: [mistake(name, 'span-order', { label }, 'latest.year')] };
  return { value: { earliest, latest, ...kept }, mistakes: [] };
}

/** A day, a month or a year: the first and the last day it can be. */
function readPartial(body: Body, at: string, name: string, label: string, today: Day): Read<Span> {
  const parts = partsOf(body, at);
  const where = at.slice(name.length + 1);
  const say = (code: Parameters<typeof mistake>[1], part: string): Read<Span> => ({ mistakes: [mistake(name, code, { label }, `${where}.${part}`)] });
  if (!parts) return say('several', 'day');
  if (partNames.every((part) => parts[part] === '')) return nothing;
  if (parts.year === '') return say('span-needs-year', 'year');
  const year = yearMistake(parts.year, name, label, today);
  if (year) return { mistakes: [{ ...year, part: `${where}.year` }] };
  if (parts.month === '') return parts.day === '' ? { value: yearSpan(parts.year), mistakes: [] } : say('span-needs-month', 'month');
  if (!/^\d{1,2}$/.test(parts.month)) return say('date-not-numbers', 'month');
  if (parts.day === '') {
    const found = monthSpan(parts.year, parts.month);
    return found ? { value: found, mistakes: [] } : say('date-impossible', 'month');
  }
  const whole = wholeDay(parts, name, label, today);
  if (!whole.value) return { mistakes: whole.mistakes.map((each) => ({ ...each, part: `${where}.${each.part ?? 'day'}` })) };
  return { value: { earliest: whole.value, latest: whole.value }, mistakes: [] };
}

const yearSpan = (year: string): Span => ({ earliest: `${year}-01-01` as Day, latest: `${year}-12-31` as Day });

function monthSpan(year: string, month: string, months = 1): Span | undefined {
  const first = readDay(`${year}-${month.padStart(2, '0')}-01`);
  return first ? { earliest: first, latest: addDays(addMonths(first, months), -1) } : undefined;
}

const seasons: Readonly<Record<string, readonly [string, number]>> = {
  spring: ['3', 3],
  summer: ['6', 3],
  autumn: ['9', 3],
  fall: ['9', 3],
  christmas: ['12', 1],
  early: ['1', 4],
  'the beginning of': ['1', 4],
  'the start of': ['1', 4],
  mid: ['5', 4],
  'the middle of': ['5', 4],
  late: ['9', 4],
  'the end of': ['9', 4],
};

/** `summer 2021`, `March 2020`, `between 2019 and 2021`: the days it can be. Wide rather than wrong; nothing where no year is said. */
export function spanOfWords(words: string): Span | undefined {
  const said = digits(words.toLowerCase()).replace(/[,.]/g, ' ').replace(/\s+/g, ' ').trim();
  const range = /^(?:between |from |about |around )?(.+?) ?(?: to | and | until | till |–|—| - )+ ?(.+)$/.exec(said);
  if (range) {
    const [first, last] = [momentOf(range[1] ?? ''), momentOf(range[2] ?? '')];
    if (first && last) return last.latest < first.earliest ? undefined : { earliest: first.earliest, latest: last.latest };
  }
  return momentOf(said);
}

function momentOf(said: string): Span | undefined {
  const text = said.replace(/^(?:in|about|around|during|sometime in|on) /, '').trim();
  const year = /(?:^|[ /])((?:19|20)\d{2})$/.exec(text)?.[1];
  if (!year) return undefined;
  const rest = text
    .slice(0, -4)
    .replace(/[ /]+$/, '')
    .trim();
  if (rest === '') return yearSpan(year);
  // A winter belongs to two years, and people mean either end of it.
  if (rest === 'winter') return { earliest: `${Number(year) - 1}-12-01` as Day, latest: addDays(`${Number(year) + 1}-03-01` as Day, -1) };
  const season = Object.hasOwn(seasons, rest.replace(/^the /, ''))
    ? seasons[rest.replace(/^the /, '')]
    : Object.hasOwn(seasons, rest)
      ? seasons[rest]
      : undefined;
  if (season) return monthSpan(year, season[0], season[1]);
  const named = /^(?:(\d{1,2})(?:st|nd|rd|th)?[ /])?(?:of )?(?:early |mid |late )?([a-z]+|\d{1,2})$/.exec(rest);
  const month = named ? monthNumber(named[2] ?? '') : '';
  if (!named || !/^\d{1,2}$/.test(month)) return undefined;
  if (named[1] === undefined) return monthSpan(year, month);
  const found = readDay(`${year}-${month.padStart(2, '0')}-${named[1].padStart(2, '0')}`);
  return found ? { earliest: found, latest: found } : undefined;
}
