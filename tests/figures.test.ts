// Figures follow what happens to a case: sent, taken back, decided, found to be a duplicate; and who may see them over real HTTP.
import assert from 'node:assert/strict';
import type { FileId } from '#base/id.ts';
import { day, readQuarter } from '#base/day.ts';
import { allocate, decide, propose } from '#journey/decision.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { markDuplicate, undoDuplicate } from '#journey/presence.ts';
import { recall } from '#journey/referral.ts';
import { correct } from '#journey/correct.ts';
import type { Outcome } from '#base/outcome.ts';
import { csvOf, exactTables, totalOf, type ExactTables } from '#rooms/figures/exact.ts';
import { momentOf } from '#rooms/figures/moment.ts';
import type { House } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, child, sendAs, startWalk, visitor } from '#tests/walk.ts';

const today = day('2024-01-15');

async function tablesOf(house: House, quarter = '2024-Q1'): Promise<ExactTables> {
  const span = readQuarter(quarter);
  assert.ok(span);
  return house.kit.db.as(personaOf('practice-heather').actor, 'statistics', async (tx) => exactTables(tx, house.kit.law, span, await momentOf(tx, undefined)));
}

async function act(house: House, persona: string, file: FileId, what: (state: CaseFile, act: Act) => Outcome<CaseEvent>): Promise<void> {
  await house.settled();
  const { actor } = personaOf(persona);
  const how: Act = { day: today, by: actor.person, nation: 'england', confirmed: 'practice' };
  const purpose = actor.role.startsWith('first') ? 'intake' : 'identification';
  const done = await house.kit.ledger.perform(actor, purpose, caseStream, file, (state) => what(state, how), { day: today, nation: 'england' });
  assert.ok(done.ok, JSON.stringify(done));
}

onEveryEngine('a case is counted from sending on, and what happens to it changes the tables as they are defined', async (_t, db) => {
  const { house, close } = await startWalk(db, today);
  const { law } = house.kit;
  const stage = law.stages[0]?.id ?? '';
  try {
    const first = await sendAs(house, 'practice-amber', {
      ...adult,
      gender: 'female',
      nationality: ['albanian', 'italian'],
      'exploitation-place': 'uk',
      'age-at-exploitation': 'child',
    });
    const second = await sendAs(house, 'practice-juniper', { ...child, gender: { none: 'not-known' } });
    const third = await sendAs(house, 'practice-slate');
    assert.equal(
      csvOf((await tablesOf(house)).detail),
      [
        'first_responder_type,first_responder,exploitation_type,age_at_exploitation,gender,nationality,people',
        'Local Authority,Local Authority,Labour,Child (17 or under),Other,Unknown,1',
        'Police,Essex Police,Labour,Not specified or unknown,Other,Unknown,1',
        'Police,Metropolitan Police Service,Labour,Child (17 or under),Female,Albanian Italian,1',
        '',
      ].join('\n'),
    );

    await act(house, 'practice-slate', third.file, (state, how) => recall(state, {}, law, how));
    assert.equal(totalOf((await tablesOf(house)).detail), 2, 'taken back, it was never sent');

    for (const { file } of [first, second]) await act(house, 'practice-birch', file, (state, how) => allocate(state, { to: 'practice-birch' }, law, how));
    await act(house, 'practice-birch', second.file, (state, how) => markDuplicate(state, { of: first.file }, law, how));
    assert.equal(totalOf((await tablesOf(house)).places), 1, 'a confirmed duplicate leaves every table');
    await act(house, 'practice-birch', second.file, (state, how) => undoDuplicate(state, {}, law, how));
    assert.equal(totalOf((await tablesOf(house)).places), 2, 'and comes back where it was none after all');

    const findings = { act: 'met', means: 'met', purpose: 'met' } as const;
    await act(house, 'practice-birch', first.file, (state, how) => propose(state, { stage, outcome: 'positive', findings }, law, how));
    await act(house, 'practice-birch', first.file, (state, how) => decide(state, { stage, round: 1, outcome: 'positive' }, law, how));
    assert.equal(csvOf((await tablesOf(house)).decisions), 'stage,age_at_exploitation,outcome,people\nReasonable grounds,Child (17 or under),Positive,1\n');

    await house.settled();
    assert.equal(
      csvOf((await tablesOf(house)).support),
      'measure,nation,kind,people\nIn support at the end,England,After a positive first decision,1\nOpened,England,After a positive first decision,1\n',
      'support that follows is counted beside the case',
    );
    assert.equal(totalOf((await tablesOf(house, '2023-Q4')).support), 0);

    await act(house, 'practice-birch', second.file, (state, how) => correct(state, { number: 1, day: day('2023-12-29') }, law, how));
    assert.equal(totalOf((await tablesOf(house)).detail), 1, 'its day put right, a referral leaves one quarter');
    assert.match(
      csvOf((await tablesOf(house, '2023-Q4')).detail),
      /\nLocal Authority,Local Authority,Labour,Child \(17 or under\),Other,Unknown,1\n$/,
      'and stands in the other with all its answers',
    );
  } finally {
    await close();
  }
});

