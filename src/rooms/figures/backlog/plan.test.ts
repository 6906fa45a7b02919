// From a queue to an answer: what comes is forecast by what does better, and more people never mean a longer queue.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normal, poisson, seeded } from '#methods/seeded.ts';
import { answerOf, arrivalsOf, nowOf, type Planned } from './plan.ts';
import type { WeekCell } from './store.ts';

/** A queue of 300 that 40 a week come to and 35 leave, for so many weeks back. */
function cells(weeks: number, came: (ago: number) => number = () => 40): readonly WeekCell[] {
  const ago = Array.from({ length: weeks }, (_unused, at) => at);
  return [
    ...[0, 4, 20].map((at): WeekCell => ({ what: 'open', weeks: at, people: 100 })),
    ...ago.map((at): WeekCell => ({ what: 'came', weeks: at, people: came(at) })),
    ...ago.map((at): WeekCell => ({ what: 'closed', weeks: at, people: 35 })),
  ];
}
const planned: Planned = { staff: 20, rate: 2, away: 0, later: undefined, joining: 0, learning: 0, target: 150, weeks: 26 };

test('how things stand: 300 open by weeks waited, 40 come and 35 are closed a week', () => {
  const now = nowOf(cells(60));
  assert.deepEqual([now.total, now.cameAWeek, now.closedAWeek, now.weeks], [300, 40, 35, 26]);
  assert.deepEqual([now.open.length, now.open[0], now.open[1], now.open[20]], [21, 100, 0, 100]);
  assert.deepEqual(nowOf([]), { open: [], total: 0, came: [], cameAWeek: 0, closedAWeek: 0, weeks: 0 });
});

test('as many can be closed as come: the backlog stays near 300; 25 people reach 150 surely, 20 hardly ever', () => {
  const now = nowOf(cells(60));
  const found = answerOf(now, planned);
  assert.ok(Math.abs((found.backlog.weeks.at(-1)?.middle ?? 0) - 300) < 40, `${found.backlog.weeks.at(-1)?.middle}`);
  assert.ok(Math.abs(found.keeping - 20) < 0.5);
  assert.ok((found.backlog.reached.at(-1) ?? 1) < 0.1);
  const [half, sure] = [found.half ?? NaN, found.sure ?? NaN];
  assert.ok(half <= sure && half > 20 && sure < 27, `${half} ${sure}`);
  assert.ok((answerOf(now, { ...planned, staff: sure }).backlog.reached.at(-1) ?? 0) > 0.85);
});

test('more people never make it longer, people who come later help later, and leave makes it longer', () => {
  const now = nowOf(cells(60));
  const middle = (more: Partial<Planned>, week = 25): number => answerOf(now, { ...planned, ...more }).backlog.weeks[week]?.middle ?? NaN;
  assert.ok(middle({ staff: 24 }) < middle({ staff: 20 }));
  assert.ok(middle({ later: 30, joining: 20 }) > middle({ later: 30, joining: 2 }));
  assert.ok(middle({ later: 30, joining: 2, learning: 20 }) > middle({ later: 30, joining: 2 }));
  assert.ok(middle({ away: 20 }) > middle({ away: 0 }));
});

test('the low line lies below the middle and the middle below the high, every week, and a target that no number reaches is said so', () => {
  const now = nowOf(cells(60));
  for (const { low, middle, high } of answerOf(now, planned).backlog.weeks) assert.ok(low <= middle && middle <= high);
  assert.equal(answerOf(now, { ...planned, rate: 0.01, target: 0 }).sure, undefined);
});

test('with half a year behind it the mean stands; with years, whatever did better: a season that repeats, or a level that wanders', () => {
  assert.equal(arrivalsOf(nowOf(cells(26)), 10).way, 'mean');
  const draw = seeded(5);
  const seasonal = cells(156, (ago) => poisson(draw, 60 + 50 * Math.sin((2 * Math.PI * ago) / 52)));
  assert.equal(arrivalsOf(nowOf(seasonal), 10).way, 'seasonal-naive');
  let level = 20;
  const walked = Array.from({ length: 156 }, () => (level = Math.max(4, level + 0.4 * normal(draw))) ** 2);
  const wandering = cells(156, (ago) => Math.round(walked[155 - ago] ?? 0));
  const found = arrivalsOf(nowOf(wandering), 10);
  assert.equal(found.way, 'local-level');
  assert.ok(found.at(0, 0) < found.at(0, 1) && Math.abs(found.at(0, 0) - (walked[155] ?? 0)) < 100);
});
