// Every act on a case besides deciding it, giving the case to a colleague, and asking somebody a question.
import { randomUUID } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import { fileId, type FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import { answer, ask as askFor } from '#journey/decision.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, insetText, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, to, type PageReply, type Reply, type Staff } from '#kit/web/page.ts';
import type { CaseAct } from './act.ts';
import { actOf, acts } from './acts.ts';
import { addressees, addresseeWord } from './addressee.ts';
import type { Typed, Wrong } from './findings.ts';
import { writtenFirst } from './notes.ts';
import { openCase, purposeOf, type OpenCase } from './open.ts';
import { listsOf } from './people-lists.ts';
import { answeredId, askedId, noteId } from './reason-ids.ts';
import { rulesPanel } from './rules-view.ts';
import { actOn, fieldsOf, mistakes, onwards, refusedBanner, type DecisionRoom } from './room-pages.ts';
import { mayGo } from './safe-contact.ts';
import { contactFacts, keepTexts } from './store.ts';
import { whoHasIt } from './take-pages.ts';

export async function actList(room: DecisionRoom, ask: Staff, opened: OpenCase, refused?: Refused): Promise<PageReply> {
  if (opened.state.access.quarantine) return reviewList(room, ask, opened, refused);
  const { reference } = opened.file;
  const offered = acts.filter((act) => mayDo(act, ask, opened) && act.offered(opened.state, room.kit.law));
  const links = (about: CaseAct['about']) =>
    html`<ul class="govuk-list nrm-acts">${offered.filter((act) => act.about === about).map((act) => html`<li><a class="govuk-link" href="/case/${reference}/do/${act.id}">${act.title(ask.say)}</a></li>`)}</ul>`;
  const panel = html`${refused ? refusedBanner(ask, refused) : nothing}<h2 class="govuk-heading-m">${ask.say('decision.acts', 'What else has happened or is needed')}</h2>
${links(undefined)}<h2 class="govuk-heading-m">${ask.say('decision.acts-access', 'Who may see the case, and what leaves it')}</h2>${links('access')}<ul class="govuk-list">${[
    { at: 'wrong-record', text: ask.say('wrong-record.title', 'This is another person’s') },
    { at: 'readers', text: ask.say('readers.title', 'Who read this record') },
    { at: 'disclosures', text: ask.say('disclosure.title', 'What passed outside') },
    { at: 'copies', text: ask.say('copy.title', 'Copies for the person') },
  ].map((one) => html`<li><a class="govuk-link" href="/case/${reference}/${one.at}">${one.text}</a></li>`)}</ul>
<form method="post" action="/case/${reference}/allocate" novalidate>${csrf(ask)}${whoHasIt(room, ask, opened.state.decision.allocatedTo)}${button({ text: ask.say('decision.give-now', 'Give the case'), classes: 'govuk-button--secondary' })}</form>`;
  return room.frame(ask, opened, { tab: 'acts', title: ask.say('decision.acts-title', 'Other steps'), panel, ...(refused ? { status: 409 } : {}) });
}

/** While two people look at whether there was consent, there is nothing else to do here. */
function reviewList(room: DecisionRoom, ask: Staff, opened: OpenCase, refused?: Refused): Promise<PageReply> {
  const { say } = ask;
  const offered = acts.filter((act) => mayDo(act, ask, opened) && act.offered(opened.state, room.kit.law));
  const settled = opened.state.access.quarantine?.converted
    ? say('decision.review.converted', 'Two people found that there was no consent. What identifies the person is being destroyed.')
    : say(
        'decision.review',
        'Somebody said that there was no consent. Nobody else can open this, no search finds it and nothing is sent, until two people have said what they find.',
      );
  const panel = html`${refused ? refusedBanner(ask, refused) : nothing}${insetText({ text: settled })}<ul class="govuk-list nrm-acts">${offered.map((act) => html`<li><a class="govuk-link" href="/case/${opened.file.reference}/do/${act.id}">${act.title(say)}</a></li>`)}</ul>`;
  return room.frame(ask, opened, { tab: 'acts', title: say('decision.review.title', 'Was there consent?'), panel, ...(refused ? { status: 409 } : {}) });
}

const mayDo = (act: CaseAct, ask: Staff, { state }: OpenCase): boolean =>
  (!act.who || act.who.includes(ask.actor.role)) && (state.access.quarantine === null || act.review === true);

type Again = {
  readonly typed?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly Wrong[];
  readonly refused?: Refused;
};

export async function actPage(room: DecisionRoom, ask: Staff, opened: OpenCase, again: Again = {}): Promise<Reply> {
  const act = actOf(ask.params['act'] ?? '');
  if (!act || !mayDo(act, ask, opened)) return absent;
  const errors = again.errors ?? [];
  const { reads } = act;
  const first = reads ? await room.kit.db.as(ask.actor, purposeOf(room.kit, opened.state), (tx) => writtenFirst(tx, opened, ask, reads)) : [];
  const typed = again.typed ?? (act.other === undefined ? {} : { [act.other]: ask.query['of'] ?? '' });
  const suggested = act.suggests ? await room.suggests(ask, opened) : nothing;
  const panel = html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, errors)}<p class="govuk-body">${act.lead(ask.say)}</p>${rulesPanel(ask, act.rules?.(room.kit.law) ?? [], opened.state.nation)}${first}${suggested}
