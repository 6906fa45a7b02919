// What comes by the mere passing of time: the jobs, the log's tree, drafts that expire, days that turn, records whose time is over.
import type { Runner } from '#kit/jobs/runner.ts';
import { theService } from '#kit/store/database.ts';
import { keepLog, type Vouching } from '#kit/store/checkpoint.ts';
import { logged } from '#kit/web/errors.ts';
import { askAgain, endLeaves } from '#desk/asking-job.ts';
import { turnOfDay } from '#desk/turn-job.ts';
import { judgeOverdue } from '#rooms/decision/letter-gate.ts';
import { destroyExpired } from '#rooms/referral/expiry-job.ts';
import { raiseAlarms } from '#rooms/door/job.ts';
import { forgetTries } from '#rooms/door/store.ts';
import { forgetChecks } from '#rooms/protection/store.ts';
import { eraseApproved, proposeDue, type Retention } from '#rooms/retention/erase.ts';
import { endOldKeys } from '#rooms/signal/key/renewal.ts';
import type { Directory } from './directory.ts';
import type { Log } from './house.ts';

type Timed = { readonly vouching: Vouching | null; readonly directory: Directory };

/** What comes by the mere passing of time: at the start, each minute the log's tree, each hour the rest. Gives what ends it. */
export function onTime(retention: Retention, runner: Runner, { vouching, directory }: Timed, log: Log): { readonly end: () => Promise<void> } {
  const { kit } = retention;
  const { db, clock } = kit;
  let ended = false;
  const works: readonly { readonly name: string; readonly every: number; readonly work: () => Promise<unknown> }[] = [
    { name: 'jobs', every: 60_000, work: () => Promise.resolve(runner.kick()) },
    { name: 'log', every: 60_000, work: () => keepLog(db, theService, vouching) },
    { name: 'directory', every: 60_000, work: directory.renew },
    { name: 'drafts', every: 3_600_000, work: () => destroyExpired(kit, clock.today()) },
    { name: 'worklist', every: 3_600_000, work: () => turnOfDay(kit, clock.today(), () => ended) },
    { name: 'asking', every: 3_600_000, work: () => askAgain(kit, clock.today(), () => ended) },
    { name: 'leaves', every: 3_600_000, work: () => endLeaves(kit, clock.today(), () => ended) },
    { name: 'letters', every: 3_600_000, work: () => judgeOverdue(kit) },
    { name: 'erase', every: 3_600_000, work: () => eraseApproved(retention) },
    { name: 'letter-checks', every: 86_400_000, work: () => db.as(theService, 'operations', forgetChecks) },
    { name: 'door-tries', every: 86_400_000, work: () => db.as(theService, 'operations', forgetTries) },
    { name: 'door-alarms', every: 60_000, work: () => raiseAlarms(kit) },
    { name: 'retention', every: 86_400_000, work: () => proposeDue(retention) },
    { name: 'old-keys', every: 86_400_000, work: () => endOldKeys(kit) },
  ];
  let last: Promise<unknown> = Promise.resolve();
  const begin = ({ name, work }: (typeof works)[number]): void => {
    // One after the other; what goes wrong is said by name and code, never with a value.
    last = last.then(() => (ended ? undefined : work())).catch((wrong: unknown) => log(JSON.stringify({ timer: name, ...logged(wrong) })));
  };
  works.forEach(begin);
  const timers = works.map((one) => setInterval(() => begin(one), one.every).unref());
  return {
    end: async () => {
      ended = true;
      for (const timer of timers) clearInterval(timer);
      await last;
    },
  };
}
