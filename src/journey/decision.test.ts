// Deciding: findings on the test of the day, the second person, the recovery period, pauses, disqualification.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { addDays, day } from '#base/day.ts';
import { allocate, answer, ask, assign, decide, decideAlone, propose, sendBack } from './decision.ts';
import { adult, allMet, assuming, child, given, littleLaw, move, noPurpose, on, type Move } from './given.ts';
import { refer } from './referral.ts';
import { disqualify, proposeDisqualification, resume, suspend } from './suspension.ts';
import { found, turnedEighteen, wentMissing, withdraw } from './presence.ts';
import { recordConsent } from './referral.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const assigned = (facts = adult, text = '2024-01-08'): Move[] => [
  move(refer, facts, on(text)),
  move(assign, { detained: false, area: null }, on(text)),
  move(allocate, { to: 'ada' }, on(text)),
];
const positive = (stage: string, text: string): Move => move(decideAlone, { stage, outcome: 'positive', findings: allMet }, on(text));
const negative = (stage: string, text: string): Move[] => [
  move(propose, { stage, outcome: 'negative', findings: noPurpose }, on(text)),
  move(decide, { stage, round: 1, outcome: 'negative' }, on(text, 'ben')),
];

test('the law says which authority decides', () => {
  assert.equal(given(...assigned()).decision.authority, 'central');
  const panel = given(move(refer, child, on('2024-01-08')), move(assign, { detained: false, area: 'here' }, on('2024-01-08')));
  assert.equal(panel.decision.authority, 'local-panel');
});

test('a positive needs no second person', () => {
  const file = given(...assigned(), positive('first', '2024-01-10'));
  assert.deepEqual(
    file.decision.made.map(({ outcome, maker, checker, day }) => [outcome, maker, checker, day]),
    [['positive', 'ada', null, '2024-01-10']],
  );
  assert.equal(file.support.state, 'recovery');
});

test('a negative does not stand until a second person confirms it', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  const alone = decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2024-01-10', 'ada'));
  assert.ok(!alone.ok);
  assert.deepEqual([alone.code, alone.because[0]?.rule], ['second-person-needed', 'little.second-person']);
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2024-01-10', 'ben'))), 'allowed');
  assert.equal(
    refused(decideAlone(given(...assigned()), { stage: 'first', outcome: 'negative', findings: noPurpose }, littleLaw, on('2024-01-10'))),
    'second-person-needed',
  );
});

