// Payments over real HTTP, on both engines: what they rest on, two people for a run and for a hold, reversal only, books that balance.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { day } from '#base/day.ts';
import { supportStream } from '#journey/support.ts';
import { theService } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { recompute } from '#rooms/payments/recompute.ts';
import { bankFile } from '#rooms/payments/export.ts';
import { personaOf } from '#practice/people.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { adult, sendAs, sit, standAt, walking, type Visitor, type Walk } from '#tests/walk.ts';

const positive = Object.fromEntries([
  ['stage', 'reasonable-grounds'],
  ['round', '1'],
  ['outcome', 'positive'],
  ['do', 'decide'],
  ...['act', 'means', 'purpose'].flatMap((id) => [
    [`finding.${id}`, 'met'],
    [`because.${id}`, 'An invented reason.'],
    [`uncited.${id}`, 'Nothing invented to point at.'],
  ]),
]) as Record<string, string>;

type Person = { readonly file: FileId; readonly reference: string; readonly willow: Visitor };

/** Somebody in support since 15 January 2024, a Monday, with Willow named for them. */
async function inSupport(walk: Walk): Promise<Person> {
  const { kit } = walk.house;
  const sent = await sendAs(walk.house, 'practice-amber', adult);
  const birch = await sit(walk, 'practice-birch');
  assert.equal((await birch.submit(`/case/${sent.reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  const file = await kit.db.as(theService, 'support', async (tx) => {
    const person = await personOf(tx, sent.file);
    return person && (await filesOf(tx, person)).find((one) => one.kind === 'support')?.id;
  });
  assert.ok(file);
  const willow = await sit(walk, 'practice-willow');
  const [{ reference } = { reference: '' }] = await past<{ reference: string }>(walk.house.kit.db, 'select reference from reference where file = $1', [file]);
  const named = await willow.submit(`/support/${reference}/do/name`, { 'grant-for': '90' });
  assert.equal(named.status, 303, named.text.slice(0, 2000));
  return { file, reference, willow };
}

const on = (name: string, text: string): Record<string, string> => {
  const [year = '', month = '', date = ''] = text.split('-');
  return { [`${name}-day`]: date, [`${name}-month`]: month, [`${name}-year`]: year };
};
const dotted = (name: string, text: string) => Object.fromEntries(Object.entries(on(name, text)).map(([key, value]) => [key.replace(/-(\w+)$/, '.$1'), value]));
const add = ({ willow, reference }: Person, fields: Record<string, string>) => willow.submit(`/support/${reference}/payments`, { do: 'add', ...fields });
const legs = (walk: Walk, file: FileId) =>
  past<{ account: string; pence: number; turns: boolean }>(
    walk.house.kit.db,
    `select account, l.pence, reverses is not null as turns from payment_leg l left join payment_run r on r.id = l.run
     where file = $1 order by r.prepared_at nulls first, reverses is null, account`,
    [file],
  );

/** Sycamore prepares, Laurel approves. */
async function run(walk: Walk, week: string): Promise<string> {
  const [sycamore, laurel] = [await sit(walk, 'practice-sycamore'), await sit(walk, 'practice-laurel')];
  const prepared = await sycamore.submit(`/payments/preview?week=${week}`, { week }, '/payments');
  assert.equal(prepared.status, 303, prepared.text.slice(0, 3000));
  const at = prepared.to ?? '';
  assert.equal((await sycamore.submit(at, { do: 'approve' })).status, 409, 'whoever prepared does not approve');
  assert.equal((await laurel.submit(at, { do: 'approve' })).status, 303);
  return at;
}

onEveryEngine('a week is prepared by one manager, approved by another, given to the bank, and put right by turning round what stood', async (_t, db) => {
  await walking(db, async (walk) => {
    const person = await inSupport(walk);
    const { file, reference, willow } = person;
    assert.match((await willow.go(`/support/${reference}`)).text, /What this person is due[^]*At least until 14 February 2024[^]*Money each week/);
    assert.equal((await add(person, { kind: 'outreach', ...on('from', '2024-01-15') })).status, 303);
    assert.equal((await add(person, { kind: 'child', ...on('from', '2024-01-15'), ...on('born', '2023-06-01') })).status, 303);
    const clash = await add(person, { kind: 'catered', ...on('from', '2024-01-20') });
    assert.equal(clash.status, 400);
    assert.match(clash.text, /another kind of place is kept already/);
    const page = (await willow.go(`/support/${reference}/payments`)).text;
    assert.match(page, /£84\.20/, '39.60, 39.60 for the child, 5.00 for its first year');
    assert.match(page, /Not confirmed/, 'the rise of January 2024');

    const wrong = await willow.submit(`/support/${reference}/payments`, { do: 'account', holder: 'Invented Holder', sort: '12', number: '12345678' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /A sort code has 6 digits/);
    assert.equal(
      (await willow.submit(`/support/${reference}/payments`, { do: 'account', holder: '=Invented', sort: '12-34-56', number: '12345678' })).status,
      303,
    );

    const at = await run(walk, '2024-01-15');
    assert.deepEqual(
      (await legs(walk, file)).map((one) => [one.account, one.pence]),
      [
        ['bank', -8420],
        ['support', 8420],
      ],
    );
    const laurel = await sit(walk, 'practice-laurel');
    assert.match((await laurel.go(at)).text, /£84\.20[^]*it is practice|it is practice[^]*£84\.20/);
    const csv = await laurel.go(`${at}/bank.csv`);
    assert.equal(
      csv.text,
      `payment,way,sort_code,account_number,account_name,card,amount,currency\r\n${reference},bank,123456,12345678,'=Invented,,84.20,GBP\r\n`,
    );
    assert.equal((await laurel.submit(at, { do: 'sent' })).status, 303);
    assert.equal((await laurel.submit('/payments/preview?week=2024-01-15', { week: '2024-01-15' }, '/payments')).status, 409, 'nothing is paid twice');

    // It comes out that they cook for themselves in a safe house since Thursday: the week is turned round and the rest paid.
    standAt(walk, '2024-01-22T09:00:00.000Z');
    const [outreach] = await past<{ id: string }>(db, `select id from payment_fact where file = $1 and kind = 'outreach'`, [file]);
    const ends = await willow.submit(`/support/${reference}/payments`, { do: 'end', id: outreach?.id ?? '', ...on(`end-${outreach?.id ?? ''}`, '2024-01-17') });
    assert.equal(ends.status, 303);
    assert.equal((await add(person, { kind: 'self-catered', ...on('from', '2024-01-18') })).status, 303);
    const before = await recompute(walk.house.kit, reference);
    assert.deepEqual([before?.agrees, before?.lines.length], [false, 6]);
    assert.match(
      before?.lines.join('\n') ?? '',
      /Week of 2024-01-15: £84\.20 stands in the books, £98\.72 is due \(£14\.52 to pay\)\n {2}outreach: £39\.60, 3 of 7 days \(uk\.rate\.outreach/,
    );
    await run(walk, '2024-01-15');
    assert.deepEqual(
      (await legs(walk, file)).slice(2).map((one) => [one.account, one.pence, one.turns]),
      [
        ['bank', 8420, true],
        ['support', -8420, true],
        ['bank', -9872, false],
        ['support', 9872, false],
      ],
    );
    assert.equal((await recompute(walk.house.kit, reference))?.agrees, true);
    const [{ sum } = { sum: null }] = await past<{ sum: number }>(db, 'select sum(pence)::int as sum from payment_leg');
    assert.equal(sum, 0);

    for (const other of ['practice-birch', 'practice-amber', 'practice-oak', 'practice-willow'])
      for (const path of ['/payments', at, `/payments/person/${reference}`])
        assert.equal((await (await sit(walk, other)).go(path)).status, 404, `${other} at ${path}`);
    assert.equal((await laurel.go(`/support/${reference}/payments`)).status, 404, 'a manager reads no worker’s page');
  });
});

