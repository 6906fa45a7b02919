// After sending: anything may be added until the last decision, and what is urgent is kept current. Each change is a further version.
import { edition } from '#form/edition.ts';
import { path } from '#form/path.ts';
import { pageTitle } from '#form/texts.ts';
import { type Form, type Page } from '#form/form.ts';
import type { Answers, Origins, Value } from '#form/question.ts';
import { inOrder } from '#form/edition.ts';
import type { FileId } from '#base/id.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { addInformation, changeNeeds } from '#journey/referral.ts';
import { lastStageClosed } from '#journey/stages.ts';
import type { Tx } from '#kit/store/database.ts';
import { keepEdition } from '#kit/store/editions.ts';
import { count, retire } from '#kit/store/statistics.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { insetText, taskList } from '#kit/view/govuk.ts';
import { serveForm, type Draft as Shown } from '#kit/web/form-pages.ts';
import { absent, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { addAnswers, held, type Held } from './answers.ts';
import { blankForm, madeUntrue, startsBlank } from './blank.ts';
import { actOf, refusalNotice, responders, type Desk } from './desk.ts';
import { countsOf } from './counts.ts';
import { needsOf, said } from './facts.ts';
import { ringNow } from './ring.ts';
import { openSent, type Seen } from './sent.ts';

/** Age and consent are not changed by adding: the decision room records a change of either as what it is. */
const notHere = new Set(['age', 'consent']);

/** A birth date that is learnt later is added by itself: it warns before an 18th birthday and changes nobody's age. */
function later(form: Form): Form {
  const age = form.pages.find((each) => each.id === 'age');
  const born = age?.questions['birth-date'];
  if (!age || !born) return form;
  const birth: Page = { ...age, id: 'birth', title: 'When the person was born', questions: { 'birth-date': born } };
  return { ...form, pages: form.pages.flatMap((each) => (each.id === 'age' ? [each, birth] : [each])) };
}
/** Pages on which the same answer given again is news: a safe contact ages, and counts from when it was last said (data.md 17). */
const ageing = new Set(['safe-contact', 'letters']);

/** `held` is what is stored: of a page that is not read back, less is shown. */
type ShownSent = Shown & { readonly seen: Seen; readonly held: Held };

export function addPages(desk: Desk): readonly Route[] {
  const readBack = served(desk, later(desk.form));
  const unseen = served(desk, blankForm(later(desk.form)), false);
  return [
    { method: 'GET', path: '/sent/:reference/add', who: responders, why: 'what can be added to a referral', act: (ask) => addList(desk, ask) },
    ...readBack.map((route) => back(desk, route, unseen.find((each) => each.method === route.method && each.path === route.path) ?? route)),
  ];
}

/** The routes of single pages. `form` is the one asked from: with pages to be filled anew where nothing is read back. */
function served(desk: Desk, form: Form, readBack = true): readonly Route[] {
  const routes = serveForm({
    form,
    base: '/sent/:reference',
    who: responders,
    why: 'adding to a referral of the team',
    lists: desk.kit.law.lists,
    screens: [],
    adds: true,
    load: (ask) => load(desk, ask),
    renews: (asked) => ageing.has(asked.id),
    // What hides an answer may not say either that another one rests on it: where nothing is read back, nothing goes stale.
    staleUntilSending: () => !readBack,
    save: (ask, asked, answers, origins, cleared, shown) => {
      const { seen, held: before } = shown as ShownSent;
      const again = ageing.has(asked.id);
      if (readsBack(seen)) return save(desk, ask, seen, before, changes(before, { answers, origins }, cleared, again));
      const now = { answers: { ...answers, ...madeUntrue(before.answers, answers) }, origins };
      return save(desk, ask, seen, before, changes(before, now, [], again));
    },
    foreword: (ask, shown, asked) => (readsBack((shown as ShownSent).seen) ? nothing : unseenNotice(ask, asked)),
    aside: (ask, shown) => {
      const { seen } = shown as ShownSent;
      return ringNow(desk, ask, readsBack(seen) ? shown.answers : {}, seen.file.nation);
    },
    stop: (ask) => `/sent/${ask.params['reference'] ?? ''}`,
  });
  return routes.filter((route) => route.path.endsWith('/p/:page'));
}

/** Why the page is empty, and what comes of what is written and of what is left out. */
function unseenNotice({ say }: Staff, asked: Page): Html {
  if (!startsBlank(asked)) return nothing;
  return insetText({
    html: html`<p class="govuk-body">${say('referral.blank.why', 'This page starts empty: your organisation cannot read the file back. What was said before is not shown here, and what you write is not shown again.')}</p>
<p class="govuk-body">${say('referral.blank.how', 'What you write here takes the place of what was said before. A question you leave empty stays as it was.')}</p>
${when(asked.id === 'place', () => html`<p class="govuk-body">${say('referral.blank.ticks', 'Where you tick boxes, tick everything that is true now and not only what is new.')}</p>`)}
${when(asked.id === 'safe-contact', () => html`<p class="govuk-body">${say('referral.blank.contact', 'A new way counts as safe when you write it in full and say that you have made sure. Until then letters wait.')}</p>`)}`,
  });
}

/** A saved page leads back to the referral; what may not be added any more is said with its rule. */
function back(desk: Desk, route: Route, unseen: Route): Route {
  return {
    ...route,
    act: async (ask) => {
      const may = await mayOpen(desk, ask);
      if ('kind' in may) return may;
      const reply = await (readsBack(may) ? route : unseen).act(ask);
      // The page before it in the form may not be offered here: the list is the way back.
      if (reply.kind === 'page') return { ...reply, back: `/sent/${ask.params['reference'] ?? ''}/add` };
      return reply.kind === 'to' ? to(`/sent/${ask.params['reference'] ?? ''}?added`) : reply;
    },
  };
}

/** The referral, where something may be added to it; else the reply that says why not. */
async function mayOpen(desk: Desk, ask: Staff): Promise<Seen | Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const contactOnly = ask.params['page'] === undefined || ageing.has(ask.params['page']);
  const may = addInformation(seen.file, { questions: ['any'], contactOnly }, desk.kit.law, await actOf(desk, ask, seen.file.nation));
  if (may.ok) return seen;
  const body = html`${refusalNotice(ask, may)}<p class="govuk-body"><a class="govuk-link" href="/sent/${seen.row.reference}">${ask.say('referral.meanwhile.go', 'To the referral')}</a></p>`;
  return page(ask.say('referral.add.page', 'Add to a referral'), body, { status: 409, back: `/sent/${seen.row.reference}` });
}

