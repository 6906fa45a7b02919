// One release at the release desk: made, looked over and approved by a second person, moved, taken back, and who may look at it early.
import { addDays, dayOf, momentAt, readDay, weekday } from '#base/day.ts';
import { button, errorSummary, input, insetText, summaryList, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { earlyPages, listOfEarly, type Wrong } from './early-pages.ts';
import { begin } from './make.ts';
import { dateBoxes, dayWords, nameOf, standingOf, standingWord, statisticians, typedDate, type ReleaseDesk } from './shared-pages.ts';
import { fileReply, fileTable, isFileName, mainFiles, momentWords, namesOf, releaseTitle } from './public-pages.ts';
import { rulingsPanel } from './revision-view.ts';
import { announcedDays } from './rules.ts';
import { mistakesOf } from '#rooms/figures/quarterly/reply.ts';
import { answerPanel, cellsIn, mistakeText } from './answer-view.ts';
import { addEarly, answerOf, approve, earlyOf, endEarly, fileOf, filesOf, keepReply, move, releaseOf, takeBack, type ReleaseRow } from './store.ts';

export function onePages(desk: ReleaseDesk): readonly Route[] {
  const step = (name: string, why: string, act: Route['act'], stepUp = false): Route => ({
    ...{ method: 'POST', path: `/releases/:release/${name}`, who: statisticians, why, act },
    ...(stepUp ? { stepUp: true as const } : {}),
  });
  return [
    { method: 'GET', path: '/releases/:release', who: statisticians, why: 'One release', act: (ask) => show(desk, ask) },
    {
      method: 'GET',
      path: '/releases/:release/:file',
      who: statisticians,
      stepUp: true,
      why: 'A file of a release before it is out',
      act: (ask) => file(desk, ask, ask.params['file'] ?? ''),
    },
    {
      ...{ method: 'GET', path: '/releases/:release/:folder/:file', who: statisticians, stepUp: true, why: 'A file of a release before it is out' },
      act: (ask) => file(desk, ask, `${ask.params['folder'] ?? ''}/${ask.params['file'] ?? ''}`),
    },
    step('make', 'Count, protect and keep a release', (ask) => makeIt(desk, ask), true),
    step('approve', 'The second person lets a release go out at its minute', (ask) => approveIt(desk, ask), true),
    step('take-back', 'Take back what was made of a release that is not out', (ask) => takeItBack(desk, ask), true),
    step('reply', 'The words of an answer, in which numbers are cells of its table', (ask) => replyTo(desk, ask)),
    step('move', 'Move the minute of a release, with a reason for everybody', (ask) => moveIt(desk, ask)),
    step('early', 'Put somebody on the list of who may look early, with a reason', (ask) => addOne(desk, ask), true),
    step('early-end', 'Take somebody off that list', (ask) => endOne(desk, ask)),
    ...earlyPages(desk),
  ];
}

type Again = { readonly wrong?: Wrong; readonly typed?: Readonly<Record<string, string>>; readonly reply?: Parameters<typeof answerPanel>[4] };

async function show(desk: ReleaseDesk, ask: Staff, { wrong, typed = {}, reply }: Again = {}): Promise<Reply> {
  const { kit } = desk;
  const { say } = ask;
  const found = await kit.db.as(ask.actor, 'statistics', async (tx) => {
    const row = await releaseOf(tx, ask.params['release'] ?? '');
    if (!row) return undefined;
    const answer = row.kind === 'answer' ? await answerOf(tx, row.id) : undefined;
    const cells = answer ? cellsIn(await fileOf(tx, row.id, 'release.json')) : [];
    return { row, files: await filesOf(tx, row.id), early: await earlyOf(tx, row.id), answer, cells };
  });
  if (!found) return absent;
  const { row, files, early, answer, cells } = found;
  const is = standingOf(row, ask.now);
  const title = releaseTitle(ask, row);
  const body = html`${when(wrong, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: `#${wrong?.field ?? ''}`, text: wrong?.text ?? '' }] }))}
<h1 class="govuk-heading-l">${title} ${standingWord(ask, is)}</h1>
${when('late' in ask.query, () => warningText({ text: say('release.late', 'It is announced less than {days} days ahead. Say why where somebody asks.', { days: announcedDays }), iconFallbackText: say('form.warning', 'Warning') }))}
${facts(desk, ask, row)}${rulingsPanel(ask, row)}${answer ? answerPanel(ask, row, answer, cells, reply) : ''}${steps(desk, ask, row, wrong)}
${when(files.length > 0, () => html`${mainFiles(ask, `/releases/${row.id}`, namesOf(files))}${fileTable(ask, `/releases/${row.id}`, files)}`)}
${when(is !== 'out', () => html`${moving(ask, row, typed, wrong)}${listOfEarly(desk, ask, row, early, typed, wrong)}`)}`;
  const refresh = is === 'making' ? { retryAfter: 5 } : {};
  return page(title, body, { wide: true, back: '/releases', ...refresh, ...(wrong ? { status: 400 } : {}) });
}

function facts(desk: ReleaseDesk, ask: Staff, row: ReleaseRow): Html {
  const { say } = ask;
  const line = (key: string, value: string) => ({ key: { text: key }, value: { text: value } });
  return summaryList({
    rows: [
      line(say('release.id', 'Release'), row.id),
      line(say('release.comes-out', 'Comes out'), momentWords(ask, desk.kit.law.zone, row.outAt)),
      line(say('release.as-of', 'As recorded by the end of'), dayWords(ask, row)),
      ...(row.replaces
        ? [line(say('release.replaces', 'Puts right'), row.replaces), line(say('statistics.notice', 'What was put right:'), row.notice ?? '')]
        : []),
      line(say('release.planned-by', 'Planned by'), nameOf(desk, row.plannedBy)),
      line(say('release.made-by', 'Made by'), nameOf(desk, row.madeBy)),
      line(say('release.approved-by', 'Approved by'), nameOf(desk, row.approvedBy)),
      ...(row.place === null ? [] : [line(say('release.place', 'Place in the ledger of numbers'), String(row.place))]),
    ],
  });
}

/** What can be done next, and what it waits for where nothing can. */
function steps({ kit }: ReleaseDesk, ask: Staff, row: ReleaseRow, wrong?: Wrong): Html {
  const { say } = ask;
  const is = standingOf(row, ask.now);
  const press = (name: string, text: string, how = ''): Html =>
    html`<form method="post" action="/releases/${row.id}/${name}" novalidate>${csrf(ask)}${button({ text, preventDoubleClick: true, attributes: { id: name }, ...(how ? { classes: how } : {}) })}</form>`;
  const again = 'govuk-button--secondary';
  const failed = when(row.failed, () =>
    insetText({
      text: say('release.failed', 'It could not be made: a number decided on before stands against it, or the tables did not hold together. Nothing was kept.'),
    }),
  );
  if (is === 'making')
    return html`<div data-again="5">${insetText({
      text: say(
        'release.is-making',
        'It is being made: counted, then every small count hidden and every hidden one attacked. That takes a minute or two. Where scripts run this page looks again by itself; else open it again.',
      ),
    })}</div>`;
  if (is === 'planned' || (is === 'made' && row.madeBy === ask.actor.person)) {
    const ended = row.asOf < ask.today;
    const make = ended
      ? press('make', is === 'made' ? say('release.make-again', 'Make it again') : say('release.make', 'Make it now'), is === 'made' ? again : '')
      : html`<p class="govuk-body">${say('release.day-runs', 'It can be made once {day} has ended.', { day: dayWords(ask, row) })}</p>`;
    return html`${failed}${when(is === 'made', () => html`<p class="govuk-body">${say('release.waits', 'You made it, so a second person looks it over and approves it.')}</p>`)}${make}`;
  }
  if (is === 'made') {
    const lead = say('release.look', 'Look at its files. What you approve is frozen byte for byte, and goes out by itself on {moment}.', {
      moment: momentWords(ask, kit.law.zone, row.outAt),
    });
    const problem = when(wrong?.field === 'approve', () => html`<p class="govuk-error-message">${wrong?.text ?? ''}</p>`);
    return html`${failed}<p class="govuk-body">${lead}</p>${problem}${press('approve', say('release.approve', 'Approve it'))}${press('make', say('release.make-again', 'Make it again'), again)}`;
  }
  if (is === 'approved')
    return html`<p class="govuk-body">${say('release.frozen', 'It is frozen. If a mistake is found before its minute, take it back.')}</p>${press('take-back', say('release.take-back', 'Take it back'), 'govuk-button--warning')}`;
  return html`<p class="govuk-body"><a class="govuk-link" href="/statistics/${row.id}">${say('release.see-out', 'See it as everybody does')}</a></p>`;
}

function moving(ask: Staff, row: ReleaseRow, typed: Readonly<Record<string, string>>, wrong?: Wrong): Html {
  const { say } = ask;
  const at = (name: string) => (wrong?.field === name ? { errorMessage: { text: wrong.text } } : {});
  return html`<h2 class="govuk-heading-m">${say('release.move', 'Move it to another minute')}</h2><form method="post" action="/releases/${row.id}/move" novalidate>${csrf(ask)}
${dateBoxes(ask, 'out', say('releases.day', 'On which day does it come out?'), typed['day'] ?? '', at('out-day'))}
${input({ id: 'time', name: 'time', value: typed['time'] ?? '', label: { text: say('releases.time', 'At what time?'), classes: 'govuk-label--s' }, hint: { text: say('releases.time.hint', 'Such as 09:30, as clocks show it that day') }, classes: 'govuk-input--width-5', ...at('time') })}
${input({ id: 'move-because', name: 'because', value: typed['move-because'] ?? '', label: { text: say('release.move-because', 'Why? Everybody will read this.'), classes: 'govuk-label--s' }, hint: { text: say('release.move-hint', 'For another day it is made and approved again, since its files carry the day.') }, ...at('move-because') })}
${button({ text: say('release.do-move', 'Move it'), classes: 'govuk-button--secondary' })}</form>`;
}

const here = (ask: Staff): string => `/releases/${ask.params['release'] ?? ''}`;

async function makeIt(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { kit, series } = desk;
  const row = await kit.db.as(ask.actor, 'statistics', (tx) => releaseOf(tx, ask.params['release'] ?? ''));
  if (!row) return absent;
  if (row.asOf >= ask.today || row.approvedAt)
    return show(desk, ask, { wrong: { field: 'make', text: ask.say('release.cannot-make', 'It cannot be made now') } });
  return (await begin(kit, ask.actor, row.id, series))
    ? to(here(ask))
    : show(desk, ask, { wrong: { field: 'make', text: ask.say('release.made-elsewhere', 'It is being made already. Wait until that has ended') } });
}

/** A reply that says a number of its own is not kept; one that is kept takes back what was made without it. */
async function replyTo(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const text = field(ask.body, 'reply').trim().slice(0, 8000);
  const found = await desk.kit.db.as(ask.actor, 'statistics', async (tx) => {
    const row = await releaseOf(tx, ask.params['release'] ?? '');
    if (!row || row.kind !== 'answer' || row.approvedAt) return undefined;
    const mistakes = mistakesOf(text, cellsIn(await fileOf(tx, row.id, 'release.json')));
    if (mistakes.length > 0) return { mistakes };
    await keepReply(tx, row.id, text);
    await takeBack(tx, row.id);
    return { mistakes };
  });
  const [first] = found?.mistakes ?? [];
  if (!found) return absent;
  return first
    ? show(desk, ask, { wrong: { field: 'reply', text: mistakeText(ask, first) }, reply: { reply: text, mistakes: found.mistakes } })
    : to(here(ask));
}

async function approveIt(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { say } = ask;
  try {
    const ready = await desk.kit.db.as(ask.actor, 'statistics', async (tx) => {
      const answer = await answerOf(tx, ask.params['release'] ?? '');
      if (answer?.reply === '') return false;
      await approve(tx, ask.params['release'] ?? '');
      return true;
    });
    return ready ? to(here(ask)) : await show(desk, ask, { wrong: { field: 'reply', text: say('answer.wrong.empty', 'Write the reply first') } });
  } catch (wrong) {
    const { code, constraint } = wrong as { code?: string; constraint?: string };
    const text =
      code === '23514' && constraint === 'two_people'
        ? say('release.wrong.same', 'You made it. A second person approves it')
        : code === '40001' || code === '23505'
          ? say('release.wrong.behind', 'Another release was approved since this one was made. Make it again, so that it is protected against that one too')
          : code === '23001'
            ? say('release.wrong.passed', 'Its minute has passed. Move it first')
            : undefined;
    if (text === undefined) throw wrong;
    return show(desk, ask, { wrong: { field: 'approve', text } });
  }
}

async function takeItBack(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const done = await desk.kit.db.as(ask.actor, 'statistics', async (tx) => {
    const row = await releaseOf(tx, ask.params['release'] ?? '');
    if (!row || standingOf(row, ask.now) === 'out') return false;
    await takeBack(tx, row.id);
    return true;
  });
  return done ? to(here(ask)) : show(desk, ask, { wrong: { field: 'take-back', text: ask.say('release.wrong.out', 'It is out. Plan a correction instead') } });
}

async function moveIt(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { kit } = desk;
  const { say } = ask;
  const typed = { day: typedDate(ask, 'out'), time: field(ask.body, 'time').trim(), 'move-because': field(ask.body, 'because').trim().slice(0, 500) };
  const refused = (at: string, text: string): Promise<Reply> => show(desk, ask, { typed, wrong: { field: at, text } });
  const on = readDay(typed.day);
  if (!on) return refused('out-day', say('figures.wrong-day', 'Enter a real day, such as 15 1 2024'));
  if (weekday(on) > 5) return refused('out-day', say('releases.wrong.weekend', 'Choose a weekday'));
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(typed.time)) return refused('time', say('releases.wrong.time', 'Write the time like 09:30'));
  const at = momentAt(on, typed.time, kit.law.zone);
  if (at <= ask.now) return refused('out-day', say('releases.wrong.past', 'That minute has passed'));
  if (typed['move-because'].length < 10) return refused('move-because', say('release.wrong.because', 'Say why, in a sentence'));
  const done = await kit.db.as(ask.actor, 'statistics', async (tx) => {
    const row = await releaseOf(tx, ask.params['release'] ?? '');
    if (!row || standingOf(row, ask.now) === 'out' || dayOf(at) < addDays(row.asOf, 1)) return false;
    await move(tx, row.id, at, typed['move-because']);
    return true;
  });
  return done ? to(here(ask)) : refused('out-day', say('releases.wrong.before', 'It must come out after the day by which it was recorded'));
}

async function addOne(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const typed = { person: field(ask.body, 'person'), 'early-because': field(ask.body, 'because').trim().slice(0, 500) };
  if (!desk.people().some((one) => one.person === typed.person))
    return show(desk, ask, { typed, wrong: { field: 'person', text: say('release.wrong.person', 'Choose a person') } });
  if (typed['early-because'].length < 10)
    return show(desk, ask, { typed, wrong: { field: 'early-because', text: say('release.wrong.because', 'Say why, in a sentence') } });
  await desk.kit.db.as(ask.actor, 'statistics', (tx) => addEarly(tx, ask.params['release'] ?? '', typed.person, typed['early-because']));
  return to(here(ask));
}

async function endOne(desk: ReleaseDesk, ask: Staff): Promise<Reply> {
  await desk.kit.db.as(ask.actor, 'statistics', (tx) => endEarly(tx, ask.params['release'] ?? '', field(ask.body, 'person')));
  return to(here(ask));
}

async function file(desk: ReleaseDesk, ask: Staff, name: string): Promise<Reply> {
  const id = ask.params['release'] ?? '';
  if (!isFileName(name)) return absent;
  const bytes = await desk.kit.db.as(ask.actor, 'statistics', (tx) => fileOf(tx, id, name));
  return bytes ? fileReply(id, name, bytes) : absent;
}
