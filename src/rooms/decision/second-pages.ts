// The second person of a negative at work: recording their own finding, agreeing or sending back, and a manager settling a difference.
import type { Purpose } from '#access/purposes.ts';
import { decide, sendBack } from '#journey/decision.ts';
import { differing, review, settle } from '#journey/second.ts';
import { field, to, type Reply, type Staff } from '#kit/web/page.ts';
import { writing } from '#journey/cite.ts';
import { no } from '#journey/refusals.ts';
import { lackingCitations } from './citations.ts';
import { citationsAt } from './cited.ts';
import { decidePage, saveFindings } from './decide-pages.ts';
import { openElements, readFindings } from './findings.ts';
import { toQuestions } from './more-needed.ts';
import type { OpenCase } from './open.ts';
import { citeIds, reasonIds, reviewIds } from './reason-ids.ts';
import { actOn, fieldsOf, toOwnList, type DecisionRoom } from './room-pages.ts';
import { keepTexts, textsOf } from './store.ts';
import { lawUsed } from './writing.ts';

/** Keeps what was typed under the reviewer's own ids, whatever becomes of it. */
export async function reviewNow(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const at = writing(opened.state, kit.law, ask.actor.person);
  if ('ok' in at || !at.of) {
    const waits = opened.state.decision.proposed;
    const code = !waits ? 'nothing-proposed' : waits.maker === ask.actor.person ? 'second-person-needed' : 'already-reviewed';
    return decidePage(room, ask, opened, { typed: fieldsOf(ask), refused: no(code), status: 409 });
  }
  const of = await saveFindings(room, ask, opened, purpose);
  if (of === 'newer') return decidePage(room, ask, opened, { newer: true, status: 409 });
  if ('ok' in of) return decidePage(room, ask, opened, { typed: fieldsOf(ask), refused: of, status: 409 });
  const { typed, test, stage } = of;
  const back = `/case/${opened.file.reference}`;
  if (typed['do'] === 'save') return to(back);
  const lacking = openElements(typed, test);
  if (lacking.length > 0) return to(toQuestions(opened.file.reference ?? '', lacking));
  const read = readFindings(typed, test, opened.state.age, ask.say);
  const cited = await kit.db.as(ask.actor, purpose, (tx) => citationsAt(tx, opened, at));
  const errors = [...('errors' in read ? read.errors : []), ...lackingCitations(typed, test, opened.state.age, cited, ask.say)];
  if ('errors' in read || errors.length > 0) return decidePage(room, ask, opened, { typed, errors, status: 400 });
  const refused = await actOn(kit, ask, opened, purpose, (state, how) => review(state, { stage, ...read }, kit.law, how));
  return refused ? decidePage(room, ask, opened, { typed, refused, status: 409 }) : to(`${back}/decide`);
}

const seenOn = (ask: Staff) => ({
  stage: field(ask.body, 'stage'),
  round: Number(field(ask.body, 'round')),
  outcome: field(ask.body, 'outcome') === 'negative' ? ('negative' as const) : ('positive' as const),
});

export async function confirm(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const seen = { ...seenOn(ask), enoughWithout: true };
  const refused = await actOn(room.kit, ask, opened, purpose, async (state, how, tx) =>
    decide(state, { ...seen, law: await lawUsed(tx, opened.file.id, seen) }, room.kit.law, how),
  );
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : toOwnList(opened.file);
}

export async function returnIt(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const stage = field(ask.body, 'stage');
  const ids = reasonIds(stage, opened.state.decision.proposed?.round ?? 1);
  const refused = await actOn(room.kit, ask, opened, purpose, (state, how) => sendBack(state, { stage }, room.kit.law, how), {
    [ids.sentBack]: field(ask.body, 'note'),
  });
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : toOwnList(opened.file);
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
    async (state, how, tx) => {
      reviewer = differing(state.decision.proposed)?.reviewer;
      const law = await lawUsed(tx, opened.file.id, { stage, round, ...(take === 'second' && reviewer ? { of: reviewer } : {}) });
      return settle(state, { stage, round, take, law }, kit.law, how);
    },
    {},
    'analysis',
    async (tx) => {
      if (take === 'first' || !reviewer) return;
      for (const [from, onto] of [
        [reviewIds(stage, round, reviewer).all, reasonIds(stage, round).all],
        [citeIds(stage, round, reviewer).all, citeIds(stage, round).all],
      ] as const) {
        const theirs = Object.entries(await textsOf(tx, opened.file.id, 'analysis', from));
        await keepTexts(tx, opened.file.id, Object.fromEntries(theirs.map(([id, said]) => [onto + id.slice(from.length), said])), 'analysis');
      }
    },
  );
  return refused ? decidePage(room, ask, opened, { refused, status: 409 }) : toOwnList(opened.file);
}
