// What came, as an adviser reads it: words as words, the sender as a claim, files by name and never by look.
import type { Say } from '#base/words.ts';
import { details, insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Sheet } from '#rooms/signal/intake/sheet.ts';
import { messageView } from '#rooms/signal/message-view.ts';
import type { DangerSaid } from '#journey/signal.ts';
import type { Said } from './opened.ts';
import type { Talk } from './call.ts';
import { saidWords, talkWords } from './words.ts';

const leftWords = (say: Say): Readonly<Record<string, string>> => ({
  'not-read': say('line.left.not-read', 'It could not be read. The original is kept.'),
  'words-cut': say('line.left.words-cut', 'It is longer than what stands here. The original is kept.'),
  'files-left': say('line.left.files-left', 'It has more files than are listed. The original is kept.'),
  'from-html': say('line.left.from-html', 'It was HTML: only its words are shown.'),
});

/** What is named beside the words, in the order of the call sheet. */
export const besideWords = (say: Say): Readonly<Record<string, string>> => ({
  place: say('line.field.place', 'Where'),
  language: say('line.field.language', 'Language'),
  talk: say('line.field.talk', 'Could they talk?'),
  caller: say('line.field.caller', 'Who called'),
  contact: say('line.field.contact', 'How they may be reached'),
  child: say('line.field.child', 'Is a child there?'),
  held: say('line.field.held', 'Is somebody held there?'),
  danger: say('line.field.danger', 'Is somebody in danger now?'),
  partner: say('line.field.partner', 'Handed over by'),
});

/** What was chosen on the call sheet stands there as a code; what was typed stands as it was typed. */
function wordFor(say: Say, name: string, said: string): string {
  if (name === 'talk') return talkWords(say)[said as Talk] ?? said;
  return ['danger', 'child', 'held'].includes(name) ? (saidWords(say)[said as DangerSaid] ?? said) : said;
}

const kib = (size: number): number => Math.max(1, Math.round(size / 1024));

export function sheetView(say: Say, sheet: Sheet): Html {
  const beside = Object.entries(sheet.said).filter(([, said]) => said !== '');
  return html`${when(sheet.claims, () => html`<p class="govuk-body">${say('line.claims', 'It says it is from:')} <bdi>${sheet.claims}</bdi>. <strong>${say('line.claims.never', 'Anybody can write any name there.')}</strong> ${sheet.relaySays ? say('line.relay', 'Our mail relay found: {found}', { found: sheet.relaySays }) : say('line.relay.none', 'Nothing checked it.')}</p>`)}
${sheet.left.map((code) => html`<p class="govuk-body"><strong>${leftWords(say)[code] ?? ''}</strong></p>`)}
<div class="nrm-said" dir="auto">${insetText({ html: html`<p class="govuk-body nrm-said" dir="auto">${sheet.words}</p>` })}</div>
${when(beside.length > 0, () => html`<dl class="govuk-summary-list">${beside.map(([name, said]) => html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${besideWords(say)[name] ?? name}</dt><dd class="govuk-summary-list__value" dir="auto">${wordFor(say, name, said)}</dd></div>`)}</dl>`)}
${when(sheet.files.length > 0, () => html`<h3 class="govuk-heading-s">${say('line.files', 'Files, kept apart and sealed')}</h3><p class="govuk-body-s">${say('line.files.why', 'No copy is made and none is shown. A picture that may be unlawful is handed over by the police’s own way: write that down under “Pass it on”.')}</p><ul class="govuk-list govuk-list--bullet">${sheet.files.map(({ name, type, size }) => html`<li><bdi>${name}</bdi> · ${type} · ${kib(size)} KiB</li>`)}</ul>`)}`;
}

export function saidView(say: Say, one: Said, original: string | undefined): Html {
  const whose = one.by === 'team' ? say('line.said.team', 'We answered') : say('line.said.reporter', 'What came');
  const words = one.sheet ? sheetView(say, one.sheet) : messageView(say, one);
  return html`<section><h2 class="govuk-heading-m">${whose}</h2>${words}${when(original, () => details({ summaryText: say('line.original', 'The original beside it'), html: html`<pre class="nrm-original" tabindex="0">${original ?? ''}</pre>` }))}</section>`;
}
