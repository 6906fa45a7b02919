// Notes written without a connection: an empty page that any phone may keep, pads for records, and what comes in when there is a connection again.
import { randomInt, randomUUID } from 'node:crypto';
import type { Say } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { offlinePath } from '#kit/web/plain.ts';
import { absent, csrf, field, page, to, type Ask, type OpenRoute, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { button, insetText } from '#kit/view/govuk.ts';
import { mostLetters, newHalves, openSealed, readSealed, type Sealed } from '#rooms/offline/sealed.ts';
import { endPads, keepArrived, keepPad, padFor, padsOf, takeArrived, type Arrived, type Pad, type PadFor } from '#rooms/offline/store.ts';
import { noteSorts } from '#rooms/support/notes.ts';
import { noteVersion, sortWords } from './support-notes.ts';
import { whenWord, type SupportTold } from './support-told.ts';
import { openRecord, type OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;

export function offlinePages(kit: Kit): Route[] {
  const own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record?.named ? then(ask, record) : absent;
  };
  const empty: OpenRoute = {
    method: 'GET',
    path: offlinePath,
    who: 'anyone',
    why: 'An empty page to write a note on without a connection: a phone may keep it, for it says nothing',
    act: (ask) => Promise.resolve(writingPage(ask)),
  };
  return [
    empty,
    { method: 'GET', path: '/offline/pads', who, why: 'The pads of the worker’s own records, for their phone', act: (ask) => pads(kit, ask) },
    { method: 'POST', path: '/offline/notes', who, why: 'A sealed note arrives from a phone', act: (ask) => arrives(kit, ask) },
    {
      method: 'POST',
      path: '/support/:reference/offline',
      who,
      why: 'Begin or end notes without a connection',
      act: own((ask, record) => pad(kit, ask, record)),
    },
    {
      method: 'POST',
      path: '/support/:reference/arrived',
      who,
      why: 'File a note that arrived from a phone',
      act: own((ask, record) => file(kit, ask, record)),
    },
  ];
}

/** The same for everybody, signed in or not: nobody is named, and the browser may keep it. */
function writingPage({ say }: Ask): PageReply {
  const title = say('offline.title', 'Notes');
  const words = {
    'data-ready': say('offline.ready', 'This page now opens without a connection.'),
    'data-waiting': say('offline.waiting', 'Notes that wait on this phone: {count}. Nobody can read them here, not even you.'),
    'data-kept': say('offline.kept', 'Notes that have arrived: {count}. They are gone from this phone.'),
    'data-gone': say('offline.gone', 'Notes that are no longer taken, and were removed from this phone: {count}. Write them again on the page itself.'),
    'data-broken': say(
      'offline.broken',
      'Notes that arrived damaged and were not taken: {count}. Write them again. The damaged ones stay here until you remove them.',
    ),
    'data-sign-in': say('offline.sign-in', 'They wait until you have signed in.'),
    'data-sealed': say('offline.sealed', 'Sealed.'),
    'data-empty': say('offline.empty', 'Write the note first.'),
    'data-long': say('offline.long', 'Make it shorter: {most} letters at most.', { most: mostLetters }),
    'data-which': say('offline.which', 'Choose which it is about.'),
    'data-none': say('offline.none', 'This phone is not ready yet. Sign in, open a record, and press “Write without a connection”.'),
    'data-failed': say('offline.failed', 'This browser could not seal the note, and has not kept it. It still stands in the box.'),
  };
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body" data-without-scripts>${say('offline.scripts', 'This page needs scripts. Without them, write the note on the record’s own page when there is a connection.')}</p>
<div data-offline data-most="${mostLetters}"${Object.entries(words).map(([name, text]) => html` ${name}="${text}"`)} hidden>
<p class="govuk-body" data-said role="status"></p>
<div data-write hidden><fieldset class="govuk-fieldset govuk-form-group" data-pads><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">${say('offline.about', 'Which one is it about?')}</legend><div class="govuk-radios govuk-radios--small govuk-radios--inline"></div></fieldset>
<div class="govuk-form-group"><label class="govuk-label" for="words">${say('offline.note', 'Note')}</label><textarea class="govuk-textarea" id="words" rows="5" autocomplete="off" autocapitalize="sentences" spellcheck="false"></textarea></div>
<div class="govuk-checkboxes govuk-checkboxes--small govuk-form-group"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="health"><label class="govuk-label govuk-checkboxes__label" for="health">${say('note.health', 'It is about health')}</label></div></div>
<div class="govuk-button-group">${noteSorts.map((sort) => html`<button type="button" class="govuk-button" data-sort="${sort}">${sortWords(say)[sort]}</button>`)}</div></div>
<p class="govuk-body" data-count></p><div data-remove hidden><button type="button" class="govuk-button govuk-button--warning">${say('offline.remove', 'Remove the damaged notes')}</button></div>
<p class="govuk-body"><a class="govuk-link" href="/">${say('offline.home', 'Sign in, or go on working')}</a></p></div>`,
  );
}

/** With the token that the posting needs: only a page of ours can read this answer. */
async function pads(kit: Kit, ask: Staff): Promise<Reply> {
  const found = await kit.db.as(ask.actor, 'support', padsOf);
  return { kind: 'json', status: 200, body: { token: ask.token, pads: found.map(({ id, code, open }) => ({ id, code, key: open.replaceAll('\n', '') })) } };
}

/**
 * Answered after it is committed. A note that was sealed to a pad is taken whoever brings it and however they stand to the record by now: it waits
 * there, sealed, and the answer is the same. So nothing is lost with a worker who left, and nobody learns by it that a record is closed to them.
 */
async function arrives(kit: Kit, ask: Staff): Promise<Reply> {
  const says = (what: 'kept' | 'broken' | 'gone'): Reply => ({ kind: 'json', status: 200, body: { says: what } });
  const sealed = readSealed(field(ask.body, 'note'));
  if (!sealed) return says('broken');
  const pad = await kit.db.as(theService, 'support', (tx) => padFor(tx, sealed.pad));
  if (!pad) return says('gone');
  const written = openSealed(pad.closed, sealed);
  if (!written) return says('broken');
  await kit.db.as(theService, 'support', (tx) => keepArrived(tx, pad, sealed, written, ask.actor.person));
  await fileAtOnce(kit, ask, pad, sealed);
  return says('kept');
}

/** Where its writer brings it and looks after the person still, it stands among the notes at once. */
async function fileAtOnce(kit: Kit, ask: Staff, { reference, person }: PadFor, { id }: Sealed): Promise<void> {
  if (person !== ask.actor.person) return;
  const record = await openRecord(kit, { ...ask, params: { reference } });
  if (record?.named) await fileOne(kit, ask, record, id);
}

/** Once: it is taken out of what waits and put among the notes in one transaction. */
async function fileOne(kit: Kit, ask: Staff, record: OpenRecord, id: string): Promise<void> {
  await kit.db.as(ask.actor, 'support', async (tx) => {
    const one = await takeArrived(tx, record.file, id);
    if (one?.written) await addVersions(tx, record.file, [noteVersion({ ...one.written, id, by: one.writtenBy, language: ask.lang })]);
  });
}

async function file(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  await fileOne(kit, ask, record, field(ask.body, 'note'));
  return to(`/support/${record.reference}`);
}

/** Two letters and two digits that stand for nothing: none that are mistaken for one another, and no vowels that make words. */
const codeFrom = (symbols: string, count: number): string => Array.from({ length: count }, () => symbols[randomInt(symbols.length)]).join('');

async function pad(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  const at = `/support/${record.reference}`;
  if (field(ask.body, 'do') === 'end') {
    await kit.db.as(ask.actor, 'support', (tx) => endPads(tx, record.file));
    return to(at);
  }
  const taken = await kit.db.as(ask.actor, 'support', padsOf);
  const halves = newHalves();
  let code = '';
  do code = codeFrom('BCDFGHJKMNPQRTVWXZ', 2) + codeFrom('23456789', 2);
  while (taken.some((one) => one.code === code));
  await kit.db.as(ask.actor, 'support', (tx) => keepPad(tx, record.file, { id: randomUUID(), code, halves }));
  return to(offlinePath);
}

/** On the record's page: the code it goes by on the worker's phone, and how to begin or end it. */
export function padView(ask: Staff, record: OpenRecord, pad: Pad | undefined): Html {
  const { say } = ask;
  const press = (what: 'start' | 'end', text: string): Html =>
    html`<form method="post" action="/support/${record.reference}/offline" novalidate>${csrf(ask)}${button({ text, name: 'do', value: what, preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`;
  return html`<h3 class="govuk-heading-s">${say('offline.heading', 'Without a connection')}</h3>${
    pad
      ? html`<p class="govuk-body">${say('offline.code', 'On your phone this person is {code}. Keep the code in your head.', { code: pad.code })} <a class="govuk-link" href="${offlinePath}">${say('offline.open', 'Open the page that works without a connection')}</a></p><p class="govuk-body-s">${say('offline.end-lead', 'If you lose the phone, end it: nothing on the phone can be read anyway, and what has not arrived yet is lost.')}</p>${press('end', say('offline.end', 'End notes without a connection'))}`
      : html`<p class="govuk-body-s">${say('offline.lead', 'Open it once while you have a connection. What you write later is sealed on the phone at once and sent when there is a connection again. Where scripts are off, use the box above.')}</p>${press('start', say('offline.begin', 'Write without a connection'))}`
  }`;
}

/** What came in and was not filed by itself: from a worker who no longer looks after the person, or brought by somebody else. */
export function arrivedView(ask: Staff, record: OpenRecord, arrived: readonly Arrived[], told: SupportTold): Html {
  const { say } = ask;
  const waiting = arrived.flatMap((one) => (one.written ? [{ ...one, written: one.written }] : []));
  return when(
    waiting.length > 0,
    () =>
      html`<h3 class="govuk-heading-s">${say('offline.arrived', 'Arrived from a phone, not yet among the notes')}</h3>${waiting.map(
        (one) =>
          html`${insetText({
            html: html`<p class="govuk-body nrm-said">${one.written.words}</p><p class="govuk-body-s">${sortWords(say)[one.written.sort]} · ${told.name(one.writtenBy)} · ${timesWord(say, told, one)}${when(one.broughtBy !== one.writtenBy, () => html` · ${say('offline.brought', 'brought by {name}', { name: told.name(one.broughtBy) })}`)}</p>`,
          })}<form method="post" action="/support/${record.reference}/arrived" novalidate>${csrf(ask)}${button({ text: say('offline.file', 'Put it among the notes'), name: 'note', value: one.id, preventDoubleClick: true, classes: 'govuk-button--secondary' })}</form>`,
      )}`,
  );
}

/** What the phone's clock said is a claim; when it came in is ours to say. */
export const timesWord = (say: Say, told: SupportTold, { claimed, arrived }: Pick<Arrived, 'claimed' | 'arrived'>): string =>
  say('offline.times', 'written {claimed} by the phone’s clock, arrived {arrived}', { claimed: whenWord(told, claimed), arrived: whenWord(told, arrived) });
