// Complaints of people in support, for who answers for the provider: those that nobody has dealt with, and how many there were.
import { dayOf } from '#base/day.ts';
import { hearComplaint } from '#journey/own-door.ts';
import { supportStream } from '#journey/support.ts';
import { readReference } from '#base/id.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { button } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { complaintsAt, complaintsOf, markHeard } from '#rooms/door/store.ts';

const who = ['support-manager'] as const;
const at = '/complaints';

export function complaintPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: at, who, why: 'What people complain of to the provider, and how many did', act: (ask) => list(kit, ask) },
    { method: 'POST', path: at, who, why: 'A complaint was dealt with', act: (ask) => dealtWith(kit, ask) },
  ];
}

async function list(kit: Kit, ask: Staff): Promise<PageReply> {
  const { say, lang } = ask;
  const title = say('complaints.title', 'Complaints');
  const { counted, found } = await kit.db.as(ask.actor, 'support', async (tx) => {
    const { waiting, ...counted } = await complaintsAt(tx);
    const found = [];
    for (const one of waiting) for (const each of await complaintsOf(tx, one.file)) if (!each.heard) found.push({ ...each, reference: one.reference });
    return { counted, found };
  });
  const item = (one: (typeof found)[number]): Html =>
    html`<li><p class="govuk-body-s"><a class="govuk-link nrm-reference" href="/support/${one.reference}">${one.reference}</a> · ${longDay(dayOf(one.made), lang)}</p>
<p class="govuk-body nrm-said" dir="auto">${one.words}</p>
<form method="post" action="${at}" novalidate>${csrf(ask)}<input type="hidden" name="reference" value="${one.reference}"><input type="hidden" name="number" value="${String(one.number)}">${button({ text: say('complaints.dealt', 'This was dealt with'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form></li>`;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('complaints.lead', 'People write these at their own door, to you and not to their worker. Answer by the way in which they can be reached safely.')}</p>
<p class="govuk-body">${say('complaints.counted', 'Made: {made}. Dealt with: {heard}.', counted)}</p>
${found.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${found.map(item)}</ul>` : html`<p class="govuk-body">${say('complaints.none', 'None waits.')}</p>`}
`,
  );
}

async function dealtWith(kit: Kit, ask: Staff): Promise<Reply> {
  const reference = readReference(field(ask.body, 'reference'));
  const number = Number(field(ask.body, 'number'));
  const file = reference && (await kit.db.as(ask.actor, 'support', (tx) => byReference(tx, reference, 'support')));
  if (!file || !Number.isSafeInteger(number)) return absent;
  const known = await kit.db.as(ask.actor, 'support', async (tx) => {
    const found = (await complaintsOf(tx, file.id)).some((one) => one.number === number);
    if (found) await markHeard(tx, file.id, number);
    return found;
  });
  if (!known) return absent;
  const how = { day: ask.today, at: ask.now, nation: file.nation };
  await kit.ledger.perform(theService, 'support', supportStream, file.id, (state) => hearComplaint(state, number, ask.actor.person), how);
  return to(at);
}
