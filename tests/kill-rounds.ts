// Rounds of work in which PostgreSQL, one of its processes or the program dies without warning, and what must be true after each.
import assert from 'node:assert/strict';
import { randomInt, randomUUID } from 'node:crypto';
import pg from 'pg';
import { day } from '#base/day.ts';
import { keepLog } from '#kit/store/checkpoint.ts';
import { openPostgres, theService, type Database } from '#kit/store/database.ts';
import { newSigner, verifierOf } from '#kit/store/note.ts';
import { verifyLog } from '#kit/store/verify.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { adult, visitor } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';
import { makeCluster, type Cluster } from './cluster.ts';
import { newReport, reportsWhole, sendReport, type Heard, type Report } from './reports-sent.ts';
import { isCounted, start, whole, type Answered, type Running } from './sendings.ts';

export type Victim = 'server' | 'backend' | 'program';
export type Figures = {
  readonly rounds: Readonly<Record<Victim, number>>;
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly decisions: number;
  readonly reports: number;
  readonly seconds: number;
};

type Where = { readonly url: string; readonly master: string };
type World = {
  readonly cluster: Cluster;
  readonly where: Where;
  readonly ownerUrl: string;
  readonly db: Database;
  running: Running;
  readonly answered: Answered;
  /** By case and stage: what the person at the desk was told. */
  readonly decided: Map<string, 'positive' | 'negative'>;
  readonly proposed: Set<string>;
  readonly heard: Heard;
};
/** One thing somebody does. Gives false where no answer came, which is done again under the same key. */
type Task = { readonly what: string; readonly run: (world: World) => Promise<boolean> };

const grounds = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'uncited.act': 'Nothing invented to point at.',
  'because.act': 'The account, line 1.',
  'uncited.means': 'Nothing invented to point at.',
  'because.means': 'The letter, invented.',
  'finding.purpose': 'met',
  'uncited.purpose': 'Nothing invented to point at.',
  'because.purpose': 'The account, line 2.',
  do: 'decide',
};

type Visitor = ReturnType<typeof visitor>;
const seats = new Map<string, { readonly base: string; readonly visit: Promise<Visitor> }>();
/** Visits outlive the database's death: they stand in it. The program's death changes the address alone. */
async function seat({ running }: World, persona: string): Promise<Visitor> {
  const { base } = running.ready;
  const found = seats.get(persona);
  if (found?.base === base) return found.visit;
  const one = visitor(base);
  const visit = one.signIn(persona).then((answer) => {
    if (answer.status !== 303) throw new Error(`no sign-in: ${answer.status}`);
    return one;
  });
  seats.set(persona, { base, visit });
  visit.catch(() => seats.delete(persona));
  return visit;
}

