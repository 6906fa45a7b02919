// Where anybody asks to be referred, or asks it for somebody; and where they read how it stands and choose, under their number.
import { itemOf } from '#base/list.ts';
import type { Kit } from '#kit/kit.ts';
import { absent, field, page, type Ask, type Reply, type Route } from '#kit/web/page.ts';
import { writePath } from '#kit/web/plain.ts';
import { readCode } from '#rooms/signal/code.ts';
import type { Team } from '#rooms/signal/store.ts';
import { queueNow, take } from '#rooms/signal/take.ts';
import { byScript, closed, dangers, digested, keptBy, keyIf, parcelOf, refused, typedIn, unkept } from '#rooms/signal/write-pages.ts';
import { formAt, receiptView, writeTitle, type Typed } from '#rooms/signal/write-view-pages.ts';
import { thinkingOn, waitForYes } from './around.ts';
import { askIds, asksFor } from './asked.ts';
import { asksBehind, type Choosing } from './by-number.ts';
import { askView, neededText, stepsView, type Before } from './write-view-pages.ts';

/** The scopes of the texts of these pages. */
const words = ['write', 'phrase', 'meet'] as const;
const path = `${writePath}/ask`;

export function askPages(kit: Kit, team: () => Team | undefined): Route[] {
  return [
    {
      method: 'GET',
      path,
      who: 'anyone',
      words,
      why: 'What being referred means, and where anybody asks it for themself or for somebody',
      act: (ask) => blank(kit, team(), ask),
    },
    {
      method: 'POST',
      path,
      who: 'anyone',
      words,
      why: 'Somebody asks to be referred: sealed by the browser or here, and stored before it is acknowledged',
      rate: 'report',
      uploads: true,
      act: (ask) => sends(kit, team(), ask),
      again: { act: (ask) => blank(kit, team(), ask) },
    },
    {
      method: 'POST',
      path: `${path}/next`,
      who: 'anyone',
      words,
      why: 'Where an ask stands behind a number: one that is nobody’s looks like one where nobody was asked',
      rate: 'code',
      act: (ask) => steps(kit, team(), ask, null),
      again: { rate: 'code', act: (ask) => steps(kit, team(), ask, null) },
    },
    {
      method: 'POST',
      path: `${path}/choose`,
      who: 'anyone',
      words,
      why: 'Yes, more days or no, by whoever has the number',
      rate: 'code',
      act: (ask) => steps(kit, team(), ask, choices[field(ask.body, 'choice')] ?? null),
    },
  ];
}

const choices: Readonly<Partial<Record<string, Choosing>>> = {
  yes: { choice: 'yes', atOnce: false },
  'yes-now': { choice: 'yes', atOnce: true },
  'more-days': { choice: 'more-days', atOnce: false },
  no: { choice: 'no', atOnce: false },
};

const before = async (kit: Kit, ask: Ask): Promise<Before> => ({
  law: kit.law,
  band: await waitForYes(kit, ask.today),
  think: await thinkingOn(kit, ask.today),
});

async function blank(kit: Kit, team: Team | undefined, ask: Ask): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { recipient } = await queueNow(kit, team);
  return askPage(kit, ask, typedIn(ask, ids, recipient));
}

const askPage = async (kit: Kit, ask: Ask, typed: Typed, status = 200): Promise<Reply> =>
  page(writeTitle(ask.say), askView(ask, await before(kit, ask), typed), { status, form: formAt(ask.say, path, true) });

const ids = [...askIds, 'place', 'reach'];

async function sends(kit: Kit, team: Team | undefined, ask: Ask): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const { say, body } = ask;
  const queue = await queueNow(kit, team);
  const danger = dangers.find((one) => one === field(body, 'danger')) ?? 'not-known';
  const known = field(body, 'known');
  const typed = typedIn(ask, ids, queue.recipient);
  const { once } = typed;
  const again = async (wrong: Typed['wrong'] | null, status: number, damaged?: true): Promise<Reply> =>
    refused(ask, { wrong: wrong ?? null, ...keyIf(damaged, queue) }, (why) => askPage(kit, ask, { ...typed, ...why }, status));
  // What a browser has sealed, its script has looked at first.
  const needed = field(body, 'sealed') === '' && !asksFor.some((one) => one === field(body, 'asks-for'));
  if (needed) return again({ text: neededText(say), box: 'asks-for' }, 400);
  const { parcel, wrong, damaged } = await parcelOf(kit, ask, queue, 'ask', ids, true);
  if (!parcel) return again(wrong, 400, damaged);
  const choice =
    known === 'first-responder' ? ({ to: 'named-body', body: known } as const) : known === 'helpline' ? ({ to: known, body: null } as const) : null;
  const code = await take(kit, queue, { parcel, danger, choice, once, digest: digested(ask), code: null }, { day: ask.today, now: ask.now });
  if (typeof code !== 'string') return again({ text: unkept(say, code) }, 409);
  return byScript(ask) ? keptBy(kit, once) : page(writeTitle(say), receiptView(ask, kit.law, code, parcel.by, danger));
}

async function steps(kit: Kit, team: Team | undefined, ask: Ask, choosing: Choosing | null): Promise<Reply> {
  if (!team) return closed(kit, ask);
  const code = readCode(field(ask.body, 'number'));
  // A posting without its number is no page of ours.
  if (code === '') return absent;
  const asking = await asksBehind(kit, code, choosing, { day: ask.today, now: ask.now });
  const organisations = kit.law.lists['organisations'];
  const nameOf = (responder: string): string => (organisations && itemOf(organisations, responder)?.label) ?? responder;
  // Chosen and not sent: shown again where only the language changes.
  const chosen = choosing ? '' : field(ask.body, 'choice');
  return page(writeTitle(ask.say), stepsView(ask, { code, asking, think: await thinkingOn(kit, ask.today), nameOf, chosen }), {
    form: formAt(ask.say, `${path}/next`, false),
  });
}