async function load(desk: Desk, ask: Staff): Promise<ShownSent | undefined> {
  const found = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const seen = await openSent(desk, tx, ask.params['reference'], ask.today);
    return seen && { seen, now: await held(tx, seen.row.file) };
  });
  if (!found) return undefined;
  const asked = offered(desk, found.now, found.seen).find((each) => each.id === ask.params['page']);
  if (!asked) return undefined;
  const shown = readsBack(found.seen) ? found.now : without(found.now, Object.keys(asked.questions));
  return { ...shown, seen: found.seen, held: found.now };
}

/** Whether this kind of organisation is shown again what it wrote (law: what a referrer sees later). */
const readsBack = (seen: Seen): boolean => seen.sees.has('stage');

const without = (now: Held, questions: readonly string[]): Held => {
  const left = <T>(of: Readonly<Record<string, T>>) => Object.fromEntries(Object.entries(of).filter(([id]) => !questions.includes(id)));
  return { answers: left(now.answers), origins: left(now.origins) };
};

/**
 * The pages that may be opened. A kind of organisation that later sees only its receipt is not shown again what it wrote:
 * it is offered what nobody has answered yet, and empty pages for what is kept current.
 */
function offered({ form, kit }: Desk, now: Held, seen: Seen): readonly Page[] {
  // After the last decision only how the person is reached safely is kept current: the letter waits for it.
  const late = lastStageClosed(seen.file, kit.law) && !seen.file.decision.reconsiderations.some((one) => one.state === 'asked');
  const pages = path(later(form), now.answers).filter((each) => (late ? ageing.has(each.id) : !notHere.has(each.id)));
  if (readsBack(seen)) return pages;
  return pages.filter((each) => startsBlank(each) || !Object.keys(each.questions).some((id) => said(now.answers, id)));
}

async function addList(desk: Desk, ask: Staff): Promise<Reply> {
  const may = await mayOpen(desk, ask);
  if ('kind' in may) return may;
  const found = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const seen = await openSent(desk, tx, ask.params['reference'], ask.today);
    return seen && { seen, now: await held(tx, seen.row.file) };
  });
  if (!found) return absent;
  const { say } = ask;
  const at = `/sent/${found.seen.row.reference}`;
  const body = html`<h1 class="govuk-heading-l">${say('referral.add.title', 'Add what you have learnt')}</h1>
<p class="govuk-body">${say('referral.add.lead', 'Everything you add goes to who decides at once. What was there before stays in the record.')}</p>
${desk.form.sections.map((section) =>
  sectionOf(
    desk,
    ask,
    at,
    offered(desk, found.now, found.seen).filter((each) => each.section === section.id),
    section.title,
    found,
  ),
)}`;
  return page(say('referral.add.page', 'Add to a referral'), body, { back: at });
}

