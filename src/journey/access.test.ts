// The rules about people as plain acts: who may do them, what takes two, and where each ends to the second.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMinutes, day, instant, type Calendar, type Instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { barredFrom, evolveAccess, openToAll, type Access, type AccessEvent } from './access.ts';
import { giveGrant, holds, isNamed, nameWorker, releaseItem, revokeGrant, withdrawItem } from './chosen.ts';
import { findConflict, lift, proposeLift, proposeUnseal, sealFile, seen, unseal } from './conflict.ts';
import { allocate } from './decision.ts';
import { breakGlass, glassMinutes, reviewGlass, throughGlass } from './glass.ts';
import { adult, event, given, littleLaw, move, on, record } from './given.ts';
import {
  agreeCovert,
  agreeDisclosure,
  askDisclosure,
  isCovert,
  makeCopy,
  passDisclosure,
  proposeCovert,
  releaseCopy,
  tellOfDisclosure,
  type Asking,
} from './outside.ts';
import { readersOf } from './readers.ts';
import { refer } from './referral.ts';
import { toTheirOffice } from './safe-contact.ts';

const today = day('2024-01-15');
const now = instant('2024-01-15T09:00:00Z');
const by = (person: string) => ({ by: person, now, day: today });
const calendar: Calendar = { name: 'c', first: day('2020-01-01'), last: day('2030-12-31'), holiday: (at) => (at === '2024-01-16' ? 'A holiday' : undefined) };

/** Plays acts on an access; throws where one is refused. */
function after(start: Access, ...acts: readonly ((access: Access) => Outcome<AccessEvent>)[]): Access {
  let number = 0;
  return acts.reduce((access, act) => {
    const outcome = act(access);
    if (!outcome.ok) throw new Error(outcome.code);
    return outcome.events.reduce((state, one) => evolveAccess(state, { event: one, number: (number += 1), day: today }), access);
  }, start);
}
const code = (outcome: Outcome<AccessEvent>): string => (outcome.ok ? 'done' : outcome.code);
const declared = (person: string) => (access: Access) => findConflict(access, { person, how: 'declared', why: 'family' });

test('a conflict bars at once, and neither the one it is about nor one person alone lifts it', () => {
  const barred = after(openToAll, declared('ada'));
  assert.equal(barredFrom(barred, 'ada'), true);
  assert.equal(barredFrom(barred, 'ben'), false);
  assert.equal(code(findConflict(barred, { person: 'ada', how: 'computed', why: 'own-list' })), 'already-so');
  assert.equal(code(proposeLift(barred, { person: 'ada' }, by('ada'))), 'own-conflict');
  assert.equal(code(proposeLift(barred, { person: 'ben' }, by('cy'))), 'no-such-conflict');
  assert.equal(code(lift(barred, { person: 'ada' }, by('ben'))), 'nothing-proposed');
  const proposed = after(barred, (one) => proposeLift(one, { person: 'ada' }, by('ben')));
  assert.equal(code(lift(proposed, { person: 'ada' }, by('ben'))), 'second-person-needed');
  assert.equal(code(lift(proposed, { person: 'ada' }, by('ada'))), 'own-conflict');
  assert.equal(
    barredFrom(
      after(proposed, (one) => lift(one, { person: 'ada' }, by('cy'))),
      'ada',
    ),
    false,
  );
});

test('a conflict takes the case away, and it is not given back by correcting or allocating', () => {
  const file = given(
    move(refer, adult, on('2024-01-02')),
    event({ kind: 'Assigned', authority: 'central' }, on('2024-01-02')),
    move(allocate, { to: 'ada' }, on('2024-01-03')),
  );
  const barred = record(file, [{ kind: 'ConflictFound', person: 'ada', how: 'declared', why: 'friend' }], on('2024-01-04'));
  assert.equal(barred.decision.allocatedTo, null);
  const again = allocate(barred, { to: 'ada' }, littleLaw, on('2024-01-05'));
  assert.equal(again.ok ? 'done' : again.code, 'has-conflict');
});

