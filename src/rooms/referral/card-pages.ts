// The neutral card that the person can carry: chosen first, and with a number to ring only where the person says that is safe.
import { button, warningText } from '#kit/view/govuk.ts';
import { html, when } from '#kit/view/html.ts';
import { absent, page, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { sayWho } from '#law/ring.ts';
import { practiceLine, responders, type Desk } from './desk.ts';
import { card } from './letters.ts';
import { numbersFor } from './ring.ts';
import { openSent, type Seen } from './sent.ts';

export function cardPages(desk: Desk): readonly Route[] {
  const who = responders;
  return [
    { method: 'GET', path: '/sent/:reference/card', who, why: 'what goes on a neutral card for the person', act: (ask) => chooseCard(desk, ask) },
    { method: 'GET', path: '/sent/:reference/card.txt', who, why: 'the neutral card, to print', act: (ask) => cardFile(desk, ask) },
  ];
}

/** Numbers that could stand on a card: telephone numbers, no more than two. */
const cardNumbers = async (desk: Desk, ask: Staff, seen: Seen) =>
  (await numbersFor(desk, ask, { age: seen.file.age }, seen.file.nation)).filter((one) => /^0[\d ]+$/.test(one.number)).slice(0, 2);

/** What goes on the card is chosen first: whoever finds it may ring a number, and learns from it whose help was asked. */
async function chooseCard(desk: Desk, ask: Staff): Promise<Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const { say } = ask;
  const at = `/sent/${seen.row.reference}`;
  const numbers = await cardNumbers(desk, ask, seen);
  const body = html`<h1 class="govuk-heading-l">${say('referral.card.title', 'A card for the person')}</h1>
<p class="govuk-body">${say('referral.card.lead', 'It holds the reference as “your number” and two neutral sentences. Nothing on it says what it is for, or who gave it.')}</p>
${button({ text: say('referral.card.plain', 'Card with the number only'), href: `${at}/card.txt` })}
${when(
  numbers.length > 0,
  () => html`<h2 class="govuk-heading-m">${say('referral.card.with', 'With numbers to ring')}</h2>
${warningText({ text: say('referral.card.warning', 'Whoever finds the card can ring or look up these numbers, and then knows whose help was asked. Only if the person has said that nobody goes through their things.'), iconFallbackText: say('referral.warning', 'Warning') })}
<ul class="govuk-list govuk-list--bullet">${numbers.map((one) => html`<li>${sayWho(say, one)}: <bdi dir="ltr">${one.number}</bdi></li>`)}</ul>
${button({ text: say('referral.card.choose', 'The person says it is safe: card with these numbers'), href: `${at}/card.txt?numbers=safe`, classes: 'govuk-button--secondary' })}`,
)}`;
  return page(say('referral.card.title', 'A card for the person'), body, { back: at });
}

/** A card without a word of what it is for: no service, no organisation, and no number unless it was chosen. */
async function cardFile(desk: Desk, ask: Staff): Promise<Reply> {
  const seen = await desk.kit.db.as(ask.actor, 'intake', (tx) => openSent(desk, tx, ask.params['reference'], ask.today));
  if (!seen) return absent;
  const { say } = ask;
  const numbers = ask.query['numbers'] === 'safe' ? await cardNumbers(desk, ask, seen) : [];
  const lines = card(say, { reference: seen.row.reference, numbers });
  // Plain text on purpose: a page would carry the service's header, on the screen and on paper.
  const text = [...(ask.practice ? [practiceLine(ask), ''] : []), ...lines].join('\n\n');
  return { kind: 'bytes', type: 'text/plain; charset=utf-8', name: 'card.txt', bytes: new TextEncoder().encode(`${text}\n`), inline: true };
}
