// Changes the database's judgement one piece at a time and says which changes the comparison did not notice.
import assert from 'node:assert/strict';
import type { Relation } from '#access/matrix.ts';
import type { Database } from '#kit/store/database.ts';
import { keep, loosen, tables, type Kept } from './access-database.ts';
import { compareOne, compareWrites, directedAskings, directedRecords, nothingFound, type Asking } from './access-compare.ts';
import { spokenOf, writings } from './access-writing.ts';
import { ownerOf } from './engines.ts';
import { functionMutants } from './policy-mutants.ts';

/** Which of the changes to try: all, or a part of them. */
export type Pick = (at: number) => boolean;
export type Tried = { readonly tried: number; readonly missed: readonly string[] };

/** Whether the comparison finds a difference, asking until it does. */
async function noticed(db: Database, kept: readonly Kept[], about: readonly Relation[], rows = false): Promise<boolean> {
  for (const asking of directedAskings(about)) {
    const found = nothingFound();
    await compareOne(db, asking, kept, null, found, rows ? { functions: false } : { functions: spokenOf(asking), tables: [] });
    if (found.differences.length > 0) return true;
  }
  return false;
}

/** Every clause of the functions that judge. */
export async function changeFunctions(db: Database, pick: Pick): Promise<Tried> {
  await loosen(db);
  const ask = ownerOf(db);
  const worlds = new Map<string, readonly Kept[]>();
  const missed: string[] = [];
  const chosen = functionMutants.filter((_, at) => pick(at));
  for (const { of, find, put, about, rows } of chosen) {
    const key = about.join(' ');
    const kept = worlds.get(key) ?? (await keep(db, directedRecords(about)));
    worlds.set(key, kept);
    const [row] = await ask(`select pg_get_functiondef('${of}'::regproc) as is`);
    const is = String(row?.['is']);
    assert.ok(is.includes(find), `${of} has no: ${find}`);
    await ask(is.replace(find, () => put));
    if (!(await noticed(db, kept, about, rows))) missed.push(`${of}: ${find} → ${put}`);
    await ask(is);
  }
  return { tried: chosen.length, missed };
}

type Policy = { table: string; name: string; cmd: string; permissive: string; qual: string | null; check: string | null };

/** Changes that nobody could see, since another policy says the same, or that a test of their own looks at. */
const sameAsAnother: Readonly<Record<string, string>> = {
  'reads on document_part': 'the policy “sealed away” asks for the document, which is judged alike',
  'finds on document_part': 'likewise',
  'sealed_away on document_part': 'documents.test.ts seals one away',
  'own_organisation on referral_draft': 'a draft is judged by its file, of the same organisation',
  'quarantined on blind_index': 'consent-wrong.test.ts searches for one',
  'quarantined on letter': 'consent-wrong.test.ts tries to send one',
  'adds on file': 'row-policies.test.ts begins files of every kind',
  'own on access_conflict': 'that somebody has a conflict themselves: people-rules.test.ts refuses them by it',
  'finds on keys.file_key': 'under operations “wrap_anew” shows the program every key, and “service_only” keeps everybody else out',
  'service_only on keys.file_key': 'nothing else gives a key to anybody at work under operations',
  'wrap_anew on keys.file_key': 'rotate.test.ts wraps every key anew',
  'wrapped_anew on keys.file_key': 'likewise',
  'sealed_off on signal_file': 'signal-files.test.ts seals one off, for everybody and for good',
  'retired_found on signal_opener': 'signal-key.test.ts ends an old key when its time is over, and not before',
  'retired_goes on signal_opener': 'likewise',
  'finds on statistic_link': 'under operations “open_erased” keeps out all but the program',
  'open_erased on statistic_link': 'nothing else gives a link to anybody at work under operations',
};

/** What the program destroys and notes once two people approved: erasure.test.ts tries every table before and after. */
const ofErasure: ReadonlySet<string> = new Set(['erased_found', 'erased_goes', 'erasure_reads', 'erasure_adds']);

/** Every policy of a table of records: opened to all, and closed to all. */
export async function changePolicies(db: Database, pick: Pick): Promise<Tried> {
  await loosen(db);
  const ask = ownerOf(db);
  const kept = await keep(db, directedRecords());
  const askings = oneEach(directedAskings());
  const policies = (await ask(`select case schemaname when 'keys' then 'keys.' else '' end || tablename as table, policyname as name, cmd, permissive, qual,
    with_check as check from pg_policies where schemaname in ('public', 'keys') and policyname not in ('context', 'owner_works', 'owner_compares', 'a_practice_load', 'in_error')
    order by 1, 2`)) as Policy[];
  const missed: string[] = [];
  let tried = 0;
  for (const [at, policy] of policies.entries()) {
    const put = `${policy.name} on ${policy.table}`;
    const seen = tables.flatMap((one, at) => (one.name === policy.table ? [at] : []));
    const written = writings.flatMap((one, at) => (one.table === policy.table ? [at] : []));
    if (!pick(at) || seen.length + written.length === 0 || sameAsAnother[put] || ofErasure.has(policy.name)) continue;
    const opened = `alter policy ${put} ${policy.cmd === 'INSERT' ? '' : 'using (true)'} ${policy.cmd === 'SELECT' || policy.cmd === 'DELETE' ? '' : 'with check (true)'}`;
    const back = `alter policy ${put} ${policy.qual ? `using (${policy.qual})` : ''} ${policy.check ? `with check (${policy.check})` : ''}`;
    for (const sql of [opened, opened.replaceAll('(true)', '(false)')]) {
      // What operations finds in order to destroy, and an authority on its lists, it mostly reads by another policy too. Amounts stand in the
      // ledger of the installation, which is no record of these worlds: payments.test.ts gives one.
      if (sql !== opened && ['through_authority', 'finds', 'adds_amounts'].includes(policy.name)) continue;
      tried += 1;
      await ask(sql);
      if (!(await rowNoticed(db, kept, askings, policy, seen, written))) missed.push(sql);
      await ask(back);
    }
  }
  return { tried, missed };
}

function oneEach(all: readonly Asking[]): readonly Asking[] {
  return [...new Map(all.map((one) => [`${one.who.role} ${one.purpose}`, one])).values()];
}

async function rowNoticed(
  db: Database,
  kept: readonly Kept[],
  askings: readonly Asking[],
  { cmd }: Policy,
  seen: readonly number[],
  written: readonly number[],
): Promise<boolean> {
  for (const asking of askings) {
    const found = nothingFound();
    if (cmd === 'SELECT' || cmd === 'ALL') await compareOne(db, asking, kept, null, found, { functions: false, tables: seen });
    if (cmd !== 'SELECT' && found.differences.length === 0) await compareWrites(db, asking, kept, found, written);
    if (found.differences.length > 0) return true;
  }
  return false;
}
