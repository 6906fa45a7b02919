// Looking again: who may ask, until when, and what an accepted request or a court’s order opens.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { endJudicialReview, startJudicialReview } from './court.ts';
import { allocate, assign, decide, decideAlone, propose } from './decision.ts';
import { adult, allMet, child, given, littleLaw, move, noPurpose, on, type Move } from './given.ts';
import { addInformation, refer } from './referral.ts';
import { askReconsideration, decideReconsideration, passOn } from './review.ts';
import { review } from './second.ts';
import { waiting } from './stages.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const refusedOn = (text: string): Move[] => [
  move(refer, adult, on(text)),
  move(assign, { detained: false, area: null }, on(text)),
  move(allocate, { to: 'ada' }, on(text)),
  move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on(text)),
  move(review, { stage: 'first', outcome: 'negative', findings: noPurpose }, on(text, 'ben')),
  move(decide, { stage: 'first', round: 1, outcome: 'negative' }, on(text, 'ben')),
];
const request = { stage: 'first', by: 'person', ground: 'new-evidence' } as const;

test('before 12 February 2024 a negative may be questioned without a limit of time', () => {
  assert.equal(refused(askReconsideration(given(...refusedOn('2024-02-11')), request, littleLaw, on('2025-06-01'))), 'allowed');
});

test('from 12 February 2024 the window closes after its last day', () => {
  const file = given(...refusedOn('2024-02-12'));
  assert.equal(refused(askReconsideration(file, request, littleLaw, on('2024-03-13'))), 'allowed');
  const late = askReconsideration(file, request, littleLaw, on('2024-03-14'));
  assert.ok(!late.ok);
  assert.deepEqual([late.code, late.because[0]?.rule], ['out-of-time', 'little.clock.reconsideration']);
});

test('who could not ask in time asks all the same, and the request is marked late', () => {
  const file = given(...refusedOn('2024-02-12'), move(askReconsideration, { ...request, exceptional: true }, on('2024-05-01')));
  assert.equal(file.decision.reconsiderations[0]?.late, true);
  assert.equal(refused(decideReconsideration(file, { stage: 'first', accept: false, why: 'out-of-time' }, littleLaw, on('2024-05-02', 'cleo'))), 'allowed');
  const early = given(...refusedOn('2024-02-12'), move(askReconsideration, { ...request, exceptional: true }, on('2024-02-20')));
  assert.equal(early.decision.reconsiderations[0]?.late, false);
  assert.equal(
    refused(decideReconsideration(early, { stage: 'first', accept: false, why: 'out-of-time' }, littleLaw, on('2024-05-02', 'cleo'))),
    'was-in-time',
  );
});

test('only who the law names may ask, on a ground it names, of a negative', () => {
  const file = given(...refusedOn('2024-01-10'));
  assert.equal(refused(askReconsideration(file, { ...request, by: 'lawyer' }, littleLaw, on('2024-01-11'))), 'may-not-ask');
  const bare = {
    ...littleLaw,
    reconsideration: {
      ...littleLaw.reconsideration,
      versions: littleLaw.reconsideration.versions.map((one) => ({ ...one, value: { who: ['person'], grounds: [] } })),
    },
  };
  assert.equal(refused(askReconsideration(file, request, bare, on('2024-01-11'))), 'not-a-ground');
  assert.equal(refused(askReconsideration(given(...refusedOn('2024-01-10').slice(0, 3)), request, littleLaw, on('2024-01-11'))), 'nothing-to-reconsider');
});

test('accepting opens the next round; the first decision stays as it was', () => {
  const file = given(
    ...refusedOn('2024-01-10'),
    move(askReconsideration, request, on('2024-01-20')),
    move(decideReconsideration, { stage: 'first', accept: true }, on('2024-01-25', 'cleo')),
  );
  assert.deepEqual(waiting(file, littleLaw), { stage: 'first', round: 2 });
  const again = given(
    ...refusedOn('2024-01-10'),
    move(askReconsideration, request, on('2024-01-20')),
    move(addInformation, { questions: ['q'] }, on('2024-01-21')),
    move(decideReconsideration, { stage: 'first', accept: true }, on('2024-01-25', 'cleo')),
    move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-30', 'cleo')),
  );
  assert.deepEqual(
    again.decision.made.map(({ round, outcome }) => [round, outcome]),
    [
      [1, 'negative'],
      [2, 'positive'],
    ],
  );
  assert.deepEqual(again.support, { state: 'recovery', since: '2024-01-30', endedOn: null });
  assert.deepEqual(waiting(again, littleLaw), { stage: 'final', round: 1 });
});

