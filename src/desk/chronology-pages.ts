// The chronology of a case on a page of its own.
import { html } from '#kit/view/html.ts';
import type { PageReply, Staff } from '#kit/web/page.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import type { Frame } from '#rooms/decision/room-pages.ts';
import type { CaseDesk } from './case-pages.ts';
import { chronologyIn, chronologyTable } from './chronology.ts';
import { answersOf } from './readable.ts';

export async function chronologyPage(desk: CaseDesk, frame: Frame, ask: Staff, opened: OpenCase): Promise<PageReply> {
  const { kit } = desk;
  const stored = await answersOf(kit, ask, opened);
  const entries = chronologyIn(kit, ask, stored, opened, desk.organisation);
  const lead = ask.say(
    'chronology.lead',
    'Made from dates in the answers and from the steps of the case. A date that is not known exactly is shown as the days it can be, with the words that were said. What has no date is not here.',
  );
  return frame(ask, opened, {
    tab: 'chronology',
    title: ask.say('case.chronology', 'Chronology'),
    panel: html`<p class="govuk-body">${lead}</p>${chronologyTable(ask, entries)}`,
  });
}
