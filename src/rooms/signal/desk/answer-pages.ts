// What a signal's page leads on to: an answer to whoever wrote, its questions for figures, and closing it.
import type { Outcome } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import { paragraphs } from '#form/clean.ts';
import {
  closeSignal,
  codeSignal,
  reply,
  signalStream,
  translateReply,
  type ReplyHow,
  type Signal,
  type SignalAge,
  type SignalCloseReason,
  type SignalEvent,
  type SignalKind,
} from '#journey/signal.ts';
import { ages, certainties, closings, codesOf, kinds, peoples, places, settings } from '#journey/signal-coding.ts';
import { sealTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import { absent, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { codes } from '#rooms/signal/message.ts';
import { isPhrase, mostLetters, type Answered } from '#rooms/signal/questions.ts';
import { keepMessage, recipientOf, replaceForReporter, type Line } from '#rooms/signal/store.ts';
import { answerView, type Again } from './answer-view-pages.ts';
import { openedAt, type Opened } from './opened.ts';
import { reachOf } from './reach.ts';
import { advisers, type LineRoom, type Wrong } from './room.ts';

const who = advisers;
const path = '/helpline/desk/:reference/answer';

export function answerPages(room: LineRoom): Route[] {
  return [
    { method: 'GET', path, who, why: 'Answer, count and close a signal that was opened', act: (ask) => show(room, ask) },
    { method: 'POST', path, who, why: 'Answer, count or close a signal', act: (ask) => does(room, ask) },
  ];
}

async function show(room: LineRoom, ask: Staff, again: Again = {}): Promise<Reply> {
  const opened = await openedAt(room.kit, ask);
  if (!opened) return absent;
  const back = `/helpline/desk/${opened.line.reference}`;
  // Nobody answers what they have not opened.
  if (!opened.state.opened) return to(back);
  const status = again.refused ? 409 : Object.keys(again.wrong ?? {}).length > 0 ? 400 : undefined;
  // A reference stands in no title: that is what others see of an open window.
  return page(ask.say('line.next', 'Answer, count and close'), answerView(ask, opened, again), { back, ...(status ? { status } : {}) });
}

type Step = {
  readonly act: (state: Signal, tx: Tx) => Outcome<SignalEvent> | Promise<Outcome<SignalEvent>>;
  readonly also?: (tx: Tx, state: Signal) => Promise<void>;
};

type Mistaken = { readonly wrong: Wrong };

async function does(room: LineRoom, ask: Staff): Promise<Reply> {
  const { kit } = room;
  const opened = await openedAt(room.kit, ask);
  const step = opened && steps[field(ask.body, 'do')]?.(room, ask, opened);
  if (!opened || !step) return absent;
  if ('wrong' in step) return show(room, ask, { wrong: step.wrong, typed: ask.body });
  const how = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation: room.helplineOf(ask.actor).nation };
  const done = await kit.ledger.perform(
    ask.actor,
    'intake',
    signalStream,
    opened.line.file,
    step.act,
    how,
    (tx, { state }) => step.also?.(tx, state) ?? Promise.resolve(),
  );
  return done.ok || done.code === 'already-so' ? to(`/helpline/desk/${opened.line.reference}/answer`) : show(room, ask, { refused: done, typed: ask.body });
}

/** By what the button says: the step, or what is wrong beside which field. */
const steps: Readonly<Record<string, (room: LineRoom, ask: Staff, opened: Opened) => Step | Mistaken>> = {
  reply: (room, ask, { line }) => replies(room, ask, line),
  translate: translates,
  code: (_room, ask) => codesIt(ask),
  close: (_room, { body, say, actor, now }) => {
    const why = codesOf(closings).find((one) => one === field(body, 'why'));
    if (!why) return { wrong: { why: say('signals.why-missing', 'Choose why it is closed') } };
    return { act: (state) => closeSignal(state, why as SignalCloseReason, { by: actor.person, now }) };
  },
};

function codesIt({ body, say, actor, now }: Staff): Step | Mistaken {
  const one = (name: string, of: Parameters<typeof codesOf>[0]): string => codesOf(of).find((code) => code === field(body, name)) ?? 'not-known';
  const what = {
    kinds: codesOf(kinds).filter((code) => fieldList(body, 'kinds').includes(code)) as SignalKind[],
    setting: one('setting', settings),
    place: codesOf(places).find((code) => code === field(body, 'place')) ?? null,
    people: one('people', peoples),
    age: one('age', ages) as SignalAge,
    sure: one('sure', certainties),
  };
  if (what.kinds.length === 0) return { wrong: { kinds: say('signals.kinds-missing', 'Choose what it may be, or that it is not known') } };
  return { act: (state) => codeSignal(state, what, { by: actor.person, now }) };
}

/** The team's own half stands in the line's queue; the reporter's was made with their code. */
async function sealBoth(tx: Tx, line: Line, answered: Answered): Promise<{ forTeam: Buffer; forReporter: Buffer | null }> {
  const recipient = await recipientOf(tx, line.opener);
  const bytes = Buffer.from(JSON.stringify(answered));
  // What waits for a translator is not shown to the reporter in words that they may not read.
  const shown = answered.waits ? Buffer.from(JSON.stringify({ ...answered, words: '' })) : bytes;
  return { forTeam: await sealTo([recipient], bytes), forReporter: line.reporter ? await sealTo([line.reporter], shown) : null };
}

/** Asked where it is recorded: they may have said otherwise since the page was opened. */
const answerGate = async ({ kit }: LineRoom, tx: Tx, ask: Staff, line: Line, state: Signal) => (await reachOf(tx, line, state, ask, kit.law.zone)).answer;

/** Checked sentences go at once, in whatever language is read; words of one's own in another language wait for a person to translate them. */
function replies(room: LineRoom, ask: Staff, line: Line): Step | Mistaken {
  const chosen = fieldList(ask.body, 'phrases').filter(isPhrase);
  const words = paragraphs(field(ask.body, 'words')).slice(0, mostLetters);
  const reads = codes.find((code) => code === field(ask.body, 'reads')) ?? 'en';
  if (chosen.length === 0 && words === '') return { wrong: { phrases: ask.say('signals.reply-missing', 'Choose a sentence, or write your own words') } };
  const waits = words !== '' && reads !== 'en';
  const how: ReplyHow = words === '' ? 'phrases' : waits ? 'waits-for-translator' : 'words';
  const answered: Answered = { phrases: chosen, words, language: 'en', original: null, waits };
  return {
    act: async (state, tx) => reply(state, how, await answerGate(room, tx, ask, line, state), { by: ask.actor.person, now: ask.now }),
    also: async (tx, { messages }) => {
      const { file } = line;
      const { organisation, team } = ask.actor;
      await keepMessage(tx, { file, organisation, team }, { number: messages, by: 'team', ...(await sealBoth(tx, line, answered)), once: null });
    },
  };
}

function translates(room: LineRoom, ask: Staff, { line, said }: Opened): Step | Mistaken {
  const number = Number(field(ask.body, 'message'));
  const words = paragraphs(field(ask.body, 'translation')).slice(0, mostLetters);
  const language = codes.find((code) => code === field(ask.body, 'reads')) ?? 'en';
  if (words === '') return { wrong: { translation: ask.say('signals.translation-missing', 'Write the answer in their language') } };
  return {
    act: async (state, tx) => translateReply(state, number, await answerGate(room, tx, ask, line, state), { by: ask.actor.person, now: ask.now }),
    also: async (tx) => {
      const first = said.find((one) => one.number === number)?.answered;
      if (!first || !line.reporter) return;
      const answered: Answered = { ...first, words, language, original: first.words, waits: false };
      await replaceForReporter(tx, line.file, number, await sealTo([line.reporter], Buffer.from(JSON.stringify(answered))));
    },
  };
}
