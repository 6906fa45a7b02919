// A person's plan in their own words, to print and take with them: only what they wrote or said, with nothing on it that says where it comes from.
import { longDay } from '#kit/view/layout.ts';
import { html } from '#kit/view/html.ts';
import { insetText } from '#kit/view/govuk.ts';
import { absent, page, type Reply, type Staff } from '#kit/web/page.ts';
import { openCare } from './support-care.ts';
import { keptOf } from './support-part-views.ts';
import { toldOf } from './support-now-pages.ts';
import type { SupportRoom } from './support-print-pages.ts';
import type { OpenRecord } from './support-record.ts';

export async function planCopy(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say, lang } = ask;
  const care = await openCare(room.kit, ask, record);
  const plan = care.state.care.plans.find((one) => one.id === ask.params['plan']);
  if (!plan) return absent;
  const kept = keptOf({ ask, care, told: toldOf(room, ask), law: room.kit.law }, plan.id);
  // The title on the outside says nothing: whoever finds the paper learns of no support and no case.
  const title = say('copy.mine', 'My plan');
  return page(
    title,
    html`<div class="nrm-no-print">${insetText({ text: say('copy.ask', 'Ask first whether it is safe for them to have this on paper. If not, they can read it here with you on any day.') })}</div>
<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${longDay(plan.on, lang)}</p>
${kept.map(({ label, text }) => html`<h2 class="govuk-heading-s">${label}</h2><p class="govuk-body nrm-said">${text}</p>`)}`,
    { back: `/support/${record.reference}/part/plan` },
  );
}
