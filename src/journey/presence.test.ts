// Missing, found, gone, died, withdrawn, 18, duplicate: each changes its own axis.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { assign, decideAlone } from './decision.ts';
import { adult, allMet, child, given, littleLaw, move, on } from './given.ts';
import { died, found, leftCountry, markDuplicate, turnedEighteen, undoDuplicate, wentMissing, withdraw } from './presence.ts';
import { refer } from './referral.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent = [move(refer, adult, on('2024-01-08')), move(assign, { detained: false, area: null }, on('2024-01-08'))];
const young = [move(refer, child, on('2024-01-08')), move(assign, { detained: false, area: null }, on('2024-01-08'))];
const positive = move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10'));
const final = move(decideAlone, { stage: 'final', outcome: 'positive', findings: allMet }, on('2024-03-01'));

test('going missing and being found changes where the person is, and nothing else', () => {
  const before = given(...sent, positive);
  const missing = given(...sent, positive, move(wentMissing, {}, on('2024-01-20')));
  assert.deepEqual(missing.presence, { state: 'missing', since: '2024-01-20' });
  assert.deepEqual([missing.decision, missing.support, missing.consent, missing.overlay], [before.decision, before.support, before.consent, before.overlay]);
  assert.equal(refused(wentMissing(missing, {}, littleLaw, on('2024-01-21'))), 'already-so');
  assert.equal(refused(found(missing, {}, littleLaw, on('2024-01-19'))), 'before-it-began');
  assert.equal(refused(found(before, {}, littleLaw, on('2024-01-21'))), 'not-missing');
  assert.equal(given(...sent, move(wentMissing, {}, on('2024-01-20')), move(found, {}, on('2024-01-22'))).presence.state, 'present');
});

test('an adult withdraws until the final decision; a child cannot, nor somebody who may be one', () => {
  assert.equal(given(...sent, positive, move(withdraw, { by: 'person' }, on('2024-02-01'))).support.state, 'ended');
  assert.equal(refused(withdraw(given(...sent, positive, final), { by: 'person' }, littleLaw, on('2024-03-02'))), 'nothing-to-decide');
  for (const age of ['child', 'not-sure'] as const) {
    const outcome = withdraw(given(move(refer, { ...child, age }, on('2024-01-08'))), { by: 'person' }, littleLaw, on('2024-01-10'));
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.code, outcome.because[0]?.rule], ['child-cannot-withdraw', 'little.consent-needed']);
  }
});

test('an adult who left before the first decision may be treated as withdrawn; afterwards not', () => {
  assert.equal(refused(withdraw(given(...sent), { by: 'left-country' }, littleLaw, on('2024-01-09'))), 'has-not-left');
  const gone = [...sent, move(leftCountry, {}, on('2024-01-09'))];
  assert.equal(refused(leftCountry(given(...gone), {}, littleLaw, on('2024-01-10'))), 'already-so');
  assert.equal(given(...gone, move(withdraw, { by: 'left-country' }, on('2024-01-10'))).decision.ended, 'left-country');
  assert.equal(refused(withdraw(given(...gone, positive), { by: 'left-country' }, littleLaw, on('2024-01-12'))), 'has-not-left');
});

test('a death ends the case and the support, and is recorded once', () => {
  const file = given(...sent, positive, move(died, {}, on('2024-02-01')));
  assert.deepEqual([file.presence.state, file.decision.ended, file.support.state], ['died', 'died', 'ended']);
  assert.equal(refused(died(file, {}, littleLaw, on('2024-02-02'))), 'person-died');
});

test('turning 18 is recorded once, and consent is then due', () => {
  const file = given(...young, positive, move(turnedEighteen, {}, on('2024-02-01')));
  assert.deepEqual([file.age, file.consent.at18, file.ageThen], ['adult', 'asked', 'child']);
  assert.equal(refused(turnedEighteen(file, {}, littleLaw, on('2024-02-02'))), 'already-adult');
});

test('a duplicate leaves, and comes back as it was when that was a mistake', () => {
  const file = given(...sent, positive, move(markDuplicate, { of: 'another-file' }, on('2024-02-01')));
  assert.deepEqual([file.decision.ended, file.decision.duplicateOf], ['duplicate', 'another-file']);
  const back = given(...sent, positive, move(markDuplicate, { of: 'another-file' }, on('2024-02-01')), move(undoDuplicate, {}, on('2024-02-02')));
  assert.deepEqual(back.decision, given(...sent, positive).decision);
  assert.equal(refused(undoDuplicate(back, {}, littleLaw, on('2024-02-03'))), 'not-a-duplicate');
  assert.equal(refused(markDuplicate(back, { of: 'this-file' }, littleLaw, on('2024-02-03'))), 'duplicate-of-itself');
});
