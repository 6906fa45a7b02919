// The person's own door over real HTTP, on both engines: what each words open, what nobody else sees, and how it is shut.
import assert from 'node:assert/strict';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { comeIn, giveDoor, supported, tryWords } from '#tests/own-door.ts';
import type { Database } from '#kit/store/database.ts';
import { sit, visitor, walking, type Walk } from '#tests/walk.ts';

type Body = (walk: Walk, db: Database) => Promise<void>;
const all: [string, Body][] = [];
/** One house for all of them on each engine: a house takes longer to open than a door. */
const own = (title: string, body: Body): void => void all.push([title, body]);

/** What is seen of a page, and its address and title. */
const seen = (text: string): string => text.replace(/<(?!title)[^>]*>/g, ' ');
const tellsOnSight = /OpenNRM|slavery|traffick|victim|NRM|Willow|Canaria|Nightingalia|wages were kept|Invented Town|07700|refer/i;

own('the first words open where things are and no name, account or place; the further words open the rest', async (walk) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  assert.match(words.first, /^([a-z]+ ){5}[a-z]+$/);
  const stranger = visitor(walk.base);
  const front = await stranger.go('/notebook');
  assert.doesNotMatch(seen(front.text), tellsOnSight, 'the first screen says nothing');
  assert.match(front.headers.get('cache-control') ?? '', /no-store/);

  const phone = await comeIn(walk, ` ${words.first.toUpperCase().replaceAll(' ', ' - ')} `);
  const home = await phone.go('/notebook/home');
  assert.match(home.text, /Step 2 of 3/);
  assert.match(home.text, /Answer 1, on 15 January 2024: yes/);
  assert.match(home.text, /It does not come before 15 February 2024/);
  assert.doesNotMatch(seen(home.text), tellsOnSight, 'no name, account, place or law behind the first words');
  for (const path of ['people', 'notes', 'lists', 'message']) assert.equal((await phone.go(`/notebook/${path}`)).to, '/notebook/more', path);
  assert.equal((await tryWords(phone, '/notebook/more', 'apple apple apple')).status, 400);
  assert.equal((await tryWords(phone, '/notebook/more', words.further)).to, '/notebook/home');
  assert.match((await phone.go('/notebook/people')).text, /Willow[^]*Ring now[^]*Single Competent Authority: somebody who decides/);
  assert.match((await phone.go('/notebook/notes')).text, /wages were kept/);
  assert.match((await phone.go('/notebook/home')).text, /guidance/i, 'and the rule behind a day');
  const again = await comeIn(walk, words.first);
  assert.equal((await again.go('/notebook/notes')).to, '/notebook/more', 'the further words are asked of each visit');
  assert.doesNotMatch((await one.willow.go(`/support/${one.record}/door`)).text, new RegExp(words.first), 'shown once');
});

own('nobody comes in by the door of somebody else, and no door opens a page of people at work', async (walk, db) => {
  const [one, other] = [await supported(walk), await supported(walk, { why: 'Another account altogether.' })];
  const words = await giveDoor(one);
  await giveDoor(other);
  const phone = await comeIn(walk, words.first, words.further);
  const notes = (await phone.go('/notebook/notes')).text;
  assert.match(notes, /wages were kept/);
  assert.doesNotMatch(notes, /Another account/);
  for (const path of ['/support', `/support/${one.record}`, `/support/${one.record}/door`, '/desk', `/case/${one.reference}`])
    assert.match((await phone.go(path)).to ?? '', /who-are-you/, `${path} knows nobody`);
  const [row] = (await ownerOf(db)(
    `select door, file from door_secret where opens = 'first' and file in (select file from reference where reference = '${one.record}')`,
  )) as { door: string }[];
  const actor = { person: row?.door ?? '', name: '', role: 'person', organisation: 'the-person', kind: 'the-person', team: 'the-person' } as const;
  const sees = (what: string, file: string) => db.as(actor, 'support', (tx) => tx.query(`select from ${what} where file = $1`, [file]));
  for (const what of ['event', 'answer_narrative', 'answer_identity']) {
    assert.ok((await sees(what, one.file)).length > 0, `${what}: their own`);
    assert.equal((await sees(what, other.file)).length, 0, `${what}: nobody else’s`);
  }
  assert.equal((await sees('answer_locator', one.file)).length, 0, 'nor more of their own than the policy says');
});

