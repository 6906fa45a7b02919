// Safe places over real HTTP, on both engines: from a house to a home and a second one, and nobody learns more of either than they must.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { supportStream } from '#journey/support.ts';
import { addVersions } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { personas, personaOf } from '#practice/people.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, walking, type Visitor, type Walk } from '#tests/walk.ts';

const canary = 'Canary Close 7, Nowhere Invented, ZZ1 4AB';
const secrets = [canary, 'CANARY-DOOR', 'ZZ1', 'Canarytown', 'ZZ9'];
/** Tokens and references are drawn, and may hold any three letters. */
const withoutChance = (text: string): string => text.replace(/value="[\w-]{43}"|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g, '');
const house = {
  'house-name': 'Practice House 1',
  'house-nation': 'england',
  'house-who': 'women',
  'house-cover': 'night',
  'house-admits': 'children',
  'house-address': canary,
  'house-directions': 'CANARY-DOOR: ring twice',
  'house-town': 'Canarytown',
  'house-district': 'ZZ1',
  'house-near': 'ZZ9',
};
const needs = {
  'place-urgency': 'tonight',
  'place-houses': 'women',
  'place-people': '1',
  'place-children': 'no',
  'place-takes': 'bed',
  'place-words': '',
};
const stay = (until = '11') => ({
  'offer-from.day': '15',
  'offer-from.month': '1',
  'offer-from.year': '2024',
  'offer-until.day': until,
  'offer-until.month': '2',
  'offer-until.year': '2024',
});

async function addHouse(manager: Visitor, of: Readonly<Record<string, string>>, beds = 2): Promise<string> {
  const made = await manager.submit('/places/new', { ...house, ...of });
  assert.equal(made.status, 303, made.text.slice(0, 4000));
  const at = made.to ?? '';
  assert.equal((await manager.submit(at, { do: 'room', 'room-beds': String(beds) }, at)).status, 303);
  return at.replace('/places/', '');
}

/** A person who needs a bed tonight, with the worker who took it on. */
async function atNight(walk: Walk, worker: Visitor, answers = {}): Promise<{ reference: string; at: string; file: FileId }> {
  await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'], ...answers });
  const [, reference = ''] = /action="\/beds\/([0-9A-Z-]{14})"/.exec((await worker.go('/beds')).text) ?? [];
  await worker.submit('/beds', { do: 'take' }, `/beds/${reference}`);
  const file = await walk.house.kit.db.as(theService, 'support', async (tx) => {
    const [row] = await tx.query<{ file: FileId }>('select file from reference where reference = $1', [reference]);
    return row?.file ?? assert.fail();
  });
  return { reference, at: `/support/${reference}/place`, file };
}

const stampIn = (text: string): string => /name="contact" value="([^"]+)"/.exec(text)?.[1] ?? '';
async function offerOf(worker: Visitor, at: string, reference: string, until = '11') {
  const { text } = await worker.go(`${at}/find`);
  return worker.submit(`${at}/find`, { 'offer-house': reference, contact: stampIn(text), ...stay(until) }, `${at}/offer`);
}
const stayIn = (text: string): string => /name="stay" value="([^"]+)"/.exec(text)?.[1] ?? /stay=([0-9a-f-]{36})/.exec(text)?.[1] ?? '';
async function step(worker: Visitor, at: string, what: string, fields: Readonly<Record<string, string>> = {}) {
  const { text } = await worker.go(at);
  return worker.submit(at, { stay: stayIn(text), contact: stampIn(text), ...fields }, `${at}/do/${what}`);
}

