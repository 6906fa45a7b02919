// The wiring: the only file that knows every room and what follows what.
import type { Day } from '#base/day.ts';
import { caseStream } from '#journey/file.ts';
import { installationStream } from '#journey/installation.ts';
import type { LocalNumber } from '#law/law.ts';
import { personStream } from '#journey/person.ts';
import { givesSupport } from '#journey/support.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import { startRunner } from '#kit/jobs/runner.ts';
import type { Confirmed, Kit } from '#kit/kit.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { installationFile } from '#kit/store/files.ts';
import type { Vouching } from '#kit/store/checkpoint.ts';
import { makeLedger, type Ledger, type Reaction } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { ratesTimes } from '#kit/web/rates.ts';
import { listen, serve } from '#kit/web/server.ts';
import { passkeysAt, type Entry } from '#kit/web/sign-in/entry.ts';
import type { IssuerSettings } from '#kit/web/sign-in/issuer.ts';
import { entryOf } from '#kit/web/sign-in/machine.ts';
import { mayBeSame } from '#desk/may-be-same.ts';
import { caseFrame, casePages, type CaseDesk } from '#desk/case-pages.ts';
import { citePages } from '#desk/cite-pages.ts';
import { recoveryPages } from '#desk/recovery-pages.ts';
import { mismatchPages } from '#desk/mismatch-pages.ts';
import { apiPages } from '#desk/api-pages.ts';
import { auditPages } from '#desk/audit-pages.ts';
import { askedPages } from '#desk/asked-pages.ts';
import { putPages } from '#desk/put-pages.ts';
import { bedPages } from '#desk/bed-pages.ts';
import { homePages, navigation } from '#desk/home-pages.ts';
import { severalPages } from '#desk/several-pages.ts';
import { statusPages } from '#desk/status-pages.ts';
import { sentenceOf, type Told } from '#desk/timeline.ts';
import { tokenPages } from '#desk/token-pages.ts';
import { keep, keepStanding, type DayQuestions } from '#desk/queue.ts';
import { searchPages } from '#desk/search-pages.ts';
import { worklistPages } from '#desk/worklist-pages.ts';
import { wrongRecordPages } from '#desk/wrong-record-pages.ts';
import { breachPages } from '#rooms/mistakes/breach-pages.ts';
import { letterPages } from '#rooms/decision/letter-pages.ts';
import { questionLetterPages } from '#rooms/decision/question-letter-pages.ts';
import { decisionPages } from '#rooms/decision/pages.ts';
import { callForLetters, keepDecisions } from '#rooms/decision/store.ts';
import { widerCode } from '#rooms/figures/labels.ts';
import { confirmPages } from '#rooms/law/confirm-pages.ts';
import { lawPages } from '#rooms/law/pages.ts';
import { policyPages } from '#rooms/law/policy-pages.ts';
import { learnPages } from '#rooms/learn/pages.ts';
import { phonePages } from '#rooms/learn/phone-pages.ts';
import { startPage, startWords } from '#rooms/learn/start-pages.ts';
import { numberPages } from '#rooms/numbers/pages.ts';
import { practiceNumbers } from '#practice/numbers.ts';
import { keepPersons } from '#rooms/person/store.ts';
import { documentsOf } from '#rooms/referral/evidence-pages.ts';
import { noticeVersion } from '#rooms/referral/notice.ts';
import { referralPages } from '#rooms/referral/pages.ts';
import { checkPages } from '#rooms/protection/pages.ts';
import { keepStatus } from '#rooms/protection/store.ts';
import { keysPages } from '#rooms/staff/keys-pages.ts';
import { ownPages } from '#rooms/staff/own-pages.ts';
import { staffPages } from '#rooms/staff/pages.ts';
import { needsBed } from '#rooms/support/bed-job.ts';
import { whoHasBed } from '#rooms/support/bed-view.ts';
import { type Retention } from '#rooms/retention/erase.ts';
import { doorVisits } from '#rooms/door/enter-pages.ts';
import { retentionPages } from '#rooms/retention/pages.ts';
import { keepErasures, keepHolds } from '#rooms/retention/store.ts';
import { countSteps, figuresRoutes } from './figures-wiring.ts';
import { accessPages, followAccess, holders } from './access-wiring.ts';
import { bearer } from './bearer.ts';
import { clockOf } from './clock.ts';
import { countryOf } from './country.ts';
import { directoryOf, type Directory } from './directory.ts';
import type { Settings } from './settings.ts';
import { jobsOf } from './jobs.ts';
import { followSupportRecords, supportRoutes } from './support-wiring.ts';
import { followHelpline, helplineIn, helplineRoutes } from './helpline-wiring.ts';
import { alarmsOf } from './alarms.ts';
import { startMail, type Mail, type MailSettings } from './mail-wiring.ts';
import { followSignals, signalRoutes } from './signal-wiring.ts';
import { onTime } from './timers.ts';
import { tongues } from './words/tongues.ts';
import { dictionaries } from './words/words.ts';

