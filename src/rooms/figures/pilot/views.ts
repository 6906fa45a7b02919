// What a reader sees of a pilot: first what is asked and its answer, then curves with their numbers, then everything that speaks against it.
import { lineChart } from '#kit/view/chart.ts';
import { insetText, table, warningText } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { shareAt } from '#methods/competing.ts';
import { horizonOf, horizons, lengthOf, type Cohort, type Difference, type Estimand, type Ratio, type Side, type Tests, type Time } from './compare.ts';

export type Say = Staff['say'];
type Group = Omit<Cohort, 'subjects'>;

export const cohortName = (say: Say, side: Side, time: Time): string =>
  side === 'pilot'
    ? time === 'before'
      ? say('pilot.pilot-before', 'Pilot, before')
      : say('pilot.pilot-after', 'Pilot, since')
    : time === 'before'
      ? say('pilot.compared-before', 'Others, before')
      : say('pilot.compared-after', 'Others, since');

export const in100 = (share: number): string => (share * 100).toFixed(1);
const days = (value: number): string => value.toFixed(1);
/** Chance alone: how often it would give as much. */
export const chanceOf = (say: Say, p: number | undefined): string =>
  p === undefined || Number.isNaN(p)
    ? say('pilot.no-test', 'Cannot be tested')
    : p < 0.001
      ? say('pilot.p-small', 'less than 1 in 1,000')
      : say('pilot.p', '{n} in 1,000', { n: Math.round(p * 1000) });

/** A table that a narrow screen scrolls by itself. */
export function numbers(caption: string, heads: readonly string[], rows: readonly (readonly [string, ...(string | number)[]])[]): Html {
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${caption}">${table({
    caption,
    captionClasses: 'govuk-table__caption--s',
    firstCellIsHeader: true,
    head: heads.map((text, i) => (i === 0 ? { text } : { text, format: 'numeric' })),
    rows: rows.map(([first, ...rest]) => [{ text: first }, ...rest.map((text) => ({ text: String(text), format: 'numeric' }))]),
  })}</div>`;
}

const between = (say: Say, { low, high }: Pick<Difference, 'low' | 'high'>, by: (value: number) => string): string =>
  say('pilot.between', '{low} to {high}', { low: by(low), high: by(high) });

/** The answer in a sentence: by how much, between what, and whether chance alone explains it. */
export function answer(say: Say, waited: Estimand, share: Estimand): Html {
  const sure = !(waited.moved.low <= 0 && waited.moved.high >= 0);
  const [low, high] = [waited.moved.low, waited.moved.high].map((one) => days(sure ? Math.abs(one) : one)).sort((one, other) => Number(one) - Number(other));
  const values = { days: days(Math.abs(waited.moved.value)), horizon: waited.horizon, low: low ?? '', high: high ?? '' };
  const said = !sure
    ? say(
        'pilot.answer-unsure',
        'It cannot be told from these cases whether waits changed: between {low} and {high} days of the first {horizon}, less being shorter.',
        values,
      )
    : waited.moved.value < 0
      ? say(
          'pilot.answer-shorter',
          'Of the first {horizon} days, {days} fewer were waited on average than if the pilot areas had moved like the others (between {low} and {high} fewer).',
          values,
        )
      : say(
          'pilot.answer-longer',
          'Of the first {horizon} days, {days} more were waited on average than if the pilot areas had moved like the others (between {low} and {high} more).',
          values,
        );
  return html`<h2 class="govuk-heading-l">${say('pilot.answer', 'What changed')}</h2><p class="govuk-body-l">${said}</p>
