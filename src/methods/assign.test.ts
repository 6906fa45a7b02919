// Who gets which bed: the solver against every possible way, tried one by one, on instances small enough for that.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, type Excluded, type Fit, type Given, type Party, type Room } from './assign.ts';

/** A small generator of its own, so that a failure can be played again by its seed. */
function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type World = { readonly parties: readonly Party[]; readonly rooms: readonly Room[]; readonly fits: readonly Fit[]; readonly excluded: readonly Excluded[] };

function world(seed: number): World {
  const pick = chance(seed);
  const houses = ['north', 'south'].slice(0, 1 + pick(2));
  const rooms = Array.from({ length: 1 + pick(4) }, (_, at): Room => {
    const free = pick(4);
    return { id: `room-${at}`, house: houses[pick(houses.length)] ?? '', free, whole: free > 0 && pick(3) > 0 };
  });
  const parties = Array.from({ length: 1 + pick(4) }, (_, at): Party => {
    const takes = (['bed', 'bed', 'bed', 'room', 'house'] as const)[pick(5)] ?? 'bed';
    return { id: `party-${at}`, size: takes === 'bed' ? 1 : 1 + pick(4), rank: pick(3), takes };
  });
  const fits = parties.flatMap((party) =>
    houses.flatMap((house): Fit[] => {
      const open = rooms.filter((room) => room.house === house && pick(3) > 0).map((room) => room.id);
      return open.length === 0 ? [] : [{ party: party.id, house, gain: pick(6), rooms: open }];
    }),
  );
  // Some are kept apart: in one house, or in two that are near each other.
  const excluded = fits.flatMap((one, at) =>
    fits.slice(at + 1).flatMap((other): Excluded[] => (one.party !== other.party && pick(one.house === other.house ? 3 : 8) === 0 ? [[one, other]] : [])),
  );
  return { parties, rooms, fits, excluded };
}

const clashes = (excluded: readonly Excluded[], given: readonly Given[]): boolean =>
  excluded.some((pair) => pair.every((one) => given.some((each) => each.party === one.party && each.house === one.house)));

/** People housed by rank, then wishes: compared in that order. */
function worth({ parties }: Pick<World, 'parties'>, given: readonly Given[]): readonly number[] {
  const of = (id: string) => parties.find((party) => party.id === id);
  const placed = (rank: number) => given.reduce((sum, one) => sum + (of(one.party)?.rank === rank ? (of(one.party)?.size ?? 0) : 0), 0);
  return [placed(0), placed(1), placed(2), given.reduce((sum, one) => sum + one.gain, 0)];
}

const better = (one: readonly number[], other: readonly number[]): boolean => {
  const at = one.findIndex((value, i) => value !== other[i]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
};

function subsets<T>(of: readonly T[]): T[][] {
  return of.reduce<T[][]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]]);
}

/** Tries every way there is. Shares nothing with the method but the words of the question. */
function everyWay({ parties, rooms, fits, excluded }: World): readonly number[] {
  const room = (id: string): Room => rooms.find((one) => one.id === id) as Room;
  let best: readonly number[] = [-1];
  const go = (at: number, held: ReadonlyMap<string, number>, given: readonly Given[]): void => {
    if (clashes(excluded, given)) return;
    const party = parties[at];
    if (!party) {
      const now = worth({ parties }, given);
      if (best.length === 1 || better(now, best)) best = now;
      return;
    }
    go(at + 1, held, given);
    for (const fit of fits.filter((one) => one.party === party.id)) {
      const untouched = fit.rooms.filter((id) => room(id).whole && !held.has(id));
      const ways =
        party.takes === 'bed'
          ? fit.rooms.filter((id) => (held.get(id) ?? 0) < room(id).free).map((id) => [id])
          : subsets(untouched).filter(
              (some) => some.reduce((sum, id) => sum + room(id).free, 0) >= party.size && (party.takes === 'house' ? some.length > 0 : some.length === 1),
            );
      for (const some of ways) {
        const next = new Map(held);
        for (const id of some) next.set(id, party.takes === 'bed' ? (held.get(id) ?? 0) + 1 : room(id).free);
        go(at + 1, next, [...given, { party: party.id, house: fit.house, gain: fit.gain, rooms: some }]);
      }
    }
  };
  go(0, new Map(), []);
  return best;
}

