// Sessions in the database: only the hash of the cookie's value is kept, and ending one takes effect at once.
import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import type { Session } from './page.ts';

export const idleMinutes = 60;
export const longestHours = 12;

export type Visits = {
  /** The session of a cookie, unless it has been idle too long. */
  readonly find: (cookie: string) => Promise<Session | null>;
  /** Begins a session; gives the cookie's value, which is kept nowhere. */
  readonly begin: (staff: { readonly id: string; readonly actor: Actor }, lang: string) => Promise<string>;
  readonly end: (cookie: string) => Promise<void>;
};

export const hashOf = (cookie: string): string => createHash('sha256').update(cookie).digest('hex');

type SessionRow = { id_hash: string; staff: string; stale: boolean };

export function sessionsIn(db: Database): Visits {
  return {
    find: async (cookie) => {
      if (!/^[\w-]{43}$/.test(cookie)) return null;
      return db.as(theService, 'operations', async (tx) => {
        const [row] = await tx.query<SessionRow>(
          `select id_hash, staff, last_seen < clock_timestamp() - interval '1 minute' as stale
             from session
            where id_hash = $1 and expires > clock_timestamp()
              and last_seen > clock_timestamp() - make_interval(mins => $2::int)`,
          [hashOf(cookie), idleMinutes],
        );
        if (!row) return null;
        // Written at most once a minute: a page must not cost a write.
        if (row.stale) await tx.query(`update session set last_seen = clock_timestamp() where id_hash = $1`, [row.id_hash]);
        return { id: row.id_hash, staff: row.staff };
      });
    },
    begin: async (staff, lang) => {
      const cookie = randomBytes(32).toString('base64url');
      await db.as(theService, 'operations', async (tx) => {
        await tx.query(
          `delete from session
            where expires < clock_timestamp() or last_seen < clock_timestamp() - make_interval(mins => $1::int)`,
          [idleMinutes],
        );
        await tx.query(
          `insert into session (id_hash, organisation, team, staff, lang, expires)
           values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6::int))`,
          [hashOf(cookie), staff.actor.organisation, staff.actor.team, staff.id, lang, longestHours],
        );
      });
      return cookie;
    },
    end: (cookie) =>
      db.as(theService, 'operations', async (tx) => {
        await tx.query(`delete from session where id_hash = $1`, [hashOf(cookie)]);
      }),
  };
}
