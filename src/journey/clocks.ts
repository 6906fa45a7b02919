// What is due in a case, when, and by which rule: every clock derived from facts and law, never stored as truth (data.md 9).
import { addDays, type Day, type Step } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import { BeyondCalendar, dueOf, type Clock, type Due, type Force, type Pause } from '#law/clock.ts';
import type { Law } from '#law/law.ts';
import { inForce, SilentLaw, type Rule } from '#law/rule.ts';
import type { CaseFile, Decision } from './file.ts';
import { clockName, openRound, standing } from './stages.ts';

/** Sealed facts a clock may rest on: handed in by whoever may open them, and gone with them. */
export type Facts = { readonly eighteenOn?: Day; readonly courtOn?: Day; readonly removalOn?: Day; readonly visaEndsOn?: Day };

/**
 * met: what was due was done in time, or a minimum is over. missed: it was not, or not yet. over: a period or window that
 * has run out. stopped: the case ended first. not-known: the day lies beyond the list of holidays.
 */
export type ClockState = 'running' | 'met' | 'missed' | 'paused' | 'over' | 'stopped' | 'not-known';

export type CaseClock = {
  readonly name: string;
  /** Who has to act: the deciding authority, somebody asked, or nobody (a period or window that is the person's own). */
  readonly whose: 'authority' | 'asked' | 'person';
  /** The stage or question it is about, where a case can have several of the name. */
  readonly about: string | null;
  readonly from: Day;
  /** The last day of the period; nothing while it is paused without end. */
  readonly due: Day | null;
  /** For a minimum: the first day on which what it forbids is lawful. */
  readonly firstLawful: Day | null;
  /** The period runs on past `due` until the conclusive decision. */
  readonly openEnded: boolean;
  readonly force: Force;
  readonly steps: readonly Step[];
  readonly because: Because;
  readonly ended: Day | null;
  readonly state: ClockState;
};

