// What still stands between this installation and real people's data, as sentences; none left, and the banner goes.
import type { Day } from '#base/day.ts';
import { assumedRules, installationStream } from '#journey/installation.ts';
import { ratesLeft, type GivenRate } from '#journey/rates.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { installationFile } from '#kit/store/files.ts';
import type { Law } from '#law/law.ts';
import { versionOf } from '#law/rule.ts';
import { administrators } from '#rooms/staff/store.ts';
import type { Settings } from './settings.ts';
import { signInBlockers } from './sign-in-settings.ts';
import { vouchingBlockers } from './vouching.ts';

/** What the installation itself holds: rules that an administrator has confirmed, amounts that two have given, and how many there are. */
export type Kept = { readonly confirmed: ReadonlySet<string>; readonly rates: readonly GivenRate[]; readonly atWork: number };

export const nothingKept: Kept = { confirmed: new Set(), rates: [], atWork: 0 };

export function keptIn({ db, ledger }: Pick<Kit, 'db' | 'ledger'>): Promise<Kept> {
  return db.as(theService, 'operations', async (tx) => {
    const { state } = await ledger.load(tx, installationStream, installationFile);
    return { confirmed: new Set(state.confirmed.keys()), rates: [...state.rates.values()], atWork: await administrators(tx) };
  });
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

/**
 * What stops no one and has to be known: in which nation nobody is paid yet, since no amount is known or confirmed, and where what is due
 * in support rests on rules that nobody has confirmed.
 */
export function notes(law: Law, kept: Kept | null, today: Day): readonly string[] {
  const pay = ratesLeft(law, kept?.rates ?? [], today).flatMap(({ nation, unknown, unconfirmed }) => {
    const parts = [
      ...(unknown.length > 0 ? [`no amount is known (${unknown.join(', ')})`] : []),
      ...(unconfirmed.length > 0 ? [`the amounts known here are unconfirmed (${unconfirmed.join(', ')})`] : []),
    ];
    return parts.length > 0
      ? [
          `Payments in ${nation}: ${parts.join('; ')}. With real people nothing is paid there on these until two administrators give them with their source (/rates).`,
        ]
      : [];
  });
  const due = law.nations.flatMap(({ code, name }) => {
    const open = Object.entries(law.entitlements).filter(
      ([, rule]) => !kept?.confirmed.has(rule.id) && versionOf(rule, today, code)?.source.standing === 'assumed',
    );
    return open.length > 0
      ? [`What is due in support in ${name}: nobody has confirmed ${open.length} of the rules (${open.map(([what]) => what).join(', ')}).`]
      : [];
  });
  return [...pay, ...due];
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
