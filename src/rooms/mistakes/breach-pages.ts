// Breaches of personal data: what kinds of fact, who read them, by when they are reported, and the two people it takes to close one.
import type { Role } from '#access/roles.ts';
import { instant, type Instant } from '#base/day.ts';
import type { Refused } from '#base/outcome.ts';
import type { Purpose } from '#access/purposes.ts';
import { assessBreach, closeBreach, mustBeTold, reportBreach, type Risk, type Told } from '#journey/wrong-record.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { classWord } from '#kit/view/class-word.ts';
import { button, checkboxes, errorSummary, insetText, radios, summaryList, table } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { absent, csrf, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { cite } from '#law/explain.ts';
import { inForce } from '#law/rule.ts';
import { breaches, breachOf, keepAssessed, keepClosed, keepReported, readersOf, type BreachReader, type BreachRow } from './store.ts';

const who: readonly Role[] = ['decision-manager', 'administrator'];
const purposeOf = (ask: Staff): Purpose => (ask.actor.role === 'administrator' ? 'operations' : 'identification');
const most = 200;
const risks: readonly Risk[] = ['unlikely', 'risk', 'high'];
const tellable: readonly Told[] = ['ico', 'person', 'other-person', 'referrer'];

export function breachPages(kit: Kit, organisation: (code: string) => string): Route[] {
  return [
    { method: 'GET', path: '/breaches', who, why: 'Breaches of personal data and by when each is reported', act: (ask) => all(kit, ask) },
    { method: 'GET', path: '/breaches/:id', who, why: 'One breach', act: (ask) => one(kit, organisation, ask) },
    { method: 'POST', path: '/breaches/:id', who, stepUp: true, why: 'Judge, report or close a breach', act: (ask) => settle(kit, organisation, ask) },
  ];
}

/** The moment by which it is reported, with its rule: the law of the day on which it became known. */
function reportBy({ law }: Kit, breach: BreachRow) {
  const { value, because } = inForce(law.breachReport, breach.openedOn, breach.nation);
  return { by: instant(new Date(Date.parse(breach.knownAt) + value.hours * 3_600_000).toISOString()), because };
}

const moment = (ask: Staff, at: Instant): string => `${longDay(at.slice(0, 10) as never, ask.lang)}, ${at.slice(11, 16)} UTC`;

function stateWord({ say }: Staff, state: BreachRow['state']): string {
  return {
    open: say('breach.open', 'To be judged'),
    assessed: say('breach.assessed', 'Judged'),
    reported: say('breach.reported', 'Reported'),
    closed: say('breach.closed', 'Closed'),
  }[state];
}

function whatWord({ say }: Staff, what: BreachRow['what']): string {
  return {
    answer: say('breach.what.answer', 'Information on the wrong record'),
    reply: say('breach.what.reply', 'An answer to a question on the wrong record'),
    document: say('breach.what.document', 'A file on the wrong record'),
    letter: say('breach.what.letter', 'A letter on the wrong record, which had not gone'),
  }[what];
}

async function all(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const rows = await kit.db.as(ask.actor, purposeOf(ask), (tx) => breaches(tx, most));
  const heads = [
    say('breach.head.what', 'What'),
    say('breach.head.known', 'Known since'),
    say('breach.head.by', 'Report by'),
    say('breach.head.state', 'State'),
  ];
  const cell = (at: number, text: string) => ({ text, attributes: { 'data-label': heads[at] ?? '' } });
  const list = table({
    classes: 'nrm-stack',
    head: heads.map((text) => ({ text })),
    rows: rows.map((breach) => {
      const { by } = reportBy(kit, breach);
      const waits = breach.state === 'open' || (breach.state === 'assessed' && breach.risk !== 'unlikely');
      const late = waits && by < ask.now ? `${say('desk.late', 'Late:')} ` : '';
      return [
        { html: html`<a class="govuk-link" href="/breaches/${breach.id}">${whatWord(ask, breach.what)}</a>`, attributes: { 'data-label': heads[0] ?? '' } },
        cell(1, moment(ask, breach.knownAt)),
        cell(2, waits ? `${late}${moment(ask, by)}` : '–'),
        cell(3, stateWord(ask, breach.state)),
      ];
    }),
  });
  const title = say('breach.title', 'Breaches of personal data');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('breach.lead', 'Each is a mistake that somebody noticed and said. Of whom it was does not stand here.')}</p>${rows.length === 0 ? html`<p class="govuk-body">${say('breach.none', 'None.')}</p>` : list}`,
    { wide: true },
  );
}

async function one(kit: Kit, organisation: (code: string) => string, ask: Staff, again: { refused?: Refused; missed?: string } = {}): Promise<Reply> {
  const found = await kit.db.as(ask.actor, purposeOf(ask), async (tx) => {
    const breach = /^[0-9a-f-]{36}$/.test(ask.params['id'] ?? '') ? await breachOf(tx, ask.params['id'] ?? '') : undefined;
    return breach && { breach, readers: await readersOf(tx, breach.id) };
  });
  if (!found) return absent;
  const { say } = ask;
  const { breach, readers } = found;
  const { by, because } = reportBy(kit, breach);
  const row = (key: string, text: string) => ({ key: { text: key }, value: { text } });
  const { refused, missed } = again;
  const body = html`${refused ? refusedNotice(ask, refusalIn(say, refused), refused.because) : nothing}${when(missed, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#risk', text: missed ?? '' }] }))}
<h1 class="govuk-heading-l">${whatWord(ask, breach.what)}</h1>${summaryList({
    rows: [
      row(say('breach.head.state', 'State'), stateWord(ask, breach.state)),
      row(say('breach.head.known', 'Known since'), moment(ask, breach.knownAt)),
      row(say('breach.head.by', 'Report by'), moment(ask, by)),
      row(
        say('breach.rule', 'By which rule'),
        cite(because, say, (since) => longDay(since, ask.lang)),
      ),
      row(say('breach.kinds', 'Kinds of fact'), breach.classes.map((id) => kindWord(ask, id)).join(', ')),
      row(say('breach.moved', 'Filed where it belongs'), breach.moved ? say('breach.yes', 'Yes') : say('breach.no', 'No: it is hidden, and filed nowhere')),
      ...(breach.risk ? [row(say('breach.risk', 'Risk to the people'), riskWord(ask, breach.risk))] : []),
      ...(breach.tell.length > 0 ? [row(say('breach.tell', 'To be told'), breach.tell.map((code) => toldWord(ask, code)).join(', '))] : []),
    ],
  })}<h2 class="govuk-heading-m">${say('breach.readers', 'Who read such facts there meanwhile')}</h2>${readersList(ask, organisation, readers)}${forms(ask, breach, missed)}`;
  const status = refused ? 409 : missed ? 400 : undefined;
  return page(say('breach.page', 'A breach'), body, { back: '/breaches', ...(status ? { status } : {}) });
}

function readersList({ say }: Staff, organisation: (code: string) => string, readers: readonly BreachReader[]): Html {
  if (readers.length === 0) return html`<p class="govuk-body">${say('breach.no-readers', 'Nobody.')}</p>`;
  return html`<ul class="govuk-list govuk-list--bullet">${readers.map(
    (one) =>
      html`<li>${say('breach.reader', '{organisation}, {role}. Readings: {readings}', { organisation: organisation(one.organisation), role: one.role, readings: one.readings })}</li>`,
  )}</ul>`;
}

function forms(ask: Staff, breach: BreachRow, missed: string | undefined): Html {
  const { say } = ask;
  if (breach.state === 'closed') return insetText({ text: say('breach.is-closed', 'Two people have closed this.') });
  const post = (inside: Html) => html`<form method="post" novalidate>${csrf(ask)}${inside}</form>`;
  const judge = html`<h2 class="govuk-heading-m">${say('breach.judge', 'How great is the risk to the people?')}</h2>${radios({
    name: 'risk',
    idPrefix: 'risk',
    fieldset: {
      legend: { text: say('breach.judge.legend', 'To either of them: think of who read it and what they could do'), classes: 'govuk-fieldset__legend--s' },
    },
    items: risks.map((value) => ({ value, text: riskWord(ask, value) })),
    ...(missed ? { errorMessage: { text: missed } } : {}),
  })}${checkboxes({
    name: 'tell',
    idPrefix: 'tell',
    fieldset: { legend: { text: say('breach.judge.tell', 'Who else is told? The law’s own are added by themselves.'), classes: 'govuk-fieldset__legend--s' } },
    items: tellable.map((value) => ({ value, text: toldWord(ask, value) })),
  })}${button({ text: say('breach.judge.do', 'Record the judgement'), name: 'do', value: 'assess', preventDoubleClick: true })}`;
  const report = html`<h2 class="govuk-heading-m">${say('breach.report', 'Reported')}</h2><p class="govuk-body">${say('breach.report.lead', 'This service reports nothing by itself. Record here that it was done, today.')}</p>${button({ text: say('breach.report.do', 'It was reported'), name: 'do', value: 'report', classes: 'govuk-button--secondary', preventDoubleClick: true })}`;
  const close = html`<h2 class="govuk-heading-m">${say('breach.close', 'Close it')}</h2><p class="govuk-body">${say('breach.close.lead', 'By somebody other than who judged the risk.')}</p>${button({ text: say('breach.close.do', 'Close it'), name: 'do', value: 'close', classes: 'govuk-button--secondary', preventDoubleClick: true })}`;
  const reports = breach.state === 'assessed' && breach.risk !== 'unlikely';
  return html`${when(breach.state === 'open' || breach.state === 'assessed', () => post(judge))}${when(reports, () => post(report))}${when(breach.state === 'reported' || (breach.state === 'assessed' && !reports), () => post(close))}`;
}

function riskWord({ say }: Staff, risk: Risk): string {
  return {
    unlikely: say('breach.risk.unlikely', 'A risk is unlikely'),
    risk: say('breach.risk.risk', 'There is a risk'),
    high: say('breach.risk.high', 'The risk is high'),
  }[risk];
}

function toldWord({ say }: Staff, told: Told): string {
  return {
    ico: say('breach.tell.ico', 'The Information Commissioner'),
    person: say('breach.tell.person', 'The person whose facts they were, if that is safe'),
    'other-person': say('breach.tell.other', 'The person on whose record they stood, if that is safe'),
    referrer: say('breach.tell.referrer', 'Who sent it'),
  }[told];
}

/** A kind of fact, or one of the two that have no class of their own. */
function kindWord({ say }: Staff, id: string): string {
  if (id === 'evidence') return say('breach.kind.evidence', 'Pictures and papers');
  return id === 'letters' ? say('breach.kind.letters', 'A letter') : classWord(say, id);
}

async function settle(kit: Kit, organisation: (code: string) => string, ask: Staff): Promise<Reply> {
  const id = ask.params['id'] ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id)) return absent;
  const what = field(ask.body, 'do');
  const risk = risks.find((one) => one === field(ask.body, 'risk'));
  if (what === 'assess' && !risk) return one(kit, organisation, ask, { missed: ask.say('breach.judge.choose', 'Choose how great the risk is') });
  const also = fieldList(ask.body, 'tell');
  const result = await kit.db.as(ask.actor, purposeOf(ask), async (tx) => {
    const breach = await breachOf(tx, id);
    if (!breach) return 'absent' as const;
    const refused = what === 'assess' ? assessBreach(breach) : what === 'report' ? reportBreach(breach) : closeBreach(breach, ask.actor.person);
    if (refused) return refused;
    if (what === 'assess' && risk)
      await keepAssessed(tx, id, risk, [...new Set([...mustBeTold(risk), ...tellable.filter((told) => also.includes(told))])], ask.now);
    if (what === 'report') await keepReported(tx, id, ask.now);
    if (what === 'close') await keepClosed(tx, id, ask.now);
    return undefined;
  });
  if (result === 'absent') return absent;
  return result ? one(kit, organisation, ask, { refused: result }) : to(`/breaches/${id}`);
}
