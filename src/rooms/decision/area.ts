// The council area a referral names: it decides whether a local panel is to decide.
import type { FileId } from '#base/id.ts';
import { current } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';

/** The code of the council area, else of the council that was told about a child; null where nobody has said. */
export async function areaOf(tx: Tx, file: FileId): Promise<string | null> {
  const said = new Map((await current(tx, file, ['locator', 'administrative'])).map((one) => [one.question, one.value]));
  const codes = ['council', 'child-council'].map((question) => said.get(question)).map((value) => (Array.isArray(value) ? (value[0] as unknown) : undefined));
  return codes.find((code) => typeof code === 'string') ?? null;
}
