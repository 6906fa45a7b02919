// The screens of a form: a page of questions, the task list, the answers to check. What is on them, not where they lead.
import { dayOf, type Instant } from '#base/day.ts';
import type { Form, Page } from '#form/form.ts';
import type { Mistake } from '#form/mistakes.ts';
import { open, path, progress, stale, tonight, type Progress } from '#form/path.ts';
import type { Answers, Origins, Question } from '#form/question.ts';
import type { Context } from '#form/read.ts';
import { pageLead, pageTitle, sayMistake, sectionLead, sectionTitle, wordsOf } from '#form/texts.ts';
import { isHeading, mistakeSummary, type Drawing } from '#kit/view/drawing.ts';
import { fields } from '#kit/view/fields.ts';
import { button, notificationBanner, taskList } from '#kit/view/govuk.ts';
import { html, join, nothing, paragraphs, raw, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { answersSummary, valueText, type Wording } from '#kit/view/summary.ts';
import { csrf, type Ask } from './page.ts';

export type Writer = { readonly who: string; readonly at: Instant };

/** What is kept of a form that somebody is filling in. */
export type Draft = {
  readonly answers: Answers;
  readonly origins: Origins;
  /** When it was last saved; shown as "Saved 03:12". */
  readonly saved?: Instant | undefined;
  /** Who last wrote each answer, and when. */
  readonly writers?: Readonly<Record<string, Writer>>;
};

export type Gap = { readonly id: string; readonly english: string; readonly page?: string };

/** A moment as people at the desk say it: the time, and the day where it is not today. */
export function momentText(ask: Ask, at: Instant): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(at));
  const day = dayOf(at);
  return day === dayOf(ask.now) ? time : ask.say('form.moment', '{day} at {time}', { day: longDay(day, ask.lang), time });
}

export function wordingOf(ask: Ask, form: Form, context: Context): Wording {
  return { say: ask.say, lang: ask.lang, form: form.id, lists: new Map(Object.values(context.lists).map((list) => [list.id, list])) };
}

export type PageView = {
  readonly form: Form;
  readonly page: Page;
  readonly draft: Draft;
  readonly body: Drawing['body'];
  readonly mistakes: readonly Mistake[];
  readonly context: Context;
  /** Where the form posts to. */
  readonly action: string;
  readonly from: string;
  /** The mark of what the page held when shown. */
  readonly seen: string;
  readonly notice: Html;
  /** A later page's answers go if this is saved; said, and agreed to by saving again. */
  readonly agreeing: boolean;
  /** Between the heading and the questions. */
  readonly foreword?: Html;
  readonly aside: Html;
};

export function questionPage(ask: Ask, view: PageView): Html {
  const { form, page, draft } = view;
  const { say } = ask;
  const drawing: Drawing = { say, lang: ask.lang, form: form.id, page, body: view.body, mistakes: view.mistakes, context: view.context };
  const title = pageTitle(say, form.id, page);
  const section = form.sections.find((each) => each.id === page.section);
  const lead = pageLead(say, form.id, page);
  const headed = isHeading(page) && !lead;
  return html`${mistakeSummary(drawing)}${view.notice}${steps(ask, form, page, draft, view.from, section ? sectionTitle(say, form.id, section) : '')}
${when(!headed, () => html`<h1 class="govuk-heading-l">${title}</h1>`)}
${when(lead, () => paragraphs(lead ?? '', lead?.includes('\n\n') ? 'govuk-body' : 'govuk-body-l'))}
${when(page.hard, () => html`<div class="nrm-hard"><p class="govuk-body">${say('form.hard', 'These questions can be hard to answer and to ask. You can stop at any of them: what is written so far is kept.')}</p></div>`)}
${view.foreword}<form method="post" action="${view.action}" novalidate class="nrm-form" autocomplete="off">${csrf(ask)}<input type="hidden" name="from" value="${view.from}"><input type="hidden" name="seen" value="${view.seen}">${when(
    view.agreeing,
    () => html`<input type="hidden" name="agreed" value="yes">`,
  )}
${hasRows(page) && enterSaves}${fields(drawing)}
<div class="nrm-form-buttons">${button({ text: say('form.save', 'Save and continue'), name: 'do', value: 'save', preventDoubleClick: true })}
${button({ text: say('form.stop', 'Save and stop here'), name: 'do', value: 'stop', classes: 'govuk-button--secondary', preventDoubleClick: true })}</div></form>
${savedLine(ask, page, draft)}${view.aside}`;
}

// The Enter key presses a form's first button: it must save, and not take a row away.
const enterSaves = raw`<button type="submit" name="do" value="save" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true"></button>`;
const hasRows = (page: Page): boolean =>
  Object.values(page.questions).some((question) => question.kind === 'group' || (question.kind === 'pick' && question.most > 1));

