// The status letter in words: what stands today, what follows from it in law with the rule beside it, and how a stranger checks it.
import type { Day } from '#base/day.ts';
import type { CheckCode } from '#base/id.ts';
import type { Say } from '#base/words.ts';
import { clocks } from '#journey/clocks.ts';
import type { CaseFile } from '#journey/file.ts';
import { isAccused, type Status } from '#journey/status.ts';
import { defence } from '#kit/view/defence.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { cite } from '#law/explain.ts';
import type { Law } from '#law/law.ts';
import { linesFor, ringLine } from '#law/ring.ts';
import { inForce } from '#law/rule.ts';
import { standing } from '#journey/stages.ts';

type Reader = { readonly say: Say; readonly lang: string; readonly today: Day };

/** Where the holder of a letter stands, in one sentence that names nobody. */
export function statusWords(say: Say, law: Law, status: Status): string {
  if (status === 'received')
    return say('status.received', 'Whoever holds this letter was referred as somebody who may be a victim of modern slavery, and waits for a decision.');
  if (status === law.stages.at(-1)?.id) return say('status.last', 'Whoever holds this letter was recognised as a victim of modern slavery.');
  return say(
    'status.earlier',
    'It was decided that there are reasonable grounds to believe that whoever holds this letter is a victim of modern slavery. The final decision follows.',
  );
}

/** Days that protect, each with its rule. A day that only aims at a decision is none of them. */
function protections({ say, lang, today }: Reader, state: CaseFile, law: Law): readonly string[] {
  const days = (of: Day): string => longDay(of, lang);
  return clocks(state, law, {}, today)
    .filter((one) => one.due && one.state === 'running' && one.name.endsWith('recovery-minimum'))
    .map((one) =>
      say('status.recovery', 'Until the end of {day} at least, this person may not be removed from the country. {why}.', {
        day: days(one.due as Day),
        why: cite(one.because, say, days),
      }),
    );
}

/** The day of the decision that stands, and the rule it was made under; nothing while none is made. */
function decidedLine({ say, lang }: Reader, state: CaseFile, law: Law, status: Status): readonly string[] {
  const made = status === 'received' ? undefined : standing(state, status);
  const test = law.test[status];
  if (!made || !test) return [];
  const days = (of: Day): string => longDay(of, lang);
  return [say('status.decided', 'Decided on {day}. {why}.', { day: days(made.day), why: cite(inForce(test, made.day, state.nation).because, say, days) })];
}

/** The body of the letter. Neither account nor place, worker or kind of exploitation; a name is written in by hand, where the person wants one. */
export function statusBody(
  reader: Reader,
  of: { readonly state: CaseFile; readonly law: Law; readonly status: Status; readonly code: CheckCode; readonly address: string },
): Html {
  const { say, lang } = reader;
  const { state, law } = of;
  return html`<p class="govuk-body">${say('status.for', 'This letter is for: ______________________________')}</p>
<p class="govuk-body">${statusWords(say, law, of.status)}</p>
<p class="govuk-body">${say('status.since', 'Referred on {day}.', { day: longDay(state.referred as Day, lang) })}</p>
${decidedLine(reader, state, law, of.status).map((line) => html`<p class="govuk-body">${line}</p>`)}
${protections(reader, state, law).map((text) => html`<p class="govuk-body">${text}</p>`)}
${when(isAccused(state), () => defence(reader, law, state.nation))}
<h2 class="govuk-heading-m">${say('status.check', 'To see whether this is true today')}</h2>
<p class="govuk-body">${say('status.check.how', 'Go to {address} and type this code. It shows whether the letter is valid, and nothing about the person.', { address: of.address })}</p>
<p class="govuk-body nrm-check-code"><strong class="nrm-reference">${of.code}</strong></p>
<h2 class="govuk-heading-m">${say('status.help', 'Who helps')}</h2>
<ul class="govuk-list">${linesFor(law, state).map((one) => html`<li>${ringLine(say, one)}</li>`)}</ul>`;
}
