// Numbers for everybody, by nation: those of the country's law, in the order in which one rings them.
import type { Say } from '#base/words.ts';
import { hourOf, weekday } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { html, type Html } from '#kit/view/html.ts';
import { numberLink } from '#kit/view/number-link.ts';
import type { Ask } from '#kit/web/page.ts';
import { isNumber, sayNumber, sayWhen, sayWho, type Ringable } from '#law/ring.ts';

const whole = { age: 'not-sure', area: null, force: null, hour: 12, workday: true, local: [] } as const;

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
