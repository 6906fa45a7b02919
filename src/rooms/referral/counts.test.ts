// A question that says `counts` is counted, whatever it is called, and nothing else has to know of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { form, type Form } from '#form/form.ts';
import { choice, group, many, pick, text } from '#form/question.ts';
import { countsOf } from './counts.ts';
import { notificationOf, notifiedCounts, toBeDeleted } from './notification.ts';

const today = day('2024-01-15');
const about = { why: 'Made up.', holds: 'administrative' } as const;
const tide = [
  { code: 'ebb', label: 'Ebb' },
  { code: 'flood', label: 'Flood' },
] as const;

const toy = form('toy', [
  { id: 'all', title: 'All' },
  { id: 'notify', title: 'Without a name' },
])
  .page(
    'one',
    'One',
    {
      tide: choice({ ...about, label: 'Tide', options: tide, none: ['not-asked'], counts: true }),
      boats: many({ ...about, label: 'Boats', options: [...tide, { code: 'not-specified', label: 'None yet' }], counts: true }),
      harbours: pick({ ...about, label: 'Harbours', list: 'harbours', most: 2, counts: true }),
      trips: group({ ...about, label: 'Trips', each: 'Trip', most: 3, of: { fare: choice({ ...about, label: 'Fare', options: tide, counts: true }) } }),
      quiet: choice({ ...about, label: 'Quiet', options: tide }),
    },
    { section: 'all' },
  )
  .page('two', 'Two', { 'notified-tide': many({ ...about, label: 'Tide', options: tide, counts: true }) }, { section: 'notify' }) as unknown as Form;

const written = (rows: readonly { question: string; code: string; validFrom: string }[]) => rows.map((row) => `${row.question}=${row.code}`);

test('every counted question makes its rows: one, several, an ordered few, one for what is said in rows', () => {
  const answers = { tide: 'ebb', boats: ['flood', 'not-specified', 'ebb'], harbours: ['b', 'a'], trips: [{ fare: 'ebb' }, { fare: 'ebb' }, {}], quiet: 'ebb' };
  assert.deepEqual(written(countsOf(toy, answers, today)), ['tide=ebb', 'boats=flood', 'boats=ebb', 'harbours-1=b', 'harbours-2=a', 'trips.fare=ebb']);
});

test('a second code that is not known is counted beside the first: it was said', () => {
  const rows = countsOf(toy, { harbours: ['b', 'unknown'] }, today).filter((row) => row.question.startsWith('harbours'));
  assert.deepEqual(written(rows), ['harbours-1=b', 'harbours-2=unknown']);
});

test('what nobody has said has a code too', () => {
  assert.deepEqual(written(countsOf(toy, { tide: { none: 'not-asked' } }, today)), [
    'tide=unknown',
    'boats=not-specified',
    'harbours-1=unknown',
    'trips.fare=unknown',
  ]);
});

test('a notification carries and counts each question of its pages, and destroys all others', () => {
  const of = { nation: 'shire', organisation: 'watch', day: today };
  const made = notificationOf(toy, { 'notified-tide': ['flood', 'ebb'], quiet: 'ebb' }, of);
  assert.ok(made);
  assert.deepEqual(written(notifiedCounts(toy, made)), ['notified=shire', 'notified-responder=watch', 'notified-tide=ebb', 'notified-tide=flood']);
  assert.equal(notificationOf(toy, {}, of), undefined);
  assert.deepEqual(toBeDeleted(toy, { 'notified-tide': ['ebb'], quiet: 'ebb' }), [{ holds: 'administrative', labels: ['Quiet'] }]);
});

test('a sentence cannot be counted', () => {
  const wordy = form('wordy', [{ id: 'all', title: 'All' }]).page('one', 'One', { tale: text({ ...about, label: 'Tale', counts: true }) }, { section: 'all' });
  assert.throws(() => countsOf(wordy as unknown as Form, { tale: 'Once' }, today), /tale says that it counts/);
});
