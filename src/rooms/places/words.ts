// Codes of houses, rules and stays in plain words.
import type { Say } from '#base/words.ts';
import { wordsOf } from '#form/texts.ts';
import type { RuleKind } from '#journey/fitting.ts';
import type { CloseReason, House, OutReason } from '#journey/place.ts';
import type { DeclineReason, LeaveReason, Replan, StayState } from '#journey/stay.ts';
import { houseQuestions, roomQuestions, wantedQuestions } from './form.ts';
import type { Law } from '#law/law.ts';

/** The words of an option of a question asked in this room. */
export function option(say: Say, law: Law, id: string, code: string): string {
  const question = { ...houseQuestions(law), ...roomQuestions, ...wantedQuestions }[id];
  return question ? wordsOf(say, 'places', id, question).option(code) : code;
}

/** Who lives there, when staff are there, and what is allowed, in one line. */
export function houseLine(say: Say, law: Law, house: House): string {
  const { who, cover, admits, has } = house.needs;
  const parts = [
    option(say, law, 'house-who', who),
    option(say, law, 'house-cover', cover),
    ...admits.map((one) => option(say, law, 'house-admits', one)),
    ...has.map((one) => option(say, law, 'house-has', one)),
  ];
  return parts.join(' · ');
}

/** Says which kind of rule stands against houses, and neither which house nor what is near whom. */
export function ruleWords(say: Say, kind: RuleKind): string {
  const words: Readonly<Record<RuleKind, string>> = {
    'who-lives-there': say('places.rule.who', 'Others live there than the person said they can live with'),
    children: say('places.rule.children', 'No children are taken there'),
    room: say('places.rule.room', 'No room is as they need it'),
    house: say('places.rule.house', 'The house is not as they need it'),
    // One word for what they fear and whom they are kept apart from: nobody learns from it that somebody lives there.
    'feared-near': say('places.rule.safety', 'Somebody’s safety: what or whom to stay away from is there, or too near'),
    'no-bed': say('places.rule.bed', 'Not enough beds are free together'),
  };
  return words[kind];
}

export function outWords(say: Say): Readonly<Record<OutReason, string>> {
  return {
    repair: say('places.out.repair', 'Repair'),
    safety: say('places.out.safety', 'Not safe'),
    cleaning: say('places.out.cleaning', 'Being made ready'),
    staffing: say('places.out.staffing', 'Too few staff'),
  };
}

export function closeWords(say: Say): Readonly<Record<CloseReason, string>> {
  return {
    'address-known': say('places.close.known', 'The address is known to somebody who must not know it'),
    'lease-ended': say('places.close.lease', 'The lease ended'),
    repair: say('places.close.repair', 'It needs rebuilding'),
    'not-needed': say('places.close.not-needed', 'It is not needed any more'),
  };
}

export function stateWords(say: Say): Readonly<Record<StayState, string>> {
  return {
    offered: say('places.state.offered', 'Offered, no answer yet'),
    accepted: say('places.state.accepted', 'Expected'),
    declined: say('places.state.declined', 'Declined'),
    arrived: say('places.state.arrived', 'Lives there'),
    'not-arrived': say('places.state.not-arrived', 'Did not arrive'),
    left: say('places.state.left', 'Left'),
  };
}

export function declineWords(say: Say): Readonly<Record<DeclineReason, string>> {
  return {
    afraid: say('places.no.afraid', 'They are afraid there'),
    'too-far': say('places.no.far', 'It is too far from somebody or something they need'),
    'not-suited': say('places.no.suited', 'It does not suit their health or their children'),
    sharing: say('places.no.sharing', 'They do not want to share'),
    family: say('places.no.family', 'They would be parted from family'),
    'work-or-school': say('places.no.work', 'Work or school'),
    other: say('places.no.other', 'Something else'),
    'not-said': say('places.no.not-said', 'They did not want to say'),
    'taken-back': say('places.no.taken-back', 'The house cannot keep its offer'),
  };
}

export function leaveWords(say: Say): Readonly<Record<LeaveReason, string>> {
  return {
    moved: say('places.left.moved', 'Moved to another safe place of ours'),
    'own-home': say('places.left.home', 'A home of their own'),
    'with-family': say('places.left.family', 'With family or friends'),
    'other-service': say('places.left.service', 'Housed by another service'),
    'asked-to-leave': say('places.left.asked', 'They were asked to leave'),
    'left-unsaid': say('places.left.unsaid', 'They left without saying where to'),
    'never-came': say('places.left.never', 'They never came'),
    died: say('places.left.died', 'They died'),
  };
}

export function replanWords(say: Say): Readonly<Record<Replan, string>> {
  return {
    school: say('places.replan.school', 'School or nursery of the children'),
    doctor: say('places.replan.doctor', 'Doctor, dentist and medicines'),
    lawyer: say('places.replan.lawyer', 'The lawyer, and where letters go'),
    visits: say('places.replan.visits', 'Visits, and how to get to appointments'),
  };
}
