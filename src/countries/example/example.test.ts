// The invented country runs: it answers every question, its rules are worded, its clocks count.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { rulesOf } from '#law/law.ts';
import { dueReport, lawReport } from '#law/report.ts';
import { example } from './example.ts';

test('every rule of Examplia speaks, in words and with its invented source', () => {
  const lines = lawReport(example, { on: day('2024-01-15') });
  assert.equal(lines.length, rulesOf(example).length);
  for (const line of lines) assert.ok(line.says.endsWith('.') && line.source.includes('invented'), line.id);
});

test('Examplia decides in three working days since 2023 and rests on Founding Day', () => {
  const due = (from: string) => dueReport(example, { clock: 'identification', nation: 'examplia', from: day(from) });
  assert.equal((due('2023-05-31') as { due: string }).due, '2023-06-06');
  assert.equal((due('2022-05-31') as { due: string }).due, '2022-06-15');
  assert.match(
    (dueReport(example, { clock: 'move-on-after-negative', nation: 'examplia', from: day('2024-01-15') }) as { none: string }).none,
    /sets no such period/,
  );
});

test('Examplia has one stage with a test for it', () => {
  assert.deepEqual(
    example.stages.map((stage) => stage.id),
    Object.keys(example.test),
  );
  assert.equal(example.exploitationLabel(['sexual', 'labour']), 'Work and Sex');
  assert.equal(example.nationalityLabel(['examplian']), 'Examplian');
});
