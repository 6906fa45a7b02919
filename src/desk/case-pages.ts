// The whole case on one page: what is held beside what is done, what happened, questions; and the frame other rooms' panels stand in.
import type { Say } from '#base/words.ts';
import { saysNothing } from '#form/citable.ts';
import { clocks, type CaseClock } from '#journey/clocks.ts';
import { reasonIn } from '#journey/urgency.ts';
import { happeningsFor } from '#journey/mismatch.ts';
import { isAccused } from '#journey/status.ts';
import type { CaseFile, OpenQuestion } from '#journey/file.ts';
import { byLetter } from '#journey/question-letter.ts';
import type { Kit } from '#kit/kit.ts';
import { defence } from '#kit/view/defence.ts';
import { insetText, table } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge, identityBar, subNavigation, timeline } from '#kit/view/moj.ts';
import { whyThisDay } from '#kit/view/why-this-day.ts';
import { page, type PageReply, type Route, type Staff } from '#kit/web/page.ts';
import { answerForm, askPanel } from '#rooms/decision/act-pages.ts';
import { questionAbout } from '#rooms/decision/more-needed.ts';
import { notesOf } from '#rooms/decision/notes.ts';
import { withCase, type Frame } from '#rooms/decision/room-pages.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';
import { answeredId, askedId } from '#rooms/decision/reason-ids.ts';
import { addresseeWord } from '#rooms/decision/addressee.ts';
import { textsOf } from '#rooms/decision/store.ts';
import { askedSince } from './line.ts';
import { alsoReferredAs } from './also-referred.ts';
import { factsOf } from './queue.ts';
import { chronologyPage } from './chronology-pages.ts';
import { citing, heldPanel } from './held.ts';
import { happenings } from './timeline.ts';

const deciders = ['decision-maker', 'decision-manager'] as const;
/** Documents of a case, as the room that keeps them shows them. */
export type ShowDocuments = (ask: Staff, opened: OpenCase, beside?: (document: string, name: string) => Html) => Promise<Html>;
export type CaseDesk = { readonly kit: Kit; readonly documents: ShowDocuments; readonly organisation: (code: string) => string };

/** The frame of every page of a case. */
export function caseFrame(desk: CaseDesk): Frame {
  return async (ask, opened, part) => {
    const held = part.tab === 'decide' ? await heldPanel(desk, ask, opened, 'deciding') : nothing;
    const body = html`${head(desk, ask, opened, part.tab)}<h1 class="govuk-heading-l">${part.title}</h1>
${held === nothing ? part.panel : html`<div class="nrm-deciding"><section class="nrm-deciding__held" aria-labelledby="held" tabindex="0"><h2 class="govuk-heading-m" id="held">${ask.say('case.held', 'What is held')}</h2>${held}</section><section class="nrm-deciding__work" aria-label="${part.title}">${part.panel}</section></div>`}`;
    return page(part.title, body, { wide: true, back: `/case/${opened.file.reference}`, ...(part.status ? { status: part.status } : {}) });
  };
}

export function casePages(desk: CaseDesk): Route[] {
  const { kit } = desk;
  const frame = caseFrame(desk);
  return [
    {
      method: 'GET',
      path: '/case/:reference',
      who: deciders,
      why: 'What happened in a case, its clocks and what presses',
      act: (ask) => withCase(kit, ask, (opened) => overview(desk, ask, opened)),
    },
    {
      method: 'GET',
      path: '/case/:reference/held',
      who: deciders,
      why: 'Everything said in a case',
      act: (ask) =>
        withCase(kit, ask, async (opened) =>
          frame(ask, opened, { tab: 'held', title: ask.say('case.held', 'What is held'), panel: await heldPanel(desk, ask, opened, 'alone') }),
        ),
    },
    {
      method: 'GET',
      path: '/case/:reference/chronology',
      who: deciders,
      why: 'What happened when, from dated answers and the steps of the case',
      act: (ask) => withCase(kit, ask, (opened) => chronologyPage(desk, frame, ask, opened)),
    },
    {
      method: 'GET',
      path: '/case/:reference/questions',
      who: deciders,
      why: 'Questions asked and answers',
      act: (ask) => withCase(kit, ask, (opened) => questions(desk, frame, ask, opened)),
    },
  ];
}

