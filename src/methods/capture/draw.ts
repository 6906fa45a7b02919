// Resamples of a table: how many of so many people fall into each cell. Drawn in the order of R's functions, so that one stream gives R's very numbers.
import type { Uniform } from '#methods/stream.ts';

function power(base: number, times: number): number {
  let [result, square] = [1, base];
  for (let left = times; ; square *= square) {
    if (left & 1) result *= square;
    left >>= 1;
    if (left === 0) return result;
  }
}

/** How many of `many` succeed with this chance each: by inversion where few do, else by the method of Kachitvichyanukul and Schmeiser (1988). */
export function binomial(uniform: Uniform, many: number, chance: number): number {
  const p = Math.min(chance, 1 - chance);
  if (many <= 0 || p <= 0) return chance >= 1 ? many : 0;
  const drawn = many * p < 30 ? byInversion(uniform, many, p) : byShape(uniform, many, p);
  return chance > 0.5 ? many - drawn : drawn;
}

function byInversion(uniform: Uniform, many: number, p: number): number {
  const ratio = p / (1 - p);
  const slope = ratio * (many + 1);
  const none = power(1 - p, many);
  for (;;) {
    let [left, mass] = [uniform(), none];
    for (let drawn = 0; drawn <= 110; drawn += 1) {
      if (left < mass) return drawn;
      left -= mass;
      mass *= slope / (drawn + 1) - ratio;
    }
  }
}

/** A hat of a triangle, two slopes and two tails over the distribution; what falls beside it is drawn again. */
function byShape(uniform: Uniform, many: number, p: number): number {
  const q = 1 - p;
  const spread = many * p * q;
  const ratio = p / q;
  const slope = ratio * (many + 1);
  const peak = many * p + p;
  const mode = Math.floor(peak);
  const half = Math.floor(2.195 * Math.sqrt(spread) - 4.6 * q) + 0.5;
  const middle = mode + 0.5;
  const [left, right] = [middle - half, middle + half];
  const share = 0.134 + 20.5 / (15.3 + mode);
  const tail = (by: number): number => by * (1 + 0.5 * by);
  const leftTail = tail((peak - left) / (peak - left * p));
  const rightTail = tail((right - peak) / (right * q));
  const slopes = half * (1 + 2 * share);
  const leftEnd = slopes + share / leftTail;
  const rightEnd = leftEnd + share / rightTail;
  for (;;) {
    const u = uniform() * rightEnd;
    let v = uniform();
    if (u <= half) return Math.trunc(middle - half * v + u);
    let drawn: number;
    if (u <= slopes) {
      const x = left + (u - half) / share;
      v = v * share + 1 - Math.abs(middle - x) / half;
      if (v > 1 || v <= 0) continue;
      drawn = Math.trunc(x);
    } else if (u > leftEnd) {
      drawn = Math.trunc(right - Math.log(v) / rightTail);
      if (drawn > many) continue;
      v *= (u - leftEnd) * rightTail;
    } else {
      drawn = Math.trunc(left + Math.log(v) / leftTail);
      if (drawn < 0) continue;
      v *= (u - slopes) * leftTail;
    }
    if (underTheCurve(v, drawn, { many, p, q, mode, middle, spread, ratio, slope })) return drawn;
  }
}

type Shape = {
  readonly many: number;
  readonly p: number;
  readonly q: number;
  readonly mode: number;
  readonly middle: number;
  readonly spread: number;
  readonly ratio: number;
  readonly slope: number;
};

function underTheCurve(v: number, drawn: number, { many, p, q, mode, middle, spread, ratio, slope }: Shape): boolean {
  const far = Math.abs(drawn - mode);
  if (far <= 20 || far >= spread / 2 - 1) {
    let height = 1;
    for (let at = mode + 1; at <= drawn; at += 1) height *= slope / at - ratio;
    for (let at = drawn + 1; at <= mode; at += 1) height /= slope / at - ratio;
    return v <= height;
  }
  const give = (far / spread) * ((far * (far / 3 + 0.625) + 0.1666666666666) / spread + 0.5);
  const normal = -(far * far) / (2 * spread);
  const log = Math.log(v);
  if (log < normal - give) return true;
  if (log > normal + give) return false;
  const [x, f, z, w] = [drawn + 1, mode + 1, many + 1 - mode, many - drawn + 1];
  const stirling = (of: number): number => {
    const square = of * of;
    return (13860 - (462 - (132 - (99 - 140 / square) / square) / square) / square) / of / 166320;
  };
  const exact =
    middle * Math.log(f / x) +
    (many - mode + 0.5) * Math.log(z / w) +
    (drawn - mode) * Math.log((w * p) / (x * q)) +
    stirling(f) +
    stirling(z) +
    stirling(x) +
    stirling(w);
  return log <= exact;
}

/**
 * So many people over cells with these shares (they sum to one). What is left of one is kept in two numbers, as if of twice the digits: with one, a
 * draw in six would differ from R's, which keeps more digits too.
 */
export function multinomial(uniform: Uniform, people: number, shares: Float64Array, into: Float64Array): void {
  into.fill(0);
  let left = people;
  let [high, low] = shares.reduce<[number, number]>((sum, share) => added(sum, share), [0, 0]);
  const last = shares.length - 1;
  for (let at = 0; at < last && left > 0; at += 1) {
    const share = shares[at]!;
    if (share > 0) {
      const chance = divided(share, high, low);
      const drawn = chance < 1 ? binomial(uniform, left, chance) : left;
      into[at] = drawn;
      left -= drawn;
    }
    [high, low] = added([high, low], -share);
  }
  into[last]! += left;
}

function added([high, low]: readonly [number, number], by: number): [number, number] {
  const sum = high + by;
  const back = sum - high;
  const rest = high - (sum - back) + (by - back) + low;
  const top = sum + rest;
  return [top, rest - (top - sum)];
}

/** A share of what is kept in two numbers, rounded once. */
function divided(share: number, high: number, low: number): number {
  const first = share / high;
  const [a, b] = [split(first), split(high)];
  const product = first * high;
  const off = a[0] * b[0] - product + a[0] * b[1] + a[1] * b[0] + a[1] * b[1];
  return first + (share - product - off - first * low) / high;
}

function split(of: number): readonly [number, number] {
  const wide = 134217729 * of;
  const top = wide - (wide - of);
  return [top, of - top];
}
