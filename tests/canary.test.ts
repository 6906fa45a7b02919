// No fact about a person in anything the program writes beside its pages: canaries in every field, every door, every fault, and then a search.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { day } from '#base/day.ts';
import { newIdentity, readLines } from '#kit/store/age-file.ts';
import { backUp, keysFileOf } from '#kit/store/backup.ts';
import { openEmbedded } from '#kit/store/database.ts';
import { readMigrations, type Ask } from '#kit/store/migrate.ts';
import { build } from '#house.ts';
import { canaries, eachFile, type Canaries } from './canaries.ts';
import { answersWith, draftOf, everyDoor, everythingFrom, fillAndSend, reportsWithin, sendByProgram, type Walked } from './canary-walk.ts';
import { makeCluster, whyNoCluster } from './cluster.ts';
import { formsIn } from './crawl.ts';
import type { Ready } from './house-to-kill.ts';
import { promised } from './promise.ts';
import { visitor, type Exchange } from './walk.ts';

const program = fileURLToPath(import.meta.resolve('#tests/house-to-kill.ts'));

type Work = { readonly ready: Ready; readonly said: () => string; readonly temporary: string; readonly stop: () => Promise<void> };

/** The program in a process of its own, with its own folder for temporary files; everything it says is kept. */
async function atWork(where: object): Promise<Work> {
  const temporary = await mkdtemp(join(tmpdir(), 'nrm-canary-'));
  const child = spawn(process.execPath, [program, JSON.stringify({ ...where, drafts: 0 })], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: temporary },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const ready = await new Promise<Ready>((resolve, reject) => {
    void ended.then(() => reject(new Error(`the house ended before it was ready: ${said}`)));
    let first = true;
    createInterface(child.stdout).on('line', (line) => {
      if (first) resolve(JSON.parse(line) as Ready);
      else said += `${line}\n`;
      first = false;
    });
  });
  return { ready, said: () => said, temporary, stop: async () => void (child.kill('SIGTERM'), await ended) };
}

type Found = string[];
const textOf = (body: unknown): string => {
  if (body instanceof FormData) return [...body].map(([, value]) => (typeof value === 'string' ? value : value.name)).join('\n');
  return body === undefined || body === null ? '' : String(body as string | URLSearchParams);
};

/** What an answer may not hold: a title or a header with a fact, an error that says what its own request did not. */
function judge(canary: Canaries, found: Found): (exchange: Exchange) => void {
  return ({ path, init, answer }) => {
    const own = new Set([...canary.found(decodeURIComponent(path.replace(/%(?![0-9a-f]{2})/gi, ''))), ...canary.found(path)]);
    const typed = new Set([...own, ...canary.found(textOf(init.body))]);
    const where = `${init.method ?? 'GET'} ${path.split('?')[0]?.replace(/[0-9a-f-]{36}|[0-9A-Z]{4}(-[0-9A-Z]{4}){2}/g, ':id')} (${answer.status})`;
    const wrong = (what: string, text: string, allowed: ReadonlySet<string>): void => {
      const more = canary.found(text).filter((one) => !allowed.has(one));
      if (more.length > 0) found.push(`${where}: ${what} holds ${more.join(', ')}`);
    };
    for (const [name, value] of answer.headers) {
      // A file that is handed over carries the name that its reader just saw.
      if (name === 'content-disposition' && /\/file$/.test(path.split('?')[0] ?? '')) continue;
      wrong(`the header ${name}`, value, name === 'location' ? own : new Set());
    }
    wrong('the title', /<title>([\s\S]*?)<\/title>/.exec(answer.text)?.[1] ?? '', new Set());
    // A mistake (400) and a refusal (409) are said on the page itself, to somebody who may read it.
    const itself = [400, 409].includes(answer.status) && (answer.headers.get('content-type') ?? '').startsWith('text/html');
    if (answer.status >= 400 && !itself) wrong('the error', answer.text, typed);
  };
}

