// The quarterly tables against a slow count of the same invented answers: every margin, stock and flow, and what later records cannot change.
import assert from 'node:assert/strict';
import { addDays, day, daysBetween, type Day, type Instant } from '#base/day.ts';
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Database } from '#kit/store/database.ts';
import { theService } from '#kit/store/database.ts';
import { count } from '#kit/store/statistics.ts';
import { checkOds } from '#kit/view/ods-check.ts';
import { total } from '#methods/disclosure/table.ts';
import { countTables, wholeTable, type Part } from '#rooms/figures/quarterly/count.ts';
import { definitions } from '#rooms/figures/quarterly/definitions.ts';
import { unscheduled } from '#rooms/figures/quarterly/conduct.ts';
import { countRelease, makeRelease } from '#rooms/figures/quarterly/release.ts';
import { revisionsOf } from '#rooms/figures/quarterly/revisions.ts';
import { micro } from '#rooms/figures/quarterly/tables.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { chance, type Chance } from '#practice/random.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine } from '#tests/engines.ts';

const heather = personaOf('practice-heather').actor;
const span = { first: day('2023-10-01'), last: day('2023-12-31') };
const until = day('2024-01-14');
const [rg, cg] = ['reasonable-grounds', 'conclusive-grounds'] as const;
const stages = [rg, cg];

type Life = {
  readonly sent: Day;
  readonly age: string;
  readonly gender: string;
  readonly place: string;
  readonly nationality: readonly string[];
  readonly exploitation: readonly string[];
  readonly first?: { readonly day: Day; readonly outcome: string };
  readonly again?: { readonly day: Day; readonly outcome: string };
  readonly second?: { readonly day: Day; readonly outcome: string };
  readonly ended?: { readonly day: Day; readonly why: string };
  readonly duplicate: boolean;
};

function lifeOf(random: Chance): Life {
  const sent = addDays(day('2023-07-15'), random.below(190));
  const later = (from: Day, most: number): Day => addDays(from, 1 + random.below(most));
  const outcome = (): string => (random.sometimes(0.6) ? 'positive' : 'negative');
  const first = random.sometimes(0.8) ? { day: later(sent, 60), outcome: outcome() } : undefined;
  const again = first?.outcome === 'negative' && random.sometimes(0.3) ? { day: later(first.day, 30), outcome: outcome() } : undefined;
  const open = first?.outcome === 'positive' ? first.day : again?.outcome === 'positive' ? again.day : undefined;
  const second = open && random.sometimes(0.5) ? { day: later(open, 90), outcome: outcome() } : undefined;
  const last = second?.day ?? again?.day ?? first?.day ?? sent;
  return {
    sent,
    age: random.pick(['adult', 'adult', 'child', 'unknown']),
    gender: random.pick(['male', 'male', 'female', 'other']),
    place: random.pick(['uk', 'overseas', 'not-specified']),
    nationality: random.sometimes(0.1) ? ['albanian', 'italian'] : [random.pick(['uk', 'albanian', 'vietnamese', 'eritrean'])],
    exploitation: random.sometimes(0.2) ? ['criminal', 'labour'] : [random.pick(['criminal', 'labour', 'sexual'])],
    ...(first ? { first } : {}),
    ...(again ? { again } : {}),
    ...(second ? { second } : {}),
    ...(!second && random.sometimes(0.15) ? { ended: { day: later(last, 40), why: random.pick(['withdrawn', 'died']) } } : {}),
    duplicate: random.sometimes(0.03),
  };
}

/** Each life's answers, counted as the program counts them; nothing after the last day known. */
async function put(db: Database, lives: readonly Life[]): Promise<void> {
  await db.as(theService, 'identification', async (tx) => {
    for (const life of lives) {
      const at = (question: string, code: string, validFrom: Day) => ({ question, code, validFrom });
      const on = (question: string, of: { readonly day: Day; readonly outcome: string } | undefined) => (of ? [at(question, of.outcome, of.day)] : []);
      const rows = [
        at('referred', 'england', life.sent),
        at('responder', 'police-essex', life.sent),
        at('age-at-exploitation', life.age, life.sent),
        at('gender', life.gender, life.sent),
        at('exploitation-place', life.place, life.sent),
        ...life.exploitation.map((code) => at('exploitation', code, life.sent)),
        ...life.nationality.map((code, i) => at(`nationality-${i + 1}`, code, life.sent)),
        ...on(rg, life.first),
        ...on(`${rg}-again`, life.again),
        ...on(cg, life.second),
        ...(life.ended ? [at('ended', life.ended.why, life.ended.day)] : []),
        ...(life.duplicate ? [at('duplicate', 'confirmed', life.sent)] : []),
      ];
      await count(tx, null, rows);
    }
  });
}

