// The tables of support over a period: SQL over the statistics table and nothing else, as recorded at $1 and followed up to $4.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Ending } from '#methods/survival.ts';
import { ofHouse, ofWanting, type BedRow } from './beds.ts';
import { outcomeOf } from './support.ts';
import type { Span } from './tables.ts';

/** A period, as recorded at a moment, and the last day of which anything is known by then. */
export type Seen = { readonly span: Span; readonly moment: Instant; readonly until: Day };
const values = ({ span, moment, until }: Seen): readonly unknown[] => [moment, span.first, span.last, until];

const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;
/** What was made coarse at the end of retention has its quarter's end for a day: no wait can be counted from it. */
const exact = `${recorded} and not coarse`;

/** `area` is a region's code, or `not-known`: a home's own, else where the person was when they were referred. */
export type AreaCell = {
  readonly at: 'start' | 'end';
  readonly nation: string;
  readonly area: string;
  readonly kind: 'accommodation' | 'outreach';
  readonly people: number;
};

/** Who was in support at the start and at the end, by area and by whether they lived in a safe place of a provider. */
export async function supportAreas(tx: Tx, seen: Seen): Promise<readonly AreaCell[]> {
  const [moment, first, last] = values(seen);
  const newest = (question: string, until = ''): string =>
    `(array_agg(code order by valid_from desc, recorded_from desc) filter (where question = '${question}'${until}))[1]`;
  return tx.query<AreaCell>(
    `with record as (
       select min(valid_from) filter (where question = 'support-opened') as since, max(code) filter (where question = 'support-nation') as nation,
         max(valid_from) filter (where question = 'support-ended') as ended, ${newest('support-area')} as area,
         ${newest('support-home-area', ' and valid_from < $2::date')} as home_before, ${newest('support-home-area')} as home,
         coalesce(sum(case code when 'in' then 1 else -1 end) filter (where question = 'support-home' and valid_from < $2::date), 0) > 0 as before,
         coalesce(sum(case code when 'in' then 1 else -1 end) filter (where question = 'support-home'), 0) > 0 as now
       from statistic where question in ('support-opened', 'support-nation', 'support-ended', 'support-home', 'support-home-area', 'support-area')
         and valid_from <= $3::date and ${recorded}
       group by statistics_id having bool_or(question = 'support-opened')),
     there as (
       select 'start' as at, nation, before as housed, home_before as home, area from record where since < $2::date and (ended is null or ended >= $2::date)
       union all select 'end', nation, now, home, area from record where ended is null)
     select at, nation, coalesce(case when housed then home else area end, 'not-known') as area,
       case when housed then 'accommodation' else 'outreach' end as kind, count(*)::int as people from there group by 1, 2, 3, 4`,
    [moment, first, last],
  );
}

export const waits = ['referral-to-contact', 'opening-to-contact', 'opening-to-worker', 'asking-to-bed'] as const;
export type Wait = (typeof waits)[number];
export type WaitCell = { readonly wait: Wait; readonly nation: string; readonly end: Ending; readonly days: number; readonly people: number };

/** What came, else what ended the waiting, else the last day known: one of the three ends each wait. */
const counting = `case when came is not null and (stopped is null or came <= stopped) then 'event' when stopped is not null then 'other' else 'waiting' end as "end",
  greatest(0, least(came, stopped, $4::date) - begun)::int as days, count(*)::int as people`;

/** Of those whose support was opened in the period, or who first asked for a place in it. */
export async function supportWaits(tx: Tx, seen: Seen): Promise<readonly WaitCell[]> {
  return tx.query<WaitCell>(
    `with cohort as (
       select distinct statistics_id from statistic
       where question in ('support-opened', 'place-wanted') and valid_from between $2::date and $3::date and ${exact}),
     record as (
       select max(code) filter (where question = 'support-nation') as nation, min(valid_from) filter (where question = 'support-opened') as opened,
         max(valid_from) filter (where question = 'support-referred') as referred, min(valid_from) filter (where question = 'support-contact') as contact,
         min(valid_from) filter (where question = 'support-worker') as worker, min(valid_from) filter (where question = 'place-wanted') as wanted,
         min(valid_from) filter (where (question, code) in (('support-home', 'in'), ('place-settled', 'found'))) as housed,
         min(valid_from) filter (where (question, code) = ('place-settled', 'not-needed')) as needless,
         max(valid_from) filter (where question = 'support-ended') as ended
       from statistic join cohort using (statistics_id)
       where question in ('support-nation', 'support-opened', 'support-referred', 'support-contact', 'support-worker', 'place-wanted', 'support-home',
         'place-settled', 'support-ended') and valid_from <= $4::date and ${exact}
       group by statistics_id having bool_or(question = 'support-nation')),
     waited as (
       select 'referral-to-contact' as wait, nation, referred as begun, contact as came, ended as stopped from record
         where opened between $2::date and $3::date and referred is not null
       union all select 'opening-to-contact', nation, opened, contact, ended from record where opened between $2::date and $3::date
       union all select 'opening-to-worker', nation, opened, worker, ended from record where opened between $2::date and $3::date
       union all select 'asking-to-bed', nation, wanted, housed, least(ended, needless) from record
         where wanted between $2::date and $3::date and (housed is null or housed >= wanted))
     select wait, nation, ${counting} from waited group by 1, 2, 3, 4`,
    values(seen),
  );
}

