// Of how many columns independent a small table of noughts and ones is: quickly and surely where it is full, else exactly.

/** Rows and columns of a design: cell and term, one where the cell holds the term. */
const holds = (cell: number, term: number): boolean => (cell & term) === term;

/** Full over the field of two is full over the whole numbers. Up to 31 columns; never says yes wrongly. */
function fullOfTwo(cells: readonly number[], terms: readonly number[]): boolean {
  if (terms.length > 31) return false;
  const leading = new Int32Array(32);
  let rank = 0;
  for (const cell of cells) {
    let row = 0;
    for (let at = 0; at < terms.length; at += 1) if (holds(cell, terms[at]!)) row |= 1 << at;
    while (row !== 0) {
      const at = 31 - Math.clz32(row);
      if (leading[at] === 0) {
        leading[at] = row;
        rank += 1;
        break;
      }
      row ^= leading[at]!;
    }
    if (rank === terms.length) return true;
  }
  return false;
}

/** The largest prime whose square still fits into 31 bits. */
const prime = 46337;

function inverse(of: number): number {
  let [result, base, power] = [1, of, prime - 2];
  for (; power > 0; power >>= 1) {
    if (power & 1) result = (result * base) % prime;
    base = (base * base) % prime;
  }
  return result;
}

/** Full modulo a prime is full. Never says yes wrongly. */
function fullOfPrime(cells: readonly number[], terms: readonly number[]): boolean {
  const many = terms.length;
  const leading: (Int32Array | undefined)[] = [];
  let rank = 0;
  for (const cell of cells) {
    const row = Int32Array.from(terms, (term) => (holds(cell, term) ? 1 : 0));
    for (let at = 0; at < many; at += 1) {
      const by = row[at]!;
      if (by === 0) continue;
      const other = leading[at];
      if (other) {
        for (let to = at; to < many; to += 1) row[to] = (row[to]! + (prime - by) * other[to]!) % prime;
        continue;
      }
      const scale = inverse(by);
      for (let to = at; to < many; to += 1) row[to] = (row[to]! * scale) % prime;
      leading[at] = row;
      rank += 1;
      break;
    }
    if (rank === many) return true;
  }
  return false;
}

/** Whether the columns are surely independent. A no says nothing: then ask `exactly`. */
export const surelyFull = (cells: readonly number[], terms: readonly number[]): boolean =>
  cells.length >= terms.length && (fullOfTwo(cells, terms) || fullOfPrime(cells, terms));

/**
 * Rank, and whole numbers by term that every row turns to nothing: a basis of what the rows do not see. By elimination over whole numbers without
 * fractions (Bareiss 1968), so that nothing is rounded.
 */
export function exactly(cells: readonly number[], terms: readonly number[]): { readonly rank: number; readonly unseen: readonly (readonly bigint[])[] } {
  const rows = cells.map((cell) => terms.map((term): bigint => (holds(cell, term) ? 1n : 0n)));
  const pivots: number[] = [];
  let last = 1n;
  for (let column = 0; column < terms.length && pivots.length < rows.length; column += 1) {
    const top = pivots.length;
    const found = rows.findIndex((row, at) => at >= top && row[column] !== 0n);
    if (found < 0) continue;
    [rows[top], rows[found]] = [rows[found]!, rows[top]!];
    const lead = rows[top]!;
    const by = lead[column]!;
    for (const [at, row] of rows.entries()) {
      if (at === top) continue;
      const times = row[column]!;
      for (let to = 0; to < row.length; to += 1) row[to] = (row[to]! * by - lead[to]! * times) / last;
    }
    last = by;
    pivots.push(column);
  }
  const free = terms.map((_, at) => at).filter((at) => !pivots.includes(at));
  // Every pivot row now has the same pivot, `last`, and nothing else at other pivots.
  const unseen = free.map((at) => terms.map((_, to) => (to === at ? last : pivots.includes(to) ? -rows[pivots.indexOf(to)]![at]! : 0n)));
  return { rank: pivots.length, unseen };
}
