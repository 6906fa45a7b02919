// The decision maker's home over real HTTP: what waits on whom, asking ten people again in one act, covering leave, coming up, taking back.
import assert from 'node:assert/strict';
import { turnOfDay } from '#desk/turn-job.ts';
import { askAgain, endLeaves } from '#desk/asking-job.ts';
import { day } from '#base/day.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { show } from '#desk/queue.ts';
import { personaOf } from '#practice/people.ts';
import { adult, sendAs, sit, startWalk, stateOf, walking, type Visitor, type Walk } from '#tests/walk.ts';

type Sent = Awaited<ReturnType<typeof sendAs>>;

/** A case that a caseworker has. */
async function given(walk: Walk, birch: Visitor, to = 'practice-birch'): Promise<Sent> {
  const sent = await sendAs(walk.house, 'practice-amber');
  assert.equal((await birch.submit(`/case/${sent.reference}/acts`, { to }, `/case/${sent.reference}/allocate`)).status, 303);
  return sent;
}
const question = (of: string, what = 'Which day was the person found?') => ({ question: what, of });
const lists = async (one: Visitor, view: string): Promise<string> => (await one.go(`/desk?view=${view}`)).text;

onEveryEngine('what waits on one, on others and is ready stands in lists of its own, with whom it waits for since when', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = await sit(walk, 'practice-birch');
    const { reference, file } = await given(walk, birch);
    assert.match(await lists(birch, 'ready'), new RegExp(`Ready to decide \\(1\\)[^]*${reference}[^]*what the law needs for it is there`));
    await birch.submit(`/case/${reference}/questions`, question('referrer'), `/case/${reference}/ask`);
    assert.doesNotMatch(await lists(birch, 'ready'), new RegExp(reference), 'a question is open');
    const waiting = await lists(birch, 'others');
    assert.match(
      waiting,
      new RegExp(`${reference}[^]*Who referred the person, asked on 15 January 2024, wanted by 29 January 2024; asked again by the service on 30 January 2024`),
    );
    // Outside the service nobody is asked again by the program: on the day it waits on whoever has the case.
    const other = await given(walk, birch);
    await birch.submit(`/case/${other.reference}/questions`, question('police'), `/case/${other.reference}/ask`);
    assert.match(
      await lists(birch, 'others'),
      new RegExp(`${other.reference}[^]*The police, asked on 15 January 2024[^]*write or ring again on 30 January 2024`),
    );
    await turnOfDay(walk.house.kit, day('2024-01-30'));
    assert.match(await lists(birch, 'you'), new RegExp(`${other.reference}[^]*You to write or ring again`));
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
    // A day and a reason: until then it waits for others, on the day for whoever has it.
    const refused = await birch.submit(`/case/${reference}/do/forward`, {
      'forward-on.day': '14',
      'forward-on.month': '1',
      'forward-on.year': '2024',
      'forward-why': 'x',
    });
    assert.equal(refused.status, 400, 'a day that has passed is no day to come up on');
    const when = { 'forward-on.day': '5', 'forward-on.month': '2', 'forward-on.year': '2024', 'forward-why': 'The invented hospital rings back then.' };
    assert.equal((await birch.submit(`/case/${reference}/do/forward`, when)).status, 303);
    assert.equal((await stateOf(walk, file)).decision.comesUp, '2024-02-05');
    await turnOfDay(walk.house.kit, day('2024-02-04'));
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
    await turnOfDay(walk.house.kit, day('2024-02-05'));
    assert.match(await lists(birch, 'you'), new RegExp(`${reference}[^]*You wanted it to come up[^]*The invented hospital rings back then`));
    assert.equal((await birch.submit(`/case/${reference}/do/forward-done`, {})).status, 303);
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
  });
});

