// Makes the rows of a played case: file, key, events, sealed answers, search tokens, statistics, decisions, letters, worklist.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import { addDays, daysBetween, startOf, type Day } from '#base/day.ts';
import { reference as referenceOf, type FileId, type Reference } from '#base/id.ts';
import type { Recorded } from '#base/stream.ts';
import { byColumn } from '#desk/queue.ts';
import { queueRow } from '#desk/row.ts';
import { standingOf } from '#journey/allocation.ts';
import { statusOf } from '#journey/status.ts';
import { safeContact } from '#journey/safe-contact.ts';
import { searchable, type Given } from '#kit/store/answers.ts';
import { normalisation, tokenOf } from '#kit/store/find.ts';
import { boundTo, sealWith, wrap } from '#kit/store/seal.ts';
import { answerTable } from '#kit/store/tables.ts';
import { keysOf, type Row, type Tx } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { lettersFor } from '#rooms/decision/letters.ts';
import { askedId, answeredId, reasonIds } from '#rooms/decision/reason-ids.ts';
import { contactFrom } from '#rooms/decision/safe-contact.ts';
import { countsOfFile, type Counted } from '#rooms/figures/measures.ts';
import { newCode } from '#rooms/protection/store.ts';
import { countsOf } from '#rooms/referral/counts.ts';
import { referral } from '#rooms/referral/form.ts';
import { seenUntil } from '#kit/referrer-sees.ts';
import type { Person } from './cells.ts';
import { eventBehind, momentOf, type Played } from './play.ts';
import { daysOf, type Told } from './told.ts';

/** Tables in the order in which they may be written, with their columns. */
export const columns: Readonly<Record<string, readonly string[]>> = {
  file: ['id', 'kind', 'child', 'nation', 'frozen', 'seen_until', 'created_at', 'organisation', 'team'],
  reference: ['reference', 'file', 'organisation', 'team'],
  'keys.file_key': ['file', 'generation', 'wrapped', 'organisation', 'team'],
  event: [
    'file',
    'number',
    'stream',
    'kind',
    'kind_version',
    'day',
    'at',
    'recorded_at',
    'actor',
    'organisation',
    'team',
    'role',
    'purpose',
    'nation',
    'edition',
    'body',
  ],
  answer: ['file', 'question', 'version', 'sealed', 'edition', 'language', 'recorded_at', 'actor', 'organisation', 'team'],
  blind_index: ['file', 'question', 'token', 'normalisation', 'organisation', 'team'],
  statistic: ['statistics_id', 'question', 'code', 'valid_from', 'recorded_from', 'recorded_to', 'organisation', 'team'],
  statistic_link: ['file', 'sealed', 'organisation', 'team'],
  decision_review: ['file', 'number', 'stage', 'round', 'outcome', 'reviewer', 'day', 'organisation', 'team'],
  decision: ['file', 'stage', 'round', 'outcome', 'day', 'maker', 'checker', 'needs_second', 'organisation', 'team'],
  letter: ['file', 'number', 'letter', 'state', 'day', 'authority', 'held', 'good_until', 'organisation', 'team'],
  status_letter: ['file', 'number', 'status', 'code_hash', 'sealed', 'made_at', 'organisation', 'team'],
  queue: [
    'file',
    'reference',
    'authority',
    'allocated_to',
    'waits',
    'stage',
    'child',
    'nation',
    'harm',
    'harms',
    'clock',
    'due',
    'held_by',
    'held_until',
    'asks',
    'changed_at',
    'organisation',
    'team',
  ],
  queue_day: ['file', 'what', 'due', 'holds', 'organisation', 'team'],
  person_file: ['file', 'person', 'organisation', 'team'],
  support_record: ['file', 'nation', 'since', 'ended', 'organisation', 'team'],
  access_named: ['file', 'person', 'ends', 'organisation', 'team'],
  bed_asked: ['file', 'state', 'asked_at', 'by_person', 'since_at', 'organisation', 'team'],
  stay: ['file', 'stay', 'person', 'state', 'first_night', 'last_night', 'people', 'organisation', 'team'],
  bed_night: ['file', 'bed', 'night', 'stay', 'organisation', 'team'],
};

export type Rows = Map<string, Row[]>;
export type Case = { readonly person: Person; readonly played: Played; readonly told: Told; readonly given: readonly Given[]; readonly referrer: Actor };

const decisionsTeam = 'decisions';

export function put(rows: Rows, table: string, ...more: readonly Row[]): void {
  const held = rows.get(table);
  if (held) held.push(...more);
  else rows.set(table, [...more]);
}