onEveryEngine('what changed between preparing and approving is not paid as prepared; payments put aside leave nothing behind', async (_t, db) => {
  await walking(db, async (walk) => {
    const person = await inSupport(walk);
    await add(person, { kind: 'catered', ...on('from', '2024-01-15') });
    const [sycamore, laurel] = [await sit(walk, 'practice-sycamore'), await sit(walk, 'practice-laurel')];
    const at = (await sycamore.submit('/payments/preview?week=2024-01-15', { week: '2024-01-15' }, '/payments')).to ?? '';
    assert.equal((await laurel.submit('/payments/preview?week=2024-01-15', { week: '2024-01-15' }, '/payments')).status, 409, 'one at a time');
    await add(person, { kind: 'pregnancy', ...on('from', '2024-01-15') });
    const refused = await laurel.submit(at, { do: 'approve' });
    assert.equal(refused.status, 409);
    assert.match(refused.text, /has changed since they were prepared/);
    assert.equal((await laurel.submit(at, { do: 'put-aside' })).status, 303);
    assert.deepEqual(await legs(walk, person.file), []);
    await run(walk, '2024-01-15');
    assert.doesNotMatch((await laurel.go(`/payments/person/${person.reference}`)).text, /regnan/, 'a manager reads that something is added, and not why');
  });
});

