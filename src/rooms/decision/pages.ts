// Pages of the decision room: deciding, the second person, every other act on a case, and who has it.
import { randomUUID } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import { allocate, ask as askFor, decide, decideAlone, propose, sendBack } from '#journey/decision.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { find, isRefused } from '#journey/ground.ts';
import { refusalIn } from '#journey/refusals.ts';
import { openRound, waiting } from '#journey/stages.ts';
import type { Kit } from '#kit/kit.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary, notificationBanner, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, to, type PageReply, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { actOf, acts, type CaseAct } from './acts.ts';
import { findingsPanel, proposalPanel, readFindings, textsToKeep, typedFrom, type Typed, type Wrong } from './findings.ts';
import { openCase, purposeOf, type OpenCase } from './open.ts';
import { askedId, reasonIds } from './reason-ids.ts';
import { keepTexts, textsOf } from './store.ts';

/** How the desk frames a panel of this room: identity bar, tabs, what is held on the left. */
export type Frame = (ask: Staff, opened: OpenCase, part: { readonly tab: 'decide' | 'acts' | 'questions' | 'letters'; readonly title: string; readonly panel: Html; readonly status?: number }) => Promise<PageReply>;

export type Colleague = { readonly id: string; readonly name: string };
export type DecisionRoom = {
  readonly kit: Kit;
  readonly frame: Frame;
  /** Who in an organisation may be given a case. */
  readonly colleagues: (organisation: string) => readonly Colleague[];
};

const deciders = ['decision-maker', 'decision-manager'] as const;

/** The case of the path, or 404; opened under the purpose it is open for. */
export async function withCase(kit: Kit, ask: Staff, then: (opened: OpenCase, purpose: Purpose) => Promise<Reply>): Promise<Reply> {
  const opened = await kit.db.as(ask.actor, 'identification', (tx) => openCase(kit, tx, ask.params['reference'] ?? ''));
  return opened ? then(opened, purposeOf(kit, opened.state)) : absent;
}

export async function actOn(
  kit: Kit,
  ask: Staff,
  opened: OpenCase,
  purpose: Purpose,
  act: (state: CaseFile, how: Act) => Outcome<CaseEvent>,
  texts: Readonly<Record<string, string>> = {},
  holds: 'analysis' | 'narrative' = 'analysis',
): Promise<Refused | undefined> {
  const { nation } = opened.state;
  const how: Act = { day: ask.today, by: ask.actor.person, nation, confirmed: await kit.confirmed() };
  const result = await kit.ledger.perform(ask.actor, purpose, caseStream, opened.file.id, (state) => act(state, how), { day: ask.today, nation }, (tx) =>
    keepTexts(tx, opened.file.id, texts, holds),
  );
  return result.ok ? undefined : result;
}

/** A refusal in plain words with its rule, above the page it happened on. */
export function refusedBanner(ask: Staff, refused: Refused): Html {
  return html`<div role="alert" class="govuk-error-summary" id="refused" tabindex="-1"><h2 class="govuk-error-summary__title">${ask.say('decision.refused', 'This cannot be done now')}</h2>
<p class="govuk-body">${refusalIn(ask.say, refused)}</p>${refused.because.map((because) => html`<p class="govuk-body-s nrm-law">${because.question} ${ask.say('decision.since', 'Since {from}: {source}', { from: because.from, source: because.source })}</p>`)}</div>`;
}

function mistakes(ask: Staff, errors: readonly Wrong[]): Html {
  return when(errors.length > 0, () =>
    errorSummary({ titleText: ask.say('form.problem', 'There is a problem'), errorList: errors.map((error) => ({ href: `#${error.field}`, text: error.text })) }),
  );
}

