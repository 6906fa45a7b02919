// What an estimate of people never found answers: a range over methods, each with what it rests on. Names are those of the JSON, which outlives this code.
import type { Existence } from './existence.ts';

export type Method = 'stepwise' | 'bic' | 'bayes';
export const methods: readonly Method[] = ['stepwise', 'bic', 'bayes'];

/** People in all, found or not; or that nothing bounds it. */
export type Limit = number | 'infinite';
export type Limits = readonly [low: Limit, high: Limit];

/**
 * `estimate`: people in all. `wald95`: from the one chosen model, as if it had been known beforehand. `interval95` and `interval80`: the choice of the model made
 * anew in each resample (bayes: quantiles of the posterior); null where no resamples were asked. `model`: its terms beyond single lists, as "LA:NG";
 * `minus_infinity_terms`: those of them that nobody is in. `deviance`, `aic`, `bic`: of that model at its largest likelihood, every term counted, BIC by people.
 * `acceleration`, `share_below`: of the bootstrap. `monte_carlo_error`: how far each limit is off by the number of resamples alone, as a standard error.
 */
export type Result = {
  readonly method: Method;
  readonly estimate: Limit;
  readonly wald95: Limits | null;
  readonly wald80: Limits | null;
  readonly interval95: Limits | null;
  readonly interval80: Limits | null;
  readonly model: readonly string[];
  readonly minus_infinity_terms: readonly string[];
  readonly deviance: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  readonly acceleration: number | null;
  readonly share_below: number | null;
  readonly existence: Existence;
  readonly replicates: number;
  readonly infinite_replicates: number;
  readonly monte_carlo_error: { readonly interval95: Errors; readonly interval80: Errors } | null;
};
export type Errors = readonly [low: number | null, high: number | null];

/** One number beside the others: what comes out when one choice is made otherwise. `name`: the list left out, the two put together, the threshold, the share moved. */
export type Beside = { readonly name: string; readonly stepwise: Limit; readonly bic: Limit | null };

/**
 * How much hangs on what was chosen: without one list, with two lists as one, by the threshold of the stepwise choice, and with some shares of the overlaps taken
 * for mistaken links. `pairs_only`, `downhill`: BIC over pairs alone, and without trying every model. `at_least`: the lower bound of Chao (1987).
 */
export type Sensitivity = {
  readonly without_list: readonly Beside[];
  readonly lists_merged: readonly Beside[];
  readonly threshold: readonly Beside[];
  readonly overlaps_moved: readonly Beside[];
  readonly independence: Limit;
  readonly pairs_only: Limit | null;
  readonly downhill: Limit | null;
  readonly at_least: Limit;
};

/** How the 95 in 100 limits of the BIC choice widen with the number of models that each resample may choose among. */
export type ByModels = { readonly models: number; readonly interval95: Limits };

/**
 * `observed`: people on at least one list. `range`: the least and the largest of the estimates; `interval_range`: of all their 95 in 100 limits. These are the answer:
 * no one number is. `warnings`: why it should not be published, or only with care.
 */
export type Estimation = {
  readonly observed: number;
  readonly lists: readonly { readonly name: string; readonly people: number }[];
  readonly left_out: readonly string[];
  readonly put_together: readonly (readonly [kept: string, gone: string])[];
  readonly range: Limits;
  readonly interval_range: Limits | null;
  readonly results: readonly Result[];
  readonly bic_by_models: readonly ByModels[];
  readonly sensitivity: Sensitivity | null;
  readonly warnings: readonly Warning[];
};

export type Warning = 'fewer-than-three-lists' | 'no-connected-triple' | 'no-finite-estimate' | 'no-finite-limit' | 'methods-far-apart' | 'few-overlaps';

/**
 * `method`: whose intervals are worked out; point estimates of all stand in the results whatever is asked, so that none stands alone. `replicates`: resamples, 0 for
 * none. `seed`: the same seed gives the same numbers. `rCompatible`: resamples by R's own generator and its way of counting, to be held against R. `threshold`: of
 * the stepwise choice. `maxOrder`: how many lists may depend jointly in the BIC choice (by default, by the number of lists). `normalPrior`: N(0,1) on pairs, or flat. `steps`: of each of four
 * walks of the posterior.
 */
export type Options = {
  readonly method: Method | 'all';
  readonly replicates: number;
  readonly seed: number;
  readonly rCompatible: boolean;
  readonly threshold: number;
  readonly maxOrder?: number;
  readonly normalPrior: boolean;
  readonly steps: number;
  readonly sensitivity: boolean;
};

export const defaults: Options = {
  method: 'all',
  replicates: 1000,
  seed: 1,
  rCompatible: false,
  threshold: 0.02,
  normalPrior: true,
  steps: 50_000,
  sensitivity: true,
};

export const limit = (value: number): Limit => (Number.isFinite(value) ? value : 'infinite');
export const numberOf = (value: Limit): number => (value === 'infinite' ? Infinity : value);
