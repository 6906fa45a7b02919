// The hidden number's screens: choose a table, watch the work and stop it, read the range; and the overlap with small counts hidden.
import { randomUUID } from 'node:crypto';
import type { Role } from '#access/roles.ts';
import type { Kit } from '#kit/kit.ts';
import { button, details, errorSummary, input, radios, select, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { dateBoxes, typedDate } from '#rooms/figures/publishing/shared-pages.ts';
import { hideApart } from './hide-apart.ts';
import { overlapCsv, type Overlap } from './overlap.ts';
import { keepRuns, type Begin, type Run, type Runs } from './runs.ts';
import { sources, sourceWord, tableFrom, type Mistake, type Typed } from './sources.ts';
import { estimationView } from './view.ts';

const analysts: readonly Role[] = ['statistician'];
const home = '/hidden-number';

export function hiddenPages(kit: Kit, begin: Begin): readonly Route[] {
  const runs = keepRuns(begin);
  const door = (method: 'GET' | 'POST', path: string, why: string, act: Route['act']): Route => ({
    method,
    path: `${home}${path}`,
    who: analysts,
    stepUp: true,
    why,
    act,
  });
  return [
    door('GET', '', 'Who makes the figures estimates how many people are never found', async (ask) => form(ask, empty)),
    door('POST', '', 'Begin an estimate', (ask) => start(kit, runs, ask)),
    door('GET', '/:run', 'How far an estimate is, and what came out', async (ask) => show(runs, ask)),
    door('POST', '/:run/stop', 'Stop an estimate', async (ask) => stop(runs, ask)),
    door('GET', '/:run/:file', 'The overlap of lists as a file: exact for who may see it, or with small counts hidden', (ask) => file(kit, runs, ask)),
  ];
}

const empty: Typed = { source: 'uk2013-5', from: '', to: '', table: '', replicates: '1000', seed: '1' };
const resamples = ['0', '1000', '5000', '20000'] as const;

function form(ask: Staff, typed: Typed, mistakes: readonly Mistake[] = []): Reply {
  const { say } = ask;
  const title = say('hidden.title', 'How many people are never found');
  const at = (name: string) => {
    const found = mistakes.find((one) => one.field === name);
    return found ? { errorMessage: { text: found.text } } : {};
  };
  const live = html`${dateBoxes(ask, 'from', say('hidden.first-day', 'First day'), typed.from, at('from-day'))}${dateBoxes(ask, 'to', say('hidden.last-day', 'Last day'), typed.to, at('to-day'))}`;
  const own = textarea({
    id: 'table',
    name: 'table',
    rows: 8,
    value: typed.table,
    label: { text: say('hidden.table', 'The table'), classes: 'govuk-label--s' },
    hint: { text: say('hidden.table-hint', 'Comma-separated: one column of 0 and 1 for each list, and a last column called count. Counts only, no people.') },
    ...at('table'),
  });
  const items = sources.map((one) => ({
    value: one,
    text: sourceWord(say, one),
    checked: typed.source === one,
    ...(one === 'live' ? { conditional: { html: live } } : one === 'own' ? { conditional: { html: own } } : {}),
  }));
  const body = html`${when(mistakes.length > 0, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: mistakes.map((one) => ({ href: `#${one.field}`, text: one.text })) }))}
<h1 class="govuk-heading-xl">${title}</h1>
<p class="govuk-body-l">${say('hidden.lead', 'Several bodies each keep a list of people they found. How far the lists overlap says something of how many are on none. It never says one number: what comes out is a range over methods, with what each takes for granted.')}</p>
<form method="post" action="${home}" novalidate>${csrf(ask)}
${radios({ name: 'source', idPrefix: 'source', fieldset: { legend: { text: say('hidden.source', 'Estimate from'), classes: 'govuk-fieldset__legend--m' } }, items, ...at('source') })}
${select({ id: 'replicates', name: 'replicates', label: { text: say('hidden.how-many', 'Resamples for the intervals'), classes: 'govuk-label--s' }, hint: { text: say('hidden.how-many-hint', '1,000 give two figures. 20,000 take longer and give a third.') }, items: resamples.map((one) => ({ value: one, text: Number(one) === 0 ? say('hidden.no-intervals', 'None: best guesses only') : Number(one).toLocaleString('en-GB'), selected: one === typed.replicates })) })}
${input({ id: 'seed', name: 'seed', value: typed.seed, inputmode: 'numeric', classes: 'govuk-input--width-10', label: { text: say('hidden.seed', 'Seed'), classes: 'govuk-label--s' }, hint: { text: say('hidden.seed-hint', 'The same seed and table give the same numbers again.') }, ...at('seed') })}
${button({ text: say('hidden.begin', 'Estimate'), preventDoubleClick: true })}</form>
${details({ summaryText: say('hidden.data', 'Where the table of 2013 comes from'), html: html`<p class="govuk-body">${say('hidden.data-says', 'Potential victims of trafficking met in the United Kingdom in 2013, by who met them: counts from the National Crime Agency’s strategic assessment, as the Home Office published them in 2014. Contains public sector information licensed under the Open Government Licence v3.0. Lists: LA local authorities, NG charities and others outside government, PF police forces, NCA National Crime Agency, GO government bodies, GP the public.')}</p>` })}`;
  return page(title, body, mistakes.length > 0 ? { status: 400 } : {});
}

async function start(kit: Kit, runs: Runs, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const of = (name: string, most: number): string => field(ask.body, name).slice(0, most);
  const typed: Typed = {
    source: of('source', 20),
    from: typedDate(ask, 'from'),
    to: typedDate(ask, 'to'),
    table: of('table', 100_000),
    replicates: of('replicates', 8).trim(),
    seed: of('seed', 12).trim(),
  };
  const replicates = resamples.find((one) => one === typed.replicates) ?? '1000';
  const seed = /^\d{1,9}$/.test(typed.seed) ? Number(typed.seed) : undefined;
  const found = await tableFrom(kit, ask.actor, typed, ask);
  const mistakes: Mistake[] = [
    ...('field' in found ? [found] : []),
    ...(seed === undefined ? [{ field: 'seed', text: say('hidden.wrong.seed', 'The seed must be a whole number, up to nine digits') }] : []),
  ];
  if ('field' in found || seed === undefined) return form(ask, typed, mistakes);
  const run = runs.begin(ask.actor.person, { ...found, options: { method: 'all', replicates: Number(replicates), seed } }, randomUUID());
  return to(`${home}/${run.id}`);
}

const runOf = (runs: Runs, ask: Staff): Run | undefined => runs.of(ask.actor.person, ask.params['run'] ?? '');

function show(runs: Runs, ask: Staff): Reply {
  const { say } = ask;
  const run = runOf(runs, ask);
  const title = say('hidden.title', 'How many people are never found');
  // A run is kept in memory: after a restart it is asked for again.
  if (!run)
    return page(
      title,
      html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('hidden.gone', 'This estimate is not kept any more. The same table and seed give the same numbers again.')}</p><p class="govuk-body"><a class="govuk-link" href="${home}">${say('hidden.again', 'Make an estimate')}</a></p>`,
      { back: home },
    );
  const head = html`<span class="govuk-caption-xl">${run.source}</span><h1 class="govuk-heading-xl">${title}</h1>`;
  if (run.state === 'working') return page(title, html`${head}${progress(ask, run)}`, { back: home, retryAfter: 2 });
  const why: Readonly<Record<'stopped' | 'failed', string>> = {
    stopped: say('hidden.stopped', 'This estimate was stopped. Nothing of it is shown.'),
    failed: say('hidden.failed', 'This estimate could not be made. Try it again with fewer resamples.'),
  };
  const body =
    run.made && run.state === 'done'
      ? html`${estimationView(run.made, say)}${overlapPart(ask, run)}`
      : html`<p class="govuk-body-l">${run.state === 'done' ? '' : why[run.state]}</p>`;
  return page(title, html`${head}${body}`, { wide: true, back: home });
}

