// The referral room over real HTTP, on both engines: drafts of a team, sending once, a notification that leaves nothing, evidence.
import assert from 'node:assert/strict';
import { purposes } from '#access/purposes.ts';
import { day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Answers } from '#form/question.ts';
import { caseStream } from '#journey/file.ts';
import { history } from '#kit/store/answers.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { counted } from '#kit/store/statistics.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { expiryOf } from '#rooms/referral/expiry.ts';
import { destroyExpired } from '#rooms/referral/expiry-job.ts';
import { referral } from '#rooms/referral/form.ts';
import { openSent, seenUntil } from '#rooms/referral/sent.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, startWalk, visitor, type Walk } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';

async function walking(db: Database, body: (walk: Walk) => Promise<void>): Promise<void> {
  const walk = await startWalk(db);
  try {
    await body(walk);
  } finally {
    await walk.close();
  }
}

async function draftAs({ house: { kit } }: Walk, persona: string, answers: Answers, label = 'Invented'): Promise<FileId> {
  return kit.db.as(personaOf(persona).actor, 'intake', async (tx) => {
    const file = await newDraft(tx, { label, nation: 'england', today: kit.clock.today(), now: kit.clock.now() });
    await keepDraft(tx, file, referral, { answers, origins: {} }, 'en');
    return file;
  });
}

async function someone(walk: Walk, persona: string) {
  const visit = visitor(walk.base);
  await visit.signIn(persona);
  return visit;
}

const stateOf = ({ house: { kit } }: Walk, file: FileId) =>
  kit.db.as(theService, 'identification', async (tx) => (await kit.ledger.load(tx, caseStream, file)).state);

/** Every table that any purpose may read, row by row as text; which of them hold what is looked for. */
async function tablesHolding(db: Database, looked: RegExp, except: readonly string[] = []): Promise<readonly string[]> {
  const names = await db.as(theService, 'operations', (tx) =>
    tx.query<{ name: string }>(`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'keys') order by 1`),
  );
  assert.ok(names.length > 20, 'the scan must see the tables');
  const found = new Set<string>();
  const read = new Set<string>();
  for (const { name } of names) {
    for (const purpose of purposes) {
      try {
        const rows = await db.as(theService, purpose, (tx) => tx.query<{ row: string }>(`select t::text as row from ${name} t`));
        read.add(name);
        if (rows.some(({ row }) => looked.test(row))) found.add(name);
      } catch {
        // This purpose may not read this table.
      }
    }
  }
  const unread = names.map(({ name }) => name).filter((name) => !read.has(name));
  assert.deepEqual(unread, [], 'every table is read under some purpose');
  return [...found].filter((name) => !except.includes(name));
}

onEveryEngine('two clicks on "send" make one referral with one reference, counted once', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', adult);
    const amber = await someone(walk, 'practice-amber');
    const [one, two] = await Promise.all([
      amber.submit(`/drafts/${file}/check`, {}, `/drafts/${file}/send`),
      amber.submit(`/drafts/${file}/check`, {}, `/drafts/${file}/send`),
    ]);
    const again = await amber.submit('/referral', {}, `/drafts/${file}/send`);
    assert.match(one.to ?? '', /^\/sent\/[0-9A-Z-]{14}\?now$/);
    assert.equal(two.to, one.to);
    assert.equal(again.to, one.to);
    await walk.house.settled();
    const rows = await db.as(theService, 'intake', (tx) => counted(tx, file));
    assert.deepEqual(
      rows.filter((row) => row.question === 'exploitation').map((row) => row.code),
      ['labour'],
    );
    assert.equal(rows.filter((row) => row.question === 'referred').length, 1);
    const shown = await amber.go(one.to ?? '');
    assert.match(shown.text, /The referral is sent/);
    assert.match(shown.text, /By 22 January 2024/);
  });
});

