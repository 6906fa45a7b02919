// Uniform numbers as R draws them after set.seed: the Mersenne twister (Matsumoto and Nishimura 1998) under R's way of seeding. Only to be held against R.
import type { Uniform } from '#methods/stream.ts';

export function likeR(seed: number): Uniform {
  const state = new Int32Array(624);
  let scrambled = seed | 0;
  const scramble = (): number => (scrambled = (Math.imul(69069, scrambled) + 1) | 0);
  // R throws away fifty, and one more where its place in the state stands.
  for (let at = 0; at < 51; at += 1) scramble();
  for (let at = 0; at < 624; at += 1) state[at] = scramble();
  let place = 624;
  const turn = (): void => {
    for (let at = 0; at < 624; at += 1) {
      const joined = (state[at]! & 0x80000000) | (state[(at + 1) % 624]! & 0x7fffffff);
      state[at] = state[(at + 397) % 624]! ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0);
    }
    place = 0;
  };
  const least = 2.328306437080797e-10;
  return () => {
    if (place === 624) turn();
    let one = state[place]!;
    place += 1;
    one ^= one >>> 11;
    one ^= (one << 7) & 0x9d2c5680;
    one ^= (one << 15) & 0xefc60000;
    one ^= one >>> 18;
    const value = (one >>> 0) * 2.3283064365386963e-10;
    if (value <= 0) return 0.5 * least;
    return 1 - value <= 0 ? 1 - 0.5 * least : value;
  };
}
