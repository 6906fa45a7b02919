// What is kept until when: what comes up within a month, what is proposed for erasure, and the two approvals of each.
import { fileId, readReference, type FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { approveErasure, declineErasure, proposeErasure } from '#journey/erasure.ts';
import { isRefused, unconfirmed } from '#journey/ground.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, errorSummary, input, insetText, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { ruleLine } from '#kit/view/refused.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce, type Rule } from '#law/rule.ts';
import { dueBy, keptOf, nextMonth, onPerson, reportsDueBy, type Retention } from './erase.ts';
import { erasureNumbers, isHeld, openErasures, personByReference, type Listed } from './store.ts';

const who = ['administrator'] as const;

export function retentionPages(of: Retention): Route[] {
  return [
    { method: 'GET', path: '/retention', who, why: 'What is kept until when', act: (ask) => show(of, ask) },
    { method: 'POST', path: '/retention/approve', who, stepUp: true, why: 'Approve or decline an erasure', act: (ask) => settle(of, ask) },
    { method: 'POST', path: '/retention/ask', who, stepUp: true, why: 'Propose an erasure that a person asked for', act: (ask) => propose(of, ask) },
  ];
}

type Again = { readonly refused?: string; readonly reference?: string };

async function show({ kit, tombstones }: Retention, ask: Staff, again: Again = {}): Promise<Reply> {
  const { say } = ask;
  const title = say('retention.title', 'How long records are kept');
  const [open, numbers] = await kit.db.as(theService, 'operations', async (tx) => [await openErasures(tx), await erasureNumbers(tx)] as const);
  const next = nextMonth(ask.today);
  const waiting = (report: boolean): number => open.filter((one) => one.because === 'retention' && one.report === report).length;
  const coming = Math.max(0, (await dueBy(kit, next)).length - waiting(false));
  const reports = Math.max(0, (await reportsDueBy(kit, next)).length - waiting(true));
  const erased = (report: boolean): string => String(numbers.find((one) => one.state === 'erased' && one.report === report)?.many ?? 0);
  const wrong = again.refused ?? '';
  const body = html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#reference', text: wrong }] }))}<h1 class="govuk-heading-l">${title}</h1>
<h2 class="govuk-heading-m">${say('retention.records', 'Records of a person')}</h2>
${await ruleOf(ask, kit.law.retention, kit)}
<p class="govuk-body">${say('retention.coming', 'Persons whose time ends within a month and who are not in the list yet: {number}. Erased so far: {erased}.', { number: String(coming), erased: erased(false) })}</p>
<h2 class="govuk-heading-m">${say('retention.reports', 'Reports from the public')}</h2>
${await ruleOf(ask, kit.law.signalRetention, kit)}
<p class="govuk-body">${say('retention.reports.waits', 'Counted from the day a report was closed. One that is open, lies beside an open one, was passed on and waits, or is needed by a court is kept.')}</p>
<p class="govuk-body">${say('retention.reports.coming', 'Reports whose time ends within a month and which are not in the list yet: {number}. Erased so far: {erased}.', { number: String(reports), erased: erased(true) })}</p>
${when(tombstones === null, () => insetText({ text: say('retention.no-tombstones', 'Nothing is erased yet: no file for tombstones is named, so an older backup would bring it back.') }))}
${open.length === 0 ? html`<p class="govuk-body">${say('retention.none', 'No erasure is proposed.')}</p>` : listed(ask, open)}
<h2 class="govuk-heading-m">${say('retention.asked', 'A person asks for their records to be erased')}</h2>
<form method="post" action="/retention/ask" novalidate>${csrf(ask)}${input({
    id: 'reference',
    name: 'reference',
    label: { text: say('retention.reference', 'Reference of one of their records') },
    hint: { text: say('retention.reference.hint', 'Yours is the first of two approvals. Everything held about this person goes, for good.') },
    value: again.reference ?? '',
    classes: 'govuk-input--width-20',
    ...(wrong ? { errorMessage: { text: wrong } } : {}),
  })}${button({ text: say('retention.propose', 'Propose erasure'), classes: 'govuk-button--secondary' })}</form>`;
  return page(title, body, { wide: true, ...(wrong ? { status: 409 } : {}) });
}

/** For how long, and by which rule; where nobody has confirmed it that is said, and that nothing rests on it here. */
async function ruleOf<T>(ask: Staff, kept: Rule<T>, kit: Kit): Promise<Html> {
  const { value, because } = inForce(kept, ask.today, kit.law.nations[0]?.code ?? '');
  const open = isRefused(unconfirmed(await kit.confirmed(), because));
  return html`<p class="govuk-body">${kept.inWords(value)}</p>${ruleLine(ask, because)}${when(open, () => insetText({ text: ask.say('retention.unconfirmed', 'Nothing is proposed by this rule until somebody has confirmed it.') }))}`;
}

function listed(ask: Staff, open: readonly Listed[]): Html {
  const { say } = ask;
  const head = [
    say('retention.due', 'Kept until'),
    say('retention.what', 'What'),
    say('retention.why', 'Why'),
    say('retention.files', 'Records'),
    say('retention.proposed', 'Proposed'),
    say('retention.state', 'State'),
    say('retention.act', 'Your answer'),
  ].map((text) => ({ text }));
  const rows = open.map((one) => [
    { text: one.due ? longDay(one.due, ask.lang) : say('retention.no-day', 'No day: it still goes on') },
    { text: one.report ? say('retention.what.report', 'A report from the public') : say('retention.what.person', 'A person') },
    { text: whyIn(say, one.because) },
    { text: String(one.files) },
    { text: longDay(one.proposedOn, ask.lang) },
    { text: stateIn(say, one) },
    { html: answers(ask, one) },
  ]);
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${say('retention.list', 'Proposed for erasure')}">${table({ caption: say('retention.list', 'Proposed for erasure'), captionClasses: 'govuk-table__caption--m', head, rows })}</div>`;
}

function whyIn(say: Say, because: Listed['because']): string {
  if (because === 'retention') return say('retention.because.time', 'Its time is over');
  return because === 'asked-by-person' ? say('retention.because.asked', 'The person asked') : say('retention.because.consent', 'Nobody had consented to it');
}

function stateIn(say: Say, one: Listed): string {
  if (one.state !== 'proposed') return say('retention.state.approved', 'Two people approved: it is being erased');
  if (one.held) return say('retention.state.held', 'Kept for a court or an inquiry');
  return one.first ? say('retention.state.first', 'One person approved: a second is needed') : say('retention.state.proposed', 'Nobody has approved yet');
}

function answers(ask: Staff, one: Listed): Html {
  const { say } = ask;
  if (one.state !== 'proposed') return nothing;
  const mine = one.first === ask.actor.person;
  const hidden = html`${csrf(ask)}<input type="hidden" name="person" value="${one.person}">`;
  return html`<form method="post" action="/retention/approve" novalidate>${hidden}${when(!mine && !one.held, () => button({ text: say('retention.approve', 'Approve'), name: 'answer', value: 'approve', classes: 'govuk-button--warning govuk-!-margin-bottom-0' }))}
${button({ text: say('retention.decline', 'Decline'), name: 'answer', value: 'decline', classes: 'govuk-button--secondary govuk-!-margin-bottom-0' })}</form>`;
}

async function settle(of: Retention, ask: Staff): Promise<Reply> {
  const person = fileId(field(ask.body, 'person'));
  if (!person) return to('/retention');
  const approve = field(ask.body, 'answer') === 'approve';
  // Whether it is held is looked up by the program, which no record is hidden from; a hold that comes meanwhile the database sees.
  const held = await of.kit.db.as(theService, 'operations', (tx) => isHeld(tx, person));
  const result = await onPerson(of.kit, ask.actor, person, (state) =>
    Promise.resolve(approve ? approveErasure(state, ask.actor.person, held) : declineErasure(state, 'still-needed')),
  );
  return answered(of, ask, result);
}

async function propose(of: Retention, ask: Staff): Promise<Reply> {
  const { kit } = of;
  const typed = field(ask.body, 'reference');
  const reference = readReference(typed);
  const person: FileId | undefined = reference && (await kit.db.as(theService, 'operations', (tx) => personByReference(tx, reference)));
  if (!person)
    return show(of, ask, { reference: typed, refused: ask.say('retention.unknown', 'There is no record under this reference. Check it, letter by letter.') });
  const { held, kept } = await kit.db.as(theService, 'operations', async (tx) => ({ held: await isHeld(tx, person), kept: await keptOf(kit, tx, person) }));
  const result = await onPerson(kit, ask.actor, person, (state) =>
    Promise.resolve(proposeErasure(state, { because: 'asked-by-person', kept }, held, ask.actor.person, ask.today)),
  );
  return answered(of, ask, result);
}

function answered(of: Retention, ask: Staff, result: { ok: true } | (Refused & object)): Promise<Reply> | Reply {
  return result.ok ? to('/retention') : show(of, ask, { refused: refusalIn(ask.say, result) });
}
