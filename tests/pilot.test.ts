// "Is the pilot working?" and the backlog over real HTTP, on both engines: what is read of the table is what a slow reading gives, and bad input is said beside its field.
import assert from 'node:assert/strict';
import { addDays, addMinutes, day, daysBetween, instant, type Day, type Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { theService } from '#kit/store/database.ts';
import { count } from '#kit/store/statistics.ts';
import { seeded } from '#methods/seeded.ts';
import { personaOf } from '#practice/people.ts';
import { practicePilots } from '#practice/pilots.ts';
import { weekCells } from '#rooms/figures/backlog/store.ts';
import { pilotCases, type InventedRow, type PilotCase } from '#rooms/figures/pilot/store.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, visitor, walking, type Walk } from '#tests/walk.ts';

const counter = personaOf('practice-heather').actor;
const stages = ['reasonable-grounds', 'conclusive-grounds'];
const unescaped = (text: string): string => text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** Invented rows of a few hundred cases with everything that may befall one, some recorded late. */
function rows(seed: number): readonly InventedRow[] {
  const draw = seeded(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(draw() * from.length)] as T;
  return Array.from({ length: 200 }, (_unused, i) => i).flatMap((i) => {
    const id = `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`;
    const sent = addDays(day('2022-01-01'), Math.floor(draw() * 300));
    const made: InventedRow[] = [];
    const put = (question: string, code: string, validFrom: Day): void => {
      const noon = instant(`${validFrom}T12:00:00.000Z`);
      made.push({ id, question, code, validFrom, recordedFrom: draw() < 0.2 ? addMinutes(noon, 60 * 24 * 40) : noon });
    };
    const later = (days: number): Day => addDays(sent, Math.floor(draw() * days));
    put('referred', pick(['england', 'wales']), sent);
    if (draw() < 0.9) put('police-force', pick(['kent', 'surrey']), sent);
    for (const [question, codes] of [
      ['age-at-exploitation', ['child', 'adult']],
      ['gender', ['female', 'male']],
      ['exploitation-place', ['uk', 'overseas']],
    ] as const)
      if (draw() < 0.8) put(question, pick(codes), sent);
    for (const code of ['criminal', 'labour']) if (draw() < 0.5) put('exploitation', code, sent);
    if (draw() < 0.1) put('duplicate', 'confirmed', later(100));
    for (const stage of stages) {
      if (draw() < 0.7) put(stage, pick(['positive', 'negative']), later(300));
      if (draw() < 0.2) put('reconsideration-asked', stage, later(400));
      if (draw() < 0.2) put(`${stage}-again`, pick(['positive', 'negative']), later(400));
    }
    if (draw() < 0.2) put('ended', 'withdrawn', later(300));
    return made;
  });
}

/** Case by case, with no grouping: what the reading should give. */
function slowly(all: readonly InventedRow[], moment: Instant, first: Day, last: Day, until: Day, stage: string): readonly PilotCase[] {
  const known = all.filter((row) => row.recordedFrom <= moment);
  const earlier = stages.slice(0, stages.indexOf(stage));
  return [...new Set(known.map((row) => row.id))].flatMap((id) => {
    const own = known.filter((row) => row.id === id);
    if (own.some((row) => row.question === 'duplicate')) return [];
    const seen = own.filter((row) => row.validFrom <= until);
    const of = (question: string) => seen.filter((row) => row.question === question);
    const sent = of('referred')[0]?.validFrom;
    if (!sent || sent < first || sent > last) return [];
    const turned = earlier.flatMap((one) => of(one).filter((row) => row.code === 'negative'));
    const mended = earlier.some((one) => of(`${one}-again`).some((row) => row.code === 'positive'));
    const stops = [...of('ended'), ...(mended ? [] : turned)].map((row) => row.validFrom).sort();
    return [
      {
        area: of('police-force')[0]?.code ?? 'unknown',
        sent,
        age: of('age-at-exploitation')[0]?.code ?? 'unknown',
        gender: of('gender')[0]?.code ?? 'unknown',
        exploitation:
          of('exploitation')
            .map((row) => row.code)
            .sort()
            .join(' ') || 'not-specified',
        place: of('exploitation-place')[0]?.code ?? 'not-specified',
        decided: of(stage)[0]?.validFrom ?? null,
        outcome: of(stage)[0]?.code ?? null,
        stopped: stops[0] ?? null,
        asked: of('reconsideration-asked').some((row) => row.code === stage),
        again: of(`${stage}-again`)[0]?.code ?? null,
      },
    ];
  });
}

const sorted = (cases: readonly PilotCase[]): readonly string[] => cases.map((one) => JSON.stringify(Object.entries(one).sort())).sort();
const rowsCounted = async (tx: Tx): Promise<number> => (await tx.query<{ n: number }>('select count(*)::int as n from statistic'))[0]?.n ?? 0;

onEveryEngine('cases read for a pilot are those of a slow reading, at either stage, as of any day; invented ones stay out of the table', async (_t, db) => {
  await walking(db, async ({ house: { kit } }) => {
    const all = rows(5);
    await kit.db.as(counter, 'statistics', async (tx) => {
      const before = await rowsCounted(tx);
      for (const stage of stages)
        for (const moment of ['2023-06-01T00:00:00Z', '2022-08-01T00:00:00Z'] as Instant[])
          for (const until of [day('2022-07-15'), day('2023-05-31')]) {
            const wanted = {
              moment,
              first: day('2022-02-01'),
              last: day('2022-09-30'),
              until,
              stage,
              earlier: stages.slice(0, stages.indexOf(stage)),
              byForce: true,
            };
            const found = await pilotCases(tx, wanted, all);
            assert.ok(found.length > 20);
            assert.deepEqual(sorted(found), sorted(slowly(all, moment, wanted.first, wanted.last, until, stage)), `${stage} ${moment} ${until}`);
          }
      assert.equal(await rowsCounted(tx), before);
      assert.deepEqual(
        await pilotCases(tx, {
          moment: await asOf(tx),
          first: day('2022-02-01'),
          last: day('2022-09-30'),
          until: day('2023-01-01'),
          stage: stages[0] ?? '',
          earlier: [],
          byForce: true,
        }),
        [],
      );
    });
  });
});

/** Counted rows as the house counts them, of no file. */
async function counts(
  { house: { kit } }: Walk,
  of: (i: number) => readonly { readonly question: string; readonly code: string; readonly validFrom: Day }[],
  many: number,
): Promise<void> {
  await kit.db.as(theService, 'intake', async (tx) => {
    for (let i = 0; i < many; i += 1) await count(tx, null, of(i));
  });
}

onEveryEngine('the table itself is read: 240 counted cases become a comparison, and a backlog with its weeks', async (_t, db) => {
  await walking(db, async (walk) => {
    const forces = ['kent', 'surrey', 'essex', 'dorset'];
    await counts(
      walk,
      (i) => {
        const sent = addDays(day('2022-01-01'), (i * 37) % 600);
        const [pilot, since] = [i % 4 < 2, sent >= '2022-11-01'];
        const waits = (pilot && since ? 20 : 60) + (i % 30);
        const decided = addDays(sent, waits);
        return [
          { question: 'referred', code: 'england', validFrom: sent },
          { question: 'police-force', code: forces[i % 4] ?? '', validFrom: sent },
          { question: 'gender', code: 'female', validFrom: sent },
          ...(i % 41 === 40 ? [] : [{ question: 'reasonable-grounds', code: i % 3 === 0 ? 'negative' : 'positive', validFrom: decided }]),
        ];
      },
      240,
    );
    const her = await sit(walk, 'practice-heather');
    const { status, text } = await her.go(
      '/figures/pilot?stage=reasonable-grounds&pilot=kent,surrey&compare=essex,dorset&base=2022-01-01&from=2022-11-01&to=2023-09-01',
    );
    assert.equal(status, 200);
    const said = /Of the first (\d+) days, ([\d.]+) fewer were waited on average/.exec(text);
    assert.ok(said && Math.abs(Number(said[2]) - 40) < 12, said?.[0] ?? /What changed[^]{0,600}/.exec(text)?.[0] ?? text.slice(-3000));
    for (const part of [
      'This does not prove a cause',
      'biased by length',
      'Were decisions as good?',
      'chosen anew among all 4',
      'have not passed disclosure control',
    ])
      assert.ok(unescaped(text).includes(part), part);
    assert.ok(!/Became positive[^]*?<td[^>]*>\s*[1-4]\s*<\/td>/.test(text.slice(text.indexOf('Cases in each group'))), 'no small count stands on the page');

    const cells = await walk.house.kit.db.as(counter, 'statistics', async (tx) =>
      weekCells(tx, { moment: await asOf(tx), until: day('2024-01-15'), stage: 'reasonable-grounds', before: undefined }),
    );
    const of = (what: string): number => cells.filter((one) => one.what === what).reduce((sum, one) => sum + one.people, 0);
    assert.deepEqual([of('open'), of('came'), of('closed')], [5, 240, 235]);
    const oldest = Math.max(...cells.filter((one) => one.what === 'came').map((one) => one.weeks));
    assert.equal(oldest, Math.floor(daysBetween(day('2022-01-01'), day('2024-01-15')) / 7));
    const backlog = await her.go('/figures/backlog?stage=reasonable-grounds&staff=1&rate=2&target=5&weeks=26');
    assert.equal(backlog.status, 200);
    for (const part of ['Open on 15 January 2024', 'What may become of it', 'To reach it in 90 of 100', 'Little’s law'])
      assert.ok(unescaped(backlog.text).includes(part), part);
  });
});

onEveryEngine('bad input is said beside its field with what was typed, too few cases too, and nobody else may ask', async (_t, db) => {
  await walking(db, async (walk) => {
    await sendAs(walk.house, 'practice-amber', adult);
    const her = await sit(walk, 'practice-heather');
    const base = '/figures/pilot?pilot=kent&base=2022-01-01&from=2022-11-01';
    for (const [query, field, says] of [
      ['&to=2022-02-02', 'to', 'The last day must come after the first'],
      ['&to=2030-01-01', 'to', 'Enter a day that has been'],
      ['&to=2023-02-02&compare=kent', 'compare', 'In the pilot and compared with: Kent Police'],
      ['&to=2023-02-02', 'pilot', 'Fewer than 20 such cases'],
    ] as const) {
      const { status, text } = await her.go(base + query);
      assert.equal(status, 400, query);
      assert.ok(new RegExp(`id="${field}-error"[^]{0,200}${says}`).test(text), `${query}: ${says}`);
      assert.match(text, /There is a problem/);
      assert.ok(text.includes('value="2022"'), 'what was typed is still there');
      assert.ok(!text.includes('What changed'), 'and nothing is compared');
    }
    const wrong = await her.go('/figures/backlog?staff=many&rate=0&target=1.5&weeks=500');
    assert.equal(wrong.status, 400);
    for (const field of ['staff', 'rate', 'target', 'weeks']) assert.ok(wrong.text.includes(`id="${field}-error"`), field);
    assert.ok(wrong.text.includes('value="many"'));
    for (const persona of ['practice-amber', 'practice-elm', 'practice-birch', 'practice-willow']) {
      const other = await sit(walk, persona);
      for (const path of ['/figures/pilot', '/figures/backlog']) assert.equal((await other.go(path)).status, 404, `${persona} at ${path}`);
    }
    assert.equal((await visitor(walk.base).go('/figures/pilot')).status, 303);
  });
});

onEveryEngine('each worked example says that it is invented, finds what was planted, and claims no cause', async (_t, db) => {
  await walking(db, async (walk) => {
    const her = await sit(walk, 'practice-heather');
    await sendAs(walk.house, 'practice-amber', adult);
    const first = await her.go('/figures/pilot');
    assert.ok((await her.go('/figures')).text.includes('href="/figures/pilot"'));
    for (const one of practicePilots(walk.house.kit.law)) {
      const href =
        [...first.text.matchAll(/href="([^"]+)"/g)].map((found) => unescaped(found[1] ?? '')).find((found) => found.includes(one.id)) ?? assert.fail(one.id);
      const { status, text } = await her.go(href);
      assert.equal(status, 200, one.id);
      for (const part of ['Invented cases in the shape of', 'say nothing about what', 'This does not prove a cause'])
        assert.ok(unescaped(text).includes(part), `${one.id}: ${part}`);
      const said = /([\d.]+) fewer were waited on average than if the pilot areas had moved like the others \(between ([\d.]+) and ([\d.]+) fewer\)/.exec(text);
      assert.ok(said && Number(said[2]) > 0 && Number(said[2]) < Number(said[3]), `${one.id}: ${said?.[0] ?? ''}`);
      assert.match(text, /<svg[^>]+role="img"/);
      assert.ok((text.match(/<table/g) ?? []).length >= 7);
    }
    assert.match(
      (await her.go(`/figures/pilot?example=children-2021&${practicePilots(walk.house.kit.law)[1]?.query}`)).text,
      /Began 19 February 2023|Began 20 February 2023|Began [0-9]+ [A-Z][a-z]+ 202[23]/,
    );
  });
});