/** Every clock of a case, in the order in which they start. Without `today` nothing counts as missed by mere waiting. */
export function clocks(file: CaseFile, law: Law, facts: Facts = {}, today?: Day): readonly CaseClock[] {
  if (!file.referred) return [];
  const all = [
    grounds(file, law, today),
    minimum(file, law, today),
    support(file, law, today),
    ...file.decision.questions.map((_one, i) => request(file, law, i, today)),
    ...law.stages.flatMap(({ id }) => reviewWindows(file, law, id, today)),
    ...afterwards(file, law, today),
    eighteen(file, law, facts, today),
  ].filter((one) => one !== undefined);
  return all.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** The due day that comes next among the work still open, whether the authority's or of somebody asked. */
export function nextDue(all: readonly CaseClock[]): CaseClock | undefined {
  const work = all.filter((one) => one.whose !== 'person' && one.due && !one.ended && (one.state === 'running' || one.state === 'missed'));
  return work.reduce<CaseClock | undefined>((next, one) => (next?.due && one.due && next.due <= one.due ? next : one), undefined);
}

type Running = {
  readonly whose: CaseClock['whose'];
  readonly about?: string;
  readonly ended?: Day | null;
  readonly pauses?: CaseFile['decision']['suspended'];
  readonly window?: true;
  readonly today?: Day | undefined;
};

/** One clock from its governing day; nothing where the law of that day and nation sets none. */
function run(file: CaseFile, law: Law, name: string, from: Day, how: Running): CaseClock | undefined {
  const clock = law.clocks[name];
  const because = clock && governs(clock.length, from, file.nation);
  if (!clock || !because) return undefined;
  const found = reckon(clock, from, file.nation, law, how.pauses ?? []);
  if (found === 'no-term') return undefined;
  const due = found === 'paused' || found === 'beyond' ? null : found.due;
  const ended = how.ended ?? null;
  return {
    name,
    whose: how.whose,
    about: how.about ?? null,
    from,
    due,
    firstLawful: due && clock.force === 'minimum' ? addDays(due, 1) : null,
    openEnded: false,
    force: clock.force,
    steps: typeof found === 'string' ? [] : found.steps,
    because,
    ended,
    state: found === 'beyond' ? 'not-known' : stateOf(due, ended, file, clock.force, how),
  };
}

function stateOf(due: Day | null, ended: Day | null, file: CaseFile, force: Force, how: Pick<Running, 'window' | 'today'>): ClockState {
  if (ended) return how.window ? 'met' : due && ended > due && force !== 'minimum' ? 'missed' : 'met';
  if (file.decision.ended) return 'stopped';
  if (!due) return 'paused';
  if (!how.today || how.today <= due) return 'running';
  return how.window ? 'over' : force === 'minimum' ? 'met' : 'missed';
}

function governs<T>(rule: Rule<T>, on: Day, nation: string): Because | undefined {
  try {
    return inForce(rule, on, nation).because;
  } catch (error) {
    if (error instanceof SilentLaw) return undefined;
    throw error;
  }
}

/** A pause without end leaves the due day open, unless the period was over before it began. */
function reckon(clock: Clock, from: Day, nation: string, law: Law, suspended: CaseFile['decision']['suspended']): Due | 'no-term' | 'paused' | 'beyond' {
  const pauses: Pause[] = suspended.flatMap((one) => (one.until ? [{ from: one.from, until: one.until }] : []));
  const open = suspended.find((one) => !one.until);
  try {
    const due = dueOf(clock, from, nation, law.calendar(nation), pauses);
    if (!due) return 'no-term';
    return open && open.from <= due.due ? 'paused' : due;
  } catch (error) {
    if (error instanceof BeyondCalendar) return open ? 'paused' : 'beyond';
    throw error;
  }
}

/** The first decision's target or duty, from the referral; a council's panel has its own. The authority's work pauses. */
function grounds(file: CaseFile, law: Law, today: Day | undefined): CaseClock | undefined {
  const stage = law.stages[0];
  if (!stage || !file.referred) return undefined;
  const ended = file.decision.made.find((one) => one.stage === stage.id)?.day ?? null;
  const name = clockName(file, law, stage.id);
  return run(file, law, name, file.referred, { whose: 'authority', about: stage.id, ended, pauses: file.decision.suspended, today });
}

function positiveFirst(file: CaseFile, law: Law): Decision | undefined {
  const first = law.stages[0] && standing(file, law.stages[0].id);
  return first?.outcome === 'positive' ? first : undefined;
}

/** The decision of the last stage, where there is more than one. */
function conclusive(file: CaseFile, law: Law): Decision | undefined {
  const last = law.stages.length > 1 ? law.stages.at(-1) : undefined;
  return last && standing(file, last.id);
}

/** The recovery period, in which nobody is removed and nothing conclusive is decided; it is the person's and never pauses. */
function minimum(file: CaseFile, law: Law, today: Day | undefined): CaseClock | undefined {
  const first = positiveFirst(file, law);
  if (!first) return undefined;
  return run(file, law, clockName(file, law, 'recovery-minimum'), first.day, { whose: 'person', ended: conclusive(file, law)?.day ?? null, today });
}

/** Support runs to the later, or in some nations the earlier, of its length and the conclusive decision. */
function support(file: CaseFile, law: Law, today: Day | undefined): CaseClock | undefined {
  const first = positiveFirst(file, law);
  const clock = first && run(file, law, 'support-period', first.day, { whose: 'person', window: true, today });
  if (!first || !clock?.due) return clock;
  const runs = governs(law.supportRuns, first.day, file.nation) && inForce(law.supportRuns, first.day, file.nation).value;
  const last = conclusive(file, law);
  const decided = last?.day;
  const toTheLater = runs === 'later' || (runs === 'later-if-positive' && last?.outcome === 'positive');
  const due = decided && (toTheLater ? decided > clock.due : decided < clock.due) ? decided : clock.due;
  const openEnded = runs !== 'earlier' && runs !== undefined && !decided;
  if (file.support.endedOn) return { ...clock, due, ended: file.support.endedOn, state: 'stopped' };
  const over = today !== undefined && today > due && !openEnded;
  return { ...clock, due, openEnded, state: over ? 'over' : file.decision.ended ? 'stopped' : 'running' };
}

/** An answer asked for: by the law's length, or by the day the asker named where none (or none confirmed) was used. */
function request(file: CaseFile, law: Law, at: number, today: Day | undefined): CaseClock | undefined {
  const asked = file.decision.questions[at];
  if (!asked) return undefined;
  const { question, by, asked: from, answered: ended } = asked;
  const how = { whose: 'asked', about: question, ended, today } as const;
  if (run(file, law, 'information-request', from, how)?.due === by) {
    return run(file, law, 'information-request', from, { ...how, pauses: file.decision.suspended });
  }
  const because: Because = { rule: 'asked-by', question: 'By when was an answer asked for?', from, source: 'the question as it was asked', standing: 'read' };
  return plain({
    name: 'information-request',
    whose: 'asked',
    about: question,
    from,
    due: by,
    force: 'service',
    because,
    ended,
    state: stateOf(by, ended, file, 'service', { today }),
  });
}

/** A clock whose day needs no counting. */
function plain(of: Omit<CaseClock, 'firstLawful' | 'openEnded' | 'steps'>): CaseClock {
  return { ...of, firstLawful: null, openEnded: false, steps: [] };
}

/** How long a negative may still be questioned, and taken to court: by the law of the day it was decided. */
function reviewWindows(file: CaseFile, law: Law, stage: string, today: Day | undefined): (CaseClock | undefined)[] {
  const made = standing(file, stage);
  if (made?.outcome !== 'negative' || openRound(file, stage) !== undefined) return [];
  const asked = file.decision.reconsiderations.find((one) => one.stage === stage && one.round === made.round && !one.late);
  const how = { whose: 'person', about: stage, window: true, today } as const;
  return [run(file, law, 'reconsideration', made.day, { ...how, ended: asked?.asked ?? null }), run(file, law, 'judicial-review', made.day, how)];
}

/** Support after the conclusive decision. */
function afterwards(file: CaseFile, law: Law, today: Day | undefined): (CaseClock | undefined)[] {
  const made = conclusive(file, law);
  if (!made || !file.support.since) return [];
  const names = made.outcome === 'positive' ? ['move-on-after-positive', 'support-after-positive'] : ['move-on-after-negative'];
  return names.map((name) => run(file, law, name, made.day, { whose: 'person', window: true, today }));
}

/** At 18 the person decides whether to stay. The day is a sealed fact: it stands here only while it is handed in. */
function eighteen(file: CaseFile, law: Law, facts: Facts, today: Day | undefined): CaseClock | undefined {
  if (!facts.eighteenOn || !file.referred || file.age === 'adult') return undefined;
  const because = governs(law.consentAt18, facts.eighteenOn, file.nation);
  if (!because) return undefined;
  const due = facts.eighteenOn;
  const state = stateOf(due, null, file, 'duty', { today });
  return plain({ name: 'eighteenth-birthday', whose: 'authority', about: null, from: file.referred, due, force: 'duty', because, ended: null, state });
}
