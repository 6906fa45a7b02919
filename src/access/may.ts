// The application's answer from the policy: whether somebody may read or write a field of a record now, and by which row. Pure and fast.
import type { Instant } from '#base/day.ts';
import { fieldClasses, type FieldClass } from './classes.ts';
import { policy as thePolicy, type Relation } from './matrix.ts';
import type { Condition, Field, Policy, Row, Verb } from './policy.ts';
import type { Purpose } from './purposes.ts';
import type { Actor } from './roles.ts';

export type RecordKind = 'draft' | 'case' | 'support' | 'counselling' | 'guardian' | 'signal' | 'person' | 'place';
/** Given by the person, for this record, until a moment; taken back at once. */
export type Grant = {
  readonly to: string;
  readonly as: 'legal-representative' | 'independent-advocate' | 'decision-recipient';
  readonly from: Instant;
  readonly until: Instant;
  readonly revoked: Instant | null;
};

/** The glass broken by one person on one record: these classes, an hour at most. */
export type Glass = { readonly person: string; readonly classes: readonly Field[]; readonly from: Instant; readonly until: Instant };

/** What is known of a record when somebody asks for it. */
export type RecordFacts = {
  readonly kind: RecordKind;
  readonly organisation: string;
  readonly team: string;
  /** The colleague a draft was handed to. */
  readonly handedTo: string | null;
  /** Until when a referrer may look. */
  readonly seenUntil: Instant;
  readonly decided: boolean;
  readonly authority: string | null;
  readonly allocatedTo: string | null;
  /** When the allocation ends; nothing where there is none. */
  readonly heldUntil: Instant | null;
  /** Whether it waits for anybody of who decides, or for a manager. */
  readonly waitsFor: 'team' | 'manager' | null;
  /** Who looks after the person: support worker, counsellor, guardian. */
  readonly named: readonly { readonly person: string; readonly until: Instant }[];
  readonly grants: readonly Grant[];
  readonly glass: readonly Glass[];
  /** Doors of the person it is about that stand open: who comes in by one is that person. */
  readonly doors: readonly string[];
  /** The item asked for was let pass by the person. */
  readonly released: boolean;
  /** Who has declared a conflict of interest with it, or for whom one was found. */
  readonly conflicts: readonly string[];
  /** Those it is sealed to; null where it is not sealed. */
  readonly sealedTo: readonly string[] | null;
};

export type Who = Pick<Actor, 'person' | 'role' | 'kind' | 'organisation' | 'team'>;
export type Request = {
  readonly who: Who;
  readonly purpose: Purpose;
  readonly verb: Verb;
  readonly field: Field;
  /** null: about no record. */
  readonly record: RecordFacts | null;
  readonly now: Instant;
};
/** `by` names the row or the bar that decided; "default" where none did. */
export type Verdict = { readonly allowed: boolean; readonly by: string };

type World = Pick<Request, 'who' | 'record' | 'now' | 'field'>;
const isA =
  (...kinds: readonly RecordKind[]) =>
  ({ record }: World): boolean =>
    record !== null && kinds.includes(record.kind);
const granted =
  (as: Grant['as']) =>
  ({ who, record, now }: World): boolean =>
    record?.grants.some((one) => one.to === who.person && one.as === as && one.from <= now && now < one.until && (one.revoked === null || now < one.revoked)) ??
    false;

/** Whether somebody has the case at that moment. */
export const isHeld = ({ allocatedTo, heldUntil }: RecordFacts, now: Instant): boolean => allocatedTo !== null && heldUntil !== null && now < heldUntil;

