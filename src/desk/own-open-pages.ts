// What every page behind a person's own door begins with: who came in, and by which words.
import type { Kit } from '#kit/kit.ts';
import { to, type Reply, type Staff } from '#kit/web/page.ts';
import { exitPath, ownPath } from '#kit/web/plain.ts';
import { openOwn, type Own } from './own.ts';

export const furtherPath = `${ownPath}/more`;

type Then = (ask: Staff, own: Own) => Promise<Reply>;

/** A page behind the first words. The same is read whichever words opened it: what is then shown is chosen last. */
export const withOwn =
  (kit: Kit, then: Then) =>
  async (ask: Staff): Promise<Reply> => {
    const own = await openOwn(kit, ask);
    return own ? then(ask, own) : to(exitPath);
  };

/** A page behind the further words. */
export const withFurther = (kit: Kit, then: Then) => withOwn(kit, (ask, own) => (own.further ? then(ask, own) : Promise.resolve(to(furtherPath))));
