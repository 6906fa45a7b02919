// A walk through every form of the program with a canary in each field, then every door by everybody with canaries in all that can be sent.
import assert from 'node:assert/strict';
import { uk } from '#countries/uk/uk.ts';
import { questionsOf } from '#form/form.ts';
import type { Answers, Question, Value } from '#form/question.ts';
import { mayPass } from '#kit/web/guard.ts';
import type { Route } from '#kit/web/page.ts';
import { referral } from '#rooms/referral/form.ts';
import { personas } from '#practice/people.ts';
import type { Canaries } from './canaries.ts';
import { filled, formsIn, linksIn, sendForm, type Choices, type Form } from './crawl.ts';
import { proving } from './promise.ts';
import { adult, visitor, type Answer, type Exchange } from './walk.ts';

export type Walked = { readonly base: string; readonly secret: string; readonly canary: Canaries; readonly see: (exchange: Exchange) => void };
type Who = ReturnType<typeof visitor>;

/** What the walk must say to come on. */
const choices: Choices = {
  'danger-now': 'no',
  nation: 'england',
  age: 'adult',
  alone: 'yes',
  consent: 'given',
  contact: 'person',
  'contact-checked': 'yes',
  council: null,
  children: '2',
  outcome: 'positive',
};
const later = /^(court-date|removal-date|visa-end-date|contact-until)/;

const fillWith =
  (canary: Canaries) =>
  (name: string): string => {
    if (/phone/.test(name)) return canary.number;
    if (/e?mail|my-team/.test(name)) return canary.email;
    if (/postcode/.test(name)) return 'ZZ9 9ZZ';
    if (name.endsWith('.day')) return '7';
    if (name.endsWith('.month')) return '3';
    if (name.endsWith('.year')) return later.test(name) ? '2025' : '1971';
    return canary.of(`field ${name}`);
  };

async function follow(who: Who, answer: Answer): Promise<{ at: string; answer: Answer }> {
  let at = '';
  let now = answer;
  for (let i = 0; i < 8 && now.to; i += 1) now = await who.go((at = now.to));
  return { at, answer: now };
}

/** Fills the form of a page and sends it; what is said to be wrong is left empty the second time. */
export async function fillAndSend(walked: Walked, who: Who, form: Form, more: Choices = {}, button?: string): Promise<{ at: string; answer: Answer }> {
  const file = { name: `${walked.canary.of('file name')}.txt`, text: `A text file: ${walked.canary.of('file content')}` };
  const values = filled(form, fillWith(walked.canary), { ...choices, ...more });
  const first = await sendForm(who, form, values, { file, ...(button ? { button } : {}) });
  if (first.status !== 400) return follow(who, first);
  const wrong = [...first.text.matchAll(/href="#([^"]+)"/g)].map((match) => match[1] ?? '');
  const rest = values.filter(([name]) => name === '_csrf' || !wrong.some((one) => one === name || name.startsWith(`${one}.`) || one.startsWith(`${name}.`)));
  return follow(who, await sendForm(who, form, rest, { file, ...(button ? { button } : {}) }));
}

const formOf = (text: string, at: string, action: RegExp): Form | undefined =>
  formsIn(text, at).find((form) => form.fields.length > 0 && action.test(form.action));