type Found = { readonly seen: Seen; readonly now: Held };

function sectionOf(desk: Desk, ask: Staff, at: string, pages: readonly Page[], title: string, { seen, now }: Found): Html {
  if (pages.length === 0) return nothing;
  const { say } = ask;
  const status = (each: Page) => {
    // Of a page that starts empty it is not said whether anything is there.
    if (startsBlank(each) && !readsBack(seen)) return { text: say('referral.add.blank', 'Starts empty') };
    return Object.keys(each.questions).some((id) => said(now.answers, id))
      ? { text: say('referral.add.some', 'Something is there') }
      : { tag: { text: say('referral.add.nothing', 'Nothing yet'), classes: 'govuk-tag--grey' } };
  };
  return html`<h2 class="govuk-heading-m">${title}</h2>${taskList({
    items: pages.map((each) => ({
      title: { text: pageTitle(say, desk.form.id, each) },
      href: `${at}/p/${each.id}?from=tasks`,
      status: status(each),
    })),
  })}`;
}

async function save(desk: Desk, ask: Staff, seen: Seen, before: Held, changed: Held): Promise<void | 'changed'> {
  const { kit, form } = desk;
  const worded = edition(form);
  if (Object.keys(changed.answers).length === 0) return undefined;
  const act = await actOf(desk, ask, seen.file.nation);
  let overtaken = false;
  const result = await kit.ledger.perform(
    ask.actor,
    'intake',
    caseStream,
    seen.row.file,
    async (state, tx): Promise<Outcome<CaseEvent>> => {
      const earlier = await held(tx, seen.row.file);
      overtaken = inOrder(earlier.answers) !== inOrder(before.answers);
      if (overtaken) return done();
      const outcome = added(desk, state, { ...earlier.answers, ...changed.answers }, Object.keys(changed.answers), act);
      if (!outcome.ok) return outcome;
      await keepEdition(tx, worded.id, worded.wording);
      await addAnswers(tx, seen.row.file, form, changed, ask.lang);
      await countAgain(form, tx, seen.row.file, earlier.answers, { ...earlier.answers, ...changed.answers }, state);
      return outcome;
    },
    { day: ask.today, at: ask.now, nation: seen.file.nation, edition: worded.id },
  );
  // Decided or taken back since the page was opened: what may be added now is looked at again, and nothing is said to have arrived.
  return overtaken || !result.ok ? 'changed' : undefined;
}

/** The events of an addition: that questions were answered, and where needs changed, which there are now. */
function added(desk: Desk, state: CaseFile, answers: Answers, questions: readonly string[], act: Act): Outcome<CaseEvent> {
  const ofContact = desk.form.pages.filter((each) => ageing.has(each.id)).flatMap((each) => Object.keys(each.questions));
  const contactOnly = questions.every((question) => ofContact.includes(question));
  const information = addInformation(state, { questions, contactOnly }, desk.kit.law, act);
  if (!information.ok) return information;
  const needs = changeNeeds(state, { needs: needsOf(answers) }, desk.kit.law, act);
  return done<CaseEvent>(...information.events, ...(needs.ok ? needs.events : []));
}

/**
 * What differs from what was there, and where answers age, what was said again too. An answer taken away becomes "not
 * known": sent answers are never removed.
 */
function changes(before: Held, now: Held, cleared: readonly string[], again: boolean): Held {
  const answers: Record<string, Value> = {};
  const origins: Record<string, Origins[string]> = {};
  for (const [id, value] of Object.entries(now.answers)) {
    const same = inOrder(value) === inOrder(before.answers[id]) && now.origins[id] === before.origins[id];
    if (same && !again) continue;
    answers[id] = value;
    const origin = now.origins[id];
    if (origin) origins[id] = origin;
  }
  for (const id of cleared) answers[id] = { none: 'not-known' };
  return { answers, origins };
}

/** Counted answers that changed are retired and counted anew, on the day of sending as before. */
async function countAgain(form: Form, tx: Tx, file: FileId, before: Answers, now: Answers, state: CaseFile): Promise<void> {
  if (!state.referred) return;
  const [was, is] = [countsOf(form, before, state.referred), countsOf(form, now, state.referred)];
  const codes = (rows: typeof was, question: string) =>
    rows
      .filter((row) => row.question === question)
      .map((row) => row.code)
      .toSorted()
      .join();
  const changed = [...new Set([...was, ...is].map((row) => row.question))].filter((question) => codes(was, question) !== codes(is, question));
  for (const question of changed) await retire(tx, file, question);
  const rows = is.filter((row) => changed.includes(row.question));
  if (rows.length > 0) await count(tx, file, rows);
}
