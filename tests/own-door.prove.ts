// How long a wrong guess at a door takes: at a door that is there against one that never was, pair by pair, on PostgreSQL. PROVE_PAIRS says how many (400).
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import { enter } from '#rooms/door/enter-pages.ts';
import { atDoor, newPhrases, type Phrase } from '#rooms/door/phrase.ts';
import { doorKey } from '#rooms/door/store.ts';
import { onPostgres, ownerOf } from '#tests/engines.ts';
import { promised } from './promise.ts';

const pairs = Number(process.env['PROVE_PAIRS'] ?? 400);
/** As for other answers (timing.prove.ts): whoever times one guess is right at most this often, but for what chance does to so many pairs. */
const bound = 0.6 + 4 * Math.sqrt(0.25 / pairs);

onPostgres('nobody tells by the time of an answer whether two words are the beginning of somebody’s', async (t, db) => {
  const key = await db.publicly((tx) => Promise.resolve(doorKey(tx)));
  const ask = ownerOf(db);
  const drawn = (): Phrase[] => Array.from({ length: 40 }, () => newPhrases('words').first);
  const [there, never] = [drawn(), drawn()];
  for (const phrase of there) {
    const { name, hash } = await atDoor(key, phrase);
    const [person, door] = [randomUUID(), randomUUID()];
    const hex = (of: Buffer): string => `'\\x${of.toString('hex')}'::bytea`;
    await ask(`insert into file (id, kind, nation, organisation, team) values ('${person}', 'person', 'england', 'o', 't')`);
    await ask(`insert into own_door (door, person, organisation, team) values ('${door}', '${person}', 'o', 't')`);
    await ask(
      `insert into door_secret (file, door, opens, name, hash, organisation, team) values ('${person}', '${door}', 'first', ${hex(name)}, ${hex(hash)}, 'o', 't')`,
    );
  }
  const guess = async (of: readonly Phrase[], at: number): Promise<number> => {
    const [first = '', second = ''] = of[at % of.length] ?? [];
    const began = performance.now();
    assert.equal(await enter(db, [first, second, ...newPhrases('words').further, 'apple']), null);
    return performance.now() - began;
  };
  let longer = 0;
  for (let i = -10; i < pairs; i += 1) {
    const first = randomInt(2) === 0;
    const one = await guess(first ? there : never, Math.abs(i));
    const other = await guess(first ? never : there, Math.abs(i));
    const [here, nowhere] = first ? [one, other] : [other, one];
    if (i >= 0) longer += here > nowhere ? 1 : 0;
  }
  const share = Math.max(longer, pairs - longer) / pairs;
  t.diagnostic(`${pairs} pairs: a guess at a door that is there took longer in ${longer}`);
  assert.ok(share <= bound, `${share} is told by time`);
  promised('P3', `${pairs} pairs of guesses at a person’s own door: whoever times one is right ${(100 * share).toFixed(0)} times in 100`);
});
