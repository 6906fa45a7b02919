// Random worlds for the policy: people, records, grants, conflicts, seals and moments; and the comparison of two opinions on them.
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fieldClasses } from '#access/classes.ts';
import { evaluator, type Grant, type RecordFacts, type RecordKind, type Request, type Verdict, type Who } from '#access/may.ts';
import { policy } from '#access/matrix.ts';
import { verbs, views, type Condition, type Field, type Policy, type Row } from '#access/policy.ts';
import { purposes } from '#access/purposes.ts';
import { organisationKinds, roles } from '#access/roles.ts';
import { instant } from '#base/day.ts';
import { ask, readPrinted, type Asked, type Printed } from './access-oracle.ts';

export const fields: readonly Field[] = [...fieldClasses, ...(Object.keys(views) as Field[])];
export const may = evaluator(policy);

/** The policy as a person gets it: what the command prints. */
export function printedPolicy(): { readonly text: string; readonly printed: Printed } {
  const root = resolve(import.meta.dirname, '..');
  const done = spawnSync(process.execPath, [resolve(root, 'src/main.ts'), 'policy'], { encoding: 'utf8', cwd: root });
  if (done.status !== 0) throw new Error(done.stderr);
  return { text: done.stdout, printed: readPrinted(done.stdout) };
}

/** Chance that can be played again: the same seed gives the same world. */
export type Chance = { readonly below: (count: number) => number; readonly of: <T>(from: readonly T[]) => T; readonly yes: (share: number) => boolean };
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    of: (from) => {
      const found = from[below(from.length)];
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    yes: (share) => next() < share,
  };
}

export const moments = [0, 1, 2, 3, 4].map((hour) => instant(`2024-01-15T0${hour}:00:00Z`));
const organisations = ['heron', 'ibis', 'jay'];
const teams = ['day', 'night'];
const recordKinds: readonly RecordKind[] = ['draft', 'case', 'support', 'counselling', 'guardian', 'signal', 'person', 'place'];
const grantRoles: readonly Grant['as'][] = ['legal-representative', 'independent-advocate', 'decision-recipient'];

/** People whose role and kind mostly go together, since a world in which nobody may do anything proves little. */
function person(at: Chance, id: string): Who {
  const row = at.of(policy.rows);
  const fits = at.yes(0.85);
  return {
    person: id,
    role: fits ? at.of(row.roles) : at.of(roles),
    kind: fits ? at.of(row.kinds) : at.of(organisationKinds),
    organisation: at.of(organisations),
    team: at.of(teams),
  };
}

const allocation = (at: Chance, people: readonly Who[]): Pick<RecordFacts, 'allocatedTo' | 'heldUntil'> =>
  at.yes(0.2) ? { allocatedTo: null, heldUntil: null } : { allocatedTo: at.of(people).person, heldUntil: at.of(moments) };

function record(at: Chance, people: readonly Who[]): RecordFacts {
  const some = (most: number): readonly string[] => Array.from({ length: at.below(most + 1) }, () => at.of(people).person);
  return {
    kind: at.of(recordKinds),
    organisation: at.of(organisations),
    team: at.of(teams),
    handedTo: at.yes(0.5) ? null : at.of(people).person,
    seenUntil: at.of(moments),
    decided: at.yes(0.5),
    authority: at.yes(0.2) ? null : at.of(organisations),
    ...allocation(at, people),
    waitsFor: at.yes(0.4) ? null : at.of(['team', 'manager'] as const),
    named: some(3).map((one) => ({ person: one, until: at.of(moments) })),
    grants: Array.from({ length: at.below(5) }, () => {
      const to = at.of(people);
      const own = grantRoles.find((one) => one === to.role);
      return {
        to: to.person,
        as: own && at.yes(0.8) ? own : at.of(grantRoles),
        from: at.of(moments),
        until: at.of(moments),
        revoked: at.yes(0.6) ? null : at.of(moments),
      };
    }),
    glass: Array.from({ length: at.below(3) }, () => ({
      person: at.of(people).person,
      classes: fieldClasses.filter(() => at.yes(0.5)),
      from: at.of(moments),
      until: at.of(moments),
    })),
    doors: at.yes(0.6) ? [] : some(2),
    released: at.yes(0.5),
    conflicts: at.yes(0.8) ? [] : some(2),
    sealedTo: at.yes(0.8) ? null : some(3),
  };
}

