// Amounts that the law held here does not know: one administrator gives each with its source, another agrees; until then nobody is paid on it.
import { readDay, type Day } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { choice, date, text, type Answers } from '#form/question.ts';
import { sayMistake } from '#form/texts.ts';
import { installationStream, type Installation, type InstallationEvent } from '#journey/installation.ts';
import { agreeRate, giveRate, rateBook, type GivenRate, type RateBook, type RateOn } from '#journey/rates.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { installationFile } from '#kit/store/files.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary, table } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { amount, readPounds } from '#kit/view/money.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { rateKinds, type RateKind } from '#law/law.ts';
import { SilentLaw } from '#law/rule.ts';
import { rateWord } from './words.ts';

const who = ['administrator'] as const;

const asked = (kit: Kit, say: Staff['say']) => ({
  id: 'rate',
  title: 'rate',
  section: 'rate',
  questions: {
    rate: choice({
      label: 'Which amount?',
      why: 'Each is paid by itself.',
      holds: 'administrative',
      options: rateKinds.map((code) => ({ code, label: rateWord(say, code) })),
    }),
    nation: choice({
      label: 'In which nation?',
      why: 'Support is each nation’s own.',
      holds: 'administrative',
      options: kit.law.nations.map(({ code, name }) => ({ code, label: name })),
    }),
    pounds: text({
      label: 'How much, in pounds?',
      hint: 'For example 39.60; 0 if none is paid',
      why: 'It is what people get.',
      holds: 'administrative',
      most: 12,
    }),
    'rate-from': date({ label: 'From which day?', why: 'Every day is paid at the amount of that day.', holds: 'administrative' }),
    'rate-source': text({
      label: 'Which text says so?',
      hint: 'Title, version, paragraph, and where another person finds it',
      why: 'So that anyone can check it.',
      holds: 'administrative',
      rows: 2,
      most: 300,
    }),
    'rate-read': date({ label: 'When did you read it?', why: 'Amounts change.', holds: 'administrative', past: true }),
  },
});

type Wrong = readonly { readonly field: string; readonly text: string }[];

export function ratePages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/rates', who, why: 'Amounts of payments, and which nobody has confirmed', act: (ask) => list(kit, ask) },
    { method: 'POST', path: '/rates', who, stepUp: true, why: 'Give an amount with its source', act: (ask) => give(kit, ask) },
    { method: 'POST', path: '/rates/agree', who, stepUp: true, why: 'Agree to an amount that a colleague gave', act: (ask) => agree(kit, ask) },
  ];
}

