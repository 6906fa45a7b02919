// Seeded chance for the invented caseload: the same seed gives the same people on every machine.

export type Chance = {
  /** At least 0, less than 1. */
  readonly next: () => number;
  /** A whole number from 0 to n - 1. */
  readonly below: (n: number) => number;
  readonly pick: <T>(from: readonly T[]) => T;
  readonly shuffled: <T>(from: readonly T[]) => T[];
  /** True that often, e.g. 0.3. */
  readonly sometimes: (share: number) => boolean;
};

/** A 32-bit hash of a text, so that each part of the plan has a stream of its own and parts do not disturb each other. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** The "small fast counter" generator (sfc32) of Doty-Humphrey's PractRand, started from a seed and a name. */
export function chance(seed: number, name: string): Chance {
  let a = hash(name);
  let b = seed >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;
  const step = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + out;
    c |= 0;
    return out >>> 0;
  };
  for (let i = 0; i < 12; i += 1) step();

  const next = (): number => step() / 0x100000000;
  const below = (n: number): number => Math.floor(next() * n);
  const pick = <T>(from: readonly T[]): T => {
    const found = from[below(from.length)];
    if (found === undefined) throw new Error(`nothing to pick from (${name})`);
    return found;
  };
  const shuffled = <T>(from: readonly T[]): T[] => {
    const out = [...from];
    for (let i = out.length - 1; i > 0; i -= 1) {
      const j = below(i + 1);
      const [one, other] = [out[i] as T, out[j] as T];
      out[i] = other;
      out[j] = one;
    }
    return out;
  };
  return { next, below, pick, shuffled, sometimes: (share) => next() < share };
}
