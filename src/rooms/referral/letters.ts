// What the referrer gets: the receipt to keep, the e-mail that says nothing, and the neutral card for the person.
import type { Say } from '#base/words.ts';

export type ReceiptFacts = {
  readonly reference: string;
  readonly sent: string;
  readonly organisation: string;
  readonly authority: string | null;
  /** Due days in words, each with its rule. */
  readonly due: readonly string[];
  readonly child: boolean;
};

/** The receipt, line by line: what was sent, who has it, what happens by when. It names nobody. */
export function receipt(say: Say, facts: ReceiptFacts): readonly string[] {
  const { reference, sent, organisation, authority, due } = facts;
  return [
    say('referral.receipt.reference', 'Reference: {reference}', { reference }),
    say('referral.receipt.sent', 'Sent on {sent} by {organisation}.', { sent, organisation }),
    authority
      ? say('referral.receipt.who', 'It is now with: {authority}.', { authority })
      : say('referral.receipt.who-next', 'It is waiting to be given to the authority that decides.'),
    ...due,
    facts.child
      ? say('referral.receipt.child', 'The council keeps the child safe meanwhile. If you have not rung them yet, do it now.')
      : say('referral.receipt.adult', 'Support can be asked for now; it does not have to wait for the decision.'),
    say('referral.receipt.add', 'You can add anything until the last decision is made. You will be asked if something is unclear.'),
  ];
}

export type CardFacts = { readonly reference: string; readonly numbers: readonly { readonly who: string; readonly number: string }[] };

/** A card the person can carry: nothing on it says what it is for. */
export function card(say: Say, facts: CardFacts): readonly string[] {
  return [
    say('referral.card.number', 'Your number: {reference}', { reference: facts.reference }),
    say('referral.card.keep', 'You can give this number to anyone you choose to help you. You do not have to.'),
    ...facts.numbers.map((one) => one.number),
  ];
}
