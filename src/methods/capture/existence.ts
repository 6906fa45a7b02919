// Whether a model has an estimate at all on a table, and one only: a question of which cells are empty, answered exactly (Fienberg and Rinaldo 2012).
import { listsOn } from './table.ts';
import { staying, type Counts } from './fit.ts';
import { exactly, surelyFull } from './rank.ts';

/** 0: an estimate exists and is the only one. 1: none exists. 2: it is not the only one. 3: both. */
export type Existence = 0 | 1 | 2 | 3;

/** Judges models on tables of so many lists. What hangs on the pattern of empty cells and the model alone is worked out once. */
export function judging(lists: number) {
  const size = 1 << lists;
  const stays = new Uint8Array(size);
  const known = new Map<string, Existence>();
  // Cells with few lists first: they settle most at once.
  const inOrder = Array.from({ length: size }, (_, at) => at).sort((one, other) => listsOn(one) - listsOn(other) || one - other);

  /** `model`: every term, the intercept among them. */
  return ({ cells, holding }: Counts, model: readonly number[]): Existence => {
    const terms: number[] = [];
    const dead: number[] = [];
    for (const term of model) (term === 0 || holding[term]! > 0 ? terms : dead).push(term);
    staying(size, dead, stays);
    const filled = inOrder.filter((cell) => stays[cell] === 1 && cells[cell]! > 0);
    // Where those who were found see every term, there is one estimate.
    if (surelyFull(filled, terms)) return 0;
    const key = `${filled.join()}|${model.join()}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const empty = inOrder.filter((cell) => stays[cell] === 1 && cells[cell] === 0);
    const found = judge(filled, empty, terms);
    if (known.size > 100_000) known.clear();
    known.set(key, found);
    return found;
  };
}

function judge(filled: readonly number[], empty: readonly number[], terms: readonly number[]): Existence {
  const all = [...filled, ...empty];
  const one = surelyFull(all, terms) || exactly(all, terms).rank === terms.length;
  const exists = existsOn(filled, empty, terms);
  return ((exists ? 0 : 1) + (one ? 0 : 2)) as Existence;
}

/**
 * There is none where some way leads for ever upward: terms may be changed so that no cell with people is touched, no empty one rises, and some
 * fall. Ways that touch no cell with people are `unseen`; whether one of them does so is asked of the empty cells' shadows on them.
 */
function existsOn(filled: readonly number[], empty: readonly number[], terms: readonly number[]): boolean {
  const { unseen } = exactly(filled, terms);
  const shadows = new Map<string, readonly bigint[]>();
  for (const cell of empty) {
    const shadow = shortest(unseen.map((way) => way.reduce((sum, by, at) => ((cell & terms[at]!) === terms[at] ? sum + by : sum), 0n)));
    if (shadow.some((by) => by !== 0n)) shadows.set(shadow.join(), shadow);
  }
  return balance([...shadows.values()]);
}

/** Divided by what divides all of it: cells that press the same way count once. */
function shortest(shadow: readonly bigint[]): readonly bigint[] {
  let common = 0n;
  for (const one of shadow) {
    let [a, b] = [common, one < 0n ? -one : one];
    while (b !== 0n) [a, b] = [b, a % b];
    common = a;
  }
  return common === 0n ? shadow : shadow.map((one) => one / common);
}

/** Whether weights of at least one for each shadow make their sum nothing: then no way leads down for some and up for none (Stiemke 1915). */
function balance(shadows: readonly (readonly bigint[])[]): boolean {
  const first = shadows[0];
  if (!first) return true;
  if (first.length === 1) return shadows.some(([by = 0n]) => by > 0n) && shadows.some(([by = 0n]) => by < 0n);
  return feasible(shadows);
}

/** The first phase of the simplex in whole numbers (each step divides out the pivot before it), by Bland's rule, so that it ends. */
function feasible(shadows: readonly (readonly bigint[])[]): boolean {
  const many = shadows.length;
  const rows = (shadows[0] ?? []).map((_, at) => {
    const row = shadows.map((shadow) => shadow[at]!);
    const right = -row.reduce((sum, by) => sum + by, 0n);
    const all = [...row, right];
    return right < 0n ? all.map((by) => -by) : all;
  });
  const goal = Array.from({ length: many + 1 }, (_, at) => rows.reduce((sum, row) => sum + row[at]!, 0n));
  const basis = rows.map((_, at) => many + at);
  let last = 1n;
  for (;;) {
    const column = goal.findIndex((by, at) => at < many && by > 0n);
    if (goal[many] === 0n || column < 0) return goal[many] === 0n;
    let out = -1;
    for (const [at, row] of rows.entries()) {
      if (row[column]! <= 0n) continue;
      const best = rows[out];
      if (!best) out = at;
      else {
        const differ = row[many]! * best[column]! - best[many]! * row[column]!;
        if (differ < 0n || (differ === 0n && basis[at]! < basis[out]!)) out = at;
      }
    }
    const lead = rows[out]!;
    const by = lead[column]!;
    for (const row of [...rows, goal]) {
      if (row === lead) continue;
      const times = row[column]!;
      for (let at = 0; at <= many; at += 1) row[at] = (row[at]! * by - times * lead[at]!) / last;
    }
    last = by;
    basis[out] = column;
  }
}
