// The form for programs: a JSON Schema of its answers, and reading such answers by the very rules of the pages.
import { itemOf, type List } from '#base/list.ts';
import type { Body } from './clean.ts';
import { checkForm } from './check.ts';
import { questionsOf, type Form } from './form.ts';
import { mistake, type Mistake, type Sentence } from './mistakes.ts';
import type { Answers, Group, Origins, Question } from './question.ts';
import { sources } from './question.ts';
import { isSourced } from './source.ts';
import { indicatorItems, listOf, type Context, type Lists } from './read.ts';
import { typed } from './typed.ts';

type Json = Readonly<Record<string, unknown>>;

/** JSON Schema 2020-12 of a form's answers by question id. Which questions are asked depends on answers: none is required here. */
export function schema(form: Form, lists: Lists): Json {
  const used = new Map<string, List>();
  const properties = propertiesOf(questionsOf(form), lists, used);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    // Its own id, so that its references still hold where it stands inside another document.
    $id: `urn:opennrm:form:${form.id}`,
    title: form.id,
    description: 'Answers by question id. What is not known is said so: {"none": "not-known"}. Leave out what was not asked.',
    type: 'object',
    properties,
    additionalProperties: false,
    $defs: Object.fromEntries([...used].map(([id, list]) => [`list-${id}`, listSchema(list)])),
  };
}

/** JSON Schema of how answers came to us, by question id. */
export function sourcesSchema(form: Form): Json {
  const asked = Object.entries(questionsOf(form)).filter(([, question]) => isSourced(question));
  return { type: 'object', properties: Object.fromEntries(asked.map(([id]) => [id, { enum: [...sources] }])), additionalProperties: false };
}

function listSchema(list: List): Json {
  return { description: list.source, oneOf: list.items.map((item) => ({ const: item.code, title: item.label })) };
}

function propertiesOf(questions: Readonly<Record<string, Question>>, lists: Lists, used: Map<string, List>): Json {
  return Object.fromEntries(
    Object.entries(questions).map(([id, question]) => {
      const about = { title: question.label, description: [question.hint, question.why].filter(Boolean).join(' ') };
      const value = valueSchema(question, lists, used);
      if (!question.none?.length) return [id, { ...about, ...value }];
      return [
        id,
        { ...about, anyOf: [value, { type: 'object', properties: { none: { enum: [...question.none] } }, required: ['none'], additionalProperties: false }] },
      ];
    }),
  );
}

const day = { type: 'string', format: 'date' } as const;

function valueSchema(question: Question, lists: Lists, used: Map<string, List>): Json {
  const item = (id: string): Json => {
    used.set(id, listOf(lists, id));
    return { $ref: `#/$defs/list-${id}` };
  };
  switch (question.kind) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: question.most, ...(question.shape === 'email' ? { format: 'email' } : {}) };
    case 'choice':
      return { enum: question.options.map((option) => option.code) };
    case 'many':
      return { type: 'array', items: { enum: question.options.map((option) => option.code) }, minItems: 1, uniqueItems: true };
    case 'pick':
      return { type: 'array', items: item(question.list), minItems: 1, maxItems: question.most, uniqueItems: true };
    case 'date':
      return day;
    case 'span':
      return {
        type: 'object',
        properties: { earliest: day, latest: day, words: { type: 'string', maxLength: 200 } },
        required: ['earliest', 'latest'],
        additionalProperties: false,
      };
    case 'number':
      return { type: 'integer', minimum: question.least, maximum: question.most };
    case 'indicators':
      return { type: 'object', propertyNames: item(question.list), additionalProperties: { enum: ['seen', 'told', 'not-seen', 'not-looked-for'] } };
    case 'group':
      return {
        type: 'array',
        minItems: 1,
        maxItems: question.most,
        items: { type: 'object', properties: propertiesOf(question.of, lists, used), additionalProperties: false },
      };
  }
}

export type Wrong = { readonly pointer: string; readonly text: Sentence };
export type ReadAnswers =
  { readonly ok: true; readonly answers: Answers; readonly origins: Origins } | { readonly ok: false; readonly errors: readonly Wrong[] };