onEveryEngine('a person comes from the street to a house, stays longer, moves to another, and each step is theirs to say', async (_t, db) => {
  await walking(db, async (walk) => {
    const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
    assert.match(
      (await manager.submit('/places/new', { ...house, 'house-address': '', 'house-district': 'Nowhere' })).text,
      /first part of a postcode|Address/,
    );
    const one = await addHouse(manager, {});
    const two = await addHouse(manager, {
      'house-name': 'Practice House 2',
      'house-address': 'Other Invented Road 1',
      'house-district': 'YY1',
      'house-near': '',
      'house-town': 'Otherville',
    });
    const person = await atNight(walk, worker);
    const { at } = person;
    assert.equal((await worker.go(`${at}/find`)).to, `${at}/needs`, 'first what they need');
    assert.match((await worker.submit(`${at}/needs`, { ...needs, 'place-asks': 'halal-kitchen' })).text, /in their words what they asked for/);
    assert.match((await worker.submit(`${at}/needs`, { ...needs, 'place-people': '2' })).text, /Several people need a room/);
    assert.equal((await worker.submit(`${at}/needs`, needs)).status, 303);
    assert.match((await manager.go('/places/matching')).text, /Tonight: unsafe[^]*Practice House/);

    const { text } = await worker.go(`${at}/find`);
    assert.match(text, /Practice House 1/);
    assert.match(text, /Practice House 2/);
    assert.equal((await offerOf(worker, at, one)).to, at);
    assert.equal((await worker.go('/beds')).text.includes(person.reference), true, 'an offer is no bed yet');
    assert.equal((await step(worker, at, 'accept')).to, at);
    assert.match((await worker.go('/beds')).text, /No bed is asked for now/, 'one truth about whether a place was found');
    assert.doesNotMatch((await worker.go(at)).text, /Canary/, 'not before they have arrived');
    assert.equal((await step(worker, at, 'arrived')).to, at);
    assert.match((await worker.go(at)).text, /Canary Close 7[^]*CANARY-DOOR/);

    const longer = { 'extend-until.day': '1', 'extend-until.month': '3', 'extend-until.year': '2024' };
    assert.equal((await step(worker, at, 'extend', longer)).to, at);
    assert.equal((await past(db, `select from bed_night where night = '2024-03-01'`)).length, 1);

    assert.equal((await worker.submit(`${at}/needs`, { ...needs, 'place-urgency': 'soon' })).status, 303);
    assert.equal((await offerOf(worker, at, two)).to, at);
    const offered = /do\/decline\?stay=([0-9a-f-]{36})/.exec((await worker.go(at)).text)?.[1] ?? '';
    assert.equal((await step(worker, at, 'accept', { stay: offered })).to, at);
    // Whoever keeps the house sees them come.
    const managed = await manager.go(`/places/${two}`);
    assert.match(managed.text, new RegExp(`${person.reference}[^]*Expected`));
    assert.equal((await manager.submit(`/places/${two}`, { do: 'arrived', stay: offered }, `/places/${two}/stay`)).to, `/places/${two}`);
    const moved = (await worker.go(at)).text;
    assert.match(moved, /Other Invented Road 1[^]*They moved\. Plan anew[^]*School[^]*lawyer/);
    assert.doesNotMatch(moved, /Canary/, 'the page shows where they live now');
    assert.equal((await step(worker, at, 'replanned', { stay: offered, what: 'school' })).to, at);
    assert.equal(
      (await past(db, `select from bed_night n join stay s on s.stay = n.stay where s.state = 'left' and n.night >= '2024-01-15'`)).length,
      0,
      'the first bed is free again',
    );
    assert.match((await worker.submit(`${at}/do/leave?stay=${offered}`, { stay: offered, 'leave-why': 'own-home' }, `${at}/do/leave`)).to ?? '', /place$/);
    assert.match((await worker.go(at)).text, /No safe place of ours yet[^]*They moved\. Plan anew[^]*School[^]*by 22 January 2024/);
    const record = (await worker.go(`/support/${person.reference}`)).text;
    assert.match(record, /They moved\. Plan anew by 22 January 2024: Doctor, dentist and medicines/);
    assert.match(
      record,
      /They left a safe place: A home of their own[^]*They arrived at a safe place[^]*They left a safe place: Moved to another[^]*They arrived/,
    );
    assert.match((await worker.go('/day')).text, /To plan anew after a move[^]*by 22 January 2024 · [^]*Doctor, dentist/);
  });
});

