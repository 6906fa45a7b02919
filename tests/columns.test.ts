// Nothing is kept that nobody classified: every column has its nature, and after real work no column of codes holds a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldClasses } from '#access/classes.ts';
import pg from 'pg';
import { answerTable } from '#kit/store/tables.ts';
import { onPostgres } from '#tests/engines.ts';
import { adult, child, sendAs, startWalk, visitor } from '#tests/walk.ts';
import { tables, type Nature } from './columns.ts';

type Column = { readonly table: string; readonly column: string; readonly type: string };

/** Which types of the database a nature may have. */
const types: Readonly<Record<Nature, RegExp>> = {
  id: /^uuid$/,
  code: /^text(\[\])?$/,
  codes: /^jsonb$/,
  day: /^date$/,
  moment: /^timestamp with time zone$/,
  number: /^(small|big)?int(eger)?$/,
  flag: /^boolean$/,
  hash: /^(bytea|text)$/,
  sealed: /^bytea$/,
  bytes: /^bytea$/,
  wording: /^(text|jsonb)$/,
  staff: /^text$/,
};

const everyColumn = `
  select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
   where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
     and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`;

/** A code: one word, or several joined as paths, days, references and versions are. Nobody's sentence, name or number looks like it by chance for long. */
const code = /^[\w.:|+*/-]{0,96}$/;

/** Texts that are no codes, of a value of any depth. */
function sentences(value: unknown): readonly string[] {
  if (typeof value === 'string') return code.test(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(sentences);
  if (value && typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => [...sentences(key), ...sentences(inner)]);
  return [];
}

onPostgres('every column of the database is classified, and its type fits what it may hold', async (_t, _db, where) => {
  await asOwner(where.ownerUrl, async (ask) => {
    const found = (await ask(everyColumn)) as Column[];
    assert.ok(found.length > 200, 'the catalogue was read');
    const unclassified = found.filter((one) => !tables.get(one.table)?.columns.has(one.column)).map((one) => `${one.table}.${one.column}`);
    assert.deepEqual(unclassified, [], 'new columns: say in tests/columns.ts what they may hold');
    const there = new Set(found.map((one) => `${one.table}.${one.column}`));
    const gone = [...tables].flatMap(([table, { columns }]) => [...columns.keys()].map((column) => `${table}.${column}`)).filter((name) => !there.has(name));
    assert.deepEqual(gone, [], 'columns that are no longer there');
    const unfit = found.filter(({ table, column, type }) => !types[tables.get(table)?.columns.get(column) ?? 'id'].test(type));
    assert.deepEqual(unfit, []);
  });
});

test('whatever names somebody at work stands under access', () => {
  for (const [name, { holds, columns }] of tables) if ([...columns.values()].includes('staff')) assert.equal(holds, 'access', name);
});

test('each class of answers has one table, and what is sealed in it stands under that class alone', () => {
  for (const one of fieldClasses) assert.equal(tables.get(`public.${answerTable(one)}`)?.holds, one);
});

onPostgres('after referrals, decisions and letters no column of codes, ids or hashes holds anybody’s words', async (_t, db, where) => {
  const walk = await startWalk(db);
  try {
    const said = { ...adult, 'given-name': 'Invented Given', 'family-name': 'Invented Family', 'where-now': 'Invented Town, 1 Invented Street' };
    const { reference } = await sendAs(walk.house, 'practice-amber', said);
    await sendAs(walk.house, 'practice-juniper', child);
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const positive = Object.fromEntries(
      ['act', 'means', 'purpose'].flatMap((id) => [
        [`finding.${id}`, 'met'],
        [`because.${id}`, 'The invented account says it.'],
        [`uncited.${id}`, 'Nothing invented to point at.'],
      ]),
    );
    const decided = await birch.submit(`/case/${reference}/decide`, {
      stage: 'reasonable-grounds',
      round: '1',
      ...positive,
      outcome: 'positive',
      do: 'decide',
    });
    assert.equal(decided.status, 303);
    await birch.submit(`/case/${reference}/questions`, { question: 'Where did they sleep?', of: 'referrer' }, `/case/${reference}/ask`);
    await walk.house.settled();
    await asOwner(where.ownerUrl, async (ask) => {
      let looked = 0;
      for (const [table, { columns }] of tables) {
        const rows = await ask(`select * from ${table}`);
        looked += rows.length;
        for (const [column, nature] of columns) {
          if (nature === 'wording' || nature === 'sealed' || nature === 'staff') continue;
          for (const row of rows) assert.deepEqual(sentences(plain(row[column])), [], `${table}.${column}`);
        }
      }
      assert.ok(looked > 100, `${looked} rows were looked at`);
    });
  } finally {
    await walk.close();
  }
});

test('a name, a sentence or an address among the codes would be noticed', () => {
  assert.deepEqual(sentences({ needs: ['danger-now'], by: 'Invented Given' }), ['Invented Given']);
  assert.deepEqual(sentences([{ deep: { why: 'They took my passport.' } }]), ['They took my passport.']);
  assert.deepEqual(sentences(['reasonable-grounds', '2024-01-15', 'K7QD-0M2P-9XYZ', 'letters.3']), []);
});

/** Bytes and moments are of types that hold no words. */
const plain = (value: unknown): unknown => (value instanceof Date || Buffer.isBuffer(value) ? '' : value);

async function asOwner(url: string, body: (ask: (sql: string) => Promise<Record<string, unknown>[]>) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Row security is forced on the owner too; a superuser sees past it.
    await body(async (sql) => (await client.query<Record<string, unknown>>(sql)).rows);
  } finally {
    await client.end();
  }
}
