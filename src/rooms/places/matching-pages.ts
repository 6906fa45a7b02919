// Everybody of a provider who waits for a place, and the one the program proposes for each. A person offers; nothing here does.
import type { Kit } from '#kit/kit.ts';
import { insetText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { page, type Reply, type Staff } from '#kit/web/page.ts';
import { wishesOf } from '#journey/fitting.ts';
import { nameOf } from './house.ts';
import { proposals, type Proposed } from './matching.ts';
import { option } from './words.ts';

export async function matchingPage(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const found = await proposals(kit, ask.actor.organisation, ask.today);
  const title = say('matching.title', 'Who waits, and what fits');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
${insetText({ text: say('matching.proposes', 'The program proposes and offers nobody a place. Each person’s worker offers one, and the person says yes or no. Whoever is unsafe tonight comes first, then as many people as can be, then as many wishes as can be.') })}
${when(found.length === 0, () => html`<p class="govuk-body">${say('matching.none', 'Nobody waits whose needs are written down.')}</p>`)}
${when(found.length > 0, () => table(kit, ask, found))}`,
    { back: '/places', wide: true },
  );
}

/** No needs and no place of anybody stand here: who, how soon, how many, and which house. */
function table(kit: Kit, ask: Staff, found: readonly Proposed[]): Html {
  const { say } = ask;
  const heads = [
    say('support.record', 'Support record'),
    say('matching.urgency', 'How soon'),
    say('matching.people', 'People'),
    say('matching.proposed', 'Proposed'),
    say('matching.wishes', 'Wishes met'),
  ];
  const cell = (at: number, inside: Html | string | number): Html => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  const row = ({ waiting, wanted, house, gain }: Proposed): Html => {
    const where = house ? nameOf(house) : html`<strong>${say('matching.no-place', 'No place fits')}</strong>`;
    const met = house ? say('matching.of', '{met} of {all}', { met: gain, all: wishesOf(wanted) }) : '–';
    return html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header nrm-reference" data-label="${heads[0] ?? ''}">${waiting.reference}</th>${cell(1, option(say, kit.law, 'place-urgency', waiting.urgency))}${cell(2, wanted.people)}${cell(3, where)}${cell(4, met)}</tr>`;
  };
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${say('matching.title', 'Who waits, and what fits')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((head) => html`<th scope="col" class="govuk-table__header">${head}</th>`)}</tr></thead>
<tbody>${found.map(row)}</tbody></table>`;
}
