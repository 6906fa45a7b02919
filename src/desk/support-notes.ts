// Notes of support: what happened, what the person said and what the worker thinks, kept apart from the first word on; each one tap.
import type { Given, Stored } from '#kit/store/answers.ts';
import { button, checkboxes, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import type { Say } from '#base/words.ts';
import { handoverNote, kindOf, noteKinds, noteOf, noteSorts, sortOf, type NoteSort } from '#rooms/support/notes.ts';
import { whenWord, type SupportTold } from './support-told.ts';
import { nowPassing } from './support-print-pages.ts';
import type { OpenRecord } from './support-record.ts';

export function sortWord(say: Say, question: string): string {
  const sort = sortOf(question);
  if (question.startsWith(handoverNote)) return say('note.handover', 'For the next shift');
  if (!sort) return say('record.plain', 'Note');
  return { fact: say('note.fact', 'What happened'), words: say('note.words', 'Their words'), view: say('note.view', 'My view') }[sort];
}

/** What is pressed to say which it is. */
export const sortWords = (say: Say): Readonly<Record<NoteSort, string>> => ({
  fact: say('note.keep-fact', 'It happened'),
  words: say('note.keep-words', 'They said it'),
  view: say('note.keep-view', 'I think so'),
});

type NewNote = {
  readonly sort: NoteSort | 'handover';
  readonly health: boolean;
  readonly words: string;
  readonly id: string;
  readonly by: string;
  readonly language: string;
};

/** A note as it is kept. What the person said is said by them, whoever writes it down. */
export function noteVersion({ sort, health, words, id, by, language }: NewNote): Given {
  const prefix = sort === 'handover' ? handoverNote : kindOf(sort, health);
  const said = sort === 'words' ? ({ origin: 'told-me', saidBy: 'person' } as const) : { origin: null, saidBy: by };
  return { question: noteOf(prefix, id), holds: noteKinds[prefix], value: words, edition: 'support-1', language, ...said };
}

export type Wrong = { readonly typed: string; readonly text: string };

/** One box and a button for each kind: a note from a phone is one tap into the box and one on its kind. */
export function noteForm(ask: Staff, reference: string, wrong?: Wrong): Html {
  const { say } = ask;
  const keep = (value: NoteSort | 'handover', text: string): Html =>
    button({ text, name: 'kind', value, preventDoubleClick: true, classes: value === 'handover' ? 'govuk-button--secondary' : '' });
  return html`<form method="post" action="/support/${reference}/note" novalidate>${csrf(ask)}${textarea({
    name: 'words',
    id: 'words',
    rows: 3,
    value: wrong?.typed ?? '',
    label: { text: say('record.note', 'A new note') },
    hint: { text: say('note.hint', 'Write it, then press what it is. Write what they said and what you think as two notes.') },
    ...(wrong ? { errorMessage: { text: wrong.text } } : {}),
  })}
${checkboxes({ name: 'about', idPrefix: 'about', classes: 'govuk-checkboxes--small', items: [{ value: 'health', text: say('note.health', 'It is about health') }] })}
<div class="govuk-button-group">${noteSorts.map((sort) => keep(sort, sortWords(say)[sort]))}${keep('handover', say('note.keep-handover', 'For the next shift'))}</div></form>`;
}

export function notesList(ask: Staff, record: OpenRecord, notes: readonly Stored[], told: SupportTold, arrived: ReadonlyMap<string, string> = new Map()): Html {
  const { say } = ask;
  const at = `/support/${record.reference}`;
  const item = (note: Stored) => {
    const passes = nowPassing(record, note.question).length > 0;
    const step = passes ? `${at}/do/withdraw?item=${note.question}` : `${at}/do/release?item=${note.question}`;
    const words = passes ? say('record.withdraw', 'The person takes this back') : say('record.release', 'The person lets this pass to who decides');
    const colour = ({ fact: 'blue', words: 'green', view: 'purple' } as const)[sortOf(note.question) ?? 'fact'];
    return html`<li><p class="govuk-body govuk-!-margin-bottom-1">${badge(sortWord(say, note.question), sortOf(note.question) ? colour : 'grey')}${when(note.holds === 'medical', () => html` ${badge(say('record.health', 'Health'), 'orange')}`)}</p><p class="govuk-body nrm-said govuk-!-margin-bottom-1">${String(note.value)}</p><p class="govuk-body-s">${told.name(note.writtenBy)} · ${arrived.get(note.question.slice(note.question.indexOf('.') + 1)) ?? whenWord(told, note.recordedAt)}${when(passes, () => html` · <strong>${say('record.passes', 'Passes to who decides')}</strong>`)}${when(record.cases.length > 0, () => html` · <a class="govuk-link" href="${step}">${words}</a>`)}</p></li>`;
  };
  return html`<ul class="govuk-list govuk-list--spaced">${notes.map(item)}</ul>`;
}
