// A case after it was sent, in a real browser: decided by two, looked at again, asked about, seen by its referrer, counted.
import assert from 'node:assert/strict';
import { sendAs } from '#tests/walk.ts';
import { journey, type Fields, type Visit } from './browser.ts';

const negative: Fields = {
  'finding.act': 'met',
  'because.act': 'First responder’s account, line 1.',
  'finding.means': 'not-met',
  'because.means': 'Nothing that is held speaks of any means.',
  'finding.purpose': 'met',
  'because.purpose': 'First responder’s account, line 2.',
  outcome: 'negative',
};
/** Where nothing is cited, that is said. */
const uncited: Fields = Object.fromEntries(['act', 'means', 'purpose'].map((element) => [`uncited.${element}`, 'Nothing invented to point at.']));
const positive: Fields = { ...negative, 'finding.means': 'met', 'because.means': 'The letter of 3 November, invented.', outcome: 'positive' };
const send = 'Decide, or send to a second person';

/** Takes a case that nobody has. */
async function takeIt(by: Visit, persona: string, reference: string): Promise<void> {
  await by.go(`/case/${reference}/acts`);
  await by.fill({ to: persona });
  await by.press('Give the case');
  assert.equal(by.at(), `/case/${reference}`);
}

/** Proposes a negative as one person, who takes the case and keeps it, and agrees as another. */
async function decideNegative(maker: Visit, checker: Visit, reference: string): Promise<void> {
  await takeIt(maker, 'practice-birch', reference);
  await maker.press('Decide');
  await maker.fill({ ...negative, ...uncited });
  await maker.press(send);
  assert.match(await maker.text(), /waits for a second person/);
  await checker.go('/desk?view=second');
  await checker.press(reference);
  await checker.press('Decide');
  assert.doesNotMatch(await checker.text(), /Nothing that is held speaks of any means|A negative decision/, 'their own finding comes first');
  await checker.fill({ ...negative, ...uncited, 'because.means': 'I find none either, invented.' });
  await checker.press('Record what I find');
  assert.match(await checker.text(), /Nothing that is held speaks of any means[^]*I find none either/, 'then both, side by side');
  await checker.press('I agree: make the decision');
  assert.equal(checker.at(), '/desk', 'it waits for a second person no longer');
  assert.match(await checker.text(), new RegExp(`${reference}: You agreed, and the decision is made`));
}

journey('a negative stands only when a second person agrees, and its letter says first what is still open', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch');
  await birch.go('/desk?view=unallocated');
  await birch.press(reference);
  await birch.press('Other steps');
  await birch.fill({ to: 'practice-birch' });
  await birch.press('Give the case');
  await birch.go('/desk');
  assert.match(await birch.text(), new RegExp(reference), 'it is on the worklist of who has it');
  await birch.press(reference);
  await birch.press('Decide');
  await birch.fill({ ...negative, ...uncited, 'because.means': '' });
  assert.equal(await birch.press(send), 400, 'a reason that is missing is asked for');
  assert.equal(await birch.page.locator('[name="because.act"]').inputValue(), negative['because.act']);
  await birch.fill({ 'because.means': 'Nothing that is held speaks of any means.' });
  await birch.press(send);
  assert.match(await birch.text(), /You made this proposal/);
  assert.equal(await birch.page.getByRole('button', { name: 'I agree: make the decision' }).count(), 0, 'nobody confirms their own');
  const cedar = await sit('practice-cedar');
  await cedar.go(`/case/${reference}/decide`);
  await cedar.fill({ ...negative, ...uncited });
  await cedar.press('Record what I find');
  await cedar.fill({ note: 'Please read the second page of the account again.' });
  await cedar.press('Send back to the maker');
  assert.match(await cedar.text(), new RegExp(`${reference}: You sent it back to who proposed it`));
  await birch.go(`/case/${reference}/decide`);
  assert.match(await birch.text(), /Please read the second page of the account again\./);
  await birch.press(send);
  await cedar.go(`/case/${reference}/decide`);
  await cedar.fill({ ...negative, ...uncited });
  await cedar.press('Record what I find');
  await cedar.press('I agree: make the decision');
  assert.match(await cedar.text(), /You agreed, and the decision is made\. Reasonable grounds: Negative/);
  await cedar.go(`/case/${reference}`);
  assert.match(await cedar.text(), /You do not have this case/, 'a second person reads it for as long as it waits for one');
  await walk.house.settled();
  await birch.go(`/case/${reference}/letters`);
  await birch.press('Our decision, and what is still open to you');
  const letter = await birch.text();
  assert.match(letter, /what is still open to you[^]*you can ask us to look again[^]*Why[^]*speaks of any means/, 'before the reasons');
});

