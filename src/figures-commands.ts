// The commands that let figures out: a quarter's release, and for authorised staff what changed in it between two days.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEarlier } from '#rooms/figures/quarterly/changed.ts';
import { giveBack } from '#rooms/figures/publishing/give-back.ts';
import { atTheCommandLine, writeFigures, written, type FiguresAsked } from '#rooms/figures/release.ts';
import { sayRevisions, writeExchange } from '#rooms/figures/staff-files.ts';
import { need, WrongCall, type Command } from './command.ts';
import { openHouse } from './open-house.ts';
import { publishedSeries } from './series.ts';
import type { Settings } from './settings.ts';

const place = { data: 'string', port: 'string', today: 'string', country: 'string' } as const;
type Reads = (values: Parameters<Command['run']>[0]) => Settings;

/** `settings` reads the environment and the flags. */
export const figuresCommands = (settings: Reads): readonly Command[] => [figures(settings), revisions(settings), exchange(settings), release(settings)];

const figures = (settings: Reads): Command => ({
  name: 'figures',
  does: 'write a quarter’s protected release as files; with --exact its exact counts, for those who may see them',
  example: './opennrm figures --data DIR --period 2023-Q4 --out OUT',
  flags: { ...place, period: 'string', 'as-of': 'string', exact: 'boolean', format: 'string', out: 'string', beside: 'string' },
  run: async (values, print) => {
    const period = need(values, 'period', '2023-Q4');
    const out = need(values, 'out', 'OUT');
    const format = values['format'] ?? 'csv';
    if (format !== 'csv') throw new WrongCall('--format must be csv.');
    const previous = await previousIn(values['beside']);
    const house = await openHouse(settings(values));
    try {
      const on = values['as-of'];
      const earlier = publishedSeries(house.kit, period);
      const said = await writeFigures(house.kit, {
        period,
        exact: values['exact'] === true,
        out,
        ...(typeof on === 'string' ? { asOf: on } : {}),
        ...(earlier ? { earlier } : {}),
        ...(previous ? { previous } : {}),
      });
      if (!said.ok) {
        print(said.because);
        return 3;
      }
      for (const file of said.files) print(file);
      return 0;
    } finally {
      await house.close();
    }
  },
});

/** The folder of an earlier release, with which this one is compared. */
async function previousIn(folder: unknown): Promise<FiguresAsked['previous']> {
  if (typeof folder !== 'string') return undefined;
  const text = await readFile(join(folder, 'release.json'), 'utf8').catch(() => '');
  const found = readEarlier(text);
  if (!found) throw new WrongCall(`There is no release in ${folder}: it must hold a release.json.`);
  return found;
}

const revisions = (settings: Reads): Command => ({
  name: 'revisions',
  does: 'say what changed in a quarter between two days, row by row for those who may see exact counts; with --net its totals alone',
  example: './opennrm revisions --data DIR --period 2023-Q4 --from 2024-01-05 --to 2024-01-12',
  flags: { ...place, period: 'string', from: 'string', to: 'string', net: 'boolean' },
  run: async (values, print) => {
    const [period, from, to] = [need(values, 'period', '2023-Q4'), need(values, 'from', '2024-01-05'), need(values, 'to', '2024-01-12')];
    const house = await openHouse(settings(values));
    try {
      const said = await sayRevisions(house.kit, { period, from, to, net: values['net'] === true });
      for (const line of said.ok ? said.lines : [said.because]) print(line);
      return said.ok ? 0 : 3;
    } finally {
      await house.close();
    }
  },
});

const release = (settings: Reads): Command => ({
  name: 'release',
  does: 'give back a release as it was frozen; with --remake make it anew from the records and hold it against that',
  example: './opennrm release --data DIR --id ID --out OUT',
  flags: { ...place, id: 'string', out: 'string', remake: 'boolean' },
  run: async (values, print) => {
    const id = need(values, 'id', 'ID');
    const out = typeof values['out'] === 'string' ? values['out'] : undefined;
    if (!out && values['remake'] !== true) throw new WrongCall('Say where to with --out, or ask for --remake.');
    const house = await openHouse(settings(values));
    try {
      const said = await giveBack(house.kit, atTheCommandLine, id, publishedSeries, values['remake'] === true);
      if (!said.ok) {
        print(said.because);
        return 3;
      }
      for (const [name, bytes] of out ? said.files : []) print(await written(out ?? '', name, bytes));
      const { anew } = said;
      if (!anew) return 0;
      print(
        anew.differ.length === 0 ? `Made anew: the same bytes in all ${said.files.size} files.` : `Made anew, these files differ: ${anew.differ.join(', ')}.`,
      );
      if (!anew.sameCode) print('What makes releases has changed since it was frozen.');
      return anew.differ.length === 0 ? 0 : 3;
    } finally {
      await house.close();
    }
  },
});

const exchange = (settings: Reads): Command => ({
  name: 'exchange',
  does: 'write a quarter’s referrals in the columns of HTCDS 2.0 or CTDC, for partners under an agreement',
  example: './opennrm exchange --data DIR --period 2023-Q4 --format ctdc --out OUT',
  flags: { ...place, period: 'string', 'as-of': 'string', format: 'string', out: 'string' },
  run: async (values, print) => {
    const [period, format, out] = [need(values, 'period', '2023-Q4'), need(values, 'format', 'ctdc'), need(values, 'out', 'OUT')];
    const on = values['as-of'];
    const house = await openHouse(settings(values));
    try {
      const said = await writeExchange(house.kit, { period, format, out, ...(typeof on === 'string' ? { asOf: on } : {}) });
      for (const line of said.ok ? said.lines : [said.because]) print(line);
      return said.ok ? 0 : 3;
    } finally {
      await house.close();
    }
  },
});
