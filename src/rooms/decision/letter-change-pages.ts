// What is done with a letter: released, recalled, handed over, put right by a new version. Each asks the gate once more where it is recorded.
import { done, type Refused } from '#base/outcome.ts';
import { handOverLetter, recallLetter, replaceLetter, writeAndRelease } from '#journey/letters.ts';
import { no } from '#journey/refusals.ts';
import { refusalOf, type Clearance } from '#journey/safe-contact.ts';
import { field, type Staff } from '#kit/web/page.ts';
import type { Wrong } from './findings.ts';
import { calledBy, stageOf } from './letter-gate.ts';
import { namesSomebody, negativeOf, stampOf, type Written } from './letter-written.ts';
import { purposeOf, type OpenCase } from './open.ts';
import { thereId, wrongId } from './reason-ids.ts';
import { actOn, type DecisionRoom } from './room-pages.ts';
import { channelsOf, mayGo } from './safe-contact.ts';
import { contactFacts, keepTexts, letterHandedOver, letterId, letterRecalled, letterReleased, lettersOf } from './store.ts';

export type Again = { readonly errors?: readonly Wrong[]; readonly refused?: Refused };

async function release(room: DecisionRoom, ask: Staff, opened: OpenCase, found: Written): Promise<Again | undefined> {
  const { row, text } = found;
  if (field(ask.body, 'seen') !== stampOf(text)) return { refused: no('letter-changed') };
  const there = field(ask.body, 'there').trim();
  if (namesSomebody(found) && (there === '' || [...there].length > 200)) {
    return { errors: [{ field: 'there', text: ask.say('letter.there.needed', 'Write their name and what they are, up to 200 characters') }] };
  }
  const id = letterId(row);
  let gate: Clearance = { open: false, why: 'no-safe-contact' };
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purposeOf(room.kit, opened.state),
    async (state, how, tx) => {
      // What was read rests on the case as it then was.
      if (state.version !== opened.state.version) return no('letter-changed');
      // Asked once more where it is recorded: the person may have said otherwise since the page was opened.
      const rows = await lettersOf(tx, opened.file.id);
      gate = mayGo(row.to, { contact: await contactFacts(tx, opened.file.id, state.past), file: state, law: room.kit.law }, how.now);
      const what = { letter: id, stage: stageOf(state, calledBy(row, rows)), now: how.now, negative: negativeOf(found, there !== '') };
      return gate.open ? writeAndRelease(state, { ...what, pass: gate }, room.kit.law, how) : done();
    },
    {},
    'analysis',
    async (tx) => {
      if (!gate.open) return;
      await letterReleased(tx, opened.file.id, row, text, ask.now);
      if (namesSomebody(found)) await keepTexts(tx, opened.file.id, { [thereId(id)]: there }, 'safe-contact');
    },
  );
  return refused && { refused };
}

async function recall(room: DecisionRoom, ask: Staff, opened: OpenCase, { row }: Written): Promise<Again | undefined> {
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purposeOf(room.kit, opened.state),
    (state, how) => recallLetter(state, { letter: letterId(row), now: how.now }, room.kit.law, how),
    {},
    'analysis',
    (tx) => letterRecalled(tx, opened.file.id, row),
  );
  return refused && { refused };
}

async function handOver(room: DecisionRoom, ask: Staff, opened: OpenCase, found: Written): Promise<Again | undefined> {
  const { row } = found;
  const channel = found.gate.open ? channelsOf(found.gate.ways).find((one) => one === field(ask.body, 'channel')) : undefined;
  if (!channel) return undefined;
  // Judged for this moment: their hours, and the word that was asked for first.
  const giving = { codeWord: field(ask.body, 'word-asked') === 'yes' };
  let gate: Clearance = { open: false, why: 'no-safe-contact' };
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purposeOf(room.kit, opened.state),
    async (state, how, tx) => {
      gate = mayGo(row.to, { contact: await contactFacts(tx, opened.file.id, state.past), file: state, law: room.kit.law }, how.now, giving);
      if (!gate.open) return no(refusalOf(gate.why));
      if (!channelsOf(gate.ways).includes(channel)) return no('way-not-safe');
      const what = { letter: letterId(row), channel, now: how.now, negative: negativeOf(found, found.there !== '') };
      return handOverLetter(state, { ...what, pass: gate }, room.kit.law, how);
    },
    {},
    'analysis',
    async (tx) => {
      if (gate.open) await letterHandedOver(tx, opened.file.id, row);
    },
  );
  return refused && { refused };
}

/** A new version: the step that replaces the old one calls for it. */
async function correct(room: DecisionRoom, ask: Staff, opened: OpenCase, { row }: Written): Promise<Again | undefined> {
  const wrong = field(ask.body, 'wrong').trim();
  if (wrong === '' || [...wrong].length > 2000)
    return { errors: [{ field: 'wrong', text: ask.say('letter.correct.needed', 'Write what was wrong and what is right, up to 2,000 characters') }] };
  let version = 0;
  const refused = await actOn(
    room.kit,
    ask,
    opened,
    purposeOf(room.kit, opened.state),
    (state, how) => {
      version = state.version + 1;
      return replaceLetter(state, { letter: letterId(row), now: how.now }, room.kit.law, how);
    },
    {},
    'analysis',
    (tx) => keepTexts(tx, opened.file.id, { [wrongId(letterId({ letter: row.letter, number: version }))]: wrong }, 'analysis'),
  );
  return refused && { refused };
}

/** By what the page's button says. */
export const changes = { release, recall, correct, handOver } as const;
