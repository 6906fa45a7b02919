// Questions put to the person's lawyer or support worker, answered by them here: each beside its day, with room for the answer.
import type { Purpose } from '#access/purposes.ts';
import type { FileId } from '#base/id.ts';
import { openQuestions } from '#journey/chase.ts';
import type { CaseFile, OpenQuestion } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { note } from '#kit/store/audit.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { isConflict } from '#kit/store/transaction.ts';
import { button, checkboxes, errorSummary, textarea } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { answeredId, askedId } from '#rooms/decision/reason-ids.ts';
import { keepTexts, textsOf } from '#rooms/decision/store.ts';
import { openGranted, purposeOfGrant } from './granted-pages.ts';
import { openRecord } from './support-record.ts';

const most = 15_000;

/** A case as somebody stands to it who may answer in it. */
type Answering = {
  readonly file: FileId;
  readonly state: CaseFile;
  readonly purpose: Purpose;
  readonly whom: 'lawyer' | 'support';
  readonly at: string;
  readonly back: string;
};

export function putPages(kit: Kit): Route[] {
  const lawyer = ['legal-representative'] as const;
  const worker = ['support-worker'] as const;
  return [
    {
      method: 'GET',
      path: '/granted/:reference/questions',
      who: lawyer,
      why: 'Questions put to the person’s lawyer',
      act: async (ask) => show(kit, ask, await asLawyer(kit, ask)),
    },
    { method: 'POST', path: '/granted/:reference/questions', who: lawyer, why: 'Answer one', act: async (ask) => reply(kit, ask, await asLawyer(kit, ask)) },
    {
      method: 'GET',
      path: '/support/:reference/questions',
      who: worker,
      why: 'Questions put to the person’s support worker',
      act: async (ask) => show(kit, ask, await asWorker(kit, ask)),
    },
    { method: 'POST', path: '/support/:reference/questions', who: worker, why: 'Answer one', act: async (ask) => reply(kit, ask, await asWorker(kit, ask)) },
  ];
}

async function asLawyer(kit: Kit, ask: Staff): Promise<readonly Answering[]> {
  const open = await openGranted(kit, ask);
  if (!open?.writes.has('questions')) return [];
  const { file, reference, state } = open;
  return [{ file, state, purpose: purposeOfGrant(ask), whom: 'lawyer', at: `/granted/${reference}/questions`, back: `/granted/${reference}` }];
}

/** The worker who is named, in each open case of the person. */
async function asWorker(kit: Kit, ask: Staff): Promise<readonly Answering[]> {
  const record = await openRecord(kit, ask);
  if (!record?.named) return [];
  const at = `/support/${record.reference}`;
  return record.cases
    .filter(({ state }) => state.access.named.some((one) => one.person === ask.actor.person && ask.now < one.ends))
    .map(({ file, state }): Answering => ({ file, state, purpose: 'support', whom: 'support', at: `${at}/questions`, back: at }));
}

const putTo = (state: CaseFile, whom: Answering['whom']): readonly OpenQuestion[] => state.decision.questions.filter((one) => one.to === whom);

type Again = { readonly question: string; readonly said: string; readonly errors: Readonly<Record<string, string>> };

async function show(kit: Kit, ask: Staff, cases: readonly Answering[], again?: Again): Promise<Reply> {
  const [first] = cases;
  if (!first) return absent;
  const { say } = ask;
  const blocks: Html[] = [];
  for (const one of cases) {
    const texts = await kit.db.as(ask.actor, one.purpose, async (tx) => {
      note(tx, one.file, 'read:questions');
      return await textsOf(tx, one.file, 'narrative', 'asked.', 'answered.');
    });
    blocks.push(...putTo(one.state, one.whom).map((asked) => block(ask, one, asked, texts, again)));
  }
  const title = say('put.title', 'Questions put to you');
  const errors = Object.entries(again?.errors ?? {});
  const summary =
    errors.length > 0
      ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: errors.map(([id, text]) => ({ href: `#${id}`, text })) })
      : nothing;
  const body = html`${summary}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('put.lead', 'Who decides about the person asks you. You need not know: “not known” is an answer. Do not interview the person again for it.')}</p>
${blocks}${when(blocks.length === 0, html`<p class="govuk-body">${say('asked.none', 'Nothing has been asked.')}</p>`)}`;
  return page(title, body, { back: first.back, ...(again ? { status: 400 } : {}) });
}