function head({ kit }: CaseDesk, ask: Staff, { file, state }: OpenCase, tab: string): Html {
  const { say } = ask;
  const reference = file.reference ?? '';
  const link = (name: string, text: string, href: string) => ({ href, text, current: tab === name });
  const nation = kit.law.nations.find((one) => one.code === state.nation)?.name ?? state.nation;
  const age = { adult: say('case.adult', 'Adult'), child: say('case.child', 'Child'), 'not-sure': say('case.not-sure', 'Treated as a child') }[state.age];
  return html`${identityBar(html`<span class="nrm-reference">${reference}</span>`, [age, nation, ...axes(say, state).map((word) => badge(word, 'grey'))])}
${subNavigation(
  say('case.tabs', 'Pages of this case'),
  [
    link('overview', say('case.overview', 'What happened'), `/case/${reference}`),
    link('decide', say('case.decide', 'Decide'), `/case/${reference}/decide`),
    link('held', say('case.held', 'What is held'), `/case/${reference}/held`),
    link('chronology', say('case.chronology', 'Chronology'), `/case/${reference}/chronology`),
    link('questions', say('case.questions', 'Questions'), `/case/${reference}/questions`),
    link('letters', say('case.letters', 'Letters'), `/case/${reference}/letters`),
    link('acts', say('case.acts', 'Other steps'), `/case/${reference}/acts`),
  ].filter((one) => !state.access.quarantine || !/\/(decide|letters)$/.test(one.href)),
)}`;
}

/** The five axes in words; what is as usual is not said. */
function axes(say: Say, state: CaseFile): readonly string[] {
  const said: string[] = [];
  if (state.decision.ended) said.push(say('case.axis.ended', 'Closed'));
  if (state.decision.suspended.some((one) => !one.until)) said.push(say('case.axis.paused', 'Paused'));
  if (state.support.state === 'recovery') said.push(say('case.axis.recovery', 'Recovery period'));
  if (state.consent.at18 === 'asked') said.push(say('case.axis.at18', 'To be asked at 18'));
  if (state.presence.state === 'missing') said.push(say('case.axis.missing', 'We have lost contact and are worried'));
  if (state.presence.state === 'left-country') said.push(say('case.axis.left', 'Has left the country'));
  if (state.overlay.disqualified) said.push(say('case.axis.disqualified', 'Disqualified'));
  if (state.overlay.holds.length > 0) said.push(say('case.axis.held', 'Kept for a court or an inquiry'));
  if (state.overlay.judicialReview) said.push(reasonIn(say, 'judicial-review'));
  if (state.overlay.courtOrdered) said.push(say('case.axis.court', 'Court order'));
  return said;
}

async function overview(desk: CaseDesk, ask: Staff, opened: OpenCase): Promise<PageReply> {
  const { kit } = desk;
  const { say } = ask;
  const { file, state, events } = opened;
  const { facts, notes } = await kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => ({
    facts: await factsOf(tx, file.id),
    notes: await notesOf(tx, opened, ask),
  }));
  const running = clocks(state, kit.law, facts, ask.today);
  const title = say('case.overview', 'What happened');
  const body = html`${head(desk, ask, opened, 'overview')}<h1 class="govuk-heading-l">${title}</h1>
${when(
  state.needs.length > 0,
  () =>
    html`<p class="govuk-body"><strong>${say('case.presses', 'Cannot wait:')}</strong> ${join(
      state.needs.map((need) => badge(reasonIn(say, need), 'red')),
      ' ',
    )}</p>`,
)}
${await alsoReferredAs(kit, ask, opened)}${clockTable(running, ask)}
${when(isAccused(state), () => defence(ask, kit.law, state.nation))}
<p class="govuk-body"><a class="govuk-link" href="/case/${file.reference}/status">${say('status.link', 'Status letter, to print: shows custody, court, housing, a doctor or a school where the person stands')}</a></p>
<h2 class="govuk-heading-m">${say('case.timeline', 'Step by step')}</h2>
${timeline(happenings(happeningsFor(state, events, kit.law, ask.actor.person), { say, lang: ask.lang, law: kit.law, organisation: desk.organisation }, notes), 3)}`;
  return page(title, body, { wide: true, back: '/desk' });
}

/** Each clock with its day and, behind "why?", how it was counted and by which rule. */
function clockTable(running: readonly CaseClock[], ask: Staff): Html {
  const { say, lang } = ask;
  if (running.length === 0) return nothing;
  const state = {
    running: say('clock.running', 'Running'),
    met: say('clock.met', 'Done'),
    missed: say('clock.missed', 'Late'),
    paused: say('clock.paused', 'Paused'),
    over: say('clock.over', 'Over'),
    stopped: say('clock.stopped', 'Stopped'),
    'not-known': say('clock.not-known', 'Beyond the list of holidays'),
  };
  const heads = { what: say('clock.what', 'What'), due: say('clock.due', 'Last day'), state: say('clock.state', 'State'), why: say('clock.why', 'Why') };
  const label = (text: string) => ({ attributes: { 'data-label': text } });
  return table({
    classes: 'nrm-stack',
    caption: say('case.clocks', 'Days that count'),
    captionClasses: 'govuk-table__caption--m',
    head: Object.values(heads).map((text) => ({ text })),
    rows: running.map((clock) => [
      { text: clockName(say, clock.name), ...label(heads.what) },
      { text: clock.due ? longDay(clock.due, lang) : '–', ...label(heads.due) },
      { text: state[clock.state], ...label(heads.state) },
      { html: whyThisDay(clock, ask) },
    ]),
  });
}

