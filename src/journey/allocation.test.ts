// Until when a case stays with who has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { standingOf } from './allocation.ts';
import { emptyFile, type CaseFile } from './file.ts';
import { littleLaw } from './given.ts';

test('what people do keeps a case with who has it; what the program does by itself does not', () => {
  const step = (on: string, role: string) => ({ day: day(on), role }) as CaseFile['past'][number];
  const held = (past: CaseFile['past']) =>
    standingOf({ ...emptyFile, past, decision: { ...emptyFile.decision, allocatedTo: 'ada', ended: 'withdrawn' } }, littleLaw).heldUntil;
  const taken = step('2024-01-15', 'decision-maker');
  assert.equal(held([taken, step('2024-03-01', 'system')]), held([taken]));
  assert.notEqual(held([taken, step('2024-03-01', 'first-responder')]), held([taken]));
});
