// For who decides: what somebody needs to recover, in the words that the person let pass and no others; and the decision on each recommendation.
import { addMonths, readDay, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import type { Purpose } from '#access/purposes.ts';
import { check } from '#form/check.ts';
import { known } from '#form/form.ts';
import { date, many, text, type Question } from '#form/question.ts';
import type { RecoveryNeeds } from '#journey/care.ts';
import { recoveryItem } from '#journey/helped.ts';
import { decideRecovery } from '#journey/recovery.ts';
import { supportStream } from '#journey/support.ts';
import { answersTo } from '#kit/store/answers.ts';
import { theService } from '#kit/store/database.ts';
import { questionFields } from '#kit/view/fields.ts';
import { button } from '#kit/view/govuk.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { ruleText } from '#kit/view/refused.ts';
import { absent, csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { inForce, versionOf } from '#law/rule.ts';
import type { Law } from '#law/law.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { deciders, mistakes, refusedBanner, withCase, type DecisionRoom } from '#rooms/decision/room-pages.ts';
import { keepTexts } from '#rooms/decision/store.ts';
import { releasedItems } from './released.ts';
import { itemWord } from './support-told.ts';

export const recoveryReason = 'recovery-because';

export function recoveryPages(room: DecisionRoom): Route[] {
  const path = '/case/:reference/recovery-needs';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) =>
    withCase(room.kit, ask, (opened, purpose) => then(ask, opened, purpose));
  return [
    {
      method: 'GET',
      path,
      who: deciders,
      why: 'What somebody needs to recover, as far as they let it pass',
      act: open((ask, opened, purpose) => show(room, ask, opened, purpose)),
    },
    { method: 'POST', path, who: deciders, why: 'Decide on each recommendation', act: open((ask, opened, purpose) => decide(room, ask, opened, purpose)) },
  ];
}

type Passing = { readonly file: FileId; readonly nation: string; readonly needs: RecoveryNeeds; readonly words: string };

/** Each assessment that the person lets pass to who asks now: its codes from the record's ledger, its words as the policy opens them. */
async function passing({ kit }: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<readonly Passing[]> {
  const found: Passing[] = [];
  for (const item of await releasedItems(kit, ask, opened)) {
    const { state } = await kit.db.as(theService, 'support', (tx) => kit.ledger.load(tx, supportStream, item.file));
    const needs = state.care.recovery.find((one) => recoveryItem(one.id) === item.question);
    if (!needs) continue;
    const [said] = await kit.db.as(ask.actor, purpose, (tx) => answersTo(tx, item.file, item.holds, [item.question]));
    if (said) found.push({ file: item.file, nation: state.nation, needs, words: String(said.value) });
  }
  return found;
}

/** Ticked: agreed to. What is not ticked is not, and the reason says why. */
function questionsFor(law: Law, { stays }: RecoveryNeeds): Readonly<Record<string, Question>> {
  const items = law.lists['support-services']?.items ?? [];
  return {
    'recovery-agreed': many({
      label: 'What goes on?',
      hint: 'Tick each that you agree to. What you do not tick is decided too: the reason says why.',
      why: 'Each recommendation is decided by itself.',
      holds: 'administrative',
      optional: true,
      options: stays.map((code) => ({ code, label: items.find((one) => one.code === code)?.label ?? code })),
    }),
    'recovery-until': date({ label: 'Until when?', why: 'Before that day it is looked at again.', holds: 'administrative', optional: true, future: true }),
    'recovery-reason': text({ label: 'Why', why: 'The person is told, and may ask for it to be looked at again.', holds: 'analysis', rows: 4, most: 8000 }),
  };
}

type Again = {
  readonly id?: string;
  readonly typed?: Staff['body'];
  readonly errors?: readonly { readonly field: string; readonly text: string }[];
  readonly refused?: Refused;
};

async function show(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose, again: Again = {}): Promise<Reply> {
  const { say, lang } = ask;
  const { law } = room.kit;
  const all = await passing(room, ask, opened, purpose);
  const title = say('recovery.title', 'What they need to recover');
  const names = (codes: readonly string[]): string => codes.map((code) => itemWord({ say, law }, 'support-services', code)).join('; ');
  const at = `/case/${opened.file.reference ?? ''}`;
  const ruleOf = (nation: string): Html => {
    if (!versionOf(law.recoveryNeeds, ask.today, nation)) return nothing;
    const { value, because } = inForce(law.recoveryNeeds, ask.today, nation);
    return html`<p class="govuk-body">${say('recovery.longest', 'At the latest until {day}.', { day: longDay(addMonths(ask.today, value.months), lang) })}</p><p class="nrm-law">${ruleText(ask, because)}</p>`;
  };
  const form = ({ needs, nation }: Passing): Html => {
    const mine = again.id === needs.id;
    return html`${ruleOf(nation)}<form method="post" action="${at}/recovery-needs" novalidate>${csrf(ask)}<input type="hidden" name="id" value="${needs.id}">${questionFields({ say, form: 'act', questions: questionsFor(law, needs), typed: mine ? (again.typed ?? {}) : {}, errors: mine ? (again.errors ?? []) : [], lists: law.lists, today: ask.today })}${button({ text: say('decision.record', 'Record it'), preventDoubleClick: true })}</form>`;
  };
  const part = (
    one: Passing,
  ): Html => html`<section class="nrm-bed"><h2 class="govuk-heading-m">${longDay(one.needs.on, lang)}</h2><p class="govuk-body nrm-said">${one.words}</p>
<p class="govuk-body"><strong>${say('care.recovery.stays', 'Goes on here, if agreed')}:</strong> ${names(one.needs.stays) || '–'}</p><p class="govuk-body"><strong>${say('care.recovery.moves', 'Another service takes over')}:</strong> ${names(one.needs.moves) || '–'}</p>
${one.needs.decided ? html`<p class="govuk-body"><strong>${say('recovery.decided', 'Decided on {day}', { day: longDay(one.needs.decided.on, lang) })}:</strong> ${names(one.needs.decided.agreed) || say('care.recovery.none', 'None of it')}</p>` : form(one)}</section>`;
  return page(
    title,
    html`${again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, again.errors ?? [])}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('recovery.lead', 'These words and nothing else of the support record. The person let them pass and can take them back.')}</p>
${all.length === 0 ? html`<p class="govuk-body">${say('recovery.none', 'Nothing is let pass to you now.')}</p>` : all.map(part)}`,
    { back: at, ...(again.refused ? { status: 409 } : again.errors ? { status: 400 } : {}) },
  );
}

async function decide(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const id = field(ask.body, 'id');
  const one = (await passing(room, ask, opened, purpose)).find((each) => each.needs.id === id);
  if (!one) return absent;
  const typed = ask.body;
  const read = check({ id: 'recovery', title: 'recovery', section: 'act', questions: questionsFor(kit.law, one.needs) }, ask.body, {
    lists: kit.law.lists,
    today: ask.today,
  });
  if (!read.ok)
    return show(room, ask, opened, purpose, {
      id,
      typed,
      errors: read.errors.map(({ field: at, text: said }) => ({ field: at, text: ask.say(said.id, said.english, said.values) })),
    });
  const said = known(read.answers);
  const what = {
    id,
    agreed: (said['recovery-agreed'] as readonly string[] | undefined) ?? [],
    until: (readDay(String(said['recovery-until'] ?? '')) ?? null) as Day | null,
  };
  const how = { day: ask.today, now: ask.now, by: ask.actor.person, nation: one.nation, confirmed: await kit.confirmed() };
  const { state } = await kit.db.as(theService, 'support', (tx) => kit.ledger.load(tx, supportStream, one.file));
  const could = decideRecovery(state, what, kit.law, how);
  if (!could.ok) return show(room, ask, opened, purpose, { id, typed, refused: could });
  // The reason stands in the case, whose it is; the support record keeps what was agreed to and until when.
  await kit.db.as(ask.actor, purpose, (tx) =>
    keepTexts(tx, opened.file.id, { [`${recoveryReason}.${id}`]: String(said['recovery-reason'] ?? '') }, 'analysis'),
  );
  const done = await kit.ledger.perform(theService, 'support', supportStream, one.file, (now) => decideRecovery(now, what, kit.law, how), {
    day: ask.today,
    at: ask.now,
    nation: one.nation,
  });
  return done.ok ? to(`/case/${opened.file.reference ?? ''}/recovery-needs`) : show(room, ask, opened, purpose, { id, typed, refused: done });
}
