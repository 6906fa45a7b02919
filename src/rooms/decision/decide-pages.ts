// Deciding: findings on the test of the day, by who has the case.
import type { Purpose } from '#access/purposes.ts';
import type { Refused } from '#base/outcome.ts';
import { decideAlone, propose } from '#journey/decision.ts';
import type { Act } from '#journey/events.ts';
import { writing } from '#journey/cite.ts';
import { differing } from '#journey/second.ts';
import { find, isRefused } from '#journey/ground.ts';
import { no } from '#journey/refusals.ts';
import { openRound, waiting } from '#journey/stages.ts';
import { notificationBanner } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, to, type PageReply, type Reply, type Staff } from '#kit/web/page.ts';
import type { Test } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { lackingCitations } from './citations.ts';
import { citedPanel, type CitedView } from './cited-view.ts';
import { citedIn, writingOn } from './cited.ts';
import { findingsPanel, openElements, readFindings, typedFrom, type Typed, type Wrong } from './findings.ts';
import { toQuestions } from './more-needed.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { idsOf, reasonIds } from './reason-ids.ts';
import { actOn, fieldsOf, mistakes, refusedBanner, type DecisionRoom } from './room-pages.ts';
import { secondPanel } from './second-view.ts';
import { textsOf } from './store.ts';
import { lawUsed, offered, saveTyped, withLaw } from './writing.ts';

export async function decidePage(
  room: DecisionRoom,
  ask: Staff,
  opened: OpenCase,
  again: { typed?: Typed; errors?: readonly Wrong[]; refused?: Refused; newer?: boolean; status?: number } = {},
): Promise<PageReply> {
  const title = ask.say('decision.title', 'Decide');
  const panel = await panelOf(room, ask, opened, again.typed, again.errors ?? []);
  const head = again.refused ? refusedBanner(ask, again.refused) : again.newer ? newerBanner(ask) : mistakes(ask, again.errors ?? []);
  return room.frame(ask, opened, { tab: 'decide', title, panel: html`${head}${panel}`, ...(again.status ? { status: again.status } : {}) });
}

const newerBanner = ({ say }: Staff): Html =>
  notificationBanner({
    titleText: say('decision.newer-title', 'Saved elsewhere meanwhile'),
    text: say(
      'decision.newer',
      'After you opened this page, somebody saved it again: a colleague, or you in another window. Nothing was overwritten. What was saved last is below, and beside it what you wrote.',
    ),
  });

async function panelOf({ kit }: DecisionRoom, ask: Staff, { file, state }: OpenCase, typed: Typed | undefined, errors: readonly Wrong[]): Promise<Html> {
  const next = waiting(state, kit.law);
  const stage = kit.law.stages.find((one) => one.id === next?.stage);
  const rule = stage && kit.law.test[stage.id];
  if (!next || !stage || !rule || state.decision.ended)
    return html`<p class="govuk-body">${ask.say('decision.nothing', 'Nothing waits for a decision in this case.')}</p>`;
  const how: Act = { day: ask.today, by: ask.actor.person, nation: state.nation, confirmed: await kit.confirmed() };
  const test = find(rule, ask.today, state.nation, how);
  if (isRefused(test)) return refusedBanner(ask, test);
  const ids = reasonIds(next.stage, next.round);
  const me = ask.actor.person;
  const waits = state.decision.proposed;
  const at = writing(state, kit.law, me);
  const mine = 'ok' in at ? next : at;
  const second = waits?.reviews[0];
  const { texts, cited, theirs, work } = await kit.db.as(ask.actor, purposeOf(kit, state), async (tx) => {
    const texts = await textsOf(tx, file.id, 'analysis', ids.all);
    const cited = await citedIn(tx, { file, state }, mine, ask.say);
    const theirs = second && (await citedIn(tx, { file, state }, { ...next, of: second.reviewer }, ask.say));
    return { texts, cited, theirs, work: await writingOn(tx, kit, ask, { file, state }, { ...mine, test: test.value, texts, cited }) };
  });
  const reference = file.reference ?? '';
  if (waits) {
    const panel = secondPanel(ask, { reference, state, waits, stage, test, texts, ...(typed ? { typed } : {}), errors, writing: work });
    // A second person finds for themselves first: what the first finding points at is part of it.
    const after = waits.maker === me || waits.outcome === 'positive' || waits.reviews.some((one) => one.reviewer === me);
    const manager = differing(waits) !== undefined && ask.actor.role === 'decision-manager';
    if (!after && !manager) return panel;
    const shut = (of: CitedView): CitedView => ({ ...of, open: false });
    const pointsAt = (of: CitedView) => of.cited.length > 0 || of.mismatches.length > 0;
    return html`${panel}${when(pointsAt(cited), () => citedPanel(shut(cited), test.value, ask.say('cite.title', 'What the first finding cites')))}${when(theirs && pointsAt(theirs), () => (theirs ? citedPanel(shut(theirs), test.value, ask.say('cite.title.second', 'What the second finding cites')) : html``))}`;
  }
  const kept = typedFrom(texts, test.value, ids);
  const needsSecond = find(kit.law.secondPerson, ask.today, state.nation, how);
  const sentBack = texts[ids.sentBack];
  return html`${when(sentBack, () => notificationBanner({ titleText: ask.say('decision.sent-back', 'Sent back by the second person'), text: sentBack ?? '' }))}${findingsPanel(
    {
      say: ask.say,
      lang: ask.lang,
      token: csrf(ask),
      action: `/case/${reference}/decide`,
      stage: { id: stage.id, name: stage.name },
      round: next.round,
      age: state.age,
      test: test.value,
      because: test.because,
      typed: typed ?? kept,
      errors,
      secondPerson: !isRefused(needsSecond) && needsSecond.value ? needsSecond.because : null,
      missing: state.presence.state === 'missing',
      writing: work,
    },
  )}`;
}

