// What an act asks of the law before it may happen: the rule in force, and whether anybody has confirmed it.
import type { Day } from '#base/day.ts';
import type { Because, Refused } from '#base/outcome.ts';
import { dueOf, type Due } from '#law/clock.ts';
import type { Law } from '#law/law.ts';
import { inForce, SilentLaw, type Finding, type Rule } from '#law/rule.ts';
import type { Act, Confirmed, Nation } from './events.ts';
import type { CaseFile } from './file.ts';
import { no } from './refusals.ts';

/** The rules among these whose source nobody has read or reported yet (data.md 16). */
export function assumedIn(becauses: readonly Because[]): readonly Because[] {
  return becauses.filter((because) => because.standing === 'assumed');
}

/** Refuses where one of these rules is assumed and not confirmed: nobody gains or loses a right by our guess. */
export function unconfirmed(confirmed: Confirmed, ...becauses: Because[]): Refused | undefined {
  if (confirmed === 'practice') return undefined;
  const open = assumedIn(becauses).filter((because) => !confirmed.has(because.rule));
  return open.length ? no('rule-not-confirmed', ...open) : undefined;
}

export function isRefused(found: object | undefined): found is Refused {
  return found !== undefined && 'ok' in found && found.ok === false;
}

/** The rule in force on the governing day, or why nobody may act on it. */
export function find<T>(rule: Rule<T>, on: Day, nation: Nation, act: Act): Finding<T> | Refused {
  try {
    const found = inForce(rule, on, nation);
    return unconfirmed(act.confirmed, found.because) ?? found;
  } catch (error) {
    if (error instanceof SilentLaw) return no('law-silent', silence(rule, on));
    throw error;
  }
}

/** A clock's due day from a governing day; nothing where the country has no such clock or the law sets no length. */
export function term(law: Law, name: string, from: Day, nation: Nation, act: Act): Due | undefined | Refused {
  const clock = law.clocks[name];
  if (!clock) return undefined;
  const found = find(clock.length, from, nation, act);
  if (isRefused(found)) return found;
  return dueOf(clock, from, nation, law.calendar(nation));
}

function silence(rule: { readonly id: string; readonly question: string }, on: Day): Because {
  return { rule: rule.id, question: rule.question, from: on, source: 'no version in force', standing: 'assumed' };
}

/** The case as it must be for nearly every act: sent, not ended, and the day not before it was sent. */
export function open(file: CaseFile, act: Act): Refused | undefined {
  return sent(file, act) ?? (file.access.quarantine ? no('in-quarantine') : file.decision.ended ? no('case-ended') : undefined);
}

export function sent(file: CaseFile, act: Act): Refused | undefined {
  if (!file.exists || !file.referred) return no('no-such-case');
  if (act.day < file.referred) return no('before-referral');
  return undefined;
}
