// The order of harm: graver reasons first, the same for every reader.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { english } from '#base/words.ts';
import { addDays, day } from '#base/day.ts';
import { emptyFile, type CaseFile } from './file.ts';
import { adult, given, move, on } from './given.ts';
import { wentMissing, withdraw } from './presence.ts';
import { refer } from './referral.ts';
import { byHarmThenDue, reasonIn, reasons, urgency } from './urgency.ts';
import type { Need } from './events.ts';

const today = day('2024-01-15');
const needing = (...needs: Need[]): CaseFile => ({ ...emptyFile, needs });
const harm = (file: CaseFile, facts = {}) => urgency(file, facts, today).harm;

test('one graver reason outranks every lesser one together', () => {
  assert.ok(
    harm(needing('danger-now')) > harm(needing('still-held', 'bed-tonight', 'detained', 'arrested', 'charged', 'court', 'removal', 'visa-end', 'turning-18')),
  );
  assert.ok(harm(needing('still-held')) > harm(needing('detained', 'bed-tonight'), { courtOn: today, removalOn: today }));
});

test('court tomorrow outranks detention; court in a month does not', () => {
  assert.ok(harm(needing('court'), { courtOn: addDays(today, 1) }) > harm(needing('detained')));
  assert.ok(harm(needing('court'), { courtOn: addDays(today, 30) }) < harm(needing('detained')));
});

test('the nearer the removal, the graver', () => {
  assert.equal(urgency(needing('removal'), { removalOn: addDays(today, 7) }, today).reasons[0]?.code, 'removal-soon');
  assert.equal(urgency(needing('removal'), { removalOn: addDays(today, 8) }, today).reasons[0]?.code, 'removal');
  assert.equal(urgency(needing('removal'), {}, today).reasons[0]?.code, 'removal');
});

test('a date that has passed asks somebody to look, last of all', () => {
  const found = urgency(needing('court'), { courtOn: addDays(today, -1) }, today);
  assert.deepEqual(found.reasons, [{ code: 'date-passed', on: '2024-01-14' }]);
  assert.ok(found.harm > 0 && found.harm < harm(needing('visa-end')));
});

test('a date counts even where nobody ticked the need', () => {
  assert.equal(urgency(emptyFile, { courtOn: today }, today).reasons[0]?.code, 'court-soon');
});

test('lost contact presses; a case that has ended presses no more', () => {
  assert.equal(urgency(given(move(refer, adult, on('2024-01-08')), move(wentMissing, {}, on('2024-01-10'))), {}, today).reasons[0]?.code, 'missing');
  assert.equal(harm(given(move(refer, { ...adult, needs: ['danger-now'] }, on('2024-01-08')), move(withdraw, { by: 'person' }, on('2024-01-10')))), 0);
});

test('an adult does not turn 18', () => {
  assert.equal(harm(given(move(refer, adult, on('2024-01-08'))), { eighteenOn: addDays(today, 3) }), 0);
  assert.equal(urgency(emptyFile, { eighteenOn: addDays(today, 3) }, today).reasons[0]?.code, 'turning-18-soon');
});

test('every reason has words', () => {
  for (const code of reasons) assert.ok(reasonIn(english, code).length > 3);
});

test('harm outranks every due day, and the order is the same for every reader', () => {
  const row = fc.record({ harm: fc.nat(65535), due: fc.option(fc.integer({ min: 0, max: 999 }).map((n) => addDays(today, n))), id: fc.uuid() });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      const sorted = [...rows].sort(byHarmThenDue);
      assert.deepEqual([...rows].reverse().sort(byHarmThenDue), sorted);
      sorted.slice(1).forEach((next, i) => assert.ok((sorted[i]?.harm ?? 0) >= next.harm));
    }),
  );
});
