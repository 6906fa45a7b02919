// Who may look at a release before its minute: the list with its reasons, and the page of whoever stands on it.
import { rolesAtWork } from '#access/roles.ts';
import { button, input, select, table, warningText } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { absent, csrf, page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { fileReply, isFileName, mainFiles, momentWords } from './public-pages.ts';
import { nameOf, type ReleaseDesk } from './shared-pages.ts';
import { seenEarly, type Early, type ReleaseRow } from './store.ts';

export function earlyPages(desk: ReleaseDesk): readonly Route[] {
  const early: Pick<Route, 'who' | 'why'> = { who: rolesAtWork, why: 'Who stands on the list of a release sees it in the day before its minute' };
  return [
    { method: 'GET', path: '/early/:release', ...early, act: (ask) => lookEarly(desk, ask, '') },
    { method: 'GET', path: '/early/:release/:file', ...early, act: (ask) => lookEarly(desk, ask, ask.params['file'] ?? '') },
    {
      ...{ method: 'GET', path: '/early/:release/:folder/:file', ...early },
      act: (ask) => lookEarly(desk, ask, `${ask.params['folder'] ?? ''}/${ask.params['file'] ?? ''}`),
    },
  ];
}

export type Wrong = { readonly field: string; readonly text: string };

export function listOfEarly(
  desk: ReleaseDesk,
  ask: Staff,
  row: ReleaseRow,
  early: readonly Early[],
  typed: Readonly<Record<string, string>>,
  wrong?: Wrong,
): Html {
  const { say } = ask;
  const heads = [say('release.early.who', 'Who'), say('release.early.why', 'Why'), say('release.early.added', 'Added by'), say('release.early.state', 'State')];
  const cell = (at: number, inside: Html | string) => ({ html: html`${inside}`, attributes: { 'data-label': heads[at] ?? '' } });
  const end = (one: Early): Html =>
    html`<form method="post" action="/releases/${row.id}/early-end" novalidate>${csrf(ask)}<input type="hidden" name="person" value="${one.person}">${button({ text: say('release.early.end', 'Take off'), classes: 'govuk-button--secondary', attributes: { 'aria-label': say('release.early.end-whom', 'Take off: {name}', { name: nameOf(desk, one.person) }) } })}</form>`;
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: early.map((one) => [
      cell(0, nameOf(desk, one.person)),
      cell(1, one.because),
      cell(2, nameOf(desk, one.addedBy)),
      cell(3, one.endedAt ? say('release.early.ended', 'Taken off') : end(one)),
    ]),
  });
  const at = (name: string) => (wrong?.field === name ? { errorMessage: { text: wrong.text } } : {});
  const open = new Set(early.filter((one) => !one.endedAt).map((one) => one.person));
  const others = [
    ...new Map(
      desk
        .people()
        .filter((one) => one.role !== 'person' && one.role !== 'system' && !open.has(one.person))
        .map((one) => [one.person, one]),
    ).values(),
  ];
  return html`<h2 class="govuk-heading-m">${say('release.early', 'Who may look before its minute')}</h2>
<p class="govuk-body">${say('release.early.lead', 'As few as can be, each for a reason, and in the last day alone. Whoever looks leaves a line in the log. Their page is /early/{id}.', { id: row.id })}</p>${early.length > 0 ? list : html`<p class="govuk-body">${say('release.early.nobody', 'Nobody.')}</p>`}
<form method="post" action="/releases/${row.id}/early" novalidate>${csrf(ask)}${select({ id: 'person', name: 'person', label: { text: say('release.early.person', 'Person'), classes: 'govuk-label--s' }, items: [{ value: '', text: '' }, ...others.map((one) => ({ value: one.person, text: `${one.name}, ${one.organisation}`, selected: one.person === typed['person'] }))], ...at('person') })}
${input({ id: 'early-because', name: 'because', value: typed['early-because'] ?? '', label: { text: say('release.early.because', 'Why do they need it before everybody?'), classes: 'govuk-label--s' }, ...at('early-because') })}
${button({ text: say('release.early.add', 'Put on the list'), classes: 'govuk-button--secondary' })}</form>`;
}

async function lookEarly({ kit }: ReleaseDesk, ask: Staff, name: string): Promise<Reply> {
  const id = ask.params['release'] ?? '';
  if (name !== '' && !isFileName(name)) return absent;
  const seen = await kit.db.as(ask.actor, 'statistics', (tx) => seenEarly(tx, id, name));
  if (!seen) return absent;
  if (name !== '') return seen.bytes ? fileReply(id, name, seen.bytes) : absent;
  const { say } = ask;
  const title = say('early.title', 'Before it is out');
  const body: Html = html`<h1 class="govuk-heading-l">${title}</h1>${warningText({ text: say('early.lead', 'It comes out on {moment}. Until then pass nothing on and say nothing of it, not even whether a number went up or down. Whoever looks leaves a line in the log.', { moment: momentWords(ask, kit.law.zone, seen.outAt) }), iconFallbackText: say('form.warning', 'Warning') })}
${mainFiles(ask, `/early/${id}`, seen.files)}`;
  return page(title, body);
}
