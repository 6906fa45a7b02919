// The pages on which people show who they are: sign in, prove it anew, and what went wrong with either.
import type { Say } from '#base/words.ts';
import { button, errorSummary, insetText } from '#kit/view/govuk.ts';
import { html, nothing, type Html } from '#kit/view/html.ts';
import { packed, type Carried } from '#kit/web/carry.ts';
import { csrf, page, type PageReply } from '#kit/web/page.ts';

export const entryPaths = {
  signIn: '/sign-in',
  start: '/sign-in/start',
  go: '/sign-in/go',
  back: '/sign-in/return',
  stepUp: '/sign-in/step-up',
  options: '/sign-in/passkey/options',
  passkey: '/sign-in/passkey',
  newOptions: '/sign-in/passkey/new-options',
  newPasskey: '/sign-in/passkey/new',
} as const;

/** What went wrong, as people are told it: never whether somebody is known here. */
export type Wrong = 'unknown' | 'stale' | 'unreachable' | 'refused' | 'other-person' | 'code' | 'passkey';

export type Showing = {
  readonly say: Say;
  readonly token: string;
  readonly next: string;
  readonly carried: Carried | null;
  /** Whether passkeys can be used here at all. */
  readonly passkeys: boolean;
  readonly wrong?: Wrong;
};

const told = (say: Say, wrong: Wrong): string => {
  switch (wrong) {
    case 'unknown':
      return say(
        'sign-in.unknown',
        'We could not let this account in. If you work here, ask your administrator whether you have been added, or use the code of your invitation.',
      );
    case 'stale':
      return say('sign-in.stale', 'This sign-in took too long or did not begin in this browser. Nothing was done. Please begin again.');
    case 'unreachable':
      return say('sign-in.unreachable', 'Your organisation’s sign-in does not answer at the moment. Please try again in a minute.');
    case 'refused':
      return say('sign-in.refused', 'Your organisation’s sign-in did not confirm who you are. Please begin again.');
    case 'other-person':
      return say('sign-in.other-person', 'That was the account of somebody else. Confirm it with the account you signed in with.');
    case 'code':
      return say('sign-in.code-wrong', 'This code is not in use. It may have been used, or its seven days are over. Ask for a new one.');
    case 'passkey':
      return say('sign-in.passkey-wrong', 'This passkey did not open the door. Try again, or use your organisation’s account.');
  }
};

const summary = (say: Say, wrong: Wrong | undefined): Html =>
  wrong ? errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: [{ href: '#ways', text: told(say, wrong) }] }) : nothing;

const hiddenNext = (next: string): Html => html`<input type="hidden" name="next" value="${next}">`;

/** The way by a passkey: drawn for all, shown by the script where the browser can do it. */
function passkeyForm(of: Showing, what: 'sign-in' | 'step-up'): Html {
  if (!of.passkeys) return nothing;
  const { say } = of;
  return html`<form method="post" action="${entryPaths.passkey}" class="nrm-passkey" data-passkey="use" data-options="${entryPaths.options}" data-sorry="${told(say, 'passkey')}" hidden novalidate>${csrf(of)}${hiddenNext(of.next)}
<input type="hidden" name="what" value="${what}"><input type="hidden" name="credential" value=""><input type="hidden" name="state" value="">${of.carried && packed(of.carried)}
<p class="govuk-error-message" data-passkey-says role="alert"></p>
${button({ text: what === 'sign-in' ? say('sign-in.by-passkey', 'Sign in with a passkey') : say('sign-in.prove-passkey', 'Confirm with a passkey'), attributes: { 'data-passkey-button': 'true' } })}</form>`;
}

/** Who is invited and has no account at an issuer makes a passkey with the code. */
function invitedForm(of: Showing): Html {
  const { say } = of;
  if (!of.passkeys) return nothing;
  return html`<form method="post" action="${entryPaths.newPasskey}" class="nrm-passkey" data-passkey="new" data-code="code" data-options="${entryPaths.newOptions}" data-sorry="${told(say, 'code')}" hidden novalidate>${csrf(of)}${hiddenNext(of.next)}
<input type="hidden" name="credential" value=""><input type="hidden" name="state" value=""><p class="govuk-error-message" data-passkey-says role="alert"></p>
${button({ text: say('sign-in.invited-passkey', 'I have no such account: make a passkey with the code'), classes: 'govuk-button--secondary', attributes: { 'data-passkey-button': 'true' } })}</form>`;
}

