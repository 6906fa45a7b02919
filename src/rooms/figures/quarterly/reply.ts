// The reply to a question that somebody asked: words of a statistician in which every number is a live reference to a cell that is let out.
import { html, join, written, type Html } from '#kit/view/html.ts';
import { documentOf } from './document.ts';
import { practiceSays } from './conduct.ts';
import type { Making } from './files.ts';
import { notes } from './notes.ts';
import type { Conduct } from './release.ts';
import { isMarked, type OfficialTable, type Value } from './sheet.ts';

/** A cell as a reply refers to it, `{n7}`: counted in the order in which the table is read. */
export type Cell = { readonly code: string; readonly label: string; readonly value: Value };
export type ReplyMistake =
  /** A number stands in the words that is no year, quarter or date. */
  { readonly code: 'loose'; readonly what: string } | { readonly code: 'unknown' | 'hidden'; readonly what: string };

const grouped = new Intl.NumberFormat('en-GB');
const reference = /\{(n\d+)\}/g;
/** What may stand as it is: `15 January 2024`, `2023`, `2023-Q4`. */
const days = /\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)\b|\b(19|20)\d\d(-Q[1-4])?\b/g;

export const cellsOf = (tables: readonly OfficialTable[]): readonly Cell[] =>
  tables
    .flatMap(({ lines, across }) =>
      lines.flatMap(({ labels, values }) => values.map((value, at) => ({ value, label: [...labels, across.columns[at]?.label ?? ''].join(', ') }))),
    )
    .map((cell, at) => ({ ...cell, code: `n${at + 1}` }));

/** Every mistake of a reply; none: it can be let out. */
export function mistakesOf(text: string, cells: readonly Cell[]): readonly ReplyMistake[] {
  const known = new Map(cells.map((cell) => [cell.code, cell]));
  const loose =
    text
      .replace(reference, ' ')
      .replace(days, ' ')
      .match(/[\p{Number}.,]*\p{Number}[\p{Number}.,]*/gu) ?? [];
  const referred = [...text.matchAll(reference)].map(([, code = '']) => code);
  return [
    ...loose.map((what): ReplyMistake => ({ code: 'loose', what })),
    ...referred.flatMap((what): ReplyMistake[] => {
      const cell = known.get(what);
      return !cell ? [{ code: 'unknown', what }] : isMarked(cell.value) ? [{ code: 'hidden', what }] : [];
    }),
  ];
}

/** The words with their numbers in them, a paragraph a line. Throws where a mistake stands in them: such a reply is not let out. */
export function replyIn(text: string, cells: readonly Cell[]): Html {
  if (mistakesOf(text, cells).length > 0) throw new Error('a reply holds a number that is not let out');
  const known = new Map(cells.map((cell) => [cell.code, cell.value]));
  const line = (words: string): Html =>
    join(
      words.split(/(\{n\d+\})/).map((piece) => {
        const value = known.get(piece.slice(1, -1));
        return value && !isMarked(value) && piece.startsWith('{')
          ? html`<a class="number" href="index.html"><data value="${value.value}" data-cell="${value.key}">${grouped.format(value.value)}</data></a>`
          : piece;
      }),
    );
  return html`${text
    .split(/\n+/)
    .filter((words) => words.trim() !== '')
    .map((words) => html`<p>${line(words)}</p>`)}`;
}

export function replyPage({ tables, period }: Making, conduct: Conduct, { question, text }: NonNullable<Conduct['reply']>): string {
  const title = `Answer to a question about ${period}`;
  const body = html`<h2>The question</h2>${question.split(/\n+/).map((words) => html`<p>${words}</p>`)}<h2>The answer</h2>${replyIn(text, cellsOf(tables))}
<p>${notes.undercount} ${notes.small}</p><p><a href="index.html">The table</a>, <a href="tables.ods">as a workbook (ODS)</a></p>`;
  return written(documentOf(title, body, conduct.practice ? practiceSays : undefined));
}
