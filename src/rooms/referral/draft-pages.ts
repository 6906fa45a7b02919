// The pages of a draft besides its questions: start and shift list, task list, check, hand-over, deletion.
import { edition } from '#form/edition.ts';
import { firstOpen, path, progress, tonight } from '#form/path.ts';
import { pageTitle, sectionLead, sectionTitle } from '#form/texts.ts';
import { inForce } from '#law/rule.ts';
import type { Law, Test } from '#law/law.ts';
import type { Day } from '#base/day.ts';
import { button, radios, summaryList, tag, taskList, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { answersSummary, type Wording } from '#kit/view/summary.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { fileId } from '#base/id.ts';
import { draftPath, homeNation, nameOf, openDraft, refusalNotice, responders, supervisors, type Desk, type Opened } from './desk.ts';
import { expiryOf } from './expiry.ts';
import { guide } from './guide.ts';
import { codeOf, consentOf } from './facts.ts';
import { ringNow } from './ring.ts';
import { deleteDraft, sendReferral } from './send.ts';
import { clockTime, startPage } from './shift.ts';
import { draftsOf, handOver, holdDraft, newDraft, sawDanger, sentOf, type Draft } from './store.ts';
import { list } from '#kit/store/documents.ts';

export function draftPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'GET', path: '/referral', who, why: 'start a referral; the team’s shift list', act: (ask) => start(desk, ask) },
    { method: 'POST', path: '/referral', who, why: 'open a new draft', act: (ask) => begin(desk, ask) },
    { method: 'GET', path: '/drafts/:id', who, why: 'the task list of a draft of the team', act: (ask) => tasks(desk, ask) },
    { method: 'GET', path: '/drafts/:id/check', who, why: 'read all answers before sending', act: (ask) => checkAnswers(desk, ask) },
    { method: 'POST', path: '/drafts/:id/send', who, why: 'send the referral, once', act: (ask) => send(desk, ask) },
    { method: 'POST', path: '/drafts/:id/seen', who: supervisors, why: 'a supervisor acknowledges danger', act: (ask) => seen(desk, ask) },
    { method: 'GET', path: '/drafts/:id/hand-over', who, why: 'choose a colleague to go on with the draft', act: (ask) => handOverPage(desk, ask) },
    { method: 'POST', path: '/drafts/:id/hand-over', who, why: 'hand the draft to a colleague', act: (ask) => handedOver(desk, ask) },
    { method: 'GET', path: '/drafts/:id/delete', who, why: 'confirm that a draft is destroyed', act: (ask) => deletePage(desk, ask) },
    { method: 'POST', path: '/drafts/:id/delete', who, why: 'destroy a draft', act: (ask) => deleted(desk, ask) },
  ];
}

async function start(desk: Desk, ask: Staff): Promise<Reply> {
  const drafts = await desk.kit.db.as(ask.actor, 'intake', draftsOf);
  const kept = drafts.filter((draft) => !expiryOf(desk.kit.law, draft.nation, draft.lastDay, ask.today)?.expired);
  return page(ask.say('referral.start.title', 'Refer a person'), startPage(desk, ask, kept), { wide: false });
}

async function begin(desk: Desk, ask: Staff): Promise<Reply> {
  const label = field(ask.body, 'label').normalize('NFC').trim().replace(/\s+/g, ' ');
  if (label === '' || [...label].length > 60) {
    const drafts = await desk.kit.db.as(ask.actor, 'intake', draftsOf);
    return page(ask.say('referral.start.title', 'Refer a person'), startPage(desk, ask, drafts, { label: true }), { status: 400 });
  }
  const chosen = field(ask.body, 'nation');
  const nation = desk.kit.law.nations.some((one) => one.code === chosen) ? chosen : homeNation(desk, ask.actor);
  const file = await desk.kit.db.as(ask.actor, 'intake', (tx) => newDraft(tx, { label, nation, today: ask.today }));
  return to(draftPath(file, `/p/${desk.form.pages[0]?.id ?? ''}`));
}

/** Opens the draft of the request; a draft already sent leads to where it is now. */
async function withDraft(desk: Desk, ask: Staff, show: (opened: Opened) => Reply | Promise<Reply>): Promise<Reply> {
  const id = ask.params['id'];
  const opened = await desk.kit.db.as(ask.actor, 'intake', (tx) => openDraft(tx, id));
  if (opened) return show(opened);
  return sentAlready(desk, ask);
}

