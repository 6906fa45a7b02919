// Clocks: where day 1 lies, what is skipped, pauses, months, the edges of the holiday list.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, calendarDays, day, months, workingDays, type Calendar, type Length } from '#base/day.ts';
import { BeyondCalendar, dueOf, type Clock, type Pause, type Term } from './clock.ts';
import { read, rule } from './rule.ts';

const calendar: Calendar = {
  name: 'Testland',
  first: day('2024-01-01'),
  last: day('2026-12-31'),
  holiday: (on) => (on.endsWith('-12-25') ? 'Midwinter' : undefined),
};

function clock(length: Term): Clock {
  return {
    name: 'test',
    question: 'When?',
    starts: 'a start',
    ends: 'an end',
    force: 'target',
    length: rule('test.length', 'How long?', [{ from: day('2000-01-01'), value: length, source: read('An invented Act') }]),
  };
}

const due = (length: Length, from: string, ...pauses: Pause[]) => dueOf(clock(length), day(from), 'here', calendar, pauses)?.due;

test('the day after the start is day 1, so one day from Monday is Tuesday', () => {
  assert.equal(due(calendarDays(1), '2024-01-15'), '2024-01-16');
  assert.equal(due(workingDays(1), '2024-01-15'), '2024-01-16');
});

test('five working days from a Saturday end on the Friday', () => {
  assert.equal(due(workingDays(5), '2024-01-13'), '2024-01-19');
});

test('working days skip the weekend and the holiday, and say why', () => {
  const found = dueOf(clock(workingDays(2)), day('2024-12-20'), 'here', calendar);
  assert.deepEqual(
    found?.steps.map((step) => step.why),
    ['Saturday', 'Sunday', 'day 1', 'day 2'],
  );
  assert.deepEqual(
    dueOf(clock(workingDays(1)), day('2024-12-24'), 'here', calendar)?.steps.map((step) => step.why),
    ['Midwinter', 'day 1'],
  );
});

test('a pause from Tuesday until Thursday takes out Tuesday and Wednesday', () => {
  const pause = { from: day('2024-01-16'), until: day('2024-01-18') };
  assert.equal(due(calendarDays(2), '2024-01-15', pause), '2024-01-19');
});

test('a pause moves the end of a month-long clock by its days', () => {
  assert.equal(due(months(1), '2024-01-31'), '2024-02-29');
  assert.equal(due(months(1), '2024-01-31', { from: day('2024-02-10'), until: day('2024-02-15') }), '2024-03-05');
});

test('a clock that is over before a pause begins is not touched by it, even without an end', () => {
  assert.equal(due(calendarDays(2), '2024-01-15', { from: day('2024-01-18') }), '2024-01-17');
});

test('a clock that runs into a pause without end has no due day', () => {
  assert.throws(() => due(calendarDays(5), '2024-01-15', { from: day('2024-01-18') }), BeyondCalendar);
});

test('a working-day clock that leaves the years of the holiday list is refused, a calendar-day clock is not', () => {
  assert.throws(() => due(workingDays(5), '2023-12-20'), /outside the holiday list of Testland/);
  assert.throws(() => due(workingDays(5), '2026-12-30'), BeyondCalendar);
  assert.equal(due(workingDays(1), '2023-12-31'), '2024-01-01');
  assert.equal(due(calendarDays(5), '2026-12-30'), '2027-01-04');
});

test('a period that the law does not set has no due day', () => {
  assert.equal(dueOf(clock({ unit: 'nothing' }), day('2024-01-15'), 'here', calendar), undefined);
});

test('a length of no days is a mistake in the rules, not a due day', () => {
  assert.throws(() => due(calendarDays(0), '2024-01-15'), /cannot run for 0/);
});

const anyLength = fc.oneof(
  fc.integer({ min: 1, max: 120 }).map(calendarDays),
  fc.integer({ min: 1, max: 60 }).map(workingDays),
  fc.integer({ min: 1, max: 6 }).map(months),
);
const anyFrom = fc.integer({ min: 0, max: 500 }).map((count) => addDays(day('2024-01-01'), count));
const anyPause = fc
  .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 20 }))
  .map(([start, length]): Pause => ({ from: addDays(day('2024-01-01'), start), until: addDays(day('2024-01-01'), start + length) }));

test('adding a pause never makes a clock earlier', () => {
  fc.assert(
    fc.property(anyLength, anyFrom, fc.array(anyPause, { maxLength: 3 }), anyPause, (length, from, pauses, more) => {
      assert.ok((due(length, from, ...pauses) ?? '') <= (due(length, from, ...pauses, more) ?? ''));
    }),
    { numRuns: 200 },
  );
});

test('a later start never makes a clock earlier, but by a paused day where two starts have one month’s end; a longer one never ends sooner', () => {
  fc.assert(
    fc.property(anyLength, anyFrom, fc.array(anyPause, { maxLength: 2 }), (length, from, pauses) => {
      const [first = '', later = ''] = [due(length, from, ...pauses), due(length, addDays(from, 1), ...pauses)];
      // 28 and 29 November are three months before one day; only the first of them still has the 29th before it, to be added where that is paused.
      const one = length.unit === 'months' && addMonths(from, length.count) === addMonths(addDays(from, 1), length.count);
      assert.ok(later >= (one ? addDays(day(first), -1) : first), `${first} ${later}`);
      assert.ok((due(length, from, ...pauses) ?? '') < (due({ ...length, count: length.count + 1 }, from, ...pauses) ?? ''));
    }),
    { numRuns: 200 },
  );
});

test('the due day is after the start, is itself counted, and the steps name each day between once', () => {
  fc.assert(
    fc.property(anyLength, anyFrom, fc.array(anyPause, { maxLength: 3 }), (length, from, pauses) => {
      const found = dueOf(clock(length), from, 'here', calendar, pauses);
      assert.ok(found && found.due > from && found.steps.at(-1)?.counted);
      assert.deepEqual(
        found.steps.map((step) => step.day),
        found.steps.map((_step, i) => addDays(from, i + 1)),
      );
      if (length.unit !== 'months') assert.equal(found.steps.filter((step) => step.counted).length, length.count);
    }),
    { numRuns: 100 },
  );
});
