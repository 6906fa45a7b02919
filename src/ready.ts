// What still stands between this installation and real people's data.
import { assumedRules, installationStream } from '#journey/installation.ts';
import { NothingServed, theService } from '#kit/store/database.ts';
import { installationFile } from '#kit/store/files.ts';
import type { Law } from '#law/law.ts';
import { administrators } from '#rooms/staff/store.ts';
import { realHouse } from './open-house.ts';
import type { Settings } from './settings.ts';

/** Sentences, one a blocker; empty when the installation may hold real people's data. `confirmed`: rules an administrator confirmed. */
export function blockers(law: Law, confirmed: ReadonlySet<string>): readonly string[] {
  const open = assumedRules(law).filter((rule) => !confirmed.has(rule.id));
  return [
    'Safe contact: letters pass one gate and a person prints or hands them over; no other message may leave yet.',
    ...open.map((rule) => `Unconfirmed rule: ${rule.id} from ${rule.from} (${rule.source}). An administrator confirms it with its source and date.`),
  ];
}

type Kept = { readonly confirmed: ReadonlySet<string>; readonly atWork: number };

/** What the installation itself holds: rules that an administrator has confirmed, and how many administrators there are. */
export async function kept(given: Settings): Promise<Kept> {
  const house = await realHouse(given, null).catch((wrong: unknown) => {
    if (wrong instanceof NothingServed) return null;
    throw wrong;
  });
  if (!house) return { confirmed: new Set(), atWork: 0 };
  try {
    return await house.kit.db.as(theService, 'operations', async (tx) => ({
      confirmed: new Set((await house.kit.ledger.load(tx, installationStream, installationFile)).state.confirmed.keys()),
      atWork: await administrators(tx),
    }));
  } finally {
    await house.close();
  }
}

/** One login that may take on every family's role: whoever gets hold of it gets all of them. */
export function loginBlockers(given: { readonly logins: object | null }): readonly string[] {
  return given.logins
    ? []
    : ['Logins: one login of the database may take on the role of every family of purposes. Give each family its own (OPENNRM_LOGINS_FILE; see SECURITY.md).'];
}
