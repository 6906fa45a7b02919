// Referring in a real browser: an adult in full, a child, nobody named, and tonight on a phone.
import assert from 'node:assert/strict';
import type { House } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { journey, type Fields, type Visit } from './browser.ts';
import { adultTonight, childTonight, last, start, tonight } from './paths.ts';

journey('an adult is referred in full: any page in any order, checked, sent once, and told what comes next', async ({ walk, sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'custody three');
  await tonight(amber, adultTonight);
  assert.equal(await amber.heading(), 'Check the answers');
  await amber.go(last(amber, '/drafts/'));
  assert.match(await amber.text(), /Tonight’s path is done/);
  const more: Readonly<Record<string, Fields>> = {
    name: {
      'given-name': 'Quillon',
      'page-source.name': 'told-me',
      'nationality.source': 'from-a-record',
      'family-name': 'Placeholderton',
      gender: 'male',
      'nationality.0': 'Vietnamese',
    },
    life: { health: 'A cut on the hand, invented.', children: '2', dependants: 'With an invented aunt.' },
    references: {
      'immigration-status': '~not-asked',
      earlier: 'yes',
      'earlier-reports.0.what': 'police',
      'earlier-reports.0.quoted': 'INV/1',
      'earlier-reports.0.when.words': 'summer 2022',
    },
    then: { 'age-at-exploitation': 'adult' },
    episodes: {
      'exploitation-place': 'uk',
      'county-lines': 'no',
      'episodes.0.town': 'Invented Quay',
      'episodes.0.from.words': 'summer 2022',
      'episodes.0.pay': 'less',
    },
    account: { 'what-happened': 'An invented account.\nIn two lines.', 'what-happened.source': 'told-me' },
    treatment: { 'made-to-do': 'Packed invented boxes for fourteen hours.' },
    journeys: { 'journeys.0.journey-from': 'Invented Port', 'last-contact': 'month' },
    responsible: { responsible: 'An invented foreman.', others: 'no', 'responsible-where': 'no' },
    police: { 'police-told': 'no', 'police-help': 'no' },
    letters: { 'support-wanted': 'yes', 'letters-to': 'worker' },
    you: { 'my-role': 'Custody officer', 'my-phone': '020 7946 0001', 'my-team': 'team@example.org' },
  };
  const base = new URL(amber.page.url()).pathname;
  for (const [id, fields] of Object.entries(more)) {
    await amber.go(`${base}/p/${id}?from=tasks`);
    await amber.answer(fields);
  }
  await amber.go(`${base}/check`);
  const told = await amber.text();
  for (const said of ['Quillon', 'Vietnamese', 'summer 2022', 'Invented Quay', 'In two lines.'])
    assert.ok(told.includes(said), `${said} is not among the answers: ${told}`);
  assert.match(told, /Family name\s+Placeholderton\s+The person told us/, 'a page says once how it is known');
  assert.match(told, /Vietnamese\s+From a record/, 'and an answer marked apart keeps its own source');
  await amber.press('Send the referral');
  const confirmation = await amber.text();
  assert.match(confirmation, /The referral is sent/);
  assert.match(confirmation, /What happens next/);
  assert.match(confirmation, /By \d+ January 2024/, 'the day by which it is decided');
  const reference = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(confirmation)?.[0] ?? '';
  await amber.press('Copy for the crime system, and printable copy');
  assert.match(await amber.page.locator('#copy').inputValue(), /Quillon/);
  await amber.go(`/sent/${reference}`);
  await amber.press('Neutral card for the person, to print');
  await amber.press('Card with the number only');
  assert.doesNotMatch(await amber.page.locator('body').innerText(), /slavery|referral|exploit|OpenNRM|NRM|police/i, 'the card says nothing of what it is for');
  await walk.house.settled();
  await amber.go('/sent');
  assert.match(await amber.text(), new RegExp(reference));
});

journey('a child is referred without being asked for consent, and the council and a guardian are asked for', async ({ walk, sit }) => {
  const juniper = await sit('practice-juniper');
  await start(juniper, 'School visit');
  await tonight(juniper, childTonight);
  assert.ok(!juniper.seen.some((path) => path.endsWith('/consent')), 'nobody asked for the child’s consent');
  assert.ok(juniper.seen.some((path) => path.endsWith('/child')));
  assert.match(await juniper.text(), /Hackney/);
  await juniper.press('Send the referral');
  await walk.house.settled();
  assert.match(await juniper.text(), /The referral is sent/);
  assert.match(await juniper.text(), /guardian|council/i);
});

