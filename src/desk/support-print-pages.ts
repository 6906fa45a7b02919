// A support record's notes, and what is printed of the record for the person: who read about them, what passes, whom they let see their case.
import { classesOver } from '#access/may.ts';
import { addMinutes, dayOf } from '#base/day.ts';
import type { ActsAs } from '#journey/access.ts';
import { holds } from '#journey/chosen.ts';
import { clear } from '#journey/safe-contact.ts';
import type { Kit } from '#kit/kit.ts';
import { history, type Stored } from '#kit/store/answers.ts';
import { summaryList } from '#kit/view/govuk.ts';
import { html } from '#kit/view/html.ts';
import { letter } from '#kit/view/letter.ts';
import { longDay } from '#kit/view/layout.ts';
import { page, type PageReply, type Staff } from '#kit/web/page.ts';
import { actsAsWord } from '#rooms/decision/people-lists.ts';
import type { Colleague } from '#rooms/decision/room-pages.ts';
import { classOfNote } from '#rooms/support/notes.ts';
import { readersTable } from './readers.ts';
import { openCare, type People } from './support-care.ts';
import type { OpenRecord } from './support-record.ts';
import { leaving } from './their-hands.ts';

export type Holders = () => readonly (Colleague & { readonly as: ActsAs })[];
export type SupportRoom = { readonly kit: Kit; readonly holders: Holders; readonly people: People; readonly organisation: (code: string) => string };

export async function notesOf({ kit }: SupportRoom, ask: Staff, record: OpenRecord): Promise<readonly Stored[]> {
  const classes = classesOver(ask.actor, 'support', ['supports'], 'read').filter((one) => one === 'narrative' || one === 'medical');
  const stored = await kit.db.as(ask.actor, 'support', (tx) => history(tx, record.file, classes));
  return stored.filter((one) => classOfNote(one.question) !== undefined).sort((one, other) => (one.recordedAt < other.recordedAt ? 1 : -1));
}

/** To which of the person's cases a note passes now. */
export const nowPassing = (record: OpenRecord, question: string) =>
  record.state.access.releases.filter((one) => one.question === question && !one.withdrawn && record.cases.some((of) => of.file === one.to));

/** For the person, on paper: who read about them, what passes, and whom they let see their case. */
export async function printForPerson(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<PageReply> {
  const { say, lang } = ask;
  const heading = say('readers.title', 'Who read this record');
  const files = [{ file: record.file, access: record.state.access }, ...record.cases.map(({ file, state }) => ({ file, access: state.access }))];
  const table = await readersTable(room.kit, ask, files, room.organisation);
  const notes = await notesOf(room, ask, record);
  const passing = notes.filter((one) => nowPassing(record, one.question).length > 0);
  const granted = record.cases.flatMap(({ state }) => state.access.grants.filter((one) => holds(one, ask.now)));
  const name = (id: string) => room.holders().find((one) => one.id === id)?.name ?? say('chosen.somebody', 'Somebody at work');
  const { contact } = await openCare(room.kit, ask, record);
  const body = html`<p class="govuk-body">${say('readers.lead', 'Each organisation that read something of you here, on which day, and why. Ask any of them what they read: they answer for it.')}</p>${table}
<h2 class="govuk-heading-m">${say('readers.passing', 'What you let pass to who decides')}</h2>
${passing.length > 0 ? html`<ul class="govuk-list govuk-list--bullet">${passing.map((one) => html`<li class="nrm-said">${String(one.value)}</li>`)}</ul>` : html`<p class="govuk-body">${say('readers.nothing', 'Nothing.')}</p>`}
<h2 class="govuk-heading-m">${say('readers.granted', 'Whom you let see your case')}</h2>
${granted.length > 0 ? summaryList({ rows: granted.map((one) => ({ key: { text: name(one.holder) }, value: { text: `${actsAsWord(say, one.as)}, ${say('granted.until', 'until {day}', { day: longDay(dayOf(addMinutes(one.ends, -1)), lang) })}` } })) }) : html`<p class="govuk-body">${say('readers.nobody', 'Nobody.')}</p>`}`;
  return page(
    heading,
    leaving(
      ask,
      clear(contact, ask.today, { kind: 'letter', at: 'later' }),
      letter({
        say,
        lang,
        practice: ask.practice,
        today: ask.today,
        on: ask.today,
        from: [room.organisation(ask.actor.organisation)],
        to: [],
        reference: record.reference,
        heading,
        body,
        signed: say('readers.signed', 'Your support worker'),
      }),
    ),
    { back: `/support/${record.reference}` },
  );
}