test('only somebody else sees the notice of a conflict off', () => {
  const barred = after(openToAll, declared('ada'));
  assert.equal(code(seen(barred, { number: 1 }, by('ada'))), 'nothing-to-see');
  assert.deepEqual(after(barred, (one) => seen(one, { number: 1 }, by('ben'))).notices, []);
});

test('a seal needs two who can open it, none of them in conflict', () => {
  const seal = (access: Access, to: readonly string[]) => sealFile(access, { to, why: 'at-risk', always: ['system'] }, by('ada'));
  assert.equal(code(seal(openToAll, [])), 'seal-needs-two');
  assert.equal(code(seal(openToAll, ['ada'])), 'seal-needs-two');
  assert.equal(code(seal(after(openToAll, declared('ben')), ['ben'])), 'conflict-on-list');
  const sealed = after(openToAll, (one) => seal(one, ['ben']));
  assert.deepEqual(
    ['ada', 'ben', 'system', 'cy'].map((one) => barredFrom(sealed, one)),
    [false, false, false, true],
  );
  const proposed = after(sealed, (one) => proposeUnseal(one, by('ada')));
  assert.equal(code(unseal(proposed, by('ada'))), 'second-person-needed');
  assert.equal(after(proposed, (one) => unseal(one, by('ben'))).seal, null);
});

const glass = { person: 'ada', organisation: 'o', role: 'r', classes: ['safe-contact'], why: 'missing', second: null, before: 0 } as const;
const breaking =
  (what: Partial<Parameters<typeof breakGlass>[1]> = {}) =>
  (access: Access) =>
    breakGlass(access, { ...glass, ...what }, { now, day: today, calendar });

test('broken glass holds from its second to the last one before the hour is over, for one person', () => {
  const broken = after(openToAll, breaking());
  const at = (seconds: number): Instant => instant(new Date(Date.parse(now) + seconds * 1000).toISOString());
  assert.deepEqual(
    [-1, 0, glassMinutes * 60 - 1, glassMinutes * 60, glassMinutes * 60 + 1].map((one) => throughGlass(broken, 'ada', at(one)) !== undefined),
    [false, true, true, false, false],
  );
  assert.equal(throughGlass(broken, 'ben', now), undefined);
  assert.equal(broken.glass[0]?.reviewBy, '2024-01-18', 'two working days, a holiday between');
  assert.equal(broken.glass[0]?.ends, addMinutes(now, 60));
});

test('glass is not broken without classes, with others than protect, too often, by who is barred, or beside oneself', () => {
  assert.equal(code(breaking({ classes: [] })(openToAll)), 'classes-needed');
  for (const one of ['immigration', 'suspect', 'legal', 'refuge', 'analysis', 'nonsense'])
    assert.equal(code(breaking({ classes: [one] })(openToAll)), 'not-a-glass-class');
  assert.equal(code(breaking({ before: 3 })(openToAll)), 'glass-quota');
  assert.equal(code(breaking({ second: 'ada' })(openToAll)), 'second-person-needed');
  assert.equal(code(breaking()(after(openToAll, declared('ada')))), 'no-such-case');
  const sealed = after(openToAll, (one) => sealFile(one, { to: ['cy'], why: 'at-risk', always: [] }, by('ben')));
  assert.equal(code(breaking()(sealed)), 'no-such-case', 'a seal stands even then');
});

test('broken glass is looked at by somebody else, once', () => {
  const broken = after(openToAll, breaking({ second: 'ben' }));
  const review = (person: string) => reviewGlass(broken, { number: 1, finding: 'right' }, by(person));
  assert.deepEqual([code(review('ada')), code(review('ben')), code(review('cy'))], ['own-glass', 'own-glass', 'done']);
  assert.equal(broken.glass[0]?.reviewBy, null, 'a second person stood beside');
  assert.equal(
    code(
      reviewGlass(
        after(broken, () => review('cy')),
        { number: 1, finding: 'wrong' },
        by('di'),
      ),
    ),
    'already-so',
  );
});

