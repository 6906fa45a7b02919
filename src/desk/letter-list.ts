// The letters of an authority that wait: to be printed or handed over, or held and why. Each is a task of a worker's (data.md 17).
import { readDay, timeOf } from '#base/day.ts';
import { fileId } from '#base/id.ts';
import { leavesAt } from '#journey/letters.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { whyHeld } from '#journey/contact-words.ts';
import { letterOf } from '#rooms/decision/letters.ts';
import { recipients, toWhom, whichOf } from '#rooms/decision/letter-view.ts';
import type { LetterPlace, WaitingLetter } from '#rooms/decision/store.ts';

/** Where the last page ended, as the address says it. */
export function letterPlace(text: string | undefined): LetterPlace | null {
  const [on, of, number, whom] = (text ?? '').split('.');
  const [day, file, to] = [readDay(on ?? ''), fileId(of ?? ''), recipients.find((one) => one === whom) ?? 'person'];
  return day && file && /^\d{1,9}$/.test(number ?? '') ? { day, file, number: Number(number), to } : null;
}

/** Of the letters in one's own cases those that wait for somebody, and none that only leaves by the clock. */
export const forSomebody = ({ law }: Kit, { now }: Staff, letters: readonly WaitingLetter[]): readonly WaitingLetter[] =>
  letters.filter(({ held, releasedAt, nation }) => held || !releasedAt || leavesAt({ nation }, releasedAt, law) <= now);

/** Above the cases: that there are letters below them. */
export const toOwnLetters = ({ say }: Staff, count: number): Html =>
  when(
    count > 0,
    () => html`<p class="govuk-body"><a class="govuk-link" href="#own-letters">${say('desk.own-letters.to', 'Letters in your cases wait for you too')}</a></p>`,
  );

export function ownLetterList(kit: Kit, ask: Staff, waiting: readonly WaitingLetter[], most: number): Html {
  return when(
    waiting.length > 0,
    () => html`<h2 class="govuk-heading-m govuk-!-margin-top-6" id="own-letters" tabindex="-1">${ask.say('desk.own-letters', 'Letters in your cases')}</h2>${letterList(kit, ask, waiting.slice(0, most), most)}
${when(waiting.length > most, () => html`<p class="govuk-body"><a class="govuk-link" href="/desk?view=letters">${ask.say('desk.own-letters.more', 'All letters that wait')}</a></p>`)}`,
  );
}

/** `letters` may be one longer than a page: then there is a further one. */
export function letterList(kit: Kit, ask: Staff, letters: readonly WaitingLetter[], perPage: number): Html {
  const { say, lang } = ask;
  if (letters.length === 0) return html`<p class="govuk-body">${say('desk.none', 'Nothing here now.')}</p>`;
  const shown = letters.slice(0, perPage);
  const last = letters.length > perPage ? shown.at(-1) : undefined;
  const heads = [say('desk.letter', 'Letter'), say('desk.case', 'Case'), say('desk.letter-since', 'Since'), say('desk.letter-state', 'What it waits for')];
  const cell = (at: number, inside: Html) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  const rows = shown.map(
    (
      one,
    ) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" data-label="${heads[0] ?? ''}"><a class="govuk-link" href="/case/${one.reference}/letters/${whichOf(one)}">${letterOf(one.letter)?.title(say) ?? one.letter}</a>${when(one.to !== 'person', () => html` <span class="govuk-hint">${toWhom(say, one.to)}</span>`)}</th>
${cell(1, html`<span class="nrm-reference">${one.reference}</span>`)}${cell(2, html`${longDay(one.day, lang)}`)}${cell(3, waitsFor(kit, ask, one))}</tr>`,
  );
  return html`<table class="govuk-table nrm-worklist nrm-stack"><caption class="govuk-visually-hidden">${say('desk.view.letters', 'Letters')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table>
${when(last, () => html`<nav aria-label="${say('desk.letter-pages', 'Further letters')}"><a class="govuk-link govuk-body" rel="next" href="/desk?view=letters&amp;after=${last?.day ?? ''}.${last?.file ?? ''}.${last?.number ?? ''}.${last?.to ?? ''}">${say('desk.more', 'Next {count}', { count: perPage })}</a></nav>`)}`;
}

function waitsFor({ law }: Kit, { say, now }: Staff, { held, releasedAt, nation }: WaitingLetter): Html {
  const leaves = releasedAt && leavesAt({ nation }, releasedAt, law);
  if (!held && leaves && leaves > now) return html`${say('letter.leaves', 'Released: it can be recalled until {time}', { time: timeOf(leaves, law.zone) })}`;
  if (!held && leaves) return html`${say('letter.waits', 'To be printed or handed over')}`;
  if (!held) return html`${say('letter.to-read', 'To be read and released')}`;
  return html`<strong>${say('letter.held', 'Held')}</strong>: ${whyHeld(say, held)}`;
}
