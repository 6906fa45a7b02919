// Narrowing a worklist: what is chosen is what is shown, one choice can be taken away, and further pages keep it.
import assert from 'node:assert/strict';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, child, sendAs, sit, walking } from '#tests/walk.ts';

onEveryEngine('a list narrowed by what cannot wait, by age and by day shows the cases that fit all of it, and no other', async (_t, db) => {
  await walking(db, async (walk) => {
    const sent = {
      calm: await sendAs(walk.house, 'practice-amber', adult),
      held: await sendAs(walk.house, 'practice-amber', { ...adult, 'still-held': 'yes' }),
      charged: await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['charged'] }),
      child: await sendAs(walk.house, 'practice-amber', { ...child, 'still-held': 'yes' }),
    };
    const birch = await sit(walk, 'practice-birch');
    const shown = async (query: string) => {
      const { text } = await birch.go(`/desk?view=all${query}`);
      return Object.entries(sent).flatMap(([name, { reference }]) => (text.includes(`/case/${reference}`) ? [name] : []));
    };
    const decided = Object.keys(sent).filter((one) => one !== 'child');
    assert.deepEqual(
      (await shown('')).filter((one) => one !== 'child'),
      decided,
    );
    assert.deepEqual(
      (await shown('&harm.still-held=yes')).filter((one) => one !== 'child'),
      ['held'],
    );
    assert.deepEqual(await shown('&harm.still-held=yes&harm.charged=yes&age.adult=yes'), ['held', 'charged'], 'any of these reasons, and an adult');
    assert.deepEqual(await shown('&harm.charged=yes&age.child=yes'), []);
    assert.deepEqual(await shown('&age.adult=yes&due=late'), [], 'sent today, nothing is late');
    assert.deepEqual(await shown('&age.adult=yes&due=week'), decided);
    assert.deepEqual(await shown('&nation.wales=yes'), []);
    assert.deepEqual(await shown("&harm.no-such=yes&nation.'=yes&age.adult=yes"), decided, 'a code that does not exist narrows nothing');
    const { text } = await birch.go('/desk?view=all&harm.charged=yes&age.adult=yes');
    assert.match(text, /Take away:[^<]*<\/span> Adult/);
    assert.match(text, /href="\/desk\?view=all&amp;harm\.charged=yes"/, 'one choice is taken away by a link');
    assert.match((await birch.go('/desk?view=all&harm.charged=yes&age.child=yes')).text, /No case in this list fits all that you chose/);
  });
});
