// Answers as people check them: one row a question, in the words of the form, with a link to change each page.
import type { Day } from '#base/day.ts';
import type { List } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import type { Form, Page } from '#form/form.ts';
import {
  isNone,
  type Answers,
  type Group,
  type Indicators,
  type Origins,
  type Pick,
  type Question,
  type Row,
  type Seen,
  type Source,
  type Span,
  type Value,
} from '#form/question.ts';
import { pageTitle, sayItem, sayNone, wordsOf } from '#form/texts.ts';
import { summaryList } from './govuk.ts';
import { html, join, nothing, when, type Html, type Piece } from './html.ts';
import { longDay } from './layout.ts';

export type Wording = { readonly say: Say; readonly lang: string; readonly form: string; readonly lists: ReadonlyMap<string, List> };

export type Summary = {
  readonly form: Form;
  /** The pages that apply, in order. */
  readonly pages: readonly Page[];
  readonly answers: Answers;
  readonly origins?: Origins;
  /** Where a page is changed; null on what can no longer be changed. */
  readonly change: ((page: Page) => string) | null;
  /** Without the questions that need no answer and have none: what was said is found sooner. */
  readonly brief?: true;
  /** Which heading each page's title is: one below what it stands under. */
  readonly level?: 2 | 3;
  /** What stands under an answer. */
  readonly beside?: (id: string) => Piece;
};

/** Every page that applies with its answers; what nobody was asked says so. */
export function answersSummary(of: Summary, wording: Wording): Html {
  return join(of.pages.map((page) => pageSummary(page, of, wording)));
}

function pageSummary(page: Page, of: Summary, wording: Wording): Html {
  const title = pageTitle(wording.say, wording.form, page);
  const shown = Object.entries(page.questions).filter(([id, question]) => !(of.brief && question.optional && of.answers[id] === undefined));
  const rows = shown.map(([id, question]) => row(id, question, of, wording));
  const change = of.change;
  return summaryList({
    card: {
      title: { text: title, headingLevel: of.level ?? 3 },
      ...(change ? { actions: { items: [{ href: change(page), text: wording.say('summary.change', 'Change') }] } } : {}),
    },
    rows,
  });
}

function row(id: string, question: Question, of: Summary, wording: Wording): { key: { text: string }; value: { html: Html } } {
  const origin = of.origins?.[id];
  const value = valueText(id, question, of.answers[id], wording);
  return {
    key: { text: wordsOf(wording.say, wording.form, id, question).label },
    value: { html: html`${value}${when(origin, () => html`<br><span class="govuk-hint">${sourceText(wording.say, origin)}</span>`)}${of.beside?.(id)}` },
  };
}

export function sourceText(say: Say, source: Source | undefined): string {
  switch (source) {
    case 'told-me':
      return say('summary.told-me', 'The person told us');
    case 'i-saw':
      return say('summary.i-saw', 'Seen by the writer');
    case 'from-a-record':
      return say('summary.from-a-record', 'From a record');
    default:
      return '';
  }
}

/** One answer in words. `path` is the question's id, or `<group>.<question>`. */
export function valueText(path: string, question: Question, value: Value | undefined, wording: Wording): Html {
  const { say } = wording;
  if (value === undefined || value === '') return html`<span class="govuk-hint">${say('summary.not-asked', 'Not asked yet')}</span>`;
  if (isNone(value)) return html`${sayNone(say, value.none)}`;
  switch (question.kind) {
    case 'text':
      return html`<span class="nrm-said">${String(value)}</span>`;
    case 'number':
      return html`${String(value)}`;
    case 'choice':
      return html`${wordsOf(say, wording.form, path, question).option(String(value))}`;
    case 'many':
      return listed((value as readonly string[]).map((code) => wordsOf(say, wording.form, path, question).option(code)));
    case 'pick':
      return listed((value as readonly string[]).map((code) => itemText(question, code, wording)));
    case 'date':
      return html`${longDay(value as Day, wording.lang)}`;
    case 'span':
      return spanText(value as Span, wording);
    case 'indicators':
      return seenText(question, value as Readonly<Record<string, Seen>>, wording);
    case 'group':
      return groupText(path, question, value as readonly Row[], wording);
  }
}

function listed(texts: readonly Piece[]): Html {
  if (texts.length < 2) return html`${texts[0]}`;
  return html`<ul class="govuk-list">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;
}

function itemText(of: Pick | Indicators, code: string, wording: Wording): string {
  const list = wording.lists.get(of.list);
  const item = list?.items.find((one) => one.code === code);
  return list && item ? sayItem(wording.say, list, item) : code;
}

function spanText(span: Span, { say, lang }: Wording): Html {
  const days =
    span.earliest === span.latest
      ? longDay(span.earliest, lang)
      : say('summary.between', 'Between {earliest} and {latest}', { earliest: longDay(span.earliest, lang), latest: longDay(span.latest, lang) });
  return html`${days}${when(span.words, () => html` <span class="nrm-said">(${span.words})</span>`)}`;
}

function seenText(question: Indicators, value: Readonly<Record<string, Seen>>, wording: Wording): Html {
  const { say } = wording;
  const groups: readonly (readonly [Seen, string])[] = [
    ['seen', say('summary.seen', 'Seen')],
    ['told', say('summary.told', 'The person told us')],
    ['not-seen', say('summary.not-seen', 'Looked for, not seen')],
  ];
  const parts = groups.map(([seen, heading]) => {
    const codes = Object.keys(value).filter((code) => value[code] === seen);
    if (codes.length === 0) return nothing;
    return html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${heading}</strong></p><ul class="govuk-list govuk-list--bullet">${codes.map((code) => html`<li>${itemText(question, code, wording)}</li>`)}</ul>`;
  });
  const any = Object.values(value).some((seen) => seen !== 'not-looked-for');
  return any ? join(parts) : html`<span class="govuk-hint">${say('summary.not-looked-for', 'Not looked for yet')}</span>`;
}

function groupText(path: string, question: Group, rows: readonly Row[], wording: Wording): Html {
  const { each } = wordsOf(wording.say, wording.form, path, question);
  return join(
    rows.map((one, index) => {
      const given = Object.entries(question.of).filter(([id]) => one[id] !== undefined);
      const label = (id: string, sub: Question): string => wordsOf(wording.say, wording.form, `${path}.${id}`, sub).label;
      return html`<p class="govuk-body govuk-!-margin-bottom-1"><strong>${each} ${index + 1}</strong></p><dl class="nrm-row">${given.map(
        ([id, sub]) => html`<div><dt>${label(id, sub)}</dt><dd>${valueText(`${path}.${id}`, sub, one[id], wording)}</dd></div>`,
      )}</dl>`;
    }),
  );
}
