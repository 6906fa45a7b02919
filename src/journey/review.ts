// Looking again at a decision: a request within its window, accepted or not, or a court's order; each opens the next round.
import type { Day } from '#base/day.ts';
import { done, type Because, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { barredFrom, deciders, type AtWork } from './access.ts';
import { byAnother, tookPartBefore } from './decision.ts';
import type { Act, CaseEvent, Stage } from './events.ts';
import type { CaseFile, Decision } from './file.ts';
import { find, isRefused, open, sent, term } from './ground.ts';
import { no } from './refusals.ts';
import { openRound, standing, waiting } from './stages.ts';

type Asked = Extract<CaseEvent, { kind: 'ReconsiderationAsked' }>;

/** `exceptional`: something stood in the way of asking in time; the request is then recorded as late. */
export type Request = { readonly stage: Stage; readonly by: Asked['by']; readonly ground: Asked['ground']; readonly exceptional?: boolean };

/** Asks for a negative to be looked at again. A court's order needs no window and opens the next round by itself. */
export function askReconsideration(file: CaseFile, what: Request, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  const decision = standing(file, what.stage);
  if (!decision || act.day < decision.day) return no('nothing-to-reconsider');
  if (openRound(file, what.stage) !== undefined) return no('round-already-open');
  const { stage, by, ground } = what;
  const asked: Asked = { kind: 'ReconsiderationAsked', stage, round: decision.round, by, ground };
  if (ground === 'court-order') return done<CaseEvent>(asked, { kind: 'ReconsiderationAccepted', stage, round: decision.round });
  const late = mayAsk(file, what, decision, law, act);
  if (typeof late !== 'boolean') return late;
  return done(late ? { ...asked, late: true } : asked);
}

/** Whether the request is late, or why it may not be made. */
function mayAsk(file: CaseFile, what: Request, decision: Decision, law: Law, act: Act): boolean | Refused {
  const stop = open(file, act);
  if (stop) return stop;
  if (decision.outcome !== 'negative') return no('nothing-to-reconsider');
  if (pending(file, decision)) return no('reconsideration-waiting');
  const rule = find(law.reconsideration, act.day, file.nation, act);
  if (isRefused(rule)) return rule;
  if (!rule.value.who.includes(what.by)) return no('may-not-ask', rule.because);
  if (!rule.value.grounds.includes(what.ground)) return no('not-a-ground', rule.because);
  const passed = windowPassed(decision, act.day, law, file.nation, act);
  if (isRefused(passed)) return passed;
  if (passed && !what.exceptional) return no('out-of-time', passed.because);
  return passed !== undefined;
}

const pending = (file: CaseFile, decision: Decision) =>
  file.decision.reconsiderations.find((one) => one.stage === decision.stage && one.round === decision.round && one.state === 'asked');

/** The law of the day of the decision sets the window; before it set one there was no limit. */
function windowPassed(decision: Decision, on: Day, law: Law, nation: string, act: Act): { readonly because: Because } | undefined | Refused {
  const due = term(law, 'reconsideration', decision.day, nation, act);
  if (isRefused(due)) return due.code === 'law-silent' ? undefined : due;
  return due && on > due.due ? { because: due.because } : undefined;
}

export type Answer =
  { readonly stage: Stage; readonly accept: true } | { readonly stage: Stage; readonly accept: false; readonly why: 'out-of-time' | 'no-new-information' };

/** Accepting opens the next round of that stage; turning down as late needs that it was late. */
export function decideReconsideration(file: CaseFile, what: Answer, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const decision = standing(file, what.stage);
  const asked = decision && pending(file, decision);
  if (!decision || !asked) return no('not-requested');
  if (act.day < asked.asked) return no('before-it-began');
  const { stage, round } = asked;
  // Whoever had a hand in the decision does not judge either whether it is looked at again.
  const mine = byAnother(file, stage, round + 1, law, act);
  if (mine) return mine;
  if (what.accept) return done({ kind: 'ReconsiderationAccepted', stage, round });
  if (what.why === 'out-of-time') {
    const passed = windowPassed(decision, asked.asked, law, file.nation, act);
    if (isRefused(passed)) return passed;
    if (!passed) return no('was-in-time');
  }
  return done({ kind: 'ReconsiderationRefused', stage, round, why: what.why });
}

/** The stage and round that somebody else has to look at: a request that waits, or a further round that is open. */
export function lookedAtAgain(file: CaseFile, law: Law): { readonly stage: Stage; readonly round: number } | undefined {
  const asked = file.decision.reconsiderations.find((one) => one.state === 'asked');
  if (asked) return { stage: asked.stage, round: asked.round + 1 };
  const next = waiting(file, law);
  return next && next.round > 1 ? next : undefined;
}

/**
 * Passes a second look on to the authority that the law names, where fewer are left here than it takes: two where a negative needs two.
 * Whoever took part or may not see the case is not left.
 */
export function passOn(file: CaseFile, what: { readonly people: readonly AtWork[] }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const again = lookedAtAgain(file, law);
  if (!again) return no('not-requested');
  if (file.decision.passedTo) return no('already-so');
  const rule = find(law.againElsewhere, act.day, file.nation, act);
  if (isRefused(rule)) return rule;
  const authority = rule.value[file.decision.authority ?? ''];
  if (!authority) return no('nobody-elsewhere', rule.because);
  const second = find(law.secondPerson, act.day, file.nation, act);
  if (isRefused(second)) return second;
  const left = what.people.filter(
    (one) =>
      one.organisation === file.decision.authority &&
      deciders.includes(one.role) &&
      !barredFrom(file.access, one.person) &&
      !tookPartBefore(file, again.stage, again.round, one.person),
  );
  if (new Set(left.map((one) => one.person)).size >= (second.value ? 2 : 1)) return no('enough-left', rule.because);
  return done({ kind: 'PassedOn', ...again, authority });
}