type Fields = readonly (readonly [string, string])[];
/** Opens the list, and posts what a form of a page holds, several values of a name included. */
async function post(one: Visitor, from: string, action: string, fields: Fields) {
  const token = /name="_csrf" value="([^"]+)"/.exec((await one.go(from)).text)?.[1] ?? '';
  const body = new URLSearchParams([['_csrf', token], ...fields.map(([name, value]) => [name, value] as [string, string])]);
  return one.go(action, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}
/** What the preview would send on. */
const carried = (text: string): Fields =>
  [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].flatMap(([, name = '', value = '']) =>
    name === '_csrf' ? [] : [[name, value] as const],
  );
const several = (one: Visitor, fields: Fields) => post(one, '/desk?view=others', '/desk/several', fields);
const carry = (one: Visitor, preview: string) => post(one, '/desk', '/desk/several/carry', carried(preview));
const chased = async (walk: Walk, { file }: Sent) => (await stateOf(walk, file)).decision.questions.flatMap((each) => each.chased).length;

onEveryEngine('ten people are asked again in one act: shown before, told apart, done once however often it is pressed, and taken back', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = await sit(walk, 'practice-birch');
    const all: Sent[] = [];
    for (let i = 0; i < 12; i += 1) all.push(await given(walk, birch));
    const [nobody, answered] = [all[10], all[11]];
    assert.ok(nobody && answered);
    const ten = all.slice(0, 10);
    for (const [i, { reference }] of [...ten, answered].entries()) {
      const what = `Invented question ${i}: which day?`;
      assert.equal(
        (await birch.submit(`/case/${reference}/questions`, question(i % 3 === 0 ? 'council' : 'referrer', what), `/case/${reference}/ask`)).status,
        303,
      );
    }
    // Nothing is ticked: the list as it was, with the message beside it.
    const bare = await several(birch, [
      ['do', 'chase'],
      ['list', '/desk?view=others&age.adult=yes'],
    ]);
    assert.equal(bare.status, 400);
    assert.match(bare.text, new RegExp(`Tick at least one case[^]*aria-current="page">\\s*Waiting on others[^]*${all[0]?.reference}[^]*several-wrong`));
    assert.match(bare.text, /name="list" value="\/desk\?view=others&amp;age\.adult=yes"/, 'and what it was narrowed to');
    assert.doesNotMatch(
      (
        await several(birch, [
          ['do', 'chase'],
          ['list', '//elsewhere.invalid/desk?'],
        ])
      ).text,
      /elsewhere/,
    );
    const ticked: Fields = all.map(({ reference }) => ['case', reference] as const);
    const preview = (await several(birch, [['do', 'chase'], ...ticked])).text;
    assert.match(preview, /Nothing has happened yet/);
    assert.match(
      preview,
      /Would be done \(11\)[^]*Invented question 0: which day\?[^]*The council, wanted by 29 January 2024\. They have no page here: write or ring/,
    );
    assert.match(preview, new RegExp(`Cannot be done \\(1\\)[^]*${nobody.reference}</a> No question waits for an answer here`));
    assert.equal(await chased(walk, all[0] ?? nobody), 0, 'looking does nothing');
    // Meanwhile one is answered: in that case it is refused, and in no other.
    const amber = await sit(walk, 'practice-amber');
    const asked = /name="question" value="([^"]+)"/.exec((await amber.go(`/asked/${answered.reference}`)).text)?.[1] ?? '';
    await amber.submit(`/asked/${answered.reference}`, { question: asked, answer: 'In spring.' });
    const [first, second] = await Promise.all([carry(birch, preview), carry(birch, preview)]);
    assert.deepEqual([first?.status, second?.status, first?.to], [303, 303, second?.to]);
    const came = (await birch.go(first?.to ?? '')).text;
    assert.match(came, /Done \(10\)[^]*Write or ring yourself: The council/);
    assert.match(came, new RegExp(`Not done \\(2\\)[^]*${answered.reference}</a> No question waits`));
    for (const one of ten) assert.equal(await chased(walk, one), 1, 'once, however often it was pressed');
    // Who was asked sees it.
    assert.match((await amber.go(`/asked/${ten[1]?.reference}`)).text, /Asked again on 15 January 2024/);
    // One answers; the rest is taken back by a further event.
    const late = ten[1] ?? nobody;
    const again = /name="question" value="([^"]+)"/.exec((await amber.go(`/asked/${late.reference}`)).text)?.[1] ?? '';
    await amber.submit(`/asked/${late.reference}`, { question: again, answer: 'In autumn.' });
    const cedar = await sit(walk, 'practice-cedar');
    assert.equal((await cedar.go(first?.to ?? '')).status, 404, 'what somebody did in several cases is theirs to take back');
    assert.equal((await post(birch, first?.to ?? '', `${first?.to}/undo`, [])).status, 303);
    const after = (await birch.go(first?.to ?? '')).text;
    assert.match(after, new RegExp(`Done \\(1\\)[^]*${late.reference}[^]*Something has happened in this case since[^]*Taken back \\(9\\)`));
    assert.equal(await chased(walk, ten[0] ?? nobody), 0);
    const { past } = await stateOf(walk, (ten[0] ?? nobody).file);
    assert.deepEqual(
      past.slice(-2).map((each) => each.event.kind),
      ['Chased', 'Corrected'],
      'nothing is deleted',
    );
    assert.match((await birch.go(`/case/${ten[0]?.reference}`)).text, /was taken back by who made it/);
  });
});

