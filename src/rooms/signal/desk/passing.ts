// Passing a signal on: what leaves is what was written for it, and intelligence names nobody who told us.
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import { askResponder } from '#journey/ask.ts';
import { passOn, signalStream, type PassedGround, type PassedTo } from '#journey/signal.ts';
import { sealTo } from '#kit/store/age-bytes.ts';
import { theService } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { queueOf } from '#rooms/signal/store.ts';
import { reachIn } from '#rooms/signal/message.ts';
import { placeOf, wordsOf, type Opened } from './opened.ts';
import type { LineRoom } from './room.ts';
import { keepReferral, wishOf } from '#rooms/signal/ask/store.ts';
import { noWish } from '#rooms/signal/ask/wish.ts';
import { keepPassed } from './store.ts';

export type Passing = { readonly to: PassedTo; readonly ground: PassedGround; readonly whom: string; readonly number: string; readonly words: string };

type Told = Pick<Opened, 'said'> & { readonly reach: Pick<Opened['reach'], 'said'> };
const addresses = (text: string): readonly string[] => text.match(/[^\s<>]+@[^\s<>]+|\+?\d[\d ().-]{6,}\d/g) ?? [];

/** What points at whoever told us: their name, address, numbers, as far as they stand in what they sent or said of reaching them. */
export function reporterMarks({ said, reach }: Told): readonly string[] {
  const marks = said.flatMap(({ sheet, told }) => {
    const claims = sheet?.claims ?? '';
    const from = [claims.replace(/<.*$/, '').replace(/"/g, ''), ...(claims.match(/[^\s<>]+@[^\s<>]+/g) ?? []), sheet?.said['caller'] ?? ''];
    const contact = sheet?.said['contact'] ?? (told ? reachIn(told) : '');
    return [...from, ...addresses(contact)];
  });
  const where = reach.said?.['reach-where'];
  return [...new Set([...marks, ...(typeof where === 'string' ? addresses(where) : [])].map((one) => one.trim()).filter((one) => one.length >= 4))];
}

const shape = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();

/** Whether a text still points at whoever told us. A number counts whatever stands between its digits. */
export function pointsAtReporter(opened: Told, text: string): boolean {
  const [plain, digits] = [` ${shape(text)} `, text.replace(/\D/g, '')];
  return reporterMarks(opened).some((mark) => {
    const number = mark.replace(/\D/g, '');
    return plain.includes(` ${shape(mark)} `) || (number.length >= 7 && digits.includes(number.slice(-9)));
  });
}

/** The words that came, for a first responder to begin with. */
export const cameInWords = ({ said }: Pick<Opened, 'said'>): string =>
  said
    .filter(({ by }) => by === 'reporter')
    .map(wordsOf)
    .filter((one) => one !== '')
    .join('\n\n');

/** What a referral begins with, so that nothing is told twice: answers of the referral's own questions. */
export function prefill({ line, said, state }: Opened, { words, ground }: Pick<Passing, 'words' | 'ground'>): Readonly<Record<string, string>> {
  const [first] = said;
  const place = first ? placeOf(first) : '';
  const reach = said.flatMap(({ told }) => (told ? [reachIn(told)] : [])).find((one) => one !== '') ?? '';
  const found = state.triage;
  const danger = found?.danger ?? line.danger;
  return {
    why: words,
    ...(place === '' ? {} : { 'where-now': place }),
    ...(danger === 'not-known' ? {} : { 'danger-now': danger }),
    ...(found && found.held !== 'not-known' ? { 'still-held': found.held } : {}),
    // Who wrote of themself said how they may be reached to the helpline: it goes on where they chose that.
    ...(reach !== '' && ground === 'their-choice' ? { 'contact-rules': reach } : {}),
  };
}

/** The event and what was passed stand there together or not at all. */
export async function passIt(room: LineRoom, ask: Staff, opened: Opened, what: Passing): Promise<Refused | undefined> {
  const { kit } = room;
  const { team, nation } = room.helplineOf(ask.actor);
  const queue = await kit.db.as(theService, 'intake', (tx) => queueOf(tx, team, nation));
  const sealed = await sealTo([queue.recipient], Buffer.from([what.whom, what.number, what.words].filter((part) => part !== '').join('\n\n')));
  return kit.ledger.together(ask.actor, 'intake', async (tx) => {
    const doing = { by: ask.actor.person, now: ask.now };
    const { file } = opened.line;
    const writing = { day: dayOf(ask.now, kit.law.zone), at: ask.now, nation };
    const done = await kit.ledger.within(tx, signalStream, file, (state) => passOn(state, { to: what.to, ground: what.ground, file: null }, doing), writing);
    if (!done.ok) return done;
    const number = done.events[0]?.number ?? 0;
    await keepPassed(tx, file, number, sealed);
    if (what.to !== 'referral') return undefined;
    const asking = { responder: what.whom, asked: number, ground: what.ground };
    const asked = await kit.ledger.within(tx, signalStream, file, (state) => askResponder(state, asking, doing), writing);
    if (!asked.ok) return asked;
    const urgent = what.ground === 'life-at-risk' || what.ground === 'child';
    const told = { answers: prefill(opened, what), wish: (await wishOf(tx, file)) ?? noWish };
    await keepReferral(tx, file, { number, asked: what.whom, urgent, at: ask.now, told });
    return undefined;
  });
}
