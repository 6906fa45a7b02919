// A form as pages: one page at a time, saved on each, in any order, checked at the end. Rooms say where answers are kept.
import type { Role } from '#access/roles.ts';
import { recheck } from '#form/check.ts';
import { questionsOf, type Form, type Page } from '#form/form.ts';
import { near } from '#form/match.ts';
import { firstOpen, path, tonight } from '#form/path.ts';
import type { Answers, Origins } from '#form/question.ts';
import type { Lists } from '#form/read.ts';
import { pageSource } from '#form/source.ts';
import { pageTitle, sayItem } from '#form/texts.ts';
import { typed } from '#form/typed.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { answersSummary } from '#kit/view/summary.ts';
import { after, backward, markOf, onward, readPost, type Posted } from './form-post.ts';
import { checkView, goingNotice, guideView, overtakenNotice, questionPage, taskListView, wordingOf, type Draft, type Gap, type Links } from './form-views.ts';
import { absent, field, to, type Ask, type Reply, type Route, type Staff } from './page.ts';

export type { Draft, Gap, Writer } from './form-views.ts';

export type Serving = {
  readonly form: Form;
  /** The routes' beginning, with its parameters: `/referral/:draft`. */
  readonly base: string;
  readonly who: readonly Role[];
  readonly why: string;
  readonly lists: Lists | ((ask: Staff) => Lists);
  /** What is kept; nothing where this person may not see it or it is not there. */
  readonly load: (ask: Staff) => Promise<Draft | undefined>;
  /** Stores a page's answers and destroys what is cleared. 'changed' where somebody wrote since `draft` was loaded: it is then read again. */
  readonly save: (ask: Staff, page: Page, answers: Answers, origins: Origins, cleared: readonly string[], draft: Draft) => Promise<void | 'changed'>;
  /** Whether a page is stored though nothing on it changed: what was asked again and is still so counts from today. */
  readonly renews?: (page: Page) => boolean;
  /** Pages are added to later: what is added asks anew how it is known, beside what was known before. */
  readonly adds?: true;
  /** Whether answers that no longer apply are kept until sending (shown as to be deleted) instead of being deleted at once. */
  readonly staleUntilSending?: (answers: Answers) => boolean;
  /** What is still missing, in sentences. */
  readonly guide?: (ask: Staff, draft: Draft) => readonly Gap[];
  /** Between a page's heading and its questions. */
  readonly foreword?: (ask: Staff, draft: Draft, page: Page) => Html;
  /** Under the buttons of a page: numbers to ring, handing over. */
  readonly aside?: (ask: Staff, draft: Draft, page: Page) => Html | Promise<Html>;
  /** Which whole-form screens to serve besides the pages: both where absent; a room may have its own. */
  readonly screens?: readonly ('tasks' | 'check')[];
  /** Heading of the task list, and what stands above and below it. */
  readonly title?: (ask: Staff, draft: Draft) => string;
  readonly above?: (ask: Staff, draft: Draft) => Html | Promise<Html>;
  readonly below?: (ask: Staff, draft: Draft) => Html | Promise<Html>;
  /** Under the answers to check: the declaration and the button that sends. `ready`: nothing is left to do first. */
  readonly send?: (ask: Staff, draft: Draft, ready: boolean) => Html | Promise<Html>;
  /** Where "Save and stop here" leads, and the way back from the first page; the task list where absent. */
  readonly stop?: (ask: Staff) => string;
};

/** The routes: `base/p/:page` and `base/tonight`; with `screens`, also `base` (the task list) and `base/check`. */
export function serveForm(serving: Serving): Route[] {
  const { base, who, why } = serving;
  const withDraft =
    (act: (ask: Staff, draft: Draft) => Promise<Reply>) =>
    async (ask: Staff): Promise<Reply> => {
      const draft = await serving.load(ask);
      return draft ? act(ask, draft) : absent;
    };
  const route = (method: 'GET' | 'POST', path: string, what: string, act: (ask: Staff, draft: Draft) => Promise<Reply>): Route => ({
    method,
    path: base + path,
    who,
    why: `${why}: ${what}`,
    act: withDraft(act),
  });
  const screens = serving.screens ?? ['tasks', 'check'];
  return [
    ...(screens.includes('tasks') ? [route('GET', '', 'the task list', (ask, draft) => tasks(serving, ask, draft))] : []),
    ...(screens.includes('check') ? [route('GET', '/check', 'the answers to check', (ask, draft) => checkAnswers(serving, ask, draft))] : []),
    route('GET', '/tonight', 'to the first open page of the short path', (ask, draft) => Promise.resolve(toTonight(serving, ask, draft))),
    route('GET', '/p/:page', 'a page of questions', (ask, draft) => show(serving, ask, draft)),
    route('POST', '/p/:page', 'save a page of questions', (ask, draft) => post(serving, ask, draft)),
  ];
}

