// What who referred may see later, by kind of organisation, and for how long: what the law of the day names and the policy lets it read.
import { fieldsOver } from '#access/may.ts';
import type { OrganisationKind } from '#access/roles.ts';
import { addDays, type Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';

export type Sees = 'receipt' | 'stage' | 'questions' | 'result';

/** What a kind of organisation sees of what it sent. */
export function seesOf(law: Law, on: Day, nation: string, kind: string): ReadonlySet<Sees> {
  const allowed = fieldsOver({ role: 'first-responder', kind: kind as OrganisationKind }, 'intake', ['referred'], 'read');
  return new Set((inForce(law.referrerSees, on, nation).value[kind] ?? []).filter((one) => allowed.has(one)));
}

export function seenUntil(law: Law, sentOn: Day, nation: string): Day {
  return addDays(sentOn, inForce(law.referrerSeesFor, sentOn, nation).value);
}