onEveryEngine('who lives with them in the record fills how many come and whether children do, and the worker may change it', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const { reference } = await atNight(walk, worker);
    const asked = async () => (await worker.go(`/support/${reference}/place/needs`)).text;
    const children = /name="place-children"[^>]*value="(\w+)"[^>]*checked/;
    assert.doesNotMatch(await asked(), children, 'nobody said anything of a household yet');
    const joins = (born: string) => {
      const [year = '', month = '', day = ''] = born.split('-');
      const on = { 'dependant-born.day': day, 'dependant-born.month': month, 'dependant-born.year': year };
      return worker.submit(`/support/${reference}/step/dependant`, { 'dependant-name': 'Ada Invented', ...on, seen: '0', item: '' });
    };
    assert.equal((await joins('1980-02-01')).status, 303);
    assert.equal(children.exec(await asked())?.[1], 'no');
    assert.equal((await joins('2006-01-16')).status, 303);
    assert.equal(children.exec(await asked())?.[1], 'yes', 'a child until their birthday tomorrow');
    assert.match(await asked(), /name="place-people"[^>]*value="3"|value="3"[^>]*name="place-people"/);
    assert.equal(
      (await worker.submit(`/support/${reference}/place/needs`, { ...needs, 'place-people': '2', 'place-takes': 'room', 'place-children': 'no' })).status,
      303,
    );
    assert.equal(children.exec(await asked())?.[1], 'no', 'what the worker said stands');
    assert.match(await asked(), /In the household of this record they are 3 people/);
  });
});

onEveryEngine('a bed is kept for one stay a night, whoever writes: the page refuses, and so does the database', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
    const one = await addHouse(manager, {}, 1);
    const [first, second] = [await atNight(walk, worker), await atNight(walk, worker)];
    for (const { at } of [first, second]) await worker.submit(`${at}/needs`, needs);
    const shown = await worker.go(`${second.at}/find`);
    assert.equal((await offerOf(worker, first.at, one)).to, first.at);
    const late = await worker.go(`${second.at}/offer`, {
      method: 'POST',
      body: new URLSearchParams({
        _csrf: /name="_csrf" value="([^"]+)"/.exec(shown.text)?.[1] ?? '',
        'offer-house': one,
        contact: stampIn(shown.text),
        ...stay(),
      }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.ok([400, 409].includes(late.status), 'the last bed went meanwhile');
    const [night] = await past<{ file: string; bed: number; stay: string }>(db, 'select file, bed, stay from bed_night limit 1');
    assert.ok(night);
    await assert.rejects(
      kit.db.as(theService, 'support', (tx) =>
        tx.query(`insert into bed_night (file, bed, night, stay) values ($1, $2, '2024-01-20', $3)`, [night.file, night.bed, randomUUID()]),
      ),
      /bed_night_pkey|duplicate/,
    );
    // Nobody's bed goes from under them.
    const out = await manager.submit(`/places/${one}`, { do: 'out', bed: '1', why: 'repair' }, `/places/${one}`);
    assert.equal(out.status, 409);
    assert.match(out.text, /Somebody lives there or is expected/);
    // A no frees it at once.
    assert.equal(
      (await worker.submit(`${first.at}/do/decline?stay=${night.stay}`, { stay: night.stay, 'decline-why': 'afraid' }, `${first.at}/do/decline`)).to,
      first.at,
    );
    assert.equal((await past(db, 'select from bed_night')).length, 0);
    assert.equal((await offerOf(worker, second.at, one)).to, second.at);
  });
});

