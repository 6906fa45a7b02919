// What still stands between this installation and real people's data.
import { assumedRules } from '#journey/installation.ts';
import type { Law } from '#law/law.ts';

/** Sentences, one a blocker; empty when the installation may hold real people's data. `confirmed`: rules an administrator confirmed. */
export function blockers(law: Law, confirmed: ReadonlySet<string>): readonly string[] {
  const open = assumedRules(law).filter((rule) => !confirmed.has(rule.id));
  return [
    'Sign-in: there is none yet; anybody at this machine can take any practice role.',
    'Access proofs: the policy is not yet enforced twice and proved; see SECURITY.md.',
    'Safe contact: letters pass one gate and a person prints or hands them over; no other message may leave yet.',
    ...open.map((rule) => `Unconfirmed rule: ${rule.id} from ${rule.from} (${rule.source}). An administrator confirms it with its source and date.`),
  ];
}
