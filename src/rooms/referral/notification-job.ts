// The service writes a notification in its own name and counts it in the night: no person at work and no hour stands beside it.
import { randomInt } from 'node:crypto';
import { addDays, dayOf, instant, startOf } from '#base/day.ts';
import type { Handlers } from '#kit/jobs/runner.ts';
import type { Kit } from '#kit/kit.ts';
import { note } from '#kit/store/audit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { enqueue, enqueueUnsigned, forget, type Job } from '#kit/store/jobs.ts';
import { count } from '#kit/store/statistics.ts';
import type { Counted } from './counts.ts';
import type { Notification } from './notification.ts';
import { writeNotification } from './store.ts';

type Writing = { readonly of: Notification; readonly hash: string; readonly counts: readonly Counted[] };

/**
 * Leaves a notification to the service, in the transaction that destroys the draft: from then on it is stored, and nothing
 * that is kept says whose it was. `hash` is the keyed hash of the code that its writer is shown.
 */
export async function leaveNotification(tx: Tx, writing: Writing): Promise<void> {
  await enqueueUnsigned(tx, { name: 'notification', needs: { ...writing } });
}

/** The jobs of a notification. Their rows go when they are done. */
export function notificationJobs(kit: Pick<Kit, 'db' | 'law'>): Handlers {
  const gone = (job: Job) => kit.db.as(theService, 'operations', (tx) => forget(tx, job));
  return {
    notification: {
      run: async (job) => {
        const { of, hash, counts } = job.needs as unknown as Writing;
        await kit.db.as(theService, 'intake', async (tx) => {
          // Written once, even if the program dies before the job's row is gone. It leaves no leaf yet: a leaf bears an instant.
          if (!(await writeNotification(tx, of, hash))) return;
          await enqueue(tx, { name: 'notification-counted', needs: { counts }, runAt: await nextNight(kit, tx) });
        });
        await gone(job);
      },
    },
    'notification-counted': {
      run: async (job) => {
        const { counts } = job.needs as unknown as Writing;
        // One transaction with the end of its row, so that it is never counted twice.
        await kit.db.as(theService, 'operations', async (tx) => {
          await count(tx, null, counts);
          note(tx, null, 'wrote:notification');
          await forget(tx, job);
        });
      },
    },
  };
}

/** Some moment of the first hour of the next day, so that those of one day are counted together and in no order. */
async function nextNight(kit: Pick<Kit, 'law'>, tx: Tx): Promise<ReturnType<typeof instant>> {
  const { zone } = kit.law;
  const midnight = startOf(addDays(dayOf(await tx.now(), zone), 1), zone);
  return instant(new Date(Date.parse(midnight) + randomInt(3_600_000)).toISOString());
}
