// One case through the decision room over real HTTP, on both engines: what a caseworker does, and what the law stops.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, type Day } from '#base/day.ts';
import type { Answers } from '#form/question.ts';
import { uk } from '#countries/uk/uk.ts';
import { decideAlone } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import { history } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { judgeOverdue } from '#rooms/decision/letter-gate.ts';
import { textsOf, waitingLetters } from '#rooms/decision/store.ts';
import { noticeVersion } from '#rooms/referral/notice.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine, onPostgres } from '#tests/engines.ts';
import { adult, child, later, release, sendAs, sit, standAt, stateOf, take, visitor, walking, type Visitor, type Walk } from '#tests/walk.ts';

type Sent = Awaited<ReturnType<typeof sendAs>>;

const negative = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'uncited.act': 'Nothing invented to point at.',
  'because.act': 'The account, line 1.',
  'finding.means': 'not-met',
  'uncited.means': 'Nothing invented to point at.',
  'because.means': 'Nothing held speaks of any means.',
  'finding.purpose': 'met',
  'uncited.purpose': 'Nothing invented to point at.',
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

const paragraph = uk.standardTexts['child-means']?.versions[0]?.value.says ?? 'none';

onEveryEngine('a negative stands only when a second person agrees', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    await take(birch, reference, 'practice-birch');
    const proposing = { ...negative, 'because.act': `The account, line 1. ${paragraph}` };
    const proposed = await birch.submit(`/case/${reference}/decide`, proposing);
    assert.equal(proposed.status, 303, proposed.text);
    assert.equal((await stateOf(walk, file)).decision.made.length, 0);
    const alone = await birch.submit(`/case/${reference}/acts`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`);
    assert.equal(alone.status, 409);
    assert.match(alone.text, /second person/);
    const cedar = visitor(walk.base);
    await cedar.signIn('practice-cedar');
    const stands = async (of: Visitor, view: string) => (await of.go(`/desk?view=${view}`)).text.includes(`/case/${reference}`);
    for (const view of ['you', 'second']) assert.equal(await stands(birch, view), false, `their own proposal waits on nobody less than on them: ${view}`);
    assert.deepEqual([await stands(birch, 'others'), await stands(cedar, 'second')], [true, true]);
    assert.match((await birch.go('/desk')).text, /For a second person \(0\)/);
    assert.match((await cedar.go('/desk')).text, /For a second person \(1\)/);
    const empty = (await cedar.go(`/case/${reference}/decide`)).text;
    assert.doesNotMatch(empty, /Nothing held speaks of any means|negative decision is proposed| checked/, 'nothing of the first finding is shown');
    const unseen = await cedar.submit(
      `/case/${reference}/decide`,
      { stage: 'reasonable-grounds', round: '1', outcome: 'negative' },
      `/case/${reference}/confirm`,
    );
    assert.equal(unseen.status, 409);
    assert.match(unseen.text, /Write down what you find yourself first/);
    assert.equal(
      (await cedar.submit(`/case/${reference}/decide`, { ...negative, 'because.means': 'I find none either.' }, `/case/${reference}/review`)).status,
      303,
    );
    const both = (await cedar.go(`/case/${reference}/decide`)).text;
    assert.match(both, /Nothing held speaks of any means[^]*I find none either/);
    const agreed = await cedar.submit(
      `/case/${reference}/decide`,
      { stage: 'reasonable-grounds', round: '1', outcome: 'negative' },
      `/case/${reference}/confirm`,
    );
    assert.deepEqual([agreed.status, agreed.to], [303, `/desk?view=second&done=${reference}`]);
    assert.match((await cedar.go(agreed.to ?? '')).text, /You agreed, and the decision is made\. Reasonable grounds: Negative[^]*closed to you again/);
    assert.doesNotMatch((await birch.go(agreed.to ?? '')).text, /You agreed|closed to you/, 'each is told what they did themselves');
    assert.doesNotMatch((await (await sit(walk, 'practice-hazel')).go(agreed.to ?? '')).text, /Recorded|the decision is made/, 'and a stranger nothing');
    const made = (await stateOf(walk, file)).decision.made[0];
    assert.deepEqual([made?.outcome, made?.maker, made?.checker], ['negative', 'practice-birch', 'practice-cedar']);
    assert.equal((await cedar.go(`/case/${reference}/letters`)).to, `/case/${reference}/take`, 'it waits for a second person no longer');
    assert.match((await birch.go(`/case/${reference}/letters`)).text, /what is still open to you/);
    const putIn = ['uk.text.child-means@2009-04-01'];
    assert.deepEqual(made?.law, putIn, 'which version of which paragraph was put in stands in the decision');
    await walk.house.settled();
    const number = /letters\/(\d+)"/.exec((await birch.go(`/case/${reference}/letters`)).text)?.[1] ?? '';
    const letter = (await birch.go(`/case/${reference}/letters/${number}`)).text;
    assert.match(
      letter,
      /We decided by this test: Reasonable grounds to believe[^]*In force since 9 October 2023[^]*no means need be shown[^]*In force since 1 April 2009/,
    );
  });
});

onEveryEngine('the database itself refuses a negative that no second person had found', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file } = await sendAs(walk.house, 'practice-amber');
    const { actor } = personaOf('practice-birch');
    const insert = `insert into decision (file, stage, round, outcome, day, maker, checker, needs_second) values ($1, 'reasonable-grounds', 1, 'negative', '2024-01-15', 'ada', $2, true)`;
    const reviewed = (reviewer: string, outcome: string, number: number) =>
      db.as(actor, 'identification', (tx) =>
        tx.query(
          `insert into decision_review (file, number, stage, round, outcome, reviewer, day) values ($1, $2, 'reasonable-grounds', 1, $3, $4, '2024-01-15')`,
          [file, number, outcome, reviewer],
        ),
      );
    const tried = (checker: string) => db.as(actor, 'identification', (tx) => tx.query(insert, [file, checker]));
    await assert.rejects(tried('ben'), /needs the finding of a second person/);
    await reviewed('ada', 'negative', 91);
    await assert.rejects(tried('ben'), /needs the finding of a second person/, 'the maker’s own is none');
    await reviewed('ben', 'positive', 92);
    await assert.rejects(tried('ben'), /needs the finding of a second person/, 'nor is one that found otherwise, by who would now agree');
    await tried('mo');
  });
});

onEveryEngine('no reason rests on an inconsistency before its causes were considered, and a second reader cites for themselves', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const [birch, cedar] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
    const [at, note] = [`/case/${reference}/decide`, `/case/${reference}/mismatch`];
    const resting = { ...negative, 'because.means': 'Her account is inconsistent with the place named.' };
    const said = await birch.submit(at, resting);
    assert.equal(said.status, 400);
    assert.match(said.text, /href="#rests\.means"[^]*speak of an inconsistency/);
    const early = await birch.submit(at, { ...resting, 'rests.means': 'yes' });
    assert.equal(early.status, 409);
    assert.match(early.text, /only after everything was considered that may explain it[^]*This service’s own rule/);
    assert.match(early.text, /Her account is inconsistent with the place named/, 'nothing is lost');
    const led = await birch.submit(at, { ...resting, mismatch: 'means' }, `${at}/save`);
    assert.equal(led.to, `${note}?element=means`);
    const page = (await birch.go(led.to ?? '')).text;
    const [why = '', where = ''] = ['narrative/why/', 'locator/where-now/'].map((one) => new RegExp(`value="(${one}\\d+)"`).exec(page)?.[1] ?? '');
    const causes = Object.fromEntries(['trauma', 'interpreter', 'fear', 'who-was-present', 'wording', 'other'].map((one) => [`cause.${one}`, 'does-not']));
    const noting = { first: why, second: where, element: 'means', words: 'Invented: two places.', ...causes };
    const unasked = await birch.submit(note, { ...noting, 'cause.fear': '' });
    assert.equal(unasked.status, 400);
    assert.match(unasked.text, /href="#cause\.fear"[^]*Invented: two places\./);
    const same = await birch.submit(note, { ...noting, second: why });
    assert.equal(same.status, 409);
    assert.match(same.text, /does not contradict themselves/);
    assert.equal((await birch.submit(note, noting)).status, 303);
    assert.match((await birch.go(at)).text, /Does not fit together[^]*Invented: two places\.[^]*Its causes were considered/);
    const sent = await birch.submit(at, { ...resting, 'rests.means': 'yes' });
    assert.equal(sent.status, 303, sent.text);
    const empty = (await cedar.go(at)).text;
    assert.doesNotMatch(empty, /Invented: two places|inconsistent with the place/, 'the second reader finds for themselves');
    assert.match(empty, /Cite this/, 'and has the same means to');
    const noted = /Two things that do not fit together were noted/;
    assert.doesNotMatch((await cedar.go(`/case/${reference}`)).text, noted, 'not even that the first noted something');
    assert.match((await birch.go(`/case/${reference}`)).text, noted);
    const cite = `/case/${reference}/cite/narrative/why`;
    const passage = {
      words: String(adult['why']),
      element: 'means',
      side: 'for',
      weight: 'much',
      why: 'Cedar’s own reading.',
      version: why.split('/').at(-1) ?? '',
    };
    assert.equal((await cedar.submit(cite, passage)).status, 303);
    assert.doesNotMatch((await birch.go(at)).text, /Cedar’s own reading/, 'which the maker does not see yet');
    const own: Record<string, string> = { ...negative, 'because.means': 'I find none either.' };
    delete own['uncited.means'];
    assert.equal((await cedar.submit(at, own, `/case/${reference}/review`)).status, 303);
    assert.match((await cedar.go(at)).text, /What the first finding cites[^]*Invented: two places\.[^]*What the second finding cites[^]*Cedar’s own reading/);
    const amber = await sit(walk, 'practice-amber');
    const added = await amber.submit(`/sent/${reference}/p/place`, { 'where-now': 'Another Invented Town', 'still-held': 'no', needs: 'none-of-these' });
    assert.equal(added.status, 303, added.text);
    const cleared = await cedar.submit(at, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`);
    assert.equal(cleared.status, 409);
    assert.match(cleared.text, /is an addition and never a contradiction/);
    assert.equal((await stateOf(walk, file)).decision.made.length, 0);
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
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    const early = await birch.submit(`/case/${reference}/decide`, { ...positive, stage: 'conclusive-grounds' });
    assert.equal(early.status, 409);
    assert.match(early.text, /recovery period is still running/);
    assert.equal((await stateOf(walk, file)).support.state, 'recovery');
  });
});

