// One rule as a lawyer checks it: its versions with days, source and standing, and its worked examples worked out anew.
import { addDays, type Day } from '#base/day.ts';
import type { Standing } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { summaryList, table, tag } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Confirmed } from '#kit/kit.ts';
import type { Clock } from '#law/clock.ts';
import { checkClock, checkExamples, type Checked } from '#law/examples.ts';
import { standingInWords } from '#law/explain.ts';
import type { Law } from '#law/law.ts';
import type { DueReport, NoDue } from '#law/report.ts';
import type { Rule, Version } from '#law/rule.ts';

export type Shown = { readonly say: Say; readonly lang: string; readonly law: Law; readonly confirmed: Confirmed };

/** The text of the law is English whatever the reader's language, and says so to a screen reader. */
export function inEnglish(text: string, lang: string): Html {
  return lang === 'en' ? html`${text}` : html`<span lang="en" dir="ltr">${text}</span>`;
}

const colours: Readonly<Record<Standing, string>> = { read: 'govuk-tag--green', reported: 'govuk-tag--blue', assumed: 'govuk-tag--yellow' };

/** An assumed rule that an administrator here has confirmed says that too; practice confirms nothing, it only goes on. */
export function standingTag(rule: string, standing: Standing, { say, confirmed }: Shown): Html {
  const here = standing === 'assumed' && confirmed !== 'practice' && confirmed.has(rule);
  return here
    ? tag({ text: say('law.confirmed-here', 'Confirmed here'), classes: 'govuk-tag--turquoise' })
    : tag({ text: standingInWords(standing, say), classes: colours[standing] });
}

export function nationsInWords(law: Law, codes: readonly string[] | undefined, say: Say): string {
  if (!codes || codes.length === law.nations.length) return law.nations.length === 1 ? law.name : say('law.everywhere', 'All nations');
  return law.nations
    .filter((nation) => codes.includes(nation.code))
    .map((nation) => nation.name)
    .join(', ');
}

function span(from: Day, until: Day | undefined, { say, lang }: Shown): string {
  return until
    ? say('law.from-until', 'From {from} to {until}', { from: longDay(from, lang), until: longDay(until, lang) })
    : say('law.from-on', 'Since {from}', { from: longDay(from, lang) });
}

