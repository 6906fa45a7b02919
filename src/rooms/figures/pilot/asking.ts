// The form that asks about a pilot: areas, dates, of whom; with every mistake beside its field and nothing lost.
import { sayItem } from '#form/texts.ts';
import { button, checkboxes, details, errorSummary, select } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import type { Kit } from '#kit/kit.ts';
import type { Staff } from '#kit/web/page.ts';
import { dateBoxes } from '#rooms/figures/publishing/shared-pages.ts';
import { areasOf, type DateField, type Field, type Group, type Mistake, type Typed } from './asked.ts';

export function asking(kit: Kit, ask: Staff, typed: Typed, mistakes: readonly Mistake[]): Html {
  const { say } = ask;
  const wrong = (field: Field): { readonly errorMessage?: { readonly text: string } } => {
    const found = mistakes.find((one) => one.field === field);
    return found ? { errorMessage: { text: found.text } } : {};
  };
  const date = (field: DateField, legend: string): Html => dateBoxes(ask, field, legend, typed.dates[field], wrong(field));
  const group = (field: Group, title: string, hint: string): Html => areaBoxes(kit, typed, field, title, hint, wrong(field));
  return html`<form method="get" action="/figures/pilot" novalidate>${when(typed.example, () => html`<input type="hidden" name="example" value="${typed.example}">`)}
${group('pilot', say('pilot.areas', 'Areas of the pilot'), say('pilot.areas-hint', 'Areas of police forces, as the referral names them.'))}
${date('from', say('pilot.from', 'First day of the pilot'))}
${date('to', say('pilot.to', 'Last day: cases sent up to then count'))}
${date('base', say('pilot.base', 'First day of the time before, to compare with'))}
${group('compare', say('pilot.compare', 'Areas to compare with'), say('pilot.compare-hint', 'None ticked: every other area.'))}
${group('second', say('pilot.second', 'Areas that began later (optional)'), say('pilot.second-hint', 'One further wave, with a first day of its own.'))}
${date('second-from', say('pilot.second-from', 'First day of the later areas (optional)'))}
${choices(kit, ask, typed)}
${date('as-of', say('pilot.as-of', 'As recorded by the end of which day? (optional)'))}
${button({ text: say('pilot.ask', 'Compare') })}</form>`;
}

/** Every area as a tick, folded away unless something in it is ticked or wrong. */
function areaBoxes(kit: Kit, typed: Typed, field: Group, title: string, hint: string, wrong: { readonly errorMessage?: { readonly text: string } }): Html {
  const ticked = typed.areas[field];
  const named = areasOf(kit.law).filter((area) => ticked.includes(area.code));
  return details({
    id: field,
    classes: 'nrm-columns',
    open: wrong.errorMessage !== undefined || (field === 'pilot' && ticked.length === 0),
    summaryText: named.length > 0 ? `${title}: ${named.map((area) => area.label).join(', ')}` : title,
    html: checkboxes({
      idPrefix: field,
      name: field,
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: title, classes: 'govuk-fieldset__legend--s' } },
      hint: { text: hint },
      ...wrong,
      items: areasOf(kit.law).map(({ code, label }) => ({
        id: `${field}-${code}`,
        name: `${field}-${code}`,
        value: 'yes',
        text: label,
        checked: ticked.includes(code),
      })),
    }),
  });
}

function choices({ law }: Kit, { say }: Staff, typed: Typed): Html {
  const one = (name: 'stage' | 'age' | 'exploitation' | 'gender', label: string, items: readonly { readonly value: string; readonly text: string }[]): Html =>
    select({
      id: name,
      name,
      label: { text: label, classes: 'govuk-label--s' },
      items: items.map((item) => ({ ...item, selected: item.value === typed[name] })),
    });
  const listed = (name: string): readonly { readonly value: string; readonly text: string }[] => {
    const list = law.lists[name];
    const items = (list?.items ?? []).map((item) => ({ value: item.code, text: list ? sayItem(say, list, item) : item.label }));
    return [{ value: '', text: say('pilot.everybody', 'Everybody') }, ...items];
  };
  const all: readonly Html[] = [
    one(
      'stage',
      say('pilot.stage', 'Which decision?'),
      law.stages.map((stage) => ({ value: stage.id, text: stage.name })),
    ),
    one('age', say('pilot.age', 'Age at exploitation'), listed('ages-at-exploitation')),
    one('exploitation', say('pilot.exploitation', 'Kind of exploitation'), listed('exploitation-types')),
    one('gender', say('pilot.gender', 'Gender'), listed('genders')),
  ];
  return join(all);
}

/** Where each mistake is: the first box of its field. */
export function summary({ say }: Staff, kit: Kit, mistakes: readonly Mistake[]): Html {
  if (mistakes.length === 0) return nothing;
  const [first] = areasOf(kit.law);
  const href = (field: Field): string =>
    field === 'pilot' || field === 'second' || field === 'compare'
      ? `#${field}-${first?.code ?? ''}`
      : ['base', 'from', 'to', 'second-from', 'as-of'].includes(field)
        ? `#${field}-day`
        : `#${field}`;
  return errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: mistakes.map(({ field, text }) => ({ text, href: href(field) })) });
}
