// The statistics as everybody sees them: what is out, what comes out when, and what was put right. The database says what is out.
import { createHash } from 'node:crypto';
import { dayOf, timeOf, type Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { details, insetText, table, warningText } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay, localeOf } from '#kit/view/layout.ts';
import { absent, page, type Ask, type OpenRoute, type Reply } from '#kit/web/page.ts';
import { readRevisions, revisionsFile, revisionsTable } from './revision-view.ts';
import { fileOut, releasesOut, releasesPlanned, type Coming, type OutRelease } from './store.ts';

export function statisticsPages(kit: Kit): readonly OpenRoute[] {
  const why = 'Statistics that are out, for everybody at once';
  return [
    { method: 'GET', path: '/statistics', who: 'anyone', why, act: (ask) => everything(kit, ask) },
    { method: 'GET', path: '/statistics/:release', who: 'anyone', why, act: (ask) => one(kit, ask) },
    { method: 'GET', path: '/statistics/:release/:file', who: 'anyone', why, act: (ask) => file(kit, ask, ask.params['file'] ?? '') },
    {
      method: 'GET',
      path: '/statistics/:release/:folder/:file',
      who: 'anyone',
      why,
      act: (ask) => file(kit, ask, `${ask.params['folder'] ?? ''}/${ask.params['file'] ?? ''}`),
    },
  ];
}

export const momentWords = (ask: Ask, zone: string, at: Instant): string =>
  ask.say('release.moment', '{day} at {time}', { day: longDay(dayOf(at, zone), ask.lang), time: timeOf(at, zone) });

/** A quarter is read from left to right, in a line of Arabic too. */
export function releaseTitle({ say, dir }: Ask, { period: of, kind }: Pick<OutRelease, 'period' | 'kind'>): string {
  const period = dir === 'rtl' ? `\u2066${of}\u2069` : of;
  return kind === 'quarter'
    ? say('release.quarter', 'Statistics of {period}', { period })
    : say('release.answer', 'Answer to a question about {period}', { period });
}

const undercount = ({ say }: Ask): string =>
  say(
    'statistics.undercount',
    'These figures count people who were referred. Many are never seen by anybody who could refer them, so the true number is higher.',
  );

async function everything(kit: Kit, ask: Ask): Promise<Reply> {
  const { say } = ask;
  const { out, coming, newest, revisions } = await kit.db.publicly(async (tx) => {
    const out = await releasesOut(tx, ask.now);
    // The newest quarter says what is known by now of all that it revises.
    const newest = out.find((row) => row.kind === 'quarter' && row.replacedBy === null && namesOf(row.files).includes(revisionsFile));
    const revisions = newest && readRevisions(await fileOut(tx, newest.id, revisionsFile, ask.now));
    return { out, coming: await releasesPlanned(tx, ask.now), newest, revisions };
  });
  const title = say('statistics.title', 'Statistics');
  const list = (rows: readonly OutRelease[]): Html =>
    html`<ul class="govuk-list govuk-list--spaced">${rows.map((row) => html`<li><a class="govuk-link" href="/statistics/${row.id}">${releaseTitle(ask, row)}</a><br><span class="govuk-hint">${say('statistics.out-since', 'Out since {moment}.', { moment: momentWords(ask, kit.law.zone, row.outAt) })}${when(row.replaces, () => html` ${say('statistics.correction', 'A correction.')}`)}${when(row.replacedBy, () => html` ${say('statistics.replaced', 'Put right by a later one.')}`)}</span></li>`)}</ul>`;
  const of = (kind: OutRelease['kind']): readonly OutRelease[] => out.filter((row) => row.kind === kind);
  const body = html`<h1 class="govuk-heading-xl">${title}</h1><p class="govuk-body-l">${undercount(ask)}</p>
<h2 class="govuk-heading-m">${say('statistics.out', 'Out now')}</h2>${of('quarter').length > 0 ? list(of('quarter')) : html`<p class="govuk-body">${say('statistics.none', 'Nothing is out yet.')}</p>`}
<h2 class="govuk-heading-m">${say('statistics.coming', 'Coming out')}</h2>${coming.length > 0 ? calendar(kit, ask, coming) : html`<p class="govuk-body">${say('statistics.no-plan', 'No further release has been announced.')}</p>`}
${newest && revisions ? revisionsTable(ask, newest.id, revisions) : nothing}
${when(of('answer').length > 0, () => html`<h2 class="govuk-heading-m">${say('statistics.answers', 'Answers to questions')}</h2>${list(of('answer'))}`)}`;
  return page(title, body);
}

/** Announced to the minute; a minute that was moved says from when and why. */
function calendar(kit: Kit, ask: Ask, coming: readonly Coming[]): Html {
  const { say } = ask;
  const heads = [say('statistics.what', 'What'), say('statistics.when', 'When')];
  const moved = (one: Coming): Html =>
    join(
      one.moved.map(
        ({ was, because }) =>
          html`<br><span class="govuk-hint">${say('statistics.moved', 'It was to come out on {moment}. Why that changed: {because}', { moment: momentWords(ask, kit.law.zone, new Date(was).toISOString() as Instant), because })}</span>`,
      ),
    );
  return table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: coming.map((one) => [
      { text: releaseTitle(ask, { ...one, kind: 'quarter' }), attributes: { 'data-label': heads[0] ?? '' } },
      { html: html`${momentWords(ask, kit.law.zone, one.outAt)}${moved(one)}`, attributes: { 'data-label': heads[1] ?? '' } },
    ]),
  });
}