test('the second person may send it back, and a colleague does not overwrite a proposal', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  assert.equal(refused(propose(waits, { stage: 'first', outcome: 'positive', findings: allMet }, littleLaw, on('2024-01-10', 'ben'))), 'proposal-waiting');
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'positive' }, littleLaw, on('2024-01-10', 'ben'))), 'proposal-changed');
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2024-01-09', 'ben'))), 'before-proposal');
  const back = sendBack(waits, { stage: 'first' }, littleLaw, on('2024-01-11', 'ben'));
  assert.ok(back.ok);
  assert.equal(refused(sendBack(given(...assigned()), { stage: 'first' }, littleLaw, on('2024-01-11'))), 'nothing-proposed');
  assert.equal(refused(decide(given(...assigned()), { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2024-01-11'))), 'nothing-proposed');
});

test('every part of the test needs a finding, and the outcome must follow from the findings', () => {
  const file = given(...assigned());
  const tried = (outcome: 'positive' | 'negative', findings: Record<string, 'met' | 'not-met' | 'not-needed'>) =>
    refused(propose(file, { stage: 'first', outcome, findings }, littleLaw, on('2024-01-10')));
  assert.equal(tried('positive', { act: 'met', purpose: 'met' }), 'finding-needed');
  assert.equal(tried('positive', noPurpose), 'positive-needs-all');
  assert.equal(tried('negative', allMet), 'negative-needs-one');
  assert.equal(tried('positive', { ...allMet, means: 'not-needed' }), 'needed-after-all');
  assert.equal(tried('positive', { ...allMet, colour: 'met' }), 'finding-unknown');
  assert.equal(refused(propose(file, { stage: 'third', outcome: 'positive', findings: allMet }, littleLaw, on('2024-01-10'))), 'no-such-stage');
});

test('for a child, or somebody who may be one, the means need not be shown', () => {
  for (const age of ['child', 'not-sure'] as const) {
    const file = given(...assigned({ ...child, age }));
    assert.equal(
      refused(propose(file, { stage: 'first', outcome: 'positive', findings: { ...allMet, means: 'not-needed' } }, littleLaw, on('2024-01-10'))),
      'allowed',
    );
    assert.equal(
      refused(propose(file, { stage: 'first', outcome: 'negative', findings: { ...allMet, means: 'not-met' } }, littleLaw, on('2024-01-10'))),
      'negative-needs-one',
    );
  }
});

test('a decision rests on the test of its own day: findings made under the earlier test are made again', () => {
  const waits = given(
    ...assigned(adult, '2023-01-25'),
    move(propose, { stage: 'first', outcome: 'negative', findings: { act: 'met', purpose: 'not-met' } }, on('2023-01-29')),
  );
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2023-01-29', 'ben'))), 'allowed');
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2023-01-30', 'ben'))), 'test-changed');
});

for (const [opened, lastForbidden] of [
  ['2022-12-12', '2023-01-26'],
  ['2022-12-13', '2023-01-12'],
  ['2024-01-10', '2024-02-09'],
] as const) {
  test(`a final decision is first possible the day after ${lastForbidden} when the recovery period opened on ${opened}`, () => {
    const findings = opened < '2023-01-30' ? ({ act: 'met', purpose: 'met' } as const) : allMet;
    const file = given(...assigned(adult, opened), move(decideAlone, { stage: 'first', outcome: 'positive', findings }, on(opened)));
    const early = decideAlone(file, { stage: 'final', outcome: 'positive', findings: allMet }, littleLaw, on(lastForbidden));
    assert.ok(!early.ok);
    assert.deepEqual([early.code, early.because[0]?.rule], ['recovery-minimum', 'little.clock.recovery-minimum']);
    assert.equal(
      refused(decideAlone(file, { stage: 'final', outcome: 'positive', findings: allMet }, littleLaw, on(addDays(day(lastForbidden), 1)))),
      'allowed',
    );
  });
}

test('a final decision follows only a positive first one, and each is made once', () => {
  const tried = (file: ReturnType<typeof given>, stage: string) =>
    refused(propose(file, { stage, outcome: 'positive', findings: allMet }, littleLaw, on('2024-06-01')));
  assert.equal(tried(given(...assigned()), 'final'), 'earlier-stage-first');
  assert.equal(tried(given(...assigned(), ...negative('first', '2024-01-10')), 'final'), 'earlier-stage-first');
  assert.equal(tried(given(...assigned(), positive('first', '2024-01-10')), 'first'), 'already-decided');
  assert.equal(tried(given(...assigned(), positive('first', '2024-01-10'), positive('final', '2024-03-01')), 'final'), 'already-decided');
  assert.equal(tried(given(move(refer, adult, on('2024-01-08'))), 'first'), 'not-assigned');
});

test('a paused case is not decided until it is taken up again', () => {
  const paused = [...assigned(), move(suspend, { why: 'no-information' }, on('2024-01-10'))];
  assert.equal(refused(propose(given(...paused), { stage: 'first', outcome: 'positive', findings: allMet }, littleLaw, on('2024-01-11'))), 'suspended');
  assert.equal(refused(suspend(given(...paused), { why: 'no-information' }, littleLaw, on('2024-01-11'))), 'already-suspended');
  assert.equal(refused(resume(given(...paused), {}, littleLaw, on('2024-01-09'))), 'before-it-began');
  assert.equal(refused(resume(given(...assigned()), {}, littleLaw, on('2024-01-09'))), 'not-suspended');
  const again = given(...paused, move(resume, {}, on('2024-01-12')), positive('first', '2024-01-12'));
  assert.equal(again.decision.made.length, 1);
  assert.equal(
    refused(
      suspend(given(...assigned(), positive('first', '2024-01-10'), positive('final', '2024-03-01')), { why: 'no-information' }, littleLaw, on('2024-03-02')),
    ),
    'nothing-to-decide',
  );
});

test('while we have lost contact a case is decided only where what is held is said to be enough', () => {
  const file = given(...assigned(), move(wentMissing, {}, on('2024-01-09')));
  const what = { stage: 'first', outcome: 'positive', findings: allMet } as const;
  assert.equal(refused(propose(file, what, littleLaw, on('2024-01-10'))), 'person-missing');
  assert.equal(refused(decideAlone(file, { ...what, enoughWithout: true }, littleLaw, on('2024-01-10'))), 'allowed');
  assert.equal(refused(suspend(given(...assigned()), { why: 'missing' }, littleLaw, on('2024-01-10'))), 'not-missing');
  assert.equal(refused(suspend(file, { why: 'missing' }, littleLaw, on('2024-01-10'))), 'allowed');
  const back = given(...assigned(), move(wentMissing, {}, on('2024-01-09')), move(found, {}, on('2024-01-11')), positive('first', '2024-01-12'));
  assert.equal(back.presence.state, 'present');
});

test('nothing is decided in a case that has ended', () => {
  const file = given(...assigned(), move(withdraw, { by: 'person' }, on('2024-01-10')));
  assert.equal(refused(propose(file, { stage: 'first', outcome: 'positive', findings: allMet }, littleLaw, on('2024-01-11'))), 'case-ended');
});

test('a question has its day from the law, or from the asker where the law sets none', () => {
  const file = given(...assigned(), move(ask, { question: 'q1', to: 'referrer' }, on('2024-01-10')));
  assert.equal(file.decision.questions[0]?.by, '2024-01-24');
  assert.equal(refused(ask(file, { question: 'q1', to: 'referrer' }, littleLaw, on('2024-01-10'))), 'already-asked');
  const old = given(...assigned(adult, '2022-06-01'));
  assert.equal(refused(ask(old, { question: 'q1', to: 'lawyer' }, littleLaw, on('2022-06-02'))), 'deadline-needed');
  assert.equal(refused(ask(old, { question: 'q1', to: 'lawyer', by: day('2022-06-20') }, littleLaw, on('2022-06-02'))), 'allowed');
});

test('an answer is welcome after its day, and once', () => {
  const asked = [...assigned(), move(ask, { question: 'q1', to: 'referrer' }, on('2024-01-10'))];
  const file = given(...asked, move(answer, { question: 'q1' }, on('2024-03-01')));
  assert.equal(file.decision.questions[0]?.answered, '2024-03-01');
  assert.equal(refused(answer(file, { question: 'q1' }, littleLaw, on('2024-03-02'))), 'already-answered');
  assert.equal(refused(answer(file, { question: 'q9' }, littleLaw, on('2024-03-02'))), 'not-asked');
});

test('somebody who turned 18 is asked before the final decision, and a no ends the case', () => {
  const young = [
    ...assigned(child),
    move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10')),
    move(turnedEighteen, {}, on('2024-02-01')),
  ];
  const said = { at18: true, textVersion: '1', language: 'en', interpreter: 'independent' } as const;
  assert.equal(given(...young).consent.at18, 'asked');
  assert.equal(
    refused(propose(given(...young), { stage: 'final', outcome: 'positive', findings: allMet }, littleLaw, on('2024-03-01'))),
    'consent-at-18-needed',
  );
  const stays = given(...young, move(recordConsent, { ...said, consent: 'given' }, on('2024-02-02')), positive('final', '2024-03-01'));
  assert.equal(stays.decision.made.length, 2);
  const leaves = given(...young, move(recordConsent, { ...said, consent: 'refused' }, on('2024-02-02')));
  assert.deepEqual([leaves.decision.ended, leaves.consent.at18, leaves.support.state], ['no-consent-at-18', 'refused', 'ended']);
  assert.equal(refused(recordConsent(given(...assigned(child)), { ...said, consent: 'given' }, littleLaw, on('2024-02-02'))), 'not-asked-at-18');
  assert.equal(refused(turnedEighteen(given(...assigned()), {}, littleLaw, on('2024-02-02'))), 'already-adult');
});

test('a person is disqualified only after a positive, on a ground of that day’s law, by two persons', () => {
  const file = given(
    ...assigned(adult, '2023-01-25'),
    move(decideAlone, { stage: 'first', outcome: 'positive', findings: { act: 'met', purpose: 'met' } }, on('2023-01-26')),
  );
  const tried = (text: string, assessed = false) => proposeDisqualification(file, { ground: 'public-order', assessed }, littleLaw, on(text));
  assert.equal(refused(tried('2023-01-29')), 'law-silent');
  assert.equal(refused(tried('2023-01-30')), 'allowed');
  assert.equal(refused(tried('2024-01-01')), 'assessment-first');
  assert.equal(refused(tried('2024-01-01', true)), 'allowed');
  assert.equal(refused(proposeDisqualification(given(...assigned()), { ground: 'bad-faith', assessed: true }, littleLaw, on('2024-01-10'))), 'positive-first');
  const proposed = [...assigned(), positive('first', '2024-01-10'), move(proposeDisqualification, { ground: 'bad-faith', assessed: true }, on('2024-01-20'))];
  assert.equal(refused(disqualify(given(...proposed), { ground: 'bad-faith' }, littleLaw, on('2024-01-21'))), 'second-person-needed');
  const file2 = given(...proposed, move(disqualify, { ground: 'bad-faith' }, on('2024-01-21', 'ben')));
  assert.deepEqual([file2.overlay.disqualified, file2.overlay.ground, file2.support.state], ['2024-01-21', 'bad-faith', 'ended']);
  assert.equal(refused(proposeDisqualification(file2, { ground: 'bad-faith', assessed: true }, littleLaw, on('2024-01-22'))), 'already-disqualified');
});

test('a negative rests on the rule of the second person: while that is assumed and unconfirmed it waits', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, assuming('secondPerson'), on('2024-01-10'))), 'rule-not-confirmed');
});
