// Between two shifts: what happened, who is at risk and what must happen before morning, signed by who gives it over and by who takes it.
import { randomUUID } from 'node:crypto';
import { addMinutes, timeOf } from '#base/day.ts';
import { nextFor, type NextKind } from '#journey/care-next.ts';
import { isMissing, openDangers } from '#journey/danger.ts';
import { isOpen } from '#journey/bed.ts';
import { no, refusalIn } from '#journey/refusals.ts';
import type { Refused } from '#base/outcome.ts';
import { supportStream } from '#journey/support.ts';
import { answersOfKind } from '#kit/store/answers.ts';
import { button } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { giveShift, handovers, takeShift, teamRecords } from '#rooms/support/tables.ts';
import { handoverNote } from '#rooms/support/notes.ts';
import type { DayRoom } from './day-pages.ts';
import { nextWord, supportSentence, whenWord, type SupportTold } from './support-told.ts';

const who = ['support-worker', 'support-manager'] as const;
/** The service's own rule: a shift looks back on so many minutes. */
const lookedBack = 12 * 60;
/** What cannot wait until the next day. */
const beforeMorning: readonly NextKind[] = ['danger', 'missing', 'bed', 'urgent-need', 'contact', 'appointment'];

export function handoverPages(room: DayRoom): Route[] {
  return [
    { method: 'GET', path: '/handover', who, why: 'What the next shift must know', act: (ask) => show(room, ask) },
    { method: 'POST', path: '/handover', who, why: 'Sign that the shift is given over', act: (ask) => give(room, ask) },
    { method: 'POST', path: '/handover/take', who, why: 'Sign that the shift is taken over', act: (ask) => take(room, ask) },
  ];
}

/** Codes and days of every record of the provider; words for the next shift only from records that the reader is named in. */
async function show({ kit, people }: DayRoom, ask: Staff, refused?: Refused): Promise<Reply> {
  const { say, lang, actor } = ask;
  const { law } = kit;
  const known = people(actor.organisation);
  const told: SupportTold = { say, lang, law, name: (id) => known.find((one) => one.id === id)?.name ?? say('chosen.somebody', 'Somebody at work') };
  const since = addMinutes(ask.now, -lookedBack);
  const morning = addMinutes(ask.now, lookedBack);
  const { rows, signed } = await kit.db.as(actor, 'support', async (tx) => {
    const found: [Html[], Html[], Html[]] = [[], [], []];
    for (const one of await teamRecords(tx, ask.now)) {
      const { state, events } = await kit.ledger.load(tx, supportStream, one.file);
      const happened = events.flatMap(({ event, recordedAt }) => (recordedAt >= since ? (supportSentence(event, told) ?? []) : []));
      const must = nextFor(state, { law, now: ask.now, positiveFinal: false }).filter(
        (next) => beforeMorning.includes(next.kind) && (!next.by || next.by < morning) && !(next.kind === 'appointment' && next.by && next.by < ask.now),
      );
      const risk = openDangers(state.care).length > 0 || isMissing(state.care) || isOpen(state.bed);
      const said = (await answersOfKind(tx, one.file, ['narrative'], [handoverNote])).filter((note) => note.recordedAt >= since);
      if (happened.length + must.length + said.length === 0 && !risk) continue;
      // Who is at risk comes first, then whoever needs something before morning; what only happened can be read last.
      found[risk ? 0 : must.length + said.length > 0 ? 1 : 2]
        .push(html`<section class="nrm-bed"><h2 class="govuk-heading-s"><span class="nrm-reference">${one.reference}</span> ${when(risk, () => badge(say('handover.risk', 'At risk'), 'red'))}</h2>
${when(must.length > 0, () => html`<p class="govuk-body"><strong>${say('handover.must', 'Before morning:')}</strong> ${must.map((next) => `${next.kind === 'appointment' && next.by ? `${timeOf(next.by, law.zone)} ` : ''}${nextWord(next, told).text}`).join('; ')}</p>`)}
${when(happened.length > 0, () => html`<p class="govuk-body govuk-!-margin-bottom-1">${say('handover.happened', 'Happened:')}</p><ul class="govuk-list govuk-list--bullet">${happened.map((one) => html`<li>${one}</li>`)}</ul>`)}
${said.map((note) => html`<p class="govuk-body nrm-said">${String(note.value)}</p>`)}</section>`);
    }
    return { rows: found.flat(), signed: await handovers(tx) };
  });
  const waiting = signed.find((one) => !one.taken);
  const title = say('handover.title', 'Hand the shift over');
  const press = (action: string, text: string, id = ''): Html =>
    html`<form method="post" action="${action}" novalidate>${csrf(ask)}<input type="hidden" name="id" value="${id}">${button({ text, preventDoubleClick: true })}</form>`;
  const sign = !waiting
    ? press('/handover', say('handover.give', 'I give the shift over'))
    : waiting.given === actor.person
      ? html`<p class="govuk-body">${say('handover.waits', 'You gave it over at {time}. A colleague signs that they take it.', { time: timeOf(waiting.at, law.zone) })}</p>`
      : html`<p class="govuk-body">${say('handover.given', '{name} gave it over at {time}.', { name: told.name(waiting.given), time: timeOf(waiting.at, law.zone) })}</p>${press('/handover/take', say('handover.take', 'I take the shift'), waiting.id)}`;
  const before = signed.filter((one) => one.taken);
  return page(
    title,
    html`${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : nothing}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('handover.lead', 'The last twelve hours, who is at risk, and what must happen before morning. What colleagues wrote for the next shift stands with the people you are named for.')}</p>
${rows.length === 0 ? html`<p class="govuk-body">${say('handover.quiet', 'Nothing to hand over.')}</p>` : rows}${sign}
${when(before.length > 0, () => html`<h2 class="govuk-heading-m">${say('handover.before', 'Signed before')}</h2><ul class="govuk-list">${before.map((one) => html`<li>${say('handover.signed', '{from} to {to}, {when}', { from: told.name(one.given), to: told.name(one.taken ?? ''), when: whenWord(told, one.takenAt ?? one.at) })}</li>`)}</ul>`)}`,
    refused ? { status: 409 } : {},
  );
}

async function give({ kit }: DayRoom, ask: Staff): Promise<Reply> {
  await kit.db.as(ask.actor, 'support', (tx) => giveShift(tx, randomUUID()));
  return to('/handover');
}

async function take(room: DayRoom, ask: Staff): Promise<Reply> {
  const taken = await room.kit.db.as(ask.actor, 'support', (tx) => takeShift(tx, field(ask.body, 'id')));
  return taken ? to('/handover') : show(room, ask, no('two-people-sign'));
}
