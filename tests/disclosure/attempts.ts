// One invented table after another, protected and then re-checked by code that shares nothing with what hid the counts.
import { internalCertificate, publicCertificate } from '#methods/disclosure/certificate.ts';
import { recheckInternal, recheckPublic } from '#methods/disclosure/recheck.ts';
import { protect } from '#methods/disclosure/suppress.ts';
import { directly } from './directly.ts';
import { kinds } from './invented.ts';

export type Attempts = { readonly tables: number; readonly primaries: number; readonly compared: number; readonly wrong: readonly string[] };

/** `many` tables from `seed` on, each kind in turn; of every so many the least cost is found directly as well. */
export async function attempts(many: number, seed: number, directEvery: number): Promise<Attempts> {
  const wrong: string[] = [];
  let [primaries, compared] = [0, 0];
  for (let at = 0; at < many; at += 1) {
    const kind = kinds[at % kinds.length] ?? kinds[0];
    const table = kind.make(seed + at);
    const name = `${kind.name}, seed ${seed + at}`;
    const made = await protect(table, { threshold: 5 });
    const keys = table.cells.map((_, cell) => `cell ${cell}`);
    const certified = { keys, threshold: 5, salt: '' };
    const found = [...recheckPublic(publicCertificate(made, certified, '')), ...recheckInternal(internalCertificate(made, certified))];
    if (!made.audit.passed || !made.optimal) found.push('it was not protected');
    primaries += made.dangers.length;
    if (at % directEvery === 0 && made.needs.length > 0) {
      compared += 1;
      const least = await directly(made.judged, made.needs);
      if (least !== made.cost) found.push(`it costs ${made.cost}, and ${least} would do`);
    }
    wrong.push(...found.map((one) => `${name}: ${one}`));
  }
  return { tables: many, primaries, compared, wrong };
}
