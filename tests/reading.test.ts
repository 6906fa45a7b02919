// Reading and writing side by side over real HTTP, on both engines: passages cited, absences refused, no line lost, the law of the day put in.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { addVersions, history } from '#kit/store/answers.ts';
import type { Database } from '#kit/store/database.ts';
import { keep, sealAway } from '#kit/store/documents.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, startWalk, visitor, type Walk } from '#tests/walk.ts';

type Visitor = ReturnType<typeof visitor>;
type Place = { readonly walk: Walk; readonly birch: Visitor; readonly sent: Awaited<ReturnType<typeof sendAs>>; readonly at: string };

async function reading(db: Database, body: (place: Place) => Promise<void>, answers = adult): Promise<void> {
  const walk = await startWalk(db);
  try {
    const sent = await sendAs(walk.house, 'practice-amber', answers);
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    await body({ walk, birch, sent, at: `/case/${sent.reference}` });
  } finally {
    await walk.close();
  }
}

const findings = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'because.act': 'The account.',
  'finding.means': 'met',
  'because.means': 'The wages were kept.',
  'finding.purpose': 'met',
  'because.purpose': 'The work.',
  outcome: 'positive',
  do: 'decide',
};
const words = 'wages were kept';
const cite = { element: 'means', side: 'for', weight: 'much', words, why: 'Money was the hold, invented.', version: '1' };
const seenIn = (text: string): string => /name="seen" value="(\d+)"/.exec(text)?.[1] ?? 'none';
const actor = personaOf('practice-birch').actor;

onEveryEngine(
  'a finding cites the words of an answer, never words that do not stand in it, and without a passage or a reason nothing is decided',
  async (_t, db) => {
    await reading(db, async ({ birch, at, walk, sent }) => {
      const held = (await birch.go(`${at}/decide`)).text;
      assert.match(held, /id="said\.narrative\.why"/);
      assert.match(held, new RegExp(`formaction="${at}/cite/narrative/why/begin"`));
      const bare = await birch.submit(`${at}/decide`, findings);
      assert.equal(bare.status, 400);
      assert.match(bare.text, /href="#uncited\.means"/);
      assert.match(bare.text, /The wages were kept\./, 'nothing written is lost');
      const made_up = await birch.submit(`${at}/cite/narrative/why`, { ...cite, words: 'the wages were paid in full' });
      assert.equal(made_up.status, 400);
      assert.match(made_up.text, /just as they stand/);
      assert.equal((await birch.submit(`${at}/cite/narrative/why`, cite)).status, 303);
      const page = (await birch.go(`${at}/decide`)).text;
      assert.match(page, /Evidence for: Means[^]*wages were kept[^]*Much weight[^]*Money was the hold, invented\.[^]*Evidence against: Means/);
      const reasons = { 'uncited.act': 'It is in every line, invented.', 'uncited.purpose': 'As above, invented.' };
      assert.equal((await birch.submit(`${at}/decide`, { ...findings, ...reasons })).status, 303, 'a passage, or why there is none');
      const late = await birch.submit(`${at}/cite/narrative/why`, cite);
      assert.notEqual(late.status, 200);
      const kept = await walk.house.kit.db.as(actor, 'identification', (tx) => history(tx, sent.file, ['analysis']));
      assert.ok(kept.some((one) => one.question.startsWith('cite.reasonable-grounds.1.')));
    });
  },
);

onEveryEngine('a citation that is taken back stays in the record, and once a negative is proposed none can be', async (_t, db) => {
  await reading(db, async ({ birch, at, walk, sent }) => {
    await birch.submit(`${at}/cite/narrative/why`, cite);
    await birch.submit(`${at}/cite/narrative/why`, { ...cite, side: 'against', why: 'A doubt, invented.' });
    const ids = [...(await birch.go(`${at}/decide`)).text.matchAll(/<button[^>]*name="withdraw"[^>]*>/g)].map(
      (one) => /value="([^"]+)"/.exec(one[0])?.[1] ?? '',
    );
    assert.equal(ids.length, 2);
    const back = await birch.submit(`${at}/decide`, { ...findings, withdraw: ids[0] ?? '', 'because.act': 'Half a line.' }, `${at}/decide/save`);
    assert.equal(back.status, 303);
    const page = (await birch.go(`${at}/decide`)).text;
    assert.equal([...page.matchAll(/name="withdraw"/g)].length, 1);
    assert.match(page, /Half a line\./, 'what was being written is saved with it');
    const kept = (await walk.house.kit.db.as(actor, 'identification', (tx) => history(tx, sent.file, ['analysis']))).filter((one) =>
      one.question.endsWith(ids[0] ?? ''),
    );
    assert.deepEqual(
      kept.map((one) => (JSON.parse(String(one.value)) as { withdrawn?: true }).withdrawn ?? false),
      [false, true],
    );
    const reasons = Object.fromEntries(['act', 'means', 'purpose'].map((one) => [`uncited.${one}`, 'Nothing, invented.']));
    const negative = { ...findings, ...reasons, 'finding.means': 'not-met', outcome: 'negative' };
    assert.equal((await birch.submit(`${at}/decide`, negative)).status, 303);
    const token = (await birch.go(`${at}/decide`)).text;
    assert.match(token, /What the first finding cites/);
    assert.doesNotMatch(token, /name="withdraw"|\/begin"/);
    const refused = await birch.submit(`${at}/acts`, { ...negative, withdraw: ids[1] ?? '' }, `${at}/decide/save`);
    assert.equal(refused.status, 409);
    assert.match(refused.text, /what it cites stays as it is/);
    const cedar = visitor(walk.base);
    await cedar.signIn('practice-cedar');
    assert.doesNotMatch((await cedar.go(`${at}/decide`)).text, /A doubt, invented|What the first finding cites/, 'a second person finds for themselves first');
    assert.equal((await cedar.go(`${at}/cited/${ids[1]}`)).status, 404);
    await cedar.submit(`${at}/decide`, negative, `${at}/review`);
    assert.match((await cedar.go(`${at}/decide`)).text, /A doubt, invented/);
  });
});

