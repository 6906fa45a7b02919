// Numbers of earlier quarters as they are known by now: let out only where holding the releases together finds nobody who left a count or came into it.
import type { Day } from '#base/day.ts';
import { codesOf, keyOf, linked } from '#methods/disclosure/linked.ts';
import { strictThreshold, stricter } from '#methods/disclosure/rules.ts';
import { remedyFor, unsafeRevisions, type Least, type Remedy, type Version } from '#methods/disclosure/successive.ts';
import { total } from '#methods/disclosure/table.ts';
import { wholeTable, type Part } from './count.ts';
import type { Definition } from './definitions.ts';
import { threshold } from './protect.ts';

/** What is revised of a quarter: its margins by one answer each. Whatever is finer stays as it was first published. */
export const revisedDefinitions = [
  ...(['age', 'gender', 'nationality', 'exploitation'] as const).map((by): Definition => ({
    ...{ id: `revised_${by}`, version: 1, universe: 'referrals', title: 'Referrals', unit: 'Referrals' },
    ...{ by: [by], notes: [] },
  })),
  {
    ...{ id: 'revised_outcome', version: 1, universe: 'decisions', title: 'First decisions', unit: 'Decisions' },
    ...{ apart: 'stage', by: ['outcome'], notes: [] },
  },
] as const satisfies readonly Definition[];

/** What was let out of a quarter as of a day: numbers, and nothing where a cell was hidden. Cells that are not in it were not let out then. */
export type LetOut = { readonly asOf: Day; readonly numbers: ReadonlyMap<string, number | null> };
/** An earlier quarter: what was let out of it, the oldest first, each with what was counted then, and what is counted now. */
export type EarlierQuarter = {
  readonly period: string;
  readonly versions: readonly (LetOut & { readonly parts: readonly Part[] })[];
  readonly now: readonly Part[];
};
/**
 * What became of the later knowledge about a part of a quarter, for staff. `same`: nothing has changed. `never`: its whole was hidden from the beginning.
 * `later`: a later state of it is out already. `again`: this day's numbers are out already, and stay.
 */
export type Ruling = { readonly period: string; readonly universe: string; readonly did: Remedy['do'] | 'same' | 'never' | 'later' | 'again' };
export type Revised = Ruling & {
  readonly parts: readonly Part[];
  /** What was first let out, and what is let out now: a number, or nothing where it is hidden for ever. */
  readonly first: ReadonlyMap<string, number | null>;
  readonly now: ReadonlyMap<string, number | null>;
};

/** Back series are revised all at once, with the release of the last quarter of a year (statistics 1.11, the first remedy). */
export const isYearly = (period: string): boolean => period.endsWith('-Q4');
/** Every release revises the quarters of its own year and the year before; the yearly one all of them (statistics 1.12). */
export const isRevisedWith = (period: string, earlier: string): boolean => isYearly(period) || Number(period.slice(0, 4)) - Number(earlier.slice(0, 4)) <= 1;

/** Of children who moved, nine are few as well. */
const least: Least = (key) => (stricter(codesOf(key)) === 'child' ? strictThreshold : threshold);

/** What of an earlier quarter can be let out as known by now. Throws where its tables count wrongly. */
export async function revisedOf(quarter: EarlierQuarter, asOf: Day, yearly: boolean): Promise<readonly Revised[]> {
  const universes = [...new Set(quarter.now.map(({ universe }) => universe))];
  const all: Revised[] = [];
  for (const universe of universes) all.push(await partRevised(quarter, universe, asOf, yearly));
  return all;
}

