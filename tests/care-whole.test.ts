// Support work is there whole or not at all: words and the step they belong to, a first night, and giving people to a worker within what was agreed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { instant } from '#base/day.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { onEveryEngine, onPostgres, ownerOf, serverUrl, type Cloned } from '#tests/engines.ts';
import { sit, timed } from '#tests/timed.ts';

const start = instant('2024-01-15T09:00:00Z');
type Visitor = Awaited<ReturnType<typeof sit>>;

const contact = { 'support-ways': 'person', 'support-where': '07700 900123', 'support-rules': 'Never text.', 'support-checked': 'yes' };
const firstNight = (file: string) => ({
  ...{ 'begin-nation': 'england', 'begin-age': 'adult', 'begin-safe': 'no', 'support-urgency': 'now', 'support-need': 'A bed, invented.', file },
  ...contact,
});

async function begun(worker: Visitor, file = randomUUID()): Promise<string> {
  const opened = await worker.submit('/begin', firstNight(file));
  assert.equal(opened.status, 303);
  return opened.to ?? '';
}

const plan = { 'plan-want': 'A room, invented.', 'plan-steps': 'English, invented.', 'plan-how': 'together', 'plan-language': 'English', seen: '1', item: '' };
const writePlan = (worker: Visitor, home: string) => worker.submit(`${home}/step/plan`, plan);

/** What stands of support work: events, words and files, whoever may read them. */
async function standing(ask: (sql: string) => Promise<readonly unknown[]>): Promise<unknown> {
  const [row] = await ask(`select (select count(*) from event)::int as events, (select count(*) from answer_narrative)::int as words,
    (select count(*) from answer_safe_contact)::int as contact, (select count(*) from file)::int as files, (select count(*) from person_file)::int as joined`);
  return row;
}

const faults = {
  'the words cannot be written': ['before insert on answer_narrative', ''],
  'it breaks off before it is stored': ['constraint|after insert on event', 'deferrable initially deferred'],
} as const;

onEveryEngine('a step and its words are there together or not at all, wherever it breaks off, and so is a first night', async (_t, db) => {
  const owner = ownerOf(db);
  await timed(db, async ({ base, turn }) => {
    turn(start);
    const willow = await sit(base, 'practice-willow');
    const home = await begun(willow);
    await owner(`create function planted() returns trigger language plpgsql as $$ begin raise exception 'planted'; end $$`);
    try {
      const file = randomUUID();
      for (const [says, [when, how]] of Object.entries(faults)) {
        const [kind, on] = when.includes('|') ? when.split('|') : ['', when];
        const before = await standing(owner);
        await owner(`create ${kind} trigger planted ${on} ${how} for each row execute function planted()`);
        assert.equal((await writePlan(willow, home)).status, 500, says);
        assert.equal((await willow.submit('/begin', firstNight(file))).status, 500, says);
        await owner(`drop trigger planted on ${on?.split(' on ')[1]}`);
        assert.deepEqual(await standing(owner), before, says);
      }
      assert.equal((await writePlan(willow, home)).status, 303, 'done again it stands');
      assert.match((await willow.go(`${home}/part/plan`)).text, /A room, invented/);
      const later = await begun(willow, file);
      assert.match((await willow.go(later)).text, /A bed, invented/);
    } finally {
      await owner('drop function planted() cascade');
    }
  });
});

