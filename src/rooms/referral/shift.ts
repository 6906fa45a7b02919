// The shift list: a team's unfinished referrals, those with danger first, and the alarm a supervisor acknowledges.
import type { Say } from '#base/words.ts';
import { badge } from '#kit/view/moj.ts';
import { button, input, table } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import { draftPath, missedSummary, nameOf, type Desk } from './desk.ts';
import { expiryOf } from './expiry.ts';
import type { Draft } from './store.ts';

/** The time of day where the law's zone is. */
export function clockTime(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(Date.parse(at));
}

/** A team's drafts; and those whose time is over but which the police must first have an image from. */
export type Shift = { readonly drafts: readonly Draft[]; readonly waiting: readonly Draft[] };

export function startPage(desk: Desk, ask: Staff, { drafts, waiting }: Shift, missed: { readonly label?: string } = {}): Html {
  const { say } = ask;
  const long = missed.label === undefined ? {} : { label: say('referral.new.label-missing', 'Shorten it to 60 characters or fewer') };
  return html`${missedSummary(say, long)}<h1 class="govuk-heading-xl">${say('referral.start.title', 'Refer a person')}</h1>
${alarm(desk, ask, drafts)}${forThePolice(ask, waiting)}
<p class="govuk-body-l">${say('referral.start.lead', 'A few short pages make somebody safe tonight. Everything else can be added later, by you or a colleague.')}</p>
<ul class="govuk-list govuk-list--bullet">
<li>${say('referral.start.know', 'Record what you already know. Do not interview the person again for this.')}</li>
<li>${say('referral.start.gaps', '“Not known”, “not asked” and “skip for now” are real answers.')}</li>
<li>${say('referral.start.saved', 'Every page is saved. Your team sees it and can go on where you stopped.')}</li>
</ul>
${newDraft(ask, missed.label)}
<p class="govuk-body"><a class="govuk-link" href="/referral/prompt-sheet">${say('referral.start.sheet', 'Print the question sheet, for where there is no computer')}</a></p>
${shiftList(desk, ask, drafts)}`;
}

function newDraft(ask: Staff, tooLong: string | undefined): Html {
  const { say } = ask;
  return html`<form method="post" action="/referral" novalidate>${csrf(ask)}
${input({
  id: 'label',
  name: 'label',
  label: { text: say('referral.new.label', 'A word your team will know it by'), classes: 'govuk-label--m' },
  hint: { text: say('referral.new.label-hint', 'For example “custody, cell 4”. No names. It is never sent. Leave it empty if there is no time.') },
  classes: 'govuk-input--width-20',
  autocomplete: 'off',
  ...(tooLong !== undefined ? { value: tooLong, errorMessage: { text: say('referral.new.label-missing', 'Shorten it to 60 characters or fewer') } } : {}),
})}
${button({ text: say('referral.new.start', 'Start'), isStartButton: true, preventDoubleClick: true })}</form>`;
}

/** Danger that nobody senior has seen yet, at the top of the supervisor's page until somebody says so. */
function alarm(desk: Desk, ask: Staff, drafts: readonly Draft[]): Html {
  const { say } = ask;
  const open = drafts.filter((draft) => draft.dangerSince && !draft.dangerSeenBy);
  if (ask.actor.role !== 'first-responder-supervisor' || open.length === 0) return html``;
  return html`<section class="govuk-error-summary" aria-labelledby="alarm"><h2 class="govuk-error-summary__title" id="alarm">${say('referral.alarm.title', 'Danger now, in a referral not sent yet')}</h2>
<div class="govuk-error-summary__body">${open.map(
    (draft) =>
      html`<form method="post" action="${draftPath(draft.file, '/seen')}" novalidate>${csrf(ask)}<p class="govuk-body"><a class="govuk-link" href="${draftPath(draft.file)}">${draft.label}</a> ${say(
        'referral.alarm.by',
        '· {name}, {time}',
        { name: nameOf(desk, draft.lastWriter), time: clockTime(draft.lastWritten, desk.kit.law.zone) },
      )}</p>${button({ text: say('referral.alarm.seen', 'I have seen this and am acting on it'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
  )}</div></section>`;
}

/** A draft that should be destroyed by now and cannot be, with the step that lets it go. */
function forThePolice({ say }: Staff, waiting: readonly Draft[]): Html {
  if (waiting.length === 0) return html``;
  return html`<div class="govuk-inset-text"><p class="govuk-body">${say('referral.waiting.lead', 'The time of these drafts is over, and an image in them is sealed away for the police. Ring the police; when they have it, record that, and the draft is destroyed.')}</p>
<ul class="govuk-list">${waiting.map((draft) => html`<li><a class="govuk-link" href="${draftPath(draft.file, '/evidence')}">${draft.label}</a></li>`)}</ul></div>`;
}

function shiftList(desk: Desk, ask: Staff, drafts: readonly Draft[]): Html {
  const { say } = ask;
  const title = html`<h2 class="govuk-heading-l">${say('referral.shift.title', 'Not sent yet: your team’s shift list')}</h2>`;
  if (drafts.length === 0) return html`${title}<p class="govuk-body">${say('referral.shift.none', 'Nothing is waiting.')}</p>`;
  const heads = {
    what: say('referral.shift.what', 'Referral'),
    who: say('referral.shift.who', 'Last written'),
    until: say('referral.shift.until', 'Kept until'),
  };
  return html`${title}${table({
    classes: 'nrm-stack',
    head: [{ text: heads.what }, { text: heads.who }, { text: heads.until }],
    rows: [...drafts].sort(byDanger).map((draft) => [
      { html: what(desk, ask, draft), attributes: { 'data-label': heads.what } },
      { html: who(desk, say, draft), attributes: { 'data-label': heads.who } },
      { html: until(desk, ask, draft), attributes: { 'data-label': heads.until } },
    ]),
  })}`;
}

const byDanger = (a: Draft, b: Draft): number => Number(b.dangerSince !== null) - Number(a.dangerSince !== null) || (a.lastWritten < b.lastWritten ? 1 : -1);

function what(desk: Desk, { say }: Staff, draft: Draft): Html {
  return join([
    html`<a class="govuk-link" href="${draftPath(draft.file)}">${draft.label}</a>`,
    when(draft.dangerSince, () => html` ${badge(say('referral.shift.danger', 'Danger now'), 'red')}`),
    when(
      draft.dangerSeenBy,
      () => html`<br><span class="govuk-hint">${say('referral.shift.seen', 'Seen by {name}', { name: nameOf(desk, draft.dangerSeenBy ?? '') })}</span>`,
    ),
    when(
      draft.handedTo,
      () => html`<br><span class="govuk-hint">${say('referral.shift.handed', 'Handed to {name}', { name: nameOf(desk, draft.handedTo ?? '') })}</span>`,
    ),
  ]);
}

function who(desk: Desk, say: Say, draft: Draft): Html {
  return html`${say('referral.shift.by', '{name}, {time}', { name: nameOf(desk, draft.lastWriter), time: clockTime(draft.lastWritten, desk.kit.law.zone) })}`;
}

function until(desk: Desk, ask: Staff, draft: Draft): Html {
  const expiry = expiryOf(desk.kit.law, draft.nation, draft.lastDay, ask.today);
  if (!expiry) return html``;
  const { say } = ask;
  const day = longDay(expiry.due.due, ask.lang);
  if (!expiry.warn) return html`${day}`;
  return html`<strong>${say('referral.shift.soon', '{day}: in {left} days it is destroyed. Write to it or send it.', { day, left: Math.max(0, expiry.left) })}</strong>`;
}
