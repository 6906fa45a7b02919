// A support record as the worker who is named keeps it: notes, what the person lets pass, whom they let see their case, and who read it.
import type { Refused } from '#base/outcome.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import type { ConflictReason, Present } from '#journey/access.ts';
import { releaseItem, withdrawItem } from '#journey/chosen.ts';
import { agrees, forRecoveryNeeds } from '#journey/helped.ts';
import { no } from '#journey/refusals.ts';
import { findConflict } from '#journey/conflict.ts';
import type { Outcome } from '#base/outcome.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button } from '#kit/view/govuk.ts';
import { html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { one as codeOf } from '#rooms/decision/act.ts';
import { actOf } from '#rooms/decision/acts.ts';
import { caseLists } from '#rooms/decision/people-lists.ts';
import { mistakes, refusedBanner } from '#rooms/decision/room-pages.ts';
import { recoveryText } from '#rooms/support/notes.ts';
import { endWith, takeOn } from './naming.ts';
import { serviceLetter } from './service-letter-pages.ts';
import { keepNote } from './support-note-pages.ts';
import { brief, recordNow, recordPart } from './support-now-pages.ts';
import { planCopy } from './support-copy-pages.ts';
import { notesOf, nowPassing, printForPerson, type SupportRoom } from './support-print-pages.ts';
import { onRecord, openRecord, standing, type OpenRecord } from './support-record.ts';

const who = ['support-worker'] as const;

export function supportRecordPages(room: SupportRoom): Route[] {
  const { kit } = room;
  const open = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => async (ask: Staff) => {
    const record = await openRecord(kit, ask);
    return record ? then(ask, record) : absent;
  };
  const own = (then: (ask: Staff, record: OpenRecord) => Promise<Reply>) => open((ask, record) => (record.named ? then(ask, record) : Promise.resolve(absent)));
  const base = '/support/:reference';
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
    { method: 'GET', path: `${base}/part/:part`, who, why: 'One part of a support record', act: own((ask, record) => recordPart(room, ask, record)) },
    { method: 'GET', path: `${base}/brief`, who, why: 'A person on one screen, for who stands in', act: own((ask, record) => brief(room, ask, record)) },
    {
      method: 'GET',
      path: `${base}/letter/:service`,
      who,
      why: 'A letter that introduces the person, to print',
      act: own((ask, record) => serviceLetter(room, ask, record)),
    },
    {
      method: 'GET',
      path: `${base}/plan-copy/:plan`,
      who,
      why: 'The person’s plan, to print for them',
      act: own((ask, record) => planCopy(room, ask, record)),
    },
    { method: 'GET', path: `${base}/do/:what`, who, why: 'One step, by the person’s word', act: open((ask, record) => stepPage(room, ask, record)) },
    { method: 'POST', path: `${base}/do/:what`, who, why: 'One step, by the person’s word', act: open((ask, record) => doStep(room, ask, record)) },
  ];
}

async function show(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  return record.named ? recordNow(room, ask, record) : notNamed(ask, record);
}

/** To a colleague it says who looks after the person, and how to take it on. */
function notNamed(ask: Staff, record: OpenRecord): Reply {
  const { say, lang } = ask;
  const at = `/support/${record.reference}`;
  const title = say('record.title', 'Support record');
  const head = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${record.reference}</span> · ${say('record.since', 'since {day}', { day: longDay(record.state.since ?? ask.today, lang) })}</p>`;
  const conflict = html`<p class="govuk-body"><a class="govuk-link" href="${at}/do/conflict">${say('decision.act.conflict', 'I know the person, or am bound to somebody in this case')}</a></p>`;
  const free = html`<p class="govuk-body">${say('record.free', 'Nobody is named to look after this person. Name yourself if you do: until then their notes stay closed.')}</p>${button({ text: say('record.take', 'I look after this person'), href: `${at}/do/name` })}`;
  const taken = html`<p class="govuk-body">${say('record.taken', 'A colleague looks after this person. They can hand it on to you.')}</p>`;
  return page(title, html`${head}${record.others ? taken : free}${conflict}`, { back: '/support' });
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
        act: (said) => takeOn(kit, ask, record, { person: ask.actor.person, days: Number(codeOf(said['grant-for'])) }),
      };
    case 'leave':
      return {
        title: say('record.leave', 'I no longer look after this person'),
        lead: say('record.leave-lead', 'The record and the case close for you at once.'),
        questions: {},
        needsNaming: true,
        then: '/support',
        act: () => standing(kit, ask, (now) => endWith(now, record, ask.actor.person)),
      };
    case 'conflict': {
      const conflict = actOf('conflict');
      return {
        title: say('decision.act.conflict', 'I know the person, or am bound to somebody in this case'),
        lead: conflict?.lead(say) ?? '',
        questions: conflict?.questions ?? {},
        needsNaming: false,
        then: '/support',
        act: (said) => {
          const what = { person: ask.actor.person, how: 'declared', why: codeOf(said['conflict-why']) as ConflictReason } as const;
          return standing(kit, ask, async (now) => {
            for (const one of record.cases) await now.onCase(one, (access) => findConflict(access, what));
            return now.onRecord(record, (access) => findConflict(access, what));
          });
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
            item.startsWith(recoveryText) && !agrees(record.state.care, forRecoveryNeeds)
              ? no('consent-for-this')
              : (await notesOf(room, ask, record)).some((one) => one.question === item)
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
        act: () =>
          standing(kit, ask, async (now) => {
            for (const { to } of nowPassing(record, item)) {
              const refused = await now.onRecord(record, (access, how) => withdrawItem(access, { question: item, to }, how));
              if (refused) return refused;
            }
            return undefined;
          }),
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
        act: (said) => standing(kit, ask, (now) => now.onCase(first, (_access, how) => act.act(first.state, said, kit.law, how, '') as Outcome<never>)),
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
