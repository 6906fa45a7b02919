// Cases that a person lets somebody of their choice see: lawyer, advocate, recipient of decisions. Each sees what the policy names, and no more.
import { fieldClasses } from '#access/classes.ts';
import { may } from '#access/may.ts';
import type { Field } from '#access/policy.ts';
import type { Purpose } from '#access/purposes.ts';
import type { Role } from '#access/roles.ts';
import { views } from '#access/policy.ts';
import { readReference, type FileId, type Reference } from '#base/id.ts';
import { addMinutes, dayOf } from '#base/day.ts';
import { openQuestions } from '#journey/chase.ts';
import { holds } from '#journey/chosen.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { progress, result, resultWord, stageWord } from '#journey/progress.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, current } from '#kit/store/answers.ts';
import { note } from '#kit/store/audit.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { barredFor } from '#kit/store/bars.ts';
import { namesBound, recordFacts } from '#kit/store/standing.ts';
import { button, summaryList, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { grantedTo } from '#rooms/access/store.ts';
import { letterOf } from '#rooms/decision/letters.ts';
import { keepFrom } from '#rooms/decision/open.ts';
import { answeredId, askedId, reasonIds } from '#rooms/decision/reason-ids.ts';
import { linesOf } from '#rooms/decision/letter-view.ts';
import { letterAsSent, lettersOf, textsOf, type Line } from '#rooms/decision/store.ts';
import { saidIn } from './said.ts';

export const grantedRoles: readonly Role[] = ['legal-representative', 'independent-advocate', 'decision-recipient'];
const fields: readonly Field[] = [...fieldClasses, ...(Object.keys(views) as Field[])];
export const purposeOfGrant = ({ actor }: Staff): Purpose => (actor.role === 'independent-advocate' ? 'support' : 'disclosure');
const mostWords = 15_000;
/** A lawyer's own notes, and those of one colleague after another: never read by who decides. */
export const legalNote = 'legal.note';

export function grantedPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/granted', who: grantedRoles, why: 'Cases whose person lets one see them now', act: (ask) => list(kit, ask) },
    {
      method: 'GET',
      path: '/granted/:reference',
      who: grantedRoles,
      why: 'One such case, as the policy shows it to this kind of person',
      act: (ask) => show(kit, ask),
    },
    { method: 'POST', path: '/granted/:reference/note', who: ['legal-representative'], why: 'A lawyer’s own note', act: (ask) => keepNote(kit, ask) },
  ];
}

