// Asking to be referred over real HTTP, on both engines: by a nurse without an account, sealed, chosen under a number; a number of nobody learns nothing.
import assert from 'node:assert/strict';
import { sealTo } from '#kit/store/age-bytes.ts';
import { onEveryEngine, ownerOf } from './engines.ts';
import { line, offer } from './offered.ts';
import { sit, standAt, visitor, walking, type Answer, type Visitor, type Walk } from './walk.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** Posts the form as a browser without scripts does. */
async function send(who: Visitor, fields: Fields): Promise<Answer> {
  const page = (await who.go('/write/ask')).text;
  const body = new FormData();
  body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '');
  body.set('once', /name="once" value="([^"]+)"/.exec(page)?.[1] ?? '');
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one);
  return who.go('/write/ask', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}
const number = (page: string): string => /nrm-number">([\d ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? assert.fail(page.slice(0, 3000));
const asked: Fields = {
  'asks-for': 'other',
  danger: 'no',
  place: 'Hackney',
  language: 'Vietnamese',
  gender: 'woman',
  age: 'adult',
  not: ['police', 'immigration'],
  reach: 'Ring the invented ward on Mondays.',
  person: 'My invented patient sleeps where she works.',
  known: 'first-responder',
};
const bare = (page: string): string => page.replace(/value="[\w-]{43}"/g, '').replace(/\d{5} \d{5} \d{5} \d{5}|value="\d{20}"/g, '');

/** Under a number, without a script: the answer first, then where it stands. */
async function next(walk: Walk, code: string, choice?: string): Promise<Answer> {
  const who = visitor(walk.base);
  const token = /name="_csrf" value="([^"]+)"/.exec((await who.submit('/write/back', { number: code })).text)?.[1] ?? '';
  const body = new URLSearchParams({ _csrf: token, number: code, ...(choice ? { choice } : {}) });
  return who.go(choice ? '/write/ask/choose' : '/write/ask/next', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}

