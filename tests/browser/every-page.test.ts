// Every page of the house, seen by somebody who may see it: no door of the inventory is left out, and nobody's page is broken.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import { path } from '#form/path.ts';
import { mayPass } from '#kit/web/guard.ts';
import type { Route } from '#kit/web/page.ts';
import { isOwn } from '#kit/web/plain.ts';
import { addEarly, approve, endOfLedger, keepMade, plan } from '#rooms/figures/publishing/store.ts';
import { careSteps } from '#rooms/support/steps.ts';
import { acts } from '#rooms/decision/acts.ts';
import { referral } from '#rooms/referral/form.ts';
import { adult, child, sendAs, visitor, sit as sitDown } from '#tests/walk.ts';
import { small } from '#tests/small-release.ts';
import { personaOf, personas } from '#practice/people.ts';
import { promised, proving } from '#tests/promise.ts';
import { journey, type Place, type Visit } from './browser.ts';
import { adultTonight, last, start, tonight } from './paths.ts';

/** Answered with a file or JSON: no page. */
const noPages = [
  /\/file$/,
  /^\/helpline\/desk\/:reference\/file\//,
  /^\/offline\/pads$/,
  /\.(txt|pdf|csv)$/,
  /^\/lists\//,
  /^\/api\//,
  /^\/figures\/:period\/:file$/,
  /^\/(statistics|releases|early|hidden-number)\/.*:file$/,
];
// A person’s own pages are opened by their own words: tests/browser/own-door.test.ts sees each of them.
const isPage = (route: Route): boolean => route.method === 'GET' && !isOwn(route.path) && !noPages.some((one) => one.test(route.path));

const seen = new Set<string>();
/** Opens an address of a route, and remembers that the route was looked at. */
async function open(visit: Visit, route: string, values: Readonly<Record<string, string>> = {}, allowed: readonly number[] = [200]): Promise<void> {
  seen.add(route);
  const address = route.replace(/:(\w+)/g, (_, name: string) => values[name] ?? `no-${name}`);
  const status = await visit.go(address);
  if (!allowed.includes(status)) throw new Error(`${address} answers ${status}: ${await visit.text()}`);
}

/** A page open to anyone is opened by one role in so many; in a proof by every role. */
const oneRoleIn = 4;

journey('every role opens every page of its own that needs no reference, and in turn those open to anyone', async ({ walk, sit }) => {
  const roles = new Set<string>();
  for (const persona of personas) {
    if (roles.has(persona.actor.role)) continue;
    roles.add(persona.actor.role);
    const visit = await sit(persona.id, { width: 320, height: 640 });
    for (const [at, route] of walk.house.routes.filter((one) => isPage(one) && !one.path.includes(':')).entries()) {
      if (!proving() && route.who === 'anyone' && (at + roles.size) % oneRoleIn > 0) continue;
      if (mayPass(route.who, persona.actor.role)) await open(visit, route.path, {}, route.path === '/search' ? [200, 400] : [200]);
      else if (route.who !== 'anyone') assert.equal((await visit.context.request.get(route.path)).status(), 404, `${persona.id} at ${route.path}`);
    }
    await visit.context.close();
  }
});

async function formPages(
  visit: Visit,
  route: string,
  values: Readonly<Record<string, string>>,
  answers: typeof adult,
  but: readonly string[] = [],
): Promise<void> {
  for (const one of path(referral, answers)) if (!but.includes(one.id)) await open(visit, route, { ...values, page: one.id });
}

journey('the signs of one setting open for whoever is at work too', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await open(amber, '/learn/signs/:place', { place: 'nail-bar' });
});

