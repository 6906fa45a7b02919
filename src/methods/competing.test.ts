// How many come to each end: beside R's survival, and errors beside what comes out when each person is weighed a little more and a little less.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourHundred, lehmer } from '#tests/lehmer.ts';
import { incidences, shareAt, type Ended } from './competing.ts';
import { stillAfter, stillWaiting } from './kaplan-meier.ts';

const near = (found: number, wanted: number, within = 1e-8): void => assert.ok(Math.abs(found - wanted) < within, `${found} instead of ${wanted}`);
const [one = [], other = []] = [0, 1].map((group) =>
  incidences(
    fourHundred().filter((each) => each.group === group),
    3,
  ),
);

test('shares and errors of each end are those of survival for the same four hundred people', () => {
  for (const [days, first, second] of [
    [180, 0.265, 0.4],
    [365, 0.3647904754, 0.535198404],
    [540, 0.4369006825, 0.5699835568],
  ] as const) {
    near(shareAt(one, 1, days).share, first);
    near(shareAt(other, 1, days).share, second);
  }
  near(shareAt(one, 2, 365).share, 0.3694537695);
  near(shareAt(other, 2, 365).share, 0.3449298089);
  near(shareAt(one, 3, 365).share, 0.0779338203);
  near(shareAt(other, 3, 365).share, 0.0361297525);
  near(shareAt(one, 1, 365).error, 0.0347212731);
  near(shareAt(other, 1, 365).error, 0.0358618221);
});

function some(next: () => number): readonly Ended[] {
  return Array.from({ length: 25 }, () => {
    const days = 1 + Math.floor(next() * 30);
    return { ...(next() < 0.4 ? { from: Math.floor(next() * days) } : {}), days, cause: Math.floor(next() * 4) };
  });
}

test('the shares of all ends and of those who still wait make one, whoever came late or was lost', () => {
  const next = lehmer(17);
  for (let round = 0; round < 60; round += 1) {
    const people = some(next);
    const still = stillWaiting(people.map(({ days, cause, ...rest }) => ({ ...rest, to: days, event: cause > 0 })));
    for (const { days, shares, still: left } of incidences(people, 3)) {
      near(
        shares.reduce((sum, share) => sum + share, left),
        1,
        1e-12,
      );
      near(left, stillAfter(still, days).still, 1e-12);
    }
  }
});

test('the error is how far the share moves when each person counts a little more or less, squared and summed', () => {
  const next = lehmer(23);
  const little = 1e-5;
  for (let round = 0; round < 25; round += 1) {
    const people = some(next);
    const weighed = (who: number, by: number) =>
      incidences(
        people.map((each, i) => (i === who ? { ...each, people: 1 + by } : each)),
        3,
      );
    const stages = incidences(people, 3);
    for (const cause of [1, 2, 3])
      for (const days of [8, 15, 30]) {
        const moved = people.map(
          (_each, who) => (shareAt(weighed(who, little), cause, days).share - shareAt(weighed(who, -little), cause, days).share) / (2 * little),
        );
        near(shareAt(stages, cause, days).error, Math.sqrt(moved.reduce((sum, each) => sum + each * each, 0)), 1e-7);
      }
  }
});

test('two people who are alike and one row for two give the same', () => {
  const rows: readonly Ended[] = fourHundred();
  const held = new Map<string, Ended & { people: number }>();
  for (const { days, cause } of rows) {
    const key = `${days} ${cause}`;
    const was = held.get(key);
    held.set(key, { days, cause, people: (was?.people ?? 0) + 1 });
  }
  const [each, together] = [incidences(rows, 3), incidences([...held.values()], 3)];
  for (const days of [30, 180, 600]) {
    near(shareAt(together, 2, days).share, shareAt(each, 2, days).share, 1e-12);
    near(shareAt(together, 2, days).error, shareAt(each, 2, days).error, 1e-10);
  }
});

test('one less Kaplan and Meier of one end says more than came to it', () => {
  const alone = stillWaiting(fourHundred().map(({ days, cause }) => ({ to: days, event: cause === 1 })));
  const { share } = shareAt(incidences(fourHundred(), 3), 1, 365);
  assert.ok(1 - stillAfter(alone, 365).still > share + 0.15);
});
