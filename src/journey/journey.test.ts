// Whole cases at random: whatever order things are tried in, and however often, the guarantees of the journey hold.
import assert from 'node:assert/strict';
import { isAboutAccess, type AccessEvent } from './access.ts';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, addMinutes, day, instant, startOf, type Day } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { chase } from './chase.ts';
import { sendQuestion } from './question-letter.ts';
import { clocks, type CaseClock } from './clocks.ts';
import { correct } from './correct.ts';
import { endJudicialReview, startJudicialReview } from './court.ts';
import { noteMismatch } from './mismatch.ts';
import { allocate, answer, ask, assign, decide, decideAlone, propose, sendBack } from './decision.ts';
import type { Act, CaseEvent, CaseEventKind } from './events.ts';
import { happened } from './evolve.ts';
import { caseStream, emptyFile, fold, type CaseFile } from './file.ts';
import { bringForward, coverLeave, endCover, endForward } from './forward.ts';
import { adult, allMet, child, envelope, littleLaw as law, noPurpose, record } from './given.ts';
import { liftHold, placeHold } from './hold.ts';
import { joinFurther, partFurther } from './further.ts';
import { died, found, leftCountry, markDuplicate, turnedEighteen, undoDuplicate, wentMissing, withdraw } from './presence.ts';
import { handOverLetter, holdLetter, recallLetter, releaseLetter, replaceLetter, writeLetter } from './letters.ts';
import { progress, steps } from './progress.ts';
import { filedInError, filedLater, movedIn } from './wrong-record.ts';
import { addEvidence, addInformation, changeNeeds, handOverEvidence, recall, recordConsent, refer, sealEvidence } from './referral.ts';
import { toTheirOffice } from './safe-contact.ts';
import { askReconsideration, decideReconsideration, passOn } from './review.ts';
import { openRound, standing, waiting } from './stages.ts';
import { endStatusLetter } from './status.ts';
import { review, settle } from './second.ts';
import { disqualify, proposeDisqualification, rejectDisqualification, resume, suspend } from './suspension.ts';
import { urgency } from './urgency.ts';

type Try = (file: CaseFile, act: Act) => Outcome<CaseEvent>;

const stage = fc.constantFrom('first', 'final');
/** True one time in five. */
const often = fc.integer({ min: 0, max: 4 }).map((n) => n === 0);
const enoughWithout = often.map((no) => !no);
const judgement = fc.tuple(stage, fc.boolean(), enoughWithout).map(([at, yes, enough]) => ({
  stage: at,
  outcome: yes ? ('positive' as const) : ('negative' as const),
  findings: yes ? allMet : noPurpose,
  enoughWithout: enough,
}));
const between = [
  { holds: 'narrative', what: 'q', version: 1 },
  { holds: 'narrative', what: 'why', version: 1 },
] as const;
const looked = { trauma: 'does-not', interpreter: 'does-not', other: 'cannot-say' } as const;
const said = { textVersion: '1', language: 'en', interpreter: 'none' } as const;
/** A letter that was released, where there is one. */
const released = (f: CaseFile): string => f.letters.find((one) => one.state === 'released')?.letter ?? 'l0';