journey('every page of a draft opens: of an adult, of a child, of somebody who said no', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await start(amber, 'Every page');
  await tonight(amber, adultTonight);
  const id = last(amber, '/drafts/').split('/').at(-1) ?? '';
  await formPages(amber, '/drafts/:id/p/:page', { id }, adult);
  for (const route of [
    '/drafts/:id',
    '/drafts/:id/check',
    '/drafts/:id/tonight',
    '/drafts/:id/ring',
    '/drafts/:id/hand-over',
    '/drafts/:id/delete',
    '/drafts/:id/evidence',
  ])
    await open(amber, route, { id });
  await amber.fill({ what: 'A note, invented' });
  await amber.page.setInputFiles('#file', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('An invented note.') });
  await amber.press('Add the file');
  const document = /[^/]+$/.exec((await amber.page.locator('main li a[href*="/evidence/"]').first().getAttribute('href')) ?? '')?.[0] ?? '';
  await open(amber, '/drafts/:id/evidence/:document', { id, document });
  await open(amber, '/drafts/:id/p/:page', { id, page: 'consent' });
  await amber.answer({ consent: 'refused' });
  await formPages(amber, '/drafts/:id/p/:page', { id }, { ...adult, consent: 'refused' }, ['danger', 'age', 'alone', 'consent']);
  await open(amber, '/drafts/:id/notify', { id });
  await open(amber, '/drafts/:id/p/:page', { id, page: 'age' });
  await amber.tryToAnswer({ age: 'not-sure' });
  await amber.tryToAnswer({});
  await formPages(amber, '/drafts/:id/p/:page', { id }, { ...child, age: 'not-sure' }, ['danger', 'age', 'alone']);
});

async function aCase({ walk, sit }: Place, from: string): Promise<{ referrer: Visit; decider: Visit; reference: string }> {
  const { reference } = await sendAs(walk.house, from, from === 'practice-juniper' ? child : adult);
  const referrer = await sit(from);
  const decider = await sit('practice-elm', { width: 320, height: 640 });
  return { referrer, decider, reference };
}

journey('every page of a case opens for who referred it and for who decides it', async (place) => {
  const { referrer, decider, reference } = await aCase(place, 'practice-amber');
  await open(decider, '/case/:reference/questions', { reference });
  await decider.fill({ question: 'Which invented town?', of: 'referrer' });
  await decider.press('Ask');
  await decider.fill({ question: 'Which school?', of: 'council' });
  await decider.press('Ask');
  const question = (await decider.page.locator('input[name="question"]').first().getAttribute('value')) ?? '';
  await open(decider, '/case/:reference/questions/:question/letter', { reference, question });
  for (const route of [
    '/sent/:reference',
    '/sent/:reference/status',
    '/sent/:reference/copy',
    '/sent/:reference/card',
    '/sent/:reference/add',
    '/sent/:reference/evidence',
    '/sent/:reference/consent-wrong',
    '/asked/:reference',
  ])
    await open(referrer, route, { reference });
  await formPages(referrer, '/sent/:reference/p/:page', { reference }, adult, ['age', 'consent']);
  await open(referrer, '/sent/:reference/evidence', { reference });
  await referrer.fill({ what: 'A letter, invented' });
  await referrer.page.setInputFiles('#file', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('An invented letter.') });
  await referrer.press('Add the file');
  const document = /[^/]+$/.exec((await referrer.page.locator('main li a[href*="/evidence/"]').first().getAttribute('href')) ?? '')?.[0] ?? '';
  await open(referrer, '/sent/:reference/evidence/:document', { reference, document });
  for (const route of [
    '/evidence/:reference',
    '/case/:reference',
    '/case/:reference/status',
    '/case/:reference/held',
    '/case/:reference/decide',
    '/case/:reference/chronology',
    '/case/:reference/cite/:holds/:what',
    '/case/:reference/mismatch',
    '/case/:reference/acts',
    '/case/:reference/letters',
    '/case/:reference/wrong-record',
  ])
    await open(decider, route, { reference, holds: 'narrative', what: 'why' });
  await decider.go(`/case/${reference}/cite/narrative/why`);
  await decider.fill({ element: 'act', side: 'for', weight: 'some', why: 'Invented.' });
  await decider.press('Cite it');
  const cited = (await decider.page.locator('button[name="withdraw"]').first().getAttribute('value')) ?? '';
  await open(decider, '/case/:reference/cited/:id', { reference, id: cited });
  await open(decider, '/evidence/:reference/:document', { reference, document });
  for (const act of acts) await open(decider, '/case/:reference/do/:act', { reference, act: act.id });
  for (const view of ['changed', 'you', 'others', 'ready', 'second', 'again', 'unallocated', 'all']) await decider.go(`/desk?view=${view}`);
  await decider.page.locator(`label[for="tick-${reference}"]`).click();
  await decider.press('Ask again');
  await decider.press('Do it (cases: 1)');
  await open(decider, '/desk/several/:bulk', { bulk: last(decider, '/desk/several/').split('/').at(-1) ?? '' });
  await decider.go('/desk?view=all');
  await decider.page.locator(`label[for="tick-${reference}"]`).click();
  await decider.press('Have them come up on a day');
  await decider.go(`/case/${reference}/decide`);
  await decider.fill({
    'finding.act': 'met',
    'because.act': 'Line 1.',
    'finding.means': 'met',
    'uncited.means': 'Nothing invented to point at.',
    'because.means': 'Line 2.',
    'finding.purpose': 'met',
    'uncited.purpose': 'Nothing invented to point at.',
    'because.purpose': 'Line 3.',
    outcome: 'positive',
  });
  await decider.press('Decide, or send to a second person');
  await place.walk.house.settled();
  await decider.go(`/case/${reference}/letters`);
  const number = /[^/]+$/.exec((await decider.page.locator('main a[href*="/letters/"]').first().getAttribute('href')) ?? '')?.[0] ?? '';
  await open(decider, '/case/:reference/letters/:number', { reference, number });
  await decider.go(`/case/${reference}/wrong-record`);
  await decider.fill({ item: `document.${document}`, where: 'out' });
  await decider.press('Take it out and open a breach record');
  await decider.go('/breaches');
  const id = /[^/]+$/.exec((await decider.page.locator('main a[href^="/breaches/"]').first().getAttribute('href')) ?? '')?.[0] ?? '';
  await open(decider, '/breaches/:id', { id });
});