export type RandomWorld = { readonly people: readonly Who[]; readonly records: readonly RecordFacts[]; readonly at: Chance };
export function world(seed: number): RandomWorld {
  const at = chance(seed);
  const people = Array.from({ length: 6 }, (_, i) => person(at, `p${i}`));
  return { people, records: Array.from({ length: 6 }, () => record(at, people)), at };
}

/** A question about a world, mostly one that somebody of that role has a reason to ask. */
export function request({ people, records, at }: RandomWorld): Request {
  const who = at.of(people);
  const row = at.of(policy.rows.filter((one) => one.roles.includes(who.role)).concat(at.of(policy.rows)));
  const verb = at.of(verbs);
  const known = row[verb];
  const found = at.yes(0.1) ? null : at.of(records);
  const when: readonly Condition[] = policy.relations[at.of(row.relations)];
  return {
    who,
    verb,
    purpose: at.yes(0.85) ? at.of(row.purposes) : at.of(purposes),
    field: known.length > 0 && at.yes(0.85) ? at.of(known) : at.of(fields),
    record: when.includes('no-record') ? (at.yes(0.9) ? null : found) : found && at.yes(0.5) ? towards(at, found, who, when) : found,
    now: at.of(moments),
  };
}

/** The record, moved towards what a relation asks for, and sometimes missing it by one thing. */
function towards(at: Chance, of: RecordFacts, who: Who, when: readonly Condition[]): RecordFacts {
  const wants = (condition: Condition): boolean => when.includes(condition) && at.yes(0.93);
  const kind = when.map((one) => kindOf[one]).find((one) => one !== undefined);
  return {
    ...of,
    ...(kind && at.yes(0.95) ? { kind } : {}),
    ...(wants('own-organisation') ? { organisation: who.organisation } : {}),
    ...(wants('own-team') ? { team: who.team } : {}),
    ...(wants('own-authority') ? { authority: who.organisation } : {}),
    ...(wants('allocated') ? { allocatedTo: who.person, heldUntil: at.of(moments) } : {}),
    ...(wants('unheld') && at.yes(0.5) ? { allocatedTo: null, heldUntil: null } : {}),
    ...(wants('waits-for-team') ? { waitsFor: 'team' as const } : {}),
    ...(wants('waits-for-manager') ? { waitsFor: 'manager' as const } : {}),
    ...(wants('named') ? { named: [...of.named, { person: who.person, until: at.of(moments) }] } : {}),
    ...(wants('glass-broken')
      ? { glass: [...of.glass, { person: who.person, classes: fieldClasses.filter(() => at.yes(0.8)), from: at.of(moments), until: at.of(moments) }] }
      : {}),
    ...(wants('themselves') ? { doors: [...of.doors, who.person] } : {}),
    ...(wants('handed') ? { handedTo: who.person } : {}),
    ...(wants('undecided') ? { decided: false } : {}),
    ...(wants('released') ? { released: true } : {}),
  };
}

const kindOf: Readonly<Partial<Record<string, RecordKind>>> = {
  'a-draft': 'draft',
  'a-case': 'case',
  'a-support-record': 'support',
  'a-counselling-record': 'counselling',
  'a-guardian-record': 'guardian',
  'a-signal': 'signal',
  'a-place': 'place',
  'a-person-ledger': 'person',
  'behind-the-wall': 'counselling',
};

export const plain = ({ who, purpose, verb, field, record, now }: Request): Asked => ({ ...who, purpose, verb, field, record, now });

