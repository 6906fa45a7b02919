// In part what tests/capture.prove.ts tries in full: how often limits hold a truth that is known.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage } from '#tests/capture/coverage.ts';
import { uk4, uk5 } from '#tests/capture/published.ts';
import { countsIn, toolsFor } from './otherwise.ts';
import { independent, stepwise } from './stepwise.ts';

test('of 60 tables drawn from a population of pairs the limits hold the truth in most; where three lists depend jointly the stepwise ones seldom do', () => {
  const { model } = stepwise(toolsFor(4), countsIn(uk4), 0.02);
  const held = coverage({ name: '', table: uk4, model }, 'stepwise', 60, 400, 3);
  assert.ok(held.held >= 48, `${held.held} of 60`);
  const joint = coverage({ name: '', table: uk5, model: [...independent(5), 3, 5, 6, 12, 18, 7] }, 'stepwise', 30, 400, 3);
  assert.ok(joint.held <= 24, `${joint.held} of 30`);
  assert.ok(joint.above > joint.below, 'the truth is then above: too few are estimated');
});