onEveryEngine('what is near those they fear is not offered, and the page says which kind of rule and no more', async (_t, db) => {
  await walking(db, async (walk) => {
    const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
    const one = await addHouse(manager, {});
    await addHouse(manager, { 'house-name': 'Practice House 3', 'house-who': 'men' });
    const other = await atNight(walk, worker, {
      'responsible-where': 'uk',
      'responsible-place': 'A flat at 9 Invented Street, ZZ9 9ZZ',
      responsible: 'Invented Boss',
    });
    await worker.submit(`${other.at}/needs`, needs);
    const byCase = (await worker.go(`${other.at}/find`)).text;
    assert.match(
      byCase,
      /No house of yours fits now[^]*Somebody’s safety: what or whom to stay away from is there, or too near</,
      'those who exploited them are named in the referral alone',
    );
    assert.doesNotMatch(byCase, /Practice House|ZZ|Canary|Invented Street|Invented Boss/);

    const person = await atNight(walk, worker);
    await worker.submit(`${person.at}/needs`, needs);
    assert.match((await worker.go(`${person.at}/find`)).text, /Practice House 1/);
    const spot = { do: 'add', 'spot-way': 'avoid', 'spot-what': 'an invented cousin', 'spot-district': 'zz9 1aa' };
    assert.match((await worker.submit(`${person.at}/map`, { ...spot, 'spot-district': '' }, `${person.at}/map`)).text, /Say where it is/);
    assert.equal((await worker.submit(`${person.at}/map`, spot, `${person.at}/map`)).status, 303);
    const shown = await worker.go(`${person.at}/find`);
    assert.match(shown.text, /Somebody’s safety: what or whom to stay away from is there, or too near</);
    assert.doesNotMatch(shown.text, /Practice House|Canary|cousin/);
    const refused = await worker.submit(`${person.at}/needs`, { 'offer-house': one, contact: '', ...stay() }, `${person.at}/offer`);
    assert.equal(refused.status, 400, 'nor by a form made by hand');

    assert.equal((await step(worker, person.at, 'not-found', { stay: '' })).to, person.at);
    assert.match((await worker.go(person.at)).text, /No place was found on/);
    const kinds = await past<{ kind: string }>(db, `select kind from event where file = $1 order by number`, [person.file]);
    assert.deepEqual(kinds.map((row) => row.kind).slice(-2), ['PlaceNotFound', 'NoPlaceFound']);
    assert.match((await sit(walk, 'practice-copper').then((visit) => visit.go('/beds'))).text, /No place was found/, 'it rings above');

    const home = person.at.slice(0, -'/place'.length);
    assert.equal((await worker.submit(`${home}/step/leave-support`, { 'leave-why': 'needs-met', sure: 'yes' })).status, 303);
    const after = home.slice('/support/'.length);
    const night = {
      ...{ 'begin-nation': 'england', 'begin-age': 'adult', 'begin-safe': 'no', 'support-urgency': 'now', 'support-need': 'A bed, invented.' },
      ...{ 'support-ways': 'person', 'support-where': '07700 900123', 'support-rules': 'Never text.', 'support-checked': 'yes' },
    };
    const again = `${(await worker.submit(`/begin?after=${after}`, { ...night, file: randomUUID(), after }, '/begin')).to ?? ''}/place`;
    await worker.submit(`${again}/needs`, needs);
    const back = (await worker.go(`${again}/find`)).text;
    assert.match(back, /Somebody’s safety: what or whom to stay away from is there, or too near/, 'what they feared counts when they come back');
    const map = (await worker.go(`${again}/map`)).text;
    assert.match(map, /counts from their other records, too: 1\./);
    assert.doesNotMatch(map, /cousin/);
  });
});

