// The file for the bank: one line a payment, comma-separated as RFC 4180 says, safe to open in a spreadsheet. It says where and how much, and
// of whom no more than a bank needs: the holder's name for an account, nothing for a card.
import type { Account, Sent } from './store.ts';

export const columns = ['payment', 'way', 'sort_code', 'account_number', 'account_name', 'card', 'amount', 'currency'] as const;

/** Quoted where RFC 4180 asks for it; what a spreadsheet would take for a formula begins with an apostrophe. */
export function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export type Payable = Sent & { readonly account: Account };

export function bankFile(payments: readonly Payable[]): string {
  const lines = payments.map(({ reference, pence, account }) => {
    const amount = `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`;
    const where = account.way === 'bank' ? [account.sort, account.number, account.holder, ''] : ['', '', '', account.card];
    return [reference, account.way, ...where, amount, 'GBP'].map(cell).join(',');
  });
  return [columns.join(','), ...lines].join('\r\n') + '\r\n';
}
