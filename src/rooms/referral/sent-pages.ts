// What was sent: the confirmation, where it stands, copies, taking it back. Answers to questions are the desk's.
import { inForce } from '#law/rule.ts';
import { caseStream } from '#journey/file.ts';
import { recall } from '#journey/referral.ts';
import { isAccused } from '#journey/status.ts';
import { defence } from '#kit/view/defence.ts';
import { badge } from '#kit/view/moj.ts';
import { button, details, input, insetText, notificationBanner, panel, summaryList, table } from '#kit/view/govuk.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { ruleText } from '#kit/view/refused.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { addDays } from '#base/day.ts';
import { readReference } from '#base/id.ts';
import type { CaseClock } from '#journey/clocks.ts';
import { actOf, homeNation, labelIn, nameOf, refusalNotice, responders, type Desk } from './desk.ts';
import { owedPanel } from './consent-wrong-pages.ts';
import { copyFile, copyPage } from './copy-pages.ts';
import { receipt } from './letters.ts';
import { ringNow } from './ring.ts';
import { dueFor, openSent, resultWord, seenAs, stageWord, type Seen } from './sent.ts';
import { dayPassed, sentByTeam } from './store.ts';

export function sentPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'GET', path: '/sent', who, why: 'what the team has sent, as its kind of organisation may see it', act: (ask) => sentList(desk, ask) },
    { method: 'GET', path: '/sent/:reference', who, why: 'one referral sent by the team', act: (ask) => sentPage(desk, ask) },
    { method: 'GET', path: '/sent/:reference/copy.txt', who, why: 'plain text for the crime system', act: (ask) => copyFile(desk, ask) },
    { method: 'GET', path: '/sent/:reference/copy', who, why: 'plain text to copy, and a printable copy', act: (ask) => copyPage(desk, ask) },
    { method: 'POST', path: '/sent/:reference/recall', who, why: 'take the referral back before a caseworker has it', act: (ask) => takeBack(desk, ask) },
  ];
}

const shownAtOnce = 50;

async function sentList(desk: Desk, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const typed = ask.query['reference'] ?? '';
  const wanted = readReference(typed);
  if (wanted) return to(`/sent/${wanted}`);
  const { law, db } = desk.kit;
  const since = addDays(ask.today, -inForce(law.referrerSeesFor, ask.today, homeNation(desk, ask.actor)).value);
  const seen = await db.as(ask.actor, 'intake', async (tx) => {
    const rows = await sentByTeam(tx, since, shownAtOnce);
    const all: Seen[] = [];
    for (const row of rows) {
      const one = await seenAs(desk, tx, row, ask.today);
      if (one) all.push(one);
    }
    return all;
  });
  const heads = {
    reference: say('referral.sent.reference', 'Reference'),
    on: say('referral.sent.on', 'Sent'),
    stage: say('referral.sent.stage', 'Where it is'),
    result: say('referral.sent.result', 'Result'),
    questions: say('referral.sent.questions', 'Questions for you'),
  };
  const owed = await owedPanel(desk, ask);
  const stages = seen.some((one) => one.sees.has('stage'));
  const body = html`<h1 class="govuk-heading-xl">${say('referral.sent.title', 'Sent by your team')}</h1>${owed}
<form method="get" action="/sent" class="nrm-no-print" novalidate>${input({
    id: 'reference',
    name: 'reference',
    value: typed,
    label: { text: say('referral.sent.find', 'Open by reference') },
    classes: 'govuk-input--width-20',
    autocomplete: 'off',
    spellcheck: false,
    ...(typed ? { errorMessage: { text: say('referral.sent.find-wrong', 'Write the twelve letters and digits, like K7QD-0M2P-XW9T') } } : {}),
  })}${button({ text: say('referral.sent.open', 'Open'), classes: 'govuk-button--secondary' })}</form>
${
  seen.length === 0
    ? html`<p class="govuk-body">${say('referral.sent.none', 'Nothing yet.')}</p>`
    : table({
        classes: 'nrm-stack',
        head: [{ text: heads.reference }, { text: heads.on }, ...(stages ? [{ text: heads.stage }, { text: heads.result }] : []), { text: heads.questions }],
        rows: seen.map((one) => [
          {
            html: html`<a class="govuk-link" href="/sent/${one.row.reference}"><span class="nrm-reference">${one.row.reference}</span></a>`,
            attributes: { 'data-label': heads.reference },
          },
          { text: longDay(one.row.sentOn, ask.lang), attributes: { 'data-label': heads.on } },
          ...(stages
            ? [
                { text: one.sees.has('stage') ? stageWord(say, one.file, law) : '', attributes: { 'data-label': heads.stage } },
                { text: one.sees.has('result') ? resultWord(say, one.file, law) : '', attributes: { 'data-label': heads.result } },
              ]
            : []),
          { html: questionsCell(ask, one), attributes: { 'data-label': heads.questions } },
        ]),
      })
}
<p class="govuk-body">${say('referral.sent.expires', 'The latest {count} are shown. What you sent can be seen here for a time that the service sets, and then only by those who decide.', { count: shownAtOnce })}</p>`;
  return page(say('referral.sent.title', 'Sent by your team'), body, { wide: true, ...(typed ? { status: 400 } : {}) });
}

