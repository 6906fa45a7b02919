// The wiring: the only file that knows every room, what follows what, and which countries there are.
import type { Actor } from '#access/roles.ts';
import { dayOf, instant, startOf, type Day, type Instant } from '#base/day.ts';
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import { assign } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import { installationStream } from '#journey/installation.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import { startRunner, type Handlers, type Runner } from '#kit/jobs/runner.ts';
import type { Confirmed, Kit } from '#kit/kit.ts';
import { openPostgres, openPractice, theService, type Database } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { installationFile } from '#kit/store/files.ts';
import { sequence } from '#kit/store/log.ts';
import { makeLedger, type Ledger, type Reaction } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { listen, serve } from '#kit/web/server.ts';
import type { Law } from '#law/law.ts';
import { caseFrame, casePages, type CaseDesk } from '#desk/case-pages.ts';
import { apiPages } from '#desk/api-pages.ts';
import { askedPages } from '#desk/asked-pages.ts';
import { homePages, navigation } from '#desk/home-pages.ts';
import { tokenPages } from '#desk/token-pages.ts';
import { holderOf } from '#desk/store.ts';
import { keep, turnOfDay, type DayQuestions } from '#desk/queue.ts';
import { worklistPages } from '#desk/worklist-pages.ts';
import { areaOf } from '#rooms/decision/area.ts';
import { letterPages } from '#rooms/decision/letter-pages.ts';
import { decisionPages } from '#rooms/decision/pages.ts';
import { callForLetters, keepDecisions } from '#rooms/decision/store.ts';
import { countCases } from '#rooms/figures/measures.ts';
import { figuresPages } from '#rooms/figures/pages.ts';
import { confirmPages } from '#rooms/law/confirm-pages.ts';
import { lawPages } from '#rooms/law/pages.ts';
import { documentsOf } from '#rooms/referral/evidence-pages.ts';
import { destroyExpired } from '#rooms/referral/expiry-job.ts';
import { referral } from '#rooms/referral/form.ts';
import { referralPages } from '#rooms/referral/pages.ts';
import { personas } from './practice/people.ts';
import type { Settings } from './settings.ts';
import { dictionaries } from './words/words.ts';

export const countries: Readonly<Record<string, Law>> = { uk, example };

/** Answers whose sealed date becomes a due day on the worklist. */
const dayQuestions: DayQuestions = {
  'court-date': { fact: 'courtOn', holds: 'legal' },
  'removal-date': { fact: 'removalOn', holds: 'immigration' },
  'visa-end-date': { fact: 'visaEndsOn', holds: 'immigration' },
  'birth-date': { fact: 'eighteenOn', holds: 'identity' },
};

