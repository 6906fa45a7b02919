// Compares three judges of the policy on the same worlds: the database, the program, and the second opinion from the printed text.
import type { Request, Who } from '#access/may.ts';
import { policy, relations, type Relation } from '#access/matrix.ts';
import { verbs, type Condition } from '#access/policy.ts';
import type { Purpose } from '#access/purposes.ts';
import { instant, type Instant } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { askDatabase, hasRow, keep, mustSee, tables, type Kept } from './access-database.ts';
import { ask, type Printed } from './access-oracle.ts';
import { fields, may, plain, stands, world, type Chance } from './access-worlds.ts';

export type Asking = { readonly who: Who; readonly purpose: Purpose; readonly now: Instant };
export type Found = { decisions: number; allowed: number; differences: string[] };
export type Only = { readonly functions?: boolean; readonly tables?: readonly number[] };

/** One transaction of somebody: every verb and field of every record, and every table's rows. `oracle`: asked too. */
export async function compareOne(db: Database, asking: Asking, kept: readonly Kept[], printed: Printed | null, found: Found, only: Only = {}): Promise<void> {
  const answers = await askDatabase(db, asking, kept, only);
  const differ = (what: string, database: boolean, program: boolean, second: boolean): void => {
    found.decisions += 1;
    if (program) found.allowed += 1;
    if (database !== program || second !== program)
      found.differences.push(
        `${what} for ${asking.who.role} at ${asking.who.kind}, ${asking.purpose}: database ${database}, program ${program}, second ${second}`,
      );
  };
  const program = (request: Request): boolean => may(request).allowed;
  const second = (request: Request): boolean => (printed ? ask(printed, plain(request)).allowed : program(request));
  for (const [key, database] of answers.may) {
    const [id = '', verb, field] = key.split(' ') as [string, 'read', 'identity'];
    const record = kept.find((one) => one.id === id)?.facts ?? null;
    const request: Request = { ...asking, verb, field, record };
    differ(`${verb} ${field} of a ${record?.kind ?? 'nothing'}`, database, program(request), second(request));
  }
  for (const at of answers.asked) {
    const table = tables[at];
    if (!table) continue;
    for (const one of kept) {
      if (!hasRow(one, table.name)) continue;
      const asked = { ...asking, record: one.facts };
      const must = mustSee(program, asked, table);
      differ(`row of ${table.name} ${table.where ?? ''} of a ${one.facts.kind}`, answers.sees.has(`${at} ${one.id}`), must, must);
    }
  }
}

const noon = instant('2024-01-15T02:00:00Z');
const barred: readonly (readonly Condition[])[] = [[], ['conflict'], ['sealed', 'not-on-list'], ['sealed']];

/** A record for each relation that just holds and for each bar beside it, and one for each condition that a relation just misses. */
export function directedRecords() {
  const worlds = (Object.keys(relations) as Relation[]).flatMap((name) => {
    const when: readonly Condition[] = relations[name];
    const missing = when.length > 1 ? when.map((gone) => when.filter((one) => one !== gone)) : [];
    return [...barred.map((bar) => [...when, ...bar]), ...missing];
  });
  return worlds.flatMap((when) => stands(when, { role: 'system', kind: 'service' }).record ?? []);
}

/** Everybody whom a row of the policy speaks of first, for each of its purposes; each once. */
export function directedAskings(): readonly Asking[] {
  const seen = new Map<string, Asking>();
  for (const row of policy.rows)
    for (const purpose of row.purposes)
      for (const [role, kind] of [
        [row.roles[0], row.kinds[0]],
        [row.roles.at(-1), row.kinds.at(-1)],
      ] as const)
        if (kind && role) seen.set(`${role} ${kind} ${purpose}`, { who: stands([], { role, kind }).who, purpose, now: noon });
  return [...seen.values()];
}

/** A random world in the tables, asked by each of its people for some purposes. */
export async function compareWorld(db: Database, printed: Printed, seed: number, found: Found): Promise<void> {
  const { people, records, at } = world(seed);
  const kept = await keep(db, records);
  for (const who of people) await compareOne(db, { who, purpose: purposeOf(at, who), now: momentOf(at) }, kept, printed, found);
}

function purposeOf(at: Chance, who: Who): Purpose {
  const rows = policy.rows.filter((row) => row.roles.includes(who.role));
  return at.of((rows.length > 0 ? at.of(rows) : at.of(policy.rows)).purposes);
}

const momentOf = (at: Chance): Instant => instant(`2024-01-15T0${at.below(5)}:00:00Z`);

export const nothingFound = (): Found => ({ decisions: 0, allowed: 0, differences: [] });
export const everyVerbAndField = verbs.length * fields.length;
