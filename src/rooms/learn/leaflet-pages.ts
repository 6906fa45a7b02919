// A leaflet to hand over and a poster for a wall: few words, the number in danger, and a code that leads a phone to the front page.
import type { Say } from '#base/words.ts';
import { html, when } from '#kit/view/html.ts';
import { qrPicture } from '#kit/view/qr.ts';
import { page, type PageReply } from '#kit/web/page.ts';

export function leafletPage(say: Say, address: string, number: string | null, kind: 'leaflet' | 'poster'): PageReply {
  const title = kind === 'leaflet' ? say('leaflet.title', 'Leaflet') : say('leaflet.poster', 'Poster');
  return page(
    title,
    html`<p class="govuk-body nrm-no-print">${say('leaflet.print', 'Print this page. The rest of the page is left out.')}</p>
<div class="nrm-sheet${kind === 'poster' ? ' nrm-sheet--wall' : ''}"><h1 class="govuk-heading-l">${say('leaflet.heading', 'Is someone making you work, and you cannot leave?')}</h1>
<p class="govuk-body-l">${say('leaflet.help', 'There is help. It is free. You do not have to say your name.')}</p>
${when(kind === 'leaflet', () => html`<p class="govuk-body">${say('leaflet.saw', 'Have you seen something that is not right? You can tell us too. You do not have to be sure.')}</p><p class="govuk-body">${say('leaflet.phone', 'Does someone look at your phone? Use a phone that is safe, if you can.')}</p>`)}
${when(number, () => html`<p class="govuk-body-l"><strong>${say('leaflet.danger', 'Danger now? Ring {number}', { number: number ?? '' })}</strong></p>`)}
${qrPicture(address, say('leaflet.code', 'A code for the camera of a phone. It leads to the address below.'))}
<p class="govuk-body-l"><bdi dir="ltr">${address}</bdi></p></div>`,
    { back: '/learn' },
  );
}
