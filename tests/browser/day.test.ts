// A caseworker's day in a real browser, from what changed overnight to a status letter that somebody checks at night.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { caseStream } from '#journey/file.ts';
import { allocate, ask } from '#journey/decision.ts';
import { askedId } from '#rooms/decision/reason-ids.ts';
import { keepTexts } from '#rooms/decision/store.ts';
import { personaOf } from '#practice/people.ts';
import { sendAs, type Walk } from '#tests/walk.ts';
import { journey, type Fields, type Visit } from './browser.ts';

const open = 60;
const asked = 10;

/** Cases that a caseworker has; in ten of them somebody was asked. */
async function caseload({ house }: Walk): Promise<readonly string[]> {
  const { kit } = house;
  const [birch, elm] = [personaOf('practice-birch').actor, personaOf('practice-elm').actor];
  const about = { day: kit.clock.today(), nation: 'england' };
  const act = (by: string) => ({ ...about, by, confirmed: 'practice' as const });
  const references: string[] = [];
  for (let at = 0; at < open; at += 1) {
    const { file, reference } = await sendAs(house, 'practice-amber');
    references.push(reference);
    await kit.ledger.perform(elm, 'identification', caseStream, file, (state) => allocate(state, { to: birch.person }, kit.law, act(elm.person)), about);
    if (at >= asked) continue;
    const question = randomUUID();
    const to = at === 0 ? 'council' : 'referrer';
    await kit.ledger.perform(
      birch,
      'identification',
      caseStream,
      file,
      (state) => ask(state, { question, to }, kit.law, act(birch.person)),
      about,
      (tx) => keepTexts(tx, file, { [askedId(question)]: `Invented question ${at}: on which day?` }, 'narrative'),
    );
  }
  return references;
}

const findings = (means: 'met' | 'not-met', because: string): Fields => ({
  'finding.act': 'met',
  'because.act': 'The account, line 1.',
  'uncited.act': 'It is in every line, invented.',
  'finding.means': means,
  'because.means': because,
  'finding.purpose': 'met',
  'because.purpose': 'The account, line 2.',
  'uncited.purpose': 'As above, invented.',
  outcome: means === 'met' ? 'positive' : 'negative',
});
const send = 'Decide, or send to a second person';

async function citeTheWages(by: Visit, why: string): Promise<void> {
  await by.arrive(() => by.page.locator('button[formaction$="/cite/narrative/why/begin"]').click());
  await by.fill({ words: 'wages were kept', element: 'means', side: 'for', weight: 'much', why });
  await by.press('Cite it');
}

journey(
  'a day: what changed, ten asked again at once, a decision with cited reasons, a second reader, thinking again, and a letter at night',
  async ({ walk, sit }) => {
    const all = await caseload(walk);
    const [first = '', second = ''] = all;
    const decided = all.at(-1) ?? '';
    const amber = await sit('practice-amber');
    await amber.go(`/asked/${second}`);
    await amber.fill({ answer: 'On an invented Tuesday.' });
    await amber.press('Send the answer');

    const birch = await sit('practice-birch');
    await birch.go('/desk?view=changed');
    assert.match(await birch.text(), new RegExp(`${second}\\s+The question was answered`), 'what others did overnight');
    await birch.go('/desk');
    assert.match(await birch.text(), new RegExp(`Waiting on you \\(${open - asked + 1}\\)[^]*Waiting on others \\(${asked - 1}\\)`));

    // Ten at once: one was answered meanwhile, and that is told apart.
    await birch.press(/^Waiting on others/);
    assert.equal(await birch.press('Ask again'), 400, 'nothing is ticked');
    await birch.page.locator('label[for="tick-all"]').click();
    await birch.press('Ask again');
    assert.match(await birch.text(), new RegExp(`Nothing has happened yet[^]*Would be done \\(${asked - 1}\\)`));
    await birch.press(/^Do it/);
    assert.match(await birch.text(), new RegExp(`Done \\(${asked - 1}\\)[^]*${first}\\s+Write or ring yourself: The council`));
    await birch.press(/To the question/);
    await birch.press(/^The letter, to print/);
    assert.match(await birch.text(), /Rule: [^]*Source: [^]*Invented question 0[^]*answer by 29 January 2024/, 'the day with its rule');
    await birch.press('I have printed it to be sent');

    // A decision with cited reasons, which a second reader does not share.
    await birch.go(`/case/${decided}`);
    await birch.page.locator('summary', { hasText: 'why?' }).first().click();
    assert.match(await birch.text(), /By when[^]*Counted from the day after 15 January 2024/);
    await birch.press('Decide');
    await birch.fill(findings('not-met', 'The wages alone are no means, I thought.'));
    await citeTheWages(birch, 'Money was the hold, invented.');
    await birch.press(send);
    assert.match(await birch.text(), /waits for a second person/);
    const cedar = await sit('practice-cedar', { width: 320, height: 640, scripts: false });
    await cedar.go(`/case/${decided}/decide`);
    assert.doesNotMatch(await cedar.text(), /no means, I thought|Money was the hold/, 'their own finding comes first');
    await cedar.fill({ ...findings('met', 'Who keeps the wages keeps the person.'), 'uncited.means': 'I cite nothing, invented.' });
    await cedar.press('Record what I find');
    assert.match(await cedar.text(), /The two findings differ/);
    const elm = await sit('practice-elm');
    await elm.go(`/case/${decided}/decide`);
    await elm.fill({ note: 'The second reading is the better one: look at the wages again.' });
    await elm.press('Send back to the maker');
    assert.match(await elm.text(), new RegExp(`${decided}: You sent it back`));

    // Thinking again, with both findings kept.
    await birch.go(`/case/${decided}/decide`);
    assert.match(await birch.text(), /look at the wages again[^]*Evidence for: Means[^]*wages were kept/);
    await birch.fill(findings('met', 'Who keeps the wages keeps the person; I did not see it.'));
    await birch.press(send);
    assert.equal(birch.at(), `/case/${decided}`, await birch.text());
    assert.match(await birch.text(), /Reasonable grounds: Positive[^]*sent it back|sent it back[^]*Reasonable grounds: Positive/);

    // At night, somebody in custody shows the letter.
    await walk.house.settled();
    await birch.go(`/case/${decided}/status?for=office`);
    const code = (await birch.page.locator('.nrm-check-code').textContent())?.trim() ?? '';
    const officer = await sit('practice-heather', { width: 320, height: 640, scripts: false });
    await officer.go('/check');
    await officer.fill({ code });
    await officer.arrive(() => officer.page.locator('main form button').click());
    assert.equal(await officer.heading(), 'This letter is valid');
    assert.ok(!(await officer.text()).includes(decided), 'and nothing else is said');
  },
);
