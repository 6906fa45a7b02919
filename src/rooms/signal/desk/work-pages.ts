// One signal on the desk: read with its files, sorted by harm, laid beside others, passed on. It is answered, counted and closed on the page after it.
import { readReference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { dayOf } from '#base/day.ts';
import { line, paragraphs } from '#form/clean.ts';
import { channelWords, type Choices } from '#journey/signal-coding.ts';
import { refusalIn } from '#journey/refusals.ts';
import { openSignal, signalStream, triage, type MayKnow, type PassedGround, type PassedTo, type Signal, type SignalEvent } from '#journey/signal.ts';
import { harmOf } from '#journey/triage.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { button, checkboxes, input, radios, select, tag, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { filesIn, filesView, type OpenFile } from '#rooms/signal/files-pages.ts';
import { openerOf } from '#rooms/signal/store.ts';
import { closedWord, type Again } from './answer-view-pages.ts';
import { firstWords, openedAt, openedSignal, originalOf, type Opened } from './opened.ts';
import { keepMarksOf } from './marks.ts';
import { cameInWords, passIt, pointsAtReporter, type Passing } from './passing.ts';
import { advisers, answerOf, heading, summary, threeWay, type LineRoom, type Wrong } from './room.ts';
import { reachBox } from './reach-pages.ts';
import { saidView } from './sheet-view.ts';
import { alikeView } from './situation-pages.ts';
import { groundWords, harmColours, harmWords, momentWord, passedWords } from './words.ts';

const who = advisers;

export function workPages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path: '/helpline/desk/:reference', who, why: 'One signal of one’s own team, opened by a button', act: (ask) => show(room, ask) },
    { method: 'POST', path: '/helpline/desk/:reference/open', who, why: 'Open and read a signal', act: (ask) => opens(room, ask) },
    { method: 'POST', path: '/helpline/desk/:reference/harm', who, why: 'Say what harm a signal speaks of', act: (ask) => sorts(room, ask) },
    { method: 'POST', path: '/helpline/desk/:reference/pass', who, why: 'Pass a signal on, with what was passed', act: (ask) => passes(room, ask) },
  ];
}

type Read = { readonly opened: Opened; readonly files: readonly OpenFile[]; readonly original: string | undefined };

/** With its files, and with a mail as it came. */
const readAt = ({ kit }: LineRoom, ask: Staff): Promise<Read | undefined> =>
  kit.db.as(ask.actor, 'intake', async (tx) => {
    const opened = await openedSignal(kit, tx, ask, readReference(ask.params['reference'] ?? '') ?? '');
    if (!opened) return undefined;
    const { line: at, state } = opened;
    if (!state.opened) return { opened, files: [], original: undefined };
    const files = await filesIn(tx, at, state, (await openerOf(tx, at.opener)) ?? '');
    return { opened, files, original: at.channel === 'e-mail' ? await originalOf(tx, at.file, at.opener) : undefined };
  });

async function show(room: LineRoom, ask: Staff, { wrong = {}, refused, typed = {} }: Again = {}): Promise<Reply> {
  const { kit } = room;
  const { say, lang } = ask;
  const read = await readAt(room, ask);
  if (!read) return absent;
  const { opened, files, original } = read;
  const { line: at, state } = opened;
  const harm = harmOf(at.danger, state.triage);
  const title = say('line.one', 'Signal {reference}', { reference: at.reference });
  const body = state.opened
    ? html`${reachBox(ask, at.reference, opened.reach)}${when(at.waits, () => openButton(ask, say('line.open.more', 'Something was added. Mark it as read.')))}${opened.said.map((one) => saidView(say, one, one.number === 1 ? original : undefined))}${filesView(ask, files, state, here(ask))}
${sortForm(ask, opened, wrong)}${waysOn(ask, at.reference)}${alikeView(ask, opened)}${knownView(say, state)}${passForm(room, ask, opened, { wrong, typed })}${passedList(ask, kit.law.zone, opened)}
<h2 class="govuk-heading-m">${say('line.next', 'Answer, count and close')}</h2><p class="govuk-body"><a class="govuk-link" href="/helpline/desk/${at.reference}/answer">${say('line.next.link', 'Answer whoever wrote, answer the questions for figures, and close it')}</a></p>`
    : openButton(ask, say('line.open.why', 'Nobody has read it. Opening it leaves your name and the time.'));
  // A reference stands in no title: that is what others see of an open window.
  return page(
    say('line.signal', 'A signal'),
    html`${summary(say, wrong)}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}${heading(title)}
<p class="govuk-body">${tag({ text: harmWords(say)[harm], classes: `govuk-tag--${harmColours[harm]}` })} ${channelWords(say)[at.channel]}, ${momentWord(at.bucket, lang, kit.law.zone)}${when(state.closed, () => html` · ${closedWord(say, state)}`)}</p>${body}`,
    { back: '/helpline/desk', ...(refused ? { status: 409 } : Object.keys(wrong).length > 0 ? { status: 400 } : {}) },
  );
}

