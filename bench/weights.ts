// How heavy pages are: every page of the referral form for an adult and for a child, the main pages, style sheet and scripts.
// `node bench/weights.ts`
import { gzipSync } from 'node:zlib';
import { questionsOf } from '#form/form.ts';
import { path } from '#form/path.ts';
import type { Answers } from '#form/question.ts';
import { loadAssets } from '#kit/web/assets.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { openMemory } from '#tests/engines.ts';
import { adult, child, sendAs, startWalk, visitor } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';
import { kib, table } from './stand/clock.ts';
import { end } from './stand/stand.ts';

/** A page of questions may weigh this much as it is sent. */
const most = 60 * 1024;
const amber = personaOf('practice-amber').actor;

/** Answers after which every page of the form is asked in one draft or another. */
const drafts: Readonly<Record<string, Answers>> = {
  adult: {
    ...adult,
    alone: 'no',
    interpreter: 'needed',
    needs: ['arrested', 'charged', 'court', 'detained', 'removal', 'visa-end', 'bed-tonight'],
    exploitation: ['sexual', 'labour', 'domestic', 'criminal', 'organ-harvesting'],
  },
  child: { ...child, exploitation: ['sexual', 'labour', 'domestic', 'criminal', 'organ-harvesting'] },
  notification: { ...adult, consent: 'refused' },
};

/** Every repeating group with as many rows as it may have: ten episodes, ten journeys. */
const rowsFull: Answers = Object.fromEntries(
  Object.entries(questionsOf(referral)).flatMap(([id, question]) => {
    if (question.kind !== 'group') return [];
    const told = Object.entries(question.of).find(([, one]) => one.kind === 'text')?.[0];
    if (!told) return [];
    return [[id, Array.from({ length: question.most }, (_, i) => ({ [told]: `Invented, number ${i + 1}: what is known of this one, in a line.` }))]];
  }),
);

const db = await openMemory();
const walk = await startWalk(db);
const { kit } = walk.house;
const reader = visitor(walk.base);
await reader.signIn('practice-amber');

type Weight = { readonly name: string; readonly bytes: number; readonly gzip: number };
async function weigh(name: string, at: string, by = reader): Promise<Weight> {
  const answer = await by.go(at);
  if (answer.status !== 200) throw new Error(`${at} answered ${answer.status}, to ${answer.to}`);
  return { name, bytes: Buffer.byteLength(answer.text), gzip: gzipSync(answer.text).length };
}

async function draft(answers: Answers): Promise<string> {
  return kit.db.as(amber, 'intake', async (tx) => {
    const file = await newDraft(tx, { label: 'Invented', nation: 'england', today: kit.clock.today(), now: kit.clock.now() });
    await keepDraft(tx, file, referral, { answers, origins: {} }, 'en');
    return file;
  });
}

const pages = new Map<string, Weight>();
const others: Weight[] = [];
for (const [who, answers] of Object.entries(drafts)) {
  const file = await draft(answers);
  for (const page of path(referral, answers)) {
    const weight = await weigh(page.id, `/drafts/${file}/p/${page.id}`);
    if (weight.bytes > (pages.get(page.id)?.bytes ?? 0)) pages.set(page.id, weight);
  }
  others.push(await weigh(`task list (${who})`, `/drafts/${file}`));
  // A notification is checked only once all its ticks are made.
  if (who !== 'notification') others.push(await weigh(`answers to check (${who})`, `/drafts/${file}/check`));
}
const full = await draft({ ...drafts['adult'], ...rowsFull });
for (const page of path(referral, drafts['adult'] ?? {}).filter((one) => Object.keys(one.questions).some((id) => Object.hasOwn(rowsFull, id)))) {
  pages.set(`${page.id}, all rows`, await weigh(`${page.id}, all rows`, `/drafts/${full}/p/${page.id}`));
}
const left = referral.pages.filter((page) => !pages.has(page.id)).map((page) => page.id);

const { reference } = await sendAs(walk.house, 'practice-amber');
const birch = visitor(walk.base);
await birch.signIn('practice-birch');
others.push(
  await weigh('first page', '/', visitor(walk.base)),
  await weigh('who are you today', '/who-are-you', visitor(walk.base)),
  await weigh('shift list', '/referral'),
  await weigh('what was sent, one case', `/sent/${reference}`),
  await weigh('worklist, one case', '/desk?view=unallocated', birch),
  await weigh('case', `/case/${reference}`, birch),
  await weigh('the law', '/law'),
);

const byWeight = [...pages.values()].sort((one, other) => other.bytes - one.bytes);
console.log(`${referral.pages.length - left.length} of ${referral.pages.length} pages of the form; each may weigh ${kib(most)} as sent (HTML, not compressed)`);
console.log(table([['heaviest pages of the form', 'HTML', 'gzip'], ...byWeight.slice(0, 8).map((one) => [one.name, kib(one.bytes), kib(one.gzip)])]));
console.log(
  `half of them weigh less than ${kib(byWeight[Math.floor(byWeight.length / 2)]?.bytes ?? 0)}; the lightest is ${byWeight.at(-1)?.name} with ${kib(byWeight.at(-1)?.bytes ?? 0)}\n`,
);
console.log(table([['other pages', 'HTML', 'gzip'], ...others.map((one) => [one.name, kib(one.bytes), kib(one.gzip)])]));
const { files } = loadAssets();
const code = [...files]
  .filter(([name]) => /\.(css|js)$/.test(name))
  .map(([name, { plain, br }]) => [name, kib(plain.length), kib(gzipSync(plain, { level: 9 }).length), kib(br.length)]);
console.log(`\n${table([['sent once and kept by the browser', 'plain', 'gzip', 'brotli'], ...code])}`);

const heavy = byWeight.filter((one) => one.bytes >= most);
if (heavy.length > 0 || left.length > 0) {
  process.exitCode = 1;
  for (const one of heavy) console.log(`TOO HEAVY: ${one.name} weighs ${kib(one.bytes)}`);
  if (left.length > 0) console.log(`NOT WEIGHED: ${left.join(', ')}`);
} else console.log(`ok: every page of the form is below ${kib(most)}`);
await walk.close();
end();