function openQuestions(one: Seen): readonly Seen['file']['decision']['questions'][number][] {
  return one.sees.has('questions') ? one.file.decision.questions.filter((each) => each.to === 'referrer' && !each.answered) : [];
}

function questionsCell({ say, lang }: Staff, one: Seen): Html {
  const open = openQuestions(one);
  if (open.length === 0) return html`${say('referral.questions.none', 'None')}`;
  return join(
    open.map(
      (each) =>
        html`${badge(say('referral.questions.waiting', 'Waiting for you'), 'orange')} ${say('referral.questions.by', 'by {day}', { day: longDay(each.by, lang) })}<br>`,
    ),
  );
}

async function sentPage(desk: Desk, ask: Staff, refused?: Html): Promise<Reply> {
  const found = await desk.kit.db.as(ask.actor, 'intake', async (tx) => {
    const one = await openSent(desk, tx, ask.params['reference'], ask.today);
    return one && { seen: one, passed: one.sees.has('stage') && !one.file.decision.ended && (await dayPassed(tx, one.row.file, ask.today)) };
  });
  if (!found) return absent;
  const { seen, passed } = found;
  const { say } = ask;
  const fresh = Object.hasOwn(ask.query, 'now');
  const bed =
    desk.bed && seen.sees.has('stage')
      ? await desk.bed(ask, { file: seen.row.file, nation: seen.file.nation, needed: !seen.file.decision.ended && seen.file.needs.includes('bed-tonight') })
      : null;
  const body = html`${refused}${when(Object.hasOwn(ask.query, 'added'), () => thanks(ask, seen))}
${
  fresh
    ? panel({
        titleText: say('referral.done.title', 'The referral is sent'),
        html: html`${say('referral.done.reference', 'Reference')}<br><strong class="nrm-reference">${seen.row.reference}</strong>`,
      })
    : html`<h1 class="govuk-heading-xl">${say('referral.one.title', 'Referral')} <span class="nrm-reference">${seen.row.reference}</span></h1>`
}
${when(passed, () => askWhatCame(ask, seen))}${bed}
${next(desk, ask, seen)}
${standing(desk, ask, seen)}
${when(seen.sees.has('stage') && isAccused(seen.file), () => defence(ask, desk.kit.law, seen.file.nation))}
${doNow(ask, seen)}
${fresh ? await ringNow(desk, ask, { age: seen.file.age }, seen.file.nation) : null}`;
  return {
    ...page(fresh ? say('referral.done.page', 'Sent') : say('referral.one.page', 'A referral you sent'), body, { back: '/sent' }),
    ...(refused ? { status: 409 } : {}),
  };
}