<form method="post" action="/case/${opened.file.reference}/do/${act.id}" novalidate>${csrf(ask)}${questionFields({ say: ask.say, form: 'act', questions: act.questions, typed, errors, lists: listsOf(room, ask, opened.state), today: ask.today })}
${when(act.grave, () => warningText({ text: ask.say('decision.grave', 'This ends or changes rights. It stays in the record with your name.'), iconFallbackText: ask.say('decision.warning', 'Warning') }))}
<div class="govuk-button-group">${button({ text: ask.say('decision.record', 'Record it'), preventDoubleClick: true, ...(act.grave ? { classes: 'govuk-button--warning' } : {}) })}<a class="govuk-link" href="/case/${opened.file.reference}">${ask.say('decision.cancel', 'Go back without recording')}</a></div></form>`;
  const status = again.refused ? 409 : errors.length > 0 ? 400 : undefined;
  return room.frame(ask, opened, { tab: 'acts', title: act.title(ask.say), panel, ...(status ? { status } : {}) });
}

export async function doAct(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const act: CaseAct | undefined = actOf(ask.params['act'] ?? '');
  if (!act || !mayDo(act, ask, opened)) return absent;
  const page = { id: act.id, title: act.id, section: 'act', questions: act.questions };
  const read = check(page, ask.body, { lists: listsOf(room, ask, opened.state), today: ask.today });
  if (!read.ok) {
    const errors = read.errors.map(({ field: at, text }) => ({ field: at, text: ask.say(text.id, text.english, text.values) }));
    return actPage(room, ask, opened, { typed: ask.body, errors });
  }
  const said = known(read.answers);
  const other = act.other === undefined ? undefined : await otherCase(room, ask, opened, purpose, String(said[act.other] ?? ''));
  if (other && 'wrong' in other) return actPage(room, ask, opened, { typed: ask.body, errors: [{ field: act.other ?? '', text: other.wrong }] });
  const facts = other && act.other !== undefined ? { ...said, [act.other]: other.file } : said;
  const kept = Object.entries(act.questions).filter(([id, question]) => question.kind === 'text' && id !== act.other && typeof said[id] === 'string');
  const written = new Set(kept.filter(([id]) => String(said[id]).trim() !== '').map(([id]) => id));
  // A colleague may write between the opening and this step: what it stands behind is counted from what it found.
  let behind = 0;
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purpose,
    async (state, how, tx) => {
      behind = state.version + 1;
      const { law } = room.kit;
      const contact = act.reaches && (await contactFacts(tx, opened.file.id, state.past));
      const reach = contact ? { reach: (giving: { readonly codeWord: boolean }) => mayGo('person', { contact, file: state, law }, how.now, giving) } : {};
      return act.act(state, facts, law, { ...how, ...reach, people: room.people(), written }, room.notice);
    },
    {},
    'analysis',
    async (tx) => {
      for (const [id, { holds }] of kept) await keepTexts(tx, opened.file.id, { [noteId(id, behind)]: String(said[id]) }, holds);
    },
  );
  if (refused) return actPage(room, ask, opened, { typed: ask.body, refused });
  return act.leaves ? to('/desk') : onwards(room.kit, ask, opened);
}

/** Another case of this authority by its reference, as its file id: what somebody typed never enters the ledger. */
async function otherCase(
  room: DecisionRoom,
  ask: Staff,
  opened: OpenCase,
  purpose: Purpose,
  typed: string,
): Promise<{ readonly file: FileId } | { readonly wrong: string }> {
  const found = await room.kit.db.as(ask.actor, purpose, (tx) => openCase(room.kit, tx, typed));
  if (!found) return { wrong: ask.say('decision.other.none', 'Write the reference of a case that you decide, such as K7QD-0M2P-XW9T') };
  if (found.file.id === opened.file.id) return { wrong: ask.say('decision.other.same', 'This is the reference of the case itself. Write that of the other.') };
  if (found.state.decision.ended === 'duplicate')
    return { wrong: ask.say('decision.other.duplicate', 'That case was itself found to be a duplicate. Write the reference of the one that goes on.') };
  return { file: found.file.id };
}

/** The form to ask a question, for the questions tab. */
export function askPanel(ask: Staff, reference: string, typed: Typed = {}, errors: readonly Wrong[] = []): Html {
  const wrong = (name: string) => {
    const text = errors.find((error) => error.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  return html`${mistakes(ask, errors)}<form method="post" action="/case/${reference}/ask" novalidate>${csrf(ask)}<input type="hidden" name="as" value="${fileId(typed['as'] ?? '') ?? randomUUID()}">${textarea({ name: 'question', id: 'question', rows: 4, value: typed['question'] ?? '', label: { text: ask.say('decision.ask.what', 'What do you need to know?'), classes: 'govuk-label--m' }, hint: { text: ask.say('decision.ask.hint', 'One thing a question. The person is not to be interviewed again for it.') }, ...wrong('question') })}
