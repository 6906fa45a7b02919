// From the command to the first page: on a new data folder (the caseload is made) and on one that is there.
// `node bench/start.ts [--rounds 5]`
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, table, timed } from './stand/clock.ts';
import { asked, end, serveWith } from './stand/stand.ts';

const rounds = asked('rounds', 5);
const seconds = (number: number): string => `${(number / 1000).toFixed(1)} s`;
const folder = await mkdtemp(join(tmpdir(), 'nrm-bench-'));

/** Starts as `npm start` does, without its look at the packages, and stops once the first page came. */
async function start(): Promise<number> {
  let stop = (): Promise<void> => Promise.resolve();
  const ms = await timed(async () => {
    const served = await serveWith(['practice', '--data', join(folder, 'practice')]);
    stop = served.stop;
    const answer = await fetch(`${served.base}/`);
    if (answer.status !== 200) throw new Error(`the first page answered ${answer.status}`);
    await answer.arrayBuffer();
  });
  await stop();
  return ms;
}

const first = await start();
const later: number[] = [];
for (let round = 0; round < rounds; round += 1) later.push(await start());
await rm(folder, { recursive: true, force: true });
console.log(
  table([
    ['from the command to the first page', ''],
    ['new data folder: database, migrations, caseload', seconds(first)],
    [`data folder there, median of ${rounds}`, seconds(median(later))],
    ['  the quickest and the slowest of them', `${seconds(Math.min(...later))} to ${seconds(Math.max(...later))}`],
  ]),
);
end();
