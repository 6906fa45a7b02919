// The words for who wants to be referred: what it means and that it is their choice, before the first question; and where it stands, under their number.
import type { Say } from '#base/words.ts';
import { button, checkboxes, insetText, radios } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, type Ask } from '#kit/web/page.ts';
import { writePath } from '#kit/web/plain.ts';
import type { Law } from '#law/law.ts';
import { openAsk, thinkUntil, type Asks, type Thinking } from '#journey/ask.ts';
import type { ReceiptCode } from '#rooms/signal/code.ts';
import {
  anyLanguage,
  askTitle,
  box,
  files,
  keeps,
  lead,
  problem,
  sealing,
  spokenMarks,
  writeTitle,
  wrongSummary,
  type Typed,
} from '#rooms/signal/write-view-pages.ts';
import type { Band } from './waits.ts';

/** What is said before the first question, as far as it can be known. */
export type Before = { readonly law: Law; readonly band: Band; readonly think: Thinking };

const p = (text: string): Html => html`<p class="govuk-body">${text}</p>`;

function waitText(say: Say, band: Band): string {
  switch (band) {
    case '2-days':
      return say('meet.wait-2-days', 'Most people wait up to two days until a group says yes.');
    case 'week':
      return say('meet.wait-week', 'Most people wait up to a week until a group says yes.');
    case '2-weeks':
      return say('meet.wait-2-weeks', 'Most people wait up to two weeks until a group says yes.');
    case 'longer':
      return say('meet.wait-longer', 'Most people wait more than two weeks until a group says yes.');
    case 'not-known':
      return say('meet.wait-not-known', 'We do not know yet how long you wait until a group says yes.');
  }
}

/** The number of days stands there only where somebody has confirmed it. */
const daysText = (say: Say, { days, open }: Thinking): string =>
  open
    ? say('meet.days-some', 'When a group has said yes, you have time to think. You can ask for more. You can also say that you do not want to wait.')
    : say('meet.days', 'When a group has said yes, you have {days} days to think. You can ask for more. You can also say that you do not want to wait.', {
        days,
      });

const advice = (say: Say): Html =>
  html`<p class="govuk-body">${say('meet.advice', 'You can talk to someone first. They do not work for us or for the state. It is free.')} <a class="govuk-link" href="/phone">${say('open.phone', 'Phone numbers')}</a></p>`;

export function askView(ask: Ask, { law, band, think }: Before, typed: Typed): Html {
  const { say } = ask;
  const said = (id: string): string => typed.answers?.[id] ?? '';
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  const seal = { attributes: { 'data-seal': '' } };
  const any = { value: 'any', text: say('meet.any', 'I do not mind') };
  const missing = typed.wrong?.box === 'asks-for' ? { errorMessage: { text: typed.wrong.text, visuallyHiddenText: problem(say) } } : {};
  const text = (id: string, label: string, rows: number, hint?: string): Html =>
    box(say, { id, label: () => label, rows, ...(hint ? { hint: () => hint } : {}) }, said(id), typed.wrong?.box === id ? typed.wrong : undefined);
  return html`${wrongSummary(say, typed.wrong, typed.wrong?.box ?? 'asks-for')}${lead(say, law, askTitle(say))}
${p(say('meet.what', 'The state can help people who are made to work, kept in or hurt for money. This help is called the NRM.'))}
${p(say('meet.who', 'You cannot send your name in by yourself. A group that may do it must do it with you. We look for one that is near you and has time.'))}
${p(say('meet.choice', 'If you are 18 or more, it is your choice. You can say no at each step.'))}
${p(say('meet.child', 'If you are under 18, you do not have to say yes or no. We must tell people whose job it is to keep children safe.'))}
${advice(say)}${p(waitText(say, band))}${p(daysText(say, think))}${keeps(say)}
<p class="govuk-body">${say('write.optional', 'You can skip any question.')} ${anyLanguage(say)}</p>
<form method="post" action="${writePath}/ask" enctype="multipart/form-data" autocomplete="off" novalidate data-write data-recipient="${typed.recipient}" data-form="ask"${spokenMarks(ask)}>${csrf(ask)}<input type="hidden" name="to" value="${typed.recipient}"><input type="hidden" name="once" value="${typed.once}">
<div data-needed="${neededText(say)}">${radios({
    name: 'asks-for',
    idPrefix: 'asks-for',
    value: said('asks-for'),
    fieldset: legend(say('meet.for', 'Who needs this help?')),
    ...missing,
    items: [
      { value: 'me', text: say('meet.for-me', 'I do'), ...seal },
      {
        value: 'other',
        text: say('meet.for-other', 'Someone else. I ask for them.'),
        hint: { text: say('meet.for-other-hint', 'Perhaps you are their nurse, teacher, lawyer or friend. Ask them first if you can.') },
        ...seal,
      },
    ],
  })}</div>
${radios({
  name: 'danger',
  idPrefix: 'danger',
  value: typed.danger ?? '',
  fieldset: legend(say('write.danger', 'Is someone in danger now?')),
  items: [
    { value: 'yes', text: say('write.yes', 'Yes') },
    { value: 'no', text: say('write.no', 'No') },
    { value: 'not-known', text: say('write.not-known', 'I do not know') },
  ],
})}
${text('place', say('meet.place', 'Which town are you in, or are they in?'), 2)}
${text('language', say('meet.language', 'Which language is best to speak in?'), 1)}
${radios({
  name: 'gender',
  idPrefix: 'gender',
  value: said('gender'),
  fieldset: legend(say('meet.gender', 'Who should meet you, or them?')),
  items: [
    { value: 'woman', text: say('meet.woman', 'A woman'), ...seal },
    { value: 'man', text: say('meet.man', 'A man'), ...seal },
    { ...any, ...seal },
  ],
})}
${radios({
  name: 'age',
  idPrefix: 'age',
  value: said('age'),
  fieldset: legend(say('meet.age', 'How old are you, or are they?')),
  items: [
    { value: 'child', text: say('meet.under-18', 'Under 18'), ...seal },
    { value: 'adult', text: say('meet.over-18', '18 or more'), ...seal },
    { value: 'not-known', text: say('write.not-known', 'I do not know'), ...seal },
  ],
})}
${checkboxes({ name: 'not', idPrefix: 'not', fieldset: legend(say('meet.not', 'Is there a group that you do not want?')), items: notItems(say, said('not').split(','), seal) })}
${text('reach', say('write.reach', 'Is there a safe way to reach you?'), 3, say('meet.reach-hint', 'If you write a number, say when it is safe and who else may see it.'))}
${text('person', say('meet.words', 'Is there more that we should know?'), 4)}
${radios({
  name: 'known',
  idPrefix: 'known',
  value: typed.known ?? '',
  fieldset: legend(say('meet.tell', 'May we tell one group what you wrote here?')),
  items: [
    { value: 'first-responder', text: say('meet.tell-yes', 'Yes, tell one that can help') },
    { value: 'helpline', text: say('meet.tell-no', 'No, ask me first') },
  ],
})}
${files(say)}${sealing(say)}${button({ text: say('write.send', 'Send'), preventDoubleClick: true })}</form>`;
}

