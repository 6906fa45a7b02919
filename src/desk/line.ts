// What stands on a line of the worklist besides its days: whom it waits for since when, what moved it up and by which rule, why it comes up.
import { addDays, type Day } from '#base/day.ts';
import type { Criterion } from '#law/law.ts';
import { cite } from '#law/explain.ts';
import { inForce } from '#law/rule.ts';
import { nextChase, openQuestions, reachOf } from '#journey/chase.ts';
import type { CaseFile, OpenQuestion } from '#journey/file.ts';
import { criterionIn } from '#journey/priority.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { addresseeWord } from '#rooms/decision/addressee.ts';
import { readNoteId } from '#rooms/decision/reason-ids.ts';
import { textsOf } from '#rooms/decision/store.ts';
import type { FileId } from '#base/id.ts';
import type { Shown } from './queue.ts';
import type { Waits } from './row.ts';

/** What the case waits for, in words. */
export function waitsWord({ say }: Staff, row: Shown): string {
  const words: Record<Waits, string> = {
    'to-allocate': say('desk.waits.allocate', 'Somebody to take it'),
    'to-decide': say('desk.waits.decide', 'A decision'),
    ready: say('desk.waits.ready', 'A decision: what the law needs for it is there'),
    'to-chase': say('desk.waits.chase', 'You to write or ring again: an answer is late'),
    forward: say('desk.waits.forward', 'You wanted it to come up'),
    'second-person': say('desk.waits.second', 'A second person'),
    answer: say('desk.waits.answer', 'An answer'),
    reconsideration: say('desk.waits.again', 'An answer to a request to look again'),
    time: say('desk.waits.time', 'The recovery period to end'),
    paused: say('desk.waits.paused', 'Contact or information'),
    court: say('desk.waits.court', 'A court’s judgment'),
    done: say('desk.waits.done', 'Nothing'),
  };
  return words[row.waits];
}

/** The day since which it waits, where one act began that. */
function sinceWhen(state: CaseFile, waits: Waits): Day | undefined {
  if (waits === 'paused') return state.decision.suspended.find((one) => !one.until)?.from;
  if (waits === 'second-person') return state.decision.proposed?.day;
  if (waits === 'reconsideration') return state.decision.reconsiderations.find((one) => one.state === 'asked')?.asked;
  return undefined;
}

/** Under "waits for": whom, since when, and when they are asked again. */
export function waitsSince(kit: Kit, ask: Staff, state: CaseFile, row: Shown): Html {
  const { say, lang } = ask;
  const day = (on: Day) => longDay(on, lang);
  if (row.waits === 'answer' || row.waits === 'to-chase')
    return html`${openQuestions(state).map((one) => html`<br><span class="govuk-hint nrm-line">${askedSince(kit, ask, state, one)}</span>`)}`;
  const since = sinceWhen(state, row.waits);
  if (since) return html`<br><span class="govuk-hint nrm-line">${say('desk.since', 'since {day}', { day: day(since) })}</span>`;
  if (row.waits === 'time' && row.due) {
    const first = addDays(row.due, 1);
    return html`<br><span class="govuk-hint nrm-line">${say('desk.time-until', 'it may be decided from {day}', { day: day(first) })}</span>`;
  }
  return nothing;
}

/** Whom a question waits for, since when, and when it is put again. */
export function askedSince(kit: Kit, { say, lang, today }: Staff, state: CaseFile, one: OpenQuestion): string {
  const next = nextChase(one, kit.law, state.nation);
  const values = { whom: addresseeWord(say, one.to), since: longDay(one.asked, lang), due: longDay(one.by, lang), next: next ? longDay(next.on, lang) : '' };
  if (!next) return say('desk.asked.no-more', '{whom}, asked on {since}, wanted by {due}; asked again as often as the rule says', values);
  return reachOf(state, one.to, today) === 'here'
    ? say('desk.asked', '{whom}, asked on {since}, wanted by {due}; asked again by the service on {next}', values)
    : say('desk.asked.outside', '{whom}, asked on {since}, wanted by {due}; write or ring again on {next}', values);
}

/** Under what presses: the criteria by which the policy of the day moves the case up, with the rule. */
export function movedUp(kit: Kit, { say, lang, today }: Staff, row: Shown): Html {
  if (row.criteria.length === 0) return nothing;
  const { because } = inForce(kit.law.priority, today, row.nation);
  const why = row.criteria.map((code) => criterionIn(say, code as Criterion)).join(', ');
  return html`<br><span class="nrm-line"><strong>${say('desk.moved-up', 'Moved up:')}</strong> ${why}<br><span class="govuk-hint nrm-line">${cite(because, say, (since) => longDay(since, lang))}</span></span>`;
}

/** Why somebody wanted the case to come up, in their words. */
export async function forwardReason(tx: Tx, file: FileId): Promise<string | undefined> {
  const notes = Object.entries(await textsOf(tx, file, 'analysis', 'note.forward-why.')).map(([id, words]) => ({ event: readNoteId(id)?.event ?? 0, words }));
  return notes.sort((a, b) => b.event - a.event)[0]?.words;
}