onEveryEngine('a child needs no means, and the page says so', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-juniper', child);
    assert.equal((await stateOf(walk, file)).decision.authority, 'sca', 'Hackney has no panel');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.match((await birch.go(`/case/${reference}/decide`)).text, /value="not-needed" checked/);
  });
});

onEveryEngine('a child of a council with a panel goes to the panel, by the council told or by where the child is, and the panel decides', async (_t, db) => {
  await walking(db, async (walk) => {
    const hull = 'E06000010';
    const told = await sendAs(walk.house, 'practice-juniper', { ...child, 'child-council': [hull] });
    const there = await sendAs(walk.house, 'practice-juniper', { ...child, council: [hull] });
    for (const { file } of [told, there]) assert.equal((await stateOf(walk, file)).decision.authority, 'local-panel');
    const [maple, alder, birch] = [visitor(walk.base), visitor(walk.base), visitor(walk.base)];
    await maple.signIn('practice-maple');
    await alder.signIn('practice-alder');
    await birch.signIn('practice-birch');
    assert.match((await maple.go('/desk?view=unallocated')).text, new RegExp(told.reference));
    assert.equal((await birch.go(`/case/${told.reference}`)).status, 404, 'the central authority sees nothing of it');
    assert.match((await alder.go(`/case/${told.reference}`)).text, /First decision of the panel/);
    const free = { ...negative, 'finding.means': 'not-needed', 'finding.purpose': 'not-met' };
    assert.equal((await alder.submit(`/case/${told.reference}/decide`, free)).status, 303);
    const seen = { stage: 'reasonable-grounds', round: '1', outcome: 'negative' };
    assert.equal((await maple.submit(`/case/${told.reference}/decide`, free, `/case/${told.reference}/review`)).status, 303);
    assert.equal((await maple.submit(`/case/${told.reference}/decide`, seen, `/case/${told.reference}/confirm`)).status, 303);
    assert.equal((await stateOf(walk, told.file)).decision.made[0]?.checker, 'practice-maple');

    // Both of the panel took part: nobody there may look again, so it is passed on, and stays there.
    const again = `/case/${told.reference}/do`;
    const ask = { 'look-again-by': 'referrer', 'look-again-ground': 'new-evidence', 'look-again-exceptional': 'no' };
    assert.equal((await alder.submit(`${again}/look-again`, ask)).status, 303);
    assert.match((await maple.go(`/case/${told.reference}/acts`)).text, /pass-on/);
    assert.match((await maple.go('/desk?view=again')).text, new RegExp(told.reference));
    for (const one of [alder, maple]) assert.equal((await one.submit(`${again}/answer-look-again`, { 'again-answer': 'accept' })).status, 409);
    assert.match((await alder.go(`${again}/pass-on`)).text, /The Single Competent Authority\.[^]*This service’s own rule/);
    const passed = await alder.submit(`${again}/pass-on`, { 'pass-on-note': 'Both of us decided.' });
    assert.deepEqual([passed.status, passed.headers.get('location')], [303, '/desk']);
    await walk.house.settled();
    assert.equal((await stateOf(walk, told.file)).decision.authority, 'sca');
    for (const one of [alder, maple]) assert.equal((await one.go(`/case/${told.reference}`)).status, 404, 'it is theirs no more');
    const elm = await sit(walk, 'practice-elm');
    assert.match((await elm.go('/desk?view=again')).text, new RegExp(told.reference));
    assert.match((await elm.go(`/case/${told.reference}`)).text, /Too few were left who took no part: [^<]*Single Competent Authority[^<]* looks at it again/);
    assert.equal((await elm.submit(`${again}/answer-look-again`, { 'again-answer': 'accept' })).status, 303);
    assert.doesNotMatch((await elm.go(`/case/${told.reference}/acts`)).text, /pass-on/, 'it is passed on once');
    assert.equal((await elm.submit(`${again}/pass-on`, {})).status, 409);
  });
});

