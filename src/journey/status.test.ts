// What a status letter may say through the life of a case, under the invented little law.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allocate, assign, decide, decideAlone, propose } from './decision.ts';
import { emptyFile } from './file.ts';
import { adult, allMet, given, littleLaw, move, noPurpose, on, type Move } from './given.ts';
import { died, markDuplicate, undoDuplicate, wentMissing, withdraw } from './presence.ts';
import { changeNeeds, recall, refer } from './referral.ts';
import { askReconsideration, decideReconsideration } from './review.ts';
import { review } from './second.ts';
import { isAccused, statusOf } from './status.ts';
import { disqualify, proposeDisqualification } from './suspension.ts';

const status = (...moves: readonly Move[]): string | null => statusOf(given(...moves), littleLaw);
const sent: readonly Move[] = [move(refer, adult, on('2024-01-10')), move(assign, { detained: false, area: null }, on('2024-01-10'))];
const first: readonly Move[] = [...sent, move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-12'))];
const turnedDown = (stage: string, day: string): readonly Move[] => [
  move(propose, { stage, outcome: 'negative', findings: noPurpose }, on(day)),
  move(review, { stage, outcome: 'negative', findings: noPurpose }, on(day, 'ben')),
  move(decide, { stage, round: 1, outcome: 'negative' }, on(day, 'ben')),
];

test('from receipt a letter says that the person was referred; before that there is none', () => {
  assert.equal(statusOf(emptyFile, littleLaw), null);
  assert.equal(status(...sent), 'received');
  assert.equal(status(...sent, move(wentMissing, {}, on('2024-01-11'))), 'received', 'who is missing keeps it');
});

test('each decision in the person’s favour is said, and only the last one', () => {
  assert.equal(status(...first), 'first');
  const final = move(decideAlone, { stage: 'final', outcome: 'positive', findings: allMet }, on('2024-03-01'));
  assert.equal(status(...first, final), 'final');
});

test('no letter stands after a negative, until it is looked at again: then what stood before it', () => {
  assert.equal(status(...sent, ...turnedDown('first', '2024-01-12')), null);
  assert.equal(status(...first, ...turnedDown('final', '2024-03-01')), null);
  const again = (stage: string): readonly Move[] => [
    move(askReconsideration, { stage, by: 'person', ground: 'new-evidence' }, on('2024-03-05')),
    move(decideReconsideration, { stage, accept: true }, on('2024-03-06', 'cleo')),
  ];
  assert.equal(status(...sent, ...turnedDown('first', '2024-02-20'), ...again('first')), 'received');
  assert.equal(status(...first, ...turnedDown('final', '2024-03-01'), ...again('final')), 'first');
});

test('no letter stands for a case taken back, withdrawn, double, of somebody who died or whose protection was taken away', () => {
  assert.equal(status(...sent, move(recall, {}, on('2024-01-11'))), null);
  assert.equal(status(...first, move(allocate, { to: 'ben' }, on('2024-01-13')), move(withdraw, { by: 'person' }, on('2024-01-20'))), null);
  const double = [...first, move(markDuplicate, { of: 'another' }, on('2024-01-20'))];
  assert.equal(status(...double), null);
  assert.equal(status(...double, move(undoDuplicate, {}, on('2024-01-21'))), 'first');
  assert.equal(status(...first, move(died, {}, on('2024-01-20'))), null);
  const gone = [
    move(proposeDisqualification, { ground: 'public-order', assessed: true, on: ['other-evidence'] }, on('2024-01-20')),
    move(disqualify, { ground: 'public-order' }, on('2024-01-21', 'ben')),
  ] as const;
  assert.equal(status(...first, gone[0]), 'first', 'one person alone takes nothing away');
  assert.equal(status(...first, ...gone), null);
});

test('the defence is shown once somebody is arrested, charged or before a court', () => {
  assert.equal(isAccused(given(...sent)), false);
  for (const need of ['arrested', 'charged', 'court'] as const)
    assert.equal(isAccused(given(...sent, move(changeNeeds, { needs: ['bed-tonight', need] }, on('2024-01-11')))), true, need);
});
