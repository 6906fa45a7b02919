// What still stands between this installation and real people's data, as sentences; none left, and the banner goes.
import { assumedRules, installationStream } from '#journey/installation.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { installationFile } from '#kit/store/files.ts';
import type { Law } from '#law/law.ts';
import { administrators } from '#rooms/staff/store.ts';
import type { Settings } from './settings.ts';
import { signInBlockers } from './sign-in-settings.ts';
import { vouchingBlockers } from './vouching.ts';

/** What the installation itself holds: rules that an administrator has confirmed, and how many administrators there are. */
export type Kept = { readonly confirmed: ReadonlySet<string>; readonly atWork: number };

export const nothingKept: Kept = { confirmed: new Set(), atWork: 0 };

export function keptIn({ db, ledger }: Pick<Kit, 'db' | 'ledger'>): Promise<Kept> {
  return db.as(theService, 'operations', async (tx) => ({
    confirmed: new Set((await ledger.load(tx, installationStream, installationFile)).state.confirmed.keys()),
    atWork: await administrators(tx),
  }));
}

/** Sentences, one a blocker; empty when the installation may hold real people's data. `kept`: null where no database is named. */
export function blockers(given: Settings, law: Law, kept: Kept | null): readonly string[] {
  const open = assumedRules(law).filter((rule) => !kept?.confirmed.has(rule.id));
  return [
    ...(kept ? [] : ['Database: none is named (DATABASE_URL); the embedded one never holds real people’s data.']),
    ...signInBlockers(given.signIn, kept?.atWork ?? null),
    ...loginBlockers(given),
    ...vouchingBlockers(given),
    ...keepingBlockers(given),
    ...open.map((rule) => `Unconfirmed rule: ${rule.id} from ${rule.from} (${rule.source}). An administrator confirms it with its source and date.`),
  ];
}

/** One login that may take on every family's role: whoever gets hold of it gets all of them. */
function loginBlockers({ logins }: Pick<Settings, 'logins'>): readonly string[] {
  return logins
    ? []
    : ['Logins: one login of the database may take on the role of every family of purposes. Give each family its own (OPENNRM_LOGINS_FILE; see SECURITY.md).'];
}

function keepingBlockers(settings: Pick<Settings, 'tombstonesFile' | 'backupTo'>): readonly string[] {
  return [
    ...(settings.tombstonesFile
      ? []
      : ['Erasure: no file of tombstones is named (OPENNRM_TOMBSTONES_FILE), so nothing is erased. Keep it where the database is not.']),
    ...(settings.backupTo ? [] : ['Backup: nobody is named whom backups are encrypted to (OPENNRM_BACKUP_TO). Make a key: ./opennrm new-backup-key']),
  ];
}