const baseOf = (serving: Serving, ask: Ask): string => serving.base.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ask.params[name] ?? ''));
const linksOf = (serving: Serving, ask: Ask): Links => ({ page: (page, from) => `${baseOf(serving, ask)}/p/${page.id}?from=${from}` });
const contextOf = (serving: Serving, ask: Staff) => ({ lists: typeof serving.lists === 'function' ? serving.lists(ask) : serving.lists, today: ask.today });
/** The way one came: the short path's own pages lead along it unless the address says otherwise. */
const cameFrom = (text: string | undefined, page: Page): string =>
  text === 'tonight' || text === 'check' || text === 'tasks' ? text : page.tonight ? 'tonight' : 'tasks';

function whither(serving: Serving, ask: Ask, place: { readonly page: Page } | 'check' | 'tasks', from: string): string {
  const base = baseOf(serving, ask);
  if (place === 'tasks') return base;
  return place === 'check' ? `${base}/check${from === 'tonight' ? '?from=tonight' : ''}` : `${base}/p/${place.page.id}?from=${from}`;
}

async function tasks(serving: Serving, ask: Staff, draft: Draft): Promise<Reply> {
  const { form } = serving;
  const links = linksOf(serving, ask);
  // The heading may be what a team calls it; the browser's title, which histories keep, never is.
  const title = ask.say('form.tasks', 'Everything that is asked');
  const body = html`<h1 class="govuk-heading-l">${serving.title?.(ask, draft) ?? title}</h1>${await serving.above?.(ask, draft)}${guideView(ask, form, serving.guide?.(ask, draft) ?? [], links)}
${taskListView(ask, form, draft, links)}
<p class="govuk-body govuk-!-margin-top-4"><a class="govuk-link govuk-!-font-weight-bold" href="${baseOf(serving, ask)}/check">${ask.say('form.to-check', 'Check the answers')}</a></p>${await serving.below?.(ask, draft)}`;
  return { kind: 'page', title, body, ...(serving.stop ? { back: serving.stop(ask) } : {}) };
}

function toTonight(serving: Serving, ask: Staff, draft: Draft): Reply {
  const open = firstOpen(tonight(serving.form, draft.answers), draft.answers);
  return to(whither(serving, ask, open ? { page: open } : 'check', 'tonight'));
}

/** The page named in the address, or nothing where the form has none such. */
const pageOf = (serving: Serving, ask: Ask): Page | undefined => serving.form.pages.find((each) => each.id === ask.params['page']);

async function show(serving: Serving, ask: Staff, draft: Draft): Promise<Reply> {
  const page = pageOf(serving, ask);
  if (!page) return absent;
  const from = cameFrom(ask.query['from'], page);
  if (!path(serving.form, draft.answers).includes(page)) return to(baseOf(serving, ask));
  return pageReply(serving, ask, draft, page, from, {});
}

type Again = { readonly status?: number; readonly posted?: Posted; readonly notice?: Html; readonly agreeing?: boolean };

async function pageReply(serving: Serving, ask: Staff, draft: Draft, page: Page, from: string, again: Again): Promise<Reply> {
  const { form } = serving;
  const base = baseOf(serving, ask);
  const body = questionPage(ask, {
    form,
    page,
    draft,
    body: again.posted?.body ?? { ...typed([page], draft.answers, draft.origins), ...(serving.adds ? { [pageSource(page)]: '' } : {}) },
    mistakes: again.posted?.mistakes ?? [],
    context: contextOf(serving, ask),
    action: `${base}/p/${page.id}`,
    from,
    seen: markOf(page, draft),
    notice: again.notice ?? nothing,
    foreword: serving.foreword?.(ask, draft, page) ?? nothing,
    agreeing: again.agreeing === true,
    aside: (await serving.aside?.(ask, draft, page)) ?? nothing,
  });
  const back = whither(serving, ask, backward(form, page, from, draft.answers), from);
  return { kind: 'page', title: pageTitle(ask.say, form.id, page), body, back, ...(again.status ? { status: again.status } : {}) };
}

