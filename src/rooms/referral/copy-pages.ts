// A referral as plain text, to copy into the crime system or to print: for teams that may read back what they sent.
import { textarea } from '#kit/view/govuk.ts';
import { html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, page, type Reply, type Staff } from '#kit/web/page.ts';
import { held } from './answers.ts';
import { plainText } from './copy.ts';
import { labelIn, practiceLine, type Desk } from './desk.ts';
import { wordingFor } from './draft-pages.ts';
import { openSent, type Seen } from './sent.ts';

/** The answers as the team wrote them. A kind of organisation that sees only its receipt reads nothing back. */
async function copyOf(desk: Desk, ask: Staff): Promise<{ readonly seen: Seen; readonly text: string } | undefined> {
  const { say } = ask;
  return desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const seen = await openSent(desk, tx, ask.params['reference'], ask.today);
    if (!seen?.sees.has('stage')) return undefined;
    const { answers, origins } = await held(tx, seen.row.file);
    const heading = [
      ...(ask.practice ? [practiceLine(ask)] : []),
      say('referral.receipt.reference', 'Reference: {reference}', { reference: seen.row.reference }),
      say('referral.receipt.sent', 'Sent on {sent} by {organisation}.', {
        sent: longDay(seen.row.sentOn, ask.lang),
        organisation: labelIn(desk, 'organisations', seen.file.by),
      }),
    ];
    return { seen, text: plainText({ form: desk.form, answers, origins, wording: wordingFor(desk, ask) }, heading) };
  });
}

export async function copyPage(desk: Desk, ask: Staff): Promise<Reply> {
  const found = await copyOf(desk, ask);
  if (!found) return absent;
  const { say } = ask;
  const at = `/sent/${found.seen.row.reference}`;
  const body = html`<h1 class="govuk-heading-xl">${say('referral.copy.title', 'Copy of the referral')}</h1>
<p class="govuk-body">${say('referral.copy.lead', 'Only into a system that is as safe as this one. The person’s way of being reached is in it.')}</p>
<div class="nrm-no-print">${textarea({ id: 'copy', name: 'copy', rows: 20, value: found.text, label: { text: say('referral.copy.label', 'Plain text, to copy into the crime system'), classes: 'govuk-label--m' }, attributes: { readonly: 'readonly', dir: 'auto' } })}</div><pre class="nrm-print-only" dir="auto" aria-hidden="true">${found.text}</pre>
<p class="govuk-body"><a class="govuk-link" href="${at}/copy.txt">${say('referral.copy.file', 'Take it as a text file')}</a></p>
<p class="govuk-body nrm-no-print">${say('referral.copy.print', 'To print, use your browser’s print command.')}</p>`;
  return page(say('referral.copy.page', 'Copy'), body, { back: at });
}

export async function copyFile(desk: Desk, ask: Staff): Promise<Reply> {
  const found = await copyOf(desk, ask);
  if (!found) return absent;
  return { kind: 'bytes', type: 'text/plain; charset=utf-8', name: `${found.seen.row.reference}.txt`, bytes: new TextEncoder().encode(found.text) };
}
