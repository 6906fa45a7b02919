// The command that estimates how many people are on none of some overlapping lists.
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { english } from '#base/words.ts';
import { estimation, type Stage } from '#methods/capture/estimate.ts';
import { defaults, methods, type Options } from '#methods/capture/result.ts';
import { estimateStrata, readStrata, type Stratified } from '#methods/capture/strata.ts';
import { readOverlaps, type Overlaps, type Wrong } from '#methods/capture/table.ts';
import { inWords, refusalInWords } from '#methods/capture/words.ts';
import { textFlag, WrongCall, type Command, type Values } from './command.ts';
import { inThreads } from './estimate-apart.ts';
import { said } from './estimate-said.ts';

export const estimateCommand: Command = {
  name: 'estimate',
  does: 'estimate how many people are on none of some overlapping lists: by several methods, as a range; nothing leaves this machine',
  example: './opennrm estimate LISTS.csv --method all --replicates 1000 --seed 1',
  flags: {
    data: 'string',
    method: 'string',
    replicates: 'string',
    seed: 'string',
    'r-compatible': 'boolean',
    json: 'boolean',
    workers: 'string',
    threshold: 'string',
    'max-order': 'string',
    prior: 'string',
    by: 'string',
  },
  takes: 'table',
  run: async (values, print) => {
    const options = optionsOf(values);
    const workers = whole(values, 'workers', 1, 64) ?? Math.min(8, availableParallelism());
    const { table: path } = textFlag(values, 'table');
    if (!path) throw new WrongCall('Name the table of lists, for example ./opennrm estimate LISTS.csv');
    const text = await readFile(path, 'utf8').catch(() => {
      throw new WrongCall(`There is no readable file ${path}.`);
    });
    const read = readIt(text, textFlag(values, 'by').by);
    if ('wrong' in read) {
      process.stderr.write(`${refusalInWords(read, english)}\n`);
      return 1;
    }
    const { table, strata } = read;
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      process.stderr.write('Stopping: what has begun is let end.\n');
    };
    process.once('SIGINT', stop);
    try {
      const found = await inThreads(estimation(table, options), { workers, told: progress(), stopped: () => stopped });
      if (!found) {
        process.stderr.write('Stopped. Nothing was estimated.\n');
        return 130;
      }
      const parts = strata && estimateStrata(strata, options.maxOrder, options.threshold ?? defaults.threshold);
      if (values['json'] === true) print(JSON.stringify({ ...found, in_words: inWords(found, english), ...(parts ? { strata: openly(parts) } : {}) }, null, 2));
      else for (const line of said(found, parts)) print(line);
      return 0;
    } finally {
      process.off('SIGINT', stop);
    }
  },
};

function optionsOf(values: Values): Partial<Options> {
  const asked = values['method'] ?? 'all';
  const method = asked === 'all' ? asked : methods.find((one) => one === asked);
  if (!method) throw new WrongCall(`--method must be ${methods.join(', ')} or all.`);
  const prior = values['prior'] ?? 'normal';
  if (prior !== 'normal' && prior !== 'flat') throw new WrongCall('--prior must be normal or flat.');
  const threshold = Number(values['threshold'] ?? defaults.threshold);
  if (!(threshold >= 0 && threshold <= 0.5)) throw new WrongCall('--threshold must be a number from 0 to 0.5.');
  const maxOrder = whole(values, 'max-order', 1, 9);
  return {
    method,
    threshold,
    normalPrior: prior === 'normal',
    rCompatible: values['r-compatible'] === true,
    replicates: whole(values, 'replicates', 0, 1_000_000) ?? defaults.replicates,
    seed: whole(values, 'seed', 0, 2 ** 31 - 1) ?? defaults.seed,
    sensitivity: method === 'all',
    ...(maxOrder === undefined ? {} : { maxOrder }),
  };
}

function whole(values: Values, name: string, least: number, most: number): number | undefined {
  const given = values[name];
  if (given === undefined) return undefined;
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : NaN;
  if (!(number >= least && number <= most)) throw new WrongCall(`--${name} must be a whole number from ${least} to ${most}.`);
  return number;
}

function readIt(text: string, by: string | undefined): { readonly table: Overlaps; readonly strata?: Parameters<typeof estimateStrata>[0] } | Wrong {
  if (by === undefined) {
    const table = readOverlaps(text);
    return 'wrong' in table ? table : { table };
  }
  const read = readStrata(
    text,
    by.split(',').map((one) => one.trim()),
  );
  if ('wrong' in read) return read;
  return 'wrong' in read.whole ? read.whole : { table: read.whole, strata: read.strata };
}

const openly = ({ parts, refused, sum }: Stratified): object => ({
  parts,
  refused: refused.map(({ name, table }) => ({ name, because: 'wrong' in table ? refusalInWords(table, english) : '' })),
  sum,
});

const doing: Readonly<Record<Stage['name'], string>> = { models: 'trying models', resamples: 'resampling', posterior: 'walking the posterior' };

/** On a screen one line that changes; in a file a line for each quarter. */
function progress(): (stage: Stage, done: number) => void {
  let last = '';
  return (stage, done) => {
    const all = stage.jobs.length;
    const screen = process.stderr.isTTY;
    const part = Math.floor((100 * done) / Math.max(1, all));
    const line = `${doing[stage.name]}: ${screen ? part : part - (part % 25)} %`;
    if (line === last) return;
    last = line;
    process.stderr.write(screen ? `\r\u001b[K${line}${done === all ? '\r\u001b[K' : ''}` : `${line}\n`);
  };
}
