// "Ring now": the numbers that fit the nation, the area, the person's age and the hour, on every page of tonight's path.
import { hourOf, type Instant } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Answers } from '#form/question.ts';
import type { Law } from '#law/law.ts';
import { isNumber, sayNumber, sayWhen, sayWho, type Ringable } from '#law/ring.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { codeOf, codesOf } from './facts.ts';

export type Ringing = { readonly say: Say; readonly now: Instant; readonly law: Law };

export function numbersFor(law: Law, answers: Answers, nation: string, now: Instant): ReturnType<Law['ringNow']> {
  const age = codeOf(answers['age']);
  return law.ringNow({
    nation: codeOf(answers['nation']) ?? nation,
    age: age === 'adult' || age === 'child' || age === 'not-sure' ? age : undefined,
    area: codesOf(answers['child-council'])[0] ?? codesOf(answers['council'])[0] ?? null,
    hour: hourOf(now, law.zone),
  });
}

export function ringNow({ say, now, law }: Ringing, answers: Answers, nation: string): Html {
  const numbers = numbersFor(law, answers, nation, now);
  const danger = codeOf(answers['danger-now']) === 'yes';
  return html`<section class="nrm-ring" aria-labelledby="ring-now"><h2 class="govuk-heading-m" id="ring-now">${say('referral.ring.title', 'Ring now')}</h2>
${when(danger, () => html`<p class="govuk-body"><strong>${say('referral.ring.danger', 'You said there is danger now. Ring first, write later: what you have written is kept.')}</strong></p>`)}
<ul class="govuk-list govuk-list--spaced">${numbers.map(
    (one) =>
      html`<li><strong>${sayWho(say, one)}</strong><br>${number(say, one)} <span class="govuk-hint govuk-!-display-inline">${sayWhen(say, one)}</span></li>`,
  )}</ul></section>`;
}

/** A number is a link to ring it; what is no number stays text. Its digits run from the left in every language. */
function number(say: Say, one: Ringable): Html {
  const digits = one.number.replace(/\s/g, '');
  return isNumber(one) ? html`<a class="govuk-link" href="tel:${digits}"><bdi dir="ltr">${one.number}</bdi></a>` : html`${sayNumber(say, one)}`;
}
