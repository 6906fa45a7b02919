// Answers: drafts that are overwritten and destroyed, and, from sending on, versions that are only ever added (data.md 3).
import { fieldClasses, type FieldClass } from '#access/classes.ts';
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { isNone, type Row, type Source, type Value } from '#form/question.ts';
import { note } from './audit.ts';
import type { File } from './files.ts';
import { index, type How } from './find.ts';
import { seal, unseal } from './seal.ts';
import { unbarred } from './bars.ts';
import { answerTable } from './tables.ts';
import type { Tx } from './transaction.ts';

/** How an answer may be searched for: the whole of it, or, in rows, by question of the row. */
export type Findable = How | Readonly<Record<string, How>>;

/** An answer to be kept. `find` says that it may be searched for, and how it is normalised. */
export type Given = {
  readonly question: string;
  readonly holds: FieldClass;
  readonly value: Value;
  readonly origin: Source | null;
  readonly edition: string;
  readonly language: string;
  readonly saidBy: string;
  readonly find?: Findable | undefined;
};

/** Version 0 is a draft. `writtenBy` is the staff id of who typed it. */
export type Stored = Omit<Given, 'find'> & { readonly recordedAt: Instant; readonly version: number; readonly writtenBy: string };

type Sealed = { readonly value: Value; readonly origin: Source | null; readonly saidBy: string; readonly find?: Findable | undefined };
type AnswerRow = {
  place: number;
  question: string;
  version: number;
  sealed: Buffer;
  edition: string;
  language: string;
  recordedAt: Instant;
  writtenBy: string;
};

/** Keeps drafts; an earlier draft of the same question is overwritten. */
export async function saveDraft(tx: Tx, file: FileId, answers: readonly Given[]): Promise<void> {
  await write(tx, file, answers, () => 0);
}

/** Destroys drafts: what a changed path cleared, or what may no longer be kept. Sent answers are not touched. */
export async function dropDraft(tx: Tx, file: FileId, questions: readonly string[], classes: readonly FieldClass[] = fieldClasses): Promise<void> {
  if (questions.length === 0) return;
  for (const of of classes) {
    await tx.query(`delete from ${answerTable(of)} where file = $1 and version = 0 and question = any($2::text[])`, [file, questions]);
  }
  note(tx, file, 'destroyed:drafts');
}

/**
 * Sending: every draft becomes the next version of its answer, and searchable ones are indexed. `seenUntil`: until when who
 * referred may look, by the rule of this day; without it they may not look any more.
 */
export async function freeze(tx: Tx, file: FileId, seenUntil: Instant | null = null): Promise<readonly Stored[]> {
  const drafts = await read(tx, file, fieldClasses, 'version = 0');
  await addVersions(tx, file, drafts);
  for (const of of new Set(drafts.map((draft) => draft.holds))) {
    await tx.query(`delete from ${answerTable(of)} where file = $1 and version = 0`, [file]);
  }
  await tx.query('update file set frozen = true, seen_until = $2 where id = $1', [file, seenUntil]);
  return drafts.map(({ find: _find, ...draft }) => draft);
}

/** Adds versions after sending: what is added later, and corrections by the person. */
export async function addVersions(tx: Tx, file: FileId, answers: readonly Given[]): Promise<void> {
  const next = new Map<string, number>();
  for (const of of new Set(answers.map((answer) => answer.holds))) {
    const rows = await tx.query<{ question: string; last: number }>('select question, last from nrm_versions($1, $2)', [file, of]);
    for (const row of rows) next.set(`${of}|${row.question}`, row.last + 1);
  }
  await write(tx, file, answers, (answer) => next.get(`${answer.holds}|${answer.question}`) ?? 1);
  for (const answer of answers) {
    for (const { question, how, value } of searchable(answer)) await index(tx, file, question, how, value);
  }
}