onEveryEngine('a person found to have two open records is paid in one of them, and in both again when they turn out to be two people', async (_t, db) => {
  await walking(db, async (walk) => {
    const [one, two] = [await inSupport(walk), await inSupport(walk)];
    for (const person of [one, two]) await add(person, { kind: 'outreach', ...on('from', '2024-01-15') });
    const sycamore = await sit(walk, 'practice-sycamore');
    const counts = async (): Promise<readonly (string | undefined)[]> => {
      const { text } = await sycamore.go('/payments/preview?week=2024-01-15');
      return [
        /People\s*<\/dt>\s*<dd[^>]*>\s*(\d+)/.exec(text)?.[1],
        /another open record\s*<\/dt>\s*<dd[^>]*>([^]*?)<\/dd>/.exec(text)?.[1]?.replace(/<[^>]*>|\s/g, ''),
      ];
    };
    const [many, none] = await counts();
    assert.equal(many, '2');
    const why = 'The same birth date. (Invented.)';
    const joined = await one.willow.submit(`/support/${one.reference}/step/known-before`, {
      'known-before-reference': two.reference,
      'known-before-words': why,
    });
    assert.equal(joined.status, 303);
    await walk.house.settled();
    const [paid, left] = await counts();
    assert.equal(paid, '1');
    assert.notEqual(left, none);
    assert.match(left ?? '', new RegExp(`^1:(${one.reference}|${two.reference})$`));
    assert.equal((await one.willow.submit(`/support/${one.reference}/step/not-known-before`, { 'not-known-before-words': why })).status, 303);
    await walk.house.settled();
    assert.deepEqual(await counts(), ['2', none]);
  });
});

