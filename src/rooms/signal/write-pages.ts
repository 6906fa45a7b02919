// Where anybody writes to the helpline, and comes back with their number: no account, nothing of who asks, no script needed.
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { paragraphs } from '#form/clean.ts';
import type { DangerSaid } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { absent, field, fieldList, page, type Ask, type PageReply, type Reply, type Route } from '#kit/web/page.ts';
import { writePath } from '#kit/web/plain.ts';
import { readCode } from './code.ts';
import { asked, mostLetters, spokenOf, type FormKind, type Told } from './questions.ts';
import { stillTaken } from './key/renewal.ts';
import type { Queue, Team } from './store.ts';
import { answersBehind, digestOf, newOnce, queueNow, sealedHere, sealedThere, take, type Choice, type Parcel } from './take.ts';
import { backView, chooserView, closedView, formView, receiptView, threadView, writeTitle, type Typed, type Wrong } from './write-view-pages.ts';

/** The scopes of the texts of these pages. */
const words = ['write', 'phrase'] as const;

export function writePages(kit: Kit, team: () => Team | undefined): Route[] {
  const open = (act: Route['act']) => act as (ask: Ask) => Promise<Reply>;
  const form = (kind: FormKind): Route[] => [
    {
      method: 'GET',
      path: `${writePath}/${kind}`,
      who: 'anyone',
      words,
      why: 'What somebody has seen or lives through: nothing is compulsory, and no account is needed',
      act: open((ask) => blank(kit, team(), ask, kind)),
    },
    {
      method: 'POST',
      path: `${writePath}/${kind}`,
      who: 'anyone',
      words,
      why: 'A report arrives, sealed by the browser or here, and is stored before it is acknowledged',
      rate: 'report',
      uploads: true,
      act: open((ask) => sends(kit, team(), ask, kind)),
    },
  ];
  return [
    {
      method: 'GET',
      path: writePath,
      who: 'anyone',
      words,
      why: 'Which form, and what is kept and what is not',
      act: (ask) => Promise.resolve(page(writeTitle(ask.say), chooserView(ask, kit.law))),
    },
    ...form('seen'),
    ...form('me'),
    {
      method: 'GET',
      path: `${writePath}/back`,
      who: 'anyone',
      words,
      why: 'Where to type the number',
      act: (ask) => Promise.resolve(page(writeTitle(ask.say), backView(ask))),
    },
    {
      method: 'POST',
      path: `${writePath}/back`,
      who: 'anyone',
      words,
      why: 'The answers behind a number: one that is nobody’s looks like one without an answer',
      rate: 'code',
      act: (ask) => thread(kit, team(), ask),
    },
    {
      method: 'POST',
      path: `${writePath}/more`,
      who: 'anyone',
      words,
      why: 'Somebody who came back adds words, files, or who may know them',
      rate: 'code',
      uploads: true,
      act: (ask) => more(kit, team(), ask),
    },
  ];
}

export const closed = (kit: Kit, ask: Ask): PageReply => page(writeTitle(ask.say), closedView(ask, kit.law));

async function blank(kit: Kit, team: Team | undefined, ask: Ask, kind: FormKind): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { recipient } = await queueNow(kit, team);
  return page(writeTitle(ask.say), formView(ask, kit.law, kind, { recipient, once: newOnce() }));
}

/** Why what somebody sent was not kept, as far as it helps them. */
export const unkept = (say: Say, { code }: Refused): string =>
  code === 'signal-full'
    ? say('write.full', 'No more fits under this number. Please write to us anew. You will get a new number.')
    : say('write.again', 'We could not keep this. Please send it again.');

export const dangers: readonly DangerSaid[] = ['yes', 'no', 'not-known'];
export const onceOf = (ask: Ask): string => (/^[\w-]{43}$/.test(field(ask.body, 'once')) ? field(ask.body, 'once') : newOnce());
/** The browser says which fields it sealed by sending none of them. */
const sealed = (ask: Ask): string => field(ask.body, 'sealed');

/** What was typed, cleaned and cut at the length that the page names. */
export function answersOf(ask: Ask, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, paragraphs(fieldList(ask.body, id).join(','))] as const).filter(([, text]) => text !== ''));
}

type Read = { readonly parcel: Parcel | null; readonly wrong: Wrong | null };

