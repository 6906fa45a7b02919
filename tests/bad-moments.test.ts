// Bad moments over real HTTP, on both engines: two at once, the law of yesterday, a day that passes while a page is open, an answer too late.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, startWalk, stateOf, take, type Walk } from '#tests/walk.ts';

const findings = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'because.act': 'The account, line 1.',
  'uncited.act': 'Nothing invented to point at.',
  'uncited.means': 'Nothing invented to point at.',
  'uncited.purpose': 'Nothing invented to point at.',
  'finding.means': 'met',
  'because.means': 'The account, line 2.',
  'finding.purpose': 'met',
  'because.purpose': 'The account, line 3.',
  outcome: 'positive',
  do: 'decide',
};
const no = { ...findings, 'finding.purpose': 'not-met', 'because.purpose': 'Nothing held speaks of it.', outcome: 'negative' };
const seen = { stage: 'reasonable-grounds', round: '1', outcome: 'negative' };
const oneDay = 24 * 3_600_000;

/** Walks from a day on; `later` sets the machine's clock forward. The real clock is back afterwards, whatever happens. */
async function walking(db: Database, from: string, body: (walk: Walk, later: (days: number) => void) => Promise<void>): Promise<void> {
  const real = Date.now;
  const walk = await startWalk(db, day(from));
  try {
    await body(walk, (days) => {
      Date.now = () => real() + days * oneDay;
    });
  } finally {
    Date.now = real;
    await walk.close();
  }
}

onEveryEngine('two deciders at once: one decision stands, and the other is told so with what they wrote still before them', async (_t, db) => {
  await walking(db, '2024-01-15', async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber', adult);
    const [birch, cedar] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
    const own = { ...findings, 'because.act': 'What only one of them wrote.' };
    const answers = await Promise.all([birch.submit(`/case/${reference}/decide`, own), cedar.submit(`/case/${reference}/decide`, own)]);
    assert.deepEqual(answers.map((one) => one.status).sort(), [303, 409]);
    const late = answers.find((one) => one.status === 409);
    assert.match(late?.text ?? '', /already decided|already proposed|This case is no longer yours/);
    assert.match(late?.text ?? '', /What only one of them wrote\./);
    const { decision } = await stateOf(walk, file);
    assert.deepEqual([decision.made.length, decision.allocatedTo], [1, decision.made[0]?.maker], 'and whoever decided has the case');
    assert.equal((await db.as(theService, 'operations', (tx) => tx.query(`select from event where file = $1 and kind = 'Decided'`, [file]))).length <= 1, true);
  });
});

onEveryEngine('a negative proposed under yesterday’s test is not confirmed today: the page says that the test changed, with its source', async (_t, db) => {
  await walking(db, '2023-06-27', async (walk, later) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber', adult);
    const birch = await sit(walk, 'practice-birch');
    assert.equal((await birch.submit(`/case/${reference}/decide`, no)).status, 303);
    later(1);
    const cedar = await sit(walk, 'practice-cedar');
    const confirmed = await cedar.submit(`/case/${reference}/decide`, seen, `/case/${reference}/confirm`);
    assert.equal(confirmed.status, 409);
    assert.match(confirmed.text, /legal test changed/);
    assert.match(confirmed.text, /27 and 28 June 2023|AS and BXR/, 'and where that stands');
    const { decision } = await stateOf(walk, file);
    assert.deepEqual([decision.made.length, decision.proposed?.outcome], [0, 'negative'], 'the proposal is still there to be made anew');
  });
});

onEveryEngine('the time to ask passes while the page is open: it is refused with its rule, and the exceptional way is named and works', async (_t, db) => {
  await walking(db, '2024-02-12', async (walk, later) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', adult);
    const [first, second] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
    await take(first, reference, 'practice-birch');
    await first.submit(`/case/${reference}/decide`, no);
    assert.equal((await second.submit(`/case/${reference}/decide`, no, `/case/${reference}/review`)).status, 303);
    assert.equal((await second.submit(`/case/${reference}/decide`, seen, `/case/${reference}/confirm`)).status, 303);
    later(30);
    const birch = await sit(walk, 'practice-birch');
    const page = await birch.go(`/case/${reference}/do/look-again`);
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const asked = {
      _csrf: token,
      'look-again-by': 'referrer',
      'look-again-ground': 'new-evidence',
      'look-again-exceptional': 'no',
      'look-again-note': 'Typed before midnight.',
    };
    later(31);
    const post = (fields: Record<string, string>) =>
      birch.go(`/case/${reference}/do/look-again`, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin' } });
    const refused = await post(asked);
    assert.equal(refused.status, 409, refused.text);
    assert.match(refused.text, /time to ask has passed/);
    assert.match(refused.text, /Statutory guidance/);
    assert.match(refused.text, /Typed before midnight\./, 'nothing typed is lost');
    assert.equal((await post({ ...asked, 'look-again-exceptional': 'yes' })).status, 303);
  });
});

onEveryEngine('an answer that arrives after the decision is kept beside its question, and changes nothing that was decided', async (_t, db) => {
  await walking(db, '2024-01-15', async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber', adult);
    const [amber, birch] = [await sit(walk, 'practice-amber'), await sit(walk, 'practice-birch')];
    await birch.submit(`/case/${reference}/questions`, { question: 'Who kept the passport?', of: 'referrer' }, `/case/${reference}/ask`);
    const page = await amber.go(`/asked/${reference}`);
    const question = /name="question" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    assert.equal((await birch.submit(`/case/${reference}/decide`, findings)).status, 303);
    const made = (await stateOf(walk, file)).decision.made;
    assert.equal((await amber.submit(`/asked/${reference}`, { question, answer: 'An invented foreman.' })).status, 303);
    assert.match((await birch.go(`/case/${reference}/questions`)).text, /An invented foreman\./);
    assert.match((await birch.go(`/case/${reference}`)).text, /The question was answered/);
    assert.deepEqual((await stateOf(walk, file)).decision.made, made);
    assert.equal((await amber.submit(`/asked/${reference}`, { question, answer: 'And once more.' })).status === 303, false, 'an answer is given once');
  });
});
