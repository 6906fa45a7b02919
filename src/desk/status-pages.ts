// The status letter to print, for who referred the person, who decides their case, and whom they let see it.
import type { Purpose } from '#access/purposes.ts';
import type { FileId, Reference } from '#base/id.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { endStatusLetter, endsOfLetter, statusOf, type EndOfLetter } from '#journey/status.ts';
import type { Why } from '#journey/safe-contact.ts';
import { theService } from '#kit/store/database.ts';
import { note } from '#kit/store/audit.ts';
import { letter } from '#kit/view/letter.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { button, details, radios, warningText } from '#kit/view/govuk.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { Kit } from '#kit/kit.ts';
import { purposeOf } from '#rooms/decision/open.ts';
import { whyHeld } from '#journey/contact-words.ts';
import { deciders, withCase } from '#rooms/decision/room-pages.ts';
import { responders, type Desk } from '#rooms/referral/desk.ts';
import { openSent } from '#rooms/referral/sent.ts';
import { statusBody } from '#rooms/protection/letter.ts';
import { letterInForce } from '#rooms/protection/store.ts';
import { openRecord } from './support-record.ts';
import { toTheirHands } from './their-hands.ts';
import { grantedRoles, openGranted, purposeOfGrant } from './granted-pages.ts';

/** `address`: of the page where a letter is checked, as it is printed on the letter. */
export type StatusDesk = { readonly kit: Kit; readonly referral: Desk; readonly address: string; readonly organisation: (code: string) => string };

type Case = { readonly file: FileId; readonly reference: Reference; readonly state: CaseFile; readonly back: string; readonly mayEnd?: true };

export function statusPages(desk: StatusDesk): Route[] {
  const why = 'The status letter to print, with the code by which a stranger checks it';
  const ending = 'Take back the code of a letter that was lost, is in the wrong hands or is not wanted';
  return [
    { method: 'GET', path: '/sent/:reference/status', who: responders, why, act: (ask) => fromReferrer(desk, ask, show) },
    { method: 'POST', path: '/sent/:reference/status', who: responders, why: ending, act: (ask) => fromReferrer(desk, ask, endIt) },
    { method: 'GET', path: '/case/:reference/status', who: deciders, why, act: (ask) => fromDecider(desk, ask, show) },
    { method: 'POST', path: '/case/:reference/status', who: deciders, why: ending, act: (ask) => fromDecider(desk, ask, endIt) },
    { method: 'GET', path: '/support/:reference/status', who: ['support-worker'], why, act: (ask) => fromWorker(desk, ask, show) },
    { method: 'POST', path: '/support/:reference/status', who: ['support-worker'], why: ending, act: (ask) => fromWorker(desk, ask, endIt) },
    { method: 'GET', path: '/granted/:reference/status', who: grantedRoles, why, act: (ask) => fromChosen(desk, ask) },
  ];
}

type Then = (desk: StatusDesk, ask: Staff, purpose: Purpose, of: Case) => Promise<Reply>;

const fromDecider = (desk: StatusDesk, ask: Staff, then: Then): Promise<Reply> =>
  withCase(desk.kit, ask, ({ file, state }) =>
    file.reference
      ? then(desk, ask, purposeOf(desk.kit, state), { file: file.id, reference: file.reference, state, back: `/case/${file.reference}`, mayEnd: true })
      : Promise.resolve(absent),
  );

/** A worker writes nothing in the case: the program does it in their name, which stands in the event. */
async function endIt(desk: StatusDesk, ask: Staff, purpose: Purpose, of: Case): Promise<Reply> {
  const why = endsOfLetter.find((one) => one === field(ask.body, 'why'));
  if (!why) return show(desk, ask, purpose, of);
  const { kit } = desk;
  const [actor, under] = purpose === 'support' ? ([theService, 'identification'] as const) : ([ask.actor, purpose] as const);
  const act = { by: ask.actor.person };
  const done = await kit.ledger.perform(actor, under, caseStream, of.file, (state) => endStatusLetter(state, { why }, kit.law, act), {
    day: ask.today,
    nation: of.state.nation,
  });
  return done.ok || done.code === 'no-such-letter' ? to(`${of.back}/status`) : absent;
}

