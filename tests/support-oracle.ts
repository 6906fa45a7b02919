// Figures of support counted slowly, straight from the events of every record and house: day by day, and with nothing of the program's way of counting.

/** An event as the ledger has it. */
export type Told = {
  readonly file: string;
  readonly number: number;
  readonly kind: string;
  readonly day: string;
  readonly body: Readonly<Record<string, unknown>>;
};
export type World = {
  readonly support: readonly Told[];
  readonly places: readonly Told[];
  /** Which person a support record is about. */
  readonly personOf: ReadonlyMap<string, string>;
  readonly referrals: readonly { readonly person: string; readonly sent: string; readonly anew: string; readonly region: string | null }[];
  readonly wants: readonly { readonly file: string; readonly day: string; readonly kind: string }[];
  readonly bedOf: ReadonlyMap<string, { readonly house: string; readonly bed: number }>;
  readonly regionOfHouse: ReadonlyMap<string, string>;
};
export type Period = { readonly first: string; readonly last: string; readonly until: string };

const days = (from: string, to: string): number => Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000));
const next = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

function byFile(events: readonly Told[]): Map<string, Told[]> {
  const files = new Map<string, Told[]>();
  for (const event of events) files.set(event.file, [...(files.get(event.file) ?? []), event]);
  for (const of of files.values()) of.sort((one, other) => one.number - other.number);
  return files;
}

type Tally = { readonly add: (...cells: readonly (string | number)[]) => void; readonly sorted: () => string[] };

/** Lines and how often each came up, sorted. */
function tallyOf(): Tally {
  const lines = new Map<string, number>();
  return {
    add: (...cells) => {
      const line = cells.join(' | ');
      lines.set(line, 1 + (lines.get(line) ?? 0));
    },
    sorted: () => [...lines].map(([line, many]) => `${line} = ${many}`).sort(),
  };
}

const first = (events: readonly Told[], is: (event: Told) => boolean): string | undefined =>
  events
    .filter(is)
    .map((event) => event.day)
    .sort()[0];
const opening = (events: readonly Told[]): Told | undefined => events.find((event) => event.kind === 'SupportOpened');
const ending = (events: readonly Told[]): Told | undefined => events.find((event) => event.kind === 'SupportEnded');
const exitOf = (end: Told): string => String(end.body['exit'] ?? end.body['why']);

/** The other records of each record's person. */
function othersOf(files: ReadonlyMap<string, Told[]>, personOf: ReadonlyMap<string, string>): (file: string) => readonly Told[][] {
  const persons = new Map<string | undefined, string[]>();
  for (const file of files.keys()) persons.set(personOf.get(file), [...(persons.get(personOf.get(file)) ?? []), file]);
  return (file) => (persons.get(personOf.get(file)) ?? []).filter((one) => one !== file).map((one) => files.get(one) ?? []);
}

/** In which place of ours somebody lives after these events. */
function homeAfter(events: readonly Told[]): string | undefined {
  let home: string | undefined;
  for (const { kind, body } of events) {
    if (kind === 'Arrived') home = String(body['stay']);
    if (kind === 'MovedOut' && body['stay'] === home) home = undefined;
  }
  return home;
}

export function kinds({ support }: World, { first: from, last }: Period): string[] {
  const tally = tallyOf();
  for (const events of byFile(support).values())
    for (const { at, nation, home } of thereIn(events, from, last)) tally.add(at, nation, home ? 'accommodation' : 'outreach');
  return tally.sorted();
}

/** The region of the house they live in; else of the referral that led to support, or of the first that came while it lasted. */
export function areas({ support, personOf, referrals, bedOf, regionOfHouse }: World, { first: from, last }: Period): string[] {
  const tally = tallyOf();
  const files = byFile(support);
  const others = othersOf(files, personOf);
  for (const [file, events] of files) {
    const since = opening(events)?.day ?? '';
    const until = ending(events)?.day ?? '9999';
    const own = referrals.filter((one) => one.person === personOf.get(file)).sort((one, other) => (one.sent < other.sent ? -1 : 1));
    const left = others(file)
      .flatMap((of) => ending(of)?.day ?? [])
      .filter((day) => day <= since)
      .sort()
      .at(-1);
    const led = own.filter((one) => one.sent <= since && one.sent >= (left ?? '')).at(-1) ?? own.find((one) => one.sent > since && one.sent <= until);
    for (const { at, nation, home } of thereIn(events, from, last)) {
      const region = home ? regionOfHouse.get(bedOf.get(home)?.house ?? '') : led?.region;
      tally.add(at, nation, region ?? 'not-known', home ? 'accommodation' : 'outreach');
    }
  }
  return tally.sorted();
}

