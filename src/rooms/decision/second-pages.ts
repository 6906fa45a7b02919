// The second person of a negative at work: recording their own finding, agreeing or sending back, and a manager settling a difference.
import type { Purpose } from '#access/purposes.ts';
import { decide, sendBack } from '#journey/decision.ts';
import { differing, review, settle } from '#journey/second.ts';
import { openRound } from '#journey/stages.ts';
import { field, to, type Reply, type Staff } from '#kit/web/page.ts';
import { inForce } from '#law/rule.ts';
import { decidePage } from './decide-pages.ts';
import { openElements, readFindings, textsToKeep } from './findings.ts';
import { toQuestions } from './more-needed.ts';
import type { OpenCase } from './open.ts';
import { reasonIds, reviewIds } from './reason-ids.ts';
import { actOn, fieldsOf, type DecisionRoom } from './room-pages.ts';
import { keepTexts, textsOf } from './store.ts';

/** Keeps what was typed under the reviewer's own ids, whatever becomes of it. */
export async function reviewNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const typed = fieldsOf(ask);
  const stage = typed['stage'] ?? '';
  const round = openRound(opened.state, stage);
  const rule = Object.hasOwn(kit.law.test, stage) ? kit.law.test[stage] : undefined;
  if (!rule || round === undefined || !opened.state.decision.proposed)
    return decidePage(room, ask, opened, { typed, status: 409, refused: { ok: false, code: 'nothing-proposed', because: [] } });
  const test = inForce(rule, ask.today, opened.state.nation).value;
  const texts = textsToKeep(typed, test, reviewIds(stage, round, ask.actor.person));
  const save = () => kit.db.as(ask.actor, purpose, (tx) => keepTexts(tx, opened.file.id, texts, 'analysis'));
  const back = `/case/${opened.file.reference}`;
  if (typed['do'] === 'save') {
    await save();
    return to(back);
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
  const refused = await actOn(kit, ask, opened, purpose, (state, how) => review(state, { stage, ...read }, kit.law, how), texts);
  if (!refused) return to(`${back}/decide`);
  await save();
  return decidePage(room, ask, opened, { typed, refused, status: 409 });
}

const seenOn = (ask: Staff) => ({
  stage: field(ask.body, 'stage'),
  round: Number(field(ask.body, 'round')),
  outcome: field(ask.body, 'outcome') === 'negative' ? ('negative' as const) : ('positive' as const),
});

export async function confirm(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const seen = { ...seenOn(ask), enoughWithout: true };
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => decide(state, seen, room.kit.law, how));
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : to(`/case/${opened.file.reference}`);
}

export async function returnIt(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const stage = field(ask.body, 'stage');
  const ids = reasonIds(stage, opened.state.decision.proposed?.round ?? 1);
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => sendBack(state, { stage }, room.kit.law, how), {
    [ids.sentBack]: field(ask.body, 'note'),
  });
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : to(`/case/${opened.file.reference}`);
}

/** A manager takes one of two findings. Where it is the second, its reasons become those of the decision; the first stay as an earlier version. */
export async function settleIt(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const { stage, round } = seenOn(ask);
  const take = field(ask.body, 'take') === 'second' ? ('second' as const) : ('first' as const);
  let reviewer: string | undefined;
  const refused = await actOn(
    kit,
    ask,
    opened,
    purpose,
    (state, how) => {
      reviewer = differing(state.decision.proposed)?.reviewer;
      return settle(state, { stage, round, take }, kit.law, how);
    },
    {},
    'analysis',
    async (tx) => {
      if (take === 'first' || !reviewer) return;
      const [from, onto] = [reviewIds(stage, round, reviewer).all, reasonIds(stage, round).all];
      const theirs = Object.entries(await textsOf(tx, opened.file.id, 'analysis', from));
      await keepTexts(tx, opened.file.id, Object.fromEntries(theirs.map(([id, said]) => [onto + id.slice(from.length), said])), 'analysis');
    },
  );
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : to(`/case/${opened.file.reference}`);
}
