// The questions of the referral are for ever: an id keeps its class, kind and codes; a changed meaning needs a new id (data.md 14).
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fieldClasses } from '#access/classes.ts';
import { day, instant } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { tonight } from '#form/path.ts';
import type { Question } from '#form/question.ts';
import { formTexts } from '#form/texts.ts';
import { emptyFile } from '#journey/file.ts';
import { listsNeeded } from '#kit/web/form-pages.ts';
import { acts } from '#rooms/decision/acts.ts';
import { legalNote } from '#desk/granted-pages.ts';
import { beginsWith } from '#desk/begin-pages.ts';
import { houseQuestions, roomQuestions, spotQuestions, wantedQuestions } from '#rooms/places/form.ts';
import { mapQuestion } from '#rooms/places/wanted.ts';
import { noteKinds } from '#rooms/support/notes.ts';
import { careKept, careSteps } from '#rooms/support/steps.ts';
import { supportStream } from '#journey/support.ts';
import { keptUnder } from '#rooms/decision/reason-ids.ts';
import { referral } from '#rooms/referral/form.ts';

type Meaning = {
  readonly holds: string;
  readonly kind: string;
  readonly codes?: readonly string[];
  readonly list?: string;
  readonly find?: string;
  readonly counts?: true;
};

function meanings(questions: Readonly<Record<string, Question>>, prefix = ''): [string, Meaning][] {
  return Object.entries(questions).flatMap(([id, question]): [string, Meaning][] => {
    const meaning: Meaning = {
      holds: question.holds,
      kind: question.kind,
      ...('options' in question ? { codes: question.options.map((option) => option.code) } : {}),
      ...('list' in question ? { list: question.list } : {}),
      ...(question.find ? { find: question.find } : {}),
      ...(question.counts ? { counts: true } : {}),
    };
    return [[prefix + id, meaning], ...(question.kind === 'group' ? meanings(question.of, `${prefix}${id}.`) : [])];
  });
}

const golden = new URL('golden/questions.json', import.meta.url);
const asked = referral.pages.flatMap((page) => meanings(page.questions));
const ofActs = [...acts, ...careSteps].flatMap((act) => meanings(act.questions)).concat(meanings(beginsWith));
/** Texts kept beside the answers under ids that are made: how the id begins says what it is. */
const made = [
  ...Object.entries(keptUnder),
  ...Object.entries(noteKinds),
  ...careKept,
  [legalNote, 'legal'] as const,
  [mapQuestion, 'locator'] as const,
  ['stay.', 'refuge'] as const,
].map(([prefix, holds]): [string, Meaning] => [prefix.endsWith('.') ? `${prefix}*` : prefix, { holds, kind: 'text' }]);
const ofPlaces = [houseQuestions(uk), roomQuestions, wantedQuestions, spotQuestions].flatMap((questions) => meanings(questions));
const now = new Map([...asked, ...ofActs, ...ofPlaces, ...made]);
const every = [
  ...referral.pages.flatMap((page) =>
    Object.entries(page.questions).flatMap(([id, question]) => [
      [id, question] as const,
      ...(question.kind === 'group' ? Object.entries(question.of).map(([sub, inner]) => [`${id}.${sub}`, inner] as const) : []),
    ]),
  ),
];

test('no question has gone, and none has changed its meaning', () => {
  const kept = existsSync(golden) ? (JSON.parse(readFileSync(golden, 'utf8')) as Record<string, Meaning>) : {};
  for (const [id, meaning] of Object.entries(kept)) {
    const today = now.get(id);
    assert.ok(today, `the question ${id} is gone: old answers still rest on it`);
    const { codes: before = [], ...restBefore } = meaning;
    const { codes = [], counts, ...others } = today;
    // A question may begin to be counted: what was answered before stays uncounted. It may not stop.
    const rest = 'counts' in restBefore ? { ...others, ...(counts ? { counts } : {}) } : others;
    assert.deepEqual(rest, restBefore, `the question ${id} means something else now: give it a new id`);
    assert.deepEqual(
      before.filter((code) => !codes.includes(code)),
      [],
      `the question ${id} has lost codes that old answers hold`,
    );
  }
  const fresh = [...now].filter(([id, meaning]) => JSON.stringify(kept[id]) !== JSON.stringify(meaning)).map(([id]) => id);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, `${JSON.stringify({ ...kept, ...Object.fromEntries(now) }, null, 1)}\n`);
  else assert.deepEqual(fresh, [], 'new questions or codes: run the tests once with UPDATE_GOLDEN=1 and commit tests/golden/questions.json');
});