export const returns = ['support-again', 'referred-again', 'exploited-anew', 'reach-in'] as const;
export type Return = (typeof returns)[number];
export type ReturnCell = { readonly event: Return; readonly exit: string; readonly end: Ending; readonly days: number; readonly people: number };

/** Of those who left support in the three years up to the end of the period: what came after. Who is known to have died can come no more. */
export async function afterSupport(tx: Tx, seen: Seen): Promise<readonly ReturnCell[]> {
  return tx.query<ReturnCell>(
    `with gone as (
       select statistics_id as id, max(code) as exit, max(valid_from) as begun from statistic
       where question = 'support-ended' and valid_from > ($3::date - interval '3 years')::date and valid_from <= $3::date and code <> 'died' and ${exact}
         and $2::date <= $3::date
       group by 1),
     later as (
       select gone.exit, gone.begun, min(s.valid_from) filter (where s.question = 'support-died') as stopped,
         min(s.valid_from) filter (where s.question = 'support-again') as again,
         min(s.valid_from) filter (where s.question = 'support-referred-again') as referred,
         min(s.valid_from) filter (where (s.question, s.code) = ('support-referred-again', 'new')) as anew,
         min(s.valid_from) filter (where s.question = 'support-reached-in') as reached
       from gone left join statistic s on s.statistics_id = gone.id and s.valid_from <= $4::date and ${exact.replaceAll('recorded_', 's.recorded_').replace('coarse', 's.coarse')}
         and s.question in ('support-died', 'support-again', 'support-referred-again', 'support-reached-in')
       group by gone.id, 1, 2),
     came as (
       select 'support-again' as event, exit, begun, again as came, stopped from later
       union all select 'referred-again', exit, begun, referred, stopped from later
       union all select 'exploited-anew', exit, begun, anew, stopped from later
       union all select 'reach-in', exit, begun, reached, stopped from later)
     select event, exit, ${counting} from came group by 1, 2, 3, 4`,
    values(seen),
  );
}

/** `first` and `last` are empty where nobody said anything, `last` alone where they said it once. */
export type OutcomeCell = { readonly domain: string; readonly first: string; readonly last: string; readonly people: number };

/** Of everybody in support at any time in the period, what they said of each outcome first and last by its end. Rather not saying is no answer. */
export async function outcomesSaid(tx: Tx, seen: Seen, domains: readonly string[]): Promise<readonly OutcomeCell[]> {
  const [moment, first, last] = values(seen);
  return tx.query<OutcomeCell>(
    `with there as materialized (
       select statistics_id as id from statistic where question in ('support-opened', 'support-ended') and valid_from <= $3::date and ${recorded}
       group by 1 having bool_or(question = 'support-opened') and coalesce(max(valid_from) filter (where question = 'support-ended'), 'infinity') >= $2::date),
     said as (
       select statistics_id as id, question, array_agg(code order by valid_from, recorded_from) as codes
       from statistic where question = any($4::text[]) and valid_from <= $3::date and code <> 'rather-not-say' and ${recorded} group by 1, 2)
     select asked.domain, coalesce(codes[1], '') as first, coalesce(case when cardinality(codes) > 1 then codes[cardinality(codes)] end, '') as last, count(*)::int as people
     from there cross join unnest($4::text[], $5::text[]) as asked (question, domain) left join said on said.id = there.id and said.question = asked.question
     group by 1, 2, 3`,
    [moment, first, last, domains.map(outcomeOf), domains],
  );
}

/** Everything that is counted of beds and of those who wait for one, up to the last day. Houses are few, and each has few steps. */
export async function bedRows(tx: Tx, { span, moment, until }: Seen): Promise<readonly BedRow[]> {
  return tx.query<BedRow>(
    `with waits as (select distinct statistics_id from statistic where question in ('place-wanted', 'place-not-found') and valid_from <= $2::date and ${recorded})
     select statistics_id::text as id, question, code, to_char(valid_from, 'YYYY-MM-DD') as day from statistic
     where (question = any($3::text[]) or question = any($4::text[]) and statistics_id in (select statistics_id from waits)) and valid_from <= $2::date and ${recorded}
     order by valid_from, recorded_from`,
    [moment, span.last < until ? span.last : until, ofHouse, ofWanting],
  );
}
