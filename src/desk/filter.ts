// What a worklist is narrowed to: read from the address, asked of the database, and shown as MOJ's filter panel with what is chosen.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Law } from '#law/law.ts';
import { reasonIn, reasons, type Reason } from '#journey/urgency.ts';
import { checkboxes, details, radios } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { filterChosen, filterPanel, type Chosen } from '#kit/view/moj.ts';
import type { Staff } from '#kit/web/page.ts';

const dues = ['late', 'week', 'none'] as const;
const ages = ['child', 'adult'] as const;

/** Each list: any of these; an empty one narrows nothing. All lists together narrow. */
export type Filter = {
  readonly harms: readonly Reason[];
  readonly ages: readonly (typeof ages)[number][];
  readonly stages: readonly string[];
  readonly nations: readonly string[];
  readonly due: (typeof dues)[number] | null;
};

/** What the address asks for; codes that do not exist narrow nothing. */
export function readFilter(query: Staff['query'], law: Law): Filter {
  const among = <T extends string>(name: string, known: readonly T[]): readonly T[] => known.filter((one) => query[`${name}.${one}`] === 'yes');
  return {
    harms: among('harm', reasons),
    ages: among('age', ages),
    stages: among(
      'stage',
      law.stages.map((one) => one.id),
    ),
    nations: among(
      'nation',
      law.nations.map((one) => one.code),
    ),
    due: dues.find((one) => query['due'] === one) ?? null,
  };
}

type Name = 'harm' | 'age' | 'stage' | 'nation' | 'due';
type One = readonly [name: Name, value: string];

const picked = (filter: Filter): readonly One[] => [
  ...filter.harms.map((one): One => ['harm', one]),
  ...filter.ages.map((one): One => ['age', one]),
  ...filter.stages.map((one): One => ['stage', one]),
  ...filter.nations.map((one): One => ['nation', one]),
  ...(filter.due ? [['due', filter.due] as const] : []),
];

export const isNarrow = (filter: Filter): boolean => picked(filter).length > 0;

/** The list's address with a filter, for its further pages and for taking one choice away. */
export const addressOf = (view: string, filter: Filter): string => addressWith(view, picked(filter));

function addressWith(view: string, chosen: readonly One[]): string {
  const query = chosen.map(([name, value]): [string, string] => (name === 'due' ? ['due', value] : [`${name}.${value}`, 'yes']));
  return `/desk?${new URLSearchParams([['view', view], ...query]).toString()}`;
}

/** The filter as conditions on the worklist's rows. `put` keeps a value and gives its place. Whoever has something that cannot wait stands first: `calm` enters the index there. */
export const conditionsOf =
  (filter: Filter, today: Day) =>
  (put: (value: unknown) => string): string => {
    const found: string[] = [];
    if (filter.harms.length > 0) found.push(`calm < 0 and harms && ${put(filter.harms)}::text[]`);
    if (filter.ages.length === 1) found.push(`child = ${put(filter.ages[0] === 'child')}`);
    if (filter.stages.length > 0) found.push(`stage = any (${put(filter.stages)})`);
    if (filter.nations.length > 0) found.push(`nation = any (${put(filter.nations)})`);
    if (filter.due === 'late') found.push(`due < ${put(today)}::date`);
    if (filter.due === 'week') found.push(`due between ${put(today)}::date and ${put(today)}::date + 7`);
    if (filter.due === 'none') found.push(`due is null`);
    return found.map((one) => `and ${one}`).join(' ');
  };

/** What can be chosen is folded away, what is chosen stands above the list: the list itself comes first. */
export function filterView({ say }: Staff, law: Law, view: string, filter: Filter): Html {
  const all = picked(filter);
  const words = wordsOf(say, law);
  const groups = ['harm', 'age', 'stage', 'nation', 'due'] as const;
  const chosen: readonly Chosen[] = groups.map((name) => ({
    heading: words.heading[name],
    items: all
      .filter(([of]) => of === name)
      .map((one) => ({
        text: words.value(one[0], one[1]),
        href: addressWith(
          view,
          all.filter((other) => other !== one),
        ),
      })),
  }));
  const ticks = (name: Exclude<Name, 'due'>, values: readonly string[]): Html =>
    checkboxes({
      name: `filter-${name}`,
      idPrefix: `filter-${name}`,
      classes: 'govuk-checkboxes--small',
      fieldset: { legend: { text: words.heading[name], classes: 'govuk-fieldset__legend--s' } },
      items: values.map((value) => ({
        name: `${name}.${value}`,
        value: 'yes',
        text: words.value(name, value),
        checked: all.some(([of, is]) => of === name && is === value),
      })),
    });
  const options = html`<div class="nrm-filter"><input type="hidden" name="view" value="${view}">${ticks('harm', reasons)}${ticks('age', ages)}${ticks(
    'stage',
    law.stages.map((one) => one.id),
  )}${ticks(
    'nation',
    law.nations.map((one) => one.code),
  )}${radios({
    name: 'due',
    idPrefix: 'filter-due',
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: words.heading.due, classes: 'govuk-fieldset__legend--s' } },
    items: [
      { value: '', text: say('filter.due.any', 'Any day'), checked: filter.due === null },
      ...dues.map((value) => ({ value, text: words.value('due', value), checked: filter.due === value })),
    ],
  })}</div>`;
  const texts = {
    heading: say('filter.title', 'Show only'),
    selected: say('filter.chosen', 'What is shown'),
    clear: say('filter.clear', 'Show all'),
    remove: say('filter.remove', 'Take away:'),
    apply: say('filter.apply', 'Show these'),
  };
  const panel = details({ summaryText: say('filter.open', 'Narrow this list'), html: filterPanel(texts, '/desk', options) });
  return html`${panel}${filterChosen(texts, addressWith(view, []), chosen)}`;
}

function wordsOf(say: Say, law: Law) {
  const due: Readonly<Record<string, string>> = {
    late: say('filter.due.late', 'Late'),
    week: say('filter.due.week', 'Today or within seven days'),
    none: say('filter.due.none', 'No day set'),
  };
  return {
    heading: {
      harm: say('desk.presses', 'Cannot wait'),
      age: say('filter.age', 'Person'),
      stage: say('filter.stage', 'Decision that is next'),
      nation: say('filter.nation', 'Nation'),
      due: say('desk.due', 'Due'),
    },
    value: (name: Name, value: string): string => {
      if (name === 'harm') return reasonIn(say, value as Reason);
      if (name === 'age') return value === 'child' ? say('case.child', 'Child') : say('case.adult', 'Adult');
      if (name === 'stage') return law.stages.find((one) => one.id === value)?.name ?? value;
      if (name === 'nation') return law.nations.find((one) => one.code === value)?.name ?? value;
      return due[value] ?? value;
    },
  };
}