onEveryEngine('a hold takes two people, cash and a word to the person on the same day; it ends by itself and what was due is paid then', async (_t, db) => {
  await walking(db, async (walk) => {
    const person = await inSupport(walk);
    await add(person, { kind: 'outreach', ...on('from', '2024-01-15') });
    const [sycamore, laurel] = [await sit(walk, 'practice-sycamore'), await sit(walk, 'practice-laurel')];
    const at = `/payments/person/${person.reference}`;
    const hold = (who: Visitor, fields: Record<string, string>) => who.submit(at, fields, `${at}/hold`);
    assert.equal((await hold(sycamore, { do: 'ask', why: 'account-in-doubt' })).status, 400);
    assert.equal((await hold(sycamore, { do: 'ask', why: 'account-in-doubt', ...on('until', '2024-03-01') })).status, 409, 'too long');
    assert.equal((await hold(sycamore, { do: 'ask', why: 'account-in-doubt', ...on('until', '2024-01-21') })).status, 303);
    assert.equal((await hold(sycamore, { do: 'agree', cash: '35.00' })).status, 409, 'not alone');
    assert.equal((await hold(laurel, { do: 'agree', cash: '' })).status, 409, 'nobody is left without money');
    assert.equal((await hold(laurel, { do: 'agree', cash: '35.00' })).status, 303);
    assert.match((await laurel.go(at)).text, /held until 21 January 2024[^]*has not been told yet/);
    const page = (await person.willow.go(`/support/${person.reference}/payments`)).text;
    assert.match(page, /Tell the person today/);
    assert.equal(
      (await person.willow.submit(`/support/${person.reference}/payments`, { do: 'told', how: 'post' })).status,
      400,
      'no way that nobody called safe',
    );
    assert.equal((await person.willow.submit(`/support/${person.reference}/payments`, { do: 'told', how: 'by-hand' })).status, 303);
    assert.match((await laurel.go(at)).text, /was told on 15 January 2024/);
    assert.match((await sycamore.go('/payments/preview?week=2024-01-15')).text, /payments are held\s*<\/dt>\s*<dd[^>]*>\s*1/);
    assert.equal((await sycamore.submit('/payments/preview?week=2024-01-15', { week: '2024-01-15' }, '/payments')).status, 409, 'nothing is due now');
    assert.deepEqual(
      (await legs(walk, person.file)).map((one) => [one.account, one.pence]),
      [
        ['cash', -3500],
        ['support', 3500],
      ],
    );
    standAt(walk, '2024-01-22T09:00:00.000Z');
    await run(walk, '2024-01-22');
    assert.equal(
      (await legs(walk, person.file)).filter((one) => one.account === 'bank').reduce((sum, one) => sum + one.pence, 0),
      -2 * 3960,
      'both weeks',
    );
    const { state } = await walk.house.kit.db.as(theService, 'support', (tx) => walk.house.kit.ledger.load(tx, supportStream, person.file));
    assert.deepEqual([state.hold?.by, state.hold?.agreed?.by, state.hold?.ended], ['practice-sycamore', 'practice-laurel', null]);
  });
});

onEveryEngine(
  'the database keeps the books whole: no entry that does not come to nothing, no half reversal, no change, no run by one person',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { file } = await inSupport(walk);
      const owner = ownerOf(db);
      const as = (sql: string) => walk.house.kit.db.as(theService, 'support', (tx) => tx.query(sql));
      const run = randomUUID();
      const made = `insert into payment_run (id, week, people, pence, digest, prepared_by, organisation, team) values ('${run}', '2024-01-15', 1, 100, '\\x${'00'.repeat(32)}', 'a', 'o', 't')`;
      await as(made);
      const leg = (entry: string, account: string, pence: number, reverses: string | null = null) =>
        `('${file}', '${entry}', '${account}', ${pence}, '2024-01-15', '${run}', ${reverses ? `'${reverses}'` : 'null'})`;
      const put = (...rows: string[]) => as(`insert into payment_leg (file, entry, account, pence, week, run, reverses) values ${rows.join(', ')}`);
      const failing = (code: string) => (wrong: { code?: string }) => wrong.code === code;
      const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
      await assert.rejects(put(leg(a, 'support', 100), leg(a, 'bank', -99)), failing('23514'));
      await put(leg(a, 'support', 100), leg(a, 'bank', -100));
      await assert.rejects(put(leg(b, 'support', -50, a), leg(b, 'bank', 50, a)), failing('23514'), 'half an entry');
      await put(leg(b, 'support', -100, a), leg(b, 'bank', 100, a));
      await assert.rejects(put(leg(c, 'support', -100, a), leg(c, 'bank', 100, a)), failing('23505'), 'turned round twice');
      await assert.rejects(owner(`update payment_leg set pence = 5 where entry = '${a}'`), failing('23001'));
      await assert.rejects(owner(`update payment_fact set gone = true where file = '${file}'; truncate payment_fact`), failing('23001'));
      await assert.rejects(as(`update payment_run set state = 'approved', approved_by = 'a', approved_at = now() where id = '${run}'`), failing('23514'));
      await assert.rejects(as(`update payment_run set state = 'sent' where id = '${run}'`), failing('23001'));
      await assert.rejects(as(`update payment_run set pence = 1 where id = '${run}'`), failing('23001'));
      await as(`update payment_run set state = 'approved', approved_by = 'b', approved_at = now() where id = '${run}'`);
      await assert.rejects(
        as(
          made.replace(run, randomUUID()).replace('people,', 'people, state, approved_by, approved_at,').replace('1, 100,', "1, 'approved', 'a', now(), 100,"),
        ),
        failing('23514'),
      );
      const hold = (columns: string, values: string) =>
        as(`insert into payment_hold (file, number, asked_by, until_day, ${columns}) values ('${file}', 9, 'a', '2024-01-20', ${values})`);
      await assert.rejects(hold('agreed_by, agreed_on', `'a', '2024-01-15'`), failing('23514'));
    });
  },
);

