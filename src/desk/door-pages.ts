// A person's own door, from the side of who looks after them: given by hand, shut in one press, and the call for help without words.
import { dayOf } from '#base/day.ts';
import { closeDoor, giveDoor, openDoor, seeAlarm, type DoorEvent } from '#journey/own-door.ts';
import { supportStream, type Support } from '#journey/support.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { button, radios, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay, type Notice } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Ask, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { ownPath } from '#kit/web/plain.ts';
import { refusedBanner } from '#rooms/decision/room-pages.ts';
import { newPhrases, styles, type Phrase, type Phrases } from '#rooms/door/phrase.ts';
import { newDoor, secretsOf } from '#rooms/door/enter-pages.ts';
import { calling, keepSecrets } from '#rooms/door/store.ts';
import { openRecord, type OpenRecord } from './support-record.ts';

const who = ['support-worker', 'support-manager'] as const;

export function doorPagesForWorkers(kit: Kit): Route[] {
  const open = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record && (record.named || record.ours) ? then(ask, record) : absent;
  };
  const base = '/support/:reference/door';
  const act = (what: (state: Support, at: { by: string; now: Ask['now'] }) => Outcome<DoorEvent>) =>
    open(async (ask, record) => shown(ask, record, await perform(kit, ask, record, (state) => what(state, { by: ask.actor.person, now: ask.now }))));
  return [
    {
      method: 'GET',
      path: base,
      who,
      why: 'Whether a person has a door of their own, and whether they ask for help',
      act: open((ask, record) => Promise.resolve(show(ask, record))),
    },
    {
      method: 'POST',
      path: base,
      who: ['support-worker'],
      why: 'Words for a door, handed over in person by who is named',
      stepUp: true,
      act: open((ask, record) => give(kit, ask, record)),
    },
    { method: 'POST', path: `${base}/close`, who, why: 'One press shuts the door', act: act((state, at) => closeDoor(state, 'by-worker', at)) },
    { method: 'POST', path: `${base}/seen`, who, why: 'Somebody has looked at a call for help', act: act(seeAlarm) },
  ];
}

const shown = (ask: Staff, record: OpenRecord, refused: Refused | undefined): Reply =>
  refused && refused.code !== 'already-so' ? show(ask, record, refused) : to(`/support/${record.reference}/door`);

/** Written by the program in the worker's name, which stands in the event. */
async function perform(
  kit: Kit,
  ask: Staff,
  { file, state: { nation } }: OpenRecord,
  act: (state: Support) => Outcome<DoorEvent>,
  also?: (tx: Tx) => Promise<void>,
): Promise<Refused | undefined> {
  const how = { day: ask.today, at: ask.now, nation };
  const done = await kit.ledger.perform(theService, 'support', supportStream, file, act, how, also && ((tx) => also(tx)));
  return done.ok ? undefined : done;
}

function show(ask: Staff, { reference, state, named }: OpenRecord, refused?: Refused): PageReply {
  const { say, lang } = ask;
  const at = `/support/${reference}/door`;
  const title = say('door.title', 'The person’s own door');
  const open = openDoor(state);
  const press = (path: string, text: string, classes: string): Html =>
    html`<form method="post" action="${path}" novalidate>${csrf(ask)}${button({ text, classes, preventDoubleClick: true })}</form>`;
  return page(
    title,
    html`${when(refused, () => refusedBanner(ask, refused as Refused))}<h1 class="govuk-heading-l">${title}</h1>
${when(
  state.own.alarm,
  () => html`${warningText({ text: say('door.alarm-what', 'Words said under duress were used on {day}. Somebody may have made the person open their door, and saw a page with nothing on it. Do not ring or write to the person in a way that somebody else could notice. Follow the safety plan. If a life is at risk, ring 999.', { day: longDay(dayOf(state.own.alarm ?? ask.now), lang) }), iconFallbackText: say('door.warning', 'Warning') })}
${press(`${at}/seen`, say('door.seen', 'I have this'), '')}`,
)}
<p class="govuk-body">${say('door.what', 'With words of their own the person sees where things are, by when, and what support there is. With further words they see who helps them, who has read about them and what was said; they can add to it, stop sharing and complain. You do not see what they look at.')}</p>
<p class="govuk-body">${open ? html`<strong>${say('door.open-since', 'Open since {day}.', { day: longDay(dayOf(open.given), lang) })}</strong>` : state.own.door?.closed ? say('door.closed-on', 'Shut on {day}.', { day: longDay(dayOf(state.own.door.closed), lang) }) : say('door.none', 'None was given.')}</p>
${when(open, () => press(`${at}/close`, say('door.close', 'Shut the door now'), 'govuk-button--warning'))}
${when(
  named,
  () => html`<h2 class="govuk-heading-m">${open ? say('door.again', 'Give new words') : say('door.give', 'Give words')}</h2>
<ul class="govuk-list govuk-list--bullet"><li>${say('door.alone', 'Only when you are alone together, or with an interpreter who does not know them.')}</li>
<li>${say('door.ask', 'Ask who else uses the phone. If somebody controls it, it may be safer to have no door.')}</li>
<li>${say('door.once', 'The words are shown once. Nobody can look them up, and new words end the old ones.')}</li></ul>
<form method="post" action="${at}" novalidate>${csrf(ask)}${radios({
    name: 'style',
    idPrefix: 'style',
    value: 'words',
    fieldset: { legend: { text: say('door.style', 'What is easier for them to keep?'), classes: 'govuk-fieldset__legend--s' } },
    items: [
      { value: 'words', text: say('door.words', 'English words') },
      {
        value: 'numbers',
        text: say('door.numbers', 'Numbers'),
        hint: { text: say('door.numbers-hint', 'For who does not read these letters. They can be typed in their own digits.') },
      },
    ],
  })}${button({ text: say('door.make', 'Make the words'), preventDoubleClick: true })}</form>`,
)}`,
    { back: `/support/${reference}`, ...(refused ? { status: 409 } : {}) },
  );
}

