// The first screen of a person's own door, the way out, and the page one lands on: they say nothing of whose door it is or what is behind it.
import { addDays, type Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, errorSummary, input } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { csrf, field, page, to, type Ask, type PageReply, type Reply, type Route } from '#kit/web/page.ts';
import { exitPath, neutralPath, ownPath } from '#kit/web/plain.ts';
import { readPhrase } from './phrase.ts';
import { enter } from './enter-pages.ts';
import { endVisit } from './store.ts';

export const insidePath = `${ownPath}/home`;

/** On every page the same: the history of a phone says no more than this word. */
export const ownTitle = (say: Say): string => say('own.name', 'Notebook');

export function doorPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: ownPath,
      who: 'anyone',
      why: 'A person’s own door: where to type the words',
      act: (ask) => Promise.resolve(ask.actor ? to(insidePath) : first(ask)),
    },
    { method: 'POST', path: ownPath, who: 'anyone', why: 'The words are tried: the same is done for any of them', rate: 'door', act: (ask) => tried(kit, ask) },
    {
      method: 'GET',
      path: exitPath,
      who: 'anyone',
      why: 'The way out: ends the visit and clears the browser, with scripts or without',
      act: (ask) => leave(kit, ask),
    },
    {
      method: 'GET',
      path: neutralPath,
      who: 'anyone',
      why: 'A calendar, to land on: holidays of the nations, and nobody’s days',
      act: (ask) => Promise.resolve(calendar(kit, ask)),
    },
  ];
}

function first(ask: Ask, typed = '', wrong?: string): PageReply {
  const { say } = ask;
  return page(
    ownTitle(say),
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#words', text: wrong ?? '' }] }))}
<h1 class="govuk-heading-l">${ownTitle(say)}</h1>
<form method="post" action="${ownPath}" autocomplete="off" novalidate>${csrf(ask)}${input({
      id: 'words',
      name: 'words',
      value: typed,
      label: { text: say('own.enter', 'Enter your words'), classes: 'govuk-label--m' },
      hint: { text: say('own.enter-hint', 'Words or numbers, in their order') },
      autocomplete: 'off',
      attributes: { autocapitalize: 'none' },
      spellcheck: false,
      ...(wrong ? { errorMessage: { text: wrong } } : {}),
    })}${button({ text: say('own.open', 'Open') })}</form>`,
    wrong ? { status: 400 } : {},
  );
}

async function tried(kit: Kit, ask: Ask): Promise<Reply> {
  const typed = field(ask.body, 'words').slice(0, 400);
  const cookie = await enter(kit.db, readPhrase(typed));
  if (cookie) return { kind: 'to', path: insidePath, own: cookie };
  return first(ask, typed, ask.say('own.wrong', 'These words open nothing now. Look at each of them. After many tries, wait an hour.'));
}

async function leave(kit: Kit, ask: Ask): Promise<Reply> {
  const visit = ask.session?.id;
  if (visit) await kit.db.as(theService, 'operations', (tx) => endVisit(tx, visit));
  return { kind: 'to', path: ask.lang === 'en' ? neutralPath : `${neutralPath}?lang=${ask.lang}`, own: null };
}

/** This month, and the next days on which offices are closed. */
function calendar({ law }: Kit, { say, lang, today }: Ask): PageReply {
  const title = say('own.calendar', 'Calendar');
  const { holiday, last } = law.calendar(law.nations[0]?.code ?? '');
  const next: Day[] = [];
  for (let one = today; one <= last && next.length < 8; one = addDays(one, 1)) if (holiday(one)) next.push(one);
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${longDay(today, lang)}</p>
<h2 class="govuk-heading-m">${say('own.holidays', 'Next bank holidays')}</h2>
<ul class="govuk-list">${next.map((one) => html`<li>${longDay(one, lang)}</li>`)}</ul>`,
  );
}
