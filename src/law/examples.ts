// Whether the worked examples written beside a rule hold today: what a lawyer disputes is worked out again, not remembered.
import { BeyondCalendar, dueOf, type Clock } from './clock.ts';
import type { Law } from './law.ts';
import { inForce, SilentLaw, type Example, type Rule } from './rule.ts';

/** `says` is what the example expects, `found` what the law as written answers. `starts`: the day starts a clock, and the answer is a due day. */
export type Checked = {
  readonly on: Example['on'];
  readonly nation: string;
  readonly starts: boolean;
  readonly says: string;
  readonly found: string;
  readonly holds: boolean;
  readonly note: string | null;
};

const silent = 'Nothing: the law is silent.';

export function checkExamples(rule: Rule<unknown>): readonly Checked[] {
  return rule.examples.map(({ on, nation, says }) => {
    const found = orSilent(() => rule.inWords(inForce(rule, on, nation).value));
    return { on, nation, starts: false, says, found, holds: found === says, note: null };
  });
}

/** A clock's examples: started on that day in that nation, due on this one. */
export function checkClock(clock: Clock, law: Law): readonly Checked[] {
  return (clock.examples ?? []).map(({ from, nation, due, note }) => {
    const found = orSilent(() => dueOf(clock, from, nation, law.calendar(nation))?.due ?? 'nothing');
    return { on: from, nation, starts: true, says: due, found, holds: found === due, note: note ?? null };
  });
}

function orSilent(work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (error instanceof SilentLaw || error instanceof BeyondCalendar) return silent;
    throw error;
  }
}