onEveryEngine('contact that became unsafe a minute ago, a worker who left, and a person with two records: refused or carried through', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
    const one = await addHouse(manager, {}, 3);
    const person = await atNight(walk, worker);
    const { at } = person;
    await worker.submit(`${at}/needs`, needs);
    const before = await worker.go(`${at}/find`);
    const by = personaOf('practice-willow').actor;
    const unsafe = {
      question: 'contact-unsafe',
      holds: 'safe-contact',
      value: 'the old number is read by others',
      origin: null,
      edition: 'e',
      language: 'en',
      saidBy: by.person,
    } as const;
    await kit.db.as(by, 'support', (tx) => addVersions(tx, person.file, [unsafe]));
    const stale = await worker.submit(`${at}/find`, { 'offer-house': one, contact: stampIn(before.text), ...stay() }, `${at}/offer`);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /has just said anew how this person can be reached/);
    assert.match(stale.text, /Practice House 1/, 'nothing is lost');
    assert.equal((await offerOf(worker, at, one)).to, at, 'who has read it again goes on');

    // A second record of the same person has a place on its way: none is offered here.
    const second = await atNight(walk, worker);
    await worker.submit(`${second.at}/needs`, needs);
    await past(db, `update person_file set person = (select person from person_file where file = $1) where file = $2`, [person.file, second.file]);
    const twice = await offerOf(worker, second.at, one);
    assert.equal(twice.status, 409);
    assert.match(twice.text, /in another support record/);

    // The worker leaves: the offer stands, and whoever is named next carries it through.
    await worker.submit(`/support/${person.reference}/do/leave`, {}, `/support/${person.reference}/do/leave`);
    assert.equal((await worker.go(at)).status, 404);
    await worker.submit(`/support/${person.reference}/do/name`, { 'grant-for': '30' }, `/support/${person.reference}/do/name`);
    assert.match((await worker.go(at)).text, /Offered, no answer yet/);
    assert.equal((await step(worker, at, 'accept')).to, at);
    const state = await kit.db.as(theService, 'support', async (tx) => (await kit.ledger.load(tx, supportStream, person.file)).state);
    assert.equal(state.housing.stays.at(-1)?.state, 'accepted');
    // They did not come: whoever worries says who rings whom.
    const worried = { 'missed-worried': 'yes', 'missed-rings': 'worker' };
    const id = state.housing.stays.at(-1)?.stay ?? '';
    const missed = await worker.submit(`${at}/do/not-arrived?stay=${id}`, { stay: id, ...worried }, `${at}/do/not-arrived`);
    assert.equal(missed.status, 409);
    assert.match(missed.text, /say who is rung/);
    await worker.submit(`${at}/do/not-arrived?stay=${id}`, { stay: id, ...worried, 'missed-whom': 'police' }, `${at}/do/not-arrived`);
    assert.match((await worker.go(at)).text, /you are worried\. Ring now/);
    assert.match((await manager.go('/places')).text, /Did not arrive/);
  });
});

onEveryEngine(
  'where a house stands appears to who keeps it, and to the named worker once somebody lives there, and to nobody else on any page',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
      const one = await addHouse(manager, {});
      const person = await atNight(walk, worker);
      await worker.submit(`${person.at}/needs`, needs);
      const pages = [
        '/places',
        '/places/matching',
        `/places/${one}`,
        `/places/${one}/change`,
        '/support',
        `/support/${person.reference}`,
        person.at,
        ...['needs', 'map', 'find', 'do/decline', 'do/extend', 'do/leave', 'do/not-arrived'].map((page) => `${person.at}/${page}`),
        `/support/${person.reference}/readers`,
        '/beds',
        `/beds/${person.reference}`,
        `/case/${one}`,
        `/sent/${one}`,
        `/support/${one}`,
        '/audit',
        '/figures',
      ];
      // One person of each role and organisation, and both who keep houses.
      const roles = new Map(personas.map((one) => [`${one.actor.role} ${one.actor.organisation}`, one.id]));
      const visits = new Map<string, Visitor>();
      for (const id of new Set([...roles.values(), 'practice-willow', 'practice-sycamore', 'practice-laurel'])) visits.set(id, await sit(walk, id));
      assert.ok(visits.size > 10);
      const sees = async (): Promise<string[]> => {
        const found: string[] = [];
        for (const [id, visit] of visits) {
          for (const path of pages) {
            const { text } = await visit.go(path);
            if (secrets.some((secret) => withoutChance(text).includes(secret))) found.push(`${id} ${path}`);
          }
        }
        return found;
      };
      const keepers = ['practice-sycamore', 'practice-laurel'].flatMap((id) => [`${id} /places/${one}`, `${id} /places/${one}/change`]).sort();
      assert.deepEqual((await sees()).sort(), keepers, 'while it is free');
      assert.equal((await offerOf(worker, person.at, one)).to, person.at);
      assert.equal((await step(worker, person.at, 'accept')).to, person.at);
      assert.deepEqual((await sees()).sort(), keepers, 'while they are awaited');
      assert.equal((await step(worker, person.at, 'arrived')).to, person.at);
      assert.deepEqual((await sees()).sort(), [...keepers, `practice-willow ${person.at}`].sort(), 'once they live there');
      // In no event and no log either.
      const codes = await past<{ text: string }>(db, `select body::text as text from event`);
      assert.ok(codes.every((row) => secrets.every((secret) => !row.text.includes(secret))));
    });
  },
);

