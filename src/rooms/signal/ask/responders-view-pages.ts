// What an adviser sees who looks for a first responder: what is wished, who fits and why, how long it takes, and what was asked before.
import { dayOf } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { openAsk, thinkUntil, type OneAsk, type Thinking } from '#journey/ask.ts';
import type { PassedGround, Signal } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { button, checkboxes, details, radios, select, tag, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { ruleLine } from '#kit/view/refused.ts';
import { csrf, field, type Staff } from '#kit/web/page.ts';
import type { LineRoom, Wrong } from '#rooms/signal/desk/room.ts';
import { groundWords } from '#rooms/signal/desk/words.ts';
import { isAgainst, type Candidate } from './match.ts';
import { areaChoices, notWanted, type Wish } from './wish.ts';
import { ageWords, bandWords, choiceWords, declineWords, genderWords, notWantedWords, reasonWords } from './words.ts';

export const askGrounds: readonly PassedGround[] = ['their-choice', 'life-at-risk', 'child'];
const small = 'govuk-radios--small';
const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });

export function wishForm(kit: Kit, ask: Staff, action: string, wish: Wish): Html {
  const { say } = ask;
  const anyone = { value: '', text: say('line.wish.any', 'Not known, or no matter') };
  const languages = kit.law.lists['languages']?.items.map(({ code, label }) => ({ value: code, text: label })) ?? [];
  return html`<h2 class="govuk-heading-m">${say('line.wish', 'What they wish')}</h2><form method="post" action="${action}" novalidate>${csrf(ask)}
${select({ id: 'area', name: 'area', value: wish.area ?? '', label: { text: say('line.wish.area', 'Area'), classes: 'govuk-label--s' }, hint: { text: say('line.wish.area-hint', 'A nation, a police area or a council area: the smallest that is known') }, items: [anyone, ...areaChoices(kit.law, ask.today).map(({ code, label }) => ({ value: code, text: areaText(say, code, label) }))] })}
${select({ id: 'language', name: 'language', value: wish.language ?? '', label: { text: say('line.wish.language', 'Language'), classes: 'govuk-label--s' }, items: [anyone, ...languages] })}
${radios({ name: 'gender', idPrefix: 'gender', value: wish.gender ?? '', classes: small, fieldset: legend(say('line.wish.gender', 'Wants to meet')), items: [...(['woman', 'man'] as const).map((value) => ({ value, text: genderWords(say)[value] })), anyone] })}
${radios({ name: 'age', idPrefix: 'age', value: wish.age ?? '', classes: small, fieldset: legend(say('line.wish.age', 'Age')), items: [...(['adult', 'child'] as const).map((value) => ({ value, text: ageWords(say)[value] })), anyone] })}
${checkboxes({ name: 'not', idPrefix: 'not', classes: 'govuk-checkboxes--small', fieldset: legend(say('line.wish.not', 'Does not want to meet')), items: notWanted.map((value) => ({ value, text: notWantedWords(say)[value], checked: wish.not.includes(value) })) })}
${button({ text: say('line.wish.keep', 'Keep, and look who fits'), classes: 'govuk-button--secondary', name: 'do', value: 'wish', preventDoubleClick: true })}</form>`;
}

/** Names of police areas and councils stand beside one another: each says which it is. */
function areaText(say: Say, code: string, label: string): string {
  if (code.startsWith('council:')) return say('line.area.council', '{name} (council)', { name: label });
  return code.startsWith('police:') ? say('line.area.police', '{name} (police area)', { name: label }) : label;
}

const reasonsOf = (say: Say, { reasons }: Candidate, only: (against: boolean) => boolean = () => true): string =>
  reasons
    .filter((one) => only(isAgainst(one)))
    .map((one) => reasonWords(say)[one])
    .join('. ');