journey('who says no is not named: the page says what is destroyed, and nothing of it is left', async ({ walk, sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Front desk');
  await tonight(amber, { ...adultTonight, consent: { consent: 'given' } });
  const base = new URL(amber.page.url()).pathname.replace(/\/check$/, '');
  const id = base.split('/').at(-1) ?? '';
  await amber.go(`${base}/p/name?from=tasks`);
  await amber.answer({ 'given-name': 'Ombra', 'family-name': 'Placeholderton', gender: 'female', 'nationality.0': 'Albanian' });
  await amber.go(`${base}/p/consent?from=check`);
  await amber.answer({ consent: 'refused' });
  assert.match(amber.at(), /notify-what$/);
  await amber.answer({ 'notified-exploitation': ['labour'], 'notified-why': ['fear-of-people', 'family'] });
  await amber.press('What can be sent without a name');
  assert.match(amber.at(), /notify-who$/, 'what is still open is asked first');
  const asked = await amber.tryToAnswer({ 'notified-gender': 'female', 'notified-nationality.0': 'Albanian', 'notified-force': 'Metropolitan Police' });
  assert.equal(asked, 400, 'a name that is not quite one is asked about, not guessed');
  await amber.answer({ 'notified-force.is': 'metropolitan' });
  await amber.go(`${base}/notify`);
  const before = await amber.text();
  assert.match(before, /This is destroyed, for ever, when you send/);
  for (const doomed of [
    'Given name',
    'Family name',
    'Phone number',
    'Town or place where the person is now',
    'Why do you think this person may have been exploited?',
  ]) {
    assert.ok(before.includes(doomed), `${doomed} is not among what is destroyed: ${before}`);
  }
  assert.doesNotMatch(before, /Ombra/, 'the list names questions, it does not repeat the name');
  const tables = await tablesWith(walk.house, id);
  for (const table of ['answer_identity', 'answer_locator', 'answer_narrative', 'answer_safe_contact', 'referral_draft', 'file'])
    assert.ok(tables.includes(table), `${table} holds nothing: ${tables.join(', ')}`);
  await amber.press('Send the notification and destroy the rest');
  const after = await amber.text();
  assert.match(after, /The notification is sent/);
  assert.match(after, /shown once/);
  assert.deepEqual(await tablesWith(walk.house, id), [], 'no row of any table leads to the file');
  await notLeft(amber, base);
});

/** Every table that holds a row of this file, as far as its own team may see. */
async function tablesWith(house: House, file: string): Promise<readonly string[]> {
  return house.kit.db.as(personaOf('practice-amber').actor, 'intake', async (tx) => {
    const places = await tx.query<{ name: string; key: string }>(
      `select t.relname as name, a.attname as key from pg_class t join pg_attribute a on a.attrelid = t.oid
       where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace and a.atttypid = 'uuid'::regtype and has_table_privilege(t.oid, 'select')
         and (a.attname = 'file' or (t.relname = 'file' and a.attname = 'id'))`,
    );
    assert.ok(places.length > 8, `only ${places.length} tables were looked through`);
    const found: string[] = [];
    for (const { name, key } of places) if ((await tx.query(`select from ${name} where ${key} = $1`, [file])).length > 0) found.push(name);
    return found;
  });
}

/** The draft's address leads nowhere, and the shift list does not know it. */
async function notLeft(visit: Visit, base: string): Promise<void> {
  assert.equal(await visit.go(base), 404);
  assert.equal(await visit.go(`${base}/p/name`), 404);
  await visit.go('/referral');
  assert.doesNotMatch(await visit.text(), /Front desk/);
}

journey('tonight’s path on a phone is at most eight pages, each with numbers to ring and nothing to scroll sideways', async ({ sit }) => {
  const amber = await sit('practice-amber', { width: 360, height: 640 });
  await start(amber, '');
  await tonight(amber, { ...adultTonight, danger: { 'danger-now': 'yes' } });
  const pages = new Set(amber.seen.filter((path) => /\/(p\/[a-z-]+|ring)$/.test(path)));
  assert.ok(pages.size <= 8, `${pages.size} pages: ${[...pages].join(', ')}`);
  await amber.press('Send the referral');
  assert.match(await amber.text(), /The referral is sent/);
  assert.match(await amber.text(), /Ring now/);
});
