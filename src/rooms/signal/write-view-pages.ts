// The words of the pages on which anybody writes to the helpline: danger first, then what is kept and what is not, then the questions.
import type { Say } from '#base/words.ts';
import { button, details, errorSummary, fileUpload, input, insetText, panel, radios, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { numberLink } from '#kit/view/number-link.ts';
import { limits } from '#kit/web/body.ts';
import { csrf, type Ask } from '#kit/web/page.ts';
import { writePath } from '#kit/web/plain.ts';
import { emergency } from '#law/ring.ts';
import type { Law } from '#law/law.ts';
import { spaced, type ReceiptCode } from './code.ts';
import { asked, isPhrase, phrases, spokenOf, type Answered, type FormKind, type Question } from './questions.ts';

/** On every page the same word: the history of a phone says no more. */
export const writeTitle = (say: Say): string => say('write.title', 'Write to us');

/** Of the page where somebody asks the state for help itself. */
export const askTitle = (say: Say): string => say('write.ask-title', 'I want to ask the government for help, for me or for someone else');

export type Typed = {
  readonly recipient: string;
  readonly once: string;
  readonly answers?: Readonly<Record<string, string>>;
  readonly danger?: string;
  /** Who may know, where the form asks it. */
  readonly known?: string;
  readonly wrong?: Wrong;
};

/** What is wrong, and in which box; in the first one where it is of them all. */
export type Wrong = { readonly text: string; readonly box?: string };

const urgent = (say: Say, law: Law): Html => {
  const number = emergency(law);
  return html`<div class="nrm-danger"><p class="govuk-body">${say('write.urgent', 'Are you or is someone in danger now?')}</p>${when(number, () => html`<p class="govuk-body">${numberLink(say('open.ring', 'Ring {number}', { number: number ?? '' }), number ?? '')}</p>`)}</div>`;
};

/** What is kept and what is not, in the words of who asks. */
export const keeps = (say: Say): Html =>
  html`<p class="govuk-body">${say('write.keeps', 'We keep the words and pictures you send us. We do not keep who you are, where you are, or which phone you use, unless you tell us.')}</p>`;

export const lead = (say: Say, law: Law, title: string): Html => html`<h1 class="govuk-heading-l">${title}</h1>${urgent(say, law)}`;

export function closedView({ say }: Ask, law: Law): Html {
  return html`${lead(say, law, writeTitle(say))}<p class="govuk-body">${say('write.closed', 'No one can read what you write here now. Please ring one of these numbers.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/phone">${say('open.phone', 'Phone numbers')}</a></p>`;
}

export function chooserView({ say }: Ask, law: Law): Html {
  const link = (path: string, text: string): Html => html`<li><a class="govuk-link" href="${writePath}/${path}">${text}</a></li>`;
  return html`${lead(say, law, writeTitle(say))}
<p class="govuk-body">${say('write.lead', 'Is someone made to work? Are they kept in, or hurt for money? Tell us. You do not have to be sure.')}</p>
<ul class="nrm-doors">${link('seen', asked.seen.title(say))}${link('me', asked.me.title(say))}${link('ask', askTitle(say))}${link('back', say('write.have-number', 'I wrote before and have a number'))}</ul>${keeps(say)}`;
}

export const problem = (say: Say): string => say('write.problem', 'There is a problem');

export const wrongSummary = (say: Say, wrong: Wrong | undefined, box: string): Html =>
  when(wrong, () => errorSummary({ titleText: problem(say), errorList: [{ href: `#${box}`, text: wrong?.text ?? '' }] }));

/** Said by the page itself where the browser seals; a script changes the sentence when it is ready to. */
export const sealing = (say: Say): Html =>
  html`<p class="govuk-body" data-sealing data-there="${say('write.sealed-there', 'Your words are locked on this phone before you send them. Only the helpline can open them.')}" data-working="${say('write.sealing', 'Locking and sending. Please wait.')}">${say('write.sealed-here', 'Our computer locks your words as soon as they come. After that, only the helpline can open them.')}</p>`;

export const box = (say: Say, { id, label, hint, rows }: Question, value: string, wrong?: Wrong): Html =>
  textarea({
    id,
    name: id,
    value,
    rows,
    label: { text: label(say), classes: 'govuk-label--s' },
    ...(hint ? { hint: { text: hint(say) } } : {}),
    ...(wrong ? { errorMessage: { text: wrong.text, visuallyHiddenText: problem(say) } } : {}),
    autocomplete: 'off',
    spellcheck: false,
    attributes: { 'data-seal': '', dir: 'auto' },
  });

export const files = (say: Say): Html =>
  fileUpload({
    id: 'files',
    name: 'files',
    label: { text: say('write.files', 'Pictures or papers'), classes: 'govuk-label--s' },
    hint: {
      text: say(
        'write.files-hint',
        'Only send what is safe for you to send. Never take or send a picture of a child without clothes. Our staff see a copy without hidden facts, like where it was taken.',
      ),
    },
    attributes: {
      multiple: '',
      'data-seal-files': '',
      'data-most-files': limits.files,
      'data-many-files': say('errors.much-files', 'Up to 20 files can be sent at a time. Send 20 now and the rest after.'),
      'data-most-bytes': limits.file,
      'data-many-bytes': say('errors.much-file', 'One file is larger than 25 MB. Make it smaller or send it in parts. Then choose the files again.'),
    },
  });

/** For the script that seals. */
export function spokenMarks(ask: Ask): Html {
  const { language, wanted } = spokenOf(ask);
  return html` data-lang="${language}" data-wanted="${wanted}"`;
}

export const anyLanguage = (say: Say): string => say('write.any-language', 'You can write in any language.');

export function formView(ask: Ask, law: Law, kind: FormKind, typed: Typed): Html {
  const { say } = ask;
  const { title, first, hard } = asked[kind];
  const wrongAt = typed.wrong?.box ?? first[0]?.id ?? 'files';
  const of = (question: Question): Html => box(say, question, typed.answers?.[question.id] ?? '', question.id === wrongAt ? typed.wrong : undefined);
  return html`${wrongSummary(say, typed.wrong, wrongAt)}${lead(say, law, title(say))}
${
  kind === 'me'
    ? insetText({ html: html`<p>${phrases.choice(say)}</p><p>${say('write.no-call', 'We do not ring you unless you ask us to.')}</p>` })
    : html`<p class="govuk-body">${say('write.told-seen', 'We may tell the police or others what you saw. If you do not say who you are, we cannot tell them.')}</p>`
}${keeps(say)}<p class="govuk-body">${say('write.not-at-once', 'We may not read this at once.')} ${say('write.optional', 'You can skip any question.')} ${anyLanguage(say)}</p>
<form method="post" action="${writePath}/${kind}" enctype="multipart/form-data" autocomplete="off" novalidate data-write data-recipient="${typed.recipient}" data-form="${kind}"${spokenMarks(ask)}>${csrf(ask)}<input type="hidden" name="to" value="${typed.recipient}"><input type="hidden" name="once" value="${typed.once}">
${radios({
  name: 'danger',
  idPrefix: 'danger',
  value: typed.danger ?? '',
  fieldset: {
    legend: {
      text: kind === 'me' ? say('write.danger-me', 'Are you in danger now?') : say('write.danger', 'Is someone in danger now?'),
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
  html: html`<p class="govuk-body">${say('write.pause-why', 'Take a breath. You can stop here and press Send. Or answer one more, or all of them. You can also come back another day.')}</p>${hard.map(of)}`,
})}${files(say)}${sealing(say)}${button({ text: say('write.send', 'Send'), preventDoubleClick: true })}</form>`;
}

const shownNumber = (code: ReceiptCode): Html => html`<strong dir="ltr" class="nrm-number">${spaced(code)}</strong>`;

export function receiptView({ say }: Ask, law: Law, code: ReceiptCode, by: 'browser' | 'server', danger: string): Html {
  const haveNumber = say('write.have-number', 'I wrote before and have a number');
  return html`${panel({ titleText: say('write.kept', 'We have it. Thank you.'), html: html`${say('write.number', 'Your number')}<br>${shownNumber(code)}` })}
${when(danger === 'yes', () => urgent(say, law))}
<p class="govuk-body">${say('write.number-why', 'With this number you can read our answer and tell us more. Write it down where it is safe, or learn it. No one can find it for you again.')}</p>
<p class="govuk-body">${say('write.number-where', 'Look for our answer tomorrow. Come back to this site, choose “{choice}” and type in your number.', { choice: haveNumber })}</p>
<p class="govuk-body">${by === 'browser' ? say('write.was-there', 'Your words were locked on this phone. Only the helpline can open them.') : say('write.was-here', 'Our computer locked your words when they came. Only the helpline can open them.')}</p>
<p class="govuk-body"><a class="govuk-link" href="${writePath}">${say('write.done', 'Done')}</a></p>`;
}

export function backView(ask: Ask): Html {
  const { say } = ask;
  return html`<h1 class="govuk-heading-l">${say('write.back', 'Read our answer')}</h1>
<form method="post" action="${writePath}/back" autocomplete="off" novalidate>${csrf(ask)}${input({
    id: 'number',
    name: 'number',
    label: { text: say('write.number', 'Your number'), classes: 'govuk-label--s' },
    hint: { text: say('write.number-hint', 'It has 20 digits. You can leave out the gaps.') },
    inputmode: 'numeric',
    autocomplete: 'off',
    spellcheck: false,
    classes: 'govuk-input--width-20',
    attributes: { dir: 'ltr' },
  })}${button({ text: say('write.open', 'Open') })}</form>`;
}

export type Thread = {
  readonly code: ReceiptCode;
  readonly answers: readonly Answered[];
  readonly recipient: string;
  readonly once: string;
  readonly kept: boolean;
  readonly wrong?: Wrong;
  readonly typed?: string;
};

/** The same for a number without an answer and for one that is nobody's, letter by letter. */
export function threadView(ask: Ask, { code, answers, recipient, once, kept, wrong, typed }: Thread): Html {
  const { say } = ask;
  return html`${wrongSummary(say, wrong, 'more')}${when(kept, () => panel({ titleText: say('write.kept', 'We have it. Thank you.'), headingLevel: 2 }))}
<h1 class="govuk-heading-l">${say('write.answers', 'Our answer')}</h1>
${
  answers.length === 0
    ? html`<p class="govuk-body">${say('write.no-answer', 'There is no answer yet. Did you think there would be one? Then check each digit of your number.')}</p><p class="govuk-body">${shownNumber(code)}</p>`
    : answers.map((one) => answerView(ask, one))
}<p class="govuk-body">${say('write.own-words', 'This page does not show what you wrote. So no one else can read it here.')}</p>
<form method="post" action="${writePath}/ask/next" autocomplete="off" novalidate>${csrf(ask)}<input type="hidden" name="number" value="${code}">${button({ text: askTitle(say), classes: 'govuk-button--secondary' })}</form>
<h2 class="govuk-heading-m">${say('write.more-title', 'Tell us more')}</h2>
<form method="post" action="${writePath}/more" enctype="multipart/form-data" autocomplete="off" novalidate data-write data-recipient="${recipient}" data-form="more"${spokenMarks(ask)}>${csrf(ask)}<input type="hidden" name="to" value="${recipient}"><input type="hidden" name="once" value="${once}"><input type="hidden" name="number" value="${code}">
${box(say, { id: 'more', label: () => say('write.more', 'Your words'), hint: anyLanguage, rows: 5 }, typed ?? '', wrong)}${files(say)}${known(say)}${sealing(say)}${button({ text: say('write.send', 'Send'), preventDoubleClick: true })}</form>`;
}

function answerView(ask: Ask, one: Answered): Html {
  const { say } = ask;
  const { original } = one;
  return insetText({
    html: html`${one.phrases.filter(isPhrase).map((id) => html`<p>${phrases[id](say)}</p>`)}${when(one.words, () => html`<p class="nrm-said" lang="${one.language}" dir="auto">${one.words}</p>`)}${when(
      one.waits,
      () => html`<p>${say('write.waits', 'Someone is putting more of this answer into your language. Look again tomorrow.')}</p>`,
    )}${when(original, () => html`<p class="govuk-hint">${say('write.original', 'This is what we first wrote:')} <span class="nrm-said" lang="en" dir="ltr">${original ?? ''}</span></p>`)}${when(
      one.words && one.language !== spokenOf(ask).wanted && !original,
      () => html`<p class="govuk-hint">${say('write.other-language', 'This is not in the language you chose.')}</p>`,
    )}`,
  });
}

/** Nothing is preselected: leaving it as it is changes nothing. */
function known(say: Say): Html {
  const who = say('write.known', 'Who may know who you are?');
  return details({
    summaryText: who,
    html: html`<p class="govuk-body">${say('write.known-why', 'We do not have to know who you are. If you want us to know, write your name in the box and choose who may see it. You can change this later. But we cannot take back what we have told.')}</p>${radios(
      {
        name: 'known',
        idPrefix: 'known',
        fieldset: { legend: { text: who, classes: 'govuk-visually-hidden' } },
        items: [
          { value: 'nobody', text: say('write.known-nobody', 'No one') },
          { value: 'helpline', text: say('write.known-helpline', 'Only the helpline') },
          { value: 'police', text: say('write.known-police', 'The helpline and the police') },
          { value: 'council', text: say('write.known-council', 'The helpline and the council') },
          { value: 'labour-inspectorate', text: say('write.known-labour', 'The helpline and the people who check work places') },
          { value: 'all', text: say('write.known-all', 'Everyone who can help') },
        ],
      },
    )}`,
  });
}
