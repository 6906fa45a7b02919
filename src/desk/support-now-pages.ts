// The worker's view of a person: what must be done next, notes, what happened; its parts; and the person on one screen for who stands in.
import { addMinutes, dayOf } from '#base/day.ts';
import { nextFor, type NextKind } from '#journey/care-next.ts';
import { holds } from '#journey/payment-hold.ts';
import { supportStream } from '#journey/support.ts';
import { errorSummary, insetText, summaryList } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { timeline } from '#kit/view/moj.ts';
import { ruleText } from '#kit/view/refused.ts';
import { absent, page, type PageReply, type Reply, type Staff } from '#kit/web/page.ts';
import { careSteps } from '#rooms/support/steps.ts';
import { arrivedAt, padIn } from '#rooms/offline/store.ts';
import { handoverNote, isNote } from '#rooms/support/notes.ts';
import { dueView } from './entitlement-view.ts';
import { openCare, type Care } from './support-care.ts';
import { arrivedView, padView, timesWord } from './offline-pages.ts';
import { contactBox, isPart, recordTop, titleOfPart } from './support-frame.ts';
import { noteForm, notesList, type Wrong } from './support-notes.ts';
import { keptOf, partView, type View } from './support-part-views.ts';
import type { SupportRoom } from './support-print-pages.ts';
import { otherRecords } from './support-other.ts';
import type { OpenRecord } from './support-record.ts';
import { stepLinks } from './support-step-pages.ts';
import { nextWord, supportSentence, whenWord, type SupportTold } from './support-told.ts';

export const toldOf = ({ kit, people }: SupportRoom, ask: Staff): SupportTold => {
  const known = people(ask.actor.organisation);
  return {
    say: ask.say,
    lang: ask.lang,
    law: kit.law,
    name: (id) => known.find((one) => one.id === id)?.name ?? ask.say('chosen.somebody', 'Somebody at work'),
  };
};

const viewOf = (room: SupportRoom, ask: Staff, care: Care): View => ({ ask, care, told: toldOf(room, ask), law: room.kit.law });

export function nextList({ kit }: SupportRoom, ask: Staff, care: Pick<Care, 'state' | 'positive' | 'record'>, told: SupportTold): Html {
  const { say } = ask;
  const all = nextFor(care.state, { law: kit.law, now: ask.now, positiveFinal: care.positive });
  if (all.length === 0) return html`<p class="govuk-body">${say('care.next.none', 'Nothing waits.')}</p>`;
  return html`<ol class="govuk-list govuk-list--number govuk-list--spaced">${all.map((one) => {
    const { text, step } = nextWord(one, told);
    const at = `/support/${care.record.reference}`;
    const elsewhere: Partial<Record<NextKind, string>> = { danger: `${at}/part/danger`, replan: `${at}/place` };
    const href = step ? `${at}/step/${step}` : elsewhere[one.kind];
    const late = one.by !== null && one.by < ask.now && ['contact', 'urgent-need', 'replan'].includes(one.kind);
    return html`<li>${href ? html`<a class="govuk-link" href="${href}">${text}</a>` : text}${when(one.by && one.kind !== 'replan', () => html` · ${one.kind === 'missing' || one.kind === 'danger' || one.kind === 'bed' ? say('care.next.since', 'since {when}', { when: whenWord(told, one.by ?? ask.now) }) : whenWord(told, one.by ?? ask.now)}`)}${when(late, () => html` · <strong>${say('care.next.late', 'late')}</strong>`)}${when(one.because, () => html`<span class="nrm-law govuk-!-display-block">${one.because ? ruleText(ask, one.because) : ''}</span>`)}</li>`;
  })}</ol>`;
}

