// Booking an interpreter over real HTTP, on both engines: what the person made a rule is kept, a wish has a way on, and nobody is told why.
import assert from 'node:assert/strict';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, walking } from '#tests/walk.ts';

const rules = {
  'asked-gender': 'woman',
  'asked-gender-how': 'like',
  'asked-dialect': 'As they speak in Invented Hills',
  'asked-dialect-how': 'must',
  'asked-community': 'Nobody from Invented Hills who goes to the invented club',
  'asked-community-how': '',
  'asked-never': 'Cousin Inventedname, 07700 900777\nMadeupson',
};
const booking = {
  'interpreter-language': 'Albanian',
  'interpreter-name': 'Practice Interpreter Fern',
  'interpreter-phone': '07700 900888',
  'interpreter-gender': 'woman',
  'interpreter-speaks': 'yes',
  'interpreter-community': 'no',
  'interpreter-asked': 'yes',
};

onEveryEngine('an interpreter who breaks a rule of the person’s is refused by a kind of rule; a wish is passed over only with a reason', async (_t, db) => {
  await walking(db, async (walk) => {
    await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'], responsible: 'Invented Bossperson' });
    const worker = await sit(walk, 'practice-willow');
    const [, reference = ''] = /action="\/beds\/([0-9A-Z-]{14})"/.exec((await worker.go('/beds')).text) ?? [];
    await worker.submit('/beds', { do: 'take' }, `/beds/${reference}`);
    const step = (name: string, fields: Readonly<Record<string, string>>) =>
      worker.submit(`/support/${reference}/step/${name}`, { item: '', seen: '0', ...fields }, `/support/${reference}/step/${name}`);
    const booked = async (): Promise<number> => (await past(db, `select from event where kind = 'ServiceArranged'`)).length;
    const refused = async (change: Readonly<Record<string, string>>, words: RegExp): Promise<string> => {
      const { status, text } = await step('interpreter', { ...booking, ...change });
      assert.equal(status, 409, JSON.stringify(change));
      const [notice = ''] = /govuk-notification-banner[^]*?<\/div>\s*<\/div>/.exec(text) ?? [];
      assert.match(notice, words);
      return notice;
    };

    assert.match((await worker.go(`/support/${reference}/step/interpreter`)).text, /has not said who may interpret/);
    assert.equal((await step('interpreter-rules', rules)).status, 303);
    const shown = (await worker.go(`/support/${reference}/step/interpreter`)).text;
    assert.match(shown, /A dialect, in their words[^]*As they speak in Invented Hills[^]*It must be so/);

    await refused({ 'interpreter-speaks': 'no' }, /made their dialect a rule/);
    await refused({ 'interpreter-speaks': '', 'interpreter-reason': 'Nobody else was there' }, /made their dialect a rule/);
    // How much it matters was not said of these: then it is a rule.
    await refused({ 'interpreter-community': 'yes' }, /rule of whom they do not want/);
    await refused({ 'interpreter-community': '' }, /or nobody asked/);
    const kinds = [
      await refused({ 'interpreter-name': 'Inventedname Cousin' }, /cannot be booked for this person/),
      await refused({ 'interpreter-name': 'Fern Mádeupson' }, /cannot be booked for this person/),
      await refused({ 'interpreter-phone': '+44 7700 900777' }, /cannot be booked for this person/),
      await refused({ 'interpreter-name': 'Invented Bossperson' }, /cannot be booked for this person/),
    ];
    assert.equal(new Set(kinds).size, 1, 'whom they named and who stands in the case are not told apart');
    assert.doesNotMatch(kinds.join(''), /Cousin|Madeupson|Bossperson|club|responsible/);
    assert.equal(await booked(), 0);

    await refused({ 'interpreter-gender': 'man' }, /not as the person wishes/);
    assert.equal(
      (await step('interpreter', { ...booking, 'interpreter-gender': 'man', 'interpreter-reason': 'She is the only one tonight, and they agreed' })).status,
      303,
    );
    assert.equal((await step('interpreter', booking)).status, 303);
    assert.equal(await booked(), 2);
    assert.match((await worker.go(`/support/${reference}/part/services`)).text, /the only one tonight, and they agreed/);

    // They change their mind: what is emptied holds no longer.
    assert.equal((await step('interpreter-rules', { ...rules, 'asked-dialect': '', 'asked-community': '' })).status, 303);
    assert.equal((await step('interpreter', { ...booking, 'interpreter-speaks': '', 'interpreter-community': '' })).status, 303);
    const codes = (await past<{ body: string }>(db, 'select body::text from event')).map((row) => row.body).join('');
    assert.doesNotMatch(codes, /Invented Hills|woman|Cousin|club/, 'nothing they said stands in the ledger');
  });
});
