// What speaks against a pilot's answer, or cannot be told: how alike the groups are, areas one by one, accuracy, power, and what no comparison proves.
import type { Law } from '#law/law.ts';
import { details, insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Interval } from '#methods/interval.ts';
import { labelsOf } from '#rooms/figures/labels.ts';
import { horizons, shown, type Accuracy, type Balance, type Estimand, type Side } from './compare.ts';
import type { Judged } from './judge.ts';
import { chanceOf, cohortName, in100, list, numbers, type Say } from './views.ts';
import { dayOf, type Waves } from './waves.ts';

const few = (say: Say, least: number): string => say('pilot.few', 'too few (fewer than {least})', { least });
const many = (say: Say, count: number, least: number): string =>
  count > 0 && count < least ? say('pilot.fewer', 'fewer than {least}', { least }) : String(count);

/** How many are in each group, and how alike the sides are. */
export function balance(say: Say, law: Law, cohorts: Judged['cohorts'], rows: readonly Balance[], least: number): Html {
  const labels = labelsOf(law);
  const name = ({ trait, code }: Balance): string => {
    const texts: Readonly<Record<string, (code: string) => string>> = {
      age: labels.age,
      gender: labels.gender,
      exploitation: (one) => labels.exploitation([one]),
      place: labels.place,
    };
    const headings: Readonly<Record<string, string>> = {
      age: say('pilot.age', 'Age at exploitation'),
      gender: say('pilot.gender', 'Gender'),
      exploitation: say('pilot.exploitation', 'Kind of exploitation'),
      place: say('figures.place', 'Place of exploitation'),
    };
    return `${headings[trait] ?? trait}: ${texts[trait]?.(code) ?? code}`;
  };
  const share = (row: Balance, at: number): string => {
    const found = shown(row.counts[at] ?? 0, cohorts[at]?.people ?? 0, least);
    return found === undefined ? few(say, least) : in100(found);
  };
  // A difference of shares gives one of them away where the other is known.
  const hidden = (row: Balance): boolean =>
    cohorts.some((cohort, at) => cohort.time === 'after' && shown(row.counts[at] ?? 0, cohort.people, least) === undefined);
  return html`<h2 class="govuk-heading-l">${say('pilot.balance', 'Who is compared')}</h2>
${numbers(
  say('pilot.counts', 'Cases in each group'),
  [say('pilot.group', 'Group'), say('pilot.cases', 'Cases'), say('pilot.decided', 'Decided so far'), say('pilot.followed', 'Days followed at most')],
  cohorts.map((one): readonly [string, ...(string | number)[]] => [
    cohortName(say, one.side, one.time),
    one.people,
    many(say, one.decided, least),
    one.followed,
  ]),
)}
${numbers(
  say('pilot.balance-caption', 'Traits in 100 of each group, and how far the sides are apart since it began'),
  [say('pilot.trait', 'Trait'), ...cohorts.map((one) => cohortName(say, one.side, one.time)), say('pilot.apart', 'Apart, in standard deviations')],
  rows.map((row): readonly [string, ...string[]] => [
    name(row),
    ...cohorts.map((_one, at) => share(row, at)),
    hidden(row) ? few(say, least) : row.apart.toFixed(2),
  ]),
)}
<p class="govuk-body-s">${say('pilot.balance-note', 'More than 0.1 apart either way is worth a second look: the groups then differ in more than the pilot.')}</p>`;
}

/** Wave by wave, and what a choice of areas by chance gives. */
export function waves({ say, lang }: Staff, of: Waves, least: number): Html {
  const { found, chance, areas, pilotAreas } = of;
  const title = say('pilot.waves', 'Area by area');
  if (found.whole === undefined)
    return html`<h2 class="govuk-heading-l">${title}</h2><p class="govuk-body">${say('pilot.waves-none', 'Too few areas or quarters could be followed to compare area by area.')}</p>`;
  const points = (value: number): string => (value * 100).toFixed(1);
  const rows = found.each.map((one): readonly [string, ...string[]] => [
    say('pilot.wave-row', 'Began {start}: from {period}', { start: longDay(dayOf(of, one.start), lang), period: longDay(dayOf(of, one.period), lang) }),
    many(say, one.people, least),
    one.people < least ? few(say, least) : points(one.effect),
  ]);
  return html`<h2 class="govuk-heading-l">${title}</h2>
<p class="govuk-body">${say('pilot.waves-lead', 'Positive within {days} days, in 100: how the areas of each start moved from the time before it, less how areas moved that had not begun by then. Together: {whole}.', { days: horizons.share, whole: points(found.whole) })}</p>
${numbers(say('pilot.waves-caption', 'By start and by thirteen weeks'), [say('pilot.wave', 'Areas and cases sent'), say('pilot.cases', 'Cases'), say('pilot.effect', 'Effect, in 100')], rows)}
${when(found.before !== undefined, () => html`<p class="govuk-body">${say('pilot.drift', 'The same worked out for the time before alone: {before}. Far from nothing would mean that the areas were moving apart anyway.', { before: points(found.before ?? 0) })}</p>`)}
${when(
  chance !== undefined,
  () =>
    html`<p class="govuk-body">${say('pilot.permuted', 'Were the {pilot} pilot areas chosen anew among all {areas} by chance, an effect as large would come {p} ({ways} choices tried). With few areas this says more than the intervals above, which take each case as a chance of its own.', { pilot: pilotAreas, areas, p: chanceOf(say, chance?.p), ways: chance?.ways ?? 0 })}</p>`,
)}`;
}

