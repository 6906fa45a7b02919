// How often an interval holds the truth: tables drawn from a known population and a known model, each estimated with its interval.
import { amongHowMany, bestModels } from '#methods/capture/bic.ts';
import { multinomial } from '#methods/capture/draw.ts';
import { countsIn, toolsFor } from '#methods/capture/otherwise.ts';
import { numberOf, type Limits } from '#methods/capture/result.ts';
import { stepwise } from '#methods/capture/stepwise.ts';
import { streamOf } from '#methods/stream.ts';
import { resultOf, withResamples } from '#methods/capture/summary.ts';
import { inOrder, type Overlaps } from '#methods/capture/table.ts';
import { work, type Job, type Resamples } from '#methods/capture/work.ts';

/** A population: as a model fitted to a table says it is, everybody never found among them. */
export type World = { readonly name: string; readonly table: Overlaps; readonly model: readonly number[] };
export type Held = {
  readonly datasets: number;
  readonly held: number;
  readonly below: number;
  readonly above: number;
  readonly unbounded: number;
  readonly alone: number;
};

/** Draws so many tables of the world and asks the 95 in 100 limits of each. `below`: the truth lies below them; `alone`: how often the chosen model's own Wald limits hold it. */
export function coverage({ table, model }: World, method: 'stepwise' | 'bic', datasets: number, replicates: number, seed: number): Held {
  const { fitted, coefficients } = toolsFor(table.lists.length).fit(countsIn(table), model);
  const means = fitted.slice();
  means[0] = Math.exp(coefficients[0] ?? NaN);
  const all = means.reduce((sum, one) => sum + one, 0);
  const truth = Math.round(all);
  const shares = means.map((one) => one / all);
  let [held, below, above, unbounded, alone] = [0, 0, 0, 0, 0];
  for (let at = 0; at < datasets; at += 1) {
    const drawn = new Float64Array(shares.length);
    multinomial(streamOf(seed, 8, at), truth, shares, drawn);
    const cells = inOrder([...drawn].flatMap((count, on) => (on === 0 ? [] : [{ on, count }])));
    const made = { lists: table.lists, cells, people: cells.reduce((sum, { count }) => sum + count, 0), left: [], same: [] };
    const { interval, wald } = limitsOf(made, method, replicates, at);
    const [low, high] = [numberOf(interval?.[0] ?? 'infinite'), numberOf(interval?.[1] ?? 'infinite')];
    if (high === Infinity) unbounded += 1;
    if (truth < low) below += 1;
    else if (truth > high) above += 1;
    else held += 1;
    if (wald && truth >= numberOf(wald[0]) && truth <= numberOf(wald[1])) alone += 1;
  }
  return { datasets, held, below, above, unbounded, alone };
}

/** As the estimate itself makes them, without the other methods. */
function limitsOf(
  table: Overlaps,
  method: 'stepwise' | 'bic',
  replicates: number,
  seed: number,
): { readonly interval: Limits | null; readonly wald: Limits | null } {
  const [tools, counts] = [toolsFor(table.lists.length), countsIn(table)];
  const models = method === 'bic' ? bestModels(tools, counts, table.people, undefined, amongHowMany(table.lists.length)).map(({ model }) => model) : [];
  const job = (resamples: Resamples): Job =>
    method === 'bic' ? { does: 'among', table, models, allowed: [models.length], resamples } : { does: 'stepwise', table, threshold: 0.02, resamples };
  const estimates = (resamples: Resamples): Float64Array => {
    const done = work(job(resamples));
    return done.does === 'estimates' ? done.estimates : new Float64Array();
  };
  const model = models[0] ?? [];
  const existence = method === 'bic' ? tools.judge(counts, model) : 0;
  const chosen = method === 'bic' ? { model, existence, ...(existence === 0 ? { fit: tools.fit(counts, model) } : {}) } : stepwise(tools, counts, 0.02);
  const fewer = estimates({ rows: Float64Array.from(table.cells.flatMap((_, gone) => table.cells.map(({ count }, at) => count - (at === gone ? 1 : 0)))) });
  const without = table.cells.map(({ count }, at) => ({ people: count, estimate: fewer[at] ?? Infinity }));
  const result = withResamples(resultOf(table, method, chosen), { replicates: estimates({ seed, from: 0, to: replicates }), without }, true);
  return { interval: result.interval95, wald: result.wald95 };
}

/** In 100, with its standard error. */
export function inHundred(held: number, datasets: number): string {
  const share = held / datasets;
  return `${(100 * share).toFixed(1)} (± ${(100 * Math.sqrt((share * (1 - share)) / datasets)).toFixed(1)})`;
}
