// Every step of support work, in the order in which it is offered.
import type { FieldClass } from '#access/classes.ts';
import { contactSteps } from './steps-contact.ts';
import { dangerSteps } from './steps-danger.ts';
import { interpreterSteps } from './steps-interpreter.ts';
import { knownSteps } from './steps-known.ts';
import { onwardSteps } from './steps-onward.ts';
import { planSteps } from './steps-plan.ts';
import { serviceSteps } from './steps-services.ts';
import type { CareStep } from './step.ts';

export const careSteps: readonly CareStep[] = [
  ...contactSteps,
  ...planSteps,
  ...serviceSteps,
  ...interpreterSteps,
  ...dangerSteps,
  ...knownSteps,
  ...onwardSteps,
];

export const stepNamed = (id: string): CareStep | undefined => careSteps.find((one) => one.id === id);

/** The ids under which texts are kept, `*` for a random part, with their class. Ids are for ever (data.md 14). */
export const careKept: ReadonlyMap<string, FieldClass> = new Map(
  careSteps.flatMap(({ keeps, questions }) => Object.entries(keeps).map(([question, at]) => [at, questions[question]?.holds ?? 'narrative'] as const)),
);