/** A code in the wrong hands says where the person stands to whoever shows it: it can be taken back at once. */
function endForm(ask: Staff, back: string): Html {
  const { say } = ask;
  const words: Readonly<Record<EndOfLetter, string>> = {
    lost: say('status.end.lost', 'It was lost: make a new one'),
    'wrong-hands': say('status.end.wrong-hands', 'Somebody has it who should not: make a new one'),
    'not-wanted': say('status.end.not-wanted', 'The person does not want one'),
  };
  return details({
    summaryText: say('status.end', 'The letter was lost, or is in the wrong hands'),
    html: html`<p class="govuk-body">${say('status.end.lead', 'Its code stops at once: whoever types it learns only that it is not valid.')}</p><form method="post" action="${back}/status" novalidate>${csrf(ask)}${radios(
      {
        name: 'why',
        idPrefix: 'why',
        fieldset: { legend: { text: say('status.end.why', 'What happened to it?'), classes: 'govuk-fieldset__legend--s' } },
        value: 'lost',
        items: endsOfLetter.map((value) => ({ value, text: words[value] })),
      },
    )}${button({ text: say('status.end.do', 'Take the code back'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`,
  });
}

/** A body that may see no more than its receipt is shown none: the letter says where the case stands. */
async function fromReferrer(desk: StatusDesk, ask: Staff, then: Then): Promise<Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk.referral, tx, ask.params['reference'], ask.today));
  if (!seen?.sees.has('stage')) return absent;
  const { file, reference } = seen.row;
  return then(desk, ask, 'intake', { file, reference: reference as Reference, state: seen.file, back: `/sent/${reference}`, mayEnd: true });
}

async function fromChosen(desk: StatusDesk, ask: Staff): Promise<Reply> {
  const open = await openGranted(desk.kit, ask);
  if (!open?.sees.has('stage')) return absent;
  return show(desk, ask, purposeOfGrant(ask), { ...open, back: `/granted/${open.reference}` });
}

/** Who is named to look after the person prints it for them. */
async function fromWorker(desk: StatusDesk, ask: Staff, then: Then): Promise<Reply> {
  const record = await openRecord(desk.kit, ask);
  const [first] = record?.cases ?? [];
  return record?.named && first ? then(desk, ask, 'support', { ...first, back: `/support/${record.reference}`, mayEnd: true }) : absent;
}

async function show({ kit, address, organisation }: StatusDesk, ask: Staff, purpose: Purpose, of: Case): Promise<Reply> {
  const { say, lang } = ask;
  const found = await kit.db.as(ask.actor, purpose, (tx) => {
    note(tx, of.file, 'read:status-letter');
    return letterInForce(tx, of.file);
  });
  const title = say('status.title', 'Status letter');
  const end = of.mayEnd ? html`<div class="nrm-no-print">${endForm(ask, of.back)}</div>` : html``;
  // Whoever must protect the person may be shown it in any case; to the person it goes like every letter (data.md 17).
  const office = ask.query['for'] === 'office';
  const gate = await toTheirHands(kit, of, ask.now);
  if (!found) return page(title, html`${none(ask, title)}${when(of.mayEnd && statusOf(of.state, kit.law), () => end)}`, { back: of.back });
  if (!gate.open && !office) return page(title, html`${heldBack(ask, title, of.back, gate.why)}${end}`, { back: of.back });
  const printed = letter({
    say,
    lang,
    practice: ask.practice,
    today: ask.today,
    // It is true on the day it is printed: a code shows whether it still is.
    on: ask.today,
    from: [organisation(of.state.decision.authority ?? '') || 'OpenNRM'],
    to: [],
    reference: of.reference,
    heading: title,
    body: statusBody(ask, { state: of.state, law: kit.law, status: found.status, code: found.code, address }),
    signed: say('letter.signed', 'The case team'),
  });
  const care = warningText({
    text: office
      ? say(
          'status.care.office',
          'This copy is for an office that must protect the person now. Give it to nobody else, and not to the person while no safe way is known.',
        )
      : say('status.care', 'Give it into the person’s own hands, and only if it is safe for them to carry. Whoever controls them could find it.'),
    iconFallbackText: say('decision.warning', 'Warning'),
  });
  return page(title, html`<div class="nrm-no-print">${care}</div>${printed}${end}`, { back: of.back });
}

/** Nobody knows a safe way to the person: nothing on paper goes to them, and what protects them can still be shown to those who must. */
function heldBack({ say }: Staff, title: string, back: string, why: Why): Html {
  return html`<h1 class="govuk-heading-l">${title}</h1>${warningText({
    text: `${say('status.held', 'Held: it is not for the person’s hands now.')} ${whyHeld(say, why)}`,
    iconFallbackText: say('decision.warning', 'Warning'),
  })}
<p class="govuk-body"><a class="govuk-link" href="${back}/status?for=office">${say('status.office', 'Print it for an office that must protect the person: custody, a court, housing, a doctor, a school')}</a></p>`;
}

const none = ({ say }: Staff, title: string): Html => html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('status.none', 'There is no such letter now: the case was closed or turned down, or the person does not want one.')}</p>`;