const inPeriod = (on: Day | undefined): boolean => on !== undefined && on >= span.first && on <= span.last;
const stands = (lives: readonly Life[]): readonly Life[] => lives.filter((life) => !life.duplicate);
const openedCg = (life: Life): { readonly day: Day; readonly by: 'positive' | 'again' } | undefined =>
  life.first?.outcome === 'positive'
    ? { day: life.first.day, by: 'positive' }
    : life.again?.outcome === 'positive'
      ? { day: life.again.day, by: 'again' }
      : undefined;

const partOf = (parts: readonly Part[], id: string, apart?: string): Part => {
  const found = parts.find((part) => part.definition.id === id && part.apart?.code === apart);
  assert.ok(found, id);
  return found;
};
/** The count of a cell, by the codes of the dimensions named; all others in total. */
function cell(part: Part, codes: Readonly<Record<string, string>>): number {
  const { names, cells } = wholeTable(part);
  const found = cells.find((one) => one.codes.every((code, at) => code === (codes[names[at] ?? ''] ?? total)));
  assert.ok(found, JSON.stringify(codes));
  return found.count;
}

const counted = (db: Database, moment: Instant): Promise<readonly Part[]> =>
  db.as(heather, 'statistics', (tx) => countTables(tx, uk, definitions, '2023-Q4', { span, moment, until, stages }, 'coarse'));
const momentOf = (db: Database): Promise<Instant> => db.as(heather, 'statistics', (tx) => asOf(tx));

