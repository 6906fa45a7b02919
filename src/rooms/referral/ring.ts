// "Ring now": the numbers that fit the nation, the area, the person's age and the hour, on every page of tonight's path.
import { hourOf, weekday } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Answers } from '#form/question.ts';
import { isNumber, sayNumber, sayWhen, sayWho, type Ringable } from '#law/ring.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Desk } from './desk.ts';
import { codeOf, codesOf } from './facts.ts';

export async function numbersFor({ kit }: Desk, ask: Staff, answers: Answers, nation: string): Promise<readonly Ringable[]> {
  const { law } = kit;
  const age = codeOf(answers['age']);
  const where = codeOf(answers['nation']) ?? nation;
  return law.ringNow({
    nation: where,
    age: age === 'adult' || age === 'child' || age === 'not-sure' ? age : undefined,
    area: codesOf(answers['child-council'])[0] ?? codesOf(answers['council'])[0] ?? null,
    force: codesOf(answers['police-force'])[0] ?? null,
    hour: hourOf(ask.now, law.zone),
    workday: weekday(ask.today) < 6 && law.calendar(where).holiday(ask.today) === undefined,
    local: await kit.localNumbers(),
  });
}

export async function ringNow(desk: Desk, ask: Staff, answers: Answers, nation: string): Promise<Html> {
  const { say } = ask;
  const numbers = await numbersFor(desk, ask, answers, nation);
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
