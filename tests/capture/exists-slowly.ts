// Whether a model has an estimate, asked slowly and in fractions, straight from the definition: it shares nothing with what it is held against.

type Fraction = readonly [top: bigint, bottom: bigint];
type Line = Fraction[];

const none: Fraction = [0n, 1n];
const one: Fraction = [1n, 1n];

function shortened(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  if (a === 0n) return none;
  return bottom < 0n ? [-top / a, -bottom / a] : [top / a, bottom / a];
}

const minus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => shortened(a * d - c * b, b * d);
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (a === 0n || c === 0n ? none : shortened(a * c, b * d));
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => shortened(a * d, b * c);
const isNone = ([top]: Fraction): boolean => top === 0n;
const isMore = ([top]: Fraction): boolean => top > 0n;
const less = (first: Fraction, second: Fraction): boolean => minus(first, second)[0] < 0n;

/** The lead's column becomes nothing in every other line. */
function clear(lines: readonly Line[], lead: Line, column: number): void {
  const by = lead[column] ?? one;
  for (let at = 0; at < lead.length; at += 1) lead[at] = over(lead[at] ?? none, by);
  for (const line of lines) {
    const share = line[column] ?? none;
    if (line === lead || isNone(share)) continue;
    for (let at = 0; at < line.length; at += 1) if (!isNone(lead[at] ?? none)) line[at] = minus(line[at] ?? none, times(share, lead[at] ?? none));
  }
}

function rankOf(rows: readonly Line[]): number {
  const left = rows.map((row) => [...row]);
  let rank = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0); column += 1) {
    const at = left.findIndex((row, which) => which >= rank && !isNone(row[column] ?? none));
    if (at < 0) continue;
    const found = left[at] ?? [];
    left[at] = left[rank] ?? [];
    left[rank] = found;
    clear(left, found, column);
    rank += 1;
  }
  return rank;
}

/** Climbs by the goal's line (its last number is the value, with a minus). Always the first column that gains, so that it ends. */
function climb(lines: Line[], basis: number[], goal: Line, columns: number, enough: (value: Fraction) => boolean): void {
  const right = goal.length - 1;
  while (!enough(minus(none, goal[right] ?? none))) {
    const column = goal.findIndex((by, at) => at < columns && isMore(by));
    if (column < 0) return;
    let out = -1;
    for (const [at, line] of lines.entries()) {
      if (!isMore(line[column] ?? none)) continue;
      const best = lines[out];
      const ratio = over(line[right] ?? none, line[column] ?? one);
      const least = best ? over(best[right] ?? none, best[column] ?? one) : ratio;
      if (!best || less(ratio, least) || (!less(least, ratio) && (basis[at] ?? 0) < (basis[out] ?? 0))) out = at;
    }
    const lead = lines[out];
    if (!lead) return;
    clear([...lines, goal], lead, column);
    basis[out] = column;
  }
}

/**
 * Means x of every cell that add up in each term as the counts do, all at least s: an estimate exists where s can be more than nothing (Fienberg and Rinaldo
 * 2012). `counts` by cell (0 is the cell nobody was found in), `model` with the intercept. Codes as in existence.ts.
 */
export function existenceSlowly(counts: readonly number[], model: readonly number[]): number {
  const sumOf = (term: number): number => counts.reduce((sum, count, cell) => ((cell & term) === term ? sum + count : sum), 0);
  const dead = model.filter((term) => term !== 0 && sumOf(term) === 0);
  const terms = model.filter((term) => !dead.includes(term));
  const cells = counts.map((_, cell) => cell).filter((cell) => cell > 0 && !dead.some((term) => (cell & term) === term));
  const design = cells.map((cell) => terms.map((term): Fraction => ((cell & term) === term ? one : none)));
  const single = rankOf(design) === terms.length;

  // Columns: x less s of each cell, s itself, one more for each line to begin with, and the right side.
  const many = cells.length + 1;
  const lines = terms.map((term, at): Line => {
    const row = design.map((line) => line[at] ?? none);
    const all: Fraction = [BigInt(row.filter((by) => !isNone(by)).length), 1n];
    return [...row, all, ...terms.map((_, other): Fraction => (other === at ? one : none)), [BigInt(sumOf(term)), 1n]];
  });
  const basis = terms.map((_, at) => many + at);
  const start: Line = Array.from({ length: many + terms.length + 1 }, (_, at) =>
    at >= many && at < many + terms.length ? none : lines.reduce<Fraction>((sum, line) => minus(sum, minus(none, line[at] ?? none)), none),
  );
  climb(lines, basis, start, many, () => false);
  // What was only there to begin with leaves; a line that cannot be without it says nothing of its own.
  for (const [at, column] of [...basis.entries()]) {
    if (column < many) continue;
    const instead = (lines[at] ?? []).findIndex((by, which) => which < many && !isNone(by));
    if (instead < 0) continue;
    clear(lines, lines[at] ?? [], instead);
    basis[at] = instead;
  }
  const kept = lines.flatMap((line, at) => ((basis[at] ?? 0) < many ? [at] : []));
  const goal: Line = Array.from({ length: many + terms.length + 1 }, (_, at) => (at === many - 1 ? one : none));
  const left = kept.map((at) => lines[at] ?? []);
  const leftBasis = kept.map((at) => basis[at] ?? 0);
  for (const [at, column] of leftBasis.entries()) if (!isNone(goal[column] ?? none)) clear([left[at] ?? [], goal], left[at] ?? [], column);
  climb(left, leftBasis, goal, many, isMore);
  const exists = isMore(minus(none, goal.at(-1) ?? none));
  return (exists ? 0 : 1) + (single ? 0 : 2);
}