/** One version on one line under its answer, for the list of every rule. */
export function versionLine(rule: Rule<unknown>, version: Version<unknown>, nations: readonly string[], shown: Shown): Html {
  const { lang, law, say } = shown;
  return html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${inEnglish(rule.inWords(version.value), lang)}</strong></p>
<p class="govuk-body-s">${nationsInWords(law, nations, say)}. ${span(version.from, version.until, shown)}. ${inEnglish(version.source.cite, lang)} ${standingTag(rule.id, version.source.standing, shown)}</p>`;
}

/** One version in full: the answer, where, when, by which source, with what to know about it. */
export function versionView(rule: Rule<unknown>, version: Version<unknown>, nations: readonly string[] | undefined, shown: Shown): Html {
  const { say, lang, law } = shown;
  const row = (text: string, value: Html) => ({ key: { text }, value: { html: value } });
  return summaryList({
    classes: 'nrm-law-version',
    rows: [
      row(say('law.answer', 'Answer'), html`<strong>${inEnglish(rule.inWords(version.value), lang)}</strong>`),
      row(say('law.where', 'Where'), html`${nationsInWords(law, nations, say)}`),
      row(say('law.when', 'In force'), html`${span(version.from, version.until, shown)}`),
      row(
        say('law.source', 'Source'),
        html`${inEnglish(version.source.cite, lang)}${when(version.source.code, () => html` (${version.source.code})`)}<br>${standingTag(rule.id, version.source.standing, shown)}`,
      ),
      ...(version.note ? [row(say('law.note', 'Note'), inEnglish(version.note, lang))] : []),
    ],
  });
}

/** How many worked examples hold, in a sentence; one that does not hold is a fault in the rules and says so. */
export function holdsInWords(checked: readonly Checked[], say: Say): string {
  const good = checked.filter((one) => one.holds).length;
  if (checked.length === 0) return say('law.no-examples', 'No worked example has been written.');
  if (good === checked.length) return say('law.all-hold', 'Worked examples: {count} of {count} hold.', { count: good });
  return say('law.some-fail', 'Worked examples: {good} of {count} hold. Please tell the maintainers.', { good, count: checked.length });
}

export function examplesOf(rule: Rule<unknown>, clock: Clock | undefined, law: Law): readonly Checked[] {
  return [...checkExamples(rule), ...(clock ? checkClock(clock, law) : [])];
}

/** The worked examples as lists rather than a wide table, so that they can be read on a phone. */
export function examplesView(checked: readonly Checked[], shown: Shown): Html {
  const { say } = shown;
  const items = checked.map((one) => html`<li>${exampleText(one, shown)} ${verdict(one, say)}</li>`);
  return html`<p class="govuk-body">${holdsInWords(checked, say)}</p>${when(items.length > 0, () => html`<ul class="govuk-list govuk-list--bullet">${join(items)}</ul>`)}`;
}

function exampleText(one: Checked, { say, lang, law }: Shown): Html {
  const values = { day: longDay(one.on, lang), nation: nationsInWords(law, [one.nation], say) };
  const head = !one.starts
    ? say('law.example-on', 'On {day}, {nation}:', values)
    : one.says === 'nothing'
      ? say('law.example-none', 'Starting on {day}, {nation}: no period.', values)
      : say('law.example-due', 'Starting on {day}, {nation}: due {due}.', { ...values, due: longDay(one.says as Day, lang) });
  return html`${head}${when(!one.starts, () => html` ${inEnglish(one.says, lang)}`)}${when(one.note, () => html` (${inEnglish(one.note ?? '', lang)})`)}`;
}

function verdict(one: Checked, say: Say): Html {
  if (one.holds) return tag({ text: say('law.holds', 'Holds'), classes: 'govuk-tag--green' });
  return html`${tag({ text: say('law.holds-not', 'Does not hold'), classes: 'govuk-tag--red' })} ${say('law.found', 'The rules answer: {found}', { found: one.found })}`;
}

/** A due day worked out before the reader's eyes. */
export function dueView(report: DueReport | NoDue, clock: Clock, { say, lang }: Shown): Html {
  if ('none' in report) return html`<p class="govuk-body"><strong>${inEnglish(report.none, lang)}</strong></p>`;
  const after =
    clock.force === 'minimum'
      ? say('law.due-minimum', 'Its last day is {day}. What it forbids is first lawful on {next}.', {
          day: longDay(report.due, lang),
          next: longDay(addDays(report.due, 1), lang),
        })
      : say('law.due', 'Its last day is {day}.', { day: longDay(report.due, lang) });
  return html`<p class="govuk-body"><strong>${after}</strong></p>${table({
    caption: say('law.steps', 'Day by day'),
    captionClasses: 'govuk-table__caption--s',
    head: [{ text: say('law.step-day', 'Day') }, { text: say('law.step-why', 'Counted as') }],
    rows: report.steps.map((step) => [
      { text: longDay(step.day, lang) },
      step.counted ? { text: step.why } : { html: html`${say('law.not-counted', 'Not counted:')} ${inEnglish(step.why, lang)}` },
    ]),
  })}`;
}

/** Every version, the latest first; before the first the law is silent. */
export function historyView(rule: Rule<unknown>, shown: Shown): Html {
  const latestFirst = [...rule.versions].sort((a, b) => (a.from > b.from ? -1 : a.from < b.from ? 1 : 0));
  return latestFirst.length === 0 ? nothing : join(latestFirst.map((version) => versionView(rule, version, version.nations, shown)));
}