async function list(kit: Kit, ask: Staff): Promise<Reply> {
  const { say, lang } = ask;
  const rows = await kit.db.as(theService, 'identification', (tx) => grantedTo(tx, ask.actor.person, ask.actor.role, ask.now));
  const title = say('granted.title', 'People who chose you');
  const items = rows.map(
    (row) =>
      html`<li><a class="govuk-link nrm-reference" href="/granted/${row.reference}">${row.reference}</a> <span class="govuk-hint">${say('granted.until', 'until {day}', { day: longDay(row.lastDay, lang) })}</span></li>`,
  );
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('granted.lead', 'Each of them lets you see part of their case until a day. They can take it back at any time, and they see when you looked.')}</p>
${items.length > 0 ? html`<ul class="govuk-list govuk-list--spaced">${items}</ul>` : html`<p class="govuk-body">${say('granted.none', 'Nobody now.')}</p>`}`,
  );
}

type Open = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly state: CaseFile;
  readonly sees: ReadonlySet<Field>;
  readonly writes: ReadonlySet<Field>;
};

/** The case, where a grant of the person holds at this very moment; else it does not exist. Asked anew for each page. */
export async function openGranted(kit: Kit, ask: Staff): Promise<Open | undefined> {
  const reference = readReference(ask.params['reference'] ?? '');
  const { person, role } = ask.actor;
  const found = await kit.db.as(theService, 'identification', async (tx) => {
    // Asked first, and of their own grants alone: how long the answer takes says nothing of whether there is such a case.
    if (!(await grantedTo(tx, person, role, ask.now)).some((one) => one.reference === reference)) return undefined;
    const file = reference && (await byReference(tx, reference));
    if (!file || (await barredFor(tx, file.id, ask.actor.person))) return undefined;
    const { state } = await kit.ledger.load(tx, caseStream, file.id);
    const { authority, allocatedTo, made } = state.decision;
    const record = await recordFacts(tx, file.id, { authority, allocatedTo, decided: made.length > 0 });
    return record && { file, state, record, bound: await namesBound(tx, file.id, ask.actor.person) };
  });
  if (!found || !reference) return undefined;
  const { state, record } = found;
  const file = found.file.id;
  if (found.bound) {
    await keepFrom(kit, found, ask.actor.person, 'own-list');
    return undefined;
  }
  const request = { who: ask.actor, purpose: purposeOfGrant(ask), record, now: ask.now };
  const of = (verb: 'read' | 'write') => new Set(fields.filter((one) => may({ ...request, verb, field: one }).allowed));
  const sees = of('read');
  return sees.size === 0 ? undefined : { file, reference, state, sees, writes: of('write') };
}

async function show(kit: Kit, ask: Staff): Promise<Reply> {
  const open = await openGranted(kit, ask);
  if (!open) return absent;
  const { say } = ask;
  const { file, sees, state } = open;
  const parts = await kit.db.as(ask.actor, purposeOfGrant(ask), async (tx) => {
    note(tx, file, 'read:granted');
    const classes = fieldClasses.filter((one) => sees.has(one) && one !== 'legal' && one !== 'analysis');
    return {
      said: await current(tx, file, classes),
      asked: sees.has('questions') ? await textsOf(tx, file, 'narrative', 'asked.', 'answered.') : {},
      reasons: sees.has('analysis') ? await textsOf(tx, file, 'analysis', 'reason.') : {},
      notes: sees.has('legal') ? await textsOf(tx, file, 'legal', legalNote) : {},
      letters: sees.has('letters') ? await lettersGone(tx, file) : [],
    };
  });
  const title = say('granted.case', 'What this person lets you see');
  const grant = state.access.grants.find((one) => one.holder === ask.actor.person && holds(one, ask.now));
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${open.reference}</span>${when(grant, () => html` · ${say('granted.until', 'until {day}', { day: longDay(grant ? dayOf(addMinutes(grant.ends, -1)) : ask.today, ask.lang) })}`)}</p>
${standing(kit, ask, open)}
${when(sees.has('stage'), () => html`<p class="govuk-body"><a class="govuk-link" href="/granted/${open.reference}/status">${say('status.link', 'Status letter, to print: shows custody, court, housing, a doctor or a school where the person stands')}</a></p>`)}
${when(writesAnswers(open), () => html`<p class="govuk-body"><a class="govuk-link" href="/granted/${open.reference}/questions">${say('put.link', 'Questions put to you ({count} to answer)', { count: openQuestions(state).filter((one) => one.to === 'lawyer').length })}</a></p>`)}
${lettersOfCase(ask, parts.letters, sees.has('analysis'))}
${reasons(kit, ask, open, parts.reasons)}
${questions(ask, open, parts.asked)}
${when(
  parts.said.filter((one) => !/^(asked|answered|note|letter-there)\./.test(one.question)).length > 0,
  () => html`<h2 class="govuk-heading-m">${say('case.held', 'What is held')}</h2>${saidIn(kit, ask, parts.said)}`,
)}
${notes(ask, open, parts.notes)}`,
    { back: '/granted' },
  );
}

/** A lawyer answers what was put to them. */
const writesAnswers = ({ state, writes }: Open): boolean =>
  writes.has('questions') && writes.has('legal') && state.decision.questions.some((one) => one.to === 'lawyer');

type Gone = { readonly title: string; readonly text: readonly Line[] };
/** The person's own letters, and a lawyer's. */
async function lettersGone(tx: Parameters<typeof lettersOf>[0], file: FileId): Promise<readonly Gone[]> {
  const theirs = tx.actor.role === 'legal-representative' ? ['person', 'lawyer'] : ['person'];
  const gone: Gone[] = [];
  for (const row of await lettersOf(tx, file)) {
    const text = row.state === 'handed-over' && theirs.includes(row.to) ? await letterAsSent(tx, file, row) : undefined;
    if (text) gone.push({ title: row.letter, text });
  }
  return gone;
}

