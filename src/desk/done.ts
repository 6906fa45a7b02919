// What somebody has just done in a case that is no longer theirs, said on their own list. It is read from the ledger: no address can claim it.
import type { Kit } from '#kit/kit.ts';
import { readsContent } from '#kit/store/facts.ts';
import { notificationBanner } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { openCase, type OpenCase } from '#rooms/decision/open.ts';
import { sentenceOf, type Told } from './timeline.ts';

/** Nothing where the address names no case of theirs, or one in which they did nothing. */
export async function doneNotice(kit: Kit, ask: Staff, organisation: (code: string) => string): Promise<Html> {
  const typed = ask.query['done'];
  if (typed === undefined) return nothing;
  const found = await kit.db.as(ask.actor, 'identification', async (tx) => {
    const opened = await openCase(kit, tx, typed);
    return opened && { opened, reads: await readsContent(tx, opened.file.id) };
  });
  const what = found && didIn(found.opened, ask, { say: ask.say, lang: ask.lang, law: kit.law, organisation });
  if (!found || !what) return nothing;
  const { reference } = found.opened.file;
  return notificationBanner({
    type: 'success',
    titleText: ask.say('done.title', 'Recorded'),
    html: html`<p class="govuk-notification-banner__heading">${
      found.reads
        ? html`<a class="govuk-notification-banner__link nrm-reference" href="/case/${reference}">${reference}</a>`
        : html`<span class="nrm-reference">${reference}</span>`
    }: ${what}</p>
${when(!found.reads, () => html`<p class="govuk-body">${ask.say('done.closed', 'The case waited for you and is closed to you again. Who has it goes on with it.')}</p>`)}`,
  });
}

/** The last step of whoever asks, in words. */
function didIn({ events }: OpenCase, { say, actor }: Staff, told: Told): string | undefined {
  const last = events.findLast((one) => one.actor === actor.person)?.event;
  if (!last) return undefined;
  const what = sentenceOf(last, told);
  if (last.kind === 'SentBack') return say('done.sent-back', 'You sent it back to who proposed it.');
  if (last.kind !== 'Decided') return `${what}.`;
  const found = events.some(
    ({ event }) => event.kind === 'Reviewed' && event.stage === last.stage && event.round === last.round && event.reviewer === actor.person,
  );
  return found
    ? say('done.decided', 'You agreed, and the decision is made. {what}.', { what })
    : say('done.settled', 'You took one of the two findings, and the decision is made. {what}.', { what });
}
