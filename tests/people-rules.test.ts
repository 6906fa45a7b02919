// Conflicts of interest and sealed files over real HTTP, on both engines: what denies, denies at once and everywhere, and takes two to undo.
import assert from 'node:assert/strict';
import { onEveryEngine, onPostgres } from '#tests/engines.ts';
import { theService } from '#kit/store/database.ts';
import { createFile } from '#kit/store/files.ts';
import { instant } from '#base/day.ts';
import { personaOf } from '#practice/people.ts';
import { adult, sendAs, sit, take, walking, type Visitor } from '#tests/walk.ts';

const findable = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'birth-date': '1990-05-04' };
const searched = { name: 'Invented Nobody', born: '1990-05-04' };

/** Every way in which somebody who decides could learn of a case. What is absent answers the same. */
async function traces(of: Visitor, reference: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const view of ['you', 'others', 'second', 'again', 'unallocated', 'all', 'letters', 'people']) {
    if ((await of.go(`/desk?view=${view}`)).text.includes(reference)) found.push(view);
  }
  for (const path of ['', '/held', '/questions', '/letters', '/decide', '/acts', '/do/conflict']) {
    if ((await of.go(`/case/${reference}${path}`)).status !== 404) found.push(`case${path}`);
  }
  if ((await of.go(`/evidence/${reference}`)).status !== 404) found.push('evidence');
  if ((await of.submit('/search', searched)).text.includes(reference)) found.push('search');
  return found;
}

/** A page without what differs from visit to visit, and without the reference that was asked for. */
const shown = ({ text }: { readonly text: string }, reference = '~'): string =>
  text.replaceAll(reference, '').replace(/nonce="[^"]*"|name="_csrf" value="[^"]*"|datetime="[^"]*"/g, '');

