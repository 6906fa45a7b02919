// A support record as the worker who is named keeps it: notes, what the person lets pass, whom they let see their case, and who read it.
import { randomUUID } from 'node:crypto';
import type { FieldClass } from '#access/classes.ts';
import { addMinutes, dayOf } from '#base/day.ts';
import type { Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import type { ConflictReason, Present } from '#journey/access.ts';
import { endNaming, nameWorker, releaseItem, withdrawItem } from '#journey/chosen.ts';
import { findConflict } from '#journey/conflict.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Kit } from '#kit/kit.ts';
import { addVersions, type Stored } from '#kit/store/answers.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button, radios, textarea } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { one as codeOf } from '#rooms/decision/act.ts';
import { actOf } from '#rooms/decision/acts.ts';
import { caseLists } from '#rooms/decision/people-lists.ts';
import { mistakes, refusedBanner } from '#rooms/decision/room-pages.ts';
import { healthNote, noteOf, plainNote } from '#rooms/support/notes.ts';
import { notesOf, nowPassing, printForPerson, type Holders, type SupportRoom } from './support-print-pages.ts';
import { onCase, onRecord, openRecord, takeOver, type OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;
const mostWords = 8000;

export function supportRecordPages(kit: Kit, organisation: (code: string) => string, holders: Holders): Route[] {
  const open = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record ? then(ask, record) : absent;
  };
  const own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => open((ask, record) => (record.named ? then(ask, record) : Promise.resolve(absent)));
  const base = '/support/:reference';
  const room: SupportRoom = { kit, holders, organisation };
  return [
    { method: 'GET', path: base, who, why: 'One support record, for who is named in it', act: open((ask, record) => show(room, ask, record)) },
    {
      method: 'GET',
      path: `${base}/readers`,
      who,
      why: 'Who read about the person and what passes, to print for them',
      act: own((ask, record) => printForPerson(room, ask, record)),
    },
    { method: 'POST', path: `${base}/note`, who, why: 'A note of support', act: own((ask, record) => keepNote(room, ask, record)) },
    { method: 'GET', path: `${base}/do/:what`, who, why: 'One step, by the person’s word', act: open((ask, record) => stepPage(room, ask, record)) },
    { method: 'POST', path: `${base}/do/:what`, who, why: 'One step, by the person’s word', act: open((ask, record) => doStep(room, ask, record)) },
  ];
}

async function show(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say, lang } = ask;
  const at = `/support/${record.reference}`;
  const title = say('record.title', 'Support record');
  const head = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${record.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(record.state.since ?? ask.today, lang) })}</p>`;
  const conflict = html`<p class="govuk-body"><a class="govuk-link" href="${at}/do/conflict">${say('decision.act.conflict', 'I know the person, or am bound to somebody in this case')}</a></p>`;
  if (!record.named) {
    const free = html`<p class="govuk-body">${say('record.free', 'Nobody is named to look after this person. Name yourself if you do: until then their notes stay closed.')}</p>${button({ text: say('record.take', 'I look after this person'), href: `${at}/do/name` })}`;
    const taken = html`<p class="govuk-body">${say('record.taken', 'A colleague looks after this person. They can hand it on to you.')}</p>`;
    return page(title, html`${head}${record.others ? taken : free}${conflict}`, { back: '/support' });
  }
  const notes = await notesOf(room, ask, record);
  const asked = record.cases.flatMap(({ state }) => state.decision.questions.filter((one) => one.to === 'support'));
  const mine = record.state.access.named.find((one) => one.person === ask.actor.person);
  const item = (note: Stored) => {
    const passes = nowPassing(record, note.question).length > 0;
    const step = passes ? `${at}/do/withdraw?item=${note.question}` : `${at}/do/release?item=${note.question}`;
    const words = passes ? say('record.withdraw', 'The person takes this back') : say('record.release', 'The person lets this pass to who decides');
    return html`<li><p class="govuk-body nrm-said">${String(note.value)}</p><p class="govuk-body-s">${note.holds === 'medical' ? say('record.health', 'Health') : say('record.plain', 'Note')}${when(passes, () => html` · <strong>${say('record.passes', 'Passes to who decides')}</strong>`)}${when(record.cases.length > 0, () => html` · <a class="govuk-link" href="${step}">${words}</a>`)}</p></li>`;
  };
  return page(
    title,
    html`${head}<p class="govuk-body">${say('record.named-until', 'You are named until {day}.', { day: mine ? longDay(dayOf(addMinutes(mine.ends, -1)), lang) : '–' })} <a class="govuk-link" href="${at}/do/leave">${say('record.leave', 'I no longer look after this person')}</a></p>
