// Items from behind the wall that the person let pass to who has their case: each asked of the policy by itself, and gone when it is taken back.
import { may } from '#access/may.ts';
import { standingOf } from '#journey/allocation.ts';
import { answersTo } from '#kit/store/answers.ts';
import { barredFor } from '#kit/store/bars.ts';
import { theService } from '#kit/store/database.ts';
import { recordFacts } from '#kit/store/standing.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { dayOf, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Staff } from '#kit/web/page.ts';
import { releasedTo } from '#rooms/access/tables.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { classOfNote, recoveryText } from '#rooms/support/notes.ts';

type Item = { readonly file: FileId; readonly question: string; readonly since: Instant; readonly holds: 'narrative' | 'medical' };

/** What the person lets pass to who has this case and asks now, as the policy says of each item by itself. */
export async function releasedItems(kit: Kit, ask: Staff, { file, state }: OpenCase): Promise<readonly Item[]> {
  const purpose = purposeOf(kit, state);
  const { authority, allocatedTo, made } = state.decision;
  const { heldUntil } = standingOf(state, kit.law);
  return kit.db.as(theService, 'identification', async (tx) => {
    const allowed: Item[] = [];
    for (const one of await releasedTo(tx, file.id)) {
      const holds = classOfNote(one.question);
      if (!holds || (await barredFor(tx, one.file, ask.actor.person))) continue;
      const record = await recordFacts(tx, one.file, { authority, allocatedTo, decided: made.length > 0, released: true, heldUntil });
      if (record && may({ who: ask.actor, purpose, verb: 'read', field: holds, record, now: ask.now }).allowed) allowed.push({ ...one, holds });
    }
    return allowed;
  });
}

export async function releasedPanel(kit: Kit, ask: Staff, opened: OpenCase, level: 2 | 3): Promise<Html> {
  const { file, state } = opened;
  const purpose = purposeOf(kit, state);
  const items = await releasedItems(kit, ask, opened);
  if (items.length === 0) return html``;
  const said = await kit.db.as(ask.actor, purpose, async (tx) => {
    const found = [];
    for (const one of items) for (const answer of await answersTo(tx, one.file, one.holds, [one.question])) found.push({ ...answer, since: one.since });
    return found;
  });
  const { say } = ask;
  const title = say('released.title', 'From support, which the person let pass');
  const head = level === 2 ? html`<h2 class="govuk-heading-m">${title}</h2>` : html`<h3 class="govuk-heading-s">${title}</h3>`;
  return when(
    said.length > 0,
    () => html`${head}<p class="govuk-body">${say('released.lead', 'These and nothing else of what was said in support. The person sees which, and can take each back.')}</p>
${when(
  said.some((one) => one.question.startsWith(recoveryText)),
  () =>
    html`<p class="govuk-body"><a class="govuk-link" href="/case/${file.reference ?? ''}/recovery-needs">${say('recovery.link', 'Decide on what they need to recover')}</a></p>`,
)}<ul class="govuk-list govuk-list--spaced">${said.map((one) => html`<li><p class="govuk-body nrm-said">${String(one.value)}</p><p class="govuk-body-s">${say('released.since', 'let pass on {day}', { day: longDay(dayOf(one.since), ask.lang) })}</p></li>`)}</ul>`,
  );
}