const waysOn = ({ say }: Staff, reference: string): Html =>
  html`<h2 class="govuk-heading-m">${say('line.refer', 'Be referred')}</h2><ul class="govuk-list"><li><a class="govuk-link" href="/helpline/desk/${reference}/responders">${say('line.responders', 'Find a first responder')}</a></li><li><a class="govuk-link" href="/helpline/desk/${reference}/told">${say('line.told', 'They told us a choice')}</a></li></ul>`;

const openButton = (ask: Staff, why: string): Html =>
  html`<p class="govuk-body">${why}</p><form method="post" action="/helpline/desk/${ask.params['reference'] ?? ''}/open" novalidate>${csrf(ask)}${button({ text: ask.say('line.open', 'Open and read'), preventDoubleClick: true, attributes: { accesskey: 'o' } })}</form>`;

function sortForm(ask: Staff, { line: at, state }: Opened, wrong: Wrong): Html {
  const { say } = ask;
  const found = state.triage;
  return html`<h2 class="govuk-heading-m">${say('line.sort', 'Harm')}</h2><form method="post" action="/helpline/desk/${at.reference}/harm" novalidate>${csrf(ask)}
${threeWay(say, { name: 'danger', label: say('line.field.danger', 'Is somebody in danger now?'), value: found?.danger ?? '', wrong })}${threeWay(say, { name: 'child', label: say('line.field.child', 'Is a child there?'), value: found?.child ?? '', wrong })}${threeWay(say, { name: 'held', label: say('line.field.held', 'Is somebody held there?'), value: found?.held ?? '', wrong })}
${checkboxes({ name: 'place-known', idPrefix: 'place-known', classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: say('line.sort.place', 'We know where they can be found'), checked: found?.placeKnown ?? false }] })}${button({ text: say('line.sort.keep', 'Keep'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`;
}

const knowWords = (say: Say): Readonly<Record<MayKnow, string>> => ({
  nobody: say('signals.known-nobody', 'They have not said that anybody may know who they are.'),
  helpline: say('signals.known-helpline', 'The helpline alone may know who they are.'),
  'named-body': say('signals.known-body', 'The helpline and one other may know who they are.'),
  all: say('signals.known-all', 'Everybody who can help may know who they are.'),
});

const bodies: Choices = {
  police: (say) => say('signals.body-police', 'The other: the police.'),
  council: (say) => say('signals.body-council', 'The other: the council.'),
  'labour-inspectorate': (say) => say('signals.body-labour', 'The other: labour inspectors.'),
};

const knownView = (say: Say, { mayKnow }: Signal): Html =>
  html`<p class="govuk-body"><strong>${knowWords(say)[mayKnow.to]}</strong> ${mayKnow.body ? bodies[mayKnow.body]?.(say) : ''}</p>`;

const targets: readonly PassedTo[] = ['police', 'safeguarding', 'referral', 'intelligence', 'labour-inspectorate'];
const grounds: readonly PassedGround[] = ['their-choice', 'life-at-risk', 'child', 'names-nobody'];

function passForm({ responders }: LineRoom, ask: Staff, { line: at }: Opened, { wrong = {}, typed = {} }: Again): Html {
  const { say } = ask;
  const message = (name: string) => (wrong[name] ? { errorMessage: { text: wrong[name] } } : {});
  return html`<h2 class="govuk-heading-m" id="pass">${say('line.pass', 'Pass it on')}</h2><p class="govuk-body">${say('line.pass.lead', 'Somebody in danger now: ring 999 first. Then write down here whom you told and what. Tell no more than they need.')}</p>
<form method="post" action="/helpline/desk/${at.reference}/pass" novalidate>${csrf(ask)}
${radios({ name: 'to', idPrefix: 'to', value: field(typed, 'to'), classes: 'govuk-radios--small', fieldset: { legend: { text: say('line.pass.to', 'To whom?'), classes: 'govuk-fieldset__legend--s' } }, items: targets.map((one) => ({ value: one, text: passedWords(say)[one] })), ...message('to') })}
${radios({ name: 'ground', idPrefix: 'ground', value: field(typed, 'ground'), classes: 'govuk-radios--small', fieldset: { legend: { text: say('line.pass.ground', 'Why may they be told?'), classes: 'govuk-fieldset__legend--s' } }, items: grounds.map((one) => ({ value: one, text: groundWords(say)[one] })), ...message('ground') })}
${select({ id: 'responder', name: 'responder', value: field(typed, 'responder'), label: { text: say('line.pass.responder', 'Which first responder, if they are to refer') }, items: [{ value: '', text: '' }, ...responders.map(({ code, label }) => ({ value: code, text: label }))], ...message('responder') })}
${input({ id: 'whom', name: 'whom', value: field(typed, 'whom'), label: { text: say('line.pass.whom', 'Which force, council or office, and who there') }, autocomplete: 'off', ...message('whom') })}
${input({ id: 'number', name: 'number', value: field(typed, 'number'), label: { text: say('line.pass.number', 'Their number for it, if they gave one') }, classes: 'govuk-input--width-20', autocomplete: 'off' })}
${textarea({ id: 'words', name: 'words', value: field(typed, 'words'), rows: 6, label: { text: say('line.pass.words', 'What you told them') }, hint: { text: say('line.pass.words.hint', 'Not who told us, unless they chose it. For a referral you may leave it empty: the first responder then begins with the words that came.') }, ...message('words'), attributes: { dir: 'auto' } })}
${button({ text: say('line.pass.do', 'Pass it on'), preventDoubleClick: true })}</form>`;
}

