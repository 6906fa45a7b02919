// The page between two shifts: who is at risk stands first, then whoever needs something before morning, and last what only happened.
import assert from 'node:assert/strict';
import { onEveryEngine } from '#tests/engines.ts';
import { sit, walking, type Visitor } from '#tests/walk.ts';

/** Records are read in the order of their files, which is the other way round from how they must stand. */
const files = { quiet: '00000000-0000-4000-8000-000000000001', waits: '00000000-0000-4000-8000-000000000002', risk: '00000000-0000-4000-8000-000000000003' };
const night = {
  ...{ 'begin-nation': 'england', 'begin-age': 'adult', 'begin-safe': 'no', 'support-urgency': 'now', 'support-need': 'A bed, invented.' },
  ...{ 'support-ways': 'person', 'support-where': '07700 900123', 'support-rules': 'Never text.', 'support-checked': 'yes' },
};

async function begun(worker: Visitor, file: string): Promise<{ home: string; step: (id: string, body: Record<string, string>) => Promise<void> }> {
  const home = (await worker.submit('/begin', { ...night, file })).to ?? '';
  const step = async (id: string, body: Record<string, string>): Promise<void> => {
    assert.equal((await worker.submit(`${home}/step/${id}`, { seen: '1', item: '', ...body })).status, 303, id);
  };
  return { home, step };
}

onEveryEngine('who is at risk comes first in the handover, then who needs something before morning, then what only happened', async (_t, db) => {
  await walking(db, async (walk) => {
    const willow = await sit(walk, 'practice-willow');
    const [quiet, waits, risk] = [await begun(willow, files.quiet), await begun(willow, files.waits), await begun(willow, files.risk)];
    await quiet.step('tried', { 'support-way': 'person', 'support-reached': 'reached' });
    await quiet.step('needs', { 'support-urgency': 'later', 'support-need': 'English lessons, invented.' });
    await risk.step('missing', { 'missing-words': 'Invented.' });
    const { text } = await willow.go('/handover');
    const at = (home: string): number => text.indexOf(`>${home.slice('/support/'.length)}<`);
    for (const { home } of [quiet, waits, risk]) assert.ok(at(home) > 0, home);
    assert.ok(at(risk.home) < at(waits.home), 'the missing person first');
    assert.ok(at(waits.home) < at(quiet.home), 'what can be read later last');
    const [, first = '', second = '', third = ''] = text.split('<section class="nrm-bed">');
    assert.match(first, /At risk/);
    assert.match(second, /Before morning:/);
    assert.doesNotMatch(second, /At risk/);
    assert.doesNotMatch(third, /At risk|Before morning:/);
  });
});
