// Sample quantiles of type 8 (Hyndman and Fan 1996): nearly median-unbiased whatever the distribution.

/** `sorted` in rising order. Of an empty sample there is none. */
export function quantile8(sorted: readonly number[], p: number): number {
  const n = sorted.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return NaN;
  const h = (n + 1 / 3) * p + 1 / 3;
  const whole = Math.floor(h);
  const at = (rank: number): number => sorted[Math.min(n, Math.max(1, rank)) - 1] ?? NaN;
  const low = at(whole);
  const rest = h - whole;
  // Two infinite neighbours have no difference to take a part of.
  return rest === 0 || at(whole + 1) === low ? low : low + rest * (at(whole + 1) - low);
}
