// The release desk: what is planned and out, a new plan, and everything that two statisticians do with one release.
import { button, errorSummary, input, insetText, select, table, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { dateBoxes, standingOf, standingWord, statisticians, typedDate, type ReleaseDesk } from './shared-pages.ts';
import { momentWords, releaseTitle } from './public-pages.ts';
import { askPages } from './ask-pages.ts';
import { onePages } from './one-pages.ts';
import { announcedDays, idFor, isEarlyEnough, readPlan, usualTime, type Mistake, type Typed } from './rules.ts';
import { plan, releases, type ReleaseRow } from './store.ts';

export function releasePages(desk: ReleaseDesk): readonly Route[] {
  return [
    { method: 'GET', path: '/releases', who: statisticians, why: 'Releases planned, made and out', act: (ask) => show(desk, ask) },
    { method: 'POST', path: '/releases', who: statisticians, why: 'Plan a release for a minute', act: (ask) => planOne(desk, ask) },
    ...askPages(desk),
    ...onePages(desk),
  ];
}

type Again = { readonly typed: Typed; readonly mistakes: readonly Mistake[] };

async function show({ kit }: ReleaseDesk, ask: Staff, again?: Again): Promise<PageReply> {
  const { say } = ask;
  const rows = await kit.db.as(ask.actor, 'statistics', (tx) => releases(tx));
  const title = say('releases.title', 'Releases');
  const heads = [say('releases.which', 'Release'), say('releases.minute', 'Comes out'), say('releases.state', 'State')];
  const cell = (at: number, inside: Html) => ({ html: inside, attributes: { 'data-label': heads[at] ?? '' } });
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: rows.map((row) => [
      cell(0, html`<a class="govuk-link" href="/releases/${row.id}">${releaseTitle(ask, row)}</a><br><span class="govuk-hint">${row.id}</span>`),
      cell(1, html`${momentWords(ask, kit.law.zone, row.outAt)}`),
      cell(2, standingWord(ask, standingOf(row, ask.now))),
    ]),
  });
  const wrong = again?.mistakes ?? [];
  const summary = when(wrong.length > 0, () =>
    errorSummary({
      titleText: say('form.problem', 'There is a problem'),
      errorList: wrong.map((one) => ({ href: `#${anchors[one.field]}`, text: mistakeWords(ask, one) })),
    }),
  );
  const body = html`${summary}<h1 class="govuk-heading-l">${title}</h1>${rows.length > 0 ? list : html`<p class="govuk-body">${say('releases.none', 'No release has been planned yet.')}</p>`}
<p class="govuk-body"><a class="govuk-link" href="/releases/ask">${say('ask.title', 'Answer a question')}</a></p>
<h2 class="govuk-heading-m">${say('releases.plan', 'Plan a release')}</h2>${insetText({ text: say('releases.plan.lead', 'Say at least {days} days ahead when it comes out: everybody sees the plan at once. Figures come out on a weekday, usually at half past nine, to everybody at the same minute.', { days: announcedDays }) })}${form(ask, rows, again)}`;
  return page(title, body, { wide: true, ...(wrong.length > 0 ? { status: 400 } : {}) });
}

const anchors: Readonly<Record<Mistake['field'], string>> = { period: 'period', 'as-of': 'as-of-day', day: 'out-day', time: 'time', notice: 'notice' };

