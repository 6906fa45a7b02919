// The machine's clock is set back and forward by hours, days and years while people work: what they do is refused or completed, never half.
import assert from 'node:assert/strict';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from './engines.ts';
import { whole, type Answered } from './sendings.ts';
import { sendAs, startWalk, visitor } from './walk.ts';

const hour = 3_600_000;
const jumps: Readonly<Record<string, number>> = {
  'an hour back': -hour,
  'a day back': -24 * hour,
  'two years back': -730 * 24 * hour,
  'an hour forward': hour,
  'a day forward': 24 * hour,
  'two years forward': 730 * 24 * hour,
};
const decision = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'uncited.act': 'Nothing invented to point at.',
  'because.act': 'Line 1.',
  'finding.means': 'met',
  'uncited.means': 'Nothing invented to point at.',
  'because.means': 'Line 2.',
  'finding.purpose': 'met',
  'uncited.purpose': 'Nothing invented to point at.',
  'because.purpose': 'Line 3.',
  outcome: 'positive',
  do: 'decide',
};

onEveryEngine('after every jump of the clock people go on, and what was acknowledged is there once and whole', async (t, db) => {
  const walk = await startWalk(db);
  const real = Date.now;
  const answered: Answered = new Map();
  try {
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    let decided = 0;
    for (const [what, by] of Object.entries(jumps)) {
      const before = await sendAs(walk.house, 'practice-amber');
      Date.now = () => real() + by;
      const { reference } = await sendAs(walk.house, 'practice-amber');
      for (const one of [before.reference, reference]) answered.set(one, { by: 'page', id: one, reference: one });
      assert.equal((await birch.go('/desk?view=all')).status, 200, what);
      for (const one of [before.reference, reference]) {
        const answer = await birch.submit('/desk?view=all', decision, `/case/${one}/decide`);
        assert.ok([303, 409].includes(answer.status), `${what}: ${answer.status}`);
        if (answer.status === 303) decided += 1;
        else assert.match(answer.text, /govuk-notification-banner|govuk-error-summary|govuk-inset-text|nrm-/);
      }
      await walk.house.settled();
      await whole(db, answered);
      Date.now = real;
      assert.equal((await birch.go('/desk?view=all')).status, 200, `back from ${what}`);
    }
    const rows = await db.as(theService, 'identification', (tx) =>
      tx.query<{ decisions: number; events: number; backwards: number }>(
        `select (select count(*) from decision)::int as decisions, (select count(*) from event where kind = 'Decided')::int as events,
           (select count(*) from event e join event f on f.file = e.file and f.number = e.number + 1 where f.recorded_at < e.recorded_at)::int as backwards`,
      ),
    );
    assert.deepEqual(rows, [{ decisions: decided, events: decided, backwards: 0 }], 'when it was recorded is the database’s word');
    t.diagnostic(`${Object.keys(jumps).length} jumps, ${answered.size} referrals, ${decided} decisions`);
  } finally {
    Date.now = real;
    await walk.close();
  }
});