onEveryEngine(
  'a question to somebody outside is answered by letter, and whoever decides writes the answer beside it; pressed twice it is asked once',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { file, reference } = await sendAs(walk.house, 'practice-amber', { ...adult, 'given-name': 'Zebedee', 'family-name': 'Nobody' });
      const birch = visitor(walk.base);
      await birch.signIn('practice-birch');
      await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
      const at = `/case/${reference}/questions`;
      const as = /name="as" value="([0-9a-f-]{36})"/.exec((await birch.go(at)).text)?.[1] ?? '';
      const asked = { question: 'Which invented school?', of: 'council', as };
      for (let press = 0; press < 2; press += 1) assert.equal((await birch.submit(at, asked, `/case/${reference}/ask`)).status, 303);
      const { questions } = (await stateOf(walk, file)).decision;
      assert.equal(questions.length, 1);
      assert.match((await birch.go('/desk?view=others')).text, new RegExp(reference));
      const paper = `${at}/${as}/letter`;
      const letter = (await birch.go(paper)).text;
      assert.match(letter, /The council[^]*Which invented school\?[^]*answer by 29 January 2024\. A late answer[^]*ask again on 30 January 2024/);
      assert.match(letter, /Rule: [^]*Unconfirmed: guidance sets limits[^]*<article/, 'a guess at the law is told to who decides, and not to others');
      assert.doesNotMatch(letter, /wages were kept|Zebedee|07700/, 'the question and nothing else of the case');
      for (const again of [303, 409]) assert.equal((await birch.submit(at, {}, paper)).status, again, 'printed once a day');
      standAt(walk, '2024-01-31T10:00:00Z');
      assert.match((await birch.go(paper)).text, /On 15 January 2024 we asked you[^]*The day was 29 January 2024/);
      assert.equal((await birch.submit(at, {}, paper)).status, 303);
      standAt(walk, '2024-01-15T10:00:00Z');
      const sent = (await stateOf(walk, file)).past.filter(({ event }) => event.kind === 'QuestionSent' || event.kind === 'Chased');
      assert.deepEqual(
        sent.map(({ actor, event }) => [actor, event.kind, 'letter' in event ? event.letter : '']),
        [
          ['practice-birch', 'QuestionSent', 'first'],
          ['practice-birch', 'QuestionSent', 'again'],
          ['practice-birch', 'Chased', ''],
        ],
      );
      assert.match((await birch.go(at)).text, /Printed to be sent on 15 January 2024, 31 January 2024/);
      assert.match((await birch.go(paper)).text, /As it went out on 15 January 2024[^]*You were told of a person[^]*As it went out on 31 January 2024/);
      // A name passes only where two people agreed to a disclosure; whoever has a page here gets no letter.
      for (const [question, of, status] of [
        ['Did zebedee live there?', 'police', 409],
        ['Where?', 'referrer', 404],
      ] as const) {
        const named = randomUUID();
        await birch.submit(at, { question, of, as: named }, `/case/${reference}/ask`);
        const page = await birch.go(`${at}/${named}/letter`);
        assert.equal(page.status, status);
        assert.doesNotMatch(page.text, /How to answer/);
        assert.ok([404, 409].includes((await birch.submit(at, {}, `${at}/${named}/letter`)).status));
        await birch.submit(at, { question: named, answer: 'Invented.' }, `/case/${reference}/answered`);
        if (of === 'referrer') await (await sit(walk, 'practice-amber')).submit(`/asked/${reference}`, { question: named, answer: 'Invented.' });
      }
      // `recordAnswer` of the room: an answer that came by letter, telephone or word of mouth.
      const empty = await birch.submit(at, { question: as, answer: ' ' }, `/case/${reference}/answered`);
      assert.equal(empty.status, 400);
      assert.match(empty.text, new RegExp(`href="#answer-${as}"`));
      assert.equal((await birch.submit(at, { question: as, answer: 'The invented school in Invented Town.' }, `/case/${reference}/answered`)).status, 303);
      assert.match((await birch.go(at)).text, /Which invented school\?[^]*The invented school in Invented Town/);
      assert.doesNotMatch((await birch.go('/desk?view=others')).text, new RegExp(reference), 'it waits on nobody any more');
      assert.equal((await birch.submit(at, { question: as, answer: 'Again.' }, `/case/${reference}/answered`)).status, 409);
      const recorded = (await stateOf(walk, file)).decision.questions[0];
      assert.deepEqual([recorded?.question, recorded?.answered], [as, '2024-01-15'], 'and recordAnswer says on which day it came');
      const entries = (await birch.go(`/case/${reference}/do/correct`)).text;
      const number = /value="(\d+)"[^>]*>\s*<label[^>]*>[^<]*The question was answered/.exec(entries)?.[1] ?? '';
      const wrong = { 'correct-of': number, 'correct-how': 'never', 'correct-note': 'Invented: of another case.' };
      assert.equal((await birch.submit(`/case/${reference}/do/correct`, { ...wrong, 'correct-how': 'other-day' })).status, 409, 'on which day is asked');
      assert.equal((await birch.submit(`/case/${reference}/do/correct`, wrong)).status, 303);
      assert.equal((await stateOf(walk, file)).decision.questions[0]?.answered, null, 'an answer that was recorded in error is open again');
      assert.match((await birch.go(`/case/${reference}`)).text, /was made in error and no longer counts[^]*Invented: of another case/);
    });
  },
);

onEveryEngine('nobody is turned down for what nobody asked: the page says whom to ask, with its rule, and loses nothing', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const at = `/case/${reference}/decide`;
    const unknown = { ...negative, 'finding.means': 'not-known', 'because.means': 'Nobody has said how they were kept there.' };
    const early = await birch.submit(at, unknown);
    assert.equal(early.status, 409);
    assert.match(early.text, /does not count against the person until somebody was asked[^]*This service’s own rule/);
    assert.match(early.text, /Nobody has said how they were kept there/);
    assert.equal((await stateOf(walk, file)).decision.proposed, null);
    for (const whom of ['council', 'support'])
      await birch.submit(`/case/${reference}/questions`, { question: 'How was the person kept there?', of: whom }, `/case/${reference}/ask`);
    for (const { question } of (await stateOf(walk, file)).decision.questions)
      await birch.submit(`/case/${reference}/questions`, { question, answer: 'They do not know.' }, `/case/${reference}/answered`);
    assert.equal((await birch.submit(at, unknown)).status, 303);
    assert.equal((await stateOf(walk, file)).decision.proposed?.findings['means'], 'not-known');
  });
});