const word = { language: 'en', present: 'alone' } as const;
test('a grant ends by itself or at once, and revoking it never adds', () => {
  const give = (days: number) => (access: Access) => giveGrant(access, { ...word, grant: 'g', holder: 'linden', as: 'legal-representative', days }, by('ada'));
  assert.equal(code(give(184)(openToAll)), 'grant-too-long');
  assert.equal(code(give(1)(after(openToAll, declared('linden')))), 'has-conflict');
  const granted = after(openToAll, give(1));
  const [one] = granted.grants;
  assert.ok(one);
  assert.deepEqual([holds(one, instant('2024-01-16T23:59:59Z')), holds(one, instant('2024-01-17T00:00:00Z'))], [true, false]);
  const revoked = after(granted, (access) => revokeGrant(access, { grant: 'g' }, by('ada')));
  assert.equal(
    revoked.grants.some((each) => holds(each, now)),
    false,
  );
  assert.equal(code(revokeGrant(revoked, { grant: 'g' }, by('ada'))), 'already-so');
});

test('a naming ends with its last day, and with a conflict', () => {
  const named = after(openToAll, (access) => nameWorker(access, { person: 'willow', days: 30 }, by('willow')));
  assert.deepEqual([isNamed(named, 'willow', instant('2024-02-14T23:59:59Z')), isNamed(named, 'willow', instant('2024-02-15T00:00:00Z'))], [true, false]);
  assert.equal(isNamed(after(named, declared('willow')), 'willow', now), false);
});

test('an item passes to one case, and is taken back', () => {
  const item = { question: 'support-note.1', to: 'case-1' };
  const passing = after(openToAll, (access) => releaseItem(access, { ...item, ...word }, by('willow')));
  assert.equal(code(releaseItem(passing, { ...item, ...word }, by('willow'))), 'already-so');
  assert.equal(code(withdrawItem(passing, { ...item, to: 'case-2' }, by('willow'))), 'not-released');
  const back = after(passing, (access) => withdrawItem(access, item, by('willow')));
  assert.ok(back.releases.every((one) => one.withdrawn));
  assert.equal(code(releaseItem(back, { ...item, ...word }, by('willow'))), 'done', 'and may be let pass again');
});

const asking: Asking = { ground: 'crime', to: 'police', classes: ['identity'], interest: 'outweighs', told: 'told', untoldWhy: false };
test('nothing passes outside without a ground that calls for it, and never safe places, legal notes or to enforcement unbidden', () => {
  const ask = (change: Partial<Asking>) => code(askDisclosure(openToAll, { ...asking, ...change }, by('ada')));
  assert.equal(ask({}), 'done');
  assert.equal(ask({ classes: [] }), 'classes-needed');
  for (const one of ['refuge', 'legal', 'analysis']) assert.equal(ask({ classes: [one] }), 'not-disclosable');
  assert.equal(ask({ interest: 'does-not' }), 'interest-needed');
  assert.equal(ask({ interest: 'person-asks' }), 'interest-needed');
  for (const ground of ['crime', 'life-at-risk', 'safeguarding', 'asked-by-person'] as const)
    assert.equal(ask({ to: 'immigration', ground, interest: ground === 'asked-by-person' ? 'person-asks' : 'required-by-law' }), 'not-for-enforcement');
  assert.equal(ask({ to: 'immigration', ground: 'court-order', interest: 'outweighs' }), 'not-for-enforcement');
  assert.equal(ask({ to: 'immigration', ground: 'court-order', interest: 'required-by-law' }), 'done');
});

