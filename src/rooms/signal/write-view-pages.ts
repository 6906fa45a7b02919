// The words of the pages on which anybody writes to the helpline: what is kept and what is not, before the first question.
import type { Say } from '#base/words.ts';
import { button, details, errorSummary, fileUpload, input, insetText, notificationBanner, panel, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, type Ask } from '#kit/web/page.ts';
import { writePath } from '#kit/web/plain.ts';
import { spaced, type ReceiptCode } from './code.ts';
import { asked, isPhrase, phrases, type Answered, type FormKind, type Question } from './questions.ts';

export type Typed = {
  readonly recipient: string;
  readonly once: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly danger?: string;
  readonly wrong?: string;
};

const urgent = (say: Say): Html =>
  warningText({ text: say('write.urgent', 'Is somebody in danger now? Ring 999.'), iconFallbackText: say('write.warning', 'Warning') });

/** What is kept and what is not, in the words of who asks. */
const keeps = (say: Say): Html =>
  html`<p class="govuk-body">${say('write.keeps', 'We keep what you write. We do not keep who you are, where you are, or which phone you use, unless you tell us.')}</p>`;

export function chooserView({ say }: Ask): Html {
  const link = (path: string, text: string): Html => html`<li><a class="govuk-link govuk-link--no-visited-state" href="${writePath}/${path}">${text}</a></li>`;
  return html`<h1 class="govuk-heading-l">${say('write.title', 'Write to us')}</h1>${urgent(say)}
<p class="govuk-body">${say('write.lead', 'Is somebody made to work, or kept, or hurt for money? Tell us. You do not need to be sure.')}</p>
<ul class="govuk-list nrm-write">${link('seen', asked.seen.title(say))}${link('me', asked.me.title(say))}${link('back', say('write.have-number', 'I wrote before and have a number'))}</ul>${keeps(say)}`;
}

const wrongSummary = (say: Say, wrong: string | undefined, href: string): Html =>
  when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href, text: wrong ?? '' }] }));

/** Said by the page itself where the browser seals; a script changes the sentence when it is ready to. */
const sealing = (say: Say): Html =>
  html`<p class="govuk-body" data-sealing data-there="${say('write.sealed-there', 'Your words are locked on this phone before they leave it. Only the helpline can open them.')}" data-working="${say('write.sealing', 'Locking and sending. Please wait.')}">${say('write.sealed-here', 'Your words are locked by our computer as soon as they arrive. Only the helpline can open them after that.')}</p>`;

const box = (say: Say, { id, label, hint, rows }: Question, value: string): Html =>
  textarea({
    id,
    name: id,
    value,
    rows,
    label: { text: label(say), classes: 'govuk-label--s' },
    ...(hint ? { hint: { text: hint(say) } } : {}),
    autocomplete: 'off',
    spellcheck: false,
    attributes: { 'data-seal': '' },
  });

const files = (say: Say): Html =>
  fileUpload({
    id: 'files',
    name: 'files',
    label: { text: say('write.files', 'Pictures or papers'), classes: 'govuk-label--s' },
    hint: {
      text: say(
        'write.files-hint',
        'Only what it is safe for you to send. Never make a picture of a child without clothes. We show our staff a copy without hidden facts such as where it was taken.',
      ),
    },
    attributes: { multiple: '', 'data-seal-files': '' },
  });

