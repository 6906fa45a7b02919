// Beside the comparison: which tables are not judged by record and why, who begins a file, what sealing and revoking change, what leaks.
import { closed, bracken, told } from './ended-reports.ts';
import { build } from '#house.ts';
import { day, instant } from '#base/day.ts';
import { reportWaits } from '#rooms/retention/store.ts';
import { agreeRenewal, keyNow, proposeRenewal } from '#rooms/signal/key/store.ts';
import { filesOf } from '#rooms/signal/store.ts';
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { OrganisationKind, Role } from '#access/roles.ts';
import type { Purpose } from '#access/purposes.ts';
import { migrateAt, openPostgres, theService, type Database } from '#kit/store/database.ts';
import { localRoot } from '#kit/store/root.ts';
import { saveDraft } from '#kit/store/answers.ts';
import { createFile } from '#kit/store/files.ts';
import { readMigrations } from '#kit/store/migrate.ts';
import { onEveryEngine, onPostgres, ownerOf, serverUrl } from '#tests/engines.ts';
import { actorOf, askDatabase, keep, loosen, type Kept, tables } from './access-database.ts';
import { writings } from './access-writing.ts';
import { directedAskings, directedRecords, type Asking } from './access-compare.ts';
import { stands, world } from './access-worlds.ts';

/** Tables whose rows are not judged record by record, each with what stands instead. A new table must be judged or named here. */
const notByRecord: Readonly<Record<string, string>> = {
  'public.installation': 'one row: what this installation is; everybody may know that it is practice',
  'public.edition': 'the wording of forms, which says nothing of anybody',
  'public.job': 'ids and codes; written by whoever acts, read and done by the program alone',
  'public.session': 'who is signed in: the program alone',
  'public.token': 'tokens of programs: field “access” of the policy',
  'public.api_request': 'keys of requests: the organisation that sent them',
  'public.audit_leaf': 'written by everybody, read by field “log”; lines of a sealed record by those on its list',
  'public.audit_node': 'hashes: field “log”',
  'public.audit_head': 'hashes: field “log”',
  'public.audit_checkpoint': 'hashes and signatures: field “log”',
  'public.statistic': 'bears no file: fields “exact-figures”, and who knows the id sealed in the file',
  'public.figures_quarter': 'figures',
  'public.figures_published': 'figures published elsewhere',
  'public.release': 'releases of statistics, of nobody: field “releases”, and from their minute everybody by a question of the public’s',
  'public.release_file': 'likewise',
  'public.release_number': 'numbers decided on, protected before they are kept: likewise',
  'public.answer_given': 'likewise',
  'public.release_moved': 'likewise',
  'public.release_early': 'who may see a release early: field “releases”; who stands on it asks for their own',
  'public.practice_caseload': 'what was loaded for practice: the program alone',
  'public.breach': 'what kinds of fact, of nobody: the authority that opened it, and field “retention”',
  'public.breach_reader': 'organisations and roles, of nobody: by its breach',
  'public.notification_owed': 'that a notification is owed, of nobody: the team that sent',
  'public.notification': 'names nobody and no file: found by the code that its writer was shown once',
  'public.admitted': 'organisations let in: no record; field “access”, by a restrictive policy of its own',
  'public.admitted_domain': 'likewise',
  'public.staff': 'people at work: likewise',
  'public.staff_grant': 'likewise',
  'public.staff_account': 'likewise',
  'public.invitation': 'likewise',
  'public.passkey': 'likewise',
  'public.machine': 'likewise',
  'public.sign_in': 'who is signing in: the program alone',
  'public.door_secret': 'keyed hashes of what opens a door: written by the program, read by nobody but the question of who stands before it',
  'public.door_visit': 'who came in by a door of their own, by the hash of a cookie: the program alone',
  'public.door_try': 'that words were tried at a door, there or not: the program alone',
  'public.signal_arrived': 'keyed hashes of what came before: written and asked by the program alone',
  'public.responder_offer': 'what an organisation can take, of no record: written by its own people, read by them and by helplines, field “worklist”',
  'public.signal_code': 'keyed hashes of codes: written and asked by the program alone',
  'public.letter_check': 'that a code was asked for, of nobody: written by the public, field “log”',
  'public.bulk_act': 'that somebody did one step in several cases: their own row alone; which cases stands beside it, judged',
  'public.payment_run': 'how many people and how much, of nobody: the provider whose it is, field “payments”, and the program',
  'public.desk_seen': 'up to when somebody has seen what changed: their own row alone',
  'public.support_handover': 'who handed a shift over to whom, of no record: their own organisation',
  'public.support_provider': 'what a provider agreed about its work, of no record: their own organisation',
  'public.own_keys': 'which key does what for somebody: the program alone, with their visit',
  'public.staff_token': 'tokens of people somebody at work is bound to: their own alone, and the program’s',
  'keys.generation': 'numbers of generations of keys: everybody who seals needs the newest',
  'keys.wrapping_key': 'wrapped by the root, which is outside: the program opens them',
  'keys.installation_key': 'wrapped keys of the installation: the program alone',
};

