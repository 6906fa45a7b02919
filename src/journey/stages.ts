// Which stage and round stand, which may be decided next: the country's stages in their order, each round decided once.
import type { Law } from '#law/law.ts';
import type { Stage } from './events.ts';
import type { CaseFile, Decision } from './file.ts';

/** The decision that stands at a stage: that of its latest round. */
export function standing(file: CaseFile, stage: Stage): Decision | undefined {
  return file.decision.made
    .filter((one) => one.stage === stage)
    .reduce<Decision | undefined>((last, one) => (last && last.round > one.round ? last : one), undefined);
}

/** The round now to be decided at a stage; nothing where it is decided. A further round opens only on a reconsideration accepted. */
export function openRound(file: CaseFile, stage: Stage): number | undefined {
  const last = standing(file, stage);
  if (!last) return 1;
  const reopened = file.decision.reconsiderations.some((one) => one.stage === stage && one.round === last.round && one.state === 'accepted');
  return reopened ? last.round + 1 : undefined;
}

/** The stage and round waiting for a decision, in the law's order; nothing where all is decided. */
export function waiting(file: CaseFile, law: Law): { readonly stage: Stage; readonly round: number } | undefined {
  for (const { id } of law.stages) {
    const round = openRound(file, id);
    if (round !== undefined) return { stage: id, round };
    if (standing(file, id)?.outcome === 'negative') return undefined;
  }
  return undefined;
}

/** Whether the last stage of all (in the UK the conclusive decision) was made and is not open again, nor an earlier one. */
export function lastStageClosed(file: CaseFile, law: Law): boolean {
  const last = law.stages.at(-1);
  return last !== undefined && standing(file, last.id) !== undefined && waiting(file, law) === undefined;
}

/** The stage before this one in the law's order. */
export function stageBefore(law: Law, stage: Stage): Stage | undefined {
  const at = law.stages.findIndex((one) => one.id === stage);
  return at > 0 ? law.stages[at - 1]?.id : undefined;
}

export function isSuspended(file: CaseFile): boolean {
  return file.decision.suspended.some((one) => !one.until);
}

/** A clock of this name that the law sets apart for the authority deciding the case (a council's panel), else the common one. */
export function clockName(file: CaseFile, law: Law, name: string): string {
  const apart = `child-panel-${name}`;
  return file.decision.authority?.includes('panel') && law.clocks[apart] ? apart : name;
}