journey('an administrator opens the pages about an organisation and somebody who works there', async ({ sit }) => {
  const oak = await sit('practice-oak', { width: 320, height: 640 });
  await oak.go('/organisations');
  await oak.fill({ name: 'Invented trust', code: 'invented-trust' });
  await oak.page.locator('#kind').selectOption('health-trust');
  await oak.press('Propose');
  await open(oak, '/organisations/:code', { code: 'invented-trust' });
  await oak.page.locator('summary', { hasText: 'Add somebody' }).click();
  await oak.fill({ name: 'Invented Dunlin', email: 'dunlin@trust.example', team: 'ward' });
  await oak.press('Add');
  await open(oak, '/staff/:id', { id: oak.at().split('/').at(-1) ?? '' });
});

const positive = {
  stage: 'reasonable-grounds',
  round: '1',
  ...Object.fromEntries(
    ['act', 'means', 'purpose'].flatMap((one) => [
      [`finding.${one}`, 'met'],
      [`because.${one}`, 'An invented reason.'],
      [`uncited.${one}`, 'Nothing invented to point at.'],
    ]),
  ),
  outcome: 'positive',
  do: 'decide',
};

journey('every page about who may see a case, and what leaves it, opens for whom it is meant', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber', adult);
  const sitting = async (persona: string) => {
    const made = visitor(walk.base);
    await made.signIn(persona);
    return made;
  };
  const [elm, fir, willow] = [await sitting('practice-elm'), await sitting('practice-fir'), await sitting('practice-willow')];
  const at = `/case/${reference}`;
  await elm.submit(`${at}/do/grant`, {
    'grant-to': 'legal-representative.practice-linden',
    'grant-for': '30',
    'grant-language': 'English',
    'grant-present': 'alone',
  });
  await elm.submit(`${at}/do/disclose`, {
    'disclose-to': 'court',
    'disclose-ground': 'court-order',
    'disclose-classes': 'identity',
    'disclose-interest': 'required-by-law',
    'disclose-told': 'told',
    'disclose-reason': 'Invented.',
  });
  const number = /name="disclose-agreed-of"[^>]*value="(\d+)"/.exec((await fir.go(`${at}/do/disclose-agreed`)).text)?.[1] ?? '';
  await fir.submit(`${at}/do/disclose-agreed`, { 'disclose-agreed-of': number });
  await elm.submit(`${at}/do/disclose-person-told`, { 'disclose-person-told-of': number, 'disclose-person-told-how': 'interpreter' });
  await elm.submit(`${at}/disclosures`, {}, `${at}/disclosures/${number}`);
  await elm.submit(`${at}/copies`, {});
  const copy = /\/copies\/(\d+)"/.exec((await fir.go(`${at}/copies`)).text)?.[1] ?? '';
  await elm.submit('/glass', { reference, why: 'missing', classes: 'safe-contact', words: 'Invented.' });
  await elm.submit(`${at}/decide`, positive);
  await walk.house.settled();
  const record = /\/support\/([0-9A-Z-]{14})"/.exec((await willow.go('/support')).text)?.[1] ?? '';

  const second = await sit('practice-fir', { width: 320, height: 640 });
  for (const route of ['readers', 'disclosures', 'copies']) await open(second, `/case/:reference/${route}`, { reference });
  await open(second, '/case/:reference/disclosures/:number', { reference, number });
  await open(second, '/case/:reference/disclosures/:number/letter', { reference, number });
  await open(second, '/case/:reference/copies/:number', { reference, number: copy });
  await second.go('/desk?view=people');
  await elm.submit(`${at}/acts`, { to: 'practice-birch' }, `${at}/allocate`);
  await open(second, '/case/:reference/take', { reference });
  await open(await sit('practice-elm', { width: 320, height: 640 }), '/glass/:reference', { reference });
  const lawyer = await sit('practice-linden', { width: 320, height: 640 });
  await open(lawyer, '/granted/:reference', { reference });
  await open(lawyer, '/granted/:reference/status', { reference });
  for (const whom of ['lawyer', 'support']) await elm.submit(`${at}/questions`, { question: 'Invented?', of: whom }, `${at}/ask`);
  await open(lawyer, '/granted/:reference/questions', { reference });
  const worker = await sit('practice-willow', { width: 320, height: 640 });
  await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  await open(worker, '/beds', {});
  const bed = /"\/beds\/([0-9A-Z-]{14})"/.exec((await willow.go('/beds')).text)?.[1] ?? '';
  await willow.submit('/beds', { do: 'take' }, `/beds/${bed}`);
  await open(worker, '/beds/:reference', { reference: bed });
  await open(worker, '/support/:reference', { reference: record });
  await open(worker, '/support/:reference/do/:what', { reference: record, what: 'name' });
  await willow.submit(`/support/${record}/do/name`, { 'grant-for': '30' });
  await willow.submit(`/support/${record}`, { words: 'An invented note.', kind: 'fact' }, `/support/${record}/note`);
  await open(worker, '/support/:reference', { reference: record });
  await open(worker, '/support/:reference/status', { reference: record });
  await open(worker, '/support/:reference/questions', { reference: record });
  for (const what of ['leave', 'conflict', 'release', 'withdraw', 'grant', 'revoke-grant'])
    await open(worker, '/support/:reference/do/:what', { reference: record, what });
  await open(worker, '/support/:reference/readers', { reference: record });
  await open(worker, '/support/:reference/payments', { reference: record });
  await willow.submit(`/support/${record}/payments`, { do: 'add', kind: 'outreach', 'from-day': '15', 'from-month': '1', 'from-year': '2024' });
  const sycamore = visitor(walk.base);
  await sycamore.signIn('practice-sycamore');
  const made = (await sycamore.submit('/payments/preview', {}, '/payments')).to ?? '';
  const manager = await sit('practice-laurel', { width: 320, height: 640 });
  await open(manager, '/payments/run/:id', { id: made.split('/').at(-1) ?? '' });
  await open(manager, '/payments/person/:reference', { reference: record });
  await manager.go('/places/new');
  await manager.fill({ 'house-name': 'Practice House 1', 'house-nation': 'england', 'house-who': 'women', 'house-cover': 'night' });
  await manager.fill({ 'house-address': '1 Invented Road', 'house-town': 'Inventedville', 'house-district': 'ZZ1' });
  await manager.press('Keep the house');
  const house = manager.at().split('/').at(-1) ?? '';
  await open(manager, '/places/:reference', { reference: house });
  await open(manager, '/places/:reference/change', { reference: house });
  const apart = { 'apart-other': bed, 'apart-why': 'they-fear', 'apart-reach': 'near' };
  await willow.submit(`/support/${record}/place/apart`, apart);
  await open(manager, '/places/apart');
  await willow.submit(`/support/${record}`, { do: 'start' }, `/support/${record}/offline`);
  await open(worker, '/offline/note');
  await open(worker, '/support/:reference', { reference: record });
  for (const route of ['', '/needs', '/map', '/find', '/apart'])
    await open(worker, `/support/:reference/place${route}`, { reference: record }, [200, 303, 404]);
  await open(worker, '/support/:reference/place/do/:what', { reference: record, what: 'none' }, [200, 404]);
  await open(worker, '/support/:reference/door', { reference: record });
  const step = (what: string, body: Record<string, string>) => willow.submit(`/support/${record}/step/${what}`, { seen: '0', item: '', ...body });
  await step('plan', { 'plan-want': 'Invented.', 'plan-steps': 'Invented.', 'plan-how': 'together', 'plan-language': 'English' });
  await step('agree', { 'agree-purpose': 'health', 'agree-language': 'English' });
  await step('arrange', { 'arrange-service': 'Doctor or hospital', 'arrange-shares': 'yes' });
  for (const part of ['plan', 'services', 'household', 'agreed', 'danger', 'onward'])
    await open(worker, '/support/:reference/part/:part', { reference: record, part });
  for (const { id } of careSteps) await open(worker, '/support/:reference/step/:step', { reference: record, step: id }, [200, 404]);
  await open(worker, '/support/:reference/brief', { reference: record });
  const linked = async (part: string, of: string) => new RegExp(`/${of}/([^"]+)"`).exec((await willow.go(`/support/${record}/part/${part}`)).text)?.[1] ?? '';
  await open(worker, '/support/:reference/plan-copy/:plan', { reference: record, plan: await linked('plan', 'plan-copy') });
  await open(worker, '/support/:reference/letter/:service', { reference: record, service: await linked('services', 'letter') });
  await open(await sit('practice-birch', { width: 320, height: 640 }), '/case/:reference/recovery-needs', { reference });
  await (await sit('practice-sycamore', { width: 320, height: 640 })).go('/caseload/move?from=practice-willow');
  const statistician = await sit('practice-heather', { width: 320, height: 640 });
  for (const part of ['support', 'waits', 'outcomes', 'after', 'beds', 'changed']) assert.equal(await statistician.go(`/figures?part=${part}`), 200, part);
});

