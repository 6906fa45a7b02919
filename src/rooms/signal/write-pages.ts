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
import { answersBehind, digestOf, newOnce, numberKept, queueNow, sealedHere, sealedThere, take, wordThatKept, type Choice, type Parcel } from './take.ts';
import {
  again,
  backView,
  chooserView,
  closedText,
  closedView,
  formAt,
  formView,
  openText,
  receiptView,
  threadView,
  writeTitle,
  type Typed,
  type Wrong,
} from './write-view-pages.ts';

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
      again: { act: (ask) => blank(kit, team(), ask, kind) },
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
      act: (ask) => Promise.resolve(backPage(ask)),
    },
    {
      method: 'POST',
      path: `${writePath}/back`,
      who: 'anyone',
      words,
      why: 'The answers behind a number: one that is nobody’s looks like one without an answer',
      rate: 'code',
      act: (ask) => thread(kit, team(), ask),
      again: { act: (ask) => Promise.resolve(backPage(ask)) },
    },
    {
      method: 'POST',
      path: `${writePath}/number`,
      who: 'anyone',
      words,
      why: 'The number of what a script has just sent, to whoever brings the word of this program that it was kept: nothing is looked up',
      act: (ask) => receipt(kit, ask),
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
      // The answers are looked up once more: that counts, or numbers could be guessed here.
      again: { rate: 'code', act: (ask) => thread(kit, team(), ask) },
    },
  ];
}

export const closed = (kit: Kit, ask: Ask): Reply => (byScript(ask) ? notKept(closedText(ask.say)) : page(writeTitle(ask.say), closedView(ask, kit.law)));

/** The form, empty; or with what was typed so far, where somebody changes its language or something is wrong. */
async function blank(kit: Kit, team: Team | undefined, ask: Ask, kind: FormKind): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { recipient } = await queueNow(kit, team);
  return formPage(kit, ask, kind, typedIn(ask, idsOf(kind), recipient));
}

const formPage = (kit: Kit, ask: Ask, kind: FormKind, typed: Typed, status = 200): PageReply =>
  page(writeTitle(ask.say), formView(ask, kit.law, kind, typed), { status, form: formAt(ask.say, `${writePath}/${kind}`, true) });

const idsOf = (kind: FormKind): readonly string[] => [...asked[kind].first, ...asked[kind].hard].map((one) => one.id);

const backPage = (ask: Ask): PageReply =>
  page(writeTitle(ask.say), backView(ask, field(ask.body, 'number')), { form: { ...formAt(ask.say, `${writePath}/back`, false), send: openText(ask.say) } });

/** As it was typed, letter by letter. Of files a form without them sends no more than that some were chosen. */
export const typedIn = (ask: Ask, ids: readonly string[], recipient: string): Typed => ({
  recipient,
  once: onceOf(ask),
  answers: Object.fromEntries(ids.map((id) => [id, fieldList(ask.body, id).join(',')])),
  danger: field(ask.body, 'danger'),
  known: field(ask.body, 'known'),
  files: hadFiles(ask),
});

const hadFiles = (ask: Ask): boolean =>
  field(ask.body, 'lost') !== '' || fieldList(ask.body, 'files').some((one) => one !== '') || ask.files.some(({ bytes }) => bytes.length > 0);

/** The script that seals asks for no page: what was typed is in the page that it stands in, which stays until it was kept. */
export const byScript = (ask: Ask): boolean => ask.headers['accept'] === 'application/json';

/** `key`: where what came is damaged or sealed for another key, the one to seal it for. */
export const notKept = (why: string, key?: string): Reply => ({ kind: 'json', status: 400, body: { kept: null, why, ...(key ? { key } : {}) } });
export const keptBy = async (kit: Kit, once: string): Promise<Reply> => ({ kind: 'json', status: 200, body: { kept: await wordThatKept(kit, once) } });

/** Why what somebody sent was not kept, as far as it helps them. */
export const unkept = (say: Say, { code }: Refused): string =>
  code === 'signal-full' ? say('write.full', 'No more fits under this number. Please write to us anew. You will get a new number.') : again(say);

export const dangers: readonly DangerSaid[] = ['yes', 'no', 'not-known'];
export const onceOf = (ask: Ask): string => (/^[\w-]{43}$/.test(field(ask.body, 'once')) ? field(ask.body, 'once') : newOnce());
/** The browser says which fields it sealed by sending none of them. */
const sealed = (ask: Ask): string => field(ask.body, 'sealed');

/** What was typed, cleaned and cut at the length that the page names. */
export function answersOf(ask: Ask, ids: readonly string[]): Record<string, string> {
  return Object.fromEntries(ids.map((id) => [id, paragraphs(fieldList(ask.body, id).join(','))] as const).filter(([, text]) => text !== ''));
}

/** `damaged`: what came is not what a browser seals for our key, as far as that can be seen without it. */
type Read = { readonly parcel: Parcel | null; readonly wrong: Wrong | null; readonly damaged?: true };

