// Who may interpret for somebody: what the person made a rule is never broken, what they wish is passed over only with a reason. Nothing is guessed of anybody.
import type { Refused } from '#base/outcome.ts';
import { no } from './refusals.ts';
import type { RefusalCode } from './refusals.ts';

/** As the person said: it must be so, or they would like it. */
export type HowMuch = 'must' | 'like';
export type InterpreterAsked = {
  readonly gender: { readonly is: 'woman' | 'man'; readonly how: HowMuch } | null;
  /** Somebody who speaks as they do. */
  readonly dialect: HowMuch | null;
  /** Nobody of a town, family, faith or community that they named in their own words. */
  readonly community: HowMuch | null;
};
/** What whoever books has found out by asking; what nobody asked is not known. */
export type InterpreterFound = {
  readonly gender: 'woman' | 'man' | 'other' | 'not-known';
  readonly dialect: 'yes' | 'no' | 'not-known';
  readonly community: 'one-of-them' | 'none-of-them' | 'not-known';
  /** They stand among those of whom the person said that they must not interpret. */
  readonly named: boolean;
};

type Kind = 'gender' | 'dialect' | 'community';

/** What of it this interpreter does not meet. What is not known is not met: doubt keeps the person safe. */
export function unmet(asked: InterpreterAsked, found: InterpreterFound): readonly { readonly kind: Kind; readonly how: HowMuch }[] {
  const not: readonly (readonly [Kind, HowMuch | undefined | null, boolean])[] = [
    ['community', asked.community, found.community !== 'none-of-them'],
    ['gender', asked.gender?.how, found.gender !== asked.gender?.is],
    ['dialect', asked.dialect, found.dialect !== 'yes'],
  ];
  return not.flatMap(([kind, how, is]) => (how && is ? [{ kind, how }] : []));
}

const broken: Readonly<Record<Kind, RefusalCode>> = { community: 'interpreter-community', gender: 'interpreter-gender', dialect: 'interpreter-dialect' };

/** `reason`: whoever books says why a wish cannot be met. A rule has no such way. */
export function mayInterpret(asked: InterpreterAsked, found: InterpreterFound, reason: boolean): Refused | undefined {
  if (found.named) return no('interpreter-bound');
  const all = unmet(asked, found);
  const rule = all.find((one) => one.how === 'must');
  if (rule) return no(broken[rule.kind]);
  return all.length > 0 && !reason ? no('interpreter-wish') : undefined;
}
