// Deciding: findings on the test of the day, by who has the case.
import type { Purpose } from '#access/purposes.ts';
import type { Refused } from '#base/outcome.ts';
import { decideAlone, propose } from '#journey/decision.ts';
import type { Act } from '#journey/events.ts';
import { find, isRefused } from '#journey/ground.ts';
import { openRound, waiting } from '#journey/stages.ts';
import { notificationBanner } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { csrf, to, type PageReply, type Reply, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { findingsPanel, openElements, readFindings, textsToKeep, typedFrom, type Typed, type Wrong } from './findings.ts';
import { toQuestions } from './more-needed.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { reasonIds } from './reason-ids.ts';
import { actOn, fieldsOf, mistakes, refusedBanner, type DecisionRoom } from './room-pages.ts';
import { secondPanel } from './second-view.ts';
import { keepTexts, textsOf } from './store.ts';

export async function decidePage(
  room: DecisionRoom,
  ask: Staff,
  opened: OpenCase,
  again: { typed?: Typed; errors?: readonly Wrong[]; refused?: Refused; status?: number } = {},
): Promise<PageReply> {
  const title = ask.say('decision.title', 'Decide');
  const panel = await panelOf(room, ask, opened, again.typed, again.errors ?? []);
  const head = again.refused ? refusedBanner(ask, again.refused) : mistakes(ask, again.errors ?? []);
  return room.frame(ask, opened, { tab: 'decide', title, panel: html`${head}${panel}`, ...(again.status ? { status: again.status } : {}) });
}

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
  const texts = await kit.db.as(ask.actor, purposeOf(kit, state), (tx) => textsOf(tx, file.id, 'analysis', ids.all));
  const reference = file.reference ?? '';
  const waits = state.decision.proposed;
  if (waits) return secondPanel(ask, { reference, state, waits, stage, test, texts, ...(typed ? { typed } : {}), errors });
  const kept = typedFrom(texts, test.value, ids);
  const second = find(kit.law.secondPerson, ask.today, state.nation, how);
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
      secondPerson: !isRefused(second) && second.value ? second.because : null,
      missing: state.presence.state === 'missing',
    },
  )}`;
}

export async function decideNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const typed = fieldsOf(ask);
  const stage = typed['stage'] ?? '';
  const round = openRound(opened.state, stage);
  const rule = Object.hasOwn(kit.law.test, stage) ? kit.law.test[stage] : undefined;
  if (!rule || round === undefined) return decidePage(room, ask, opened, { typed, status: 409, refused: { ok: false, code: 'already-decided', because: [] } });
  const test = inForce(rule, ask.today, opened.state.nation).value;
  const texts = textsToKeep(typed, test, reasonIds(stage, round));
  const save = () => kit.db.as(ask.actor, purpose, (tx) => keepTexts(tx, opened.file.id, texts, 'analysis'));
  if (typed['do'] === 'save') {
    await save();
    return to(`/case/${opened.file.reference}`);
  }
  const lacking = openElements(typed, test);
  if (lacking.length > 0) {
    await save();
    return to(toQuestions(opened.file.reference ?? '', lacking));
  }
  const read = readFindings(typed, test, opened.state.age, ask.say);
  if ('errors' in read) {
    await save();
    return decidePage(room, ask, opened, { typed, errors: read.errors, status: 400 });
  }
  const what = { stage, ...read, enoughWithout: typed['do'] === 'decide-without' };
  const alone = read.outcome === 'positive' || !inForce(kit.law.secondPerson, ask.today, opened.state.nation).value;
  const refused = await actOn(kit, ask, opened, purpose, (state, how) => (alone ? decideAlone : propose)(state, what, kit.law, how), texts);
  if (refused) {
    await save();
    return decidePage(room, ask, opened, { typed, refused, status: 409 });
  }
  return to(alone ? `/case/${opened.file.reference}` : `/case/${opened.file.reference}/decide`);
}