onEveryEngine('a notification leaves nothing of what was typed: no answer, file, key, token or reference', async (_t, db) => {
  await walking(db, async (walk) => {
    const typed: Answers = {
      ...adult,
      'given-name': 'Canaryella',
      'family-name': 'Canaryson',
      'crime-reference': 'CANARY/42',
      why: 'Canary account of an invented person.',
      consent: 'refused',
      'notified-exploitation': ['sexual'],
      'notified-why': ['family'],
      'notified-gender': 'female',
      'notified-nationality': ['albanian'],
      'notified-force': ['police-kent'],
    };
    const file = await draftAs(walk, 'practice-amber', typed, 'Canary label');
    const [{ reference } = { reference: '' }] = await db.as(theService, 'intake', (tx) =>
      tx.query<{ reference: string }>('select reference from reference where file = $1', [file]),
    );
    assert.match(reference, /-/);
    const amber = await someone(walk, 'practice-amber');
    const before = await amber.go(`/drafts/${file}/notify`);
    assert.match(before.text, /This is destroyed/);
    assert.match(before.text, /Given name/, 'what goes is named');
    assert.doesNotMatch(before.text, /Canaryella/);
    const sent = await amber.submit(`/drafts/${file}/notify`, {});
    assert.equal(sent.status, 200, sent.text);
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(sent.text)?.[0];
    assert.ok(code, 'the code is shown once');
    assert.deepEqual(await tablesHolding(db, new RegExp(`canary|${reference}|${code}`, 'i')), []);
    // The audit's leaves say that somebody wrote and destroyed a draft; nothing else knows the draft's id.
    assert.deepEqual(await tablesHolding(db, new RegExp(file), ['public.audit_leaf']), []);
    const leaves = await db.as(theService, 'audit', (tx) => tx.query<{ file: string | null; what: string[] }>('select file, what from audit_leaf'));
    assert.ok(leaves.filter((leaf) => leaf.what.includes('wrote:notification')).every((leaf) => leaf.file === null));
    const [row] = await db.as(theService, 'intake', (tx) =>
      tx.query('select nation, month, force, gender, nationalities, exploitation, why, organisation, team from notification'),
    );
    assert.deepEqual(row, {
      nation: 'england',
      month: '2024-01',
      force: 'police-kent',
      gender: 'female',
      nationalities: ['albanian'],
      exploitation: ['sexual'],
      why: ['family'],
      organisation: 'police-metropolitan',
      team: '',
    });
    assert.equal((await amber.go(`/drafts/${file}`)).status, 404);
    assert.equal((await amber.submit('/referral', {}, `/drafts/${file}/notify`)).status, 404, 'a second press sends nothing');
    assert.equal((await db.as(theService, 'statistics', (tx) => tx.query(`select from statistic where question = 'notified'`))).length, 1);

    const later = await sendAs(walk.house, 'practice-amber', {
      ...adult,
      earlier: 'yes',
      'earlier-reports': [{ what: 'notification', quoted: code.toLowerCase() }],
    });
    const joined = await db.as(theService, 'intake', (tx) => tx.query('select notification from notification_quoted where file = $1', [later.file]));
    assert.equal(joined.length, 1, 'a later referral that quotes the code is joined to it');
  });
});

onEveryEngine('without an adult’s yes nothing is sent, and the page says why with its rule', async (_t, db) => {
  await walking(db, async (walk) => {
    const amber = await someone(walk, 'practice-amber');
    for (const [consent, words] of [
      ['not-yet-asked', /has not been asked yet/],
      ['cannot-decide', /cannot decide just now/],
    ] as const) {
      const file = await draftAs(walk, 'practice-amber', { ...adult, consent });
      const answer = await amber
        .submit(`/drafts/${file}`, {}, `/drafts/${file}/send`)
        .then(async (first) => (first.status === 409 ? first : amber.submit('/referral', {}, `/drafts/${file}/send`)));
      assert.equal(answer.status, 409);
      assert.match(answer.text, words);
      assert.match(answer.text, /Rule: .*Source: /s);
      assert.equal((await stateOf(walk, file)).exists, false);
      assert.equal((await amber.go(`/drafts/${file}`)).status, 200, 'the draft is kept');
    }
  });
});

onEveryEngine('where there is no duty to notify, nothing is sent and nothing is destroyed', async (_t, db) => {
  await walking(db, async (walk) => {
    const refused: Answers = {
      ...adult,
      consent: 'refused',
      'notified-exploitation': ['labour'],
      'notified-why': ['other'],
      'notified-gender': 'male',
      'notified-nationality': ['albanian'],
      'notified-force': ['police-kent'],
    };
    const scotland = await draftAs(walk, 'practice-amber', { ...refused, nation: 'scotland' });
    const amber = await someone(walk, 'practice-amber');
    assert.match((await amber.submit('/referral', {}, `/drafts/${scotland}/notify`)).text, /no duty to notify/);
    const charity = await draftAs(walk, 'practice-saffron', refused);
    const saffron = await someone(walk, 'practice-saffron');
    const answer = await saffron.go(`/drafts/${charity}/notify`);
    assert.equal(answer.status, 409);
    assert.match(answer.text, /no duty to notify/);
    assert.equal((await db.as(theService, 'intake', (tx) => tx.query('select from notification'))).length, 0);
    assert.equal((await saffron.go(`/drafts/${charity}`)).status, 200);
  });
});

