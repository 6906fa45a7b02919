// Practice sign-in: "Who are you today?" lists invented people by kind of work; the chosen one sits at the desk.
import type { Actor, Role } from '#access/roles.ts';
import type { Say } from '#base/words.ts';
import { html, join, when, type Html } from '#kit/view/html.ts';
import { packed, type Carried } from './carry.ts';
import { csrf, type PageReply } from './page.ts';

/** An invented person at work. `what` says in a sentence what they do here. */
export type Persona = { readonly id: string; readonly actor: Actor; readonly title: string; readonly what: string };

export const signInPath = '/who-are-you';
export const signOutPath = '/sign-out';

const kindsOfWork = (say: Say): readonly { readonly heading: string; readonly roles: readonly Role[] }[] => [
  { heading: say('who.refer', 'Refer somebody'), roles: ['first-responder', 'first-responder-supervisor'] },
  { heading: say('who.helpline', 'Answer for a helpline'), roles: ['helpline-adviser'] },
  { heading: say('who.decide', 'Decide'), roles: ['decision-maker', 'decision-manager'] },
  { heading: say('who.support', 'Support'), roles: ['support-worker', 'support-manager'] },
  { heading: say('who.chosen', 'Chosen by the person'), roles: ['legal-representative', 'independent-advocate', 'decision-recipient'] },
  { heading: say('who.figures', 'Count and publish'), roles: ['statistician'] },
  { heading: say('who.look-after', 'Look after the service'), roles: ['administrator', 'auditor', 'system'] },
];

export type SignIn = {
  readonly say: Say;
  readonly token: string;
  readonly personas: readonly Persona[];
  /** Where to go afterwards. */
  readonly next: string;
  readonly carried: Carried | null;
  /** Nobody was chosen. */
  readonly missed?: boolean;
};

export function signInPage(of: SignIn): PageReply {
  const { say } = of;
  const title = say('who.title', 'Who are you today?');
  return {
    kind: 'page',
    status: of.missed ? 400 : of.carried ? 403 : 200,
    title,
    wide: true,
    body: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
${when(of.missed, () => html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">${say('layout.problem', 'There is a problem')}</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list"><li><a href="#people">${say('who.choose', 'Choose one of the people below')}</a></li></ul></div></div></div>`)}
<h1 class="govuk-heading-xl">${title}</h1>
${
  of.carried
    ? html`<div class="govuk-inset-text">${say('who.ended', 'Your visit ended after an hour without a page. Nothing you typed is lost: choose who you are, and carry on.')}</div>`
    : html`<p class="govuk-body-l">${say('who.lead', 'This is practice, so there is no password. Choose somebody; change whenever you like and see the same case with other eyes.')}</p>`
}
</div></div>
<form method="post" action="${signInPath}" id="people" novalidate>${csrf(of)}<input type="hidden" name="next" value="${of.next}">${of.carried && packed(of.carried)}
${kindsOfWork(say).map((kind) =>
  people(
    kind.heading,
    of.personas.filter((persona) => kind.roles.includes(persona.actor.role)),
  ),
)}
</form>`,
  };
}

function people(heading: string, of: readonly Persona[]): Html {
  if (of.length === 0) return html``;
  return html`<section class="nrm-people"><h2 class="govuk-heading-m">${heading}</h2><ul class="nrm-people__list">${join(
    of.map(
      (persona) => html`<li class="nrm-person"><button type="submit" class="nrm-person__button" name="persona" value="${persona.id}">
<span class="nrm-person__title">${persona.title}</span><span class="nrm-person__name">${persona.actor.name}</span><span class="nrm-person__what">${persona.what}</span></button></li>`,
    ),
  )}</ul></section>`;
}