journey('statistics that are out, that come out, and that somebody may see early', async ({ walk, sit }) => {
  const { db, clock } = walk.house.kit;
  const [maker, second] = ['practice-heather', 'practice-bilberry'].map((persona) => personaOf(persona).actor) as [Actor, Actor];
  db.tellTime(() => instant('2024-01-11T12:00:00.000Z'));
  for (const [id, minute] of [
    ['r-out', '2024-01-12T09:30:00.000Z'],
    ['r-soon', '2024-01-16T00:00:00.000Z'],
  ] as const) {
    await db.as(maker, 'statistics', async (tx) => {
      await plan(tx, { id, kind: 'quarter', period: '2023-Q4', asOf: day('2024-01-10'), outAt: instant(minute), replaces: null, notice: null });
      await addEarly(tx, id, 'practice-hazel', 'Invented: speaks for the service that morning');
      await keepMade(tx, id, small(id), { behind: await endOfLedger(tx), code: 'a'.repeat(64), next: null });
    });
    await db.as(second, 'statistics', (tx) => approve(tx, id));
  }
  db.tellTime(clock.now);
  const narrow = { width: 320, height: 640 };
  const statistician = await sit('practice-heather', narrow);
  await open(statistician, '/statistics/:release', { release: 'r-out' });
  for (const route of ['/statistics', '/releases', '/releases/ask']) await open(statistician, route);
  await open(statistician, '/hidden-number');
  await statistician.page.selectOption('#replicates', '0');
  await statistician.press('Estimate');
  const run = statistician.at().split('/').at(-1) ?? '';
  do await open(statistician, '/hidden-number/:run', { run });
  while ((await statistician.text()).includes('Being worked out'));
  for (const release of ['r-out', 'r-soon']) await open(statistician, '/releases/:release', { release });
  await statistician.go('/releases/ask');
  await statistician.fill({ question: 'An invented question about nobody' });
  await statistician.press('Go on to the table');
  await open(await sit('practice-hazel', narrow), '/early/:release', { release: 'r-soon' });
});

