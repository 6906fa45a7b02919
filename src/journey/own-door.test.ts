// A door as its ledger tells it: one at a time, shut by either side, and a call for help that is not rung twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { closeDoor, complain, evolveDoor, giveDoor, hearComplaint, noDoor, openDoor, raiseAlarm, seeAlarm, type DoorEvent, type OwnDoor } from './own-door.ts';

const at = (minute: number) => ({ by: 'willow', now: instant(`2024-01-15T09:${String(minute).padStart(2, '0')}:00Z`) });
const record = (own: OwnDoor) => ({ since: '2024-01-15', own });
const after = (own: OwnDoor, outcome: Outcome<DoorEvent>): OwnDoor => {
  assert.ok(outcome.ok);
  return outcome.events.reduce(evolveDoor, own);
};
const code = (outcome: Outcome<DoorEvent>): string => (outcome.ok ? 'done' : outcome.code);

test('new words shut the door of the old ones in the same act', () => {
  const one = after(noDoor, giveDoor(record(noDoor), { door: 'a' }, at(1)));
  const outcome = giveDoor(record(one), { door: 'b' }, at(2));
  assert.deepEqual(outcome.ok && outcome.events.map((event) => event.kind), ['DoorClosed', 'DoorGiven']);
  assert.equal(openDoor(record(after(one, outcome)))?.door, 'b');
});

test('a record that never opened gives no door, and a door that is shut is not shut again', () => {
  assert.equal(code(giveDoor({ since: null, own: noDoor }, { door: 'a' }, at(1))), 'no-open-support');
  const given = after(noDoor, giveDoor(record(noDoor), { door: 'a' }, at(1)));
  const shut = after(given, closeDoor(record(given), 'by-person', { by: 'a', now: at(2).now }));
  assert.equal(openDoor(record(shut)), undefined);
  assert.equal(code(closeDoor(record(shut), 'by-worker', at(3))), 'already-so');
});

test('a call for help rings once until somebody has looked, outlives the door, and rings anew after that', () => {
  const given = after(noDoor, giveDoor(record(noDoor), { door: 'a' }, at(1)));
  const rung = after(given, raiseAlarm(record(given), 'a', at(2).now));
  assert.equal(rung.alarm, at(2).now);
  assert.deepEqual(raiseAlarm(record(rung), 'a', at(3).now), { ok: true, events: [] });
  const shut = after(rung, closeDoor(record(rung), 'by-person', at(4)));
  assert.equal(shut.alarm, at(2).now, 'who made them open it may have shut it');
  const seen = after(shut, seeAlarm(record(shut), at(5)));
  assert.equal(seen.alarm, null);
  assert.equal(code(seeAlarm(record(seen), at(6))), 'already-so');
  assert.equal(after(seen, raiseAlarm(record(seen), 'a', at(7).now)).alarm, at(7).now);
});

test('a complaint is counted when it is made, and dealt with once', () => {
  const made = after(noDoor, complain(record(noDoor), 1));
  const heard = after(made, hearComplaint(record(made), 1, 'sycamore'));
  assert.deepEqual(heard.complaints, { made: 1, heard: [1] });
  assert.equal(code(hearComplaint(record(heard), 1, 'laurel')), 'already-so');
});
