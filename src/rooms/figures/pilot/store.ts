// The cases that a pilot is judged by: one row each, out of the statistics table and nothing else, as recorded by a moment.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';

/** What was asked of the table: cases sent between two days, followed up to a last one, towards a stage; `areas`: by force, else by nation. */
export type Wanted = {
  readonly moment: Instant;
  readonly first: Day;
  readonly last: Day;
  readonly until: Day;
  readonly stage: string;
  /** The stages before it: a negative there ends the way to this one. */
  readonly earlier: readonly string[];
  readonly byForce: boolean;
};

/** One case. `stopped`: the day after which no decision of the stage can come. `again`: the outcome after it was looked at again. */
export type PilotCase = {
  readonly area: string;
  readonly sent: Day;
  readonly age: string;
  readonly gender: string;
  readonly exploitation: string;
  readonly place: string;
  readonly decided: Day | null;
  readonly outcome: string | null;
  readonly stopped: Day | null;
  readonly asked: boolean;
  readonly again: string | null;
};

/** A row of invented cases in the form of the statistics table; they are never written there. */
export type InventedRow = { readonly id: string; readonly question: string; readonly code: string; readonly validFrom: Day; readonly recordedFrom: Instant };

const asked = `('referred', 'police-force', 'age-at-exploitation', 'gender', 'exploitation', 'exploitation-place', 'ended', 'reconsideration-asked')`;
const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;

/** Invented rows stand in the table's place under its own name, so that the same reading is made of them. */
const inventedTable = `statistic (statistics_id, question, code, valid_from, recorded_from, recorded_to, coarse) as materialized (
  select id, question, code, valid_from, recorded_from, 'infinity'::timestamptz, false
  from unnest($9::text[], $10::text[], $11::text[], $12::date[], $13::timestamptz[]) as made (id, question, code, valid_from, recorded_from)), `;

/**
 * Put together by grouping and never by joins, so that no guess of the planner's can cost much: every row of a case has its day of sending or a
 * later one. Whatever was made coarse at the end of retention has no day left to count from, and is left out; so are confirmed duplicates.
 */
export async function pilotCases(tx: Tx, wanted: Wanted, invented?: readonly InventedRow[]): Promise<readonly PilotCase[]> {
  const column = <T>(of: (row: InventedRow) => T): readonly T[] => (invented ?? []).map(of);
  const made = invented
    ? [column((row) => row.id), column((row) => row.question), column((row) => row.code), column((row) => row.validFrom), column((row) => row.recordedFrom)]
    : [];
  return tx.query<PilotCase>(
    `with ${invented ? inventedTable : ''}duplicates as materialized (select statistics_id from statistic where question = 'duplicate' and ${recorded}),
     one as (
       select statistics_id, max(code) filter (where question = $7) as area, min(valid_from) filter (where question = 'referred') as sent,
         max(code) filter (where question = 'age-at-exploitation') as age, max(code) filter (where question = 'gender') as gender,
         string_agg(code, ' ' order by code) filter (where question = 'exploitation') as exploitation,
         max(code) filter (where question = 'exploitation-place') as place,
         min(valid_from) filter (where question = $5) as decided, max(code) filter (where question = $5) as outcome,
         min(valid_from) filter (where question = any($6::text[]) and code = 'negative') as turned,
         max(valid_from) filter (where question = any($8::text[]) and code = 'positive') as turned_again,
         min(valid_from) filter (where question = 'ended') as ended,
         coalesce(bool_or(question = 'reconsideration-asked' and code = $5), false) as asked,
         max(code) filter (where question = $5 || '-again') as again
       from statistic
       where (question in ${asked} or question = $5 or question = $5 || '-again' or question = any($6::text[])
           or question = any($8::text[]))
         and valid_from between $2::date and $4::date and ${recorded} and not coarse
       group by statistics_id
       having min(valid_from) filter (where question = 'referred') <= $3::date and statistics_id not in (select statistics_id from duplicates))
     select coalesce(area, 'unknown') as area, to_char(sent, 'YYYY-MM-DD') as sent, coalesce(age, 'unknown') as age, coalesce(gender, 'unknown') as gender,
       coalesce(exploitation, 'not-specified') as exploitation, coalesce(place, 'not-specified') as place,
       to_char(decided, 'YYYY-MM-DD') as decided, outcome,
       to_char(least(ended, case when turned_again is null then turned end), 'YYYY-MM-DD') as stopped, asked, again
     from one order by sent, statistics_id`,
    [
      wanted.moment,
      wanted.first,
      wanted.last,
      wanted.until,
      wanted.stage,
      wanted.earlier,
      wanted.byForce ? 'police-force' : 'referred',
      wanted.earlier.map((one) => `${one}-again`),
      ...made,
    ],
  );
}