journey('every page of the helpline’s desk opens for an adviser: a call, a signal, what is laid together', async ({ walk, sit }) => {
  const bracken = await sit('practice-bracken', { width: 320, height: 640 });
  const desk = await sitDown(walk, 'practice-bracken');
  const call = /[^/]+$/.exec((await desk.submit('/helpline/desk', {}, '/helpline/call')).to ?? '')?.[0] ?? '';
  await open(bracken, '/helpline/call/:reference', { reference: call });
  const words = 'Two letters about one invented place, where people sleep at work and never go out alone.';
  for (const mark of ['one', 'two']) await desk.submit('/helpline/letter', { mark, words: `${words} ${mark}`, place: 'Invented Road', danger: 'no' });
  const found = [...(await desk.go('/helpline/desk')).text.matchAll(/\/helpline\/desk\/([0-9A-Z-]{14})/g)].map((one) => one[1] ?? '');
  const letters = [...new Set(found)];
  await open(bracken, '/helpline/desk/:reference', { reference: letters[0] ?? '' });
  await open(bracken, '/helpline/desk/:reference/answer', { reference: letters[0] ?? '' });
  for (const one of letters) await desk.submit(`/helpline/desk/${one}`, {}, `/helpline/desk/${one}/open`);
  await open(bracken, '/helpline/desk/:reference/answer', { reference: letters[0] ?? '' });
  await open(bracken, '/helpline/desk/:reference', { reference: letters[0] ?? '' });
  await open(bracken, '/helpline/desk/:reference/reach', { reference: letters[0] ?? '' });
  await desk.submit(`/helpline/desk/${letters[0] ?? ''}`, { other: letters[1] ?? '', why: 'same-place' }, `/helpline/desk/${letters[0] ?? ''}/beside`);
  const situation = /\/helpline\/situation\/([0-9A-Z-]{14})/.exec((await desk.go('/helpline/situations')).text)?.[1] ?? '';
  await open(bracken, '/helpline/situation/:reference', { reference: situation });
  const asked = letters[0] ?? '';
  for (const route of ['/helpline/desk/:reference/responders', '/helpline/desk/:reference/told']) await open(bracken, route, { reference: asked });
  await open(bracken, '/helpline/key', {});
  await desk.submit('/helpline/key', { do: 'propose' });
  await open(bracken, '/helpline/key', {});
  await bracken.context.close();
});