onEveryEngine('a draft is its team’s: the supervisor is alarmed by danger, another force sees nothing', async (_t, db) => {
  await walking(db, async (walk) => {
    const amber = await someone(walk, 'practice-amber');
    const begun = await amber.submit('/referral', { label: 'Cell 4' });
    const file = /drafts\/([0-9a-f-]{36})/.exec(begun.to ?? '')?.[1] ?? '';
    const said = await amber.submit(
      `/drafts/${file}/p/danger?from=tonight`,
      { 'danger-now': 'yes', nation: 'england', from: 'tonight', do: 'save' },
      `/drafts/${file}/p/danger`,
    );
    assert.match(said.to ?? '', /\/ring\?next=/, 'the numbers come first');
    assert.match((await amber.go(said.to ?? '')).text, /999/);
    const copper = await someone(walk, 'practice-copper');
    const list = await copper.go('/referral');
    assert.match(list.text, /Danger now, in a referral not sent yet/);
    assert.match(list.text, /Cell 4/);
    assert.equal((await copper.submit('/referral', {}, `/drafts/${file}/seen`)).status, 303);
    const after = await copper.go('/referral');
    assert.doesNotMatch(after.text, /in a referral not sent yet/);
    assert.match(after.text, /Seen by Practice Sergeant Copper/);
    const slate = await someone(walk, 'practice-slate');
    assert.doesNotMatch((await slate.go('/referral')).text, /Cell 4/);
    for (const path of ['', '/p/danger', '/check', '/notify', '/evidence', '/delete', '/hand-over', '/ring']) {
      assert.equal((await slate.go(`/drafts/${file}${path}`)).status, 404, path);
    }
    assert.equal((await slate.submit('/referral', {}, `/drafts/${file}/send`)).status, 404);
    assert.equal((await slate.submit('/referral', {}, `/drafts/${file}/delete`)).status, 404);
    assert.equal((await copper.go(`/drafts/${file}`)).status, 200);
    assert.equal((await copper.submit(`/drafts/${file}/hand-over`, { to: 'practice-amber' })).status, 303);
    assert.match((await amber.go('/referral')).text, /Handed to Practice Officer Amber/);
  });
});

onEveryEngine('a draft that nobody wrote to for 28 days is warned of, and then destroyed', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', { ...adult, why: 'Canary account.' });
    const { kit } = walk.house;
    const warned = (on: string) => expiryOf(kit.law, 'england', day('2024-01-15'), day(on))?.warn;
    assert.deepEqual([warned('2024-02-04'), warned('2024-02-05')], [false, true]);
    assert.equal(await destroyExpired(kit, day('2024-02-12')), 0, 'on its last day it is still there');
    assert.equal(await destroyExpired(kit, day('2024-02-13')), 1);
    assert.equal(await destroyExpired(kit, day('2024-02-13')), 0);
    assert.deepEqual(await tablesHolding(db, new RegExp(`Canary|${file}`), ['public.audit_leaf']), []);
  });
});

onEveryEngine('a birth date that contradicts "under 18" is said beside the field, and nothing typed is lost', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', { nation: 'england' });
    const amber = await someone(walk, 'practice-amber');
    const wrong = await amber.submit(
      `/drafts/${file}/p/age?from=tonight`,
      { age: 'child', 'birth-date.day': '1', 'birth-date.month': '2', 'birth-date.year': '1990', from: 'tonight', do: 'save' },
      `/drafts/${file}/p/age`,
    );
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /makes the person 18 or over, but you said under 18/);
    assert.match(wrong.text, /value="1990"/);
  });
});

onEveryEngine('after sending: a stale page shows what was typed, and what is added is a further version', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', adult);
    const amber = await someone(walk, 'practice-amber');
    const page = await amber.go(`/drafts/${file}/p/why?from=tasks`);
    assert.equal(page.status, 200);
    const sent = await amber.submit(`/drafts/${file}/check`, {}, `/drafts/${file}/send`);
    await walk.house.settled();
    const at = (sent.to ?? '').replace('?now', '');
    const stale = await amber.submit('/referral', { why: 'Typed in an old tab.', from: 'tasks', do: 'save' }, `/drafts/${file}/p/why`);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /Typed in an old tab\./);
    assert.equal((await amber.go(`/drafts/${file}/p/why`)).to, at);

    const added = await amber.submit(
      `${at}/p/place?from=tasks`,
      {
        'where-now': 'Invented Town',
        'still-held': 'no',
        needs: 'court',
        'court-date.day': '1',
        'court-date.month': '2',
        'court-date.year': '2024',
        from: 'tasks',
        do: 'save',
      },
      `${at}/p/place`,
    );
    assert.equal(added.to, `${at}?added`, added.text);
    const state = await stateOf(walk, file);
    assert.deepEqual(state.needs, ['court']);
    const versions = await db.as(theService, 'intake', (tx) => history(tx, file, ['administrative']));
    assert.deepEqual(
      versions.filter((one) => one.question === 'needs').map((one) => [one.version, one.value]),
      [
        [1, ['none-of-these']],
        [2, ['court']],
      ],
    );

    const kinds = await amber.submit(`${at}/p/why?from=tasks`, { exploitation: 'sexual', why: String(adult['why']), from: 'tasks', do: 'save' }, `${at}/p/why`);
    assert.equal(kinds.to, `${at}?added`, kinds.text);
    const rows = await db.as(theService, 'intake', (tx) => counted(tx, file));
    assert.deepEqual(
      rows.filter((row) => row.question === 'exploitation'),
      [{ question: 'exploitation', code: 'sexual', validFrom: '2024-01-15' }],
    );

    const back = await amber.submit(at, {}, `${at}/recall`);
    assert.equal(back.status, 303, back.text);
    assert.equal((await stateOf(walk, file)).decision.ended, 'recalled');
    assert.equal((await amber.go(`${at}/p/place?from=tasks`)).status, 409, 'nothing is added to what was taken back');
  });
});