type There = { readonly at: 'start' | 'end'; readonly nation: string; readonly home: string | undefined };

/** Whether a record is open before a period and at its end, and where its person lives then. */
function thereIn(events: readonly Told[], from: string, last: string): readonly There[] {
  const days = [
    ['start', events.filter((event) => event.day < from)],
    ['end', events.filter((event) => event.day <= last)],
  ] as const;
  return days.flatMap(([at, seen]) => {
    const opened = opening(seen);
    return opened && !ending(seen) ? [{ at, nation: String(opened.body['nation']), home: homeAfter(seen) }] : [];
  });
}

export function waits({ support, personOf, referrals, wants }: World, { first: from, last, until }: Period): string[] {
  const tally = tallyOf();
  const files = byFile(support);
  const others = othersOf(files, personOf);
  for (const [file, all] of files) {
    const events = all.filter((event) => event.day <= until);
    const opened = opening(events);
    if (!opened) continue;
    const nation = String(opened.body['nation']);
    const ended = ending(events)?.day;
    const wait = (name: string, begun: string, came: string | undefined, stopped = ended): void => {
      if (came && (!stopped || came <= stopped)) tally.add(name, nation, 'event', days(begun, came));
      else if (stopped) tally.add(name, nation, 'other', days(begun, stopped));
      else tally.add(name, nation, 'waiting', days(begun, until));
    };
    const contact = first(events, ({ kind, body }) => kind === 'ContactTried' && body['outcome'] === 'reached');
    if (opened.day >= from && opened.day <= last) {
      const person = personOf.get(file);
      const before = others(file).flatMap((of) => ending(of)?.day ?? []);
      const left =
        before
          .filter((day) => day <= opened.day)
          .sort()
          .at(-1) ?? '';
      const sent = referrals
        .filter((one) => one.person === person && one.sent <= opened.day && one.sent >= left)
        .map((one) => one.sent)
        .sort()
        .at(-1);
      if (sent) wait('referral-to-contact', sent, contact);
      wait('opening-to-contact', opened.day, contact);
      wait(
        'opening-to-worker',
        opened.day,
        first(events, ({ kind }) => kind === 'WorkerNamed'),
      );
    }
    const asked = [
      ...events.filter(({ kind }) => kind === 'BedAsked').map((event) => event.day),
      ...wants.filter((one) => one.file === file && one.day <= until).map((one) => one.day),
    ].sort()[0];
    if (!asked || asked < from || asked > last) continue;
    const found = first(events, (event) => event.kind === 'Arrived' || foundElsewhere(event, events));
    if (found && found < asked) continue;
    const needless = first(events, ({ kind }) => kind === 'BedNotNeeded');
    wait('asking-to-bed', asked, found, [ended, needless].filter((day) => day !== undefined).sort()[0]);
  }
  return tally.sorted();
}

/** A bed was found, and not by saying yes to a place of ours in the same breath. */
const foundElsewhere = (event: Told, events: readonly Told[]): boolean =>
  event.kind === 'BedFound' && events.find((one) => one.number === event.number - 1)?.kind !== 'PlaceAccepted';

export function afterwards({ support, personOf, referrals }: World, { last, until }: Period): string[] {
  const tally = tallyOf();
  const files = byFile(support);
  const others = othersOf(files, personOf);
  for (const [file, all] of files) {
    const end = ending(all);
    if (!end || end.day > last || end.day > until || exitOf(end) === 'died') continue;
    const person = personOf.get(file);
    const again = others(file).flatMap((of) => opening(of)?.day ?? []);
    const referred = referrals.filter((one) => one.person === person && one.sent >= end.day && one.sent <= until);
    const came: readonly (readonly [string, readonly string[]])[] = [
      ['support-again', again.filter((day) => day >= end.day && day <= until)],
      ['referred-again', referred.map((one) => one.sent)],
      ['exploited-anew', referred.filter((one) => one.anew === 'new').map((one) => one.sent)],
      ['reach-in', all.filter((event) => event.kind === 'ReachedIn' && event.day <= until).map((event) => event.day)],
    ];
    for (const [name, when] of came) {
      const [soonest] = [...when].sort();
      if (soonest) tally.add(name, exitOf(end), 'event', days(end.day, soonest));
      else tally.add(name, exitOf(end), 'waiting', days(end.day, until));
    }
  }
  return tally.sorted();
}

