// Whole cases under the law of the United Kingdom, by date: the changes of rule that real cases lived through.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { addDays, day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { clocks } from '#journey/clocks.ts';
import { ask, assign, decide, decideAlone, propose } from '#journey/decision.ts';
import type { Act } from '#journey/events.ts';
import { emptyFile, type CaseFile } from '#journey/file.ts';
import { adult, allMet, child, given, move, noPurpose, type Move } from '#journey/given.ts';
import { mayNotify, refer, type ReferralFacts } from '#journey/referral.ts';
import { askReconsideration } from '#journey/review.ts';
import { review } from '#journey/second.ts';
import { proposeDisqualification } from '#journey/suspension.ts';

const RG = 'reasonable-grounds';
const CG = 'conclusive-grounds';
const on = (text: string, by = 'ada', nation = 'england'): Act => ({ day: day(text), by, nation, confirmed: 'practice' });
/** With nothing confirmed, as in an installation on its first day. */
const bare = (text: string, by = 'ada', nation = 'england'): Act => ({ ...on(text, by, nation), confirmed: new Set() });
const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent = (text: string, nation = 'england', facts: ReferralFacts = adult, area: string | null = null): Move[] => [
  move(refer, facts, on(text, 'ada', nation), uk),
  move(assign, { detained: false, area }, on(text, 'ada', nation), uk),
];
const positive = (stage: string, text: string): Move => move(decideAlone, { stage, outcome: 'positive', findings: allMet }, on(text), uk);
const negative = (stage: string, text: string): Move[] => [
  move(propose, { stage, outcome: 'negative', findings: noPurpose }, on(text), uk),
  move(review, { stage, outcome: 'negative', findings: noPurpose }, on(text, 'ben'), uk),
  move(decide, { stage, round: 1, outcome: 'negative' }, on(text, 'ben'), uk),
];
const due = (file: CaseFile, name: string) => clocks(file, uk).find((clock) => clock.name === name)?.due;
const conclusive = (file: CaseFile, text: string, act = on(text)) => decideAlone(file, { stage: CG, outcome: 'positive', findings: allMet }, uk, act);

for (const [nation, last] of [
  ['england', '2024-01-04'],
  ['scotland', '2024-01-05'],
] as const) {
  test(`a referral of 27 December 2023 in ${nation} is aimed at by ${last}: each nation keeps its own bank holidays`, () => {
    assert.equal(due(given(...sent('2023-12-27', nation)), RG), last);
  });
}

test('a child in Hull goes to the council’s panel with its 45 days; somebody of unsure age has not since 30 June 2023', () => {
  const panel = given(...sent('2024-01-15', 'england', child, 'E06000010'));
  assert.deepEqual([panel.decision.authority, due(panel, 'child-panel-reasonable-grounds'), due(panel, RG)], ['local-panel', '2024-02-29', undefined]);
  const unsure = given(...sent('2024-01-15', 'england', { ...child, age: 'not-sure' }, 'E06000010'));
  assert.deepEqual([unsure.decision.authority, due(unsure, RG)], ['sca', '2024-01-22']);
});

for (const [opened, last] of [
  ['2022-12-12', '2023-01-26'],
  ['2022-12-13', '2023-01-12'],
  ['2024-01-31', '2024-03-01'],
] as const) {
  test(`a recovery period opened on ${opened} ends on ${last}, and a conclusive decision is first lawful the day after`, () => {
    const file = given(...sent(opened), positive(RG, opened));
    const early = conclusive(file, last);
    assert.ok(!early.ok);
    assert.deepEqual([early.code, early.because[0]?.rule], ['recovery-minimum', 'uk.recovery-minimum']);
    assert.equal(refused(conclusive(file, addDays(day(last), 1))), 'allowed');
  });
}

test('in Scotland the recovery period rests on an unconfirmed source: the conclusive decision waits until it is confirmed', () => {
  const file = given(...sent('2024-01-08', 'scotland'), positive(RG, '2024-01-10'));
  const act = bare('2024-06-01', 'ada', 'scotland');
  const waits = conclusive(file, '2024-06-01', act);
  assert.ok(!waits.ok);
  assert.deepEqual([waits.code, waits.because[0]?.rule], ['rule-not-confirmed', 'uk.recovery-minimum']);
  assert.equal(refused(conclusive(file, '2024-06-01', { ...act, confirmed: new Set(['uk.recovery-minimum']) })), 'allowed');
});

test('a proposal made under the test of January 2023 is made again once the evidence requirement was given up', () => {
  const file = given(
    ...sent('2023-06-20'),
    move(propose, { stage: RG, outcome: 'negative', findings: noPurpose }, on('2023-06-27'), uk),
    move(review, { stage: RG, outcome: 'negative', findings: noPurpose }, on('2023-06-27', 'ben'), uk),
  );
  const seen = { stage: RG, round: 1, outcome: 'negative' } as const;
  assert.equal(refused(decide(file, seen, uk, on('2023-06-27', 'ben'))), 'allowed');
  const outcome = decide(file, seen, uk, on('2023-06-28', 'ben'));
  assert.ok(!outcome.ok);
  assert.deepEqual([outcome.code, outcome.because[0]?.from], ['test-changed', '2023-06-28']);
});

