// Break-glass: a life is at risk, one case by its reference, listed classes, one hour, a reason; looked at by somebody else afterwards.
import { addDays, startOf } from '#base/day.ts';
import { fieldClasses, type FieldClass } from '#access/classes.ts';
import { fieldsOver, may } from '#access/may.ts';
import type { Role } from '#access/roles.ts';
import { readReference, type FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import { dayOf, type Instant } from '#base/day.ts';
import type { GlassReason } from '#journey/access.ts';
import { caseStream } from '#journey/file.ts';
import { breakGlass, glassClasses, glassMinutes, glassQuota, throughGlass } from '#journey/glass.ts';
import type { Kit } from '#kit/kit.ts';
import { current } from '#kit/store/answers.ts';
import { note } from '#kit/store/audit.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { barredFor } from '#kit/store/bars.ts';
import { namesBound, recordFacts } from '#kit/store/standing.ts';
import { classWord } from '#kit/view/class-word.ts';
import { button, checkboxes, errorSummary, input, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { html, nothing, when } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, fieldList, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { glassLines, keepGlassReason, timesBroken } from '#rooms/access/store.ts';
import { refusedBanner } from '#rooms/decision/room-pages.ts';
import { saidIn } from './said.ts';

/** Those who can act at once. */
const who: readonly Role[] = ['first-responder-supervisor', 'decision-manager', 'support-worker', 'guardian'];
const reasons: readonly GlassReason[] = ['attack', 'missing', 'suicide', 'medical', 'child'];
const mostWords = 2000;

export function glassPages(kit: Kit, organisation: (code: string) => string): Route[] {
  return [
    { method: 'GET', path: '/glass', who, why: 'A life is at risk: what opening part of a case means', act: (ask) => form(kit, ask) },
    { method: 'POST', path: '/glass', who, rate: 'search', why: 'Open part of one case for an hour', act: (ask) => doBreak(kit, ask) },
    { method: 'GET', path: '/glass/:reference', who, why: 'What was opened, until when', act: (ask) => show(kit, ask) },
    { method: 'GET', path: '/audit/glass', who: ['auditor'], why: 'Every time the glass was broken', act: (ask) => log(kit, organisation, ask) },
  ];
}

type Again = { readonly errors?: Readonly<Record<string, string>>; readonly refused?: Refused };

/** What the policy lets this kind of person name. */
const offered = (ask: Staff): readonly FieldClass[] => {
  const fields = fieldsOver(ask.actor, 'safeguarding', ['glass-on-case'], 'read');
  return glassClasses.filter((one) => fields.has(one));
};

async function form(_kit: Kit, ask: Staff, again: Again = {}): Promise<Reply> {
  const { say, body } = ask;
  const errors = again.errors ?? {};
  const wrong = (name: string) => (errors[name] ? { errorMessage: { text: errors[name] } } : {});
  const reasonWords: Readonly<Record<GlassReason, string>> = {
    attack: say('glass.attack', 'Somebody is about to hurt or take the person'),
    missing: say('glass.missing', 'The person is missing and in danger'),
    suicide: say('glass.suicide', 'The person may end their life'),
    medical: say('glass.medical', 'A medical emergency'),
    child: say('glass.child', 'A child is in danger now'),
  };
  const title = say('glass.title', 'A life is at risk');
  const list = Object.entries(errors);
  const summary = when(list.length > 0, () =>
    errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: list.map(([name, text]) => ({ href: `#${name}`, text })) }),
  );
  const inner = html`${again.refused ? refusedBanner(ask, again.refused) : summary}<h1 class="govuk-heading-l">${title}</h1>
${warningText({ text: say('glass.first', 'Ring 999 first. This page comes after.'), iconFallbackText: say('decision.warning', 'Warning') })}
<p class="govuk-body">${say('glass.lead', 'You can open the parts of one case that help to find or protect the person, for {minutes} minutes. Who decides the case and the auditor are told at once, somebody else looks at it within two working days, the person sees it in their list of readers, and it is counted and published. More than {times} times in {days} days is refused.', { minutes: glassMinutes, times: glassQuota.times, days: glassQuota.days })}</p>
<form method="post" action="/glass" novalidate>${csrf(ask)}
${input({ name: 'reference', id: 'reference', label: { text: say('search.reference', 'Reference') }, classes: 'govuk-input--width-20', value: field(body, 'reference'), autocomplete: 'off', ...wrong('reference') })}
${radios({ name: 'why', idPrefix: 'why', fieldset: { legend: { text: say('glass.why', 'What is happening?'), classes: 'govuk-fieldset__legend--s' } }, items: reasons.map((value) => ({ value, text: reasonWords[value] })), value: field(body, 'why'), ...wrong('why') })}
${checkboxes({ name: 'classes', idPrefix: 'classes', fieldset: { legend: { text: say('glass.classes', 'What do you need? What you do not name stays closed'), classes: 'govuk-fieldset__legend--s' } }, items: offered(ask).map((value) => ({ value, text: classWord(say, value), checked: fieldList(body, 'classes').includes(value) })), ...wrong('classes') })}
${textarea({ name: 'words', id: 'words', rows: 3, value: field(body, 'words'), label: { text: say('glass.words', 'In a sentence: what do you know, and what will you do?') }, hint: { text: say('glass.words-hint', 'It is sealed in the case and read by who looks at this afterwards.') }, ...wrong('words') })}
${button({ text: say('glass.open', 'Open it for an hour'), classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`;
  return page(title, inner, list.length > 0 ? { status: 400 } : again.refused ? { status: 409 } : {});
}

