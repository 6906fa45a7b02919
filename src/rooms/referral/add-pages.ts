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
import { html, type Html } from '#kit/view/html.ts';
import { taskList } from '#kit/view/govuk.ts';
import { serveForm, type Draft as Shown } from '#kit/web/form-pages.ts';
import { absent, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { addAnswers, held, type Held } from './answers.ts';
import { actOf, refusalNotice, responders, type Desk } from './desk.ts';
import { countsOf } from './counts.ts';
import { needsOf, said } from './facts.ts';
import { ringNow } from './ring.ts';
import { openSent, type Seen } from './sent.ts';

/** Age and consent are not changed by adding: the decision room records a change of either as what it is. */
const notHere = new Set(['age', 'consent']);
/** Pages on which the same answer given again is news: a safe contact ages, and counts from when it was last said (data.md 17). */
const ageing = new Set(['safe-contact', 'letters']);

/** `held` is what is stored: of a page that is not read back, less is shown. */
type ShownSent = Shown & { readonly seen: Seen; readonly held: Held };

export function addPages(desk: Desk): readonly Route[] {
  const who = responders;
  const served = serveForm({
    form: desk.form,
    base: '/sent/:reference',
    who,
    why: 'adding to a referral of the team',
    lists: desk.kit.law.lists,
    screens: [],
    load: (ask) => load(desk, ask),
    renews: (asked) => ageing.has(asked.id),
    save: (ask, asked, answers, origins, cleared, shown) => {
      const { seen, held: before } = shown as ShownSent;
      return save(desk, ask, seen, before, changes(before, { answers, origins }, cleared, ageing.has(asked.id)));
    },
    aside: (ask, shown) => {
      const { seen } = shown as ShownSent;
      return ringNow({ say: ask.say, now: ask.now, law: desk.kit.law }, readsBack(seen) ? shown.answers : {}, seen.file.nation);
    },
    stop: (ask) => `/sent/${ask.params['reference'] ?? ''}`,
  }).filter((route) => route.path.endsWith('/p/:page'));
  return [
    { method: 'GET', path: '/sent/:reference/add', who, why: 'what can be added to a referral', act: (ask) => addList(desk, ask) },
    ...served.map((route) => back(desk, route)),
  ];
}

/** A saved page leads back to the referral; what may not be added any more is said with its rule. */
function back(desk: Desk, route: Route): Route {
  if (route.who === 'anyone') return route;
  return {
    ...route,
    act: async (ask) => {
      const refused = await refusal(desk, ask);
      if (refused) return refused;
      const reply = await route.act(ask);
      // The page before it in the form may not be offered here: the list is the way back.
      if (reply.kind === 'page') return { ...reply, back: `/sent/${ask.params['reference'] ?? ''}/add` };
      return reply.kind === 'to' ? to(`/sent/${ask.params['reference'] ?? ''}?added`) : reply;
    },
  };
}

async function refusal(desk: Desk, ask: Staff): Promise<Reply | undefined> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const contactOnly = ask.params['page'] === undefined || ageing.has(ask.params['page']);
  const may = addInformation(seen.file, { questions: ['any'], contactOnly }, desk.kit.law, await actOf(desk, ask, seen.file.nation));
  if (may.ok) return undefined;
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
 * it is offered what nobody has answered yet.
 */
function offered({ form, kit }: Desk, now: Held, seen: Seen): readonly Page[] {
  // After the last decision only how the person is reached safely is kept current: the letter waits for it.
  const late = lastStageClosed(seen.file, kit.law) && !seen.file.decision.reconsiderations.some((one) => one.state === 'asked');
  const pages = path(form, now.answers).filter((each) => (late ? ageing.has(each.id) : !notHere.has(each.id)));
  if (readsBack(seen)) return pages;
  return pages.filter((each) => !Object.keys(each.questions).some((id) => said(now.answers, id)));
}

async function addList(desk: Desk, ask: Staff): Promise<Reply> {
  const refused = await refusal(desk, ask);
  if (refused) return refused;
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
    found.now.answers,
  ),
)}`;
  return page(say('referral.add.page', 'Add to a referral'), body, { back: at });
}

function sectionOf(desk: Desk, ask: Staff, at: string, pages: readonly Page[], title: string, answers: Answers): Html {
  if (pages.length === 0) return html``;
  const { say } = ask;
  return html`<h2 class="govuk-heading-m">${title}</h2>${taskList({
    items: pages.map((each) => {
      const answered = Object.keys(each.questions).some((id) => said(answers, id));
      return {
        title: { text: pageTitle(say, desk.form.id, each) },
        href: `${at}/p/${each.id}?from=tasks`,
        status: answered
          ? { text: say('referral.add.some', 'Something is there') }
          : { tag: { text: say('referral.add.nothing', 'Nothing yet'), classes: 'govuk-tag--grey' } },
      };
    }),
  })}`;
}

async function save(desk: Desk, ask: Staff, seen: Seen, before: Held, changed: Held): Promise<void | 'changed'> {
  const { kit, form } = desk;
  const worded = edition(form);
  if (Object.keys(changed.answers).length === 0) return undefined;
  const act = await actOf(desk, ask, seen.file.nation);
  let overtaken = false;
  await kit.ledger.perform(
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
  return overtaken ? 'changed' : undefined;
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
