// Queues: the closed forms beside a queue played by chance, and a backlog that obeys Little's law to the last case.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chiSquareAbove, logGamma } from './distributions.ts';
import { occupied, play, queue, refused, serversFor } from './queueing.ts';
import { poisson, seeded } from './seeded.ts';
import { backlog, capacity, onePath, staffNeeded, type Office } from './staffing.ts';

const near = (found: number, wanted: number, within: number): void => assert.ok(Math.abs(found - wanted) <= within, `${found} instead of ${wanted}`);

test('eight arrivals, ten servers: 41 in 100 wait, and 1.64 wait on average', () => {
  const found = queue(8, 1, 10);
  near(found.waits, 0.4091801508, 1e-10);
  near(found.length, 1.6367206032, 1e-10);
  near(found.inside, 8 * found.timeInside, 1e-12);
  near(queue(0.5, 1, 1).length, 0.5, 1e-12);
  assert.equal(queue(10, 1, 10).length, Infinity, 'too few servers');
});

test('a queue played by chance gives the closed form within three standard errors', () => {
  const rounds = Array.from({ length: 30 }, (_unused, i) => play(seeded(100 + i), 8, 1, 10, 20_000));
  const closed = queue(8, 1, 10);
  for (const [what, wanted] of [
    ['waited', closed.waits],
    ['time', closed.time],
    ['length', closed.length],
  ] as const) {
    const mean = rounds.reduce((sum, one) => sum + one[what], 0) / rounds.length;
    const error = Math.sqrt(rounds.reduce((sum, one) => sum + (one[what] - mean) ** 2, 0) / (rounds.length - 1) / rounds.length);
    near(mean, wanted, 3 * error);
  }
});

test('where nobody may wait, the share refused is Erlang’s sum, and enough servers keep it below what is asked', () => {
  let [term, sum] = [1, 1];
  for (let n = 1; n <= 6; n += 1) sum += term *= 4 / n;
  near(refused(4, 6), term / sum, 1e-14);
  assert.ok(refused(20, serversFor(20, 0.01)) <= 0.01 && refused(20, serversFor(20, 0.01) - 1) > 0.01);
});

test('beds lived in are everybody who came and is still there: in the long run arrivals times the length of stay', () => {
  const stays = Array.from({ length: 400 }, (_unused, n) => 0.97 ** n);
  const there = occupied(new Array<number>(500).fill(3), stays);
  near(there[0] ?? 0, 3, 1e-12);
  near(there[1] ?? 0, 3 + 3 * 0.97, 1e-12);
  near(there.at(-1) ?? 0, 3 / 0.03, 0.01);
});

test('counts drawn by chance are as often as they should be, whether few or many', () => {
  const draw = seeded(4);
  for (const mean of [0.3, 4, 11, 60, 400]) {
    const times = 20_000;
    const seen = new Map<number, number>();
    for (let i = 0; i < times; i += 1) {
      const count = poisson(draw, mean);
      seen.set(count, (seen.get(count) ?? 0) + 1);
    }
    let [chi, cells, wanted, got] = [0, 0, 0, 0];
    for (let k = 0; k < mean + 12 * Math.sqrt(mean) + 12; k += 1) {
      wanted += times * Math.exp(k * Math.log(mean) - mean - logGamma(k + 1));
      got += seen.get(k) ?? 0;
      if (wanted < 20) continue;
      chi += (got - wanted) ** 2 / wanted;
      cells += 1;
      [wanted, got] = [0, 0];
    }
    assert.ok(chiSquareAbove(chi, cells - 1) > 1e-4, `mean ${mean}: chi-square ${chi} of ${cells}`);
  }
  assert.equal(poisson(draw, 0), 0);
});

const steady: Office = {
  open: [],
  arrivals: () => 50,
  staff: () => 26,
  rate: 2,
  away: 0,
  learning: { weeks: 0, share: 1 },
  least: 0,
  again: { share: 0, weeks: 0 },
  order: 'oldest-first',
  chance: true,
};

test('Little’s law holds to the last case: what was open over all weeks is what was waited, by those closed and those still there', () => {
  for (const order of ['oldest-first', 'newest-first'] as const)
    for (const least of [0, 5]) {
      const path = onePath({ ...steady, order, least }, 200, seeded(least + 1));
      // Nobody was there at the beginning: a case still open at the end has been counted in each week since it came.
      const ended = onePath(
        { ...steady, order, least, arrivals: (week) => (week < 200 ? 50 : 0), staff: (week) => (week < 200 ? 26 : 1000) },
        260,
        seeded(least + 1),
      );
      assert.equal(ended.open.at(-1), 0, 'everybody was closed in the end');
      assert.equal(ended.openWeeks, ended.waited);
      assert.equal(path.came - path.closed, path.open.at(-1));
    }
});