export function outcomes({ support }: World, { first: from, last }: Period, domains: readonly string[]): string[] {
  const tally = tallyOf();
  for (const all of byFile(support).values()) {
    const events = all.filter((event) => event.day <= last);
    const end = ending(events);
    if (!opening(events) || (end && end.day < from)) continue;
    for (const domain of domains) {
      const said = events.filter(({ kind, body }) => kind === 'OutcomeNoted' && body['domain'] === domain && body['said'] !== 'rather-not-say');
      const of = said
        .sort((one, other) => (one.day === other.day ? one.number - other.number : one.day < other.day ? -1 : 1))
        .map(({ body }) => String(body['said']));
      tally.add(domain, of[0] ?? '', of.length > 1 ? (of.at(-1) ?? '') : '');
    }
  }
  return tally.sorted();
}

/** At the end of each day everything is told anew from the first day on. */
export function beds(world: World, { first: from, last, until }: Period): string[] {
  const tally = tallyOf();
  for (let day = from; day <= last && day <= until; day = next(day)) bedsOn(world, day, tally);
  return tally.sorted();
}

function bedsOn({ support, places, wants, bedOf }: World, day: string, tally: Tally): void {
  const homes = byFile(places.filter((event) => event.day <= day));
  const lived = new Map<string, string>();
  const offered = new Map<string, string>();
  for (const [file, events] of byFile(support.filter((event) => event.day <= day))) {
    const nation = String(opening(events)?.body['nation'] ?? 'unknown');
    const keyOf = (event: Told): string => {
      const bed = bedOf.get(String(event.body['stay']));
      return bed ? `${bed.house} ${bed.bed}` : 'nowhere';
    };
    for (const event of events) {
      if (event.kind === 'PlaceOffered') offered.set(String(event.body['stay']), keyOf(event));
      if (['PlaceDeclined', 'Arrived', 'MovedOut'].includes(event.kind)) offered.delete(String(event.body['stay']));
      if (event.kind === 'Arrived') lived.set(String(event.body['stay']), keyOf(event));
      if (event.kind === 'MovedOut') lived.delete(String(event.body['stay']));
    }
    const asked = [
      ...events.filter(({ kind }) => kind === 'BedAsked').map((event) => ({ day: event.day, kind: '' })),
      ...wants.filter((one) => one.file === file && one.day <= day),
    ];
    const settled = events
      .filter((event) => ['BedNotNeeded', 'Arrived', 'SupportEnded'].includes(event.kind) || foundElsewhere(event, events))
      .map((event) => event.day);
    const kind =
      asked
        .filter((one) => one.kind !== '')
        .sort((one, other) => (one.day < other.day ? -1 : 1))
        .at(-1)?.kind ?? 'not-said';
    const latest = asked
      .map((one) => one.day)
      .sort()
      .at(-1);
    if (latest && settled.every((one) => one < latest)) tally.add(day, nation, kind, 'wanted');
    if (events.some((event) => event.day === day && ['PlaceNotFound', 'NoPlaceFound'].includes(event.kind))) tally.add(day, nation, kind, 'not-found');
  }
  for (const [house, events] of homes) {
    const nation = String(events.find(({ kind }) => kind === 'HouseOpened')?.body['nation']);
    const who = String(events.findLast(({ kind }) => kind === 'NeedsSet')?.body['who']);
    if (events.some(({ kind }) => kind === 'HouseClosed')) continue;
    for (const { body } of events.filter(({ kind }) => kind === 'BedAdded')) {
      const bed = `${house} ${String(body['bed'])}`;
      const of = events.filter((event) => ['OutOfService', 'BackInService'].includes(event.kind) && event.body['bed'] === body['bed']);
      tally.add(
        day,
        nation,
        who,
        [...lived.values()].includes(bed) ? 'lived-in' : of.at(-1)?.kind === 'OutOfService' ? 'out' : [...offered.values()].includes(bed) ? 'offered' : 'free',
      );
    }
  }
}
