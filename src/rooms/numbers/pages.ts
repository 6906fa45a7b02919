// Numbers of councils and police forces to ring: an administrator keeps them, with where they were read and when; nobody guesses one.
import { day, readDay } from '#base/day.ts';
import { itemOf } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import { check } from '#form/check.ts';
import { choice, date, pick, text, type Answers } from '#form/question.ts';
import { sayItem, sayMistake } from '#form/texts.ts';
import { installationStream, keepNumber, takeOutNumber, type InstallationEvent, type Installation, type KeptNumber } from '#journey/installation.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { installationFile } from '#kit/store/files.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary, notificationBanner, table } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { LocalNumber } from '#law/law.ts';
import type { Outcome } from '#base/outcome.ts';

const who = ['administrator'] as const;
const hours = ['office', 'out-of-hours', 'always'] as const;

const questions = {
  'number-council': pick({
    label: 'Council',
    hint: 'Or a police force below',
    why: 'It is shown where this council is named.',
    holds: 'administrative',
    list: 'local-authorities',
    optional: true,
  }),
  'number-force': pick({
    label: 'Police force',
    why: 'It is shown for every council in the area of this force.',
    holds: 'administrative',
    list: 'police-forces',
    optional: true,
  }),
  'number-open': choice({
    label: 'When is it answered?',
    why: 'At night only a number that is answered at night is shown.',
    holds: 'administrative',
    options: [
      { code: 'office', label: 'Office hours: working days, nine to five' },
      { code: 'out-of-hours', label: 'Evenings, nights, weekends and holidays' },
      { code: 'always', label: 'Day and night' },
    ],
  }),
  number: text({ label: 'Number', why: 'Somebody rings it at once.', holds: 'administrative', shape: 'phone', most: 40 }),
  'number-source': text({
    label: 'Where did you read it?',
    hint: 'The page of the council or force, or who told you',
    why: 'So that anyone can check it.',
    holds: 'administrative',
    most: 300,
  }),
  'number-read': date({
    label: 'When did you read it?',
    why: 'Numbers change. One that was read long ago is looked at again.',
    holds: 'administrative',
    past: true,
  }),
};
const asked = { id: 'number', title: 'number', section: 'number', questions };

type Wrong = readonly { readonly field: string; readonly text: string }[];
type Again = { readonly typed?: Staff['body']; readonly wrong?: Wrong };

export function numberPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/numbers', who, why: 'Numbers of councils and police forces', act: (ask) => numbers(kit, ask) },
    { method: 'POST', path: '/numbers', who, why: 'Keep a number', act: (ask) => keep(kit, ask) },
    { method: 'POST', path: '/numbers/out', who, why: 'Take a number out', act: (ask) => takeOut(kit, ask) },
  ];
}

/** Read longer ago than this, a number is looked at again. The service's own rule: nothing sets one. */
const oldAfterYears = 1;

async function numbers(kit: Kit, ask: Staff, { typed = {}, wrong = [] }: Again = {}): Promise<Reply> {
  const { say } = ask;
  const { state } = await kit.db.as(ask.actor, 'operations', (tx) => kit.ledger.load(tx, installationStream, installationFile));
  const title = say('numbers.title', 'Numbers to ring');
  const body = html`${when(wrong.length > 0, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((each) => ({ href: `#${each.field}`, text: each.text })) }))}
${when(ask.query['kept'] !== undefined, () => notificationBanner({ text: say('numbers.kept', 'The number is kept. It is shown from now on.'), type: 'success' }))}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('numbers.lead', 'Whoever refers a person sees whom to ring now. Where no number is kept here, they are told where to find the council’s, and to ring 101 for the police force.')}</p>
${list(kit, ask, [...state.numbers.values()])}
<h2 class="govuk-heading-m">${say('numbers.add', 'Add a number, or put a new one in place of an old one')}</h2>
<form method="post" action="/numbers" novalidate>${csrf(ask)}${questionFields({ say, form: 'numbers', questions, typed, errors: wrong, lists: kit.law.lists, today: ask.today })}${button({ text: say('numbers.keep', 'Keep this number'), preventDoubleClick: true })}</form>`;
  return page(title, body, wrong.length > 0 ? { status: 400 } : {});
}

function list(kit: Kit, ask: Staff, kept: readonly KeptNumber[]): Html {
  const { say } = ask;
  if (kept.length === 0) return html`<p class="govuk-body">${say('numbers.none', 'No number is kept yet.')}</p>`;
  const old = `${Number(ask.today.slice(0, 4)) - oldAfterYears}${ask.today.slice(4)}`;
  const named = kept.map((one) => ({ one, name: nameOf(kit, say, one) })).toSorted((a, b) => a.name.localeCompare(b.name, ask.lang));
  const rows = named.map(({ one, name }) => [
    { html: html`${name}<br><span class="govuk-hint">${openText(say, one.open)}</span>` },
    { html: html`<bdi dir="ltr">${one.number}</bdi>` },
    {
      html: html`${one.source}<br><span class="govuk-hint">${longDay(one.read, ask.lang)}</span>${when(one.read < old, () => html`<br><strong>${say('numbers.old', 'Read over a year ago: look again')}</strong>`)}`,
    },
    {
      html: html`<form method="post" action="/numbers/out">${csrf(ask)}<input type="hidden" name="list" value="${one.list}"><input type="hidden" name="code" value="${one.code}"><input type="hidden" name="open" value="${one.open}"><button class="govuk-button govuk-button--secondary govuk-!-margin-bottom-0" type="submit">${say('numbers.out', 'Take out')}<span class="govuk-visually-hidden"> ${name}, ${openText(say, one.open)}</span></button></form>`,
    },
  ]);
  const head = [
    say('numbers.whose', 'Whose'),
    say('numbers.number', 'Number'),
    say('numbers.read', 'Where and when it was read'),
    say('numbers.do', 'Change'),
  ].map((each) => ({ text: each }));
  const caption = say('numbers.caption', 'Numbers kept here');
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${caption}">${table({ caption, head, rows })}</div>`;
}

