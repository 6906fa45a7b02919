// The adviser's desk at its least: what waits, danger first; one report opened, read, coded, answered and closed. It is passed on at the desk.
import { readReference } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { paragraphs } from '#form/clean.ts';
import {
  closeSignal,
  codeSignal,
  openSignal,
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
import type { Kit } from '#kit/kit.ts';
import { openSealedTo, sealTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import { absent, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { ages, certainties, closings, codesOf, kinds, peoples, places, settings } from '#journey/signal-coding.ts';
import { signalView, type OpenSignal } from './desk-view-pages.ts';
import { codes, readMessage, type Message } from './message.ts';
import { isPhrase, mostLetters, type Answered } from './questions.ts';
import { reachOf } from './desk/reach.ts';
import { filesIn } from './files-pages.ts';
import { keepMessage, messagesOf, openerOf, recipientOf, replaceForReporter, signalAt, type Line } from './store.ts';

const who = ['helpline-adviser'] as const;

export function signalPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/helpline/desk/:reference/answer', who, why: 'One report: opened by a button, and then read', act: (ask) => one(kit, ask) },
    { method: 'POST', path: '/helpline/desk/:reference/answer', who, why: 'Open, code, answer or close a report', act: (ask) => does(kit, ask) },
  ];
}

/** The title names no report: it stands in the history of a browser. */
const title = (ask: Staff): string => ask.say('signals.one', 'Report');

/** Once somebody has opened it, its words are unsealed for each reading, and each leaves its line in the log. */
async function openOne(kit: Kit, tx: Tx, ask: Staff): Promise<OpenSignal | undefined> {
  const line = await signalAt(tx, readReference(ask.params['reference'] ?? '') ?? '');
  if (!line) return undefined;
  const { state } = await kit.ledger.load(tx, signalStream, line.file);
  if (!state.opened) return { line, state, messages: [], files: [] };
  const identity = await openerOf(tx, line.opener);
  const reach = await reachOf(tx, line, state, ask, kit.law.zone);
  return { line, state, messages: await read(tx, line, identity ?? ''), files: await filesIn(tx, line, state, identity ?? ''), reach };
}

const read = async (tx: Tx, line: Line, identity: string): Promise<Message[]> =>
  Promise.all((await messagesOf(tx, line.file, 'team')).map(async ({ number, by, sealed }) => readMessage(number, by, await openSealedTo(identity, sealed))));

async function one(kit: Kit, ask: Staff, refused?: Refused, typed = ''): Promise<Reply> {
  const open = await kit.db.as(ask.actor, 'intake', (tx) => openOne(kit, tx, ask));
  if (!open) return absent;
  return page(title(ask), signalView(ask, open, refused, typed), { back: `/helpline/desk/${open.line.reference}`, ...(refused ? { status: 409 } : {}) });
}

type Also = (tx: Tx, state: Signal) => Promise<void>;
type Step = { readonly act: (state: Signal, tx: Tx) => Outcome<SignalEvent> | Promise<Outcome<SignalEvent>>; readonly also?: Also };

async function does(kit: Kit, ask: Staff): Promise<Reply> {
  const line = await kit.db.as(ask.actor, 'intake', (tx) => signalAt(tx, readReference(ask.params['reference'] ?? '') ?? ''));
  const step = line && stepOf(kit, ask, line);
  if (!line || !step) return absent;
  const how = { day: ask.today, at: ask.now, nation: kit.law.nations[0]?.code ?? '' };
  const done = await kit.ledger.perform(
    ask.actor,
    'intake',
    signalStream,
    line.file,
    step.act,
    how,
    (tx, { state }) => step.also?.(tx, state) ?? Promise.resolve(),
  );
  return done.ok || done.code === 'already-so' ? to(`/helpline/desk/${line.reference}/answer`) : one(kit, ask, done, field(ask.body, 'words'));
}

function stepOf(kit: Kit, ask: Staff, line: Line): Step | undefined {
  const at = { by: ask.actor.person, now: ask.now };
  const of = (name: string): string => field(ask.body, name);
  switch (of('do')) {
    case 'open':
      return { act: (state) => openSignal(state, at) };
    case 'code': {
      const place = codesOf(places).find((one) => one === of('place')) ?? null;
      const what = {
        kinds: codesOf(kinds).filter((one) => fieldList(ask.body, 'kinds').includes(one)) as SignalKind[],
        setting: codesOf(settings).find((one) => one === of('setting')) ?? 'not-known',
        place,
        people: codesOf(peoples).find((one) => one === of('people')) ?? 'not-known',
        age: (codesOf(ages).find((one) => one === of('age')) ?? 'not-known') as SignalAge,
        sure: codesOf(certainties).find((one) => one === of('sure')) ?? 'not-known',
      };
      return { act: (state) => codeSignal(state, what, at) };
    }
    case 'reply':
      return replies(kit, ask, line);
    case 'translate':
      return translates(kit, ask, line);
    case 'close': {
      const why = codesOf(closings).find((one) => one === of('why'));
      return why ? { act: (state) => closeSignal(state, why as SignalCloseReason, at) } : undefined;
    }
    default:
      return undefined;
  }
}

/** The team's own half stands in the line's queue; the reporter's was made with their code. */
async function sealBoth(tx: Tx, line: Line, answered: Answered): Promise<{ forTeam: Buffer; forReporter: Buffer | null }> {
  const recipient = await recipientOf(tx, line.opener);
  const bytes = Buffer.from(JSON.stringify(answered));
  // What waits for a translator is not shown to the reporter in words that they may not read.
  const shown = answered.waits ? Buffer.from(JSON.stringify({ ...answered, words: '' })) : bytes;
  return { forTeam: await sealTo([recipient], bytes), forReporter: line.reporter ? await sealTo([line.reporter], shown) : null };
}

/** Checked sentences go at once, in whatever language is read; words of one's own in another language wait for a person to translate them. */
function replies(kit: Kit, ask: Staff, line: Line): Step | undefined {
  const chosen = fieldList(ask.body, 'phrases').filter(isPhrase);
  const words = paragraphs(field(ask.body, 'words')).slice(0, mostLetters);
  const reads = codes.find((code) => code === field(ask.body, 'reads')) ?? 'en';
  if (chosen.length === 0 && words === '') return undefined;
  const waits = words !== '' && reads !== 'en';
  const how: ReplyHow = words === '' ? 'phrases' : waits ? 'waits-for-translator' : 'words';
  const answered: Answered = { phrases: chosen, words, language: 'en', original: null, waits };
  return {
    act: async (state, tx) => reply(state, how, (await reachOf(tx, line, state, ask, kit.law.zone)).answer, { by: ask.actor.person, now: ask.now }),
    also: async (tx, { messages }) => {
      const { file } = line;
      const { organisation, team } = ask.actor;
      await keepMessage(tx, { file, organisation, team }, { number: messages, by: 'team', ...(await sealBoth(tx, line, answered)), once: null });
    },
  };
}

function translates(kit: Kit, ask: Staff, line: Line): Step | undefined {
  const number = Number(field(ask.body, 'message'));
  const words = paragraphs(field(ask.body, 'words')).slice(0, mostLetters);
  const language = codes.find((code) => code === field(ask.body, 'reads')) ?? 'en';
  if (words === '') return undefined;
  return {
    act: async (state, tx) => translateReply(state, number, (await reachOf(tx, line, state, ask, kit.law.zone)).answer, { by: ask.actor.person, now: ask.now }),
    also: async (tx) => {
      const first = (await read(tx, line, (await openerOf(tx, line.opener)) ?? '')).find((one) => one.number === number)?.answered;
      if (!first || !line.reporter) return;
      const answered: Answered = { ...first, words, language, original: first.words, waits: false };
      await replaceForReporter(tx, line.file, number, await sealTo([line.reporter], Buffer.from(JSON.stringify(answered))));
    },
  };
}