const common = fc.constantFrom<Try>(
  (f, a) => assign(f, { detained: false, area: f.nation === 'north' ? 'here' : null }, law, a),
  (f, a) => allocate(f, { to: a.by }, law, a),
  (f, a) => resume(f, {}, law, a),
  (f, a) => found(f, {}, law, a),
  (f, a) => wentMissing(f, {}, law, a),
  (f, a) => suspend(f, { why: 'no-information' }, law, a),
  (f, a) => turnedEighteen(f, {}, law, a),
  (f, a) => leftCountry(f, {}, law, a),
  (f, a) => (f.overlay.holds.length > 0 ? liftHold : placeHold)(f, { why: 'trial' }, law, a),
  (f, a) => ask(f, { question: `q${f.version % 4}`, to: f.version % 2 ? 'council' : 'referrer' }, law, a),
  (f, a) => answer(f, { question: `q${f.version % 4}` }, law, a),
  (f, a) => chase(f, {}, law, a),
  (f, a) => sendQuestion(f, { question: f.decision.questions.find((one) => !one.answered)?.question ?? '', naming: false }, law, a),
  (f, a) => (f.decision.comesUp ? endForward(f, {}, law, a) : bringForward(f, { on: addDays(a.day, 3) }, law, a)),
  (f, a) =>
    f.decision.cover
      ? endCover(f, a)
      : coverLeave(f, { to: f.decision.allocatedTo === 'ada' ? 'ben' : 'ada', for: f.decision.allocatedTo ?? '', until: a.day }, law, a),
  (f, a) => addInformation(f, { questions: ['q'] }, law, a),
  (f, a) => changeNeeds(f, { needs: f.needs.length ? [] : ['court'] }, law, a),
  (f, a) => addEvidence(f, { document: `d${f.version % 3}` }, law, a),
  (f, a) => sealEvidence(f, { document: `d${f.version % 3}` }, law, a),
  (f, a) => handOverEvidence(f, { document: f.evidence.find((one) => one.state === 'sealed')?.document ?? 'd0' }, law, a),
  (f, a) => recordConsent(f, { ...said, consent: 'given', at18: f.consent.at18 === 'asked' }, law, a),
  (f, a) => undoDuplicate(f, {}, law, a),
  (f, a) => (f.decision.further ? partFurther(f, {}, law, a) : joinFurther(f, { of: 'another', since: 'new' }, law, a)),
  (f, a) => proposeDisqualification(f, { ground: 'bad-faith', assessed: true, on: ['other-evidence'] }, law, a),
  (f, a) => disqualify(f, { ground: 'bad-faith' }, law, a),
  (f, a) => rejectDisqualification(f, {}, law, a),
  (f, a) => startJudicialReview(f, { stage: f.decision.made.at(-1)?.stage ?? 'first' }, law, a),
  (f, a) => endJudicialReview(f, { how: 'stands' }, law, a),
  (f, a) => noteMismatch(f, { mismatch: `m${f.version}`, element: 'purpose', between, considered: looked }, law, a),
  (f, a) => writeLetter(f, { letter: `l${f.version % 3}`, stage: 'first' }, law, a),
  (f, a) => holdLetter(f, { letter: `l${f.version % 3}`, why: 'expired' }, law, a),
  (f, a) =>
    releaseLetter(
      f,
      { letter: f.letters.find((one) => one.at === null)?.letter ?? 'l0', now: startOf(a.day), pass: toTheirOffice(a.day), negative: null },
      law,
      a,
    ),
  (f, a) => recallLetter(f, { letter: released(f), now: f.letters.find((one) => one.state === 'released')?.at ?? startOf(a.day) }, law, a),
  (f, a) =>
    handOverLetter(f, { letter: released(f), channel: 'print', now: addMinutes(startOf(a.day), 31), pass: toTheirOffice(a.day), negative: null }, law, a),
  (f, a) => replaceLetter(f, { letter: released(f), now: addMinutes(startOf(a.day), 31) }, law, a),
  (f, a) => endStatusLetter(f, { why: 'lost' }, law, a),
  (f, a) => filedInError(f, { ...(filedLater(f)[0] ?? { what: 'answer', item: 'none' }), to: 'out', classes: [], breach: `b${f.version}` }, law, a),
  (f, a) => movedIn(f, { what: 'document', item: `moved${f.version}`, breach: `b${f.version}` }, law, a),
);
const rare = fc.constantFrom<Try>(
  (f, a) => recall(f, {}, law, a),
  (f, a) => withdraw(f, { by: 'person' }, law, a),
  (f, a) => withdraw(f, { by: 'left-country' }, law, a),
  (f, a) => recordConsent(f, { ...said, consent: 'refused', at18: f.consent.at18 === 'asked' }, law, a),
  (f, a) => died(f, {}, law, a),
  (f, a) => markDuplicate(f, { of: 'another' }, law, a),
);
/** Mostly the stage that waits, so that walks go far; else any, so that what is out of turn is tried too. */
const apt = (file: CaseFile, at: string, any: boolean): string => (any ? at : (waiting(file, law)?.stage ?? at));
const proposing = fc.tuple(judgement, often, fc.boolean()).map<Try>(([what, any, alone]) => (f, a) => {
  const judged = { ...what, stage: apt(f, what.stage, any) };
  return alone ? decideAlone(f, judged, law, a) : propose(f, judged, law, a);
});
const confirming = fc.tuple(judgement, often, fc.integer({ min: 1, max: 3 })).map<Try>(([what, any, round]) => (f, a) => {
  const waits = f.decision.proposed;
  return decide(f, waits && !any ? { ...waits, enoughWithout: true } : { ...what, round }, law, a);
});
/** Findings of a second person, and a third who takes one of two. */
const finding = fc.oneof(
  fc.tuple(judgement, often).map<Try>(([what, any]) => (f, a) => {
    const waits = f.decision.proposed;
    return review(f, waits && !any ? waits : { ...what, stage: apt(f, what.stage, any) }, law, a);
  }),
  fc.tuple(fc.constantFrom('first' as const, 'second' as const), stage, often).map<Try>(
    ([take, at, any]) =>
      (f, a) =>
        settle(f, { stage: apt(f, at, any), round: f.decision.proposed?.round ?? 1, take }, law, a),
  ),
);
const reviewing = fc.oneof(
  fc.constant<Try>((f, a) => passOn(f, { people: [] }, law, a)),
  fc.tuple(stage, fc.constantFrom('new-evidence' as const, 'court-order' as const), fc.boolean()).map<Try>(
    ([at, ground, exceptional]) =>
      (f, a) =>
        askReconsideration(f, { stage: at, by: 'referrer', ground, exceptional }, law, a),
  ),
  fc.tuple(stage, fc.boolean()).map<Try>(([at, accept]) => (f, a) => {
    const asked = f.decision.reconsiderations.find((one) => one.state === 'asked')?.stage ?? at;
    return decideReconsideration(f, accept ? { stage: asked, accept } : { stage: asked, accept, why: 'no-new-information' }, law, a);
  }),
);
const deciding = fc.oneof(
  { weight: 6, arbitrary: proposing },
  { weight: 6, arbitrary: confirming },
  { weight: 6, arbitrary: finding },
  { weight: 6, arbitrary: reviewing },
  { weight: 1, arbitrary: stage.map<Try>((at) => (f, a) => sendBack(f, { stage: at }, law, a)) },
);
const correcting = fc.tuple(fc.integer({ min: 1, max: 20 }), fc.option(fc.integer({ min: -20, max: 0 }))).map<Try>(
  ([number, back]) =>
    (f, a) =>
      correct(f, { number, day: back === null ? null : addDays(a.day, back) }, law, a),
);

