// The doors of the decision room.
import type { Purpose } from '#access/purposes.ts';
import type { Reply, Route, Staff } from '#kit/web/page.ts';
import { actList, actPage, askSomebody, doAct, recordAnswer } from './act-pages.ts';
import { decideNow, decidePage } from './decide-pages.ts';
import { saveHalf } from './save-pages.ts';
import type { OpenCase } from './open.ts';
import { confirm, returnIt, reviewNow, settleIt } from './second-pages.ts';
import { deciders, withCase, type DecisionRoom } from './room-pages.ts';
import { giveTo, takePage } from './take-pages.ts';

export function decisionPages(room: DecisionRoom): Route[] {
  const { kit } = room;
  const case_ = '/case/:reference';
  const open = (then: (ask: Staff, opened: OpenCase, purpose: Purpose) => Promise<Reply>) => (ask: Staff) =>
    withCase(kit, ask, (opened, purpose) => then(ask, opened, purpose));
  return [
    {
      method: 'GET',
      path: `${case_}/decide`,
      who: deciders,
      why: 'Make findings on the legal test',
      act: open((ask, opened) => decidePage(room, ask, opened)),
    },
    {
      method: 'POST',
      path: `${case_}/decide`,
      who: deciders,
      stepUp: true,
      why: 'Decide or propose',
      act: open((ask, opened, purpose) => decideNow(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/decide/save`,
      who: deciders,
      why: 'Save half-written findings, by a button or as one goes; take a citation back',
      act: open((ask, opened, purpose) => saveHalf(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/review`,
      who: deciders,
      stepUp: true,
      why: 'The second person records their own finding, before they see the first',
      act: open((ask, opened, purpose) => reviewNow(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/settle`,
      who: ['decision-manager'],
      stepUp: true,
      why: 'A manager takes one of two findings that differ',
      act: open((ask, opened, purpose) => settleIt(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/confirm`,
      who: deciders,
      stepUp: true,
      why: 'The second person agrees',
      act: open((ask, opened, purpose) => confirm(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/send-back`,
      who: deciders,
      why: 'The second person does not agree',
      act: open((ask, opened, purpose) => returnIt(room, ask, opened, purpose)),
    },
    { method: 'GET', path: `${case_}/acts`, who: deciders, why: 'What else can be done to a case', act: open((ask, opened) => actList(room, ask, opened)) },
    { method: 'GET', path: `${case_}/do/:act`, who: deciders, why: 'One act on a case', act: open((ask, opened) => actPage(room, ask, opened)) },
    {
      method: 'POST',
      path: `${case_}/do/:act`,
      who: deciders,
      stepUp: true,
      why: 'One act on a case',
      act: open((ask, opened, purpose) => doAct(room, ask, opened, purpose)),
    },
    { method: 'GET', path: `${case_}/take`, who: deciders, why: 'Who has a case that is not theirs, and to take it', act: (ask) => takePage(room, ask) },
    {
      method: 'POST',
      path: `${case_}/allocate`,
      who: deciders,
      why: 'Take a case or give it to a colleague',
      act: (ask) => giveTo(room, ask),
    },
    {
      method: 'POST',
      path: `${case_}/ask`,
      who: deciders,
      why: 'Ask the referrer or somebody else',
      act: open((ask, opened, purpose) => askSomebody(room, ask, opened, purpose)),
    },
    {
      method: 'POST',
      path: `${case_}/answered`,
      who: deciders,
      why: 'An answer came from outside',
      act: open((ask, opened, purpose) => recordAnswer(room, ask, opened, purpose)),
    },
  ];
}
