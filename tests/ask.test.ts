// Asking a first responder over real HTTP, on both engines: offers, who fits, no and yes, days to think, a choice told by phone, and the draft.
import assert from 'node:assert/strict';
import { theService } from '#kit/store/database.ts';
import { personaOf } from '#practice/people.ts';
import { keepReferral } from '#rooms/signal/ask/store.ts';
import { noWish } from '#rooms/signal/ask/wish.ts';
import { byReference } from '#kit/store/files.ts';
import { readReference } from '#base/id.ts';
import { onEveryEngine } from './engines.ts';
import { line, offer } from './offered.ts';
import { sit, standAt, walking, type Visitor, type Walk } from './walk.ts';

/** A letter of somebody who wants to be referred, read by an adviser. */
async function letter(bracken: Visitor, mark = 'a-letter'): Promise<string> {
  const words = 'My patient sleeps where she works and wants to be referred. She speaks Vietnamese and wants to meet a woman.';
  assert.equal((await bracken.submit('/helpline/letter', { mark, words, place: 'Hackney', language: 'Vietnamese', danger: 'no' })).status, 303);
  const reference = line.exec((await bracken.go('/helpline/desk')).text)?.[1] ?? '';
  await bracken.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`);
  return reference;
}

const numbers = (text: string): string => /name="number" value="(\d+)"/.exec(text)?.[1] ?? '';
const told = { from: 'themself', how: 'phone', 'on-day': '15', 'on-month': '1', 'on-year': '2024' };

async function offered(walk: Walk): Promise<{ readonly saffron: Visitor; readonly juniper: Visitor }> {
  const [saffron, juniper] = [await sit(walk, 'practice-saffron'), await sit(walk, 'practice-juniper')];
  assert.equal((await saffron.submit('/referral/offer', { ...offer, 'offer-languages.0': 'Vietnamese' })).status, 303);
  const near = { ...offer, 'offer-nations': [], 'offer-councils.0': 'Hackney', 'offer-workers': ['woman'] };
  assert.equal((await juniper.submit('/referral/offer', near)).status, 303);
  return { saffron, juniper };
}

onEveryEngine('an organisation says what it can take, sees its mistakes beside the fields, and ends its own offer and no other’s', async (_t, db) => {
  await walking(db, async (walk) => {
    const { saffron, juniper } = await offered(walk);
    const bare = await saffron.submit('/referral/offer', { ...offer, 'offer-nations': [], 'offer-places': 'many' });
    assert.equal(bare.status, 400);
    assert.match(bare.text, /href="#offer-nations"[^]*Choose a nation, or name a police area/);
    assert.match(bare.text, /value="many"/, 'nothing typed is lost');
    assert.equal((await saffron.submit('/referral/offer', { ...offer, 'offer-until.year': '2023' })).status, 400, 'no offer of the past');
    const page = (await saffron.go('/referral/offer')).text;
    assert.match(page, /England/);
    assert.match(page, /English, Vietnamese; others with an interpreter/);
    const id = /name="offer" value="([^"]+)"/.exec(page)?.[1] ?? '';
    assert.match((await saffron.go(`/referral/offer?offer=${id}`)).text, /Change this offer[^]*value="Vietnamese"/);
    assert.equal((await juniper.submit('/referral/offer', { offer: id, do: 'end' })).status, 404, 'another organisation’s');
    assert.equal((await juniper.submit('/referral/offer', { ...offer, offer: id })).status, 404);
    assert.equal((await saffron.submit('/referral/offer', { ...offer, offer: id, 'offer-places': '7' })).status, 303);
    assert.match((await saffron.go('/referral/offer')).text, /At once\s*<\/dt>\s*<dd[^>]*>\s*7/);
    assert.equal((await saffron.submit('/referral/offer', { offer: id, do: 'end' })).status, 303);
    assert.match((await saffron.go('/referral/offer')).text, /You have no offer now/);
    for (const none of ['practice-bracken', 'practice-oak', 'practice-willow'])
      assert.equal((await (await sit(walk, none)).go('/referral/offer')).status, 404, none);
  });
});

onEveryEngine(
  'one organisation is asked at a time; no leads to the next, and yes to days to think and a draft that begins with what was told',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { saffron, juniper } = await offered(walk);
      const [bracken, amber] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-amber')];
      const reference = await letter(bracken);
      const at = `/helpline/desk/${reference}/responders`;

      const first = (await bracken.go(at)).text;
      assert.match(first, /Hackney Council[^]*Works in this area\. With an interpreter[^]*The Salvation Army[^]*Works in the wider area\. Speaks the language/);
      assert.match(first, /Not known: too few were asked/);
      assert.doesNotMatch(first, /Metropolitan Police[^]*govuk-radios__hint/, 'who offers nothing is not asked');

      const bare = await bracken.submit(at, { do: 'ask', words: 'typed before' });
      assert.equal(bare.status, 400);
      assert.match(bare.text, /href="#responder"[^]*href="#ground"[^]*typed before/);
      const ask = (responder: string) =>
        bracken.submit(at, { do: 'ask', responder, ground: 'their-choice', words: 'She is reached at the clinic on Mondays. She told us of a flat.' });
      const refused = await ask('council-E09000012');
      assert.equal(refused.status, 409, 'she has not said that others may know');
      assert.match(refused.text, /\/told/);
      assert.equal((await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'known', known: 'first-responder', ...told, from: '' })).status, 400);
      assert.equal(
        (await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'known', known: 'first-responder', ...told, 'on-year': '2025' })).status,
        400,
      );
      assert.equal((await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'known', known: 'first-responder', ...told })).status, 303);
      assert.equal((await ask('police-metropolitan')).status, 400, 'who does not fit is not asked');
      assert.equal((await ask('council-E09000012')).status, 303);
      assert.match((await bracken.go(at)).text, /One organisation is asked at a time/);
      assert.equal((await ask('salvation-army')).status, 400 + 9, 'one open ask at a time');

      const asked = (await juniper.go('/referral/asked')).text;
      assert.match(asked, /A helpline waits for your answer: 1/);
      assert.match(asked, /Vietnamese/);
      assert.doesNotMatch(asked, /clinic|flat/, 'words are for who has said yes');
      assert.match((await amber.go('/referral/asked')).text, /Nothing is asked of your organisation/);
      const number = numbers(asked);
      for (const doing of ['accept', 'decline', 'choice', 'draft'])
        assert.equal((await amber.submit('/referral/asked', { reference, number, do: doing, why: 'full', choice: 'yes', ...told })).status, 404, doing);
      const noWhy = await juniper.submit('/referral/asked', { reference, number, do: 'decline' });
      assert.equal(noWhy.status, 400);
      assert.match(noWhy.text, /Choose why you cannot take it/);
      assert.equal((await juniper.submit('/referral/asked', { reference, number, do: 'decline', why: 'no-such-worker' })).status, 303);
      assert.match((await juniper.go('/referral/asked')).text, /Nothing is asked of your organisation/);

      const again = await bracken.go(at);
      assert.match(again.text, /Said no[^]*Hackney Council[^]*We have no worker as they wish/);
      assert.match((await bracken.go(`/helpline/desk/${reference}`)).text, /Something was added\. Mark it as read/);
      assert.match(again.text, /Who does not fit[^]*Hackney Council<\/strong>: Was asked before/);
      assert.equal((await ask('council-E09000012')).status, 400, 'never asked twice');
      assert.equal((await ask('salvation-army')).status, 303);

      const next = numbers((await saffron.go('/referral/asked')).text);
      const does = (more: Record<string, string>) => saffron.submit('/referral/asked', { reference, number: next, ...more });
      assert.equal((await does({ do: 'draft' })).status, 409, 'not before yes');
      assert.equal((await does({ do: 'accept' })).status, 303);
      assert.equal((await does({ do: 'decline', why: 'full' })).status, 409, 'an answer stands');
      const taken = (await saffron.go('/referral/asked')).text;
      assert.match(taken, /She is reached at the clinic on Mondays/);
      assert.match(taken, /days to think end on 18 January 2024/);
      assert.match(taken, /The person has not said yes yet/);
      assert.doesNotMatch(taken, /Begin the referral/);
      assert.equal((await does({ do: 'choice', choice: 'yes', ...told, how: '' })).status, 400);
      assert.equal((await does({ do: 'choice', choice: 'yes', ...told })).status, 303);
      const early = await does({ do: 'draft' });
      assert.equal(early.status, 409);
      assert.match(early.text, /days to think, and they are not over[^]*Nobody has confirmed this rule yet/);
      standAt(walk, '2024-01-18T09:00:00.000Z');
      const begun = await does({ do: 'draft' });
      assert.match(begun.to ?? '', /^\/drafts\//);
      assert.match((await saffron.go(`${begun.to ?? ''}/check`)).text, /She is reached at the clinic on Mondays\./);
      assert.equal((await does({ do: 'draft' })).status, 404, 'begun once');
      assert.match((await bracken.go(at)).text, /The referral has begun/);
    });
  },
);

onEveryEngine('who does not want to wait does not; no ends the ask; an ask without an answer rings and is taken back', async (_t, db) => {
  await walking(db, async (walk) => {
    const { saffron, juniper } = await offered(walk);
    const bracken = await sit(walk, 'practice-bracken');
    const reference = await letter(bracken);
    const at = `/helpline/desk/${reference}/responders`;
    await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'known', known: 'all', ...told });
    const ask = (responder: string, ground = 'their-choice') => bracken.submit(at, { do: 'ask', responder, ground, words: 'Invented words.' });
    assert.equal((await ask('council-E09000012')).status, 303);
    assert.doesNotMatch((await bracken.go('/helpline/asks')).text, /Late/);
    // Two days on: more than a day after the ask, at whatever hour this runs.
    standAt(walk, '2024-01-17T12:00:00.000Z');
    const late = (await bracken.go('/helpline/asks')).text;
    assert.match(late, /Asked to refer, and no answer in time: 1/);
    assert.match(late, new RegExp(`${reference}[^]*Late[^]*Hackney Council`));
    const asked = /name="asked" value="(\d+)"/.exec((await bracken.go(at)).text)?.[1] ?? '';
    assert.equal((await bracken.submit(at, { do: 'back', asked })).status, 303);
    assert.match((await juniper.go('/referral/asked')).text, /Nothing is asked/);
    assert.equal((await ask('salvation-army')).status, 303);
    const number = numbers((await saffron.go('/referral/asked')).text);
    await saffron.submit('/referral/asked', { reference, number, do: 'accept' });
    const no = await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'choice', choice: 'no', ...told });
    assert.equal(no.status, 303);
    assert.match((await saffron.go('/referral/asked')).text, /Nothing is asked/);
    const refused = await ask('salvation-army');
    assert.match(refused.text, /said that they do not want to be referred/);
    await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'choice', choice: 'yes', 'at-once': 'yes', ...told });
    assert.equal((await ask('salvation-army')).status, 303, 'an ask that ended may be asked again');
    const anew = numbers((await saffron.go('/referral/asked')).text);
    await saffron.submit('/referral/asked', { reference, number: anew, do: 'accept' });
    assert.match((await saffron.submit('/referral/asked', { reference, number: anew, do: 'draft' })).to ?? '', /^\/drafts\//, 'they do not want to wait');
  });
});

onEveryEngine('the database holds one open ask of a person, none twice, and no answer that is changed', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { juniper } = await offered(walk);
    const bracken = await sit(walk, 'practice-bracken');
    const reference = await letter(bracken);
    await bracken.submit(`/helpline/desk/${reference}/told`, { do: 'known', known: 'all', ...told });
    await bracken.submit(`/helpline/desk/${reference}/responders`, { do: 'ask', responder: 'council-E09000012', ground: 'their-choice', words: 'Words.' });
    const actor = personaOf('practice-bracken').actor;
    const file = (await kit.db.as(actor, 'intake', (tx) => byReference(tx, readReference(reference) ?? ('' as never), 'any')))?.id;
    assert.ok(file);
    const put = (number: number, asked: string) =>
      kit.db.as(actor, 'intake', (tx) => keepReferral(tx, file, { number, asked, urgent: false, at: kit.clock.now(), told: { answers: {}, wish: noWish } }));
    await assert.rejects(put(90, 'salvation-army'), /one_ask_open/);
    const number = numbers((await juniper.go('/referral/asked')).text);
    await juniper.submit('/referral/asked', { reference, number, do: 'decline', why: 'full' });
    await assert.rejects(put(91, 'council-E09000012'), /never_asked_twice/);
    const change = (set: string) => kit.db.as(theService, 'intake', (tx) => tx.query(`update signal_referral set ${set} where file = $1`, [file]));
    await assert.rejects(change(`state = 'accepted', why = null`), /this ask has its answer/);
    await assert.rejects(change(`why = 'other'`), /this ask has its answer/);
    await assert.rejects(change(`asked_of = 'salvation-army'`), /this ask has its answer/);
    const saffron = personaOf('practice-saffron').actor;
    const rows = (who: typeof saffron) => kit.db.as(who, 'intake', (tx) => tx.query('select organisation from responder_offer order by 1'));
    assert.deepEqual(await rows(saffron), [{ organisation: 'salvation-army' }], 'an organisation reads its own offer');
    assert.equal((await rows(actor)).length, 2, 'a helpline reads all');
    await assert.rejects(
      kit.db.as(saffron, 'intake', (tx) =>
        tx.query(
          `insert into responder_offer (organisation, id, areas, languages, interpreters, workers, ages, places, until_day)
           values ('council-E09000012', gen_random_uuid(), '{nation:england}', '{}', true, '{woman}', '{adult}', 1, '2024-03-01')`,
        ),
      ),
      /row-level security/,
      'nobody offers for another organisation',
    );
    await assert.rejects(
      kit.db.as(actor, 'intake', (tx) =>
        tx.query(
          `insert into responder_offer (id, areas, languages, interpreters, workers, ages, places, until_day)
           values (gen_random_uuid(), '{nation:england}', '{}', true, '{woman}', '{adult}', 1, '2024-03-01')`,
        ),
      ),
      /row-level security/,
      'a helpline offers nothing',
    );
  });
});

onEveryEngine('of places that lie within one another only the innermost is shown as where one is', async (_t, db) => {
  await walking(db, async (walk) => {
    const amber = await sit(walk, 'practice-amber');
    for (const [path, here] of [
      ['/referral/asked', 'Asked by a helpline'],
      ['/referral', 'Refer a person'],
    ] as const) {
      const marked = [...(await amber.go(path)).text.matchAll(/service-navigation__item--active[^]*?<strong[^>]*>([^<]+)</g)].map(([, text]) => text?.trim());
      assert.deepEqual(marked, [here]);
    }
  });
});
