// Evidence as it is shown: a list by name, a picture blurred until somebody asks for it, and what never to send.
import { randomUUID } from 'node:crypto';
import type { Say } from '#base/words.ts';
import type { Document } from '#kit/store/documents.ts';
import { badge } from '#kit/view/moj.ts';
import { button, details, fileUpload, input, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { csrf, type Staff } from '#kit/web/page.ts';

/** Where the documents of a file stand, and what may be done there. */
export type Shelf = {
  readonly base: string;
  readonly mayAdd: boolean;
  readonly mayRemove: boolean;
  readonly given: readonly string[];
  /** Which of them may be listed here and opened: all, those waiting for the police, or none. */
  readonly shows: 'all' | 'sealed' | 'nothing';
};

export function neverSend(say: Say): Html {
  return html`${warningText({ text: say('referral.evidence.never', 'Never send an image of sexual abuse of a child, and never copy, forward or photograph one. Leave it where it is and ring the police.'), iconFallbackText: say('referral.warning', 'Warning') })}
<p class="govuk-body">${say('referral.evidence.neither', 'Nor: recordings of an interview, whole phones, papers about other people, the address of a refuge.')}</p>`;
}

export function documentList(ask: Staff, shelf: Shelf, documents: readonly Document[], beside: (document: string, name: string) => Html = () => nothing): Html {
  const { say } = ask;
  if (shelf.shows === 'nothing') {
    return html`<p class="govuk-body">${say('referral.evidence.unseen', 'Your kind of organisation adds files here and is not shown them afterwards. They go to who decides.')}</p>`;
  }
  if (documents.length === 0) return html`<p class="govuk-body">${say('referral.evidence.none', 'No files yet.')}</p>`;
  return html`<ul class="govuk-list govuk-list--spaced">${documents.map((one) => html`<li id="paper.${one.id}">${line(ask, shelf, one)}${when(one.state === 'kept', () => beside(one.id, one.name))}</li>`)}</ul>`;
}

function line(ask: Staff, shelf: Shelf, one: Document): Html {
  const { say } = ask;
  const size = say('referral.evidence.size', '{size} KB', { size: Math.max(1, Math.round(one.size / 1024)) });
  if (one.state === 'sealed-away') {
    const handed = shelf.given.includes(one.id);
    return html`${badge(say('referral.evidence.sealed', 'Sealed away for the police'), 'red')} ${say('referral.evidence.fingerprint', 'Fingerprint {fingerprint}', { fingerprint: one.fingerprint.slice(0, 16) })}
${
  handed
    ? html`<br>${say('referral.evidence.handed', 'Hand-over to the police is recorded.')}`
    : html`<form method="post" action="${shelf.base}/${one.id}/handed-over" novalidate>${csrf(ask)}${button({ text: say('referral.evidence.hand', 'Record: the police have it'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`
}`;
  }
  return html`<a class="govuk-link" href="${shelf.base}/${one.id}">${one.name}</a> <span class="govuk-hint govuk-!-display-inline">${size}</span>`;
}

export function uploadForm(ask: Staff, shelf: Shelf, missed: Readonly<Record<string, string>> = {}, what = ''): Html {
  if (!shelf.mayAdd) return html``;
  const { say } = ask;
  return html`<h2 class="govuk-heading-m">${say('referral.evidence.add', 'Add a file')}</h2>
<form method="post" action="${shelf.base}" enctype="multipart/form-data" novalidate>${csrf(ask)}<input type="hidden" name="once" value="${randomUUID()}">
${input({ id: 'what', name: 'what', value: what, label: { text: say('referral.evidence.what', 'What is it, and from when?') }, hint: { text: say('referral.evidence.what-hint', 'For example “letter from school, 3 November”. It becomes the file’s name; its old name is not kept.') }, ...(missed['what'] ? { errorMessage: { text: missed['what'] } } : {}) })}
${fileUpload({ id: 'file', name: 'file', label: { text: say('referral.evidence.file', 'File') }, hint: { text: say('referral.evidence.file-hint', 'A picture (JPEG, PNG), PDF, Word or OpenDocument text, or plain text. At most 25 MB, 20 files.') }, ...(missed['file'] ? { errorMessage: { text: missed['file'] } } : {}) })}
${button({ text: say('referral.evidence.do', 'Add the file'), preventDoubleClick: true })}</form>`;
}

/** One document. Its picture is fetched only on this page, opened on request, and blurred until a box is ticked. */
export function documentView(ask: Staff, shelf: Shelf, one: Document): Html {
  const { say } = ask;
  return html`<h1 class="govuk-heading-l">${one.name}</h1>
${
  one.image
    ? html`<div class="nrm-picture"><input type="checkbox" class="nrm-picture__reveal" id="reveal"><label class="govuk-body" for="reveal"> ${say('referral.evidence.reveal', 'Show the picture clearly')}</label><img class="nrm-picture__image" src="${shelf.base}/${one.id}/file" alt="${say('referral.evidence.alt', 'The picture that was sent, blurred until you ask for it')}"></div>`
    : html`<p class="govuk-body"><a class="govuk-link" href="${shelf.base}/${one.id}/file">${say('referral.evidence.open', 'Open the file')}</a></p>`
}
<p class="govuk-hint nrm-said">${say('referral.evidence.fingerprint-whole', 'Fingerprint (SHA-256): {fingerprint}', { fingerprint: one.fingerprint })}</p>
${details({
  summaryText: say('referral.evidence.stop', 'Stop: unlawful image'),
  html: html`<p class="govuk-body">${say('referral.evidence.stop-lead', 'If this looks like an image of sexual abuse of a child: do not look again, do not copy it, do not show it to anyone. Seal it away. It stays as it is, closed to everybody, for the police.')}</p>
<form method="post" action="${shelf.base}/${one.id}/stop" novalidate>${csrf(ask)}${button({ text: say('referral.evidence.stop-do', 'Seal it away now'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
})}
${when(shelf.mayRemove, () => html`<form method="post" action="${shelf.base}/${one.id}/remove" novalidate>${csrf(ask)}${button({ text: say('referral.evidence.remove', 'Take it out and destroy it'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`)}`;
}

/** After sealing: what to do next, in order. */
export function sealedView(say: Say): Html {
  return html`<h1 class="govuk-heading-l">${say('referral.sealed.title', 'Sealed away')}</h1>
<ol class="govuk-list govuk-list--number">
<li>${say('referral.sealed.ring', 'Ring the police now: 101, or 999 if a child is in danger. Say that a system holds an image that may be unlawful.')}</li>
<li>${say('referral.sealed.not', 'Do not describe it in writing, and do not try to open it. Nobody here can.')}</li>
<li>${say('referral.sealed.record', 'When the police have taken it over, record that here.')}</li>
<li>${say('referral.sealed.you', 'Look after yourself: tell your supervisor that you saw it.')}</li></ol>`;
}
