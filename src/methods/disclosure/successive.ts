// A table that is published again with later knowledge: who left a cell and who came into it, worked out from both releases, and what to do about it.
import { slack, withAttack } from './attack.ts';
import type { System } from './linked.ts';
import { threshold as usual, type Danger } from './rules.ts';
import { protect } from './suppress.ts';
import { openSolver } from '#methods/solver.ts';
import type { Additive, Sum } from './table.ts';

/** A release as it was or will be: its cells by key, the same in both, and which of them are hidden. */
export type Version = { readonly system: System; readonly hidden: ReadonlySet<number> };
/** How many left a cell and came into it between two releases: of inner cells; sums follow. Where it is not said, the difference is all that moved. */
export type Moves = ReadonlyMap<string, { readonly left: number; readonly entered: number }>;
export type Unsafe = { readonly key: string; readonly which: 'left' | 'entered'; readonly count: number; readonly low: number; readonly high: number };
/** `moves-unknown`: two tables of a release disagree on who moved, so that it must be said. */
export type WrongMoves = { readonly wrong: 'moves-unknown'; readonly key: string };

type Mover = { readonly key: string; readonly which: Unsafe['which']; readonly cell: number };
type Both = { readonly of: Additive; readonly movers: readonly Mover[]; readonly later: number; readonly hidden: ReadonlySet<number> };

/**
 * Both releases as one system: old = stayed + left, new = stayed + entered, and those who left and those who came add up as the table does.
 * Of both, everybody is taken to know how many there were in all: a note on revisions says so.
 */
function together(before: Version, now: Version, moves: Moves): Both | WrongMoves {
  const later = before.system.cells.length;
  const cells = [...before.system.cells, ...now.system.cells];
  const sums: Sum[] = [
    ...before.system.sums,
    ...now.system.sums.map(({ total, parts }) => ({ total: total + later, parts: parts.map((part) => part + later) })),
  ];
  const nowAt = new Map(now.system.keys.map((key, at) => [key, at + later]));
  const shared = before.system.keys.flatMap((key, old): { key: string; old: number; new: number }[] => {
    const at = nowAt.get(key);
    return at === undefined ? [] : [{ key, old, new: at }];
  });
  const again = new Set(shared.map(({ old }) => old));
  const structure = before.system.sums.filter(({ total, parts }) => [total, ...parts].every((at) => again.has(at)));
  const counted = moved(before, shared, cells, structure, moves);
  if ('wrong' in counted) return counted;
  const most = { left: 0, entered: 0 };
  for (const { left, entered } of counted.values()) [most.left, most.entered] = [Math.max(most.left, left), Math.max(most.entered, entered)];
  const movers: Mover[] = [];
  const places = { left: new Map<number, number>(), entered: new Map<number, number>() };
  for (const { key, old, new: at } of shared) {
    const { left = 0, entered = 0 } = counted.get(old) ?? {};
    const stayed = cells.push({ count: (cells[old]?.count ?? 0) - left }) - 1;
    for (const [which, count, of] of [
      ['left', left, old],
      ['entered', entered, at],
    ] as const) {
      const cell = cells.push({ count, most: most[which] }) - 1;
      movers.push({ key, which, cell });
      places[which].set(old, cell);
      sums.push({ total: of, parts: [stayed, cell] });
    }
  }
  for (const { total, parts } of structure)
    for (const place of [places.left, places.entered]) sums.push({ total: place.get(total) ?? -1, parts: parts.map((part) => place.get(part) ?? -1) });
  const unprinted = [...(now.system.unseen ?? [])].map((at) => at + later);
  const unseen = new Set([...(before.system.unseen ?? []), ...unprinted, ...[...cells.keys()].slice(later + now.system.cells.length)]);
  const hidden = new Set([...before.hidden, ...[...now.hidden].map((at) => at + later), ...unseen]);
  return { of: { cells, sums, unseen }, movers, later, hidden };
}

type Shared = readonly { readonly key: string; readonly old: number; readonly new: number }[];

/** Of inner cells what was said, or the difference; of the others the sum. */
function moved(before: Version, shared: Shared, cells: Additive['cells'], structure: readonly Sum[], moves: Moves) {
  const sumOf = new Map(structure.map(({ total, parts }) => [total, parts]));
  const counted = new Map<number, { left: number; entered: number }>();
  const countOf = (at: number): { left: number; entered: number } => {
    const known = counted.get(at);
    if (known) return known;
    const parts = sumOf.get(at);
    const { key = '', new: other = at } = shared.find(({ old }) => old === at) ?? {};
    const more = (cells[other]?.count ?? 0) - (cells[at]?.count ?? 0);
    const own = moves.get(key) ?? { left: Math.max(0, -more), entered: Math.max(0, more) };
    const made = parts
      ? parts.map(countOf).reduce((sum, one) => ({ left: sum.left + one.left, entered: sum.entered + one.entered }), { left: 0, entered: 0 })
      : own;
    counted.set(at, made);
    return made;
  };
  for (const { key, old, new: at } of shared) {
    const { left, entered } = countOf(old);
    if ((cells[old]?.count ?? 0) - left !== (cells[at]?.count ?? 0) - entered || left > (cells[old]?.count ?? 0))
      return { wrong: 'moves-unknown' as const, key };
  }
  for (const { total, parts } of structure)
    for (const which of ['left', 'entered'] as const)
      if (parts.reduce((sum, part) => sum + countOf(part)[which], 0) !== countOf(total)[which])
        return { wrong: 'moves-unknown' as const, key: before.system.keys[total] ?? '' };
  return counted;
}