onEveryEngine('every quarterly table counts what a slow count of the same answers finds', async (t, db) => {
  const random = chance(7, 'quarterly');
  const lives = Array.from({ length: 400 }, () => lifeOf(random));
  await put(db, lives);
  const parts = await counted(db, await momentOf(db));
  const sent = stands(lives).filter((life) => inPeriod(life.sent));

  await t.test('referrals by age, place, gender, nationality, kinds, and how far they have come', () => {
    assert.ok(sent.length > 100);
    const all: readonly (readonly [string, Readonly<Record<string, string>>, (life: Life) => boolean])[] = [
      ['age_place', {}, () => true],
      ['age_place', { age: 'child', place: 'uk' }, (life) => life.age === 'child' && life.place === 'uk'],
      ['exploitation_gender', { exploitation: 'criminal+labour' }, (life) => life.exploitation.length === 2],
      [
        'exploitation_gender',
        { exploitation: 'sexual', gender: 'female', age: 'adult' },
        (l) => l.exploitation[0] === 'sexual' && l.gender === 'female' && l.age === 'adult',
      ],
      ['nationality_gender', { nationality: 'albanian+italian' }, (life) => life.nationality.length === 2],
      ['county_lines', { county: 'unknown' }, () => true],
      ['how_far', { reached: `${rg}-waiting` }, (life) => !life.first && !life.ended],
      ['how_far', { reached: `${rg}-ended` }, (life) => !life.first && !!life.ended],
      ['how_far', { reached: `${rg}-positive` }, (life) => !!openedCg(life)],
      ['how_far', { reached: `${cg}-positive`, age: 'adult' }, (life) => life.second?.outcome === 'positive' && life.age === 'adult'],
    ];
    for (const [id, codes, which] of all) assert.equal(cell(partOf(parts, id), codes), sent.filter(which).length, `${id} ${JSON.stringify(codes)}`);
  });

  await t.test('decisions by outcome, and by days since the stage opened', () => {
    const made = stands(lives).filter((life) => inPeriod(life.second?.day));
    assert.equal(cell(partOf(parts, 'decisions_gender', cg), { outcome: 'positive' }), made.filter((life) => life.second?.outcome === 'positive').length);
    const within = made.filter((life) => {
      const opened = openedCg(life);
      return opened && life.second && daysBetween(opened.day, life.second.day) <= 30 && daysBetween(opened.day, life.second.day) > 5;
    });
    assert.equal(cell(partOf(parts, 'decision_days', cg), { days: 'to-30' }), within.length);
    assert.equal(cell(partOf(parts, 'decision_days', rg), {}), stands(lives).filter((life) => inPeriod(life.first?.day)).length);
  });

  await t.test('who waited at the start and came, less who was decided and ended, waits at the end, in every cell', () => {
    for (const stage of stages) {
      const part = partOf(parts, 'caseload', stage);
      const ages = [total, 'adult', 'child', 'unknown'];
      for (const age of ages) {
        const waiting = stands(lives).flatMap((life) => {
          const opened = stage === rg ? { day: life.sent, by: 'sent' } : openedCg(life);
          const decided = stage === rg ? life.first : life.second;
          const ended = life.ended && life.ended.day <= span.last ? life.ended.day : undefined;
          const left = decided && decided.day <= span.last ? decided.day : ended;
          if (!opened || opened.day > span.last || (left && left < span.first) || (age !== total && life.age !== age)) return [];
          return [{ came: opened.day < span.first ? 'before' : opened.by, gone: !left ? 'open' : decided && decided.day <= span.last ? 'decided' : 'ended' }];
        });
        for (const came of [total, 'before', ...(stage === rg ? ['sent'] : ['positive', 'again'])])
          for (const gone of [total, 'decided', 'ended', 'open'])
            assert.equal(
              cell(part, { age, came, gone }),
              waiting.filter((one) => (came === total || one.came === came) && (gone === total || one.gone === gone)).length,
              `${stage} ${age} ${came} ${gone}`,
            );
        const whole = cell(part, { age });
        const came = ['before', ...(stage === rg ? ['sent'] : ['positive', 'again'])].reduce((sum, code) => sum + cell(part, { age, came: code }), 0);
        assert.equal(came, whole);
        assert.equal(cell(part, { age, gone: 'open' }), came - cell(part, { age, gone: 'decided' }) - cell(part, { age, gone: 'ended' }));
      }
    }
  });

  await t.test('who waits at the end of one quarter waits at the start of the next', async () => {
    const next = { span: { first: day('2024-01-01'), last: day('2024-03-31') }, moment: await momentOf(db), until, stages };
    const after = await db.as(heather, 'statistics', (tx) => countTables(tx, uk, definitions, '2024-Q1', next, 'coarse'));
    for (const stage of stages)
      for (const age of [total, 'adult', 'child', 'unknown'])
        assert.equal(
          cell(partOf(parts, 'caseload', stage), { age, gone: 'open' }),
          cell(partOf(after, 'caseload', stage), { age, came: 'before' }),
          `${stage} ${age}`,
        );
  });

  await t.test('whoever came to wait is followed to the decision, the end, or the last day known', async () => {
    const moment = await momentOf(db);
    const [read = []] = await db.as(heather, 'statistics', (tx) => micro(tx, 'followed', [['stage', 'end', 'days']], { span, moment, until, stages }));
    const sums = (of: readonly (readonly [string, number])[]): readonly string[] => {
      const found = new Map<string, number>();
      for (const [key, people] of of) found.set(key, (found.get(key) ?? 0) + people);
      return [...found].map(([key, people]) => `${key} ${people}`).sort();
    };
    const known = (of: Day | undefined): Day | undefined => (of && of <= until ? of : undefined);
    const expected = stands(lives).flatMap((life) =>
      stages.flatMap((stage): (readonly [string, number])[] => {
        const opened = stage === rg ? life.sent : openedCg(life)?.day;
        if (!opened || !inPeriod(opened)) return [];
        const decided = known((stage === rg ? life.first : life.second)?.day);
        const ended = known(life.ended?.day);
        const end = decided ? 'event' : ended && ended >= opened ? 'other' : 'waiting';
        return [[`${stage} ${end} ${daysBetween(opened, decided ?? (end === 'other' ? (ended ?? until) : until))}`, 1]];
      }),
    );
    assert.deepEqual(sums(read.map((row) => [`${row['stage']} ${row['end']} ${row['days']}`, row.people])), sums(expected));
  });

  await t.test('support that ended in the period, by why', async () => {
    const ends = ['moved-on', 'moved-on', 'died'].map((code, i) => ({
      question: 'support-ended',
      code,
      validFrom: day(i === 1 ? '2024-01-02' : '2023-11-05'),
    }));
    await db.as(theService, 'identification', async (tx) => {
      for (const one of ends) await count(tx, null, [one]);
    });
    const reading = { span, moment: await db.as(heather, 'statistics', asOf), until, stages };
    const again = await db.as(heather, 'statistics', (tx) => countTables(tx, uk, definitions, '2023-Q4', reading, 'coarse'));
    assert.deepEqual(
      partOf(again, 'support_exits').rows.map(({ codes, people }) => [codes[0], people]),
      [
        ['died', 1],
        ['moved-on', 1],
      ],
    );
  });

  await t.test('referrals that ended, by when', () => {
    const ended = stands(lives).filter((life) => life.ended && inPeriod(life.ended.day));
    assert.equal(cell(partOf(parts, 'ended'), {}), ended.length);
    assert.equal(cell(partOf(parts, 'ended'), { waited: rg }), ended.filter((life) => !life.first).length);
    assert.equal(cell(partOf(parts, 'ended'), { why: 'died' }), ended.filter((life) => life.ended?.why === 'died').length);
  });
});