async function list(kit: Kit, ask: Staff, wrong: Wrong = []): Promise<Reply> {
  const { say } = ask;
  const { state } = await kit.db.as(ask.actor, 'operations', (tx) => kit.ledger.load(tx, installationStream, installationFile));
  const title = say('rates.title', 'Amounts of payments');
  const page1 = asked(kit, say);
  const body = html`${when(wrong.length > 0, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((one) => ({ href: `#${one.field}`, text: one.text })) }))}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('rates.lead', 'What is paid today, and on what it rests. Where nobody has confirmed an amount, nothing is paid on it with real people until one administrator gives it with its source and another agrees.')}</p>
${waiting(
  kit,
  ask,
  [...state.rates.values()].filter((one) => !one.agreed),
)}
${now(kit, ask, rateBook(kit.law, state.rates.values()))}
<h2 class="govuk-heading-m">${say('rates.give', 'Give an amount')}</h2>
<form method="post" action="/rates" novalidate>${csrf(ask)}${questionFields({ say, form: 'rates', questions: page1.questions, typed: wrong.length > 0 ? ask.body : {}, errors: wrong, lists: kit.law.lists, today: ask.today })}${button({ text: say('rates.do', 'Give this amount'), preventDoubleClick: true })}</form>`;
  return page(title, body, { wide: true, ...(wrong.length > 0 ? { status: 400 } : {}) });
}

const nationName = (kit: Kit, code: string): string => kit.law.nations.find((nation) => nation.code === code)?.name ?? code;

function waiting(kit: Kit, ask: Staff, given: readonly GivenRate[]): Html {
  const { say, lang } = ask;
  if (given.length === 0) return html``;
  return html`<h2 class="govuk-heading-m">${say('rates.waiting', 'Given, and waiting for a second administrator')}</h2><ul class="govuk-list govuk-list--spaced">${given.map(
    (one) => {
      const says = say('rates.one', '{rate}, {nation}, from {day}:', {
        rate: rateWord(say, one.rate),
        nation: nationName(kit, one.nation),
        day: longDay(one.from, lang),
      });
      const press = html`<form method="post" action="/rates/agree" novalidate>${csrf(ask)}<input type="hidden" name="rate" value="${one.rate}"><input type="hidden" name="nation" value="${one.nation}"><input type="hidden" name="from" value="${one.from}">${button({ text: say('rates.agree', 'I have read it too: it stands'), classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`;
      return html`<li><p class="govuk-body">${says} <strong>${amount(one.pence)}</strong>. ${one.source} (${longDay(one.read, lang)})</p>${one.by === ask.actor.person ? html`<p class="govuk-hint">${say('rates.own', 'You gave it: somebody else agrees.')}</p>` : press}</li>`;
    },
  )}</ul>`;
}

function now(kit: Kit, ask: Staff, book: RateBook): Html {
  const { say } = ask;
  const find = (rate: RateKind, nation: string): RateOn | undefined => {
    try {
      return book.on(rate, nation, ask.today);
    } catch (error) {
      if (error instanceof SilentLaw) return undefined;
      throw error;
    }
  };
  // Nations with the same amount on the same ground stand in one line.
  const rows = rateKinds.flatMap((rate) => {
    const by = new Map<string, { found: RateOn | undefined; nations: string[] }>();
    for (const { code, name } of kit.law.nations) {
      const found = find(rate, code);
      const key = found ? `${found.pence} ${found.because.from} ${found.because.source}` : '';
      by.set(key, { found, nations: [...(by.get(key)?.nations ?? []), name] });
    }
    return [...by.values()].map(({ found, nations }) => [
      { text: rateWord(say, rate) },
      { text: nations.join(', ') },
      { html: found ? amount(found.pence) : html`–` },
      {
        html: found
          ? html`${found.because.source} ${badge(found.confirmed ? say('confirm.done', 'Confirmed') : say('confirm.open', 'Not confirmed'), found.confirmed ? 'green' : 'orange')}`
          : html`${say('rates.silent', 'No amount is known')}`,
      },
    ]);
  });
  const head = [say('rates.what', 'Amount for'), say('rates.where', 'Nation'), say('rates.sum', 'A week, or once'), say('rates.source', 'Source')].map(
    (each) => ({ text: each }),
  );
  const caption = say('rates.today', 'In force today');
  return html`<div class="nrm-scroll" tabindex="0" role="region" aria-label="${caption}">${table({ caption, captionClasses: 'govuk-table__caption--m', head, rows })}</div>`;
}

async function give(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const form = asked(kit, say);
  const read = check(form, ask.body, { lists: kit.law.lists, today: ask.today });
  if (!read.ok)
    return list(
      kit,
      ask,
      read.errors.map((error) => ({ field: error.field, text: sayMistake(say, 'rates', form, error) })),
    );
  const answers = read.answers as Answers;
  const pence = readPounds(String(answers['pounds']));
  if (pence === undefined)
    return list(kit, ask, [
      { field: 'pounds', text: say('refusal.amount-wrong', 'Give the amount in pounds and pence, such as 39.60. It cannot be more than 2,000 pounds.') },
    ]);
  const dayIn = (question: string): Day => readDay(String(answers[question])) ?? ask.today;
  const what = {
    rate: String(answers['rate']) as RateKind,
    nation: String(answers['nation']),
    from: dayIn('rate-from'),
    pence,
    source: String(answers['rate-source']),
    read: dayIn('rate-read'),
  };
  const done = await perform(kit, ask, () => giveRate(what, kit.law, ask.today));
  return done.ok ? to('/rates') : list(kit, ask, [{ field: 'pounds', text: refusalIn(say, done) }]);
}

async function agree(kit: Kit, ask: Staff): Promise<Reply> {
  const of = (name: string) => field(ask.body, name);
  const what = { rate: of('rate') as RateKind, nation: of('nation'), from: readDay(of('from')) ?? ask.today };
  const done = await perform(kit, ask, (state) => agreeRate(state, what, ask.actor.person));
  return done.ok || done.code === 'already-so' ? to('/rates') : list(kit, ask, [{ field: 'rate', text: refusalIn(ask.say, done) }]);
}

const perform = (kit: Kit, ask: Staff, act: (state: Installation) => Outcome<InstallationEvent>) =>
  kit.ledger.perform(ask.actor, 'operations', installationStream, installationFile, act, { day: ask.today, nation: '' });
