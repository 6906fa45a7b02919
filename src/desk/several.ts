// One step in several cases: what it would do in each, said before it is done, by the same acts and with the same refusals as in one.
import type { Role } from '#access/roles.ts';
import type { Day } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import type { CaseEvent } from '#journey/events.ts';
import { chase, openQuestions, reachOf } from '#journey/chase.ts';
import { allocate } from '#journey/decision.ts';
import type { CaseFile } from '#journey/file.ts';
import { bringForward, coverLeave } from '#journey/forward.ts';
import type { Tx } from '#kit/store/database.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import type { ActNow } from '#rooms/decision/act.ts';
import { addresseeWord } from '#rooms/decision/addressee.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { askedId } from '#rooms/decision/reason-ids.ts';
import type { DecisionRoom } from '#rooms/decision/room-pages.ts';
import { textsOf } from '#rooms/decision/store.ts';
import type { SeveralKind } from './tables.ts';

/** What was chosen besides the cases. */
export type Chosen = {
  readonly to: readonly string[];
  readonly of: string;
  readonly until: Day | undefined;
  readonly on: Day | undefined;
  readonly why: string;
};
export type Missing = { readonly field: string; readonly text: string };

/** In one case: what it would do in words, and the act. `to`: whom it gives the case to, who may be bound to it. */
export type Step = { readonly says: Html; readonly to?: string; readonly act: (state: CaseFile, how: ActNow) => Outcome<CaseEvent> };

export type Several = {
  readonly who: readonly Role[];
  readonly title: (say: Say) => string;
  /** What must be said first, or is wrong with it. */
  readonly missing: (ask: Staff, chosen: Chosen, room: DecisionRoom) => readonly Missing[];
  readonly step: (at: At, chosen: Chosen, bulk: string) => Promise<Step>;
};
export type At = {
  readonly room: DecisionRoom;
  readonly ask: Staff;
  readonly tx: Tx;
  readonly opened: OpenCase;
  /** Which in the list. */ readonly place: number;
};

export const mostCases = 100;
export const mostReason = 1000;
const deciders: readonly Role[] = ['decision-maker', 'decision-manager'];
const managers: readonly Role[] = ['decision-manager'];

const nameOf = ({ room, ask }: Pick<At, 'room' | 'ask'>, id: string): string =>
  room.colleagues(ask.actor.organisation).find((one) => one.id === id)?.name ?? ask.say('chosen.somebody', 'Somebody at work');

const toColleagues = ({ say, actor }: Staff, { to }: Chosen, room: DecisionRoom): readonly Missing[] => {
  const known = room.colleagues(actor.organisation).map((one) => one.id);
  return to.length > 0 && to.every((one) => known.includes(one)) ? [] : [{ field: 'to', text: say('several.nobody', 'Choose who gets the cases') }];
};
const dayToCome = ({ say, today }: Staff, on: Day | undefined, name: string): readonly Missing[] =>
  on && on > today ? [] : [{ field: `${name}.day`, text: say('several.no-day', 'Write a day that is still to come, such as 27 3 2024') }];

/** Each in turn, in the order of the list: nobody gets all of what presses most. */
const inTurn = ({ to }: Chosen, place: number): string => to[place % to.length] ?? '';

export const several: Readonly<Record<SeveralKind, Several>> = {
  chase: {
    who: deciders,
    title: (say) => say('several.chase', 'Ask again'),
    missing: () => [],
    step: async (at, _chosen, bulk) => ({ says: await questionsIn(at), act: (state, how) => chase(state, { bulk }, at.room.kit.law, how) }),
  },
  forward: {
    who: deciders,
    title: (say) => say('several.forward', 'Have them come up on a day'),
    missing: (ask, { on, why }) => [
      ...dayToCome(ask, on, 'on'),
      ...(why === '' || [...why].length > mostReason
        ? [{ field: 'why', text: ask.say('several.no-reason', 'Write why on that day, in up to 1,000 characters') }]
        : []),
    ],
    step: ({ room, ask }, { on, why }, bulk) =>
      Promise.resolve({
        says: html`${ask.say('several.comes-up', 'comes up on {day}', { day: on ? longDay(on, ask.lang) : '' })}: <span class="nrm-said">${why}</span>`,
        act: (state, how) => bringForward(state, { on: on ?? how.day, bulk }, room.kit.law, how),
      }),
  },
  allocate: {
    who: managers,
    title: (say) => say('several.allocate', 'Give the cases'),
    missing: toColleagues,
    step: (at, chosen, bulk) => {
      const to = inTurn(chosen, at.place);
      return Promise.resolve({
        to,
        says: html`${at.ask.say('several.given-to', 'goes to {name}', { name: nameOf(at, to) })}`,
        act: (state, how) => allocate(state, { to, bulk }, at.room.kit.law, how),
      });
    },
  },
  cover: {
    who: managers,
    title: (say) => say('several.cover', 'Cover leave'),
    missing: (ask, chosen, room) => [
      ...(room.colleagues(ask.actor.organisation).some((one) => one.id === chosen.of)
        ? []
        : [{ field: 'of', text: ask.say('several.nobody-away', 'Choose who is away') }]),
      ...dayToCome(ask, chosen.until, 'until'),
      ...toColleagues(ask, { ...chosen, to: chosen.to.filter((one) => one !== chosen.of) }, room),
    ],
    step: (at, chosen, bulk) => {
      const to = inTurn({ ...chosen, to: chosen.to.filter((one) => one !== chosen.of) }, at.place);
      const { of, until } = chosen;
      return Promise.resolve({
        to,
        says: html`${at.ask.say('several.covered-by', 'goes to {name} up to {day}, then back by itself', { name: nameOf(at, to), day: until ? longDay(until, at.ask.lang) : '' })}`,
        act: (state, how) => coverLeave(state, { to, for: of, until: until ?? how.day, bulk }, at.room.kit.law, how),
      });
    },
  },
};

/** Each open question of a case: its words, to whom, and whether the service reaches them or somebody has to write or ring. */
async function questionsIn({ ask, tx, opened }: At): Promise<Html> {
  const { say, lang, today } = ask;
  const asked = openQuestions(opened.state);
  const texts = asked.length > 0 ? await textsOf(tx, opened.file.id, 'narrative', 'asked.') : {};
  return html`<ul class="govuk-list govuk-list--bullet">${asked.map(
    (one) =>
      html`<li><span class="nrm-said">${texts[askedId(one.question)] ?? ''}</span><br><span class="govuk-hint nrm-line">${addresseeWord(say, one.to)}, ${say('several.wanted-by', 'wanted by {day}', { day: longDay(one.by, lang) })}. ${
        reachOf(opened.state, one.to, today) === 'here'
          ? say('several.here', 'They see it on their page.')
          : say('several.outside', 'They have no page here: write or ring. This puts down that you did.')
      }</span>${when(one.chased.length > 0, () => html` <span class="govuk-hint nrm-line">${say('several.chased-before', 'Asked again on {days}.', { days: one.chased.map((each) => longDay(each.day, lang)).join(', ') })}</span>`)}</li>`,
  )}</ul>`;
}

export type Planned = { readonly opened: OpenCase; readonly step: Step; readonly refused: Refused | undefined };

/** What the step would come to now; the same act is asked that will do it. */
export const wouldRefuse = (step: Step, state: CaseFile, how: ActNow): Refused | undefined => {
  const outcome = step.act(state, how);
  return outcome.ok ? undefined : outcome;
};
