// What changed in somebody's cases since they last said that they had seen it: events of others, in words, newest case first.
import { addDays, dayOf, startOf, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { happeningsFor } from '#journey/mismatch.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { button } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, type Staff } from '#kit/web/page.ts';
import { changedFor, seenUpTo } from './store.ts';
import { happenings, type Told } from './timeline.ts';

/** Whoever never said so is shown the last days, not all that ever happened. */
const daysAtFirst = 3;
export const mostChanged = 25;

/** Since when what changed is shown to somebody. */
export async function changedSince(tx: Tx, now: Instant): Promise<Instant> {
  return (await seenUpTo(tx)) ?? startOf(addDays(dayOf(now), -daysAtFirst));
}

/** Cases of one worker in which somebody else did something since then, with what it was. `upTo`: the newest of it, to be marked as seen. */
export async function changedPanel(kit: Kit, tx: Tx, ask: Staff, organisation: (code: string) => string): Promise<Html> {
  const { say, lang } = ask;
  const since = await changedSince(tx, ask.now);
  const rows = await changedFor(tx, since, mostChanged);
  const told: Told = { say, lang, law: kit.law, organisation };
  const items: Html[] = [];
  const cases = await kit.ledger.loadEach(
    tx,
    caseStream,
    rows.map((row) => row.file as FileId),
  );
  for (const row of rows) {
    const { events, state } = cases.get(row.file as FileId) ?? { events: [], state: caseStream.start };
    const fresh = happeningsFor(state, events, kit.law, ask.actor.person).filter(
      (one) => Date.parse(one.recordedAt) > Date.parse(since) && one.actor !== ask.actor.person,
    );
    items.push(html`<li class="nrm-changed"><a class="govuk-link nrm-reference" href="/case/${row.reference}">${row.reference}</a>
<ul class="govuk-list govuk-list--bullet">${happenings(fresh, told).map((one) => html`<li>${one.title}</li>`)}</ul></li>`);
  }
  const newest = rows
    .map((row) => row.changedAt)
    .toSorted()
    .at(-1);
  return html`<p class="govuk-body">${say('desk.changed.since', 'What others did in your cases since {day}.', { day: longDay(dayOf(since), lang) })}</p>
${rows.length === 0 ? html`<p class="govuk-body">${say('desk.none', 'Nothing here now.')}</p>` : html`<ul class="govuk-list govuk-list--spaced">${items}</ul>`}
${when(newest, () => html`<form method="post" action="/desk/seen" novalidate>${csrf(ask)}<input type="hidden" name="up-to" value="${newest ?? ''}">${button({ text: say('desk.changed.seen', 'I have seen these'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`)}`;
}
