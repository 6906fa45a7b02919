// What people type, press and send by mistake, in a real browser: said next to the field, nothing lost, nothing half-written.
import assert from 'node:assert/strict';
import { journey, patternOf, type Visit } from './browser.ts';
import { adultTonight, last, start, tonight } from './paths.ts';

/** A red square as a PNG, made here byte by byte: a picture that shows nothing. */
const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAEklEQVR4nGP4z8CAFWEXHbQSACj/P8Fu7N9hAAAAAElFTkSuQmCC', 'base64');

async function addFile(visit: Visit, what: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<number> {
  await visit.fill({ what });
  await visit.page.setInputFiles('#file', file);
  return visit.press('Add the file');
}

journey('a picture opens blurred and on request; a file that lies about its type is not taken; an unlawful one is sealed away', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Pictures');
  const base = last(amber, '/drafts/');
  await amber.go(`${base}/evidence`);
  assert.equal(await amber.press('Add the file'), 400, 'nothing chosen');
  assert.equal(
    await addFile(amber, 'Letter from school', { name: 'Quillon.png', mimeType: 'image/png', buffer: Buffer.from('<script>alert(1)</script>') }),
    400,
  );
  assert.match(await amber.text(), /not|type|kind/i);
  assert.ok((await addFile(amber, 'Red square, 3 November', { name: 'Quillon.png', mimeType: 'image/png', buffer: png })) < 400, await amber.text());
  assert.doesNotMatch(await amber.text(), /Quillon/, 'the old name is not kept');
  await amber.press(/^Red square, 3 November/);
  const picture = amber.page.locator('main img');
  const filter = (): Promise<string> => amber.page.evaluate<string>(`getComputedStyle(document.querySelector('main img')).filter`);
  assert.match(await filter(), /blur/);
  assert.ok(await amber.page.evaluate<boolean>(`document.querySelector('main img').naturalWidth === 8`), 'it is the picture');
  await amber.page.getByLabel('Show the picture clearly').check();
  assert.doesNotMatch(await filter(), /blur\((?!0)/);
  const address = await picture.getAttribute('src');
  await amber.page.getByText('Stop: unlawful image').click();
  await amber.press('Seal it away now');
  assert.match(await amber.text(), /Ring the police now/);
  assert.equal((await amber.context.request.get(address ?? '')).status(), 404, 'nobody opens it again');
  await amber.go(`${base}/evidence`);
  assert.match(await amber.text(), /sealed away for the police/i);
  await amber.press('Record: the police have it');
  assert.match(await amber.text(), /Hand-over to the police is recorded/);
});

journey('a referral is taken back before a caseworker has it, and stays in the record as taken back', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'To be taken back');
  await tonight(amber, adultTonight);
  await amber.press('Send the referral');
  await amber.page.getByText('Take the referral back').click();
  await amber.press('Take it back');
  assert.match(await amber.text(), /Taken back by you/);
  assert.equal(await amber.page.getByText('Take the referral back').count(), 0);
});

journey('a draft is the team’s: a colleague sees it and goes on with it, another force does not see it', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Handed over at six');
  await amber.answer({ 'danger-now': 'yes', nation: 'england' });
  const base = last(amber, '/drafts/');
  await amber.go(`${base}/hand-over`);
  assert.equal(await amber.press('Hand over'), 400, 'nobody was chosen');
  await amber.fill({ to: 'practice-copper' });
  await amber.press('Hand over');
  const copper = await sit('practice-copper');
  await copper.go('/referral');
  assert.match(await copper.text(), /Danger now, in a referral not sent yet/);
  await copper.press('I have seen this and am acting on it');
  await copper.press('Handed over at six');
  assert.equal(copper.at(), base);
  const slate = await sit('practice-slate');
  assert.equal(await slate.go(base), 404);
});

journey('of two tabs the second is told what changed meanwhile, and loses nothing', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Two tabs');
  const here = amber.at();
  const other = await amber.tab();
  await other.go(here);
  await amber.answer({ 'danger-now': 'no', nation: 'england' });
  const status = await other.tryToAnswer({ 'danger-now': 'yes', nation: 'scotland' });
  assert.equal(status, 409);
  assert.match(await other.text(), /Somebody changed this page after you opened it/);
  assert.ok(await other.page.locator('[name="nation"][value="scotland"]').isChecked(), 'what was typed is still there');
  await other.answer({});
  await other.go(here);
  assert.ok(await other.page.locator('[name="nation"][value="scotland"]').isChecked());
  assert.deepEqual(other.found, []);
});

