// "why?" beside a due day: the rule it rests on, from when it was counted, and the days left out.
import type { Day, Step } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { cite } from '#law/explain.ts';
import { details } from './govuk.ts';
import { html, when, type Html } from './html.ts';
import { longDay } from './layout.ts';

export type Counted = { readonly from: Day; readonly steps: readonly Step[]; readonly because: Because };

export function whyThisDay({ from, steps, because }: Counted, { say, lang }: { readonly say: Say; readonly lang: string }): Html {
  const skipped = steps.filter((step) => !step.counted);
  return details({
    summaryText: say('clock.why-link', 'why?'),
    html: html`<p class="govuk-body-s">${because.question} ${cite(because, say, (day) => longDay(day, lang))}.</p><p class="govuk-body-s">${say('clock.from', 'Counted from the day after {from}.', { from: longDay(from, lang) })}</p>
${when(
  skipped.length > 0,
  () =>
    html`<p class="govuk-body-s">${say('clock.skipped', 'Not counted:')} ${skipped
      .slice(0, 40)
      .map((step) => `${longDay(step.day, lang)} (${step.why})`)
      .join(', ')}</p>`,
)}`,
  });
}