export async function sentAlready(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  const sent = file && (await desk.kit.db.as(ask.actor, 'intake', (tx) => sentOf(tx, { file })));
  return sent ? to(`/sent/${sent.reference}`) : absent;
}

/** The test of the first decision, whose parts the guide speaks of. */
export function testOf(law: Law, on: Day, nation: string): Test {
  const first = law.stages[0] && law.test[law.stages[0].id];
  return first ? inForce(first, on, nation).value : { standard: '', elements: [] };
}

async function tasks(desk: Desk, ask: Staff): Promise<Reply> {
  return withDraft(desk, ask, async ({ draft, held: { answers } }) => {
    const { say } = ask;
    const documents = await desk.kit.db.as(ask.actor, 'intake', (tx) => list(tx, draft.file));
    const gaps = guide(answers, testOf(desk.kit.law, ask.today, codeOf(answers['nation']) ?? draft.nation));
    const next = firstOpen(tonight(desk.form, answers), answers);
    const body = html`<h1 class="govuk-heading-xl">${draft.label}</h1>
${saved(desk, ask, draft)}
${next
  ? html`<p class="govuk-body-l">${say('referral.tasks.tonight', 'Tonight’s path comes first. It is short, and then you can send.')}</p>${button({ text: say('referral.tasks.go-on', 'Go on with tonight’s path'), href: draftPath(draft.file, `/p/${next.id}`) })}`
  : html`<p class="govuk-body-l">${say('referral.tasks.ready', 'Tonight’s path is done. Send now, or add more first: both are right.')}</p>${button({ text: say('referral.tasks.check', 'Check answers and send'), href: draftPath(draft.file, '/check') })}`}
${sections(desk, ask, draft, answers, documents.length)}
${when(consentOf(answers) !== 'refused' && gaps.length > 0, () => guideBox(ask, draft, gaps))}
${ringNow({ say, now: ask.now, law: desk.kit.law }, answers, draft.nation)}
${doors(ask, draft)}`;
    return page(say('referral.tasks.title', 'Unfinished referral'), body, { back: '/referral' });
  });
}

function saved(desk: Desk, ask: Staff, draft: Draft): Html {
  const { say } = ask;
  const expiry = expiryOf(desk.kit.law, draft.nation, draft.lastDay, ask.today);
  return html`<p class="govuk-body">${say('referral.tasks.saved', 'Saved {time} by {name}.', { time: clockTime(draft.lastWritten, desk.kit.law.zone), name: nameOf(desk, draft.lastWriter) })} ${when(expiry, () =>
    say('referral.tasks.expires', 'Kept until {day} unless somebody writes to it.', { day: longDay(expiry?.due.due ?? ask.today, ask.lang) }),
  )}</p>${when(expiry?.warn, () => warningText({ text: say('referral.tasks.soon', 'In {left} days this draft is destroyed. Write to it or send it.', { left: Math.max(0, expiry?.left ?? 0) }), iconFallbackText: say('referral.warning', 'Warning') }))}`;
}

function sections(desk: Desk, ask: Staff, draft: Draft, answers: Opened['held']['answers'], documents: number): Html {
  const { say } = ask;
  const all = progress(desk.form, answers);
  return html`${all.map(
    (one) => html`<h2 class="govuk-heading-m">${sectionTitle(say, desk.form.id, one.section)}</h2>
${when(one.section.lead, () => html`<p class="govuk-body">${sectionLead(say, desk.form.id, one.section)}</p>`)}
${taskList({
  idPrefix: one.section.id,
  items: one.pages.map((each) => {
    const state = progress({ ...desk.form, pages: [each] }, answers)[0];
    return {
      title: { text: pageTitle(say, desk.form.id, each) },
      href: draftPath(draft.file, `/p/${each.id}${each.tonight ? '' : '?from=tasks'}`),
      ...(each.hard ? { hint: { text: say('referral.tasks.hard', 'May be hard to speak of. Stop at any point.') } } : {}),
      status: stateTag(say, Object.keys(each.questions).filter((id) => Object.hasOwn(answers, id)).length, Object.keys(each.questions).length, state?.state ?? 'not-started'),
    };
  }),
})}`,
  )}
<h2 class="govuk-heading-m">${say('referral.tasks.evidence', 'Evidence')}</h2>
${taskList({ idPrefix: 'evidence', items: [{ title: { text: say('referral.tasks.files', 'Pictures and papers') }, href: draftPath(draft.file, '/evidence'), status: documents > 0 ? { text: say('referral.tasks.count', '{count} added', { count: documents }) } : { tag: { text: say('referral.tasks.none', 'None yet'), classes: 'govuk-tag--grey' } } }] })}`;
}