/** "1 of 8" on the short path; elsewhere the section's name. */
function steps(ask: Ask, form: Form, page: Page, draft: Draft, from: string, section: string): Html {
  const short = tonight(form, draft.answers);
  const at = short.findIndex((each) => each.id === page.id);
  if (from !== 'tonight' || at < 0) return html`<span class="govuk-caption-l">${section}</span>`;
  const text = ask.say('form.step', '{number} of {count}', { number: at + 1, count: short.length });
  return html`<p class="govuk-caption-m govuk-!-margin-bottom-1">${text}</p><ol class="nrm-steps" aria-hidden="true">${short.map(
    (_, i) => html`<li class="${i <= at ? 'nrm-steps__done' : ''}"></li>`,
  )}</ol>`;
}

function savedLine(ask: Ask, page: Page, draft: Draft): Html {
  const writer = lastWriter(Object.keys(page.questions), draft);
  const saved = draft.saved ? ask.say('form.saved', 'Saved {time}', { time: momentText(ask, draft.saved) }) : '';
  const who = writer ? ask.say('form.writer', 'This page was last written by {who}, {time}', { who: writer.who, time: momentText(ask, writer.at) }) : '';
  return saved || who
    ? html`<p class="nrm-saved" role="status">${join(
        [saved, who].filter((each) => each !== ''),
        '. ',
      )}</p>`
    : nothing;
}

function lastWriter(questions: readonly string[], draft: Draft): Writer | undefined {
  return questions
    .flatMap((id) => draft.writers?.[id] ?? [])
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .at(0);
}

/** Somebody changed the page meanwhile: what they wrote, beside what was typed. */
export function overtakenNotice(ask: Ask, form: Form, page: Page, draft: Draft, context: Context): Html {
  const { say } = ask;
  const wording = wordingOf(ask, form, context);
  const rows = Object.entries(page.questions).map(([id, question]: [string, Question]) => {
    const writer = draft.writers?.[id];
    const by = writer ? say('form.overtaken.by', '{who}, {time}', { who: writer.who, time: momentText(ask, writer.at) }) : '';
    return html`<dt><strong>${wordsOf(say, form.id, id, question).label}</strong>${when(by, () => html` (${by})`)}</dt><dd class="govuk-!-margin-left-0 govuk-!-margin-bottom-2">${valueText(id, question, draft.answers[id], wording)}</dd>`;
  });
  return notificationBanner({
    titleText: say('form.overtaken.title', 'Changed meanwhile'),
    role: 'alert',
    html: html`<p class="govuk-notification-banner__heading">${say('form.overtaken', 'Somebody changed this page after you opened it. What you typed is still below and is not saved yet.')}</p>
<p class="govuk-body">${say('form.overtaken.now', 'The page now says:')}</p><dl>${rows}</dl><p class="govuk-body">${say('form.overtaken.keep', 'Put both together below, then save.')}</p>`,
  });
}

/** Answers that stop applying when the page is saved: named before they are destroyed. */
export function goingNotice(ask: Ask, form: Form, ids: readonly string[]): Html {
  const { say } = ask;
  return notificationBanner({
    titleText: say('form.going.title', 'Some answers will go'),
    role: 'alert',
    html: html`<p class="govuk-notification-banner__heading">${say('form.going', 'With this answer, these are no longer asked. Saving deletes what was written there:')}</p>
<ul class="govuk-list govuk-list--bullet">${labels(ask, form, ids).map((label) => html`<li>${label}</li>`)}</ul>
<p class="govuk-body">${say('form.going.agree', 'Save again to go on, or change the answer below to keep them.')}</p>`,
  });
}

function labels(ask: Ask, form: Form, ids: readonly string[]): readonly string[] {
  return form.pages.flatMap((page) =>
    Object.entries(page.questions).flatMap(([id, question]) => (ids.includes(id) ? [wordsOf(ask.say, form.id, id, question).label] : [])),
  );
}

export type Links = { readonly page: (page: Page, from: string) => string };

/** Sections with their state and pages, to be done in any order. */
export function taskListView(ask: Ask, form: Form, draft: Draft, links: Links): Html {
  return join(progress(form, draft.answers).map((each) => sectionView(ask, form, draft, each, links)));
}

