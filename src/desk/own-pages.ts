// Behind the first words of a person's own door: where things are, by when, what support there is; on to the rest by further words; and off.
import { addDays, type Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { sayItem } from '#form/texts.ts';
import { clocks, nextDue, type CaseClock } from '#journey/clocks.ts';
import { closeDoor } from '#journey/own-door.ts';
import { openRound, standing } from '#journey/stages.ts';
import { supportPeriod, supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, details, errorSummary, input } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { whyThisDay, type Counted } from '#kit/view/why-this-day.ts';
import { csrf, field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { neutralPath, ownPath } from '#kit/web/plain.ts';
import { insidePath, ownTitle } from '#rooms/door/pages.ts';
import { readPhrase } from '#rooms/door/phrase.ts';
import { goFurther } from '#rooms/door/enter-pages.ts';
import { plainDue } from './entitlement-view.ts';
import { furtherPath, withOwn } from './own-open-pages.ts';
import type { Own, OwnCase } from './own.ts';

const who = ['person'] as const;

export function ownHomePages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: insidePath,
      who,
      why: 'Where things are and by when, for the person themselves',
      act: withOwn(kit, (ask, own) => Promise.resolve(home(kit, ask, own))),
    },
    {
      method: 'GET',
      path: furtherPath,
      who,
      why: 'Where the further words are typed',
      act: withOwn(kit, (ask, own) => Promise.resolve(own.further ? to(insidePath) : more(ask))),
    },
    { method: 'POST', path: furtherPath, who, why: 'The further words are tried', rate: 'door', act: (ask) => tried(kit, ask) },
    { method: 'POST', path: `${ownPath}/off`, who, why: 'One press shuts the door', act: withOwn(kit, (ask, own) => off(kit, ask, own)) },
  ];
}

/** What the first page says. Said under duress it is the same page with nothing on it. */
type Shown = { readonly things: readonly Html[]; readonly support: readonly Html[] };

const nothingThere = (say: Say): Shown => ({
  things: [html`<p class="govuk-body">${say('own.nothing', 'Nothing is waiting for you just now.')}</p>`],
  support: [html`<p class="govuk-body">${say('own.nothing-due', 'Nothing to collect just now.')}</p>`],
});

