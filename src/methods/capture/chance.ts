// The distributions that the estimates rest on: tails of Poisson's, and the normal one both ways.

let factorials = new Float64Array(1);

/** The logarithm of a whole number's factorial. */
export function logFactorial(of: number): number {
  if (of >= 5_000_000) return of * Math.log(of) - of + 0.5 * Math.log(2 * Math.PI * of) + 1 / (12 * of);
  if (of >= factorials.length) {
    const longer = new Float64Array(Math.max(of + 1, 2 * factorials.length, 4096));
    for (let at = 2; at < longer.length; at += 1) longer[at] = longer[at - 1]! + Math.log(at);
    factorials = longer;
  }
  return factorials[of]!;
}

/**
 * How unlikely so many are where so many are expected: the smaller of both tails, each with the count itself in it. A tail is added up from its own end
 * inward, never taken from one, where it would be lost.
 */
export function smallerTail(count: number, expected: number): number {
  if (expected <= 0) return count === 0 ? 1 : 0;
  const here = Math.exp(count * Math.log(expected) - expected - logFactorial(count));
  let tail = here;
  let term = here;
  if (count >= expected) {
    for (let at = count + 1; term > tail * 1e-17; at += 1) tail += term *= expected / at;
  } else {
    for (let at = count; at > 0 && term > tail * 1e-17; at -= 1) tail += term *= at / expected;
  }
  return Math.min(tail, 1 - tail + here);
}

const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** The share of a normal distribution below x: by its series near the middle, by the continued fraction of Laplace in the tails. */
export function below(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 0) return 1 - below(-x);
  if (x < -38) return 0;
  if (x > -3) {
    let [sum, term] = [x, x];
    for (let at = 3; Math.abs(term) > 1e-18 * Math.abs(sum); at += 2) sum += term *= (x * x) / at;
    return 0.5 + density(x) * sum;
  }
  let fraction = -x;
  for (let at = 120; at > 0; at -= 1) fraction = -x + at / fraction;
  return density(x) / fraction;
}

/** Below which x this share of a normal distribution lies. */
export function pointBelow(share: number): number {
  if (share <= 0) return -Infinity;
  if (share >= 1) return Infinity;
  if (share > 0.5) return -pointBelow(1 - share);
  if (share === 0.5) return 0;
  // A rough first answer (Hastings 1955), made sure by steps of Halley.
  const t = Math.sqrt(-2 * Math.log(share));
  let x = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
  for (let step = 0; step < 4; step += 1) {
    const off = (below(x) - share) / density(x);
    x -= off / (1 + (x * off) / 2);
  }
  return x;
}
