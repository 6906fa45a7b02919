// Confirming assumed rules: an administrator says which text they read and when; until then nobody may act on the rule (data.md 16).
import { day, readDay } from '#base/day.ts';
import { check } from '#form/check.ts';
import { date, text } from '#form/question.ts';
import { sayMistake } from '#form/texts.ts';
import { assumedRules, confirmRule, installationStream } from '#journey/installation.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { installationFile } from '#kit/store/files.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, errorSummary, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { badge } from '#kit/view/moj.ts';
import { absent, csrf, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';

const who = ['administrator'] as const;

const questions = {
  'rule-source': text({
    label: 'Which text did you read?',
    hint: 'Title, version, paragraph, and where another person finds it',
    why: 'So that anyone can check it.',
    holds: 'administrative',
    rows: 2,
    most: 1000,
  }),
  'rule-read': date({ label: 'When did you read it?', why: 'The law may change after that day.', holds: 'administrative', past: true }),
};

export function confirmPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/unconfirmed-rules', who, why: 'Which rules in use nobody has confirmed', act: (ask) => list(kit, ask) },
    { method: 'GET', path: '/unconfirmed-rules/:rule', who, why: 'Confirm one rule', act: (ask) => one(kit, ask) },
    { method: 'POST', path: '/unconfirmed-rules/:rule', who, stepUp: true, why: 'Confirm one rule', act: (ask) => confirm(kit, ask) },
  ];
}

const installation = (kit: Kit, ask: Staff) =>
  kit.db.as(ask.actor, 'operations', async (tx) => (await kit.ledger.load(tx, installationStream, installationFile)).state);

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const { confirmed } = await installation(kit, ask);
  const title = say('confirm.title', 'Rules that nobody has confirmed');
  const rows = assumedRules(kit.law).map((rule) => {
    const by = confirmed.get(rule.id);
    return [
      { html: html`<a class="govuk-link" href="/unconfirmed-rules/${rule.id}">${rule.question}</a>` },
      { text: longDay(rule.from, ask.lang) },
      { text: rule.source },
      {
        html: by
          ? html`${badge(say('confirm.done', 'Confirmed'), 'green')} ${by.source} (${longDay(by.read, ask.lang)})`
          : badge(say('confirm.open', 'Not confirmed'), 'orange'),
      },
    ];
  });
  const head = [say('confirm.rule', 'Rule'), say('confirm.from', 'Since'), say('confirm.assumed', 'What it rests on'), say('confirm.state', 'State')].map(
    (each) => ({ text: each }),
  );
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('confirm.why', 'With real people, nobody may act on these until somebody has read the source. In practice they are used as they stand.')}</p><div class="nrm-scroll" tabindex="0" role="region" aria-label="${title}">${table({ head, rows })}</div>`,
    { wide: true },
  );
}

async function one(
  kit: Kit,
  ask: Staff,
  again: { typed?: Staff['body']; errors?: readonly { field: string; text: string }[]; refused?: string } = {},
): Promise<Reply> {
  const { say } = ask;
  const rule = assumedRules(kit.law).find((each) => each.id === ask.params['rule']);
  if (!rule) return Promise.resolve(absent);
  const errors = again.errors ?? [];
  const wrong: readonly { field: string; text: string }[] = again.refused ? [{ field: 'rule-source', text: again.refused }] : errors;
  const summary: Html =
    wrong.length > 0
      ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map((each) => ({ href: `#${each.field}`, text: each.text })) })
      : nothing;
  const body = html`${summary}<h1 class="govuk-heading-l">${rule.question}</h1><p class="govuk-body nrm-law">${rule.source} (${longDay(rule.from, ask.lang)})</p>
<form method="post" novalidate>${csrf(ask)}${questionFields({ say, form: 'confirm', questions, typed: again.typed ?? {}, errors, lists: kit.law.lists, today: ask.today })}${button({ text: say('confirm.confirm', 'Confirm this rule'), preventDoubleClick: true })}</form>
${when(rule.id, html`<p class="govuk-body"><a class="govuk-link" href="/law/${rule.id}">${say('confirm.see', 'See the rule with its dates and examples')}</a></p>`)}`;
  return page(rule.question, body, { back: '/unconfirmed-rules', ...(wrong.length > 0 ? { status: 400 } : {}) });
}

async function confirm(kit: Kit, ask: Staff): Promise<Reply> {
  const asked = { id: 'confirm', title: 'confirm', section: 'confirm', questions };
  const read = check(asked, ask.body, { lists: kit.law.lists, today: ask.today });
  if (!read.ok)
    return one(kit, ask, { typed: ask.body, errors: read.errors.map((error) => ({ field: error.field, text: sayMistake(ask.say, 'confirm', asked, error) })) });
  const what = {
    rule: ask.params['rule'] ?? '',
    source: String(read.answers['rule-source']),
    read: readDay(String(read.answers['rule-read'])) ?? day('9999-12-31'),
  };
  const result = await kit.ledger.perform(
    ask.actor,
    'operations',
    installationStream,
    installationFile,
    (state) => confirmRule(state, what, kit.law, ask.today),
    { day: ask.today, nation: '' },
  );
  return result.ok ? to('/unconfirmed-rules') : one(kit, ask, { typed: ask.body, refused: refusalIn(ask.say, result) });
}