/** What must hold of every answer, whatever its worth. */
function assertLawful({ parties, rooms, fits, excluded }: World, given: readonly Given[], seed: number): void {
  const beds = new Map<string, number>();
  assert.ok(!clashes(excluded, given), `two who are kept apart are put together (seed ${seed})`);
  assert.equal(new Set(given.map((one) => one.party)).size, given.length, `somebody has two places (seed ${seed})`);
  for (const one of given) {
    const party = parties.find((each) => each.id === one.party) as Party;
    const fit = fits.find((each) => each.party === one.party && each.house === one.house);
    assert.ok(fit && one.rooms.every((id) => fit.rooms.includes(id)), `a hard rule is broken (seed ${seed})`);
    for (const id of one.rooms) {
      const room = rooms.find((each) => each.id === id) as Room;
      assert.ok(party.takes === 'bed' || room.whole, `a whole room has somebody in it (seed ${seed})`);
      beds.set(id, (beds.get(id) ?? 0) + (party.takes === 'bed' ? 1 : room.free));
    }
    const held = one.rooms.reduce((sum, id) => sum + (rooms.find((each) => each.id === id)?.free ?? 0), 0);
    assert.ok(party.takes === 'bed' || held >= party.size, `they do not fit (seed ${seed})`);
    const smallest = Math.min(...one.rooms.map((id) => rooms.find((each) => each.id === id)?.free ?? 0));
    assert.ok(held - smallest < party.size, `a room is taken without need (seed ${seed})`);
  }
  for (const room of rooms) assert.ok((beds.get(room.id) ?? 0) <= room.free, `more people than beds (seed ${seed})`);
}

test('on 1,000 small nights nobody could have been placed better, and no hard rule is broken', async () => {
  for (let seed = 1; seed <= 1000; seed += 1) {
    const one = world(seed);
    const given = await assign(one.parties, one.rooms, one.fits, one.excluded);
    assertLawful(one, given, seed);
    assert.deepEqual(worth(one, given), everyWay(one), `seed ${seed}`);
  }
});

const alone = (id: string, rank = 0): Party => ({ id, size: 1, rank, takes: 'bed' });
const bed = (id: string, house = 'north'): Room => ({ id, house, free: 1, whole: true });
const fit = (party: string, rooms: readonly string[], gain = 0, house = 'north'): Fit => ({ party, house, gain, rooms });

test('who is unsafe tonight goes first, whatever others wish for', async () => {
  const given = await assign([alone('waits', 1), alone('unsafe', 0)], [bed('only')], [fit('waits', ['only'], 99), fit('unsafe', ['only'])]);
  assert.deepEqual(given, [{ party: 'unsafe', house: 'north', gain: 0, rooms: ['only'] }]);
});

test('somebody with one possible bed gets it, and who could go elsewhere goes elsewhere', async () => {
  const given = await assign(
    [alone('a'), alone('b')],
    [bed('one'), bed('two', 'south')],
    [fit('a', ['one'], 9), fit('a', ['two'], 1, 'south'), fit('b', ['one'])],
  );
  assert.deepEqual(
    given.map((one) => [one.party, one.rooms[0]]),
    [
      ['a', 'two'],
      ['b', 'one'],
    ],
  );
});

test('two who are kept apart are not proposed for one house, and the more urgent has it', async () => {
  const apart: Excluded = [
    { party: 'a', house: 'north' },
    { party: 'b', house: 'north' },
  ];
  const beds: Room[] = [{ id: 'two', house: 'north', free: 2, whole: true }];
  const fits = [fit('a', ['two'], 9), fit('b', ['two'])];
  const given = await assign([alone('a', 1), alone('b', 0)], beds, fits, [apart]);
  assert.deepEqual(
    given.map((one) => one.party),
    ['b'],
  );
  assert.equal((await assign([alone('a', 1), alone('b', 0)], beds, fits)).length, 2, 'without the rule both had a bed');
});

test('a family of three is not parted: rooms of one house, or no place at all', async () => {
  const family: Party = { id: 'family', size: 3, rank: 0, takes: 'house' };
  const two = (id: string, house: string): Room => ({ id, house, free: 2, whole: true });
  const apart = await assign([family], [two('n', 'north'), two('s', 'south')], [fit('family', ['n']), fit('family', ['s'], 0, 'south')]);
  assert.deepEqual(apart, []);
  const together = await assign([family], [two('n1', 'north'), two('n2', 'north')], [fit('family', ['n1', 'n2'])]);
  assert.deepEqual(together[0]?.rooms, ['n1', 'n2']);
});

test('the same question in another order gets the same answer', async () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const { parties, rooms, fits, excluded } = world(seed);
    const turned = await assign([...parties].reverse(), [...rooms].reverse(), [...fits].reverse(), excluded);
    assert.deepEqual(turned, await assign(parties, rooms, fits, excluded), `seed ${seed}`);
  }
});

test('nobody, no bed or nothing that fits: nothing is given', async () => {
  assert.deepEqual(await assign([], [bed('one')], []), []);
  assert.deepEqual(await assign([alone('a')], [], []), []);
  assert.deepEqual(await assign([alone('a')], [bed('one')], []), []);
});
