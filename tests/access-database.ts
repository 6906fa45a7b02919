// Worlds of the policy written into the real tables, and the database asked about them: which rows somebody sees, and what they may do.
import { randomUUID } from 'node:crypto';
import { fieldClasses } from '#access/classes.ts';
import type { RecordFacts, Request, Who } from '#access/may.ts';
import { verbs, type Field, type Verb } from '#access/policy.ts';
import { familyOf, type Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { answerTable } from '#kit/store/tables.ts';
import { fields } from './access-worlds.ts';
import { ownerOf } from './engines.ts';

export type Kept = { readonly id: string; readonly facts: RecordFacts };

/** What of a record stands in which table, and what the policy must allow for its row to be seen. */
export type Want = readonly [verb: Verb | 'any', fields: readonly Field[] | 'any'];
export type Seeing = {
  readonly name: string;
  readonly column: string;
  /** Asked in place of the table: a function that reads it. */
  readonly from?: string;
  readonly where?: string;
  readonly reads: readonly Want[];
  readonly finds?: readonly Want[];
};

const write = (...of: Field[]): readonly Want[] => [['write', of]];
const read = (...of: Field[]): readonly Want[] => [['read', of]];
const searchable: readonly Field[] = ['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'administrative'];
const sealed: readonly Field[] = [...fieldClasses, 'evidence', 'letters', 'questions', 'keys', 'complaints'];
const standing: Omit<Seeing, 'name'> = { column: 'file', reads: read('course', 'standing'), finds: write('course', 'stage', 'standing') };

export const tables: readonly Seeing[] = [
  { name: 'file', column: 'id', reads: [['any', 'any']], finds: write('worklist', 'keys') },
  { name: 'reference', column: 'file', reads: [['any', 'any']], finds: write('worklist', 'keys') },
  { name: 'keys.file_key', column: 'file', reads: [['any', sealed]], finds: write('worklist', 'keys') },
  { name: 'event', column: 'file', reads: read('course', 'stage', 'ledger') },
  { name: 'event', from: 'nrm_ledgers($1::uuid[])', column: 'file', reads: read('course', 'stage', 'ledger') },
  ...fieldClasses.map((of): Seeing => ({ name: answerTable(of), column: 'file', where: `question = 'q'`, reads: read(of), finds: write(of) })),
  { name: 'answer_narrative', column: 'file', where: `question = 'asked.q'`, reads: read('questions'), finds: write('questions') },
  { name: 'blind_index', column: 'file', reads: read('identity'), finds: write('identity', 'keys') },
  { name: 'statistic_link', column: 'file', reads: [['write', 'any']], finds: write('worklist', 'keys') },
  { name: 'document', column: 'file', reads: read('evidence'), finds: write('evidence') },
  { name: 'document_part', column: 'file', reads: read('evidence'), finds: write('evidence') },
  { name: 'referral_draft', column: 'file', reads: read('worklist'), finds: write('worklist', 'stage') },
  { name: 'referral_handed_over', column: 'file', reads: read('evidence'), finds: write('evidence') },
  { name: 'notification_quoted', column: 'file', reads: [['read', 'any']] },
  { name: 'decision', column: 'file', reads: read('result', 'course') },
  { name: 'decision_review', column: 'file', reads: read('result', 'course') },
  { name: 'letter', column: 'file', reads: read('letters', 'post') },
  { name: 'status_letter', column: 'file', reads: read('stage', 'letters') },
  { name: 'person_file', column: 'person', reads: read('course', 'keys'), finds: write('course') },
  { name: 'own_door', column: 'person', reads: read('course', 'keys'), finds: write('course') },
  { name: 'door_alarm', column: 'file', reads: read('worklist'), finds: [['write', 'any']] },
  { name: 'complaint', column: 'file', reads: read('complaints') },
  { name: 'support_record', column: 'file', reads: read('worklist') },
  { name: 'bed_asked', column: 'file', reads: read('worklist') },
  { name: 'support_danger', column: 'file', reads: read('worklist') },
  { name: 'bed_night', column: 'file', reads: read('worklist'), finds: write('worklist') },
  { name: 'stay', column: 'file', reads: read('allocation', 'standing'), finds: write('course', 'allocation') },
  { name: 'place_wanted', column: 'file', reads: read('allocation', 'standing'), finds: write('course', 'allocation') },
  ...['payment_fact', 'payment_account', 'payment_leg', 'payment_hold'].map((name) => ({ name, column: 'file', reads: read('payments') })),
  { name: 'note_pad', column: 'file', reads: read('administrative') },
  { name: 'note_arrived', column: 'file', reads: read('narrative') },
  { name: 'kept_apart', column: 'file', reads: read('standing') },
  { name: 'signal_queue', column: 'file', reads: read('worklist') },
  { name: 'signal_opener', column: 'file', reads: read('analysis') },
  { name: 'signal_renewal', column: 'file', reads: read('worklist') },
  { name: 'signal', column: 'file', reads: read('worklist') },
  { name: 'signal_message', column: 'file', reads: read('narrative') },
  { name: 'signal_file', column: 'file', reads: read('evidence') },
  { name: 'signal_triage', column: 'file', reads: read('worklist') },
  { name: 'signal_call', column: 'file', reads: read('narrative') },
  { name: 'signal_passed', column: 'file', reads: read('narrative') },
  { name: 'signal_contact', column: 'file', reads: read('narrative') },
  { name: 'signal_sealed_file', column: 'file', reads: read('narrative') },
  { name: 'signal_referral', column: 'file', reads: read('narrative') },
  { name: 'signal_wish', column: 'file', reads: read('narrative') },
  { name: 'signal_mark', column: 'file', reads: read('analysis') },
  { name: 'situation_signal', column: 'file', reads: read('worklist') },
  { name: 'bed_of_case', column: 'file', reads: read('stage', 'course') },
  { name: 'queue', column: 'file', reads: read('worklist'), finds: write('worklist', 'keys') },
  { name: 'queue_day', column: 'file', reads: read('worklist', 'ledger'), finds: [['write', 'any']] },
  ...['access_conflict', 'access_seal', 'access_sealed_to', 'access_grant', 'access_named', 'access_release', 'access_glass'].map((name): Seeing => ({
    ...standing,
    name,
  })),
];

export const searchableFields = searchable;
const owner = { organisation: 'o', team: 't' };
type Rows = Record<string, Record<string, unknown>[]>;

function rowsOf({ id, facts }: Kept, at: number): Rows {
  const beside = randomUUID();
  const whose = randomUUID();
  const isCase = facts.kind === 'case';
  const file = { nation: 'england', child: false, created_at: '2024-01-01T00:00:00Z' };
  const behind = { file: id, ...owner };
  const answer = { file: id, version: 1, sealed: '\\x01', edition: 'e', language: 'en', recorded_at: '2024-01-01T00:00:00Z', actor: 'a', ...owner };
  const document = randomUUID();
  const whole = { created_at: '2024-01-01T00:00:00Z', careful: false };
  const list = (reference: string) => ({
    ...behind,
    reference,
    waits: 'to-decide',
    child: false,
    nation: 'england',
    harm: at,
    harms: [],
    changed_at: '2024-01-01T00:00:00Z',
    careful: false,
  });
  const to = (of: readonly string[]) => [...new Set(of)];
  return {
    file: [
      {
        id,
        kind: facts.kind === 'draft' ? 'case' : facts.kind,
        frozen: isCase,
        seen_until: facts.seenUntil,
        ...file,
        organisation: facts.organisation,
        team: facts.team,
      },
      { id: beside, kind: 'case', frozen: true, ...file, organisation: 'nobody', team: 'nobody' },
    ],
    reference: [{ reference: referenceAt(id), ...behind }],
    'keys.file_key': [{ wrapped: '\\x01', generation: 1, ...behind }],
    event: [
      {
        ...behind,
        number: 1,
        stream: 'x',
        kind: 'Referred',
        kind_version: 1,
        day: '2024-01-01',
        recorded_at: '2024-01-01T00:00:00Z',
        actor: 'a',
        role: 'r',
        purpose: 'p',
        nation: 'england',
        body: {},
      },
    ],
    ...Object.fromEntries(
      fieldClasses.map((of) => [
        answerTable(of),
        [{ ...answer, question: 'q' }, { ...answer, question: 'd', version: 0 }, ...(of === 'narrative' ? [{ ...answer, question: 'asked.q' }] : [])],
      ]),
    ),
    blind_index: [{ ...behind, question: 'q', token: '\\x01', normalisation: 1 }],
    statistic_link: [{ ...behind, sealed: '\\x01' }],
    document: [{ ...behind, id: document, sealed: '\\x01', parts: 1, state: 'kept', kept_at: '2024-01-01T00:00:00Z', actor: 'a' }],
    document_part: [{ ...behind, document, part: 0, sealed: '\\x01' }],
    referral_handed_over: [{ ...behind, document, handed_on: '2024-01-01', actor: 'a' }],
    referral_draft:
      facts.kind === 'draft'
        ? [
            {
              ...behind,
              organisation: facts.organisation,
              team: facts.team,
              label: '\\x01',
              nation: 'england',
              started_by: 'a',
              last_writer: 'a',
              last_written: '2024-01-01T00:00:00Z',
              writes: 0,
              last_day: '2024-01-01',
              handed_to: facts.handedTo,
            },
          ]
        : [],
    notification_quoted: [{ ...behind, notification: randomUUID() }],
    decision: facts.decided ? [{ ...behind, stage: 's', round: 1, outcome: 'positive', day: '2024-01-01', maker: 'm', needs_second: false }] : [],
    decision_review: [{ ...behind, number: 1, stage: 's', round: 1, outcome: 'negative', reviewer: 'b', day: '2024-01-01' }],
    status_letter: [{ ...behind, number: 1, status: 'received', code_hash: `\\x${'00'.repeat(32)}`, sealed: '\\x01', made_at: '2024-01-01T00:00:00Z' }],
    letter: [{ ...behind, number: 1, letter: 'l', state: 'waiting', day: '2024-01-01', authority: isCase ? facts.authority : null, careful: false }],
    person_file: [{ file: beside, person: id, ...owner }, ...(facts.doors.length > 0 ? [{ file: id, person: whose, ...owner }] : [])],
    own_door: [
      { door: beside, person: id, opened_at: whole.created_at, ...owner },
      ...to(facts.doors).map((door) => ({ door, person: whose, opened_at: whole.created_at, ...owner })),
      // A door that was closed, and one of somebody else.
      ...['me', 'p0']
        .filter((door) => !facts.doors.includes(door))
        .map((door) => ({ door, person: whose, opened_at: whole.created_at, closed_at: whole.created_at, ...owner })),
      { door: 'me', person: randomUUID(), opened_at: whole.created_at, ...owner },
    ],
    door_alarm: [{ ...behind, raised_at: '2024-01-01T00:00:00Z' }],
    complaint: [{ ...behind, number: 1, sealed: '\\x01', made_at: '2024-01-01T00:00:00Z' }],
    support_record: [{ ...behind, nation: 'england', since: '2024-01-01' }],
    support_danger: [{ ...behind, id: 'd', about: 'health', to_person: 'p', by_person: 'p', asked_at: '2024-01-01T00:00:00Z' }],
    bed_night: [{ ...behind, bed: 1, night: '2024-01-01', stay: randomUUID() }],
    stay: [{ ...behind, stay: randomUUID(), person: id, state: 'left', first_night: '2024-01-01', last_night: '2024-01-01', people: 1 }],
    place_wanted: [{ ...behind, urgency: 'soon' }],
    payment_fact: [{ ...behind, id: randomUUID(), version: 1, kind: 'child', from_day: '2024-01-01', gone: false, recorded_at: whole.created_at, actor: 'a' }],
    payment_account: [{ ...behind, version: 1, sealed: '\\x01', recorded_at: whole.created_at, actor: 'a' }],
    payment_leg: [{ ...behind, entry: randomUUID(), account: 'support', pence: 1, week: '2024-01-01', recorded_at: whole.created_at, actor: 'a' }],
    payment_hold: [{ ...behind, number: 1, asked_by: 'a', until_day: '2024-01-10' }],
    note_pad: [{ ...behind, id: randomUUID(), person: 'p', code: 'BC23', public_half: '\\x01', sealed: '\\x01', made_at: whole.created_at }],
    note_arrived: [
      {
        ...behind,
        id: randomUUID(),
        pad: randomUUID(),
        written_by: 'a',
        brought_by: 'a',
        claimed_at: whole.created_at,
        arrived_at: whole.created_at,
        sealed: '\\x01',
      },
    ],
    signal_queue: [{ ...behind, queue: 'q', recipient: 'r', made_at: whole.created_at, ended_at: whole.created_at }],
    signal_opener: [{ ...behind, sealed: '\\x01' }],
    signal_renewal: [{ ...behind, number: 1, proposed_by: 'a', proposed_at: whole.created_at }],
    signal: [{ ...behind, opener: id, queue: 'q', channel: 'web', danger: 'no', bucket: whole.created_at, untranslated: 0, closed: false }],
    signal_message: [{ ...behind, number: 1, said_by: 'reporter', sealed: '\\x01' }],
    signal_triage: [{ ...behind, danger: 'no', child: 'no', held: 'no', place_known: false }],
    signal_call: [{ ...behind, taken_by: 'a', began: '2024-01-01T00:00:00Z', sealed: '\\x01', ended: false }],
    signal_passed: [{ ...behind, number: 1, sealed: '\\x01' }],
    signal_sealed_file: [{ ...behind, message: 9, number: 9, sealed_by: 'x' }],
    signal_contact: [{ ...behind, number: 1, sealed: '\\x01' }],
    signal_referral: [{ ...behind, number: 1, asked_of: 'o', sealed: '\\x01', state: 'asked', urgent: false, asked_at: whole.created_at }],
    signal_wish: [{ ...behind, sealed: '\\x01' }],
    signal_mark: [{ ...behind, kind: 'place', at: 0, mark: `\\x${'00'.repeat(16)}` }],
    situation_signal: [{ ...behind, signal: id, why: 'other', taken_out: false }],
    signal_file: [{ ...behind, message: 1, number: 1, part: 0, parts: 1, sealed: '\\x01' }],
    kept_apart: [{ ...behind, id: randomUUID(), other: beside, reach: 'house', made_by: 'a', made_at: whole.created_at }],
    bed_asked: [{ ...behind, state: 'asked', asked_at: '2024-01-01T00:00:00Z', since_at: '2024-01-01T00:00:00Z' }],
    bed_of_case: [{ ...behind, number: 1, record: id, state: 'asked', asked_at: '2024-01-01T00:00:00Z', since_at: '2024-01-01T00:00:00Z' }],
    queue: [
      ...(isCase
        ? [
            {
              ...list(referenceAt(id)),
              authority: facts.authority,
              allocated_to: facts.allocatedTo,
              held_by: facts.allocatedTo,
              held_until: facts.heldUntil,
              asks: facts.waitsFor,
            },
          ]
        : []),
      {
        ...list(referenceAt(beside)),
        file: beside,
        authority: facts.authority,
        allocated_to: facts.allocatedTo,
        held_by: facts.allocatedTo,
        held_until: facts.heldUntil,
      },
    ],
    queue_day: [{ ...behind, what: 'courtOn', due: '2024-01-01', holds: 'administrative' }],
    access_release: facts.released ? [{ ...behind, question: 'q', released_to: beside, since: '2024-01-01T00:00:00Z' }] : [],
    access_named: to(facts.named.map((one) => one.person)).map((person) => ({
      ...behind,
      person,
      ends: facts.named
        .filter((one) => one.person === person)
        .map((one) => one.until)
        .sort()
        .at(-1),
    })),
    access_grant: facts.grants.map((one) => ({
      ...behind,
      id: randomUUID(),
      holder: one.to,
      acts_as: one.as,
      starts: one.from,
      ends: one.until,
      revoked: one.revoked,
    })),
    access_glass: facts.glass.map((one, number) => ({
      ...behind,
      number,
      person: one.person,
      classes: one.classes,
      starts: one.from,
      ends: one.until,
      why: 'life',
      second: 'another',
    })),
    access_conflict: to(facts.conflicts).map((person) => ({ ...behind, person, how: 'declared', since: whole.created_at })),
    access_seal: facts.sealedTo ? [{ ...behind, since: whole.created_at }] : [],
    access_sealed_to: to(facts.sealedTo ?? []).map((person) => ({ ...behind, person })),
  };
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const referenceAt = (id: string): string => {
  const letters = [...id.replaceAll('-', '')].slice(0, 24).reduce<string[]>((all, hex, i) => {
    if (i % 2 === 0) all.push(alphabet[(parseInt(hex, 16) * 2) % 32] ?? '0');
    else all[all.length - 1] = alphabet[(alphabet.indexOf(all.at(-1) ?? '0') + parseInt(hex, 16)) % 32] ?? '0';
    return all;
  }, []);
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8, 12)].map((part) => part.join('')).join('-');
};

/** Every table that a record's rows are written to; constraints that a random world breaks on purpose are left out by the owner. */
export async function keep(db: Database, records: readonly RecordFacts[]): Promise<readonly Kept[]> {
  const kept = records.map((facts): Kept => ({ id: randomUUID(), facts }));
  const all: Rows = {};
  kept.forEach((one, at) => {
    for (const [name, rows] of Object.entries(rowsOf(one, at))) (all[name] ??= []).push(...rows);
  });
  const insert = ([name, rows]: [string, Rows[string]]): string => {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
    return `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, '${JSON.stringify(rows).replaceAll("'", "''")}');`;
  };
  const filled = Object.entries(all).filter(([, rows]) => rows.length > 0);
  const marks = new Set(['access_conflict', 'access_seal', 'access_sealed_to']);
  await ownerOf(db)(`begin; set local session_replication_role = replica;
    ${filled
      .filter(([name]) => !marks.has(name))
      .map(insert)
      .join('\n')}
    set local session_replication_role = origin;
    ${filled
      .filter(([name]) => marks.has(name))
      .map(insert)
      .join('\n')} commit;`);
  return kept;
}

/** Constraints of the tables that worlds break: a glass of three hours, a grant that ends before it begins. For a test's own database. */
export async function loosen(db: Database): Promise<void> {
  await ownerOf(
    db,
  )(`alter table access_glass drop constraint if exists access_glass_check, drop constraint if exists access_glass_check1, drop constraint if exists access_glass_classes_check;
    alter table own_door drop constraint if exists own_door_pkey; drop index if exists one_door_open;
    alter table access_grant drop constraint if exists access_grant_check;`);
}

export const actorOf = (who: Who): Actor => ({ ...who, name: 'Invented' });

type Answers = {
  /** By record, verb and field, as the functions of the policies say. */
  readonly may: ReadonlyMap<string, boolean>;
  /** By table (place in `tables`) and record: the rows that are seen. */
  readonly sees: ReadonlySet<string>;
  /** Places of the tables that this purpose's role may ask at all. */
  readonly asked: readonly number[];
};

const askable = new WeakMap<object, Map<string, readonly number[]>>();

async function askableBy(db: Database, purpose: Purpose): Promise<readonly number[]> {
  const known = askable.get(ownerOf(db)) ?? new Map<string, readonly number[]>();
  askable.set(ownerOf(db), known);
  const role = `nrm_${familyOf(purpose)}`;
  const found = known.get(role);
  if (found) return found;
  const rows = await ownerOf(db)(
    tables
      .map(
        ({ name, column }, at) =>
          `select ${at} as at where has_column_privilege('${role}', '${name}', '${column}', 'select') and has_any_column_privilege('${role}', '${name}', 'select') and has_schema_privilege('${role}', '${name.includes('.') ? 'keys' : 'public'}', 'usage')`,
      )
      .join(' union all '),
  );
  const places = rows.map((row) => Number(row['at']));
  known.set(role, places);
  return places;
}

/** Asks the database in one transaction everything about some records. */
export async function askDatabase(
  db: Database,
  of: { readonly who: Who; readonly purpose: Purpose; readonly now: Instant },
  kept: readonly Kept[],
  only?: { readonly functions?: boolean | readonly Field[]; readonly tables?: readonly number[] },
): Promise<Answers> {
  db.tellTime(() => of.now);
  const places = (await askableBy(db, of.purpose)).filter((at) => !only?.tables || only.tables.includes(at));
  const ids = kept.map((one) => one.id);
  return db.as(actorOf(of.who), of.purpose, async (tx) => {
    const may = new Map<string, boolean>();
    if (only?.functions !== false) {
      const rows = await tx.query<{ id: string; verb: string; field: string; may: boolean }>(
        // A record is judged once for each set of claims: what the functions say hangs on nothing else.
        `with cell as materialized (select verb, field, nrm_claims(verb, array[field]) as claims from unnest($2::text[]) verb cross join unnest($3::text[]) field),
           claimed as materialized (select distinct claims from cell), me as materialized (select nrm_signed() as says),
           opened as materialized (select id, nrm_open(id, says) as opens from unnest($1::uuid[]) id cross join me),
           judged as materialized (select id, claims, opens and nrm_may(id, claims, 'q') as may from opened cross join claimed)
         select id, verb, field, may from judged join cell on cell.claims is not distinct from judged.claims
         union all select null, verb, field, nrm_at_large(verb, array[field]) from cell`,
        [ids, verbs, Array.isArray(only?.functions) ? only.functions : fields],
      );
      for (const row of rows) may.set(`${row.id ?? 'none'} ${row.verb} ${row.field}`, row.may);
    }
    const sees = new Set<string>();
    if (places.length > 0) {
      const parts = places.map((at) => {
        const table = tables[at];
        return (
          table &&
          `select distinct ${at} as at, ${table.column} as id from ${table.from ?? table.name} where ${table.column} = any($1::uuid[]) ${table.where ? `and ${table.where}` : ''}`
        );
      });
      for (const row of await tx.query<{ at: number; id: string }>(parts.join(' union all '), [ids])) sees.add(`${row.at} ${row.id}`);
    }
    return { may, sees, asked: places };
  });
}

/** Whether a record has a row in a table at all. */
export function hasRow({ facts }: Kept, name: string): boolean {
  const some: Readonly<Record<string, boolean>> = {
    referral_draft: facts.kind === 'draft',
    decision: facts.decided,
    queue: facts.kind === 'case',
    access_release: facts.released,
    access_named: facts.named.length > 0,
    access_grant: facts.grants.length > 0,
    access_glass: facts.glass.length > 0,
    access_conflict: facts.conflicts.length > 0,
    access_seal: facts.sealedTo !== null,
    access_sealed_to: (facts.sealedTo ?? []).length > 0,
  };
  return some[name] ?? true;
}

/** Whether a row must be seen, from an evaluator of the policy. */
export function mustSee(decide: (request: Request) => boolean, asked: Omit<Request, 'verb' | 'field'>, table: Seeing): boolean {
  const holds = (wants: readonly Want[]): boolean =>
    wants.some(([verb, of]) =>
      (verb === 'any' ? verbs : [verb]).some((one) => (of === 'any' ? fields : of).some((field) => decide({ ...asked, verb: one, field }))),
    );
  return holds(table.reads) || (familyOf(asked.purpose) === 'operations' && table.finds !== undefined && holds(table.finds));
}