onEveryEngine('“more is needed” decides nothing, keeps everything and leads to a question about that part', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const page = (await birch.go(`/case/${reference}/decide`)).text;
    assert.match(page, /value="more-needed"/);
    const answer = await birch.submit(`/case/${reference}/decide`, { ...negative, 'finding.means': 'more-needed', 'because.means': 'Half a thought.' });
    assert.deepEqual([answer.status, answer.to], [303, `/case/${reference}/questions?about=means`]);
    const { decision } = await stateOf(walk, file);
    assert.deepEqual([decision.made.length, decision.proposed], [0, null]);
    const asks = (await birch.go(answer.to ?? '')).text;
    assert.match(asks, /<textarea[^>]*>About “Means”: <\/textarea>/);
    assert.match(asks, /Nothing has been decided/);
    const kept = (await birch.go(`/case/${reference}/decide`)).text;
    assert.match(kept, /value="more-needed" checked/);
    assert.match(kept, /Half a thought\./);
    assert.doesNotMatch((await birch.go(`/case/${reference}/questions?about=nothing,toString`)).text, /About “/);
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
    assert.match(told, /Taken up again[\s\S]*Invented: she rang\.[\s\S]*back in contact/, 'why stands at its own step');
    assert.equal((await birch.submit(`/case/${reference}/do/suspend`, {})).status, 400, 'a pause without a reason is asked for one');
    assert.equal(day('2024-01-15'), walk.house.kit.clock.today());
  });
});

onEveryEngine('what three people write at the same moment stands each at its own step, and nothing of it is lost', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const holds = { 'practice-birch': 'trial', 'practice-elm': 'appeal', 'practice-fir': 'inquiry' };
    const here = await Promise.all(Object.entries(holds).map(async ([who, why]) => ({ why, visit: await sit(walk, who) })));
    const placed = await Promise.all(
      here.map(({ why, visit }) => visit.submit(`/case/${reference}/do/hold`, { 'hold-why': why, 'hold-note': `Invented for the ${why}.` })),
    );
    assert.deepEqual(
      placed.map(({ status }) => status),
      [303, 303, 303],
    );
    const steps = ((await here[0]?.visit.go(`/case/${reference}`))?.text ?? '').split('moj-timeline__item');
    for (const { why } of here) {
      const at = steps.filter((step) => step.includes(`Invented for the ${why}.`));
      assert.equal(at.length, 1, why);
      assert.match(at[0] ?? '', new RegExp(`Kept for an? ${why}`));
    }
  });
});

const positive = { ...negative, 'finding.means': 'met', 'because.means': 'The account, line 3.', outcome: 'positive' };

