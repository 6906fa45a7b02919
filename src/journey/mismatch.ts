// Two passages that do not fit together: noted with what may explain it before a reason may rest on it. What is added or put right is no contradiction.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { writing } from './cite.ts';
import type { Act, CaseEvent, Considered } from './events.ts';
import type { CaseFile, Mismatch } from './file.ts';
import { find, isRefused } from './ground.ts';
import { no } from './refusals.ts';

/** A passage: an answer in one of its versions, or a document. */
export type Named = { readonly holds: string; readonly what: string; readonly version: number };

export type Noting = {
  readonly mismatch: string;
  readonly element: string;
  readonly between: readonly [Named, Named];
  readonly considered: Readonly<Record<string, Considered | undefined>>;
};

export const nameOf = ({ holds, what, version }: Named): string => `${holds}/${what}/${version}`;

/** Notes it for whoever is writing findings: the first person, or the second for themselves alone. */
export function noteMismatch(file: CaseFile, what: Noting, law: Law, act: Act): Outcome<CaseEvent> {
  const at = writing(file, law, act.by);
  if ('ok' in at) return at;
  const [one, other] = what.between;
  // Two versions of one answer: the later adds to the earlier, whoever said it.
  if (one.holds === other.holds && one.what === other.what) return no('correction-is-no-contradiction');
  const causes = find(law.mismatchCauses, act.day, file.nation, act);
  if (isRefused(causes)) return causes;
  const considered: Record<string, Considered> = {};
  for (const cause of causes.value) {
    const said = what.considered[cause];
    if (!said) return no('causes-first', causes.because);
    considered[cause] = said;
  }
  const test = law.test[at.stage];
  const on = test && find(test, act.day, file.nation, act);
  if (!on) return no('no-such-stage');
  if (isRefused(on)) return on;
  if (!on.value.elements.some((element) => element.id === what.element)) return no('finding-unknown', on.because);
  const { mismatch, element } = what;
  const of = at.of ? 'second' : 'first';
  return done({
    kind: 'MismatchNoted',
    ...{ mismatch, stage: at.stage, round: at.round, element, of, by: act.by },
    ...{ between: [nameOf(one), nameOf(other)], considered },
  });
}

export const isExplained = ({ considered }: Pick<Mismatch, 'considered'>): boolean => Object.values(considered).includes('explains');

/** Whose findings at a stage and round: the first person's, or those of one second person. */
export type Whose = { readonly stage: string; readonly round: number; readonly of?: string };

export const mismatchesOf = (file: CaseFile, { stage, round, of }: Whose): readonly Mismatch[] =>
  file.decision.mismatches.filter((one) => one.stage === stage && one.round === round && (of ? one.of === 'second' && one.by === of : one.of === 'first'));

/** Why findings may not rest on an inconsistency: its causes were not considered, one of them explains it, or it was cleared up since. */
export function restsOnNothing(file: CaseFile, whose: Whose, rests: readonly string[] | undefined, law: Law, act: Act): Refused | undefined {
  if (!rests || rests.length === 0) return undefined;
  const causes = find(law.mismatchCauses, act.day, file.nation, act);
  if (isRefused(causes)) return causes;
  for (const element of rests) {
    const noted = mismatchesOf(file, whose).filter((one) => one.element === element);
    if (noted.some((one) => !one.corrected && !isExplained(one))) continue;
    if (noted.length === 0) return no('causes-first', causes.because);
    return no(noted.every((one) => one.corrected) ? 'mismatch-cleared-up' : 'mismatch-explained', causes.because);
  }
  return undefined;
}

/** What happened, as somebody may see it: until a second person has found for themselves, not even that the first noted something. */
export function happeningsFor(file: CaseFile, events: CaseFile['past'], law: Law, person: string): CaseFile['past'] {
  const at = writing(file, law, person);
  if ('ok' in at || !at.of) return events;
  return events.filter(({ event }) => event.kind !== 'MismatchNoted' || event.by === person);
}