onEveryEngine('two who must be kept apart are not offered one house, nor one near; who reads the refusal learns a kind of rule and no more', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [manager, worker] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow')]);
    const one = await addHouse(manager, {}, 3);
    const [first, second] = [await atNight(walk, worker), await atNight(walk, worker)];
    for (const { at } of [first, second]) await worker.submit(`${at}/needs`, needs);
    const rule = { 'apart-other': second.reference, 'apart-why': 'they-fear', 'apart-reach': 'house' };
    const at = `${first.at}/apart`;
    assert.match((await worker.submit(at, { ...rule, 'apart-other': 'K7QD-0M2P-XW9T' })).text, /No support record has this reference/);
    assert.match((await worker.submit(at, { ...rule, 'apart-other': first.reference })).text, /Both records are of one person/);
    assert.equal((await worker.submit(at, rule)).to, at);
    assert.equal((await worker.submit(at, rule)).to, at, 'said twice, it stands once');
    assert.equal((await past(db, 'select from kept_apart')).length, 1);
    assert.match((await worker.go(at)).text, new RegExp(second.reference));
    assert.doesNotMatch((await worker.go(`${second.at}/apart`)).text, new RegExp(first.reference), 'not in the record of whom they fear');
    const codes = await past<{ body: string }>(db, `select body::text from event where kind = 'KeptApart'`);
    assert.ok(codes.length === 1 && !codes[0]?.body.includes(second.file) && !codes[0]?.body.includes(second.reference), 'the other stands in no event');

    // Both wait, one house has beds for both: one is proposed, the other is not.
    assert.equal((await manager.go('/places/matching')).text.split('No place fits').length - 1, 1);
    assert.equal((await offerOf(worker, second.at, one)).to, second.at);
    const { text } = await worker.go(`${first.at}/find`);
    assert.match(text, /No house of yours fits now[^]*Somebody’s safety: what or whom to stay away from is there, or too near</);
    for (const fact of [second.reference, 'Practice House', 'ZZ1', 'Canary', 'they-fear', 'fears'])
      assert.ok(!text.includes(fact), `the refusal says “${fact}”`);
    // By a form made by hand it is refused too; and the database refuses whoever writes past every page.
    assert.equal((await worker.submit(`${first.at}/needs`, { 'offer-house': one, contact: '', ...stay() }, `${first.at}/offer`)).status, 400);
    const made = randomUUID();
    const [house] = await past<{ file: string }>(db, 'select distinct file from bed_night');
    const write = (night: string) =>
      kit.db.as(theService, 'support', async (tx) => {
        await tx.query(`insert into bed_night (file, bed, night, stay) values ($1, 3, $2, $3)`, [house?.file, night, made]);
        await tx.query(`insert into stay (file, stay, person, state, first_night, last_night, people) values ($1, $2, $1, 'left', $3, $3, 1)`, [
          first.file,
          made,
          night,
        ]);
      });
    await assert.rejects(write('2024-01-20'), (wrong: Error) => /kept apart/.test(wrong.message) && !wrong.message.includes(second.file));
    await write('2024-06-01');

    // The rule holds for the other of the two alike, and ends by somebody else than who said so.
    const [stayId = ''] = (await past<{ stay: string }>(db, `select stay from stay where state = 'offered'`)).map((row) => row.stay);
    await worker.submit(`${second.at}/do/decline?stay=${stayId}`, { stay: stayId, 'decline-why': 'afraid' }, `${second.at}/do/decline`);
    assert.equal((await offerOf(worker, first.at, one)).to, first.at);
    assert.match((await worker.go(`${second.at}/find`)).text, /No house of yours fits now[^]*Somebody’s safety/);
    const [id = ''] = (await past<{ id: string }>(db, 'select id from kept_apart')).map((row) => row.id);
    assert.equal((await worker.submit(at, { do: 'end', rule: id })).status, 400, 'a worker ends none');
    await assert.rejects(
      kit.db.as(theService, 'support', (tx) => tx.query(`update kept_apart set ended_at = now(), ended_by = made_by`)),
      /ended_by_another/,
    );
    assert.match((await manager.go('/places/apart')).text, new RegExp(first.reference));
    assert.equal((await manager.submit('/places/apart', { do: 'end', rule: id })).to, '/places/apart');
    assert.match((await worker.go(`${second.at}/find`)).text, /Practice House 1/);
  });
});

