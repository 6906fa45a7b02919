// What may be done while a case is decided: who decides, questions, findings on the test in force, the second person.
import type { Day } from '#base/day.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law, Test } from '#law/law.ts';
import type { Finding } from '#law/rule.ts';
import { barredFrom } from './access.ts';
import { isHeld } from './allocation.ts';
import type { Act, Age, CaseEvent, Finding as Found, OutcomeCode, Stage } from './events.ts';
import type { CaseFile, Proposal } from './file.ts';
import { find, isRefused, open, sent, term } from './ground.ts';
import { no } from './refusals.ts';
import { restsOnNothing } from './mismatch.ts';
import { clockName, isSuspended, openRound, stageBefore, standing, waiting } from './stages.ts';

/** The law says which authority decides: from age, detention and area, or where the case was passed on. */
export function assign(file: CaseFile, facts: { readonly detained: boolean; readonly area: string | null }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const { passedTo } = file.decision;
  const who = find(law.authority, act.day, file.nation, act);
  if (isRefused(who)) return who;
  const authority = passedTo ?? who.value({ age: file.age, ...facts });
  return authority === file.decision.authority ? no('already-so', who.because) : done({ kind: 'Assigned', authority });
}

/** Given anew to who has it once their time has ended: that renews it. */
export function allocate(file: CaseFile, what: { readonly to: string; readonly bulk?: string }, law: Law, act: Act): Outcome<CaseEvent> {
  // A closed case is taken too: somebody must be able to send its letters and answer for it.
  const stop = sent(file, act) ?? (file.access.quarantine ? no('in-quarantine') : undefined);
  if (stop) return stop;
  if (!file.decision.authority) return no('not-assigned');
  if (barredFrom(file.access, what.to)) return no('has-conflict');
  const next = waiting(file, law);
  const again = next && byAnother(file, next.stage, next.round, law, { ...act, by: what.to });
  if (again) return again;
  return what.to === file.decision.allocatedTo && isHeld(file, law, act.day) ? no('already-so') : done({ kind: 'Allocated', ...what });
}

/** Who judges a case that nobody has takes it by that: somebody must send its letters and answer for it. */
const takes = (file: CaseFile, law: Law, act: Act): readonly CaseEvent[] => (isHeld(file, law, act.day) ? [] : [{ kind: 'Allocated', to: act.by }]);

export type AskedOf = Extract<CaseEvent, { kind: 'Asked' }>['to'];

/** Asks somebody something. The law's clock gives the day; where it sets none, the asker says by when. */
export function ask(file: CaseFile, what: { readonly question: string; readonly to: AskedOf; readonly by?: Day }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (file.decision.questions.some((one) => one.question === what.question)) return no('already-asked');
  const due = term(law, 'information-request', act.day, file.nation, act);
  // A day named by the asker rests on no rule, so an unconfirmed length does not stop a question that has one.
  if (isRefused(due) && !what.by) return due;
  const by = (isRefused(due) ? undefined : due?.due) ?? what.by;
  if (!by || by < act.day) return no('deadline-needed');
  return done({ kind: 'Asked', question: what.question, to: what.to, by });
}

