// Generated lives of cases: random orders of acts under the law of the United Kingdom, from a seed, so that a life can be lived again.
import { addDays, day, type Day } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { uk } from '#countries/uk/uk.ts';
import { consentWrong } from '#journey/consent-wrong.ts';
import { correct } from '#journey/correct.ts';
import { allocate, answer, ask, assign, decide, decideAlone, propose, sendBack } from '#journey/decision.ts';
import type { Act, CaseEvent, Finding } from '#journey/events.ts';
import { emptyFile, type CaseFile } from '#journey/file.ts';
import { adult, allMet, child, noPurpose, record } from '#journey/given.ts';
import { died, found, leftCountry, markDuplicate, turnedEighteen, undoDuplicate, wentMissing, withdraw } from '#journey/presence.ts';
import { addInformation, recall, recordConsent, refer } from '#journey/referral.ts';
import { askReconsideration, decideReconsideration } from '#journey/review.ts';
import { review, settle } from '#journey/second.ts';
import { endJudicialReview, startJudicialReview } from '#journey/court.ts';
import { disqualify, proposeDisqualification, rejectDisqualification, restsOn, resume, suspend } from '#journey/suspension.ts';
import type { Happened } from './lives-oracle.ts';

/** A small generator of whole numbers below `below`, the same for the same seed. */
export function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Pick = (below: number) => number;
type Try = (file: CaseFile, act: Act, pick: Pick) => Outcome<CaseEvent>;

const stages = ['reasonable-grounds', 'conclusive-grounds'] as const;
const of = <T>(list: readonly T[], pick: Pick): T => list[pick(list.length)] as T;
const outcomes = ['positive', 'negative'] as const;
const findings = (outcome: string): Readonly<Record<string, Finding>> => (outcome === 'positive' ? allMet : noPurpose);
const judgement = (pick: Pick) => {
  const outcome = of(outcomes, pick);
  return { stage: of(stages, pick), outcome, findings: findings(outcome), enoughWithout: pick(2) === 0 };
};
const entry = (file: CaseFile, pick: Pick) => 1 + pick(Math.max(1, file.version));

