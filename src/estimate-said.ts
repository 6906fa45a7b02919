// An estimate as the command line says it: the range, each method in a row of its own, why they differ, and what all of them take for granted.
import { english } from '#base/words.ts';
import type { Beside, Errors, Estimation, Limits, Result } from '#methods/capture/result.ts';
import type { Stratified } from '#methods/capture/strata.ts';
import { assumptions, exact, methodName, rangeInWords, refusalInWords, warningInWords, whyTheyDiffer } from '#methods/capture/words.ts';

const people = (value: Parameters<typeof exact>[0] | null): string => (value === null ? '-' : exact(value, english));
const between = (limits: Limits | null): string => (limits ? `${people(limits[0])} to ${people(limits[1])}` : '-');
const off = (errors: Errors | undefined): string =>
  errors ? errors.map((one) => (one === null ? '?' : Math.round(one).toLocaleString('en-GB'))).join(' and ') : '-';

/** Columns as wide as their widest cell. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) => `  ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')}`.trimEnd());
}

/** Line by line. No number of people in all stands here without the others. */
export function said(estimation: Estimation, strata: Stratified | undefined): readonly string[] {
  const { results, lists, sensitivity, bic_by_models } = estimation;
  return [
    ...rangeInWords(estimation, english),
    '',
    `Lists: ${lists.map(({ name, people: on }) => `${name} ${on.toLocaleString('en-GB')}`).join(', ')}.`,
    ...estimation.left_out.map((name) => `Left out: ${name}, on which nobody is.`),
    ...estimation.put_together.map(([kept, gone]) => `${gone} holds the same people as ${kept}: they count as one list.`),
    '',
    ...columns([['method', 'estimate', '95 in 100', '80 in 100', 'off by (95)', 'resamples'], ...results.map(rowOf)]),
    '',
    ...results.map(modelOf),
    '',
    ...whyTheyDiffer(estimation, english),
    ...estimation.warnings.map((one) => `! ${warningInWords(one, english)}`),
    '',
    'All of these numbers take for granted:',
    ...assumptions(english).map((one) => `- ${one}`),
    ...(bic_by_models.length > 0
      ? [
          '',
          'BIC, 95 in 100, by how many models each resample may choose among:',
          ...columns(bic_by_models.map((one) => [String(one.models), between(one.interval95)])),
        ]
      : []),
    ...(sensitivity ? ['', ...otherChoices(sensitivity)] : []),
    ...(strata ? ['', ...ofStrata(strata)] : []),
  ];
}

const rowOf = (result: Result): readonly string[] => [
  `${methodName(result.method, english)} (${result.method})`,
  people(result.estimate),
  between(result.interval95),
  between(result.interval80),
  off(result.monte_carlo_error?.interval95),
  result.replicates === 0
    ? 'not asked'
    : `${result.replicates.toLocaleString('en-GB')}${result.infinite_replicates > 0 ? `, ${result.infinite_replicates} without bound` : ''}`,
];

function modelOf({ method, model, minus_infinity_terms: none, existence, wald95, bic }: Result): string {
  const terms = model.length === 0 ? 'lists by themselves' : model.join(', ');
  const empty = none.length > 0 ? `; nobody in ${none.join(', ')}` : '';
  const alone = wald95 ? `; this model alone, as if known beforehand: ${between(wald95)}` : '';
  const why = { 0: '', 1: '; no estimate exists', 2: '; more than one estimate fits', 3: '; no one estimate exists' }[existence];
  return `${method}: ${terms}${empty}${why}${alone}${bic === null ? '' : `; BIC ${bic.toFixed(2)}`}`;
}

function otherChoices(sensitivity: NonNullable<Estimation['sensitivity']>): readonly string[] {
  const rows = (some: readonly Beside[], how: string): readonly (readonly string[])[] =>
    some.map((one) => [`${how} ${one.name}`, people(one.stepwise), people(one.bic)]);
  return [
    'How much hangs on each choice:',
    ...columns([
      ['', 'stepwise', 'bic'],
      ...rows(sensitivity.without_list, 'without list'),
      ...rows(sensitivity.lists_merged, 'as one list'),
      ...rows(sensitivity.threshold, 'stepwise at p <'),
      ...rows(sensitivity.overlaps_moved, 'links mistaken:'),
      ['lists independent', people(sensitivity.independence), ''],
      ['pairs alone', '', people(sensitivity.pairs_only)],
      ['searched downhill from independence alone', '', people(sensitivity.downhill)],
    ]),
    `Chao's lower bound, which lets lists reach some people more easily than others: at least ${people(sensitivity.at_least)}.`,
  ];
}

const ofStrata = ({ parts, refused, sum }: Stratified): readonly string[] => [
  'Each part by itself:',
  ...columns([
    ['', 'observed', 'stepwise', 'bic'],
    ...parts.map((one) => [one.name, one.observed.toLocaleString('en-GB'), people(one.stepwise), people(one.bic)]),
    ...(sum ? [['all parts together', '', people(sum.stepwise), people(sum.bic)]] : []),
  ]),
  ...refused.map(({ name, table }) => `${name}: ${'wrong' in table ? refusalInWords(table, english) : ''}`),
];
