// Areas that began at different times: the effect of each wave, quarter by quarter, and what a choice of areas by chance gives. Pure.
import { addDays, daysBetween, type Day } from '#base/day.ts';
import { incidences, shareAt } from '#methods/competing.ts';
import { effects, permuted, type Cell, type Effects, type Permuted } from '#methods/differences.ts';
import { seeded } from '#methods/seeded.ts';
import type { Asked } from './asked.ts';
import { endOf, horizons, positive, type Subject } from './compare.ts';

/** Periods of thirteen weeks are counted from the day the first areas began. */
const long = 91;

export type Waves = {
  readonly found: Effects;
  readonly chance: Permuted | undefined;
  readonly areas: number;
  readonly pilotAreas: number;
  readonly from: Day;
};

/** The first day of a period. */
export const dayOf = ({ from }: Pick<Waves, 'from'>, period: number): Day => addDays(from, period * long);

/**
 * The share with a positive decision within 90 days in each area and period, of cases that could be followed so long. In the period in which
 * a later wave begins, its cases from before that day are left out.
 */
export function wavesOf(subjects: readonly Subject[], asked: Asked, until: Day): Waves {
  const periodOf = (day: Day): number => Math.floor(daysBetween(asked.from, day) / long);
  const starts = new Map([...asked.starts].map(([area, day]) => [area, periodOf(day)]));
  const counted = subjects.filter(({ of }) => {
    const start = asked.starts.get(of.area);
    const mixed = start !== undefined && of.sent < start && periodOf(of.sent) >= periodOf(start);
    return !mixed && addDays(of.sent, horizons.share) <= until;
  });
  const held = Map.groupBy(counted, ({ of }) => `${of.area} ${periodOf(of.sent)}`);
  const cells = [...held].map(([key, some]): Cell => {
    const [area = '', period = ''] = key.split(' ');
    const stages = incidences(
      some.map(({ of }) => endOf(of, until)),
      3,
    );
    return { area, period: Number(period), value: shareAt(stages, positive, horizons.share).share, people: some.length };
  });
  const areas = new Set(cells.map((cell) => cell.area));
  return {
    found: effects(cells, starts),
    chance: permuted(cells, starts, seeded(20151101), 999),
    areas: areas.size,
    pilotAreas: [...starts.keys()].filter((area) => areas.has(area)).length,
    from: asked.from,
  };
}
