// Wires money: its pages, and the copy of holds that follows the support record.
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { paymentFactPages } from '#desk/payment-facts-pages.ts';
import { paymentPages } from '#rooms/payments/pages.ts';
import { personPaymentPages } from '#rooms/payments/person-pages.ts';
import { ratePages } from '#rooms/payments/rates-pages.ts';
import { keepPaymentHolds } from '#rooms/payments/store.ts';
import type { Directory } from './directory.ts';

export const followMoney = (ledger: Ledger): void => ledger.after(supportStream, keepPaymentHolds);

export function moneyPages(kit: Kit, directory: Directory): readonly Route[] {
  const room = { kit, nameOf: (person: string) => directory.now().find((one) => one.person === person)?.name ?? person };
  return [...paymentPages(room), ...personPaymentPages(room), ...paymentFactPages(kit), ...ratePages(kit)];
}