function sectionView(ask: Ask, form: Form, draft: Draft, part: Progress, links: Links): Html {
  const { say } = ask;
  const lead = sectionLead(say, form.id, part.section);
  const writer = lastWriter(
    part.pages.flatMap((page) => Object.keys(page.questions)),
    draft,
  );
  return html`<section aria-labelledby="section-${part.section.id}"><h2 class="govuk-heading-m govuk-!-margin-bottom-1" id="section-${part.section.id}">${sectionTitle(say, form.id, part.section)}</h2>
<p class="nrm-saved">${stateText(ask, part)}${when(writer, () => html`. ${say('form.section.writer', 'Last written by {who}, {time}', { who: writer?.who ?? '', time: writer ? momentText(ask, writer.at) : '' })}`)}</p>
${when(lead, () => html`<p class="govuk-body">${lead}</p>`)}
${taskList({
  idPrefix: `tasks-${part.section.id}`,
  items: part.pages.map((page) => ({
    title: { text: pageTitle(say, form.id, page) },
    ...(page.hard ? { hint: { text: say('form.hard.mark', 'Can be hard to speak about. You can stop at any question.') } } : {}),
    href: links.page(page, 'tasks'),
    status: pageState(ask, page, draft.answers),
  })),
})}</section>`;
}

function stateText(ask: Ask, part: Progress): string {
  const { say } = ask;
  if (part.state === 'not-started')
    return part.optional ? say('form.state.optional', 'Nothing here has to be answered') : say('form.state.not-started', 'Not started');
  return part.state === 'done'
    ? say('form.state.done', 'Done')
    : say('form.state.part', '{answered} of {of} answered', { answered: part.answered, of: part.of });
}

function pageState(ask: Ask, page: Page, answers: Answers): { text: string } | { tag: { text: string; classes: string } } {
  const { say } = ask;
  const ids = Object.keys(page.questions);
  const answered = ids.filter((id) => Object.hasOwn(answers, id)).length;
  const missing = open(page, answers).length;
  if (answered === 0 && missing === 0) return { tag: { text: say('form.page.optional', 'If you know it'), classes: 'govuk-tag--grey' } };
  if (answered === 0) return { tag: { text: say('form.page.not-started', 'Not started'), classes: 'govuk-tag--blue' } };
  if (missing === 0) return { text: say('form.page.done', 'Done') };
  return { tag: { text: say('form.page.part', '{answered} of {of}', { answered, of: answered + missing }), classes: 'govuk-tag--light-blue' } };
}

/** The guide: what nobody has said yet, in sentences. It counts nothing and stops nobody. */
export function guideView(ask: Ask, form: Form, gaps: readonly Gap[], links: Links): Html {
  if (gaps.length === 0) return nothing;
  const { say } = ask;
  return html`<section class="nrm-guide" aria-labelledby="guide"><h2 class="govuk-heading-s" id="guide">${say('form.guide', 'What is still missing')}</h2>
<p class="govuk-body">${say('form.guide.lead', 'Only if it is already known. You can send without it, and add it later.')}</p>
<ul class="govuk-list govuk-list--bullet">${gaps.map((gap) => {
    const page = form.pages.find((each) => each.id === gap.page);
    const text = say(gap.id, gap.english);
    return html`<li>${text}${when(page, () => html` <a class="govuk-link" href="${page ? links.page(page, 'tasks') : ''}">${say('form.guide.open', 'Open')}<span class="govuk-visually-hidden"> ${page ? pageTitle(say, form.id, page) : ''}</span></a>`)}</li>`;
  })}</ul></section>`;
}

/** All answers in the words they were asked in, what has to be looked at first, and what will go. */
export function checkView(ask: Ask, form: Form, draft: Draft, context: Context, mistakes: readonly Mistake[], links: Links): Html {
  const { say } = ask;
  const going = labels(ask, form, stale(form, draft.answers));
  return html`${toDo(ask, form, draft, mistakes, links)}${when(
    going.length > 0,
    () =>
      html`<div class="govuk-inset-text"><p class="govuk-body">${say('form.stale', 'These were written down before and are not part of this any more. They are deleted when it is sent:')}</p><ul class="govuk-list govuk-list--bullet">${going.map(
        (label) => html`<li>${label}</li>`,
      )}</ul></div>`,
  )}
${answersSummary({ form, pages: path(form, draft.answers).filter((page) => page.tonight || Object.keys(page.questions).some((id) => Object.hasOwn(draft.answers, id))), answers: draft.answers, origins: draft.origins, level: 2, brief: true, change: (page) => links.page(page, 'check') }, wordingOf(ask, form, context))}`;
}

function toDo(ask: Ask, form: Form, draft: Draft, mistakes: readonly Mistake[], links: Links): Html {
  if (mistakes.length === 0) return nothing;
  const items = mistakes.flatMap((each) => {
    const page = path(form, draft.answers).find((one) => Object.hasOwn(one.questions, each.field.split('.')[0] ?? ''));
    return page ? [html`<li><a class="govuk-link" href="${links.page(page, 'check')}">${sayMistake(ask.say, form.id, page, each)}</a></li>`] : [];
  });
  return html`<div class="nrm-guide"><h2 class="govuk-heading-s">${ask.say('form.todo', 'Before it can be sent')}</h2><ul class="govuk-list govuk-list--bullet">${items}</ul></div>`;
}
