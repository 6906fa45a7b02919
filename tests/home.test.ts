// The decision maker's home over real HTTP: what waits on whom, asking ten people again in one act, covering leave, coming up, taking back.
import assert from 'node:assert/strict';
import { turnOfDay } from '#desk/turn-job.ts';
import { day } from '#base/day.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sendAs, sit, stateOf, walking, type Visitor, type Walk } from '#tests/walk.ts';

type Sent = Awaited<ReturnType<typeof sendAs>>;

/** A case that a caseworker has. */
async function given(walk: Walk, birch: Visitor, to = 'practice-birch'): Promise<Sent> {
  const sent = await sendAs(walk.house, 'practice-amber');
  assert.equal((await birch.submit(`/case/${sent.reference}/acts`, { to }, `/case/${sent.reference}/allocate`)).status, 303);
  return sent;
}
const question = (of: string, what = 'Which day was the person found?') => ({ question: what, of });
const lists = async (one: Visitor, view: string): Promise<string> => (await one.go(`/desk?view=${view}`)).text;

onEveryEngine('what waits on one, on others and is ready stands in lists of its own, with whom it waits for since when', async (_t, db) => {
  await walking(db, async (walk) => {
    const birch = await sit(walk, 'practice-birch');
    const { reference, file } = await given(walk, birch);
    assert.match(await lists(birch, 'ready'), new RegExp(`Ready to decide \\(1\\)[^]*${reference}[^]*what the law needs for it is there`));
    await birch.submit(`/case/${reference}/questions`, question('referrer'), `/case/${reference}/ask`);
    assert.doesNotMatch(await lists(birch, 'ready'), new RegExp(reference), 'a question is open');
    const waiting = await lists(birch, 'others');
    assert.match(
      waiting,
      new RegExp(`${reference}[^]*Who referred the person, asked on 15 January 2024, wanted by 29 January 2024; asked again by the service on 30 January 2024`),
    );
    // Outside the service nobody is asked again by the program: on the day it waits on whoever has the case.
    const other = await given(walk, birch);
    await birch.submit(`/case/${other.reference}/questions`, question('police'), `/case/${other.reference}/ask`);
    assert.match(
      await lists(birch, 'others'),
      new RegExp(`${other.reference}[^]*The police, asked on 15 January 2024[^]*write or ring again on 30 January 2024`),
    );
    await turnOfDay(walk.house.kit, day('2024-01-30'));
    assert.match(await lists(birch, 'you'), new RegExp(`${other.reference}[^]*You to write or ring again`));
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
    // A day and a reason: until then it waits for others, on the day for whoever has it.
    const refused = await birch.submit(`/case/${reference}/do/forward`, {
      'forward-on.day': '14',
      'forward-on.month': '1',
      'forward-on.year': '2024',
      'forward-why': 'x',
    });
    assert.equal(refused.status, 400, 'a day that has passed is no day to come up on');
    const when = { 'forward-on.day': '5', 'forward-on.month': '2', 'forward-on.year': '2024', 'forward-why': 'The invented hospital rings back then.' };
    assert.equal((await birch.submit(`/case/${reference}/do/forward`, when)).status, 303);
    assert.equal((await stateOf(walk, file)).decision.comesUp, '2024-02-05');
    await turnOfDay(walk.house.kit, day('2024-02-04'));
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
    await turnOfDay(walk.house.kit, day('2024-02-05'));
    assert.match(await lists(birch, 'you'), new RegExp(`${reference}[^]*You wanted it to come up[^]*The invented hospital rings back then`));
    assert.equal((await birch.submit(`/case/${reference}/do/forward-done`, {})).status, 303);
    assert.doesNotMatch(await lists(birch, 'you'), new RegExp(reference));
  });
});