test('in the long run open on average = closed a week x weeks waited, within three standard errors', () => {
  const draw = seeded(12);
  const rounds = Array.from({ length: 40 }, () => backlog({ ...steady, least: 5 }, { weeks: 400, paths: 1, target: 0 }, draw).little);
  const off = rounds.map((one) => one.open - one.throughput * one.waited);
  const mean = off.reduce((sum, one) => sum + one, 0) / off.length;
  const error = Math.sqrt(off.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (off.length - 1) / off.length);
  // What is still open at the end has not waited out: some 250 + queue cases of 20,000.
  near(mean, 0, 3 * error + 4);
});

test('with small steps of time the office is the queue of Erlang: one server, arrivals and work by chance', () => {
  // A week is a fiftieth of a service: at most one piece of work ends in it, nearly.
  const office: Office = { ...steady, arrivals: () => 0.5 / 50, staff: () => 1, rate: 1 / 50 };
  const draw = seeded(21);
  const rounds = Array.from({ length: 30 }, () => {
    const path = onePath(office, 60_000, draw);
    return path.openWeeks / 60_000;
  });
  const mean = rounds.reduce((sum, one) => sum + one, 0) / rounds.length;
  const error = Math.sqrt(rounds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (rounds.length - 1) / rounds.length);
  near(mean, queue(0.5, 1, 1).inside, 3 * error + 0.02);
});

test('fixed numbers give a fixed path: 100 open, 10 come, 12 are closed, and the backlog falls by two a week', () => {
  const path = onePath({ ...steady, chance: false, open: [100], arrivals: () => 10, staff: () => 6, rate: 2 }, 10, seeded(1));
  assert.deepEqual(path.open, [98, 96, 94, 92, 90, 88, 86, 84, 82, 80]);
  const part = onePath({ ...steady, chance: false, open: [10], arrivals: () => 0, staff: () => 1, rate: 0.5 }, 4, seeded(1));
  assert.deepEqual(part.open, [10, 9, 9, 8], 'half a case a week is one in two weeks');
});

test('no case is closed before it has waited as long as it must, and some come back', () => {
  const path = onePath({ ...steady, chance: false, open: [], arrivals: () => 10, staff: () => 100, least: 4 }, 12, seeded(1));
  assert.deepEqual(path.open.slice(0, 5), [10, 20, 30, 40, 40]);
  const back = onePath({ ...steady, chance: false, open: [100], arrivals: () => 0, staff: () => 50, again: { share: 0.1, weeks: 2 } }, 4, seeded(1));
  assert.deepEqual([back.came, back.closed], [10, 110], 'ten come back after two weeks and are closed; one of them comes later still');
});

test('new staff count for half while they learn, and leave takes its part', () => {
  const office: Office = { ...steady, staff: (week) => (week < 10 ? 10 : 20), rate: 2, away: 0.2, learning: { weeks: 4, share: 0.5 } };
  near(capacity(office, 9), 16, 1e-12);
  near(capacity(office, 10), (10 + 5) * 1.6, 1e-12);
  near(capacity(office, 13), 24, 1e-12);
  near(capacity(office, 14), 32, 1e-12);
  near(capacity({ ...office, staff: (week) => (week < 10 ? 20 : 10) }, 10), 16, 1e-12);
});

test('the fewest staff that reach a target are enough, and one fewer are not', () => {
  const { staff: _staff, ...rest } = { ...steady, open: [400] };
  const asked = { week: 26, target: 100, sure: 0.9, paths: 300, most: 200, now: 20 };
  const found = staffNeeded(rest, asked, () => seeded(3)) ?? assert.fail();
  const share = (staff: number): number => backlog({ ...rest, staff: () => staff }, { weeks: 26, paths: 300, target: 100 }, seeded(3)).reached.at(-1) ?? 0;
  assert.ok(share(found) >= 0.9 && share(found - 1) < 0.9, `${found}`);
  assert.equal(
    staffNeeded(rest, { ...asked, most: 3 }, () => seeded(3)),
    undefined,
  );
});
