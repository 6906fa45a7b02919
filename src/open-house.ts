// Opens the house on the database that the settings name: practice in a folder, or PostgreSQL with real sign-in.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FolderBusy, NothingServed, openPostgres, openPractice, type Database } from '#kit/store/database.ts';
import { makeLedger } from '#kit/store/ledger.ts';
import { countryOf } from './country.ts';
import { build, type House, type Log } from './house.ts';
import { blockers, keptIn, nothingKept, type Kept } from './ready.ts';
import { UnsafeSetting, type Settings } from './settings.ts';
import { vouchingOf } from './vouching.ts';

/** Practice on this machine: the embedded database in the data folder. */
export async function practiceHouse(settings: Settings): Promise<House> {
  onThisMachine(settings);
  countryOf(settings.country);
  const db = await openPractice(settings.dataFolder, { country: settings.country }).catch(saidPlainly);
  return build(db, {
    ...settings,
    signIn: null,
    tombstones: settings.tombstonesFile ?? join(settings.dataFolder, 'tombstones.log'),
    vouching: await orClose(db, vouchingOf(settings)),
  });
}

/**
 * PostgreSQL. `practice`: whether nobody in it is real; null takes it as it was made. Real sign-in where it is not for practice.
 * Throws UnsafeSetting where the database or a login is not fit.
 */
export async function realHouse(settings: Settings, practice: boolean | null, log?: Log): Promise<House> {
  const { databaseUrl: url, migrateUrl, masterKey: master } = settings;
  if (!url || !master) throw new UnsafeSetting('DATABASE_URL and OPENNRM_MASTER_KEY_FILE are needed.');
  const db = await openPostgres({
    url,
    logins: settings.logins ?? undefined,
    migrateUrl: migrateUrl ?? undefined,
    master,
    practice,
    country: settings.country,
  }).catch(saidPlainly);
  const trial = await orClose(db, onTrial(db, settings));
  const real = db.practice ? { signIn: null } : { today: null, trial };
  return build(db, { ...settings, ...real, tombstones: settings.tombstonesFile, vouching: await orClose(db, vouchingOf(settings)) }, log);
}

/** Until nothing is left of `./opennrm ready`, the banner stands on every page and only this machine is listened to. */
async function onTrial(db: Database, settings: Settings): Promise<boolean> {
  const left = db.practice ? 1 : blockers(settings, countryOf(settings.country).law, await keptIn({ db, ledger: makeLedger(db) })).length;
  if (left > 0) onThisMachine(settings);
  return left > 0;
}

const loopback = new Set(['127.0.0.1', '::1', 'localhost']);

function onThisMachine({ host }: Settings): void {
  if (!loopback.has(host)) throw new UnsafeSetting(`HOST is ${host}, but until ./opennrm ready lists nothing only this machine is listened to. Unset HOST.`);
}

/** What an installation holds of what `ready` asks; nothing where nobody has served on it yet. */
export async function kept(settings: Settings): Promise<Kept> {
  const house = await realHouse({ ...settings, host: '127.0.0.1' }, null).catch((wrong: unknown) => {
    if (wrong instanceof NothingServed) return null;
    throw wrong;
  });
  if (!house) return nothingKept;
  return keptIn(house.kit).finally(house.close);
}

/** What the store refuses, it says in a sentence for whoever starts the program. */
function saidPlainly(wrong: unknown): never {
  if (wrong instanceof FolderBusy || wrong instanceof NothingServed) throw wrong;
  throw new UnsafeSetting(wrong instanceof Error ? wrong.message : String(wrong));
}

async function orClose<T>(db: Database, work: Promise<T>): Promise<T> {
  return work.catch(async (wrong: unknown) => {
    await db.close();
    throw wrong;
  });
}

/** Whichever the settings name, where something is there already: a reading command makes no database. */
export function openHouse(settings: Settings): Promise<House> {
  if (settings.databaseUrl && settings.masterKey) return realHouse(settings, null);
  if (!existsSync(settings.dataFolder))
    throw new UnsafeSetting(`There is no data folder ${settings.dataFolder}. Make one: ./opennrm practice --load-only --data DIR`);
  return practiceHouse(settings);
}
