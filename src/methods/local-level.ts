// A series as a level that wanders, seen with noise (Durbin and Koopman 2012, chapter 2): fitted by likelihood, and carried forward.
import { least } from './nelder-mead.ts';

/** `wander`: the variance by which the level moves each step; `noise`: that of what is seen around it. */
export type LocalLevel = { readonly wander: number; readonly noise: number; readonly logLikelihood: number };
export type Filtered = {
  /** The level expected next, and its variance. */
  readonly level: number;
  readonly variance: number;
  readonly logLikelihood: number;
};

/** Kalman's filter. Of the level nothing is known before the first value, which therefore says nothing of the variances. Gaps are `null`. */
export function filter(series: readonly (number | null)[], wander: number, noise: number): Filtered {
  let [level, variance, logLikelihood, known] = [0, 0, 0, false];
  for (const value of series) {
    if (value !== null && !known) [level, variance, known] = [value, noise + wander, true];
    else if (value !== null) {
      const spread = variance + noise;
      const surprise = value - level;
      logLikelihood -= (Math.log(2 * Math.PI * spread) + (surprise * surprise) / spread) / 2;
      const gain = variance / spread;
      level += gain * surprise;
      variance = variance * (1 - gain) + wander;
    } else if (known) variance += wander;
  }
  return { level, variance, logLikelihood };
}

/** The likeliest variances; nothing for fewer than three values, or where all are the same. */
export function fitLocalLevel(series: readonly (number | null)[]): LocalLevel | undefined {
  const values = series.filter((one) => one !== null);
  const middle = values.reduce((sum, one) => sum + one, 0) / values.length;
  const scale = values.reduce((sum, one) => sum + (one - middle) ** 2, 0) / values.length;
  if (values.length < 3 || !(scale > 0)) return undefined;
  // Variances below this share of the whole are nothing.
  const nothing = 1e-12;
  const of = ([wander = 0, noise = 0]: readonly number[]): number =>
    -filter(series, scale * Math.max(nothing, Math.exp(wander)), scale * Math.max(nothing, Math.exp(noise))).logLikelihood;
  const found = [
    [-1, -1],
    [-5, 0],
    [0, -5],
  ]
    .map((from) => least(of, from))
    .sort((one, other) => one.value - other.value)[0];
  const variance = (log: number | undefined): number => (Math.exp(log ?? -Infinity) > nothing * 10 ? scale * Math.exp(log ?? 0) : 0);
  return found && { wander: variance(found.at[0]), noise: variance(found.at[1]), logLikelihood: -found.value };
}

export type Forecast = { readonly mean: number; readonly error: number };

/** What is expected so many steps on, and how far off it may be. */
export function forecastLocalLevel(
  series: readonly (number | null)[],
  { wander, noise }: Pick<LocalLevel, 'wander' | 'noise'>,
  steps: number,
): readonly Forecast[] {
  const { level, variance } = filter(series, wander, noise);
  return Array.from({ length: steps }, (_unused, k) => ({ mean: level, error: Math.sqrt(variance + k * wander + noise) }));
}