/** Speed is worth nothing where decisions are worse: what was asked about again, and overturned. */
export function accuracy(say: Say, rows: readonly Accuracy[], least: number): Html {
  const share = (one: Interval | undefined, count: number, all: number): string =>
    one && shown(count, all, least) !== undefined ? `${in100(one.share)} (${in100(one.low)}–${in100(one.high)})` : few(say, least);
  return html`<h2 class="govuk-heading-l">${say('pilot.accuracy', 'Were decisions as good?')}</h2>
${numbers(
  say('pilot.accuracy-caption', 'Of negative decisions, in 100, with 95 in 100 intervals'),
  [
    say('pilot.group', 'Group'),
    say('pilot.negatives', 'Negative decisions'),
    say('pilot.asked-again', 'Somebody asked to look again'),
    say('pilot.overturned', 'Became positive'),
  ],
  rows.map((one): readonly [string, ...string[]] => [
    cohortName(say, one.side, one.time),
    many(say, one.negatives, least),
    share(one.askedShare, one.asked, one.negatives),
    share(one.overturnedShare, one.overturned, one.negatives),
  ]),
)}
<p class="govuk-body-s">${say('pilot.accuracy-note', 'Newer decisions have had less time to be asked about. Nobody asks about a positive that is wrong, so this sees one kind of mistake only.')}</p>`;
}

export function power(say: Say, waited: Estimand, share: Estimand): Html {
  return html`<h2 class="govuk-heading-l">${say('pilot.power', 'What could have been found')}</h2>
<p class="govuk-body">${say('pilot.power-says', 'With so many cases, a true change of {days} days or {share} in 100 would be found in 80 of 100 such pilots. A smaller one may be there and not be seen. Cases of one area are more alike than cases of different ones, so the truth is somewhat worse than this.', { days: waited.least.toFixed(1), share: in100(share.least) })}</p>`;
}

export function median(say: Say, of: Readonly<Record<Side, number | undefined>>): Html {
  const one = (side: Side): string =>
    of[side] === undefined ? say('pilot.median-few', 'too few') : say('pilot.median-days', '{days} days', { days: Math.round(of[side]) });
  return details({
    summaryText: say('pilot.median', 'The median of cases decided, and why it misleads'),
    html: html`<p class="govuk-body">${say('pilot.median-says', 'Of cases decided since it began, whenever they were sent since the time before: {pilot} in the pilot areas, {compared} in the others (median).', { pilot: one('pilot'), compared: one('compared') })}</p>
<p class="govuk-body">${say('pilot.median-why', 'This is biased by length: it leaves out whoever still waits, and rises when old cases are cleared at last. It is here because others publish it; read the curves.')}</p>`,
  });
}

/** What no table on the page can say. */
export function limits(say: Say): Html {
  return html`<h2 class="govuk-heading-l">${say('pilot.limits', 'What this does not prove')}</h2>
${insetText({ text: say('pilot.no-cause', 'This does not prove a cause. Areas were not chosen by lot, and whatever else began in them at the same time is counted as the pilot’s work.') })}
${list([
  say(
    'pilot.limit-parallel',
    'It is assumed that without the pilot its areas would have moved like the others. Nothing can show that; the time before is the best hint.',
  ),
  say('pilot.limit-withdrawn', 'Days waited are as if nobody had withdrawn. Whoever withdraws may have done so because they waited.'),
  say('pilot.limit-before', 'Cases from before are followed up to the day before the pilot began, so that its own decisions are not counted for them.'),
  say(
    'pilot.limit-area',
    'The area is that of the police force which the referral names. A pilot in a part of it looks weaker than it is, and cases that name no force are left out.',
  ),
  say('pilot.limit-many', 'Many numbers stand on this page. The first was chosen beforehand; of the others some would look remarkable by chance.'),
])}`;
}
