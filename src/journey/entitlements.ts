// What a person is due in support on a day: from when, until when, and by which rules.
import type { Day } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { BeyondCalendar, dueOf } from '#law/clock.ts';
import type { Law, SupportStage } from '#law/law.ts';
import { inForce, SilentLaw, versionOf } from '#law/rule.ts';
import type { CaseFile } from './file.ts';
import { standing } from './stages.ts';
import { supportPeriod, type Support } from './support.ts';

/** The person's support record, and those of their cases that the reader may see. */
export type Whose = { readonly support: Support; readonly cases: readonly CaseFile[] };

/** `until`: the last day. `runs`: whether support goes on past it, may end before it, or has no day. */
export type Where = {
  readonly stage: SupportStage;
  readonly from: Day;
  readonly until: Day | null;
  readonly runs: 'on' | 'at-most' | 'to' | 'open';
  readonly because: readonly Because[];
};

export type Entitled = Where & { readonly what: string; readonly says: string };

/** Where the person stands on that day; nothing where no support was ever opened or decided. */
export function supportStageOf({ support, cases }: Whose, law: Law, on: Day): Where | undefined {
  const decided = cases.flatMap((file) => afterDecision(file, law, on) ?? []);
  const by = (stage: SupportStage): Where | undefined => decided.find((one) => one.stage === stage);
  const open = support.since !== null && support.since <= on && (!support.ended || on <= support.ended);
  const positive = by('after-positive');
  if (open && positive) return positive;
  if (open && support.because === 'reasonable-grounds' && !by('after-negative') && !by('disqualified')) return inRecovery(support, law);
  if (!open && positive && support.ended && support.ended < on)
    return { stage: 'reach-in', from: support.ended, until: null, runs: 'open', because: positive.because };
  const refused = by('after-negative') ?? by('disqualified');
  if (refused) return refused;
  return open && support.since ? { stage: 'emergency', from: support.since, until: null, runs: 'open', because: [] } : undefined;
}

function inRecovery(support: Support, law: Law): Where | undefined {
  if (!support.owedSince) return undefined;
  const period = supportPeriod(support, law);
  const runs = !period ? 'open' : period.runs === 'earlier' ? 'at-most' : 'on';
  return { stage: 'recovery', from: support.owedSince, until: period?.due ?? null, runs, because: period ? [period.because] : [] };
}

/** What a decision that stands gives after it: by the last one, a disqualification before all. */
function afterDecision(file: CaseFile, law: Law, on: Day): Where | undefined {
  const { disqualified } = file.overlay;
  if (disqualified && disqualified <= on) return { stage: 'disqualified', from: disqualified, until: null, runs: 'open', because: [] };
  const last = law.stages.at(-1);
  const final = last && standing(file, last.id);
  const refused = law.stages.map(({ id }) => standing(file, id)).find((one) => one?.outcome === 'negative');
  if (final && final.outcome === 'positive' && final.day <= on) return moving(file, law, 'after-positive', final.day);
  if (!refused || refused.day > on) return undefined;
  return refused === final
    ? moving(file, law, 'after-negative', refused.day)
    : { stage: 'after-negative', from: refused.day, until: null, runs: 'open', because: [] };
}

const clocksOf = { 'after-positive': ['move-on-after-positive', 'support-after-positive'], 'after-negative': ['move-on-after-negative'] } as const;

function moving(file: CaseFile, law: Law, stage: keyof typeof clocksOf, from: Day): Where {
  for (const name of clocksOf[stage]) {
    const clock = law.clocks[name];
    try {
      const due = clock && dueOf(clock, from, file.nation, law.calendar(file.nation));
      if (due) return { stage, from, until: due.due, runs: stage === 'after-positive' ? 'on' : 'to', because: [due.because] };
    } catch (error) {
      if (!(error instanceof SilentLaw) && !(error instanceof BeyondCalendar)) throw error;
    }
  }
  return { stage, from, until: null, runs: 'open', because: [] };
}

/** Everything due to the person on that day. For who has left, the law of the day they left counts: who left before reach-in began has none. */
export function entitlements(whose: Whose, law: Law, on: Day): readonly Entitled[] {
  const where = supportStageOf(whose, law, on);
  if (!where) return [];
  const nation = whose.support.nation || whose.cases[0]?.nation || '';
  const governing = where.stage === 'reach-in' ? where.from : on;
  return Object.entries(law.entitlements).flatMap(([what, rule]) => {
    const says = versionOf(rule, governing, nation)?.value[where.stage];
    return says ? [{ ...where, what, says, because: [inForce(rule, governing, nation).because, ...where.because] }] : [];
  });
}

/** In the reader's language: the law's own sentence is the English of it. */
export const sayEntitlement = (say: Say, { what, stage, says }: Pick<Entitled, 'what' | 'stage' | 'says'>): string => say(`entitlement.${what}.${stage}`, says);

/** Every sentence of a country's entitlements, for the translators' file. The newest wording of each counts. */
export function entitlementTexts(law: Law): readonly { readonly id: string; readonly english: string }[] {
  const found = new Map<string, string>();
  for (const [what, rule] of Object.entries(law.entitlements))
    for (const { value } of [...rule.versions].sort((a, b) => (a.from < b.from ? -1 : 1)))
      for (const [stage, says] of Object.entries(value)) found.set(`entitlement.${what}.${stage}`, says);
  return [...found].map(([id, english]) => ({ id, english }));
}