onEveryEngine('a manager gives several cases and covers a colleague’s leave: each case told apart, taken back, and back by itself after it', async (_t, db) => {
  await walking(db, async (walk) => {
    const [birch, elm] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-elm')];
    // Cedar may not have this one: they know the person, and said so while nobody had it.
    const kept = await sendAs(walk.house, 'practice-amber');
    const cedar = await sit(walk, 'practice-cedar');
    assert.equal((await cedar.submit(`/case/${kept.reference}/do/conflict`, { 'conflict-why': 'friend' })).status, 303);
    assert.equal((await birch.submit(`/case/${kept.reference}/acts`, { to: 'practice-birch' }, `/case/${kept.reference}/allocate`)).status, 303);
    const one = await given(walk, birch);
    const mine = [kept, one, await given(walk, birch)];
    assert.equal((await birch.go('/desk/leave')).status, 404, 'a manager’s to do');
    assert.equal(
      (
        await several(birch, [
          ['do', 'allocate'],
          ['case', one.reference],
          ['to', 'practice-cedar'],
        ])
      ).status,
      404,
    );
    const wrong = await several(elm, [
      ['do', 'cover'],
      ['of', 'practice-birch'],
      ['to', 'practice-cedar'],
      ['until.day', '1'],
      ['until.month', '1'],
      ['until.year', '2024'],
    ]);
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Write a day that is still to come[^]*value="practice-birch"[^>]*checked/, 'what was chosen stays chosen');
    const asked: Fields = [
      ['do', 'cover'],
      ['of', 'practice-birch'],
      ['to', 'practice-cedar'],
      ['until.day', '19'],
      ['until.month', '1'],
      ['until.year', '2024'],
    ];
    const preview = (await several(elm, asked)).text;
    assert.match(preview, /Would be done \(2\)[^]*up to 19 January 2024, then back by itself/);
    assert.match(preview, new RegExp(`Cannot be done \\(1\\)[^]*${kept.reference}[^]*A conflict of interest of this person`));
    const done = await carry(elm, preview);
    const has = async (sent: Sent) => (await stateOf(walk, sent.file)).decision.allocatedTo;
    assert.deepEqual(await Promise.all(mine.map(has)), ['practice-birch', 'practice-cedar', 'practice-cedar']);
    assert.match((await elm.go(done.to ?? '')).text, /Done \(2\)[^]*Not done \(1\)/);
    await post(elm, done.to ?? '', `${done.to}/undo`, []);
    assert.deepEqual(await Promise.all(mine.map(has)), ['practice-birch', 'practice-birch', 'practice-birch'], 'taken back as a whole');
    // Once more, and the leave passes.
    await carry(elm, (await several(elm, asked)).text);
    assert.equal(await has(one), 'practice-cedar');
    await endLeaves(walk.house.kit, day('2024-01-19'));
    assert.equal(await has(one), 'practice-cedar', 'its last day is still covered');
    await endLeaves(walk.house.kit, day('2024-01-20'));
    assert.deepEqual(await Promise.all(mine.map(has)), ['practice-birch', 'practice-birch', 'practice-birch']);
    // Given in turn.
    const more = [await sendAs(walk.house, 'practice-amber'), await sendAs(walk.house, 'practice-amber')];
    const give: Fields = [['do', 'allocate'], ...more.map(({ reference }) => ['case', reference] as const)];
    assert.match((await several(elm, give)).text, /Who gets the cases\?/);
    await carry(elm, (await several(elm, [...give, ['asked', 'yes'], ['to', 'practice-birch'], ['to', 'practice-cedar']])).text);
    assert.deepEqual((await Promise.all(more.map(has))).sort(), ['practice-birch', 'practice-cedar']);
  });
});

