// What the command line prints of the law: one clock worked out day by day, and every rule in force on a day.
import type { Day, Step } from '#base/day.ts';
import type { Standing } from '#base/outcome.ts';
import { BeyondCalendar, dueOf } from './clock.ts';
import { rulesOf, type Law } from './law.ts';
import { SilentLaw, versionOf, type Rule, type Version } from './rule.ts';

/** Scripts rely on these keys: nothing may be renamed or left out. */
export type DueReport = { readonly due: Day; readonly rule: string; readonly source: string; readonly standing: Standing; readonly steps: readonly Step[] };
/** A sentence that says why there is no due day. */
export type NoDue = { readonly none: string };

export function dueReport(law: Law, asked: { readonly clock: string; readonly nation: string; readonly from: Day }): DueReport | NoDue {
  const clock = law.clocks[asked.clock];
  if (!clock) return { none: `The law of ${law.name} has no clock called ${asked.clock}. It has: ${Object.keys(law.clocks).join(', ')}.` };
  const place = law.nations.find((nation) => nation.code === asked.nation)?.name;
  if (!place) return { none: `${law.name} has no nation called ${asked.nation}. It has: ${law.nations.map((nation) => nation.code).join(', ')}.` };
  try {
    const due = dueOf(clock, asked.from, asked.nation, law.calendar(asked.nation));
    if (!due) return { none: `The law of ${place} sets no such period for one starting on ${asked.from}: ${clock.question}` };
    return { due: due.due, rule: due.because.rule, source: due.because.source, standing: due.because.standing, steps: due.steps };
  } catch (problem) {
    if (problem instanceof SilentLaw) return { none: `No law is known for ${place} on ${asked.from}: ${clock.question}` };
    if (problem instanceof BeyondCalendar) return { none: `This cannot be worked out: ${problem.message}.` };
    throw problem;
  }
}

/** One version of one rule, with the nations it holds for; `until` is its last day. */
export type LawLine = {
  readonly id: string;
  readonly question: string;
  readonly nation: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly says: string;
  readonly source: string;
  readonly standing: Standing;
  readonly note: string | null;
};

/** Every rule in force on a day, in one nation or in all. Where the law is silent there is no line. */
export function lawReport(law: Law, asked: { readonly on: Day; readonly nation?: string }): readonly LawLine[] {
  const nations = law.nations.map((nation) => nation.code).filter((code) => !asked.nation || code === asked.nation);
  return rulesOf(law).flatMap((rule) => {
    const versions = new Map<Version<unknown>, string[]>();
    for (const nation of nations) {
      const version = versionOf(rule, asked.on, nation);
      if (version) versions.set(version, [...(versions.get(version) ?? []), nation]);
    }
    return [...versions].map(([version, held]) => line(rule, version, held));
  });
}

function line(rule: Rule<unknown>, version: Version<unknown>, nations: readonly string[]): LawLine {
  return {
    id: rule.id,
    question: rule.question,
    nation: nations.join(', '),
    from: version.from,
    until: version.until ?? null,
    says: rule.inWords(version.value),
    source: version.source.cite,
    standing: version.source.standing,
    note: version.note ?? null,
  };
}