/** Every page of a new draft, filled in; gives its address. */
export async function draftOf(walked: Walked, who: Who, more: Choices = {}): Promise<string> {
  const start = await who.go('/referral');
  const opened = formOf(start.text, '/referral', /^\/referral$/);
  assert.ok(opened);
  let { at, answer } = await fillAndSend(walked, who, opened);
  const base = /^\/drafts\/[0-9a-f-]{36}/.exec(at)?.[0] ?? '';
  const done = new Set<string>();
  const todo: string[] = [];
  for (let i = 0; i < 120; i += 1) {
    const path = at.split('?')[0] ?? '';
    const form = done.has(path) ? undefined : formOf(answer.text, at, /\/drafts\/[0-9a-f-]{36}\/p\//);
    done.add(path);
    todo.push(...linksIn(answer.text).filter((href) => href.startsWith(`${base}/`) && !/evidence|delete|notify|send/.test(href)));
    if (form) {
      ({ at, answer } = await fillAndSend(walked, who, form, more, 'save'));
      continue;
    }
    const next = [...todo, base, `${base}/check`].find((href) => !done.has(href.split('?')[0] ?? ''));
    if (!next) break;
    answer = await who.go((at = next));
  }
  assert.ok(done.size > 7, `only ${done.size} pages`);
  return base;
}

/** A referral as a program sends it: a canary in every text, in rows of groups too. */
export function answersWith(canary: Canaries): Answers {
  const valueOf = (id: string, question: Question): Value | undefined => {
    if (question.kind === 'text') {
      if (question.shape === 'phone') return canary.number;
      if (question.shape === 'email') return canary.email;
      if (question.shape === 'postcode') return 'ZZ9 9ZZ';
      return canary.of(`answer ${id}`);
    }
    if (question.kind === 'choice') return question.options[0]?.code;
    if (question.kind === 'many') return question.options.slice(0, 1).map((option) => option.code);
    if (question.kind === 'pick') return (uk.lists[question.list]?.items ?? []).slice(0, 1).map((item) => item.code);
    if (question.kind === 'number') return question.least;
    if (question.kind === 'date') return later.test(id) ? '2025-03-07' : '1971-03-07';
    if (question.kind === 'span') return { earliest: '2019-03-07', latest: '2019-03-08', words: canary.of(`words of ${id}`) } as Value;
    if (question.kind !== 'group') return undefined;
    const row = Object.fromEntries(
      Object.entries(question.of).flatMap(([one, of]) => [[one, valueOf(`${id}.${one}`, of)]].filter(([, value]) => value !== undefined)),
    );
    return [row] as Value;
  };
  const texts = Object.entries(questionsOf(referral)).flatMap(([id, question]) => {
    const value = id in adult ? undefined : valueOf(id, question);
    return value === undefined || /^(child-|guardian|notified)/.test(id) ? [] : [[id, value] as const];
  });
  const more = {
    'contact-phone': canary.number,
    'where-now': canary.of('answer where-now'),
    why: canary.of('answer why'),
    'birth-date': '1971-03-07',
    needs: ['court', 'removal', 'visa-end'],
  };
  return { ...Object.fromEntries(texts), ...adult, ...more };
}

export async function sendByProgram({ base, secret, canary, see }: Walked): Promise<string> {
  const init = {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': canary.of('idempotency key') },
    body: JSON.stringify({ answers: answersWith(canary) }),
  };
  const answer = await visitor(base, see).go('/api/v1/referrals', init);
  assert.equal(answer.status, 201, answer.text);
  return (JSON.parse(answer.text) as { reference: string }).reference;
}

const onlyOnce = /sign-out|delete|recall|remove|stop|handed-over|notify|confirm$|send-back|revoke/;

/** Everything a person is led to from a page: each page once, each form once, what ends things not at all. */
export async function everythingFrom(walked: Walked, who: Who, from: string, within: RegExp, more: Choices = {}): Promise<number> {
  const seen = new Set<string>();
  const sent = new Set<string>();
  const todo = [from];
  for (let href = todo.shift(); href !== undefined && seen.size < 150; href = todo.shift()) {
    const path = href.split(/[?#]/)[0] ?? '';
    if (seen.has(path)) continue;
    seen.add(path);
    const page = await who.go(href);
    if (!page.headers.get('content-type')?.startsWith('text/html')) continue;
    todo.push(...linksIn(page.text).filter((one) => within.test(one)));
    for (const form of formsIn(page.text, path)) {
      if (form.fields.length === 0 || sent.has(form.action) || onlyOnce.test(form.action)) continue;
      sent.add(form.action);
      await fillAndSend(walked, who, form, more);
    }
  }
  return seen.size;
}

/** What a telephone says of itself and of where it is, with each request. */
export const deviceOf = (canary: Canaries): Readonly<Record<string, string>> => ({
  'user-agent': canary.of('user agent of who reports'),
  'x-forwarded-for': canary.of('address of who reports'),
  'accept-language': canary.of('language of the device'),
  'sec-ch-ua-platform': canary.of('platform'),
  referer: `https://example.invalid/${canary.of('page before')}`,
});

/** People without an account report, come back and say more; an adviser opens it, and all that can be done with it is done. Gives their numbers. */
export async function reportsWithin(walked: Walked): Promise<readonly string[]> {
  const { base, canary, see } = walked;
  const numbers: string[] = [];
  for (const at of ['/write/seen', '/write/me']) {
    const one = visitor(base, see);
    const go: Who['go'] = (path, init = {}) => one.go(path, { ...init, headers: { ...(init.headers as Record<string, string>), ...deviceOf(canary) } });
    const who = { ...one, go };
    const form = formOf((await go(at)).text, at, new RegExp(`^${at}$`));
    assert.ok(form, at);
    const { answer } = await fillAndSend(walked, who, form, { danger: 'yes', sealed: null });
    const number = /nrm-number">([\d ]+)</.exec(answer.text)?.[1]?.replaceAll(' ', '');
    assert.ok(number, answer.text.slice(0, 1500));
    numbers.push(number);
    const back = formOf((await go('/write/back')).text, '/write/back', /^\/write\/back$/);
    assert.ok(back);
    const thread = await fillAndSend(walked, who, back, { number });
    const more = formOf(thread.answer.text, '/write/back', /^\/write\/more$/);
    assert.ok(more);
    assert.equal((await fillAndSend(walked, who, more, { known: 'all' })).answer.status, 200);
  }
  const adviser = visitor(base, see);
  await adviser.signIn('practice-bracken');
  const waiting = linksIn((await adviser.go('/helpline/desk')).text).filter((one) => /^\/helpline\/desk\/[0-9A-Z-]{14}$/.test(one));
  assert.ok(waiting.length >= numbers.length, 'what was reported waits to be read');
  for (const href of waiting) {
    assert.equal((await adviser.submit(href, {}, `${href}/open`)).status, 303, href);
    for (const from of [href, `${href}/answer`]) await everythingFrom(walked, adviser, from, new RegExp(`^${from}`));
  }
  return numbers;
}

/** Of everybody whom a door lets in, how many try it in one sweep: one in so many. In a proof all do. */
const oneIn = { anyone: 4, some: 2 };

/**
 * Every door, with canaries in the address, the query, the fields, the cookies and the headers: by those whom it lets in, and by one of those whom
 * it does not, in turn. A closed door answers before the room behind it is asked, the same for everybody: that all find it so is tried in a proof.
 * Outside a proof a sweep of one `turn` tries a door by some of those whom it lets in, at least one, and the sweep of the other engine by the next.
 */
export async function everyDoor(walked: Walked, routes: readonly Route[], values: Readonly<Record<string, string>>, turn = 0): Promise<number> {
  const { base, canary, see } = walked;
  let many = 0;
  const people = personas.filter((one, at) => personas.findIndex((other) => other.actor.role === one.actor.role) === at);
  const trying = routes.map((route, at) => {
    const [inside, outside] = [true, false].map((open) =>
      people.filter(({ actor }) => (route.who === 'anyone' || mayPass(route.who, actor.role)) === open).map(({ id }) => id),
    ) as [string[], string[]];
    const step = Math.min(inside.length, route.who === 'anyone' ? oneIn.anyone : oneIn.some);
    const some = inside.filter((_, rank) => (rank + at + turn) % step === 0);
    return new Set([...some, ...outside.slice(at % Math.max(1, outside.length)).slice(0, 1)]);
  });
  for (const { id } of people) {
    const who = visitor(base, see);
    await who.signIn(id);
    const token = /name="_csrf" value="([^"]+)"/.exec((await who.go('/law')).text)?.[1] ?? '';
    for (const [at, route] of routes.entries()) {
      if (onlyOnce.test(route.path)) continue;
      if (!proving() && !trying[at]?.has(id)) continue;
      for (const real of [true, false]) {
        const path = route.path.replace(/:([a-z]+)/g, (_, name: string) => (real ? (values[name] ?? 'x') : canary.of(`path ${name}`)));
        const query = `?q=${canary.of('query q')}&name=${canary.of('query name')}&next=/${canary.of('query next')}&from=${canary.of('query from')}`;
        const headers = {
          'user-agent': canary.of('user agent'),
          referer: `https://example.invalid/${canary.of('referrer')}`,
          'accept-language': canary.of('language'),
          'x-forwarded-for': `203.0.113.7, ${canary.of('forwarded')}`,
          'x-request-id': canary.of('request id'),
          authorization: `Bearer ${canary.of('bearer token')}`,
          'sec-fetch-site': 'same-origin',
        };
        const api = route.path.startsWith('/api/');
        const fields = new URLSearchParams({
          _csrf: token,
          name: canary.of('posted name'),
          question: canary.of('posted question'),
          label: canary.of('posted label'),
        });
        const body = route.method === 'GET' ? {} : { body: api ? JSON.stringify({ answers: { why: canary.of('posted json') } }) : fields };
        await who.go(path + query, { method: route.method, ...body, headers: { ...headers, ...(api ? { 'content-type': 'application/json' } : {}) } });
        many += 1;
      }
    }
  }
  return many;
}
