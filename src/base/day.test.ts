// Days: real ones only, summer time, month ends, quarters; and that remembered steps agree with asking afresh.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMonths, day, dayOf, daysBetween, instant, quarterOf, readDay, readQuarter, startOf, weekday } from './day.ts';

const anyDay = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }).map((date) => day(date.toISOString().slice(0, 10)));

test('30 February, 2023-13-01, a time and words are no days', () => {
  for (const text of ['2023-02-30', '2023-02-29', '2023-13-01', '2023-1-1', '2023-01-01T00:00', '20230101', 'tomorrow', '', '+002023-01-01', '2023-00-10']) {
    assert.equal(readDay(text), undefined, text);
  }
  assert.equal(readDay('2024-02-29'), '2024-02-29');
  assert.throws(() => day('2023-02-29'));
});

test('an instant falls on the London day, an hour earlier in summer than UTC says', () => {
  assert.equal(dayOf(instant('2023-07-01T23:30:00Z')), '2023-07-02');
  assert.equal(dayOf(instant('2023-12-01T23:30:00Z')), '2023-12-01');
  assert.equal(startOf(day('2023-07-01')), '2023-06-30T23:00:00.000Z');
  assert.equal(startOf(day('2023-12-01')), '2023-12-01T00:00:00.000Z');
});

test('a day of 23 or 25 hours still begins and ends as one day', () => {
  for (const change of ['2024-03-31', '2024-10-27']) {
    assert.equal(dayOf(startOf(day(change))), change);
    assert.equal(dayOf(startOf(addDays(day(change), 1))), addDays(day(change), 1));
  }
});

test('every day is the day its own first instant falls on', () => {
  fc.assert(
    fc.property(anyDay, (one) => dayOf(startOf(one)) === one),
    { numRuns: 200 },
  );
});

test('a month after 31 January is the last day of February', () => {
  assert.equal(addMonths(day('2024-01-31'), 1), '2024-02-29');
  assert.equal(addMonths(day('2023-01-31'), 1), '2023-02-28');
  assert.equal(addMonths(day('2023-11-30'), 3), '2024-02-29');
});

test('walking forward a day at a time ends where one long step ends, and back again', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (from, count) => {
      let at = from;
      for (let i = 0; i < count; i += 1) at = addDays(at, 1);
      assert.equal(at, addDays(addDays(from, count + 1), -1));
      assert.equal(daysBetween(from, at), count);
      assert.equal(addDays(at, -count), from);
      assert.equal(((weekday(from) - 1 + count) % 7) + 1, weekday(at));
    }),
    { numRuns: 100 },
  );
});

test('15 January 2024 was a Monday', () => {
  assert.equal(weekday(day('2024-01-15')), 1);
  assert.equal(weekday(day('2024-01-21')), 7);
});

test('the quarter October to December 2023 ends on New Year’s Eve', () => {
  assert.deepEqual(readQuarter('2023-Q4'), { first: '2023-10-01', last: '2023-12-31' });
  assert.equal(quarterOf(day('2023-10-01')), '2023-Q4');
  assert.equal(quarterOf(day('2023-09-30')), '2023-Q3');
  for (const text of ['2023-Q5', '2023-q4', '2023Q4', 'Q4']) assert.equal(readQuarter(text), undefined);
});

test('every day lies in the quarter it is said to lie in', () => {
  fc.assert(
    fc.property(anyDay, (one) => {
      const quarter = readQuarter(quarterOf(one));
      assert.ok(quarter && quarter.first <= one && one <= quarter.last);
    }),
    { numRuns: 100 },
  );
});
