// What somebody may write, as the database's own policies say: their expressions, read from its catalogue and asked of a row each.
import { fieldClasses } from '#access/classes.ts';
import type { Field } from '#access/policy.ts';
import { familyOf } from '#access/purposes.ts';
import { policy } from '#access/matrix.ts';
import type { Database } from '#kit/store/database.ts';
import { answerTable } from '#kit/store/tables.ts';
import { actorOf, searchableFields, type Kept } from './access-database.ts';
import type { Asking } from './access-compare.ts';
import { ownerOf } from './engines.ts';

type Fields = readonly Field[] | 'any';
type Command = 'INSERT' | 'UPDATE' | 'DELETE';
/** A row as it would be written, and the fields of which one must be writable for it, by command. */
export type Writing = {
  readonly table: string;
  readonly row: string;
  readonly for: Readonly<Partial<Record<Command, Fields>>>;
  /** Must be writable besides. */
  readonly also?: Field;
};

const rowOf = (more = ''): string =>
  `record.asked as file, 'case'::text as stream, 'q' as question, 'kept' as state, true as careful, null as authority${more}`;
const same = (table: string, of: Fields, removes?: Fields): Writing => ({
  table,
  row: rowOf(),
  for: { INSERT: of, UPDATE: of, ...(removes ? { DELETE: removes } : {}) },
});

/** What an event changes, by its kind; all others change the course. */
const kinds: readonly (readonly [Field[], readonly string[]])[] = [
  [
    ['result'],
    [
      'Proposed',
      'Reviewed',
      'SentBack',
      'Decided',
      'Suspended',
      'Resumed',
      'ReconsiderationAccepted',
      'ReconsiderationRefused',
      'DisqualificationProposed',
      'Disqualified',
      'DisqualificationRejected',
      'JudicialReviewStarted',
      'JudicialReviewEnded',
      'MismatchNoted',
    ],
  ],
  [['course'], ['Assigned']],
  [['allocation'], ['Allocated']],
  [['questions'], ['Asked', 'Answered']],
  [['letters'], ['LetterWritten', 'LetterHeld', 'LetterReleased', 'LetterRecalled', 'LetterReplaced', 'LetterHandedOver']],
  [['evidence'], ['EvidenceAdded', 'EvidenceSealed', 'EvidenceHandedOver']],
  [
    ['administrative', 'safe-contact'],
    ['InformationAdded', 'NeedsChanged', 'ConsentRecorded'],
  ],
  [
    ['course', 'stage', 'standing'],
    ['Referred', 'WentMissing', 'Withdrawn', 'SomethingNew'],
  ],
];

const event = (kind: string, of: Field[], body = '{}'): Writing => ({
  table: 'event',
  row: rowOf(`, '${kind}'::text as kind, '${body}'::jsonb as body`),
  for: { INSERT: of },
});