function block(ask: Staff, of: Answering, asked: OpenQuestion, texts: Readonly<Record<string, string>>, again?: Again): Html {
  const { say, lang } = ask;
  const answer = texts[answeredId(asked.question)];
  const mine = again?.question === asked.question ? again : undefined;
  const [id, agreed] = [`answer-${asked.question}`, `agreed-${asked.question}`];
  const wrong = (at: string) => (mine?.errors[at] ? { errorMessage: { text: mine.errors[at] } } : {});
  const form = html`<form method="post" action="${of.at}" novalidate>${csrf(ask)}<input type="hidden" name="question" value="${asked.question}">
${textarea({ name: 'answer', id, rows: 6, value: mine?.said ?? '', label: { text: say('asked.answer', 'Your answer') }, ...wrong(id) })}
${when(of.whom === 'support', () =>
  checkboxes({
    name: 'agreed',
    idPrefix: agreed,
    items: [
      { value: 'yes', text: say('put.agreed', 'The person knows what I answer and agrees that it goes to who decides, or it holds nothing that they told me') },
    ],
    ...wrong(agreed),
  }),
)}
${button({ text: say('asked.send', 'Send the answer'), preventDoubleClick: true })}</form>`;
  const late = asked.chased.length > 0 && !answer;
  return html`<section class="nrm-question"><h2 class="govuk-heading-m nrm-said">${texts[askedId(asked.question)] ?? ''}</h2>
<p class="govuk-body">${say('case.asked-on', 'Asked on {day}, answer wanted by {by}', { day: longDay(asked.asked, lang), by: longDay(asked.by, lang) })}${when(late, () => html` <strong>${say('asked.again', 'Asked again on {days}.', { days: asked.chased.map((each) => longDay(each.day, lang)).join(', ') })}</strong>`)}</p>
${answer === undefined ? (of.state.decision.ended ? nothing : form) : html`<p class="govuk-body nrm-said">${answer}</p>`}</section>`;
}

/**
 * The answer is written by whoever gives it, and the database judges that they may. That it was given is put down by the program, in a
 * job of the same transaction: it keeps the course of the case, which those beside the case do not write. The first answer stands.
 */
async function reply(kit: Kit, ask: Staff, cases: readonly Answering[]): Promise<Reply> {
  const { say } = ask;
  const question = field(ask.body, 'question');
  const said = field(ask.body, 'answer').trim();
  const of = cases.find((one) => openQuestions(one.state).some((asked) => asked.question === question && asked.to === one.whom));
  if (!of) return cases[0] && cases.some((one) => putTo(one.state, one.whom).some((each) => each.question === question)) ? to(cases[0].at) : absent;
  const errors: Record<string, string> = {};
  if (said === '' || [...said].length > most)
    errors[`answer-${question}`] = say('asked.empty', 'Write an answer, even if it is “not known”, of up to 15,000 characters');
  if (of.whom === 'support' && field(ask.body, 'agreed') !== 'yes')
    errors[`agreed-${question}`] = say(
      'put.not-agreed',
      'What the person told you passes only with their word. Ask them first, or answer “not known”, and tick this',
    );
  if (Object.keys(errors).length > 0) return show(kit, ask, cases, { question, said, errors });
  const kept = kit.db.as(ask.actor, of.purpose, async (tx) => {
    if ((await textsOf(tx, of.file, 'narrative', answeredId(question)))[answeredId(question)] !== undefined) return;
    await keepTexts(tx, of.file, { [answeredId(question)]: said }, 'narrative');
    await enqueue(tx, { name: 'answered', file: of.file, needs: { question, by: ask.actor.person } });
  });
  // Pressed twice at one moment: the other press has just written it.
  await kept.catch((wrong: unknown) => {
    if (!isConflict(wrong)) throw wrong;
  });
  return to(of.at);
}