/** What a page may say when the database is gone: nothing of it. */
function neutral(status: number, text: string): void {
  if (status < 500) return;
  assert.match(text, /Something went wrong on our side|Please wait/, text);
  assert.doesNotMatch(text, /ECONN|EPIPE|postgres|terminat|relation|nrm_\w+"|\bselect\b|insert into|07700|Invented Town/i);
}

function send(key: string): Task {
  return {
    what: `program ${key}`,
    run: async ({ running, answered }) => {
      const { base, secret } = running.ready;
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': key };
      const answer = await fetch(`${base}/api/v1/referrals`, { method: 'POST', headers, body: JSON.stringify({ answers: adult }) });
      const text = await answer.text();
      neutral(answer.status, text);
      if (answer.status >= 500) return false;
      assert.ok(answer.status === 201 || answer.status === 200, `${answer.status} ${text}`);
      const { reference = '' } = JSON.parse(text) as { reference?: string };
      assert.equal(answered.get(key)?.reference ?? reference, reference, 'sent again, it has another reference');
      answered.set(key, { by: 'program', id: key, reference });
      return true;
    },
  };
}

function sendPage(draft: string): Task {
  return {
    what: `page ${draft}`,
    run: async (world) => {
      const amber = await seat(world, 'practice-amber');
      const answer = await amber.submit('/referral', {}, `/drafts/${draft}/send`);
      neutral(answer.status, answer.text);
      if (answer.status >= 500 || answer.status === 403) return false;
      const reference = /^\/sent\/([0-9A-Z-]{14})(\?|$)/.exec(answer.to ?? '')?.[1];
      assert.ok(answer.status === 303 && reference, `${answer.status} ${answer.to}`);
      world.answered.set(draft, { by: 'page', id: draft, reference });
      return true;
    },
  };
}

/** Somebody without an account reports; the same form is sent again until its number comes. */
function tell(report: Report): Task {
  return {
    what: `tell ${report.words}`,
    run: async ({ running, heard }) => {
      const code = await sendReport(report, { base: running.ready.base, mail: 0 });
      assert.equal(heard.get(report.words)?.code ?? code, code, 'sent again, it has another number');
      heard.set(report.words, { report, code });
      return true;
    },
  };
}

/** A decision by one person, or the first of the three steps of a negative. 409: it was done before, though no answer came. */
function decide(reference: string, outcome: 'positive' | 'negative'): Task {
  return {
    what: `decide ${reference}`,
    run: async (world) => {
      const birch = await seat(world, 'practice-birch');
      const at = `/case/${reference}/decide`;
      const answer = await birch.submit('/desk', { ...grounds, 'finding.means': outcome === 'positive' ? 'met' : 'not-met', outcome }, at);
      neutral(answer.status, answer.text);
      if (answer.status >= 500 || answer.status === 403) return false;
      // Not yet given to an authority: the job that does it died as well and comes again.
      if (answer.status === 404) return true;
      assert.ok([303, 409].includes(answer.status), `${at}: ${answer.status}`);
      assert.doesNotMatch(answer.to ?? '', /\/take$/, 'what waits and is given to nobody opens for whoever decides it');
      if (outcome === 'positive') world.decided.set(reference, outcome);
      else world.proposed.add(reference);
      return true;
    },
  };
}

function confirm(reference: string): Task {
  return {
    what: `confirm ${reference}`,
    run: async (world) => {
      const cedar = await seat(world, 'practice-cedar');
      // Their own finding first; 409 says that it stands already, or that all was done though no answer came.
      const found = await cedar.submit('/desk', { ...grounds, 'finding.means': 'not-met', outcome: 'negative' }, `/case/${reference}/review`);
      neutral(found.status, found.text);
      if (found.status >= 500 || found.status === 403) return false;
      assert.ok([303, 409].includes(found.status), `review ${reference}: ${found.status}`);
      const fields = { stage: 'reasonable-grounds', round: '1', outcome: 'negative' };
      const answer = await cedar.submit('/desk', fields, `/case/${reference}/confirm`);
      neutral(answer.status, answer.text);
      if (answer.status >= 500 || answer.status === 403) return false;
      assert.ok([303, 409].includes(answer.status), `confirm ${reference}: ${answer.status}`);
      world.proposed.delete(reference);
      world.decided.set(reference, 'negative');
      return true;
    },
  };
}

const unheard = (wrong: unknown): boolean => !(wrong instanceof assert.AssertionError);

/** Does everything at once, and lets `strike` fall after some answers. Gives what got none. */
async function together(world: World, tasks: readonly Task[], strike: { readonly after: number; readonly fall: () => Promise<void> } | null): Promise<Task[]> {
  const open: Task[] = [];
  let answers = 0;
  let fallen: Promise<void> | undefined;
  await Promise.all(
    tasks.map(async (task) => {
      const done = await task.run(world).catch((wrong: unknown) => {
        if (!unheard(wrong)) throw wrong;
        return false;
      });
      if (!done) open.push(task);
      answers += 1;
      if (strike && answers >= strike.after) fallen ??= new Promise((resolve) => setTimeout(resolve, randomInt(0, 40))).then(strike.fall);
    }),
  );
  if (strike && !fallen) fallen = strike.fall();
  await fallen;
  return open;
}

async function drafts({ db }: World, many: number): Promise<string[]> {
  const amber = personaOf('practice-amber').actor;
  const made: string[] = [];
  for (let i = 0; i < many; i += 1) {
    made.push(
      await db.as(amber, 'intake', async (tx) => {
        const about = { label: 'Invented', nation: 'england', today: day('2024-01-15'), now: await tx.now() };
        const file = await newDraft(tx, about);
        await keepDraft(tx, file, referral, { answers: adult, origins: {} }, 'en');
        return file;
      }),
    );
  }
  return made;
}

/** Cases that wait for somebody to decide them, by their own rows. */
async function waiting(world: World, most: number): Promise<string[]> {
  const rows = await owner(world, (ask) =>
    ask<{ reference: string }>(
      `select q.reference from queue q where q.waits in ('to-decide', 'ready', 'to-allocate') and q.authority = 'sca'
         and not exists (select from event e where e.file = q.file and e.kind in ('Proposed', 'Decided')) order by random() limit ${most}`,
    ),
  );
  return rows.map((row) => row.reference);
}

type Ask = <R>(sql: string) => Promise<R[]>;
async function owner<T>({ ownerUrl }: World, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(async <R>(sql: string) => (await client.query(sql)).rows as R[]);
  } finally {
    await client.end();
  }
}