/** Lets something come as far as its words, which wait for a lock, and ends its connection there as a crash of the server does. */
async function killedAtWords(where: Cloned, work: () => Promise<unknown>): Promise<void> {
  const holder = new pg.Client({ connectionString: where.ownerUrl });
  const server = new pg.Client({ connectionString: serverUrl });
  await holder.connect();
  await server.connect();
  try {
    await holder.query('begin; lock table answer_narrative in share mode');
    const done = work();
    for (let killed = 0; killed === 0;) {
      const { rows } = await server.query<{ pid: number }>(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and wait_event_type = 'Lock' and query ilike 'insert into answer_narrative%'`,
        [new URL(where.ownerUrl).pathname.slice(1)],
      );
      killed = rows.length;
      if (killed === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await done;
  } finally {
    await holder.end();
    await server.end();
  }
}

const asOwner =
  ({ ownerUrl }: Cloned) =>
  async (sql: string): Promise<readonly unknown[]> => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    return client.query(sql).then(
      ({ rows }) => client.end().then(() => rows as unknown[]),
      (wrong: unknown) => client.end().then(() => Promise.reject(wrong)),
    );
  };

onPostgres('killed between a step and its words neither stays, and pressed again both are there once', async (_t, db, where) => {
  await timed(db, async ({ base, turn }) => {
    turn(start);
    const willow = await sit(base, 'practice-willow');
    const home = await begun(willow);
    const before = await standing(asOwner(where));
    const file = randomUUID();
    await killedAtWords(where, () => writePlan(willow, home).then(({ status }) => assert.equal(status, 500)));
    await killedAtWords(where, () => willow.submit('/begin', firstNight(file)).then(({ status }) => assert.equal(status, 500)));
    assert.deepEqual(await standing(asOwner(where)), before);
    assert.equal((await writePlan(willow, home)).status, 303);
    assert.equal((await begun(willow, file)).length > 0, true);
    const [row] = (await asOwner(where)(`select count(*)::int as plans from event where kind = 'PlanWritten'`)) as readonly { plans: number }[];
    assert.equal(row?.plans, 1);
  });
});

/** People in support whom nobody looks after. */
async function unheld(worker: Visitor, many: number): Promise<readonly string[]> {
  const references: string[] = [];
  for (let i = 0; i < many; i += 1) {
    const home = await begun(worker);
    assert.equal((await worker.submit(`${home}/do/leave`, {})).status, 303);
    references.push(home.split('/')[2] ?? '');
  }
  return references;
}

const has = async (db: Database, person: string): Promise<number> =>
  (await db.as(theService, 'support', (tx) => tx.query('select from access_named n join support_record s on s.file = n.file where n.person = $1', [person])))
    .length;

onPostgres('managers who give the last free place of one worker at the same moment give it once', async (_t, db) => {
  await timed(db, async ({ base, turn }) => {
    turn(start);
    const willow = await sit(base, 'practice-willow');
    const people = await unheld(willow, 6);
    const managers = await Promise.all(people.map(() => sit(base, 'practice-sycamore')));
    const before = await has(db, 'practice-hornbeam');
    assert.equal((await managers[0]?.submit('/caseload', { most: String(before + 1), 'on-call': '' }, '/caseload/agreed'))?.status, 303);
    const given = await Promise.all(
      managers.map((manager, i) => manager.submit('/caseload', { record: people[i] ?? '', to: 'practice-hornbeam', over: '' }, '/caseload/give')),
    );
    assert.deepEqual(given.map(({ status }) => status).sort(), [303, 400, 400, 400, 400, 400]);
    assert.equal(await has(db, 'practice-hornbeam'), before + 1);
  });
});

onEveryEngine('more than was agreed needs a reason, several are given all or none, and the database says so too', async (_t, db) => {
  await timed(db, async ({ base, turn }) => {
    turn(start);
    const willow = await sit(base, 'practice-willow');
    const people = await unheld(willow, 3);
    const sycamore = await sit(base, 'practice-sycamore');
    const agreed = (most: number) => sycamore.submit('/caseload', { most: String(most), 'on-call': '' }, '/caseload/agreed');
    await agreed(2);
    const give = (over: string) => sycamore.submit('/caseload', { record: people, to: 'practice-hornbeam', over }, '/caseload/give');
    const refused = await give('');
    assert.equal(refused.status, 400);
    assert.match(refused.text, /id="to-error"[^]*already has as many people[^]*id="over-error"[^]*Say why/, 'beside the fields');
    assert.equal((refused.text.match(/type="checkbox"[^>]*checked/g) ?? []).length, 3, 'nothing is lost');
    assert.match(refused.text, /value="practice-hornbeam"[^>]*selected/);
    assert.equal(await has(db, 'practice-hornbeam'), 0, 'not the first two');
    assert.equal((await give('language')).status, 303);
    assert.equal(await has(db, 'practice-hornbeam'), 3);
    const [more] = await unheld(willow, 1);
    const file = (await db.as(theService, 'support', (tx) => tx.query<{ file: string }>('select file from reference where reference = $1', [more])))[0]?.file;
    const named = (by: string, over: string | null) =>
      db.as(theService, 'support', async (tx) => {
        await tx.query(`insert into access_named (file, person, ends, by_person, over) values ($1, 'practice-hornbeam', '2024-02-01', $2, $3)`, [
          file,
          by,
          over,
        ]);
        throw new Error('would stand');
      });
    const wrong = { code: '23514' };
    await assert.rejects(named('practice-sycamore', null), wrong);
    await assert.rejects(named('practice-sycamore', 'because'), wrong);
    await assert.rejects(named('practice-sycamore', 'emergency'), /would stand/);
    await assert.rejects(named('practice-hornbeam', null), wrong, 'nor by themselves');
    const hornbeam = await sit(base, 'practice-hornbeam');
    const own = await hornbeam.submit(`/support/${more ?? ''}/do/name`, { 'grant-for': '30' });
    assert.equal(own.status, 409);
    assert.match(own.text, /You already look after as many people as was agreed\. Your manager can give you this person/);
    assert.equal(await has(db, 'practice-hornbeam'), 3);
    assert.equal((await sycamore.submit('/caseload', { record: more ?? '', to: 'practice-hornbeam', over: 'asked-for' }, '/caseload/give')).status, 303);
    await begun(hornbeam);
    assert.equal(await has(db, 'practice-hornbeam'), 5, 'help that cannot wait is not turned away, and its reason stands');
    const whys = await db.as(theService, 'support', (tx) => tx.query<{ over: string }>(`select over from access_named where by_person = 'practice-hornbeam'`));
    assert.deepEqual(
      whys.map(({ over }) => over),
      ['emergency'],
    );
    const empty = await sycamore.submit('/caseload', { most: 'many', 'on-call': 'practice-laurel' }, '/caseload/agreed');
    assert.match(empty.text, /id="most-error"[^]*value="many"|value="many"[^]*id="most-error"/);
    assert.match(empty.text, /value="practice-laurel"[^>]*selected/, 'who was chosen stays chosen');
  });
});
