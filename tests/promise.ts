// A figure beside a promise: a proof says it here, and `npm run prove` gathers what was said into docs/promises.md.
import { appendFileSync } from 'node:fs';

/** P1 to P18 of docs/promises.md. */
export type PromiseId = `P${number}`;

/** Whether this run is a proof: then what `npm test` tries in part is tried in full. */
export const proving = (): boolean => Boolean(process.env['OPENNRM_PROMISES']);

/** Says a figure that was measured in this very run. Outside `npm run prove` nobody listens. */
export function promised(id: PromiseId, figure: string): void {
  const file = process.env['OPENNRM_PROMISES'];
  if (file) appendFileSync(file, `${JSON.stringify({ id, figure })}\n`);
}