/** The program does it in their name: they stand in no relation to the case, and may not open it themselves. */
async function doBreak(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, body, actor } = ask;
  const classes = fieldList(body, 'classes').filter((one) => (offered(ask) as readonly string[]).includes(one));
  const why = reasons.find((one) => one === field(body, 'why'));
  const words = field(body, 'words').trim();
  const reference = readReference(field(body, 'reference'));
  const errors = {
    ...(reference ? {} : { reference: say('search.bad-reference', 'A reference is three groups of four letters and numbers, such as K7QD-0M2P-XW9T') }),
    ...(why ? {} : { why: say('glass.no-why', 'Say what is happening') }),
    ...(classes.length > 0 ? {} : { classes: say('glass.no-classes', 'Name at least one kind of fact') }),
    ...(words !== '' && [...words].length <= mostWords ? {} : { words: say('glass.no-words', 'Write a sentence or two, of up to 2,000 characters') }),
  };
  if (!reference || !why || Object.keys(errors).length > 0) return form(kit, ask, { errors });
  const unknown = { reference: say('glass.unknown', 'No case that can be opened has this reference. Check each letter and number.') };
  const file = await found(kit, ask, reference);
  if (!file) return form(kit, ask, { errors: unknown });
  const since = startOf(addDays(dayOf(ask.now), -glassQuota.days));
  const done = await kit.ledger.perform(
    theService,
    'identification',
    caseStream,
    file.id,
    async (state, tx) =>
      breakGlass(
        state.access,
        {
          person: actor.person,
          organisation: actor.organisation,
          role: actor.role,
          classes,
          why,
          second: null,
          before: await timesBroken(tx, actor.person, since),
        },
        { now: ask.now, day: ask.today, calendar: kit.law.calendar(state.nation) },
      ),
    { day: ask.today, at: ask.now, nation: file.nation },
    async (tx, { events }) => {
      const broken = events.find(({ event }) => event.kind === 'GlassBroken');
      if (broken) await keepGlassReason(tx, file.id, broken.number, words);
    },
  );
  if (done.ok || done.code === 'already-so') return to(`/glass/${reference}`);
  return done.code === 'no-such-case' ? form(kit, ask, { errors: unknown }) : form(kit, ask, { refused: done });
}

