// Ten million decisions in random worlds: the program's answer and the second opinion from the printed policy, compared one by one.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import type { Request } from '#access/may.ts';
import { verbs } from '#access/policy.ts';
import { purposes } from '#access/purposes.ts';
import { compare, fields, may, moments, printedPolicy, world } from './access-worlds.ts';
import { promised } from './promise.ts';

test('ten million decisions: the program and the second opinion never differ', (t) => {
  const { printed } = printedPolicy();
  const seed = randomInt(2 ** 30);
  const { differences, allowed } = compare(printed, may, seed, 10_000_000);
  t.diagnostic(`seed ${seed}: 10,000,000 decisions, ${allowed} allowed, ${differences.length} different`);
  assert.deepEqual(differences.slice(0, 3), []);
  assert.ok(allowed > 1_000_000);
  promised(
    'P8',
    `10,000,000 decisions in random worlds (seed ${seed}), ${allowed.toLocaleString('en')} allowed: the program and a second reading of the printed policy differ 0 times`,
  );
});

/** Of a case an immigration body reads no more than this, once its own writing of it is over (`./opennrm policy`, "firewall"). */
const receiptAndQuestions: ReadonlySet<string> = new Set(['receipt', 'questions', 'worklist', 'ledger']);

test('an immigration body reads its own words until the first decision, then its receipt and questions, and of nobody else anything', (t) => {
  let [asked, read] = [0, 0];
  const wrong: string[] = [];
  for (let seed = randomInt(2 ** 30); asked < 5_000_000; seed += 1) {
    const { people, records, at } = world(seed);
    const somebody = { ...at.of(people), kind: 'immigration' as const, ...(at.yes(0.7) ? { role: 'first-responder' as const } : {}) };
    for (const record of records) {
      const who = at.yes(0.5) ? { ...somebody, organisation: record.organisation, team: record.team } : somebody;
      for (const purpose of purposes)
        for (const field of fields)
          for (const verb of verbs) {
            const request: Request = { who, record, purpose, field, verb, now: at.of(moments) };
            asked += 1;
            if (!may(request).allowed || verb === 'write') continue;
            read += 1;
            const own = record.organisation === who.organisation;
            const before = record.kind === 'draft' || (record.kind === 'case' && !record.decided);
            if (!own || purpose !== 'intake' || !(before || receiptAndQuestions.has(field))) wrong.push(`${field} of a ${record.kind} for ${purpose}`);
          }
    }
  }
  t.diagnostic(`${asked} asked, ${read} read`);
  assert.deepEqual([...new Set(wrong)], []);
  assert.ok(read > 1_000);
  promised(
    'P9',
    `${asked.toLocaleString('en')} questions of immigration bodies for all ${purposes.length} purposes (there is none for enforcement): of a decided case only receipt and questions, of others’ records nothing`,
  );
});