onEveryEngine('an immigration body sees its receipt and questions only, another force nothing, and after two years nobody anything', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-flint');
    const flint = await someone(walk, 'practice-flint');
    const shown = await flint.go(`/sent/${reference}`);
    assert.equal(shown.status, 200);
    assert.doesNotMatch(shown.text, /Where it is<|Result</);
    assert.match(shown.text, /Questions for you/);
    assert.equal((await flint.go(`/sent/${reference}/p/why?from=tasks`)).status, 404, 'what it wrote is not shown to it again');
    assert.equal(seenUntil(walk.house.kit.law, day('2024-01-15'), 'england'), '2026-01-14');
    const actor = personaOf('practice-flint').actor;
    const onDay = (on: string) =>
      walk.house.kit.db.as(actor, 'intake', (tx) => openSent({ kit: walk.house.kit, form: referral, colleagues: [] }, tx, reference, day(on)));
    assert.ok(await onDay('2026-01-14'));
    assert.equal(await onDay('2026-01-15'), undefined);
    const police = await sendAs(walk.house, 'practice-amber');
    const amber = await someone(walk, 'practice-amber');
    assert.match((await amber.go(`/sent/${police.reference}`)).text, /Where it is/);
    for (const path of ['', '/copy', '/copy.txt', '/card', '/evidence', '/add', '/p/place'])
      assert.equal((await amber.go(`/sent/${reference}${path}`)).status, 404, path);
  });
});

onEveryEngine('evidence: a file that lies about its kind is refused, and an unlawful image is opened by nobody again', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const amber = await someone(walk, 'practice-amber');
    const at = `/sent/${reference}/evidence`;
    const token = /name="_csrf" value="([^"]+)"/.exec((await amber.go(at)).text)?.[1] ?? '';
    const upload = (bytes: Uint8Array, name: string, what: string) => {
      const form = new FormData();
      form.set('_csrf', token);
      form.set('what', what);
      form.set('file', new Blob([Buffer.from(bytes)]), name);
      return amber.go(at, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
    };
    const lying = await upload(new Uint8Array([0x4d, 0x5a, 0x90, 0, 1, 2, 3]), 'holiday.png', 'Picture');
    assert.equal(lying.status, 400);
    assert.match(lying.text, /not a kind of file we can keep/);
    assert.equal((await upload(new Uint8Array(), 'empty.png', '')).status, 400);
    const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
    assert.equal((await upload(pixel, '../../evil.html', 'Letter from school')).status, 303);
    const list = await amber.go(at);
    assert.match(list.text, /Letter from school\.png/);
    assert.doesNotMatch(list.text, /evil|<img/);
    const id = new RegExp(`${at}/([0-9a-f-]{36})"`).exec(list.text)?.[1] ?? '';
    assert.match((await amber.go(`${at}/${id}`)).text, /nrm-picture__image/, 'blurred until asked for');
    assert.equal((await amber.go(`${at}/${id}/file`)).headers.get('content-type'), 'image/png');
    assert.match((await amber.submit(`${at}/${id}`, {}, `${at}/${id}/stop`)).text, /Ring the police now/);
    for (const path of ['', '/file']) assert.equal((await amber.go(`${at}/${id}${path}`)).status, 404);
    assert.equal((await amber.submit(at, {}, `${at}/${id}/handed-over`)).status, 303);
    assert.deepEqual(
      (await stateOf(walk, file)).evidence.map((one) => one.state),
      ['handed-over'],
    );
  });
});
