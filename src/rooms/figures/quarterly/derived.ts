// Tables worked out of counts: shares with intervals, days to a decision, and who was decided after so many days. Only where enough people stand behind them.
import type { Law } from '#law/law.ts';
import type { Tx } from '#kit/store/database.ts';
import { cut, leastDenominator, ratio } from '#methods/disclosure/derived.ts';
import { keyOf } from '#methods/disclosure/linked.ts';
import { wilson } from '#methods/interval.ts';
import { after, followed, incidence, type Ending, type Waited } from '#methods/survival.ts';
import type { Part } from './count.ts';
import { dimensions, namingOf, stageName, type Category, type Dimension } from './dimension.ts';
import { letOut, type Line, type Measured, type OfficialTable, type Value } from './sheet.ts';
import { micro, type Micro, type Reading } from './tables.ts';
import { threshold } from './protect.ts';

const horizons = [30, 90, 180] as const;

/** By everybody, and by each of these; never by two of them together. */
const groupings = ['age', 'gender', 'disability', 'nationality'] as const;
type Grouping = (typeof groupings)[number];
type Group = { readonly of: Grouping | undefined; readonly category: Category };

export type Timed = Readonly<Record<'decisions' | 'followed', readonly (readonly Micro[])[]>>;

/** Days of decisions and of waiting by each grouping; the first set is everybody. */
export async function readDays(tx: Tx, reading: Reading): Promise<Timed> {
  const sets = (...columns: string[]): readonly string[][] => [['stage', ...columns], ...groupings.map((one) => ['stage', ...columns, one])];
  return { decisions: await micro(tx, 'decisions', sets('days'), reading), followed: await micro(tx, 'followed', sets('end', 'days'), reading) };
}

const percent = (share: number): number => Math.round(share * 100);
const down = [
  { id: 'stage', heading: 'Stage' },
  { id: 'group', heading: 'By' },
  { id: 'category', heading: 'Group' },
];

/** The groups that the counted tables of a stage show. */
function groupsOf(parts: readonly Part[], stage: string): readonly Group[] {
  const categories = (of: Grouping): readonly Category[] =>
    parts.flatMap(({ definition, apart, categories: all }) => {
      const at = (definition.by as readonly string[]).indexOf(of);
      return apart?.code === stage && definition.universe === 'decisions' && at >= 0 ? (all[at] ?? []) : [];
    });
  const once = (of: Grouping): readonly Group[] => [...new Map(categories(of).map((one) => [one.code, one])).values()].map((category) => ({ of, category }));
  return [{ of: undefined, category: { code: 'all', label: 'Everybody' } }, ...groupings.flatMap(once)];
}