export async function recordNow(room: SupportRoom, ask: Staff, record: OpenRecord, wrong?: Wrong): Promise<PageReply> {
  const { kit } = room;
  const { say, lang } = ask;
  const care = await openCare(kit, ask, record);
  const told = toldOf(room, ask);
  const at = `/support/${record.reference}`;
  const { events, pad, arrived } = await kit.db.as(ask.actor, 'support', async (tx) => ({
    events: (await kit.ledger.load(tx, supportStream, record.file)).events,
    pad: await padIn(tx, record.file),
    arrived: await arrivedAt(tx, record.file),
  }));
  const happened = events
    .flatMap(({ event, day }) => {
      const title = supportSentence(event, told);
      return title ? [{ title, when: day, says: longDay(day, lang) }] : [];
    })
    .toReversed();
  const notes = care.all.filter((one) => isNote(one.question)).toReversed();
  const asked = record.cases.flatMap(({ state }) => state.decision.questions.filter((one) => one.to === 'support'));
  const mine = record.state.access.named.find((one) => one.person === ask.actor.person);
  const problem = wrong ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#words', text: wrong.text }] }) : nothing;
  return page(
    say('record.title', 'Support record'),
    html`${problem}${recordTop(ask, care, 'now')}${await otherRecords(kit, ask, record)}
<h2 class="govuk-heading-m">${say('care.next', 'What must be done next')}</h2>${nextList(room, ask, care, told)}
<h2 class="govuk-heading-m">${say('record.notes', 'Notes')}</h2>${noteForm(ask, record.reference, wrong)}
<p class="govuk-body-s">${say('record.wall', 'Nobody who decides reads these. One by one they pass to who decides, when the person says so and for as long as they say so.')}</p>
${padView(ask, record, pad)}${arrivedView(ask, record, arrived, told)}
${notesList(ask, record, notes, told, new Map(arrived.map((one) => [one.id, timesWord(say, told, one)])))}
${needsView(viewOf(room, ask, care))}
${heldNotice(ask, record)}${dueView(ask, { support: record.state, cases: record.cases.map((one) => one.state) }, kit.law, ask.today)}
<h2 class="govuk-heading-m">${say('care.do', 'Do something')}</h2>${stepLinks(
      ask,
      care,
      careSteps.filter((one) => one.part === 'now'),
    )}
<ul class="govuk-list govuk-list--spaced"><li><a class="govuk-link" href="${at}/brief">${say('care.brief', 'On one screen, for who stands in')}</a></li>
<li><a class="govuk-link" href="${at}/payments">${say('facts.title', 'Payments: what they rest on')}</a></li>
<li><a class="govuk-link" href="${at}/place">${say('place.title', 'A safe place')}</a></li>
<li><a class="govuk-link" href="${at}/do/grant">${say('decision.act.grant', 'The person lets somebody of their choice see the case')}</a></li>
<li><a class="govuk-link" href="${at}/do/revoke-grant">${say('decision.act.revoke', 'The person takes back what they let somebody see')}</a></li>
${when(record.cases.length > 0, () => html`<li><a class="govuk-link" href="${at}/status">${say('status.link', 'Status letter, to print: shows custody, court, housing, a doctor or a school where the person stands')}</a></li>`)}
${when(asked.length > 0, () => html`<li><a class="govuk-link" href="${at}/questions">${say('put.link', 'Questions put to you ({count} to answer)', { count: asked.filter((one) => !one.answered).length })}</a></li>`)}
<li><a class="govuk-link" href="${at}/door">${say('door.title', 'The person’s own door')}</a></li>
<li><a class="govuk-link" href="${at}/readers">${say('record.readers', 'Print for the person: who read their record, and what passes')}</a></li>
<li><a class="govuk-link" href="${at}/do/conflict">${say('decision.act.conflict', 'I know the person, or am bound to somebody in this case')}</a></li>
${when(care.state.ended, () => html`<li><a class="govuk-link" href="/begin?after=${record.reference}">${say('care.again', 'They need a place again: open support anew')}</a></li>`)}
<li>${say('record.named-until', 'You are named until {day}.', { day: mine ? longDay(dayOf(addMinutes(mine.ends, -1)), lang) : '–' })} <a class="govuk-link" href="${at}/do/leave">${say('record.leave', 'I no longer look after this person')}</a></li></ul>
<h2 class="govuk-heading-m">${say('care.happened', 'What happened')}</h2>${timeline(happened, 3)}`,
    { back: '/support', ...(wrong ? { status: 400 } : {}) },
  );
}

/** Whoever opens the record while payments are held is told to tell the person. */
function heldNotice({ say, lang, today }: Staff, { reference, state: { hold } }: OpenRecord): Html {
  if (!hold || !holds(hold, today)) return nothing;
  const text = say('record.hold', 'Payments are held until {day}. Tell the person today, if you have not yet.', { day: longDay(hold.until, lang) });
  return insetText({ html: html`<a class="govuk-link" href="/support/${reference}/payments">${text}</a>` });
}

function needsView(view: View): Html {
  const last = view.care.state.care.needs.at(-1);
  if (!last) return nothing;
  const kept = keptOf(view, last.id);
  return html`<h2 class="govuk-heading-m">${view.ask.say('care.needs', 'What they need')}</h2><p class="govuk-body-s">${longDay(last.on, view.ask.lang)}</p>${when(kept.length > 0, () => summaryList({ rows: kept.map(({ label, text }) => ({ key: { text: label }, value: { html: html`<span class="nrm-said">${text}</span>` } })) }))}`;
}

export async function recordPart(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const part = ask.params['part'];
  if (!isPart(part) || part === 'now') return absent;
  const care = await openCare(room.kit, ask, record);
  return page(
    titleOfPart(ask.say, part),
    html`${recordTop(ask, care, part)}${stepLinks(
      ask,
      care,
      careSteps.filter((one) => one.part === part),
    )}${partView(part, viewOf(room, ask, care))}`,
    { back: `/support/${record.reference}` },
  );
}

/** What somebody who stands in must know before they ring: nothing to leaf through. */
export async function brief(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say } = ask;
  const care = await openCare(room.kit, ask, record);
  const view = viewOf(room, ask, care);
  const { plans, needs } = care.state.care;
  const last = (what: string) => plans.findLast((one) => one.what === what)?.id;
  const rows = [needs.at(-1)?.id, last('safety'), last('plan')].flatMap((id) => (id ? keptOf(view, id) : []));
  const left = care.all.filter((one) => one.question.startsWith(handoverNote)).slice(-3);
  const title = say('care.brief.title', 'On one screen');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title} <span class="nrm-reference">${record.reference}</span></h1>${contactBox(ask, care)}
<h2 class="govuk-heading-m">${say('care.next', 'What must be done next')}</h2>${nextList(room, ask, care, view.told)}
${when(left.length > 0, () => html`<h2 class="govuk-heading-m">${say('note.handover', 'For the next shift')}</h2>${left.map((one) => html`<p class="govuk-body nrm-said">${String(one.value)}</p>`)}`)}
${when(rows.length > 0, () => summaryList({ rows: rows.map(({ label, text }) => ({ key: { text: label }, value: { html: html`<span class="nrm-said">${text}</span>` } })) }))}`,
    { back: `/support/${record.reference}` },
  );
}