/** A case that was sent and that no bar keeps from them. A reference that finds none leaves a line in the log. */
async function found(kit: Kit, ask: Staff, typed: string): Promise<{ readonly id: FileId; readonly nation: string } | undefined> {
  const reference = readReference(typed);
  const file = await kit.db.as(theService, 'identification', async (tx) => {
    const one = reference && (await byReference(tx, reference));
    return one && one.frozen && !(await barredFor(tx, one.id, ask.actor.person)) && !(await namesBound(tx, one.id, ask.actor.person)) ? one : undefined;
  });
  if (!file) await kit.db.as(ask.actor, 'safeguarding', (tx) => Promise.resolve(note(tx, null, 'searched:nobody')));
  return file;
}

async function show(kit: Kit, ask: Staff): Promise<Reply> {
  const file = await found(kit, ask, ask.params['reference'] ?? '');
  if (!file) return absent;
  const { record, glass } = await kit.db.as(theService, 'identification', async (tx) => {
    const { state } = await kit.ledger.load(tx, caseStream, file.id);
    const { authority, allocatedTo, made } = state.decision;
    const facts = await recordFacts(tx, file.id, { authority, allocatedTo, decided: made.length > 0 });
    return { record: facts, glass: throughGlass(state.access, ask.actor.person, ask.now) };
  });
  if (!record || !glass) return absent;
  const request = { who: ask.actor, purpose: 'safeguarding', verb: 'read', record, now: ask.now } as const;
  const classes = fieldClasses.filter((one) => may({ ...request, field: one }).allowed);
  if (classes.length === 0) return absent;
  const stored = await kit.db.as(ask.actor, 'safeguarding', (tx) => current(tx, file.id, classes));
  const { say } = ask;
  const title = say('glass.opened', 'Opened because a life is at risk');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${ask.params['reference'] ?? ''}</span></p>
${warningText({ text: say('glass.until', 'This closes at {time}. Your name, the time and what you opened stand in the record.', { time: clockTime(glass.ends) }), iconFallbackText: say('decision.warning', 'Warning') })}
<p class="govuk-body">${say('glass.named', 'You named:')} ${classes.map((one) => classWord(say, one)).join(', ')}</p>
${stored.length === 0 ? html`<p class="govuk-body">${say('glass.nothing', 'Nothing of this kind is held.')}</p>` : saidIn(kit, ask, stored, 2)}`,
    { back: '/glass' },
  );
}

/** Hours and minutes in the jurisdiction's zone. */
function clockTime(at: Instant): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/London' }).format(Date.parse(at));
}

async function log(kit: Kit, organisation: (code: string) => string, ask: Staff): Promise<Reply> {
  const { say, lang, today } = ask;
  const lines = await kit.db.as(theService, 'operations', (tx) => glassLines(tx, ask.actor.person, 200));
  const title = say('glass.log', 'Every time part of a case was opened because a life was at risk');
  const heads = [
    say('audit.when', 'When'),
    say('audit.where', 'Organisation'),
    say('glass.reason', 'Reason'),
    say('audit.what', 'What'),
    say('glass.looked', 'Looked at by somebody else'),
  ];
  const rows = lines.map((one) => {
    const state = one.reviewed
      ? say('glass.reviewed', 'Yes')
      : one.reviewBy && one.reviewBy < today
        ? say('glass.late', 'Late: was due on {day}', { day: longDay(one.reviewBy, lang) })
        : one.reviewBy
          ? say('glass.due', 'Due by {day}', { day: longDay(one.reviewBy, lang) })
          : say('glass.second', 'A second person stood beside');
    const cells = [one.starts.slice(0, 16).replace('T', ' '), organisation(one.organisation), one.why, one.classes.join(', '), state];
    return html`<tr class="govuk-table__row">${cells.map((text, at) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${text}</td>`)}</tr>`;
  });
  const table = html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${title}</caption><thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>${lines.length === 0 ? html`<p class="govuk-body">${say('audit.none', 'No line yet.')}</p>` : table}${nothing}`,
    {
      wide: true,
      back: '/audit',
    },
  );
}
