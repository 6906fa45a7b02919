// An advice bureau hands over asks by its program and sees how far each has come, by its own marks, on both engines: one word, and none of what was said.
import assert from 'node:assert/strict';
import { onEveryEngine } from './engines.ts';
import { offer } from './offered.ts';
import { sit, visitor, walking, type Walk } from './walk.ts';

async function tokenFor(walk: Walk, person: string): Promise<string> {
  const oak = visitor(walk.base);
  await oak.signIn('practice-oak');
  return /nrm_[\w-]{43}/.exec((await oak.submit('/tokens', { person })).text)?.[0] ?? assert.fail('no token');
}
async function call(walk: Walk, token: string, path: string, body: unknown): Promise<{ status: number; body: unknown }> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': `key-${JSON.stringify(body).length}-${path}` };
  const answer = await fetch(walk.base + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: (await answer.json()) as unknown };
}
const row = {
  mark: 'B-1',
  kind: 'ask',
  words: 'Invented words of a client.',
  area: 'Hackney',
  language: 'Vietnamese',
  gender: 'woman',
  age: 'adult',
  agreed: 'yes',
};
const womanOnly = { ...offer, 'offer-workers': ['woman'] };

onEveryEngine('a bureau’s ask is received, asked, declined, accepted and referred, each as one word to the bureau alone', async (_t, db) => {
  await walking(db, async (walk) => {
    const token = await tokenFor(walk, 'practice-aspen');
    const [aspen, bracken, saffron, juniper] = [
      await sit(walk, 'practice-aspen'),
      await sit(walk, 'practice-bracken'),
      await sit(walk, 'practice-saffron'),
      await sit(walk, 'practice-juniper'),
    ];
    for (const one of [saffron, juniper]) assert.equal((await one.submit('/referral/offer', womanOnly)).status, 303);
    assert.deepEqual(await call(walk, token, '/api/v1/signals', { signals: [row] }), { status: 201, body: { stored: 1, before: 0 } });
    const wrong = await call(walk, token, '/api/v1/signals', { signals: [{ ...row, mark: 'B-2', gender: 'a robot' }] });
    assert.equal(wrong.status, 422);
    assert.doesNotMatch(JSON.stringify(wrong.body), /robot/);
    const state = async (mark = 'B-1'): Promise<string> => {
      const page = (await aspen.submit('/handed-over', { marks: `${mark}\nB-9` })).text;
      assert.doesNotMatch(page, /Invented words|Hackney|Salvation/, 'no word of it, and not which organisation');
      assert.match(page, /B-9[^]*Nothing came under this mark/);
      const { body } = await call(walk, token, '/api/v1/signals/states', { marks: [mark] });
      return (body as { states: { state: string }[] }).states[0]?.state ?? '';
    };
    assert.equal(await state(), 'received');
    const reference = /\/helpline\/desk\/([0-9A-Z-]{14})/.exec((await bracken.go('/helpline/desk')).text)?.[1] ?? '';
    await bracken.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`);
    const at = `/helpline/desk/${reference}/responders`;
    assert.match((await bracken.go(at)).text, /value="council:E09000012" selected[^]*value="vie" selected/, 'the wish is read of the row');
    const ask = (responder: string) => bracken.submit(at, { do: 'ask', responder, ground: 'their-choice', words: 'Words.' });
    assert.equal((await ask('council-E09000012')).status, 303, 'the bureau wrote that they agreed');
    assert.equal(await state(), 'asked');
    const numberIn = (text: string): string => /name="number" value="(\d+)"/.exec(text)?.[1] ?? '';
    const first = numberIn((await juniper.go('/referral/asked')).text);
    await juniper.submit('/referral/asked', { reference, number: first, do: 'decline', why: 'full' });
    assert.equal(await state(), 'declined');
    await ask('salvation-army');
    const number = numberIn((await saffron.go('/referral/asked')).text);
    await saffron.submit('/referral/asked', { reference, number, do: 'accept' });
    assert.equal(await state(), 'accepted');
    await saffron.submit('/referral/asked', { reference, number, do: 'choice', choice: 'yes', 'at-once': 'yes', from: 'somebody-for-them', how: 'phone' });
    assert.match((await saffron.submit('/referral/asked', { reference, number, do: 'draft' })).to ?? '', /^\/drafts\//);
    assert.equal(await state(), 'referred');
    const others = await call(walk, await tokenFor(walk, 'practice-amber'), '/api/v1/signals/states', { marks: ['B-1'] });
    assert.deepEqual(others.body, { states: [{ mark: 'B-1', state: 'not-here' }] }, 'another partner’s mark is not theirs');
    assert.equal((await call(walk, token, '/api/v1/signals/states', { marks: [7] })).status, 400);
    assert.equal((await (await sit(walk, 'practice-willow')).go('/handed-over')).status, 404);
  });
});