journey('a second reader who finds otherwise overrules nobody alone: a manager reads both and takes one', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch');
  await birch.go(`/case/${reference}/decide`);
  await birch.fill({ ...negative, ...uncited });
  await birch.press(send);
  const cedar = await sit('practice-cedar', { width: 320, height: 640, scripts: false });
  await cedar.go(`/case/${reference}/decide`);
  await cedar.fill({ ...positive, ...uncited });
  await cedar.press('Record what I find');
  assert.match(await cedar.text(), /The two findings differ/);
  assert.equal(await cedar.page.getByRole('button', { name: /I agree|Take the/ }).count(), 0);
  await birch.go(`/case/${reference}/decide`);
  assert.match(await birch.text(), /The two findings differ/);
  const elm = await sit('practice-elm', { width: 320, height: 640 });
  await elm.go(`/case/${reference}/decide`);
  assert.match(await elm.text(), /Nothing that is held speaks of any means[^]*The letter of 3 November/);
  await elm.press('Take the second finding: positive');
  assert.match(await elm.text(), /You took one of the two findings, and the decision is made\. Reasonable grounds: Positive/);
  await birch.go(`/case/${reference}`);
  assert.match(
    await birch.text(),
    /Reasonable grounds: Positive[^]*wrote down their own finding before seeing the first|wrote down their own finding before seeing the first[^]*Reasonable grounds: Positive/,
  );
});

journey('a negative is looked at again when somebody asks: recorded, accepted, decided anew', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch');
  const cedar = await sit('practice-cedar');
  await decideNegative(birch, cedar, reference);
  await birch.go(`/case/${reference}/acts`);
  await birch.press('Somebody asks us to look again');
  await birch.fill({
    'look-again-by': 'support',
    'look-again-ground': 'new-evidence',
    'look-again-exceptional': 'no',
    'look-again-note': 'A letter came, invented.',
  });
  await birch.press('Record it');
  assert.equal(birch.at(), `/case/${reference}`, await birch.text());
  const elm = await sit('practice-elm');
  await elm.go(`/case/${reference}/acts`);
  await elm.press('Answer the request to look again');
  await elm.fill({ 'again-answer': 'accept' });
  await elm.press('Record it');
  assert.equal(elm.at(), `/case/${reference}`, await elm.text());
  await takeIt(elm, 'practice-elm', reference);
  await elm.press('Decide');
  await elm.fill({ ...positive, ...uncited });
  await elm.press(send);
  assert.equal(elm.at(), `/case/${reference}`, await elm.text());
  await walk.house.settled();
  await elm.go(`/case/${reference}`);
  const told = await elm.text();
  assert.match(told, /[Nn]egative[^]*[Pp]ositive|[Pp]ositive[^]*[Nn]egative/, 'both decisions stay in the story');
  const amber = await sit('practice-amber');
  await amber.go(`/sent/${reference}`);
  assert.match(await amber.text(), /Reasonable grounds: yes/);
});

journey('a question reaches who referred the person, and the answer stands beside it', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch');
  await birch.go(`/case/${reference}/questions`);
  assert.equal(await birch.press('Ask'), 400);
  await birch.fill({ question: 'Where was the passport found?', of: 'referrer' });
  await birch.press('Ask');
  assert.match(await birch.text(), /No answer yet/);
  const amber = await sit('practice-amber', { width: 360, height: 640 });
  await amber.go('/sent');
  assert.match(await amber.text(), /waiting for you/i);
  await amber.press(reference);
  await amber.press('Answer the questions that wait for you');
  assert.match(await amber.text(), /Where was the passport found\?/);
  assert.equal(await amber.press('Send the answer'), 400);
  await amber.fill({ answer: 'In an invented drawer.' });
  await amber.press('Send the answer');
  await birch.go(`/case/${reference}/questions`);
  assert.match(await birch.text(), /In an invented drawer\./);
});

