// A house whose clock a test turns, on a test database, over real HTTP.
import { dayOf, type Instant } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { listen, serve } from '#kit/web/server.ts';
import { personas } from '#practice/people.ts';
import { startWalk, visitor, type Walk } from '#tests/walk.ts';

export type Timed = { readonly walk: Walk; readonly base: string; readonly turn: (to: Instant) => void };

export async function timed(db: Database, body: (at: Timed) => Promise<void>): Promise<void> {
  const walk = await startWalk(db);
  let now = walk.house.kit.clock.now();
  const clock = { now: () => now, today: () => dayOf(now) };
  // Where the database judges by the moment too, it is told the same one.
  if ('tellTime' in db) (db.tellTime as (clock: () => Instant) => void)(clock.now);
  const app = await serve(walk.house.routes, { db, clock, practice: true, personas });
  try {
    await body({ walk, base: await listen(app, 0), turn: (to) => (now = to) });
  } finally {
    await app.close();
    await walk.close();
  }
}

export async function sit(base: string, persona: string): Promise<ReturnType<typeof visitor>> {
  const made = visitor(base);
  await made.signIn(persona);
  return made;
}