onEveryEngine('an amount is given by one administrator and stands when another agrees; in the database as well', async (_t, db) => {
  await walking(db, async (walk) => {
    const [oak, elder] = [await sit(walk, 'practice-oak'), await sit(walk, 'practice-elder')];
    const given = {
      rate: 'outreach',
      nation: 'scotland',
      pounds: '41.25',
      'rate-source': 'An invented page',
      ...dotted('rate-from', '2024-01-08'),
      ...dotted('rate-read', '2024-01-10'),
    };
    assert.equal((await oak.submit('/rates', { ...given, pounds: 'forty' })).status, 400);
    const gave = await oak.submit('/rates', given);
    assert.equal(gave.status, 303, /error-summary[^]*?<\/ul>/.exec(gave.text)?.[0]);
    const press = { rate: 'outreach', nation: 'scotland', from: '2024-01-08' };
    assert.equal((await oak.submit('/rates', press, '/rates/agree')).status, 400, 'not alone');
    assert.match((await elder.go('/rates')).text, /Scotland, from 8 January 2024[^]*£41\.25[^]*An invented page/);
    // The same past the program: Oak’s own transaction.
    const alone = walk.house.kit.db.as(personaOf('practice-oak').actor, 'operations', (tx) =>
      tx.query(
        `insert into event (file, number, stream, kind, day, nation, body) select file, max(number) + 1, 'installation', 'RateAgreed', '2024-01-15', '',
           '{"rate": "outreach", "nation": "scotland", "from": "2024-01-08"}' from event where stream = 'installation' group by file`,
      ),
    );
    await assert.rejects(alone, /second administrator/);
    assert.equal((await elder.submit('/rates', press, '/rates/agree')).status, 303);
    assert.match((await oak.go('/rates')).text, /£41\.25[^]*An invented page[^]*Confirmed/);
  });
});

onEveryEngine('outside practice nothing is paid on an amount that nobody has confirmed', async (_t, db) => {
  await walking(db, async (walk) => {
    const person = await inSupport(walk);
    await add(person, { kind: 'outreach', ...on('from', '2024-01-15') });
    Object.assign(walk.house.kit.db, { practice: false });
    try {
      const sycamore = await sit(walk, 'practice-sycamore');
      const refused = await sycamore.submit('/payments/preview?week=2024-01-15', { week: '2024-01-15' }, '/payments');
      assert.equal(refused.status, 409);
      assert.match(refused.text, /is not confirmed[^]*How much is paid to somebody in support who lives elsewhere/);
    } finally {
      Object.assign(walk.house.kit.db, { practice: true });
    }
  });
});

onEveryEngine('the file for the bank is safe to open and says nothing more than a bank needs', (_t) => {
  const file = bankFile([
    { file: '' as FileId, reference: 'AAAA-BBBB-CCCC' as never, pence: 5, account: { way: 'card', card: '6000000000' } },
    {
      file: '' as FileId,
      reference: 'DDDD-EEEE-FFFF' as never,
      pence: 123_456,
      account: { way: 'bank', sort: '000000', number: '00000000', holder: '+In, "vented"' },
    },
  ]);
  assert.deepEqual(file.split('\r\n').slice(1), [
    'AAAA-BBBB-CCCC,card,,,,6000000000,0.05,GBP',
    `DDDD-EEEE-FFFF,bank,000000,00000000,"'+In, ""vented""",,1234.56,GBP`,
    '',
  ]);
  assert.ok(day('2024-01-15'));
  return Promise.resolve();
});
