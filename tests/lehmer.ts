// The generator of Lehmer, and four hundred invented people made with it: the same numbers everywhere, so that other programs can be held beside ours.

export function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = Number((16807n * BigInt(state)) % 2147483647n)) / 2147483647;
}

export type Made = { readonly group: number; readonly days: number; readonly cause: number };

/** In two groups, each with one of three ends or none (0). */
export function fourHundred(): readonly Made[] {
  const next = lehmer(20131);
  return Array.from({ length: 400 }, (_unused, i) => {
    const group = (i + 1) % 2;
    const [first, second, third, last] = [next(), next(), next(), next()];
    const at = [200 + 800 * last, -Math.log(first) * (group ? 300 : 450), -Math.log(second) * (group ? 380 : 520), -Math.log(third) * 2000];
    const days = Math.min(...at);
    return { group, days: Math.ceil(days), cause: at.indexOf(days) };
  });
}
