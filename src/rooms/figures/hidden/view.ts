// An estimate of people never found as its reader sees it: the range first, then why methods differ, what all rest on, and what else would change it.
import type { Say } from '#base/words.ts';
import { numbers, type ChartTexts } from '#kit/view/chart.ts';
import { details, insetText, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { rangeChart, type Range, type RangeTexts } from '#kit/view/range-chart.ts';
import type { Beside, Estimation, Limit, Limits, Result, Sensitivity } from '#methods/capture/result.ts';
import { assumptions, exact, methodDoes, methodName, rangeInWords, warningInWords, whyTheyDiffer } from '#methods/capture/words.ts';

const paragraph = (text: string): Html => html`<p class="govuk-body">${text}</p>`;
const bullets = (texts: readonly string[]): Html => html`<ul class="govuk-list govuk-list--bullet">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
const heading = (text: string): Html => html`<h2 class="govuk-heading-m">${text}</h2>`;

/** All of it. No number stands alone: what is first is a range, and every table beside it has all methods. */
export function estimationView(made: Estimation, say: Say): Html {
  return html`${rangeInWords(made, say).map((text) => html`<p class="govuk-body-l">${text}</p>`)}
${made.warnings.map((one) => warningText({ text: warningInWords(one, say), iconFallbackText: say('figures.warning', 'Warning') }))}
${picture(made, say)}
${heading(say('hidden.why', 'Why the numbers differ'))}
${whyTheyDiffer(made, say).map(paragraph)}${bullets(made.results.map(({ method }) => `${methodName(method, say)}: ${methodDoes(method, say)}`))}
${heading(say('hidden.rests', 'What every one of them takes for granted'))}${bullets(assumptions(say))}
${insetText({ text: say('hidden.undercount', 'Figures of the National Referral Mechanism count who was referred. They say nothing of how many people are exploited, and neither does a rise or a fall in them.') })}
${made.sensitivity ? otherwise(made.sensitivity, say) : nothing}
${when(made.bic_by_models.length > 0, () => byModels(made, say))}
${theLists(made, say)}${theModels(made, say)}`;
}

const plain = (value: Limit): number | null => (value === 'infinite' ? null : value);
const ranged = (label: string, at: Limit, limits: Limits): Range => ({ label, at: plain(at), low: plain(limits[0]), high: plain(limits[1]) });

/** Of each method the interval in which its model was chosen anew each time, and below it the one that pretends the model were known. */
function rangesOf({ results }: Estimation, say: Say): readonly Range[] {
  return results.flatMap(({ method, estimate, interval95, wald95 }) => {
    const name = methodName(method, say);
    const chosen = interval95 ? [ranged(name, estimate, interval95)] : [];
    const known = wald95
      ? [
          {
            ...ranged(say('hidden.as-if-known', '{method}, as if its model were known', { method: name }), estimate, wald95),
            drawn: say('hidden.as-if', '… as if that model were known'),
          },
        ]
      : [];
    return chosen.length + known.length > 0 ? [...chosen, ...known] : [{ label: name, at: plain(estimate), low: null, high: null }];
  });
}

function picture(made: Estimation, say: Say): Html {
  const title = say('hidden.picture', 'How many people in all, by method');
  const texts: RangeTexts = {
    id: 'hidden-ranges',
    title,
    says: say(
      'hidden.picture-says',
      'Each line is where the number lies in 95 of 100 such tables, by one method; the dot is its best guess. Where lines of different methods do not meet, the data cannot say which is right.',
    ),
    category: say('hidden.method', 'Method'),
    table: say('figures.chart', 'Chart: {title}', { title }),
    heads: [say('hidden.best', 'Best guess'), say('hidden.from', 'From'), say('hidden.to', 'To')],
    noLimit: say('capture.no-bound', 'no bound'),
    none: say('hidden.none', 'not worked out'),
  };
  return rangeChart(texts, rangesOf(made, say));
}

const texts = (id: string, title: string, category: string): ChartTexts => ({ id, title, says: '', category, table: title });

function otherwise(of: Sensitivity, say: Say): Html {
  const heads = [methodName('stepwise', say), methodName('bic', say)];
  const shown = (value: Limit | null): string => (value === null ? '–' : exact(value, say));
  const part = (id: string, title: string, category: string, rows: readonly Beside[]): Html =>
    when(rows.length > 0, () =>
      numbers(
        texts(id, title, category),
        heads,
        rows.map(({ name, stepwise, bic }) => [name, [shown(stepwise), shown(bic)]]),
      ),
    );
  const list = say('hidden.list', 'List');
  return html`${heading(say('hidden.otherwise', 'If something is chosen otherwise'))}
${paragraph(
  say(
    'hidden.otherwise-says',
    'As if lists had nothing to do with each other: {independence}. If people differ in how easily they are found, and lists do not influence each other: at least {least} (Chao’s bound).',
    {
      independence: exact(of.independence, say),
      least: exact(of.at_least, say),
    },
  ),
)}
${details({
  summaryText: say('hidden.otherwise-show', 'Without one list, with two lists as one, by another threshold, with links that were mistaken'),
  html: html`${part('hidden-without', say('hidden.without', 'Without one list'), list, of.without_list)}
${part('hidden-merged', say('hidden.merged', 'With two lists as one'), say('hidden.lists-two', 'Lists'), of.lists_merged)}
${part('hidden-threshold', say('hidden.threshold', 'By how unlikely an overlap must be before a pair may hang together'), say('hidden.threshold-head', 'Threshold'), of.threshold)}
${part('hidden-moved', say('hidden.moved', 'If so many of the overlaps were links made by mistake'), say('hidden.moved-head', 'Share of overlaps'), of.overlaps_moved)}`,
})}`;
}

function byModels({ bic_by_models: rows }: Estimation, say: Say): Html {
  return details({
    summaryText: say('hidden.by-models', 'How the range widens with the models that may be chosen'),
    html: numbers(
      texts('hidden-by-models', say('hidden.by-models-title', 'Limits of the BIC choice, 95 in 100'), say('hidden.models', 'Models to choose among')),
      [say('hidden.from', 'From'), say('hidden.to', 'To')],
      rows.map(({ models, interval95 }) => [String(models), interval95.map((one) => exact(one, say))]),
    ),
  });
}

function theLists({ observed, lists, left_out, put_together }: Estimation, say: Say): Html {
  const rows = [...lists.map(({ name, people }) => [name, [people]] as const), [say('hidden.on-any', 'On at least one'), [observed]] as const];
  return html`${heading(say('hidden.lists', 'The lists'))}
${numbers(texts('hidden-lists', say('hidden.lists-title', 'People on each list'), say('hidden.list', 'List')), [say('hidden.people', 'People')], rows)}
${left_out.map((name) => paragraph(say('hidden.left-out', 'Nobody is on {name}: it was left out.', { name })))}
${put_together.map(([kept, gone]) => paragraph(say('hidden.put-together', '{gone} holds the same people as {kept}: they count as one list.', { kept, gone })))}`;
}

/** For who checks the working: models, fit, and how far the limits are off by the number of resamples alone. */
function theModels({ results }: Estimation, say: Say): Html {
  const heads = [
    'Deviance',
    'AIC',
    'BIC',
    say('hidden.acceleration', 'Acceleration'),
    say('hidden.replicates', 'Resamples'),
    say('hidden.unbounded', 'of them without bound'),
  ];
  const two = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  const rows = results.map((one): readonly [string, readonly (number | string)[]] => [
    methodName(one.method, say),
    [two(one.deviance), two(one.aic), two(one.bic), one.acceleration === null ? '–' : one.acceleration.toFixed(4), one.replicates, one.infinite_replicates],
  ]);
  return details({
    summaryText: say('hidden.working', 'The models and their fit'),
    html: html`${bullets(results.map((one) => modelOf(one, say)))}${numbers(texts('hidden-working', say('hidden.fit', 'How the models fit'), say('hidden.method', 'Method')), heads, rows)}
${bullets(results.flatMap((one) => errorsOf(one, say)))}`,
  });
}

function modelOf({ method, model, minus_infinity_terms: dead }: Result, say: Say): string {
  const values = { method: methodName(method, say), terms: model.join(', ') || say('capture.why.no-pairs', 'none'), dead: dead.join(', ') };
  return dead.length > 0
    ? say('hidden.model-dead', '{method}: lists that hang together: {terms}. Of these nobody is in {dead}: the model says that nobody can be.', values)
    : say('hidden.model', '{method}: lists that hang together: {terms}.', values);
}

function errorsOf({ method, monte_carlo_error: error }: Result, say: Say): readonly string[] {
  if (!error) return [];
  const [low, high] = error.interval95;
  const shown = (value: number | null): string => (value === null ? '–' : Math.round(value).toLocaleString('en-GB'));
  return [
    say('hidden.error', '{method}: by the number of resamples alone the limits are off by {low} and {high} (one standard error).', {
      method: methodName(method, say),
      low: shown(low),
      high: shown(high),
    }),
  ];
}
