// The installation's own ledger: which assumed rules an administrator has confirmed, with source and day (data.md 16).
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { rulesOf, type Law } from '#law/law.ts';
import { no } from './refusals.ts';

/** `source` cites the text that was read; `read` is the day on which it was read. */
export type InstallationEvent = { readonly kind: 'RuleConfirmed'; readonly rule: string; readonly source: string; readonly read: Day };

export type Installation = { readonly confirmed: ReadonlyMap<string, { readonly source: string; readonly read: Day; readonly by: string }> };

export const installationStream: Stream<Installation, InstallationEvent> = {
  name: 'installation',
  start: { confirmed: new Map() },
  evolve: (state, { event, actor }) => ({ confirmed: new Map([...state.confirmed, [event.rule, { source: event.source, read: event.read, by: actor }]]) }),
};

/** Rules of a law that rest, in some version, on what nobody has read or reported. */
export function assumedRules(law: Law): readonly { readonly id: string; readonly question: string; readonly from: Day; readonly source: string }[] {
  return rulesOf(law).flatMap((rule) =>
    rule.versions
      .filter((version) => version.source.standing === 'assumed')
      .map((version) => ({ id: rule.id, question: rule.question, from: version.from, source: version.source.cite })),
  );
}

/** Confirms an assumed rule: somebody has read its source. The rule itself is corrected in the country's folder with the next release. */
export function confirmRule(
  _state: Installation,
  what: { readonly rule: string; readonly source: string; readonly read: Day },
  law: Law,
  today: Day,
): Outcome<InstallationEvent> {
  if (!assumedRules(law).some((rule) => rule.id === what.rule)) return no('not-assumed');
  if (what.source.trim() === '') return no('source-needed');
  if (what.read > today) return no('day-ahead');
  return done({ kind: 'RuleConfirmed', rule: what.rule, source: what.source.trim(), read: what.read });
}