function stateTag(say: Staff['say'], answered: number, of: number, state: 'not-started' | 'part' | 'done') {
  if (answered === 0) return { tag: { text: say('referral.state.not-started', 'Not started'), classes: 'govuk-tag--grey' } };
  if (answered === of) return { text: say('referral.state.done', 'Done') };
  return state === 'done'
    ? { text: say('referral.state.enough', '{answered} of {of}', { answered, of }) }
    : { tag: { text: say('referral.state.part', '{answered} of {of}', { answered, of }), classes: 'govuk-tag--light-blue' } };
}

/** Sentences, never a share of anything; it stops nobody and is not sent. */
function guideBox(ask: Staff, draft: Draft, gaps: ReturnType<typeof guide>): Html {
  const { say } = ask;
  return html`<section class="govuk-inset-text" aria-labelledby="guide"><h2 class="govuk-heading-m" id="guide">${say('referral.guide.title', 'What the reader will look for')}</h2>
<p class="govuk-body">${say('referral.guide.lead', 'Only for you. You can send without any of it, and it is not shown to who decides.')}</p>
<ul class="govuk-list govuk-list--bullet">${gaps.map((gap) => html`<li><a class="govuk-link" href="${draftPath(draft.file, `/p/${gap.page}?from=tasks`)}">${say(gap.id, gap.english)}</a></li>`)}</ul></section>`;
}

export function doors(ask: Staff, draft: Draft): Html {
  const { say } = ask;
  return html`<ul class="govuk-list nrm-no-print">
<li><a class="govuk-link" href="${draftPath(draft.file, '/hand-over')}">${say('referral.doors.hand-over', 'Hand over to a colleague')}</a></li>
<li><a class="govuk-link" href="/referral">${say('referral.doors.stop', 'Stop here, keep for my shift')}</a></li>
<li><a class="govuk-link" href="${draftPath(draft.file, '/delete')}">${say('referral.doors.delete', 'Destroy this draft')}</a></li></ul>`;
}

export function wordingFor(desk: Desk, ask: Staff): Wording {
  return { say: ask.say, lang: ask.lang, form: desk.form.id, lists: new Map(Object.entries(desk.kit.law.lists)) };
}

async function checkAnswers(desk: Desk, ask: Staff, refused?: Html): Promise<Reply> {
  return withDraft(desk, ask, ({ draft, held: { answers, origins } }) => {
    const { say } = ask;
    if (consentOf(answers) === 'refused') return to(draftPath(draft.file, '/notify'));
    const body = html`${refused}<h1 class="govuk-heading-xl">${say('referral.check.title', 'Check, then send')}</h1>
<p class="govuk-body">${say('referral.check.lead', 'What is not answered yet says so. You can send now and add the rest later.')}</p>
${answersSummary({ form: desk.form, pages: path(desk.form, answers), answers, origins, change: (each) => draftPath(draft.file, `/p/${each.id}?from=check`) }, wordingFor(desk, ask))}
<form method="post" action="${draftPath(draft.file, '/send')}" novalidate>${csrf(ask)}
<p class="govuk-body">${say('referral.check.declare', 'By sending you say that this is what you know and were told, and that the notice was explained to the person as far as it could be.')}</p>
${button({ text: say('referral.check.send', 'Send the referral'), preventDoubleClick: true })}</form>
${doors(ask, draft)}`;
    return { ...page(say('referral.check.page', 'Check your answers'), body, { back: draftPath(draft.file) }), ...(refused ? { status: 409 } : {}) };
  });
}

async function send(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  if (!file) return absent;
  const done = await sendReferral(desk, { actor: ask.actor, file, now: ask.now, today: ask.today });
  if (!done.ok && done.code !== 'already-referred' && done.code !== 'no-such-case') {
    if (done.code === 'not-answered') return openPage(desk, ask);
    return checkAnswers(desk, ask, refusalNotice(ask.say, done));
  }
  const sent = await desk.kit.db.as(ask.actor, 'intake', (tx) => sentOf(tx, { file }));
  return sent ? to(`/sent/${sent.reference}?now`) : absent;
}

