// Deciding: findings on the test of the day, the second person, the recovery period, pauses, disqualification.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { addDays, day } from '#base/day.ts';
import { allocate, answer, ask, assign, decide, decideAlone, propose, sendBack, type Judgement } from './decision.ts';
import type { CaseEvent, OutcomeCode } from './events.ts';
import type { CaseFile } from './file.ts';
import { adult, allMet, assuming, child, given, littleLaw, move, noPurpose, on, record, type Move } from './given.ts';
import { refer } from './referral.ts';
import { noteMismatch } from './mismatch.ts';
import { disqualify, proposeDisqualification, rejectDisqualification, resume, suspend } from './suspension.ts';
import { found, turnedEighteen, wentMissing, withdraw } from './presence.ts';
import { addInformation, recordConsent } from './referral.ts';
import { review, settle } from './second.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const assigned = (facts = adult, text = '2024-01-08'): Move[] => [
  move(refer, facts, on(text)),
  move(assign, { detained: false, area: null }, on(text)),
  move(allocate, { to: 'ada' }, on(text)),
];
const positive = (stage: string, text: string): Move => move(decideAlone, { stage, outcome: 'positive', findings: allMet }, on(text));
const negative = (stage: string, text: string): Move[] => [
  move(propose, { stage, outcome: 'negative', findings: noPurpose }, on(text)),
  move(review, { stage, outcome: 'negative', findings: noPurpose }, on(text, 'ben')),
  move(decide, { stage, round: 1, outcome: 'negative' }, on(text, 'ben')),
];

/** What a second person finds, as the act records it. */
function reviewed(file: CaseFile, outcome: OutcomeCode, findings: Judgement['findings'], text = '2024-01-10', by = 'ben'): CaseEvent {
  const found = review(file, { stage: 'first', outcome, findings }, littleLaw, on(text, by));
  assert.ok(found.ok, found.ok ? '' : found.code);
  const [event] = found.events;
  assert.ok(event);
  return event;
}

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
  const seen = { stage: 'first', round: 1, outcome: 'negative' } as const;
  assert.equal(
    refused(decide(waits, seen, littleLaw, on('2024-01-10', 'ben'))),
    'own-finding-first',
    'nobody agrees to what they have not looked at themselves',
  );
  const found = record(waits, [reviewed(waits, 'negative', noPurpose)], on('2024-01-10', 'ben'));
  assert.equal(refused(decide(found, seen, littleLaw, on('2024-01-10', 'ben'))), 'allowed');
  assert.equal(refused(decide(found, seen, littleLaw, on('2024-01-10', 'cleo'))), 'own-finding-first', 'and not by another’s finding');
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

test('where the second finding differs, neither stands: a manager who made neither takes one of them', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  const seen = { stage: 'first', round: 1 } as const;
  assert.equal(refused(settle(waits, { ...seen, take: 'first' }, littleLaw, on('2024-01-10', 'mo'))), 'no-difference');
  const differs = record(waits, [reviewed(waits, 'positive', allMet)], on('2024-01-10', 'ben'));
  for (const by of ['ben', 'cleo'])
    assert.equal(refused(decide(differs, { ...seen, outcome: 'negative' }, littleLaw, on('2024-01-11', by))), 'manager-decides', by);
  for (const by of ['ada', 'ben'])
    assert.equal(refused(settle(differs, { ...seen, take: 'first' }, littleLaw, on('2024-01-11', by))), 'third-person-needed', by);
  const made = (take: 'first' | 'second') => {
    const settled = settle(differs, { ...seen, take }, littleLaw, on('2024-01-11', 'mo'));
    assert.ok(settled.ok);
    const [one] = record(differs, settled.events, on('2024-01-11', 'mo')).decision.made;
    return [one?.outcome, one?.maker, one?.checker];
  };
  assert.deepEqual(made('first'), ['negative', 'ada', 'mo']);
  assert.deepEqual(made('second'), ['positive', 'ben', 'mo']);
  assert.equal(refused(settle(differs, { ...seen, round: 2, take: 'first' }, littleLaw, on('2024-01-11', 'mo'))), 'proposal-changed');
});

