// Who can open what somebody reported: the team it was sent to, and nobody by guessing numbers.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { purposes } from '#access/purposes.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { personas } from '#practice/people.ts';
import { fileOf, filesOf, messagesOf, openerOf, signalsOf } from '#rooms/signal/store.ts';
import { onEveryEngine, onPostgres } from './engines.ts';
import { promised, proving } from './promise.ts';
import { newReport, sendReport } from './reports-sent.ts';
import { sit, startWalk, visitor, walking } from './walk.ts';

const team = personas.filter(({ actor }) => actor.role === 'helpline-adviser');
const others = personas.filter(({ actor }) => actor.role !== 'helpline-adviser');

onEveryEngine('a report and the key that opens it are shown to advisers of its team, and to nobody else for any purpose', async (_t, db) => {
  await walking(db, async ({ base }) => {
    await sendReport(newReport('page'), { base, mail: 0 });
    const [adviser] = team;
    assert.ok(adviser && others.length > 20);
    const { line, at } = await db.as(adviser.actor, 'intake', async (tx) => {
      const [one] = await signalsOf(tx, { closed: false, most: 9 });
      assert.ok(one && (await openerOf(tx, one.opener)) && (await messagesOf(tx, one.file, 'team')).length === 1, 'the team opens it');
      const [file] = await filesOf(tx, one.file);
      assert.ok(file && (await fileOf(tx, one.file, file)));
      return { line: one, at: file };
    });
    const reads: readonly ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => openerOf(tx, line.opener),
      (tx) => signalsOf(tx, { closed: false, most: 9 }).then((all) => all[0]),
      (tx) => messagesOf(tx, line.file, 'team').then((all) => all[0]),
      (tx) => fileOf(tx, line.file, at),
    ];
    let tries = 0;
    for (const actor of [...others.map((one) => one.actor), { ...adviser.actor, team: 'another' }, { ...adviser.actor, organisation: 'another' }, theService]) {
      for (const purpose of purposes) {
        // The program keeps what comes in and hands sealed bytes to who brings a number; it has no key to them.
        for (const read of actor === theService && purpose === 'intake' ? reads.slice(0, 1) : reads) {
          tries += 1;
          const found = await db.as(actor, purpose, read).catch((wrong: unknown) => {
            if ((wrong as { code?: string }).code !== '42501') throw wrong;
            return undefined;
          });
          assert.equal(found, undefined, `${actor.role} for ${purpose}`);
        }
      }
    }
    let doors = 0;
    for (const { id } of others) {
      const who = await sit({ base }, id);
      for (const door of ['/answer', '/file/1/1', ''].map((rest) => `/helpline/desk/${line.reference}${rest}`)) {
        assert.ok([403, 404].includes((await who.go(door)).status), `${id} at ${door}`);
        doors += 1;
      }
    }
    promised(
      'P2',
      `${db.engine}: a report, its file and the key of its team, asked for ${tries} times in the database (everybody of another role, an adviser of another team, the program; for each purpose) and ${doors} times at the doors: 0 opened. Who holds the root key and the database itself can open all; that is said in SECURITY.md`,
    );
  });
});

onPostgres('guessing numbers opens nothing: every guess gets the answer of a report without one, and beyond a limit none', async (t, db) => {
  const walk = await startWalk(db);
  try {
    for (let i = 0; i < 5; i += 1) await sendReport(newReport('page'), { base: walk.base, mail: 0 });
    const who = visitor(walk.base);
    const token = /name="_csrf" value="([^"]+)"/.exec((await who.go('/write/back')).text)?.[1] ?? '';
    const guess = (number: string) =>
      who.go('/write/back', { method: 'POST', body: new URLSearchParams({ _csrf: token, number }), headers: { 'sec-fetch-site': 'same-origin' } });
    const bare = (text: string): string => text.replace(/\d{5}( \d{5}){3}|value="\d{20}"|value="[\w-]{43}"|nonce-[\w+/=-]+/g, '');
    const answers = new Map<string, number>();
    let refused = 0;
    const many = proving() ? 5000 : 400;
    const next = async (left: { n: number }): Promise<void> => {
      while ((left.n -= 1) >= 0) {
        const { status, text } = await guess(Array.from({ length: 20 }, () => randomInt(10)).join(''));
        if (status === 429) refused += 1;
        else answers.set(bare(text), (answers.get(bare(text)) ?? 0) + 1);
      }
    };
    const left = { n: many };
    await Promise.all(Array.from({ length: 25 }, () => next(left)));
    assert.equal(answers.size, 1, 'one answer for all of them');
    assert.ok(refused > 0, 'beyond the limit nothing is looked up');
    const figure = `${many.toLocaleString('en')} numbers of reports guessed beside 5 that are somebody’s: none opened anything, all looked like one without an answer, ${refused} were not looked up at all; a number has 66 random bits, and all together may ask 300 times a minute`;
    t.diagnostic(figure);
    promised('P3', figure);
  } finally {
    await walk.close();
  }
});
