// Every door with every role and other people's identifiers: what is there and not yours answers, byte for byte, as what was never there.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { makeToken } from '#desk/store.ts';
import { theService } from '#kit/store/database.ts';
import { keep } from '#kit/store/documents.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { personaOf, personas } from '#practice/people.ts';
import { openMemory } from './engines.ts';
import { promised } from './promise.ts';
import { adult, sendAs, startWalk, visitor, type Answer, type Walk } from './walk.ts';

type Ids = Readonly<Record<'id' | 'reference' | 'document', string>>;

/** A draft, a case and a file of one police force, decided by one authority. */
async function theirs({ house }: Walk): Promise<Ids> {
  const { kit } = house;
  const amber = personaOf('practice-amber').actor;
  const draft = await kit.db.as(amber, 'intake', async (tx) => {
    const file = await newDraft(tx, { label: 'Invented', nation: 'england', today: day('2024-01-15'), now: kit.clock.now() });
    await keepDraft(tx, file, referral, { answers: adult, origins: {} }, 'en');
    return file;
  });
  const { file, reference } = await sendAs(house, 'practice-amber');
  const kept = await kit.db.as(amber, 'intake', (tx) => keep(tx, file, { name: 'Invented letter', bytes: Buffer.from('Invented.'), by: amber.person }));
  if (!kept.ok) throw new Error(kept.code);
  return { id: draft, reference, document: kept.document.id };
}

/** Identifiers of the same shape that belong to nothing. */
function nobodys(): Ids {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const four = (): string => [...randomBytes(4)].map((byte) => symbols.charAt(byte & 31)).join('');
  return { id: randomUUID(), reference: `${four()}-${four()}-${four()}`, document: randomUUID() };
}

const fixed: Readonly<Record<string, string>> = {
  page: 'why',
  act: 'missing',
  number: '1',
  list: 'countries',
  rule: 'uk.none',
  period: '2023-Q4',
  file: 'x.csv',
};

/** All that a reader gets, with the identifiers they themselves put in taken out; the time of day is no part of it. */
function whole(answer: Answer, ids: Ids): string {
  const headers = [...answer.headers].filter(([name]) => !['date', 'keep-alive', 'connection'].includes(name)).map(([name, value]) => `${name}: ${value}`);
  let text = `${answer.status}\n${headers.sort().join('\n')}\n\n${answer.text}`;
  for (const [name, id] of Object.entries(ids)) text = text.replaceAll(id, `:${name}`);
  return text;
}

test('to a stranger each door says the same of what is there and not theirs as of what never was: status, headers and every byte', async (t) => {
  const walk = await startWalk(await openMemory());
  try {
    const there = await theirs(walk);
    const never = nobodys();
    // Everybody but the force that sent it, the authority that decides it, and whoever may see every support record.
    const insiders = new Set([personaOf('practice-amber').actor.organisation, personaOf('practice-birch').actor.organisation]);
    const strangers = personas.filter(({ actor }) => !insiders.has(actor.organisation));
    let pairs = 0;
    for (const { id, actor } of strangers) {
      const who = visitor(walk.base);
      await who.signIn(id);
      const secret = await walk.house.kit.db.as(theService, 'operations', (tx) => makeToken(tx, actor));
      const token = /name="_csrf" value="([^"]+)"/.exec((await who.go('/law')).text)?.[1] ?? '';
      for (const { method, path } of walk.house.routes.filter((route) => /:(id|reference|document)\b/.test(route.path))) {
        const ask = async (ids: Ids): Promise<string> => {
          const to = path.replace(/:([a-z]+)/g, (_, name: string) => (ids as Record<string, string>)[name] ?? fixed[name] ?? 'x');
          const body = method === 'POST' ? { body: new URLSearchParams({ _csrf: token, outcome: 'positive', question: 'x', of: 'referrer' }) } : {};
          return whole(await who.go(to, { method, ...body, headers: { 'sec-fetch-site': 'same-origin', authorization: `Bearer ${secret}` } }), ids);
        };
        const [one, other] = [await ask(there), await ask(never)];
        assert.equal(one, other, `${id} at ${method} ${path}`);
        assert.match(one, /^(404|303)\n/, `${id} at ${method} ${path}`);
        pairs += 1;
      }
    }
    assert.ok(pairs > 400, `only ${pairs}`);
    const said = `${pairs} pairs of requests by ${strangers.length} strangers at every door that takes an identifier: somebody’s and nobody’s answered alike, byte for byte, 0 differences`;
    t.diagnostic(said);
    promised('P8', said);
    // The same doors do open to those whose case it is: a test that sees only closed doors proves nothing.
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.equal((await birch.go(`/case/${there.reference}`)).status, 200);
    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    assert.equal((await amber.go(`/drafts/${there.id}`)).status, 200);
    assert.equal((await amber.go(`/sent/${there.reference}`)).status, 200);
  } finally {
    await walk.close();
  }
});

test('no identifier that a page shows can be guessed from another: they are drawn, not counted', async () => {
  const walk = await startWalk(await openMemory());
  try {
    const drawn = [];
    for (let i = 0; i < 5; i += 1) drawn.push(await theirs(walk));
    const files = drawn.flatMap(({ id, document }) => [id, document]);
    for (const id of files) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'drawn at random (version 4)');
    for (const { reference } of drawn) assert.match(reference, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
    assert.equal(new Set(drawn.flatMap(({ reference }) => reference.split('-'))).size, 15, 'no group of four comes again');
  } finally {
    await walk.close();
  }
});
