// What is shown when something cannot be done: the same words for absent and forbidden, and a reference when we broke it.
import { randomBytes } from 'node:crypto';
import type { Say } from '#base/words.ts';
import { html, type Html } from '#kit/view/html.ts';
import type { TooMuch } from './body.ts';
import type { PageReply } from './page.ts';

/** A short reference that a person can read to the help desk. */
export function newReference(): string {
  const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  const text = [...randomBytes(8)].map((byte) => symbols.charAt(byte & 31)).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** An error for the log without what it says: messages may hold what people typed. The stack's own first lines are the message. */
export function logged(error: unknown): { name: string; code?: string; stack: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, stack: [] };
  const code = (error as { code?: unknown }).code;
  const stack = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim().replace(/file:\/\/\S*?\/(src|node_modules)\//, '$1/'));
  return { name: error.name, ...(typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? { code } : {}), stack };
}

export function absentPage(say: Say, home = '/'): PageReply {
  return {
    kind: 'page',
    status: 404,
    title: say('errors.absent-title', 'There is nothing to see here'),
    body: html`<h1 class="govuk-heading-l">${say('errors.absent-title', 'There is nothing to see here')}</h1>
<p class="govuk-body">${say('errors.absent-why', 'The address may be wrong. The page may be gone, or it may not be yours to see.')}</p>
<p class="govuk-body"><a class="govuk-link" href="${home}">${say('errors.home', 'Go to the first page')}</a></p>`,
  };
}

/** Something broke. `again` holds what was being posted, ready to be sent once more. */
export function brokenPage(say: Say, reference: string, again: Html | null): PageReply {
  return {
    kind: 'page',
    status: 500,
    title: say('errors.broken-title', 'Something went wrong on our side'),
    body: html`<h1 class="govuk-heading-l">${say('errors.broken-title', 'Something went wrong on our side')}</h1>
<p class="govuk-body">${say('errors.broken-what', 'It was not you. What was saved before is still there. Go back and try again in a minute.')}</p>
<p class="govuk-body">${say('errors.broken-reference', 'If you tell someone of this fault, tell them this too:')} <strong class="nrm-reference">${reference}</strong></p>
${again && html`<p class="govuk-body">${say('errors.broken-kept', 'What you typed is not lost. Send it again from here.')}</p>${again}`}`,
  };
}

const advice = (say: Say, what: TooMuch): string => {
  switch (what) {
    case 'file':
      return say('errors.much-file', 'One file is larger than 25 MB. Make it smaller or send it in parts. Then choose the files again.');
    case 'files':
      return say('errors.much-files', 'Up to 20 files can be sent at a time. Send 20 now and the rest after.');
    case 'together':
      return say('errors.much-together', 'The files together are larger than 130 MB. Send a few at a time.');
    case 'busy':
      return say('errors.much-busy', 'Many files are coming in just now. Wait a minute and choose the files again.');
    case 'form':
      return say('errors.much-form', 'There is too much text to send at once (2 MB). Make the longest answer shorter, or add it as a file.');
  }
};

/** More than can be taken. `again` holds what was typed, ready to be changed and sent again. */
export function tooMuchPage(say: Say, what: TooMuch, again: Html | null): PageReply {
  const kept = again
    ? say('errors.much-kept', 'Nothing you typed is lost. You find it below. Nothing has been sent yet.')
    : say('errors.much-back', 'Nothing has been sent. Go back to the page. What was saved before is still there.');
  return {
    kind: 'page',
    ...(what === 'busy' ? { status: 503, retryAfter: 60 } : { status: 413 }),
    title: say('errors.much-title', 'That is more than we can take at once'),
    body: html`<h1 class="govuk-heading-l">${say('errors.much-title', 'That is more than we can take at once')}</h1>
<p class="govuk-body">${advice(say, what)}</p><p class="govuk-body">${kept}</p>${again}`,
  };
}

/** Asked more often than a person does. `again` holds what was being posted, ready to be sent once more. */
export function tooOftenPage(say: Say, wait: number, again: Html | null): PageReply {
  return {
    kind: 'page',
    status: 429,
    retryAfter: wait,
    title: say('errors.often-title', 'Please wait a moment'),
    body: html`<h1 class="govuk-heading-l">${say('errors.often-title', 'Please wait a moment')}</h1>
<p class="govuk-body">${say('errors.often-why', 'We were asked for too much in the last minute. We slow this down, so that no machine can search what we keep. You did nothing wrong.')}</p>
<p class="govuk-body">${say('errors.often-wait', 'In {seconds} seconds you can go on. If someone is in danger now, ring 999.', { seconds: wait })}</p>
${again && html`<p class="govuk-body">${say('errors.often-kept', 'Nothing you typed is lost. Nothing has been sent yet. You must choose files again.')}</p>${again}`}`,
  };
}

export function otherSitePage(say: Say): PageReply {
  return {
    kind: 'page',
    status: 403,
    title: say('errors.elsewhere-title', 'This did not come from one of our pages'),
    body: html`<h1 class="govuk-heading-l">${say('errors.elsewhere-title', 'This did not come from one of our pages')}</h1>
<p class="govuk-body">${say('errors.elsewhere-what', 'To keep you safe, we did nothing. Open the page here and send it again.')}</p>
<p class="govuk-body"><a class="govuk-link" href="/">${say('errors.home', 'Go to the first page')}</a></p>`,
  };
}

/** RFC 9457: an error as the API says it. */
export function problem(status: number, title: string, detail?: string): { status: number; title: string; type: string; detail?: string } {
  return { type: 'about:blank', title, status, ...(detail ? { detail } : {}) };
}
