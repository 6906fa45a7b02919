// What an organisation sees of one ask of a helpline: what is wished, whether it says yes, how long the person thinks, and the way to the draft.
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { mayBegin, openAsk, thinkUntil, type DeclineWhy, type Thinking } from '#journey/ask.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Signal } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { button, checkboxes, details, radios, summaryList, tag } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { ruleLine } from '#kit/view/refused.ts';
import { csrf, field, type Staff } from '#kit/web/page.ts';
import { toldFields } from '#rooms/signal/ask/told-fields-pages.ts';
import type { Asked, ToldOn } from '#rooms/signal/ask/store.ts';
import { wishRows } from '#rooms/signal/ask/wish-view.ts';
import { choiceWords, declineWords } from '#rooms/signal/ask/words.ts';

export type AskShown = Asked & { readonly signal: Signal; readonly told: ToldOn };
export type Wrong = { readonly number: number; readonly field: string; readonly text: string };

export const whys: readonly DeclineWhy[] = ['full', 'not-our-area', 'no-language', 'no-such-worker', 'not-this-age', 'know-them', 'other'];

type Around = { readonly kit: Kit; readonly ask: Staff; readonly think: Thinking; readonly wrong: Wrong | undefined };

export function askView(around: Around, one: AskShown): Html {
  const { kit, ask } = around;
  const { say } = ask;
  const rows = wishRows(kit, say, one.told.wish, ask.today);
  return html`<section class="govuk-!-margin-bottom-8" aria-labelledby="ask-${one.reference}-${one.number}"><h2 class="govuk-heading-m nrm-reference" id="ask-${one.reference}-${one.number}">${one.reference}</h2>
<p class="govuk-body">${tag({ text: one.state === 'asked' ? say('asked-to-refer.waits', 'Waits for your answer') : say('asked-to-refer.taken', 'You said yes'), classes: one.state === 'asked' ? 'govuk-tag--yellow' : 'govuk-tag--green' })} ${when(one.urgent, () => tag({ text: say('asked-to-refer.urgent', 'Urgent'), classes: 'govuk-tag--red' }))} ${say('asked-to-refer.since', 'Asked on {day}', { day: longDay(dayOf(one.at, kit.law.zone), ask.lang) })}</p>
${rows.length > 0 ? summaryList({ rows }) : html`<p class="govuk-body">${say('asked-to-refer.no-wish', 'Nothing was wished of who meets them.')}</p>`}
${one.state === 'asked' ? answerForms(around, one) : taken(around, one)}</section>`;
}

/** Where on the page a mistake is put right. */
export const fieldId = ({ number, field: name }: Wrong, reference: string): string =>
  name === 'why' || name === 'choice' ? `${name}-${number}-${reference}` : `told-${number}-${reference}-${name}`;

const hidden = ({ reference, number }: Asked): Html =>
  html`<input type="hidden" name="reference" value="${reference}"><input type="hidden" name="number" value="${number}">`;
const about = ({ reference }: Asked): Html => html`<span class="govuk-visually-hidden"> ${reference}</span>`;
const idOf = (one: Asked, name: string): string => `${name}-${one.number}-${one.reference}`;

function answerForms({ ask, wrong }: Around, one: AskShown): Html {
  const { say, body } = ask;
  const mine = wrong?.number === one.number && field(body, 'reference') === one.reference ? wrong : undefined;
  const why = idOf(one, 'why');
  return html`<form method="post" action="/referral/asked" novalidate>${csrf(ask)}${hidden(one)}${button({ html: html`${say('asked-to-refer.accept', 'Yes, we can take this')}${about(one)}`, name: 'do', value: 'accept', preventDoubleClick: true })}</form>
${details({
  summaryText: say('asked-to-refer.decline', 'We cannot take this'),
  open: mine !== undefined,
  html: html`<form method="post" action="/referral/asked" novalidate>${csrf(ask)}${hidden(one)}${radios({ name: 'why', idPrefix: why, value: mine ? field(body, 'why') : '', classes: 'govuk-radios--small', fieldset: { legend: { text: say('asked-to-refer.why', 'Why?'), classes: 'govuk-fieldset__legend--s' } }, ...(mine ? { errorMessage: { text: mine.text } } : {}), items: whys.map((value) => ({ value, text: declineWords(say)[value] })) })}${button({ html: html`${say('asked-to-refer.decline.do', 'Say no')}${about(one)}`, classes: 'govuk-button--secondary', name: 'do', value: 'decline', preventDoubleClick: true })}</form>`,
})}`;
}