onEveryEngine('statisticians see the figures and download them; others find no such page', async (_t, db) => {
  const { house, base, close } = await startWalk(db, today);
  try {
    await sendAs(house, 'practice-amber', { ...adult, gender: 'male', nationality: ['uk'] });
    const statistician = visitor(base);
    await statistician.signIn('practice-heather');
    const shown = await statistician.go('/figures');
    assert.equal(shown.status, 200);
    assert.match(shown.text, /Incomplete quarter/);
    assert.match(shown.text, /As recorded on 15 January 2024/);
    assert.match(shown.text, /Metropolitan Police Service/);
    assert.ok(Buffer.byteLength(shown.text) < 60 * 1024);
    const file = await statistician.go('/figures/2024-Q1/referrals-detail.csv');
    assert.match(file.text, /^first_responder_type,.*\nPolice,Metropolitan Police Service,Labour,.*,Male,UK,1\n$/s);
    assert.match(file.headers.get('content-disposition') ?? '', /practice-nobody-is-real/);
    assert.doesNotMatch((await statistician.go('/figures/2024-Q1/referrals-detail.csv?as-of=2024-01-10')).text, /Metropolitan/);
    const wrong = await statistician.go('/figures?as-of-day=31&as-of-month=2&as-of-year=2024');
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Enter a real day/);
    assert.equal((await statistician.go('/figures/2024-Q1/everything.csv')).status, 404);
    assert.equal((await statistician.go('/figures/2024-Q9/decisions.csv')).status, 404);
    const decided = (many: number, outcome: string, kind: string, on: string) =>
      house.kit.db.as(theService, 'identification', (tx) =>
        tx.query(
          `with made as materialized (select gen_random_uuid() as id from generate_series(1, $1::int))
           insert into statistic (statistics_id, question, code, valid_from)
           select id, question, code, $4::date from made, (values ('reasonable-grounds', $2::text), ('age-at-exploitation', 'adult'), ('exploitation', $3::text),
             ('gender', 'female'), ('nationality-1', 'albanian')) as said (question, code)`,
          [many, outcome, kind, on],
        ),
      );
    for (const [many, outcome, kind, on] of [
      [6, 'positive', 'labour', '2023-07-01'],
      [30, 'negative', 'labour', '2023-09-30'],
      [30, 'positive', 'labour', '2023-10-01'],
      [6, 'negative', 'labour', '2023-12-31'],
      [50, 'positive', 'labour', '2024-01-01'],
      [50, 'positive', 'domestic', '2023-12-01'],
      [4, 'negative', 'domestic', '2023-12-01'],
    ] as const)
      await decided(many, outcome, kind, on);
    const manager = visitor(base);
    await manager.signIn('practice-elm');
    const like = (await manager.go('/consistency')).text;
    assert.match(like, /Adult[^<]*, Labour[^]*July to September 2023[^]*17% \(8 to 32\) of 36[^]*83% \(68 to 92\) of 36[^]*Differs from the quarter before/);
    assert.doesNotMatch(like, /Domestic/, 'of four negatives nothing is shown, nor that there are any');
    assert.doesNotMatch(like, /March 2024|of 86|Female|Albanian/, 'nor of the quarter that runs, nor by what the person is');
    assert.match(like, /At least 5 positive and 5 negative decisions of that kind[^]*This service’s own rule/);
    const asked = (least: number, as = 'practice-elm') =>
      house.kit.db.as(personaOf(as).actor, 'statistics', (tx) =>
        tx.query<{ decided: number }>(`select decided from nrm_consistency('{reasonable-grounds}', '2024-01-15', $1)`, [least]),
      );
    assert.equal((await asked(1)).length, 2, 'the database lets nobody ask for less than five');
    await assert.rejects(asked(5, 'practice-birch'), 'nor anybody who does not answer for quality');
    const exact = await house.kit.db.as(personaOf('practice-elm').actor, 'statistics', (tx) => tx.query('select from statistic limit 1'));
    assert.equal(exact.length, 0, 'and no counted row is open to who may see the shares');
    const maker = visitor(base);
    await maker.signIn('practice-birch');
    assert.equal((await maker.go('/consistency')).status, 404, 'no share is on the screen of who decides');
    const officer = visitor(base);
    await officer.signIn('practice-amber');
    assert.equal((await officer.go('/figures')).status, 404);
    assert.equal((await officer.go('/figures/2024-Q1/decisions.csv')).status, 404);
  } finally {
    await close();
  }
});