journey('every rule has a page, and no page of the inventory was left out', async ({ walk, sit }) => {
  const oak = await sit('practice-oak');
  await oak.go('/numbers');
  await oak.fill({ 'number-force': 'Kent Police', 'number-open': 'always', number: '01632 960 104', 'number-source': 'Invented' });
  await oak.fill({ 'number-read.day': '10', 'number-read.month': '1', 'number-read.year': '2024' });
  await oak.press('Keep this number');
  await open(oak, '/numbers');
  for (const route of ['/law/:rule', '/unconfirmed-rules/:rule']) {
    await oak.go(route.replace('/:rule', ''));
    const href = await oak.page
      .locator(`main a[href^="${route.replace(':rule', '')}"]`)
      .first()
      .getAttribute('href');
    await open(oak, route, { rule: /[^/?#]+(?=$|[?#])/.exec(href ?? '')?.[0] ?? '' });
  }
  assert.equal(await oak.go('/there-is-nothing'), 404);
  assert.deepEqual(
    walk.house.routes.filter((route) => isPage(route) && !seen.has(route.path)).map((route) => route.path),
    [],
  );
  promised(
    'P15',
    `${seen.size} kinds of page, each opened in Chromium by somebody who may see it, the staff’s at 320 pixels: axe found nothing, no page asked another host`,
  );
});
