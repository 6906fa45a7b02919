// The one gate every outgoing message passes: may this reach the person, and how (data.md 17).
import { daysBetween, type Day } from '#base/day.ts';

/** What the person said about being reached. `ways` are codes of the safe-contact questions; none is ever preselected. */
export type ContactFacts = {
  readonly ways: readonly string[];
  readonly saidOn: Day | null;
  /** Somebody has doubted since that the contact is safe. */
  readonly doubted: boolean;
};

export type Gate =
  { readonly open: true; readonly ways: readonly string[] } | { readonly open: false; readonly why: 'no-safe-contact' | 'expired' | 'doubtful' };

/** The service's own rule: what was said about safe contact is asked again after this many days. */
export const contactAgesAfter = 180;

/** Missing, expired or doubtful means hold and give a worker a task; never fall back to the last address. */
export function safeContact(facts: ContactFacts, today: Day): Gate {
  const ways = facts.ways.filter((way) => way !== 'none' && way !== 'not-known');
  if (ways.length === 0 || !facts.saidOn) return { open: false, why: 'no-safe-contact' };
  if (facts.doubted) return { open: false, why: 'doubtful' };
  if (daysBetween(facts.saidOn, today) > contactAgesAfter) return { open: false, why: 'expired' };
  return { open: true, ways };
}
