// How long until something happens, where some still wait and some have left: cumulative incidence of Aalen and Johansen (1978).
// With nothing else in the way it is one less the estimate of Kaplan and Meier (1958).

/** `other`: something happened after which the event can come no more. `waiting`: it had not come when we last looked. */
export type Ending = 'event' | 'other' | 'waiting';
export type Waited = { readonly days: number; readonly end: Ending; readonly people: number };

/** After so many days: whom it had come to, of all, with an interval; and how many were still awaited just before. */
export type Step = {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly others: number;
  readonly share: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
};

type Tally = { events: number; others: number; all: number };

function tallied(waited: readonly Waited[]): readonly (Tally & { readonly days: number })[] {
  const days = new Map<number, Tally>();
  for (const { days: at, end, people } of waited) {
    if (people <= 0) continue;
    const day = days.get(at) ?? { events: 0, others: 0, all: 0 };
    if (end === 'event') day.events += people;
    if (end === 'other') day.others += people;
    day.all += people;
    days.set(at, day);
  }
  return [...days].map(([at, tally]) => ({ days: at, ...tally })).sort((one, other) => one.days - other.days);
}

/**
 * One step for each day on which the event came. Whoever was last seen waiting on a day was awaited through it. The error is that of the
 * delta method (Marubini and Valsecchi 1995); the interval is taken on the scale of log(-log), so that it stays within 0 and 1.
 */
export function incidence(waited: readonly Waited[], z = 1.96): readonly Step[] {
  const days = tallied(waited);
  let atRisk = days.reduce((sum, one) => sum + one.all, 0);
  let [share, left] = [0, 1];
  // Sums over the days up to this one, so that the error of each step is at hand at once: with F the share now and f that of a day,
  // the variance is  sum (F - f)^2 a + sum b - 2 sum (F - f) c,  spread out in powers of F.
  let [a, af, aff, b, c, cf] = [0, 0, 0, 0, 0, 0];
  const steps: Step[] = [];
  for (const { days: at, events, others, all } of days) {
    const ended = events + others;
    share += (left * events) / atRisk;
    // On the last day nobody may be left: that day adds nothing, since (F - f) is nothing there.
    const each = atRisk > ended ? ended / (atRisk * (atRisk - ended)) : 0;
    const cross = (left * events) / (atRisk * atRisk);
    a += each;
    af += each * share;
    aff += each * share * share;
    b += (left * left * events * (atRisk - events)) / atRisk ** 3;
    c += cross;
    cf += cross * share;
    if (events > 0) {
      const variance = share * share * a - 2 * share * af + aff + b - 2 * (share * c - cf);
      const error = Math.sqrt(Math.max(0, variance));
      steps.push({ days: at, atRisk, events, others, share, error, ...within(share, error, z) });
    }
    left *= 1 - ended / atRisk;
    atRisk -= all;
  }
  return steps;
}

function within(share: number, error: number, z: number): { readonly low: number; readonly high: number } {
  if (share <= 0 || share >= 1 || error === 0) return { low: share, high: share };
  const spread = (z * error) / (share * Math.log(share));
  return { low: share ** Math.exp(-spread), high: share ** Math.exp(spread) };
}

const none = { share: 0, low: 0, high: 0, error: 0 };

/** What was so after so many days: the last step up to then. */
export const after = (steps: readonly Step[], days: number): Pick<Step, 'share' | 'low' | 'high' | 'error'> =>
  steps.findLast((one) => one.days <= days) ?? none;

/** After how many days it had come to this share of all; nothing where it has not come to so many yet. */
export const reachedBy = (steps: readonly Step[], share: number): number | undefined => steps.find((one) => one.share >= share - 1e-12)?.days;

/** The last day through which at least so many were still awaited: what is said of later days rests on fewer. */
export function followed(waited: readonly Waited[], least = 1): number {
  let left = 0;
  for (const { days, all } of [...tallied(waited)].reverse()) {
    left += all;
    if (left >= least) return days;
  }
  return 0;
}