export type House = {
  readonly kit: Kit;
  readonly routes: readonly Route[];
  /** Starts to serve; gives the address. */
  readonly listen: () => Promise<string>;
  /** Resolves when no job is due. */
  readonly settled: () => Promise<void>;
  /** Resolves when the program is told to stop. */
  readonly stopped: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Practice on this machine: the embedded database in the data folder. */
export async function practiceHouse(settings: Settings): Promise<House> {
  return build(await openPractice(settings.dataFolder), settings);
}

/** PostgreSQL. Practice too, until sign-in exists. */
export async function realHouse(settings: Settings): Promise<House> {
  if (!settings.databaseUrl || !settings.masterKey) throw new Error('DATABASE_URL and the master key are needed');
  const db = await openPostgres({ url: settings.databaseUrl, migrateUrl: settings.migrateUrl ?? undefined, master: settings.masterKey, practice: true });
  return build(db, settings);
}

/** Whichever the settings name. */
export function openHouse(settings: Settings): Promise<House> {
  return settings.databaseUrl && settings.masterKey ? realHouse(settings) : practiceHouse(settings);
}

/** What an act leaves to a job, since it needs another purpose: the law says who decides as soon as a referral is sent. */
const handToAuthority: Reaction<CaseFile, CaseEvent> = async (tx, { file, events }) => {
  for (const { event, number } of events) if (event.kind === 'Referred') await enqueue(tx, { name: 'assign', file, number });
};

/** Puts the house together on an open database. */
export function build(db: Database, settings: Pick<Settings, 'today' | 'port' | 'host'>): House {
  const law = uk;
  const ledger = makeLedger(db);
  const kit: Kit = { db, ledger, law, clock: clockOf(settings.today), practice: db.practice, confirmed: () => confirmedIn(db, ledger) };

  ledger.after(caseStream, keepDecisions(law));
  ledger.after(caseStream, callForLetters);
  ledger.after(caseStream, countCases);
  ledger.after(caseStream, handToAuthority);
  ledger.after(caseStream, keep(law, kit.clock.today, dayQuestions));

  const routes = routesOf(kit);
  const runner = startRunner(db, jobsOf(kit), theService);
  const timers = hourly(kit, runner);
  let closing: Promise<void> | undefined;
  let app: Awaited<ReturnType<typeof serve>> | undefined;
  return {
    kit,
    routes,
    listen: async () => {
      app = await serve(routes, { db, clock: kit.clock, practice: kit.practice, personas, dictionaries, navigation, bearer: (secret) => bearer(kit, secret) });
      return listen(app, settings.port, settings.host);
    },
    settled: runner.settled,
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
    close: () =>
      (closing ??= (async () => {
        clearInterval(timers);
        await app?.close();
        await runner.stop();
        await db.close();
      })()),
  };
}

function routesOf(kit: Kit): Route[] {
  const organisation = (code: string): string =>
    ['organisations', 'authorities'].map((id) => kit.law.lists[id]?.items.find((item) => item.code === code)?.label).find((label) => label !== undefined) ??
    (code === theService.organisation ? theService.name : code);
  const desk: CaseDesk = { kit, organisation, documents: (ask, opened) => documentsOf(kit, ask, opened.file) };
  const room = {
    kit,
    frame: caseFrame(desk),
    colleagues: (of: string) => personas.filter((one) => one.actor.organisation === of).map((one) => ({ id: one.actor.person, name: one.actor.name })),
  };
  return [
    ...homePages(),
    ...lawPages(kit),
    ...confirmPages(kit),
    ...referralPages({ kit, form: referral, colleagues: personas.map((one) => one.actor) }),
    ...askedPages(kit),
    ...worklistPages(kit),
    ...casePages(desk),
    ...decisionPages(room),
    ...letterPages(room),
    ...figuresPages(kit),
    ...apiPages(kit),
    ...tokenPages(
      kit,
      personas.map((one) => one.actor),
    ),
  ];
}

/** Practice needs no confirmation; elsewhere the installation's ledger says which assumed rules somebody has confirmed. */
async function confirmedIn(db: Database, ledger: Ledger): Promise<Confirmed> {
  if (db.practice) return 'practice';
  const { state } = await db.as(theService, 'operations', (tx) => ledger.load(tx, installationStream, installationFile));
  return new Set(state.confirmed.keys());
}

/** Whom a program's token speaks for. */
async function bearer(kit: Kit, secret: string): Promise<Actor | null> {
  const person = await kit.db.as(theService, 'operations', (tx) => holderOf(tx, secret));
  return personas.find((one) => one.actor.person === person)?.actor ?? null;
}

function jobsOf(kit: Kit): Handlers {
  return {
    assign: {
      run: async ({ file }) => {
        if (!file) return;
        const { area, nation } = await kit.db.as(theService, 'identification', async (tx) => ({
          area: await areaOf(tx, file),
          nation: (await kit.ledger.load(tx, caseStream, file)).state.nation,
        }));
        const how = { day: kit.clock.today(), by: theService.person, nation, confirmed: await kit.confirmed() };
        await kit.ledger.perform(
          theService,
          'identification',
          caseStream,
          file,
          (state) => assign(state, { detained: state.needs.includes('detained'), area }, kit.law, how),
          { day: how.day, nation },
        );
      },
    },
  };
}

/** What comes by the mere passing of time: drafts that expire, due days that draw near, jobs whose time has come. */
function hourly(kit: Kit, runner: Runner): NodeJS.Timeout {
  const work = async (): Promise<void> => {
    runner.kick();
    await sequence(kit.db, theService);
    await destroyExpired(kit, kit.clock.today());
    await kit.db.as(theService, 'operations', (tx) => turnOfDay(kit, tx, kit.clock.today()));
  };
  const timer = setInterval(() => void work().catch(() => undefined), 3_600_000);
  timer.unref();
  return timer;
}

/** Practice pretends a day; the time of day is the real one. */
function clockOf(pretend: Day): Kit['clock'] {
  const real = (): Instant => instant(new Date().toISOString());
  const shift = Date.parse(startOf(pretend)) - Date.parse(startOf(dayOf(real())));
  const now = (): Instant => instant(new Date(Date.now() + shift).toISOString());
  return { now, today: () => dayOf(now()) };
}