journey('a referral sent by two presses is one referral', async ({ sit }) => {
  const amber = await sit('practice-amber', { scripts: false });
  const sent = async (): Promise<number> => {
    await amber.go('/sent');
    return amber.page.locator('main .nrm-reference').count();
  };
  const before = await sent();
  await start(amber, 'Pressed twice');
  await tonight(amber, adultTonight);
  const check = amber.at();
  const other = await amber.tab();
  await other.go(check);
  await Promise.all([amber.press('Send the referral'), other.press('Send the referral')]);
  assert.match(await amber.text(), /The referral is sent/);
  assert.equal(patternOf(other.at()), patternOf(amber.at()));
  assert.equal(other.at(), amber.at(), 'both presses lead to one referral');
  await amber.page.goBack();
  await amber.go(check);
  assert.equal(amber.at(), other.at(), 'an old page leads to where it is now');
  assert.equal(await sent(), before + 1);
});

journey('a session that ends in the middle of a page loses nothing that was typed', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Long night');
  await tonight(amber, { ...adultTonight, place: { 'where-now': 'Invented Town', 'still-held': 'no', needs: ['none-of-these'] } }, async (visit, fields) => {
    if (!visit.at().endsWith('/p/why')) return visit.answer(fields);
    await visit.context.clearCookies({ name: 'nrm_session' });
    const status = await visit.tryToAnswer({ ...fields, why: 'Typed before the visit ended: اسم مختلط.' });
    assert.equal(status, 403);
    assert.match(await visit.text(), /Nothing you typed is lost/);
    await visit.press(/^Police officer Practice Officer Amber/);
    await visit.press(/carry on|send|continue|go on/i);
  });
  assert.match(await amber.text(), /Typed before the visit ended: اسم مختلط\./);
});

journey('long, mixed and impossible answers are said beside their field and kept as typed', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Strange letters');
  const base = last(amber, '/drafts/');
  await amber.go(`${base}/p/age?from=tonight`);
  assert.equal(
    await amber.tryToAnswer({ age: 'adult', 'birth-date.day': '31', 'birth-date.month': '2', 'birth-date.year': '1990' }),
    400,
    'there is no 31 February',
  );
  assert.equal(await amber.page.locator('[name="birth-date.day"]').inputValue(), '31');
  assert.equal(await amber.page.locator('.govuk-error-message').count(), 1);
  await amber.page.locator('.govuk-error-summary a').first().click();
  assert.match(String(await amber.page.evaluate('document.activeElement.name')), /^birth-date/, 'the summary leads to the box');
  assert.equal(await amber.tryToAnswer({ age: 'child', 'birth-date.day': '1', 'birth-date.month': '2', 'birth-date.year': '1990' }), 400);
  assert.match(await amber.text(), /This date makes the person 18 or over, but you said under 18/);
  assert.equal(await amber.tryToAnswer({ age: 'adult', 'birth-date.year': '2099' }), 400, 'nobody is born in the future');
  await amber.answer({ age: 'adult', 'birth-date.year': '1990' });
  await amber.go(`${base}/p/name?from=tasks`);
  const long = 'Quillon'.repeat(1429);
  assert.equal(await amber.tryToAnswer({ 'given-name': long, 'family-name': 'Placeholderton' }), 400);
  assert.equal((await amber.page.locator('[name="given-name"]').inputValue()).length, long.length, 'not a letter is lost');
  const mixed = 'محمد Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢ Ŵyñ 李';
  await amber.answer({ 'given-name': mixed, 'family-name': 'Placeholderton', gender: 'other', 'nationality.0': 'Unknown' });
  await amber.go(`${base}/p/name?from=tasks`);
  assert.equal((await amber.page.locator('[name="given-name"]').inputValue()).normalize('NFC'), mixed.normalize('NFC'));
  await amber.go(`${base}/check`);
  assert.match(await amber.text(), /محمد/);
  assert.equal(await amber.go(`${base}/p/no-such-page`), 404);
  assert.equal(await amber.go('/drafts/%00/p/age'), 404);
});
