// What the desk's work adds up to: signals and situations by month, as recorded at a moment, against what the ledger itself tells.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readReference, type FileId } from '#base/id.ts';
import { day, type instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { closeSignal, codeSignal, openSignal, passOn, reporterWrites, signalStream, type Coded, type Signal, type SignalEvent } from '#journey/signal.ts';
import { putTogether, situationStream, takeOut } from '#journey/situation.ts';
import { byReference, createFile } from '#kit/store/files.ts';
import { asOf } from '#kit/store/statistics.ts';
import { personaOf } from '#practice/people.ts';
import { bandOf, readBands } from '#rooms/figures/signals/count.ts';
import { signalsByMonth, type Cell } from '#rooms/figures/signals/tables.ts';
import { onEveryEngine } from './engines.ts';
import { later, sit, walking, type Visitor, type Walk } from './walk.ts';

const words = 'Eight men sleep in one container behind the station in Invented Town';
const { actor } = personaOf('practice-bracken');
const statistician = personaOf('practice-heather').actor;
const line = /\/helpline\/desk\/([0-9A-Z-]{14})/g;
const linesOf = async (by: Visitor): Promise<readonly string[]> => [
  ...new Set([...(await by.go('/helpline/desk')).text.matchAll(line)].map((found) => found[1] ?? '')),
];

onEveryEngine('the figures count signals by month, are revised when one is coded anew, and an earlier day still reads as it read then', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const bracken = await sit(walk, 'practice-bracken');
    await bracken.submit('/helpline/letter', { mark: 'one', words, danger: 'no' });
    const [reference = ''] = await linesOf(bracken);
    await bracken.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`);
    const actor = personaOf('practice-bracken').actor;
    const file = await kit.db.as(actor, 'intake', (tx) => byReference(tx, readReference(reference) ?? ('' as never), 'any'));
    const doing = { by: actor.person, now: kit.clock.now() };
    const how = { day: kit.clock.today(), at: doing.now, nation: 'england' };
    assert.ok(file);
    const id = file.id;
    const code = (kinds: ['labour'] | ['sexual', 'criminal']) =>
      kit.ledger.perform(
        actor,
        'intake',
        signalStream,
        id,
        (state) => codeSignal(state, { kinds, setting: 'car-wash', place: 'england', people: 'many', age: 'adult', sure: 'seen' }, doing),
        how,
      );
    assert.ok((await code(['labour'])).ok);
    const statistician = personaOf('practice-heather').actor;
    const cells = async (moment?: ReturnType<typeof instant>) =>
      kit.db.as(statistician, 'statistics', async (tx) =>
        signalsByMonth(tx, { first: day('2024-01-01'), last: day('2024-01-31') }, moment ?? (await asOf(tx))),
      );
    const before = await kit.db.as(statistician, 'statistics', asOf);
    const kinds = (some: Awaited<ReturnType<typeof cells>>) =>
      some.filter((cell) => cell.counts === 'signal' && cell.by === 'kind').map((cell) => `${cell.code} ${cell.number}`);
    assert.deepEqual(kinds(await cells()), ['labour 1']);
    assert.ok((await code(['sexual', 'criminal'])).ok);
    for (const to of ['intelligence', 'labour-inspectorate'] as const)
      assert.ok(
        (await kit.ledger.perform(actor, 'intake', signalStream, id, (state) => passOn(state, { to, ground: 'names-nobody', file: null }, doing), how)).ok,
      );
    assert.ok((await kit.ledger.perform(actor, 'intake', signalStream, id, (state) => closeSignal(state, 'no-sign', doing), how)).ok);
    assert.deepEqual(kinds(await cells()), ['criminal 1', 'sexual 1']);
    assert.deepEqual(kinds(await cells(before)), ['labour 1']);
    const now = await cells();
    const of = (name: string) => now.filter(({ counts, by }) => counts === 'signal' && by === name).map((cell) => `${cell.month} ${cell.code} ${cell.number}`);
    assert.deepEqual(of('total'), ['2024-01 all 1']);
    assert.deepEqual(of('channel'), ['2024-01 letter 1']);
    assert.deepEqual(of('outcome'), ['2024-01 no-sign 1']);
    assert.deepEqual(of('first-read'), ['2024-01 15-minutes 1']);
    assert.deepEqual(of('first-response'), ['2024-01 15-minutes 1'], 'the first of two, once');
    assert.ok(
      (await cells(before)).some((cell) => cell.by === 'first-response' && cell.code === 'none'),
      'read, and nothing done yet',
    );
  });
});

/** One quarter of an hour after another, and each time something at random that a desk does. */
async function work(walk: Walk, signals: readonly FileId[], situations: readonly FileId[], steps: number): Promise<void> {
  const { kit } = walk.house;
  const any = <T>(of: readonly T[]): T => of[randomInt(of.length)] as T;
  for (let step = 0; step < steps; step += 1) {
    const doing = { by: actor.person, now: kit.clock.now() };
    const how = { day: kit.clock.today(), at: doing.now, nation: 'england' };
    const signal = any(signals);
    const acts: readonly ((state: Signal) => Outcome<SignalEvent>)[] = [
      (state) => openSignal(state, doing),
      (state) =>
        codeSignal(
          state,
          { kinds: [...new Set([any(kinds), any(kinds)])], setting: 'care', place: any(places), people: 'one', age: 'adult', sure: 'seen' },
          doing,
        ),
      (state) => passOn(state, { to: 'intelligence', ground: 'names-nobody', file: null }, doing),
      (state) => closeSignal(state, any(['no-sign', 'answered', 'too-little'] as const), doing),
      (state) => reporterWrites(state, { files: 0 }, doing),
    ];
    if (randomInt(3) > 0) await kit.ledger.perform(actor, 'intake', signalStream, signal, any(acts), how);
    else
      await kit.ledger.perform(
        actor,
        'intake',
        situationStream,
        any(situations),
        (state) => (randomInt(3) > 0 ? putTogether(state, { signal, why: 'other' }, doing) : takeOut(state, signal, doing)),
        how,
      );
  }
}
const kinds: Coded['kinds'] = ['labour', 'sexual', 'criminal'];
const places = ['england', 'wales', null] as const;

/** The same by the ledger alone: every situation, its signals, and what each of them says. */
async function told(walk: Walk, situations: readonly FileId[]): Promise<readonly string[]> {
  const { kit } = walk.house;
  const cells: string[] = [];
  await kit.db.as(actor, 'intake', async (tx) => {
    for (const file of situations) {
      const { state } = await kit.ledger.load(tx, situationStream, file);
      if (state.signals.size < 2) continue;
      const of = await kit.ledger.loadEach(tx, signalStream, [...state.signals.keys()] as FileId[]);
      const say: Record<string, Set<string>> = { total: new Set(['all']) };
      const add = (by: string, codes: readonly (string | undefined)[]): void => {
        say[by] = new Set([...(say[by] ?? []), ...codes.filter((code) => code !== undefined)]);
      };
      const bands: Record<string, string[]> = { 'first-read': [], 'first-response': [] };
      for (const { state: one, events } of of.values()) {
        add('channel', [one.received?.channel]);
        add('kind', one.coded?.kinds ?? []);
        add('place', one.coded ? [one.coded.place ?? 'not-known'] : []);
        add('outcome', [one.closed?.why ?? 'none']);
        for (const [by, kind] of [
          ['first-read', 'SignalOpened'],
          ['first-response', 'SignalPassedOn'],
        ] as const) {
          const first = events.find(({ event }) => event.kind === kind)?.event;
          if (first && 'at' in first && one.received) bands[by]?.push(bandOf(one.received.bucket, first.at));
        }
      }
      for (const [by, some] of Object.entries(bands)) add(by, [readBands.find((band) => some.includes(band))]);
      for (const [by, codes] of Object.entries(say)) for (const code of codes.size === 0 ? ['none'] : codes) cells.push(`${by} ${code}`);
    }
  });
  return added(cells.map((cell) => ({ cell, number: 1 })));
}

function added(cells: readonly { readonly cell: string; readonly number: number }[]): readonly string[] {
  const sums = new Map<string, number>();
  for (const { cell, number } of cells) sums.set(cell, (sums.get(cell) ?? 0) + number);
  return [...sums].map(([cell, number]) => `${cell} ${number}`).sort();
}

onEveryEngine(
  'situations are counted by channel, type, place, outcome and times over the signals that lie in them, whatever order things happen in',
  async (t, db) => {
    await walking(db, async (walk) => {
      const { kit } = walk.house;
      const bracken = await sit(walk, 'practice-bracken');
      for (const at of [1, 2, 3, 4, 5]) await bracken.submit('/helpline/letter', { mark: `letter ${at}`, words: `${words}, ${at}`, danger: 'no' });
      const token = /name="_csrf" value="([^"]+)"/.exec((await bracken.go('/helpline/rows')).text)?.[1] ?? '';
      const body = new FormData();
      body.set('_csrf', token);
      body.set('partner', 'Invented Advice Bureau');
      body.set('table', new Blob(['mark,words,danger,place\n1,Another thing seen in an invented shop,no,\n'], { type: 'text/csv' }), 'rows.csv');
      await bracken.go('/helpline/rows', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
      const references = await linesOf(bracken);
      const [signals, situations] = await kit.db.as(actor, 'intake', async (tx) => {
        const files: FileId[] = [];
        for (const one of references) files.push((await byReference(tx, readReference(one) ?? assert.fail(one), 'any'))?.id ?? assert.fail(one));
        const made: FileId[] = [];
        for (let at = 0; at < 3; at += 1) made.push(await createFile(tx, { kind: 'signal', child: false, nation: 'england' }));
        return [files, made] as const;
      });
      const cells = (moment: ReturnType<typeof instant>): Promise<Cell[]> =>
        kit.db.as(statistician, 'statistics', (tx) => signalsByMonth(tx, { first: day('2024-01-01'), last: day('2024-01-31') }, moment));
      const ofSituations = async (moment: ReturnType<typeof instant>): Promise<readonly string[]> =>
        added((await cells(moment)).filter(({ counts }) => counts === 'situation').map(({ by, code, number }) => ({ cell: `${by} ${code}`, number })));
      const moments: { readonly moment: ReturnType<typeof instant>; readonly then: readonly string[] }[] = [];
      for (let round = 0; round < 5; round += 1) {
        await work(walk, signals, situations, 30);
        const then = await told(walk, situations);
        const moment = await kit.db.as(statistician, 'statistics', asOf);
        moments.push({ moment, then });
        later(walk, 5);
      }
      for (const { moment, then } of moments) assert.deepEqual(await ofSituations(moment), then, 'as it was then');
      t.diagnostic(`${signals.length} signals, ${moments.map(({ then }) => then.find((one) => one.startsWith('total'))).join(', ')}`);
    });
  },
);
