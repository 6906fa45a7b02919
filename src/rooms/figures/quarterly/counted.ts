// The cells that counted tables know.
import { keyOf } from '#methods/disclosure/linked.ts';
import { wholeTable, type Part } from './count.ts';

/** Each cell that the tables know, by its key. */
export function countsOf(parts: readonly Part[]): ReadonlyMap<string, number> {
  return new Map(
    parts.flatMap((part) => {
      const { names, cells } = wholeTable(part);
      return cells.map(({ codes, count }) => [keyOf(part.universe, names, codes), count] as const);
    }),
  );
}