const anything = fc.oneof(
  { weight: 100, arbitrary: common },
  { weight: 250, arbitrary: deciding },
  { weight: 2, arbitrary: rare },
  { weight: 10, arbitrary: correcting },
);
const walk = fc.record({
  starts: fc.integer({ min: 0, max: 600 }).map((after) => addDays(day('2022-12-01'), after)),
  facts: fc.constantFrom(adult, child, { ...child, age: 'not-sure' as const }),
  nation: fc.constantFrom('north', 'south'),
  tries: fc.array(fc.record({ what: anything, later: fc.integer({ min: -1, max: 12 }), by: fc.constantFrom('ada', 'ben', 'cleo') }), {
    minLength: 5,
    maxLength: 70,
    size: 'max',
  }),
});
type Walk = typeof walk extends fc.Arbitrary<infer W> ? W : never;

/** Plays a walk: what is refused is left out. `each` sees every step taken. */
function play(of: Walk, each: (before: CaseFile, after: CaseFile, events: readonly CaseEvent[], act: Act) => void = () => {}): CaseFile {
  let on: Day = of.starts;
  const acting = (by: string): Act => ({ day: on, by, nation: of.nation, confirmed: new Set() });
  const first = refer(emptyFile, of.facts, law, acting('ada'));
  assert.ok(first.ok);
  let file = record(emptyFile, first.events, acting('ada'));
  const opened = assign(file, { detained: false, area: null }, law, acting('ada'));
  if (opened.ok) file = record(file, opened.events, acting('ada'));
  for (const { what, later, by } of of.tries) {
    const act = { ...acting(by), day: addDays(on, later) };
    const outcome = what(file, act);
    if (!outcome.ok) continue;
    const next = record(file, outcome.events, act);
    each(file, next, outcome.events, act);
    file = next;
    if (act.day > on) on = act.day;
  }
  return file;
}