onEveryEngine('every table is judged record by record, or it is said here what stands instead', async (_t, db) => {
  const rows = (await ownerOf(db)(`select schemaname || '.' || tablename as name,
      exists (select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and p.permissive = 'PERMISSIVE'
        and p.cmd = 'SELECT' and p.qual like '%nrm_may(%') as judged,
      exists (select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and p.policyname = 'barred') as barred,
      exists (select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and p.permissive = 'PERMISSIVE'
        and p.policyname <> 'owner_works' and (p.qual = 'true' or p.with_check = 'true')) as open
    from pg_tables t where schemaname in ('public', 'keys') order by 1`)) as { name: string; judged: boolean; barred: boolean; open: boolean }[];
  assert.ok(rows.length > 40);
  assert.deepEqual(
    rows.filter((row) => !row.judged).map((row) => row.name),
    Object.keys(notByRecord)
      .sort((a, b) => (a < b ? -1 : 1))
      .sort(),
  );
  assert.deepEqual(
    rows.filter((row) => row.judged && !row.barred).map((row) => row.name),
    [],
    'the bars stand on all of them',
  );
  assert.deepEqual(
    rows.filter((row) => row.open).map((row) => row.name),
    ['public.edition', 'public.installation'],
    'open to all who come with a context',
  );
});

/** Judged by record, and tried by hand alone so far: the three judges are not compared on these. */
const notCompared: Readonly<Record<string, string>> = {
  'public.bulk_item': 'home.test.ts: a step in several cases, taken back',
  'public.bundle': 'people-wall.test.ts: what two people release',
  'public.entered_in_error': 'wrong-record.test.ts: what was moved is hidden from everybody',
  'public.erasure': 'erasure.test.ts',
  'public.erasure_file': 'erasure.test.ts',
  'public.legal_hold': 'erasure.test.ts',
  'public.people_task': 'people-rules.test.ts: what somebody is to see or confirm',
  'public.quarantine': 'consent-wrong.test.ts',
  'public.two_people': 'people-rules.test.ts and people-wall.test.ts: never one person alone',
};

onEveryEngine('every table that is judged record by record is compared for reading and writing, or it is said here what tries it', async (_t, db) => {
  const of = (commands: string, expression: string): string =>
    `exists (select from pg_policies p where p.schemaname = t.schemaname and p.tablename = t.tablename and p.permissive = 'PERMISSIVE' and p.cmd in (${commands}) and ${expression} like '%nrm_may(%')`;
  const rows = (await ownerOf(db)(`select schemaname || '.' || tablename as name, ${of(`'SELECT'`, 'p.qual')} as read,
    ${of(`'INSERT', 'UPDATE', 'DELETE'`, 'coalesce(p.with_check, p.qual)')} as written from pg_tables t where schemaname in ('public', 'keys')`)) as {
    name: string;
    read: boolean;
    written: boolean;
  }[];
  const whole = (name: string): string => (name.includes('.') ? name : `public.${name}`);
  const [read, written] = [new Set(tables.map((one) => whole(one.name))), new Set(writings.map((one) => whole(one.table)))];
  const missing = rows.filter((row) => (row.read && !read.has(row.name)) || (row.written && !written.has(row.name)));
  assert.deepEqual(missing.map((row) => row.name).sort(), Object.keys(notCompared).sort());
});

onEveryEngine('a file begins as a draft of one’s own team, or as a record that the program or an analyst’s team opens', async (_t, db) => {
  const tries: readonly (readonly [Role, OrganisationKind, Purpose, string, string, boolean])[] = [
    ['first-responder', 'police', 'intake', 'case', 'mine', true],
    ['first-responder', 'police', 'intake', 'case', 'theirs', false],
    ['first-responder', 'police', 'intake', 'support', 'mine', false],
    ['first-responder', 'police', 'intake', 'person', 'mine', false],
    ['first-responder', 'support-provider', 'intake', 'case', 'mine', false],
    ['decision-maker', 'competent-authority', 'identification', 'case', 'mine', false],
    ['system', 'service', 'support', 'support', 'mine', true],
    ['system', 'service', 'identification', 'person', 'mine', true],
    ['system', 'service', 'operations', 'case', 'mine', false],
  ];
  for (const [role, kind, purpose, what, organisation, may] of tries) {
    const who = actorOf(stands([], { role, kind }).who);
    const made = db.as(who, purpose, (tx) =>
      tx.query(`insert into file (id, kind, nation, organisation) values (gen_random_uuid(), $1, 'england', $2)`, [what, organisation]),
    );
    if (may) await made;
    else await assert.rejects(made, (wrong: { code?: string }) => wrong.code === '42501', `${role} ${what} ${organisation}`);
  }
  const officer = actorOf(stands([], { role: 'first-responder', kind: 'police' }).who);
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query(`insert into file (id, kind, nation, frozen) values (gen_random_uuid(), 'case', 'england', true)`)),
    (wrong: { code?: string }) => wrong.code === '42501',
    'and never as something sent',
  );
});

