// Everything paid for a support record, worked out anew from the facts and rates as they are kept now: each difference, with its rule.
import { readReference } from '#base/id.ts';
import { differences } from '#journey/payments.ts';
import type { Kit } from '#kit/kit.ts';
import { note } from '#kit/store/audit.ts';
import { theService } from '#kit/store/database.ts';
import { byReference } from '#kit/store/files.ts';
import { pounds } from '#kit/view/money.ts';
import { SilentLaw } from '#law/rule.ts';
import { ratesOf } from './run.ts';
import { claims } from './store.ts';

export type Recomputed = { readonly lines: readonly string[]; readonly agrees: boolean };

/** Nothing where there is no such support record. */
export async function recompute(kit: Kit, typed: string): Promise<Recomputed | undefined> {
  const reference = readReference(typed);
  const rates = await ratesOf(kit);
  const today = kit.clock.today();
  const claimed = await kit.db.as(theService, 'support', async (tx) => {
    const file = reference && (await byReference(tx, reference, 'support'));
    const [one] = file ? await claims(tx, { file: file.id, today }) : [];
    if (one) note(tx, one.file, 'read:payments');
    return one;
  });
  if (!claimed) return undefined;
  const { claim, booked } = claimed;
  const last = booked.reduce((latest, { week }) => (week > latest ? week : latest), '');
  if (last === '') return { lines: ['Nothing was paid for this record.'], agrees: true };
  try {
    const found = differences(claim, rates, booked, last as (typeof booked)[number]['week']);
    const lines = found.flatMap((one) => [
      `Week of ${one.week}: ${pounds(one.booked)} stands in the books, ${pounds(one.due)} is due (${one.due > one.got ? `${pounds(one.due - one.got)} to pay` : `${pounds(one.got - one.due)} paid and not due`})`,
      ...one.lines.map(
        ({ rate, days, pence, less, because }) =>
          `  ${rate}: ${pounds(pence)}${less > 0 ? ` less ${pounds(less)}` : ''}, ${days} of 7 days (${because.rule} since ${because.from}; ${because.source}; ${because.standing})`,
      ),
      ...(one.lines.length === 0 ? ['  no fact that is kept now gives anything for this week'] : []),
    ]);
    const paid = booked.reduce((sum, one) => sum + one.got, 0);
    return { lines: [`${booked.length} weeks, ${pounds(paid)} paid: ${found.length} differ.`, ...lines], agrees: found.length === 0 };
  } catch (error) {
    if (!(error instanceof SilentLaw)) throw error;
    return { lines: [error.message], agrees: false };
  }
}
