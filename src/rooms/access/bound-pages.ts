// People whom somebody at work is bound to: given by themselves, kept as tokens nobody reads back, so that such a case never opens for them.
import { randomUUID } from 'node:crypto';
import { readDay } from '#base/day.ts';
import type { Role } from '#access/roles.ts';
import type { Purpose } from '#access/purposes.ts';
import type { Kit } from '#kit/kit.ts';
import { countBound, forgetBound, keepBound } from '#kit/store/standing.ts';
import { button, errorSummary, input } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';

/** Everybody who may come near a record; under which of their purposes they keep the list. */
const keeps = {
  'first-responder': 'intake',
  'first-responder-supervisor': 'intake',
  'decision-maker': 'identification',
  'decision-manager': 'identification',
  'support-worker': 'support',
  'support-manager': 'support',
  counsellor: 'support',
  guardian: 'guardianship',
  'legal-representative': 'disclosure',
  'independent-advocate': 'support',
} as const satisfies Readonly<Partial<Record<Role, Purpose>>>;
export const mayBeBound = Object.keys(keeps) as readonly (keyof typeof keeps)[];
const purposeOf = ({ actor }: Staff): Purpose => (keeps as Readonly<Partial<Record<Role, Purpose>>>)[actor.role] ?? 'intake';
type Typed = Readonly<Partial<Record<'name' | 'born' | 'phone', string>>>;

export function boundPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/bound', who: mayBeBound, why: 'How many people one has said to be bound to; never who', act: (ask) => show(kit, ask) },
    { method: 'POST', path: '/bound', who: mayBeBound, why: 'Say whom one is bound to, or take all of it back', act: (ask) => add(kit, ask) },
  ];
}

async function show(kit: Kit, ask: Staff, typed: Typed = {}, errors: Typed = {}): Promise<Reply> {
  const { say } = ask;
  const count = await kit.db.as(ask.actor, purposeOf(ask), countBound);
  const title = say('bound.title', 'People you are bound to');
  const wrong = Object.entries(errors);
  const box = (name: 'name' | 'born' | 'phone', label: string, hint: string) =>
    input({
      name,
      id: name,
      label: { text: label },
      hint: { text: hint },
      value: typed[name] ?? '',
      autocomplete: 'off',
      classes: name === 'name' ? '' : 'govuk-input--width-20',
      ...(errors[name] ? { errorMessage: { text: errors[name] } } : {}),
    });
  const summary = when(wrong.length > 0, () =>
    errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map(([name, text]) => ({ href: `#${name}`, text })) }),
  );
  return page(
    title,
    html`${summary}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('bound.lead', 'Yourself, your family and household, friends and neighbours. If a case names one of them, it never opens for you, and nobody is told more than that there is a conflict.')}</p>
<p class="govuk-body">${say('bound.kept', 'What you write is turned into a code that nobody can read back: not you, not your manager, not this service. People on your list now: {count}.', { count })}</p>
<form method="post" action="/bound" novalidate>${csrf(ask)}
${box('name', say('bound.name', 'A name'), say('bound.name-hint', 'With the birth date beside it, or it finds nobody'))}
${box('born', say('bound.born', 'Their date of birth'), say('search.born-hint', 'For example 2001-03-27'))}
${box('phone', say('bound.phone', 'Or their phone number'), say('bound.phone-hint', 'One number finds them by itself'))}
<div class="govuk-button-group">${button({ text: say('bound.add', 'Add this person'), preventDoubleClick: true })}${when(count > 0, () => button({ text: say('bound.forget', 'Forget the whole list'), name: 'do', value: 'forget', classes: 'govuk-button--secondary' }))}</div></form>`,
    { back: '/', ...(wrong.length > 0 ? { status: 400 } : {}) },
  );
}

async function add(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  if (field(ask.body, 'do') === 'forget') {
    await kit.db.as(ask.actor, purposeOf(ask), forgetBound);
    return to('/bound');
  }
  const typed = { name: field(ask.body, 'name').trim(), born: field(ask.body, 'born').trim(), phone: field(ask.body, 'phone').trim() };
  const born = typed.born === '' ? undefined : readDay(typed.born);
  const enough = typed.phone !== '' || (typed.name !== '' && born !== undefined);
  const errors: Typed = {
    ...(typed.born !== '' && !born ? { born: say('search.bad-day', 'Write the date as year, month and day, such as 2001-03-27') } : {}),
    ...(typed.phone !== '' && typed.phone.replace(/\D/g, '').length < 9 ? { phone: say('bound.bad-phone', 'Write the whole number, with its area') } : {}),
    ...(enough ? {} : { name: say('bound.two', 'Write a name with its birth date, or a phone number') }),
  };
  if (Object.keys(errors).length > 0) return show(kit, ask, typed, errors);
  await kit.db.as(ask.actor, purposeOf(ask), (tx) =>
    keepBound(tx, randomUUID(), [
      ...(typed.name === '' ? [] : [{ how: 'name' as const, text: typed.name }]),
      ...(born ? [{ how: 'date' as const, text: born }] : []),
      ...(typed.phone === '' ? [] : [{ how: 'phone' as const, text: typed.phone }]),
    ]),
  );
  return to('/bound');
}