test('turning a request down opens nothing, and one may ask again with something new', () => {
  const file = given(...refusedOn('2024-01-10'), move(askReconsideration, request, on('2024-01-20')));
  assert.equal(refused(askReconsideration(file, request, littleLaw, on('2024-01-21'))), 'reconsideration-waiting');
  const down = given(
    ...refusedOn('2024-01-10'),
    move(askReconsideration, request, on('2024-01-20')),
    move(decideReconsideration, { stage: 'first', accept: false, why: 'no-new-information' }, on('2024-01-25', 'cleo')),
  );
  assert.equal(waiting(down, littleLaw), undefined);
  assert.equal(refused(decideReconsideration(down, { stage: 'first', accept: true }, littleLaw, on('2024-01-26', 'cleo'))), 'not-requested');
  assert.equal(refused(askReconsideration(down, request, littleLaw, on('2024-01-26'))), 'allowed');
});

test('a court’s order opens the next round of any decision, at any time, and is kept on the legal overlay', () => {
  const order = { stage: 'first', by: 'court', ground: 'court-order' } as const;
  const file = given(...refusedOn('2024-02-12'), move(askReconsideration, order, on('2025-02-01')));
  assert.deepEqual([waiting(file, littleLaw)?.round, file.overlay.courtOrdered], [2, true]);
  assert.equal(refused(askReconsideration(file, order, littleLaw, on('2025-02-02'))), 'round-already-open');
  const good = given(
    ...refusedOn('2024-01-10').slice(0, 3),
    move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10')),
    move(askReconsideration, order, on('2024-02-01')),
  );
  assert.equal(waiting(good, littleLaw)?.round, 2);
  assert.equal(refused(decideAlone(good, { stage: 'final', outcome: 'positive', findings: allMet }, littleLaw, on('2024-06-01'))), 'earlier-stage-first');
});

test('who had a hand in the decision neither answers the request nor decides again nor is given the case', () => {
  const asked = [...refusedOn('2024-01-10'), move(askReconsideration, request, on('2024-01-20'))];
  for (const by of ['ada', 'ben']) {
    const answered = decideReconsideration(given(...asked), { stage: 'first', accept: true }, littleLaw, on('2024-01-25', by));
    assert.ok(!answered.ok);
    assert.deepEqual([answered.code, answered.because[0]?.rule], ['other-decider', 'little.other-decider'], by);
  }
  const open = given(...asked, move(decideReconsideration, { stage: 'first', accept: true }, on('2024-01-25', 'cleo')));
  assert.equal(open.decision.allocatedTo, null, 'the case is given back by whoever had it');
  const again = { stage: 'first', outcome: 'positive', findings: allMet } as const;
  for (const by of ['ada', 'ben']) {
    assert.equal(refused(decideAlone(open, again, littleLaw, on('2024-01-26', by))), 'other-decider', by);
    assert.equal(refused(allocate(open, { to: by }, littleLaw, on('2024-01-26', 'cleo'))), 'other-decider', by);
  }
  assert.equal(refused(allocate(open, { to: 'cleo' }, littleLaw, on('2024-01-26', 'cleo'))), 'allowed');
  const proposed = given(
    ...asked,
    move(decideReconsideration, { stage: 'first', accept: true }, on('2024-01-25', 'cleo')),
    move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-26', 'cleo')),
  );
  assert.equal(
    refused(review(proposed, { stage: 'first', outcome: 'negative', findings: noPurpose }, littleLaw, on('2024-01-26', 'ben'))),
    'other-decider',
    'nor is the second reader of then the second reader of now',
  );
});

