// What every room is handed: the database, the ledger, the law in force here, the referral's form and the clock on the wall.
import type { Day, Instant } from '#base/day.ts';
import type { Form } from '#form/form.ts';
import type { Law, LocalNumber } from '#law/law.ts';
import type { Database } from './store/database.ts';
import type { Ledger } from './store/ledger.ts';

/** Rules resting on assumed law that an administrator has confirmed here (data.md 16); practice needs no confirmation. */
export type Confirmed = ReadonlySet<string> | 'practice';

export type Kit = {
  readonly db: Database;
  readonly ledger: Ledger;
  readonly law: Law;
  /** What is asked of who refers, in this country's nations. */
  readonly form: Form;
  readonly clock: { readonly now: () => Instant; readonly today: () => Day };
  /** True where nobody is real: the banner stands on every page, print and export. */
  readonly practice: boolean;
  readonly confirmed: () => Promise<Confirmed>;
  /** Numbers of councils and police forces that this installation keeps. */
  readonly localNumbers: () => Promise<readonly LocalNumber[]>;
};
