// Support begins at once: the first call of somebody who has no safe place, before any decision, or of somebody who comes back in need.
import { randomUUID } from 'node:crypto';
import { fileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import { choice, isNone, pick, type Question } from '#form/question.ts';
import { list } from '#base/list.ts';
import type { Urgency } from '#journey/care.ts';
import type { Kit } from '#kit/kit.ts';
import type { Given } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import { personOf } from '#kit/store/persons.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button } from '#kit/view/govuk.ts';
import { html } from '#kit/view/html.ts';
import { ruleText } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce, versionOf } from '#law/rule.ts';
import { mistakes, refusedBanner } from '#rooms/decision/room-pages.ts';
import { beginAtOnce } from '#rooms/support/begin.ts';
import { careEdition, type CareStep } from '#rooms/support/step.ts';
import { stepNamed } from '#rooms/support/steps.ts';
import { openRecord } from './support-record.ts';

const who = ['support-worker'] as const;

export function beginPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/begin', who, why: 'Help that cannot wait for a decision', act: (ask) => Promise.resolve(show(kit, ask)) },
    { method: 'POST', path: '/begin', who, why: 'Open support at once', act: (ask) => openNow(kit, ask) },
  ];
}

const first: Readonly<Record<string, Question>> = {
  'begin-nation': pick({ label: 'Where are they?', why: 'What they are due is each nation’s own.', holds: 'administrative', list: 'nations' }),
  'begin-age': choice({
    label: 'How old are they?',
    why: 'Whoever may be a child is treated as one, and the council looks after them.',
    holds: 'administrative',
    options: [
      { code: 'adult', label: '18 or older' },
      { code: 'child', label: 'Under 18' },
      { code: 'not-sure', label: 'Not sure' },
    ],
  }),
  'begin-safe': choice({
    label: 'Are they safe where they are now?',
    why: 'Nowhere safe is reason enough.',
    holds: 'administrative',
    options: [
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No, or I do not know' },
    ],
  }),
};
/** What this form asks: the first call, then what is asked again later by steps of their own. */
export const beginQuestions: Readonly<Record<string, Question>> = {
  ...first,
  ...stepNamed('needs')?.questions,
  ...stepNamed('safe-contact')?.questions,
};
export const beginsWith = first;

const lists = (kit: Kit) => ({
  ...kit.law.lists,
  nations: list(
    'nations',
    kit.law.name,
    kit.law.nations.map(({ code, name }) => ({ code, label: name })),
  ),
});

type Again = { readonly typed?: Staff['body']; readonly errors?: readonly { readonly field: string; readonly text: string }[]; readonly refused?: Refused };

function show(kit: Kit, ask: Staff, again: Again = {}): Reply {
  const { say } = ask;
  const nation = kit.law.nations[0]?.code ?? '';
  const rule = versionOf(kit.law.emergencyNeed, ask.today, nation) ? inForce(kit.law.emergencyNeed, ask.today, nation) : undefined;
  const title = say('begin.title', 'Help that cannot wait');
  const typed = again.typed ?? {};
  const body = html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, again.errors ?? [])}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('begin.lead', 'Somebody has no safe place now, or soon. Open support at once: no decision and no referral is needed for it. If they are in danger now, ring 999 first.')}</p>
${rule ? html`<p class="govuk-body">${kit.law.emergencyNeed.inWords(rule.value)}</p><p class="nrm-law">${ruleText(ask, rule.because)}</p>` : null}
<form method="post" action="/begin" novalidate>${csrf(ask)}<input type="hidden" name="file" value="${field(typed, 'file') || randomUUID()}"><input type="hidden" name="after" value="${field(typed, 'after') || (ask.query['after'] ?? '')}">
${questionFields({ say, form: 'care', questions: beginQuestions, typed, errors: again.errors ?? [], lists: lists(kit), today: ask.today })}
${button({ text: say('begin.do', 'Open support'), preventDoubleClick: true })}</form>`;
  const status = again.refused ? 409 : again.errors ? 400 : undefined;
  return page(title, body, { back: '/support', ...(status ? { status } : {}) });
}

async function openNow(kit: Kit, ask: Staff): Promise<Reply> {
  const file = fileId(field(ask.body, 'file'));
  if (!file) return absent;
  const read = check({ id: 'first-call', title: 'first-call', section: 'care', questions: beginQuestions }, ask.body, { lists: lists(kit), today: ask.today });
  const typed = ask.body;
  if (!read.ok)
    return show(kit, ask, { typed, errors: read.errors.map(({ field: at, text }) => ({ field: at, text: ask.say(text.id, text.english, text.values) })) });
  const said = known(read.answers);
  const after = field(ask.body, 'after');
  const before = after === '' ? undefined : await openRecord(kit, { ...ask, params: { reference: after } });
  if (after !== '' && !before?.named) return absent;
  const person = before ? ((await kit.db.as(theService, 'support', (tx) => personOf(tx, before.file))) ?? null) : null;
  const id = randomUUID();
  const refused = await beginAtOnce(
    kit,
    ask.actor,
    {
      file,
      person,
      child: said['begin-age'] !== 'adult',
      nation: String((said['begin-nation'] as readonly string[])[0] ?? ''),
      said: [stepNamed('needs'), stepNamed('safe-contact')].flatMap((step) => (step ? kept(step, read.answers, id, ask) : [])),
      needs: { id, urgency: said['support-urgency'] as Urgency, safe: said['begin-safe'] === 'yes' },
    },
    { day: ask.today, now: ask.now },
  );
  if (refused) return show(kit, ask, { typed, refused });
  const reference = (await kit.db.as(ask.actor, 'support', (tx) => fileOf(tx, file)))?.reference;
  return to(reference ? `/support/${reference}` : '/support');
}

function kept({ keeps, questions }: CareStep, answers: Parameters<typeof known>[0], id: string, ask: Staff): readonly Given[] {
  return Object.entries(keeps).flatMap(([question, at]): Given[] => {
    const value = answers[question];
    const holds = questions[question]?.holds;
    if (!holds || value === undefined || isNone(value)) return [];
    return [{ question: at.replace('*', id), holds, value, origin: null, edition: careEdition, language: ask.lang, saidBy: ask.actor.person }];
  });
}
