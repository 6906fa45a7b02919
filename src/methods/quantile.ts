// Sample quantiles of type 8 (Hyndman and Fan 1996): nearly median-unbiased whatever the distribution.

/** `sorted` in rising order; Infinity may stand at its end, and between a number and that there is none. Of an empty sample there is none. */
export function quantile8(sorted: ArrayLike<number>, p: number): number {
  const n = sorted.length;
  if (n === 0 || !(p >= 0 && p <= 1)) return NaN;
  const place = (n + 1 / 3) * p + 1 / 3;
  // As R does, what is whole but for rounding is whole.
  const whole = Math.floor(place + 4 * Number.EPSILON);
  const part = Math.abs(place - whole) < 4 * Number.EPSILON ? 0 : place - whole;
  const at = (rank: number): number => sorted[Math.min(n, Math.max(1, rank)) - 1] ?? NaN;
  const [low, high] = [at(whole), at(whole + 1)];
  return part === 0 || low === high ? low : low + part * (high - low);
}
