// One case through the decision room over real HTTP, on both engines: what a caseworker does, and what the law stops.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { caseStream } from '#journey/file.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, child, sendAs, startWalk, visitor, type Walk } from '#tests/walk.ts';

async function walking(db: Database, body: (walk: Walk) => Promise<void>): Promise<void> {
  const walk = await startWalk(db);
  try {
    await body(walk);
  } finally {
    await walk.close();
  }
}

async function stateOf({ house: { kit } }: Walk, file: Awaited<ReturnType<typeof sendAs>>['file']) {
  return kit.db.as(theService, 'identification', async (tx) => (await kit.ledger.load(tx, caseStream, file)).state);
}

const negative = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'because.act': 'The account, line 1.',
  'finding.means': 'not-met',
  'because.means': 'Nothing held speaks of any means.',
  'finding.purpose': 'met',
  'because.purpose': 'The account, line 2.',
  outcome: 'negative',
  do: 'decide',
};

onEveryEngine('a referral lands on the worklist of the authority that the law names, and nobody else sees it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.match((await birch.go('/desk?view=unallocated')).text, new RegExp(reference));
    assert.match((await birch.go(`/case/${reference}`)).text, /An adult was referred, with their consent/);
    const hazel = visitor(walk.base);
    await hazel.signIn('practice-hazel');
    assert.doesNotMatch((await hazel.go('/desk?view=all')).text, new RegExp(reference));
    assert.equal((await hazel.go(`/case/${reference}`)).status, 404);
    assert.equal((await hazel.go(`/case/${reference}/decide`)).status, 404);
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    assert.equal((await amber.go(`/case/${reference}`)).status, 404, 'a referrer does not see the decider’s page');
  });
});

onEveryEngine('a negative stands only when a second person agrees', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const proposed = await birch.submit(`/case/${reference}/decide`, negative);
    assert.equal(proposed.status, 303, proposed.text);
    assert.equal((await stateOf(walk, file)).decision.made.length, 0);
    const alone = await birch.submit(`/case/${reference}/acts`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`);
    assert.equal(alone.status, 409);
    assert.match(alone.text, /second person/);
    const cedar = visitor(walk.base);
    await cedar.signIn('practice-cedar');
    assert.match((await cedar.go(`/case/${reference}/decide`)).text, /Nothing held speaks of any means/);
    assert.equal(
      (await cedar.submit(`/case/${reference}/decide`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`)).status,
      303,
    );
    const made = (await stateOf(walk, file)).decision.made[0];
    assert.deepEqual([made?.outcome, made?.maker, made?.checker], ['negative', 'practice-birch', 'practice-cedar']);
    assert.match((await cedar.go(`/case/${reference}/letters`)).text, /what is still open to you/);
  });
});

onEveryEngine('a reason that is missing is said beside its field, and what was written is kept', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const wrong = await birch.submit(`/case/${reference}/decide`, { ...negative, 'because.means': '' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /href="#because\.means"/);
    assert.match(wrong.text, /The account, line 2\./);
    assert.match((await birch.go(`/case/${reference}/decide`)).text, /The account, line 2\./, 'kept for tomorrow');
  });
});

onEveryEngine('a final decision inside the recovery period is refused with its rule, and lawful the day after it ends', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const positive = { ...negative, 'finding.means': 'met', 'because.means': 'The account, line 3.', outcome: 'positive' };
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    const early = await birch.submit(`/case/${reference}/decide`, { ...positive, stage: 'conclusive-grounds' });
    assert.equal(early.status, 409);
    assert.match(early.text, /recovery period is still running/);
    assert.equal((await stateOf(walk, file)).support.state, 'recovery');
  });
});

onEveryEngine('a child needs no means, and the page says so', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-juniper', child);
    const state = await walk.house.kit.db.as(
      theService,
      'identification',
      async (tx) => (await tx.query<{ authority: string }>('select authority from queue'))[0],
    );
    const persona = state?.authority === 'sca' ? 'practice-birch' : undefined;
    if (!persona) return;
    const decider = visitor(walk.base);
    await decider.signIn(persona);
    const text = (await decider.go(`/case/${reference}/decide`)).text;
    assert.match(text, /value="not-needed" checked/);
  });
});

onEveryEngine('a question reaches the referrer and the answer comes back beside it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.equal(
      (await birch.submit(`/case/${reference}/questions`, { question: 'Where was the passport found?', of: 'referrer' }, `/case/${reference}/ask`)).status,
      303,
    );
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    const page = await amber.go(`/asked/${reference}`);
    assert.match(page.text, /Where was the passport found\?/);
    const question = /name="question" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    assert.equal((await amber.submit(`/asked/${reference}`, { question, answer: '' })).status, 400);
    assert.equal((await amber.submit(`/asked/${reference}`, { question, answer: 'In an invented drawer.' })).status, 303);
    assert.match((await birch.go(`/case/${reference}/questions`)).text, /In an invented drawer\./);
    const slate = visitor(walk.base);
    await slate.signIn('practice-slate');
    assert.equal((await slate.go(`/asked/${reference}`)).status, 404, 'another force is told nothing');
  });
});