/** Derived tables of a release. Throws nothing: what rests on too few, or on a hidden count, is marked. */
export function derivedTables(law: Law, parts: readonly Part[], counted: readonly OfficialTable[], timed: Timed, period: string): readonly OfficialTable[] {
  const naming = namingOf(law);
  const out = letOut(counted);
  const linesFor = (row: (stage: string, group: Group) => readonly Value[]): readonly Line[] =>
    law.stages.flatMap(({ id }) =>
      groupsOf(parts, id).map((group) => ({
        codes: [id, group.of ?? 'all', group.category.code],
        labels: [stageName(id, naming), group.of ? (dimensions[group.of] as Dimension).heading : 'Everybody', group.category.label],
        values: row(id, group),
      })),
    );
  const decisionsKey = (stage: string, { of, category }: Group, outcome?: string): string =>
    keyOf(
      `decisions:${period}:${stage}`,
      [...(of ? [of] : []), ...(outcome ? ['outcome'] : [])],
      [...(of ? [category.code] : []), ...(outcome ? [outcome] : [])],
    );
  const own =
    (what: string, stage: string, { of, category }: Group) =>
    (measure: string): string =>
      keyOf(`${what}:${period}:${stage}`, ['measure', ...(of ? [of] : [])], [measure, ...(of ? [category.code] : [])]);
  const rows = (read: readonly (readonly Micro[])[], stage: string, { of, category }: Group): readonly Micro[] =>
    (read[of ? groupings.indexOf(of) + 1 : 0] ?? []).filter((row) => row['stage'] === stage && (!of || belongs(of, row[of] ?? '', category)));
  const belongs = (of: Grouping, code: string, category: Category): boolean => {
    const known = parts.flatMap(({ definition, categories }) => categories[(definition.by as readonly string[]).indexOf(of)] ?? []);
    const found = dimensions[of].category(code, naming);
    return category.code === found.code || (category.code === 'others' && !known.some((one) => one.code === found.code));
  };

  return [
    {
      id: 'outcome_shares',
      version: 1,
      title: 'Share of first decisions that were positive, by age at exploitation, gender, disability and nationality',
      unit: 'Decisions',
      down,
      across: measuresOf([
        ['decided', 'Decided', 'count'],
        ['positive', 'Positive', 'count'],
        ['share', 'Positive, in percent', 'percent'],
        ['low', 'Lower end of the interval, in percent', 'percent'],
        ['high', 'Upper end of the interval, in percent', 'percent'],
      ]),
      lines: linesFor((stage, group) => {
        const key = own('outcome-share', stage, group);
        const [decided, positive] = [decisionsKey(stage, group), decisionsKey(stage, group, 'positive')];
        const [all, yes] = [out.get(decided)?.value, out.get(positive)?.value];
        const kept = ratio({ kind: 'percent', numerator: yes ?? 0, denominator: all ?? 0, published: all !== undefined && yes !== undefined });
        const sure = kept.shown && all !== undefined && yes !== undefined ? wilson(yes, all) : undefined;
        return [
          given(decided, all),
          given(positive, yes),
          given(key('share'), sure && percent(sure.share)),
          given(key('low'), sure && percent(sure.low)),
          given(key('high'), sure && percent(sure.high)),
        ];
      }),
      notes: ['first-decision', 'gender', 'nationality', 'disability', 'shares'],
    },
    {
      id: 'decision_times',
      version: 1,
      title: 'Days to the first decision, by age at exploitation, gender, disability and nationality',
      unit: 'Days',
      down,
      across: measuresOf([
        ['decided', 'Decided', 'count'],
        ['median', 'Median days', 'days'],
        ['mean', 'Average days', 'days'],
      ]),
      lines: linesFor((stage, group) => {
        const key = own('decision-days', stage, group);
        const decided = decisionsKey(stage, group);
        const shown = out.get(decided)?.value;
        const { median, mean } = middle(rows(timed.decisions, stage, group), shown !== undefined);
        return [given(decided, shown), given(key('median'), median), given(key('mean'), mean)];
      }),
      notes: ['first-decision', 'days', 'few', 'gender', 'disability', 'nationality'],
    },
    {
      id: 'waits',
      version: 1,
      title: 'Who came to wait in the period: share decided after so many days, by age at exploitation, gender, disability and nationality',
      unit: 'Referrals',
      down,
      across: measuresOf(
        horizons.flatMap((days) => [
          [`share-${days}`, `Decided within ${days} days, in percent`, 'percent'],
          [`low-${days}`, `Lower end of the interval, ${days} days, in percent`, 'percent'],
          [`high-${days}`, `Upper end of the interval, ${days} days, in percent`, 'percent'],
        ]),
      ),
      lines: linesFor((stage, group) => {
        const key = own('waits', stage, group);
        const waited = rows(timed.followed, stage, group).map((row): Waited => ({ days: Number(row['days']), end: row['end'] as Ending, people: row.people }));
        return horizons.flatMap((days) => {
          const at = decidedAfter(waited, days);
          return (['share', 'low', 'high'] as const).map((one): Value => {
            const name = key(`${one}-${days}`);
            return typeof at === 'string' ? { key: name, mark: at } : { key: name, value: percent(at[one]) };
          });
        });
      }),
      notes: ['followed', 'gender', 'disability', 'nationality'],
    },
  ];
}

/** Nothing is said beyond the day through which enough people are followed, nor where few were decided by then or few were not. */
function decidedAfter(waited: readonly Waited[], days: number): { readonly share: number; readonly low: number; readonly high: number } | 'c' | 'x' {
  const many = (those: readonly Waited[]): number => those.reduce((sum, { people }) => sum + people, 0);
  const waiting = waited.some(({ end }) => end === 'waiting');
  if (many(waited) >= leastDenominator && waiting && followed(waited, threshold) < days) return 'x';
  const by = many(waited.filter((one) => one.end === 'event' && one.days <= days));
  return many(waited) < leastDenominator || by < threshold || many(waited) - by < threshold ? 'c' : after(incidence(waited), days);
}

const measuresOf = (columns: readonly (readonly [code: string, label: string, kind: Measured['kind']])[]): OfficialTable['across'] => ({
  id: 'measure',
  heading: 'Measure',
  columns: columns.map(([code, label, kind]) => ({ code, label, kind })),
});

const given = (key: string, value: number | undefined): Value => (value === undefined ? { key, mark: 'c' } : { key, value });

/** In whole days, by rule e: a median needs enough people on either side of it, an average enough in all. `published`: whether the count beside it is. */
function middle(rows: readonly Micro[], published: boolean): { readonly median: number | undefined; readonly mean: number | undefined } {
  const days = rows.flatMap((row) => (row['days'] === 'unknown' ? [] : Array.from({ length: row.people }, () => Number(row['days']))));
  const [median, sum] = [cut(days), days.reduce((all, one) => all + one, 0)];
  const mean = ratio({ kind: 'mean', numerator: sum, denominator: days.length, published });
  return { median: median.shown && published ? median.value : undefined, mean: mean.shown ? Math.round(mean.value) : undefined };
}
