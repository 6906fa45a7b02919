// A whole house on a test database, and a visitor who walks through it over real HTTP.
import type { Actor } from '#access/roles.ts';
import { addMinutes, day, instant, type Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Answers } from '#form/question.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { sendReferral } from '#rooms/referral/send.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { build, type House } from '#house.ts';
import { personaOf } from '#practice/people.ts';

export type Walk = { readonly house: House; readonly base: string; readonly close: () => Promise<void> };

/** The house, listening on a free port of this machine. The database is closed with it. */
export async function startWalk(db: Database, today: Day = day('2024-01-15'), country = 'uk'): Promise<Walk> {
  const house = build(db, { today, port: 0, host: '127.0.0.1', country }, process.env['NRM_LOG'] ? console.error : undefined);
  return { house, base: await house.listen(), close: house.close };
}

/** The house for as long as the body runs. */
export async function walking(db: Database, body: (walk: Walk) => Promise<void>): Promise<void> {
  const walk = await startWalk(db);
  try {
    await body(walk);
  } finally {
    await walk.close();
  }
}

/** The same house, so many minutes later by its own clock. */
export function later({ house }: Pick<Walk, 'house'>, minutes: number): void {
  const { now } = house.kit.clock;
  Object.assign(house.kit.clock, { now: () => addMinutes(now(), minutes) });
}

/** The house's clock stands at a moment. */
export function standAt({ house }: Pick<Walk, 'house'>, moment: string): void {
  Object.assign(house.kit.clock, { now: () => instant(moment), today: () => day(moment.slice(0, 10)) });
}

export const stateOf = ({ house: { kit } }: Walk, file: FileId): Promise<CaseFile> =>
  kit.db.as(theService, 'identification', async (tx) => (await kit.ledger.load(tx, caseStream, file)).state);

export type Answer = { readonly status: number; readonly text: string; readonly to: string | null; readonly headers: Headers };

/** What was asked and what was answered. */
export type Exchange = { readonly path: string; readonly init: RequestInit; readonly answer: Answer };

/** A visitor who keeps cookies and follows nothing by itself. `see` is told of every answer. */
export function visitor(base: string, see: (exchange: Exchange) => void = () => undefined) {
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(base + path, { redirect: 'manual', ...init, headers: { cookie, ...(init.headers as Record<string, string> | undefined) } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const said: Answer = { status: answer.status, text: await answer.text(), to: answer.headers.get('location'), headers: answer.headers };
    see({ path, init, answer: said });
    return said;
  };
  const tokenIn = (text: string): string => /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
  /** Opens a page and posts fields as its form would, to the page itself or to another path. */
  const submit = async (page: string, fields: Readonly<Record<string, string | readonly string[]>>, action = page): Promise<Answer> => {
    const token = tokenIn((await go(page)).text);
    const pairs = Object.entries({ _csrf: token, ...fields }).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
    return go(action, { method: 'POST', body: new URLSearchParams(pairs), headers: { 'sec-fetch-site': 'same-origin' } });
  };
  const signIn = async (persona: string): Promise<Answer> => submit('/who-are-you', { persona });
  return { go, submit, signIn, jar };
}

export type Visitor = ReturnType<typeof visitor>;

/** Somebody of the practice staff, signed in. */
export async function sit({ base }: Pick<Walk, 'base'>, persona: string): Promise<Visitor> {
  const one = visitor(base);
  const { status } = await one.signIn(persona);
  if (status !== 303) throw new Error(`${persona} is not let in: ${status}`);
  return one;
}

/** Gives a case to somebody, as whoever may: from the pages of who has it, or from the page that says who does. */
export async function take(by: Visitor, reference: string, to: string): Promise<void> {
  const at = `/case/${reference}`;
  const shown = await by.go(`${at}/take`);
  const { to: next } = await by.submit(shown.to ? `${at}/acts` : `${at}/take`, { to }, `${at}/allocate`);
  if (next !== `/case/${reference}`) throw new Error(`${reference} was not given to ${to}: ${String(next)}`);
}

/** Reads a letter and presses its button to release it. */
export async function release(by: Visitor, letter: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const seen = /name="seen" value="([^"]+)"/.exec((await by.go(letter)).text)?.[1] ?? '';
  return by.submit(letter, { do: 'release', seen, ...more });
}

/** An adult who agrees, told in full: what an invented referral looks like. */
export const adult: Answers = {
  'danger-now': 'no',
  nation: 'england',
  age: 'adult',
  alone: 'yes',
  interpreter: 'none',
  consent: 'given',
  contact: 'person',
  'contact-phone': '07700 900001',
  'contact-checked': 'yes',
  'where-now': 'Invented Town',
  'still-held': 'no',
  needs: ['none-of-these'],
  exploitation: ['labour'],
  why: 'An invented account: wages were kept, and the person could not leave.',
};

export const child: Answers = {
  ...Object.fromEntries(Object.entries(adult).filter(([id]) => id !== 'consent')),
  age: 'child',
  'child-council': ['E09000012'],
  guardian: 'asked',
};

/** Sends an invented referral as a persona, by the same functions as the pages. Gives its reference. */
export async function sendAs(house: House, persona: string, answers: Answers = adult): Promise<{ file: FileId; reference: Reference }> {
  const { kit } = house;
  const actor: Actor = personaOf(persona).actor;
  const desk = { kit, form: referral, colleagues: [] };
  const file = await kit.db.as(actor, 'intake', async (tx) => {
    const made = await newDraft(tx, { label: 'Invented', nation: String(answers['nation'] ?? 'england'), today: kit.clock.today(), now: kit.clock.now() });
    await keepDraft(tx, made, referral, { answers, origins: {} }, 'en');
    return made;
  });
  const sent = await sendReferral(desk, { actor, file, now: kit.clock.now(), today: kit.clock.today() });
  if (!sent.ok) throw new Error(`not sent: ${sent.code}`);
  const found = await kit.db.as(actor, 'intake', (tx) => fileOf(tx, file));
  if (!found?.reference) throw new Error('sent without a reference');
  await house.settled();
  return { file, reference: found.reference };
}

/** A positive first decision as it is typed: a finding and a reason for each element. */
export const positive = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'uncited.act': 'Nothing invented to point at.',
  'because.act': 'An invented reason, line 1.',
  'finding.means': 'met',
  'uncited.means': 'Nothing invented to point at.',
  'because.means': 'An invented reason, line 2.',
  'finding.purpose': 'met',
  'uncited.purpose': 'Nothing invented to point at.',
  'because.purpose': 'An invented reason, line 3.',
  outcome: 'positive',
  do: 'decide',
};
