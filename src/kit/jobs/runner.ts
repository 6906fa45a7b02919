// The worker: takes jobs as soon as the transaction that wrote them is stored, and does each under its own purpose.
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Database, Tx } from '#kit/store/database.ts';
import { finish, mostTries, onEnqueued, putBack, take, type Job } from '#kit/store/jobs.ts';

/** What does a job of a name. It must be idempotent by (file, event number): after a crash it may be done again. */
export type Handler = { readonly purpose: Purpose; readonly work: (tx: Tx, job: Job) => Promise<void> } | { readonly run: (job: Job) => Promise<void> };
export type Handlers = Readonly<Record<string, Handler>>;

export type Runner = {
  /** Looks for due jobs now; for timers and for the start, when a crash may have left some. */
  kick(): void;
  /** Waits until no job is due; with `mostRetries`, also for that many jobs that went wrong and are done again. */
  settled(mostRetries?: number): Promise<void>;
  /** Takes no further job and waits for the one in hand. */
  stop(): Promise<void>;
};

/** `actor` is the program itself. `told` hears of each job that went wrong, for the log: names and codes only. */
export function startRunner(db: Database, handlers: Handlers, actor: Actor, told: (job: string, trouble: string) => void = () => undefined): Runner {
  const names = Object.keys(handlers);
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  const retries = new Set<Promise<void>>();

  const drain = async (): Promise<void> => {
    do {
      again = false;
      while (!stopped && (await one())) {
        // The next one.
      }
    } while (again && !stopped);
  };

  const one = async (): Promise<boolean> => {
    const job = await db.as(actor, 'operations', (tx) => take(tx, names));
    if (!job) return false;
    const handler = handlers[job.name];
    if (!handler) throw new Error(`no handler for ${job.name}`);
    try {
      if ('run' in handler) await handler.run(job);
      else await db.as(actor, handler.purpose, (tx) => handler.work(tx, job));
      await db.as(actor, 'operations', (tx) => finish(tx, job));
    } catch (wrong) {
      const trouble = codeOf(wrong);
      told(job.name, trouble);
      await db.as(actor, 'operations', (tx) => putBack(tx, job, trouble));
      if (job.tries < mostTries) later(2 ** job.tries);
    }
    return true;
  };

  /** Looks again when a job that went wrong is due again, and not only at the next minute. */
  const later = (seconds: number): void => {
    const wait = new Promise<void>((resolve) => {
      setTimeout(resolve, seconds * 1000 + 20).unref();
    }).then(() => {
      retries.delete(wait);
      kick();
    });
    retries.add(wait);
  };

  const kick = (): void => {
    again = true;
    if (stopped || running || names.length === 0) return;
    // Out of the caller's hands: a worker's trouble must never become the trouble of whoever wrote the job.
    running = Promise.resolve()
      .then(drain)
      .catch((wrong: unknown) => told('worker', codeOf(wrong)))
      .finally(() => {
        running = undefined;
        if (again && !stopped) kick();
      });
  };

  const forget = onEnqueued(kick);
  kick();
  return {
    kick,
    settled: async (mostRetries = 0) => {
      for (let waited = 0; running || (retries.size > 0 && waited < mostRetries);) {
        if (running) await running;
        else {
          waited += 1;
          await Promise.race(retries);
        }
      }
    },
    stop: async () => {
      stopped = true;
      forget();
      await running;
    },
  };
}

/** A database's code or the error's name: a message could quote a person. */
function codeOf(wrong: unknown): string {
  const { code, name } = wrong as { code?: unknown; name?: unknown };
  return String(code ?? name ?? 'unknown')
    .replace(/[^\w-]/g, '')
    .slice(0, 40);
}
