// One step of support work on a page: what is asked, the rules it rests on, and why it was refused; what was typed is sealed in the same transaction as the step.
import { randomUUID } from 'node:crypto';
import type { Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import { isNone, type Answers } from '#form/question.ts';
import { clear, timesToTick } from '#journey/safe-contact.ts';
import { supportStream } from '#journey/support.ts';
import { wordsOf } from '#form/texts.ts';
import { inForce, versionOf } from '#law/rule.ts';
import { addVersions, type Given } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, summaryList, warningText } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { ruleText } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { mistakes, refusedBanner } from '#rooms/decision/room-pages.ts';
import { stepNamed } from '#rooms/support/steps.ts';
import { careEdition, times, type CareStep, type Said, type StepNow } from '#rooms/support/step.ts';
import { refusesInterpreter, saidOfInterpreters } from './interpreter.ts';
import { openCare, type Care } from './support-care.ts';
import { contactBox } from './support-frame.ts';
import type { SupportRoom } from './support-print-pages.ts';
import { otherOf } from './support-other.ts';
import { openRecord } from './support-record.ts';

const who = ['support-worker'] as const;

type Now = { readonly step: CareStep; readonly care: Care; readonly item: string };

export function supportStepPages(room: SupportRoom): Route[] {
  const open = (then: (ask: Staff, now: Now) => Promise<Reply>) => async (ask: Staff) => {
    const step = stepNamed(ask.params['step'] ?? '');
    const record = step && (await openRecord(room.kit, ask));
    if (!step || !record?.named) return absent;
    const care = await openCare(room.kit, ask, record);
    const item = ask.query['item'] ?? field(ask.body, 'item');
    const here = item ? step.about?.(care.state, item) : step.offered(care.state, care.positive);
    // Somebody else may just have done it: that is said by the step itself, and not by a page that is not there.
    return here || ask.method === 'POST' ? then(ask, { step, care, item }) : absent;
  };
  const path = '/support/:reference/step/:step';
  return [
    { method: 'GET', path, who, why: 'One step of support work', act: open((ask, now) => Promise.resolve(stepPage(room, ask, now))) },
    { method: 'POST', path, who, why: 'One step of support work', act: open((ask, now) => take(room, ask, now)) },
  ];
}

type Again = {
  readonly typed?: Staff['body'];
  readonly errors?: readonly { readonly field: string; readonly text: string }[];
  readonly refused?: Refused;
  readonly sure?: true;
};

function stepPage({ kit }: SupportRoom, ask: Staff, { step, care, item }: Now, again: Again = {}): Reply {
  const { say } = ask;
  const { record, state } = care;
  const errors = again.errors ?? [];
  const rules = (step.rules?.(kit.law) ?? [])
    .filter((one) => versionOf(one, ask.today, state.nation))
    .map((one) => ({ one, found: inForce(one, ask.today, state.nation) }));
  const seen = again.refused ? state.care.contactSaid : Number(field(again.typed ?? {}, 'seen') || state.care.contactSaid);
  const at = `/support/${record.reference}`;
  const body = html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, errors)}${when(step.part === 'now' || step.part === 'danger', () => contactBox(ask, care))}
