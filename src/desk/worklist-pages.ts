// A decider's morning: what to do first, what waits for others, and why each day counts.
import { readDay, type Instant } from '#base/day.ts';
import { fileId, type FileId } from '#base/id.ts';
import { clocks } from '#journey/clocks.ts';
import { caseStream } from '#journey/file.ts';
import { reasonIn, type Reason } from '#journey/urgency.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge, subNavigation } from '#kit/view/moj.ts';
import { whyThisDay } from '#kit/view/why-this-day.ts';
import { field, page, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { countLetters, ownLetters, waitingLetters } from '#rooms/decision/store.ts';
import { countTasks, tasksFor, taskList } from './task-list.ts';
import { clockName } from './case-pages.ts';
import { forSomebody, letterList, letterPlace, ownLetterList, toOwnLetters } from './letter-list.ts';
import { changedPanel, changedSince, mostChanged } from './changed.ts';
import { searchForm } from './search-pages.ts';
import { addressOf, conditionsOf, filterView, isNarrow, readFilter } from './filter.ts';
import { doneNotice } from './done.ts';
import { leaveLink, mistakesIn, tick, withTicks } from './several-view.ts';
import { forwardReason, movedUp, waitsSince, waitsWord } from './line.ts';
import { changedFor, markSeen } from './store.ts';
import { counts, factsOfEach, mostCounted, show, type Asked, type Shown } from './queue.ts';
import type { Waits } from './row.ts';

const deciders = ['decision-maker', 'decision-manager'] as const;
const perPage = 25;
const ownLettersShown = 10;

/** `mine`: of one's own cases; `others`: what somebody else proposed. */
type View = { readonly id: string; readonly mine: boolean; readonly others?: true; readonly waits: readonly Waits[] | null };

/** The lists of the morning. An authority's list is all of it or waits for one thing: one range of one index. */
const views: readonly View[] = [
  { id: 'you', mine: true, waits: ['forward', 'to-chase', 'to-decide', 'ready'] },
  // Nobody is the second of their own proposal, nor answers a request to look again at their own decision: both wait on somebody else.
  { id: 'others', mine: true, waits: ['answer', 'time', 'paused', 'court', 'second-person', 'reconsideration'] },
  { id: 'ready', mine: true, waits: ['ready'] },
  { id: 'second', mine: false, others: true, waits: ['second-person'] },
  { id: 'again', mine: false, waits: ['reconsideration'] },
  { id: 'unallocated', mine: false, waits: ['to-allocate'] },
  { id: 'all', mine: false, waits: null },
];

export function worklistPages(kit: Kit, organisation: (code: string) => string): Route[] {
  return [
    {
      method: 'GET',
      path: '/desk',
      who: deciders,
      why: 'What waits for whom',
      act: async (ask) => worklist(kit, ask, organisation, { notice: await doneNotice(kit, ask, organisation) }),
    },
    { method: 'POST', path: '/desk/seen', who: deciders, why: 'Mark what changed as seen', act: (ask) => seen(kit, ask) },
  ];
}

/** What stands above a list besides: what was just done, or what is wrong with what was pressed below it. */
type Above = { readonly notice?: Html; readonly wrong?: string };

export async function worklist(kit: Kit, ask: Staff, organisation: (code: string) => string, above: Above = {}): Promise<PageReply> {
  if (ask.query['view'] === 'changed') return changed(kit, ask, organisation);
  if (ask.query['view'] === 'letters') return letters(kit, ask);
  if (ask.query['view'] === 'people') return tasks(kit, ask);
  const view = views.find((one) => one.id === (ask.query['view'] ?? 'you')) ?? views[0];
  if (!view) throw new Error('no list');
  const after = cursor(ask.query['after']);
  const filter = readFilter(ask.query, kit.law);
  const asked = {
    narrow: conditionsOf(filter, ask.today),
    authority: ask.actor.organisation,
    worker: view.mine ? ask.actor.person : null,
    notBy: view.others ? ask.actor.person : null,
    waits: view.waits,
    after,
    most: perPage + 1,
  };
  const {
    rows,
    whys,
    letters: own,
    numbers,
  } = await kit.db.as(ask.actor, 'identification', async (tx) => {
    const shown = await show(tx, asked);
    const first = shown.slice(0, perPage);
    const files = first.map((row) => row.file as FileId);
    const [cases, facts] = [await kit.ledger.loadEach(tx, caseStream, files), await factsOfEach(tx, files)];
    const why: Beside[] = [];
    for (const row of first) {
      const file = row.file as FileId;
      const state = cases.get(file)?.state ?? caseStream.start;
      const clock = clocks(state, kit.law, facts.get(file) ?? {}, ask.today).find((one) => one.name === row.clock && one.due === row.due);
      const reason = row.waits === 'forward' ? await forwardReason(tx, file) : undefined;
      why.push({
        why: clock ? whyThisDay(clock, ask) : nothing,
        waits: html`${waitsSince(kit, ask, state, row)}${when(reason, () => html`<br><span class="nrm-said nrm-line">${reason ?? ''}</span>`)}`,
        first: movedUp(kit, ask, row),
      });
    }
    const letters = view.id === 'you' && !after ? forSomebody(kit, ask, await ownLetters(tx, ask.now, ownLettersShown + 1)) : [];
    return { rows: shown, whys: why, letters, numbers: await numbersOf(tx, ask) };
  });
  const more = rows.length > perPage ? rows[perPage - 1] : undefined;
  const none = isNarrow(filter) ? ask.say('desk.none-such', 'No case in this list fits all that you chose.') : ask.say('desk.none', 'Nothing here now.');
  const list = html`${toOwnLetters(ask, own.length)}${filterView(ask, kit.law, view.id, filter)}${
    rows.length === 0
      ? html`<p class="govuk-body">${none}</p>`
      : withTicks(
          ask,
          rows.slice(0, perPage).map((row) => row.reference),
          caseTable(ask, rows.slice(0, perPage), whys),
          above.wrong,
        )
  }
${when(more, () => html`<nav aria-label="${ask.say('desk.pages', 'Further cases')}"><a class="govuk-link govuk-body" rel="next" href="${addressOf(view.id, filter)}&amp;after=${more?.harm ?? 0}.${more?.criteria.length === 0 ? 1 : 0}.${more?.due ?? ''}.${more?.file ?? ''}">${ask.say('desk.more', 'Next {count}', { count: perPage })}</a></nav>`)}${ownLetterList(kit, ask, own, ownLettersShown)}`;
  const summary = above.wrong && mistakesIn(ask, [{ field: `tick-${rows[0]?.reference ?? 'all'}`, text: above.wrong }]);
  return listPage(ask, view.id, numbers, list, { head: html`${summary ?? nothing}${above.notice ?? nothing}`, ...(above.wrong ? { status: 400 } : {}) });
}

/** Letters that wait: of the whole authority, since a letter that nobody sends is nobody's case. */
async function letters(kit: Kit, ask: Staff): Promise<PageReply> {
  const { rows, numbers } = await kit.db.as(ask.actor, 'identification', async (tx) => ({
    rows: await waitingLetters(tx, ask.actor.organisation, letterPlace(ask.query['after']), perPage + 1),
    numbers: await numbersOf(tx, ask),
  }));
  return listPage(ask, 'letters', numbers, letterList(kit, ask, rows, perPage));
}

/** What others did in one's own cases since one last looked. */
async function changed(kit: Kit, ask: Staff, organisation: (code: string) => string): Promise<PageReply> {
  const { panel, numbers } = await kit.db.as(ask.actor, 'identification', async (tx) => ({
    panel: await changedPanel(kit, tx, ask, organisation),
    numbers: await numbersOf(tx, ask),
  }));
  return listPage(ask, 'changed', numbers, panel);
}

async function seen(kit: Kit, ask: Staff): Promise<Reply> {
  const upTo = field(ask.body, 'up-to');
  if (/^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(upTo)) await kit.db.as(ask.actor, 'identification', (tx) => markSeen(tx, upTo as Instant));
  return to('/desk?view=changed');
}

/** What somebody is to see, review or confirm about who may see which case. */
async function tasks(kit: Kit, ask: Staff): Promise<PageReply> {
  const { rows, numbers } = await kit.db.as(ask.actor, 'identification', async (tx) => ({
    rows: await tasksFor(tx, perPage),
    numbers: await numbersOf(tx, ask),
  }));
  return listPage(ask, 'people', numbers, taskList(ask, rows));
}

/** What stands in brackets behind each view. */
type Numbers = Readonly<Record<string, string>>;

async function numbersOf(tx: Tx, { actor, now }: Staff): Promise<Numbers> {
  const found = await counts(tx, actor.organisation, actor.person);
  const waiting = await countLetters(tx, actor.organisation, mostCounted);
  const people = await countTasks(tx);
  const fresh = (await changedFor(tx, await changedSince(tx, now), mostChanged)).length;
  return {
    ...Object.fromEntries(views.map((one) => [one.id, countOf(one, found)])),
    people,
    changed: fresh >= mostChanged ? `${mostChanged}+` : String(fresh),
    letters: waiting >= mostCounted ? `${mostCounted}+` : String(waiting),
  };
}

function listPage(ask: Staff, view: string, numbers: Numbers, list: Html, above: { readonly head?: Html; readonly status?: number } = {}): PageReply {
  const title = ask.say('desk.title', 'Your work');
  const links = ['changed', ...views.map((one) => one.id), 'letters', 'people'].map((id) => ({
    href: `/desk?view=${id}`,
    text: `${viewName(ask, id)} (${numbers[id] ?? '0'})`,
    current: id === view,
  }));
  const { head = nothing, status } = above;
  const body = html`${head}<h1 class="govuk-heading-l">${title}</h1>${subNavigation(title, links)}${searchForm(ask)}${leaveLink(ask)}${list}`;
  return page(title, body, { wide: true, ...(status ? { status } : {}) });
}

function viewName({ say }: Staff, id: string): string {
  const names: Readonly<Record<string, string>> = {
    changed: say('desk.view.changed', 'Changed'),
    you: say('desk.view.you', 'Waiting on you'),
    others: say('desk.view.others', 'Waiting on others'),
    ready: say('desk.view.ready', 'Ready to decide'),
    second: say('desk.view.second', 'For a second person'),
    again: say('desk.view.again', 'Asked to look again'),
    unallocated: say('desk.view.unallocated', 'Nobody has it yet'),
    all: say('desk.view.all', 'All open'),
    letters: say('desk.view.letters', 'Letters'),
    people: say('desk.view.people', 'Who may see what'),
  };
  return names[id] ?? id;
}

function countOf(view: View, found: Awaited<ReturnType<typeof counts>>): string {
  const of = view.waits ?? (Object.keys(found) as Waits[]);
  const all = of.map((one) => found[one]?.[view.others ? 'others' : view.mine ? 'mine' : 'all'] ?? 0);
  const sum = all.reduce((a, b) => a + b, 0);
  return all.some((one) => one >= mostCounted) ? `${mostCounted}+` : String(sum);
}

function cursor(text: string | undefined): Asked['after'] {
  const [harm, down, due, file] = (text ?? '').split('.');
  const id = fileId(file ?? '');
  return id && /^\d{1,9}$/.test(harm ?? '') ? { harm: Number(harm), down: down === '1', due: readDay(due ?? '') ?? null, file: id } : null;
}

/** What of a line is worked out from its case. */
type Beside = { readonly why: Html; readonly waits: Html; readonly first: Html };

function caseTable(ask: Staff, rows: readonly Shown[], beside: readonly Beside[]): Html {
  const { say } = ask;
  const heads = [say('desk.presses', 'Cannot wait'), say('desk.case', 'Case'), say('desk.waits', 'Waits for'), say('desk.due', 'Due'), say('desk.why', 'Why')];
  const cell = (at: number, inside: Html) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  return html`<table class="govuk-table nrm-worklist nrm-stack"><caption class="govuk-visually-hidden">${say('desk.title', 'Your work')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, i) => html`<tr class="govuk-table__row">${cell(
      0,
      html`${
        row.harms.length > 0
          ? join(
              row.harms.map((code) => badge(reasonIn(say, code as Reason), 'red')),
              ' ',
            )
          : html`<span class="govuk-hint">${say('desk.no-harm', 'Nothing named')}</span>`
      }${beside[i]?.first ?? nothing}`,
    )}
<th scope="row" class="govuk-table__header" data-label="${heads[1] ?? ''}">${tick(ask, row.reference)}<a class="govuk-link nrm-reference" href="/case/${row.reference}">${row.reference}</a> <span class="nrm-worklist__who">${row.child ? say('case.child', 'Child') : say('case.adult', 'Adult')}</span></th>
${cell(2, html`${waitsWord(ask, row)}${beside[i]?.waits ?? nothing}`)}${cell(3, dueOf(ask, row))}${cell(4, beside[i]?.why ?? nothing)}</tr>`,
  )}</tbody></table>`;
}

function dueOf({ say, lang, today }: Staff, row: Shown): Html {
  if (!row.due) return html`–`;
  return html`${when(row.due < today, html`<strong>${say('desk.late', 'Late:')}</strong> `)}${longDay(row.due, lang)}<br><span class="govuk-hint">${clockName(say, row.clock ?? '')}</span>`;
}
