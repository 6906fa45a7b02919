// Compares three judges of the policy on the same worlds: the database, the program, and the second opinion from the printed text.
import type { RecordFacts, Request, Who } from '#access/may.ts';
import { policy, relations, type Relation } from '#access/matrix.ts';
import { verbs, type Condition, type Field } from '#access/policy.ts';
import type { Purpose } from '#access/purposes.ts';
import { instant, type Instant } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { askDatabase, hasRow, keep, mustSee, tables, type Kept } from './access-database.ts';
import { askWrites, writings } from './access-writing.ts';
import { ask, type Printed } from './access-oracle.ts';
import { fields, may, plain, stands, world, type Chance } from './access-worlds.ts';

export type Asking = { readonly who: Who; readonly purpose: Purpose; readonly now: Instant };
export type Found = { decisions: number; allowed: number; differences: string[] };
export type Only = { readonly functions?: boolean | readonly Field[]; readonly tables?: readonly number[]; readonly writings?: readonly number[] };

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
  // Rows of many tables hang on the same few decisions.
  const places = new Map(kept.map((one, at) => [one.facts, at]));
  const known = new Map<string, boolean>();
  const program = (request: Request): boolean => {
    const key = `${(request.record && places.get(request.record)) ?? 'none'} ${request.verb} ${request.field}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const said = may(request).allowed;
    known.set(key, said);
    return said;
  };
  const byId = new Map(kept.map((one) => [one.id, one.facts]));
  const second = (request: Request): boolean => (printed ? ask(printed, plain(request)).allowed : program(request));
  for (const [key, database] of answers.may) {
    const [id = '', verb, field] = key.split(' ') as [string, 'read', 'identity'];
    const record = byId.get(id) ?? null;
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

/** The same for what may be written, by the expressions of the policies themselves. */
export async function compareWrites(db: Database, asking: Asking, kept: readonly Kept[], found: Found, only?: readonly number[]): Promise<void> {
  const said = await askWrites(db, asking, kept, only);
  for (const [at, { table, row, for: wants, also }] of writings.entries()) {
    if (only && !only.includes(at)) continue;
    for (const [command, of] of Object.entries(wants))
      for (const { id, facts } of kept) {
        const writes = (field: Field): boolean => may({ ...asking, verb: 'write', field, record: facts }).allowed;
        const must = (of === 'any' ? fields : of).some(writes) && (!also || writes(also));
        found.decisions += 1;
        if (must) found.allowed += 1;
        if (said.has(`${at} ${command} ${id}`) !== must)
          found.differences.push(`${command} ${table} (${row}) of a ${facts.kind} for ${asking.who.role}, ${asking.purpose}: must be ${must}`);
      }
  }
}

const noon = instant('2024-01-15T02:00:00Z');
const barred: readonly (readonly Condition[])[] = [[], ['conflict'], ['sealed', 'not-on-list'], ['sealed']];

/** A record for each relation that just holds and for each bar beside it, and one for each condition that a relation just misses. */
export function directedRecords(only: readonly Relation[] = Object.keys(relations) as Relation[]): readonly RecordFacts[] {
  const worlds = only.flatMap((name) => {
    const when: readonly Condition[] = relations[name];
    const missing = when.length > 1 ? when.map((gone) => when.filter((one) => one !== gone)) : [];
    return [...barred.map((bar) => [...when, ...bar]), ...missing];
  });
  const records = worlds.flatMap((when) => stands(when, { role: 'system', kind: 'service' }).record ?? []);
  return [...records, ...records.flatMap(ending), ...records.flatMap(ofSomebodyElse)];
}

/** The same, with what gives or takes access said of somebody else, or of other classes. */
function ofSomebodyElse(of: RecordFacts): readonly RecordFacts[] {
  if (of.conflicts.length > 0 || of.sealedTo) return [];
  const grants = of.grants.map((one) => ({ ...one, to: 'them' }));
  const glass = of.glass.map((one) => ({ ...one, person: 'them' }));
  return [
    { ...of, conflicts: ['them'] },
    ...(grants.length > 0 ? [{ ...of, grants }] : []),
    ...(glass.length > 0
      ? [
          { ...of, glass },
          { ...of, glass: of.glass.map((one) => ({ ...one, classes: ['medical' as const] })) },
        ]
      : []),
  ];
}

/** The same record in the very moment in which what held ends; a grant also taken back in it. */
function ending(of: RecordFacts): readonly RecordFacts[] {
  const mine = of.seenUntil > noon || of.named.some((one) => one.person === 'me') || of.grants.length > 0 || of.glass.length > 0 || of.allocatedTo === 'me';
  if (!mine || of.conflicts.length > 0 || of.sealedTo) return [];
  const ended = {
    ...of,
    seenUntil: noon,
    heldUntil: of.heldUntil && noon,
    named: of.named.map((one) => ({ ...one, until: noon })),
    grants: of.grants.map((one) => ({ ...one, from: instant('2024-01-15T01:00:00Z'), until: noon })),
    glass: of.glass.map((one) => ({ ...one, from: instant('2024-01-15T01:00:00Z'), until: noon })),
  };
  const later = {
    grants: of.grants.map((one) => ({ ...one, from: instant('2024-01-15T02:00:00.001Z') })),
    glass: of.glass.map((one) => ({ ...one, from: instant('2024-01-15T02:00:00.001Z') })),
  };
  return [
    ended,
    ...(of.grants.length + of.glass.length > 0
      ? [{ ...of, ...later }, ...[noon, instant('2024-01-15T02:30:00Z')].map((revoked) => ({ ...of, grants: of.grants.map((one) => ({ ...one, revoked })) }))]
      : []),
  ];
}

/** Everybody whom a row of the policy speaks of first, for each of its purposes; each once. */
export function directedAskings(only?: readonly Relation[]): readonly Asking[] {
  const seen = new Map<string, Asking>();
  for (const row of policy.rows.filter((one) => !only || one.relations.some((relation) => only.includes(relation))))
    for (const purpose of row.purposes)
      for (const [role, kind] of [
        [row.roles[0], row.kinds[0]],
        [row.roles.at(-1), row.kinds.at(-1)],
      ] as const)
        if (kind && role) seen.set(`${role} ${kind} ${purpose}`, { who: stands([], { role, kind }).who, purpose, now: noon });
  // And each of them once for a purpose that is not theirs.
  for (const { who } of [...seen.values()]) {
    const own = policy.rows.filter((row) => row.roles.includes(who.role) && row.kinds.includes(who.kind)).flatMap((row) => row.purposes);
    const foreign = (['safeguarding', 'disclosure', 'identification', 'intake'] as const).find((one) => !own.includes(one));
    if (foreign) seen.set(`${who.role} ${who.kind} ${foreign}`, { who, purpose: foreign, now: noon });
  }
  return [...seen.values()];
}

/** Random worlds in the tables, several at once: each of their people asks about all records, for some purpose. */
export async function compareWorlds(db: Database, printed: Printed, seeds: readonly number[], found: Found): Promise<void> {
  const worlds = seeds.map((seed) => world(seed));
  const kept = await keep(
    db,
    worlds.flatMap((one) => one.records),
  );
  for (const { people, at } of worlds)
    for (const who of people) await compareOne(db, { who, purpose: purposeOf(at, who), now: momentOf(at) }, kept, printed, found);
}

function purposeOf(at: Chance, who: Who): Purpose {
  const rows = policy.rows.filter((row) => row.roles.includes(who.role));
  return at.of((rows.length > 0 ? at.of(rows) : at.of(policy.rows)).purposes);
}

const momentOf = (at: Chance): Instant => instant(`2024-01-15T0${at.below(5)}:00:00Z`);

export const nothingFound = (): Found => ({ decisions: 0, allowed: 0, differences: [] });
export const everyVerbAndField = verbs.length * fields.length;