async function accepted(walk: Walk): Promise<{ code: string; reference: string; saffron: Visitor; number: string }> {
  const [bracken, saffron] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-saffron')];
  assert.equal((await saffron.submit('/referral/offer', offer)).status, 303);
  const code = number((await send(visitor(walk.base), asked)).text);
  const reference = line.exec((await bracken.go('/helpline/desk')).text)?.[1] ?? '';
  await bracken.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`);
  const at = `/helpline/desk/${reference}/responders`;
  assert.equal((await bracken.submit(at, { do: 'ask', responder: 'salvation-army', ground: 'their-choice', words: 'She is at the ward.' })).status, 303);
  const text = (await saffron.go('/referral/asked')).text;
  const event = /name="number" value="(\d+)"/.exec(text)?.[1] ?? '';
  assert.match((await next(walk, code)).text, /We have asked a group: The Salvation Army/);
  assert.equal((await saffron.submit('/referral/asked', { reference, number: event, do: 'accept' })).status, 303);
  return { code, reference, saffron, number: event };
}

onEveryEngine('a nurse asks for a patient; nothing but who asks is compulsory, nothing typed is lost, and the adviser finds it as a wish', async (_t, db) => {
  await walking(db, async (walk) => {
    const nurse = visitor(walk.base);
    const blank = (await nurse.go('/write/ask')).text;
    assert.ok(blank.indexOf('it is your choice') < blank.indexOf('<form'), 'what it means stands before the first question');
    for (const said of [/do not have to say yes or no/, /It is free/, /3 days to think/, /We do not know yet how long you wait/]) assert.match(blank, said);
    assert.doesNotMatch(blank, /checked/, 'nothing is chosen for anybody');
    const wrong = await send(nurse, { ...asked, 'asks-for': '' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /href="#asks-for"[^]*Choose who needs this help/);
    assert.match(wrong.text, /Ring the invented ward on Mondays\./);
    assert.equal([...wrong.text.matchAll(/value="(woman|adult|police|immigration|first-responder)"[^>]*checked/g)].length, 5);
    assert.equal((await send(visitor(walk.base), { 'asks-for': 'me' })).status, 200, 'the rest can be left out');
    await send(nurse, asked);
    assert.deepEqual(await ownerOf(db)('select count(*)::integer as n from signal'), [{ n: 2 }]);
    const bracken = await sit(walk, 'practice-bracken');
    const found = [...new Set([...(await bracken.go('/helpline/desk')).text.matchAll(/\/helpline\/desk\/([0-9A-Z-]{14})/g)].map(([, one]) => one ?? ''))];
    const shown: string[] = [];
    for (const one of found) {
      await bracken.submit(`/helpline/desk/${one}`, {}, `/helpline/desk/${one}/open`);
      shown.push(`${(await bracken.go(`/helpline/desk/${one}`)).text}${(await bracken.go(`/helpline/desk/${one}/responders`)).text}`);
    }
    const nurses = shown.find((text) => text.includes('My invented patient')) ?? '';
    assert.match(nurses, /Somebody for the person[^]*A woman[^]*Police, Immigration bodies/);
    assert.match(nurses, /value="council:E09000012" selected/);
    assert.match(nurses, /value="vie" selected/);
    const kept = JSON.stringify(await ownerOf(db)('select * from event'));
    assert.doesNotMatch(kept, /Hackney|vie|woman|ward/, 'what was wished stands in no event');
  });
});

onEveryEngine('what a browser has sealed is read as it was chosen, and only what this form asks', async (_t, db) => {
  await walking(db, async (walk) => {
    const who = visitor(walk.base);
    const page = (await who.go('/write/ask')).text;
    const recipient = /data-recipient="([^"]+)"/.exec(page)?.[1] ?? '';
    const told = {
      form: 'ask',
      language: 'ar',
      wanted: 'ar',
      by: 'browser',
      answers: { 'asks-for': 'me', not: 'police,ngo', gender: 'man', strange: 'Canary' },
    };
    const sealed = (await sealTo([recipient], Buffer.from(JSON.stringify(told)))).toString('base64');
    assert.equal((await send(who, { sealed, danger: 'no', known: 'helpline' })).status, 200);
    const bracken = await sit(walk, 'practice-bracken');
    const reference = line.exec((await bracken.go('/helpline/desk')).text)?.[1] ?? '';
    await bracken.submit(`/helpline/desk/${reference}`, {}, `/helpline/desk/${reference}/open`);
    const text = (await bracken.go(`/helpline/desk/${reference}`)).text;
    assert.match(text, /The person themself[^]*Police, Charities[^]*A man/);
    assert.doesNotMatch(text, /Canary/);
    assert.equal(
      (
        await bracken.submit(
          `/helpline/desk/${reference}`,
          { to: 'referral', ground: 'their-choice', responder: 'salvation-army', words: 'x' },
          `/helpline/desk/${reference}/pass`,
        )
      ).status,
      409,
      'they want to be asked first',
    );
  });
});

onEveryEngine('yes counts after the days to think, more days are more days, and no ends it: each by the number', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code, reference, saffron, number: event } = await accepted(walk);
    const does = (more: Record<string, string>) => saffron.submit('/referral/asked', { reference, number: event, ...more });
    const first = (await next(walk, code)).text;
    assert.match(first, /A group said yes: The Salvation Army\.[^]*think until 18 January 2024/);
    assert.match(first, /Phone numbers/);
    standAt(walk, '2024-01-17T09:00:00.000Z');
    assert.match((await next(walk, code, 'more-days')).text, /think until 20 January 2024/);
    const yes = (await next(walk, code, 'yes')).text;
    assert.match(yes, /You said yes/);
    assert.equal((await does({ do: 'draft' })).status, 409, 'their days are not over');
    standAt(walk, '2024-01-20T09:00:00.000Z');
    assert.match((await does({ do: 'draft' })).to ?? '', /^\/drafts\//);
    assert.match((await next(walk, code)).text, /The group The Salvation Army has begun/);
    assert.doesNotMatch((await next(walk, code, 'no')).text, /You said no/, 'nothing is left to choose here');
    const chosen = (await ownerOf(db)("select body->>'choice' as choice, actor from event where kind = 'ReferralChosen' order by number")) as {
      choice: string;
    }[];
    assert.deepEqual(
      chosen.map((one) => one.choice),
      ['more-days', 'yes'],
    );
  });
});

onEveryEngine('no by the number ends the ask at once, and nobody is asked again until they choose anew', async (_t, db) => {
  await walking(db, async (walk) => {
    const one = await accepted(walk);
    assert.match((await next(walk, one.code, 'no')).text, /You said no/);
    assert.match((await one.saffron.go('/referral/asked')).text, /Nothing is asked of your organisation/);
    const bracken = await sit(walk, 'practice-bracken');
    const again = await bracken.submit(`/helpline/desk/${one.reference}/responders`, {
      do: 'ask',
      responder: 'salvation-army',
      ground: 'their-choice',
      words: 'x',
    });
    assert.match(again.text, /said that they do not want to be referred/);
  });
});

onEveryEngine('a number that is nobody’s looks like one where nobody was asked, and choosing under it changes nothing', async (_t, db) => {
  await walking(db, async (walk) => {
    const code = number((await send(visitor(walk.base), { 'asks-for': 'me' })).text);
    const strange = code.replace(/.$/, (last) => String((Number(last) + 1) % 10));
    const events = async () => (await ownerOf(db)('select count(*)::integer as n from event')) as { n: number }[];
    const before = await events();
    for (const choice of [undefined, 'yes', 'yes-now', 'no', 'strange']) {
      const [hit, miss] = [await next(walk, code, choice), await next(walk, strange, choice)];
      assert.equal(bare(hit.text), bare(miss.text));
      assert.equal(hit.status, miss.status);
    }
    assert.deepEqual(await events(), before);
  });
});