export function formView(ask: Ask, kind: FormKind, typed: Typed): Html {
  const { say } = ask;
  const { title, first, hard } = asked[kind];
  const of = (question: Question): Html => box(say, question, typed.answers?.[question.id] ?? '');
  const send = (): Html => button({ text: say('write.send', 'Send'), preventDoubleClick: true });
  return html`${wrongSummary(say, typed.wrong, `#${first[0]?.id ?? 'files'}`)}<h1 class="govuk-heading-l">${title(say)}</h1>${urgent(say)}
${
  kind === 'me'
    ? insetText({
        html: html`<p>${say('write.told-first', 'We tell the police or the council only if you choose it. There are two exceptions: if somebody may die, or if a child may be hurt.')}</p><p>${say('write.no-call', 'We do not ring you by ourselves. You say if and how.')}</p>`,
      })
    : html`<p class="govuk-body">${say('write.told-seen', 'We may tell the police or others what you saw. We do not know who you are, so we cannot tell them.')}</p>`
}${keeps(say)}<p class="govuk-body">${say('write.optional', 'You can leave out any question.')}</p>
<form method="post" action="${writePath}/${kind}" enctype="multipart/form-data" autocomplete="off" novalidate data-write data-recipient="${typed.recipient}" data-form="${kind}" data-lang="${ask.lang}">${csrf(ask)}<input type="hidden" name="once" value="${typed.once}">
${radios({
  name: 'danger',
  idPrefix: 'danger',
  value: typed.danger ?? '',
  fieldset: {
    legend: {
      text: kind === 'me' ? say('write.danger-me', 'Are you in danger right now?') : say('write.danger', 'Is somebody in danger right now?'),
      classes: 'govuk-fieldset__legend--s',
    },
  },
  items: [
    { value: 'yes', text: say('write.yes', 'Yes') },
    { value: 'no', text: say('write.no', 'No') },
    { value: 'not-known', text: say('write.not-known', 'I do not know') },
  ],
})}${first.map(of)}
${details({
  summaryText: say('write.pause', 'More questions. They may be hard.'),
  open: hard.some((one) => typed.answers?.[one.id]),
  html: html`<p class="govuk-body">${say('write.pause-why', 'Take a breath. You can stop here and press Send. Or answer one of these, or all, when you are ready. You can also come back another day.')}</p>${hard.map(of)}`,
})}${files(say)}${sealing(say)}${send()}</form>`;
}

export function receiptView({ say }: Ask, code: ReceiptCode, by: 'browser' | 'server', danger: string): Html {
  return html`${panel({ titleText: say('write.kept', 'We have it'), html: html`${say('write.number', 'Your number')}<br><strong dir="ltr" class="nrm-number">${spaced(code)}</strong>` })}
${when(danger === 'yes', () => urgent(say))}
<p class="govuk-body">${say('write.number-why', 'With this number you can read our answer, and tell us more. Write it down, or learn it. Nobody can find it for you again.')}</p>
<p class="govuk-body">${say('write.number-where', 'Come back to this site, choose “I wrote before and have a number”, and type it in. Look tomorrow.')}</p>
<p class="govuk-body">${by === 'browser' ? say('write.was-there', 'Your words were locked on this phone. Only the helpline can open them.') : say('write.was-here', 'Your words were locked by our computer when they arrived. Only the helpline can open them.')}</p>
<p class="govuk-body"><a class="govuk-link" href="${writePath}">${say('write.done', 'Done')}</a></p>`;
}

export function backView(ask: Ask): Html {
  const { say } = ask;
  return html`<h1 class="govuk-heading-l">${say('write.back', 'Read the answer')}</h1>
<form method="post" action="${writePath}/back" autocomplete="off" novalidate>${csrf(ask)}${input({
    id: 'number',
    name: 'number',
    label: { text: say('write.number', 'Your number'), classes: 'govuk-label--s' },
    hint: { text: say('write.number-hint', 'Twenty digits. Spaces do not matter.') },
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: false,
    classes: 'govuk-input--width-20',
  })}${button({ text: say('write.open', 'Open') })}</form>`;
}

export type Thread = {
  readonly code: ReceiptCode;
  readonly answers: readonly Answered[];
  readonly recipient: string;
  readonly once: string;
  readonly kept: boolean;
  readonly wrong?: string;
  readonly typed?: string;
};

/** The same for a number without an answer and for one that is nobody's, letter by letter. */
export function threadView(ask: Ask, { code, answers, recipient, once, kept, wrong, typed }: Thread): Html {
  const { say } = ask;
  return html`${wrongSummary(say, wrong, '#more')}${when(kept, () => notificationBanner({ titleText: say('write.kept-title', 'Kept'), text: say('write.kept-more', 'We have what you sent.'), type: 'success' }))}
<h1 class="govuk-heading-l">${say('write.answers', 'Answers')}</h1>
${
  answers.length === 0
    ? html`<p class="govuk-body">${say('write.no-answer', 'There is no answer yet. If you think there should be one, look at each digit of your number: {number}', { number: spaced(code) })}</p>`
    : answers.map((one) => answerView(ask, one))
}<p class="govuk-body">${say('write.own-words', 'What you wrote is not shown here, so that nobody else can read it.')}</p>
<h2 class="govuk-heading-m">${say('write.more-title', 'Tell us more')}</h2>
<form method="post" action="${writePath}/more" enctype="multipart/form-data" autocomplete="off" novalidate data-write data-recipient="${recipient}" data-form="more" data-lang="${ask.lang}">${csrf(ask)}<input type="hidden" name="once" value="${once}"><input type="hidden" name="number" value="${code}">
${box(say, { id: 'more', label: () => say('write.more', 'Your words'), rows: 5 }, typed ?? '')}${files(say)}${known(say)}${sealing(say)}${button({ text: say('write.send', 'Send'), preventDoubleClick: true })}</form>`;
}

function answerView({ say, lang }: Ask, one: Answered): Html {
  const { original } = one;
  return insetText({
    html: html`${one.phrases.filter(isPhrase).map((id) => html`<p>${phrases[id](say)}</p>`)}${when(one.words, () => html`<p class="nrm-said" lang="${one.language}" dir="auto">${one.words}</p>`)}${when(
      one.waits,
      () => html`<p>${say('write.waits', 'More of this answer is being put into your language by a person. Look again tomorrow.')}</p>`,
    )}${when(original, () => html`<p class="govuk-hint">${say('write.original', 'As it was first written:')} <span class="nrm-said" lang="en" dir="ltr">${original ?? ''}</span></p>`)}${when(
      one.words && one.language !== lang && !original,
      () => html`<p class="govuk-hint">${say('write.other-language', 'This was written in another language than the one you chose.')}</p>`,
    )}`,
  });
}

/** Nothing is preselected: leaving it as it is changes nothing. */
const known = (say: Say): Html =>
  details({
    summaryText: say('write.known', 'Who may know who you are?'),
    html: html`<p class="govuk-body">${say('write.known-why', 'You can stay unknown. If you want to be known, write your name above and choose who may have it. You can change your mind later.')}</p>${radios(
      {
        name: 'known',
        idPrefix: 'known',
        fieldset: { legend: { text: say('write.known-who', 'Who may know?'), classes: 'govuk-fieldset__legend--s' } },
        items: [
          { value: 'nobody', text: say('write.known-nobody', 'Nobody') },
          { value: 'helpline', text: say('write.known-helpline', 'The helpline alone') },
          { value: 'police', text: say('write.known-police', 'The helpline and the police') },
          { value: 'council', text: say('write.known-council', 'The helpline and the council') },
          { value: 'labour-inspectorate', text: say('write.known-labour', 'The helpline and the labour inspectors') },
          { value: 'all', text: say('write.known-all', 'Everybody who can help') },
        ],
      },
    )}`,
  });
