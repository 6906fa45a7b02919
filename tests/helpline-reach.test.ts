// Whoever reported is reached as they said, over real HTTP on both engines: read before anybody rings, refused against it, said anew as often as it changes.
import assert from 'node:assert/strict';
import { onEveryEngine } from './engines.ts';
import { later, sit, walking } from './walk.ts';

const base = { 'reach-checked': 'yes', 'reach-ways': ['person', 'email'], 'reach-where': '07700 900123', 'reach-rules': 'Ask for Invented Mo.' };

onEveryEngine('a call back goes by a way they called safe, at their times, after their word, and by none once they say no more', async (_t, db) => {
  await walking(db, async (walk) => {
    const [bracken, amber] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-amber')];
    await bracken.submit('/helpline/letter', { mark: 'one', words: 'Something invented happens in Invented Road', danger: 'no' });
    const reference = /\/helpline\/desk\/([0-9A-Z-]{14})/.exec((await bracken.go('/helpline/desk')).text)?.[1] ?? '';
    const at = `/helpline/desk/${reference}`;
    const reach = `${at}/reach`;
    assert.equal((await bracken.go(reach)).status, 404, 'nothing of it before somebody has opened it');
    assert.equal((await bracken.submit(at, {}, `${at}/open`)).status, 303);
    assert.match((await bracken.go(at)).text, /Do not ring or write to them\.[^]*Nobody has said a safe way/);
    assert.match((await bracken.go(`/helpline/desk/${reference}/answer`)).text, /No answer can be left for them/);
    assert.equal(
      (await bracken.submit(`/helpline/desk/${reference}/answer`, { do: 'reply', phrases: ['thanks'], words: 'Invented', reads: 'en' })).status,
      409,
    );
    const tried = (body: Record<string, string | string[]> = {}) =>
      bracken.submit(reach, { 'tried-way': 'person', 'tried-outcome': 'no-answer', seen: '1', ...body }, `${at}/tried`);
    assert.equal((await tried({ seen: '0' })).status, 409, 'nobody said a way');
    assert.equal((await bracken.submit(reach, { ...base, 'reach-checked': '' })).status, 400);
    assert.equal((await bracken.submit(reach, base)).status, 303);
    assert.match((await bracken.go(at)).text, /They may be reached now:[^]*ring them; e-mail[^]*07700 900123[^]*Ask for Invented Mo\./);
    assert.equal((await tried({ seen: '0' })).status, 409, 'it was said anew since the page was opened');
    assert.equal((await tried()).status, 303);
    assert.match((await tried({ 'tried-way': 'text' })).text, /That way is not one the person called safe/);
    const says = async (more: Record<string, string | string[]>, seen: string, body: Record<string, string | string[]> = {}) => {
      assert.equal((await bracken.submit(reach, { ...base, ...more })).status, 303);
      return tried({ seen, ...body });
    };
    assert.match((await says({ 'reach-times': ['weekend-evening'] }, '2')).text, /Not at this time/);
    assert.match((await says({ 'reach-word': 'Invented heron' }, '3')).text, /The person agreed on a word/);
    assert.equal((await tried({ seen: '3', 'tried-word': ['yes'] })).status, 303);
    assert.match((await bracken.go(at)).text, /Ask for this word before you say anything: Invented heron/);
    assert.equal((await says({ 'reach-never': ['yes'] }, '4')).status, 409);
    assert.match((await bracken.go(at)).text, /Do not ring or write to them/);
    assert.equal((await says({ 'reach-until.day': '20', 'reach-until.month': '1', 'reach-until.year': '2024' }, '5')).status, 303);
    later(walk, 10 * 24 * 60);
    assert.match((await bracken.go(at)).text, /Do not ring or write to them\.[^]*too old, or the day until which it was safe has passed/);
    assert.equal((await tried({ seen: '5' })).status, 409);
    assert.equal((await amber.go(reach)).status, 404, 'nobody but advisers of the team');
  });
});