onEveryEngine('later records, duplicates and corrections leave every file of an earlier day as it was, byte for byte', async (_t, db) => {
  const random = chance(11, 'quarterly');
  await put(
    db,
    Array.from({ length: 150 }, () => lifeOf(random)),
  );
  const then = await momentOf(db);
  const wanted = definitions.filter(({ id }) => ['age_place', 'decisions_authority', 'caseload', 'county_lines'].includes(id));
  const make = async (moment: Instant): Promise<ReadonlyMap<string, Uint8Array>> => {
    const read = await db.as(heather, 'statistics', (tx) => countRelease(tx, uk, '2023-Q4', until, { span, moment, until }, wanted));
    return (await makeRelease(read, unscheduled(true))).files;
  };
  const first = await make(then);
  assert.ok(first.has('tables.ods') && first.has('dcat.json'));
  assert.deepEqual(await make(then), first, 'made twice, the bytes are the same');

  // Eight write at once, and meanwhile the release of then is made again.
  const late = Array.from({ length: 8 }, () => Array.from({ length: 5 }, () => lifeOf(random)));
  const [meanwhile] = await Promise.all([make(then), ...late.map((lives) => put(db, lives))]);
  assert.deepEqual(meanwhile, first, 'what is being written changes nothing of then');
  const [row] = await db.as(heather, 'statistics', (tx) =>
    tx.query<{ id: string }>(
      `select statistics_id::text as id from statistic s where question = 'referred' and valid_from between '2023-10-01' and '2023-12-31'
         and not exists (select from statistic d where d.statistics_id = s.statistics_id and d.question = 'duplicate') order by recorded_from limit 1`,
    ),
  );
  assert.ok(row);
  await db.as(theService, 'identification', async (tx) => {
    await tx.query(`select set_config('nrm.counted', $1, true)`, [row.id]);
    await tx.query(
      `update statistic set recorded_to = clock_timestamp() where statistics_id = $1 and question = 'age-at-exploitation' and recorded_to = 'infinity'`,
      [row.id],
    );
    await tx.query(
      `insert into statistic (statistics_id, question, code, valid_from) values ($1, 'age-at-exploitation', 'child', '2023-11-01'), ($1, 'duplicate', 'confirmed', '2023-11-01')`,
      [row.id],
    );
  });
  assert.deepEqual(await make(then), first, 'what came later changes nothing of then');
  const now = await momentOf(db);
  assert.notDeepEqual(await make(now), first, 'and is seen now');

  const { net, rows } = await db.as(heather, 'statistics', (tx) => revisionsOf(tx, uk, span, { day: until, moment: then }, { day: until, moment: now }));
  const referrals = net.find(({ what }) => what === 'Referrals');
  const entered = rows.filter(({ question, move }) => question === 'referred' && move === 'entered');
  const [left, sentLate] = [rows.filter(({ question }) => question === 'duplicate'), entered.length];
  assert.ok(sentLate > 5 && left.length >= 1);
  const lateDuplicates = rows.filter(({ question, unit }) => question === 'duplicate' && entered.some((one) => one.unit === unit)).length;
  assert.equal(
    (referrals?.after ?? 0) - (referrals?.before ?? 0),
    sentLate - lateDuplicates - (left.length - lateDuplicates),
    'the rows explain the net revision',
  );
  assert.ok(
    rows.some(({ because }) => /duplicate/.test(because)) &&
      rows.some(({ because }) => /recorded since/.test(because)) &&
      rows.some(({ because }) => /put right/.test(because)),
  );
});

onEveryEngine('another country with few referrals and no decision has its release too', async (_t, db) => {
  await db.as(theService, 'identification', async (tx) => {
    for (let i = 0; i < 30; i += 1)
      await count(tx, null, [
        { question: 'referred', code: 'shire', validFrom: day('2023-11-02') },
        { question: 'age-at-exploitation', code: i % 3 ? 'adult' : 'child', validFrom: day('2023-11-02') },
      ]);
  });
  const moment = await momentOf(db);
  const read = await db.as(heather, 'statistics', (tx) => countRelease(tx, example, '2023-Q4', until, { span, moment, until }));
  const { tables, files } = await makeRelease(read, unscheduled(true));
  const ages = tables.find(({ id }) => id === 'age_place')?.lines.at(-1)?.values;
  assert.deepEqual(
    ages?.map((one) => ('value' in one ? one.value : one.mark)),
    [20, 10, 0, 30],
  );
  assert.deepEqual(checkOds(files.get('tables.ods') ?? new Uint8Array()), []);
});