/** What of an answer may be searched for: itself, or the facts in its rows under the row's question. */
export function searchable({ question, find, value }: Pick<Given, 'question' | 'find' | 'value'>): readonly { question: string; how: How; value: unknown }[] {
  if (!find || isNone(value)) return [];
  if (typeof find === 'string') return [{ question, how: find, value }];
  const rows = (Array.isArray(value) ? value : []).filter((row): row is Row => typeof row === 'object');
  return rows.flatMap((row) =>
    Object.entries(find).flatMap(([sub, how]) =>
      row[sub] === undefined || isNone(row[sub]) ? [] : [{ question: `${question}.${sub}`, how, value: row[sub] }],
    ),
  );
}

/** What is answered now: the drafts before sending, the last versions after it. A file that was sent once stays sent, and is not asked again. */
export async function current(tx: Tx, of: FileId | Pick<File, 'id' | 'frozen'>, classes: readonly FieldClass[]): Promise<Stored[]> {
  const file = typeof of === 'string' ? of : of.id;
  const [is] = typeof of !== 'string' && of.frozen ? [of] : await tx.query<{ frozen: boolean }>('select frozen from file where id = $1', [file]);
  if (!is) return [];
  return is.frozen ? last(await history(tx, file, classes)) : drafts(tx, file, classes);
}

/** Drafts alone: of a file not sent yet, or of additions not sent yet. */
export async function drafts(tx: Tx, file: FileId, classes: readonly FieldClass[]): Promise<Stored[]> {
  return (await read(tx, file, classes, 'version = 0')).map(({ find: _find, ...draft }) => draft);
}

/** What is answered now to some questions of one class, and nothing beside them is opened. */
export async function answersTo(tx: Tx, file: FileId, of: FieldClass, questions: readonly string[]): Promise<Stored[]> {
  return last((await read(tx, file, [of], 'version > 0', { only: questions })).map(({ find: _find, ...version }) => version));
}

/** What is answered now under ids that begin with one of these, of some classes; nothing beside them is opened. */
export async function answersOfKind(tx: Tx, file: FileId, classes: readonly FieldClass[], begins: readonly string[]): Promise<Stored[]> {
  return last((await read(tx, file, classes, 'version > 0', { begins })).map(({ find: _find, ...version }) => version));
}

/** Every version sent, oldest first. */
export async function history(tx: Tx, file: FileId, classes: readonly FieldClass[]): Promise<Stored[]> {
  return (await read(tx, file, classes, 'version > 0')).map(({ find: _find, ...version }) => version);
}

export type Version = Given & { readonly version: number; readonly recordedAt: Instant };

/** The newest version of an answer with all that belongs to it, for whoever is to put it elsewhere. */
export async function newestOf(tx: Tx, file: FileId, of: FieldClass, question: string): Promise<Version | undefined> {
  return (await read(tx, file, [of], 'version > 0', { only: [question] })).at(-1);
}

/**
 * A version was entered in error: it stays sealed where it is, nobody reads it any more and no search finds it. What was said before it
 * stands again.
 */
export async function hideVersion(tx: Tx, file: FileId, wrong: Pick<Version, 'question' | 'holds' | 'version'>, number: number): Promise<void> {
  const { question, holds, version } = wrong;
  await tx.query('insert into entered_in_error (file, question, version, number) values ($1, $2, $3, $4)', [file, question, version, number]);
  await tx.query('select nrm_forget_tokens($1, $2)', [file, question]);
  for (const left of await read(tx, file, [holds], 'version > 0', { only: [question] })) {
    for (const { question: at, how, value } of searchable(left)) await index(tx, file, at, how, value);
  }
  note(tx, file, `destroyed:tokens.${holds}`);
}

/** Files a version, found to be entered in error in one file, in another, sealed with that one's key and in the words of who said it. */
export async function fileMoved(tx: Tx, from: FileId, to: FileId, moved: Version): Promise<void> {
  const { question, holds, value, origin, saidBy, find, edition, language } = moved;
  const rows = await tx.query<{ question: string; last: number }>('select question, last from nrm_versions_of($1, $2)', [to, holds]);
  const version = (rows.find((row) => row.question === question)?.last ?? 0) + 1;
  const sealed = await seal(tx, { file: to, table: answerTable(holds), what: question, version }, { value, origin, saidBy, find } satisfies Sealed);
  await tx.query('select nrm_file_moved($1, $2, $3, $4, $5, $6, $7, $8)', [from, to, holds, question, sealed, version, edition, language]);
  for (const { question: at, how, value: said } of searchable(moved)) await index(tx, to, at, how, said);
  note(tx, to, `wrote:answers.${holds}`);
}