/**
 * The row every other row of the case points at. All files are written before anything else: the database settles how it checks
 * such a pointer at the first one, and with a small table it settles on reading the whole of it each time.
 */
export function fileRow(person: Person, file: string, referrer: Actor, law: Law): Row {
  const { age, nation, sent, minute } = person;
  return {
    id: file,
    kind: 'case',
    child: age !== 'adult',
    nation,
    frozen: true,
    seen_until: startOf(addDays(seenUntil(law, sent, nation), 1)),
    created_at: momentOf(sent, minute, person.key % 60),
    organisation: referrer.organisation,
    team: referrer.team,
  };
}

/** Adds every further row of one case, and gives its statistics id. Its key is random and lives in the database only, wrapped. */
export function addCase(rows: Rows, tx: Tx, of: Case, law: Law, today: Day): string {
  const { played, referrer } = of;
  const file = played.file as FileId;
  const owner = { organisation: referrer.organisation, team: referrer.team };
  const [sent] = played.events;
  if (!sent) throw new Error('a case without an event');
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);
  const reference = referenceOf(randomBytes(8));
  const sealed = (table: string, what: string, version: number, value: unknown): Buffer =>
    sealWith(key, Buffer.from(JSON.stringify(value)), boundTo({ file, table, what, version }));

  put(rows, 'reference', { reference, file, ...owner });
  const { generation, key: wrapping } = keysOf(tx).wrapping.newest();
  put(rows, 'keys.file_key', { file, generation, wrapped: wrap(wrapping, bytes, file), ...owner });
  addEvents(rows, of, owner.team, law, today);
  for (const given of [...of.given, ...textsOf(of, law)]) {
    const table = answerTable(given.holds);
    const { question, value, origin, saidBy, find, edition, language } = given;
    const by = given.saidBy.startsWith('practice-')
      ? { actor: given.saidBy, organisation: played.state.decision.authority, team: decisionsTeam }
      : { actor: referrer.person, ...owner };
    put(rows, table, {
      file,
      question,
      version: 1,
      sealed: sealed(table, question, 1, { value, origin, saidBy, find }),
      edition,
      language,
      recorded_at: sent.recordedAt,
      ...by,
    });
    for (const fact of searchable({ question, find, value })) {
      const token = typeof fact.value === 'string' ? tokenOf(tx, { how: fact.how, text: fact.value }) : undefined;
      if (token) put(rows, 'blind_index', { file, question: fact.question, token, normalisation, ...owner });
    }
  }
  const statistics = randomUUID();
  put(rows, 'statistic_link', { file, sealed: sealed('statistic_link', 'statistics', 1, statistics), ...owner });
  put(rows, 'statistic', ...statisticsOf(of, statistics));
  const status = statusOf(played.state, law);
  const last = played.events.at(-1);
  if (status && last) {
    const { code, hash, place } = newCode(tx, file, last.number);
    put(rows, 'status_letter', {
      file,
      number: last.number,
      status,
      code_hash: hash,
      sealed: sealed(place.table, place.what, place.version, code),
      made_at: last.recordedAt,
      ...owner,
    });
  }
  addQueue(rows, of, reference, law, today);
  return statistics;
}

/** The row of a recorded event of any ledger. */
export function eventRow(recorded: Recorded<{ readonly kind: string }>, stream: string, owner: { readonly organisation: string; readonly team: string }): Row {
  const { event, kindVersion, recordedAt, ...rest } = recorded;
  const { kind, ...body } = event;
  return { ...rest, stream, kind, kind_version: kindVersion, recorded_at: recordedAt, body, ...owner };
}

function addEvents(rows: Rows, of: Case, team: string, law: Law, today: Day): void {
  const { file, events } = of.played;
  for (const recorded of events) {
    const owner = {
      organisation: recorded.organisation,
      team: recorded.role.startsWith('first-responder') ? team : recorded.role === 'system' ? 'service' : decisionsTeam,
    };
    const { number, day, nation } = recorded;
    put(rows, 'event', eventRow(recorded, 'case', owner));
    if (recorded.event.kind === 'Reviewed') {
      const { stage, round, outcome, reviewer } = recorded.event;
      put(rows, 'decision_review', { file, number, stage, round, outcome, reviewer, day, ...owner });
    }
    if (recorded.event.kind === 'Decided') {
      const { stage, round, outcome, maker, checker } = recorded.event;
      const needsSecond = outcome === 'negative' && inForce(law.secondPerson, day, nation).value;
      put(rows, 'decision', { file, stage, round, outcome, day, maker, checker, needs_second: needsSecond, ...owner });
    }
    for (const letter of lettersFor(recorded.event, law, of.played.state, day))
      if (!letter.to) put(rows, 'letter', { file, number, letter: letter.id, day, ...letterState(of, day, today), ...owner });
  }
}

