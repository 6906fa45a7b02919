// What scripts and lawyers read: due days with their derivation, the absence of one as a sentence, every rule in force.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calendarDays, day, workingDays, type Calendar } from '#base/day.ts';
import { english } from '#base/words.ts';
import { dueOf, type Clock, type Term } from './clock.ts';
import { explain, explainDue, standingInWords } from './explain.ts';
import type { Law } from './law.ts';
import { dueReport, lawReport } from './report.ts';
import { assumed, inForce, read, reported, rule, type Version } from './rule.ts';

const calendar: Calendar = {
  name: 'Testland',
  first: day('2024-01-01'),
  last: day('2024-12-31'),
  holiday: (on) => (on === '2024-01-17' ? 'Test Day' : undefined),
};
const clock = (name: string, versions: readonly Version<Term>[]): Clock => ({
  name,
  question: 'When is it due?',
  starts: 'a start',
  ends: 'an end',
  force: 'target',
  length: rule(`test.${name}`, 'How long?', versions, (term) => (term.unit === 'nothing' ? 'None.' : `${term.count} ${term.unit}.`)),
});
const five = clock('five', [
  { from: day('2020-01-01'), nations: ['north'], value: workingDays(5), source: reported('A page') },
  { from: day('2020-01-01'), nations: ['south'], value: { unit: 'nothing' }, source: assumed('Nobody') },
]);
const ten = clock('ten', [{ from: day('2020-01-01'), value: calendarDays(10), source: read('An Act'), note: 'A note' }]);

/** Only what the reports read; the rest of a law is the countries' own business. */
const law = {
  name: 'Testland',
  nations: ['north', 'south', 'west'].map((code) => ({ code, name: code.toUpperCase() })),
  standardTexts: {},
  entitlements: {},
  rates: {},
  clocks: { five, ten },
  calendar: () => calendar,
  test: {},
  secondPerson: rule('test.second', 'Second person?', [{ from: day('2024-02-01'), value: true, source: read('An Act') }], () => 'Yes.'),
} as unknown as Law;

test('a due report has exactly the keys that scripts rely on', () => {
  const report = dueReport(law, { clock: 'five', nation: 'north', from: day('2024-01-15') });
  assert.deepEqual(Object.keys(report), ['due', 'rule', 'source', 'standing', 'steps']);
  assert.deepEqual(report, {
    due: '2024-01-23',
    rule: 'test.five',
    source: 'A page',
    standing: 'reported',
    steps: [
      { day: '2024-01-16', counted: true, why: 'day 1' },
      { day: '2024-01-17', counted: false, why: 'Test Day' },
      { day: '2024-01-18', counted: true, why: 'day 2' },
      { day: '2024-01-19', counted: true, why: 'day 3' },
      { day: '2024-01-20', counted: false, why: 'Saturday' },
      { day: '2024-01-21', counted: false, why: 'Sunday' },
      { day: '2024-01-22', counted: true, why: 'day 4' },
      { day: '2024-01-23', counted: true, why: 'day 5' },
    ],
  });
});

test('where there is no due day the report is a sentence that says why', () => {
  const none = (name: string, nation: string, from: string) => dueReport(law, { clock: name, nation, from: day(from) });
  assert.deepEqual(none('five', 'south', '2024-01-15'), { none: 'The law of SOUTH sets no such period for one starting on 2024-01-15: When is it due?' });
  assert.deepEqual(none('five', 'west', '2024-01-15'), { none: 'No law is known for WEST on 2024-01-15: When is it due?' });
  assert.deepEqual(none('ten', 'west', '2019-12-31'), { none: 'No law is known for WEST on 2019-12-31: When is it due?' });
  assert.match((none('five', 'north', '2024-12-30') as { none: string }).none, /^This cannot be worked out: 2025-01-01 is outside the holiday list/);
  assert.match((none('six', 'north', '2024-01-15') as { none: string }).none, /no clock called six/);
  assert.match((none('five', 'east', '2024-01-15') as { none: string }).none, /no nation called east/);
});

test('the law report joins nations under one version and leaves silence out', () => {
  const lines = lawReport(law, { on: day('2024-01-15') });
  assert.deepEqual(
    lines.map((line) => [line.id, line.nation, line.says]),
    [
      ['test.five', 'north', '5 working-days.'],
      ['test.five', 'south', 'None.'],
      ['test.ten', 'north, south, west', '10 calendar-days.'],
    ],
  );
  assert.equal(lines[2]?.note, 'A note');
  assert.equal(lawReport(law, { on: day('2024-02-01'), nation: 'west' }).length, 2);
});

test('a finding and a due day become sentences with their citation, and what is assumed says so', () => {
  const found = inForce(five.length, day('2024-01-15'), 'south');
  assert.equal(explain('None.', found.because, english), 'None. (Nobody, since 2020-01-01. Not confirmed.)');
  const due = dueOf(five, day('2024-01-15'), 'north', calendar);
  assert.ok(due);
  assert.equal(
    explainDue(due, english),
    'Aimed at 2024-01-23: 5 days counted, not counting Test Day (1), Saturday (1), Sunday (1). A page, since 2020-01-01, as reported.',
  );
  assert.equal(standingInWords('assumed', english), 'Not confirmed');
});