/** Reads a program's answers. `pointer`s are JSON pointers into the answers; those of sources begin with `/sources`. */
export function readAnswers(form: Form, json: unknown, context: Context, from: unknown = {}): ReadAnswers {
  if (!isObject(json)) return { ok: false, errors: [wrong('', 'an object of answers by question id')] };
  if (!isObject(from)) return { ok: false, errors: [wrong('/sources', 'an object of sources by question id')] };
  const questions = questionsOf(form);
  const errors: Wrong[] = [];
  const kept: [string, unknown][] = [];
  for (const [id, value] of Object.entries(json)) {
    const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
    const found = question ? shape(question, value, `/${escaped(id)}`, context) : [{ pointer: `/${escaped(id)}`, text: mistake(id, 'unknown-question').text }];
    errors.push(...found);
    if (found.length === 0) kept.push([id, value]);
  }
  const origins = Object.entries(from).filter(([id, value]) => typeof value === 'string' && Object.hasOwn(questions, id));
  if (origins.length < Object.keys(from).length) errors.push(wrong('/sources', 'told-me, i-saw or from-a-record for each question id'));
  // The shapes were looked at above: what is typed from them is what a page would have sent.
  const body: Body = typed(form.pages, Object.fromEntries(kept) as Answers, Object.fromEntries(origins) as Origins);
  const checked = checkForm(form, body, context);
  if (!checked.ok)
    errors.push(
      ...checked.errors.filter((each) => !errors.some((one) => one.pointer === pointerOf(each))).map((each) => ({ pointer: pointerOf(each), text: each.text })),
    );
  return errors.length === 0 && checked.ok ? { ok: true, answers: checked.answers, origins: checked.origins } : { ok: false, errors };
}

const escaped = (part: string): string => part.replace(/~/g, '~0').replace(/\//g, '~1');

function pointerOf(of: Mistake): string {
  if (of.field.endsWith('.source')) return `/sources/${escaped(of.field.slice(0, -'.source'.length))}`;
  return `/${of.field.split('.').map(escaped).join('/')}`;
}

const wrong = (pointer: string, wanted: string): Wrong => ({ pointer, text: mistake(pointer, 'wrong-type', { wanted }).text });
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((each) => typeof each === 'string' && each.trim() !== '');
const isDay = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether a value has the JSON shape of its question; what it says is for the check. */
function shape(question: Question, value: unknown, at: string, context: Context): readonly Wrong[] {
  if (isObject(value) && Object.hasOwn(value, 'none'))
    return typeof value['none'] === 'string' && Object.keys(value).length === 1 ? [] : [wrong(at, '{"none": …} alone')];
  switch (question.kind) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' ? [] : [wrong(at, 'a text that is not empty')];
    case 'choice':
      return typeof value === 'string' && question.options.some((option) => option.code === value)
        ? []
        : [wrong(at, `one of ${question.options.map((option) => option.code).join(', ')}`)];
    case 'many':
      return isTexts(value) && (value as readonly string[]).every((code) => question.options.some((option) => option.code === code))
        ? []
        : [wrong(at, `a list of ${question.options.map((option) => option.code).join(', ')}`)];
    case 'pick':
      return pickShape(listOf(context.lists, question.list), value, at);
    case 'date':
      return isDay(value) ? [] : [wrong(at, 'a day as YYYY-MM-DD')];
    case 'span':
      return isObject(value) &&
        isDay(value['earliest']) &&
        isDay(value['latest']) &&
        ['string', 'undefined'].includes(typeof value['words']) &&
        onlyKeys(value, ['earliest', 'latest', 'words'])
        ? []
        : [wrong(at, '{"earliest": YYYY-MM-DD, "latest": YYYY-MM-DD} and words, if any, as text')];
    case 'number':
      return Number.isSafeInteger(value) ? [] : [wrong(at, 'a whole number')];
    case 'indicators':
      return signsShape(
        indicatorItems(question, context).map((item) => item.code),
        value,
        at,
      );
    case 'group':
      return groupShape(question, value, at, context);
  }
}

const onlyKeys = (value: Json, keys: readonly string[]): boolean => Object.keys(value).every((key) => keys.includes(key));

/** Programs send codes; a label would hide a mistake. */
function pickShape(list: List, value: unknown, at: string): readonly Wrong[] {
  if (!isTexts(value)) return [wrong(at, `a list of codes of ${list.id}`)];
  return (value as readonly string[]).flatMap((code, i) => (itemOf(list, code) ? [] : [wrong(`${at}/${i}`, `a code of ${list.id}`)]));
}

function signsShape(codes: readonly string[], value: unknown, at: string): readonly Wrong[] {
  if (!isObject(value)) return [wrong(at, 'an object of seen, told, not-seen or not-looked-for by code')];
  return Object.entries(value).flatMap(([code, seen]) =>
    codes.includes(code) && typeof seen === 'string' ? [] : [wrong(`${at}/${escaped(code)}`, 'seen, told, not-seen or not-looked-for for a code of the list')],
  );
}

function groupShape(question: Group, value: unknown, at: string, context: Context): readonly Wrong[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > 900) return [wrong(at, `a list of 1 to ${question.most} rows`)];
  return value.flatMap((row: unknown, i) => {
    if (!isObject(row) || Object.keys(row).length === 0) return [wrong(`${at}/${i}`, 'an object of answers')];
    return Object.entries(row).flatMap(([id, each]) => {
      const sub = Object.hasOwn(question.of, id) ? question.of[id] : undefined;
      const here = `${at}/${i}/${escaped(id)}`;
      return sub ? shape(sub, each, here, context) : [{ pointer: here, text: mistake(id, 'unknown-question').text }];
    });
  });
}