export const writings: readonly Writing[] = [
  ...kinds.flatMap(([of, names]) => names.map((kind) => event(kind, of))),
  event('RateGiven', ['rules', 'course', 'stage', 'standing']),
  event('Corrected', ['course', 'stage', 'standing']),
  event('Corrected', ['course', 'stage', 'standing', 'allocation'], '{"why": "taken-back"}'),
  ...fieldClasses.map((of) => same(answerTable(of), [of], [of])),
  {
    table: 'answer_narrative',
    row: `record.asked as file, 'answered.q' as question`,
    for: { INSERT: ['questions'], UPDATE: ['questions'], DELETE: ['questions'] },
  },
  { table: 'file', row: 'record.asked as id', for: { UPDATE: 'any', DELETE: ['worklist', 'keys'] } },
  same('reference', 'any', ['worklist', 'keys']),
  same('keys.file_key', 'any', ['worklist', 'keys']),
  same('blind_index', searchableFields, ['identity', 'keys']),
  same('statistic_link', 'any', ['worklist', 'keys']),
  same('document', ['evidence'], ['evidence']),
  same('document_part', ['evidence'], ['evidence']),
  same('referral_handed_over', ['evidence'], ['evidence']),
  same('notification_quoted', 'any'),
  { table: 'referral_draft', row: rowOf(`, 'mine'::text as organisation`), for: { INSERT: ['worklist'], UPDATE: ['worklist'], DELETE: ['worklist', 'stage'] } },
  same('decision', ['result']),
  same('decision_review', ['result']),
  same('letter', ['letters']),
  same('status_letter', 'any'),
  same('support_record', 'any'),
  same('door_alarm', 'any', 'any'),
  same('complaint', ['complaints']),
  same('bed_asked', 'any'),
  same('support_danger', 'any'),
  same('bed_night', 'any', ['worklist']),
  same('stay', 'any', ['course', 'allocation']),
  same('place_wanted', 'any', ['course', 'allocation']),
  { table: 'payment_fact', row: rowOf(`, 'child'::text as kind`), for: { INSERT: ['administrative', 'payments'], UPDATE: ['administrative', 'payments'] } },
  { table: 'payment_fact', row: rowOf(`, 'pregnancy'::text as kind`), for: { INSERT: ['administrative', 'payments'] }, also: 'medical' },
  same('payment_account', ['locator']),
  same('payment_leg', ['payments']),
  same('payment_hold', ['payments', 'course', 'administrative']),
  same('note_pad', ['administrative']),
  same('note_arrived', ['narrative', 'course']),
  same('kept_apart', ['standing']),
  same('signal_queue', ['worklist']),
  same('signal_opener', ['analysis']),
  same('signal_renewal', ['worklist']),
  same('signal', ['worklist']),
  same('signal_message', ['narrative']),
  same('signal_file', ['evidence']),
  same('signal_triage', ['worklist']),
  same('signal_call', ['narrative']),
  same('signal_passed', ['narrative']),
  same('signal_contact', ['narrative']),
  same('signal_sealed_file', ['narrative']),
  same('signal_referral', ['narrative']),
  same('signal_wish', ['narrative']),
  same('signal_mark', ['analysis']),
  same('situation_signal', ['worklist']),
  same('bed_of_case', 'any'),
  same('queue', 'any', ['worklist', 'keys']),
  same('queue_day', 'any', 'any'),
  { table: 'person_file', row: 'record.asked as person', for: { INSERT: ['course'], UPDATE: ['course'], DELETE: ['course'] } },
  { table: 'own_door', row: 'record.asked as person', for: { INSERT: ['course'], UPDATE: ['course'], DELETE: ['course'] } },
  ...['access_conflict', 'access_seal', 'access_sealed_to', 'access_grant', 'access_named', 'access_release', 'access_glass'].map((name) =>
    same(name, ['course', 'stage', 'standing'], ['course', 'stage', 'standing']),
  ),
];

/** How PostgreSQL joins policies: one of the permissive ones, and every restrictive one. */
async function judged(db: Database, table: string, command: Command, role: string): Promise<string> {
  const [schema, name] = table.includes('.') ? table.split('.') : ['public', table];
  const rows = (await ownerOf(db)(`select permissive, qual, with_check from pg_policies where schemaname = '${schema}' and tablename = '${name}'
    and cmd in ('ALL', '${command}') and roles && array['${role}', 'public']::name[]`)) as {
    permissive: string;
    qual: string | null;
    with_check: string | null;
  }[];
  const of = (row: (typeof rows)[number]): string =>
    command === 'INSERT' ? `(${row.with_check ?? row.qual})` : command === 'DELETE' ? `(${row.qual})` : `(${row.qual}) and (${row.with_check ?? row.qual})`;
  const part = (is: string): string[] => rows.filter((row) => row.permissive === is).map(of);
  const permissive = part('PERMISSIVE');
  return permissive.length === 0 ? 'false' : [`(${permissive.join(' or ')})`, ...part('RESTRICTIVE')].join(' and ');
}

/** The writings whose policies say yes, as "place command record". */
export async function askWrites(db: Database, asking: Asking, kept: readonly Kept[], only?: readonly number[]): Promise<ReadonlySet<string>> {
  const role = `nrm_${familyOf(asking.purpose)}`;
  const parts: string[] = [];
  for (const [at, { table, row, for: wants }] of writings.entries()) {
    if (only && !only.includes(at)) continue;
    for (const command of Object.keys(wants) as Command[]) {
      const alias = table.split('.').at(-1) ?? table;
      parts.push(
        `select ${at} as at, '${command}' as command, record.asked as id from unnest($1::uuid[]) record (asked) cross join lateral (select ${row}) as ${alias} where ${await judged(db, table, command, role)}`,
      );
    }
  }
  db.tellTime(() => asking.now);
  return db.as(actorOf(asking.who), asking.purpose, async (tx) => {
    const rows = await tx.query<{ at: number; command: string; id: string }>(parts.join(' union all '), [kept.map((one) => one.id)]);
    return new Set(rows.map((row) => `${row.at} ${row.command} ${row.id}`));
  });
}

/** Every field that some row of the policy speaks of for this person, for whatever purpose. */
export function spokenOf({ who }: Asking): readonly Field[] {
  const rows = policy.rows.filter((row) => row.roles.includes(who.role) && row.kinds.includes(who.kind));
  return [...new Set(rows.flatMap((row) => [...row.read, ...row.write]))];
}
