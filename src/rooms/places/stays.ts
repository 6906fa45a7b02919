// Steps of a stay: done by the program in the name of who says so, with the beds they need, and the address once somebody has arrived.
import { randomUUID } from 'node:crypto';
import { addDays, type Day } from '#base/day.ts';
import { readReference, type FileId } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import { no } from '#journey/refusals.ts';
import { arrive, comingOf, extendStay, homeOf, offerPlace, type AsSeen } from '#journey/stay.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, answersTo } from '#kit/store/answers.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import type { Staff } from '#kit/web/page.ts';
import { forbiddenFor } from './apart.ts';
import { optionsFor } from './matching.ts';
import { keepBeds, keptFor, openBook, waits } from './store.ts';

export type StayOf = { readonly file: FileId; readonly nation: string };
type Act = (state: Support, tx: Tx) => Outcome<SupportEvent> | Promise<Outcome<SupportEvent>>;
export const says = (ask: Staff) => ({ by: ask.actor.person, day: ask.today, now: ask.now });

/** The worker's or manager's own id stands in the event: neither writes in the record's ledger themselves. */
export async function doInStay(kit: Kit, ask: Staff, { file, nation }: StayOf, act: Act): Promise<Refused | undefined> {
  const done = await kit.ledger.perform(theService, 'support', supportStream, file, act, { day: ask.today, at: ask.now, nation });
  return done.ok ? undefined : done;
}

/** Whether another support record of the same person has a place, or one on its way. */
async function hasElsewhere(kit: Kit, tx: Tx, file: FileId): Promise<boolean> {
  const person = await personOf(tx, file);
  for (const { id, kind } of person ? await filesOf(tx, person) : []) {
    if (kind !== 'support' || id === file) continue;
    const { housing } = (await kit.ledger.load(tx, supportStream, id)).state;
    if (homeOf(housing) || comingOf(housing)) return true;
  }
  return false;
}

export type Offering = AsSeen & { readonly house: string; readonly from: Day; readonly until: Day };

/** What fits is asked again at the moment of the offer, and the beds are kept in the same transaction. */
export async function offer(kit: Kit, ask: Staff, of: StayOf & { readonly organisation: string }, what: Offering): Promise<Refused | undefined> {
  const stay = randomUUID();
  return doInStay(kit, ask, of, async (state, tx) => {
    const { from, until } = what;
    const reference = readReference(what.house);
    const house = reference && (await byReference(tx, reference, 'place'));
    // What is out of service, or held, is asked after whoever writes in the book now has finished.
    if (house) await openBook(tx, house.id);
    const sound = until >= from && from >= ask.today && until <= addDays(from, 400);
    const { wanted, options } = sound ? await optionsFor(kit, tx, { ...of, from, until }) : { wanted: undefined, options: [] };
    const option = options.find(({ free }) => free.kept.reference === what.house);
    const people = wanted?.people ?? 1;
    const offered = { ...what, stay, people, beds: option?.beds.length ?? people, fits: !sound || option !== undefined, free: true };
    const outcome = offerPlace(state, { ...offered, elsewhere: await hasElsewhere(kit, tx, of.file) }, says(ask));
    if (!outcome.ok || !option) return outcome;
    const kept = await keepBeds(tx, { house: option.free.kept.file, beds: option.beds, stay, from, until });
    return kept ? outcome : offerPlace(state, { ...offered, elsewhere: false, free: false }, says(ask));
  });
}

/** From now on the record knows where they live: sealed as the address of a safe place. */
export async function arrived(kit: Kit, ask: Staff, of: StayOf, stay: string): Promise<Refused | undefined> {
  return doInStay(kit, ask, of, async (state, tx) => {
    const outcome = arrive(state, stay, says(ask));
    if (!outcome.ok) return outcome;
    const kept = await keptFor(tx, stay);
    const said = kept ? await answersTo(tx, kept.file, 'refuge', ['house-address', 'house-directions']) : [];
    const address = said.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : [])).join('\n\n');
    const about = { holds: 'refuge', origin: null, edition: 'place-1', language: ask.lang, saidBy: ask.actor.person } as const;
    await addVersions(tx, of.file, [{ ...about, question: addressOf(stay), value: address }]);
    await waits(tx, of.file, 'settled');
    return outcome;
  });
}

export const addressOf = (stay: string): string => `stay.${stay}`;

export async function extended(kit: Kit, ask: Staff, of: StayOf, what: { readonly stay: string; readonly until: Day }): Promise<Refused | undefined> {
  return doInStay(kit, ask, of, async (state, tx) => {
    const now = state.housing.stays.find((one) => one.stay === what.stay);
    const outcome = extendStay(state, { ...what, free: true }, says(ask));
    const kept = await keptFor(tx, what.stay);
    if (!outcome.ok || !now || !kept) return outcome;
    await openBook(tx, kept.file);
    const nights = { from: addDays(now.until, 1), until: what.until };
    if ((await forbiddenFor(kit, tx, of.file, [kept.file], nights)).has(kept.file)) return no('not-fitting');
    const longer = await keepBeds(tx, { house: kept.file, beds: kept.beds, stay: what.stay, ...nights });
    return longer ? outcome : extendStay(state, { ...what, free: false }, says(ask));
  });
}