type Saving = { readonly stage: string; readonly round: number; readonly of?: string; readonly test: Test; readonly typed: Typed };

/** Which findings a posted page holds; a refusal where they are no longer being written. */
function savingOf({ kit }: DecisionRoom, ask: Staff, { state }: OpenCase): Saving | Refused {
  const typed = fieldsOf(ask);
  const stage = typed['stage'] ?? '';
  const round = openRound(state, stage);
  const rule = Object.hasOwn(kit.law.test, stage) ? kit.law.test[stage] : undefined;
  if (!rule || round === undefined) return no('already-decided');
  if (typed['round'] && Number(typed['round']) !== round) return no('already-decided');
  const test = inForce(rule, ask.today, state.nation).value;
  if (!state.decision.proposed || state.decision.proposed.maker === ask.actor.person) return { stage, round, typed, test };
  // What is proposed stays as its maker wrote it: a colleague's page does not write into it, and a second person writes under their own name.
  const at = writing(state, kit.law, ask.actor.person);
  return 'ok' in at || !at.of ? no('proposal-waiting') : { stage, round, of: at.of, typed, test };
}

/** Saves what a page of findings holds: for its own buttons, for the script that saves by itself, and before a passage is cited. */
export async function saveFindings(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Saving | Refused | 'newer'> {
  const of = savingOf(room, ask, opened);
  if ('ok' in of) return of;
  const texts = offered(room.kit.law, of.stage, ask.today, opened.state.nation);
  const [element = '', rule = ''] = (of.typed['law'] ?? '').split(' ');
  const text = texts.find((one) => one.rule === rule);
  const typed = text && of.test.elements.some((one) => one.id === element) ? withLaw(of.typed, element, text) : of.typed;
  const saved = await room.kit.db.as(ask.actor, purpose, (tx) => saveTyped(tx, opened.file.id, typed, of.test, idsOf(of), texts));
  return saved === 'newer' ? saved : { ...of, typed };
}

export async function decideNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const of = await saveFindings(room, ask, opened, purpose);
  if (of === 'newer') return decidePage(room, ask, opened, { newer: true, status: 409 });
  if ('ok' in of) return decidePage(room, ask, opened, { typed: fieldsOf(ask), refused: of, status: 409 });
  const { typed, test, stage, round } = of;
  if (of.of) return decidePage(room, ask, opened, { refused: no('proposal-waiting'), status: 409 });
  if (typed['do'] === 'save') return to(`/case/${opened.file.reference}`);
  const lacking = openElements(typed, test);
  if (lacking.length > 0) return to(toQuestions(opened.file.reference ?? '', lacking));
  const read = readFindings(typed, test, opened.state.age, ask.say);
  const { cited } = await kit.db.as(ask.actor, purpose, (tx) => citedIn(tx, opened, { stage, round }, ask.say));
  const errors = [...('errors' in read ? read.errors : []), ...lackingCitations(typed, test, opened.state.age, cited, ask.say)];
  if ('errors' in read || errors.length > 0) return decidePage(room, ask, opened, { errors, status: 400 });
  const what = { stage, ...read, enoughWithout: typed['do'] === 'decide-without' };
  const alone = read.outcome === 'positive' || !inForce(kit.law.secondPerson, ask.today, opened.state.nation).value;
  const refused = await actOn(kit, ask, opened, purpose, async (state, how, tx) =>
    alone ? decideAlone(state, { ...what, law: await lawUsed(tx, opened.file.id, { stage, round }) }, kit.law, how) : propose(state, what, kit.law, how),
  );
  if (refused) return decidePage(room, ask, opened, { refused, status: 409 });
  return to(alone ? `/case/${opened.file.reference}` : `/case/${opened.file.reference}/decide`);
}
