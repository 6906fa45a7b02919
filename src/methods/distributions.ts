// Normal, chi-square and gamma: tails to twelve figures, worked out in the tail's own direction so that a tiny one is not lost.

/** Bernoulli numbers over n(n-1), for Stirling's series. */
const stirling = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const;

/** The logarithm of the gamma function, x > 0 (Stirling's series, after the argument is moved above 15). */
export function logGamma(x: number): number {
  if (!(x > 0)) return NaN;
  let [at, moved] = [x, 1];
  let shift = 0;
  while (at < 15) {
    moved *= at;
    at += 1;
    if (moved > 1e200) {
      shift += Math.log(moved);
      moved = 1;
    }
  }
  const square = 1 / (at * at);
  const series = stirling.reduceRight((sum, term) => sum * square + term, 0) / at;
  return (at - 0.5) * Math.log(at) - at + Math.log(2 * Math.PI) / 2 + series - shift - Math.log(moved);
}

/** x^a e^-x over gamma(a), what both expansions of the incomplete gamma function are multiplied by. */
const front = (a: number, x: number): number => Math.exp(a * Math.log(x) - x - logGamma(a));

function below(a: number, x: number): number {
  let [term, sum] = [1 / a, 1 / a];
  for (let n = 1; n < 10_000 && term > sum * 1e-17; n += 1) {
    term *= x / (a + n);
    sum += term;
  }
  return sum * front(a, x);
}

/** The continued fraction, by the way of Lentz. */
function above(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let value = d;
  for (let n = 1; n < 10_000; n += 1) {
    const an = -n * (n - a);
    b += 2;
    d = an * d + b;
    d = 1 / (Math.abs(d) < tiny ? tiny : d);
    c = b + an / c;
    c = Math.abs(c) < tiny ? tiny : c;
    value *= d * c;
    if (Math.abs(d * c - 1) < 1e-16) break;
  }
  return value * front(a, x);
}

/** The regularised incomplete gamma function: its upper share, Q(a, x). */
export function gammaAbove(a: number, x: number): number {
  if (!(a > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - below(a, x) : above(a, x);
}

/** ... and its lower share, P(a, x). */
export function gammaBelow(a: number, x: number): number {
  if (!(a > 0) || Number.isNaN(x)) return NaN;
  if (x <= 0) return 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? below(a, x) : 1 - above(a, x);
}

/** How often chance alone gives a chi-square of so much or more, with so many degrees of freedom. */
export const chiSquareAbove = (value: number, degrees: number): number => gammaAbove(degrees / 2, value / 2);

/** How often a standard normal is above z. */
export const normalAbove = (z: number): number => (z < 0 ? 1 - normalAbove(-z) : gammaAbove(0.5, (z * z) / 2) / 2);
/** ... and below it. */
export const normalBelow = (z: number): number => normalAbove(-z);
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** The z below which a standard normal lies with probability p, 0 < p < 1: a rough value, then steps of Halley on the smaller tail. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return NaN;
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  if (p > 0.5) return -normalQuantile(1 - p);
  const t = Math.sqrt(-2 * Math.log(p));
  let z = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t;
  for (let step = 0; step < 4; step += 1) {
    const off = (normalBelow(z) - p) / normalDensity(z);
    z -= off / (1 + (off * z) / 2);
  }
  return z;
}

/** 1.959963984540054: 95 in 100 of a normal lie within so many standard errors. */
export const z95 = 1.959963984540054;
