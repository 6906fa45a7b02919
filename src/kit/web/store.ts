// Sessions in the database: only the hash of the cookie's value is kept, and ending one takes effect at once.
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import { theService, type Database, type Tx } from '#kit/store/database.ts';
import type { Session } from './page.ts';
import type { Keys } from './keys.ts';
import type { Persona } from './session.ts';

/** In practice nobody must hurry; at work a desk left alone is a door left open. */
export const idleMinutes = 60;
export const staffIdleMinutes = 15;
export const longestHours = 12;

/** Who somebody is at work now: asked at each request, so that what was taken from them is gone at once. */
export type People = {
  readonly find: (tx: Tx, staff: string, grant: string | null, since: Instant) => Promise<Persona | null>;
};

/** A visit begins, or goes on with a new cookie. `proved`: the moment they showed who they are. */
export type Beginning = {
  readonly id: string;
  readonly actor: Pick<Actor, 'organisation' | 'team'>;
  readonly grant?: string;
  readonly proved?: Instant | null;
};

export type Visits = {
  /** The session of a cookie, unless it has been idle too long. */
  readonly find: (cookie: string) => Promise<Session | null>;
  /** Begins a session; gives the cookie's value, which is kept nowhere. */
  readonly begin: (staff: Beginning, lang: string) => Promise<string>;
  readonly end: (cookie: string) => Promise<void>;
};

export const hashOf = (cookie: string): string => createHash('sha256').update(cookie).digest('hex');

type Row = {
  id: string;
  staff: string;
  grant: string | null;
  stale: boolean;
  created: Instant;
  provedSecondsAgo: number | null;
  endsIn: number;
  keys: Keys | null;
};

/** `people` is asked who somebody is; without it the caller knows (practice). */
export function sessionsIn(db: Database, idle: number = idleMinutes, people?: People): Visits {
  return {
    find: async (cookie) => {
      if (!/^[\w-]{43}$/.test(cookie)) return null;
      return db.as(theService, 'operations', async (tx) => {
        const row = await touched(tx, hashOf(cookie), idle);
        if (!row) return null;
        const session = { id: row.id, staff: row.staff, provedSecondsAgo: row.provedSecondsAgo, endsInSeconds: row.endsIn, keys: row.keys };
        if (!people) return session;
        const persona = await people.find(tx, row.staff, row.grant, row.created);
        return persona && { ...session, persona };
      });
    },
    begin: async (staff, lang) => {
      const cookie = randomBytes(32).toString('base64url');
      await db.as(theService, 'operations', async (tx) => {
        await sweep(tx, idle);
        await insert(tx, hashOf(cookie), staff, lang);
      });
      return cookie;
    },
    end: (cookie) =>
      db.as(theService, 'operations', async (tx) => {
        await tx.query(`delete from session where id_hash = $1`, [hashOf(cookie)]);
      }),
  };
}

async function touched(tx: Tx, hash: string, idle: number): Promise<Row | undefined> {
  const [row] = await tx.query<Row>(
    `select id_hash as id, staff, grant_id as "grant", created,
            last_seen < clock_timestamp() - interval '20 seconds' as stale,
            extract(epoch from clock_timestamp() - proved_at)::int as "provedSecondsAgo",
            extract(epoch from least(expires - clock_timestamp(), make_interval(mins => $2::int)))::int as "endsIn",
            (select keys from own_keys where person = staff) as keys
       from session
      where id_hash = $1 and expires > clock_timestamp()
        and last_seen > clock_timestamp() - make_interval(mins => $2::int, secs => 20)`,
    [hash, idle],
  );
  // Written at most three times a minute, since a page must not cost a write; the 20 seconds are added to the time that is promised.
  if (row?.stale) await tx.query(`update session set last_seen = clock_timestamp() where id_hash = $1`, [row.id]);
  return row;
}

async function sweep(tx: Tx, idle: number): Promise<void> {
  await tx.query(
    `delete from session
      where expires < clock_timestamp() or last_seen < clock_timestamp() - make_interval(mins => $1::int)`,
    [idle],
  );
}

async function insert(tx: Tx, hash: string, staff: Beginning, lang: string): Promise<void> {
  await tx.query(
    `insert into session (id_hash, organisation, team, staff, lang, expires, grant_id, proved_at)
     values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6::int), $7::uuid,
             -- least() passes over null, and what nobody proved was not proved now.
             case when $8::timestamptz is not null then least($8::timestamptz, clock_timestamp()) end)`,
    [hash, staff.actor.organisation, staff.actor.team, staff.id, lang, longestHours, staff.grant ?? null, staff.proved ?? null],
  );
}

/** The same visit under a new cookie, proved anew; the old cookie is worth nothing from here on. Null where it has ended meanwhile. */
export async function renewed(tx: Tx, visit: string, proved: Instant): Promise<string | null> {
  const cookie = randomBytes(32).toString('base64url');
  const rows = await tx.query(
    `update session set id_hash = $2, proved_at = least($3::timestamptz, clock_timestamp()), last_seen = clock_timestamp() where id_hash = $1 and expires > clock_timestamp() returning id_hash`,
    [visit, hashOf(cookie), proved],
  );
  return rows.length > 0 ? cookie : null;
}

export type VisitRow = { readonly id: string; readonly began: Instant; readonly seen: Instant };

export async function visitsOf(tx: Tx, staff: string, idle: number): Promise<VisitRow[]> {
  return tx.query<VisitRow>(
    `select id_hash as id, created as began, last_seen as seen from session
      where staff = $1 and expires > clock_timestamp() and last_seen > clock_timestamp() - make_interval(mins => $2::int) order by created desc limit 100`,
    [staff, idle],
  );
}

/** Ends visits of one person: all, or all but one, or one alone. */
export async function endVisits(tx: Tx, staff: string, which: { readonly only?: string; readonly but?: string } = {}): Promise<void> {
  await tx.query(`delete from session where staff = $1 and ($2::text is null or id_hash = $2) and ($3::text is null or id_hash <> $3)`, [
    staff,
    which.only ?? null,
    which.but ?? null,
  ]);
}

/** From here on this visit is work in another role that the same person has been given. */
export async function workAs(tx: Tx, visit: string, grant: string, at: { readonly organisation: string; readonly team: string }): Promise<void> {
  await tx.query(`update session set grant_id = $2::uuid, organisation = $3, team = $4 where id_hash = $1`, [visit, grant, at.organisation, at.team]);
}

/** Ends one visit by what the database keeps of its cookie. */
export async function endVisit(tx: Tx, visit: string): Promise<void> {
  await tx.query('delete from session where id_hash = $1', [visit]);
}

/** Keeps somebody's own shortcuts; nothing: they are off. */
export async function keepKeys(tx: Tx, person: string, keys: Keys | null): Promise<void> {
  if (keys === null) await tx.query('delete from own_keys where person = $1', [person]);
  else
    await tx.query('insert into own_keys (person, keys) values ($1, $2::jsonb) on conflict (person) do update set keys = excluded.keys', [
      person,
      JSON.stringify(keys),
    ]);
}
