// Which classes of what a referral asks for may be read by who decides: a class that is not shown is not opened.
import type { FieldClass } from '#access/classes.ts';
import { classesOver } from '#access/may.ts';
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { questionsOf, type Form } from '#form/form.ts';
import { classesIn } from '#form/split.ts';

export const readBy = (form: Form, actor: Actor, purpose: Purpose): readonly FieldClass[] =>
  classesOver(actor, purpose, ['deciding-authority'], 'read').filter((one) => classesIn(questionsOf(form)).includes(one));