/** Everything somebody sees and may, as text; of one record nothing, where `without` names it. */
async function everything(db: Database, asking: Asking, kept: readonly Kept[], without = 'none at all'): Promise<string> {
  const { may, sees } = await askDatabase(db, asking, kept);
  const lines = [...[...may].map(([key, yes]) => `${key} ${yes}`), ...sees].filter((line) => !line.includes(without));
  return lines.sort().join('\n');
}

const someAskings = (): readonly Asking[] => directedAskings().filter((_, i) => i % 5 === 0);

onEveryEngine('sealing a record changes no other answer of anybody; a conflict empties one record for one person', async (_t, db) => {
  await loosen(db);
  const kept = await keep(
    db,
    directedRecords(['deciding-authority', 'referred', 'supports', 'own-draft'])
      .filter((one) => !one.sealedTo && one.conflicts.length === 0)
      .slice(0, 8),
  );
  const askings = someAskings();
  const before: string[] = [];
  for (const asking of askings) before.push(await everything(db, asking, kept));
  for (const [n, { id }] of kept.entries()) {
    const seal = n % 2 === 0;
    await ownerOf(db)(
      seal
        ? `insert into access_seal (file, organisation, team) values ('${id}', 'o', 't'); insert into access_sealed_to (file, person, organisation, team) values ('${id}', 'them', 'o', 't')`
        : `insert into access_conflict (file, person, how, organisation, team) values ('${id}', 'me', 'declared', 'o', 't')`,
    );
    for (const [i, asking] of askings.entries()) {
      const after = await everything(db, asking, kept);
      const without = (text = ''): string =>
        text
          .split('\n')
          .filter((line) => !line.includes(id))
          .join('\n');
      assert.equal(without(after), without(before[i]), 'of every other record, byte for byte');
      if (!seal || asking.who.role !== 'system')
        assert.ok(!after.split('\n').some((line) => line.includes(id) && !line.endsWith('false')), 'and of this one nothing');
    }
    // As the owner past its own triggers: people need to be two.
    await ownerOf(db)(`begin; set local session_replication_role = replica; delete from access_sealed_to where file = '${id}';
      delete from access_seal where file = '${id}'; delete from access_conflict where file = '${id}'; commit`);
  }
});

onEveryEngine('taking back a grant, a naming, a release or a broken glass adds nothing for anybody', async (_t, db) => {
  await loosen(db);
  for (let seed = 1; seed <= 6; seed += 1) {
    const { people, records } = world(seed);
    const kept = await keep(db, records);
    const asked = people.map((who): Asking => ({ who, purpose: who.role === 'system' ? 'identification' : 'support', now: '2024-01-15T02:00:00Z' as never }));
    const yes = async (asking: Asking): Promise<ReadonlySet<string>> =>
      new Set((await everything(db, asking, kept)).split('\n').filter((line) => !line.endsWith('false') && !line.startsWith('none')));
    const before: ReadonlySet<string>[] = [];
    for (const asking of asked) before.push(await yes(asking));
    await ownerOf(db)(`update access_grant set revoked = '2024-01-15T02:00:00Z' where revoked is null or revoked > '2024-01-15T02:00:00Z';
      update access_named set ends = '2024-01-15T02:00:00Z' where ends > '2024-01-15T02:00:00Z';
      update access_release set withdrawn = '2024-01-15T02:00:00Z'; update access_glass set ends = '2024-01-15T02:00:00Z' where ends > '2024-01-15T02:00:00Z'`);
    for (const [i, asking] of asked.entries()) for (const line of await yes(asking)) assert.ok(before[i]?.has(line), line);
  }
});

onEveryEngine('two statements sent as one are refused: nobody adds a command behind ours', async (_t, db) => {
  await assert.rejects(
    db.as(theService, 'operations', (tx) => tx.query(`select 1; select set_config('nrm.actor', 'x', true)`)),
    (wrong: { code?: string }) => wrong.code === '42601',
  );
});

const stranger = actorOf({ ...stands([], { role: 'first-responder', kind: 'police' }).who, person: 'stranger', organisation: 'elsewhere', team: 'elsewhere' });