onEveryEngine(
  'a house near the other’s is refused where the rule says so; a rule that comes late puts nobody out, and who keeps the houses is told',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const [manager, worker, other] = await Promise.all([sit(walk, 'practice-sycamore'), sit(walk, 'practice-willow'), sit(walk, 'practice-laurel')]);
      const one = await addHouse(manager, {}, 2);
      await addHouse(manager, { 'house-name': 'Practice House 2', 'house-district': 'ZZ9', 'house-town': 'Othertown', 'house-near': '' }, 2);
      await addHouse(manager, { 'house-name': 'Practice House 3', 'house-district': 'YY5', 'house-town': 'Thirdtown', 'house-near': '' }, 2);
      const [first, second] = [await atNight(walk, worker), await atNight(walk, worker)];
      for (const { at } of [first, second]) await worker.submit(`${at}/needs`, needs);
      for (const { at } of [first, second]) assert.equal((await offerOf(worker, at, one)).to, at);
      const rule = { 'apart-of': first.reference, 'apart-other': second.reference, 'apart-why': 'court-order', 'apart-reach': 'near' };
      assert.match((await manager.submit('/places/apart', { ...rule, 'apart-of': '' })).text, /There is a problem/);
      assert.equal((await manager.submit('/places/apart', rule)).to, '/places/apart');
      assert.match((await other.go('/places')).text, /Practice House 1: two people have beds there who must be kept apart/);
      assert.match((await worker.go(first.at)).text, /Offered, no answer yet/, 'nobody is put out');
      await step(worker, first.at, 'accept');
      await step(worker, first.at, 'arrived');
      const longer = { 'extend-until.day': '1', 'extend-until.month': '3', 'extend-until.year': '2024' };
      await step(worker, second.at, 'accept');
      assert.equal((await step(worker, first.at, 'extend', longer)).to, first.at, 'on nights on which they are alone');
      const late = await step(worker, second.at, 'extend', longer);
      assert.equal(late.status, 409);
      assert.match(late.text, /does not fit what the person needs/);

      const stayId = stayIn((await worker.go(second.at)).text);
      await worker.submit(`${second.at}/do/decline?stay=${stayId}`, { stay: stayId, 'decline-why': 'afraid' }, `${second.at}/do/decline`);
      assert.doesNotMatch((await manager.go('/places')).text, /who must be kept apart\./);
      const shown = (await worker.go(`${second.at}/find`)).text;
      assert.match(shown, /Practice House 3/);
      assert.doesNotMatch(shown, /Practice House [12]/, 'neither where they are, nor near it');
      assert.equal(
        (await manager.submit('/places/apart', { do: 'end', rule: (await past<{ id: string }>(db, 'select id from kept_apart'))[0]?.id ?? '' })).status,
        409,
      );
    });
  },
);