/** From how many people on those who moved are not few any more: of every cell, or by its key. */
export type Least = number | ((key: string) => number);
const leastOf = (threshold: Least, key: string): number => (typeof threshold === 'number' ? threshold : threshold(key));

/** Of whom it can be worked out that a few left a cell or came into it: exactly, or that they are from 1 to one below the threshold. */
export async function unsafeRevisions(
  before: Version,
  now: Version,
  moves: Moves = new Map(),
  threshold: Least = usual,
): Promise<readonly Unsafe[] | WrongMoves> {
  const both = together(before, now, moves);
  if ('wrong' in both) return both;
  const { of, movers, hidden } = both;
  return withAttack(await openSolver(), of, hidden, (attack) =>
    movers.flatMap(({ key, which, cell }): Unsafe[] => {
      const { count = 0 } = of.cells[cell] ?? {};
      const least = leastOf(threshold, key);
      if (count === 0 || count >= least) return [];
      const low = Math.ceil(count - attack.reach(cell, 'down') - slack);
      const high = Math.floor(count + attack.reach(cell, 'up') + slack);
      return low === high || (low > 0 && high < least) ? [{ key, which, count, low, high }] : [];
    }),
  );
}

/**
 * What to do with a revision, the mildest first. `publish`: nothing is found out. `wait`: for the one day a year when back series are revised, all at once.
 * `whole-only`: the old numbers stay, only the whole is published anew. `hide`: with these keys hidden, for ever, nothing is found out.
 * `keep`: none of it helps, so the old numbers stay as they are (or a table with permanent random changes takes their place: not built).
 */
export type Remedy = { readonly do: 'publish' | 'wait' | 'whole-only' | 'keep' } | { readonly do: 'hide'; readonly keys: readonly string[] };

/** `yearly`: whether this is the release in which back series are revised. */
export async function remedyFor(
  before: Version,
  now: Version,
  yearly: boolean,
  moves: Moves = new Map(),
  threshold: Least = usual,
): Promise<Remedy | WrongMoves> {
  const found = await unsafeRevisions(before, now, moves, threshold);
  if ('wrong' in found) return found;
  if (found.length === 0) return { do: 'publish' };
  if (!yearly) return { do: 'wait' };
  const whole = now.system.keys.flatMap((key, at) => (key.includes('|') ? [at] : []));
  const only = await unsafeRevisions(before, { ...now, hidden: new Set([...now.hidden, ...whole]) }, moves, threshold);
  if (!('wrong' in only) && only.length === 0) return { do: 'whole-only' };
  // By what costs least; where too few moved in all for that, by hiding whatever showed somebody.
  for (const keys of [await hiddenFor(before, now, moves, threshold), found.map(({ key }) => key)]) {
    const more = new Set([...now.hidden, ...now.system.keys.flatMap((key, at) => (keys.includes(key) ? [at] : []))]);
    const left = await unsafeRevisions(before, { ...now, hidden: more }, moves, threshold);
    if (!('wrong' in left) && left.length === 0) return { do: 'hide', keys: [...new Set(keys)] };
  }
  return { do: 'keep' };
}

/** What is out stays out; among the new numbers those are hidden without which nobody who moved is found. */
async function hiddenFor(before: Version, now: Version, moves: Moves, threshold: Least): Promise<readonly string[]> {
  const both = together(before, now, moves);
  if ('wrong' in both) return [];
  const { of, movers, later, hidden } = both;
  const out = new Set([...before.system.cells.keys()].filter((at) => !before.hidden.has(at)));
  const dangers = movers.flatMap(({ key, cell }): Danger[] => {
    const { count = 0 } = of.cells[cell] ?? {};
    const least = leastOf(threshold, key);
    return count > 0 && count < least ? [{ cell, rule: 'small', up: least - count, down: 0 }] : [];
  });
  // What was hidden in either release stays so; the old numbers cost nothing any more.
  const unseen = new Set([...(of.unseen ?? []), ...before.hidden]);
  const made = await protect({ ...of, out, unseen, kept: new Set([...hidden].filter((at) => !unseen.has(at))) }, { threshold: 0, dangers });
  return now.system.keys.filter((_, at) => made.hidden.has(at + later) && !now.hidden.has(at));
}
