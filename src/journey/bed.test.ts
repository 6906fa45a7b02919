// A bed for tonight: it rings until somebody takes it on, again where no place is found, and goes up where nobody comes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMinutes, day, instant, type Instant } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { inForce } from '#law/rule.ts';
import { askBed, isOpen, ringing, settleBed, takeBed } from './bed.ts';
import { littleLaw } from './given.ts';
import { endSupport, openSupport, supportStream, type Support, type SupportEvent } from './support.ts';

const midnight = instant('2024-01-15T00:00:00Z');
const at = (minutes: number): Instant => addMinutes(midnight, minutes);
const rule = inForce(littleLaw.bedAlarm, day('2024-01-15'), 'north');
const after = (state: Support, outcome: Outcome<SupportEvent>): Support => {
  assert.ok(outcome.ok, (outcome as Refused).code);
  return outcome.events.reduce((now, event) => supportStream.evolve(now, { event, day: day('2024-01-15') } as Recorded<SupportEvent>), state);
};
const refused = (outcome: Outcome<SupportEvent>): Refused => outcome as Refused;
const opened = after(supportStream.start, openSupport(supportStream.start, { nation: 'north', because: 'emergency' }));
const asked = after(opened, askBed(opened, { now: at(0) }));
const taken = after(asked, takeBed(asked, { by: 'willow', now: at(25) }, rule));
const rings = (state: Support, minutes: number) => ringing(state.bed, rule.value, at(minutes));

test('a request rings at once, again at each tenth minute here, and after twenty minutes also for who stands above', () => {
  assert.deepEqual(rings(opened, 0), { rings: false });
  assert.deepEqual(rings(asked, 0), { rings: true, times: 1, up: false });
  assert.deepEqual(rings(asked, 9), { rings: true, times: 1, up: false });
  assert.deepEqual(rings(asked, 10), { rings: true, times: 2, up: false });
  assert.deepEqual(rings(asked, 19), { rings: true, times: 2, up: false });
  assert.deepEqual(rings(asked, 20), { rings: true, times: 3, up: true });
  assert.deepEqual(rings(asked, 100_000), { rings: true, times: 99, up: true });
});

test('whoever takes it on silences it for a while; without a place by then it rings again, and goes up again', () => {
  assert.deepEqual(rings(taken, 25), { rings: false });
  assert.deepEqual(rings(taken, 64), { rings: false });
  assert.deepEqual(rings(taken, 65), { rings: true, times: 1, up: false });
  assert.deepEqual(rings(taken, 85), { rings: true, times: 3, up: true });
});

test('what a colleague took on is theirs until it rings again, and the refusal names the rule', () => {
  const other = takeBed(taken, { by: 'hazel', now: at(30) }, rule);
  assert.equal(refused(other).code, 'bed-taken');
  assert.deepEqual(
    refused(other).because.map((one) => one.rule),
    ['little.bed-alarm'],
  );
  assert.equal(refused(takeBed(taken, { by: 'willow', now: at(30) }, rule)).code, 'already-so');
  const passed = after(taken, takeBed(taken, { by: 'hazel', now: at(65) }, rule));
  assert.deepEqual([passed.bed?.state, passed.bed?.by, passed.bed?.asked], ['taken', 'hazel', at(0)]);
  assert.equal(refused(settleBed(passed, 'found', { by: 'willow', now: at(70) })).code, 'bed-not-yours');
});

test('a place that is found ends it; no place found rings for everybody at once and can be taken on anew', () => {
  assert.equal(refused(settleBed(asked, 'found', { by: 'willow', now: at(1) })).code, 'bed-not-yours', 'nobody has taken it on');
  const found = after(taken, settleBed(taken, 'found', { by: 'willow', now: at(40) }));
  assert.deepEqual(rings(found, 1000), { rings: false });
  assert.equal(refused(takeBed(found, { by: 'hazel', now: at(41) }, rule)).code, 'no-open-bed');
  const none = after(taken, settleBed(taken, 'none', { by: 'willow', now: at(40) }));
  assert.ok(isOpen(none.bed));
  assert.deepEqual(rings(none, 40), { rings: true, times: 1, up: true });
  assert.deepEqual(rings(after(none, takeBed(none, { by: 'hazel', now: at(41) }, rule)), 42), { rings: false });
});

test('a bed is asked for once at a time, and not in a record that has ended', () => {
  assert.equal(refused(askBed(asked, { now: at(5) })).code, 'already-so');
  const away = after(asked, settleBed(asked, 'not-needed', { by: 'system', now: at(5) }));
  assert.deepEqual(rings(away, 6), { rings: false });
  assert.equal(askBed(away, { now: at(7) }).ok, true);
  const ended = after(opened, endSupport(opened, { why: 'moved-on' }, day('2024-01-15')));
  assert.equal(refused(askBed(ended, { now: at(5) })).code, 'no-open-support');
});
