// The commands that let figures out: a quarter's release, and for authorised staff what changed in it between two days.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEarlier } from '#rooms/figures/quarterly/changed.ts';
import { writeFigures, type FiguresAsked } from '#rooms/figures/release.ts';
import { sayRevisions, writeExchange } from '#rooms/figures/staff-files.ts';
import type { Kit } from '#kit/kit.ts';
import { need, WrongCall, type Command } from './command.ts';
import { openHouse } from './open-house.ts';
import { publishedBefore } from './practice/published.ts';
import type { Settings } from './settings.ts';

const place = { data: 'string', port: 'string', today: 'string', country: 'string' } as const;
type Reads = (values: Parameters<Command['run']>[0]) => Settings;

/** `settings` reads the environment and the flags. */
export const figuresCommands = (settings: Reads): readonly Command[] => [figures(settings), revisions(settings), exchange(settings)];

/** In practice the long series is the published one that the invented caseload carries on. */
function publishedSeries({ practice, law }: Kit, period: string): FiguresAsked['earlier'] {
  const points = practice && law.country === 'uk' ? publishedBefore(period) : [];
  return points.length > 0
    ? { points, source: 'Source: Home Office, National Referral Mechanism statistics, as published with the fourth quarter of 2023.' }
    : undefined;
}

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