export function decisionPages(room: DecisionRoom): Route[] {
  const { kit } = room;
  const case_ = '/case/:reference';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) => withCase(kit, ask, (opened, purpose) => then(ask, opened, purpose));
  return [
    { method: 'GET', path: `${case_}/decide`, who: deciders, why: 'Make findings on the legal test', act: open((ask, opened) => decidePage(room, ask, opened)) },
    { method: 'POST', path: `${case_}/decide`, who: deciders, why: 'Decide or propose', act: open((ask, opened, purpose) => decideNow(room, ask, opened, purpose)) },
    { method: 'POST', path: `${case_}/confirm`, who: deciders, why: 'The second person agrees', act: open((ask, opened, purpose) => confirm(room, ask, opened, purpose)) },
    { method: 'POST', path: `${case_}/send-back`, who: deciders, why: 'The second person does not agree', act: open((ask, opened, purpose) => returnIt(room, ask, opened, purpose)) },
    { method: 'GET', path: `${case_}/acts`, who: deciders, why: 'What else can be done to a case', act: open((ask, opened) => actList(room, ask, opened)) },
    { method: 'GET', path: `${case_}/do/:act`, who: deciders, why: 'One act on a case', act: open((ask, opened) => actPage(room, ask, opened)) },
    { method: 'POST', path: `${case_}/do/:act`, who: deciders, why: 'One act on a case', act: open((ask, opened, purpose) => doAct(room, ask, opened, purpose)) },
    { method: 'POST', path: `${case_}/allocate`, who: deciders, why: 'Take a case or give it to a colleague', act: open((ask, opened, purpose) => giveTo(room, ask, opened, purpose)) },
    { method: 'POST', path: `${case_}/ask`, who: deciders, why: 'Ask the referrer or somebody else', act: open((ask, opened, purpose) => askSomebody(room, ask, opened, purpose)) },
  ];
}

function fieldsOf(ask: Staff): Typed {
  return Object.fromEntries(Object.keys(ask.body).map((name) => [name, field(ask.body, name)]));
}

async function decidePage(room: DecisionRoom, ask: Staff, opened: OpenCase, again: { typed?: Typed; errors?: readonly Wrong[]; refused?: Refused; status?: number } = {}): Promise<PageReply> {
  const title = ask.say('decision.title', 'Decide');
  const panel = await panelOf(room, ask, opened, again.typed, again.errors ?? []);
  const head = again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, again.errors ?? []);
  return room.frame(ask, opened, { tab: 'decide', title, panel: html`${head}${panel}`, ...(again.status ? { status: again.status } : {}) });
}

async function panelOf({ kit }: DecisionRoom, ask: Staff, { file, state }: OpenCase, typed: Typed | undefined, errors: readonly Wrong[]): Promise<Html> {
  const next = waiting(state, kit.law);
  const stage = kit.law.stages.find((one) => one.id === next?.stage);
  const rule = stage && kit.law.test[stage.id];
  if (!next || !stage || !rule || state.decision.ended) return html`<p class="govuk-body">${ask.say('decision.nothing', 'Nothing waits for a decision in this case.')}</p>`;
  const how: Act = { day: ask.today, by: ask.actor.person, nation: state.nation, confirmed: await kit.confirmed() };
  const test = find(rule, ask.today, state.nation, how);
  if (isRefused(test)) return refusedBanner(ask, test);
  const ids = reasonIds(next.stage, next.round);
  const texts = await kit.db.as(ask.actor, purposeOf(kit, state), (tx) => textsOf(tx, file.id, 'analysis', ids.all));
  const kept = typedFrom(texts, test.value, next.stage, next.round);
  const reference = file.reference ?? '';
  const waits = state.decision.proposed;
  if (waits) {
    return proposalPanel({ say: ask.say, token: csrf(ask), confirm: `/case/${reference}/confirm`, back: `/case/${reference}/send-back`, stage: waits.stage, round: waits.round, outcome: waits.outcome, test: test.value, findings: waits.findings, reasons: kept, own: waits.maker === ask.actor.person });
  }
  const second = find(kit.law.secondPerson, ask.today, state.nation, how);
  const sentBack = texts[ids.sentBack];
  return html`${when(sentBack, () => notificationBanner({ titleText: ask.say('decision.sent-back', 'Sent back by the second person'), text: sentBack ?? '' }))}${findingsPanel({
    say: ask.say,
    token: csrf(ask),
    action: `/case/${reference}/decide`,
    stage: { id: stage.id, name: stage.name },
    round: next.round,
    age: state.age,
    test: test.value,
    because: test.because,
    typed: typed ?? kept,
    errors,
    secondPerson: !isRefused(second) && second.value ? second.because : null,
    missing: state.presence.state === 'missing',
  })}`;
}