${radios({ name: 'of', idPrefix: 'of', fieldset: { legend: { text: ask.say('decision.ask.whom', 'Whom do you ask?'), classes: 'govuk-fieldset__legend--s' } }, items: addressees.map((one) => ({ value: one, text: addresseeWord(ask.say, one) })), ...(typed['of'] ? { value: typed['of'] } : {}), ...wrong('of') })}
${button({ text: ask.say('decision.ask.send', 'Ask'), preventDoubleClick: true })}</form>`;
}

export async function askSomebody(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const typed = fieldsOf(ask);
  const what = (typed['question'] ?? '').trim();
  const whom = addressees.find((one) => one === typed['of']);
  const errors: Wrong[] = [
    ...(what === '' ? [{ field: 'question', text: ask.say('decision.ask.empty', 'Write what you need to know') }] : []),
    ...([...what].length > 4000
      ? [{ field: 'question', text: ask.say('decision.ask.long', 'Shorten the question to 4,000 characters. Nothing you wrote is lost.') }]
      : []),
    ...(whom ? [] : [{ field: 'of', text: ask.say('decision.ask.nobody', 'Choose whom you ask') }]),
  ];
  const title = ask.say('decision.ask.title', 'Questions');
  if (errors.length > 0 || !whom)
    return room.frame(ask, opened, { tab: 'questions', title, panel: askPanel(ask, opened.file.reference ?? '', typed, errors), status: 400 });
  // The page gave the question its id, so that a second press finds it asked.
  const question = fileId(typed['as'] ?? '') ?? randomUUID();
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purpose,
    (state, how) => askFor(state, { question, to: whom }, room.kit.law, how),
    { [askedId(question)]: what },
    'narrative',
  );
  if (refused && refused.code !== 'already-asked')
    return room.frame(ask, opened, {
      tab: 'questions',
      title,
      panel: html`${refusedBanner(ask, refused)}${askPanel(ask, opened.file.reference ?? '', typed)}`,
      status: 409,
    });
  return to(`/case/${opened.file.reference}/questions`);
}

/** Beside a question that is put to somebody outside: room for the answer that came by letter or telephone. */
export function answerForm(ask: Staff, reference: string, question: string, typed = '', wrong?: string): Html {
  const { say } = ask;
  return html`<form method="post" action="/case/${reference}/answered" novalidate>${csrf(ask)}<input type="hidden" name="question" value="${question}">${textarea(
    {
      name: 'answer',
      id: `answer-${question}`,
      rows: 3,
      value: typed,
      label: { text: say('decision.answered.what', 'What did they answer?') },
      hint: { text: say('decision.answered.hint', 'As they said it, with who said it and how it came. “They do not know” is an answer.') },
      ...(wrong ? { errorMessage: { text: wrong } } : {}),
    },
  )}${button({ text: say('decision.answered.record', 'Record the answer'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`;
}

/** Whoever is asked outside answers by letter or telephone: the decider writes it beside the question. */
export async function recordAnswer(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const question = field(ask.body, 'question');
  const said = field(ask.body, 'answer').trim();
  if (!opened.state.decision.questions.some((one) => one.question === question && one.to !== 'referrer')) return absent;
  const { reference } = opened.file;
  const title = ask.say('decision.ask.title', 'Questions');
  if (said === '' || [...said].length > 15_000) {
    const text = ask.say('decision.answered.empty', 'Write what they answered, up to 15,000 characters');
    const panel = html`${mistakes(ask, [{ field: `answer-${question}`, text }])}${answerForm(ask, reference ?? '', question, said, text)}`;
    return room.frame(ask, opened, { tab: 'questions', title, panel, status: 400 });
  }
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purpose,
    (state, how) => answer(state, { question }, room.kit.law, how),
    { [answeredId(question)]: said },
    'narrative',
  );
  if (refused) {
    const panel = html`${refusedBanner(ask, refused)}${answerForm(ask, reference ?? '', question, said)}`;
    return room.frame(ask, opened, { tab: 'questions', title, panel, status: 409 });
  }
  return to(`/case/${reference}/questions`);
}
