// Figures of support over lives that chance makes, on both engines: equal to what a slow count of the events gives, and never changed by what comes later.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { addDays, addMinutes, day, momentAt, readQuarter, type Day, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import { askBed, settleBed, takeBed } from '#journey/bed.ts';
import { nameWorker } from '#journey/chosen.ts';
import { openForEmergency, tryContact, type Doing } from '#journey/contact.ts';
import { caseStream } from '#journey/file.ts';
import { joinFurther } from '#journey/further.ts';
import { join, personStream } from '#journey/person.ts';
import { bedsOf, placeStream, putBack, takeOut } from '#journey/place.ts';
import { noteOutcome } from '#journey/planned.ts';
import { leaveSupport, reachBackIn } from '#journey/recovery.ts';
import { acceptPlace, arrive, comingOf, declinePlace, homeOf, moveOut, notArrived, offerPlace, placeNotFound } from '#journey/stay.ts';
import { openSupport, supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import { theService, type Database, type Tx } from '#kit/store/database.ts';
import { createFile, newFileId } from '#kit/store/files.ts';
import { createPerson } from '#kit/store/persons.ts';
import { inForce } from '#law/rule.ts';
import { openPracticeHouses } from '#practice/houses.ts';
import { personaOf } from '#practice/people.ts';
import { bedsByDay } from '#rooms/figures/beds.ts';
import { csvOf } from '#rooms/figures/exact.ts';
import { supportTables } from '#rooms/figures/exact-support.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import { afterSupport, bedRows, outcomesSaid, supportAreas, supportWaits, type AreaCell, type Seen } from '#rooms/figures/store.ts';
import { keepBeds, wants } from '#rooms/places/store.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { chance } from '#tests/lives.ts';
import { adult, sendAs, sit, standAt, take, walking, type Walk } from '#tests/walk.ts';
import * as slow from './support-oracle.ts';

const today = day('2024-01-15');
const counter = personaOf('practice-heather').actor;
/** Of the practice houses, in turn; and of Hackney, where those who were referred were. */
const regions = ['yorkshire', 'south-west', 'west-midlands', 'scotland'];
const domains = ['housing', 'safety', 'support', 'care', 'purpose', 'medical', 'education'];

type House = { readonly file: FileId; readonly nation: string; readonly beds: readonly number[] };
type World = {
  readonly walk: Walk;
  readonly pick: (below: number) => number;
  readonly records: FileId[];
  readonly persons: Map<string, FileId>;
  readonly wants: { file: string; day: string; kind: string }[];
  readonly beds: Map<string, { house: string; bed: number }>;
  readonly houses: readonly House[];
  readonly steps: { count: number };
};

const of = <T>(list: readonly T[], { pick }: Pick<World, 'pick'>): T => list[pick(list.length)] as T;

async function perform(
  world: World,
  file: FileId,
  nation: string,
  on: Day,
  act: (state: Support, how: Doing, tx: Tx) => Outcome<SupportEvent> | Promise<Outcome<SupportEvent>>,
) {
  world.steps.count += 1;
  // No two steps of a day at one moment.
  const now = addMinutes(momentAt(on, '08:00', 'Europe/London'), world.steps.count);
  const how: Doing = { day: on, now, by: 'practice-willow', nation, confirmed: 'practice' };
  return world.walk.house.kit.ledger.perform(theService, 'support', supportStream, file, (state, tx) => act(state, how, tx), { day: on, at: now, nation });
}

/** Somebody's first record, or a further one where they left the one before. */
async function begins(world: World, on: Day): Promise<void> {
  const { kit } = world.walk.house;
  const file = newFileId();
  const known = world.pick(3) === 0 && world.records.length > 0 ? world.persons.get(of(world.records, world)) : undefined;
  const person = known ?? newFileId();
  const nation = of(['england', 'england', 'scotland'], world);
  await kit.ledger.perform(
    theService,
    'support',
    personStream,
    person,
    async (state, tx) => {
      if (!known) await createPerson(tx, person, nation);
      await createFile(tx, { id: file, kind: 'support', child: false, nation });
      return join(state, { file, how: 'support-opened' });
    },
    { day: on, nation },
  );
  const emergency = known !== undefined || world.pick(4) === 0;
  const done = await perform(world, file, nation, on, (state, how) =>
    emergency
      ? openForEmergency(state, { id: randomUUID(), urgency: 'now', safe: false }, kit.law, how)
      : openSupport(state, { nation, because: 'reasonable-grounds' }),
  );
  assert.ok(done.ok);
  world.records.push(file);
  world.persons.set(file, person);
}

type Act = (state: Support, how: Doing, world: World, tx: Tx, file: FileId) => Outcome<SupportEvent> | Promise<Outcome<SupportEvent>>;

const comingStay = (state: Support): string => comingOf(state.housing)?.stay ?? randomUUID();

/** Offered a bed that is free on those nights, or refused. */
const offers: Act = async (state, how, world, tx, file) => {
  const stay = randomUUID();
  const house = of(world.houses, world);
  const bed = of(house.beds, world);
  const [from, until] = [addDays(how.day, world.pick(3)), addDays(how.day, 5 + world.pick(40))];
  const outcome = offerPlace(state, { stay, from, until, people: 1, beds: 1, free: true, fits: true, elsewhere: false, contactChanged: false }, how);
  const [elsewhere] = await tx.query(`select from stay where person = $1 and file <> $2 and state in ('arrived', 'offered', 'accepted', 'not-arrived')`, [
    world.persons.get(file),
    file,
  ]);
  if (!outcome.ok || elsewhere)
    return outcome.ok
      ? offerPlace(state, { stay, from, until, people: 1, beds: 1, free: true, fits: true, elsewhere: true, contactChanged: false }, how)
      : outcome;
  if (!(await keepBeds(tx, { house: house.file, beds: [bed], stay, from, until }))) return placeNotFound(state, { why: ['no-bed'], tonight: false }, how);
  world.beds.set(stay, { house: house.file, bed });
  return outcome;
};

const acts: readonly Act[] = [
  (state, how, world) =>
    tryContact(state, { way: 'referrer', outcome: of(['reached', 'no-answer'] as const, world), seen: 0 }, { open: false, why: 'hold' }, how),
  (state, how) => nameWorker(state.access, { person: how.by, days: 100 }, how),
  ...Array<Act>(3).fill((state, how, world) =>
    noteOutcome(
      state,
      { id: randomUUID(), domain: of(domains.slice(0, 2), world), said: of(['there', 'on-the-way', 'not-yet', 'rather-not-say'] as const, world) },
      how,
    ),
  ),
  (state, how) => askBed(state, how),
  (state, how, world) => takeBed(state, how, inForce(world.walk.house.kit.law.bedAlarm, how.day, how.nation)),
  (state, how, world) => settleBed(state, of(['found', 'none', 'not-needed'] as const, world), how),
  (state, how, world) => placeNotFound(state, { why: ['no-bed'], tonight: world.pick(2) === 0 }, how),
  ...Array<Act>(6).fill(offers),
  ...Array<Act>(9).fill((state, how) =>
    comingOf(state.housing)?.state === 'offered'
      ? acceptPlace(state, { stay: comingStay(state), contactChanged: false }, how)
      : arrive(state, comingStay(state), how),
  ),
  (state, how) => declinePlace(state, comingStay(state), 'not-said', how),
  (state, how) => notArrived(state, { stay: comingStay(state), worried: false, rings: 'worker', whom: ['person'] }, how),
  (state, how) => moveOut(state, { stay: comingStay(state), why: 'never-came' }, how),
  ...Array<Act>(4).fill((state, how) => moveOut(state, { stay: homeOf(state.housing)?.stay ?? randomUUID(), why: 'own-home' }, how)),
  (state, how, world) => leaveSupport(state, { exit: of(['needs-met', 'left-support', 'died'], world) }, world.walk.house.kit.law, how),
  (state, how, world) => reachBackIn(state, { id: randomUUID(), service: 'legal', positive: true }, world.walk.house.kit.law, how),
];

/** So many steps from a day on, each on the day of the one before or some days later. */
async function live(world: World, from: Day, steps: number, last: Day): Promise<Day> {
  let on = from;
  for (let i = 0; i < steps; i += 1) {
    if (world.pick(3) === 0 && on < last) on = addDays(on, 1);
    if (world.records.length < 4 || world.pick(11) === 0) await begins(world, on);
    else if (world.pick(14) === 0) await house(world, on);
    else if (world.pick(9) === 0) await want(world, on);
    else {
      const file = of(world.records, world);
      const act = of(acts, world);
      const { state } = await world.walk.house.kit.db.as(theService, 'support', (tx) => world.walk.house.kit.ledger.load(tx, supportStream, file));
      await perform(world, file, state.nation, on, (now, how, tx) => act(now, how, world, tx, file));
    }
  }
  await world.walk.house.settled();
  return on;
}

async function want(world: World, on: Day): Promise<void> {
  const { kit } = world.walk.house;
  const file = of(world.records, world);
  const houses = of([['women'], ['men'], ['men', 'any'], ['any']], world);
  const { state } = await kit.db.as(theService, 'support', (tx) => kit.ledger.load(tx, supportStream, file));
  if (state.ended) return;
  await kit.db.as(theService, 'support', (tx) => wants(tx, file, 'soon', { day: on, houses }));
  world.wants.push({ file, day: on, kind: houses.length > 1 ? 'several' : (houses[0] ?? '') });
}

/** A bed out of service or back in it: never one that somebody has. */
async function house(world: World, on: Day): Promise<void> {
  const { actor } = personaOf('practice-sycamore');
  const { file, nation, beds } = of(world.houses, world);
  const bed = of(beds, world);
  const { kit } = world.walk.house;
  const held = await kit.db.as(theService, 'support', (tx) =>
    tx.query('select from bed_night where file = $1 and bed = $2 and night >= $3::date', [file, bed, on]),
  );
  await kit.ledger.perform(
    actor,
    'support',
    placeStream,
    file,
    (state) =>
      bedsOf(state).find((one) => one.bed === bed)?.out
        ? putBack(state, { bed })
        : takeOut(state, { bed, why: 'repair' }, new Set(held.length > 0 ? [bed] : [])),
    { day: on, nation },
  );
}

async function told(db: Database, stream: string): Promise<slow.Told[]> {
  return past<slow.Told>(db, `select file, number, kind, to_char(day, 'YYYY-MM-DD') as day, body from event where stream = $1`, [stream]);
}

async function worldOf(db: Database, world: World, referrals: slow.World['referrals']): Promise<slow.World> {
  return {
    support: await told(db, 'support'),
    places: await told(db, 'place'),
    personOf: world.persons,
    referrals,
    wants: [...world.wants],
    bedOf: new Map(world.beds),
    regionOfHouse: new Map(world.houses.map((one, i) => [one.file, regions[i] ?? ''])),
  };
}

/** Areas added up: what stands in the table of kinds. */
function linesOfKinds(cells: readonly AreaCell[]): string[] {
  const sums = new Map<string, number>();
  for (const { at, nation, kind, people } of cells) sums.set(`${at} | ${nation} | ${kind}`, people + (sums.get(`${at} | ${nation} | ${kind}`) ?? 0));
  return [...sums].map(([cells, people]) => `${cells} = ${people}`).sort();
}

/** The program's own tables in the lines of the slow count. */
async function counted(walk: Walk, seen: Seen): Promise<Readonly<Record<string, readonly string[]>>> {
  const line = (cells: readonly unknown[], many: number): string => `${cells.join(' | ')} = ${many}`;
  return walk.house.kit.db.as(counter, 'statistics', async (tx) => ({
    kinds: linesOfKinds(await supportAreas(tx, seen)),
    areas: (await supportAreas(tx, seen)).map(({ at, nation, area, kind, people }) => line([at, nation, area, kind], people)).sort(),
    waits: (await supportWaits(tx, seen)).map(({ wait, nation, end, days, people }) => line([wait, nation, end, days], people)).sort(),
    after: (await afterSupport(tx, seen)).map(({ event, exit, end, days, people }) => line([event, exit, end, days], people)).sort(),
    outcomes: (await outcomesSaid(tx, seen, domains)).map(({ domain, first, last, people }) => line([domain, first, last], people)).sort(),
    beds: bedsByDay(await bedRows(tx, seen), { first: seen.span.first, last: seen.span.last < seen.until ? seen.span.last : seen.until })
      .map(({ day: on, nation, kind, state, number }) => line([on, nation, kind, state], number))
      .sort(),
  }));
}

function slowly(world: slow.World, { span, until }: Pick<Seen, 'span' | 'until'>): Readonly<Record<string, readonly string[]>> {
  const period = { ...span, until };
  return {
    kinds: slow.kinds(world, period),
    areas: slow.areas(world, period),
    waits: slow.waits(world, period),
    after: slow.afterwards(world, period),
    outcomes: slow.outcomes(world, period, domains),
    beds: slow.beds(world, period),
  };
}

const files = async ({ house: { kit } }: Walk, seen: Seen): Promise<string> => {
  const tables = await kit.db.as(counter, 'statistics', (tx) => supportTables(tx, kit.law, seen));
  return Object.values(tables).map(csvOf).join('\n');
};
const momentNow = ({ house: { kit } }: Walk): Promise<Instant> => kit.db.as(counter, 'statistics', (tx) => momentOf(tx, undefined));

async function startWorld(walk: Walk, db: Database, seed: number): Promise<World> {
  const { kit } = walk.house;
  standAt(walk, '2023-10-02T09:00:00.000Z');
  await openPracticeHouses(kit);
  const opened = await past<{ file: FileId; nation: string; beds: number }>(
    db,
    `select file, nation, (select count(*)::int from event b where b.file = e.file and b.kind = 'BedAdded') as beds from event e where kind = 'HouseOpened' order by recorded_at`,
  );
  const houses = opened.map(({ file, nation, beds }) => ({ file, nation, beds: Array.from({ length: beds }, (_unused, i) => i + 1) }));
  return { walk, pick: chance(seed), records: [], persons: new Map(), wants: [], beds: new Map(), houses: houses.slice(0, 4), steps: { count: 0 } };
}

onEveryEngine('every figure of support is what a slow count of the events gives, and what comes later changes no earlier one', async (t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const world = await startWorld(walk, db, 11);
    const quarter = readQuarter('2023-Q4');
    assert.ok(quarter);
    const middle = await live(world, day('2023-10-02'), 150, day('2023-11-20'));
    const then: Seen = { span: quarter, moment: await momentNow(walk), until: middle };
    const early = await files(walk, then);
    const halfway = await worldOf(db, world, []);
    assert.deepEqual(await counted(walk, then), slowly(halfway, then), 'as it stood half-way');

    await live(world, middle, 170, day('2024-01-10'));
    // Two who left are referred again: one says that it has happened again.
    standAt(walk, '2024-01-15T12:00:00.000Z');
    const left = await past<{ file: FileId }>(
      db,
      `select file from event where kind = 'SupportEnded' and body ->> 'exit' <> 'died' order by day, recorded_at limit 2`,
    );
    assert.equal(left.length, 2, 'some have left by now');
    const referrals: { person: string; sent: string; anew: string; region: string }[] = [];
    const birch = await sit(walk, 'practice-birch');
    for (const [i, { file }] of left.entries()) {
      const anew = i === 0 ? 'new' : 'same';
      const person = world.persons.get(file);
      assert.ok(person);
      const sent = await sendAs(walk.house, 'practice-amber', { ...adult, council: ['E09000012'] });
      await walk.house.settled();
      await take(birch, sent.reference, 'practice-birch');
      const how = { day: today, by: 'practice-birch', nation: 'england', confirmed: 'practice' } as const;
      const joined = await kit.ledger.perform(
        personaOf('practice-birch').actor,
        'identification',
        caseStream,
        sent.file,
        (state) => joinFurther(state, { of: file, since: anew }, kit.law, how),
        how,
      );
      assert.ok(joined.ok);
      await walk.house.settled();
      referrals.push({ person, sent: today, anew, region: 'london' });
    }
    await walk.house.settled();

    const whole = await worldOf(db, world, referrals);
    assert.ok(whole.support.length > 100);
    for (const span of [quarter, { first: day('2023-11-01'), last: day('2023-11-30') }, { first: day('2024-01-01'), last: day('2024-03-31') }]) {
      const seen: Seen = { span, moment: await momentNow(walk), until: today };
      const found = await counted(walk, seen);
      assert.deepEqual(found, slowly(whole, seen), `${span.first} to ${span.last}`);
    }
    const now: Seen = { span: quarter, moment: await momentNow(walk), until: today };
    const found = await counted(walk, now);
    const homes = new Set<string>();
    for (let on = quarter.first; on <= today; on = addDays(on, 2)) {
      const seen: Seen = { ...now, span: { first: on, last: addDays(on, 1) } };
      const cells = await kit.db.as(counter, 'statistics', (tx) => supportAreas(tx, seen));
      const lines = linesOfKinds(cells);
      assert.deepEqual(lines, slow.kinds(whole, { ...seen.span, until: today }), on);
      homes.add(lines.filter((one) => /end .* accommodation/.test(one)).join());
    }
    assert.ok(homes.size > 1, 'homes are found and left in these lives');
    // A test of lives in which nothing happens would show nothing.
    for (const [table, kind] of [
      ['after', /^exploited-anew .* event/],
      ['after', /^support-again .* event/],
      ['after', /^reach-in .* event/],
      ['beds', /lived-in/],
      ['beds', /wanted/],
      ['beds', /not-found/],
      ['beds', / out /],
      ['waits', /^asking-to-bed .* event/],
      ['kinds', /accommodation/],
      ['areas', / (?!not-known)[a-z-]+ \| accommodation/],
      ['areas', /not-known \| outreach/],
      ['outcomes', /\| (there|not-yet|on-the-way) \| (there|not-yet|on-the-way) =/],
    ] as const)
      assert.ok(
        found[table]?.some((one) => kind.test(one)),
        `these lives hold ${String(kind)}`,
      );

    await t.test('as it was recorded half-way the figures are the same bytes', async () => {
      assert.equal(await files(walk, then), early);
      assert.notEqual(await files(walk, { ...then, moment: now.moment, until: today }), early);
    });

    await t.test('an event that nobody counted, or counted twice, does not go unnoticed', () => {
      const without = (kind: string): slow.World => ({
        ...whole,
        support: whole.support.filter((event, i, all) => event.kind !== kind || all.findIndex((one) => one.kind === kind) !== i),
      });
      assert.notDeepEqual(slowly(without('Arrived'), now), found);
      assert.notDeepEqual(slowly(without('OutcomeNoted'), now).outcomes, found['outcomes']);
      assert.notDeepEqual(slowly(without('SupportEnded'), now).kinds, found['kinds']);
    });

    await t.test('every bed is in one state on every day', async () => {
      const cells = await kit.db.as(counter, 'statistics', async (tx) => bedsByDay(await bedRows(tx, now), quarter));
      const there = await past<{ n: number }>(db, `select count(*)::int as n from event where kind = 'BedAdded'`);
      for (let on: Day = day('2023-10-02'); on <= quarter.last; on = addDays(on, 1)) {
        const states = cells.filter((cell) => cell.day === on && !['wanted', 'not-found'].includes(cell.state));
        assert.equal(
          states.reduce((sum, cell) => sum + cell.number, 0),
          there[0]?.n,
          on,
        );
      }
    });

    await t.test('who counts sees them with no house, no name and no address, and others find no such page', async () => {
      const statistician = await sit(walk, 'practice-heather');
      for (const part of ['support', 'waits', 'outcomes', 'after', 'beds']) {
        const { text, status } = await statistician.go(`/figures?period=2023-Q4&part=${part}`);
        assert.equal(status, 200);
        assert.doesNotMatch(text, /Practice House|Practice Road|Practice Town|ZZ\d|NaN|undefined/);
        for (const one of world.houses) assert.ok(!text.includes(one.file));
      }
      for (const name of ['support-waits', 'after-support', 'support-outcomes', 'beds', 'support-kinds']) {
        const { text } = await statistician.go(`/figures/2023-Q4/${name}.csv`);
        assert.ok(text.split('\n').length > 2, name);
        assert.doesNotMatch(text, /[0-9a-f]{8}-[0-9a-f]{4}|Practice/, name);
      }
      const worker = await sit(walk, 'practice-willow');
      assert.equal((await worker.go('/figures?part=beds')).status, 404);
      assert.equal((await worker.go('/figures/2023-Q4/beds.csv')).status, 404);
    });
  });
});