onEveryEngine('a declared conflict empties every page at once, takes the case away and tells the manager; two others lift it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
    const [birch, cedar, elm] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar'), await sit(walk, 'practice-elm')];
    const before = shown(await cedar.go(`/case/${reference}/held`));
    assert.equal((await elm.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`)).status, 303);
    assert.ok((await traces(birch, reference)).includes('you') || (await traces(birch, reference)).includes('search'));

    const said = await birch.submit(`/case/${reference}/do/conflict`, { 'conflict-why': 'family' });
    assert.deepEqual([said.status, said.to], [303, '/desk']);
    assert.deepEqual(await traces(birch, reference), [], 'nothing is left of it');
    assert.equal(shown(await birch.go(`/case/${reference}`), reference), shown(await birch.go('/case/AAAA-AAAA-AAAA'), 'AAAA-AAAA-AAAA'));
    assert.equal((await birch.submit('/desk', { 'look-again-by': 'x' }, `/case/${reference}/do/conflict`)).status, 404);
    assert.equal(shown(await cedar.go(`/case/${reference}/held`)), before, 'others see what they saw');

    assert.match((await elm.go('/desk?view=people')).text, new RegExp(`${reference}/do/conflict-seen`));
    assert.doesNotMatch((await cedar.go('/desk?view=people')).text, /conflict-seen/, 'the notice is the manager’s');
    assert.match((await elm.go('/desk?view=unallocated')).text, new RegExp(reference), 'nobody has it now');
    const again = await elm.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
    assert.equal(again.status, 409);

    assert.equal((await elm.submit(`/case/${reference}/do/lift-conflict`, { 'lift-conflict-of': 'practice-birch' })).status, 303);
    assert.equal((await elm.submit(`/case/${reference}/do/lift-conflict-agreed`, { 'lift-conflict-agreed-of': 'practice-birch' })).status, 409, 'never alone');
    assert.deepEqual(await traces(birch, reference), []);
    assert.match((await cedar.go('/desk?view=people')).text, /lift-conflict-agreed/);
    assert.equal((await cedar.submit(`/case/${reference}/do/lift-conflict-agreed`, { 'lift-conflict-agreed-of': 'practice-birch' })).status, 303);
    assert.equal((await birch.go(`/case/${reference}`)).status, 200);
    const two = await db.as(theService, 'operations', (tx) => tx.query('select what, about, maker, checker from two_people where file = $1', [file]));
    assert.deepEqual(two, [{ what: 'ConflictLifted', about: 'practice-birch', maker: 'practice-elm', checker: 'practice-cedar' }]);
  });
});

onEveryEngine('the database ends no conflict and no seal for one person alone', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
    const [birch, elm] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-elm')];
    await birch.submit(`/case/${reference}/do/conflict`, { 'conflict-why': 'friend' });
    await elm.submit(`/case/${reference}/do/seal`, { 'seal-to': 'practice-cedar', 'seal-why': 'at-risk' });
    const alone = (sql: string, ...params: unknown[]) => db.as(theService, 'operations', (tx) => tx.query(sql, [file, ...params]));
    await assert.rejects(alone('delete from access_conflict where file = $1'), /takes two/);
    await assert.rejects(alone('delete from access_seal where file = $1'), /takes two/);
    const two = `insert into two_people (file, number, what, about, maker, checker) values ($1, 99, $2, $3, $4, $5)`;
    await assert.rejects(alone(two, 'FileUnsealed', null, 'a', 'a'), /two_people_differ/);
    await assert.rejects(alone(two, 'ConflictLifted', 'a', 'b', 'a'), /not_about_themselves/);
  });
});

onEveryEngine('the program finds a conflict: the list somebody gave of their own, by a phone number or a name with its birth date', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', findable);
    const [birch, cedar, elm] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar'), await sit(walk, 'practice-elm')];
    assert.equal((await cedar.submit('/bound', { name: 'Invented Nobody' })).status, 400, 'a name alone is not enough to tell people apart');
    assert.equal((await cedar.submit('/bound', { name: 'Invented Nobody', born: '1990-05-05' })).status, 303);
    assert.equal((await cedar.go(`/case/${reference}`)).status, 200, 'another birth date is somebody else');
    assert.equal((await birch.submit('/bound', { name: 'nobody INVENTED', born: '1990-05-04' })).status, 303);
    const page = (await birch.go('/bound')).text;
    assert.doesNotMatch(page, /nobody INVENTED|1990/, 'what was given is never shown again');
    assert.equal((await elm.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`)).status, 409);
    assert.deepEqual(await traces(birch, reference), []);
    assert.equal((await elm.submit('/bound', { phone: '+44 7700 900001' })).status, 303);
    assert.equal((await elm.go(`/evidence/${reference}`)).status, 404, 'not by another way either');
    assert.doesNotMatch((await elm.submit('/search', searched)).text, new RegExp(reference));
    assert.equal((await elm.go(`/case/${reference}`)).status, 404, 'found as it is opened');
    assert.deepEqual(await traces(elm, reference), []);
  });
});

onEveryEngine('a sealed file does not exist for who is not on its list, and two of those on it end that', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', findable);
    const people = { birch: await sit(walk, 'practice-birch'), cedar: await sit(walk, 'practice-cedar'), elm: await sit(walk, 'practice-elm') };
    const { birch, cedar, elm } = people;
    await elm.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
    assert.equal((await birch.go(`/case/${reference}/do/seal`)).status, 404, 'a manager seals');
    assert.equal((await elm.go(`/case/${reference}/do/seal`)).to, `/case/${reference}/take`, 'who has the case before them');
    assert.equal((await elm.submit(`/case/${reference}/take`, { to: 'practice-elm' }, `/case/${reference}/allocate`)).status, 303);
    assert.equal((await elm.submit(`/case/${reference}/do/seal`, { 'seal-why': 'at-risk' })).status, 400, 'nobody is named');
    assert.equal((await elm.submit(`/case/${reference}/do/seal`, { 'seal-to': 'practice-cedar', 'seal-why': 'public-attention' })).status, 303);
    assert.deepEqual(await traces(birch, reference), []);
    assert.equal((await elm.submit(`/case/${reference}/acts`, { to: 'practice-cedar' }, `/case/${reference}/allocate`)).status, 303);
    assert.ok((await traces(cedar, reference)).includes('search'));
    const yew = await sit(walk, 'practice-yew');
    assert.equal(shown(await yew.go(`/audit?reference=${reference}`), reference), shown(await yew.go('/audit?reference=AAAA-AAAA-AAAA'), 'AAAA-AAAA-AAAA'));
    const amber = await sit(walk, 'practice-amber');
    assert.equal((await amber.go(`/sent/${reference}`)).status, 404, 'nor for who referred it');
    assert.doesNotMatch((await amber.go('/sent')).text, new RegExp(reference));
    assert.equal((await birch.submit('/desk', {}, `/case/${reference}/do/unseal`)).status, 404);
    assert.equal((await cedar.submit(`/case/${reference}/do/unseal`, {})).status, 303);
    assert.equal((await cedar.submit(`/case/${reference}/do/unseal-agreed`, {})).status, 409, 'never alone');
    assert.equal((await elm.submit(`/case/${reference}/do/unseal-agreed`, {})).status, 303);
    assert.equal((await birch.go(`/case/${reference}/take`)).status, 200, 'a line of the list again, and cedar’s case');
    assert.equal((await amber.go(`/sent/${reference}`)).status, 200);
  });
});

