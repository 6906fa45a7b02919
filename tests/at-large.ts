// For tests of the store's own workings: a policy that allows everything to three people, so that what is tried is not who may.
// And the owner's view past every policy, for tests that must see that something is nowhere.
import type { TestContext } from 'node:test';
import { fieldClasses } from '#access/classes.ts';
import { policy } from '#access/matrix.ts';
import { views, type Field, type Policy, type Row } from '#access/policy.ts';
import { purposes } from '#access/purposes.ts';
import type { OrganisationKind, Role } from '#access/roles.ts';
import type { Database } from '#kit/store/database.ts';
import { copyPolicy } from '#kit/store/policy-copy.ts';
import { onEveryEngine, ownerOf } from './engines.ts';

const fields: readonly Field[] = [...fieldClasses, ...(Object.keys(views) as Field[])];
const people: readonly (readonly [Role, OrganisationKind])[] = [
  ['first-responder', 'police'],
  ['decision-maker', 'competent-authority'],
  ['system', 'service'],
];
const rows: readonly Row[] = people.map(([role, kind]) => ({
  id: `all-to-${role}`,
  roles: [role],
  kinds: [kind],
  purposes,
  relations: ['no-record', 'own-draft', 'any-draft', 'any-case', 'any-walled', 'any-support-record', 'any-signal', 'any-person', 'signal-of-own-team'],
  read: fields,
  write: fields,
  why: 'A test of the store asks how things are kept and not who may see them.',
  controller: 'service',
  basis: 'accountability',
}));
const everything: Policy = { ...policy, rows };

/** For a database that is thrown away after the test. */
export const allowAll = (db: Database): Promise<void> => copyPolicy(ownerOf(db), everything);

/** Until the test ends, the database judges by a policy that allows these three everything. */
export async function atLarge<T>(db: Database, work: () => Promise<T>): Promise<T> {
  await copyPolicy(ownerOf(db), everything);
  try {
    return await work();
  } finally {
    await copyPolicy(ownerOf(db));
  }
}

/** As onEveryEngine, for what the store does whoever asks. */
export function onEveryEngineAtLarge(title: string, body: (t: TestContext, db: Database) => Promise<void>): void {
  onEveryEngine(title, (t, db) => atLarge(db, () => body(t, db)));
}

/** What the owner sees, past every policy: so that "nothing is there" means nothing. */
export async function past<R>(db: Database, sql: string, values: readonly (string | number)[] = []): Promise<R[]> {
  const filled = sql.replace(/\$(\d+)/g, (_, at: string) => `'${String(values[Number(at) - 1]).replaceAll("'", "''")}'`);
  return (await ownerOf(db)(filled)) as R[];
}