<ul class="govuk-list"><li><a class="govuk-link" href="${at}/place">${say('place.title', 'A safe place')}</a></li><li><a class="govuk-link" href="${at}/do/grant">${say('decision.act.grant', 'The person lets somebody of their choice see the case')}</a></li>
<li><a class="govuk-link" href="${at}/do/revoke-grant">${say('decision.act.revoke', 'The person takes back what they let somebody see')}</a></li>
${when(record.cases.length > 0, () => html`<li><a class="govuk-link" href="${at}/status">${say('status.link', 'Status letter, to print: shows custody, court, housing, a doctor or a school where the person stands')}</a></li>`)}
${when(asked.length > 0, () => html`<li><a class="govuk-link" href="${at}/questions">${say('put.link', 'Questions put to you ({count} to answer)', { count: asked.filter((one) => !one.answered).length })}</a></li>`)}
<li><a class="govuk-link" href="${at}/readers">${say('record.readers', 'Print for the person: who read their record, and what passes')}</a></li></ul>
<h2 class="govuk-heading-m">${say('record.notes', 'Notes')}</h2><p class="govuk-body">${say('record.wall', 'Nobody who decides reads these. One by one they pass to who decides, when the person says so and for as long as they say so.')}</p>
${noteForm(ask, record)}<ul class="govuk-list govuk-list--spaced">${notes.map(item)}</ul>${conflict}`,
    { back: '/support' },
  );
}

function noteForm(ask: Staff, record: OpenRecord): Html {
  const { say } = ask;
  return html`<form method="post" action="/support/${record.reference}/note" novalidate>${csrf(ask)}${textarea({ name: 'words', id: 'words', rows: 4, label: { text: say('record.note', 'A new note') }, hint: { text: say('record.note-hint', 'What you saw, what they said in their words, and your view: say which is which.') } })}