function nameOf(kit: Kit, say: Say, { list: id, code }: Pick<LocalNumber, 'list' | 'code'>): string {
  const of = kit.law.lists[id];
  const item = of && itemOf(of, code);
  return of && item ? sayItem(say, of, item) : code;
}

function openText(say: Say, open: LocalNumber['open']): string {
  if (open === 'always') return say('ring.when.always', 'Day and night');
  return open === 'office' ? say('ring.when.office', 'Office hours') : say('ring.when.out-of-hours', 'Evenings, nights and weekends');
}

async function keep(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const read = check(asked, ask.body, { lists: kit.law.lists, today: ask.today });
  const wrong: { field: string; text: string }[] = read.ok
    ? []
    : read.errors.map((error) => ({ field: error.field, text: sayMistake(say, 'numbers', asked, error) }));
  const [council, force] = [codeIn(read.answers['number-council']), codeIn(read.answers['number-force'])];
  // One number is of a council or of a force, never of both.
  if (!wrong.some((one) => /^number-(council|force)/.test(one.field)) && (council === undefined) === (force === undefined)) {
    wrong.unshift({ field: 'number-council', text: say('numbers.one', 'Choose a council or a police force: one of the two') });
  }
  if (wrong.length > 0 || !read.ok) return numbers(kit, ask, { typed: ask.body, wrong });
  const what = kept(read.answers, council === undefined ? { list: 'police-forces', code: force ?? '' } : { list: 'local-authorities', code: council });
  const result = await perform(kit, ask, () => keepNumber(what, kit.law, ask.today));
  return result.ok ? to('/numbers?kept') : numbers(kit, ask, { typed: ask.body, wrong: [{ field: 'number', text: refusalIn(say, result) }] });
}

const codeIn = (value: Answers[string] | undefined): string | undefined => (Array.isArray(value) ? String(value[0]) : undefined);

function kept(answers: Answers, whose: Pick<LocalNumber, 'list' | 'code'>): KeptNumber {
  const open = hours.find((one) => one === answers['number-open']) ?? 'office';
  return {
    ...whose,
    open,
    number: String(answers['number']),
    source: String(answers['number-source']),
    read: readDay(String(answers['number-read'])) ?? day('9999-12-31'),
  };
}

async function takeOut(kit: Kit, ask: Staff): Promise<Reply> {
  const list = field(ask.body, 'list') === 'police-forces' ? 'police-forces' : 'local-authorities';
  const open = hours.find((one) => one === field(ask.body, 'open'));
  const what = { list, code: field(ask.body, 'code') ?? '', open: open ?? 'always' } as const;
  // Pressed twice, or taken out by a colleague: what was wanted is so.
  await perform(kit, ask, (state) => takeOutNumber(state, what));
  return to('/numbers');
}

const perform = (kit: Kit, ask: Staff, act: (state: Installation) => Outcome<InstallationEvent>) =>
  kit.ledger.perform(ask.actor, 'operations', installationStream, installationFile, act, { day: ask.today, nation: '' });