own('words said under duress open a page with nothing on it, and ring for the worker; nobody who does not look after them hears it', async (walk) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const harmless = await comeIn(walk, words.harmless);
  await walk.house.settled();
  const [real, empty] = [await (await comeIn(walk, words.first)).go('/notebook/home'), await harmless.go('/notebook/home')];
  const bare = (text: string) => text.replace(/<main[^]*<\/main>/, '').replace(/value="[^"]*"/g, '');
  assert.equal(bare(real.text), bare(empty.text), 'the same frame');
  const titles = (text: string) => [...text.matchAll(/<h[12][^>]*>([^<]+)</g)].map((found) => found[1]);
  assert.deepEqual(titles(real.text), titles(empty.text), 'and the same headings');
  assert.match(empty.text, /Nothing is waiting for you/);
  assert.doesNotMatch(empty.text.slice(empty.text.indexOf('<main')), /Step|January|February/);
  assert.equal((await tryWords(harmless, '/notebook/more', words.further)).status, 400, 'nothing further opens, whatever is typed');

  assert.match((await one.willow.go('/support')).text, /Somebody may need help and cannot say so/);
  assert.match((await (await sit(walk, 'practice-sycamore')).go('/support')).text, /Somebody may need help/);
  assert.doesNotMatch((await (await sit(walk, 'practice-birch')).go('/desk')).text, /Somebody may need help/);
  assert.match((await one.willow.go(`/support/${one.record}/door`)).text, /Words said under duress were used/);
  await one.willow.submit(`/support/${one.record}/door`, {}, `/support/${one.record}/door/seen`);
  assert.doesNotMatch((await one.willow.go('/support')).text, /Somebody may need help/);
  const again = await comeIn(walk, words.harmless);
  assert.equal((await again.submit('/notebook/home', {}, '/notebook/off')).to, '/calendar', 'whoever made them open it shuts it at once');
  await walk.house.settled();
  assert.match((await one.willow.go('/support')).text, /Somebody may need help/, 'and it rings all the same');
  await one.willow.submit(`/support/${one.record}/door`, {}, `/support/${one.record}/door/seen`);
});

own('one press shuts the door, from inside or by the worker, and whoever is in is out at once', async (walk, db) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const [first, second] = [await comeIn(walk, words.first), await comeIn(walk, words.first)];
  const off = await first.submit('/notebook/home', {}, '/notebook/off');
  assert.deepEqual([off.status, off.to], [303, '/calendar']);
  assert.match(off.headers.get('clear-site-data') ?? '', /cookies/);
  assert.equal((await second.go('/notebook/home')).to, '/notebook', 'the other phone is out too');
  assert.equal((await tryWords(visitor(walk.base), '/notebook', words.first)).status, 400);
  assert.match((await one.willow.go(`/support/${one.record}/door`)).text, /Shut on/);

  const next = await giveDoor(one, 'numbers');
  assert.match(next.first, /^(\d{4} ){4}\d{4}$/);
  const arabic = next.first.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));
  const third = await comeIn(walk, arabic);
  await one.willow.submit(`/support/${one.record}/door`, {}, `/support/${one.record}/door/close`);
  assert.equal((await third.go('/notebook/home')).to, '/notebook');
  assert.deepEqual(
    await ownerOf(db)(`select from door_secret s join reference r on r.file = s.file where reference = '${one.record}'`),
    [],
    'what opened it is gone',
  );
});

own('what the person adds stands beside what was written, in their words, and who decides reads it', async (walk) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const phone = await comeIn(walk, words.first, words.further);
  assert.match((await phone.submit('/notebook/notes', { words: '', about: 'why' })).text, /Write something first/);
  assert.equal((await phone.submit('/notebook/notes', { words: 'It was two years, not one.', about: 'why' })).status, 303);
  assert.equal((await phone.submit('/notebook/notes', { words: 'And I was ill.' })).status, 303);
  const notes = (await phone.go('/notebook/notes')).text;
  assert.match(notes, /wages were kept[^]*two years, not one[^]*And I was ill/);
  const held = (await (await sit(walk, 'practice-birch')).go(`/case/${one.reference}/held`)).text;
  assert.match(held, /wages were kept/, 'what was said before stays');
  assert.match(held, /What the person added themselves[^]*two years, not one/);
});

own('a complaint is sealed for the provider’s manager, counted, and not the worker’s to read', async (walk, db) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const phone = await comeIn(walk, words.first, words.further);
  assert.equal((await phone.submit('/notebook/message', { words: 'My worker never rings.' })).status, 303);
  const sycamore = await sit(walk, 'practice-sycamore');
  assert.match((await sycamore.go('/complaints')).text, /Made: 1\. Dealt with: 0\.[^]*My worker never rings/);
  assert.equal((await one.willow.go('/complaints')).status, 404);
  assert.doesNotMatch((await one.willow.go(`/support/${one.record}`)).text, /never rings/);
  assert.equal((await sycamore.submit('/complaints', { reference: one.record, number: '1' })).status, 303);
  assert.match((await sycamore.go('/complaints')).text, /Made: 1\. Dealt with: 1\./);
  assert.match((await phone.go('/notebook/message')).text, /Dealt with/);
  assert.equal((await ownerOf(db)(`select from event where kind in ('ComplaintMade', 'ComplaintHeard')`)).length, 2);
  assert.equal((await ownerOf(db)(`select from complaint where position('rings'::bytea in sealed) > 0`)).length, 0);
});

