// What practice shows of a helpline: enough to learn on, all of it invented, the worst of it first.
import assert from 'node:assert/strict';
import { signalSome } from '#practice/signals.ts';
import { onEveryEngine } from './engines.ts';
import { sit, walking } from './walk.ts';

onEveryEngine('whoever practises at the helpline finds reports to answer, the one with danger first and none buried by a flood', async (_t, db) => {
  await walking(db, async (walk) => {
    await signalSome(walk.house.kit);
    const bracken = await sit(walk, 'practice-bracken');
    const lines = [...new Set([...(await bracken.go('/helpline/desk')).text.matchAll(/href="(\/helpline\/desk\/[^"]+)"/g)].map(([, at]) => at ?? ''))];
    assert.equal(lines.length, 15);
    const first: string[] = [];
    for (const at of lines.slice(0, 2)) {
      await bracken.submit(at, {}, `${at}/open`);
      first.push((await bracken.go(at)).text);
    }
    for (const worst of [/A man hit him today/, /knocked and called for help/])
      assert.ok(
        first.some((text) => worst.test(text)),
        String(worst),
      );
    const figures = (await (await sit(walk, 'practice-heather')).go('/figures/signals')).text;
    assert.match(figures, /Labour exploitation[^]*No sign of exploitation/, 'in words, not codes');
    assert.match(figures, />10</, 'a month has enough to be shown');
    assert.match(figures, /Situations by month[^]*All<[^]*>5</, 'so have situations');
  });
});
