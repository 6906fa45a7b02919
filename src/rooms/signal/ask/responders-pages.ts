// The adviser looks for a first responder for somebody, asks one organisation at a time, and sees which asks wait.
import { dayOf, type Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { paragraphs } from '#form/clean.ts';
import { isLate, openAsk, takeAskBack, type AnswerWithin } from '#journey/ask.ts';
import { refusalIn } from '#journey/refusals.ts';
import { signalStream, type Signal, type SignalEvent } from '#journey/signal.ts';
import { inForce } from '#law/rule.ts';
import type { Kit } from '#kit/kit.ts';
import { tag } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { refusedNotice, ruleLine } from '#kit/view/refused.ts';
import { absent, field, fieldList, page, to, type Ask, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import type { Notice } from '#kit/view/layout.ts';
import { openedAt, type Opened } from '#rooms/signal/desk/opened.ts';
import { passIt } from '#rooms/signal/desk/passing.ts';
import { advisers as who, heading, summary, type LineRoom, type Wrong } from '#rooms/signal/desk/room.ts';
import { momentWord } from '#rooms/signal/desk/words.ts';
import { candidatesFor, thinkingOn } from './around.ts';
import { wishFrom } from './from-said.ts';
import { askGrounds, asksView, candidatesForm, stateWords, wishForm } from './responders-view-pages.ts';
import { keepWish, openAsks, unanswered, wishOf } from './store.ts';
import { knownWord } from './told-pages.ts';
import { areaChoices, notWanted, type Wish } from './wish.ts';

export function responderPages(room: LineRoom): Route[] {
  const path = '/helpline/desk/:reference/responders';
  return [
    { method: 'GET', path, who, why: 'Who can refer the person of a signal, by area, language and who meets them', act: (ask) => show(room, ask) },
    { method: 'POST', path, who, why: 'Ask one organisation to refer, or take an ask back', act: (ask) => does(room, ask) },
    { method: 'GET', path: '/helpline/asks', who, why: 'Which organisations were asked and have not begun', act: (ask) => list(room, ask) },
  ];
}

type Again = { readonly wrong?: Wrong; readonly refused?: Refused };

const here = (ask: Staff): string => `/helpline/desk/${ask.params['reference'] ?? ''}/responders`;

/** As an adviser kept it, or as far as it can be read of what was said. */
async function wishNow({ kit }: LineRoom, ask: Staff, { line, said }: Opened): Promise<Wish> {
  const kept = await kit.db.as(ask.actor, 'intake', (tx) => wishOf(tx, line.file));
  const [first] = said;
  return kept ?? wishFrom(kit.law, { ...first?.sheet?.said, ...first?.told?.answers }, ask.today);
}

async function show(room: LineRoom, ask: Staff, { wrong = {}, refused }: Again = {}): Promise<Reply> {
  const { kit } = room;
  const { say } = ask;
  const opened = await openedAt(room.kit, ask);
  if (!opened) return absent;
  const { line, state } = opened;
  // Nobody looks for somebody before the words were read.
  if (!state.opened) return to(`/helpline/desk/${line.reference}`);
  const wish = await wishNow(room, ask, opened);
  const think = await thinkingOn(kit, ask.today);
  const title = say('line.responders', 'Find a first responder');
  const body = openAsk(state.asking)
    ? html`<p class="govuk-body">${say('line.ask.one', 'One organisation is asked at a time. Another can be asked when this one has said no, or when you take it back.')}</p>`
    : candidatesForm(room, ask, here(ask), await candidatesFor(kit, wish, state, ask.today), wrong);
  return page(
    title,
    html`${summary(say, wrong)}${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : ''}${heading(title)}<p class="govuk-body nrm-reference">${line.reference}</p><p class="govuk-body">${say('line.known.now', 'Who may know who they are: {who}.', { who: knownWord(say, state.mayKnow) })} <a class="govuk-link" href="/helpline/desk/${line.reference}/told">${say('line.told', 'They told us a choice')}</a></p>
${when(
  refused?.code === 'signal-not-chosen',
  () =>
    html`<p class="govuk-body"><a class="govuk-link" href="/helpline/desk/${line.reference}/told">${say('line.told.link', 'Write down what they told you')}</a></p>`,
)}${asksView(room, ask, here(ask), state, think)}${body}${wishForm(kit, ask, here(ask), wish)}`,
    { back: `/helpline/desk/${line.reference}`, ...(refused ? { status: 409 } : Object.keys(wrong).length > 0 ? { status: 400 } : {}) },
  );
}

function readWish({ kit }: LineRoom, { body, today }: Staff): Wish {
  const among = (name: string, codes: readonly string[]): string | null => codes.find((one) => one === field(body, name)) ?? null;
  return {
    area: among(
      'area',
      areaChoices(kit.law, today).map(({ code }) => code),
    ),
    language: among('language', kit.law.lists['languages']?.items.map(({ code }) => code) ?? []),
    gender: (['woman', 'man'] as const).find((one) => one === field(body, 'gender')) ?? null,
    age: (['adult', 'child'] as const).find((one) => one === field(body, 'age')) ?? null,
    not: notWanted.filter((one) => fieldList(body, 'not').includes(one)),
  };
}

async function does(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const opened = await openedAt(room.kit, ask);
  if (!opened?.state.opened) return absent;
  const { file } = opened.line;
  switch (field(ask.body, 'do')) {
    case 'wish':
      await kit.db.as(ask.actor, 'intake', (tx) => keepWish(tx, file, readWish(room, ask)));
      return to(here(ask));
    case 'ask':
      return asks(room, ask, opened);
    case 'back': {
      const refused = await act(room, ask, file, (state) => takeAskBack(state, Number(field(ask.body, 'asked')), { by: ask.actor.person, now: ask.now }));
      return refused ? show(room, ask, { refused }) : to(here(ask));
    }
    default:
      return absent;
  }
}

async function act(room: LineRoom, ask: Staff, file: FileId, step: (state: Signal) => Outcome<SignalEvent>): Promise<Refused | undefined> {
  const { kit, helplineOf } = room;
  const how = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: helplineOf(ask.actor).nation };
  const done = await kit.ledger.perform(ask.actor, 'intake', signalStream, file, step, how);
  return done.ok || done.code === 'already-so' ? undefined : done;
}

/** Asked is who fits, as it stands at this moment: whoever was looked at and has filled up since is not. */
async function asks(room: LineRoom, ask: Staff, opened: Opened): Promise<Reply> {
  const { say, body } = ask;
  const wish = await wishNow(room, ask, opened);
  const all = await candidatesFor(room.kit, wish, opened.state, ask.today);
  const responder = all.find(({ fits, organisation }) => fits && organisation === field(body, 'responder'));
  const ground = askGrounds.find((one) => one === field(body, 'ground'));
  const words = paragraphs(field(body, 'words')).slice(0, 20_000);
  const wrong: Wrong = {
    ...(responder ? {} : { responder: say('line.fit.missing', 'Choose whom you ask, of those that fit now') }),
    ...(ground ? {} : { ground: say('line.pass.ground.missing', 'Choose why they may be told') }),
    ...(words === '' ? { words: say('line.ask.words.missing', 'Write what they need to know') } : {}),
  };
  if (!responder || !ground || words === '') return show(room, ask, { wrong });
  await room.kit.db.as(ask.actor, 'intake', (tx) => keepWish(tx, opened.line.file, wish));
  const refused = await passIt(room, ask, opened, { to: 'referral', ground, whom: responder.organisation, number: '', words });
  return refused ? show(room, ask, { refused }) : to(here(ask));
}

const within = (kit: Kit, ask: Ask): AnswerWithin => inForce(kit.law.askAnswer, ask.today, kit.law.nations[0]?.code ?? '').value;
const late = (kit: Kit, ask: Ask, { at, urgent }: { readonly at: Instant; readonly urgent: boolean }): boolean =>
  isLate({ at, ground: urgent ? 'life-at-risk' : 'their-choice', state: 'asked' }, ask.now, within(kit, ask));

/** Rings for every adviser of the team while an organisation has not answered in time. */
export async function askAlarmOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (actor?.role !== 'helpline-adviser') return null;
  const count = (await kit.db.as(actor, 'intake', unanswered)).filter((one) => late(kit, ask, one)).length;
  return count === 0 ? null : { href: '/helpline/asks', text: say('line.alarm.asks', 'Asked to refer, and no answer in time: {count}.', { count }), count };
}

async function list(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit, responders } = room;
  const { say, lang } = ask;
  const all = await kit.db.as(ask.actor, 'intake', openAsks);
  const title = say('line.asks.title', 'Asked to refer');
  const rule = inForce(kit.law.askAnswer, ask.today, kit.law.nations[0]?.code ?? '').because;
  return page(
    title,
    html`${heading(title)}
${
  all.length === 0
    ? html`<p class="govuk-body">${say('line.asks.none', 'No ask is open.')}</p>`
    : html`<ul class="govuk-list govuk-list--spaced">${all.map(
        (one) =>
          html`<li><a class="govuk-link nrm-reference" href="/helpline/desk/${one.reference as Reference}/responders">${one.reference}</a> ${tag({ text: stateWords(say)[one.state] })} ${when(one.state === 'asked' && late(kit, ask, one), () => tag({ text: say('line.asks.late', 'Late'), classes: 'govuk-tag--red' }))}<br>${responders.find(({ code }) => code === one.organisation)?.label ?? one.organisation}, ${momentWord(one.at, lang, kit.law.zone)}</li>`,
      )}</ul>`
}${ruleLine(ask, rule)}`,
    { back: '/helpline/desk' },
  );
}