async function post(serving: Serving, ask: Staff, draft: Draft, tries = 0): Promise<Reply> {
  const { form } = serving;
  const page = pageOf(serving, ask);
  if (!page) return absent;
  const from = cameFrom(field(ask.body, 'from'), page);
  const context = contextOf(serving, ask);
  const posted = readPost(form, page, draft, ask.body, context);
  if (!path(form, draft.answers).includes(page)) return notAskedAnyMore(serving, ask, draft, page, posted);
  if (posted.overtaken) return pageReply(serving, ask, draft, page, from, { status: 409, posted, notice: overtakenNotice(ask, form, page, draft, context) });
  if (posted.press.act === 'save' && posted.mistakes.length > 0) return pageReply(serving, ask, draft, page, from, { status: 400, posted });
  const later = serving.staleUntilSending?.({ ...draft.answers, ...posted.keep.answers }) === true;
  const going = later ? [] : posted.keep.stale.filter((id) => Object.hasOwn(draft.answers, id));
  if (going.length > 0 && field(ask.body, 'agreed') !== 'yes') {
    return pageReply(serving, ask, draft, page, from, { status: 409, posted, notice: goingNotice(ask, form, going), agreeing: true });
  }
  const keep = { ...posted.keep, stale: going };
  if (!posted.same || going.length > 0 || serving.renews?.(page)) {
    const cleared = [...keep.emptied, ...going];
    const stored = await serving.save(ask, page, keep.answers, keep.origins, cleared, draft);
    if (stored === 'changed') {
      const now = await serving.load(ask);
      return now && tries < 3 ? post(serving, ask, now, tries + 1) : absent;
    }
  }
  const kept: Draft = { ...draft, ...after(draft, keep), ...(posted.same ? {} : { saved: ask.now }) };
  if (posted.press.act === 'stop')
    return posted.mistakes.length > 0 ? pageReply(serving, ask, kept, page, from, { status: 400, posted }) : to(serving.stop?.(ask) ?? baseOf(serving, ask));
  if ('name' in posted.press) return pageReply(serving, ask, kept, page, from, { posted });
  return to(whither(serving, ask, onward(form, page, from, draft.answers, kept.answers), from));
}

/** An earlier answer changed meanwhile, so that this page is not asked any more: what was typed is shown, not stored. */
function notAskedAnyMore(serving: Serving, ask: Staff, draft: Draft, page: Page, posted: Posted): Reply {
  const { form } = serving;
  const title = ask.say('form.not-asked.title', 'This page is not asked any more');
  const typedNow = answersSummary(
    { form, pages: [page], answers: posted.checked.answers, level: 2, change: null },
    wordingOf(ask, form, contextOf(serving, ask)),
  );
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${ask.say('form.not-asked', 'An earlier answer was changed after you opened it. What you typed is here and is not saved: copy what you still need.')}</p>${typedNow}
<p class="govuk-body"><a class="govuk-link" href="${whither(serving, ask, 'tasks', 'tasks')}">${ask.say('form.not-asked.tasks', 'Back to the list of pages')}</a></p>`;
  return { kind: 'page', status: 409, title, body };
}

async function checkAnswers(serving: Serving, ask: Staff, draft: Draft): Promise<Reply> {
  const { form } = serving;
  const context = contextOf(serving, ask);
  const live = Object.fromEntries(Object.entries(draft.answers).filter(([id]) => path(form, draft.answers).some((page) => Object.hasOwn(page.questions, id))));
  const checked = recheck(form, live, draft.origins, context);
  const mistakes = checked.ok ? [] : checked.errors;
  const title = ask.say('form.check', 'Check the answers');
  const body = html`<h1 class="govuk-heading-l">${title}</h1>${checkView(ask, form, draft, context, mistakes, linksOf(serving, ask))}${await serving.send?.(ask, draft, mistakes.length === 0)}`;
  return { kind: 'page', title, body, back: baseOf(serving, ask) };
}

/** Names out of the long lists, for the text boxes that offer them. Public lists: they hold nothing of anybody. */
export function listRoutes(lists: Lists): Route[] {
  return [
    {
      method: 'GET',
      path: '/lists/:list',
      who: 'anyone',
      why: 'names of a public code list that are like what is typed',
      act: (ask) => {
        const list = Object.hasOwn(lists, ask.params['list'] ?? '') ? lists[ask.params['list'] ?? ''] : undefined;
        if (!list) return Promise.resolve(absent);
        const items = near(list, (ask.query['q'] ?? '').slice(0, 100), ask.today).map((item) => ({ code: item.code, label: sayItem(ask.say, list, item) }));
        return Promise.resolve({ kind: 'json', status: 200, body: { items } });
      },
    },
  ];
}

/** The ids of every list a form asks from: a country without one of them cannot serve the form. */
export function listsNeeded(form: Form): readonly string[] {
  const questions = Object.values(questionsOf(form)).flatMap((question) => (question.kind === 'group' ? Object.values(question.of) : [question]));
  return [...new Set(questions.flatMap((question) => ('list' in question ? [question.list] : [])))];
}