function home(kit: Kit, ask: Staff, own: Own): PageReply {
  const { say } = ask;
  const there: Shown = { things: own.cases.map((one) => things(kit, ask, own, one)), support: [support(kit, ask, own)] };
  const shown = own.harmless || (there.things.length === 0 && own.record.ended) ? nothingThere(say) : there;
  const links = [
    [`${ownPath}/people`, say('own.people', 'Who helps me, and who has read about me')],
    [`${ownPath}/notes`, say('own.notes', 'What was said, and adding to it')],
    [`${ownPath}/lists`, say('own.lists', 'What I share, and stopping it')],
    [`${ownPath}/message`, say('own.message', 'Complain')],
  ] as const;
  return page(
    ownTitle(say),
    html`<h1 class="govuk-heading-l">${say('own.where', 'Where things are')}</h1>${shown.things}
<h2 class="govuk-heading-m">${say('own.support', 'What you can get')}</h2>${shown.support}
<h2 class="govuk-heading-m">${say('own.rest', 'The rest')}</h2>
${
  own.further
    ? html`<ul class="govuk-list govuk-list--spaced">${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>`
    : html`<p class="govuk-body">${button({ text: say('own.more', 'See more'), href: furtherPath, classes: 'govuk-button--secondary' })}</p>`
}
<h2 class="govuk-heading-m">${say('own.off', 'Switch this off')}</h2>
<p class="govuk-body">${say('own.off-why', 'If somebody has seen your words: one press, and nothing opens here any more. You can ask for new words.')}</p>
<form method="post" action="${ownPath}/off" novalidate>${csrf(ask)}${button({ text: say('own.off-now', 'Switch off now'), classes: 'govuk-button--warning' })}</form>
<p class="govuk-body">${say('own.idle', 'This page closes by itself after {minutes} minutes.', { minutes: 10 })}</p>`,
  );
}

/** One case: which step of how many, what was answered, what comes and by when. */
function things(kit: Kit, ask: Staff, own: Own, { state }: OwnCase): Html {
  const { say, lang, today } = ask;
  const { stages } = kit.law;
  const running = clocks(state, kit.law, {}, today);
  const answers = stages.flatMap(({ id }, at) => {
    const made = standing(state, id);
    return made ? [{ made, at: at + 1, again: openRound(state, id) !== undefined }] : [];
  });
  const over = state.decision.ended !== null;
  const negative = answers.find(({ made }) => made.outcome === 'negative');
  const done = over || answers.length === stages.length || negative !== undefined;
  const why = (clock: Counted): Html => (own.further ? whyThisDay(clock, ask) : plainly(ask, clock));
  const step = say('own.step', 'Step {now} of {all}', { now: done ? stages.length + 1 : answers.length + 1, all: stages.length + 1 });
  const said = answers.map(({ made, at, again }) => {
    const values = { at, day: longDay(made.day, lang) };
    const words = made.outcome === 'positive' ? say('own.yes', 'Answer {at}, on {day}: yes.', values) : say('own.no', 'Answer {at}, on {day}: no.', values);
    return html`<p class="govuk-body">${words} ${when(again, () => html`${say('own.again', 'It is being looked at again.')}`)}</p>`;
  });
  const ask_again = running.find((one) => one.name === 'reconsideration' && one.state === 'running' && one.due);
  const next = nextDue(running.filter((one) => one.whose === 'authority'));
  const earliest = running.find((one) => one.name.endsWith('recovery-minimum') && one.state === 'running' && one.firstLawful);
  return html`<p class="govuk-body"><strong>${step}</strong></p>${said}
${when(negative && ask_again, () => dated(ask_again as CaseClock, (day) => say('own.ask-again', 'You can ask for it to be looked at again until {day}. Your worker and a lawyer can help you.', { day })))}
${when(!done && next, () => dated(next as CaseClock, (day, late) => (late ? say('own.late', 'A letter was due by {day}. It is late. You can ask your worker why.', { day }) : say('own.by', 'By {day} you should get a letter.', { day }))))}
${when(!done && !next, () => html`<p class="govuk-body">${say('own.no-day', 'No day is set for the next letter.')}</p>`)}
${when(!done && earliest, () => html`<p class="govuk-body">${say('own.not-before', 'It does not come before {day}.', { day: longDay((earliest as CaseClock).firstLawful as Day, lang) })}</p>${why(earliest as CaseClock)}`)}`;

  function dated(clock: CaseClock, words: (day: string, late: boolean) => string): Html {
    return html`<p class="govuk-body">${words(longDay(clock.due as Day, lang), today > (clock.due as Day))}</p>${why(clock)}`;
  }
}

/** Why this day, without the name of any law: whoever looks over a shoulder learns a day and how it was counted. */
function plainly({ say, lang }: Staff, { from, steps }: Counted): Html {
  const counted = steps.filter((one) => one.counted).length;
  return details({
    summaryText: say('clock.why-link', 'why?'),
    html: html`<p class="govuk-body">${say('own.why', '{count} days are counted from {from} on. Days on which offices are closed may be left out.', { count: counted, from: longDay(addDays(from, 1), lang) })}</p>`,
  });
}

/** What support there is and until when, by the law of the day it began. */
function support(kit: Kit, ask: Staff, own: Own): Html {
  const { record, further } = own;
  const { say, lang } = ask;
  if (record.ended)
    return html`<p class="govuk-body">${say('own.support-ended', 'Support ended on {day}. You can always ask again.', { day: longDay(record.ended, lang) })}</p>`;
  const period = record.because === 'emergency' ? undefined : supportPeriod(record, kit.law);
  const until = period
    ? period.runs === 'earlier'
      ? say('own.support-earlier', 'It goes on until {day}, or until the last answer if that comes first.', { day: longDay(period.due, lang) })
      : say('own.support-until', 'It goes on until {day} at least.', { day: longDay(period.due, lang) })
    : say('own.support-open', 'It goes on as long as it is needed.');
  return html`<p class="govuk-body">${say('own.support-since', 'You have support since {day}.', { day: longDay(record.since ?? ask.today, lang) })} ${until}</p>${when(period, () => (further ? whyThisDay(period as Counted, ask) : plainly(ask, period as Counted)))}${due(kit, ask, own)}${arranged(kit, ask, own)}
<p class="govuk-body">${say('own.how', 'Ask your worker for what you need: a place to stay, money, a doctor, a lawyer, somebody who speaks your language.')}</p>`;
}

/** What they are due by law, in plain words: behind the further words too, since a list of it says what this page is about. */
function due(kit: Kit, ask: Staff, { record, cases, further }: Own): Html {
  const known = further ? plainDue(ask, { support: record, cases: cases.map((one) => one.state) }, kit.law, ask.today) : undefined;
  if (!known || known.due.length === 0) return nothing;
  return html`<p class="govuk-body">${ask.say('own.due', 'By law you can get:')}</p><ul class="govuk-list govuk-list--bullet">${known.due.map((one) => html`<li>${one}</li>`)}</ul>`;
}

/** What was arranged for them and goes on: behind the further words alone, since its name can say much. */
function arranged(kit: Kit, { say }: Staff, { record, further }: Own): Html {
  const list = kit.law.lists['support-services'];
  const items = record.care.services.flatMap((one) => (one.ended ? [] : (list?.items.find((item) => item.code === one.service) ?? [])));
  if (!further || !list || items.length === 0) return nothing;
  return html`<p class="govuk-body">${say('own.arranged', 'Arranged for you:')}</p><ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${sayItem(say, list, item)}</li>`)}</ul>`;
}

function more(ask: Staff, typed = '', wrong?: string): PageReply {
  const { say } = ask;
  return page(
    ownTitle(say),
    html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#words', text: wrong ?? '' }] }))}
<h1 class="govuk-heading-l">${say('own.more', 'See more')}</h1>
<form method="post" action="${furtherPath}" autocomplete="off" novalidate>${csrf(ask)}${input({
      id: 'words',
      name: 'words',
      value: typed,
      label: { text: say('own.further', 'Enter your further words'), classes: 'govuk-label--m' },
      hint: { text: say('own.further-hint', 'The short line that you were given beside the first') },
      autocomplete: 'off',
      spellcheck: false,
      ...(wrong ? { errorMessage: { text: wrong } } : {}),
    })}${button({ text: say('own.open', 'Open') })}</form>`,
    { back: insidePath, ...(wrong ? { status: 400 } : {}) },
  );
}

async function tried(kit: Kit, ask: Staff): Promise<Reply> {
  const typed = field(ask.body, 'words').slice(0, 400);
  const open = ask.session && (await goFurther(kit.db, ask.session.id, ask.actor.person, readPhrase(typed)));
  return open ? to(insidePath) : more(ask, typed, ask.say('own.wrong', 'These words open nothing now. Look at each of them. After many tries, wait an hour.'));
}

async function off(kit: Kit, ask: Staff, { file, record }: Own): Promise<Reply> {
  const how = { day: ask.today, at: ask.now, nation: record.nation };
  await kit.ledger.perform(theService, 'support', supportStream, file, (state) => closeDoor(state, 'by-person', { by: ask.actor.person, now: ask.now }), how);
  return { kind: 'to', path: neutralPath, own: null };
}