/** Answers whose sealed date becomes a due day on the worklist. */
const dayQuestions: DayQuestions = {
  'court-date': { fact: 'courtOn', holds: 'administrative' },
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

/** What an act leaves to jobs, since it needs another purpose: who decides, the person's ledger, their support. */
const callForJobs: Reaction<CaseFile, CaseEvent> = async (tx, { file, before, after, events }) => {
  for (const { event, number } of events) {
    if (event.kind === 'ConsentConverted') await enqueue(tx, { name: 'unconsented', file, number });
    if (event.kind === 'Referred' || event.kind === 'PassedOn') await enqueue(tx, { name: 'assign', file, number });
    if (event.kind === 'Referred') await enqueue(tx, { name: 'person', file, number });
  }
  if (before.decision.duplicateOf !== after.decision.duplicateOf || before.decision.further !== after.decision.further)
    await enqueue(tx, { name: 'duplicate', file, number: after.version });
  if (needsBed(before) !== needsBed(after)) await enqueue(tx, { name: 'bed', file, number: after.version });
  if (givesSupport(before) !== givesSupport(after)) await enqueue(tx, { name: 'support', file, number: after.version });
};

/** A line for whoever runs the program: names and codes, never a value. */
export type Log = (line: string) => void;

export type Built = Pick<Settings, 'port' | 'host'> &
  Partial<Pick<Settings, 'rateTimes' | 'stepUp'>> & {
    /** Null: the real day. */
    readonly today: Day | null;
    readonly country?: string;
    readonly vouching?: Vouching | null;
    /** Real sign-in with this issuer; without it people are chosen from the list of practice. */
    readonly signIn?: IssuerSettings | null;
    /** The banner stands although the database is not for practice. */
    readonly trial?: boolean;
    /** How mail comes in; without it none does. */
    readonly mail?: MailSettings | null;
    /** The file outside the database that names, hashed, what was erased. Without it nothing is erased. */
    readonly tombstones?: string | null;
  };

/** Puts the house together on an open database. Without `vouching` no checkpoint of the log is made. */
export function build(db: Database, settings: Built, log: Log = () => undefined): House {
  const { law, form, personas } = countryOf(settings.country ?? 'uk');
  const ledger = makeLedger(db);
  const practice = db.practice || settings.trial === true;
  const clock = clockOf(settings.today);
  db.tellTime(clock.now);
  const kit: Kit = { db, ledger, law, form, clock, practice, confirmed: () => confirmedIn(db, ledger), localNumbers: () => localNumbersIn(db, ledger) };

  ledger.after(caseStream, keepDecisions(law));
  ledger.after(caseStream, callForLetters(law));
  countSteps(ledger);
  ledger.after(caseStream, keepStatus(law));
  ledger.after(caseStream, callForJobs);
  ledger.after(caseStream, keep(law, kit.clock.today, dayQuestions));
  ledger.after(caseStream, keepStanding(law));
  ledger.after(caseStream, keepHolds);
  ledger.after(personStream, keepPersons);
  ledger.after(personStream, keepErasures);
  followSignals(ledger);
  followHelpline(ledger);
  followSupportRecords(ledger, law);
  // Last of all: afterwards whoever acted may no longer see the file.
  followAccess(ledger);

  const entry = settings.signIn ? entryOf(db, settings.signIn, log) : null;
  const directory = directoryOf(db, entry, personas);
  const retention: Retention = { kit, wider: widerCode(law), tombstones: settings.tombstones ?? null };
  const address = `${settings.signIn?.origin ?? `http://${settings.host}:${settings.port}`}/check`;
  const routes = routesOf(retention, entry, directory, address);
  const runner = startRunner(db, jobsOf(kit, retention), theService, (job, trouble) => log(JSON.stringify({ job, trouble })));
  let timers: ReturnType<typeof onTime> | undefined;
  let mail: Mail | undefined;
  let closing: Promise<void> | undefined;
  let app: Awaited<ReturnType<typeof serve>> | undefined;
  return {
    kit,
    routes,
    listen: async () => {
      await directory.renew();
      app = await serve(routes, {
        db,
        clock: kit.clock,
        practice: kit.practice,
        personas,
        dictionaries,
        tongues,
        navigation,
        bearer: (secret) => bearer(db, entry, personas, secret),
        own: doorVisits(db),
        entry,
        stepUp: settings.stepUp === true,
        https: settings.signIn?.origin.startsWith('https:') === true,
        alarm: (ask) => alarmsOf(kit, ask),
        rates: ratesTimes(settings.rateTimes ?? 1),
        log,
      });
      const address = await listen(app, settings.port, settings.host);
      if (settings.mail) mail = await startMail(settings.mail, () => helplineIn(kit, directory), log);
      timers = onTime(retention, runner, { vouching: settings.vouching ?? null, directory }, log);
      return address;
    },
    settled: () => runner.settled(3),
    stopped: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
    close: () =>
      (closing ??= (async () => {
        await mail?.close();
        await app?.close();
        await timers?.end();
        await runner.stop();
        await db.close();
      })()),
  };
}

function routesOf(retention: Retention, entry: Entry | null, directory: Directory, address: string): Route[] {
  const { kit } = retention;
  const organisation = (code: string): string =>
    ['organisations', 'authorities'].map((id) => kit.law.lists[id]?.items.find((item) => item.code === code)?.label).find((label) => label !== undefined) ??
    (code === theService.organisation ? theService.name : code);
  const desk: CaseDesk = { kit, organisation, documents: (ask, opened, beside) => documentsOf(kit, ask, opened, beside) };
  const room = {
    kit,
    frame: caseFrame(desk),
    colleagues: (of: string) => directory.colleagues(of),
    holders: () => holders(directory.now()),
    people: () => directory.now(),
    suggests: (ask: Parameters<typeof mayBeSame>[1], opened: Parameters<typeof mayBeSame>[2]) => mayBeSame(kit, ask, opened),
    told: (ask: Pick<Told, 'say' | 'lang'>, event: CaseEvent) => sentenceOf(event, { say: ask.say, lang: ask.lang, law: kit.law, organisation }),
    notice: noticeVersion,
  };
  const referring = {
    kit,
    form: kit.form,
    bed: whoHasBed(kit, () => directory.now()),
    get colleagues() {
      return directory.now();
    },
  };
  return [
    ...homePages((ask) => startPage(kit, ask, entry !== null), startWords),
    ...phonePages(kit),
    ...learnPages(kit, address.replace(/\/check$/, '/')),
    ...checkPages(kit),
    ...bedPages(kit, organisation),
    ...statusPages({ kit, referral: referring, address, organisation }),
    ...lawPages(kit),
    ...policyPages(),
    ...confirmPages(kit),
    ...numberPages(kit),
    ...retentionPages(retention),
    ...referralPages(referring),
    ...askedPages(kit),
    ...putPages(kit),
    ...searchPages(kit),
    ...worklistPages(kit, organisation),
    ...severalPages(room, organisation),
    ...casePages(desk),
    ...decisionPages(room),
    ...wrongRecordPages(room),
    ...breachPages(kit, organisation),
    ...citePages(room),
    ...recoveryPages(room),
    ...mismatchPages(room),
    ...letterPages(room),
    ...questionLetterPages(room, organisation),
    ...helplineRoutes(kit, directory),
    ...signalRoutes(kit, directory),
    ...supportRoutes(kit, directory),
    ...figuresRoutes(kit, directory),
    ...apiPages(kit),
    ...auditPages(kit, organisation),
    ...accessPages(kit, organisation, directory.now),
    ...tokenPages(kit, directory.now),
    ...keysPages(kit),
    ...staffPages({ kit, issuer: entry?.issuer.name ?? null, changed: directory.renew }),
    ...ownPages({ kit, passkeys: entry !== null && passkeysAt(entry) }),
  ];
}

/** Practice shows a few invented numbers besides those kept. */
async function localNumbersIn(db: Database, ledger: Ledger): Promise<readonly LocalNumber[]> {
  const { state } = await db.as(theService, 'operations', (tx) => ledger.load(tx, installationStream, installationFile));
  return [...state.numbers.values(), ...(db.practice ? practiceNumbers : [])];
}

/** Practice needs no confirmation; elsewhere the installation's ledger says which assumed rules somebody has confirmed. */
async function confirmedIn(db: Database, ledger: Ledger): Promise<Confirmed> {
  if (db.practice) return 'practice';
  const { state } = await db.as(theService, 'operations', (tx) => ledger.load(tx, installationStream, installationFile));
  return new Set(state.confirmed.keys());
}
