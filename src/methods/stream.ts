// Chance from a seed: xoshiro128** (Blackman and Vigna 2021), with a stream of its own for each resample, so that nothing hangs on who draws which.

/** The next number between 0 and 1, neither of them ever. */
export type Uniform = () => number;

/** A permutation of the whole numbers of 32 bits, so that different streams begin in different states. */
function stirred(of: number): number {
  let one = of | 0;
  one = Math.imul(one ^ (one >>> 16), 0x21f0aaad);
  one = Math.imul(one ^ (one >>> 15), 0x735a2d97);
  return one ^ (one >>> 15);
}

/** `seed`: a whole number from 0 to 2^53. `purpose` and `number`: which stream of that seed. */
export function streamOf(seed: number, purpose: number, number: number): Uniform {
  let [a, b, c, d] = [(seed % 2 ** 32) | 0, Math.floor(seed / 2 ** 32) | 0, purpose | 0, number | 0];
  // Each word is stirred with the one before it, round after round: different streams begin in different states that have nothing to do with each other.
  for (let round = 0; round < 4; round += 1) {
    a = stirred(a ^ d ^ 0x1b873593);
    b = stirred(b ^ a ^ 0x2c1b3c6d);
    c = stirred(c ^ b ^ 0x297a2d39);
    d = stirred(d ^ c ^ 0x52dce729);
  }
  const next = (): number => {
    const turned = Math.imul(b, 5);
    const result = Math.imul((turned << 7) | (turned >>> 25), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result >>> 0;
  };
  return () => ((next() >>> 6) * 67108864 + (next() >>> 6) + 0.5) / 4503599627370496;
}
