// How a report looks to an adviser: danger and waiting first; the words as they came; what may be done, beside them.
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { whyHeld } from '#journey/contact-words.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { MayKnow, Signal } from '#journey/signal.ts';
import { button, checkboxes, insetText, notificationBanner, select, textarea, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import { reachBox } from './desk/reach-pages.ts';
import type { Reach } from './desk/reach.ts';
import { ages, certainties, closings, kinds, peoples, places, settings, type Choices } from '#journey/signal-coding.ts';
import { groundWords, passedWords } from './desk/words.ts';
import { filesView, type OpenFile } from './files-pages.ts';
import { messageView } from './message-view.ts';
import type { Message } from './message.ts';
import { phrases } from './questions.ts';
import type { Line } from './store.ts';

export type OpenSignal = {
  readonly line: Line;
  readonly state: Signal;
  readonly messages: readonly Message[];
  readonly files: readonly OpenFile[];
  readonly reach?: Reach;
};

export function signalView(ask: Staff, open: OpenSignal, refused?: Refused, typed = ''): Html {
  const { say } = ask;
  const { line, state } = open;
  const desk = `/helpline/desk/${line.reference}`;
  const at = `${desk}/answer`;
  const press = (what: string, text: string): Html =>
    html`<form method="post" action="${at}" novalidate>${csrf(ask)}${button({ text, name: 'do', value: what, preventDoubleClick: true })}</form>`;
  return html`${when(refused, () => notificationBanner({ titleText: say('signals.refused', 'Not done'), text: refusalIn(say, refused as Refused), role: 'alert' }))}
<h1 class="govuk-heading-l"><span class="govuk-caption-l">${say('signals.one', 'Report')}</span> ${line.reference}</h1>
${when(line.danger === 'yes', () => warningText({ text: say('signals.danger-now', 'Whoever wrote this says that somebody is in danger now.'), iconFallbackText: say('signals.warning', 'Warning') }))}
${when(state.closed, () => html`<p class="govuk-body">${say('signals.is-closed', 'Closed: {why}', { why: closings[state.closed?.why ?? '']?.(say) ?? '' })}</p>`)}
${when(
  state.waits,
  () =>
    html`<p class="govuk-body">${state.opened ? say('signals.new', 'Something new came and was not read yet.') : say('signals.unread', 'Nobody has read this yet.')}</p>${press('open', say('signals.do-open', 'Open and read'))}`,
)}
${when(state.opened, () => html`${messagesView(say, open)}${filesView(ask, open.files, state, desk)}${knownView(say, state)}${codeForm(ask, state, at)}${replyForm(ask, open, at, typed)}${passedView(ask, state, line)}${closeForm(ask, state, at)}`)}`;
}

function messagesView(say: Say, { messages, state }: OpenSignal): Html {
  return html`<h2 class="govuk-heading-m">${say('signals.words', 'What was written')}</h2>${messages.map((one) =>
    insetText({
      html: html`${messageView(say, one)}${when(state.untranslated.includes(one.number), () => html`<p class="govuk-body-s">${say('signals.untranslated', 'Message {number} waits for a translator.', { number: one.number })}</p>`)}`,
    }),
  )}`;
}

const knowWords = (say: Say): Readonly<Record<MayKnow, string>> => ({
  nobody: say('signals.known-nobody', 'They have not said that anybody may know who they are.'),
  helpline: say('signals.known-helpline', 'The helpline alone may know who they are.'),
  'named-body': say('signals.known-body', 'The helpline and one other may know who they are.'),
  all: say('signals.known-all', 'Everybody who can help may know who they are.'),
});

const bodies: Choices = {
  police: (say) => say('signals.body-police', 'The other: the police.'),
  council: (say) => say('signals.body-council', 'The other: the council.'),
  'labour-inspectorate': (say) => say('signals.body-labour', 'The other: labour inspectors.'),
};

const knownView = (say: Say, { mayKnow }: Signal): Html =>
  html`<p class="govuk-body"><strong>${knowWords(say)[mayKnow.to]}</strong> ${mayKnow.body ? bodies[mayKnow.body]?.(say) : ''}</p>`;

const picks = (say: Say, of: Choices): { value: string; text: string }[] => Object.entries(of).map(([value, words]) => ({ value, text: words(say) }));
const open = (ask: Staff, at: string, what: string, inner: Html, text: string): Html =>
  html`<form method="post" action="${at}" novalidate>${csrf(ask)}${inner}${button({ text, name: 'do', value: what, preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;

function codeForm(ask: Staff, { coded }: Signal, at: string): Html {
  const { say } = ask;
  const choose = (id: string, label: string, of: Choices, value: string): Html =>
    select({ id, name: id, value, label: { text: label }, items: picks(say, of) });
  return html`<h2 class="govuk-heading-m">${say('signals.code', 'For the figures')}</h2>${open(
    ask,
    at,
    'code',
    html`${checkboxes({
      name: 'kinds',
      idPrefix: 'kinds',
      values: [...(coded?.kinds ?? [])],
      fieldset: { legend: { text: say('signals.kinds', 'What may it be?'), classes: 'govuk-fieldset__legend--s' } },
      items: picks(say, kinds),
    })}${choose('setting', say('signals.setting', 'Where it happens'), settings, coded?.setting ?? 'not-known')}${choose('place', say('signals.place', 'Part of the country'), places, coded?.place ?? 'not-known')}${choose('people', say('signals.people', 'How many may be hurt'), peoples, coded?.people ?? 'not-known')}${choose('age', say('signals.age', 'Adults or children'), ages, coded?.age ?? 'not-known')}${choose('sure', say('signals.sure', 'How they know'), certainties, coded?.sure ?? 'not-known')}`,
    say('signals.do-code', 'Keep'),
  )}`;
}

function replyForm(ask: Staff, { line, state, messages, reach }: OpenSignal, at: string, typed: string): Html {
  const { say } = ask;
  const head = html`<h2 class="govuk-heading-m">${say('signals.reply', 'Answer')}</h2>${reach ? reachBox(ask, line.reference, reach) : ''}`;
  if (reach && !reach.answer.open)
    return html`${head}<p class="govuk-body">${say('signals.no-reply', 'No answer can be left for them.')} ${whyHeld(say, reach.answer.why)}</p>`;
  const reads = [...messages].reverse().find((one) => one.told)?.told?.wanted ?? 'en';
  const items = openLanguages.map(({ code, name }) => ({ value: code, text: name }));
  const language = select({ id: 'reads', name: 'reads', value: reads, label: { text: say('signals.reads', 'They read') }, items });
  const [waits] = state.untranslated;
  return html`${head}
${open(
  ask,
  at,
  'reply',
  html`${checkboxes({
    name: 'phrases',
    idPrefix: 'phrases',
    fieldset: { legend: { text: say('signals.phrases', 'Checked sentences: shown in the language they read'), classes: 'govuk-fieldset__legend--s' } },
    items: picks(say, phrases),
  })}${textarea({ id: 'words', name: 'words', value: typed, rows: 4, label: { text: say('signals.own', 'Words of your own, in English') }, hint: { text: say('signals.own-hint', 'In another language they wait until a person has translated them. Write nothing that would harm them if somebody else read it.') } })}${language}`,
  say('signals.do-reply', 'Send the answer'),
)}${when(
    waits !== undefined,
    () =>
      html`<h3 class="govuk-heading-s">${say('signals.translate', 'Translate message {number}', { number: waits ?? 0 })}</h3>${open(
        ask,
        at,
        'translate',
        html`<input type="hidden" name="message" value="${String(waits)}"><input type="hidden" name="reads" value="${reads}">${textarea({ id: 'translation', name: 'words', rows: 4, label: { text: say('signals.translation', 'In their language, by a person') } })}`,
        say('signals.do-translate', 'Send the translation'),
      )}`,
  )}`;
}

/** Passing on stands on the desk's own page of the signal, with what is passed. */
const passedView = ({ say }: Staff, { passedOn }: Signal, { reference }: Line): Html =>
  html`<h2 class="govuk-heading-m">${say('signals.pass', 'Passed on')}</h2>${when(passedOn.length > 0, () => html`<ul class="govuk-list govuk-list--bullet">${passedOn.map((one) => html`<li>${passedWords(say)[one.to]}: ${groundWords(say)[one.ground]}</li>`)}</ul>`)}
<p class="govuk-body"><a class="govuk-link" href="/helpline/desk/${reference}#pass">${say('signals.to-pass', 'Pass it on')}</a></p>`;

const closeForm = (ask: Staff, { closed }: Signal, at: string): Html => {
  const { say } = ask;
  return when(
    !closed,
    () =>
      html`<h2 class="govuk-heading-m">${say('signals.close', 'Close')}</h2>${open(ask, at, 'close', select({ id: 'why', name: 'why', label: { text: say('signals.why', 'Why') }, items: picks(say, closings) }), say('signals.do-close', 'Close the report'))}`,
  );
};
