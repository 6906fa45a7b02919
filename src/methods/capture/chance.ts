// The tails of Poisson's distribution, and logarithms of factorials.

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