test('an adult’s informed refusal opens a notification in England since 1 November 2015, and none in Scotland', () => {
  const facts = { age: 'adult', consent: 'refused', by: 'police-x', byKind: 'police' } as const;
  assert.equal(refused(mayNotify(facts, uk, on('2015-10-31'))), 'no-duty-to-notify');
  assert.equal(refused(mayNotify(facts, uk, on('2015-11-01'))), 'allowed');
  assert.equal(refused(mayNotify({ ...facts, byKind: 'ngo' }, uk, on('2024-01-15'))), 'no-duty-to-notify');
  const scotland = mayNotify(facts, uk, on('2024-01-15', 'ada', 'scotland'));
  assert.ok(!scotland.ok);
  assert.deepEqual([scotland.code, scotland.because[0]?.rule], ['no-duty-to-notify', 'uk.duty-to-notify']);
});

test('a health trust refers in Northern Ireland and not in England', () => {
  const trust = { ...adult, by: 'trust-x', byKind: 'health-trust' };
  assert.equal(refused(refer(emptyFile, trust, uk, on('2024-01-15', 'ada', 'northern-ireland'))), 'allowed');
  assert.equal(refused(refer(emptyFile, trust, uk, on('2024-01-15'))), 'may-not-refer');
});

test('nobody is disqualified before 30 January 2023; since January 2024 only after the risk was assessed', () => {
  const file = given(...sent('2023-01-20'), positive(RG, '2023-01-23'));
  const tried = (text: string, assessed: boolean) =>
    refused(proposeDisqualification(file, { ground: 'public-order', assessed, on: ['other-evidence'] }, uk, on(text)));
  assert.equal(tried('2023-01-29', true), 'not-a-ground');
  assert.equal(tried('2023-01-30', false), 'allowed');
  assert.equal(tried('2024-01-15', false), 'assessment-first');
  assert.equal(tried('2024-01-15', true), 'allowed');
});

test('a negative of 11 February 2024 may be questioned at any time, one of the 12th for thirty days', () => {
  const request = { stage: RG, by: 'referrer', ground: 'new-evidence' } as const;
  assert.equal(refused(askReconsideration(given(...sent('2024-02-08'), ...negative(RG, '2024-02-11')), request, uk, on('2025-02-01'))), 'allowed');
  const later = given(...sent('2024-02-08'), ...negative(RG, '2024-02-12'));
  assert.equal(due(later, 'reconsideration'), '2024-03-13');
  assert.equal(refused(askReconsideration(later, request, uk, on('2024-03-13'))), 'allowed');
  assert.equal(refused(askReconsideration(later, request, uk, on('2024-03-14'))), 'out-of-time');
  assert.equal(refused(askReconsideration(later, request, uk, bare('2024-03-14'))), 'rule-not-confirmed', 'nobody loses the right to ask by our guess');
});

test('before February 2024 a lawyer asks through the referrer or the support provider', () => {
  const file = given(...sent('2024-01-08'), ...negative(RG, '2024-01-10'));
  assert.equal(refused(askReconsideration(file, { stage: RG, by: 'lawyer', ground: 'new-evidence' }, uk, on('2024-02-11'))), 'may-not-ask');
  assert.equal(refused(askReconsideration(file, { stage: RG, by: 'lawyer', ground: 'new-evidence' }, uk, on('2024-02-12'))), 'allowed');
});

test('support runs to the later in England and to the earlier in Scotland', () => {
  const england = [...sent('2024-01-08'), positive(RG, '2024-01-15')];
  assert.deepEqual(
    [due(given(...england), 'support-period'), due(given(...england, positive(CG, '2024-06-03')), 'support-period')],
    ['2024-02-14', '2024-06-03'],
  );
  const scotland = [...sent('2024-01-08', 'scotland'), positive(RG, '2024-01-15')];
  assert.deepEqual(
    [due(given(...scotland), 'support-period'), due(given(...scotland, positive(CG, '2024-03-04')), 'support-period')],
    ['2024-04-14', '2024-03-04'],
  );
});

test('after a positive conclusive decision support goes on for 45 days in Wales; in Scotland the law sets no such period', () => {
  const wales = given(...sent('2024-01-08', 'wales'), positive(RG, '2024-01-15'), positive(CG, '2024-06-03'));
  assert.equal(due(wales, 'move-on-after-positive'), '2024-07-18');
  const scotland = given(...sent('2024-01-08', 'scotland'), positive(RG, '2024-01-15'), positive(CG, '2024-06-03'));
  assert.equal(due(scotland, 'move-on-after-positive'), undefined);
});

test('the length of time to answer a question is unconfirmed: a question that names its own day is asked all the same', () => {
  const file = given(...sent('2024-01-08'));
  assert.equal(refused(ask(file, { question: 'q1', to: 'referrer' }, uk, bare('2024-01-10'))), 'rule-not-confirmed');
  const asked = ask(file, { question: 'q1', to: 'referrer', by: day('2024-01-31') }, uk, bare('2024-01-10'));
  assert.ok(asked.ok);
  assert.deepEqual(asked.events[0], { kind: 'Asked', question: 'q1', to: 'referrer', by: '2024-01-31' });
});
