// What somebody wrote in a case that stopped being theirs meanwhile: shown back to them once, and kept nowhere.
import { html, type Html } from '#kit/view/html.ts';
import { page, to, type Reply, type Staff } from '#kit/web/page.ts';

/** Who has it, where nothing was written; else first of all their own words. */
export function notTheirs(ask: Staff, reference: string | null): Reply {
  const who = `/case/${reference}/take`;
  const words = wordsIn(ask.body);
  if (words.length === 0) return to(who);
  const { say } = ask;
  const title = say('not-theirs.title', 'This case is no longer yours');
  const body = html`<h1 class="govuk-heading-l">${title}</h1><p class="govuk-body"><span class="nrm-reference">${reference}</span></p>
<p class="govuk-body">${say('not-theirs.why', 'While you wrote, somebody took it or it was given to somebody, or what it waited for was done. Nothing of yours was recorded.')}
<a class="govuk-link" href="${who}">${say('not-theirs.who', 'Who has it now')}</a></p>
<h2 class="govuk-heading-m">${say('not-theirs.words', 'What you wrote')}</h2><p class="govuk-body">${say('not-theirs.copy', 'It is kept nowhere: copy what whoever has the case should know.')}</p>${words}`;
  return page(title, body, { back: '/desk', status: 409 });
}

/** What was written, not what was chosen: more than one word. */
const wordsIn = (body: Staff['body']): readonly Html[] =>
  Object.values(body)
    .flat()
    .map((one) => one.trim())
    .filter((one) => /\s/.test(one))
    .map((one) => html`<p class="govuk-body nrm-said">${one}</p>`);