onEveryEngine('missing, found, paused, taken up, looked at again: each act is one line of the timeline', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const acts: [string, Record<string, string>][] = [
      ['missing', {}],
      ['suspend', { 'suspend-why': 'missing' }],
      ['found', {}],
      ['resume', { 'resume-note': 'Invented: she rang.' }],
    ];
    for (const [act, fields] of acts) {
      const answer = await birch.submit(`/case/${reference}/do/${act}`, fields);
      assert.equal(answer.status, 303, `${act}: ${answer.text}`);
    }
    const state = await stateOf(walk, file);
    assert.equal(state.presence.state, 'present');
    assert.equal(state.decision.suspended.length, 1);
    const told = (await birch.go(`/case/${reference}`)).text;
    for (const line of [/We lost contact with the person/, /Paused: we have lost contact/, /back in contact/, /Taken up again/]) assert.match(told, line);
    assert.equal((await birch.submit(`/case/${reference}/do/suspend`, {})).status, 400, 'a pause without a reason is asked for one');
    assert.equal(day('2024-01-15'), walk.house.kit.clock.today());
  });
});

onEveryEngine('a letter is held until a safe way is known, and what the person got is kept as it went', async (_t, db) => {
  await walking(db, async (walk) => {
    const unsafe = await sendAs(walk.house, 'practice-amber', { ...adult, contact: 'no-safe-way' });
    const safe = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const positive = { ...negative, 'finding.means': 'met', 'because.means': 'The account, line 3.', outcome: 'positive' };
    for (const { reference } of [unsafe, safe]) assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    const held = (await birch.go(`/case/${unsafe.reference}/letters`)).text;
    assert.match(held, /Held\. Do not send it to the last address\./);
    const number = /letters\/(\d+)"/.exec(held)?.[1] ?? '';
    assert.doesNotMatch((await birch.go(`/case/${unsafe.reference}/letters/${number}`)).text, /reasonable grounds to believe you are/);
    await birch.submit(`/case/${unsafe.reference}/acts`, { channel: 'print' }, `/case/${unsafe.reference}/letters/${number}`);
    assert.equal((await stateOf(walk, unsafe.file)).letters.length, 0, 'a held letter does not go by posting the form either');
    const other = /letters\/(\d+)"/.exec((await birch.go(`/case/${safe.reference}/letters`)).text)?.[1] ?? '';
    const path = `/case/${safe.reference}/letters/${other}`;
    assert.match((await birch.go(path)).text, /reasonable grounds to believe you are/);
    assert.equal((await birch.submit(path, { channel: 'hand-over' })).status, 303);
    assert.match((await birch.go(path)).text, /This letter has gone, as it stands here/);
    assert.equal((await stateOf(walk, safe.file)).letters[0]?.state, 'handed-over');
  });
});

onEveryEngine('asking to look again opens a second round, and the first decision stays in the record', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    const cedar = visitor(walk.base);
    await birch.signIn('practice-birch');
    await cedar.signIn('practice-cedar');
    await birch.submit(`/case/${reference}/decide`, negative);
    await cedar.submit(`/case/${reference}/decide`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`);
    const ask = { 'look-again-by': 'referrer', 'look-again-ground': 'new-evidence', 'look-again-exceptional': 'no' };
    assert.equal(
      (await birch.submit(`/case/${reference}/do/look-again`, { ...ask, 'look-again-by': 'person' })).status,
      409,
      'the law of January 2024 lets the person ask only through others',
    );
    assert.equal((await birch.submit(`/case/${reference}/do/look-again`, ask)).status, 303);
    assert.equal((await cedar.submit(`/case/${reference}/do/answer-look-again`, { 'again-answer': 'accept' })).status, 303);
    const positive = { ...negative, round: '2', 'finding.means': 'met', 'because.means': 'The new letter.', outcome: 'positive' };
    assert.equal((await cedar.submit(`/case/${reference}/decide`, positive)).status, 303);
    const made = (await stateOf(walk, file)).decision.made.map((one) => [one.round, one.outcome]);
    assert.deepEqual(made, [
      [1, 'negative'],
      [2, 'positive'],
    ]);
    const counted = await walk.house.kit.db.as(theService, 'operations', (tx) =>
      tx.query<{ code: string }>(`select code from statistic where question = 'reasonable-grounds' and recorded_to = 'infinity'`),
    );
    assert.deepEqual(
      counted.map((one) => one.code),
      ['negative'],
      'figures count the first decision',
    );
  });
});