const holds = (check: (of: Walk) => void) => fc.assert(fc.property(walk, check), { numRuns: 250 });

test('no order of acts makes two decisions for one stage and round', () => {
  holds((of) => {
    const made = play(of).past.flatMap(({ event }) => (event.kind === 'Decided' ? [`${event.stage} ${event.round}`] : []));
    assert.equal(new Set(made).size, made.length);
  });
});

test('the walks go far: they reach every kind of event that an act makes, and decisions of later rounds', () => {
  const events = fc.sample(walk, { seed: 18, numRuns: 1500 }).flatMap((of) => play(of).past.map((one) => one.event));
  const seen = new Set(events.map((event) => event.kind));
  const never = Object.keys(moves).filter((kind) => !seen.has(kind as CaseEventKind));
  assert.deepEqual(never, []);
  const decided = events.filter((event) => event.kind === 'Decided');
  assert.ok(decided.length > 200, `${decided.length} decisions`);
  assert.ok(decided.filter((event) => event.round > 1).length > 20);
  assert.ok(decided.filter((event) => event.stage === 'final').length > 20);
});

test('no negative, and no disqualification, is the work of one person, and none stands without the finding of a second', () => {
  holds((of) => {
    let found: readonly string[] = [];
    for (const { event, actor } of play(of).past) {
      if (event.kind === 'Proposed') found = [];
      if (event.kind === 'Reviewed') found = [...found, event.reviewer];
      if (event.kind === 'Decided' && event.outcome === 'negative') assert.ok(found.some((one) => one !== event.maker));
      if (event.kind === 'Decided' && event.outcome === 'negative') assert.ok(event.checker && event.checker !== event.maker && event.checker === actor);
      if (event.kind === 'Disqualified') assert.notEqual(event.checker, event.maker);
    }
  });
});

test('no final decision is made in a case before the recovery period of the first is over, corrections included', () => {
  holds((of) => {
    play(of, (before, after, events) => {
      if (!events.some((event) => event.kind === 'Decided' && event.stage === 'final')) return;
      const minimum = clocks(before, law).find((clock) => clock.name === 'recovery-minimum');
      const final = standing(after, 'final');
      assert.ok(minimum?.due && final && final.day > minimum.due);
      assert.equal(standing(before, 'first')?.outcome, 'positive');
    });
  });
});

test('nothing is decided in a case that has ended, is paused, or has no authority', () => {
  holds((of) => {
    play(of, (before, _after, events) => {
      if (!events.some((event) => event.kind === 'Decided' || event.kind === 'Proposed')) return;
      assert.equal(before.decision.ended, null);
      assert.ok(before.decision.authority);
      assert.ok(before.decision.suspended.every((one) => one.until));
    });
  });
});

