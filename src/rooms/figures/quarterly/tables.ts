// The universes of the quarterly release: who is counted, with every answer a table may show, in one reading a universe of the statistics table.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Span } from '#rooms/figures/tables.ts';

/** What is read: a period, as recorded at a moment, the last day then known, and the stages of the law in order. */
export type Reading = { readonly span: Span; readonly moment: Instant; readonly until: Day; readonly stages: readonly string[] };
/** Counted people by some columns of a universe; the columns that were not asked for are absent. */
export type Micro = Readonly<Record<string, string>> & { readonly people: number };

const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;
const duplicates = `duplicates as materialized (select statistics_id from statistic where question = 'duplicate' and ${recorded})`;
const standing = `statistics_id not in (select statistics_id from duplicates)`;

const answers = {
  nation: `coalesce(max(code) filter (where question = 'referred'), 'unknown')`,
  responder: `coalesce(max(code) filter (where question = 'responder'), 'unknown')`,
  exploitation: `coalesce(string_agg(code, ' ' order by code) filter (where question = 'exploitation'), 'not-specified')`,
  age: `coalesce(max(code) filter (where question = 'age-at-exploitation'), 'unknown')`,
  gender: `coalesce(max(code) filter (where question = 'gender'), 'unknown')`,
  disability: `coalesce(max(code) filter (where question = 'disability'), 'unknown')`,
  place: `coalesce(max(code) filter (where question = 'exploitation-place'), 'not-specified')`,
  nationality: `coalesce(max(code) filter (where question = 'nationality-1'), 'unknown') || coalesce(' ' || max(code) filter (where question = 'nationality-2'), '')`,
  county: `coalesce(max(code) filter (where question = 'county-lines'), 'unknown')`,
  force: `coalesce(max(code) filter (where question = 'police-force'), 'unknown')`,
  authority: `coalesce(max(code) filter (where question = 'authority'), 'unknown')`,
} as const;
const asked = `('referred', 'responder', 'exploitation', 'age-at-exploitation', 'gender', 'disability', 'exploitation-place', 'nationality-1', 'nationality-2',
  'county-lines', 'police-force', 'authority')`;
const columns = Object.entries(answers)
  .map(([name, sql]) => `${sql} as ${name}`)
  .join(', ');

/** What has been decided or has ended by now, as one word such as `conclusive-grounds=positive reasonable-grounds=positive`. */
const reached = `coalesce((select string_agg(distinct o.question || '=' || o.code, ' ' order by o.question || '=' || o.code) from statistic o
  where o.statistics_id = p.statistics_id and o.question = any($5::text[]) and o.recorded_from <= $1::timestamptz and o.recorded_to > $1::timestamptz), '')`;

/** Everybody who was ever sent, with the days on which each stage was decided, opened and ended. `$n` of a stage: its place after six others. */
function files(stages: readonly string[]): string {
  const days = stages.map(
    (_, i) => `min(valid_from) filter (where question = $${7 + i}) as decided_${i},
      min(valid_from) filter (where question = $${7 + i} and code = 'positive') as positive_${i},
      min(valid_from) filter (where question = $${7 + i} || '-again' and code = 'positive') as again_${i}`,
  );
  return `files as materialized (
    select statistics_id, min(valid_from) filter (where question = 'referred') as sent, ${answers.age} as age, ${answers.gender} as gender,
      ${answers.disability} as disability, ${answers.nationality} as nationality, max(code) filter (where question = 'ended') as why, min(valid_from) filter (where question = 'ended') as ended,
      bool_or(coarse) as coarse, ${days.join(', ')}
    from statistic where (question in ('referred', 'age-at-exploitation', 'gender', 'disability', 'nationality-1', 'nationality-2', 'ended') or question = any($5::text[]))
      and valid_from <= $6::date and ${recorded}
    group by statistics_id having bool_or(question = 'referred') and ${standing})`;
}