journey('who referred sees the stage and the result, never reasons; another force sees nothing; immigration sees its receipt', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const { reference: fromImmigration } = await sendAs(walk.house, 'practice-flint');
  const birch = await sit('practice-birch');
  const cedar = await sit('practice-cedar');
  await decideNegative(birch, cedar, reference);
  await walk.house.settled();
  const amber = await sit('practice-amber');
  await amber.go(`/sent/${reference}`);
  const seen = await amber.text();
  assert.match(seen, /Reasonable grounds: not on what is known so far/);
  assert.doesNotMatch(seen, /Waiting for the decision on conclusive grounds/, 'after a negative nothing more is waited for');
  assert.doesNotMatch(seen, /speaks of any means|Birch|Cedar/);
  const slate = await sit('practice-slate');
  assert.equal(await slate.go(`/sent/${reference}`), 404);
  assert.equal(await slate.go(`/asked/${reference}`), 404);
  const flint = await sit('practice-flint');
  await flint.go(`/sent/${fromImmigration}`);
  assert.doesNotMatch(await flint.text(), /Where it is\b|Result\b/);
});

journey('a case that was sent is counted once in the figures of its quarter', async ({ walk, sit }) => {
  const heather = await sit('practice-heather');
  const referrals = async (): Promise<number> => {
    await heather.go('/figures?period=2024-Q1');
    const [, total] = /^Referrals\t([\d,]+)$/m.exec(await heather.text()) ?? [];
    assert.ok(total, await heather.text());
    return Number(total.replace(',', ''));
  };
  await sendAs(walk.house, 'practice-amber');
  const before = await referrals();
  assert.ok(before > 0);
  await sendAs(walk.house, 'practice-saffron');
  assert.equal(await referrals(), before + 1);
  assert.match(await heather.text(), /The Salvation Army|Salvation Army/);
});

journey('single keys do nothing until somebody turns them on, then what they chose, and never while one types', async ({ walk, sit }) => {
  await sendAs(walk.house, 'practice-amber');
  const elm = await sit('practice-elm');
  const { page } = elm;
  await elm.go('/desk?view=unallocated');
  await page.keyboard.press('x');
  await page.keyboard.press('f');
  assert.equal(elm.at(), '/desk', 'off by default');
  await elm.go('/my-keys');
  await page.locator('label[for="on"]').click();
  await elm.fill({ tick: 'j' });
  await elm.press('Keep');
  assert.match(await elm.text(), /chosen twice/);
  await elm.fill({ tick: 't', back: '' });
  await elm.press('Keep');
  assert.match(await elm.text(), /Kept/);
  await elm.go('/desk?view=unallocated');
  await page.keyboard.press('j');
  const focused = page.locator(':focus');
  assert.equal(await focused.innerText(), await page.locator('.nrm-worklist tbody a').first().innerText(), 'the first of the list');
  const reference = await focused.innerText();
  await page.keyboard.press('t');
  assert.ok(await page.locator(`#tick-${reference}`).isChecked());
  await page.keyboard.press('x');
  assert.ok(await page.locator(`#tick-${reference}`).isChecked(), 'what was moved to another key does nothing on the old');
  await elm.arrive(() => page.keyboard.press('f'));
  assert.equal(elm.at(), '/search');
  await page.locator('#reference').focus();
  await page.keyboard.type('wjf');
  assert.equal(await page.locator('#reference').inputValue(), 'wjf');
  assert.equal(elm.at(), '/search');
  await elm.go('/my-keys');
  await page.locator('label[for="on"]').click();
  await elm.press('Keep');
  await page.keyboard.press('f');
  assert.equal(elm.at(), '/my-keys', 'off again');
});
