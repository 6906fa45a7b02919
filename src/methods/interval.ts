// How sure a share is: the interval of Wilson (1927), which stays within 0 and 1 and is fit for small numbers.

export type Interval = { readonly share: number; readonly low: number; readonly high: number };

/** `z` is 1.96 for 95 in 100. Nothing is said of no cases. */
export function wilson(yes: number, all: number, z = 1.96): Interval | undefined {
  if (all <= 0 || yes < 0 || yes > all) return undefined;
  const share = yes / all;
  const spread = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const middle = share + (z * z) / (2 * all);
  const whole = 1 + (z * z) / all;
  return { share, low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

/** Two shares that chance alone hardly explains: their intervals do not meet. */
export const apart = (one: Interval, other: Interval): boolean => one.high < other.low || other.high < one.low;