onEveryEngine('what was not seen or not asked cannot be filed as evidence against, by the page or past it', async (_t, db) => {
  const answers = { ...adult, 'signs-labour': { L01: 'not-seen' as const } };
  await reading(
    db,
    async ({ birch, at }) => {
      const held = (await birch.go(`${at}/held`)).text;
      assert.match(held, /\/cite\/narrative\/why"/);
      assert.doesNotMatch(held, /\/cite\/narrative\/signs-labour"/);
      for (const what of ['signs-labour', 'needs-no-such-question']) {
        const tried = await birch.submit(`${at}/held`, { ...cite, side: 'against', words: 'Looked for, not seen' }, `${at}/cite/narrative/${what}`);
        assert.ok(tried.status === 409 || tried.status === 404, `${what}: ${tried.status}`);
      }
      const refused = await birch.go(`${at}/cite/narrative/signs-labour`);
      assert.equal(refused.status, 409);
      assert.match(refused.text, /shows nothing about what happened/);
    },
    answers,
  );
});

onEveryEngine('a citation of an answer that was put right later, or of a paper sealed away, stays and says so', async (_t, db) => {
  await reading(db, async ({ birch, at, walk, sent }) => {
    const { kit } = walk.house;
    const paper = await kit.db.as(actor, 'identification', (tx) =>
      keep(tx, sent.file, { name: 'letter.txt', bytes: Buffer.from('An invented letter.'), by: 'practice-birch' }),
    );
    assert.ok(paper.ok);
    await birch.submit(`${at}/cite/narrative/why`, cite);
    assert.equal((await birch.submit(`${at}/cite/document/${paper.document.id}`, { ...cite, words: 'An invented letter, page 1.' })).status, 303);
    assert.doesNotMatch((await birch.go(`${at}/decide`)).text, /later replaced/);
    const referrer = personaOf('practice-amber').actor;
    await kit.db.as(referrer, 'intake', async (tx) => {
      await addVersions(tx, sent.file, [
        {
          question: 'why',
          holds: 'narrative',
          value: 'An invented account, put right: half the wages came.',
          origin: null,
          edition: 'e',
          language: 'en',
          saidBy: referrer.person,
        },
      ]);
    });
    await kit.db.as(actor, 'identification', (tx) => sealAway(tx, sent.file, paper.document.id));
    const page = (await birch.go(`${at}/decide`)).text;
    assert.equal([...page.matchAll(/This was later replaced\./g)].length, 2);
    const both = await birch.go(/href="([^"]*\/cited\/[^"]+)"/.exec(page)?.[1] ?? '');
    assert.match(both.text, /wages were kept[^]*half the wages came/);
    const old = await birch.submit(`${at}/cite/narrative/why`, { ...cite, side: 'against' });
    assert.equal(old.status, 303, 'the version that was on the screen is the one that is cited');
  });
});

onEveryEngine('the answer to a question is cited like any other, under the words of the question, and says so where it was put right', async (_t, db) => {
  await reading(db, async ({ birch, at, walk, sent }) => {
    const asking = async (question: string, answer: string): Promise<string> => {
      await birch.submit(`${at}/questions`, { question, of: 'council' }, `${at}/ask`);
      const open = [...(await birch.go(`${at}/questions`)).text.matchAll(/name="question" value="([^"]+)"/g)].at(-1)?.[1] ?? '';
      assert.equal((await birch.submit(`${at}/questions`, { question: open, answer }, `${at}/answered`)).status, 303);
      return `answered.${open}`;
    };
    const told = await asking('Who kept the invented wages?', 'The invented landlord kept them, each Friday.');
    const empty = await asking('Since when?', 'Not known.');
    for (const page of ['decide', 'held', 'questions']) {
      const { text } = await birch.go(`${at}/${page}`);
      assert.match(text, new RegExp(`/cite/narrative/${told}[/"]`), page);
      assert.doesNotMatch(text, new RegExp(`/cite/narrative/${empty}[/"]`), `${page}: that nothing is known is evidence of nothing`);
    }
    assert.equal((await birch.go(`${at}/cite/narrative/${empty}`)).status, 409);
    const made_up = await birch.submit(`${at}/cite/narrative/${told}`, { ...cite, words: 'each Monday' });
    assert.equal(made_up.status, 400, 'words that do not stand in it');
    assert.equal((await birch.submit(`${at}/cite/narrative/${told}`, { ...cite, words: 'kept them, each Friday' })).status, 303);
    const page = (await birch.go(`${at}/decide`)).text;
    assert.match(page, /Evidence for: Means[^]*kept them, each Friday[^]*Answer to: Who kept the invented wages\?/);
    assert.doesNotMatch(page, /later replaced/);
    const better = { question: told, holds: 'narrative', value: 'A cousin kept them, each Friday.', origin: null } as const;
    await walk.house.kit.db.as(actor, 'identification', (tx) =>
      addVersions(tx, sent.file, [{ ...better, edition: 'decision-1', language: 'en', saidBy: 'practice-birch' }]),
    );
    const after = (await birch.go(`${at}/decide`)).text;
    assert.match(after, /kept them, each Friday[^]*This was later replaced/);
    const both = await birch.go(/href="([^"]*\/cited\/[^"]+)"/.exec(after)?.[1] ?? '');
    assert.match(both.text, /As it was cited[^]*kept them, each Friday[^]*As it stands now[^]*A cousin kept them/);
  });
});

onEveryEngine('an older window never overwrites a newer save: both are kept and the writer is told', async (_t, db) => {
  await reading(db, async ({ birch, at }) => {
    const seen = seenIn((await birch.go(`${at}/decide`)).text);
    const save = (fields: Readonly<Record<string, string>>) => birch.submit(`${at}/decide`, { ...findings, ...fields }, `${at}/decide/save`);
    assert.equal((await save({ seen, 'because.act': 'The newer line.' })).status, 303);
    const stale = await save({ seen, 'because.act': 'The older window’s line.' });
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Nothing was overwritten/);
    const again = (await birch.go(`${at}/decide`)).text;
    assert.match(again, /kept beside what was saved last[^]*The older window’s line\.[^]*<textarea[^>]*name="because\.act"[^>]*>[^<]*The newer line\./);
    const decided = await birch.submit(`${at}/decide`, { ...findings, seen, 'uncited.act': 'x', 'uncited.means': 'x', 'uncited.purpose': 'x' });
    assert.equal(decided.status, 409, 'nor is anything decided from it');
    const unchanged = seenIn((await birch.go(`${at}/decide`)).text);
    await save({ seen: unchanged, 'because.act': 'The newer line.' });
    assert.equal(seenIn((await birch.go(`${at}/decide`)).text), unchanged, 'what did not change is no new version');
  });
});

onEveryEngine('a paragraph of law is offered while it is in force, put in word for word, and its version is kept', async (_t, db) => {
  await reading(db, async ({ birch, at, walk, sent }) => {
    const page = (await birch.go(`${at}/decide`)).text;
    assert.match(page, /weighing all information, general and specific/);
    assert.doesNotMatch(page, /objective factors, to believe/, 'the test of another period is not offered');
    const rule = 'uk.text.standard-reasonable';
    const put = await birch.submit(`${at}/decide`, { ...findings, law: `act ${rule}` }, `${at}/decide/save`);
    assert.equal(put.status, 303);
    assert.match(
      (await birch.go(`${at}/decide`)).text,
      /<textarea[^>]*name="because\.act"[^>]*>[^<]*The account\.\n\nThe standard at this stage: reasonable grounds to believe/,
    );
    const kept = await walk.house.kit.db.as(actor, 'identification', (tx) => history(tx, sent.file, ['analysis']));
    assert.equal(kept.filter((one) => one.question === 'reason.reasonable-grounds.1.act.law').at(-1)?.value, `${rule}@${day('2023-10-09')}`);
  });
});

onEveryEngine('the chronology orders what was told and done by the earliest day, with ranges and the words said', async (_t, db) => {
  const answers = {
    ...adult,
    episodes: [
      {
        from: { earliest: day('2021-06-01'), latest: day('2021-08-31'), words: 'summer 2021' },
        to: { earliest: day('2022-01-01'), latest: day('2022-12-31') },
        town: 'Invented Town',
      },
    ],
  };
  await reading(
    db,
    async ({ birch, at }) => {
      const page = (await birch.go(`${at}/chronology`)).text;
      assert.match(
        page,
        /Between 1 June 2021 and 31 August 2021[^]*summer 2021[^]*Invented Town[^]*Between 1 January 2022 and 31 December 2022[^]*An adult was referred/,
      );
      const decide = (await birch.go(`${at}/decide`)).text;
      assert.match(decide, /Chronology[^]*summer 2021/);
      assert.match(decide, /<details[^>]*nrm-hard-reading[^>]*>(?![^<]*open)/, 'hard material is announced and closed');
    },
    answers,
  );
});