async function one(kit: Kit, ask: Ask): Promise<Reply> {
  const { say } = ask;
  const row = (await kit.db.publicly((tx) => releasesOut(tx, ask.now))).find(({ id }) => id === ask.params['release']);
  if (!row) return absent;
  const title = releaseTitle(ask, row);
  const replaced = row.replacedBy;
  const body = html`<h1 class="govuk-heading-xl">${title}</h1>
${when(replaced, () => warningText({ html: html`${say('statistics.is-replaced', 'A mistake was found in this release. Use the one that puts it right:')} <a class="govuk-link" href="/statistics/${replaced ?? ''}">${replaced ?? ''}</a>`, iconFallbackText: say('form.warning', 'Warning') }))}
${when(row.replaces, () => insetText({ html: html`<p class="govuk-body"><strong>${say('statistics.notice', 'What was put right:')}</strong> ${row.notice ?? ''}</p><p class="govuk-body">${say('statistics.earlier', 'The earlier release is kept:')} <a class="govuk-link" href="/statistics/${row.replaces ?? ''}">${row.replaces ?? ''}</a></p>` }))}
<p class="govuk-body">${say('statistics.out-since', 'Out since {moment}.', { moment: momentWords(ask, kit.law.zone, row.outAt) })} ${say('statistics.as-recorded', 'As recorded by the end of {day}.', { day: longDay(row.asOf, ask.lang) })}</p>
<p class="govuk-body">${undercount(ask)}</p>${mainFiles(ask, `/statistics/${row.id}`, namesOf(row.files))}
${fileTable(ask, `/statistics/${row.id}`, row.files)}`;
  return page(title, body, { back: '/statistics' });
}

export const namesOf = (files: OutRelease['files']): readonly string[] => files.map(({ name }) => name);

/** Those that people read; the others stand in the list of all. */
export function mainFiles({ say }: Ask, folder: string, files: readonly string[]): Html {
  const main: Readonly<Record<string, string>> = {
    'reply.html': say('statistics.file.reply', 'The answer'),
    'bulletin.html': say('statistics.file.bulletin', 'In words'),
    'index.html': say('statistics.file.page', 'All tables, with charts and a map'),
    'tables.ods': say('statistics.file.workbook', 'All tables as a workbook (ODS)'),
  };
  const there = Object.entries(main).filter(([name]) => files.includes(name));
  return there.length === 0
    ? nothing
    : html`<ul class="govuk-list govuk-list--bullet">${there.map(([name, text]) => html`<li><a class="govuk-link" href="${folder}/${name}">${text}</a></li>`)}</ul>`;
}

/** Names, sizes and fingerprints: whoever has a file can see that it is this one. */
export function fileTable({ say, lang }: Ask, folder: string, files: OutRelease['files']): Html {
  const heads = [say('statistics.file', 'File'), say('statistics.size', 'Size'), say('statistics.fingerprint', 'Fingerprint (SHA-256)')];
  const size = new Intl.NumberFormat(localeOf(lang), { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: files.map((one) => [
      { html: html`<a class="govuk-link" href="${folder}/${one.name}">${one.name}</a>`, attributes: { 'data-label': heads[0] ?? '' } },
      { text: size.format(one.size / 1000), attributes: { 'data-label': heads[1] ?? '' } },
      { html: html`<code class="nrm-hash">${one.hash}</code>`, attributes: { 'data-label': heads[2] ?? '' } },
    ]),
  });
  return details({ summaryText: say('statistics.files', 'Every file ({count})', { count: files.length }), html: list });
}

async function file(kit: Kit, ask: Ask, name: string): Promise<Reply> {
  const id = ask.params['release'] ?? '';
  if (!isFileName(name)) return absent;
  const bytes = await kit.db.publicly((tx) => fileOut(tx, id, name, ask.now));
  return bytes ? fileReply(id, name, bytes) : absent;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
};

export const isFileName = (name: string): boolean => /^[a-z0-9_-]+(\/[a-z0-9_-]+)?(\.[a-z-]+)+$/.test(name);

/** Its pages are shown with their own style and nothing else; the rest is a download. */
export function fileReply(release: string, name: string, bytes: Uint8Array): Reply {
  const type = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
  const own = name.endsWith('.html') ? /<style>([^]*?)<\/style>/.exec(new TextDecoder().decode(bytes))?.[1] : undefined;
  return {
    kind: 'bytes',
    type,
    name: name.endsWith('.html') ? name : `${release}-${name.replace('/', '-')}`,
    bytes,
    ...(own === undefined ? {} : { inline: true, style: createHash('sha256').update(own).digest('base64') }),
  };
}
