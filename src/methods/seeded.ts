// Chance that can be had again: xoshiro128** of Blackman and Vigna, started from a number. Handed to whatever draws, so that methods stay pure.
import { logGamma } from './distributions.ts';

/** At least 0, less than 1. */
export type Draw = () => number;

/** The same number, the same draws, on every machine. Streams of different numbers are independent for all we do with them. */
export function seeded(seed: number): Draw {
  let mixed = seed >>> 0;
  const next = (): number => {
    mixed = (mixed + 0x9e3779b9) >>> 0;
    let z = mixed;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  let [a, b, c, d] = [next(), next(), next(), next()];
  const step = (): number => {
    const turned = Math.imul(b, 5);
    const out = Math.imul((turned << 7) | (turned >>> 25), 9) >>> 0;
    const kept = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= kept;
    d = (d << 11) | (d >>> 21);
    return out;
  };
  // 53 bits: as fine as a number can be.
  return () => ((step() >>> 5) * 67_108_864 + (step() >>> 6)) / 9_007_199_254_740_992;
}

/** A count whose mean is given: by products of draws where it is small, else by transformed rejection (Hörmann 1993). Both are exact. */
export function poisson(draw: Draw, mean: number): number {
  if (mean < 10) {
    const least = Math.exp(-mean);
    let count = 0;
    for (let product = draw(); product > least; product *= draw()) count += 1;
    return count;
  }
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const sure = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const [u, v] = [draw() - 0.5, draw()];
    const from = 0.5 - Math.abs(u);
    const count = Math.floor(((2 * a) / from + b) * u + mean + 0.43);
    if (from >= 0.07 && v <= sure) return count;
    if (count < 0 || (from < 0.013 && v > from)) continue;
    if (Math.log(v * inverseAlpha) - Math.log(a / (from * from) + b) <= count * Math.log(mean) - mean - logGamma(count + 1)) return count;
  }
}

export const exponential = (draw: Draw, mean: number): number => -Math.log(1 - draw()) * mean;

/** A standard normal, by the way of Box and Muller. */
export const normal = (draw: Draw): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());

/** In an order of chance (Fisher and Yates). */
export function shuffled<T>(draw: Draw, from: readonly T[]): T[] {
  const out = [...from];
  for (let i = out.length - 1; i > 0; i -= 1) {
    const j = Math.floor(draw() * (i + 1));
    [out[i], out[j]] = [out[j] as T, out[i] as T];
  }
  return out;
}
