// What still stands between this installation and real people's data.
import { rulesOf } from '#law/law.ts';
import { countries } from './house.ts';

/** Sentences, one a blocker; empty when the installation may hold real people's data. */
export function blockers(): readonly string[] {
  const found = [
    'Sign-in: there is none yet; anybody at this machine can take any practice role.',
    'Access proofs: the policy is not yet enforced twice and proved; see SECURITY.md.',
    'Safe contact: no message leaves by itself yet; letters are printed or handed over by a person.',
  ];
  const uk = countries['uk'];
  const assumed = uk ? rulesOf(uk).flatMap((rule) => rule.versions.filter((version) => version.source.standing === 'assumed').map((version) => `${rule.id} from ${version.from}`)) : [];
  for (const rule of assumed) found.push(`Unconfirmed rule: ${rule}. An administrator must confirm it with its source and date.`);
  return found;
}