onEveryEngine('a search needs two facts, knows a name by its parts, and one that finds nobody leaves a line', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', findable);
    const birch = await sit(walk, 'practice-birch');
    const search = (fields: string) => birch.submit('/search', Object.fromEntries(new URLSearchParams(fields)));
    for (const one of ['name=Invented+Nobody', 'name=Invented', 'born=1990-05-04', 'name=Invented&phone=']) {
      const answer = await search(one);
      assert.equal(answer.status, 400, one);
      assert.doesNotMatch(answer.text, new RegExp(reference), `${one}: the parts of one name are one fact`);
    }
    for (const one of ['name=nobody+invented&born=1990-05-04', 'name=Invented&phone=07700900001', 'born=1990-05-04&phone=%2B447700900001'])
      assert.match((await search(one)).text, new RegExp(reference), one);
    const misses = () => db.as(theService, 'audit', (tx) => tx.query(`select actor, what from audit_leaf where what @> array['searched:nobody'] order by at`));
    assert.deepEqual(await misses(), []);
    assert.doesNotMatch((await search('name=Invented+Nobody&born=1990-05-05')).text, new RegExp(reference));
    assert.deepEqual(await misses(), [{ actor: 'practice-birch', what: ['searched:nobody', 'searched:two-facts'] }]);
  });
});

onEveryEngine('a colleague who has not the case cannot open it, search it or fetch anything of it; nor who had it, once it is given on', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
    const [birch, cedar, elm] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar'), await sit(walk, 'practice-elm')];
    const content = async (of: Visitor): Promise<readonly string[]> =>
      (await traces(of, reference)).filter((one) => !['you', 'others', 'unallocated', 'all', 'second', 'letters', 'people'].includes(one));
    const pages = ['', '/held', '/questions', '/letters', '/decide', '/acts', '/do/conflict'];
    const closed = async (of: Visitor, who: string): Promise<void> => {
      for (const path of pages) assert.equal((await of.go(`/case/${reference}${path}`)).to, `/case/${reference}/take`, `${who} ${path}`);
      assert.deepEqual(
        (await content(of)).filter((one) => !one.startsWith('case')),
        [],
        who,
      );
      const said = (await of.go(`/case/${reference}/take`)).text;
      assert.doesNotMatch(said, /Invented Nobody|wages were kept/);
    };
    const told = (persona: string) =>
      db.as(personaOf(persona).actor, 'identification', async (tx) => (await tx.query('select from answer_narrative where file = $1', [file])).length);
    assert.ok((await content(cedar)).includes('search') && (await told('practice-cedar')) > 0, 'while nobody has it, it waits for all of them');

    await take(birch, reference, 'practice-birch');
    assert.ok((await content(birch)).includes('search') && (await told('practice-birch')) > 0);
    await closed(cedar, 'a colleague');
    await closed(elm, 'a manager');
    assert.deepEqual([await told('practice-cedar'), await told('practice-elm')], [0, 0], 'the database says so by itself');
    assert.match((await cedar.go(`/case/${reference}/take`)).text, /Practice Caseworker Birch has it/);
    await assert.rejects(take(cedar, reference, 'practice-cedar'), /was not given/);

    // Birch is on leave: a manager gives the case on without reading it.
    await take(elm, reference, 'practice-cedar');
    await closed(birch, 'who had it');
    assert.deepEqual([await told('practice-birch'), await told('practice-elm')], [0, 0]);
    assert.ok((await told('practice-cedar')) > 0);
    await assert.rejects(
      db.as(personaOf('practice-birch').actor, 'identification', (tx) => tx.query(`select nrm_stands($1, 'practice-birch', 'infinity', null)`, [file])),
      /follows from its ledger/,
    );
    // Nor by a row of the worklist that begins with them.
    await assert.rejects(
      db.as(theService, 'identification', async (tx) => {
        const id = await createFile(tx, { kind: 'support', child: false, nation: 'england' });
        await tx.query(
          `insert into queue (file, reference, authority, waits, child, nation, harm, harms, held_by, held_until)
           select file, reference, 'sca', 'to-decide', false, 'england', 0, '{}', 'practice-birch', 'infinity' from reference where file = $1`,
          [id],
        );
      }),
      /follows from its ledger/,
    );
  });
});