export function candidatesForm(room: LineRoom, ask: Staff, action: string, all: readonly Candidate[], wrong: Wrong): Html {
  const { say, lang, body } = ask;
  const label = (code: string): string => room.responders.find((one) => one.code === code)?.label ?? code;
  const fitting = all.filter(({ fits }) => fits);
  const others = all.filter(({ fits }) => !fits);
  const message = (name: string) => (wrong[name] ? { errorMessage: { text: wrong[name] } } : {});
  const hint = (one: Candidate): string =>
    say('line.fit.hint', '{reasons}. Answers: {band}. Room for {free}. Until {day}.', {
      reasons: reasonsOf(say, one),
      band: bandWords(say)[one.band],
      free: one.free,
      day: longDay(one.until, lang),
    });
  return html`<h2 class="govuk-heading-m">${say('line.fit', 'Who fits')}</h2><p class="govuk-body">${say('line.fit.lead', 'Area first, then language, then who meets them, then age, then room. You choose. Four in five answers came within the time that stands beside each.')}</p>
${
  fitting.length === 0
    ? html`<p class="govuk-body">${say('line.fit.none', 'Nobody who has an offer here fits now.')}</p>`
    : html`<form method="post" action="${action}" novalidate>${csrf(ask)}
${radios({ name: 'responder', idPrefix: 'responder', value: field(body, 'responder'), fieldset: legend(say('line.fit.whom', 'Whom do you ask?')), ...message('responder'), items: fitting.map((one) => ({ value: one.organisation, text: label(one.organisation), hint: { text: hint(one) } })) })}
${radios({ name: 'ground', idPrefix: 'ground', value: field(body, 'ground'), classes: small, fieldset: legend(say('line.pass.ground', 'Why may they be told?')), ...message('ground'), items: askGrounds.map((one) => ({ value: one, text: groundWords(say)[one] })) })}
${textarea({ id: 'words', name: 'words', value: field(body, 'words'), rows: 6, label: { text: say('line.ask.words', 'What they need to know, and how to reach the person safely'), classes: 'govuk-label--s' }, hint: { text: say('line.ask.words.hint', 'They see it once they have said yes. The draft of the referral begins with it.') }, ...message('words'), attributes: { dir: 'auto' } })}
${button({ text: say('line.ask.do', 'Ask this organisation'), name: 'do', value: 'ask', preventDoubleClick: true })}</form>`
}
${when(others.length > 0, () =>
  details({
    summaryText: say('line.fit.others', 'Who does not fit, and why ({count})', { count: others.length }),
    html: html`<ul class="govuk-list govuk-list--bullet">${others.map((one) => html`<li><strong>${label(one.organisation)}</strong>: ${reasonsOf(say, one, (against) => against)}</li>`)}</ul>`,
  }),
)}`;
}

export const stateWords = (say: Say): Readonly<Record<OneAsk['state'], string>> => ({
  asked: say('line.ask.asked', 'Waits for an answer'),
  accepted: say('line.ask.accepted', 'Said yes'),
  declined: say('line.ask.declined', 'Said no'),
  ended: say('line.ask.ended', 'Ended'),
  begun: say('line.ask.begun', 'The referral has begun'),
});

/** Where the asks of one signal stand, and what the person chose. */
export function asksView(room: LineRoom, ask: Staff, action: string, signal: Signal, think: Thinking): Html {
  const { say, lang } = ask;
  const { asks, chosen } = signal.asking;
  const label = (code: string): string => room.responders.find((one) => one.code === code)?.label ?? code;
  const open = openAsk(signal.asking);
  const until = open && thinkUntil(open, chosen, think.days);
  return html`${when(
    asks.length > 0,
    () =>
      html`<h2 class="govuk-heading-m">${say('line.asks', 'Asked')}</h2><ul class="govuk-list">${asks.map(
        (one) =>
          html`<li>${tag({ text: stateWords(say)[one.state] })} <strong>${label(one.responder)}</strong>, ${longDay(dayOf(one.at, room.kit.law.zone), lang)}${one.why ? html`: ${declineWords(say)[one.why]}` : ''}</li>`,
      )}</ul>`,
  )}${when(chosen, () => html`<p class="govuk-body">${chosen ? `${choiceWords(say)[chosen.choice]} (${longDay(chosen.since, lang)})` : ''}</p>`)}${when(
    until && !chosen?.atOnce,
    () =>
      html`<p class="govuk-body">${say('line.asks.until', 'Their days to think end on {day}.', { day: longDay(until ?? ask.today, lang) })}</p>${ruleLine(ask, think.because)}`,
  )}${when(
    open,
    () =>
      html`<form method="post" action="${action}" novalidate>${csrf(ask)}<input type="hidden" name="asked" value="${open?.asked ?? 0}">${button({ text: say('line.ask.back', 'Take the ask back'), classes: 'govuk-button--secondary', name: 'do', value: 'back', preventDoubleClick: true })}</form>`,
  )}`;
}