/** No half decision, none lost, none twice; and the log speaks of every event that is there and of none that is not. */
async function decisionsWhole(world: World): Promise<void> {
  await owner(world, async (ask) => {
    const rows = await ask<{ reference: string; outcome: string; maker: string; checker: string | null; events: number; keys: number }>(
      `select r.reference, d.outcome, d.maker, d.checker,
         (select count(*) from event e where e.file = d.file and e.kind = 'Decided' and e.body ->> 'stage' = d.stage)::int as events,
         (select count(*) from keys.file_key k where k.file = d.file)::int as keys
       from decision d join reference r on r.file = d.file`,
    );
    for (const row of rows) {
      assert.deepEqual([row.events, row.keys], [1, 1], row.reference);
      if (row.outcome === 'negative') assert.ok(row.checker && row.checker !== row.maker, `${row.reference} was refused by one person`);
    }
    const there = new Map(rows.map((row) => [row.reference, row.outcome]));
    for (const [reference, outcome] of world.decided) assert.equal(there.get(reference), outcome, `${reference} was said to be decided`);
    const [events] = await ask<{ loose: number }>(
      `select count(*)::int as loose from event e where kind = 'Decided' and not exists (select from decision d where d.file = e.file and d.stage = e.body ->> 'stage')`,
    );
    assert.equal(events?.loose, 0, 'a decision stands in the ledger and not in its table');
    const unequal = await ask(
      `select file, kind, events, leaves from
         (select file, kind, count(*)::int as events from event group by file, kind) e
         full join (select file, substr(w, 13) as kind, count(*)::int as leaves from audit_leaf, unnest(what) w where w like 'wrote:event.%' group by 1, 2) l
         using (file, kind) where leaves is null or events is null or leaves > events`,
    );
    assert.deepEqual(unequal, [], 'the log and the rows tell two stories');
  });
}

async function logWhole({ db }: World): Promise<void> {
  const signer = newSigner('kills.invalid/log');
  await keepLog(db, theService, { signer, witness: null }, 0);
  const { wrong, leaves, waiting: left } = await db.as(theService, 'audit', (tx) => verifyLog(tx, [verifierOf(signer)], null));
  assert.deepEqual(wrong, []);
  assert.ok(leaves > 0 && left < 100);
}

