// What a person in support is due, until when and why this day: for their worker, and in plain words for the person's own door.
import type { Day } from '#base/day.ts';
import { entitlements, sayEntitlement, supportStageOf, type Entitled, type Where, type Whose } from '#journey/entitlements.ts';
import { details } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { ruleText } from '#kit/view/refused.ts';
import type { Ask } from '#kit/web/page.ts';
import type { Law } from '#law/law.ts';

type Reader = Pick<Ask, 'say' | 'lang'>;

/** Where the person stands, in words to anybody. */
export function stageText({ say, lang }: Reader, { stage, from }: Pick<Where, 'stage' | 'from'>): string {
  const day = longDay(from, lang);
  return {
    emergency: say('due.stage.emergency', 'Help before any decision, since {day}', { day }),
    recovery: say('due.stage.recovery', 'Time to recover, after a positive first decision, since {day}', { day }),
    'after-positive': say('due.stage.after-positive', 'After a positive final decision, since {day}', { day }),
    'after-negative': say('due.stage.after-negative', 'After a negative decision, since {day}', { day }),
    'reach-in': say('due.stage.reach-in', 'Support has ended on {day}; the door stays open', { day }),
    disqualified: say('due.stage.disqualified', 'Protection was withheld, since {day}', { day }),
  }[stage];
}

/** Until when, and whether it may go on or end before. */
export function untilText({ say, lang }: Reader, { until, runs, stage }: Pick<Where, 'until' | 'runs' | 'stage'>): string {
  if (stage === 'reach-in') return say('due.until.life', 'For as long as it is needed.');
  if (!until || runs === 'open') return say('due.until.open', 'No last day is set.');
  const day = longDay(until, lang);
  if (runs === 'at-most') return say('due.until.at-most', 'Until {day}, or until the final decision if that comes first.', { day });
  return runs === 'on' ? say('due.until.on', 'At least until {day}.', { day }) : say('due.until.to', 'Until {day}.', { day });
}

const assumed = (one: Entitled): boolean => one.because[0]?.standing === 'assumed';

/** For the worker: each with its rule; what nobody has confirmed says so. */
export function dueView(reader: Reader, whose: Whose, law: Law, today: Day): Html {
  const { say } = reader;
  const where = supportStageOf(whose, law, today);
  const title = say('due.title', 'What this person is due');
  if (!where)
    return html`<h2 class="govuk-heading-m">${title}</h2><p class="govuk-body">${say('due.nothing', 'Nothing by the law held here, as far as this record shows.')}</p>`;
  const all = entitlements(whose, law, today);
  return html`<h2 class="govuk-heading-m">${title}</h2><p class="govuk-body"><strong>${stageText(reader, where)}.</strong> ${untilText(reader, where)}</p>
<ul class="govuk-list govuk-list--bullet">${all.map((one) => html`<li>${sayEntitlement(say, one)}${when(assumed(one), () => html` <strong>${say('due.unconfirmed', 'Not confirmed')}</strong>`)}</li>`)}</ul>
${details({
  summaryText: say('due.why', 'Why these, and why this day?'),
  html: html`<ul class="govuk-list">${[...new Map(all.flatMap((one) => one.because).map((because) => [because.rule, because])).values()].map((because) => html`<li class="nrm-law">${ruleText(reader, because)}</li>`)}</ul>`,
})}`;
}

/** For the person themselves: where they stand, until when, and what they are due, without law and without a word on anybody else. */
export function plainDue(
  reader: Reader,
  whose: Whose,
  law: Law,
  today: Day,
): { readonly stage: string; readonly until: string; readonly due: readonly string[] } | undefined {
  const where = supportStageOf(whose, law, today);
  if (!where) return undefined;
  const due = entitlements(whose, law, today).map((one) => sayEntitlement(reader.say, one));
  return { stage: stageText(reader, where), until: untilText(reader, where), due: [...new Set(due)] };
}
