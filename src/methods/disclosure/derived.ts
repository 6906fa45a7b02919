// Numbers made of counts: when a percentage, a rate, a mean or a median may stand beside a table without giving a person away.
import { threshold } from './rules.ts';

/** Below this a percentage, rate or mean is too close to the people it is made of (rule e of statistics 1.11). */
export const leastDenominator = 10;

export type Ratio = {
  readonly kind: 'percent' | 'rate' | 'mean';
  readonly numerator: number;
  readonly denominator: number;
  /** Whether both counts are published themselves: beside one of them, the number gives away the other. */
  readonly published: boolean;
};
export type Kept = { readonly shown: true; readonly value: number } | { readonly shown: false; readonly because: 'denominator' | 'numerator' | 'hidden-count' };

/** A percentage, or a quotient. Of a percentage those who are not counted must be enough as well: 98 of 100 says 2. */
export function ratio({ kind, numerator, denominator, published }: Ratio, least = threshold): Kept {
  if (denominator < leastDenominator) return { shown: false, because: 'denominator' };
  const few = (count: number): boolean => count < least;
  // The numerator of a mean is an amount, judged as one by the rules of amounts; what is counted is the denominator.
  if (kind !== 'mean' && (few(numerator) || (kind === 'percent' && denominator > numerator && few(denominator - numerator))))
    return { shown: false, because: 'numerator' };
  if (!published) return { shown: false, because: 'hidden-count' };
  return { shown: true, value: (kind === 'percent' ? 100 : 1) * (numerator / denominator) };
}

/**
 * A median, or any other cut, of times in days: shown as a whole day, and only where twice the threshold of records lie on either side of it.
 * A record that lies on the cut itself counts for neither side.
 */
export function cut(days: readonly number[], share = 0.5, least = threshold): Kept {
  const sorted = [...days].sort((one, other) => one - other);
  if (sorted.length < leastDenominator) return { shown: false, because: 'denominator' };
  const at = share * (sorted.length - 1);
  const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  const exact = low + (high - low) * (at - Math.floor(at));
  const sides = [sorted.filter((one) => one < exact).length, sorted.filter((one) => one > exact).length];
  if (Math.min(...sides) < 2 * least) return { shown: false, because: 'numerator' };
  return { shown: true, value: Math.round(exact) };
}