async function journeys(walked: Walked): Promise<Record<string, string>> {
  const { base, see } = walked;
  const amber = visitor(base, see);
  await amber.signIn('practice-amber');
  const draft = await draftOf(walked, amber);
  await everythingFrom(walked, amber, `${draft}/evidence`, new RegExp(`^${draft}/evidence`));
  const check = await amber.go(`${draft}/check`);
  const send = formsIn(check.text, `${draft}/check`).find((form) => form.action.endsWith('/send'));
  assert.ok(
    send,
    check.text
      .slice(check.text.indexOf('<main'))
      .replace(/<[^>]*>|\s+/g, ' ')
      .slice(0, 1200),
  );
  const { at, answer } = await fillAndSend(walked, amber, send);
  const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(at)?.[0];
  assert.ok(reference, `${at} ${answer.status} ${answer.text.slice(answer.text.indexOf('<main'), 3000)}`);
  const refusing = await draftOf(walked, amber, { consent: 'refused' });
  const notify = formsIn((await amber.go(`${refusing}/notify`)).text, `${refusing}/notify`).find((form) => form.action.endsWith('/notify'));
  assert.ok(notify);
  await fillAndSend(walked, amber, notify);
  const other = await sendByProgram(walked);
  const birch = visitor(base, see);
  await birch.signIn('practice-birch');
  for (let i = 0; i < 200 && (await birch.go(`/case/${other}`)).status !== 200; i += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  for (const one of [reference, other]) {
    const pages = await everythingFrom(walked, birch, `/case/${one}`, new RegExp(`^/(case|evidence)/${one}`), one === other ? { outcome: 'negative' } : {});
    assert.ok(pages > 8, `only ${pages} pages of a case`);
  }
  const cedar = visitor(base, see);
  await cedar.signIn('practice-cedar');
  await everythingFrom(walked, cedar, `/case/${other}/decide`, new RegExp(`^/case/${other}`));
  for (const from of [`/sent/${reference}`, `/asked/${reference}`]) await everythingFrom(walked, amber, from, new RegExp(`^/(sent|asked)/${reference}`));
  const document = /\/evidence\/([0-9a-f-]{36})/.exec((await amber.go(`/sent/${reference}/evidence`)).text)?.[1] ?? 'x';
  await amber.go(`/sent/${reference}/evidence/${document}/file`);
  return {
    reference,
    id: draft.split('/')[2] ?? 'x',
    document,
    page: 'why',
    number: '1',
    act: 'missing',
    list: 'countries',
    rule: 'x',
    period: '2023-Q4',
    file: 'decisions.csv',
  };
}

/** Requests that no browser sends, each with a canary. */
async function malformed({ base, canary, secret, see }: Walked): Promise<void> {
  const one = visitor(base, see);
  const api = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  await one.go('/api/v1/referrals', {
    method: 'POST',
    headers: { ...api, 'idempotency-key': canary.of('key') },
    body: `{"answers": {"why": "${canary.of('broken json')}"`,
  });
  await one.go('/api/v1/referrals', {
    method: 'POST',
    headers: { ...api, 'idempotency-key': canary.of('key') },
    body: JSON.stringify({ answers: { [canary.of('unknown question')]: canary.of('its answer') } }),
  });
  await one.go('/referral', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `--b\r\n${canary.of('broken multipart')}`,
  });
  await one.go('/who-are-you', {
    method: 'POST',
    body: new URLSearchParams({ carry: `/drafts/${canary.of('carried path')}`, 'carry:why': canary.of('carried') }),
  });
  await one.go('/referral', { method: 'POST', body: new URLSearchParams({ label: canary.of('large form').repeat(200_000) }) });
  await one.go(`/%zz${canary.of('bad address')}`);
  await one.go(`/${canary.of('long address')}${'x'.repeat(20_000)}`);
  await one.go('/', {
    headers: { cookie: `nrm_session=${canary.of('cookie').padEnd(43, 'x')}; nrm_guest=${canary.of('guest')}; nrm_lang=${canary.of('language')}` },
  });
  await one.go('/referral', { method: 'PUT', body: canary.of('other method') });
  for (const text of [
    `GET /${canary.of('raw')} HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    `${canary.of('no http')}\r\n\r\n`,
    `GET / HTTP/1.1\r\n${canary.of('bad header')}\r\n\r\n`,
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(base).port), '127.0.0.1', () => socket.end(text));
      socket
        .on('close', () => resolve())
        .on('error', () => undefined)
        .resume();
    });
  }
}

/** The database breaks in the midst of things, and its error quotes what was being written: canaries of their own, since the server keeps the fault. */
async function faults(walked: Walked, quoted: Canaries, ask: Ask): Promise<number> {
  const { base, see } = walked;
  const quoting = `Failing row contains (${quoted.of('row in an error')}, ${quoted.of('other column')})`;
  await ask(`create function nrm_planted() returns trigger language plpgsql as $$ begin
    raise exception 'new row violates a rule: ${quoted.of('message of an error')}' using errcode = '23514', detail = '${quoting}', hint = '${quoted.of('hint')}'; end $$`);
  const amber = visitor(base, (exchange) => {
    statuses.push(exchange.answer.status);
    see(exchange);
  });
  const statuses: number[] = [];
  await amber.signIn('practice-amber');
  for (const table of ['answer_administrative', 'answer_narrative', 'event', 'referral_draft', 'audit_leaf', 'document', 'job', 'session']) {
    await ask(`create trigger planted before insert or update on ${table} for each row execute function nrm_planted()`);
    await draftOf(walked, amber).catch(() => undefined);
    await sendByProgram(walked).catch(() => undefined);
    await amber.go('/referral');
    await visitor(base, see).signIn('practice-slate');
    await ask(`drop trigger planted on ${table}`);
  }
  return statuses.filter((status) => status === 500).length;
}

/** Every column of every table, as text; bytes as hexadecimal. */
async function columnsWith(canary: Canaries, ask: Ask): Promise<{ found: Found; rows: number }> {
  const found: Found = [];
  let rows = 0;
  const tables = await ask(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  assert.ok(tables.length > 25);
  for (const { name } of tables) {
    for (const { row } of await ask(`select to_jsonb(t)::text as row from ${String(name)} t`)) {
      rows += 1;
      const there = canary.found(String(row));
      if (there.length > 0) found.push(`${String(name)}: ${there.join(', ')}`);
    }
  }
  return { found: [...new Set(found)], rows };
}

type Engine = {
  readonly where: object;
  readonly during: Ask | null;
  readonly after: (see: (ask: Ask) => Promise<void>) => Promise<void>;
  readonly folder: string;
  readonly log: () => string;
};

async function sweep(t: TestContext, engine: Engine): Promise<void> {
  const canary = canaries();
  const found: Found = [];
  const quoted = canaries();
  const work = await atWork(engine.where);
  let exchanges = 0;
  const see = (exchange: Exchange): void => {
    exchanges += 1;
    judge(canary, found)(exchange);
    judge(quoted, found)(exchange);
    found.push(...quoted.found(exchange.answer.text).map((field) => `${exchange.path}: says ${field}`));
  };
  const walked: Walked = { base: work.ready.base, secret: work.ready.secret, canary, see };
  let doors = 0;
  let numbers: readonly string[] = [];
  try {
    const values = await journeys(walked);
    numbers = await reportsWithin(walked);
    await malformed(walked);
    doors = await everyDoor(walked, routesOfHouse(), values, engine.during ? 1 : 0);
    if (engine.during) assert.ok((await faults(walked, quoted, engine.during)) > 8, 'the planted faults were met');
  } finally {
    await work.stop();
  }
  const said = work.said();
  assert.ok(said.split('\n').length > 300, 'it wrote its lines');
  const inText = (where: string, text: string | Buffer): void => {
    found.push(...canary.found(text).map((field) => `${where}: ${field}`));
    if (numbers.some((one) => text.includes(one))) found.push(`${where}: the number of a report`);
  };
  inText('a line of the log', said);
  found.push(...quoted.found(said).map((field) => `a line of the log: ${field}`));
  let bytes = 0;
  for (const folder of [work.temporary, engine.folder]) {
    eachFile(folder, (path, content) => {
      bytes += content.length;
      inText(`the file ${path.replace(/[0-9]{3,}/g, 'n')}`, content);
    });
  }
  inText("the database server's own log", engine.log());
  let rows = 0;
  await engine.after(async (ask) => {
    const columns = await columnsWith(canary, ask);
    rows = columns.rows;
    found.push(...columns.found);
    const kept = await backedUp(ask, work.temporary);
    for (const line of kept) inText('a backup', line);
    // That the search can find: one plain word in one column, one byte string, one line.
    await ask(`insert into edition (id, wording, organisation, team) values ('planted', '{"a": "${canary.of('planted in a column')}"}', 'x', 'x')`);
    await ask(`update job set trouble = encode('${canary.of('planted in base64')}'::bytea, 'base64')`);
    const planted = (await columnsWith(canary, ask)).found.filter((one) => !columns.found.includes(one));
    assert.deepEqual(planted.map((one) => one.split(':')[0]).sort(), ['edition', 'job'], 'a planted leak is found');
    const after = await backedUp(ask, work.temporary);
    assert.ok(after.length >= kept.length && after.some((line) => canary.found(line).includes('planted in a column')), 'and in a backup');
  });
  assert.deepEqual([...new Set(found)], []);
  const figure = `${canary.count()} canaries over ${exchanges} answers at ${doors} doors and in ${rows} rows, ${Math.round(bytes / 1e6)} MB of files, ${said.split('\n').length} lines of log: 0 found`;
  t.diagnostic(figure);
  promised('P1', `${engine.during ? 'PostgreSQL' : 'PGlite'}: ${figure} (staff pages, the API, reports without an account; backups opened and read)`);
  await rm(work.temporary, { recursive: true, force: true });
}

/** Every line of a backup's two files, opened with its key. */
async function backedUp(ask: Ask, folder: string): Promise<string[]> {
  const { identity, recipient } = await newIdentity();
  const path = join(folder, `backup-${recipient.slice(-8)}`);
  await backUp(ask, path, [recipient]);
  const lines: string[] = [];
  for (const name of [path, keysFileOf(path)]) for await (const line of readLines(name, identity)) lines.push(line);
  return lines;
}

function routesOfHouse() {
  // Routes are data: no database is asked for them.
  const nowhere = {
    engine: 'pglite' as const,
    practice: true,
    tellTime: () => undefined,
    publicly: () => Promise.reject(new Error('none')),
    as: () => Promise.reject(new Error('no database')),
    close: () => Promise.resolve(),
  };
  return build(nowhere, { today: day('2024-01-15'), port: 0, host: '127.0.0.1' }).routes;
}

test('no fact about a person stands in logs, errors, titles, addresses, tables or files of the embedded database', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-canary-data-'));
  const home = join(folder, 'practice');
  await mkdir(home);
  try {
    await sweep(t, {
      where: { folder: home },
      during: null,
      folder,
      log: () => '',
      after: async (see) => {
        const db = await openEmbedded(home, { migrations: await readMigrations(), prepare: async (_embedded, ask) => see(ask) });
        await db.close();
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('nor in the files and the log of a PostgreSQL server, when the database breaks and quotes what was being written', async (t) => {
  const why = whyNoCluster();
  if (why) return t.skip(why);
  const cluster = await makeCluster(["log_min_messages = 'notice'"]);
  try {
    process.env['TEST_DATABASE_URL'] = cluster.url;
    const { cloneServer } = await import('./engines.ts');
    const cloned = await cloneServer();
    const owner = new pg.Client({ connectionString: cloned.ownerUrl });
    owner.on('error', () => undefined);
    await owner.connect();
    const ask: Ask = async (sql) => (await owner.query<Record<string, unknown>>(sql)).rows;
    await sweep(t, {
      where: { url: cloned.url, master: Buffer.from(cloned.master).toString('hex') },
      during: ask,
      folder: cluster.folder,
      log: () => cluster.log(),
      after: (see) => see(ask),
    });
    await owner.end();
    await cloned.db.close();
  } finally {
    await cluster.remove();
  }
});

test('every planted leak is found, however it is spelt', () => {
  const canary = canaries();
  const value = canary.of('family name');
  const leaks: Record<string, string | Buffer> = {
    'as it is': `GET /search?name=${value}`,
    'in capitals': value.toUpperCase(),
    'in mixed letters': value.replace(/^./, (letter) => letter.toUpperCase()),
    'in a token of base64': Buffer.from(`{"name":"${value}"}`).toString('base64'),
    'for addresses': Buffer.from(`xy ${value}`).toString('base64url'),
    'in hexadecimal': `\\x${Buffer.from(value).toString('hex')}`,
    'two bytes a letter': Buffer.from(value, 'utf16le'),
    'from behind': [...value].reverse().join(''),
    'among other bytes': Buffer.concat([Buffer.alloc(1000, 255), Buffer.from(value), Buffer.alloc(1000)]),
    'as a number': `+44${canary.number.slice(1)}`,
    'as an e-mail': canary.email,
  };
  for (const [how, leak] of Object.entries(leaks)) assert.ok(canary.found(leak).length > 0, how);
  assert.deepEqual(canary.found('Nothing of the kind stands here, 07700 900123.'), []);
  assert.deepEqual(canary.found(`why=${value}`), ['family name']);
  const found: Found = [];
  const see = judge(canary, found);
  const answer = (status: number, text: string, headers: Record<string, string> = {}) => ({ status, text, to: null, headers: new Headers(headers) });
  see({ path: '/x', init: {}, answer: answer(200, `<title>${value}</title>`) });
  see({ path: '/x', init: {}, answer: answer(303, '', { location: `/search?name=${value}` }) });
  see({ path: '/x', init: {}, answer: answer(500, `error: ${value}`) });
  see({ path: '/x', init: {}, answer: answer(200, '', { 'set-cookie': `last=${value}` }) });
  assert.equal(found.length, 4);
  see({ path: '/x', init: { method: 'POST', body: new URLSearchParams({ name: value }) }, answer: answer(413, `<textarea>${value}</textarea>`) });
  assert.equal(found.length, 4, 'what a person typed comes back to that person');
  assert.ok(Object.values(answersWith(canaries())).length > 20);
});