/** The number of the last version of each answer, by class and question; nothing is opened. */
export async function lastVersions(tx: Tx, file: FileId, classes: readonly FieldClass[]): Promise<ReadonlyMap<string, number>> {
  const found = new Map<string, number>();
  for (const of of new Set(classes)) {
    const rows = await tx.query<{ question: string; last: number }>(
      `select question, max(version)::int as last from ${answerTable(of)} where file = $1 and version > 0 and ${unbarred('$1::uuid', '$2::text')} group by question`,
      [file, tx.actor.person],
    );
    for (const row of rows) found.set(`${of}|${row.question}`, row.last);
  }
  return found;
}

function last(versions: readonly Stored[]): Stored[] {
  return [...new Map(versions.map((version) => [version.question, version])).values()];
}

async function write(tx: Tx, file: FileId, answers: readonly Given[], versionOf: (answer: Given) => number): Promise<void> {
  for (const of of new Set(answers.map((answer) => answer.holds))) {
    const table = answerTable(of);
    const rows = answers.filter((answer) => answer.holds === of);
    const versions = rows.map(versionOf);
    const sealed = await Promise.all(
      rows.map(({ question, value, origin, saidBy, find }, i) =>
        seal(tx, { file, table, what: question, version: versions[i] ?? 0 }, { value, origin, saidBy, find } satisfies Sealed),
      ),
    );
    // A version is inserted and nothing else: two writers of one version conflict, and perform begins again.
    await tx.query(
      `insert into ${table} (file, question, version, sealed, edition, language)
       select $1, * from unnest($2::text[], $3::int[], $4::bytea[], $5::text[], $6::text[])
       ${
         versions.every((version) => version === 0)
           ? `on conflict (file, question, version) do update set sealed = excluded.sealed,
         edition = excluded.edition, language = excluded.language, actor = excluded.actor`
           : ''
       }`,
      [file, rows.map((row) => row.question), versions, sealed, rows.map((row) => row.edition), rows.map((row) => row.language)],
    );
    note(tx, file, `wrote:answers.${of}`);
  }
}

/** Every class in one question to the database: a page that reads them all must not ask eleven times. */
async function read(
  tx: Tx,
  file: FileId,
  classes: readonly FieldClass[],
  where: 'version = 0' | 'version > 0',
  { only = null, begins = null }: { readonly only?: readonly string[] | null; readonly begins?: readonly string[] | null } = {},
): Promise<(Stored & { find?: Findable | undefined })[]> {
  if (classes.length === 0) return [];
  const parts = classes.map(
    (of, place) =>
      `select ${place} as place, question, version, sealed, edition, language, recorded_at, actor from ${answerTable(of)}
       where file = $1 and ${where} and ($3::text[] is null or question = any ($3::text[]))
         and ($4::text[] is null or exists (select from unnest($4::text[]) as begin (with_it) where starts_with(question, with_it)))`,
  );
  const rows = await tx.query<AnswerRow>(
    `select place, question, version, sealed, edition, language, recorded_at as "recordedAt", actor as "writtenBy"
     from (${parts.join(' union all ')}) as answer where ${unbarred('$1::uuid', '$2::text')} order by place, version, recorded_at`,
    [file, tx.actor.person, only, begins],
  );
  const found: (Stored & { find?: Findable | undefined })[] = [];
  for (const { sealed, place, ...row } of rows) {
    const of = classes[place];
    if (!of) throw new Error('an answer of a class that was not asked for');
    const held = (await unseal(tx, { file, table: answerTable(of), what: row.question, version: row.version }, sealed)) as Sealed;
    found.push({ ...row, holds: of, value: held.value, origin: held.origin, saidBy: held.saidBy, find: held.find });
    note(tx, file, `read:answers.${of}`);
  }
  return found;
}