export function clockName(say: Say, name: string): string {
  const names: Readonly<Record<string, string>> = {
    'reasonable-grounds': say('clock.name.rg', 'First decision'),
    identification: say('clock.name.identification', 'Decision'),
    'child-panel-reasonable-grounds': say('clock.name.panel', 'First decision of the panel'),
    'recovery-minimum': say('clock.name.recovery', 'Recovery period: no removal, no final decision'),
    'support-period': say('clock.name.support', 'Support'),
    'information-request': say('clock.name.request', 'Answer to a question'),
    reconsideration: say('clock.name.again', 'Time to ask to look again'),
    'move-on-after-positive': say('clock.name.on-positive', 'Support after a positive final decision'),
    'move-on-after-negative': say('clock.name.on-negative', 'Support after a negative final decision'),
    'support-after-positive': say('clock.name.after-positive', 'Support after a positive final decision, at least'),
    'support-contact': say('clock.name.contact', 'First contact by the support provider'),
    'judicial-review': say('clock.name.court', 'Time to ask a court to look at the decision'),
    'draft-expiry': say('clock.name.draft-expiry', 'A draft is destroyed'),
    'draft-warning': say('clock.name.draft-warning', 'A warning before a draft is destroyed'),
    'eighteenth-birthday': say('clock.name.eighteen', '18th birthday'),
  };
  return names[name] ?? name;
}

async function questions(desk: CaseDesk, frame: Frame, ask: Staff, opened: OpenCase): Promise<PageReply> {
  const { kit } = desk;
  const texts = await kit.db.as(ask.actor, purposeOf(kit, opened.state), (tx) => textsOf(tx, opened.file.id, 'narrative', 'asked.', 'answered.'));
  const days = (on: readonly { readonly day: string }[]) => on.map((each) => longDay(each.day as typeof ask.today, ask.lang)).join(', ');
  const course = (one: OpenQuestion): string => {
    const again = one.chased.length > 0 ? ` ${ask.say('asked.again', 'Asked again on {days}.', { days: days(one.chased) })}` : '';
    if (!one.answered) return `${askedSince(kit, ask, opened.state, one)}.${again}`;
    const values = { whom: addresseeWord(ask.say, one.to), since: longDay(one.asked, ask.lang), day: longDay(one.answered, ask.lang) };
    return `${ask.say('case.answered-on', '{whom}, asked on {since}, answered on {day}.', values)}${again}`;
  };
  const cite = citing(desk, ask, opened, 'alone');
  const list = opened.state.decision.questions.map(
    (one) => html`<div class="nrm-question"><h2 class="govuk-heading-s">${texts[askedId(one.question)] ?? ''}</h2><p class="govuk-body-s">${course(one)}</p>
<p class="govuk-body nrm-said">${texts[answeredId(one.question)] ?? ask.say('case.not-answered', 'No answer yet')}</p>${when(!saysNothing(texts[answeredId(one.question)] ?? ''), () => cite(`narrative/${answeredId(one.question)}`, texts[askedId(one.question)] ?? ''))}
${letterOf(ask, opened, one, texts[askedId(one.question)] ?? '')}
${when(!one.answered && one.to !== 'referrer' && !opened.state.decision.ended, () => answerForm(ask, opened.file.reference ?? '', one.question))}</div>`,
  );
  const about = questionAbout(kit.law, ask, opened.state);
  return frame(ask, opened, {
    tab: 'questions',
    title: ask.say('decision.ask.title', 'Questions'),
    panel: html`${when(about, () => insetText({ text: ask.say('case.nothing-decided', 'Nothing has been decided, and what you wrote is saved. Ask for what is missing.') }))}${list}${askPanel(ask, opened.file.reference ?? '', about ? { question: about } : {})}`,
  });
}

/** A question to a body without a page here goes out as a letter: where it is printed, and on which days it was. */
function letterOf({ say, lang, today }: Staff, { file, state }: OpenCase, one: OpenQuestion, words: string): Html {
  const open = !one.answered && !state.decision.ended;
  if (!byLetter.includes(one.to) || (!open && one.sent.length === 0)) return nothing;
  const days = one.sent.map((on) => longDay(on, lang)).join(', ');
  const link =
    !open || one.sent.includes(today)
      ? say('question-letter.link.went', 'The letter as it went')
      : say('question-letter.link.again', 'A further letter that asks again, to print');
  return html`${when(days, () => html`<p class="govuk-body-s">${say('question-letter.sent-on', 'Printed to be sent on {days}.', { days })}</p>`)}
<p class="govuk-body"><a class="govuk-link" href="/case/${file.reference}/questions/${one.question}/letter">${days === '' ? say('question-letter.link', 'The letter, to print') : link}<span class="govuk-visually-hidden">: ${words}</span></a></p>`;
}
