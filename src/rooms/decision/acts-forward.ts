// Having a case come up again: on a day, for a reason that whoever opens it then will read.
import type { Day } from '#base/day.ts';
import { date, text } from '#form/question.ts';
import { bringForward, endForward } from '#journey/forward.ts';
import { note, one, running, type CaseAct } from './act.ts';

export const forwardActs: readonly CaseAct[] = [
  {
    id: 'forward',
    title: (say) => say('decision.act.forward', 'Have the case come up on a day'),
    lead: (say) =>
      say('decision.act.forward.lead', 'On that day it stands among what waits on whoever has the case, with your reason, whatever else it waits for.'),
    questions: {
      'forward-on': date({ label: 'On which day?', why: 'So that nobody has to remember it.', holds: 'administrative', future: true }),
      'forward-why': text({ label: 'Why on that day?', why: 'Whoever has the case then will read it.', holds: 'analysis', rows: 2, most: 1000 }),
    },
    offered: running,
    act: (file, known, law, act) => bringForward(file, { on: one(known['forward-on']) as Day }, law, act),
  },
  {
    id: 'forward-done',
    title: (say) => say('decision.act.forward-done', 'It need not come up any more'),
    lead: (say) => say('decision.act.forward-done.lead', 'You have looked at it, or the reason has passed.'),
    questions: { 'forward-done-note': note },
    offered: (file) => running(file) && file.decision.comesUp !== null,
    act: (file, _known, law, act) => endForward(file, {}, law, act),
  },
];