export function signInView(of: Showing): PageReply {
  const { say } = of;
  const title = say('sign-in.title', 'Sign in');
  const lead = of.carried
    ? insetText({ text: say('sign-in.ended', 'Your visit has ended. Nothing you typed is lost: sign in, and carry on.') })
    : html`<p class="govuk-body-l">${say('sign-in.lead', 'There are no passwords here. You sign in with the account of your organisation, or with a passkey.')}</p>`;
  const body = html`${summary(say, of.wrong)}<h1 class="govuk-heading-xl">${title}</h1>${lead}
<div id="ways" tabindex="-1">${passkeyForm(of, 'sign-in')}
<form method="post" action="${entryPaths.start}" novalidate>${csrf(of)}${hiddenNext(of.next)}<input type="hidden" name="what" value="sign-in">${of.carried && packed(of.carried)}
<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${say('sign-in.invited', 'I have an invitation with a code')}</span></summary>
<div class="govuk-details__text"><div class="govuk-form-group"><label class="govuk-label" for="code">${say('sign-in.code', 'Code of your invitation')}</label>
<div class="govuk-hint" id="code-hint">${say('sign-in.code-hint', 'It is needed once, the first time. Then your account is known here.')}</div>
<input class="govuk-input govuk-input--width-20" id="code" name="code" type="text" autocomplete="off" spellcheck="false" aria-describedby="code-hint"></div></div></details>
${button({ text: say('sign-in.by-account', 'Sign in with your organisation’s account') })}</form>${invitedForm(of)}</div>
<p class="govuk-body">${say('sign-in.rules', 'Whatever you read or write here is recorded under your name. A visit ends after 15 minutes without a page; nothing you typed is lost then.')}</p>`;
  return page(title, body, { status: of.wrong ? 400 : of.carried ? 403 : 200 });
}

/** `practice`: there is nobody to ask, so a button stands for it. */
export function stepUpView(of: Showing & { readonly practice: boolean }): PageReply {
  const { say } = of;
  const title = say('sign-in.prove-title', 'Show once more that it is you');
  const way = of.practice
    ? html`<form method="post" action="${entryPaths.stepUp}" novalidate>${csrf(of)}${hiddenNext(of.next)}${of.carried && packed(of.carried)}
<p class="govuk-body">${say('sign-in.prove-practice', 'This is practice: at work you would use your passkey or your organisation’s account here.')}</p>${button({ text: say('sign-in.prove-pretend', 'Pretend that I did') })}</form>`
    : html`${passkeyForm(of, 'step-up')}<form method="post" action="${entryPaths.start}" novalidate>${csrf(of)}${hiddenNext(of.next)}<input type="hidden" name="what" value="step-up">${of.carried && packed(of.carried)}
${button({ text: say('sign-in.prove-account', 'Confirm with your organisation’s account') })}</form>`;
  const body = html`${summary(say, of.wrong)}<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('sign-in.prove-why', 'What comes next weighs heavily for somebody, so it is asked for at most five minutes before. You come back to where you were, and nothing you typed is lost.')}</p>
<div id="ways" tabindex="-1">${way}</div>`;
  return page(title, body, { status: of.wrong ? 400 : of.carried ? 403 : 200 });
}

/** On the way out and on the way back: goes on by itself, and holds a link for where it does not. */
export function onwardView(say: Say, next: string, back: boolean): PageReply {
  const title = back ? say('sign-in.done', 'You are signed in') : say('sign-in.leaving', 'On to your organisation’s sign-in');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><a class="govuk-link" href="${next}">${say('sign-in.onward', 'Carry on')}</a></p>`,
    { onward: next },
  );
}

/** Signed in, but nobody has given them anything to do. */
export function noRoleView(say: Say): PageReply {
  const title = say('sign-in.no-role', 'You have no work here yet');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body">${say('sign-in.no-role-why', 'We know your account, but two people have yet to give you a role. Ask your administrator, then sign in again.')}</p>`,
    { status: 403 },
  );
}
