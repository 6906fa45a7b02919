// The page on which a signal is answered, counted and closed: the words as they came, and each form with its mistakes beside its fields.
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { whyHeld } from '#journey/contact-words.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Signal } from '#journey/signal.ts';
import { ages, certainties, closings, kinds, peoples, places, settings, type Choices } from '#journey/signal-coding.ts';
import { button, checkboxes, select, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { csrf, field, fieldList, type Staff } from '#kit/web/page.ts';
import { phrases } from '#rooms/signal/questions.ts';
import type { Opened } from './opened.ts';
import { reachBox } from './reach-pages.ts';
import { heading, summary, type Wrong } from './room.ts';
import { saidView } from './sheet-view.ts';

/** A page that is shown once more: what is wrong beside which field, why it was refused, what was typed. */
export type Again = { readonly wrong?: Wrong; readonly refused?: Refused; readonly typed?: Staff['body'] };
type Form = { readonly at: string; readonly wrong: Wrong; readonly typed: Staff['body'] };

export function answerView(ask: Staff, opened: Opened, { wrong = {}, refused, typed = {} }: Again): Html {
  const { say } = ask;
  const { line, state, said } = opened;
  const form: Form = { at: `/helpline/desk/${line.reference}/answer`, wrong, typed };
  return html`${summary(say, wrong)}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}${heading(say('line.next', 'Answer, count and close'))}
<p class="govuk-body"><span class="nrm-reference">${line.reference}</span>${when(state.closed, () => html` · ${closedWord(say, state)}`)}</p>
${said.map((one) => html`${saidView(say, one, undefined)}${when(state.untranslated.includes(one.number), () => html`<p class="govuk-body"><strong>${say('signals.untranslated', 'Message {number} waits for a translator.', { number: one.number })}</strong></p>`)}`)}
${replyForm(ask, opened, form)}${codeForm(ask, state, form)}${closeForm(ask, state, form)}`;
}

export const closedWord = (say: Say, { closed }: Signal): string =>
  say('signals.is-closed', 'Closed: {why}', { why: closings[closed?.why ?? '']?.(say) ?? '' });

const picks = (say: Say, of: Choices): { value: string; text: string }[] => Object.entries(of).map(([value, words]) => ({ value, text: words(say) }));
const message = ({ wrong }: Form, name: string) => (wrong[name] ? { errorMessage: { text: wrong[name] } } : {});
const framed = (ask: Staff, { at }: Form, what: string, inner: Html, text: string): Html =>
  html`<form method="post" action="${at}" novalidate>${csrf(ask)}${inner}${button({ text, name: 'do', value: what, preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;

function codeForm(ask: Staff, { coded }: Signal, form: Form): Html {
  const { say } = ask;
  const again = field(form.typed, 'do') === 'code';
  const choose = (id: string, label: string, of: Choices, value: string): Html =>
    select({ id, name: id, value: again ? field(form.typed, id) : value, label: { text: label }, items: picks(say, of) });
  return html`<h2 class="govuk-heading-m">${say('signals.code', 'For the figures')}</h2>${framed(
    ask,
    form,
    'code',
    html`${checkboxes({
      name: 'kinds',
      idPrefix: 'kinds',
      values: again ? fieldList(form.typed, 'kinds') : [...(coded?.kinds ?? [])],
      fieldset: { legend: { text: say('signals.kinds', 'What may it be?'), classes: 'govuk-fieldset__legend--s' } },
      items: picks(say, kinds),
      ...message(form, 'kinds'),
    })}${choose('setting', say('signals.setting', 'Where it happens'), settings, coded?.setting ?? 'not-known')}${choose('place', say('signals.place', 'Part of the country'), places, coded?.place ?? 'not-known')}${choose('people', say('signals.people', 'How many may be hurt'), peoples, coded?.people ?? 'not-known')}${choose('age', say('signals.age', 'Adults or children'), ages, coded?.age ?? 'not-known')}${choose('sure', say('signals.sure', 'How they know'), certainties, coded?.sure ?? 'not-known')}`,
    say('signals.do-code', 'Keep'),
  )}`;
}

function replyForm(ask: Staff, { line, state, said, reach }: Opened, form: Form): Html {
  const { say } = ask;
  const head = html`<h2 class="govuk-heading-m">${say('signals.reply', 'Answer')}</h2>${reachBox(ask, line.reference, reach)}`;
  const { gate, answer } = reach;
  if (!answer.open) {
    const why = gate.open || gate.why !== answer.why ? whyHeld(say, answer.why) : '';
    return html`${head}<p class="govuk-body">${say('signals.no-reply', 'No answer can be left for them.')} ${why}</p>`;
  }
  const wanted = [...said].reverse().find((one) => one.told)?.told?.wanted ?? 'en';
  const reads = field(form.typed, 'reads') || wanted;
  const items = openLanguages.map(({ code, name }) => ({ value: code, text: name }));
  const language = select({ id: 'reads', name: 'reads', value: reads, label: { text: say('signals.reads', 'They read') }, items });
  const [waits] = state.untranslated;
  return html`${head}
${framed(
  ask,
  form,
  'reply',
  html`${checkboxes({
    name: 'phrases',
    idPrefix: 'phrases',
    values: fieldList(form.typed, 'phrases'),
    fieldset: { legend: { text: say('signals.phrases', 'Checked sentences: shown in the language they read'), classes: 'govuk-fieldset__legend--s' } },
    items: picks(say, phrases),
    ...message(form, 'phrases'),
  })}${textarea({ id: 'words', name: 'words', value: field(form.typed, 'words'), rows: 4, label: { text: say('signals.own', 'Words of your own, in English') }, hint: { text: say('signals.own-hint', 'In another language they wait until a person has translated them. Write nothing that would harm them if somebody else read it.') } })}${language}`,
  say('signals.do-reply', 'Send the answer'),
)}${when(
    waits !== undefined,
    () =>
      html`<h3 class="govuk-heading-s">${say('signals.translate', 'Translate message {number}', { number: waits ?? 0 })}</h3>${framed(
        ask,
        form,
        'translate',
        html`<input type="hidden" name="message" value="${String(waits)}"><input type="hidden" name="reads" value="${wanted}">${textarea({ id: 'translation', name: 'translation', value: field(form.typed, 'translation'), rows: 4, label: { text: say('signals.translation', 'In their language, by a person') }, ...message(form, 'translation'), attributes: { dir: 'auto' } })}`,
        say('signals.do-translate', 'Send the translation'),
      )}`,
  )}`;
}

const closeForm = (ask: Staff, { closed }: Signal, form: Form): Html => {
  const { say } = ask;
  const items = [{ value: '', text: '' }, ...picks(say, closings)];
  return when(
    !closed,
    () =>
      html`<h2 class="govuk-heading-m">${say('signals.close', 'Close')}</h2>${framed(ask, form, 'close', select({ id: 'why', name: 'why', label: { text: say('signals.why', 'Why') }, value: field(form.typed, 'why'), items, ...message(form, 'why') }), say('signals.do-close', 'Close the report'))}`,
  );
};