test('a court that looks at a decision stands beside it: the decision stays, the record is kept, and a hold outlives the court case', () => {
  const file = given(...refusedOn('2024-01-10'), move(startJudicialReview, { stage: 'first' }, on('2024-02-01')));
  assert.deepEqual([file.overlay.judicialReview?.since, file.overlay.holds, file.decision.made.length], ['2024-02-01', ['appeal'], 1]);
  assert.equal(refused(startJudicialReview(file, { stage: 'first' }, littleLaw, on('2024-02-02'))), 'already-so');
  assert.equal(
    refused(startJudicialReview(given(...refusedOn('2024-01-10').slice(0, 3)), { stage: 'first' }, littleLaw, on('2024-02-02'))),
    'nothing-to-review-in-court',
  );
  assert.equal(refused(endJudicialReview(file, { how: 'stands' }, littleLaw, on('2024-01-31'))), 'before-it-began');
  const over = given(
    ...refusedOn('2024-01-10'),
    move(startJudicialReview, { stage: 'first' }, on('2024-02-01')),
    move(endJudicialReview, { how: 'quashed' }, on('2024-06-01')),
  );
  assert.deepEqual([over.overlay.judicialReview, over.overlay.holds], [null, ['appeal']]);
  assert.equal(refused(endJudicialReview(over, { how: 'stands' }, littleLaw, on('2024-06-02'))), 'no-judicial-review');
});

test('a second look is passed on only where fewer are left than it takes, and only to whom the law names', () => {
  const works = (organisation: string) => (person: string) => ({ person, role: 'decision-maker', organisation });
  const [here, elsewhere] = [works('local-panel'), works('central')];
  const facts = { detained: false, area: 'here' };
  const decided = [move(refer, child, on('2024-01-10')), move(assign, facts, on('2024-01-10')), ...refusedOn('2024-01-10').slice(2)];
  const asks = move(askReconsideration, request, on('2024-01-20'));
  const today = on('2024-01-21');
  const asked = given(...decided, asks);
  const both = ['ada', 'ben'].map(here);
  const pass = (people = both, file = asked) => refused(passOn(file, { people }, littleLaw, today));
  assert.equal(asked.decision.authority, 'local-panel');
  assert.equal(pass(), 'allowed', 'both of two took part');
  assert.equal(pass([...both, here('cleo')]), 'allowed', 'one is left, and a negative takes two');
  assert.equal(pass([...both, here('cleo'), here('dan')]), 'enough-left');
  assert.equal(pass([...both, here('cleo'), elsewhere('dan')]), 'allowed', 'nobody elsewhere counts');
  assert.equal(pass([...both, here('cleo'), { ...here('cleo'), role: 'decision-manager' }]), 'allowed', 'who has two roles is one person');
  assert.equal(pass([...both, here('cleo'), { ...here('dan'), role: 'coordinator' }]), 'allowed', 'nor does who decides nothing');
  const known = { ...asked, access: { ...asked.access, conflicts: [{ person: 'dan', how: 'declared', why: 'friend', liftedBy: null } as const] } };
  assert.equal(pass([...both, here('cleo'), here('dan')], known), 'allowed', 'nor who knows the person');
  assert.equal(pass(both, given(...decided)), 'not-requested');
  assert.equal(pass(both, given(...refusedOn('2024-01-10'), asks)), 'nobody-elsewhere', 'the central authority passes nothing on');

  const passed = [...decided, asks, move(passOn, { people: both }, today)];
  assert.equal(pass(both, given(...passed)), 'already-so');
  const moved = given(...passed, move(assign, facts, today));
  assert.deepEqual([moved.decision.authority, moved.decision.allocatedTo], ['central', null]);
  assert.equal(refused(assign(moved, facts, littleLaw, on('2024-02-01'))), 'already-so', 'nothing takes it back');
  assert.equal(refused(decideReconsideration(moved, { stage: 'first', accept: true }, littleLaw, on('2024-01-22', 'fir'))), 'allowed');
});
