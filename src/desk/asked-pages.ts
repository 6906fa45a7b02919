// Questions of the decision maker, answered by who referred the person: beside each question its day, and room for the answer.
import { readReference } from '#base/id.ts';
import { answer } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { byReference } from '#kit/store/files.ts';
import type { Tx } from '#kit/store/database.ts';
import { button, errorSummary, textarea } from '#kit/view/govuk.ts';
import { html, nothing, when } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { refusedBanner } from '#rooms/decision/room-pages.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { answeredId, askedId } from '#rooms/decision/reason-ids.ts';
import { keepTexts, textsOf } from '#rooms/decision/store.ts';
import { seesOf } from '#kit/referrer-sees.ts';
import type { Refused } from '#base/outcome.ts';

const responders = ['first-responder', 'first-responder-supervisor'] as const;
const most = 15_000;

export function askedPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: '/asked/:reference',
      who: responders,
      why: 'Read what the decision maker asks about a case one’s organisation referred',
      act: (ask) => show(kit, ask),
    },
    { method: 'POST', path: '/asked/:reference', who: responders, why: 'Answer it', act: (ask) => reply(kit, ask) },
  ];
}

/** The case, where this organisation referred it and the law of the day lets its kind see questions; else 404. */
async function opened(kit: Kit, tx: Tx, ask: Staff): Promise<OpenCase | undefined> {
  const reference = readReference(ask.params['reference'] ?? '');
  const file = reference && (await byReference(tx, reference));
  if (!file) return undefined;
  const { state, events } = await kit.ledger.load(tx, caseStream, file.id);
  if (!state.exists || state.by !== ask.actor.organisation || !state.byKind) return undefined;
  const sees = seesOf(kit.law, ask.today, state.nation, state.byKind);
  return sees.has('questions') ? { file, state, events } : undefined;
}

async function show(kit: Kit, ask: Staff, again: { refused?: Refused; wrong?: string; typed?: string } = {}): Promise<Reply> {
  const read = await kit.db.as(ask.actor, 'intake', async (tx) => {
    const found = await opened(kit, tx, ask);
    return (
      found && {
        found,
        texts: await textsOf(tx, found.file.id, 'narrative', 'asked.', 'answered.'),
      }
    );
  });
  if (!read) return absent;
  const { say, lang } = ask;
  const { state } = read.found;
  const title = say('asked.title', 'Questions about this referral');
  const blocks = state.decision.questions
    .filter((one) => one.to === 'referrer')
    .map((one) => {
      const mine = again.wrong === one.question;
      return html`<section class="nrm-question"><h2 class="govuk-heading-m nrm-said">${read.texts[askedId(one.question)] ?? ''}</h2>
<p class="govuk-body">${say('case.asked-on', 'Asked on {day}, answer wanted by {by}', { day: longDay(one.asked, lang), by: longDay(one.by, lang) })}${when(one.chased.length > 0 && !one.answered, () => html` <strong>${say('asked.again', 'Asked again on {days}.', { days: one.chased.map((each) => longDay(each.day, lang)).join(', ') })}</strong>`)}</p>
${
  one.answered
    ? html`<p class="govuk-body nrm-said">${read.texts[answeredId(one.question)] ?? ''}</p>`
    : html`<form method="post" action="/asked/${read.found.file.reference}" novalidate>${csrf(ask)}<input type="hidden" name="question" value="${one.question}">
${textarea({ name: 'answer', id: `answer-${one.question}`, rows: 6, value: mine ? (again.typed ?? '') : '', label: { text: say('asked.answer', 'Your answer') }, hint: { text: say('asked.hint', 'What you already know, or what a record says. “Not known” is an answer. Do not interview the person again.') }, ...(mine ? { errorMessage: { text: say('asked.empty', 'Write an answer, even if it is “not known”, of up to 15,000 characters') } } : {}) })}
${button({ text: say('asked.send', 'Send the answer'), preventDoubleClick: true })}</form>`
}</section>`;
    });
  const errors = again.wrong
    ? errorSummary({
        titleText: say('form.problem', 'There is a problem'),
        errorList: [{ href: `#answer-${again.wrong}`, text: say('asked.empty', 'Write an answer, even if it is “not known”, of up to 15,000 characters') }],
      })
    : nothing;
  const body = html`${again.refused ? refusedBanner(ask, again.refused) : errors}<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body nrm-reference">${read.found.file.reference}</p>${blocks}${when(blocks.length === 0, html`<p class="govuk-body">${say('asked.none', 'Nothing has been asked.')}</p>`)}`;
  return page(title, body, { back: `/sent/${read.found.file.reference}`, ...(again.wrong ? { status: 400 } : again.refused ? { status: 409 } : {}) });
}

async function reply(kit: Kit, ask: Staff): Promise<Reply> {
  const question = field(ask.body, 'question');
  const said = field(ask.body, 'answer').trim();
  const found = await kit.db.as(ask.actor, 'intake', (tx) => opened(kit, tx, ask));
  if (!found?.state.decision.questions.some((one) => one.question === question && one.to === 'referrer')) return absent;
  if (said === '' || [...said].length > most) return show(kit, ask, { wrong: question, typed: said });
  const { nation } = found.state;
  const how = { day: ask.today, by: ask.actor.person, nation, confirmed: await kit.confirmed() };
  const result = await kit.ledger.perform(
    ask.actor,
    'intake',
    caseStream,
    found.file.id,
    (state) => answer(state, { question }, kit.law, how),
    { day: ask.today, nation },
    (tx) => keepTexts(tx, found.file.id, { [answeredId(question)]: said }, 'narrative'),
  );
  return result.ok ? to(`/asked/${found.file.reference}`) : show(kit, ask, { refused: result, wrong: question, typed: said });
}