own('what the person shares they stop in one press', async (walk) => {
  const one = await supported(walk);
  const grant = { 'grant-to': 'legal-representative.practice-linden', 'grant-for': '30', 'grant-language': 'English', 'grant-present': 'alone' };
  assert.equal((await one.willow.submit(`/support/${one.record}/do/grant`, grant)).status, 303);
  const words = await giveDoor(one);
  const phone = await comeIn(walk, words.first, words.further);
  const lists = (await phone.go('/notebook/lists')).text;
  const [, id = ''] = /name="grant" value="([^"]+)"/.exec(lists) ?? [];
  assert.match(lists, /Linden/);
  const linden = await sit(walk, 'practice-linden');
  assert.equal((await linden.go(`/granted/${one.reference}`)).status, 200);
  assert.equal((await phone.submit('/notebook/lists', { grant: id, file: one.file })).status, 303);
  assert.equal((await linden.go(`/granted/${one.reference}`)).status, 404);
  assert.match((await phone.go('/notebook/lists')).text, /You share nothing now/);
});

own('every wrong guess is answered alike, ten of them shut one door for an hour, and each is counted', async (walk, db) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const guess = async (typed: string) => {
    const { status, text } = await tryWords(visitor(walk.base), '/notebook', typed);
    return `${status} ${text.replace(/value="[^"]*"/g, '')}`;
  };
  const near = `${words.first.split(' ').slice(0, 2).join(' ')} apple apple apple apple`;
  const answers = [await guess(near), await guess('apple apple apple apple apple apple'), await guess(words.further), await guess('')];
  assert.equal(new Set(answers).size, 1);
  const name = `(select s.name from door_secret s join reference r on r.file = s.file where reference = '${one.record}' and opens = 'first')`;
  assert.deepEqual(await ownerOf(db)(`select count(*)::int as tries from door_try where name = ${name}`), [{ tries: 1 }]);
  await ownerOf(db)(`insert into door_try (name, opened) select ${name}, false from generate_series(1, 9)`);
  assert.equal(await guess(words.first), answers[0], 'not even what is right opens it, and nobody is told');
  await ownerOf(db)(`update door_try set at = at - interval '1 hour'`);
  await comeIn(walk, words.first);
  const counted = await db.as(theService, 'operations', (tx) => tx.query('select opened from door_try'));
  assert.ok(counted.length > 10);
});

own('a visit ends after ten minutes without a page, and by the way out at once, with every cookie', async (walk, db) => {
  const one = await supported(walk);
  const words = await giveDoor(one);
  const phone = await comeIn(walk, words.first);
  await ownerOf(db)(`update door_visit set last_seen = last_seen - interval '10 minutes'`);
  assert.equal((await phone.go('/notebook/home')).status, 200, 'to the minute');
  await ownerOf(db)(`update door_visit set last_seen = last_seen - interval '10 minutes 21 seconds'`);
  assert.equal((await phone.go('/notebook/home')).to, '/notebook');
  const again = await comeIn(walk, words.first);
  const cookie = again.jar.get('nrm_own') ?? '';
  const out = await again.go('/exit');
  assert.deepEqual([out.status, out.to], [303, '/calendar']);
  assert.equal(out.headers.get('clear-site-data'), '"cookies", "storage"');
  assert.deepEqual(
    out.headers.getSetCookie().filter((one) => !/Max-Age=0/.test(one)),
    [],
  );
  again.jar.set('nrm_own', cookie);
  assert.equal((await again.go('/notebook/home')).to, '/notebook', 'a cookie kept aside opens nothing');
  assert.doesNotMatch(seen((await again.go('/calendar')).text), tellsOnSight);
});

own('whoever tries twenty times a minute from one address waits, and reads why in a page that says as little', async (walk) => {
  const phone = visitor(walk.base);
  const tried = [];
  for (let i = 0; i < 21; i += 1) tried.push(await tryWords(phone, '/notebook', 'apple apple', '203.0.113.7'));
  assert.deepEqual(
    tried.map((one) => one.status),
    [...Array.from({ length: 20 }, () => 400), 429],
  );
  assert.doesNotMatch(seen(tried.at(-1)?.text ?? ''), /OpenNRM|apple/);
});

onEveryEngine('a person’s own door', async (t, db) =>
  walking(db, async (walk) => {
    for (const [title, body] of all) await t.test(title, () => body(walk, db));
  }),
);
