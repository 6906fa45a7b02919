// A person in support with a worker who is named, and a door of their own: as the pages make them.
import assert from 'node:assert/strict';
import type { FileId } from '#base/id.ts';
import { adult, sendAs, sit, visitor, type Answer, type Visitor, type Walk } from './walk.ts';

const finding = (element: string) => ({ [`finding.${element}`]: 'met', [`uncited.${element}`]: 'Nothing invented.', [`because.${element}`]: 'Invented.' });
const positive = { stage: 'reasonable-grounds', round: '1', ...finding('act'), ...finding('means'), ...finding('purpose'), outcome: 'positive', do: 'decide' };
const aReference = /\/support\/([0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})/g;

export type Supported = { readonly file: FileId; readonly reference: string; readonly record: string; readonly willow: Visitor };

/** Referred, recognised, in support, and looked after by Willow. */
export async function supported(walk: Walk, more: Readonly<Record<string, unknown>> = {}): Promise<Supported> {
  const { reference, file } = await sendAs(walk.house, 'practice-amber', {
    ...adult,
    'given-name': 'Canaria',
    'family-name': 'Nightingalia',
    ...more,
  } as typeof adult);
  const birch = await sit(walk, 'practice-birch');
  await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
  const willow = await sit(walk, 'practice-willow');
  const records = async () => new Set([...(await willow.go('/support')).text.matchAll(aReference)].map((found) => found[1] ?? ''));
  const before = await records();
  assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  const record = [...(await records())].find((one) => !before.has(one)) ?? '';
  assert.equal((await willow.submit(`/support/${record}/do/name`, { 'grant-for': '30' })).status, 303);
  return { file, reference, record, willow };
}

export type Words = { readonly first: string; readonly further: string; readonly harmless: string };

/** What the worker is shown, once. */
export async function giveDoor({ willow, record }: Pick<Supported, 'willow' | 'record'>, style = 'words'): Promise<Words> {
  const { status, text } = await willow.submit(`/support/${record}/door`, { style });
  assert.equal(status, 200, text);
  const [first = '', further = '', harmless = ''] = [...text.matchAll(/class="nrm-words"[^>]*>([^<]+)</g)].map((found) => found[1] ?? '');
  return { first, further, harmless };
}

let phones = 0;
/** Each phone has an address of its own: what is tried from one is counted there. */
export async function tryWords(phone: Visitor, path: '/notebook' | '/notebook/more', words: string, from?: string): Promise<Answer> {
  const token = /name="_csrf" value="([^"]+)"/.exec((await phone.go(path)).text)?.[1] ?? '';
  phones += 1;
  const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from ?? `198.51.${phones >> 8}.${phones & 255}` };
  return phone.go(path, { method: 'POST', body: new URLSearchParams({ _csrf: token, words }), headers });
}

/** The person with their phone, who has typed their words; and the further ones, where they are given. */
export async function comeIn({ base }: Pick<Walk, 'base'>, words: string, further?: string): Promise<Visitor> {
  const phone = visitor(base);
  const came = await tryWords(phone, '/notebook', words);
  assert.deepEqual([came.status, came.to], [303, '/notebook/home'], came.text);
  if (further) assert.equal((await tryWords(phone, '/notebook/more', further)).to, '/notebook/home');
  return phone;
}
