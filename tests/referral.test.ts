// The referral room over real HTTP, on both engines: drafts of a team, sending once, a notification that leaves nothing, evidence.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Answers } from '#form/question.ts';
import { current, history, saveDraft } from '#kit/store/answers.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { keepEdition } from '#kit/store/editions.ts';
import type { Job } from '#kit/store/jobs.ts';
import { counted } from '#kit/store/statistics.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { expiryOf } from '#rooms/referral/expiry.ts';
import { destroyExpired } from '#rooms/referral/expiry-job.ts';
import { referral } from '#rooms/referral/form.ts';
import { openSent } from '#rooms/referral/sent.ts';
import { seenUntil } from '#kit/referrer-sees.ts';
import { notificationJobs } from '#rooms/referral/notification-job.ts';
import { newDraft, wrote } from '#rooms/referral/store.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { past } from '#tests/at-large.ts';
import { adult, sendAs, sit, stateOf, visitor, walking, type Walk } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';

async function draftAs({ house: { kit } }: Walk, persona: string, answers: Answers, label = 'Invented'): Promise<FileId> {
  return kit.db.as(personaOf(persona).actor, 'intake', async (tx) => {
    const file = await newDraft(tx, { label, nation: 'england', today: kit.clock.today(), now: kit.clock.now() });
    await keepDraft(tx, file, referral, { answers, origins: {} }, 'en');
    return file;
  });
}