/** Asks both about `count` random questions on worlds from `seed` on. Gives how they differ and how many were allowed. */
export function compare(printed: Printed, mine: (request: Request) => Verdict, seed: number, count: number) {
  const differences: { readonly asked: Asked; readonly may: Verdict; readonly oracle: Verdict }[] = [];
  const perWorld = 250;
  let allowed = 0;
  for (let asked = 0, at = seed; asked < count; at += 1) {
    const now = world(at);
    for (let i = 0; i < perWorld && asked < count; i += 1, asked += 1) {
      const one = request(now);
      const [a, b] = [mine(one), ask(printed, plain(one))];
      if (a.allowed) allowed += 1;
      if (a.allowed !== b.allowed || a.by !== b.by) differences.push({ asked: plain(one), may: a, oracle: b });
    }
  }
  return { differences, allowed };
}

/** A record and somebody for whom exactly these conditions are true, and no other as far as they can be told apart. */
export function stands(when: readonly string[], who: Pick<Who, 'role' | 'kind'>): Pick<Request, 'who' | 'record' | 'now'> {
  const has = (condition: string): boolean => when.includes(condition);
  const me: Who = { person: 'me', ...who, organisation: 'mine', team: 'mine' };
  const now = instant('2024-01-15T02:00:00Z');
  const [before, later] = [instant('2024-01-15T01:00:00Z'), instant('2024-01-15T03:00:00Z')];
  const grant = (condition: string, as: Grant['as']): readonly Grant[] => (has(condition) ? [{ to: 'me', as, from: now, until: later, revoked: null }] : []);
  if (has('no-record')) return { who: me, record: null, now };
  return {
    who: me,
    now,
    record: {
      kind: when.map((one) => kindOf[one]).find((one) => one !== undefined) ?? 'signal',
      organisation: has('own-organisation') ? 'mine' : 'theirs',
      team: has('own-team') ? 'mine' : 'theirs',
      handedTo: has('handed') ? 'me' : 'them',
      seenUntil: has('in-time') ? later : before,
      decided: !has('undecided'),
      authority: has('own-authority') ? 'mine' : 'theirs',
      // Nobody has what is unheld; what is not allocated to me is with somebody else.
      ...(has('unheld') ? { allocatedTo: null, heldUntil: null } : { allocatedTo: has('allocated') ? 'me' : 'them', heldUntil: later }),
      waitsFor: has('waits-for-team') ? 'team' : has('waits-for-manager') ? 'manager' : null,
      named: [{ person: has('named') ? 'me' : 'them', until: later }],
      grants: [
        ...grant('granted-lawyer', 'legal-representative'),
        ...grant('granted-advocate', 'independent-advocate'),
        ...grant('granted-recipient', 'decision-recipient'),
      ],
      glass: has('glass-broken') ? [{ person: 'me', classes: fields, from: now, until: later }] : [],
      doors: [has('themselves') ? 'me' : 'them'],
      released: has('released'),
      conflicts: has('conflict') ? ['me'] : [],
      sealedTo: has('sealed') ? (has('not-on-list') ? ['them'] : ['me']) : null,
    },
  };
}

/** Everything a row speaks of, asked in each world in which one of its relations just holds. */
export function* questionsAbout(of: Policy, rows: readonly Row[]): Generator<Request> {
  const union = <T>(pick: (row: Row) => readonly T[]): readonly T[] => [...new Set(rows.flatMap(pick))];
  const about = union((row) => [...row.read, ...row.write]);
  for (const relation of union((row) => row.relations))
    for (const role of union((row) => row.roles))
      for (const kind of union((row) => row.kinds)) {
        const world = stands(of.relations[relation] ?? [], { role, kind });
        for (const purpose of union((row) => row.purposes)) for (const field of about) for (const verb of verbs) yield { ...world, purpose, field, verb };
      }
}