/** An answer is welcome late, and while the case is paused. `by`: whose it is, where the program puts it down for them. */
export function answer(file: CaseFile, what: { readonly question: string; readonly by?: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const asked = file.decision.questions.find((one) => one.question === what.question);
  if (!asked) return no('not-asked');
  return asked.answered ? no('already-answered') : done({ kind: 'Answered', ...what });
}

/** `enoughWithout`: the person is missing and what is held is enough to decide all the same. */
export type Judgement = {
  readonly stage: Stage;
  readonly outcome: OutcomeCode;
  readonly findings: Readonly<Record<string, Found>>;
  readonly enoughWithout?: boolean;
  /** Elements whose finding rests on things that do not fit together. */
  readonly rests?: readonly string[];
};

/** Proposes a decision, on the test in force that day. */
export function propose(file: CaseFile, what: Judgement, law: Law, act: Act): Outcome<CaseEvent> {
  const round = mayDecide(file, what, law, act);
  if (typeof round !== 'number') return round;
  const waits = file.decision.proposed;
  if (waits && waits.stage === what.stage && waits.maker !== act.by) return no('proposal-waiting');
  const test = judged(file.age, what, law, act, file.nation);
  if (isRefused(test)) return test;
  const early = notAsked(file, what, law, act);
  if (early) return early;
  const { stage, outcome, findings, rests = [] } = what;
  const bare = restsOnNothing(file, { stage, round }, rests, law, act);
  if (bare) return bare;
  return done(...takes(file, law, act), { kind: 'Proposed', stage, round, outcome, findings, maker: act.by, ...(rests.length > 0 ? { rests } : {}) });
}

/** The second person returns the proposal to its maker. */
export function sendBack(file: CaseFile, what: { readonly stage: Stage }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const waits = file.decision.proposed;
  if (waits?.stage !== what.stage) return no('nothing-proposed');
  return done({ kind: 'SentBack', stage: waits.stage, round: waits.round, checker: act.by });
}

/** What the one who decides saw proposed: if it changed since, nothing is decided. */
export type Seen = {
  readonly stage: Stage;
  readonly round: number;
  readonly outcome: OutcomeCode;
  readonly enoughWithout?: boolean;
  /** The versions of standard paragraphs that stand in the reasons. */
  readonly law?: readonly string[];
};

/** What a decision says besides its findings, where there is anything to say. */
export const alsoSaid = (rests: readonly string[] = [], law: readonly string[] = []) => ({
  ...(rests.length > 0 ? { rests } : {}),
  ...(law.length > 0 ? { law } : {}),
});

/** Makes a proposed decision stand. A negative needs a second person where the law says so; a positive needs none. */
export function decide(file: CaseFile, seen: Seen, law: Law, act: Act): Outcome<CaseEvent> {
  const waits = file.decision.proposed;
  if (!waits) return open(file, act) ?? no('nothing-proposed');
  if (waits.stage !== seen.stage || waits.round !== seen.round || waits.outcome !== seen.outcome) return no('proposal-changed');
  if (act.day < waits.day) return no('before-proposal');
  const round = mayDecide(file, seen, law, act);
  if (typeof round !== 'number') return round;
  // Cleared up between proposal and decision, it counts no more.
  const stop = sameTest(file, waits, law, act) ?? restsOnNothing(file, waits, waits.rests, law, act);
  if (stop) return stop;
  const checker = act.by === waits.maker ? null : act.by;
  const alone = waits.outcome === 'negative' ? notAgreed(file, waits, law, act) : undefined;
  if (alone) return alone;
  const { stage, outcome, findings, maker } = waits;
  return done({ kind: 'Decided', stage, round, outcome, findings, maker, checker, ...alsoSaid(waits.rests, seen.law) });
}

/** Why a proposed negative may not stand by this person's word: where the law wants two, the second found the same before seeing the first. */
function notAgreed(file: CaseFile, waits: Proposal, law: Law, act: Act): Refused | undefined {
  const second = find(law.secondPerson, act.day, file.nation, act);
  if (isRefused(second)) return second;
  if (!second.value) return undefined;
  if (act.by === waits.maker) return no('second-person-needed', second.because);
  if (waits.reviews.some((one) => one.outcome !== waits.outcome)) return no('manager-decides', second.because);
  return waits.reviews.some((one) => one.reviewer === act.by) ? undefined : no('own-finding-first', second.because);
}

/** Proposes and decides in one step, where no second person is needed. */
export function decideAlone(file: CaseFile, what: Judgement & Pick<Seen, 'law'>, law: Law, act: Act): Outcome<CaseEvent> {
  const proposed = propose(file, what, law, act);
  if (!proposed.ok) return proposed;
  const event = proposed.events.find((one) => one.kind === 'Proposed');
  if (!event) return proposed;
  const { kind: _kind, ...waits } = event;
  const next = { ...file, decision: { ...file.decision, proposed: { ...waits, day: act.day, reviews: [] } } };
  const decided = decide(next, { ...what, round: event.round }, law, act);
  return decided.ok ? done(...proposed.events, ...decided.events) : decided;
}

/** The round to decide, or why nothing may be decided at that stage on that day. */
export function mayDecide(file: CaseFile, what: { stage: Stage; enoughWithout?: boolean }, law: Law, act: Act): number | Refused {
  const stop = open(file, act);
  if (stop) return stop;
  if (!law.stages.some((one) => one.id === what.stage)) return no('no-such-stage');
  if (!file.decision.authority) return no('not-assigned');
  if (isSuspended(file)) return no('suspended');
  if (file.presence.state === 'missing' && !what.enoughWithout) return no('person-missing');
  const round = openRound(file, what.stage);
  if (round === undefined) return no('already-decided');
  return byAnother(file, what.stage, round, law, act) ?? afterEarlier(file, what.stage, law, act) ?? round;
}

/** A decision that is made again is made by somebody else, where the law says so: nobody judges their own work. */
export function byAnother(file: CaseFile, stage: Stage, round: number, law: Law, act: Pick<Act, 'by' | 'day' | 'confirmed'>): Refused | undefined {
  if (round < 2 || !tookPartBefore(file, stage, round, act.by)) return undefined;
  const other = find(law.otherDecider, act.day, file.nation, { ...act, nation: file.nation });
  if (isRefused(other)) return other;
  return other.value ? no('other-decider', other.because) : undefined;
}

/** Whether somebody proposed, found or decided at this stage in an earlier round. */
export const tookPartBefore = (file: CaseFile, stage: Stage, round: number, person: string): boolean =>
  file.decision.part.some((one) => one.stage === stage && one.round < round && one.person === person);

/** A later stage waits for a positive earlier one, for the recovery period's end, and for consent at 18. */
function afterEarlier(file: CaseFile, stage: Stage, law: Law, act: Act): Refused | undefined {
  const before = stageBefore(law, stage);
  if (before === undefined) return undefined;
  const earlier = standing(file, before);
  if (earlier?.outcome !== 'positive' || openRound(file, before) !== undefined) return no('earlier-stage-first');
  const minimum = term(law, clockName(file, law, 'recovery-minimum'), earlier.day, file.nation, act);
  if (isRefused(minimum)) return minimum;
  // `due` is the last day of the period: the decision is first lawful the day after (data.md 9).
  if (minimum ? act.day <= minimum.due : act.day < earlier.day) {
    return minimum ? no('recovery-minimum', minimum.because) : no('earlier-stage-first');
  }
  if (file.consent.at18 !== 'asked') return undefined;
  const at18 = find(law.consentAt18, act.day, file.nation, act);
  if (isRefused(at18)) return at18;
  return at18.value ? no('consent-at-18-needed', at18.because) : undefined;
}

/** Judges findings on the test of that day: every element found on, and the outcome following from them. */
export function judged(age: Age, what: Judgement, law: Law, act: Act, nation: string): Finding<Test> | Refused {
  const rule = law.test[what.stage];
  if (!rule) return no('no-such-stage');
  const test = find(rule, act.day, nation, act);
  if (isRefused(test)) return test;
  const { elements } = test.value;
  if (Object.keys(what.findings).some((id) => !elements.some((element) => element.id === id))) return no('finding-unknown', test.because);
  const needed = elements.filter((element) => !element.notNeededFor.includes(age));
  if (elements.some((element) => !what.findings[element.id])) return no('finding-needed', test.because);
  if (needed.some((element) => what.findings[element.id] === 'not-needed')) return no('needed-after-all', test.because);
  const met = needed.every((element) => what.findings[element.id] === 'met');
  if (what.outcome === 'positive' && !met) return no('positive-needs-all', test.because);
  if (what.outcome === 'negative' && met) return no('negative-needs-one', test.because);
  return test;
}

/** Why a negative may not rest on too little being known yet: nobody was asked, or the day for the answer has not passed. */
function notAsked(file: CaseFile, what: Judgement, law: Law, act: Act): Refused | undefined {
  if (what.outcome !== 'negative' || !Object.values(what.findings).includes('not-known')) return undefined;
  const first = find(law.askedFirst, act.day, file.nation, act);
  if (isRefused(first)) return first;
  const settled = file.decision.questions.filter((one) => one.answered !== null || one.by < act.day);
  const { question, through } = first.value;
  const tried = (!question || settled.length > 0) && (through.length === 0 || settled.some((one) => through.includes(one.to)));
  return tried ? undefined : no('ask-first', first.because);
}

/** The law may have changed between proposal and decision: the findings must have been made on the test now in force. */
export function sameTest(file: CaseFile, waits: NonNullable<CaseFile['decision']['proposed']>, law: Law, act: Act): Refused | undefined {
  const now = judged(file.age, waits, law, act, file.nation);
  const rule = law.test[waits.stage];
  if (!rule) return no('no-such-stage');
  const then = find(rule, waits.day, file.nation, act);
  if (isRefused(then)) return then;
  const on = find(rule, act.day, file.nation, act);
  if (!isRefused(on) && on.because.from !== then.because.from) return no('test-changed', on.because);
  return isRefused(now) ? now : undefined;
}