/** Something of tonight's path is still open: the task list says which page comes next. */
const openPage = (desk: Desk, ask: Staff): Promise<Reply> => tasks(desk, ask);

async function seen(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  const found = file && (await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const draft = await holdDraft(tx, file);
    if (draft) await sawDanger(tx, file);
    return draft;
  }));
  return found ? to('/referral') : absent;
}

async function handOverPage(desk: Desk, ask: Staff, missed = false): Promise<Reply> {
  return withDraft(desk, ask, ({ draft }) => {
    const { say } = ask;
    const others = desk.colleagues.filter((one) => one.organisation === ask.actor.organisation && one.person !== ask.actor.person && responders.includes(one.role));
    const body = html`<h1 class="govuk-heading-xl">${say('referral.hand-over.title', 'Hand over to a colleague')}</h1>
<p class="govuk-body">${say('referral.hand-over.lead', 'Your whole team sees this draft anyway. Handing it over says who goes on with it.')}</p>
${others.length === 0
  ? html`<p class="govuk-body">${say('referral.hand-over.nobody', 'No colleague of your organisation is set up here yet.')}</p>`
  : html`<form method="post" novalidate>${csrf(ask)}${radios({
      name: 'to',
      idPrefix: 'to',
      fieldset: { legend: { text: say('referral.hand-over.who', 'Who goes on?'), classes: 'govuk-fieldset__legend--m' } },
      items: others.map((one) => ({ value: one.person, text: one.name })),
      ...(missed ? { errorMessage: { text: say('referral.hand-over.choose', 'Choose a colleague') } } : {}),
    })}${button({ text: say('referral.hand-over.do', 'Hand over'), preventDoubleClick: true })}</form>`}`;
    return page(say('referral.hand-over.page', 'Hand over'), body, { back: draftPath(draft.file), ...(missed ? { status: 400 } : {}) });
  });
}

async function handedOver(desk: Desk, ask: Staff): Promise<Reply> {
  const colleague = desk.colleagues.find((one) => one.person === field(ask.body, 'to') && one.organisation === ask.actor.organisation && responders.includes(one.role));
  if (!colleague) return handOverPage(desk, ask, true);
  return withDraft(desk, ask, async ({ draft }) => {
    await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
      if (await holdDraft(tx, draft.file)) await handOver(tx, draft.file, colleague.person);
    });
    return to('/referral');
  });
}

async function deletePage(desk: Desk, ask: Staff, refused?: Html): Promise<Reply> {
  return withDraft(desk, ask, ({ draft }) => {
    const { say } = ask;
    const body = html`${refused}<h1 class="govuk-heading-xl">${say('referral.delete.title', 'Destroy this draft?')}</h1>
${summaryList({ rows: [{ key: { text: say('referral.shift.what', 'Referral') }, value: { text: draft.label } }, { key: { text: say('referral.shift.who', 'Last written') }, value: { text: nameOf(desk, draft.lastWriter) } }] })}
<p class="govuk-body">${say('referral.delete.lead', 'Everything typed and every file in it is destroyed at once. Nobody can bring it back.')}</p>
${when(draft.dangerSince, () => html`<p class="govuk-body">${tag({ text: say('referral.shift.danger', 'Danger now'), classes: 'govuk-tag--red' })} ${say('referral.delete.danger', 'Somebody ticked danger in it. Make sure that a colleague knows.')}</p>`)}
<form method="post" novalidate>${csrf(ask)}${button({ text: say('referral.delete.do', 'Destroy the draft'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>
<p class="govuk-body"><a class="govuk-link" href="${draftPath(draft.file)}">${say('referral.delete.keep', 'Keep it')}</a></p>`;
    return page(say('referral.delete.page', 'Destroy a draft'), body, { back: draftPath(draft.file), ...(refused ? { status: 409 } : {}) });
  });
}

async function deleted(desk: Desk, ask: Staff): Promise<Reply> {
  const file = fileId(ask.params['id'] ?? '');
  if (!file) return absent;
  const done = await deleteDraft(desk, { actor: ask.actor, file });
  if (done.ok) return to('/referral');
  return done.code === 'no-such-case' ? sentAlready(desk, ask) : deletePage(desk, ask, refusalNotice(ask.say, done));
}

/** The edition under which new answers are written. */
export const editionId = (desk: Desk): string => edition(desk.form).id;
