// What stands around an ask: offers in force, what each organisation has open, and how long answers took; of all helplines, as codes and days.
import { addDays, dayOf, type Day } from '#base/day.ts';
import { itemOf } from '#base/list.ts';
import { unconfirmed } from '#journey/ground.ts';
import type { Thinking } from '#journey/ask.ts';
import type { Signal } from '#journey/signal.ts';
import { inForce } from '#law/rule.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { match, type Candidate } from './match.ts';
import { asksSince, offersOn, type AskCounted } from './store.ts';
import { bandOf, lately, type Band, type Waited } from './waits.ts';
import { areaChain, type Wish } from './wish.ts';

const nationOf = (kit: Kit): string => kit.law.nations[0]?.code ?? '';
const least = (kit: Kit, today: Day): number => inForce(kit.law.smallNumbers, today, nationOf(kit)).value;

const waitedOf = (kit: Kit, { asked, answered, ended, state }: AskCounted): Waited => {
  const on = (at: Parameters<typeof dayOf>[0]): Day => dayOf(at, kit.law.zone);
  return { asked: on(asked), answered: answered && on(answered), left: state === 'ended' && ended ? on(ended) : null };
};

/** Organisations for a wish, each with its reasons and how long it takes to answer. */
export async function candidatesFor(kit: Kit, wish: Wish, signal: Signal, today: Day): Promise<readonly Candidate[]> {
  const { offers, asks } = await kit.db.as(theService, 'intake', async (tx) => ({
    offers: await offersOn(tx, today),
    asks: await asksSince(tx, addDays(today, -lately)),
  }));
  const organisations = kit.law.lists['organisations'];
  const of = Map.groupBy(asks, ({ organisation }) => organisation);
  const open = new Map([...of].map(([code, all]) => [code, all.filter(({ state }) => state === 'asked' || state === 'accepted').length]));
  const bands = new Map(
    [...of].map(([code, all]) => [
      code,
      bandOf(
        all.map((one) => waitedOf(kit, one)),
        today,
        least(kit, today),
      ),
    ]),
  );
  return match(wish, offers, {
    today,
    within: (area) => areaChain(kit.law.lists, area),
    kindOf: (code) => (organisations && itemOf(organisations, code)?.in?.['kind']) ?? '',
    asked: new Set(signal.asking.asks.filter(({ state }) => state !== 'ended').map(({ responder }) => responder)),
    open,
    bands,
  });
}

/** For everybody: how long it takes from writing until an organisation says yes, across all of them; of none by itself. */
export async function waitForYes(kit: Kit, today: Day): Promise<Band> {
  const asks = await kit.db.as(theService, 'intake', (tx) => asksSince(tx, addDays(today, -lately)));
  const on = (at: AskCounted['came']): Day => dayOf(at, kit.law.zone);
  const waited = [...Map.groupBy(asks, ({ file }) => file).values()].flatMap((all): Waited[] => {
    const [first] = all;
    if (!first) return [];
    const yes = all.find(({ state, answered }) => answered && (state === 'accepted' || state === 'begun'));
    const left = all.every(({ state }) => state === 'ended') ? (all.at(-1)?.ended ?? null) : null;
    return [{ asked: on(first.came), answered: yes?.answered ? on(yes.answered) : null, left: left && on(left) }];
  });
  return bandOf(waited, today, least(kit, today));
}

/** The days to think, and whether anybody has confirmed them here. */
export async function thinkingOn(kit: Kit, today: Day): Promise<Thinking> {
  const { value, because } = inForce(kit.law.daysToThink, today, nationOf(kit));
  return { days: value.days, because, open: unconfirmed(await kit.confirmed(), because) };
}