test('no id is used twice, by the form, an act or a text kept under an id that is made', () => {
  assert.ok(ofActs.length > 15, 'the acts were read');
  assert.equal(now.size, asked.length + ofActs.length + ofPlaces.length + made.length);
  const prefixes = Object.keys(keptUnder);
  assert.deepEqual(
    [...asked, ...ofActs].filter(([id]) => prefixes.some((prefix) => id.startsWith(prefix))),
    [],
  );
});

test('no word that somebody types in an act can enter the ledger', () => {
  for (const { id, questions, act, other } of acts) {
    const typed = Object.entries(questions).filter(([, question]) => !['choice', 'many', 'pick', 'date'].includes(question.kind));
    const read: string[] = [];
    const known = new Proxy({}, { get: (_none, name) => (read.push(String(name)), undefined) });
    try {
      act(emptyFile, known, uk, { day: day('2024-01-15'), by: 'a', nation: 'england', confirmed: 'practice', now: instant('2024-01-15T12:00:00Z') }, 'v');
    } catch {
      // An empty file may have nothing to act on; what the act read is known by then.
    }
    assert.deepEqual(
      typed.map(([name]) => name).filter((name) => read.includes(name) && name !== other),
      [],
      `${id} takes a text into its event`,
    );
  }
});

test('no word that somebody types in a step of support can enter the ledger', () => {
  for (const { id, questions, act } of careSteps) {
    const typed = Object.entries(questions).filter(([, question]) => question.kind === 'text');
    const read: string[] = [];
    const known = new Proxy({}, { get: (_none, name) => (read.push(String(name)), undefined) });
    try {
      act(supportStream.start, known, {} as never);
    } catch {
      // An empty record may have nothing to act on; what the step read is known by then.
    }
    assert.deepEqual(
      typed.map(([name]) => name).filter((name) => read.includes(name)),
      [],
      `${id} takes a text into its event`,
    );
  }
});

test('every question says what it holds, why it is asked and what it asks', () => {
  assert.ok(every.length > 50, 'the form is there');
  for (const [id, question] of every) {
    assert.match(id, /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/, `${id} is not an id`);
    assert.ok(fieldClasses.includes(question.holds), `${id} holds no known class`);
    assert.ok(question.why.trim().length > 5, `${id} does not say why`);
    assert.ok(question.label.trim() !== '', `${id} has no label`);
  }
});

test('every text of the form has its own id', () => {
  const ids = formTexts(referral).map((each) => each.id);
  assert.deepEqual(
    ids.filter((id, at) => ids.indexOf(id) !== at),
    [],
  );
});

test('at most three questions are compulsory essays, and what is announced as hard is pausable', () => {
  const essays = every.filter(([, question]) => question.essay);
  assert.ok(essays.length <= 3, `${essays.map(([id]) => id).join(', ')} are too many`);
  const compulsory = every.filter(([id, question]) => question.kind === 'text' && question.rows && !question.optional && !question.essay && !id.includes('.'));
  assert.deepEqual(
    compulsory.map(([id]) => id),
    [],
    'long texts that must be written are essays and are marked so',
  );
});

test('no list is missing where the form asks from it', () => {
  assert.deepEqual(
    listsNeeded(referral).filter((id) => !Object.hasOwn(uk.lists, id)),
    [],
  );
});

test('no option code can be taken for a non-answer', () => {
  const codes = every.flatMap(([, question]) => ('options' in question ? question.options.map((option) => option.code) : []));
  assert.deepEqual(
    codes.filter((code) => code.startsWith('~') || code === ''),
    [],
  );
});

test('the short path has at most eight pages, whoever the person is', () => {
  for (const age of ['adult', 'child', 'not-sure'])
    for (const consent of ['given', 'not-yet-asked', 'cannot-decide']) assert.ok(tonight(referral, { age, consent }).length <= 8);
});
