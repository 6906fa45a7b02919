// Help now: whom to ring, by nation and hour, and what to know before one rings.
import type { Kit } from '#kit/kit.ts';
import { html } from '#kit/view/html.ts';
import { page, type OpenRoute } from '#kit/web/page.ts';
import { numberLink } from '#kit/view/number-link.ts';
import { emergency } from '#law/ring.ts';
import { numberList, numbersNow } from './numbers.ts';

export function phonePages(kit: Kit): OpenRoute[] {
  return [
    {
      method: 'GET',
      path: '/phone',
      who: 'anyone',
      words: ['help', 'ring'],
      why: 'Help now: whom to ring, in each nation, at this hour',
      act: (ask) => {
        const { say } = ask;
        const title = say('help.title', 'Phone numbers');
        const number = emergency(kit.law) ?? '';
        const { everywhere, nations } = numbersNow(kit, ask);
        return Promise.resolve(
          page(
            title,
            html`<h1 class="govuk-heading-l">${title}</h1>
<div class="nrm-danger"><p class="govuk-body">${say('help.danger', 'In danger now?')}</p><p class="govuk-body">${numberLink(say('open.ring', 'Ring {number}', { number }), number)}</p></div>
<p class="govuk-body">${say('help.interpreter', 'You can ask for someone who speaks your language. Say the name of your language in English.')}</p>
<p class="govuk-body">${say('help.seen', 'Your phone keeps a list of calls. If someone looks at your phone, take the call off the list.')}</p>
<h2 class="govuk-heading-m">${say('help.everywhere', 'In all parts of the country')}</h2>${numberList(say, everywhere)}
${nations.map((one) => html`<h2 class="govuk-heading-m"><bdi lang="en">${one.name}</bdi></h2>${numberList(say, one.numbers)}`)}
<h2 class="govuk-heading-m">${say('help.if-child', 'If you are under 18')}</h2><p class="govuk-body">${say('help.child', 'You can ring too. A grown-up must help you. You have done nothing wrong.')}</p>`,
          ),
        );
      },
    },
  ];
}
