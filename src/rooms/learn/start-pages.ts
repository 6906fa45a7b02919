// The front door for everybody: danger first, then three doors, then what is kept and what is not. Whoever works here is led on to their work.
import type { Say } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { page, type Ask, type PageReply } from '#kit/web/page.ts';
import { tellPaths } from '#kit/web/plain.ts';
import { numberLink } from '#kit/view/number-link.ts';
import { emergency } from '#law/ring.ts';

/** The scopes of the front page's texts. */
export const startWords = ['front'] as const;

/** `real`: people sign in; else they choose who they are. */
export function startPage(kit: Kit, ask: Ask, real: boolean): PageReply {
  const { say } = ask;
  const door = (href: string, text: string, what: string): Html => html`<li><a class="govuk-link" href="${href}">${text}</a><br>${what}</li>`;
  return page(
    say('front.title', 'Start'),
    html`<div class="nrm-danger"><h1 class="govuk-heading-l">${say('front.danger', 'Are you or is someone in danger now?')}</h1>${danger(kit, say)}</div>
<ul class="nrm-doors">${door(tellPaths.seen, say('front.seen', 'I have seen something'), say('front.seen-what', 'Tell us what you saw. You do not have to say who you are.'))}${door(
      tellPaths.me,
      say('front.me', 'It is happening to me'),
      say('front.me-what', 'Get help for you. You do not have to say your name.'),
    )}${door('/learn', say('front.learn', 'I want to learn the signs'), say('front.learn-what', 'What to look for, and what to do.'))}</ul>
<h2 class="govuk-heading-m">${say('front.keep', 'What we keep')}</h2>
<p class="govuk-body">${say('front.kept', 'We keep the words you send us.')}</p>
<p class="govuk-body">${say('front.not-kept', 'We do not keep where you are, or what phone you use. We do not know your name, unless you tell us.')}</p>
<p class="govuk-body">${say('front.shared', 'Does someone else look at your phone? Your phone may list the pages you look at. Use a phone that is safe, if you can.')}</p>
${others(say, real)}`,
  );
}

function danger(kit: Kit, say: Say): Html {
  const number = emergency(kit.law);
  return html`${when(number, () => html`<p class="govuk-body">${numberLink(say('open.ring', 'Ring {number}', { number: number ?? '' }), number ?? '')}</p>`)}
<p class="govuk-body"><a class="govuk-link govuk-!-font-size-19" href="/phone">${say('front.more-numbers', 'More numbers to ring')}</a></p>`;
}

function others(say: Say, real: boolean): Html {
  return html`<ul class="govuk-list"><li><a class="govuk-link" href="/check">${say('front.check', 'Check a letter')}</a></li><li><a class="govuk-link" href="${real ? '/sign-in' : '/who-are-you'}">${say('front.work', 'For people who work here')}</a></li><li><a class="govuk-link" href="/law">${say('front.law', 'The law')}</a></li><li><a class="govuk-link" href="/statistics">${say('front.statistics', 'Statistics')}</a></li></ul>`;
}
