// Who told a choice, how and when: asked the same way of an adviser and of who is to refer.
import { readDay, type Day } from '#base/day.ts';
import { digits } from '#form/clean.ts';
import type { ChoiceFrom, ChoiceHow, ToldBy } from '#journey/ask.ts';
import { dateInput, radios } from '#kit/view/govuk.ts';
import { html, type Html } from '#kit/view/html.ts';
import { field, type Staff } from '#kit/web/page.ts';
import { fromWords, howWords } from './words.ts';

const froms: readonly ChoiceFrom[] = ['themself', 'somebody-for-them'];
const hows: readonly ChoiceHow[] = ['phone', 'letter', 'in-person'];
type Wrong = { readonly field: string; readonly text: string };

/** `id` is the beginning of the fields' ids, where a page has several such forms. `wrong`: this form was sent and had a mistake. */
export function toldFields({ say, body }: Staff, id: string, wrong?: Wrong): Html {
  const kept = (name: string): string => (wrong ? field(body, name) : '');
  const message = (name: string) => (wrong?.field === name ? { errorMessage: { text: wrong.text } } : {});
  const legend = (text: string) => ({ legend: { text, classes: 'govuk-fieldset__legend--s' } });
  const part = (name: 'day' | 'month' | 'year', label: string) => ({
    id: `${id}-on-${name}`,
    name: `on-${name}`,
    label,
    value: kept(`on-${name}`),
    classes: `govuk-input--width-${name === 'year' ? '4' : '2'}${wrong?.field === 'on' ? ' govuk-input--error' : ''}`,
  });
  return html`${radios({ name: 'from', idPrefix: `${id}-from`, value: kept('from'), classes: 'govuk-radios--small', fieldset: legend(say('line.told.from', 'Who told it?')), ...message('from'), items: froms.map((value) => ({ value, text: fromWords(say)[value] })) })}
${radios({ name: 'how', idPrefix: `${id}-how`, value: kept('how'), classes: 'govuk-radios--small', fieldset: legend(say('line.told.how', 'How?')), ...message('how'), items: hows.map((value) => ({ value, text: howWords(say)[value] })) })}
${dateInput({ id: `${id}-on`, fieldset: { ...legend(say('line.told.on', 'When?')), role: 'group' }, hint: { text: say('line.told.on-hint', 'Leave it empty for today.') }, ...message('on'), items: [part('day', say('form.day', 'Day')), part('month', say('form.month', 'Month')), part('year', say('form.year', 'Year'))] })}`;
}

export function readTold(ask: Staff): ToldBy | Wrong {
  const { say, body } = ask;
  const who = froms.find((one) => one === field(body, 'from'));
  const how = hows.find((one) => one === field(body, 'how'));
  if (!who) return { field: 'from', text: say('line.told.from.missing', 'Choose who told it') };
  if (!how) return { field: 'how', text: say('line.told.how.missing', 'Choose how it was told') };
  const parts = (['year', 'month', 'day'] as const).map((name) => digits(field(body, `on-${name}`).trim()));
  const on: Day | undefined = parts.every((one) => one === '') ? ask.today : readDay(parts.map((one) => one.padStart(2, '0')).join('-'));
  if (!on || on > ask.today) return { field: 'on', text: say('line.told.on.wrong', 'Enter a day that was, such as 15 1 2024') };
  return { who, how, on };
}

export const isTold = (read: ToldBy | Wrong): read is ToldBy => 'who' in read;