/** A day in court, of removal or of a visa is over: what came of it, and the next one, is known to who referred before anybody else. */
function askWhatCame({ say }: Staff, seen: Seen): Html {
  return insetText({
    html: html`<p class="govuk-body">${say('referral.one.day-passed', 'A day you gave, in court, of removal or of a visa, has passed. What came of it, and is there a next one?')}</p>
<p class="govuk-body"><a class="govuk-link" href="/sent/${seen.row.reference}/p/place?from=tasks">${say('referral.one.day-next', 'Say what came of it, and the next day')}</a></p>`,
  });
}

/** After adding: that it has arrived, and never what it was. */
function thanks({ say }: Staff, seen: Seen): Html {
  const blind = !seen.sees.has('stage');
  return notificationBanner({
    type: 'success',
    html: html`<p class="govuk-notification-banner__heading">${say('referral.one.added', 'Thank you. Whatever you wrote is with who decides.')}</p>
${when(blind, () => html`<p class="govuk-body">${say('referral.one.added-unseen', 'It is not shown here, because your organisation cannot read the file back.')}</p>`)}`,
  });
}

/** Who has it now and what happens by when, each day with its rule. */
function next(desk: Desk, ask: Staff, seen: Seen): Html {
  const { say } = ask;
  const { law } = desk.kit;
  const due = dueFor(seen, law, ask.today);
  const lines = receipt(say, {
    reference: seen.row.reference,
    sent: longDay(seen.row.sentOn, ask.lang),
    organisation: labelIn(desk, 'organisations', seen.file.by),
    authority: seen.file.decision.authority ? labelIn(desk, 'authorities', seen.file.decision.authority) : null,
    due: [],
    child: seen.file.age !== 'adult',
  });
  return html`<h2 class="govuk-heading-l govuk-!-margin-top-6">${say('referral.next.title', 'What happens next')}</h2>
<ul class="govuk-list govuk-list--bullet">${lines.slice(1).map((line) => html`<li>${line}</li>`)}</ul>
${due.map((one) => dueLine(desk, ask, one))}`;
}

function dueLine(desk: Desk, ask: Staff, one: CaseClock): Html {
  const { say } = ask;
  if (!one.due) return html``;
  const stage = desk.kit.law.stages.find((each) => each.id === one.about)?.name.toLowerCase() ?? '';
  const day = longDay(one.due, ask.lang);
  const text =
    one.force === 'duty'
      ? say('referral.next.duty', 'By {day}: decision on {stage}.', { day, stage })
      : say('referral.next.target', 'By {day} if all goes well: decision on {stage}.', { day, stage });
  return html`<p class="govuk-body"><strong>${text}</strong></p>
<p class="nrm-law govuk-!-margin-bottom-3">${ruleText(ask, one.because)}</p>
${details({
  summaryText: say('referral.next.why', 'Why this day?'),
  html: html`<ol class="govuk-list">${one.steps.map((step) => html`<li>${longDay(step.day, ask.lang)}: ${step.counted ? step.why : say('referral.next.not-counted', 'not counted ({why})', { why: step.why })}</li>`)}</ol>`,
})}`;
}

function standing(desk: Desk, ask: Staff, seen: Seen): Html {
  const { say } = ask;
  const { law } = desk.kit;
  const rows: { key: { text: string }; value: { text?: string; html?: Html } }[] = [
    { key: { text: say('referral.sent.on', 'Sent') }, value: { text: `${longDay(seen.row.sentOn, ask.lang)}, ${nameOf(desk, seen.row.sentBy)}` } },
  ];
  if (seen.sees.has('stage')) rows.push({ key: { text: say('referral.sent.stage', 'Where it is') }, value: { text: stageWord(say, seen.file, law) } });
  if (seen.sees.has('result')) rows.push({ key: { text: say('referral.sent.result', 'Result') }, value: { text: resultWord(say, seen.file, law) } });
  rows.push({ key: { text: say('referral.sent.questions', 'Questions for you') }, value: { html: questionsCell(ask, seen) } });
  return html`<h2 class="govuk-heading-l">${say('referral.one.stands', 'Where it stands')}</h2>${summaryList({ rows })}
<p class="govuk-body">${say('referral.one.until', 'You can see this until {day}. Reasons, addresses and support are never shown here.', { day: longDay(seen.until, ask.lang) })}</p>`;
}