${radios({
  name: 'about',
  idPrefix: 'about',
  classes: 'govuk-radios--inline',
  fieldset: { legend: { text: say('record.about', 'What is it about?'), classes: 'govuk-fieldset__legend--s' } },
  value: 'plain',
  items: [
    { value: 'plain', text: say('record.plain', 'Note') },
    { value: 'health', text: say('record.health', 'Health') },
  ],
})}
${button({ text: say('record.keep', 'Keep the note'), preventDoubleClick: true })}</form>`;
}

async function keepNote({ kit }: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const value = field(ask.body, 'words').trim();
  const holds: FieldClass = field(ask.body, 'about') === 'health' ? 'medical' : 'narrative';
  const question = noteOf(holds === 'medical' ? healthNote : plainNote, randomUUID());
  if (value !== '' && [...value].length <= mostWords)
    await kit.db.as(ask.actor, 'support', (tx) =>
      addVersions(tx, record.file, [{ question, holds, value, origin: null, edition: 'support-1', language: ask.lang, saidBy: ask.actor.person }]),
    );
  return to(`/support/${record.reference}`);
}

type Step = {
  readonly title: string;
  readonly lead: string;
  readonly questions: NonNullable<ReturnType<typeof actOf>>['questions'];
  readonly needsNaming: boolean;
  readonly act: (said: Readonly<Record<string, unknown>>) => Promise<Refused | undefined>;
  readonly then: string;
};

/** What may be done here, each with the questions that the same step has elsewhere. */
function stepOf(room: SupportRoom, ask: Staff, record: OpenRecord): Step | undefined {
  const { kit } = room;
  const { say } = ask;
  const at = `/support/${record.reference}`;
  const grant = actOf('grant');
  const item = ask.query['item'] ?? field(ask.body, 'item');
  const [first] = record.cases;
  const word = (said: Readonly<Record<string, unknown>>) => ({
    language: codeOf(said['grant-language']),
    present: codeOf(said['grant-present']) as Present,
  });
  const asked = (...names: readonly string[]) => Object.fromEntries(Object.entries(grant?.questions ?? {}).filter(([name]) => names.includes(name)));
  switch (ask.params['what']) {
    case 'name':
      if (record.others && !record.named) return undefined;
      return {
        title: say('record.take', 'I look after this person'),
        lead: say('record.take-lead', 'You are named in the record and in the case until a day. It stands in the list of who read it.'),
        questions: asked('grant-for'),
        needsNaming: false,
        then: at,
        act: async (said) => {
          await takeOver(kit, ask, record);
          const naming = { person: ask.actor.person, days: Number(codeOf(said['grant-for'])) };
          const refused = await onRecord(kit, ask, record, (access, how) => (record.others ? done() : nameWorker(access, naming, how)));
          if (!refused) for (const one of record.cases) await onCase(kit, ask, one, (access, how) => nameWorker(access, naming, how));
          return refused;
        },
      };
    case 'leave':
      return {
        title: say('record.leave', 'I no longer look after this person'),
        lead: say('record.leave-lead', 'The record and the case close for you at once.'),
        questions: {},
        needsNaming: true,
        then: '/support',
        act: async () => {
          for (const one of record.cases) await onCase(kit, ask, one, (access, how) => endNaming(access, { person: ask.actor.person }, how));
          return onRecord(kit, ask, record, (access, how) => endNaming(access, { person: ask.actor.person }, how));
        },
      };
    case 'conflict': {
      const conflict = actOf('conflict');
      return {
        title: say('decision.act.conflict', 'I know the person, or am bound to somebody in this case'),
        lead: conflict?.lead(say) ?? '',
        questions: conflict?.questions ?? {},
        needsNaming: false,
        then: '/support',
        act: async (said) => {
          const what = { person: ask.actor.person, how: 'declared', why: codeOf(said['conflict-why']) as ConflictReason } as const;
          for (const one of record.cases) await onCase(kit, ask, one, (access) => findConflict(access, what));
          return onRecord(kit, ask, record, (access) => findConflict(access, what));
        },
      };
    }
    case 'release':
      return (
        first && {
          title: say('record.release', 'The person lets this pass to who decides'),
          lead: say('record.release-lead', 'This one note and no other, to who has their case. They can take it back at any time.'),
          questions: asked('grant-language', 'grant-present'),
          needsNaming: true,
          then: at,
          act: async (said) =>
            (await notesOf(room, ask, record)).some((one) => one.question === item)
              ? onRecord(kit, ask, record, (access, how) => releaseItem(access, { question: item, to: first.file, ...word(said) }, how))
              : undefined,
        }
      );
    case 'withdraw':
      return {
        title: say('record.withdraw', 'The person takes this back'),
        lead: say('record.withdraw-lead', 'Who decides no longer sees it from their next page on.'),
        questions: {},
        needsNaming: true,
        then: at,
        act: async () => {
          for (const { to } of nowPassing(record, item)) {
            const refused = await onRecord(kit, ask, record, (access, how) => withdrawItem(access, { question: item, to }, how));
            if (refused) return refused;
          }
          return undefined;
        },
      };
    case 'grant':
    case 'revoke-grant': {
      const act = actOf(ask.params['what']);
      if (!act || !first) return undefined;
      return {
        title: act.title(say),
        lead: act.lead(say),
        questions: act.questions,
        needsNaming: true,
        then: at,
        act: (said) => onCase(kit, ask, first, (_access, how) => act.act(first.state, said, kit.law, how, '') as Outcome<never>),
      };
    }
    default:
      return undefined;
  }
}

const listsFor = ({ kit, holders }: SupportRoom, ask: Staff, record: OpenRecord) => ({
  ...kit.law.lists,
  ...(record.cases[0] ? caseLists(ask, record.cases[0].state, holders(), []) : {}),
});

type Again = { readonly typed?: Staff['body']; readonly errors?: readonly { readonly field: string; readonly text: string }[]; readonly refused?: Refused };

function stepPage(room: SupportRoom, ask: Staff, record: OpenRecord, again: Again = {}): Promise<Reply> {
  const step = stepOf(room, ask, record);
  if (!step || (step.needsNaming && !record.named)) return Promise.resolve(absent);
  const errors = again.errors ?? [];
  const { say } = ask;
  const item = ask.query['item'] ?? field(ask.body, 'item');
  const body = html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, errors)}<h1 class="govuk-heading-l">${step.title}</h1><p class="govuk-body">${step.lead}</p>
<form method="post" action="/support/${record.reference}/do/${ask.params['what'] ?? ''}" novalidate>${csrf(ask)}<input type="hidden" name="item" value="${item}">${questionFields({ say, form: 'act', questions: step.questions, typed: again.typed ?? {}, errors, lists: listsFor(room, ask, record), today: ask.today })}
<div class="govuk-button-group">${button({ text: say('decision.record', 'Record it'), preventDoubleClick: true })}<a class="govuk-link" href="/support/${record.reference}">${say('decision.cancel', 'Go back without recording')}</a></div></form>`;
  const status = again.refused ? 409 : errors.length > 0 ? 400 : undefined;
  return Promise.resolve(page(step.title, body, { back: `/support/${record.reference}`, ...(status ? { status } : {}) }));
}

async function doStep(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const step = stepOf(room, ask, record);
  if (!step || (step.needsNaming && !record.named)) return absent;
  const read = check({ id: 'step', title: 'step', section: 'act', questions: step.questions }, ask.body, {
    lists: listsFor(room, ask, record),
    today: ask.today,
  });
  if (!read.ok) {
    const errors = read.errors.map(({ field: at, text }) => ({ field: at, text: ask.say(text.id, text.english, text.values) }));
    return stepPage(room, ask, record, { typed: ask.body, errors });
  }
  const refused = await step.act(known(read.answers));
  return refused && refused.code !== 'already-so' ? stepPage(room, ask, record, { typed: ask.body, refused }) : to(step.then);
}