test('a disclosure, a copy and a covert time each take two', () => {
  const asked = after(openToAll, (access) => askDisclosure(access, asking, by('ada')));
  assert.equal(code(agreeDisclosure(asked, { number: 1, untoldWhy: false }, by('ada'))), 'second-person-needed');
  assert.equal(code(agreeDisclosure(asked, { number: 1, untoldWhy: false }, by('ben'))), 'done');
  const made = after(openToAll, (access) => makeCopy(access, by('ada')));
  assert.equal(code(makeCopy(made, by('ben'))), 'copy-waiting');
  assert.equal(code(releaseCopy(made, { number: 1, hidden: 0 }, by('ada'))), 'second-person-needed');
  assert.equal(code(proposeCovert(openToAll, { days: 91 }, by('ada'))), 'covert-too-long');
  const proposed = after(openToAll, (access) => proposeCovert(access, { days: 30 }, by('ada')));
  assert.equal(code(agreeCovert(proposed, by('ada'))), 'second-person-needed');
  assert.equal(code(agreeCovert(proposed, { by: 'ben', day: day('2024-02-15') })), 'covert-too-long', 'its time was over before anybody agreed');
});

test('facts pass once the person was told; untold only where two people each wrote why', () => {
  const agreed = after(
    openToAll,
    (access) => askDisclosure(access, asking, by('ada')),
    (access) => agreeDisclosure(access, { number: 1, untoldWhy: false }, by('ben')),
  );
  assert.equal(code(passDisclosure(agreed, { number: 1 }, by('ada'))), 'tell-first');
  const told = after(agreed, (access) => tellOfDisclosure(access, { number: 1, how: 'interpreter' }, by('ada')));
  assert.equal(code(tellOfDisclosure(told, { number: 1, how: 'in-person' }, by('ada'))), 'already-so');
  assert.equal(code(passDisclosure(told, { number: 1 }, by('ada'))), 'done');

  const shut = { open: false, why: 'not-at-this-hour' } as const;
  assert.equal(code(tellOfDisclosure(agreed, { number: 1, how: 'letter', gate: shut }, by('ada'))), 'not-at-this-hour', 'a letter goes by the gate alone');
  assert.equal(code(tellOfDisclosure(agreed, { number: 1, how: 'letter', gate: toTheirOffice(day('2024-01-15')) }, by('ada'))), 'done');

  const untold = { ...asking, told: 'unsafe' as const };
  assert.equal(code(askDisclosure(openToAll, untold, by('ada'))), 'untold-why-needed');
  const unsafe = after(openToAll, (access) => askDisclosure(access, { ...untold, untoldWhy: true }, by('ada')));
  assert.equal(code(passDisclosure(unsafe, { number: 1 }, by('ada'))), 'nothing-proposed');
  assert.equal(code(agreeDisclosure(unsafe, { number: 1, untoldWhy: false }, by('ben'))), 'untold-why-needed', 'the second writes it too');
  const both = after(unsafe, (access) => agreeDisclosure(access, { number: 1, untoldWhy: true }, by('ben')));
  assert.equal(code(passDisclosure(both, { number: 1 }, by('ada'))), 'done');
  const lost = { ...asking, told: 'not-reached' as const, untoldWhy: true };
  assert.equal(code(askDisclosure(openToAll, lost, by('ada'))), 'must-be-reached', 'no crime is stopped by a person who was not asked for');
  assert.equal(code(askDisclosure(openToAll, { ...lost, ground: 'life-at-risk' }, by('ada'))), 'done');
});

test('a covert read is out of the list until its last day is over; then each is there; other reads always are', () => {
  const covert = after(
    openToAll,
    (access) => proposeCovert(access, { days: 30 }, by('ada')),
    (access) => agreeCovert(access, by('ben')),
  );
  const read = (purpose: string) => ({ at: instant('2024-01-20T10:00:00Z'), organisation: 'police', role: 'first-responder', purpose });
  const listed = (on: string) => readersOf([read('safeguarding'), read('identification'), read('identification')], covert, day(on)).map((one) => one.purpose);
  assert.deepEqual(listed('2024-02-14'), ['identification']);
  assert.deepEqual(listed('2024-02-15').sort(), ['identification', 'safeguarding']);
  assert.equal(isCovert(covert, { day: day('2024-02-20'), purpose: 'safeguarding' }, day('2024-02-10')), false, 'only reads of that time');
});