test('a further round opens only on a reconsideration accepted', () => {
  holds((of) => {
    const file = play(of);
    for (const { event } of file.past) {
      if (event.kind !== 'Decided' || event.round === 1) continue;
      assert.ok(file.past.some(({ event: one }) => one.kind === 'ReconsiderationAccepted' && one.stage === event.stage && one.round === event.round - 1));
    }
    assert.ok((openRound(file, 'first') ?? 0) <= file.past.length);
  });
});

test('every case folds the same at once and event by event, and answers every question about itself', () => {
  holds((of) => {
    const file = play(of);
    assert.deepEqual(fold(file.past), file);
    clocks(file, law, { eighteenOn: addDays(of.starts, 40) }, addDays(of.starts, 50));
    urgency(file, { courtOn: addDays(of.starts, 60) }, addDays(of.starts, 50));
    progress(file, law);
    steps(file);
  });
});

/** The axes that each kind of event may move; what is not named stays as it was. */
type Axis = 'decision' | 'support' | 'consent' | 'presence' | 'overlay';
const moves: Readonly<Record<Exclude<CaseEventKind, AccessEvent['kind']>, readonly Axis[]>> = {
  Referred: ['consent'],
  Reviewed: ['decision'],
  InformationAdded: ['decision'],
  NeedsChanged: [],
  EvidenceAdded: [],
  EvidenceSealed: [],
  EvidenceHandedOver: [],
  HoldPlaced: ['overlay'],
  HoldLifted: ['overlay'],
  Recalled: ['decision'],
  ConsentRecorded: ['consent'],
  Assigned: ['decision'],
  Allocated: ['decision'],
  CoverEnded: ['decision'],
  Chased: ['decision'],
  QuestionSent: ['decision'],
  BroughtForward: ['decision'],
  ForwardEnded: ['decision'],
  Asked: ['decision'],
  Answered: ['decision'],
  Proposed: ['decision'],
  SentBack: ['decision'],
  Decided: ['decision', 'support'],
  Suspended: ['decision'],
  Resumed: ['decision'],
  ReconsiderationAsked: ['decision', 'overlay'],
  ReconsiderationAccepted: ['decision'],
  PassedOn: ['decision'],
  ReconsiderationRefused: ['decision'],
  DisqualificationProposed: ['overlay'],
  Disqualified: ['overlay', 'support'],
  DisqualificationRejected: ['overlay'],
  JudicialReviewStarted: ['overlay'],
  JudicialReviewEnded: ['overlay'],
  MismatchNoted: ['decision'],
  WentMissing: ['presence'],
  Found: ['presence'],
  LeftCountry: ['presence'],
  Died: ['presence', 'decision', 'support'],
  TurnedEighteen: ['consent'],
  Withdrawn: ['decision', 'support', 'consent'],
  MarkedDuplicate: ['decision'],
  DuplicateUndone: ['decision'],
  FurtherReferral: ['decision'],
  FurtherReferralUndone: ['decision'],
  LetterWritten: [],
  LetterHeld: [],
  LetterReleased: [],
  LetterRecalled: [],
  LetterReplaced: [],
  LetterHandedOver: [],
  FiledInError: ['decision'],
  MovedIn: ['decision'],
  StatusLetterEnded: [],
  Corrected: [],
};
const axes: readonly Axis[] = ['decision', 'support', 'consent', 'presence', 'overlay'];

test('the five axes move apart: an event changes its own and no other', () => {
  holds((of) => {
    play(of).past.reduce((file, recorded) => {
      const next = happened(file, recorded);
      const { event } = recorded;
      const may = isAboutAccess(event) ? ['decision', 'support'] : moves[event.kind];
      for (const axis of axes) if (!may.includes(axis)) assert.deepEqual(next[axis], file[axis], `${recorded.event.kind} moved ${axis}`);
      return next;
    }, emptyFile);
  });
});