/** When a stage opened for somebody, and by what: sending, a positive decision, or one made again. */
const opened = (i: number): string => (i === 0 ? 'sent' : `least(positive_${i - 1}, again_${i - 1})`);
const openedBy = (i: number): string =>
  i === 0 ? `'sent'` : `case when positive_${i - 1} <= coalesce(again_${i - 1}, 'infinity') then 'positive' else 'again' end`;

type Universe = { readonly rows: (reading: Reading) => string; readonly upTo?: 'last' | 'until' };
const stepped = (stages: readonly string[], row: (i: number) => string): string => stages.map((_, i) => row(i)).join(' union all ');

export const universes = {
  /** Referrals sent in the period that stand. */
  referrals: {
    rows: () => `${duplicates}, sent as materialized (
        select statistics_id, ${columns} from statistic where question in ${asked} and valid_from between $2::date and $3::date and ${recorded}
        group by statistics_id having bool_or(question = 'referred') and ${standing}),
      counted as (select p.*, ${reached} as reached from sent p)`,
  },
  /** First decisions made in the period, whenever the case was sent; the days since the stage opened, or nothing where it is not known. */
  decisions: {
    rows: () => `${duplicates}, made as materialized (
        select statistics_id, question as stage, code as outcome, valid_from as day from statistic
        where question = any($4::text[]) and valid_from between $2::date and $3::date and ${recorded} and ${standing}),
      counted as (
        select made.stage, made.outcome, facts.age, facts.gender, facts.disability, facts.nationality, facts.authority,
          case when facts.coarse or facts.since is null or facts.since > made.day then 'unknown' else (made.day - facts.since)::text end as days
        from made cross join lateral (
          select ${answers.age} as age, ${answers.gender} as gender, ${answers.disability} as disability, ${answers.nationality} as nationality, ${answers.authority} as authority, bool_or(coarse) as coarse,
            min(valid_from) filter (where made.stage = ($4::text[])[1] and question = 'referred' or code = 'positive'
              and question in (before.stage, before.stage || '-again')) as since
          from statistic s, lateral (select ($4::text[])[array_position($4::text[], made.stage) - 1] as stage) as before
          where s.statistics_id = made.statistics_id and ${recorded}) as facts)`,
  },
  /** Who waited for a stage at any time in the period: how they came to wait, and whether they were decided, ended or still waited at its end. */
  caseload: {
    upTo: 'last',
    rows: ({ stages }) => `${duplicates}, ${files(stages)}, waiting as (${stepped(
      stages,
      (i) => `select $${7 + i} as stage, age, ${opened(i)} as came_on, ${openedBy(i)} as came_by,
        case when decided_${i} is not null then 'decided' when ended is not null then 'ended' else 'open' end as left_by,
        case when coalesce(decided_${i}, ended) is not null then greatest(coalesce(decided_${i}, ended), ${opened(i)}) end as left_on from files where ${opened(i)} is not null and (decided_${i} is not null or ended is null or ended >= ${opened(i)})`,
    )}), counted as (select stage, age, case when came_on < $2::date then 'before' else came_by end as came, left_by as gone from waiting
        where left_on is null or left_on >= $2::date)`,
  },
  /** Referrals that ended in the period without the decision they waited for: why, and what they waited for then. */
  ended: {
    upTo: 'last',
    rows: ({ stages }) => `${duplicates}, ${files(stages)}, counted as (
      select age, why, case ${stages.map((_, i) => `when ${opened(i)} <= ended and decided_${i} is null then $${7 + i}`).join(' ')} else 'nothing' end as waited
      from files where ended between $2::date and $3::date)`,
  },
  /** Reconsiderations asked for and settled in the period, by the stage they are about. */
  reconsiderations: {
    rows: () => `${duplicates}, counted as (
      select code as stage, substr(question, 17) as step,
        coalesce((select max(a.code) from statistic a where a.statistics_id = s.statistics_id and a.question = 'age-at-exploitation'
          and a.recorded_from <= $1::timestamptz and a.recorded_to > $1::timestamptz), 'unknown') as age
      from statistic s where question in ('reconsideration-asked', 'reconsideration-accepted', 'reconsideration-refused')
        and valid_from between $2::date and $3::date and ${recorded} and ${standing})`,
  },
  /** Decisions in the period that somebody loses protection, by the ground in the statute. */
  disqualified: {
    rows: () => `${duplicates}, counted as (select code as ground from statistic where question = 'disqualified' and valid_from between $2::date and $3::date
      and ${recorded} and ${standing})`,
  },
  /** Stretches of support that ended in the period, by why. A record of support is not joined to its referral. */
  exits: {
    rows: () => `counted as (select code as exit from statistic where question = 'support-ended' and valid_from between $2::date and $3::date and ${recorded})`,
  },
  /** Signals that came in the period, each counted once, whatever became of it. None is joined to a referral. */
  signals: {
    rows: () =>
      `counted as (select code as channel from statistic where question = 'signal-channel' and valid_from between $2::date and $3::date and ${recorded})`,
  },
  /** Notifications without a name. */
  notifications: {
    rows: () => `counted as (
      select coalesce(max(code) filter (where question = 'notified'), 'unknown') as nation,
        coalesce(max(code) filter (where question = 'notified-nationality-1'), 'unknown')
          || coalesce(' ' || max(code) filter (where question = 'notified-nationality-2'), '') as nationality
      from statistic where question in ('notified', 'notified-nationality-1', 'notified-nationality-2') and valid_from between $2::date and $3::date and ${recorded}
      group by statistics_id having bool_or(question = 'notified'))`,
  },
  /** Who came to wait for a stage in the period, followed up to the last day known: after how many days it was decided, ended, or still waits. */
  followed: {
    upTo: 'until',
    rows: ({ stages }) =>
      `${duplicates}, ${files(stages)}, counted as (${stepped(
        stages,
        (i) => `select $${7 + i} as stage, age, gender, disability, nationality,
        case when decided_${i} is not null then 'event' when ended >= ${opened(i)} then 'other' else 'waiting' end as "end",
        greatest(0, coalesce(decided_${i}, case when ended >= ${opened(i)} then ended end, $6::date) - ${opened(i)})::text as days
        from files where ${opened(i)} between $2::date and $3::date and not coarse`,
      )})`,
  },
} as const satisfies Readonly<Record<string, Universe>>;
export type UniverseName = keyof typeof universes;

