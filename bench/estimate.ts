// Estimates of people never found: processor time of 1,000 resamples beside R's, of 20,000 in threads, and of every order-3 model of six lists. `node bench/estimate.ts`
import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { inThreads } from '#estimate-apart.ts';
import { bestModels, rankAll } from '#methods/capture/bic.ts';
import { graphs, written } from '#methods/capture/catalogue.ts';
import { estimation, type Stage } from '#methods/capture/estimate.ts';
import { countsIn, toolsFor } from '#methods/capture/otherwise.ts';
import { work } from '#methods/capture/work.ts';
import { fixture, uk5, uk6 } from '#tests/capture/published.ts';
import { count, table, within } from './stand/clock.ts';
import { asked, end } from './stand/stand.ts';

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const seconds = (some: number): string => `${some < 10 ? some.toFixed(2) : some.toFixed(0)} s`;

/** R's own package on the same table, where both are here; else what was measured of it once. */
function inR(name: string, recorded: number): { readonly seconds: number; readonly how: string } {
  const code = `z <- as.matrix(read.csv("${fixture(name)}")); z <- z[z[, ncol(z)] > 0, ]; set.seed(1234); t <- system.time(SparseMSE::estimatepopulation(z, nboot = 1000)); cat(t[[1]] + t[[2]])`;
  const run = spawnSync('Rscript', ['-e', code], { encoding: 'utf8' });
  const measured = Number(run.stdout);
  return run.status === 0 && measured > 0 ? { seconds: measured, how: 'measured now' } : { seconds: recorded, how: 'as recorded' };
}

/** Only what stepwise needs: its resamples and its jackknife, the first run of the process with them. */
function stepwiseAlone(of: typeof uk5, replicates: number): number {
  const began = cpu();
  work({ does: 'stepwise', table: of, threshold: 0.02, resamples: { seed: 1234, from: 0, to: replicates } });
  const rows = Float64Array.from(of.cells.flatMap((_, gone) => of.cells.map((cell, at) => cell.count - (at === gone ? 1 : 0))));
  work({ does: 'stepwise', table: of, threshold: 0.02, resamples: { rows } });
  return cpu() - began;
}

const rows: string[][] = [['1,000 resamples, stepwise', 'here', 'R', '', 'times']];
for (const [name, of, recorded] of [
  ['uk2013_5lists.csv', uk5, 109],
  ['uk2013_6lists.csv', uk6, 230],
] as const) {
  const here = stepwiseAlone(of, 1000);
  const there = inR(name, recorded);
  rows.push([name, seconds(here), seconds(there.seconds), there.how, (there.seconds / here).toFixed(0)]);
  within(`${name}: of R’s time, in hundredths`, (100 * here) / there.seconds, 1);
}
console.log(table(rows));

// Every model of six lists with up to three of them jointly, none left out.
{
  const [tools, counts] = [toolsFor(6), countsIn(uk6)];
  const began = [performance.now(), cpu()] as const;
  const all = rankAll(
    tools,
    counts,
    uk6.people,
    Array.from({ length: graphs(6, 3) }, (_, at) => at),
    3,
    100,
  );
  const [wall, took] = [(performance.now() - began[0]) / 1000, cpu() - began[1]];
  console.log(
    `six lists, order 3: ${count(all.models)} models by ${count(all.fits)} fits, ${count(all.valid)} with an estimate: ${seconds(took)} of processor, ${seconds(wall)} by the clock, ` +
      `${count(Math.round(all.models / took))} models a second; best ${written(all.best[0]?.model ?? [])}`,
  );
  const again = cpu();
  const quick = bestModels(tools, counts, uk6.people, 3, 100);
  const same = JSON.stringify(quick) === JSON.stringify(all.best);
  console.log(`the same hundred best, leaving out what their price alone rules out: ${seconds(cpu() - again)}; ${same ? 'the same' : 'DIFFERENT'}`);
  if (!same) process.exitCode = 1;
  within('minutes of processor for the whole', took / 60, 20);
}

const many = asked('large', 20_000);
for (const [name, of] of [
  ['five lists', uk5],
  ['six lists', uk6],
] as const) {
  for (const method of ['stepwise', 'all'] as const) {
    const began = [performance.now(), cpu()] as const;
    const running = { workers: availableParallelism(), told: (_stage: Stage, _done: number) => undefined, stopped: () => false };
    const found = await inThreads(estimation(of, { method, replicates: many, sensitivity: method === 'all' }), running);
    if (!found) process.exitCode = 1;
    console.log(
      `${name}, ${method}, ${count(many)} resamples in ${running.workers} threads: ${seconds((performance.now() - began[0]) / 1000)} by the clock, ${seconds(cpu() - began[1])} of processor`,
    );
  }
}
end();
