// Plays an invented person's case through the same pure acts as everybody's: what the law does not allow cannot be in the caseload.
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { startOf, type Day, type Instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { allocate, answer, ask, assign, decide, propose, sendBack, type Judgement } from '#journey/decision.ts';
import type { Act, CaseEvent, Finding, OutcomeCode, Recorded, Stage } from '#journey/events.ts';
import { caseStream, emptyFile, type CaseFile } from '#journey/file.ts';
import { found, markDuplicate, wentMissing, withdraw } from '#journey/presence.ts';
import { refer } from '#journey/referral.ts';
import { askReconsideration } from '#journey/review.ts';
import { resume, suspend } from '#journey/suspension.ts';
import { review } from '#journey/second.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { Person, PlannedDecision } from './cells.ts';
import { colleagueAt, decidersOf, refererOf } from './people.ts';
import type { Workdays } from './workdays.ts';

export type Setting = { readonly law: Law; readonly today: Day; readonly workdays: Workdays; readonly edition: string; readonly service: Actor };

/** Texts the decision room keeps beside the events, by the ids it keeps them under. */
export type Played = { readonly file: string; readonly state: CaseFile; readonly events: readonly Recorded<CaseEvent>[]; readonly asked: readonly Asked[] };
export type Asked = { readonly question: string; readonly answered: boolean; readonly by: string };

type Table = {
  state: CaseFile;
  readonly events: Recorded<CaseEvent>[];
  readonly asked: Asked[];
  /** Minutes already used on a day, so that no two events of a case share one. */
  minute: number;
};

type Move = (file: CaseFile, act: Act) => Outcome<CaseEvent>;

/** `other` is the file of another case, for a duplicate. */
export function play(person: Person, file: string, other: string | null, on: Setting, needs: Extract<CaseEvent, { kind: 'Referred' }>['needs']): Played {
  const table: Table = { state: emptyFile, events: [], asked: [], minute: person.minute };
  const { law } = on;
  const referrer = refererOf(person.responder.code, person.responder.kind);

  const move = (actor: Actor, purpose: Purpose, day: Day, what: Move): void => {
    const outcome = what(table.state, { day, by: actor.person, nation: person.nation, confirmed: 'practice' });
    if (!outcome.ok) throw new Error(`the practice case ${person.key} (${person.special ?? 'plain'}) could not go on, ${day}: ${outcome.code}`);
    const last = table.events.at(-1);
    table.minute = last && last.day === day ? table.minute + 7 : last ? 540 + ((person.key * 11) % 400) : table.minute;
    for (const event of outcome.events) put(event, actor, purpose, day);
  };
  const put = (event: CaseEvent, actor: Actor, purpose: Purpose, day: Day): void => {
    const at = momentOf(day, table.minute, person.key % 60);
    const recorded: Recorded<CaseEvent> = {
      file,
      number: table.events.length + 1,
      kindVersion: 1,
      day,
      at,
      recordedAt: at,
      actor: actor.person,
      organisation: actor.organisation,
      role: actor.role,
      purpose,
      nation: person.nation,
      edition: event.kind === 'Referred' ? on.edition : null,
      event,
    };
    table.events.push(recorded);
    table.state = caseStream.evolve(table.state, recorded);
  };

  move(referrer, 'intake', person.sent, (state, act) =>
    refer(
      state,
      {
        age: person.age,
        ageThen: person.cell.ageThen,
        consent: person.age === 'adult' ? 'given' : 'not-needed',
        by: person.responder.code,
        byKind: person.responder.kind,
        needs,
      },
      law,
      act,
    ),
  );
  move(on.service, 'identification', person.sent, (state, act) =>
    assign(state, { detained: person.detained || needs.includes('detained'), area: null }, law, act),
  );
  const recent = on.workdays.between(person.sent, on.today).length <= 30;
  const { maker, checker, manager } = decidersFor(person, table.state.decision.authority ?? '', recent);

  // What came this morning or last Friday still waits to be shared out; some of the rest does too.
  const fresh = on.workdays.between(person.sent, on.today).length <= 2;
  const waits = person.decisions.length === 0 && (person.special === null ? fresh || person.key % 4 === 0 : fresh);
  if (!waits) move(manager, 'identification', person.sent, (state, act) => allocate(state, { to: maker.person }, law, act));

  const judge = (stage: Stage, outcome: OutcomeCode, day: Day): Judgement => ({ stage, outcome, findings: findingsOf(law, person, stage, outcome, day) });
  const make = ({ stage, outcome, day }: PlannedDecision): void => {
    move(maker, 'identification', day, (state, act) => propose(state, judge(stage, outcome, day), law, act));
    if (outcome === 'negative') move(checker, 'identification', day, (state, act) => review(state, judge(stage, outcome, day), law, act));
    move(outcome === 'negative' ? checker : maker, 'identification', day, (state, act) => decide(state, { stage, round: 1, outcome }, law, act));
  };
  for (const decision of person.decisions) make(decision);

  const days = on.workdays.between(person.sent, on.today);
  /** So many working days ago, never before the referral. */
  const ago = (count: number): Day => days[Math.max(0, days.length - 1 - count)] ?? person.sent;
  const question = `practice-${person.key}`;
  const asks = (day: Day): void => {
    move(maker, 'identification', day, (state, act) => ask(state, { question, to: 'referrer', by: on.today }, law, act));
    table.asked.push({ question, answered: false, by: maker.person });
  };
  const first = law.stages[0]?.id ?? '';
  const proposes = (day: Day): void => move(maker, 'identification', day, (state, act) => propose(state, judge(first, 'negative', day), law, act));

  switch (person.special) {
    case 'question-open':
      asks(ago(1));
      break;
    case 'question-overdue':
      asks(ago(12));
      break;
    case 'answer-arrived':
      asks(ago(3));
      move(referrer, 'intake', ago(1), (state, act) => answer(state, { question }, law, act));
      table.asked[0] = { question, answered: true, by: maker.person };
      break;
    case 'negative-proposed':
      proposes(ago(1));
      break;
    case 'sent-back':
      proposes(ago(2));
      move(checker, 'identification', ago(1), (state, act) => review(state, judge(first, 'negative', ago(1)), law, act));
      move(checker, 'identification', ago(1), (state, act) => sendBack(state, { stage: first }, law, act));
      break;
    case 'missing':
      move(maker, 'identification', ago(1), (state, act) => wentMissing(state, {}, law, act));
      break;
    case 'found-again':
      move(maker, 'identification', ago(5), (state, act) => wentMissing(state, {}, law, act));
      move(maker, 'identification', ago(5), (state, act) => suspend(state, { why: 'missing' }, law, act));
      move(maker, 'identification', ago(1), (state, act) => found(state, {}, law, act));
      move(maker, 'identification', ago(1), (state, act) => resume(state, {}, law, act));
      break;
    case 'suspended':
      move(maker, 'identification', ago(4), (state, act) => suspend(state, { why: 'no-information' }, law, act));
      break;
    case 'withdrawn':
      move(maker, 'identification', ago(2), (state, act) => withdraw(state, { by: 'person' }, law, act));
      break;
    case 'duplicate':
      if (other) move(maker, 'identification', ago(1), (state, act) => markDuplicate(state, { of: other }, law, act));
      break;
    case 'again':
      if (other)
        move(maker, 'identification', days[Math.min(3, days.length - 1)] ?? person.sent, (state, act) => markDuplicate(state, { of: other }, law, act));
      break;
    case 'reconsideration-asked': {
      const last = person.decisions.at(-1);
      if (last)
        move(referrer, 'reconsideration', ago(3), (state, act) =>
          askReconsideration(state, { stage: last.stage, by: 'referrer', ground: 'new-evidence', exceptional: true }, law, act),
        );
      break;
    }
    default:
  }
  return { file, state: table.state, events: table.events, asked: table.asked };
}

/** Personas have the recent open cases, the remarkable ones and a few others; colleagues whom nobody can sit down as have the rest. */
function decidersFor(
  { key, special, decisions }: Person,
  authority: string,
  recent: boolean,
): { readonly maker: Actor; readonly checker: Actor; readonly manager: Actor } {
  const there = decidersOf(authority);
  const manager = there.find((one) => one.role === 'decision-manager');
  const workers = there.filter((one) => one !== manager);
  const own = workers[key % workers.length];
  if (!manager || !own) throw new Error(`nobody decides at ${authority}`);
  if ((decisions.length > 0 || !recent) && (special === null || special === 'again') && key % 50 !== 0) {
    return { maker: colleagueAt(authority, key), checker: colleagueAt(authority, key + 1), manager };
  }
  return { maker: own, checker: workers.find((one) => one !== own) ?? manager, manager };
}

/** A positive finds every element that must be shown; a negative misses the last of them. */
function findingsOf(law: Law, person: Person, stage: Stage, outcome: OutcomeCode, day: Day): Readonly<Record<string, Finding>> {
  const rule = law.test[stage];
  if (!rule) throw new Error(`no test for ${stage}`);
  const { elements } = inForce(rule, day, person.nation).value;
  const needed = elements.filter((element) => !element.notNeededFor.includes(person.age));
  const missed = outcome === 'negative' ? needed.at(-1) : undefined;
  return Object.fromEntries(
    elements.map((element): [string, Finding] => [element.id, !needed.includes(element) ? 'not-needed' : element === missed ? 'not-met' : 'met']),
  );
}

/** What is counted from an event later than the sending, apart from decisions. */
export const eventBehind: Readonly<Record<string, string>> = {
  duplicate: 'MarkedDuplicate',
  ended: 'Withdrawn',
  'reconsideration-asked': 'ReconsiderationAsked',
};

const starts = new Map<Day, number>();

/** A minute of a day in London as an instant. */
export function momentOf(day: Day, minute: number, second = 0): Instant {
  let start = starts.get(day);
  if (start === undefined) {
    start = Date.parse(startOf(day));
    starts.set(day, start);
  }
  // Clocks change on Sundays, when nobody works here: every worked day has its full hours.
  return new Date(start + minute * 60_000 + second * 1000).toISOString() as Instant;
}