/** Letters of the last week wait, judged by what was told of safe contact; older ones have gone. */
function letterState({ played, told }: Case, day: Day, today: Day): Row {
  const { authority } = played.state.decision;
  if (daysBetween(day, today) > 7) return { state: 'handed-over', authority, held: null, good_until: null };
  const gate = safeContact(
    contactFrom(told.answers, () => played.state.referred),
    today,
  );
  return { state: 'waiting', authority, held: gate.open ? null : gate.why, good_until: gate.open ? gate.until : null };
}

/** Questions asked with their answers, and the reasons of a proposal that waits for its second person. */
function textsOf({ played }: Case, law: Law): readonly Given[] {
  const text = (question: string, holds: Given['holds'], value: string, saidBy: string): Given => ({
    question,
    holds,
    value,
    origin: null,
    edition: 'decision-1',
    language: 'en',
    saidBy,
  });
  const texts = played.asked.flatMap((asked) => [
    text(askedId(asked.question), 'narrative', 'Who kept the person’s papers and telephone, and since when? One line is enough.', asked.by),
    ...(asked.answered
      ? [
          text(
            answeredId(asked.question),
            'narrative',
            'The same man who found the work kept both, from the first day. The person told us so on the day of the referral.',
            'referrer',
          ),
        ]
      : []),
  ]);
  const waits = played.state.decision.proposed;
  if (!waits) return texts;
  const ids = reasonIds(waits.stage, waits.round);
  const elements = inForce(law.test[waits.stage] ?? law.test[law.stages[0]?.id ?? '']!, waits.day, played.state.nation).value.elements;
  return [
    ...texts,
    text(ids.outcome, 'analysis', waits.outcome, waits.maker),
    ...elements.flatMap((element) => {
      const finding = waits.findings[element.id] ?? 'not-needed';
      return [text(ids.tick(element.id), 'analysis', finding, waits.maker), text(ids.reason(element.id), 'analysis', reasonFor(finding), waits.maker)];
    }),
  ];
}

function reasonFor(finding: string): string {
  if (finding === 'met') return 'The account written down on the day of the referral says so, and nothing we hold speaks against it.';
  if (finding === 'not-needed') return 'Not needed: the person is treated as a child.';
  return 'The letter and the account both say that the money was the person’s own and that they came and went as they wished.';
}

/** Each counted row is recorded when the event behind it was. */
function statisticsOf({ person, played, told, referrer }: Case, id: string): readonly Row[] {
  const sent = played.events[0];
  if (!sent) return [];
  const answers = countsOf(referral, told.answers, sent.day).map((row) => (row.question === 'gender' ? { ...row, code: person.cell.gender } : row));
  const when = (row: Counted): string => {
    const behind = played.events.find(({ event }) => (event.kind === 'Decided' && event.stage === row.question) || eventBehind[row.question] === event.kind);
    return (behind ?? sent).recordedAt;
  };
  return [...countsOfFile(played.state), ...answers].map((row) => ({
    statistics_id: id,
    question: row.question,
    code: row.code,
    valid_from: row.validFrom,
    recorded_from: when(row),
    recorded_to: 'infinity',
    organisation: referrer.organisation,
    team: referrer.team,
  }));
}

function addQueue(rows: Rows, { person, played, referrer }: Case, reference: Reference, law: Law, today: Day): void {
  const facts = daysOf(person, today);
  const row = queueRow({ file: played.file, reference, state: played.state, facts }, law, today);
  const changed = played.events.at(-1)?.recordedAt;
  const owner = { organisation: referrer.organisation, team: referrer.team };
  const { heldBy, heldUntil, asks } = standingOf(played.state, law);
  put(rows, 'queue', { ...byColumn(row), held_by: heldBy, held_until: heldUntil, asks, changed_at: changed, ...owner });
  if (row.waits === 'done') return;
  const holds: Readonly<Record<string, string>> = { eighteenOn: 'identity', courtOn: 'administrative', removalOn: 'immigration' };
  for (const [what, due] of Object.entries(facts)) put(rows, 'queue_day', { file: played.file, what, due, holds: holds[what], ...owner });
}