export async function parcelOf(kit: Kit, ask: Ask, queue: Queue, form: Told['form'], ids: readonly string[], needed: boolean): Promise<Read> {
  const { say } = ask;
  const { recipient } = queue;
  const files = ask.files.filter((one) => one.bytes.length > 0);
  if (sealed(ask)) {
    // Of which key a page was made it says itself; what was sealed says nothing of it. One made before pages said it is taken for the key in use.
    const of = field(ask.body, 'to');
    if (of !== '' && of !== recipient && !(await stillTaken(kit, queue, of, ask.now)))
      return { parcel: null, wrong: { text: say('write.again', 'We could not keep this. Please send it again.') } };
    const parcel = sealedThere(
      sealed(ask),
      files.map((one) => one.bytes),
    );
    return parcel ? { parcel, wrong: null } : { parcel: null, wrong: { text: say('write.broken', 'What came was damaged. Please send it again.') } };
  }
  const answers = answersOf(ask, ids);
  const long = ids.find((id) => (answers[id]?.length ?? 0) > mostLetters);
  if (long) return { parcel: null, wrong: { text: say('write.long', 'One answer is too long. Send the first part now and the rest after.'), box: long } };
  if (Object.keys(answers).length + files.length === 0)
    return { parcel: null, wrong: needed ? { text: say('write.empty', 'Write a few words, or add a picture.') } : null };
  return { parcel: await sealedHere(recipient, { form, ...spokenOf(ask), by: 'server', answers }, files), wrong: null };
}

export const digested = (ask: Ask): Buffer =>
  digestOf([
    ...Object.entries(ask.body)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map((one) => JSON.stringify(one)),
    ...ask.files.map((one) => one.bytes),
  ]);

async function sends(kit: Kit, team: Team | undefined, ask: Ask, kind: FormKind): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { say } = ask;
  const queue = await queueNow(kit, team);
  const once = onceOf(ask);
  const ids = [...asked[kind].first, ...asked[kind].hard].map((one) => one.id);
  const danger = dangers.find((one) => one === field(ask.body, 'danger')) ?? 'not-known';
  const typed: Typed = { recipient: queue.recipient, once, answers: answersOf(ask, ids), danger: field(ask.body, 'danger') };
  const { parcel, wrong } = await parcelOf(kit, ask, queue, kind, ids, true);
  if (!parcel) return page(writeTitle(say), formView(ask, kit.law, kind, { ...typed, ...(wrong ? { wrong } : {}) }), { status: 400 });
  const code = await take(kit, queue, { parcel, danger, choice: null, once, digest: digested(ask), code: null }, { day: ask.today, now: ask.now });
  if (typeof code !== 'string') return page(writeTitle(say), formView(ask, kit.law, kind, { ...typed, wrong: { text: unkept(say, code) } }), { status: 409 });
  return page(writeTitle(say), receiptView(ask, kit.law, code, parcel.by, danger));
}

async function thread(kit: Kit, team: Team | undefined, ask: Ask, kept?: 'kept'): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const code = readCode(field(ask.body, 'number'));
  const { recipient } = await queueNow(kit, team);
  const answers = await answersBehind(kit, code);
  return page(writeTitle(ask.say), threadView(ask, { code, answers, recipient, once: newOnce(), kept: kept === 'kept' }));
}

const choices: Readonly<Record<string, Choice>> = {
  nobody: { to: 'nobody', body: null },
  helpline: { to: 'helpline', body: null },
  police: { to: 'named-body', body: 'police' },
  council: { to: 'named-body', body: 'council' },
  'labour-inspectorate': { to: 'named-body', body: 'labour-inspectorate' },
  all: { to: 'all', body: null },
};

async function more(kit: Kit, team: Team | undefined, ask: Ask): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { say } = ask;
  const code = readCode(field(ask.body, 'number'));
  // A posting without its number is no page of ours.
  if (code === '') return absent;
  const queue = await queueNow(kit, team);
  const once = onceOf(ask);
  const chosen = field(ask.body, 'known');
  const choice = Object.hasOwn(choices, chosen) ? (choices[chosen] ?? null) : null;
  const { parcel, wrong } = await parcelOf(kit, ask, queue, 'more', ['more'], choice === null);
  const again = async (text: Wrong, status: number): Promise<Reply> =>
    page(
      writeTitle(say),
      threadView(ask, {
        code,
        answers: await answersBehind(kit, code),
        recipient: queue.recipient,
        once,
        kept: false,
        wrong: text,
        typed: field(ask.body, 'more'),
      }),
      { status },
    );
  if (wrong) return again(wrong, 400);
  const sent = { parcel, danger: 'not-known' as const, choice, once, digest: digested(ask), code };
  const done = await take(kit, queue, sent, { day: ask.today, now: ask.now });
  return typeof done === 'string' ? thread(kit, team, ask, 'kept') : again({ text: unkept(say, done) }, 409);
}