async function decideNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const typed = fieldsOf(ask);
  const stage = typed['stage'] ?? '';
  const round = openRound(opened.state, stage);
  const rule = kit.law.test[stage];
  if (!rule || round === undefined) return decidePage(room, ask, opened, { typed, status: 409, refused: { ok: false, code: 'already-decided', because: [] } });
  const test = inForce(rule, ask.today, opened.state.nation).value;
  const texts = textsToKeep(typed, test, stage, round);
  const save = () => kit.db.as(ask.actor, purpose, (tx) => keepTexts(tx, opened.file.id, texts, 'analysis'));
  if (typed['do'] === 'save') {
    await save();
    return to(`/case/${opened.file.reference}`);
  }
  const read = readFindings(typed, test, opened.state.age, ask.say);
  if ('errors' in read) {
    await save();
    return decidePage(room, ask, opened, { typed, errors: read.errors, status: 400 });
  }
  const what = { stage, ...read, enoughWithout: typed['do'] === 'decide-without' };
  const alone = read.outcome === 'positive' || !inForce(kit.law.secondPerson, ask.today, opened.state.nation).value;
  const refused = await actOn(kit, ask, opened, purpose, (state, how) => (alone ? decideAlone : propose)(state, what, kit.law, how), texts);
  if (refused) {
    await save();
    return decidePage(room, ask, opened, { typed, refused, status: 409 });
  }
  return to(alone ? `/case/${opened.file.reference}` : `/case/${opened.file.reference}/decide`);
}

async function confirm(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const seen = { stage: field(ask.body, 'stage'), round: Number(field(ask.body, 'round')), outcome: field(ask.body, 'outcome') === 'negative' ? ('negative' as const) : ('positive' as const), enoughWithout: true };
  const refused = await actOn(kit, ask, opened, purpose, (state, how) => decide(state, seen, kit.law, how));
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : to(`/case/${opened.file.reference}`);
}

async function returnIt(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const stage = field(ask.body, 'stage');
  const ids = reasonIds(stage, opened.state.decision.proposed?.round ?? 1);
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => sendBack(state, { stage }, room.kit.law, how), { [ids.sentBack]: field(ask.body, 'note') });
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : to(`/case/${opened.file.reference}`);
}

async function actList(room: DecisionRoom, ask: Staff, opened: OpenCase, refused?: Refused): Promise<PageReply> {
  const { reference } = opened.file;
  const offered = acts.filter((act) => act.offered(opened.state, room.kit.law));
  const panel = html`${refused ? refusedBanner(ask, refused) : nothing}<h2 class="govuk-heading-m">${ask.say('decision.acts', 'What else has happened or is needed')}</h2>
<ul class="govuk-list nrm-acts">${offered.map((act) => html`<li><a class="govuk-link" href="/case/${reference}/do/${act.id}">${act.title(ask.say)}</a></li>`)}</ul>
<form method="post" action="/case/${reference}/allocate" novalidate>${csrf(ask)}${radios({
    name: 'to',
    idPrefix: 'to',
    fieldset: { legend: { text: ask.say('decision.give', 'Who has this case?'), classes: 'govuk-fieldset__legend--m' } },
    ...(opened.state.decision.allocatedTo ? { value: opened.state.decision.allocatedTo } : {}),
    items: room.colleagues(ask.actor.organisation).map((colleague) => ({ value: colleague.id, text: colleague.id === ask.actor.person ? ask.say('decision.me', '{name} (you)', { name: colleague.name }) : colleague.name })),
  })}${button({ text: ask.say('decision.give-now', 'Give the case'), classes: 'govuk-button--secondary' })}</form>`;
  return room.frame(ask, opened, { tab: 'acts', title: ask.say('decision.acts-title', 'Other steps'), panel, ...(refused ? { status: 409 } : {}) });
}

async function giveTo(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const receiver = room.colleagues(ask.actor.organisation).find((colleague) => colleague.id === field(ask.body, 'to'));
  if (!receiver) return actList(room, ask, opened);
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => allocate(state, { to: receiver.id }, room.kit.law, how));
  return refused && refused.code !== 'already-so' ? actList(room, ask, opened, refused) : to(`/case/${opened.file.reference}`);
}

type Again = { readonly typed?: Readonly<Record<string, unknown>>; readonly errors?: readonly { field: string; text: { id: string; english: string; values: Readonly<Record<string, string | number>> } }[]; readonly refused?: Refused; readonly sure?: boolean };

async function actPage(room: DecisionRoom, ask: Staff, opened: OpenCase, again: Again = {}): Promise<Reply> {
  const act = actOf(ask.params['act'] ?? '');
  if (!act) return absent;
  const errors = (again.errors ?? []).map((error) => ({ field: error.field, text: ask.say(error.text.id, error.text.english, error.text.values) }));
  const panel = html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, errors)}<h2 class="govuk-heading-m">${act.title(ask.say)}</h2><p class="govuk-body">${act.lead(ask.say)}</p>
