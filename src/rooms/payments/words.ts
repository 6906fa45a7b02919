// Words of payments: what a rate, a fact, a state of a run and a reason for a hold are called.
import type { Say } from '#base/words.ts';
import type { FactKind } from '#journey/payments.ts';
import type { RateKind } from '#law/law.ts';
import type { Run } from './store.ts';

export function rateWord(say: Say, rate: RateKind): string {
  return {
    catered: say('rate.catered', 'In a place with meals'),
    'self-catered': say('rate.self-catered', 'In a place without meals'),
    outreach: say('rate.outreach', 'Living elsewhere'),
    'with-asylum-support': say('rate.with-asylum-support', 'Together with asylum support'),
    'first-child': say('rate.first-child', 'First child'),
    'further-child': say('rate.further-child', 'Further child'),
    'under-1': say('rate.under-1', 'For a child under 1'),
    '1-to-under-3': say('rate.1-to-under-3', 'For a child from 1 to under 3'),
    pregnancy: say('rate.pregnancy', 'During pregnancy'),
    maternity: say('rate.maternity', 'Once, for a birth'),
  }[rate];
}

export function factWord(say: Say, kind: FactKind): string {
  if (kind === 'asylum-support') return say('fact.asylum-support', 'Asylum support pays');
  if (kind === 'child') return say('fact.child', 'A child depends on the person');
  if (kind === 'maternity') return say('fact.maternity', 'A birth');
  return rateWord(say, kind);
}

export function stateWord(say: Say, state: Run['state']): string {
  return {
    prepared: say('run.prepared', 'Prepared'),
    approved: say('run.approved', 'Approved, to be sent'),
    sent: say('run.sent', 'Sent'),
    'put-aside': say('run.put-aside', 'Put aside'),
  }[state];
}

export function reasonWord(say: Say, why: string): string {
  if (why === 'not-in-contact') return say('hold.not-in-contact', 'The person cannot be reached');
  if (why === 'account-in-doubt') return say('hold.account-in-doubt', 'The account or card is in doubt');
  if (why === 'paid-elsewhere') return say('hold.paid-elsewhere', 'Somebody else may be paying already');
  return why;
}

export function accountWord(say: Say, account: string): string {
  if (account === 'support') return say('books.support', 'What was due');
  if (account === 'overpaid') return say('books.overpaid', 'Paid and not due');
  return account === 'cash' ? say('books.cash', 'Cash by hand') : say('books.bank', 'Went out');
}