const pixel = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function upload(visit: ReturnType<typeof visitor>, at: string, bytes: Uint8Array, name: string, what: string, type = '', page?: string) {
  const form = new FormData();
  const shown = page ?? (await visit.go(at)).text;
  for (const field of ['_csrf', 'once']) form.set(field, new RegExp(`name="${field}" value="([^"]+)"`).exec(shown)?.[1] ?? '');
  form.set('what', what);
  form.set('file', new Blob([Buffer.from(bytes)], { type }), name);
  return visit.go(at, { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
}

/** Every table, row by row as text, past every policy; which of them hold what is looked for. */
async function tablesHolding(db: Database, looked: RegExp, except: readonly string[] = []): Promise<readonly string[]> {
  const names = await past<{ name: string }>(
    db,
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'keys') order by 1`,
  );
  assert.ok(names.length > 20, 'the scan must see the tables');
  const found: string[] = [];
  for (const { name } of names) {
    const rows = await past<{ row: string }>(db, `select t::text as row from ${name} t`);
    if (rows.some(({ row }) => looked.test(row))) found.push(name);
  }
  return found.filter((name) => !except.includes(name));
}

onEveryEngine('two clicks on "send" make one referral with one reference, counted once', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', adult);
    const amber = await sit(walk, 'practice-amber');
    const [one, two] = await Promise.all([
      amber.submit(`/drafts/${file}/check`, {}, `/drafts/${file}/send`),
      amber.submit(`/drafts/${file}/check`, {}, `/drafts/${file}/send`),
    ]);
    const again = await amber.submit('/referral', {}, `/drafts/${file}/send`);
    assert.match(one.to ?? '', /^\/sent\/[0-9A-Z-]{14}\?now$/);
    assert.equal(two.to, one.to);
    assert.equal(again.to, one.to);
    await walk.house.settled();
    const rows = await db.as(personaOf('practice-amber').actor, 'intake', (tx) => counted(tx, file));
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
    const [{ reference } = { reference: '' }] = await past<{ reference: string }>(db, 'select reference from reference where file = $1', [file]);
    assert.match(reference, /-/);
    const amber = await sit(walk, 'practice-amber');
    const before = await amber.go(`/drafts/${file}/notify`);
    assert.match(before.text, /This is destroyed/);
    assert.match(before.text, /Given name/, 'what goes is named');
    assert.doesNotMatch(before.text, /Canaryella/);
    const sent = await amber.submit(`/drafts/${file}/notify`, {});
    assert.equal(sent.status, 200, sent.text);
    // Bounded on both sides: the middle of a random id whose digits happen to be no letters looks like a code.
    const code = /(?<![\w-])[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}(?![\w-])/.exec(sent.text)?.[0];
    assert.ok(code, 'the code is shown once');
    await walk.house.settled();
    assert.deepEqual(await tablesHolding(db, new RegExp(`canary|${reference}|${code}`, 'i')), []);
    // The audit's leaves say that somebody wrote and destroyed a draft; nothing else knows the draft's id.
    assert.deepEqual(await tablesHolding(db, new RegExp(file), ['public.audit_leaf']), []);
    const [row] = await past(db, 'select nation, month, force, gender, nationalities, exploitation, why, organisation, team from notification');
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
    assert.match(before.text, /This stays/, 'and what is left is said');

    const later = await sendAs(walk.house, 'practice-amber', {
      ...adult,
      earlier: 'yes',
      'earlier-reports': [{ what: 'notification', quoted: code.toLowerCase() }],
    });
    const joined = await past(db, 'select notification from notification_quoted where file = $1', [later.file]);
    assert.equal(joined.length, 1, 'a later referral that quotes the code is joined to it');
  });
});

type Leaf = { readonly at: string; readonly actor: string; readonly file: string | null; readonly what: readonly string[] };
const leavesIn = (db: Database) => db.as(theService, 'audit', (tx) => tx.query<Leaf>('select at::text, actor, file, what from audit_leaf order by at'));

const unnamed: Answers = {
  ...adult,
  consent: 'refused',
  'notified-exploitation': ['labour', 'domestic'],
  'notified-why': ['family'],
  'notified-gender': 'female',
  'notified-nationality': ['albanian', 'uk'],
  'notified-force': ['police-kent'],
};

onEveryEngine('a notification leaves no trail of person or hour: its draft ends like any other, and it is counted in the night', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const sent = await draftAs(walk, 'practice-amber', unnamed);
    const deleted = await draftAs(walk, 'practice-amber', unnamed);
    const amber = await sit(walk, 'practice-amber');
    const earlier = (await leavesIn(db)).length;
    assert.equal((await amber.submit('/referral', {}, `/drafts/${sent}/notify`)).status, 200);
    assert.equal((await amber.submit('/referral', {}, `/drafts/${deleted}/delete`)).status, 303);
    await walk.house.settled();
    const leaves = (await leavesIn(db)).slice(earlier);
    const of = (file: string) => leaves.filter((leaf) => leaf.file === file).map((leaf) => leaf.what);
    assert.deepEqual(of(sent), of(deleted), 'whether a notification came of a draft does not show');
    assert.ok(of(sent).some((what) => what.includes('destroyed:draft')));
    assert.equal(leaves.filter((leaf) => leaf.what.includes('wrote:notification')).length, 0, 'no leaf of the hour speaks of a notification');
    assert.equal((await past(db, 'select 1 from notification')).length, 1, 'it is written');
    const statistics = () =>
      db.as(theService, 'statistics', (tx) =>
        tx.query<{ question: string; code: string; organisation: string; team: string }>(
          `select question, code, organisation, team from statistic where question like 'notified%' order by question, code`,
        ),
      );
    assert.deepEqual(await statistics(), []);
    const jobs = await db.as(theService, 'operations', (tx) =>
      tx.query<Job & { organisation: string; team: string; later: boolean }>(
        `select id, name, file, number, needs, tries, organisation, team, run_at >= (date_trunc('day', now() at time zone 'Europe/London') + interval '1 day') at time zone 'Europe/London' as later
         from job where name like 'notification%'`,
      ),
    );
    const [job] = jobs;
    assert.ok(job && jobs.length === 1);
    assert.deepEqual([job.name, job.organisation, job.team, job.later], ['notification-counted', 'service', 'service', true]);
    const handler = notificationJobs(kit)['notification-counted'];
    assert.ok(handler && 'run' in handler);
    await handler.run(job);
    const rows = await statistics();
    assert.deepEqual(
      rows.map((row) => `${row.question}=${row.code}`),
      [
        'notified=england',
        'notified-exploitation=domestic',
        'notified-exploitation=labour',
        'notified-force=police-kent',
        'notified-gender=female',
        'notified-nationality-1=albanian',
        'notified-nationality-2=uk',
        'notified-responder=police-metropolitan',
        'notified-why=family',
      ],
    );
    assert.ok(rows.every((row) => row.organisation === 'service' && row.team === 'service'));
    const written = (await leavesIn(db)).filter((leaf) => leaf.what.includes('wrote:notification'));
    assert.deepEqual(
      written.map((leaf) => leaf.file),
      [null],
    );
    const left = await db.as(theService, 'operations', (tx) => tx.query(`select from job where name like 'notification%'`));
    assert.equal(left.length, 0, 'nor does the work itself leave a row');
  });
});

onEveryEngine('without an adult’s yes nothing is sent, and the page says why with its rule', async (_t, db) => {
  await walking(db, async (walk) => {
    const amber = await sit(walk, 'practice-amber');
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
    const amber = await sit(walk, 'practice-amber');
    assert.match((await amber.submit('/referral', {}, `/drafts/${scotland}/notify`)).text, /no duty to notify/);
    const charity = await draftAs(walk, 'practice-saffron', refused);
    const saffron = await sit(walk, 'practice-saffron');
    const answer = await saffron.go(`/drafts/${charity}/notify`);
    assert.equal(answer.status, 409);
    assert.match(answer.text, /no duty to notify/);
    assert.equal((await past(db, 'select 1 from notification')).length, 0);
    assert.equal((await saffron.go(`/drafts/${charity}`)).status, 200);
  });
});

onEveryEngine('a draft is its team’s: the supervisor is alarmed by danger, another force sees nothing', async (_t, db) => {
  await walking(db, async (walk) => {
    const amber = await sit(walk, 'practice-amber');
    const begun = await amber.submit('/referral', { label: 'Cell 4' });
    const file = /drafts\/([0-9a-f-]{36})/.exec(begun.to ?? '')?.[1] ?? '';
    const said = await amber.submit(
      `/drafts/${file}/p/danger?from=tonight`,
      { 'danger-now': 'yes', nation: 'england', from: 'tonight', do: 'save' },
      `/drafts/${file}/p/danger`,
    );
    assert.match(said.to ?? '', /\/ring\?next=/, 'the numbers come first');
    assert.match((await amber.go(said.to ?? '')).text, /999/);
    const copper = await sit(walk, 'practice-copper');
    const list = await copper.go('/referral');
    assert.match(list.text, /Danger now, in a referral not sent yet/);
    assert.match(list.text, /Cell 4/);
    for (const path of ['/sent', '/law', '/no-such-page', `/drafts/${file}/no-such-page`]) {
      assert.match((await copper.go(path)).text, /nrm-alarm.*href="\/referral#alarm">Danger now, in one referral not sent yet/s, `the alarm on ${path}`);
    }
    assert.doesNotMatch((await amber.go('/sent')).text, /nrm-alarm/, 'it is the supervisor who is alarmed');
    assert.equal((await copper.submit('/referral', {}, `/drafts/${file}/seen`)).status, 303);
    const after = await copper.go('/referral');
    assert.doesNotMatch(after.text, /in a referral not sent yet/);
    assert.match(after.text, /Seen by Practice Sergeant Copper/);
    assert.doesNotMatch((await copper.go('/sent')).text, /nrm-alarm/, 'what was seen alarms nobody');
    const slate = await sit(walk, 'practice-slate');
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
    const amber = await sit(walk, 'practice-amber');
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
    const amber = await sit(walk, 'practice-amber');
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
    const versions = await db.as(personaOf('practice-amber').actor, 'intake', (tx) => history(tx, file, ['administrative']));
    assert.deepEqual(
      versions.filter((one) => one.question === 'needs').map((one) => [one.version, one.value]),
      [
        [1, ['none-of-these']],
        [2, ['court']],
      ],
    );

    const kinds = await amber.submit(`${at}/p/why?from=tasks`, { exploitation: 'sexual', why: String(adult['why']), from: 'tasks', do: 'save' }, `${at}/p/why`);
    assert.equal(kinds.to, `${at}?added`, kinds.text);
    const rows = await db.as(personaOf('practice-amber').actor, 'intake', (tx) => counted(tx, file));
    assert.deepEqual(
      rows.filter((row) => row.question === 'exploitation'),
      [{ question: 'exploitation', code: 'sexual', validFrom: '2024-01-15' }],
    );

    assert.match((await amber.go(`${at}/add`)).text, /When the person was born/);
    const born = { 'birth-date.day': '3', 'birth-date.month': '4', 'birth-date.year': '1990', from: 'tasks', do: 'save' };
    const later = await amber.submit(`${at}/p/birth?from=tasks`, born, `${at}/p/birth`);
    assert.equal(later.to, `${at}?added`, later.text);
    const named = await db.as(personaOf('practice-amber').actor, 'intake', (tx) => history(tx, file, ['identity']));
    assert.deepEqual(
      named.filter((one) => one.question === 'birth-date').map((one) => one.value),
      ['1990-04-03'],
    );
    assert.equal((await stateOf(walk, file)).age, 'adult', 'and changes nobody’s age');
    assert.equal((await amber.go(`${at}/p/age?from=tasks`)).status, 404, 'age itself is changed by who decides');

    const back = await amber.submit(at, {}, `${at}/recall`);
    assert.equal(back.status, 303, back.text);
    assert.equal((await stateOf(walk, file)).decision.ended, 'recalled');
    assert.equal((await amber.go(`${at}/p/place?from=tasks`)).status, 409, 'nothing is added to what was taken back');
  });
});

onEveryEngine('a referral is taken back until a caseworker has it: then the page says why not, and how to tell them of a mistake', async (_t, db) => {
  await walking(db, async (walk) => {
    const [early, late] = [await sendAs(walk.house, 'practice-amber', adult), await sendAs(walk.house, 'practice-amber', adult)];
    const [amber, birch] = [visitor(walk.base), visitor(walk.base)];
    await amber.signIn('practice-amber');
    await birch.signIn('practice-birch');
    const open = await amber.go(`/sent/${late.reference}`);
    assert.match(open.text, /Take the referral back/);
    assert.equal((await birch.submit(`/case/${late.reference}/acts`, { to: 'practice-birch' }, `/case/${late.reference}/allocate`)).status, 303);
    const refused = await amber.submit(`/sent/${late.reference}`, {}, `/sent/${late.reference}/recall`);
    assert.equal(refused.status === 303, false, 'the page was open while somebody took it');
    assert.match(refused.text, /A caseworker already has this referral/);
    assert.match(refused.text, /consent-wrong/, 'and what can be done instead');
    assert.equal((await stateOf(walk, late.file)).decision.ended, null);
    assert.equal((await amber.submit(`/sent/${early.reference}`, {}, `/sent/${early.reference}/recall`)).status, 303);
    assert.match((await amber.go(`/sent/${early.reference}`)).text, /Taken back by you/);
    assert.doesNotMatch((await birch.go('/desk?view=all')).text, new RegExp(early.reference), 'it leaves the worklist');
  });
});

onEveryEngine('an immigration body sees its receipt and questions only, another force nothing, and after two years nobody anything', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-flint');
    const flint = await sit(walk, 'practice-flint');
    const shown = await flint.go(`/sent/${reference}`);
    assert.equal(shown.status, 200);
    assert.doesNotMatch(shown.text, /Where it is<|Result</);
    assert.match(shown.text, /Questions for you/);
    assert.match(shown.text, /By 22 January 2024/, 'its receipt');
    assert.equal((await flint.go(`/sent/${reference}/p/why?from=tasks`)).status, 404, 'what it wrote is not shown to it again');
    for (const path of ['/copy', '/copy.txt']) assert.equal((await flint.go(`/sent/${reference}${path}`)).status, 404, path);
    const added = await upload(flint, `/sent/${reference}/evidence`, Buffer.from('An invented note.'), 'note.txt', 'Note from the desk');
    assert.equal(added.status, 303, 'it may add');
    const shelf = await flint.go(`/sent/${reference}/evidence`);
    assert.equal(shelf.status, 200);
    assert.match(shelf.text, /Add the file/);
    assert.doesNotMatch(shelf.text, /Note from the desk/, 'and is shown no list');
    const [document] = await past<{ id: string }>(db, 'select id from document');
    for (const path of ['', '/file']) assert.equal((await flint.go(`/sent/${reference}/evidence/${document?.id ?? ''}${path}`)).status, 404, path);
    for (const act of ['stop', 'remove', 'handed-over']) {
      assert.equal((await flint.submit('/referral', {}, `/sent/${reference}/evidence/${document?.id ?? ''}/${act}`)).status, 404, act);
    }
    const more = await flint.go(`/sent/${reference}/add`);
    assert.doesNotMatch(more.text, /Something is there|Invented Town/);
    assert.doesNotMatch((await flint.go(`/sent/${reference}/card`)).text, /Invented Town|07700/);
    assert.equal(seenUntil(walk.house.kit.law, day('2024-01-15'), 'england'), '2026-01-14');
    const actor = personaOf('practice-flint').actor;
    const onDay = (on: string) =>
      walk.house.kit.db.as(actor, 'intake', (tx) => openSent({ kit: walk.house.kit, form: referral, colleagues: [] }, tx, reference, day(on)));
    assert.ok(await onDay('2026-01-14'));
    assert.equal(await onDay('2026-01-15'), undefined);
    const police = await sendAs(walk.house, 'practice-amber');
    const amber = await sit(walk, 'practice-amber');
    assert.match((await amber.go(`/sent/${police.reference}`)).text, /Where it is/);
    for (const path of ['', '/copy', '/copy.txt', '/card', '/evidence', '/add', '/p/place'])
      assert.equal((await amber.go(`/sent/${reference}${path}`)).status, 404, path);
  });
});

/** What is answered now on the side of who decides. */
const decidersAnswers = async (db: Database, file: FileId): Promise<Answers> =>
  Object.fromEntries(
    (
      await db.as(personaOf('practice-birch').actor, 'identification', (tx) => current(tx, file, ['administrative', 'safe-contact', 'locator', 'immigration']))
    ).map((one) => [one.question, one.value]),
  );

/** A page without what differs between any two visits: the referral's own number and the marks of the session. */
const withoutMarks = (text: string, reference: string): string =>
  text
    .replaceAll(reference, 'REFERENCE')
    .replace(/name="(_csrf|once)" value="[^"]*"/g, '')
    .replace(/nonce(="|-)[^"' ]*/g, '');

const told: Answers = {
  ...adult,
  'danger-now': 'yes',
  contact: 'someone-else',
  'contact-someone': 'Canary sister',
  'contact-phone': '07700 900999',
  'contact-rules': 'Canary: never text.',
  'where-now': 'Canary Town',
  council: ['E09000012'],
  'still-held': 'yes',
  needs: ['arrested', 'court'],
  'court-date': '2024-02-27',
};
const { 'contact-phone': _phone, ...withoutPhone } = adult;
const unsaid: Answers = {
  ...withoutPhone,
  contact: 'no-safe-way',
  'contact-checked': { none: 'not-asked' },
  'where-now': { none: 'not-known' },
  needs: { none: 'not-asked' },
};
const blankPages = ['danger', 'place', 'safe-contact'];

onEveryEngine('who read a draft through sends what they read: a colleague’s later word is read first', async (_t, db) => {
  await walking(db, async (walk) => {
    const file = await draftAs(walk, 'practice-amber', adult, 'Canary label');
    const amber = await sit(walk, 'practice-amber');
    const seen = /name="seen" value="(\d+)"/.exec((await amber.go(`/drafts/${file}/check`)).text)?.[1] ?? '';
    assert.match(seen, /^\d+$/);
    await walk.house.kit.db.as(personaOf('practice-amber').actor, 'intake', async (tx) => {
      const { kit } = walk.house;
      await keepDraft(tx, file, referral, { answers: { 'danger-now': 'yes' }, origins: {} }, 'en');
      await wrote(tx, file, { danger: true, nation: 'england', today: kit.clock.today(), now: kit.clock.now(), notice: undefined });
    });
    const stale = await amber.submit(`/drafts/${file}/check`, { seen }, `/drafts/${file}/send`);
    assert.equal(stale.status, 409);
    assert.match(stale.text, /wrote to this draft a moment ago/);
    const fresh = /name="seen" value="(\d+)"/.exec((await amber.go(`/drafts/${file}/check`)).text)?.[1] ?? '';
    assert.equal((await amber.submit(`/drafts/${file}/check`, { seen: fresh }, `/drafts/${file}/send`)).status, 303);
    const gone = await draftAs(walk, 'practice-amber', { ...adult, 'contact-until': '2024-01-14' }, 'Canary label');
    const late = await amber.submit(`/drafts/${gone}/check`, {}, `/drafts/${gone}/send`);
    assert.equal(late.status, 409);
    assert.match(late.text, /does not fit any more/);
  });
});

onEveryEngine('an immigration body can say that something changed, on pages that show nothing of what anybody wrote', async (_t, db) => {
  await walking(db, async (walk) => {
    const sent = await sendAs(walk.house, 'practice-flint', told);
    const other = await sendAs(walk.house, 'practice-flint', unsaid);
    const flint = await sit(walk, 'practice-flint');
    /** The answer to one request about both referrals: whatever was said of either, the two must read the same. */
    const alike = async (path: string, fields?: Readonly<Record<string, string>>) => {
      const [one, two] = await Promise.all(
        [sent, other].map(async ({ reference }) => {
          const at = `/sent/${reference}`;
          const answer = fields ? await flint.submit(at, fields, `${at}${path}`) : await flint.go(`${at}${path}`);
          return { ...answer, text: withoutMarks(answer.text, reference), to: answer.to?.replace(reference, 'REFERENCE') };
        }),
      );
      assert.ok(one && two);
      assert.deepEqual([one.status, one.to, one.text], [two.status, two.to, two.text], path);
      assert.doesNotMatch(one.text, /Canary Town|Canary sister|Canary: never|900999|Hackney|value="27"/, path);
      return one;
    };
    const start = await alike('');
    assert.match(start.text, /Something changed\? Tell us/);
    for (const id of blankPages) {
      assert.match(start.text, new RegExp(`href="/sent/REFERENCE/p/${id}[?"]`));
      const shown = await alike(`/p/${id}?from=tasks`);
      assert.equal(shown.status, 200, id);
      assert.match(shown.text, /This page starts empty: your organisation cannot read the file back/);
      assert.match(shown.text, /What you write here takes the place of what was said before/);
      assert.doesNotMatch(shown.text, / checked|<input[^>]*type="(?:text|tel)"[^>]* value="[^"]|Not known<|You said there is danger/, id);
    }
    const typed = { from: 'tasks', do: 'save' };
    for (const [page, fields] of [
      ['/p/place', { ...typed, 'court-date.day': '31', 'court-date.month': '2', 'court-date.year': '2024' }],
      ['/p/safe-contact', { ...typed, 'contact-checked': 'yes' }],
      ['/p/safe-contact', { ...typed, 'contact-phone': 'no number' }],
      ['/p/safe-contact', { ...typed, 'contact.none': 'not-known' }],
    ] as const)
      assert.equal((await alike(page, fields)).status, 400, page);
    const old = await alike('/p/place', { ...typed, seen: '0123456789abcdef', 'where-now': 'Typed in an old tab' });
    assert.equal(old.status, 409);
    const saved = await alike('/p/place', { ...typed, 'where-now': 'Canary Town', needs: 'detained' });
    assert.equal(saved.to, '/sent/REFERENCE?added');
    await walk.house.settled();
    for (const path of ['', '?added', '/add', '/card', '/card.txt', '/evidence', ...blankPages.map((id) => `/p/${id}?from=tasks`)]) await alike(path);
    for (const path of ['/check', '/tonight', '/copy', '/copy.txt', '/p/why', '/p/alone']) assert.equal((await alike(path)).status, 404, path);
    assert.match((await alike('?added')).text, /Thank you\. Whatever you wrote is with who decides\./);
    assert.doesNotMatch((await alike('/add')).text, /Something is there/);
    assert.doesNotMatch((await flint.go('/sent')).text, /Canary|900999/);
    for (const path of ['', '/held', '/questions']) assert.equal((await flint.go(`/case/${sent.reference}${path}`)).status, 404, 'no timeline');
    const draft = await flint.submit('/referral', { 'where-now': 'In a tab from before sending', ...typed }, `/drafts/${sent.file}/p/place`);
    assert.deepEqual([draft.status, /Canary|Detained/i.test(draft.text)], [409, false], 'a tab from before sending shows what is typed in it and no more');

    const oak = await sit(walk, 'practice-oak');
    const token = /nrm_[\w-]{43}/.exec((await oak.submit('/tokens', { person: 'practice-flint' })).text)?.[0] ?? '';
    const read = await fetch(`${walk.base}/api/v1/referrals/${sent.reference}`, { headers: { authorization: `Bearer ${token}` } });
    assert.deepEqual(Object.keys((await read.json()) as object).toSorted(), ['questionsOpen', 'reference', 'sent']);
  });
});

onEveryEngine('what an immigration body writes anew reaches who decides, and what it leaves empty stays as it was', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-flint', { ...told, 'danger-now': 'no' });
    const flint = await sit(walk, 'practice-flint');
    const birch = await sit(walk, 'practice-birch');
    const write = async (page: string, fields: Readonly<Record<string, string>>) => {
      const answer = await flint.submit(`/sent/${reference}/p/${page}`, { from: 'tasks', do: 'save', ...fields });
      await walk.house.settled();
      return answer;
    };
    const kept = async (...questions: readonly string[]) => {
      const answers = await decidersAnswers(db, file);
      return questions.map((id) => answers[id]);
    };
    const events = async () => (await stateOf(walk, file)).past.length;
    const before = await events();
    for (const page of blankPages) assert.equal((await write(page, {})).to, `/sent/${reference}?added`);
    assert.equal(await events(), before, 'an empty page says nothing');

    await write('danger', { 'danger-now': 'yes' });
    assert.deepEqual((await stateOf(walk, file)).needs, ['danger-now', 'still-held', 'arrested', 'court']);
    assert.deepEqual(await kept('nation'), ['england']);

    await write('place', { 'still-held': 'no', needs: 'bed-tonight' });
    assert.deepEqual((await stateOf(walk, file)).needs, ['danger-now', 'bed-tonight', 'court'], 'the day in court was not taken back');
    assert.deepEqual(await kept('where-now', 'council', 'court-date'), ['Canary Town', ['E09000012'], '2024-02-27']);
    assert.match((await birch.go('/desk?view=unallocated')).text, new RegExp(`In danger now[^]*Needs a bed tonight[^]*Court date[^]*${reference}`));

    await write('place', { needs: 'none-of-these' });
    assert.deepEqual(await kept('needs', 'court-date', 'where-now'), [['none-of-these'], { none: 'not-known' }, 'Canary Town']);
    assert.deepEqual((await stateOf(walk, file)).needs, ['danger-now']);
    await write('place', { 'removal-date.day': '3', 'removal-date.month': '2', 'removal-date.year': '2024' });
    assert.deepEqual(await kept('needs', 'removal-date'), [{ none: 'not-known' }, '2024-02-03'], '“none of these” does not stand beside a day of removal');
    assert.deepEqual((await stateOf(walk, file)).needs, ['danger-now', 'removal']);

    await write('safe-contact', { 'contact-rules': 'Only on Mondays.' });
    assert.deepEqual(await kept('contact', 'contact-someone', 'contact-phone', 'contact-checked', 'contact-rules'), [
      'someone-else',
      'Canary sister',
      '07700 900999',
      'yes',
      'Only on Mondays.',
    ]);
  });
});

onEveryEngine('a contact written by who cannot see the earlier one is safe only when it is whole and somebody made sure of it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-flint', told);
    const flint = await sit(walk, 'practice-flint');
    const birch = await sit(walk, 'practice-birch');
    const finding = Object.fromEntries(
      ['act', 'means', 'purpose'].flatMap((id) => [
        [`finding.${id}`, 'met'] as const,
        [`because.${id}`, 'The account.'] as const,
        [`uncited.${id}`, 'Nothing invented to point at.'] as const,
      ]),
    );
    const decided = await birch.submit(`/case/${reference}/decide`, { stage: 'reasonable-grounds', round: '1', ...finding, outcome: 'positive', do: 'decide' });
    assert.equal(decided.status, 303, decided.text);
    await walk.house.settled();
    const letter = async () =>
      (
        await db.as(theService, 'identification', (tx) =>
          tx.query<{ held: string | null }>(`select held from letter where recipient = 'person' and file = $1`, [file]),
        )
      )[0]?.held;
    const write = async (fields: Readonly<Record<string, string>>, how = 'save') => {
      const answer = await flint.submit(`/sent/${reference}/p/safe-contact`, { from: 'tasks', do: how, ...fields });
      await walk.house.settled();
      return answer;
    };
    assert.equal(await letter(), null, 'open on what was said at first');
    await write({ 'contact-phone': '07700 900111' });
    assert.equal(await letter(), 'doubtful', 'nobody has made sure of the new number');
    for (const how of ['save', 'stop']) {
      const alone = await write({ 'contact-checked': 'yes' }, how);
      assert.match(alone.text, /What was said before is not shown to you, so “Yes” counts only for what you write here/);
      const half = await write({ contact: 'someone-else', 'contact-phone': '07700 900222', 'contact-checked': 'yes' }, how);
      assert.equal(half.status, 400, 'who it is must stand beside it');
      assert.equal(await letter(), 'doubtful', how);
    }
    const whole = { contact: 'someone-else', 'contact-someone': 'A friend', 'contact-phone': '07700 900333', 'contact-checked': 'yes' };
    assert.equal((await write(whole)).status, 303);
    assert.equal(await letter(), null);
    const number = /letters\/(\d+)"/.exec((await birch.go(`/case/${reference}/letters`)).text)?.[1] ?? '';
    const page = (await birch.go(`/case/${reference}/letters/${number}`)).text;
    assert.match(page, /A friend[^]*07700 900333/);
    assert.doesNotMatch(page, /Canary sister|900111|900222|900999/);
    assert.equal((await write({ contact: 'no-safe-way' })).status, 303);
    assert.equal(await letter(), 'no-safe-contact');
    assert.doesNotMatch((await flint.go(`/sent/${reference}/p/safe-contact`)).text, /A friend|900333| checked/);
  });
});

onEveryEngine('evidence: a file that lies about its kind is refused, and an unlawful image is opened by nobody again', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const amber = await sit(walk, 'practice-amber');
    const at = `/sent/${reference}/evidence`;
    const add = (bytes: Uint8Array, name: string, what: string, type = '') => upload(amber, at, bytes, name, what, type);
    const lying = await add(new Uint8Array([0x4d, 0x5a, 0x90, 0, 1, 2, 3]), 'holiday.png', 'Picture');
    assert.equal(lying.status, 400);
    assert.match(lying.text, /not a kind of file we can keep/);
    assert.equal((await add(new Uint8Array(), 'empty.png', '')).status, 400);
    const words = Buffer.from('These are only words.');
    for (const [bytes, name, type] of [
      [words, 'x.png', 'image/png'],
      [words, 'x.png', ''],
      [words, 'x', 'image/png'],
      [pixel, 'x.html', 'text/html'],
      [pixel, 'x.pdf', 'application/pdf'],
    ] as const) {
      const answer = await add(bytes, name, 'Picture', type);
      assert.equal(answer.status, 400, name);
      assert.match(answer.text, /id="file-error"[^]*says that it is one kind of file/, 'said beside the field');
      assert.match(answer.text, /value="Picture"/, 'what was typed is kept');
    }
    assert.equal((await past(db, 'select 1 from document')).length, 0, 'nothing is half-kept');
    assert.equal((await add(pixel, '../../evil', 'Letter from school', 'image/png')).status, 303);
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

onEveryEngine(
  'a draft of an older edition of the form goes on: what is no longer asked goes at sending, and an answer that is no more is asked again',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { actor } = personaOf('practice-amber');
      const file = await draftAs(walk, 'practice-amber', { ...adult });
      const old = (question: string, value: string) =>
        ({ question, holds: 'narrative', value, origin: null, edition: 'older', language: 'en', saidBy: 'referrer' }) as const;
      await db.as(actor, 'intake', async (tx) => {
        await keepEdition(tx, 'older', 'The wording of an older form.');
        await saveDraft(tx, file, [old('asked-no-more', 'Words to a question of old'), old('county-lines', 'an-answer-of-old')]);
      });
      const amber = await sit(walk, 'practice-amber');
      assert.equal((await amber.go(`/drafts/${file}`)).status, 200);
      const check = (await amber.go(`/drafts/${file}/check`)).text;
      assert.match(check, /Before it can be sent[^]*Is it county lines/);
      assert.doesNotMatch(check, /Words to a question of old/);
      assert.match((await amber.submit('/referral', {}, `/drafts/${file}/send`)).text, /Not sent yet/);
      assert.equal((await amber.submit(`/drafts/${file}/p/episodes`, { 'county-lines': '~not-asked', 'exploitation-place': 'uk', do: 'save' })).status, 303);
      assert.equal((await amber.submit('/referral', {}, `/drafts/${file}/send`)).status, 303);
      assert.equal((await stateOf(walk, file)).exists, true);
      const kept = await db.as(actor, 'intake', (tx) => history(tx, file, ['narrative']));
      assert.equal(
        kept.find((one) => one.question === 'asked-no-more'),
        undefined,
        'nothing of it is left',
      );
      assert.ok(kept.some((one) => one.question === 'county-lines'));
    });
  },
);

onEveryEngine('a file whose button was pressed twice is kept once, in a draft, in a case, and by who reads nothing back', async (_t, db) => {
  await walking(db, async (walk) => {
    const draft = await draftAs(walk, 'practice-amber', unnamed);
    const [amber, flint] = [await sit(walk, 'practice-amber'), await sit(walk, 'practice-flint')];
    const sent = await sendAs(walk.house, 'practice-amber');
    const unread = await sendAs(walk.house, 'practice-flint');
    for (const [visit, file, at] of [
      [amber, draft, `/drafts/${draft}/evidence`],
      [amber, sent.file, `/sent/${sent.reference}/evidence`],
      [flint, unread.file, `/sent/${unread.reference}/evidence`],
    ] as const) {
      const page = (await visit.go(at)).text;
      const press = (text: string, what = 'Letter') => upload(visit, at, Buffer.from(text), 'x.txt', what, 'text/plain', page);
      const both = await Promise.all([press('An invented letter.'), press('An invented letter.')]);
      assert.deepEqual(
        both.map((one) => one.status),
        [303, 303],
        at,
      );
      const kept = async () => (await past<{ id: string }>(db, `select id from document where file = '${file}'`)).length;
      assert.equal(await kept(), 1, 'the same file by the same page');
      await press('Another invented letter.');
      assert.equal(await kept(), 2, 'the page was gone back to, and another file chosen');
      await upload(visit, at, Buffer.from('An invented letter.'), 'x.txt', 'Letter', 'text/plain');
      assert.equal(await kept(), 3, 'sent again on purpose, from a page opened anew');
    }
    for (const one of [sent, unread]) assert.equal((await stateOf(walk, one.file)).evidence.length, 3);
  });
});

onEveryEngine('an image for the police holds a draft until they have it, and not a day longer', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const amber = await sit(walk, 'practice-amber');
    const sealedIn = async () => {
      const file = await draftAs(walk, 'practice-amber', unnamed);
      const at = `/drafts/${file}/evidence`;
      await upload(amber, at, pixel, 'x.png', 'Picture');
      const id = new RegExp(`${at}/([0-9a-f-]{36})"`).exec((await amber.go(at)).text)?.[1] ?? '';
      assert.equal((await amber.submit(`${at}/${id}`, {}, `${at}/${id}/stop`)).status, 200);
      return { file, at, handOver: () => amber.submit('/referral', {}, `${at}/${id}/handed-over`) };
    };
    const [deleted, notified, forgotten] = [await sealedIn(), await sealedIn(), await sealedIn()];
    for (const [held, path] of [
      [deleted, 'delete'],
      [notified, 'notify'],
    ] as const) {
      const refused = await amber.submit('/referral', {}, `/drafts/${held.file}/${path}`);
      assert.equal(refused.status, 409);
      assert.match(refused.text, new RegExp(`Ring them now[^]*href="${held.at}">Record that the police have it`), 'what to do, and where');
      assert.equal((await held.handOver()).status, 303);
    }
    assert.equal((await amber.submit('/referral', {}, `/drafts/${deleted.file}/delete`)).status, 303);
    assert.equal((await amber.submit('/referral', {}, `/drafts/${notified.file}/notify`)).status, 200);
    assert.equal(await destroyExpired(kit, day('2024-02-13')), 0, 'not while the police have it not');
    const file = forgotten.file;
    await db.as(personaOf('practice-amber').actor, 'intake', (tx) => tx.query(`update referral_draft set last_day = '2023-12-01' where file = $1`, [file]));
    const list = await amber.go('/referral');
    assert.match(list.text, new RegExp(`The time of these drafts is over[^]*href="${forgotten.at}"`), 'the team is shown the way');
    assert.equal((await amber.go(`/drafts/${file}`)).status, 404);
    const shelf = await amber.go(forgotten.at);
    assert.match(shelf.text, /Record: the police have it/);
    assert.doesNotMatch(shelf.text, /Add the file/);
    assert.equal((await forgotten.handOver()).status, 303);
    assert.equal(await destroyExpired(kit, kit.clock.today()), 1);
    assert.equal((await past(db, 'select 1 from document')).length, 0);
  });
});