test('too little known counts against nobody before somebody was asked, once directly and once through worker or lawyer', () => {
  const findings = { ...allMet, means: 'not-known' } as const;
  const tried = (text: string, ...moves: readonly Move[]) =>
    propose(given(...assigned(), ...moves), { stage: 'first', outcome: 'negative', findings }, littleLaw, on(text));
  const direct = move(ask, { question: 'q1', to: 'referrer', by: day('2024-01-12') }, on('2024-01-09'));
  const through = move(ask, { question: 'q2', to: 'support', by: day('2024-01-12') }, on('2024-01-09'));
  const never = tried('2024-01-10');
  assert.ok(!never.ok);
  assert.deepEqual([never.code, never.because[0]?.rule], ['ask-first', 'little.asked-first']);
  assert.equal(refused(tried('2024-02-20', direct)), 'ask-first', 'nobody who stands beside the person was tried');
  const days = given(...assigned(), direct, through).decision.questions.map((one) => one.by);
  const last = days.toSorted().at(-1) ?? '';
  assert.equal(refused(tried(last, direct, through)), 'ask-first', 'the day for the answer is not over');
  assert.equal(refused(tried(addDays(day(last), 1), direct, through)), 'allowed');
  assert.equal(
    refused(tried('2024-01-10', direct, through, move(answer, { question: 'q2' }, on('2024-01-10')))),
    'allowed',
    'an answer is enough, whatever it says',
  );
  assert.equal(
    refused(propose(given(...assigned()), { stage: 'first', outcome: 'negative', findings: noPurpose }, littleLaw, on('2024-01-10'))),
    'allowed',
    'what speaks against it needs no question',
  );
  assert.equal(refused(propose(given(...assigned()), { stage: 'first', outcome: 'positive', findings }, littleLaw, on('2024-01-10'))), 'positive-needs-all');
});