/** People of a universe by each of some sets of its columns, read at once. Gives the sets in the order asked for. */
export async function micro(tx: Tx, name: UniverseName, sets: readonly (readonly string[])[], reading: Reading): Promise<readonly (readonly Micro[])[]> {
  const universe: Universe = universes[name];
  const { span, moment, until, stages } = reading;
  const all = [...new Set(sets.flat())];
  const list = all.map((column) => `"${column}"`).join(', ');
  const grouped = sets.map((set) => `(${set.map((column) => `"${column}"`).join(', ')})`).join(', ');
  const again = [...stages, ...stages.map((stage) => `${stage}-again`), 'ended'];
  const upTo = universe.upTo === 'until' ? until : span.last;
  const rows = await tx.query<Record<string, string | null> & { set: string; people: number }>(
    `with used as (select $1::timestamptz, $2::date, $3::date, $4::text[], $5::text[], $6::date${stages.map((_, i) => `, $${7 + i}::text`).join('')}),
     ${universe.rows(reading)}
     select ${list}, grouping(${list})::text as set, count(*)::int as people from counted group by grouping sets (${grouped})`,
    [moment, span.first, span.last, stages, again, upTo, ...stages],
  );
  return sets.map((set) => {
    // Bits of the columns that a set leaves out, the last column in the lowest.
    const mask = all.reduce((bits, column) => bits * 2 + (set.includes(column) ? 0 : 1), 0);
    return rows
      .filter((row) => Number(row.set) === mask)
      .map(({ people, ...row }) => ({ ...Object.fromEntries(set.map((column) => [column, row[column] ?? 'unknown'])), people }) as Micro);
  });
}