const positive = {
  stage: 'reasonable-grounds',
  round: '1',
  ...Object.fromEntries(
    ['act', 'means', 'purpose'].flatMap((one) => [
      [`finding.${one}`, 'met'],
      [`because.${one}`, 'An invented reason.'],
      [`uncited.${one}`, 'Nothing invented to point at.'],
    ]),
  ),
  outcome: 'positive',
  do: 'decide',
};

onEveryEngine(
  'their lawyer and their support worker answer here what is put to them, once asked again by the service, and nobody else does',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const birch = await sit(walk, 'practice-birch');
      const { reference, file } = await given(walk, birch);
      assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
      await walk.house.settled();
      const [linden, willow] = [await sit(walk, 'practice-linden'), await sit(walk, 'practice-willow')];
      assert.equal((await linden.go(`/granted/${reference}/questions`)).status, 404, 'the person has not let them in');
      await birch.submit(`/case/${reference}/do/grant`, {
        'grant-to': 'legal-representative.practice-linden',
        'grant-for': '90',
        'grant-language': 'English',
        'grant-present': 'alone',
      });
      const record = /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec((await willow.go('/support')).text.replaceAll('K7QD-0M2P-XW9T', ''))?.[0] ?? '';
      await willow.submit(`/support/${record}/do/name`, { 'grant-for': '90' });
      const asks = async (of: string, what: string) =>
        assert.equal((await birch.submit(`/case/${reference}/questions`, question(of, what), `/case/${reference}/ask`)).status, 303);
      await asks('lawyer', 'For the lawyer: which invented papers are there?');
      await asks('support', 'For the worker: when can the person be heard?');
      const page = (await linden.go(`/granted/${reference}/questions`)).text;
      assert.match(page, /For the lawyer/);
      assert.doesNotMatch(page, /For the worker/, 'each sees what was put to them');
      // Nobody answers by the day: the service asks again, and does so once.
      const [lawyers] = (await stateOf(walk, file)).decision.questions;
      assert.ok(lawyers);
      for (let i = 0; i < 2; i += 1) await askAgain(walk.house.kit, day('2024-01-30'));
      assert.deepEqual(
        (await stateOf(walk, file)).decision.questions.map((one) => one.chased),
        [[{ day: '2024-01-30', how: 'program' }], [{ day: '2024-01-30', how: 'program' }]],
      );
      assert.match((await linden.go(`/granted/${reference}/questions`)).text, /Asked again on 30 January 2024/);
      assert.match((await linden.go(`/granted/${reference}`)).text, /Questions put to you \(1 to answer\)/);
      // Bad input loses nothing; what one is not asked one cannot answer.
      const empty = await linden.submit(`/granted/${reference}/questions`, { question: lawyers.question, answer: ' ' });
      assert.equal(empty.status, 400);
      const send = (said: string) => linden.submit(`/granted/${reference}/questions`, { question: lawyers.question, answer: said });
      const twice = await Promise.all([send('The first invented answer.'), send('The first invented answer.')]);
      assert.deepEqual(
        twice.map((one) => one.status),
        [303, 303],
      );
      await walk.house.settled();
      await send('Another, too late.');
      const workers = (await stateOf(walk, file)).decision.questions[1]?.question ?? '';
      assert.equal((await linden.submit(`/granted/${reference}/questions`, { question: workers, answer: 'Not mine.' })).status, 404);
      // What somebody was told in support passes only with the person's word.
      const unsaid = await willow.submit(`/support/${record}/questions`, { question: workers, answer: 'On Tuesdays, invented.' });
      assert.equal(unsaid.status, 400);
      assert.match(unsaid.text, /passes only with their word[^]*On Tuesdays, invented\./);
      assert.doesNotMatch(unsaid.text, /For the lawyer/);
      assert.equal((await willow.submit(`/support/${record}/questions`, { question: workers, answer: 'On Tuesdays, invented.', agreed: 'yes' })).status, 303);
      await walk.house.settled();
      const beside = (await birch.go(`/case/${reference}/questions`)).text;
      assert.match(beside, /which invented papers[^]*Their lawyer, asked on 15 January 2024, answered on 15 January 2024[^]*The first invented answer\./);
      assert.match(beside, /can the person be heard[^]*On Tuesdays, invented\./);
      assert.doesNotMatch(beside, /too late/, 'the first answer stands');
      const { past } = await stateOf(walk, file);
      assert.deepEqual(
        past.flatMap(({ event }) => (event.kind === 'Answered' ? [event.by] : [])),
        ['practice-linden', 'practice-willow'],
        'whose answer it is stands in the record',
      );
      // Once the grant is taken back there is nothing to answer.
      const grant = (await stateOf(walk, file)).access.grants[0]?.grant ?? '';
      await birch.submit(`/case/${reference}/do/revoke-grant`, { 'revoke-grant-of': grant });
      assert.equal((await linden.go(`/granted/${reference}/questions`)).status, 404);
    });
  },
);