function progress(ask: Staff, run: Run): Html {
  const { say } = ask;
  const share = Math.floor(run.share * 100);
  return html`<div data-again="2"><p class="govuk-body" role="status">${say('hidden.working-on', 'Being worked out: {share} of 100 parts are done.', { share })}</p>
<progress class="nrm-progress" max="100" value="${share}">${share}%</progress></div>
<form method="post" action="${home}/${run.id}/stop">${csrf(ask)}${button({ text: say('hidden.stop', 'Stop'), classes: 'govuk-button--secondary' })}</form>
<p class="govuk-body"><a class="govuk-link" href="${home}/${run.id}">${say('hidden.look-again', 'Look again')}</a></p>`;
}

function stop(runs: Runs, ask: Staff): Reply {
  const run = runOf(runs, ask);
  run?.stop();
  return to(`${home}/${ask.params['run'] ?? ''}`);
}

/** Of live cases: the table itself for who works with it, and the one that may be passed on once it is decided to publish it. */
function overlapPart({ say }: Staff, { id, overlap }: Run): Html {
  if (!overlap) return html``;
  return html`<h2 class="govuk-heading-m">${say('hidden.files', 'The overlap of lists as files')}</h2>
<ul class="govuk-list"><li><a class="govuk-link" href="${home}/${id}/overlap-protected.csv">${say('hidden.protected', 'With small counts hidden, and whatever would give them away')}</a></li>
<li><a class="govuk-link" href="${home}/${id}/overlap-exact.csv">${say('hidden.exact', 'Exact: not to be passed on')}</a></li></ul>
<p class="govuk-body">${say('hidden.links', 'Made from links between cases that people confirmed. Notifications without consent and tips are on no list.')}</p>`;
}

async function file(kit: Kit, runs: Runs, ask: Staff): Promise<Reply> {
  const overlap = runOf(runs, ask)?.overlap;
  const name = ask.params['file'] ?? '';
  const text = overlap ? await fileText(kit, ask, overlap, name) : null;
  return text === null ? absent : { kind: 'bytes', type: 'text/csv; charset=utf-8', name, bytes: new TextEncoder().encode(text) };
}

async function fileText({ law }: Kit, { today }: Staff, overlap: Overlap, name: string): Promise<string | null> {
  if (name === 'overlap-exact.csv') return overlapCsv(overlap);
  if (name !== 'overlap-protected.csv') return null;
  return hideApart(overlap, inForce(law.smallNumbers, today, law.nations[0]?.code ?? '').value);
}