test('one finding a person, by somebody else than the maker, on what is proposed now', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  const tried = (file: CaseFile, by: string, text = '2024-01-10') =>
    refused(review(file, { stage: 'first', outcome: 'negative', findings: noPurpose }, littleLaw, on(text, by)));
  assert.equal(tried(given(...assigned()), 'ben'), 'nothing-proposed');
  assert.equal(tried(waits, 'ada'), 'second-person-needed');
  assert.equal(tried(waits, 'ben', '2024-01-09'), 'before-proposal');
  const once = record(waits, [reviewed(waits, 'negative', noPurpose)], on('2024-01-10', 'ben'));
  assert.equal(tried(once, 'ben'), 'already-reviewed');
  assert.equal(tried(once, 'cleo'), 'allowed');
  const anew = record(once, [{ kind: 'Proposed', stage: 'first', round: 1, outcome: 'negative', findings: noPurpose, maker: 'ada' }], on('2024-01-11'));
  assert.equal(
    refused(decide(anew, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2024-01-11', 'ben'))),
    'own-finding-first',
    'what was found on an earlier proposal says nothing of this one',
  );
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
  const found = record(waits, [reviewed(waits, 'negative', { act: 'met', purpose: 'not-met' }, '2023-01-29')], on('2023-01-29', 'ben'));
  assert.equal(refused(decide(found, { stage: 'first', round: 1, outcome: 'negative' }, littleLaw, on('2023-01-29', 'ben'))), 'allowed');
  assert.equal(refused(review(waits, { stage: 'first', outcome: 'negative', findings: noPurpose }, littleLaw, on('2023-01-30', 'ben'))), 'test-changed');
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
  const tried = (text: string, assessed = false) =>
    proposeDisqualification(file, { ground: 'public-order', assessed, on: ['other-evidence'] }, littleLaw, on(text));
  assert.equal(refused(tried('2023-01-29')), 'law-silent');
  assert.equal(refused(tried('2023-01-30')), 'allowed');
  assert.equal(refused(tried('2024-01-01')), 'assessment-first');
  assert.equal(refused(tried('2024-01-01', true)), 'allowed');
  assert.equal(
    refused(proposeDisqualification(given(...assigned()), { ground: 'bad-faith', assessed: true, on: ['other-evidence'] }, littleLaw, on('2024-01-10'))),
    'positive-first',
  );
  const proposed = [
    ...assigned(),
    positive('first', '2024-01-10'),
    move(proposeDisqualification, { ground: 'bad-faith', assessed: true, on: ['other-evidence'] }, on('2024-01-20')),
  ];
  assert.equal(refused(disqualify(given(...proposed), { ground: 'bad-faith' }, littleLaw, on('2024-01-21'))), 'second-person-needed');
  const file2 = given(...proposed, move(disqualify, { ground: 'bad-faith' }, on('2024-01-21', 'ben')));
  assert.deepEqual([file2.overlay.disqualified, file2.overlay.ground, file2.support.state], ['2024-01-21', 'bad-faith', 'ended']);
  assert.equal(
    refused(proposeDisqualification(file2, { ground: 'bad-faith', assessed: true, on: ['other-evidence'] }, littleLaw, on('2024-01-22'))),
    'already-disqualified',
  );
});

test('a negative rests on the rule of the second person: while that is assumed and unconfirmed it waits', () => {
  const waits = given(...assigned(), move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')));
  assert.equal(refused(decide(waits, { stage: 'first', round: 1, outcome: 'negative' }, assuming('secondPerson'), on('2024-01-10'))), 'rule-not-confirmed');
});

test('a proposed disqualification is rejected by a second person, never rests on silence, and may be proposed again', () => {
  const first = [...assigned(), positive('first', '2024-01-10')];
  const what = { ground: 'bad-faith', assessed: true, on: ['false-statement'] } as const;
  const silent = proposeDisqualification(given(...first), { ...what, on: ['no-answer', 'lost-contact'] }, littleLaw, on('2024-01-20'));
  assert.ok(!silent.ok);
  assert.deepEqual([silent.code, silent.because[0]?.rule], ['silence-is-no-ground', 'little.no-ground-alone']);
  assert.equal(refused(proposeDisqualification(given(...first), { ...what, on: [] }, littleLaw, on('2024-01-20'))), 'silence-is-no-ground');
  assert.equal(refused(proposeDisqualification(given(...first), { ...what, on: ['no-answer', 'threat'] }, littleLaw, on('2024-01-20'))), 'allowed');
  const waits = given(...first, move(proposeDisqualification, what, on('2024-01-20')));
  assert.equal(refused(proposeDisqualification(waits, what, littleLaw, on('2024-01-20', 'ben'))), 'proposal-waiting');
  assert.equal(refused(rejectDisqualification(waits, {}, littleLaw, on('2024-01-21'))), 'second-person-needed');
  const rejected = given(...first, move(proposeDisqualification, what, on('2024-01-20')), move(rejectDisqualification, {}, on('2024-01-21', 'ben')));
  assert.deepEqual([rejected.overlay.proposed, rejected.overlay.disqualified, rejected.support.state], [null, null, 'recovery']);
  assert.equal(refused(disqualify(rejected, { ground: 'bad-faith' }, littleLaw, on('2024-01-22', 'ben'))), 'nothing-proposed');
  assert.equal(refused(rejectDisqualification(rejected, {}, littleLaw, on('2024-01-22', 'ben'))), 'nothing-proposed');
});

const passage = (what: string, version = 1) => ({ holds: 'narrative', what, version });
const two = [passage('why'), passage('where')] as const;
const considered = { trauma: 'does-not', interpreter: 'does-not', other: 'cannot-say' } as const;
const note = { mismatch: 'm1', element: 'purpose', between: two, considered };
const resting = { stage: 'first', outcome: 'negative', findings: noPurpose, rests: ['purpose'] } as const;

test('no reason rests on an inconsistency before everything that may explain it was considered', () => {
  const bare = propose(given(...assigned()), resting, littleLaw, on('2024-01-10'));
  assert.ok(!bare.ok);
  assert.deepEqual([bare.code, bare.because[0]?.rule], ['causes-first', 'little.mismatch-causes']);
  for (const cause of ['trauma', 'interpreter', 'other'])
    assert.equal(
      refused(noteMismatch(given(...assigned()), { ...note, considered: { ...considered, [cause]: undefined } }, littleLaw, on('2024-01-10'))),
      'causes-first',
      cause,
    );
  assert.equal(refused(noteMismatch(given(...assigned()), { ...note, element: 'none' }, littleLaw, on('2024-01-10'))), 'finding-unknown');
  const noted = given(...assigned(), move(noteMismatch, note, on('2024-01-10')));
  assert.equal(refused(propose(noted, resting, littleLaw, on('2024-01-10'))), 'allowed');
  assert.equal(refused(propose(noted, { ...resting, rests: ['purpose', 'act'] }, littleLaw, on('2024-01-10'))), 'causes-first', 'each part by itself');
  const explained = given(...assigned(), move(noteMismatch, { ...note, considered: { ...considered, trauma: 'explains' } }, on('2024-01-10')));
  assert.equal(refused(propose(explained, resting, littleLaw, on('2024-01-10'))), 'mismatch-explained');
});

test('what is added or put right is no contradiction: not two versions of one answer, nor what was cleared up since', () => {
  const versions = noteMismatch(given(...assigned()), { ...note, between: [passage('why', 1), passage('why', 2)] }, littleLaw, on('2024-01-10'));
  assert.equal(refused(versions), 'correction-is-no-contradiction');
  const cleared = [...assigned(), move(noteMismatch, note, on('2024-01-10')), move(addInformation, { questions: ['where'] }, on('2024-01-11'))];
  assert.equal(refused(propose(given(...cleared), resting, littleLaw, on('2024-01-12'))), 'mismatch-cleared-up');
  const waits = [
    ...assigned(),
    move(noteMismatch, note, on('2024-01-10')),
    move(propose, resting, on('2024-01-10')),
    move(review, { ...resting, rests: [] }, on('2024-01-10', 'ben')),
  ];
  const seen = { stage: 'first', round: 1, outcome: 'negative' } as const;
  assert.equal(refused(decide(given(...waits), seen, littleLaw, on('2024-01-11', 'ben'))), 'allowed');
  assert.equal(
    refused(decide(given(...waits, move(addInformation, { questions: ['why'] }, on('2024-01-11'))), seen, littleLaw, on('2024-01-12', 'ben'))),
    'mismatch-cleared-up',
    'between proposal and decision too',
  );
});

test('a second person notes what does not fit together for themselves, and the first’s does not serve them', () => {
  const waits = [...assigned(), move(noteMismatch, note, on('2024-01-10')), move(propose, resting, on('2024-01-10'))];
  assert.equal(refused(noteMismatch(given(...waits), note, littleLaw, on('2024-01-10'))), 'cited-before-proposal', 'the maker has proposed');
  assert.equal(refused(review(given(...waits), resting, littleLaw, on('2024-01-10', 'ben'))), 'causes-first');
  const own = move(noteMismatch, { ...note, mismatch: 'm2' }, on('2024-01-10', 'ben'));
  assert.equal(refused(review(given(...waits, own), resting, littleLaw, on('2024-01-10', 'ben'))), 'allowed');
  assert.equal(refused(review(given(...waits, own), resting, littleLaw, on('2024-01-10', 'cleo'))), 'causes-first');
});
