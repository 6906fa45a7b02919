// Until when a case stays with who has it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { standingOf } from './allocation.ts';
import { allocate, assign, decide, decideAlone, propose } from './decision.ts';
import { emptyFile, type CaseFile } from './file.ts';
import { adult, allMet, given, littleLaw, move, noPurpose, on, type Move } from './given.ts';
import { refer } from './referral.ts';
import { review } from './second.ts';

test('what people do keeps a case with who has it; what the program does by itself does not', () => {
  const step = (on: string, role: string) => ({ day: day(on), role }) as CaseFile['past'][number];
  const held = (past: CaseFile['past']) =>
    standingOf({ ...emptyFile, past, decision: { ...emptyFile.decision, allocatedTo: 'ada', ended: 'withdrawn' } }, littleLaw).heldUntil;
  const taken = step('2024-01-15', 'decision-maker');
  assert.equal(held([taken, step('2024-03-01', 'system')]), held([taken]));
  assert.notEqual(held([taken, step('2024-03-01', 'first-responder')]), held([taken]));
});

test('who judges a case that nobody has, or whose time has ended, has it from then on; who is the second of two does not', () => {
  const sent: Move[] = [move(refer, adult, on('2024-01-08')), move(assign, { detained: false, area: null }, on('2024-01-08'))];
  const has = (...moves: readonly Move[]) => given(...sent, ...moves).decision.allocatedTo;
  const negative = { stage: 'first', outcome: 'negative', findings: noPurpose } as const;
  const proposed = (text: string, by: string) => move(propose, negative, on(text, by));
  assert.equal(has(move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10', 'ben'))), 'ben');
  assert.equal(has(proposed('2024-01-10', 'ben')), 'ben');
  const hers = move(allocate, { to: 'ada' }, on('2024-01-09'));
  assert.equal(has(hers, proposed('2024-01-10', 'ben')), 'ada', 'what somebody has stays theirs');
  assert.equal(has(hers, proposed('2024-07-10', 'ben')), 'ada', 'half a year is not over');
  assert.equal(has(hers, proposed('2024-07-12', 'ben')), 'ben');
  const second = [move(review, negative, on('2024-01-11', 'cleo')), move(decide, { ...negative, round: 1 }, on('2024-01-11', 'cleo'))];
  assert.equal(has(proposed('2024-01-10', 'ben'), ...second), 'ben');
});
