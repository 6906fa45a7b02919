// The person behind each invented case and their support: what the jobs would have written, played by the same acts.
import { randomUUID } from 'node:crypto';
import { addDays, type Day, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { endNaming } from '#journey/chosen.ts';
import { openForEmergency, type Doing } from '#journey/contact.ts';
import { join, personStream, type Person as PersonState, type PersonEvent } from '#journey/person.ts';
import { leaveSupport } from '#journey/recovery.ts';
import { isAboutStay } from '#journey/stay.ts';
import { endSupport, openSupport, supportLost, supportRunsTo, supportStream, type Support, type SupportEnding, type SupportEvent } from '#journey/support.ts';
import { theService } from '#kit/store/database.ts';
import type { Tx } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';
import { countsOfCourse, type CaseOf, type RecordOf } from '#rooms/figures/course.ts';
import { countsOfListed } from '#rooms/figures/hidden/listed.ts';
import { countsOfStep } from '#rooms/figures/support.ts';
import { countsOfStay, homeAreaOf } from '#rooms/places/store.ts';
import type { Person } from './cells.ts';
import { putNights, type Homes } from './homes.ts';
import { playOn, putCounts, putFile, service, type Kept, type Ledger, type Move, type Owner, type When } from './ledgers.ts';
import { comesBack, exitOf, lifeOf, type Life } from './lives.ts';
import { personaOf } from './people.ts';
import { momentOf, type Played } from './play.ts';
import type { Chance } from './random.ts';
import { put, type Rows } from './rows.ts';

export type Beside = { readonly law: Law; readonly today: Day; readonly random: Chance; readonly homes: Homes; readonly left: Known[] };

/** What is known of a person so far: their ledger, cases and records, and what was counted of them together. */
export type Known = {
  readonly id: string;
  readonly like: string;
  ledger: Ledger<PersonState>;
  readonly cases: (CaseOf & { readonly file: FileId; readonly statistics: string })[];
  readonly records: (RecordOf & { readonly statistics: string })[];
  readonly counted: Set<string>;
};

const likeOf = ({ cell, nation }: Person): string => `${cell.gender} ${cell.nationalities[0] ?? ''} ${nation}`;
const mostAgain = 16;

/** Somebody like them who left support before: so many of the later referrals are of such a person. What they say of the earlier one is theirs. */
export function knownBefore(person: Person, beside: Beside): Known | undefined {
  if (person.age !== 'adult' || person.special !== null || beside.left.filter((one) => one.cases.length > 1).length >= mostAgain) return undefined;
  return beside.left.find(
    (one) => one.like === likeOf(person) && one.cases.length === 1 && (one.records.at(-1)?.state.ended ?? '9999') < addDays(person.sent, -5),
  );
}

/** A case that was written, the statistics id it counts under, and who they turned out to be. */
type Arrived = { readonly person: Person; readonly played: Played; readonly statistics: string; readonly before: Known | undefined };

/** Adds the case to a person's ledger, and where there was a positive first decision a support file with a ledger of its own. */
export function addPerson(rows: Rows, tx: Tx, { person, played, statistics, before }: Arrived, beside: Beside): Known {
  const { state } = played;
  const file = played.file as FileId;
  const sent = momentIn(played, 'Referred');
  if (!state.referred || !sent) throw new Error('a case that was never sent');
  const known: Known = before ?? {
    id: randomUUID(),
    like: likeOf(person),
    ledger: { state: personStream.start, version: 0 },
    cases: [],
    records: [],
    counted: new Set(),
  };
  if (!before) put(rows, 'file', { id: known.id, kind: 'person', child: false, nation: state.nation, frozen: false, created_at: sent, ...service });
  const matched = played.events.find(({ event }) => event.kind === 'MarkedDuplicate');
  const joined = (before && matched) ?? { day: state.referred, recordedAt: sent, actor: personaOf('practice-elm').actor.person };
  const first: When = { day: joined.day, at: joined.recordedAt as Instant, actor: theService, purpose: 'identification' };
  const how = before ? ({ how: 'confirmed-match', by: joined.actor } as const) : ({ how: 'same-referral' } as const);
  joins(rows, known, state.nation, (now) => join(now, { file, ...how }), first);
  put(rows, 'person_file', { file, person: known.id, ...service });
  known.cases.push({ file, statistics, state, anew: person.earlier ?? 'not-said', region: undefined });
  putListed(rows, known, first.at);
  if (before) putCourse(rows, known, sent);
  if (state.support.since) addSupport(rows, tx, person, played, known, beside);
  return known;
}

function joins(rows: Rows, known: Known, nation: string, act: (now: PersonState) => ReturnType<typeof join>, when: When): void {
  const move: Move<PersonState, PersonEvent> = [act, when];
  known.ledger = playOn(rows, personStream, known.id, nation, [move], { from: known.ledger });
}

/** What all files of the person say together, as far as it was not counted yet. */
function putCourse(rows: Rows, known: Known, at: string): void {
  const all = countsOfCourse(known.cases, known.records);
  for (const { file, statistics } of known.records) {
    const more = (all.get(file) ?? []).filter((row) => !known.counted.has(`${file} ${JSON.stringify(row)}`));
    for (const row of more) known.counted.add(`${file} ${JSON.stringify(row)}`);
    putCounts(rows, statistics, more, at);
  }
}

/** On whose lists they stand: under the case that was sent first, as the job counts it. */
function putListed(rows: Rows, known: Known, at: string): void {
  const all = countsOfListed(known.cases);
  for (const { file, statistics } of known.cases) {
    const more = (all.get(file) ?? []).filter((row) => !known.counted.has(JSON.stringify(row)));
    for (const row of more) known.counted.add(JSON.stringify(row));
    putCounts(rows, statistics, more, at);
  }
}

function addSupport(rows: Rows, tx: Tx, person: Person, played: Played, known: Known, beside: Beside): void {
  const { law, today, random } = beside;
  const opened: When = { ...openedIn(played), actor: theService, purpose: 'support' };
  const end = endOf(played, law, today, random);
  const ended = record(rows, tx, {
    person,
    played,
    known,
    beside,
    opened,
    end,
    move: (state) => openSupport(state, { nation: person.nation, because: 'reasonable-grounds' }),
  });
  if (ended && end?.exit) beside.left.push(known);
  const back = ended && end?.exit && person.age === 'adult' ? comesBack(random, ended, today) : null;
  if (!back) return;
  const again: When = { day: back, at: momentOf(back, 1180), actor: theService, purpose: 'support' };
  const how = doing(again, person.nation);
  const move = (state: Support) => openForEmergency(state, { id: randomUUID(), urgency: 'now', safe: false }, law, how);
  record(rows, tx, { person, played, known, beside, opened: again, end: undefined, move });
}

const doing = ({ day, at, actor }: When, nation: string): Doing => ({ day, now: at, by: actor.person, nation, confirmed: 'practice' });

type Record = {
  readonly person: Person;
  readonly played: Played;
  readonly known: Known;
  readonly beside: Beside;
  readonly opened: When;
  readonly end: End | undefined;
  readonly move: Move<Support, SupportEvent>[0];
};

/** One stretch of support with all that happens in it. Gives the day on which it ended. */
function record(rows: Rows, tx: Tx, { person, played, known, beside, opened, end, move }: Record): Day | null {
  const { law, today } = beside;
  const { nation } = played.state;
  const child = played.state.age !== 'adult';
  const positive = played.state.decision.made.some((one) => one.stage === law.stages.at(-1)?.id && one.outcome === 'positive');
  const life = lifeOf(beside.random, beside.homes, law, {
    key: person.key,
    gender: person.cell.gender,
    adult: !child,
    nation,
    opened: opened.day,
    ended: end?.when.day ?? null,
    positive,
    today,
  });
  const manager = personaOf('practice-sycamore').actor;
  const owner: Owner = life.beds.size > 0 ? { organisation: manager.organisation, team: manager.team } : service;
  const kept = putFile(rows, tx, { kind: 'support', child, nation, at: opened.at, owner });
  joins(rows, known, nation, (now) => join(now, { file: kept.file, how: 'support-opened' }), opened);
  put(rows, 'person_file', { file: kept.file, person: known.id, ...service });
  const done = playOn(rows, supportStream, kept.file, nation, [[move, opened], ...movesOf(life, end, nation)], {
    counts: {
      of: (before, recorded) => (countBeds(rows, life, before, recorded), [...countsOfStep(before, recorded), ...homeCounts(life, beside.law, recorded)]),
      statistics: kept.statistics,
    },
  }).state;
  for (const { day, kind } of life.wanted) putCounts(rows, kept.statistics, [{ question: 'place-wanted', code: kind, validFrom: day }], momentOf(day, 470));
  known.records.push({ file: kept.file, state: done, statistics: kept.statistics });
  putCourse(rows, known, end?.when.at ?? opened.at);
  putBeside(rows, kept, known, life, done);
  return done.ended;
}

/** The steps of a life by its days, and the end where it falls among them. Two of one day are minutes apart. */
function movesOf({ steps, worker }: Life, end: End | undefined, nation: string): Move<Support, SupportEvent>[] {
  const ended = end?.when.day ?? '9999-12-31';
  const timed = (of: Life['steps']): Move<Support, SupportEvent>[] =>
    of.map(({ day, by, act }, i) => {
      const when: When = { day, at: momentOf(day, 480 + i), actor: by, purpose: 'support' };
      return [(state) => act(state, doing(when, nation)), when];
    });
  const [during, later] = [steps.filter((one) => one.day <= ended), steps.filter((one) => one.day > ended)];
  const unnames: Move<Support, SupportEvent>[] =
    end && worker ? [[(state) => endNaming(state.access, { person: worker.person }, doing(end.when, nation)), end.when]] : [];
  return [...timed(during), ...(end ? [[end.act(nation), end.when] as Move<Support, SupportEvent>] : []), ...unnames, ...timed(later)];
}

/** In which region they live from their arrival on, as the reaction counts it. */
function homeCounts({ beds }: Life, law: Law, { event, day }: Parameters<typeof countsOfStep>[1]): ReturnType<typeof countsOfStep> {
  const bed = event.kind === 'Arrived' ? beds.get(event.stay) : undefined;
  return bed ? homeAreaOf(law, bed.council, day) : [];
}

function countBeds(rows: Rows, { beds }: Life, before: Support, { event, day, at }: Parameters<typeof countsOfStep>[1]): void {
  if (!isAboutStay(event) || event.kind === 'PlaceNotFound') return;
  const bed = beds.get(event.stay);
  const came = before.housing.stays.some((one) => one.stay === event.stay && one.arrived !== null);
  if (bed) putCounts(rows, bed.house.statistics, countsOfStay(event.kind, [bed.bed], day, came), at ?? '');
}

/** The copies that follow the ledger: in support since when, named, asked for a bed, where they stay. */
function putBeside(rows: Rows, { file }: Kept, known: Known, { beds }: Life, state: Support): void {
  put(rows, 'support_record', { file, nation: state.nation, since: state.since, ended: state.ended, ...service });
  for (const { person, ends } of state.access.named) put(rows, 'access_named', { file, person, ends, ...service });
  if (state.bed)
    put(rows, 'bed_asked', { file, state: state.bed.state, asked_at: state.bed.asked, by_person: state.bed.by, since_at: state.bed.since, ...service });
  for (const { stay, state: now, from, until, people, arrived } of state.housing.stays) {
    put(rows, 'stay', { file, stay, person: known.id, state: now, first_night: from, last_night: until, people, ...service });
    const bed = beds.get(stay);
    const gone = now === 'declined' || (now === 'left' && arrived === null);
    if (bed && !gone) putNights(rows, { bed, stay, from, until: now === 'left' ? addDays(until, -1) : until });
  }
}

type End = { readonly when: When; readonly act: (nation: string) => Move<Support, SupportEvent>[0]; readonly exit: string | null };

/** With the case; or by a support worker, when what the law owes after a final decision has long run out. */
function endOf(played: Played, law: Law, today: Day, random: Chance): End | undefined {
  const lost = supportLost(played.state);
  if (lost) {
    const at = played.events.findLast((one) => one.day === lost.on)?.recordedAt as Instant;
    const why: SupportEnding['why'] = lost.why;
    return { when: { day: lost.on, at, actor: theService, purpose: 'support' }, act: () => (state) => endSupport(state, { why }, lost.on), exit: null };
  }
  const last = supportRunsTo(played.state, law);
  if (!last || last >= today) return undefined;
  const when: When = { day: last, at: momentOf(last, 1080), actor: personaOf('practice-willow').actor, purpose: 'support' };
  const exit = exitOf(random);
  return { when, act: (nation) => (state) => leaveSupport(state, { exit }, law, doing(when, nation)), exit };
}

function openedIn({ state, events }: Played): { readonly day: Day; readonly at: Instant } {
  const decided = events.find(({ event, day }) => event.kind === 'Decided' && day === state.support.since);
  if (!decided) throw new Error('support without a decision');
  return { day: decided.day, at: decided.recordedAt as Instant };
}

const momentIn = ({ events }: Played, kind: string): Instant | undefined => events.find(({ event }) => event.kind === kind)?.recordedAt as Instant | undefined;
