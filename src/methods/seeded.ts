// Draws from distributions: counts, waits, normal values, another order. Chance is handed in, so that methods stay pure and can be had again.
import { logGamma } from './distributions.ts';
import { streamOf, type Uniform } from './stream.ts';

export type Draw = Uniform;

/** The same number, the same draws, on every machine. */
export const seeded = (seed: number): Draw => streamOf(seed, 0, 0);

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