export async function parcelOf(kit: Kit, ask: Ask, queue: Queue, form: Told['form'], ids: readonly string[], needed: boolean): Promise<Read> {
  const { say } = ask;
  const { recipient } = queue;
  const files = ask.files.filter((one) => one.bytes.length > 0);
  if (sealed(ask)) {
    const bytes = files.map((one) => one.bytes);
    const parcel = (await asSealed(kit, ask, queue, bytes)) ? sealedThere(sealed(ask), bytes) : null;
    return parcel ? { parcel, wrong: null } : { parcel: null, wrong: { text: damagedText(ask) }, damaged: true };
  }
  const answers = answersOf(ask, ids);
  const long = ids.find((id) => (answers[id]?.length ?? 0) > mostLetters);
  if (long) return { parcel: null, wrong: { text: say('write.long', 'One answer is too long. Send the first part now and the rest after.'), box: long } };
  if (Object.keys(answers).length + files.length === 0)
    return { parcel: null, wrong: needed ? { text: say('write.empty', 'Write a few words, or add a picture.') } : null };
  return { parcel: await sealedHere(recipient, { form, ...spokenOf(ask), by: 'server', answers }, files), wrong: null };
}

/**
 * The script says for which key it sealed, and the sum of it all. A page may be older than the key in use: one that opens no more is answered with the
 * key of now; nor is taken what lost a piece on the way. Whoever says neither is taken at their word.
 */
async function asSealed(kit: Kit, ask: Ask, queue: Queue, files: readonly Uint8Array[]): Promise<boolean> {
  const [key, sum] = [field(ask.body, 'key'), field(ask.body, 'sum')];
  if (![digestOf([sealed(ask), ...files]).toString('base64'), ''].includes(sum)) return false;
  return [queue.recipient, ''].includes(key) || stillTaken(kit, queue, key, ask.now);
}

/** What was sealed is known here to nobody: it is still in the page only where its script has asked. */
const damagedText = (ask: Ask): string =>
  byScript(ask)
    ? ask.say('write.damaged', 'Your words were damaged on the way. We did not keep them. They are still here. Please send them again.')
    : ask.say('write.broken', 'Your words were damaged on the way. We did not keep them. Please write them again and send them.');

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
  const danger = dangers.find((one) => one === field(ask.body, 'danger')) ?? 'not-known';
  const typed = typedIn(ask, idsOf(kind), queue.recipient);
  const { once } = typed;
  const { parcel, wrong, damaged } = await parcelOf(kit, ask, queue, kind, idsOf(kind), true);
  if (!parcel) return refused(ask, { wrong, ...keyIf(damaged, queue) }, (why) => formPage(kit, ask, kind, { ...typed, ...why }, 400));
  const code = await take(kit, queue, { parcel, danger, choice: null, once, digest: digested(ask), code: null }, { day: ask.today, now: ask.now });
  if (typeof code !== 'string') return refused(ask, { wrong: { text: unkept(say, code) } }, (why) => formPage(kit, ask, kind, { ...typed, ...why }, 409));
  return byScript(ask) ? keptBy(kit, once) : page(writeTitle(say), receiptView(ask, kit.law, code, parcel.by, danger));
}

export const keyIf = (damaged: true | undefined, { recipient }: { readonly recipient: string }): { readonly key?: string } =>
  damaged ? { key: recipient } : {};

/** To a script the reason alone; else the page again with what was typed. */
export function refused<T>(
  ask: Ask,
  { wrong, key }: { readonly wrong: Wrong | null; readonly key?: string },
  show: (why: { readonly wrong?: Wrong }) => T,
): T | Reply {
  return byScript(ask) ? notKept(wrong?.text ?? again(ask.say), key) : show(wrong ? { wrong } : {});
}

async function receipt(kit: Kit, ask: Ask): Promise<Reply> {
  const code = await numberKept(kit, field(ask.body, 'once'), field(ask.body, 'kept'));
  return code ? page(writeTitle(ask.say), receiptView(ask, kit.law, code, 'browser', field(ask.body, 'danger'))) : absent;
}

type Also = { readonly kept?: true; readonly wrong?: Wrong; readonly status?: number };

/** The answers under a number, and the form to say more, with what was typed into it so far. */
async function thread(kit: Kit, team: Team | undefined, ask: Ask, also: Also = {}): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const code = readCode(field(ask.body, 'number'));
  // Whoever changes the language of this page has its number; a posting without one is no page of ours.
  if (code === '' && ask.path !== `${writePath}/back`) return absent;
  const { recipient } = await queueNow(kit, team);
  const answers = await answersBehind(kit, code);
  const kept = also.kept === true || (await numberKept(kit, field(ask.body, 'once'), field(ask.body, 'kept'))) !== null;
  const fresh = kept
    ? { once: newOnce() }
    : { once: onceOf(ask), typed: { more: field(ask.body, 'more'), known: field(ask.body, 'known'), files: hadFiles(ask) } };
  return page(writeTitle(ask.say), threadView(ask, { code, answers, recipient, kept, ...fresh, ...(also.wrong ? { wrong: also.wrong } : {}) }), {
    status: also.status ?? 200,
    form: formAt(ask.say, `${writePath}/more`, true),
  });
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
  const { parcel, wrong, damaged } = await parcelOf(kit, ask, queue, 'more', ['more'], choice === null);
  if (wrong) return refused(ask, { wrong, ...keyIf(damaged, queue) }, (why) => thread(kit, team, ask, { ...why, status: 400 }));
  const sent = { parcel, danger: 'not-known' as const, choice, once, digest: digested(ask), code };
  const done = await take(kit, queue, sent, { day: ask.today, now: ask.now });
  if (typeof done !== 'string') return refused(ask, { wrong: { text: unkept(say, done) } }, (why) => thread(kit, team, ask, { ...why, status: 409 }));
  return byScript(ask) ? keptBy(kit, once) : thread(kit, team, ask, { kept: true });
}
