// What the pages of the release desk share: how a release stands, and dates as they are asked for.
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { dateInput } from '#kit/view/govuk.ts';
import type { Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { field, type Staff } from '#kit/web/page.ts';
import type { Series } from './make.ts';
import type { ReleaseRow } from './store.ts';

export type ReleaseDesk = { readonly kit: Kit; readonly series: Series; readonly people: () => readonly Actor[] };
export const statisticians = ['statistician'] as const;

export type Standing = 'planned' | 'making' | 'made' | 'approved' | 'out';
export const standingOf = (row: ReleaseRow, now: Instant): Standing =>
  row.approvedAt ? (row.outAt <= now ? 'out' : 'approved') : row.makingAt ? 'making' : row.madeAt ? 'made' : 'planned';

export function standingWord({ say }: Staff, of: Standing): Html {
  const words: Readonly<Record<Standing, readonly [string, string]>> = {
    planned: [say('release.planned', 'Planned'), 'grey'],
    making: [say('release.making', 'Being made'), 'blue'],
    made: [say('release.made', 'Waits for a second person'), 'orange'],
    approved: [say('release.approved', 'Frozen, waits for its minute'), 'blue'],
    out: [say('release.out', 'Out'), 'green'],
  };
  return badge(words[of][0], words[of][1] as 'grey');
}

export function dateBoxes(ask: Staff, name: string, legend: string, typed: string, wrong: { readonly errorMessage?: { readonly text: string } }): Html {
  const { say } = ask;
  const [year = '', month = '', date = ''] = typed.split('-');
  const classes = (size: number): string => `govuk-input--width-${size}${wrong.errorMessage ? ' govuk-input--error' : ''}`;
  return dateInput({
    id: name,
    namePrefix: name,
    fieldset: { legend: { text: legend, classes: 'govuk-fieldset__legend--s' } },
    items: [
      { name: 'day', label: say('form.day', 'Day'), value: date, classes: classes(2) },
      { name: 'month', label: say('form.month', 'Month'), value: month, classes: classes(2) },
      { name: 'year', label: say('form.year', 'Year'), value: year, classes: classes(4) },
    ],
    ...wrong,
  });
}

/** The three boxes of a date as one text; '' where all are empty. */
export function typedDate({ body }: Staff, name: string): string {
  const of = (part: string): string => field(body, `${name}-${part}`).trim();
  const two = (text: string): string => text.padStart(2, '0');
  return of('year') + of('month') + of('day') === '' ? '' : `${of('year')}-${two(of('month'))}-${two(of('day'))}`;
}

export const dayWords = (ask: Staff, row: ReleaseRow): string => longDay(row.asOf, ask.lang);

export const nameOf = ({ people }: ReleaseDesk, person: string | null): string => people().find((one) => one.person === person)?.name ?? person ?? '–';
