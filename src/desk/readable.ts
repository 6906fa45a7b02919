// What of a case's answers may be read by who decides it: a class that is not shown is not opened.
import type { FieldClass } from '#access/classes.ts';
import { classesOver } from '#access/may.ts';
import { questionsOf } from '#form/form.ts';
import { classesIn } from '#form/split.ts';
import type { FileId } from '#base/id.ts';
import type { Kit } from '#kit/kit.ts';
import { current, history, type Stored } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { purposeOf, type OpenCase } from '#rooms/decision/open.ts';

const readable = ({ form }: Kit, { actor, purpose }: Tx): readonly FieldClass[] =>
  classesOver(actor, purpose, ['deciding-authority'], 'read').filter((one) => classesIn(questionsOf(form)).includes(one));

/** All that is answered now. */
export const answersOf = (kit: Kit, ask: Staff, { file, state }: OpenCase): Promise<readonly Stored[]> =>
  kit.db.as(ask.actor, purposeOf(kit, state), (tx) => current(tx, file, readable(kit, tx)));

/** Every version of one answer, oldest first; none where its class is closed. */
export async function versionsOf(kit: Kit, tx: Tx, file: FileId, holds: string, question: string): Promise<readonly Stored[]> {
  const of = readable(kit, tx).filter((one) => one === holds);
  return (await history(tx, file, of)).filter((one) => one.question === question);
}