onEveryEngine('the card betrays nothing by itself: numbers stand on it only when they were chosen, after a warning', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const amber = await sit(walk, 'practice-amber');
    const choice = await amber.go(`/sent/${reference}/card`);
    assert.match(choice.text, /Whoever finds the card can ring or look up these numbers[^]*card\.txt\?numbers=safe/);
    const plain = await amber.go(`/sent/${reference}/card.txt`);
    assert.match(plain.text, new RegExp(reference));
    const loud = /0\d{3,}|Salvation|helpline|slavery|referral|police|OpenNRM|Home Office/i;
    assert.doesNotMatch(plain.text.replace(reference, ''), loud);
    assert.match((await amber.go(`/sent/${reference}/card.txt?numbers=safe`)).text, /^0[\d ]{8,}$/m);
  });
});

onEveryEngine('the number of an earlier report, in a row of its own, finds the case together with a name', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', {
      ...adult,
      'given-name': 'Inventa',
      'family-name': 'Quillon',
      earlier: 'yes',
      'earlier-reports': [{ what: 'police' }, { what: 'council', quoted: 'CS/2023-0417' }],
    });
    const birch = await sit(walk, 'practice-birch');
    const search = async (query: Record<string, string>) => (await birch.submit('/search', query)).text;
    assert.match(await search({ name: 'quillon', other: 'cs 2023 0417' }), new RegExp(reference));
    assert.doesNotMatch(await search({ name: 'quillon', other: 'cs 2023 0418' }), new RegExp(reference));
    assert.match(await search({ other: 'cs 2023 0417' }), /Give two facts/, 'one alone finds nobody');
  });
});
