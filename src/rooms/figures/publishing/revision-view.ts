// Revisions on pages: for everybody what was first published and what is known by now; for staff what became of the rest, and why it is not let out.
import { details, table } from '#kit/view/govuk.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { localeOf } from '#kit/view/layout.ts';
import type { Ask, Staff } from '#kit/web/page.ts';
import { revisionsId } from '#rooms/figures/quarterly/revision-table.ts';
import type { Ruling } from '#rooms/figures/quarterly/revised.ts';
import { isMarked, type OfficialTable, type Value } from '#rooms/figures/quarterly/sheet.ts';
import type { ReleaseRow } from './store.ts';

export const revisionsFile = 'revisions.json';

/** The table of revisions from its file; nothing where there is none. */
export function readRevisions(bytes: Uint8Array | undefined): OfficialTable | undefined {
  if (!bytes) return undefined;
  const read = JSON.parse(new TextDecoder().decode(bytes)) as Partial<OfficialTable>;
  return Array.isArray(read.lines) ? (read as OfficialTable) : undefined;
}

/** Labels are those of the files, which are English. */
export function revisionsTable({ say, lang }: Ask, release: string, of: OfficialTable): Html {
  const number = new Intl.NumberFormat(localeOf(lang));
  const signed = new Intl.NumberFormat(localeOf(lang), { signDisplay: 'exceptZero' });
  const text = (value: Value | undefined, as: Intl.NumberFormat): string => (!value ? '' : isMarked(value) ? `[${value.mark}]` : as.format(value.value));
  const heads = [
    say('revisions.quarter', 'Quarter'),
    say('revisions.counted', 'What is counted'),
    say('revisions.first', 'First published'),
    say('revisions.now', 'Now'),
    say('revisions.change', 'Net change'),
  ];
  const cell = (at: number, inside: Html) => ({ html: inside, attributes: { 'data-label': heads[at] ?? '' }, ...(at > 1 ? { format: 'numeric' } : {}) });
  const rows = of.lines.map(({ codes, labels, values: [first, now, change] }) => [
    cell(0, html`<bdi>${labels[0] ?? ''}</bdi>`),
    cell(1, html`<span lang="en" dir="ltr">${labels[1] ?? ''}${codes[2] === 'all' ? '' : `, ${(labels[2] ?? '').toLowerCase()}: ${labels[3] ?? ''}`}</span>`),
    cell(2, html`${text(first, number)}`),
    cell(3, html`${text(now, number)}${codes.at(-1) === 'r' ? ' [r]' : ''}`),
    cell(4, html`<bdi>${text(change, signed)}</bdi>`),
  ]);
  const list = table({ classes: 'nrm-stack', head: heads.map((head, at) => ({ text: head, ...(at > 1 ? { format: 'numeric' } : {}) })), rows });
  return html`<section id="revisions"><h2 class="govuk-heading-m">${say('revisions.title', 'Numbers that were revised')}</h2>
<p class="govuk-body">${say('revisions.lead', 'We learn more after a number comes out. Here is what we first said and what we know now. We only change a number where nobody can be found by comparing the two. [r] means revised, [x] means there is no new number, [c] means hidden.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/statistics/${release}/csv/${revisionsId}.csv">${say('revisions.csv', 'Revisions as CSV')}</a>, <a class="govuk-link" href="/statistics/${release}/${revisionsFile}">${say('revisions.json', 'as JSON')}</a></p>
${rows.length > 12 ? details({ summaryText: say('revisions.all', 'Every revision ({count})', { count: rows.length }), html: list }) : list}</section>`;
}

/** Why later knowledge is not let out says something about who came late, so that it stands on no page for everybody. */
export function rulingsPanel({ say }: Staff, { rulings }: ReleaseRow): Html {
  if (rulings.length === 0) return nothing;
  const did: Readonly<Record<Ruling['did'], string>> = {
    publish: say('ruling.publish', 'Let out in every group: nobody who was added or taken out can be found.'),
    'whole-only': say('ruling.whole-only', 'Let out for the whole country alone: by group, a few who were added or taken out could be found.'),
    hide: say('ruling.hide', 'Let out, but for groups that are now hidden for ever: beside them a few who were added or taken out could be found.'),
    wait: say(
      'ruling.wait',
      'Not let out: a few who were added or taken out could be found. It waits for the yearly revision, with the release of the last quarter.',
    ),
    keep: say('ruling.keep', 'Not let out: a few who were added or taken out could be found even in the whole country. The first numbers stay.'),
    same: say('ruling.same', 'Nothing has changed.'),
    never: say('ruling.never', 'Not let out: its total was hidden from the beginning, and stays so.'),
    later: say('ruling.later', 'Not let out: a later state of it is out already.'),
    again: say('ruling.again', 'As it was let out for the same day before.'),
  };
  const heads = [say('ruling.of', 'Earlier numbers'), say('ruling.did', 'What became of later knowledge')];
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: rulings.map(({ universe, did: what }) => [
      { text: universe, attributes: { 'data-label': heads[0] ?? '' } },
      { text: did[what], attributes: { 'data-label': heads[1] ?? '' } },
    ]),
  });
  return html`<h2 class="govuk-heading-m">${say('ruling.title', 'Revisions of earlier quarters')}</h2><p class="govuk-body">${say('ruling.lead', 'Do not pass this on: why a number is not revised can say something about who came late.')}</p>${list}`;
}