onEveryEngine('neither statistics, copies, casts nor counts tell a stranger anything of another organisation’s draft', async (_t, db) => {
  const officer = actorOf(stands([], { role: 'first-responder', kind: 'police' }).who);
  const file = await db.as(officer, 'intake', async (tx) => {
    const made = await createFile(tx, { kind: 'case', child: false, nation: 'england' });
    await saveDraft(tx, made, [{ question: 'canary', holds: 'narrative', value: 'canary', origin: null, edition: 'e', language: 'en', saidBy: 'p' }]);
    return made;
  });
  await ownerOf(db)('analyze');
  for (const sql of [
    `select from pg_stats where schemaname in ('public', 'keys') and tablename ~ '^(answer|file|event|queue|document|reference|blind)'`,
    'select question::int from answer_narrative',
    'select 1 / length(question) from answer_narrative',
    'select from answer_narrative',
    'select from keys.file_key',
    `select from file where kind = 'case'`,
    'select from reference',
    'select from referral_draft',
    `select from (select count(*) as n from file where kind = 'case') c where n > 0`,
    `select from nrm_versions('${file}', 'narrative')`,
    `select where nrm_documents('${file}') > 0`,
    `select where nrm_may('${file}', nrm_claims(null, null))`,
  ])
    assert.equal((await db.as(stranger, 'intake', (tx) => tx.query(sql))).length, 0, sql);
  for (const sql of [
    'copy answer_narrative to program $$true$$',
    `copy answer_narrative to '/tmp/x'`,
    'select from pg_statistic',
    'select from upkeep.policy_cell',
  ])
    await assert.rejects(
      db.as(stranger, 'intake', (tx) => tx.query(sql)),
      (wrong: { code?: string }) => wrong.code === '42501',
      sql,
    );
});

/** What functions of the owner ask of reports: a file sealed off, what still needs a report, who renews a key. */
async function reportsOwned(db: Database): Promise<void> {
  const house = build({ ...db, practice: db.practice, close: () => Promise.resolve() }, { today: day('2024-01-15'), port: 0, host: '127.0.0.1' });
  const one = await told(house, 'Invented words', day('2024-01-15'));
  await db.as(bracken, 'intake', (tx) =>
    tx.query(`insert into signal_sealed_file (file, message, number, sealed_by) values ($1, 1, 1, $2)`, [one.file, bracken.person]),
  );
  assert.deepEqual(await db.as(bracken, 'intake', (tx) => filesOf(tx, one.file)), [], 'sealed off');
  await closed(house, one, day('2024-01-15'));
  assert.equal(await db.as(theService, 'operations', (tx) => reportWaits(tx, one.file)), 'sealed-file');
  const team = { organisation: bracken.organisation, team: bracken.team, queue: 'helpline' };
  const key = (await db.as(bracken, 'intake', (tx) => keyNow(tx, team))) ?? assert.fail('no key');
  await db.as(bracken, 'intake', (tx) => proposeRenewal(tx, key.file, instant('2024-01-15T12:00:00Z')));
  const agrees = (who: string) =>
    db.as({ ...bracken, person: who }, 'intake', (tx) => agreeRenewal(tx, team, 'england', { ...key, number: 1 }, instant('2024-01-15T12:00:00Z')));
  await assert.rejects(agrees(bracken.person), /takes_two/);
  assert.equal(await agrees('practice-clover'), true);
  await house.close();
}

onPostgres('on a database whose owner is no superuser all of it works the same', async () => {
  const name = `nrm_test_${Math.floor(Date.now() / 60_000)}_${randomBytes(6).toString('hex')}`;
  const at = (user: string, password: string, database = name): string =>
    Object.assign(new URL(serverUrl), { pathname: `/${database}`, username: user, password }).href;
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  await server.query(`do $$ begin if not exists (select from pg_roles where rolname = 'nrm_test_owner') then
    create role nrm_test_owner login nosuperuser nobypassrls password 'for-tests-only'; end if; end $$`);
  await server.query(`create database ${name} owner nrm_test_owner template template0`);
  try {
    const master = randomBytes(32);
    await migrateAt(at('nrm_test_owner', 'for-tests-only'), await readMigrations(), undefined, localRoot(master));
    const db = await openPostgres({ url: at('nrm_test_program', 'for-tests-only'), master, practice: true, mayEnd: true });
    try {
      const officer = actorOf(stands([], { role: 'first-responder', kind: 'police' }).who);
      const file = await db.as(officer, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));
      const count = (who: typeof officer): Promise<number> =>
        db.as(who, 'intake', async (tx) => (await tx.query('select from file where id = $1', [file])).length);
      assert.deepEqual([await count(officer), await count(stranger)], [1, 0]);
      await reportsOwned(db);
    } finally {
      await db.close();
    }
  } finally {
    await server.query(`drop database ${name} with (force)`);
    await server.end();
  }
});