/** Handed over by the named worker alone. Any other door of the person is shut first, whichever record it was given for. */
async function give(kit: Kit, ask: Staff, record: OpenRecord): Promise<Reply> {
  if (!record.named) return absent;
  const style = styles.find((one) => one === field(ask.body, 'style')) ?? 'words';
  await closeOthers(kit, ask, record);
  const phrases = newPhrases(style);
  const door = newDoor();
  const secrets = await secretsOf(kit.db, door, phrases);
  const at = { by: ask.actor.person, now: ask.now };
  const refused = await perform(
    kit,
    ask,
    record,
    (state) => giveDoor(state, { door }, at),
    (tx) => keepSecrets(tx, record.file, door, secrets),
  );
  return refused ? show(ask, record, refused) : handOver(ask, record, phrases);
}

async function closeOthers(kit: Kit, ask: Staff, { file, state: { nation } }: OpenRecord): Promise<void> {
  const files = await kit.db.as(theService, 'support', async (tx) => {
    const person = await personOf(tx, file);
    return person ? await filesOf(tx, person) : [];
  });
  const how = { day: ask.today, at: ask.now, nation };
  const at = { by: ask.actor.person, now: ask.now };
  for (const { id, kind } of files)
    if (kind === 'support' && id !== file) await kit.ledger.perform(theService, 'support', supportStream, id, (state) => closeDoor(state, 'replaced', at), how);
}

/** Shown once. What is printed is words and nothing else; those for duress are learnt by heart and stand on no paper. */
function handOver(ask: Staff, { reference }: OpenRecord, phrases: Phrases): PageReply {
  const { say } = ask;
  const title = say('door.hand-over', 'Hand these over now');
  const line = (phrase: Phrase): Html => html`<p class="nrm-words" dir="ltr" lang="en">${phrase.join(' ')}</p>`;
  return page(
    title,
    html`<div class="nrm-no-print"><h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('door.where', 'They are typed on any phone at {path} on this site’s address.', { path: ownPath })}</p></div>
<div class="nrm-no-print"><h2 class="govuk-heading-m">${say('door.first', 'These open the door')}</h2></div>${line(phrases.first)}
<div class="nrm-no-print"><h2 class="govuk-heading-m">${say('door.further', 'These open the rest: names, and what was said')}</h2></div>${line(phrases.further)}
<div class="nrm-no-print"><h2 class="govuk-heading-m">${say('door.harmless', 'If somebody makes them open it')}</h2>
<p class="govuk-body">${say('door.harmless-why', 'These words open a page with nothing on it, and we are told without a sound. Learn them by heart together: they are not printed.')}</p>${line(phrases.harmless)}
<p class="govuk-body">${say('door.print', 'Without a sheet nothing can be found. If the person wants one, their own hand is best. Printed, this page shows the first two lines and nothing else; switch off headers and footers in the print window.')}</p>
${button({ text: say('door.done', 'Done'), href: `/support/${reference}/door` })}</div>`,
    { back: `/support/${reference}/door` },
  );
}

/** Above every page of whom it concerns. It says no more than that somebody has to look. */
export async function doorAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (!actor || actor.kind !== 'support-provider' || !who.some((one) => one === actor.role)) return null;
  const found = await kit.db.as(actor, 'support', (tx) => calling(tx, ask.now));
  const [first] = found;
  if (!first) return null;
  const text = say('door.alarm', 'Somebody may need help and cannot say so. Look at it now.');
  return { href: `/support/${first.reference}/door`, text: found.length > 1 ? `${text} (${found.length})` : text, count: found.length };
}