/** One of every kind, in no sensible order: folding must bear what corrections leave behind. */
const loose = fc.array(
  fc.constantFrom<CaseEvent>(
    { kind: 'Referred', age: 'adult', ageThen: 'adult', consent: 'given', nation: 'north', by: 'x', byKind: 'police', needs: [] },
    { kind: 'Decided', stage: 'final', round: 2, outcome: 'negative', findings: {}, maker: 'a', checker: 'b' },
    { kind: 'Proposed', stage: 'first', round: 1, outcome: 'positive', findings: {}, maker: 'a' },
    { kind: 'Suspended', why: 'missing' },
    { kind: 'Resumed' },
    { kind: 'Answered', question: 'none' },
    { kind: 'Asked', question: 'q', to: 'police', by: day('2024-02-01') },
    { kind: 'ReconsiderationAccepted', stage: 'first', round: 1 },
    { kind: 'ReconsiderationAsked', stage: 'first', round: 1, by: 'person', ground: 'new-evidence' },
    { kind: 'Found' },
    { kind: 'Died' },
    { kind: 'DuplicateUndone' },
    { kind: 'MarkedDuplicate', of: 'x' },
    { kind: 'FurtherReferral', of: 'x', since: 'new' },
    { kind: 'FurtherReferralUndone' },
    { kind: 'EvidenceSealed', document: 'd', why: 'unlawful-image' },
    { kind: 'LetterWritten', letter: 'l', stage: 'first' },
    { kind: 'LetterHeld', letter: 'l', why: 'expired' },
    { kind: 'LetterReleased', letter: 'l', at: instant('2024-02-01T10:00:00Z') },
    { kind: 'LetterRecalled', letter: 'l' },
    { kind: 'LetterReplaced', letter: 'l' },
    { kind: 'LetterHandedOver', letter: 'l', channel: 'print' },
    { kind: 'StatusLetterEnded', why: 'lost', by: 'ada' },
    { kind: 'Corrected', number: 2, why: 'entered-in-error', day: null },
    { kind: 'Corrected', number: 3, why: 'entered-in-error', day: day('2024-01-05') },
    { kind: 'Corrected', number: 99, why: 'entered-in-error', day: null },
  ),
  { maxLength: 25 },
);

test('folding never throws, whatever is left after corrections, and the version is the last number', () => {
  fc.assert(
    fc.property(loose, (events) => {
      const act: Act = { day: day('2024-01-08'), by: 'ada', nation: 'north', confirmed: 'practice' };
      const file = events.map((event, i) => envelope(event, i + 1, act)).reduce(caseStream.evolve, emptyFile);
      assert.equal(file.version, events.length);
      clocks(file, law, {}, day('2024-03-01'));
      progress(file, law);
    }),
  );
});

/** A clock with no due day while paused is later than any day. */
const latest = (clock: CaseClock | undefined): string => clock?.due ?? '9999-99-99';

test('adding a pause never makes a clock earlier', () => {
  const span = fc.record({ from: fc.integer({ min: 0, max: 40 }), length: fc.option(fc.integer({ min: 1, max: 60 })) });
  fc.assert(
    fc.property(walk, fc.array(span, { maxLength: 4 }), (of, spans) => {
      const plain = play({ ...of, tries: of.tries.slice(0, 12) });
      const with_ = (paused: CaseFile['decision']['suspended']): CaseFile => ({ ...plain, decision: { ...plain.decision, suspended: paused } });
      let before = clocks(with_([]), law);
      const paused: { from: Day; until: Day | null }[] = [];
      for (const { from, length } of spans) {
        const begins = addDays(of.starts, from);
        paused.push({ from: begins, until: length === null ? null : addDays(begins, length) });
        const after = clocks(with_([...paused]), law);
        before.forEach((clock, i) => assert.ok(latest(after[i]) >= latest(clock), `${clock.name} moved from ${latest(clock)} to ${latest(after[i])}`));
        before = after;
      }
    }),
    { numRuns: 150 },
  );
});