/** What was told is shown to who said yes: they speak with the person before anything is sent. */
function taken(around: Around, one: AskShown): Html {
  const { ask, think } = around;
  const { say } = ask;
  const may = mayBegin(one.signal, one.number, { today: ask.today, think });
  const { why = '', 'where-now': where = '' } = one.told.answers;
  return html`<h3 class="govuk-heading-s">${say('asked-to-refer.told', 'What the helpline was told')}</h3><p class="govuk-body nrm-said" dir="auto">${why}</p>${when(where, () => html`<p class="govuk-body nrm-said" dir="auto">${where}</p>`)}
${thinking(around, one)}
${
  may === 'now'
    ? html`<form method="post" action="/referral/asked" novalidate>${csrf(ask)}${hidden(one)}${button({ html: html`${say('asked-to-refer.begin', 'Begin the referral')}${about(one)}`, name: 'do', value: 'draft', preventDoubleClick: true })}</form>`
    : notYet(ask, may)
}`;
}

const notYet = (ask: Staff, may: Refused): Html => html`<p class="govuk-body">${refusalIn(ask.say, may)}</p>${may.because.map((one) => ruleLine(ask, one))}`;

/** A child and a life at risk have nothing to think over here; whoever else does says so under their number, or to who meets them. */
function thinking({ ask, think, wrong }: Around, one: AskShown): Html {
  const { say, lang } = ask;
  if (one.urgent)
    return html`<p class="govuk-body">${say('asked-to-refer.no-days', 'A life at risk or a child: there are no days to wait for. An adult still says for themself whether they agree.')}</p>`;
  const ours = openAsk(one.signal.asking);
  const { chosen } = one.signal.asking;
  const until = ours && thinkUntil(ours, chosen, think.days);
  const mine = wrong?.number === one.number && field(ask.body, 'reference') === one.reference ? wrong : undefined;
  return html`<p class="govuk-body">${chosen ? chosenText(say, chosen.choice, longDay(chosen.since, lang)) : say('asked-to-refer.thinks', 'They have not said yet whether they want to be referred.')} ${when(until && !chosen?.atOnce, () => say('asked-to-refer.until', 'Their days to think end on {day}.', { day: longDay(until ?? ask.today, lang) }))} ${when(chosen?.choice === 'yes' && chosen.atOnce, () => say('asked-to-refer.at-once', 'They do not want to wait.'))}</p>
${details({
  summaryText: say('asked-to-refer.tell', 'They told us what they want'),
  open: mine !== undefined,
  html: html`<form method="post" action="/referral/asked" novalidate>${csrf(ask)}${hidden(one)}${choiceFields(ask, idOf(one, 'choice'), mine)}${toldFields(ask, idOf(one, 'told'), mine)}${button({ html: html`${say('asked-to-refer.tell.do', 'Write it down')}${about(one)}`, classes: 'govuk-button--secondary', name: 'do', value: 'choice', preventDoubleClick: true })}</form>`,
})}`;
}

const chosenText = (say: Say, choice: keyof ReturnType<typeof choiceWords>, day: string): string =>
  say('asked-to-refer.said', '{what} (said on {day}).', { what: choiceWords(say)[choice], day });

function choiceFields({ say, body }: Staff, id: string, wrong: Wrong | undefined): Html {
  const words = choiceWords(say);
  return html`${radios({ name: 'choice', idPrefix: id, value: wrong ? field(body, 'choice') : '', classes: 'govuk-radios--small', fieldset: { legend: { text: say('asked-to-refer.choice', 'What do they want?'), classes: 'govuk-fieldset__legend--s' } }, ...(wrong?.field === 'choice' ? { errorMessage: { text: wrong.text } } : {}), items: (['yes', 'more-days', 'no'] as const).map((value) => ({ value, text: words[value] })) })}
${checkboxes({ name: 'at-once', idPrefix: `${id}-at-once`, classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('asked-to-refer.choice.at-once', 'They do not want to wait for their days to think'), checked: wrong !== undefined && field(body, 'at-once') === 'yes' }] })}`;
}