onEveryEngine('an allocation ends with the time after its last step; whoever had it takes the case anew, and that stands in the record', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', findable);
    const [birch, cedar] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
    await take(birch, reference, 'practice-birch');
    const told = () =>
      db.as(personaOf('practice-birch').actor, 'identification', async (tx) => (await tx.query('select from answer_narrative where file = $1', [file])).length);
    const on = (moment: string) => db.tellTime(() => instant(moment));
    on('2024-07-16T22:59:59Z');
    assert.ok((await told()) > 0, 'half a year after the last step, to its last second');
    on('2024-07-16T23:00:00Z');
    assert.equal(await told(), 0);
    assert.equal((await birch.go(`/case/${reference}/held`)).to, `/case/${reference}/take`);
    assert.match((await cedar.go(`/case/${reference}/take`)).text, /Take this case/, 'anybody of them may take what nobody has');
    on('2024-01-15T12:00:00Z');
    assert.ok((await told()) > 0);
  });
});

onPostgres('who referred, who supports, a lawyer and who breaks the glass are kept from a case that names somebody on their own list', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', { ...findable, needs: ['bed-tonight'] });
    const [amber, willow, linden, birch] = [
      await sit(walk, 'practice-amber'),
      await sit(walk, 'practice-willow'),
      await sit(walk, 'practice-linden'),
      await sit(walk, 'practice-birch'),
    ];
    await birch.submit(`/case/${reference}/do/grant`, {
      'grant-to': 'legal-representative.practice-linden',
      'grant-for': '30',
      'grant-language': 'English',
      'grant-present': 'alone',
    });
    const [, record = ''] = /"\/beds\/([0-9A-Z-]{14})"/.exec((await willow.go('/beds')).text) ?? [];
    const [sent, granted, support] = [`/sent/${reference}`, `/granted/${reference}`, `/support/${record}`];
    for (const [who, path] of [
      [amber, sent],
      [linden, granted],
      [willow, support],
    ] as const) {
      assert.equal((await who.go(path)).status, 200, path);
      assert.equal((await who.submit('/bound', { name: 'Invented Nobody', born: '1990-05-04' })).status, 303, path);
      assert.equal((await who.go(path)).status, 404, `${path}: from the next page on`);
    }
    assert.doesNotMatch((await amber.go('/sent')).text, new RegExp(reference));
    await willow.submit('/beds', { do: 'take' }, `/beds/${record}`);
    assert.equal((await willow.go(`/beds/${record}`)).status, 404, 'nor takes it on');
    const glass = { reference, why: 'missing', classes: 'safe-contact', words: 'Invented.' };
    assert.equal((await willow.submit('/glass', glass)).status, 400, 'as a reference that is none');
    const rows = await db.as(theService, 'operations', (tx) => tx.query<{ person: string }>('select person from access_conflict order by person'));
    assert.deepEqual(
      rows.map((row) => row.person),
      ['practice-linden', 'practice-willow'],
      'found and recorded',
    );
    await amber.submit('/bound', { do: 'forget' });
    assert.equal((await amber.go(sent)).status, 200);
  });
});