function doNow(ask: Staff, seen: Seen): Html {
  const { say } = ask;
  const at = `/sent/${seen.row.reference}`;
  // Who sees only the receipt is not told by what is missing here that the case is further: the law answers when they try.
  const blind = !seen.sees.has('stage');
  const open = blind || !seen.file.decision.ended;
  const changed = html`<li><a class="govuk-link" href="${at}/p/danger?from=tasks">${say('referral.one.danger', 'Say that danger has changed')}</a></li>
<li><a class="govuk-link" href="${at}/p/place?from=tasks">${say('referral.one.needs', 'Keep current: arrested, court, detained, removal, a bed tonight')}</a></li>
<li><a class="govuk-link" href="${at}/p/safe-contact?from=tasks">${say('referral.one.contact', 'Change how the person can be reached')}</a></li>`;
  return html`<h2 class="govuk-heading-l">${say('referral.one.do', 'What you can do')}</h2>
${when(
  blind,
  () => html`<h3 class="govuk-heading-m">${say('referral.one.changed', 'Something changed? Tell us')}</h3>
<p class="govuk-body">${say('referral.one.changed-lead', 'Each page starts empty, because your organisation cannot read the file back. What you write reaches who decides at once.')}</p>
<ul class="govuk-list govuk-list--spaced">${changed}</ul><h3 class="govuk-heading-m">${say('referral.one.more', 'Anything else')}</h3>`,
)}
<ul class="govuk-list govuk-list--spaced">
${when(openQuestions(seen).length > 0, () => html`<li><a class="govuk-link" href="/asked/${seen.row.reference}"><strong>${say('referral.one.asked', 'Answer the questions that wait for you')}</strong></a></li>`)}
${when(open && !blind, () => changed)}
${when(
  open,
  () => html`<li><a class="govuk-link" href="${at}/add">${say('referral.one.add', 'Add what you have learnt')}</a></li>
<li><a class="govuk-link" href="${at}/evidence">${say('referral.one.evidence', 'Add pictures or papers')}</a></li>`,
)}
${when(!blind, () => html`<li><a class="govuk-link" href="${at}/copy">${say('referral.one.copy', 'Copy for the crime system, and printable copy')}</a></li>`)}
${when(!blind, () => html`<li><a class="govuk-link" href="${at}/status">${say('status.link', 'Status letter, to print: shows custody, court, housing, a doctor or a school where the person stands')}</a></li>`)}
<li><a class="govuk-link" href="${at}/card">${say('referral.one.card', 'Neutral card for the person, to print')}</a></li></ul>
${when(blind || (seen.file.age === 'adult' && open), () => html`<p class="govuk-body"><a class="govuk-link" href="${at}/consent-wrong">${say('referral.one.consent-wrong', 'The person had not agreed to this referral')}</a></p>`)}
${when(blind || (open && !seen.file.decision.allocatedTo && seen.file.decision.made.length === 0), () =>
  details({
    summaryText: say('referral.one.recall', 'Take the referral back'),
    html: html`<p class="govuk-body">${say('referral.one.recall-lead', 'Possible until a caseworker has it. It stays in the record that it was sent and taken back.')}</p><form method="post" action="${at}/recall" novalidate>${csrf(ask)}${button({ text: say('referral.one.recall-do', 'Take it back'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
  }),
)}`;
}

async function takeBack(desk: Desk, ask: Staff): Promise<Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const act = await actOf(desk, ask, seen.file.nation);
  const done = await desk.kit.ledger.perform(ask.actor, 'intake', caseStream, seen.row.file, (state) => recall(state, {}, desk.kit.law, act), {
    day: ask.today,
    at: ask.now,
    nation: seen.file.nation,
  });
  if (!done.ok && done.code !== 'case-ended') return sentPage(desk, ask, refusalNotice(ask, done));
  return to(`/sent/${seen.row.reference}`);
}
