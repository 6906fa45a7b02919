// Finding places for 500 people among 2,000 beds: the best for all at once, beside going down the list and taking the best bed left.
// `node bench/matching.ts [--people 500] [--beds 2000]`
import { assign, type Fit, type Given, type Party, type Room } from '#methods/assign.ts';
import { count, table } from './stand/clock.ts';
import { asked, end } from './stand/stand.ts';

const people = asked('people', 500);
const beds = asked('beds', 2_000);

function chance(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type World = { readonly parties: readonly Party[]; readonly rooms: readonly Room[]; readonly fits: readonly Fit[] };

/**
 * `scarce`: one bed in so many is free. Houses of some eight beds in rooms of one to four; a third for women, a third for men; every person may
 * live in few areas, some need a ground floor, one in six comes with a family.
 */
function world(seed: number, scarce: number): World {
  const pick = chance(seed);
  const rooms: (Room & { readonly ground: boolean })[] = [];
  const houses: { readonly id: string; readonly who: number; readonly area: number; readonly children: boolean }[] = [];
  for (let made = 0; made < beds;) {
    const id = `house-${String(houses.length).padStart(4, '0')}`;
    houses.push({ id, who: pick(3), area: pick(20), children: pick(2) === 0 });
    for (let room = 0; room < 4 && made < beds; room += 1) {
      const size = Math.min(1 + pick(4), beds - made);
      made += size;
      const free = Array.from({ length: size }, () => pick(scarce) === 0).filter(Boolean).length;
      rooms.push({ id: `${id}.${room}`, house: id, free, whole: free === size, ground: room === 0 });
    }
  }
  const parties = Array.from({ length: people }, (_, at): Party => {
    const family = pick(6) === 0;
    return {
      id: `party-${String(at).padStart(4, '0')}`,
      size: family ? 2 + pick(3) : 1,
      rank: pick(3),
      takes: family ? (pick(2) === 0 ? 'room' : 'house') : 'bed',
    };
  });
  const fits = parties.flatMap((party) => {
    const [woman, ground, wishes] = [pick(2), pick(10) === 0, pick(20)];
    const avoids = new Set(Array.from({ length: 12 }, () => pick(20)));
    return houses.flatMap((house): Fit[] => {
      if (avoids.has(house.area) || (house.who !== 2 && house.who !== woman) || (party.size > 1 && !house.children)) return [];
      const open = rooms.filter((room) => room.house === house.id && (!ground || room.ground)).map((room) => room.id);
      return [{ party: party.id, house: house.id, gain: (house.area === wishes ? 3 : 0) + pick(3), rooms: open }];
    });
  });
  return { parties, rooms: rooms.map(({ id, house, free, whole }) => ({ id, house, free, whole })), fits };
}

/** Who is most urgent first, then in the order of the list: the house left that meets most wishes, and the first rooms there that hold them. */
function greedy({ parties, rooms, fits }: World): readonly Given[] {
  const left = new Map(rooms.map((room) => [room.id, room.free]));
  const untouched = new Set(rooms.filter((room) => room.whole && room.free > 0).map((room) => room.id));
  const of = Map.groupBy(fits, (fit) => fit.party);
  const given: Given[] = [];
  for (const party of [...parties].sort((one, other) => one.rank - other.rank)) {
    for (const fit of [...(of.get(party.id) ?? [])].sort((one, other) => other.gain - one.gain)) {
      const taken: string[] = [];
      if (party.takes === 'bed') taken.push(...fit.rooms.filter((id) => (left.get(id) ?? 0) > 0).slice(0, 1));
      else {
        let held = 0;
        for (const id of fit.rooms.filter((one) => untouched.has(one))) {
          const size = left.get(id) ?? 0;
          if (held >= party.size || (party.takes === 'room' && size < party.size)) continue;
          held += size;
          taken.push(id);
        }
        if (held < party.size) taken.length = 0;
      }
      if (taken.length === 0) continue;
      for (const id of taken) {
        untouched.delete(id);
        left.set(id, party.takes === 'bed' ? (left.get(id) ?? 0) - 1 : 0);
      }
      given.push({ party: party.id, house: fit.house, gain: fit.gain, rooms: taken });
      break;
    }
  }
  return given;
}

async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly value: T; readonly ms: number }> {
  // Of the processor: it is one thread's work, and other work on the machine does not count.
  const from = process.cpuUsage();
  const value = await work();
  return { value, ms: process.cpuUsage(from).user / 1000 };
}

await assign(
  [{ id: 'a', size: 1, rank: 0, takes: 'bed' }],
  [{ id: 'r', house: 'h', free: 1, whole: true }],
  [{ party: 'a', house: 'h', gain: 0, rooms: ['r'] }],
);
const lines: string[][] = [];
for (const scarce of [1, 4, 8]) {
  const one = world(scarce, scarce);
  const size = new Map(one.parties.map((party) => [party.id, party]));
  const said = (name: string, given: readonly Given[], ms: number): void => {
    const placed = (rank: number): string =>
      count(given.reduce((sum, each) => sum + (size.get(each.party)?.rank === rank ? (size.get(each.party)?.size ?? 0) : 0), 0));
    const free = one.rooms.reduce((sum, room) => sum + room.free, 0);
    lines.push([count(free), name, placed(0), placed(1), placed(2), count(given.reduce((sum, each) => sum + each.gain, 0)), `${ms.toFixed(0)} ms`]);
  };
  const list = await timed(() => greedy(one));
  const best = await timed(() => assign(one.parties, one.rooms, one.fits));
  said('down the list', list.value, list.ms);
  said('all at once', best.value, best.ms);
}
console.log(table([['beds free', 'how', 'housed: tonight', 'soon', 'later', 'wishes met', 'time'], ...lines]));
end();