<h1 class="govuk-heading-l">${step.title(say)}</h1><p class="govuk-body">${step.lead(say)}</p>
${rules.map(({ one, found }) => html`<p class="govuk-body">${one.inWords(found.value)}</p><p class="nrm-law">${ruleText(ask, found.because)}</p>`)}
${when(step.id === 'interpreter', () => interpreterAsked(ask, care))}
${when(again.sure, () => warningText({ text: say('care.sure', 'This ends support in this record. Press again if that is right.'), iconFallbackText: say('decision.warning', 'Warning') }))}
<form method="post" action="${at}/step/${step.id}" novalidate>${csrf(ask)}<input type="hidden" name="item" value="${item}"><input type="hidden" name="seen" value="${seen}">${when(again.sure, () => html`<input type="hidden" name="sure" value="yes">`)}
${questionFields({ say, form: 'care', questions: step.questions, typed: again.typed ?? before(step, care), errors, lists: { ...kit.law.lists, times }, today: ask.today })}
<div class="govuk-button-group">${button({ text: again.sure ? say('care.yes', 'Yes, record it') : say('decision.record', 'Record it'), preventDoubleClick: true })}<a class="govuk-link" href="${at}">${say('decision.cancel', 'Go back without recording')}</a></div></form>`;
  const status = again.refused ? 409 : errors.length > 0 ? 400 : undefined;
  return page(step.title(say), body, { back: step.part === 'now' ? at : `${at}/part/${step.part}`, ...(status ? { status } : {}) });
}

/** What is kept current stands in the boxes as it was last said, but for what must be said anew each time. */
function before({ id }: CareStep, care: Care): Staff['body'] {
  if (id === 'interpreter-rules') return saidOfInterpreters(care);
  if (id !== 'safe-contact') return {};
  const { said } = care;
  const text = (part: string): string => {
    const value = said.get(`support-contact.${part}`)?.value;
    return typeof value === 'string' ? value : '';
  };
  const { hours, wording, word, alsoReadBy } = care.contact;
  // Their own terms only ever shut a door: they stand ticked until somebody takes them away, wherever they were said.
  return {
    'support-where': text('where'),
    'support-rules': text('rules'),
    'support-times': Object.keys(timesToTick).filter((code) => hours?.some((one) => JSON.stringify(one) === JSON.stringify(timesToTick[code]))),
    'support-most': wording ?? '',
    'support-word': word ?? '',
    'support-also': [...(alsoReadBy ?? [])],
  };
}

/** Beside the booking, what the person said of whoever interprets. */
function interpreterAsked(ask: Staff, care: Care): Html {
  const { say } = ask;
  const step = stepNamed('interpreter-rules');
  const said = saidOfInterpreters(care);
  const rows = Object.entries(step?.questions ?? {}).flatMap(([id, question]) => {
    const value = said[id as keyof typeof said];
    const words = wordsOf(say, 'care', id, question);
    return value === '' ? [] : [{ key: { text: words.label }, value: { text: question.kind === 'choice' ? words.option(value) : value } }];
  });
  const href = `/support/${care.record.reference}/step/interpreter-rules`;
  return html`${rows.length > 0 ? summaryList({ rows }) : html`<p class="govuk-body">${say('interpreter.none', 'The person has not said who may interpret for them.')}</p>`}<p class="govuk-body"><a class="govuk-link" href="${href}">${say('interpreter.say', 'Ask them, and write down what they say')}</a></p>`;
}

async function take(room: SupportRoom, ask: Staff, now: Now): Promise<Reply> {
  const { kit } = room;
  const { step, care, item } = now;
  const read = check({ id: step.id, title: step.id, section: 'care', questions: step.questions }, ask.body, {
    lists: { ...kit.law.lists, times },
    today: ask.today,
  });
  const typed = ask.body;
  if (!read.ok) {
    const errors = read.errors.map(({ field: at, text }) => ({ field: at, text: ask.say(text.id, text.english, text.values) }));
    return stepPage(room, ask, now, { typed, errors });
  }
  const said: Said = known(read.answers);
  const seen = Number(field(ask.body, 'seen'));
  const other = step.names === undefined ? undefined : await otherOf(kit, ask, care.record, String(said[step.names] ?? ''));
  if (other && 'wrong' in other) return stepPage(room, ask, now, { typed, errors: [{ field: step.names ?? '', text: other.wrong }] });
  const how: StepNow = {
    day: ask.today,
    now: ask.now,
    by: ask.actor.person,
    nation: care.state.nation,
    confirmed: await kit.confirmed(),
    law: kit.law,
    id: randomUUID(),
    item,
    clear: (codeWord) => clear(care.contact, ask.today, { kind: 'try', at: { now: ask.now, zone: kit.law.zone, codeWord } }),
    seen,
    onCall: care.onCall,
    other: other?.file ?? '',
    positive: care.positive,
  };
  const could = step.act(care.state, said, how);
  if (!could.ok) return could.code === 'already-so' ? to(backTo(now)) : stepPage(room, ask, now, { typed, refused: could });
  if (step.grave && field(ask.body, 'sure') !== 'yes') return stepPage(room, ask, now, { typed, sure: true });
  const unfit = step.id === 'interpreter' ? await refusesInterpreter(kit, care, said) : undefined;
  if (unfit) return stepPage(room, ask, now, { typed, refused: unfit });
  // The words and the step are one transaction: neither is ever there without the other.
  const done = await kit.ledger.perform(
    theService,
    'support',
    supportStream,
    care.record.file,
    (state) => step.act(state, said, how),
    { day: ask.today, at: ask.now, nation: care.state.nation },
    (tx) => inTheirName(tx, ask.actor, (own) => addVersions(own, care.record.file, given(step, read.answers, item || how.id, ask))),
  );
  return done.ok || done.code === 'already-so' ? to(backTo(now)) : stepPage(room, ask, now, { typed, refused: done });
}

const backTo = ({ step, care }: Now): string =>
  step.part === 'now' || step.id === 'escalate' ? `/support/${care.record.reference}` : `/support/${care.record.reference}/part/${step.part}`;

/** Steps whose answers are what holds now: what is emptied there holds no longer. */
const keptCurrent: ReadonlySet<string> = new Set(['safe-contact', 'interpreter-rules']);

/** What of the answers is kept sealed, each under its id for ever. What was cleared is kept as empty, so that the old no longer stands. */
function given(step: CareStep, answers: Answers, id: string, ask: Staff): readonly Given[] {
  return Object.entries(step.keeps).flatMap(([question, at]): Given[] => {
    const value = answers[question];
    const holds = step.questions[question]?.holds;
    const fixed = !at.includes('*');
    if (!holds || (value === undefined && !fixed)) return [];
    const kept = value === undefined || isNone(value) ? '' : value;
    if (kept === '' && !keptCurrent.has(step.id)) return [];
    return [
      {
        question: at.replace('*', id),
        holds,
        value: kept,
        origin: step.theirs ? 'told-me' : null,
        edition: careEdition,
        language: ask.lang,
        saidBy: step.theirs ? 'person' : ask.actor.person,
      },
    ];
  });
}

export const stepLinks = (ask: Staff, { record, state, positive }: Care, steps: readonly CareStep[]): Html =>
  html`<ul class="govuk-list govuk-list--spaced">${steps
    .filter((one) => one.offered(state, positive))
    .map((one) => html`<li><a class="govuk-link" href="/support/${record.reference}/step/${one.id}">${one.title(ask.say)}</a></li>`)}</ul>`;
