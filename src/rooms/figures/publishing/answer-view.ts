// The part of a release's page that is about a question: what was asked, the cells that a reply can refer to, and the reply itself.
import type { Say } from '#base/words.ts';
import { button, details, insetText, summaryList, table, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import { cellsOf, mistakesOf, type Cell, type ReplyMistake } from '#rooms/figures/quarterly/reply.ts';
import { isMarked, type OfficialTable } from '#rooms/figures/quarterly/sheet.ts';
import type { Answer, ReleaseRow } from './store.ts';

export const channelWord = (say: Say, channel: Answer['channel']): string =>
  ({
    parliament: say('answer.parliament', 'A question in Parliament'),
    'information-request': say('answer.request', 'A request for information'),
    press: say('answer.press', 'The press'),
    other: say('answer.other', 'Somebody else'),
  })[channel];

/** The cells of the table as it was last made, from the release's own file. */
export const cellsIn = (file: Uint8Array | undefined): readonly Cell[] =>
  file ? cellsOf((JSON.parse(new TextDecoder().decode(file)) as { readonly tables: readonly OfficialTable[] }).tables) : [];

export const mistakeText = ({ say }: Staff, { code, what }: ReplyMistake): string =>
  ({
    loose: say('answer.wrong.loose', 'A number stands in the words: {what}. Write it as a cell of the table, or leave it out', { what }),
    unknown: say('answer.wrong.unknown', 'The table has no cell {what}', { what: `{${what}}` }),
    hidden: say('answer.wrong.hidden', 'The number of {what} is hidden. Say it without a number', { what: `{${what}}` }),
  })[code];

type Typed = { readonly reply: string; readonly mistakes: readonly ReplyMistake[] } | undefined;

export function answerPanel(ask: Staff, row: ReleaseRow, answer: Answer, cells: readonly Cell[], typed: Typed): Html {
  const { say, lang } = ask;
  const line = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  const facts = summaryList({
    rows: [
      line(say('answer.from', 'Asked by'), `${channelWord(say, answer.channel)}${answer.reference ? ` (${answer.reference})` : ''}`),
      line(say('answer.on', 'Asked on'), longDay(answer.askedOn, lang)),
      line(say('answer.question', 'Question'), answer.question),
    ],
  });
  const heads = [say('answer.cell', 'Cell'), say('answer.of', 'Of what'), say('answer.number', 'Number')];
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: cells.map((cell) => [
      { text: `{${cell.code}}`, attributes: { 'data-label': heads[0] ?? '' } },
      { text: cell.label, attributes: { 'data-label': heads[1] ?? '' } },
      { text: isMarked(cell.value) ? `[${cell.value.mark}]` : String(cell.value.value), attributes: { 'data-label': heads[2] ?? '' } },
    ]),
  });
  const wrong = typed?.mistakes ?? [];
  const form = html`<form method="post" action="/releases/${row.id}/reply" novalidate>${csrf(ask)}${textarea({
    id: 'reply',
    name: 'reply',
    rows: 8,
    value: typed?.reply ?? answer.reply,
    label: { text: say('answer.reply', 'Draft of the reply'), classes: 'govuk-label--m' },
    hint: {
      text: say(
        'answer.reply.hint',
        'Write each number as its cell, such as {n1}: it is put in when the answer is made, and leads to the table. Years, quarters and dates stand as they are.',
      ),
    },
    ...(wrong.length > 0 ? { errorMessage: { text: wrong.map((one) => mistakeText(ask, one)).join('. ') } } : {}),
  })}${button({ text: say('answer.keep', 'Keep the reply'), classes: 'govuk-button--secondary' })}</form>`;
  const ready = cells.length > 0 && answer.reply !== '' && mistakesOf(answer.reply, cells).length === 0;
  return html`<h2 class="govuk-heading-m">${say('answer.title', 'The question')}</h2>${facts}${
    cells.length === 0
      ? insetText({ text: say('answer.first', 'Make it once to see the table. Then write the reply and make it again.') })
      : html`${details({ summaryText: say('answer.cells', 'Every cell that the reply can refer to'), html: list })}${when(!row.approvedAt, () => form)}${when(!ready && !row.approvedAt, () => insetText({ text: say('answer.not-ready', 'It can be approved once a reply is kept and the answer was made with it.') }))}`
  }`;
}
