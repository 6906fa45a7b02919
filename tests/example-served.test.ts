// Examplia is served like any country: its people refer, decide once with a second person, and count, over real HTTP on both engines.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { openPractice } from '#kit/store/database.ts';
import { onEveryEngine, startedFolder } from '#tests/engines.ts';
import { startWalk, take, visitor } from '#tests/walk.ts';

/** Tonight's path in Examplia, page by page. */
const tonight: readonly (readonly [page: string, fields: Readonly<Record<string, string>>])[] = [
  ['danger', { 'danger-now': 'no', nation: 'examplia' }],
  ['age', { age: 'adult' }],
  ['alone', { alone: 'yes', interpreter: 'none' }],
  ['consent', { consent: 'given' }],
  ['safe-contact', { contact: 'person', 'contact-phone': '07700 900001', 'contact-checked': 'yes' }],
  ['place', { 'where-now': 'The invented quay', 'still-held': 'no', needs: 'none-of-these' }],
  ['why', { exploitation: 'labour', why: 'An invented account: the nets were hauled without pay.' }],
];

onEveryEngine('in Examplia a charity refers, two people decide against once, and the charity and the count know of it', async (_t, db) => {
  const walk = await startWalk(db, day('2024-01-15'), 'example');
  try {
    const tern = visitor(walk.base);
    await tern.signIn('examplia-tern');
    const begun = await tern.submit('/referral', { label: 'Invented' });
    const draft = (begun.to ?? '').match(/^\/drafts\/[^/]+/)?.[0] ?? '';
    assert.ok(draft, begun.text);
    const first = await tern.go(`${draft}/p/danger`);
    assert.match(first.text, /Examplia/);
    assert.doesNotMatch(first.text, /Scotland|England/);
    for (const [page, fields] of tonight) {
      const done = await tern.submit(`${draft}/p/${page}`, { ...fields, do: 'save' });
      assert.equal(done.status, 303, `${page}: ${done.text.match(/error-message">[^]{0,300}/)?.[0] ?? done.status}`);
    }
    const sent = await tern.submit(`${draft}/check`, {}, `${draft}/send`);
    const reference = (sent.to ?? '').match(/\/sent\/([^/?]+)/)?.[1] ?? '';
    assert.ok(reference, sent.text);
    await walk.house.settled();

    const coral = visitor(walk.base);
    await coral.signIn('examplia-coral');
    assert.match((await coral.go('/desk?view=unallocated')).text, new RegExp(reference));
    assert.match((await coral.go(`/case/${reference}`)).text, /18 January 2024/, 'three working days from Monday 15 January');
    await take(coral, reference, 'examplia-coral');
    const against = {
      stage: 'identification',
      round: '1',
      'finding.peril': 'not-met',
      'because.peril': 'Nothing held shows it yet.',
      'uncited.peril': 'Nothing invented to point at.',
      outcome: 'negative',
      do: 'decide',
    };
    assert.equal((await coral.submit(`/case/${reference}/decide`, against)).status, 303);
    const pearl = visitor(walk.base);
    await pearl.signIn('examplia-pearl');
    const agreed = { stage: 'identification', round: '1', outcome: 'negative' };
    assert.equal((await pearl.submit(`/case/${reference}/decide`, against, `/case/${reference}/review`)).status, 303);
    assert.equal((await pearl.submit(`/case/${reference}/decide`, agreed, `/case/${reference}/confirm`)).status, 303);
    await walk.house.settled();
    assert.match((await coral.go(`/case/${reference}/letters`)).text, /Our final decision, and what is still open to you/, 'the only stage is the last');

    const seen = (await tern.go(`/sent/${reference}`)).text;
    assert.match(seen, /Identification/);
    assert.doesNotMatch(seen, /Nothing held shows it/);
    const gull = visitor(walk.base);
    await gull.signIn('examplia-gull');
    assert.equal((await gull.go(`/sent/${reference}`)).status, 404, 'another organisation');

    const sand = visitor(walk.base);
    await sand.signIn('examplia-sand');
    assert.match((await sand.go('/figures?period=2024-Q1')).text, /Open Hands/);
    assert.equal((await sand.go('/law')).status, 200);
  } finally {
    await walk.close();
  }
});

test('a folder made for one country is not opened under the law of another', async () => {
  const folder = await startedFolder(await mkdtemp(join(tmpdir(), 'opennrm-country-')));
  try {
    await (await openPractice(folder, { country: 'example' })).close();
    await assert.rejects(openPractice(folder), /made for the country example/);
    await (await openPractice(folder, { country: 'example' })).close();
  } finally {
    await rm(folder, { recursive: true });
  }
});