<form method="post" action="/case/${opened.file.reference}/do/${act.id}" novalidate>${csrf(ask)}${questionFields({ say: ask.say, form: 'act', questions: act.questions, typed: again.typed ?? {}, errors, lists: room.kit.law.lists, today: ask.today })}
${when(act.grave, () => warningText({ text: ask.say('decision.grave', 'This ends or changes rights. It stays in the record with your name.'), iconFallbackText: ask.say('decision.warning', 'Warning') }))}
<div class="govuk-button-group">${button({ text: ask.say('decision.record', 'Record it'), preventDoubleClick: true, ...(act.grave ? { classes: 'govuk-button--warning' } : {}) })}<a class="govuk-link" href="/case/${opened.file.reference}">${ask.say('decision.cancel', 'Go back without recording')}</a></div></form>`;
  const status = again.refused ? 409 : errors.length > 0 ? 400 : undefined;
  return room.frame(ask, opened, { tab: 'acts', title: act.title(ask.say), panel, ...(status ? { status } : {}) });
}

async function doAct(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const act: CaseAct | undefined = actOf(ask.params['act'] ?? '');
  if (!act) return absent;
  const page = { id: act.id, title: act.id, section: 'act', questions: act.questions };
  const read = check(page, ask.body, { lists: room.kit.law.lists, today: ask.today });
  if (!read.ok) return actPage(room, ask, opened, { typed: ask.body, errors: read.errors });
  const said = known(read.answers);
  const notes = Object.entries(said).filter(([id, value]) => id.endsWith('-note') && typeof value === 'string');
  const texts = Object.fromEntries(notes.map(([id, value]) => [`note.${id}.${opened.state.version + 1}`, String(value)]));
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => act.act(state, said, room.kit.law, how), texts);
  return refused ? actPage(room, ask, opened, { typed: ask.body, refused }) : to(`/case/${opened.file.reference}`);
}

const askedOf = ['referrer', 'lawyer', 'support', 'council', 'police'] as const;

/** The form to ask a question, for the questions tab. */
export function askPanel(ask: Staff, reference: string, typed: Typed = {}, errors: readonly Wrong[] = []): Html {
  const wrong = (name: string) => {
    const text = errors.find((error) => error.field === name)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  const words: Record<(typeof askedOf)[number], string> = {
    referrer: ask.say('decision.ask.referrer', 'Who referred the person'),
    lawyer: ask.say('decision.ask.lawyer', 'Their lawyer'),
    support: ask.say('decision.ask.support', 'Their support worker'),
    council: ask.say('decision.ask.council', 'The council'),
    police: ask.say('decision.ask.police', 'The police'),
  };
  return html`${mistakes(ask, errors)}<form method="post" action="/case/${reference}/ask" novalidate>${csrf(ask)}${textarea({ name: 'question', id: 'question', rows: 4, value: typed['question'] ?? '', label: { text: ask.say('decision.ask.what', 'What do you need to know?'), classes: 'govuk-label--m' }, hint: { text: ask.say('decision.ask.hint', 'One thing a question. The person is not to be interviewed again for it.') }, ...wrong('question') })}
${radios({ name: 'of', idPrefix: 'of', fieldset: { legend: { text: ask.say('decision.ask.whom', 'Whom do you ask?'), classes: 'govuk-fieldset__legend--s' } }, items: askedOf.map((one) => ({ value: one, text: words[one] })), ...(typed['of'] ? { value: typed['of'] } : {}), ...wrong('of') })}
${button({ text: ask.say('decision.ask.send', 'Ask'), preventDoubleClick: true })}</form>`;
}

async function askSomebody(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const typed = fieldsOf(ask);
  const what = (typed['question'] ?? '').trim();
  const whom = askedOf.find((one) => one === typed['of']);
  const errors: Wrong[] = [
    ...(what === '' ? [{ field: 'question', text: ask.say('decision.ask.empty', 'Write what you need to know') }] : []),
    ...([...what].length > 4000 ? [{ field: 'question', text: ask.say('decision.ask.long', 'Shorten the question to 4,000 characters. Nothing you wrote is lost.') }] : []),
    ...(whom ? [] : [{ field: 'of', text: ask.say('decision.ask.nobody', 'Choose whom you ask') }]),
  ];
  const title = ask.say('decision.ask.title', 'Questions');
  if (errors.length > 0 || !whom) return room.frame(ask, opened, { tab: 'questions', title, panel: askPanel(ask, opened.file.reference ?? '', typed, errors), status: 400 });
  const question = randomUUID();
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => askFor(state, { question, to: whom }, room.kit.law, how), { [askedId(question)]: what }, 'narrative');
  if (refused) return room.frame(ask, opened, { tab: 'questions', title, panel: html`${refusedBanner(ask, refused)}${askPanel(ask, opened.file.reference ?? '', typed)}`, status: 409 });
  return to(`/case/${opened.file.reference}/questions`);
}

