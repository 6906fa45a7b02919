// The environment as typed values; refuses what would not be safe, in a sentence that says what to change.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { loginFamilies } from '#access/purposes.ts';
import { readDay, type Day } from '#base/day.ts';
import type { Logins } from '#kit/store/database.ts';
import type { IssuerSettings } from '#kit/web/sign-in/issuer.ts';
import { readSigner, type Signer } from '#kit/store/note.ts';
import { readMailSettings, type MailSettings } from './mail-wiring.ts';
import { readSignIn } from './sign-in-settings.ts';
import { UnsafeSetting } from './unsafe.ts';

export type Settings = {
  readonly host: string;
  readonly port: number;
  /** The program's own login: no owner, no superuser. Absent in practice mode. */
  readonly databaseUrl: string | null;
  /** A login for each family of purposes and one for the public, from OPENNRM_LOGINS_FILE; then DATABASE_URL says which database and no more. */
  readonly logins: Logins | null;
  /** The owner's login, for migrations only. */
  readonly migrateUrl: string | null;
  /** The root of all keys: 32 bytes from a file or the environment. Absent in practice mode, where the data folder holds one. */
  readonly masterKey: Uint8Array | null;
  /** A login that reads every row (bypassrls, pg_read_all_data) and is used for backups alone; else the owner's. */
  readonly backupUrl: string | null;
  /** Whom backups are encrypted to: age recipients, parted by commas. */
  readonly backupTo: string | null;
  /** Signs the log's checkpoints. Absent in practice mode, where the data folder holds one. */
  readonly logKey: Signer | null;
  /** The file outside the database that every checkpoint is added to. In practice mode it is in the data folder if not named. */
  readonly witnessFile: string | null;
  /** How people sign in; null where no issuer is named (practice). */
  readonly signIn: IssuerSettings | null;
  /** Whether practice asks for a fresh proof of who it is, as real sign-in does. */
  readonly stepUp: boolean;
  /** The file outside the database that names, hashed, what was erased. In practice mode it is in the data folder if not named. */
  readonly tombstonesFile: string | null;
  /** A whole path: what was given is meant from the folder one stands in, the usual one lies beside the program. */
  readonly dataFolder: string;
  /** Whose law, lists and form: the name of a folder of src/countries. */
  readonly country: string;
  /** How many times the ordinary rates somebody may ask: more where a whole service comes from one address, or for a measurement. */
  readonly rateTimes: number;
  /** How mail to the helpline comes in; null where none does. */
  readonly mail: MailSettings | null;
  /** Practice has a pretend today. */
  readonly today: Day;
};

export { UnsafeSetting } from './unsafe.ts';

/** Each country's practice lies in a folder of its own. */
const ownData = (country: string): string => join(import.meta.dirname, '../data', country === 'uk' ? 'practice' : `practice-${country}`);

/** Reads the environment. Throws UnsafeSetting with what to change. */
export function readSettings(env: Readonly<Record<string, string | undefined>>, flags: Flags = {}): Settings {
  const host = env['HOST'] ?? '127.0.0.1';
  const port = Number(flags.port ?? env['PORT'] ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new UnsafeSetting('PORT must be a number from 0 to 65535.');
  const today = readDay(flags.today ?? '2024-01-15');
  if (!today) throw new UnsafeSetting('--today must be a day such as 2024-01-15.');
  const country = flags.country ?? env['OPENNRM_COUNTRY'] ?? 'uk';
  if (!/^[a-z-]{2,20}$/.test(country)) throw new UnsafeSetting('--country must be the name of a country’s folder, such as uk.');
  return {
    host,
    port,
    databaseUrl: env['DATABASE_URL'] ?? null,
    logins: logins(env),
    migrateUrl: env['MIGRATE_URL'] ?? null,
    masterKey: masterKey(env),
    backupUrl: env['BACKUP_URL'] ?? env['MIGRATE_URL'] ?? null,
    backupTo: env['OPENNRM_BACKUP_TO'] || null,
    logKey: logKey(env),
    witnessFile: env['OPENNRM_WITNESS_FILE'] || null,
    signIn: readSignIn(env),
    stepUp: env['OPENNRM_PRACTICE_STEP_UP'] === '1',
    tombstonesFile: env['OPENNRM_TOMBSTONES_FILE'] || null,
    dataFolder: resolve(flags.data ?? env['OPENNRM_DATA'] ?? ownData(country)),
    country,
    mail: readMailSettings(env),
    rateTimes: rateTimes(env['OPENNRM_RATE_TIMES']),
    today,
  };
}

function rateTimes(text = '1'): number {
  const times = Number(text);
  if (!(times >= 0.1 && times <= 1000)) throw new UnsafeSetting('OPENNRM_RATE_TIMES must be a number from 0.1 to 1000.');
  return times;
}

export type Flags = { readonly data?: string; readonly port?: string; readonly today?: string; readonly country?: string };

function logins(env: Readonly<Record<string, string | undefined>>): Logins | null {
  const path = env['OPENNRM_LOGINS_FILE'];
  if (!path) return null;
  const names = loginFamilies;
  const read = z.record(z.string(), z.string()).safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success || names.some((name) => !read.data[name]) || new Set(names.map((name) => userOf(read.data[name] ?? ''))).size < names.length) {
    throw new UnsafeSetting(`OPENNRM_LOGINS_FILE must hold a JSON object with the URL of a login of its own for each of: ${names.join(', ')}.`);
  }
  return read.data as Logins;
}

function userOf(url: string): string {
  return URL.canParse(url) ? new URL(url).username : '';
}

function masterKey(env: Readonly<Record<string, string | undefined>>): Uint8Array | null {
  const path = env['OPENNRM_MASTER_KEY_FILE'];
  const written = env['OPENNRM_MASTER_KEY'];
  if (path && written) throw new UnsafeSetting('Give OPENNRM_MASTER_KEY_FILE or OPENNRM_MASTER_KEY, not both.');
  if (path) return rootKeyIn(path, 'OPENNRM_MASTER_KEY_FILE');
  return written ? rootKey(written, 'OPENNRM_MASTER_KEY') : null;
}

/** The 32 bytes of a root key kept in a file. `named` is what to name when they are not there. */
export const rootKeyIn = (path: string, named: string): Uint8Array => rootKey(readFileSync(path, 'utf8'), named);

function rootKey(text: string, named: string): Uint8Array {
  const plain = text.trim();
  // A practice folder's own is written in hexadecimal.
  const bytes = Buffer.from(plain, /^[0-9a-f]{64}$/.test(plain) ? 'hex' : 'base64');
  if (bytes.length !== 32) throw new UnsafeSetting(`${named} must hold 32 random bytes in base64 (./opennrm new-root-key --out FILE).`);
  return new Uint8Array(bytes);
}

function logKey(env: Readonly<Record<string, string | undefined>>): Signer | null {
  const path = env['OPENNRM_LOG_KEY_FILE'];
  if (!path) return null;
  const signer = readSigner(readFileSync(path, 'utf8'));
  if (!signer) throw new UnsafeSetting('OPENNRM_LOG_KEY_FILE must hold a key of the log. Make one: ./opennrm new-log-key --name nrm.example/log --out FILE');
  return signer;
}
