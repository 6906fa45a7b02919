// Numbers for everybody, by nation: those of the country's law, in the order in which one rings them.
import type { Say } from '#base/words.ts';
import { hourOf, weekday } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Ask } from '#kit/web/page.ts';
import type { Law } from '#law/law.ts';
import { isNumber, sayNumber, sayWhen, sayWho, type Ringable } from '#law/ring.ts';

/** The number of the first line that the law says to ring: where anyone is in danger now. */
export function emergency(law: Law): string | null {
  const first = law.ringNow({ ...whole, nation: law.nations[0]?.code ?? '' })[0];
  return first && isNumber(first) ? first.number : null;
}

const whole = { age: 'not-sure', area: null, force: null, hour: 12, workday: true, local: [] } as const;

/** Runs from the left in every language; the words around it do not. */
export const numberLink = (text: string, number: string): Html =>
  html`<a class="govuk-link" href="tel:${number.replace(/\s/g, '')}">${text.split(number).flatMap((part, i) => [when(i > 0, () => html`<bdi dir="ltr">${number}</bdi>`), part])}</a>`;

type ByNation = { readonly everywhere: readonly Ringable[]; readonly nations: readonly { readonly name: string; readonly numbers: readonly Ringable[] }[] };

/** What to ring in each nation at this hour; what is the same in all of them stands once. */
export function numbersNow({ law }: Kit, { now, today }: Pick<Ask, 'now' | 'today'>): ByNation {
  const hour = hourOf(now, law.zone);
  const all = law.nations.map(({ code, name }) => ({
    name,
    // Nobody is asked how old they are: who may be a child finds the child's numbers too.
    numbers: law
      .ringNow({ ...whole, nation: code, hour, workday: weekday(today) < 6 && law.calendar(code).holiday(today) === undefined })
      .filter((one) => !one.atWork),
  }));
  const [first, ...rest] = all;
  const everywhere = (first?.numbers ?? []).filter((one) => rest.every(({ numbers }) => numbers.some((other) => other.id === one.id)));
  return {
    everywhere: [...everywhere, ...law.helplines],
    nations: all.map(({ name, numbers }) => ({ name, numbers: numbers.filter((one) => !everywhere.some(({ id }) => id === one.id)) })),
  };
}

export function numberList(say: Say, numbers: readonly Ringable[]): Html {
  return html`<ul class="govuk-list govuk-list--spaced">${numbers.map(
    (one) =>
      html`<li class="nrm-ring"><strong>${sayWho(say, one)}</strong><br>${isNumber(one) ? numberLink(one.number, one.number) : sayNumber(say, one)}<br>${sayWhen(say, one)}</li>`,
  )}</ul>`;
}