function form(ask: Staff, rows: readonly ReleaseRow[], again?: Again): Html {
  const { say } = ask;
  const { typed, mistakes = [] } = again ?? {};
  const wrongAt = (name: Mistake['field']) => {
    const found = mistakes.find((one) => one.field === name);
    return found ? { errorMessage: { text: mistakeWords(ask, found) } } : {};
  };
  const out = rows.filter((row) => row.kind === 'quarter' && standingOf(row, ask.now) === 'out');
  return html`<form method="post" action="/releases" novalidate>${csrf(ask)}
${input({ id: 'period', name: 'period', value: typed?.period ?? '', label: { text: say('releases.period', 'Quarter'), classes: 'govuk-label--s' }, hint: { text: say('releases.period.hint', 'Such as 2023-Q4') }, classes: 'govuk-input--width-10', ...wrongAt('period') })}
${dateBoxes(ask, 'as-of', say('releases.as-of', 'As recorded by the end of which day?'), typed?.asOf ?? '', wrongAt('as-of'))}
${dateBoxes(ask, 'out', say('releases.day', 'On which day does it come out?'), typed?.day ?? '', wrongAt('day'))}
${input({ id: 'time', name: 'time', value: typed?.time ?? usualTime, label: { text: say('releases.time', 'At what time?'), classes: 'govuk-label--s' }, hint: { text: say('releases.time.hint', 'Such as 09:30, as clocks show it that day') }, classes: 'govuk-input--width-5', ...wrongAt('time') })}
${when(out.length > 0, () => html`${select({ id: 'replaces', name: 'replaces', label: { text: say('releases.replaces', 'Does it put an earlier release right?'), classes: 'govuk-label--s' }, hint: { text: say('releases.replaces.hint', 'A correction counts the same quarter as recorded on the same day. The earlier release is kept, and says where the correction is.') }, items: [{ value: '', text: say('releases.replaces.no', 'No') }, ...out.map((row) => ({ value: row.id, text: row.id, selected: row.id === typed?.replaces }))] })}${textarea({ id: 'notice', name: 'notice', value: typed?.notice ?? '', label: { text: say('releases.notice', 'What was wrong? Everybody will read this.'), classes: 'govuk-label--s' }, ...wrongAt('notice') })}`)}
${button({ text: say('releases.do-plan', 'Plan it'), preventDoubleClick: true })}</form>`;
}

function mistakeWords(ask: Staff, one: Mistake): string {
  const { say } = ask;
  const words: Readonly<Record<string, string>> = {
    'period not-a-quarter': say('releases.wrong.quarter', 'Write the quarter like 2023-Q4'),
    'period out-already': say('releases.wrong.out', 'This quarter is out or frozen already. To change it, plan a correction of that release'),
    'period planned-already': say('releases.wrong.planned', 'This quarter is planned already. Open that release to move it'),
    'as-of not-a-day': say('figures.wrong-day', 'Enter a real day, such as 15 1 2024'),
    'as-of quarter-runs': say('releases.wrong.runs', 'On that day the quarter had not ended'),
    'day not-a-day': say('figures.wrong-day', 'Enter a real day, such as 15 1 2024'),
    'day past': say('releases.wrong.past', 'That minute has passed'),
    'day before-as-of': say('releases.wrong.before', 'It must come out after the day by which it was recorded'),
    'day weekend': say('releases.wrong.weekend', 'Choose a weekday'),
    'time not-a-time': say('releases.wrong.time', 'Write the time like 09:30'),
    'notice missing': say('releases.wrong.notice', 'Say what was wrong, in a sentence'),
  };
  return words[`${one.field} ${one.code}`] ?? one.code;
}

async function planOne(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { kit } = desk;
  const of = (name: string): string => field(ask.body, name).slice(0, 2000);
  const typed: Typed = {
    period: of('period'),
    asOf: typedDate(ask, 'as-of'),
    day: typedDate(ask, 'out'),
    time: of('time'),
    replaces: of('replaces'),
    notice: of('notice'),
  };
  const done = await kit.db.as(ask.actor, 'statistics', async (tx) => {
    const known = await releases(tx, 100_000);
    const fits = readPlan(typed, known, ask.now, kit.law.zone);
    if (Array.isArray(fits)) return { mistakes: fits as readonly Mistake[] };
    const planned = fits as Exclude<typeof fits, readonly Mistake[]>;
    const id = idFor(planned.period, known, kit.practice);
    // Two who plan the same quarter at once: the second finds it planned.
    return (await plan(tx, { id, kind: 'quarter', ...planned }))
      ? { id, outAt: planned.outAt }
      : { mistakes: [{ field: 'period', code: 'planned-already' }] as const };
  });
  if ('mistakes' in done) return show(desk, ask, { typed, mistakes: done.mistakes });
  return to(`/releases/${done.id}${isEarlyEnough(done.outAt, ask.today) ? '' : '?late'}`);
}
