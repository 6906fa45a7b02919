// The status letter to print, for who referred the person, who decides their case, and whom they let see it.
import type { Purpose } from '#access/purposes.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { CaseFile } from '#journey/file.ts';
import { note } from '#kit/store/audit.ts';
import { letter } from '#kit/view/letter.ts';
import { html, type Html } from '#kit/view/html.ts';
import { warningText } from '#kit/view/govuk.ts';
import { absent, page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { Kit } from '#kit/kit.ts';
import { purposeOf } from '#rooms/decision/open.ts';
import { deciders, withCase } from '#rooms/decision/room-pages.ts';
import { responders, type Desk } from '#rooms/referral/desk.ts';
import { openSent } from '#rooms/referral/sent.ts';
import { statusBody } from '#rooms/protection/letter.ts';
import { letterInForce } from '#rooms/protection/store.ts';
import { openRecord } from './support-record.ts';
import { grantedRoles, openGranted, purposeOfGrant } from './granted-pages.ts';

/** `address`: of the page where a letter is checked, as it is printed on the letter. */
export type StatusDesk = { readonly kit: Kit; readonly referral: Desk; readonly address: string; readonly organisation: (code: string) => string };

type Case = { readonly file: FileId; readonly reference: Reference; readonly state: CaseFile; readonly back: string };

export function statusPages(desk: StatusDesk): Route[] {
  const why = 'The status letter to print, with the code by which a stranger checks it';
  return [
    { method: 'GET', path: '/sent/:reference/status', who: responders, why, act: (ask) => fromReferrer(desk, ask) },
    {
      method: 'GET',
      path: '/case/:reference/status',
      who: deciders,
      why,
      act: (ask) =>
        withCase(desk.kit, ask, ({ file, state }) =>
          file.reference
            ? show(desk, ask, purposeOf(desk.kit, state), { file: file.id, reference: file.reference, state, back: `/case/${file.reference}` })
            : Promise.resolve(absent),
        ),
    },
    { method: 'GET', path: '/support/:reference/status', who: ['support-worker'], why, act: (ask) => fromWorker(desk, ask) },
    { method: 'GET', path: '/granted/:reference/status', who: grantedRoles, why, act: (ask) => fromChosen(desk, ask) },
  ];
}

/** A body that may see no more than its receipt is shown none: the letter says where the case stands. */
async function fromReferrer(desk: StatusDesk, ask: Staff): Promise<Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk.referral, tx, ask.params['reference'], ask.today));
  if (!seen?.sees.has('stage')) return absent;
  const { file, reference } = seen.row;
  return show(desk, ask, 'intake', { file, reference: reference as Reference, state: seen.file, back: `/sent/${reference}` });
}

async function fromChosen(desk: StatusDesk, ask: Staff): Promise<Reply> {
  const open = await openGranted(desk.kit, ask);
  if (!open?.sees.has('stage')) return absent;
  return show(desk, ask, purposeOfGrant(ask), { ...open, back: `/granted/${open.reference}` });
}

/** Who is named to look after the person prints it for them. */
async function fromWorker(desk: StatusDesk, ask: Staff): Promise<Reply> {
  const record = await openRecord(desk.kit, ask);
  const [first] = record?.cases ?? [];
  return record?.named && first ? show(desk, ask, 'support', { ...first, back: `/support/${record.reference}` }) : absent;
}

async function show({ kit, address, organisation }: StatusDesk, ask: Staff, purpose: Purpose, of: Case): Promise<Reply> {
  const { say, lang } = ask;
  const found = await kit.db.as(ask.actor, purpose, (tx) => {
    note(tx, of.file, 'read:status-letter');
    return letterInForce(tx, of.file);
  });
  const title = say('status.title', 'Status letter');
  if (!found) return page(title, none(ask, title), { back: of.back });
  const printed = letter({
    say,
    lang,
    practice: ask.practice,
    today: ask.today,
    on: found.made,
    from: [organisation(of.state.decision.authority ?? '') || 'OpenNRM'],
    to: [],
    reference: of.reference,
    heading: title,
    body: statusBody(ask, { state: of.state, law: kit.law, status: found.status, code: found.code, address }),
    signed: say('letter.signed', 'The case team'),
  });
  const care = warningText({
    text: say('status.care', 'Give it into the person’s own hands, and only if it is safe for them to carry. Whoever controls them could find it.'),
    iconFallbackText: say('decision.warning', 'Warning'),
  });
  return page(title, html`<div class="nrm-no-print">${care}</div>${printed}`, { back: of.back });
}

const none = ({ say }: Staff, title: string): Html => html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('status.none', 'There is no such letter now: the case was closed or turned down, or it waits for its first entry.')}</p>`;