function standing(kit: Kit, { say, lang }: Staff, { state, sees }: Open): Html {
  const now = progress(state, kit.law);
  const rows = [
    ...(sees.has('stage') ? [{ key: { text: say('granted.stage', 'Where it stands') }, value: { text: stageWord(say, now.code) } }] : []),
    ...(sees.has('result')
      ? kit.law.stages.flatMap(({ id, name }) => {
          const made = result(state, id);
          return made ? [{ key: { text: name }, value: { text: `${resultWord(say, made.outcome)}, ${longDay(made.day, lang)}` } }] : [];
        })
      : []),
  ];
  return rows.length > 0 ? summaryList({ rows }) : html`<p class="govuk-body">${say('granted.nothing-yet', 'Nothing has been decided yet.')}</p>`;
}

function lettersOfCase({ say }: Staff, letters: readonly Gone[], reasons: boolean): Html {
  return when(
    letters.length > 0,
    () => html`<h2 class="govuk-heading-m">${say('letter.list', 'Letters')}</h2>
${letters.map((one) => html`<section><h3 class="govuk-heading-s">${letterOf(one.title)?.title(say) ?? one.title}</h3>${linesOf(say, one.text, reasons)}</section>`)}`,
  );
}

/** The reasons of decisions that stand; findings still being written are nobody's yet. */
function reasons(kit: Kit, { say }: Staff, { state }: Open, texts: Readonly<Record<string, string>>): Html {
  const blocks = state.decision.made.flatMap(({ stage, round }) => {
    const ids = reasonIds(stage, round);
    const name = kit.law.stages.find((one) => one.id === stage)?.name ?? stage;
    const elements = new Map((kit.law.test[stage]?.versions ?? []).flatMap(({ value }) => value.elements.map((one) => [one.id, one.label] as const)));
    const lines = [...elements].filter(([id]) => texts[ids.reason(id)]);
    return lines.length === 0
      ? []
      : [
          html`<h3 class="govuk-heading-s">${name}</h3>${lines.map(([id, label]) => html`<p class="govuk-body nrm-said"><strong>${label}:</strong> ${texts[ids.reason(id)] ?? ''}</p>`)}`,
        ];
  });
  return when(blocks.length > 0, () => html`<h2 class="govuk-heading-m">${say('granted.reasons', 'Reasons')}</h2>${blocks}`);
}

function questions({ say }: Staff, { state, sees }: Open, texts: Readonly<Record<string, string>>): Html {
  if (!sees.has('questions') || state.decision.questions.length === 0) return html``;
  return html`<h2 class="govuk-heading-m">${say('decision.ask.title', 'Questions')}</h2>${state.decision.questions.map(
    (one) => html`<div class="nrm-question"><p class="govuk-body nrm-said"><strong>${texts[askedId(one.question)] ?? ''}</strong></p>
<p class="govuk-body nrm-said">${texts[answeredId(one.question)] ?? say('case.not-answered', 'No answer yet')}</p></div>`,
  )}`;
}

function notes(ask: Staff, { reference, writes }: Open, texts: Readonly<Record<string, string>>): Html {
  if (!writes.has('legal')) return html``;
  const { say } = ask;
  return html`<h2 class="govuk-heading-m">${say('granted.notes', 'Your notes')}</h2>
<p class="govuk-body">${say('granted.notes-lead', 'They stay with you and whoever acts for the person after you. Who decides never reads them.')}</p>
<form method="post" action="/granted/${reference}/note" novalidate>${csrf(ask)}${textarea({ name: 'note', id: 'note', rows: 6, value: texts[legalNote] ?? '', label: { text: say('granted.note', 'Note') } })}
${button({ text: say('granted.note-keep', 'Keep it'), preventDoubleClick: true })}</form>`;
}

async function keepNote(kit: Kit, ask: Staff): Promise<Reply> {
  const open = await openGranted(kit, ask);
  const value = field(ask.body, 'note').trim();
  if (!open?.writes.has('legal')) return absent;
  if (value !== '' && [...value].length <= mostWords)
    await kit.db.as(ask.actor, purposeOfGrant(ask), (tx) =>
      addVersions(tx, open.file, [
        { question: legalNote, holds: 'legal', value, origin: null, edition: 'legal-1', language: ask.lang, saidBy: ask.actor.person },
      ]),
    );
  return to(`/granted/${open.reference}`);
}