const holds: Readonly<Record<Condition, (world: World) => boolean>> = {
  'no-record': ({ record }) => record === null,
  'a-draft': isA('draft'),
  'a-case': isA('case'),
  'a-support-record': isA('support'),
  'a-counselling-record': isA('counselling'),
  'a-guardian-record': isA('guardian'),
  'a-signal': isA('signal'),
  'a-place': isA('place'),
  'a-person-ledger': isA('person'),
  'behind-the-wall': isA('support', 'counselling', 'guardian'),
  'own-organisation': ({ who, record }) => record?.organisation === who.organisation,
  'own-team': ({ who, record }) => record?.team === who.team,
  handed: ({ who, record }) => record?.handedTo === who.person,
  'in-time': ({ record, now }) => record !== null && now < record.seenUntil,
  undecided: ({ record }) => record?.decided === false,
  'own-authority': ({ who, record }) => record?.authority === who.organisation,
  allocated: ({ who, record, now }) => record?.allocatedTo === who.person && isHeld(record, now),
  unheld: ({ record, now }) => record !== null && !isHeld(record, now),
  'waits-for-team': ({ record }) => record?.waitsFor === 'team',
  'waits-for-manager': ({ record }) => record?.waitsFor === 'manager',
  named: ({ who, record, now }) => record?.named.some((one) => one.person === who.person && now < one.until) ?? false,
  themselves: ({ who, record }) => record?.doors.includes(who.person) ?? false,
  'granted-lawyer': granted('legal-representative'),
  'granted-advocate': granted('independent-advocate'),
  'granted-recipient': granted('decision-recipient'),
  'glass-broken': ({ who, record, now, field }) =>
    record?.glass.some((one) => one.person === who.person && one.classes.includes(field) && one.from <= now && now < one.until) ?? false,
  released: ({ record }) => record?.released === true,
  conflict: ({ who, record }) => record?.conflicts.includes(who.person) ?? false,
  sealed: ({ record }) => record !== null && record.sealedTo !== null,
  'not-on-list': ({ who, record }) => !(record?.sealedTo?.includes(who.person) ?? false),
  'not-the-program': ({ who }) => who.role !== 'system',
};

/** Makes the evaluator of a policy: rows are found by role, purpose and verb, then looked at in their order. */
export function evaluator<R extends string>(policy: Policy<R>): (request: Request) => Verdict {
  const byKey = new Map<string, Row<R>[]>();
  for (const row of policy.rows) {
    for (const role of row.roles) for (const purpose of row.purposes) byKey.set(`${role} ${purpose}`, [...(byKey.get(`${role} ${purpose}`) ?? []), row]);
  }
  return (request) => {
    const { who, purpose, verb, field } = request;
    for (const bar of policy.bars) if (bar.when.every((one) => holds[one](request))) return { allowed: false, by: bar.id };
    for (const row of byKey.get(`${who.role} ${purpose}`) ?? []) {
      if (!row[verb].includes(field) || !row.kinds.includes(who.kind)) continue;
      if (row.relations.some((relation) => policy.relations[relation].every((one) => holds[one](request)))) return { allowed: true, by: row.id };
    }
    return { allowed: false, by: 'default' };
  };
}

export const may = evaluator(thePolicy);

/** What somebody of this role and kind may read or write for a purpose where one of these relations holds; for choosing columns and classes. */
export function fieldsOver(who: Pick<Who, 'role' | 'kind'>, purpose: Purpose, relations: readonly Relation[], verb: Verb): ReadonlySet<Field> {
  const rows = thePolicy.rows.filter(
    (row) =>
      row.roles.includes(who.role) &&
      row.kinds.includes(who.kind) &&
      row.purposes.includes(purpose) &&
      row.relations.some((relation) => relations.includes(relation)),
  );
  return new Set(rows.flatMap((row) => row[verb]));
}

/** The same, of the classes of answers alone: what a reading asks the store for. */
export function classesOver(who: Pick<Who, 'role' | 'kind'>, purpose: Purpose, relations: readonly Relation[], verb: Verb): readonly FieldClass[] {
  const fields = fieldsOver(who, purpose, relations, verb);
  return fieldClasses.filter((one) => fields.has(one));
}