async function partRevised({ period, versions, now }: EarlierQuarter, universe: string, asOf: Day, yearly: boolean): Promise<Revised> {
  const own = (parts: readonly Part[]): readonly Part[] => parts.filter((part) => part.universe === universe);
  const categories = unionOf([...versions.map(({ parts }) => own(parts)), own(now)]);
  const parts = own(now).map((part) => ({ ...part, categories: categories.get(part.definition.id) ?? part.categories }));
  const first = versions[0]?.numbers ?? new Map<string, number | null>();
  const done = (did: Ruling['did'], out: ReadonlyMap<string, number | null> = new Map()): Revised => ({ period, universe, did, parts, first, now: out });
  const again = versions.find((one) => one.asOf === asOf);
  if (again) return done('again', again.numbers);
  if (versions.some((one) => one.asOf > asOf)) return done('later');
  if (first.get(universe) === undefined || first.get(universe) === null) return done('never');

  // Hidden once, hidden for ever; and what was never printed is not printed now.
  const hiddenOnce = (key: string): boolean => typeof first.get(key) !== 'number' || versions.some(({ numbers }) => numbers.get(key) === null);
  const of = (counted: readonly Part[], printed: (key: string) => boolean): Version =>
    versionOf(
      own(counted).map((part) => ({ ...part, categories: categories.get(part.definition.id) ?? part.categories })),
      hiddenOnce,
      printed,
    );
  const before = versions.map((one) => of(one.parts, (key) => typeof one.numbers.get(key) === 'number'));
  const after = of(now, (key) => !hiddenOnce(key));
  const last = before.at(-1);
  if (!last) return done('never');
  const counts = (of: Version): string => JSON.stringify(of.system.cells.map(({ count }) => count));
  if (before.every((one) => counts(one) === counts(after))) return done('same');

  const remedy = await remedyFor(last, after, yearly, new Map(), least);
  if ('wrong' in remedy) throw new Error(`the revision of ${period} does not fit together at ${remedy.key}`);
  const wholeOnly: Remedy = { do: 'whole-only' };
  for (const tried of [remedy, ...(yearly && remedy.do !== 'keep' ? [wholeOnly] : [])]) {
    // Where even the whole would have to be hidden, nothing is said, and another year may find more who moved.
    if (tried.do === 'hide' && tried.keys.includes(universe)) return done('keep');
    if (tried.do === 'wait' || tried.do === 'keep') return done(tried.do);
    const hidden = hiddenBy(after, tried);
    // What is safe beside the newest numbers is held against all that were let out before those, too.
    if (await isSafe(before, { ...after, hidden })) return done(tried.do, letOutBy(after, tried, hidden));
  }
  return done(yearly ? 'keep' : 'wait');
}

async function isSafe(before: readonly Version[], now: Version): Promise<boolean> {
  for (const one of before) {
    const found = await unsafeRevisions(one, now, new Map(), least);
    if ('wrong' in found || found.length > 0) return false;
  }
  return true;
}

function hiddenBy({ system, hidden }: Version, remedy: Remedy): ReadonlySet<number> {
  const more = (key: string): boolean => (remedy.do === 'hide' ? remedy.keys.includes(key) : remedy.do === 'whole-only' && key.includes('|'));
  return new Set([...hidden, ...system.keys.flatMap((key, at) => (more(key) ? [at] : []))]);
}

/** Of what is not printed, what was hidden on purpose is a mark for ever; what only waits for a better year is not said at all. */
function letOutBy({ system, hidden: from }: Version, remedy: Remedy, hidden: ReadonlySet<number>): ReadonlyMap<string, number | null> {
  return new Map(
    system.keys.flatMap((key, at): readonly (readonly [string, number | null])[] => {
      if (!hidden.has(at)) return [[key, system.cells[at]?.count ?? 0]];
      return from.has(at) || remedy.do === 'hide' ? [[key, null]] : [];
    }),
  );
}

/** The categories that a table has at any of the times: where one was not counted yet, nobody stood in it. */
function unionOf(states: readonly (readonly Part[])[]): ReadonlyMap<string, Part['categories']> {
  const all = new Map<string, Part['categories']>();
  for (const { definition, categories } of states.flat()) {
    const known = all.get(definition.id) ?? categories.map(() => []);
    all.set(
      definition.id,
      categories.map((one, at) => [...new Map([...(known[at] ?? []), ...one].map((each) => [each.code, each])).values()]),
    );
  }
  return all;
}

/** One state of the margins. What remains of a whole beside what is printed is a cell of its own: its difference says how many moved among the hidden. */
function versionOf(parts: readonly Part[], hiddenOnce: (key: string) => boolean, printed: (key: string) => boolean): Version {
  const tables = parts.map((part) => {
    const table = wholeTable(part);
    const codes = table.cells.flatMap((cell) => (hiddenOnce(keyOf(part.universe, table.names, cell.codes)) ? cell.codes : []));
    return { universe: part.universe, table, unprinted: new Map(table.names.map((name) => [name, new Set(codes.filter((code) => code !== total))])) };
  });
  const system = linked(tables);
  if ('wrong' in system) throw new Error(`the margins of a quarter do not fit together: ${system.wrong} at ${system.key}`);
  return { system, hidden: new Set(system.keys.flatMap((key, at) => (system.unseen?.has(at) !== true && printed(key) ? [] : [at]))) };
}