export const neededText = (say: Say): string => say('meet.needed', 'Choose who needs this help.');

const notItems = (say: Say, chosen: readonly string[], seal: { readonly attributes: Readonly<Record<string, string>> }) =>
  (
    [
      ['police', say('meet.not-police', 'The police')],
      ['local-authority', say('meet.not-council', 'The council')],
      ['immigration', say('meet.not-immigration', 'People who check who may stay in this country')],
      ['ngo', say('meet.not-charity', 'Charities')],
    ] as const
  ).map(([value, text]) => ({ value, text, checked: chosen.includes(value), ...seal }));

export type Steps = { readonly code: ReceiptCode; readonly asking: Asks; readonly think: Thinking; readonly nameOf: (responder: string) => string };

/** Where it stands. The same for a number with nothing to say and for one that is nobody's, letter by letter. */
export function stepsView(ask: Ask, { code, asking, think, nameOf }: Steps): Html {
  const { say } = ask;
  const { chosen } = asking;
  const open = openAsk(asking);
  const last = asking.asks.at(-1);
  return html`<h1 class="govuk-heading-l">${writeTitle(say)}</h1>
${
  last
    ? insetText({ html: html`${steps(ask, { asking, think, nameOf })}` })
    : html`<p class="govuk-body">${say('meet.none', 'We have not asked a group yet. Look again tomorrow.')}</p>`
}${advice(say)}${when(open?.state === 'accepted' && chosen?.choice !== 'yes', () => choiceForm(ask, code))}
<form method="post" action="${writePath}/back" autocomplete="off" novalidate>${csrf(ask)}<input type="hidden" name="number" value="${code}">${button({ text: say('write.back', 'Read our answer'), classes: 'govuk-button--secondary' })}</form>`;
}

function steps(ask: Ask, { asking, think, nameOf }: Omit<Steps, 'code'>): Html {
  const { say, lang } = ask;
  const { chosen } = asking;
  const last = asking.asks.at(-1);
  if (!last) return html``;
  const name = nameOf(last.responder);
  const until = last.state === 'accepted' && last.ground !== 'child' && last.ground !== 'life-at-risk' ? thinkUntil(last, chosen, think.days) : null;
  const said = {
    asked: say('meet.step-asked', 'We have asked a group: {name}. They have not answered yet.', { name }),
    accepted: say('meet.step-yes', 'A group said yes: {name}.', { name }),
    declined: say('meet.step-no', 'A group could not take this. We are asking the next one.'),
    ended: say('meet.step-ended', 'We are not asking a group now.'),
    begun: say('meet.step-begun', 'The group {name} has begun. They go through it with you.', { name }),
  }[last.state];
  return html`<p>${said}</p>${when(chosen?.choice === 'no', () => html`<p>${say('meet.said-no', 'You said no. You can write to us when you want to change this.')}</p>`)}${when(
    last.state === 'accepted' && chosen?.choice === 'yes',
    () => html`<p>${say('meet.said-yes', 'You said yes. They go through it with you now.')}</p>`,
  )}${when(
    until && chosen?.choice !== 'no' && !chosen?.atOnce && !think.open,
    () => html`<p>${say('meet.until', 'You can think until {day}. Nothing is sent before that.', { day: longDay(until ?? ask.today, lang) })}</p>`,
  )}`;
}

/** Nothing is preselected, and leaving it is no answer. */
function choiceForm(ask: Ask, code: ReceiptCode): Html {
  const { say } = ask;
  return html`<form method="post" action="${writePath}/ask/choose" autocomplete="off" novalidate>${csrf(ask)}<input type="hidden" name="number" value="${code}">
${radios({
  name: 'choice',
  idPrefix: 'choice',
  fieldset: { legend: { text: say('meet.choose', 'What do you want?'), classes: 'govuk-fieldset__legend--s' } },
  items: [
    { value: 'yes', text: say('meet.choose-yes', 'Yes, send my name in when my time to think is over') },
    { value: 'yes-now', text: say('meet.choose-now', 'Yes, and I do not want to wait') },
    { value: 'more-days', text: say('meet.choose-more', 'I need more days') },
    { value: 'no', text: say('meet.choose-no', 'No') },
  ],
})}${button({ text: say('write.send', 'Send'), preventDoubleClick: true })}</form>`;
}