/** Until the program answers a signed-in person from the database again. */
async function back(world: World): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const status = await seat(world, 'practice-amber')
      .then((visit) => visit.go('/referral'))
      .then(
        (answer) => answer.status,
        () => 0,
      );
    if (status === 200) return;
    if (tries > 400) throw new Error(`the program does not come back (${status})`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function strike(world: World, victim: Victim): Promise<void> {
  if (victim === 'server') await world.cluster.kill();
  else if (victim === 'backend') await world.cluster.killOne();
  else {
    world.running.child.kill('SIGKILL');
    await world.running.ended;
  }
}

async function revive(world: World, victim: Victim): Promise<void> {
  if (victim === 'program') world.running = await start(world.where, 0);
  else await world.cluster.start();
  await back(world);
}

/** Looks again where the server ended the looker's own connection: after the death of one process it ends all of them, a moment later. */
async function steady<T>(look: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await look();
    } catch (wrong) {
      if (!unheard(wrong) || tries >= 20) throw wrong;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** As many rounds as asked, on a server of its own; everything that was ever answered is looked for after each. */
export async function killRounds(rounds: number, say: (line: string) => void, victims: readonly Victim[]): Promise<Figures> {
  const began = performance.now();
  const cluster = await makeCluster();
  // The helper for tests on PostgreSQL reads its server's address once, when it is first loaded.
  process.env['TEST_DATABASE_URL'] = cluster.url;
  const { cloneServer } = await import('#tests/engines.ts');
  const cloned = await cloneServer();
  const where = { url: cloned.url, master: Buffer.from(cloned.master).toString('hex') };
  const db = await openPostgres({ url: cloned.url, master: cloned.master, practice: true, most: 2 });
  const world: World = {
    cluster,
    where,
    ownerUrl: cloned.ownerUrl,
    db,
    running: await start(where, 0),
    answered: new Map(),
    decided: new Map(),
    proposed: new Set(),
    heard: new Map(),
  };
  const died: Record<Victim, number> = { server: 0, backend: 0, program: 0 };
  let unanswered = 0;
  try {
    let open: Task[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const victim = victims[round % victims.length] ?? 'server';
      // A case whose decision got no answer is decided again as it was, not otherwise.
      const cases = (await steady(() => waiting(world, 8))).filter((reference) => !open.some((task) => task.what === `decide ${reference}`)).slice(0, 4);
      const tasks = [
        ...open,
        ...Array.from({ length: 5 }, () => send(randomUUID())),
        ...(await steady(() => drafts(world, 3))).map(sendPage),
        ...(['page', 'browser'] as const).map((by) => tell(newReport(by))),
        ...cases.map((reference, i) => decide(reference, i % 2 === 0 ? 'positive' : 'negative')),
        ...[...world.proposed].filter((reference) => !open.some((task) => task.what === `confirm ${reference}`)).map(confirm),
      ];
      const after = randomInt(0, tasks.length);
      open = await together(world, tasks, { after, fall: () => strike(world, victim) });
      unanswered += open.length;
      died[victim] += 1;
      await revive(world, victim);
      await steady(() => whole(db, world.answered));
      await steady(() => decisionsWhole(world));
      await steady(() => reportsWhole(db, world.heard));
      say(
        `round ${round + 1}: ${victim} died after ${after} of ${tasks.length} answers; ${open.length} without one; ${world.answered.size} acknowledged in all`,
      );
    }
    for (let tries = 0; open.length > 0 && tries < 5; tries += 1) open = await together(world, open, null);
    assert.deepEqual(
      open.map((task) => task.what),
      [],
      'with everything alive all is answered',
    );
    assert.ok(world.answered.size > 0 && world.decided.size > 0, 'where nothing was acknowledged nothing could be lost, and nothing is shown');
    await steady(() => whole(db, world.answered));
    await steady(() => isCounted(db, world.answered));
    await steady(() => decisionsWhole(world));
    assert.equal(await steady(() => reportsWhole(db, world.heard)), world.heard.size, 'a report stands twice, or one that nobody sent');
    await steady(() => logWhole(world));
    assert.doesNotMatch(cluster.log(), /PANIC|corrupt|invalid page/);
    return {
      rounds: died,
      acknowledged: world.answered.size,
      unanswered,
      decisions: world.decided.size,
      reports: world.heard.size,
      seconds: Math.round((performance.now() - began) / 1000),
    };
  } finally {
    world.running.child.kill('SIGKILL');
    await db.close().catch(() => undefined);
    await cloned.db.close().catch(() => undefined);
    await cluster.remove();
  }
}
