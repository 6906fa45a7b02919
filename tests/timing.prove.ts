// How long a "no" takes: what is there and not yours against what never was, pair by pair in one run, on PostgreSQL. PROVE_PAIRS says how many (1000).
import assert from 'node:assert/strict';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { checkCode, reference } from '#base/id.ts';
import { day } from '#base/day.ts';
import { build } from '#house.ts';
import { onPostgres } from '#tests/engines.ts';
import { promised } from './promise.ts';
import { newReport, sendReport } from './reports-sent.ts';
import { sendAs, visitor, type Answer } from './walk.ts';

const pairs = Number(process.env['PROVE_PAIRS'] ?? 1000);
/**
 * The share of pairs in which somebody's took longer than nobody's; a half where time tells nothing. Between two coins' tosses of this many
 * pairs the share strays by four standard deviations less than once in ten thousand runs. What is left above that must stay a poor guess:
 * whoever times one answer is right at most this often.
 */
const bound = 0.6;
const chance = 4 * Math.sqrt(0.25 / pairs);

const median = (of: readonly number[]): number => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
const newReference = (): string => reference(randomBytes(8));

/** `of`: which promise it speaks of, where that is not P8. */
type Door = { readonly name: string; readonly of?: 'P3'; readonly somebodys: () => Promise<Answer>; readonly nobodys: () => Promise<Answer> };
const tokenIn = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

type Timed = { readonly longer: number; readonly ratio: number };

async function timeOf(ask: () => Promise<Answer>): Promise<{ readonly took: number; readonly status: number }> {
  const began = performance.now();
  const { status } = await ask();
  return { took: performance.now() - began, status };
}

async function timed({ name, somebodys, nobodys }: Door): Promise<Timed> {
  const [of, not]: [number[], number[]] = [[], []];
  let longer = 0;
  // Some first, unmeasured: what is compiled and cached then is so for both.
  for (let i = -50; i < pairs; i += 1) {
    const first = randomInt(2) === 0;
    const one = await timeOf(first ? somebodys : nobodys);
    const other = await timeOf(first ? nobodys : somebodys);
    assert.equal(one.status, other.status, name);
    if (i < 0) continue;
    const [here, nowhere] = first ? [one.took, other.took] : [other.took, one.took];
    of.push(here);
    not.push(nowhere);
    longer += here > nowhere ? 1 : 0;
  }
  return { longer: longer / pairs, ratio: median(of) / median(not) };
}

onPostgres('nobody tells by the time of an answer whether an identifier is somebody’s', async (t, db) => {
  const house = build(db, { today: day('2024-01-15'), port: 0, host: '127.0.0.1', country: 'uk', rateTimes: 1000 });
  try {
    const base = await house.listen();
    const there: { file: string; reference: string }[] = [];
    for (let i = 0; i < 40; i += 1) there.push(await sendAs(house, 'practice-amber'));
    const some = () => there[randomInt(there.length)] ?? { file: '', reference: '' };
    const as = async (persona: string) => {
      const who = visitor(base);
      await who.signIn(persona);
      return who;
    };
    const [juniper, linden, hazel] = [await as('practice-juniper'), await as('practice-linden'), await as('practice-hazel')];
    const door = (name: string, who: typeof juniper, path: string): Door => ({
      name,
      somebodys: () => who.go(path + some().reference),
      nobodys: () => who.go(path + newReference()),
    });
    const doors = [
      door('a referral of another organisation', juniper, '/sent/'),
      door('a case that another authority decides', hazel, '/case/'),
      door('its papers', hazel, '/evidence/'),
      door('a case nobody granted', linden, '/granted/'),
      { name: 'a draft by its id', somebodys: () => juniper.go(`/drafts/${some().file}`), nobodys: () => juniper.go(`/drafts/${randomUUID()}`) },
    ];
    const stranger = visitor(base);
    const token = tokenIn((await stranger.go('/check')).text);
    const check = (code: string) =>
      stranger.go('/check', { method: 'POST', body: new URLSearchParams({ _csrf: token, code }), headers: { 'sec-fetch-site': 'same-origin' } });
    const ended = await endedCodes(base, there);
    doors.push({
      name: 'the code of a letter that has ended',
      somebodys: () => check(ended[randomInt(ended.length)] ?? ''),
      nobodys: () => check(checkCode(randomBytes(10))),
    });
    const numbers = await numbersOf(base);
    const opener = visitor(base);
    const mark = tokenIn((await opener.go('/write/back')).text);
    const open = (at: string, fields: Readonly<Record<string, string>>) => (number: string) =>
      opener.go(at, { method: 'POST', body: new URLSearchParams({ _csrf: mark, ...fields, number }), headers: { 'sec-fetch-site': 'same-origin' } });
    for (const [name, ask] of [
      ['the number of a report that has no answer yet', open('/write/back', {})],
      ['its answers in another language', open('/write/more?lang=ar', {})],
      ['how far its ask to be referred is', open('/write/ask/next', {})],
      ['a choice about it', open('/write/ask/choose', { choice: 'yes' })],
    ] as const)
      doors.push({
        name,
        of: 'P3',
        somebodys: () => ask(numbers[randomInt(numbers.length)] ?? ''),
        nobodys: () => ask(Array.from({ length: 20 }, () => randomInt(10)).join('')),
      });
    const [said, told]: [Parameters<typeof promised>[], string[]] = [[], []];
    for (const one of doors) {
      const found = await timed(one);
      const line = `${one.name}: in ${(found.longer * 100).toFixed(1)} % of ${pairs.toLocaleString('en')} pairs somebody’s answer took longer than nobody’s (50 % would tell nothing), medians ${found.ratio.toFixed(3)} to 1`;
      t.diagnostic(line);
      said.push([one.of ?? 'P8', line]);
      if (Math.abs(found.longer - 0.5) >= bound - 0.5 + chance) told.push(line);
    }
    assert.deepEqual(told, [], 'by the time of one answer it could be told');
    for (const line of said) promised(...line);
  } finally {
    await house.close();
  }
});

/** Codes that were of letters in force until somebody said that they are in the wrong hands. */
async function endedCodes(base: string, there: readonly { readonly reference: string }[]): Promise<readonly string[]> {
  const amber = visitor(base);
  await amber.signIn('practice-amber');
  const codes: string[] = [];
  for (const one of there.slice(0, 20)) {
    const at = `/sent/${one.reference}/status`;
    codes.push(/nrm-check-code"><strong class="nrm-reference">([0-9A-Z-]{19})</.exec((await amber.go(at)).text)?.[1] ?? '');
    await amber.submit(at, { why: 'not-wanted' });
  }
  assert.ok(codes.every((code) => code !== ''));
  return codes;
}

/** Numbers of reports that nobody has answered. */
async function numbersOf(base: string): Promise<readonly string[]> {
  const heard: string[] = [];
  for (let i = 0; i < 40; i += 1) heard.push(await sendReport(newReport('page'), { base, mail: 0 }));
  return heard;
}
