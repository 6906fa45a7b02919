// Invented tables with many empty cells, and models for them.
import { listsOn } from '#methods/capture/table.ts';
import { streamOf } from '#methods/stream.ts';

export type Sparse = { readonly lists: number; readonly counts: readonly number[]; readonly model: readonly number[] };

/** Always the same by its number. Most are of three and four lists, a quarter of five and six. Somebody is always on a list. */
export function sparse(number: number, seed = 20): Sparse {
  const uniform = streamOf(seed, 7, number);
  const kind = uniform();
  const lists = kind < 0.4 ? 3 : kind < 0.75 ? 4 : kind < 0.93 ? 5 : 6;
  const empty = 0.35 + 0.55 * uniform();
  const counts: number[] = Array.from({ length: 1 << lists }, (_, cell) => (cell === 0 || uniform() < empty ? 0 : 1 + Math.floor(30 * uniform() ** 3)));
  // Lists by themselves seldom hold nobody.
  for (let at = 0; at < lists; at += 1) if (uniform() < 0.8) counts[1 << at] = 1 + Math.floor(40 * uniform());
  if (!counts.some((count) => count > 0)) counts[1] = 1;
  const model: number[] = [0, ...Array.from({ length: lists }, (_, at) => 1 << at)];
  const dense = 0.2 + 0.6 * uniform();
  for (let order = 2; order < lists; order += 1) {
    for (let term = 1; term < 1 << lists; term += 1) {
      if (listsOn(term) !== order) continue;
      const whole = Array.from({ length: lists }, (_, at) => 1 << at).every((bit) => (term & bit) === 0 || model.includes(term & ~bit));
      if (whole && uniform() < dense) model.push(term);
    }
  }
  return { lists, counts, model };
}