function passedList({ say, lang }: Staff, zone: string, { past, passed }: Opened): Html {
  const all = past.flatMap(({ event, number }) => (event.kind === 'SignalPassedOn' ? [{ event, number }] : []));
  return when(
    all.length > 0,
    () =>
      html`<h2 class="govuk-heading-m">${say('line.passed', 'Passed on')}</h2>${all.map(({ event, number }) => html`<h3 class="govuk-heading-s">${passedWords(say)[event.to]} · ${momentWord(event.at, lang, zone)}</h3><p class="govuk-body-s">${groundWords(say)[event.ground]}</p><p class="govuk-body nrm-said" dir="auto">${passed.get(number) ?? ''}</p>`)}`,
  );
}

const here = (ask: Staff): string => `/helpline/desk/${ask.params['reference'] ?? ''}`;

async function act(room: LineRoom, ask: Staff, opened: Opened, step: (state: Opened['state']) => Outcome<SignalEvent>): Promise<Refused | undefined> {
  const { kit, helplineOf } = room;
  const how = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: helplineOf(ask.actor).nation };
  const done = await kit.ledger.perform(ask.actor, 'intake', signalStream, opened.line.file, step, how, (tx) =>
    keepMarksOf(tx, opened.line.file, firstWords(opened)),
  );
  return done.ok || done.code === 'already-so' ? undefined : done;
}

async function opens(room: LineRoom, ask: Staff): Promise<Reply> {
  const opened = await openedAt(room.kit, ask);
  if (!opened) return absent;
  const refused = await act(room, ask, opened, (state) => openSignal(state, { by: ask.actor.person, now: ask.now }));
  return refused ? show(room, ask, { refused }) : to(here(ask));
}

async function sorts(room: LineRoom, ask: Staff): Promise<Reply> {
  const opened = await openedAt(room.kit, ask);
  if (!opened) return absent;
  const [danger, child, held] = [answerOf(field(ask.body, 'danger')), answerOf(field(ask.body, 'child')), answerOf(field(ask.body, 'held'))];
  if (!danger || !child || !held) {
    const text = ask.say('line.sort.missing', 'Choose yes, no or not known');
    return show(room, ask, { wrong: { ...(danger ? {} : { danger: text }), ...(child ? {} : { child: text }), ...(held ? {} : { held: text }) } });
  }
  const what = { danger, child, held, placeKnown: field(ask.body, 'place-known') === 'yes' };
  const refused = await act(room, ask, opened, (state) => triage(state, what, { by: ask.actor.person, now: ask.now }));
  return refused ? show(room, ask, { refused }) : to(here(ask));
}

function readPassing(room: LineRoom, ask: Staff, opened: Opened): Passing | Wrong {
  const { say, body } = ask;
  const target = targets.find((one) => one === field(body, 'to'));
  const ground = grounds.find((one) => one === field(body, 'ground'));
  const responder = room.responders.find(({ code }) => code === field(body, 'responder'));
  const [whom, number, words] = [
    line(field(body, 'whom')).slice(0, 300),
    line(field(body, 'number')).slice(0, 100),
    (paragraphs(field(body, 'words')) || (target === 'referral' ? cameInWords(opened) : '')).slice(0, 20_000),
  ];
  const points = (target === 'intelligence' || ground === 'names-nobody') && [whom, number, words].some((text) => pointsAtReporter(opened, text));
  const wrong: Wrong = {
    ...(target ? {} : { to: say('line.pass.to.missing', 'Choose to whom') }),
    ...(ground ? {} : { ground: say('line.pass.ground.missing', 'Choose why they may be told') }),
    ...(target === 'referral' && !responder ? { responder: say('line.pass.responder.missing', 'Choose a first responder') } : {}),
    ...(target && target !== 'referral' && whom === '' ? { whom: say('line.pass.whom.missing', 'Write whom you told') } : {}),
    ...(words === '' ? { words: say('line.pass.words.missing', 'Write what you told them') } : {}),
    ...(points ? { words: say('line.pass.points', 'This still names or numbers whoever told us. Take that out.') } : {}),
  };
  if (!target || !ground || Object.keys(wrong).length > 0) return wrong;
  return { to: target, ground, whom: target === 'referral' ? (responder?.code ?? '') : whom, number, words };
}

async function passes(room: LineRoom, ask: Staff): Promise<Reply> {
  const opened = await openedAt(room.kit, ask);
  if (!opened) return absent;
  const read = readPassing(room, ask, opened);
  if (!('to' in read && 'ground' in read && 'whom' in read && 'number' in read)) return show(room, ask, { wrong: read as Wrong, typed: ask.body });
  const refused = await passIt(room, ask, opened, read as Passing);
  return refused ? show(room, ask, { refused, typed: ask.body }) : to(here(ask));
}
