// What practice shows of asking first responders: offers of three organisations, and a person for whom one has declined and the next is asked. All invented.
import { addDays, dayOf } from '#base/day.ts';
import { answerAsk, askResponder } from '#journey/ask.ts';
import { openSignal, passOn, signalStream, type Signal, type SignalEvent } from '#journey/signal.ts';
import type { Outcome } from '#base/outcome.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import type { Offer } from '#rooms/signal/ask/match.ts';
import { keepOffer, keepReferral, keepWish } from '#rooms/signal/ask/store.ts';
import type { Wish } from '#rooms/signal/ask/wish.ts';
import type { Helpline } from '#rooms/signal/intake/take.ts';
import { signalsOf } from '#rooms/signal/store.ts';
import { digestOf, queueNow, sealedHere, take } from '#rooms/signal/take.ts';
import { personaOf } from './people.ts';

const adviser = personaOf('practice-bracken').actor;

type Invented = Omit<Offer, 'organisation' | 'until'> & { readonly by: string; readonly days: number };
const offers: readonly Invented[] = [
  {
    by: 'practice-saffron',
    areas: ['nation:england', 'nation:wales'],
    languages: ['eng', 'sqi', 'ara'],
    interpreters: true,
    workers: ['woman', 'man'],
    ages: ['adult'],
    places: 6,
    days: 60,
  },
  {
    by: 'practice-juniper',
    areas: ['council:E09000012'],
    languages: ['eng', 'vie'],
    interpreters: true,
    workers: ['woman'],
    ages: ['adult', 'child'],
    places: 2,
    days: 30,
  },
  {
    by: 'practice-amber',
    areas: ['police:metropolitan'],
    languages: ['eng'],
    interpreters: true,
    workers: ['woman', 'man'],
    ages: ['adult', 'child'],
    places: 4,
    days: 14,
  },
];

const wish: Wish = { area: 'council:E09000012', language: 'vie', gender: 'woman', age: 'adult', not: ['immigration'] };
const answers = {
  'asks-for': 'other',
  place: 'Hackney',
  language: 'Vietnamese',
  gender: 'woman',
  age: 'adult',
  not: 'immigration',
  person: 'I am her nurse at the Invented Clinic. She wants to know what help there is. (Invented.)',
};

export async function askSome(helpline: Helpline): Promise<void> {
  const { kit, team, nation } = helpline;
  const [today, now] = [kit.clock.today(), kit.clock.now()];
  for (const { by, days, ...offer } of offers)
    await kit.db.as(personaOf(by).actor, 'intake', (tx) => keepOffer(tx, null, { ...offer, until: addDays(today, days) }));

  const queue = await queueNow(kit, team);
  const known = new Set((await kit.db.as(adviser, 'intake', (tx) => signalsOf(tx, { closed: false, most: 200 }))).map(({ file }) => file));
  const parcel = await sealedHere(queue.recipient, { form: 'ask', language: 'en', wanted: 'en', by: 'server', answers }, []);
  const choice = { to: 'named-body', body: 'first-responder' } as const;
  await take(kit, queue, { parcel, danger: 'no', choice, once: 'practice ask', digest: digestOf(['ask']), code: null }, { day: today, now });
  const all = await kit.db.as(adviser, 'intake', (tx) => signalsOf(tx, { closed: false, most: 200 }));
  const file = all.find((one) => !known.has(one.file))?.file;
  if (!file) throw new Error('the invented ask did not come');

  const doing = { by: adviser.person, now };
  const how = { day: dayOf(now, kit.law.zone), at: now, nation };
  const step = async (tx: Tx, act: (state: Signal) => Outcome<SignalEvent>): Promise<number> => {
    const done = await kit.ledger.within(tx, signalStream, file, act, how);
    if (!done.ok) throw new Error(`an invented ask was refused: ${done.code}`);
    return done.events[0]?.number ?? 0;
  };
  const ask = (responder: string): Promise<number> =>
    kit.db.as(adviser, 'intake', async (tx) => {
      const number = await step(tx, (state) => passOn(state, { to: 'referral', ground: 'their-choice', file: null }, doing));
      await step(tx, (state) => askResponder(state, { responder, asked: number, ground: 'their-choice' }, doing));
      const told = { answers: { why: answers.person, 'where-now': answers.place }, wish };
      await keepReferral(tx, file, { number, asked: responder, urgent: false, at: now, told });
      return number;
    });
  await kit.db.as(adviser, 'intake', async (tx) => {
    await step(tx, (state) => openSignal(state, doing));
    await keepWish(tx, file, wish);
  });
  const first = await ask('council-E09000012');
  const declined = { asked: first, accepted: false, why: 'full' } as const;
  await kit.db.as(theService, 'intake', (tx) => step(tx, (state) => answerAsk(state, declined, { by: personaOf('practice-juniper').actor.person, now })));
  await ask('salvation-army');
}