${estimandTable(say, say('pilot.days-title', 'Days waited for a decision, on average, out of the first {horizon}', { horizon: waited.horizon }), waited, days)}
${estimandTable(say, say('pilot.share-title', 'Positive decision within {horizon} days, in 100 of all cases', { horizon: share.horizon }), share, in100)}
<p class="govuk-body-s">${say('pilot.estimand', 'Days waited: the area under the curve of those who wait (restricted mean), with cases that ended otherwise taken as followed no longer. Within 90 days: the share that came to a positive decision, with every other end counted as an end (Aalen and Johansen). In brackets: between which values the true one lies in 95 of 100 such pilots.')}</p>
${when(waited.horizon < horizons.mean || share.horizon < horizons.share, () => insetText({ text: say('pilot.short', 'Not all four groups could be followed for 365 and 90 days, so fewer days are compared.') }))}`;
}

function estimandTable(say: Say, caption: string, of: Estimand, by: (value: number) => string): Html {
  const row = (name: string, one: Difference): readonly [string, ...string[]] => [name, by(one.value), between(say, one, by), chanceOf(say, one.p)];
  const each = of.each.map(({ side, time, value, error }): readonly [string, ...string[]] => [
    cohortName(say, side, time),
    by(value),
    between(say, { low: value - 1.96 * error, high: value + 1.96 * error }, by),
    '–',
  ]);
  return numbers(
    caption,
    [say('pilot.group', 'Group'), say('pilot.value', 'Value'), say('pilot.interval', '95 in 100 interval'), say('pilot.chance', 'Chance alone gives as much')],
    [
      ...each,
      row(say('pilot.since', 'Difference since it began: pilot less others'), of.since),
      row(say('pilot.moved', 'How the pilot areas moved, less how the others moved'), of.moved),
    ],
  );
}

/** Shares decided either way, as curves, with the numbers and intervals beside. */
export function curves(say: Say, cohorts: readonly Group[]): Html {
  const last = Math.max(...cohorts.map(({ followed }) => Math.min(followed, horizons.mean)));
  const marks = Array.from({ length: Math.floor(last / 30) + 1 }, (_unused, i) => i * 30);
  const title = say('pilot.curves', 'Decided either way, in 100 of all cases, by days since the referral');
  const decided = (cohort: Group, at: number): number | null =>
    at > lengthOf(cohort, horizons.mean) ? null : Math.round(100 * (shareAt(cohort.stages, 1, at).share + shareAt(cohort.stages, 2, at).share));
  const horizon = horizonOf(cohorts, horizons.mean);
  const chart = lineChart(
    {
      id: 'pilot-curves',
      title,
      says: say(
        'pilot.curves-says',
        'One curve each for the pilot areas and the others, of cases sent before and since. A curve ends where nobody could be followed further.',
      ),
      category: say('figures.after-days', 'After so many days'),
      table: say('figures.chart', 'Chart: {title}', { title }),
    },
    marks.map(String),
    cohorts.map((cohort) => ({ name: cohortName(say, cohort.side, cohort.time), values: marks.map((at) => decided(cohort, at)) })),
  );
  const shown = (cohort: Group, cause: number, at: number): string => {
    if (at > horizon) return '–';
    const { share, low, high } = shareAt(cohort.stages, cause, at);
    return `${in100(share)} (${in100(low)}–${in100(high)})`;
  };
  const ends = [say('pilot.positive', 'Positive'), say('pilot.negative', 'Negative'), say('pilot.ended', 'Ended otherwise')];
  const at = [30, 90, 180, 365];
  return html`<h2 class="govuk-heading-l">${say('pilot.cohorts', 'Each group as time goes by')}</h2>${chart}
${numbers(
  say('pilot.ends', 'What cases had come to, in 100, with 95 in 100 intervals'),
  [say('pilot.group', 'Group'), ...at.map((one) => say('figures.within-days', 'Within {days} days', { days: one }))],
  cohorts.flatMap((cohort) =>
    ends.map((end, k): readonly [string, ...string[]] => [
      `${cohortName(say, cohort.side, cohort.time)}: ${end}`,
      ...at.map((one) => shown(cohort, k + 1, one)),
    ]),
  ),
)}
<p class="govuk-body-s">${say('pilot.ended-what', 'Ended otherwise: withdrawn, gone, died, or turned down at an earlier stage; after that no decision of this stage can come.')}</p>`;
}

/** Tests of whether the groups differ at all, and the model beside them. */
export function tests(say: Say, of: Tests): Html {
  const ratio = (one: Ratio | undefined): string =>
    one
      ? say('pilot.ratio', '{ratio} times ({low} to {high})', { ratio: one.ratio.toFixed(2), low: one.low.toFixed(2), high: one.high.toFixed(2) })
      : say('pilot.no-test', 'Cannot be tested');
  return html`<h2 class="govuk-heading-l">${say('pilot.tests', 'Could it be chance?')}</h2>
${numbers(
  say('pilot.tests-caption', 'Tests of pilot against others'),
  [say('pilot.test', 'Test'), say('pilot.result', 'Result')],
  [
    [say('pilot.log-rank', 'Any decision, since it began, quarter by quarter (log-rank): chance alone gives as much'), chanceOf(say, of.logRank)],
    [say('pilot.gray', 'Positive decision, since it began (Gray): chance alone gives as much'), chanceOf(say, of.gray)],
    [say('pilot.log-rank-before', 'Any decision, before it began (log-rank): chance alone gives as much'), chanceOf(say, of.before)],
    [say('pilot.cox', 'How much faster any decision comes where and since it ran, with age and gender (Cox)'), ratio(of.speed)],
    [say('pilot.fine-gray', 'The same of positive decisions, with other ends as ends (Fine and Gray)'), ratio(of.positives)],
  ],
)}
${when(of.before !== undefined && of.before < 0.05, () => warningText({ text: say('pilot.differed', 'The areas differed before the pilot began. What differs since is then not its work alone: read how they moved, not how they differ.'), iconFallbackText: say('figures.warning', 'Warning') }))}`;
}

export const list = (items: readonly string[]): Html =>
  html`<ul class="govuk-list govuk-list--bullet">${join(items.map((item) => html`<li>${item}</li>`))}</ul>`;