onEveryEngine('a later decision is moved up by the criteria of the day, with the rule beside it, from the day they came into force', async (_t, db) => {
  const walk = await startWalk(db, day('2024-03-01'));
  try {
    const birch = await sit(walk, 'practice-birch');
    const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['charged'] });
    await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
    assert.doesNotMatch(await lists(birch, 'you'), /Moved up/, 'first decisions are not among them');
    await birch.submit(`/case/${reference}/decide`, positive);
    const waiting = await lists(birch, 'others');
    assert.match(
      waiting,
      new RegExp(`Moved up:</strong> in criminal proceedings[^]*22 February 2024[^]*Not confirmed[^]*${reference}[^]*it may be decided from 1 April 2024`),
    );
    // Worked out on a day on which there were no criteria, and again on one on which there are.
    const criteria = async () =>
      (
        await db.as(personaOf('practice-birch').actor, 'identification', (tx) =>
          show(tx, { authority: 'sca', worker: null, waits: null, after: null, most: 5 }),
        )
      ).map((row) => row.criteria);
    const turned = async (on: string, wanted: readonly string[]) => {
      // The house itself turns to its own day at the start, on a busy machine only now.
      for (let tries = 0; tries < 5; tries += 1) {
        await turnOfDay(walk.house.kit, day(on));
        if ((await criteria())[0]?.length === wanted.length) break;
      }
      assert.deepEqual(await criteria(), [wanted]);
    };
    await turned('2024-02-01', []);
    await turned('2024-03-02', ['criminal-proceedings']);
  } finally {
    await walk.close();
  }
});