/** Every act there is in a case's life, some more often than others. */
const tries: readonly Try[] = [
  (file, act, pick) => allocate(file, { to: of(['ada', 'ben'], pick) }, uk, act),
  (file, act, pick) => ask(file, { question: `q${pick(4)}`, to: 'referrer' }, uk, act),
  (file, act, pick) => answer(file, { question: `q${pick(4)}` }, uk, act),
  ...Array<Try>(4).fill((file, act, pick) => decideAlone(file, judgement(pick), uk, act)),
  ...Array<Try>(3).fill((file, act, pick) => propose(file, judgement(pick), uk, act)),
  ...Array<Try>(6).fill((file, act, pick) => {
    const seen = file.decision.proposed;
    return decide(file, { stage: of(stages, pick), round: 1, outcome: 'positive', ...seen, enoughWithout: pick(2) === 0 }, uk, act);
  }),
  // What a second person finds, mostly the same as was proposed; and a third who takes one of two.
  ...Array<Try>(8).fill((file, act, pick) => {
    const seen = file.decision.proposed;
    return review(file, seen && pick(4) > 0 ? { ...seen, enoughWithout: true } : judgement(pick), uk, act);
  }),
  ...Array<Try>(2).fill((file, act, pick) =>
    settle(
      file,
      { stage: file.decision.proposed?.stage ?? of(stages, pick), round: file.decision.proposed?.round ?? 1, take: of(['first', 'second'] as const, pick) },
      uk,
      act,
    ),
  ),
  (file, act, pick) => sendBack(file, { stage: of(stages, pick) }, uk, act),
  (file, act, pick) => suspend(file, { why: of(['missing', 'no-information'] as const, pick) }, uk, act),
  (file, act) => resume(file, {}, uk, act),
  (file, act) => wentMissing(file, {}, uk, act),
  (file, act) => found(file, {}, uk, act),
  (file, act, pick) => (pick(4) === 0 ? leftCountry(file, {}, uk, act) : found(file, {}, uk, act)),
  (file, act, pick) => (pick(12) === 0 ? died(file, {}, uk, act) : resume(file, {}, uk, act)),
  (file, act, pick) => (pick(6) === 0 ? withdraw(file, { by: 'person' }, uk, act) : resume(file, {}, uk, act)),
  (file, act) => turnedEighteen(file, {}, uk, act),
  (file, act, pick) =>
    recordConsent(
      file,
      {
        consent: of(['given', 'given', 'refused', 'cannot-decide'] as const, pick),
        at18: pick(2) === 0,
        textVersion: '1',
        language: 'en',
        interpreter: 'none',
      },
      uk,
      act,
    ),
  (file, act, pick) => (pick(8) === 0 ? markDuplicate(file, { of: 'another' }, uk, act) : undoDuplicate(file, {}, uk, act)),
  (file, act, pick) =>
    askReconsideration(
      file,
      {
        stage: of(stages, pick),
        by: of(['referrer', 'support', 'person', 'lawyer'] as const, pick),
        ground: of(['new-evidence', 'guidance-not-followed', 'court-order'] as const, pick),
        exceptional: pick(2) === 0,
      },
      uk,
      act,
    ),
  (file, act, pick) =>
    decideReconsideration(
      file,
      pick(3) > 0 ? { stage: of(stages, pick), accept: true } : { stage: of(stages, pick), accept: false, why: 'no-new-information' },
      uk,
      act,
    ),
  (file, act, pick) =>
    proposeDisqualification(file, { ground: of(['public-order', 'bad-faith'] as const, pick), assessed: pick(2) === 0, on: [of(restsOn, pick)] }, uk, act),
  (file, act) => rejectDisqualification(file, {}, uk, act),
  (file, act) => startJudicialReview(file, { stage: file.decision.made.at(-1)?.stage ?? 'reasonable-grounds' }, uk, act),
  (file, act) => endJudicialReview(file, { how: 'stands' }, uk, act),
  (file, act) => disqualify(file, { ground: file.overlay.proposed?.ground ?? 'bad-faith' }, uk, act),
  (file, act) => addInformation(file, { questions: ['why'] }, uk, act),
  (file, act, pick) => (pick(20) === 0 ? recall(file, {}, uk, act) : addInformation(file, { questions: ['why'] }, uk, act)),
  (file, act, pick) =>
    pick(40) === 0 ? consentWrong(file, { what: 'pretended', from: 'authority', reviewers: [], always: ['system'] }, uk, act) : resume(file, {}, uk, act),
  (file, act, pick) => correct(file, { number: entry(file, pick), day: null }, uk, act),
  (file, act, pick) => correct(file, { number: entry(file, pick), day: addDays(act.day, -pick(60)) }, uk, act),
];

export type Life = { readonly seed: number; readonly file: CaseFile; readonly told: readonly Happened[]; readonly last: Day; readonly steps: readonly Step[] };
/** What one event did, for what must not move with it. */
export type Step = { readonly kind: string; readonly before: CaseFile; readonly after: CaseFile };

const begins = [day('2018-03-01'), day('2021-06-01'), day('2022-09-01'), day('2022-11-20'), day('2023-05-01'), day('2024-01-05')] as const;

/** Lives one case: some forty tries, most of which the law refuses. */
export function live(seed: number): Life {
  const pick = chance(seed);
  let on = addDays(of(begins, pick), pick(60));
  const how = (): Act => ({ day: on, by: of(['ada', 'ben', 'cy', 'di', 'eve'], pick), nation: 'england', confirmed: 'practice' });
  const facts = of([adult, adult, child, { ...child, age: 'not-sure' } as const], pick);
  let file = emptyFile;
  const steps: Step[] = [];
  const told: Happened[] = [];
  const go = (outcome: Outcome<CaseEvent>, act: Act): void => {
    if (!outcome.ok) return;
    for (const event of outcome.events) {
      const before = file;
      file = record(file, [event], act);
      steps.push({ kind: event.kind, before, after: file });
      told.push({ number: file.version, day: act.day, by: act.by, event: event as never });
    }
  };
  const first = how();
  go(refer(file, facts, uk, first), first);
  go(assign(file, { detained: false, area: null }, uk, first), first);
  for (let step = 0; step < 40; step += 1) {
    on = addDays(on, pick(3) === 0 ? pick(40) : pick(5));
    const act = how();
    go(of(tries, pick)(file, act, pick), act);
  }
  return { seed, file, told, last: on, steps };
}