/** A case decided positive, its letter judged. */
async function decided(walk: Walk, birch: Visitor, answers: Answers): Promise<Sent> {
  const sent = await sendAs(walk.house, 'practice-amber', answers);
  assert.equal((await birch.submit(`/case/${sent.reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  return sent;
}

onEveryEngine('the second person reads why protection would end before they decide on it', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = await sit(walk, 'practice-birch');
    const { reference, file } = await decided(walk, birch, adult);
    const ground = {
      ...{ 'disqualify-ground': 'public-order', 'disqualify-on': 'conviction', 'disqualify-assessed': 'yes' },
      ...{ 'disqualify-risk': 'Invented: the risk of being trafficked again.', 'disqualify-note': 'Invented: what was weighed.' },
    };
    const at = `/case/${reference}/do/propose-disqualify`;
    const silent = await birch.submit(at, { ...ground, 'disqualify-on': 'no-answer' });
    assert.equal(silent.status, 409);
    assert.match(silent.text, /answer is missing or that contact was lost shows nothing about a person[^]*This service’s own rule/);
    assert.match(silent.text, /Invented: the risk of being trafficked again\./, 'nothing that was written is lost');
    const ticked = await birch.submit(at, { ...ground, 'disqualify-risk': ' ' });
    assert.equal(ticked.status, 409, 'a tick assesses nothing');
    assert.match(ticked.text, /has to be assessed first[^]*26 January 2024/);
    const proposed = await birch.submit(at, ground);
    assert.equal(proposed.status, 303, proposed.text);
    const fir = await sit(walk, 'practice-fir');
    for (const act of ['disqualify', 'reject-disqualify'])
      assert.match((await fir.go(`/case/${reference}/do/${act}`)).text, /the risk of being trafficked again\.[^]*Invented: what was weighed\./);
    assert.match((await fir.go(`/case/${reference}`)).text, /Invented: what was weighed\./);
    const rejecting = { 'disqualify-rejected-why': 'Invented: one old sentence.' };
    assert.equal((await birch.submit(`/case/${reference}/do/reject-disqualify`, rejecting)).status, 409, 'nor does one person alone reject it');
    assert.equal((await fir.submit(`/case/${reference}/do/reject-disqualify`, {})).status, 400, 'why is asked');
    assert.equal((await fir.submit(`/case/${reference}/do/reject-disqualify`, rejecting)).status, 303);
    const kept = await stateOf(walk, file);
    assert.deepEqual([kept.overlay.proposed, kept.overlay.disqualified, kept.support.state], [null, null, 'recovery']);
    assert.match((await birch.go(`/case/${reference}`)).text, /did not agree: protection goes on[^]*Invented: one old sentence/);
    assert.equal((await birch.submit(at, ground)).status, 303, 'it may be proposed again');
    assert.equal((await birch.submit(`/case/${reference}/do/disqualify`, {})).status, 409, 'one person alone ends nothing');
    assert.equal((await fir.submit(`/case/${reference}/do/disqualify`, {})).status, 303);
    assert.equal((await stateOf(walk, file)).overlay.disqualified !== null, true);
  });
});

/** Its letter to the person. */
const letterIn = async (walk: Walk, { file }: Sent) => (await stateOf(walk, file)).letters.find((one) => one.letter.startsWith('reasonable-grounds'));

/** The page of its letter to the person. */
async function letterOf(birch: Visitor, { reference }: Sent): Promise<string> {
  const number = /letters\/(\d+)"/.exec((await birch.go(`/case/${reference}/letters`)).text)?.[1] ?? '';
  return `/case/${reference}/letters/${number}`;
}

onEveryEngine('a letter is held until a safe way is known, and what the person got is kept as it went', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const unsafe = await decided(walk, birch, { ...adult, contact: 'no-safe-way' });
    const safe = await decided(walk, birch, adult);
    assert.match((await birch.go(`/case/${unsafe.reference}/letters`)).text, /Held\. Do not send it to the last address\./);
    const held = await letterOf(birch, unsafe);
    assert.doesNotMatch((await birch.go(held)).text, /reasonable grounds to believe you are/);
    await birch.submit(`/case/${unsafe.reference}/acts`, { channel: 'print' }, held);
    const letter = await letterIn(walk, unsafe);
    assert.deepEqual([letter?.state, letter?.why, letter?.stage], ['held', 'no-safe-contact', 'reasonable-grounds'], 'not by posting the form either');
    assert.match((await birch.go(`/case/${unsafe.reference}`)).text, /A letter is held/);
    assert.equal((await letterIn(walk, safe))?.state, 'written');
    const home = (await birch.go('/desk')).text;
    for (const [one, waits] of [
      [unsafe, 'Held'],
      [safe, 'To be read and released'],
    ] as const)
      assert.match(home, new RegExp(`Letters in your cases[^]*${one.reference}</span></td>[^]*?${waits}`), 'it waits on whoever has the case');
    assert.doesNotMatch((await (await sit(walk, 'practice-cedar')).go('/desk')).text, /Letters in your cases/);
    const path = await letterOf(birch, safe);
    assert.match((await birch.go(path)).text, /reasonable grounds to believe you are/);
    assert.equal((await birch.submit(path, { channel: 'hand-over' })).status, 409, 'nothing leaves that was not released');
    assert.equal((await release(birch, path)).status, 303);
    assert.equal((await birch.submit(path, { do: 'recall' })).status, 303);
    assert.equal((await letterIn(walk, safe))?.state, 'written');
    assert.equal((await release(birch, path)).status, 303);
    const early = await birch.submit(path, { channel: 'hand-over' });
    assert.deepEqual([early.status, /30 minutes|can still be recalled/.test(early.text)], [409, true]);
    later(walk, 31);
    const late = await birch.submit(path, { do: 'recall' });
    assert.equal(late.status, 409);
    assert.match(late.text, /For how long can a letter that was released be recalled\?/, 'the refusal names its rule');
    assert.equal((await birch.submit(path, { channel: 'hand-over' })).status, 303);
    const went = (await birch.go(path)).text;
    assert.match(went, /This letter has gone, as it stands here/);
    assert.equal((await letterIn(walk, safe))?.state, 'handed-over');
    assert.equal((await birch.submit(path, { do: 'correct', wrong: ' ' })).status, 400);
    assert.equal((await birch.submit(path, { do: 'correct', wrong: 'The day was wrong; it is 15 January.' })).status, 303);
    await walk.house.settled();
    const version = await letterOf(birch, safe);
    assert.notEqual(version, path);
    assert.match((await birch.go(version)).text, /takes the place of ours of 15 January 2024\. What was wrong in it: The day was wrong/);
    const kept = (await birch.go(path)).text;
    assert.match(kept, /A later version took the place/);
    assert.doesNotMatch(kept, /The day was wrong/, 'what went stays as it went');
  });
});

/** A negative that a second person agreed to, its letters judged. */
async function turnedDown(walk: Walk, answers: Answers): Promise<Sent & { readonly birch: Visitor }> {
  const sent = await sendAs(walk.house, 'practice-amber', answers);
  const [birch, cedar] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
  const at = `/case/${sent.reference}`;
  await take(birch, sent.reference, 'practice-birch');
  const grant = { 'grant-to': 'legal-representative.practice-linden', 'grant-for': '90', 'grant-language': 'English', 'grant-present': 'alone' };
  const granted = await birch.submit(`${at}/do/grant`, grant);
  assert.equal(granted.status, 303, granted.text);
  await birch.submit(`${at}/decide`, negative);
  await cedar.submit(`${at}/decide`, { ...negative, 'because.means': 'Nothing held shows means.' }, `${at}/review`);
  await cedar.submit(`${at}/decide`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `${at}/confirm`);
  assert.equal((await stateOf(walk, sent.file)).decision.made.at(-1)?.outcome, 'negative');
  await walk.house.settled();
  return { ...sent, birch };
}

onEveryEngine('a negative reaches nobody alone or on a bad day, their worker is told first, and it says all that stays open', async (_t, db) => {
  await walking(db, async (walk) => {
    standAt(walk, '2024-01-15T10:00:00Z');
    const { reference, file, birch } = await turnedDown(walk, { ...adult, 'given-name': 'Invented', 'family-name': 'Person', 'birth-date': '1990-01-16' });
    const list = (await birch.go(`/case/${reference}/letters`)).text;
    const [own = ''] = /letters\/\d+"/.exec(list) ?? [];
    const path = `/case/${reference}/${own.slice(0, -1)}`;
    for (const whom of ['worker', 'referrer', 'lawyer']) assert.ok(list.includes(`${own.slice(0, -1)}-${whom}`), `a letter to the ${whom}`);

    const read = (await birch.go(path)).text;
    assert.match(read, /You can get help today[^]*Means: This was not shown\. Nothing held speaks of any means\./);
    assert.match(read, /set no last day for asking us to look again[^]*A court can be asked[^]*15 April 2024/);
    assert.match(read, /Your lawyer gets this letter too and can help you: Practice Solicitor/);
    assert.match(read, /set no time of support after this decision[^]*999[^]*0800 808 3733[^]*116 123/);
    assert.doesNotMatch(read, /16 January|1990/, 'of the birth date nothing is printed');

    const there = { there: 'Willow, support worker' };
    const unread = await birch.submit(path, { do: 'release', seen: 'as it was before', ...there });
    assert.deepEqual([unread.status, /has changed since you read it/.test(unread.text), /value="Willow, support worker"/.test(unread.text)], [409, true, true]);
    const named = await release(birch, path, { there: '' });
    assert.deepEqual([named.status, /id="there-error"/.test(named.text)], [400, true]);
    const first = await release(birch, path, there);
    assert.deepEqual([first.status, /is told first\. Release the letter to them/.test(first.text)], [409, true]);
    assert.match(first.text, /When may a letter leave that turns somebody down\?/);
    assert.match(first.text, /value="Willow, support worker"/, 'nothing typed is lost');
    assert.equal((await release(birch, `${path}-worker`, there)).status, 303);
    const told = (await birch.go(`${path}-worker`)).text;
    assert.doesNotMatch(told, /Nothing held speaks of any means|Invented Person/, 'the worker learns neither reasons nor a name from the paper');

    standAt(walk, '2024-01-16T10:00:00Z');
    const birthday = await release(birch, path, there);
    assert.match(birthday.text, /a day that is the person’s own[^]*next day on which it may leave is 17 January 2024/);
    standAt(walk, '2024-01-19T14:00:00Z');
    assert.match((await release(birch, path, there)).text, /on a Friday afternoon[^]*22 January 2024/);
    assert.equal((await birch.submit(`${path}-worker`, { channel: 'hand-over' })).status, 303, 'a worker may be told on a Friday');
    standAt(walk, '2024-01-22T09:00:00Z');
    assert.equal((await release(birch, path, there)).status, 303);
    standAt(walk, '2024-01-22T09:31:00Z');
    assert.equal((await birch.submit(path, { channel: 'hand-over' })).status, 303);
    assert.equal((await letterIn(walk, { reference, file }))?.state, 'handed-over');
    const words = await walk.house.kit.db.as(personaOf('practice-birch').actor, 'identification', (tx) => textsOf(tx, file, 'safe-contact', 'letter-there.'));
    assert.ok(
      Object.values(words).every((one) => one === 'Willow, support worker') && Object.keys(words).length === 2,
      'who was there is sealed as safe contact',
    );

    const referrer = (await birch.go(`${path}-referrer`)).text;
    assert.match(referrer, /Reasonable grounds, 15 January 2024: not on what is known so far/);
    assert.doesNotMatch(referrer, /Means:|Nothing held speaks/, 'who referred learns the word and no reasons');
    const lawyer = (await birch.go(`${path}-lawyer`)).text;
    assert.match(lawyer, /Nothing held speaks of any means[^]*15 April 2024/);
    const [grant] = (await stateOf(walk, file)).access.grants;
    assert.equal((await birch.submit(`/case/${reference}/do/revoke-grant`, { 'revoke-grant-of': grant?.grant ?? '' })).status, 303);
    assert.match((await birch.go(`${path}-lawyer`)).text, /may no longer have it/);
  });
});

onPostgres('an immigration body that referred gets its receipt and no letter of a decision', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = await sit(walk, 'practice-birch');
    const { reference } = await sendAs(walk.house, 'practice-flint');
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    await walk.house.settled();
    const list = (await birch.go(`/case/${reference}/letters`)).text;
    assert.doesNotMatch(list, /To who referred the person/);
    assert.match(list, /To the person/);
  });
});

onEveryEngine('everything the person said about letters counts: hold, which way, and how', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const hold = await decided(walk, birch, { ...adult, 'letters-to': 'hold' });
    const unticked = await decided(walk, birch, { ...adult, 'letters-to': 'person', 'letters-address': '1 Invented Road' });
    const byPost = await decided(walk, birch, {
      ...adult,
      'letters-to': 'person',
      'letters-safe': ['post'],
      'letters-address': '2 Invented Road',
      'letters-email': 'nobody@invented.example',
      'contact-rules': 'Tuesdays after ten, ask for Mo.',
    });
    const why = async (sent: Sent) => (await letterIn(walk, sent))?.why;
    assert.deepEqual([await why(hold), await why(unticked), await why(byPost)], ['hold', 'no-safe-contact', null]);
    for (const sent of [hold, unticked]) assert.doesNotMatch((await birch.go(await letterOf(birch, sent))).text, /reasonable grounds to believe you are/);
    const path = await letterOf(birch, byPost);
    const page = (await birch.go(path)).text;
    assert.match(page, /2 Invented Road/);
    assert.match(page, /Tuesdays after ten, ask for Mo\./);
    assert.doesNotMatch(page, /nobody@invented\.example|07700 900001/, 'what is not ticked is not even shown');
    await release(birch, path);
    later(walk, 31);
    await birch.submit(path, { channel: 'hand-over' });
    assert.equal((await letterIn(walk, byPost))?.state, 'released', 'a way that was not ticked is refused too');
    assert.doesNotMatch((await birch.go(path)).text, /value="hand-over"/);
    await birch.submit(path, { channel: 'print' });
    assert.equal((await letterIn(walk, byPost))?.state, 'handed-over');
  });
});

onEveryEngine(
  'a letter is given only at the person’s times, after the word they agreed on, and not at all where it says more than they allow',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const birch = visitor(walk.base);
      await birch.signIn('practice-birch');
      const byHand = { ...adult, 'letters-to': 'worker', 'letters-safe': ['by-hand'] };
      const silent = await decided(walk, birch, { ...byHand, 'contact-most': 'who-we-are' });
      assert.equal((await letterIn(walk, silent))?.why, 'says-too-much');
      assert.match((await birch.go(await letterOf(birch, silent))).text, /Held[^]*It says more than they allow/);
      const word = await decided(walk, birch, { ...adult, 'contact-word': 'Invented heron' });
      const path = await letterOf(birch, word);
      await release(birch, path);
      later(walk, 31);
      assert.match((await birch.go(path)).text, /Ask for this word before you say anything: Invented heron/);
      const without = await birch.submit(path, { channel: 'hand-over' });
      assert.equal(without.status, 409);
      assert.match(without.text, /The person agreed on a word/);
      assert.equal((await letterIn(walk, word))?.state, 'released');
      assert.equal((await birch.submit(path, { channel: 'hand-over', 'word-asked': 'yes' })).status, 303);
      assert.equal((await letterIn(walk, word))?.state, 'handed-over');
      const weekend = await decided(walk, birch, { ...adult, 'contact-times': ['weekend-evening'] });
      const later31 = await letterOf(birch, weekend);
      await release(birch, later31);
      later(walk, 31);
      const monday = await birch.submit(later31, { channel: 'hand-over' });
      assert.equal(monday.status, 409);
      assert.match(monday.text, /Not at this time/);
      assert.equal((await letterIn(walk, weekend))?.state, 'released');
    });
  },
);

onEveryEngine('letters that wait stand on the worklist of their authority, a held one with its reason, until they have gone', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.match((await birch.go('/desk')).text, /Letters \(0\)/);
    const held = await decided(walk, birch, { ...adult, 'letters-to': 'hold' });
    const safe = await decided(walk, birch, adult);
    assert.match((await birch.go('/desk')).text, /Letters \(4\)/);
    const list = (await birch.go('/desk?view=letters')).text;
    assert.match(list, new RegExp(held.reference));
    assert.match(list, /Held<\/strong>: It was asked that nobody gets letters yet/);
    assert.match(list, /To be read and released/);
    assert.match(list, /To who referred the person/);
    const [, first] = await walk.house.kit.db.as(theService, 'identification', (tx) => waitingLetters(tx, 'sca', null, 2));
    const further = (await birch.go(`/desk?view=letters&after=${first?.day}.${first?.file}.${first?.number}.${first?.to}`)).text;
    assert.equal([held, safe].filter(({ reference }) => further.includes(reference)).length, 1, 'the next page begins behind the letters of the first case');
    const hazel = visitor(walk.base);
    await hazel.signIn('practice-hazel');
    assert.match((await hazel.go('/desk?view=letters')).text, /Letters \(0\)/);
    const path = await letterOf(birch, safe);
    await release(birch, path);
    assert.match((await birch.go('/desk?view=letters')).text, /Released: it can be recalled until \d\d:\d\d/);
    later(walk, 31);
    await birch.submit(path, { channel: 'hand-over' });
    assert.match((await birch.go('/desk')).text, /Letters \(3\)/);
  });
});

onEveryEngine('a held letter is judged anew when the referrer says more, and a good one when its day has passed', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const sent = await decided(walk, birch, { ...adult, 'contact-checked': { none: 'not-asked' } });
    assert.equal((await letterIn(walk, sent))?.why, 'doubtful');
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    const contact = { contact: 'person', 'contact-phone': '07700 900001', 'contact-checked': 'yes' };
    assert.equal((await amber.submit(`/sent/${sent.reference}/p/safe-contact`, contact)).status, 303);
    await walk.house.settled();
    const judged = async () =>
      (
        await walk.house.kit.db.as(theService, 'identification', (tx) =>
          tx.query<{ held: string | null; until: string | null }>(`select held, good_until::text as until from letter where recipient = 'person'`),
        )
      )[0];
    assert.deepEqual(await judged(), { held: null, until: '2024-07-13' });
    assert.match((await birch.go(await letterOf(birch, sent))).text, /reasonable grounds to believe you are/);
    const { kit } = walk.house;
    await judgeOverdue({ ...kit, clock: { ...kit.clock, today: () => day('2024-07-13') } });
    assert.deepEqual(await judged(), { held: null, until: '2024-07-13' });
    await judgeOverdue({ ...kit, clock: { ...kit.clock, today: () => day('2024-07-14') } });
    assert.deepEqual(await judged(), { held: 'expired', until: null });
    assert.equal((await letterIn(walk, sent))?.why, 'expired');
  });
});

/** The same house, pretending another day. */
function onDay({ house }: Walk, today: Day): Walk['house'] {
  return { ...house, kit: { ...house.kit, clock: { ...house.kit.clock, today: () => today } } };
}

onEveryEngine('a contact said 228 days ago is too old, and the same answer given again counts from the day it was given', async (_t, db) => {
  await walking(db, async (walk) => {
    const sent = await sendAs(onDay(walk, day('2023-06-01')), 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.equal((await birch.submit(`/case/${sent.reference}/decide`, positive)).status, 303);
    await walk.house.settled();
    assert.equal((await letterIn(walk, sent))?.why, 'expired', 'its age is that of the referral’s legal day');
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    const same = { contact: 'person', 'contact-phone': '07700 900001', 'contact-checked': 'yes' };
    assert.equal((await amber.submit(`/sent/${sent.reference}/p/safe-contact`, same)).status, 303);
    await walk.house.settled();
    assert.match((await birch.go(await letterOf(birch, sent))).text, /reasonable grounds to believe you are/);
    const { kit } = walk.house;
    const phones = await kit.db.as(theService, 'identification', async (tx) =>
      (await history(tx, sent.file, ['safe-contact'])).filter((one) => one.question === 'contact-phone').map((one) => [one.version, one.value]),
    );
    assert.deepEqual(phones, [
      [1, '07700 900001'],
      [2, '07700 900001'],
    ]);
    await amber.submit(`/sent/${sent.reference}/p/danger`, { 'danger-now': 'no', nation: 'england' });
    const added = (await stateOf(walk, sent.file)).past.filter(({ event }) => event.kind === 'InformationAdded');
    assert.equal(added.length, 1, 'elsewhere the same answer is no news');
  });
});

onEveryEngine('a duplicate names another case of the authority, and the record holds its id, never what was typed', async (_t, db) => {
  await walking(db, async (walk) => {
    const [one, other, gone] = [
      await sendAs(walk.house, 'practice-amber'),
      await sendAs(walk.house, 'practice-amber'),
      await sendAs(walk.house, 'practice-amber'),
    ];
    const detained = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['detained'] });
    assert.equal((await stateOf(walk, detained.file)).decision.authority, 'ieca');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const path = `/case/${one.reference}/do/duplicate`;
    for (const typed of ['Mia from Leeds', '0000-0000-0000', one.reference, detained.reference]) {
      const answer = await birch.submit(path, { 'duplicate-of': typed });
      assert.equal(answer.status, 400, typed);
      assert.match(answer.text, /href="#duplicate-of"/);
    }
    assert.equal((await birch.submit(`/case/${gone.reference}/do/duplicate`, { 'duplicate-of': other.reference })).status, 303);
    assert.equal((await birch.submit(path, { 'duplicate-of': gone.reference })).status, 400, 'a duplicate is not what a duplicate points at');
    assert.equal(
      (await birch.submit(path, { 'duplicate-of': ` ${other.reference.toLowerCase().replaceAll('-', ' ')}`, 'duplicate-note': 'Same person.' })).status,
      303,
    );
    const { decision } = await stateOf(walk, one.file);
    assert.deepEqual([decision.ended, decision.duplicateOf], ['duplicate', other.file]);
  });
});

onEveryEngine('consent recorded later names the notice that was explained, and who was there is sealed', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const path = `/case/${reference}/do/consent`;
    const said = { 'consent-now': 'given', 'consent-now-language': 'eng', 'consent-now-interpreter': 'none' };
    assert.equal((await birch.submit(path, said)).status, 400, 'who was there is asked');
    assert.equal((await birch.submit(path, { ...said, 'consent-now-present': 'A nurse, invented' })).status, 303);
    const { kit } = walk.house;
    const { past } = await stateOf(walk, file);
    const consents = past.flatMap(({ event }) => (event.kind === 'ConsentRecorded' ? [event] : []));
    assert.equal(consents.at(-1)?.textVersion, noticeVersion);
    assert.doesNotMatch(JSON.stringify(past), /nurse/);
    const kept = await kit.db.as(theService, 'identification', (tx) => textsOf(tx, file, 'administrative', 'note.consent-now-present.'));
    assert.deepEqual(Object.values(kept), ['A nurse, invented']);
  });
});

onEveryEngine('a sealed document that the police have is not offered to be handed over again', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    const at = `/sent/${reference}/evidence`;
    const form = new FormData();
    form.set('_csrf', /name="_csrf" value="([^"]+)"/.exec((await amber.go(at)).text)?.[1] ?? '');
    form.set('what', 'An invented note');
    form.set('file', new Blob(['Nothing unlawful, invented.']), 'note.txt');
    assert.equal((await amber.go(at, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } })).status, 303);
    const document = (await stateOf(walk, file)).evidence[0]?.document ?? '';
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    const base = `/evidence/${reference}`;
    const held = `/case/${reference}/held`;
    assert.equal((await birch.submit(`${base}/${document}`, {}, `${base}/${document}/stop`)).status, 200);
    assert.match((await birch.go(held)).text, /Record: the police have it/);
    assert.equal((await birch.submit(held, {}, `${base}/${document}/handed-over`)).status, 303);
    const text = (await birch.go(held)).text;
    assert.match(text, /Hand-over to the police is recorded/);
    assert.doesNotMatch(text, /Record: the police have it/);
  });
});

onEveryEngine('asking to look again opens a second round, and the first decision stays in the record', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = visitor(walk.base);
    const cedar = visitor(walk.base);
    await birch.signIn('practice-birch');
    await cedar.signIn('practice-cedar');
    await take(birch, reference, 'practice-birch');
    await birch.submit(`/case/${reference}/decide`, negative);
    await cedar.submit(`/case/${reference}/decide`, negative, `/case/${reference}/review`);
    await cedar.submit(`/case/${reference}/decide`, { stage: 'reasonable-grounds', round: '1', outcome: 'negative' }, `/case/${reference}/confirm`);
    const ask = { 'look-again-by': 'referrer', 'look-again-ground': 'new-evidence', 'look-again-exceptional': 'no' };
    assert.equal(
      (await birch.submit(`/case/${reference}/do/look-again`, { ...ask, 'look-again-by': 'person' })).status,
      409,
      'the law of January 2024 lets the person ask only through others',
    );
    assert.equal((await birch.submit(`/case/${reference}/do/look-again`, ask)).status, 303);
    const own = await cedar.submit(`/case/${reference}/do/answer-look-again`, { 'again-answer': 'accept' });
    assert.equal(own.status, 409, 'who had a hand in it does not answer');
    assert.match(own.text, /had a hand in the decision that is looked at again[^]*This service’s own rule/);
    const elm = await sit(walk, 'practice-elm');
    assert.match((await elm.go(`/case/${reference}/do/answer-look-again`)).text, /whoever proposed, found or decided at that stage takes no part/);
    assert.equal((await elm.submit(`/case/${reference}/do/answer-look-again`, { 'again-answer': 'accept' })).status, 303);
    assert.equal((await elm.submit(`/case/${reference}/acts`, { to: 'practice-cedar' }, `/case/${reference}/allocate`)).status, 409);
    const positive = { ...negative, round: '2', 'finding.means': 'met', 'because.means': 'The new letter.', outcome: 'positive' };
    assert.equal((await cedar.submit(`/case/${reference}/decide`, positive)).status, 409, 'nor decides again');
    const row = `insert into decision (file, stage, round, outcome, day, maker, checker, needs_second, needs_other) values ($1, 'reasonable-grounds', 2, 'positive', '2024-01-15', $2, null, false, true)`;
    for (const before of ['practice-birch', 'practice-cedar'])
      await assert.rejects(
        walk.house.kit.db.as(personaOf('practice-elm').actor, 'reconsideration', (tx) => tx.query(row, [file, before])),
        /by somebody who had no hand in it/,
        'the database says so too',
      );
    assert.equal((await elm.submit(`/case/${reference}/decide`, positive)).status, 303);
    const made = (await stateOf(walk, file)).decision.made.map((one) => [one.round, one.outcome]);
    assert.deepEqual(made, [
      [1, 'negative'],
      [2, 'positive'],
    ]);
    const counted = await walk.house.kit.db.as(theService, 'statistics', (tx) =>
      tx.query<{ code: string }>(`select code from statistic where question = 'reasonable-grounds' and recorded_to = 'infinity'`),
    );
    assert.deepEqual(
      counted.map((one) => one.code),
      ['negative'],
      'figures count the first decision',
    );
    assert.equal((await elm.submit(`/case/${reference}/do/court-review`, {})).status, 303);
    assert.match((await elm.go(`/case/${reference}`)).text, /A court looks at the decision[^]*It stands meanwhile/);
    const marked = await walk.house.kit.db.as(personaOf('practice-elm').actor, 'identification', (tx) =>
      tx.query<{ harms: readonly string[] }>('select harms from queue where file = $1', [file]),
    );
    assert.deepEqual(marked[0]?.harms.includes('judicial-review'), true, 'every list marks it');
    assert.deepEqual((await stateOf(walk, file)).overlay.holds, ['appeal'], 'and nothing of it is erased');
    assert.equal((await elm.submit(`/case/${reference}/do/court-review-ended`, { 'court-review-how': 'stands' })).status, 303);
    assert.equal((await stateOf(walk, file)).overlay.judicialReview, null);
  });
});

onEveryEngine('after the last decision the referrer can still say how the person is reached safely, and nothing else', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { file, reference } = await sendAs(onDay(walk, day('2023-10-02')), 'practice-amber');
    const first = { day: day('2023-10-10'), nation: 'england' };
    const how = { ...first, by: 'practice-birch', confirmed: 'practice' } as const;
    const met = { act: 'met', means: 'met', purpose: 'met' } as const;
    const grounds = await kit.ledger.perform(
      personaOf('practice-birch').actor,
      'identification',
      caseStream,
      file,
      (state) => decideAlone(state, { stage: 'reasonable-grounds', outcome: 'positive', findings: met }, kit.law, how),
      first,
    );
    assert.ok(grounds.ok);
    await walk.house.settled();
    const amber = visitor(walk.base);
    const birch = visitor(walk.base);
    await amber.signIn('practice-amber');
    await birch.signIn('practice-birch');
    const at = `/sent/${reference}`;
    const pages = [...new Set([...(await amber.go(`${at}/add`)).text.matchAll(/\/p\/([a-z-]+)[?"]/g)].map((found) => found[1] ?? ''))];
    await take(birch, reference, 'practice-birch');
    assert.ok(pages.length > 8 && pages.includes('why') && pages.includes('danger'), 'until then anything may be added');
    assert.equal((await birch.submit(`/case/${reference}/decide`, { ...positive, stage: 'conclusive-grounds' })).status, 303);
    await walk.house.settled();
    assert.deepEqual(
      (await stateOf(walk, file)).decision.made.map(({ stage, outcome }) => [stage, outcome]),
      [
        ['reasonable-grounds', 'positive'],
        ['conclusive-grounds', 'positive'],
      ],
    );
    const contact = new Set(['safe-contact', 'letters']);
    const added = async () => (await stateOf(walk, file)).past.filter(({ event }) => event.kind === 'InformationAdded').length;
    for (const page of pages.filter((each) => !contact.has(each))) {
      const shown = await amber.go(`${at}/p/${page}?from=tasks`);
      assert.equal(shown.status, 409, page);
      assert.match(shown.text, /The last decision was made/);
      assert.equal((await amber.submit(at, { why: 'Learnt too late.', do: 'save' }, `${at}/p/${page}`)).status, 409, page);
    }
    assert.equal(await added(), 0);
    const list = (await amber.go(`${at}/add`)).text;
    assert.deepEqual(new Set([...list.matchAll(/\/p\/([a-z-]+)[?"]/g)].map((found) => found[1])), contact);
    const goodUntil = () =>
      kit.db.as(theService, 'identification', (tx) =>
        tx.query<{ until: string | null }>(
          `select distinct good_until::text as until from letter where state = 'waiting' and recipient = 'person' and file = $1`,
          [file],
        ),
      );
    assert.deepEqual(await goodUntil(), [{ until: '2024-03-30' }], '180 days after it was first said');
    const same = { contact: 'person', 'contact-phone': '07700 900001', 'contact-checked': 'yes', do: 'save' };
    assert.equal((await amber.submit(`${at}/p/safe-contact`, same)).status, 303);
    await walk.house.settled();
    assert.equal(await added(), 1);
    assert.deepEqual(await goodUntil(), [{ until: '2024-07-13' }], '180 days after it was said again');
    assert.equal((await amber.submit(`${at}/p/safe-contact`, { ...same, contact: 'no-safe-way' })).status, 303);
    await walk.house.settled();
    assert.deepEqual(await goodUntil(), [{ until: null }]);
    assert.match((await birch.go(`/case/${reference}`)).text, /A letter is held/);
  });
});
