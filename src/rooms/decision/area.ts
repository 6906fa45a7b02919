// The council area a referral names: it decides whether a local panel is to decide.
import type { FileId } from '#base/id.ts';
import { current } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';

/** The code of the council area; null where nobody has said. */
export async function areaOf(tx: Tx, file: FileId): Promise<string | null> {
  const said = (await current(tx, file, ['locator'])).find((one) => one.question === 'council')?.value;
  return Array.isArray(said) && typeof said[0] === 'string' ? said[0] : null;
}
