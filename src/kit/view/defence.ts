// What the law asks for the defence of somebody who was made to commit an offence, shown wherever a person is accused.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { cite } from '#law/explain.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { html, type Html } from './html.ts';
import { longDay } from './layout.ts';

/** The defence in law of somebody who is accused: what it asks, and never that it is met. */
export function defence(
  { say, lang, today }: { readonly say: Say; readonly lang: string; readonly today: Day },
  law: Law,
  nation: string,
  level: 2 | 3 = 2,
): Html {
  const { value, because } = inForce(law.statutoryDefence, today, nation);
  const words = law.statutoryDefence.inWords(value);
  const head = say('defence.title', 'If the person is accused of an offence');
  return html`<section class="nrm-defence">${level === 2 ? html`<h2 class="govuk-heading-m">${head}</h2>` : html`<h3 class="govuk-heading-s">${head}</h3>`}
<p class="govuk-body">${say('defence.what', 'People are made to commit offences. Ask about this before anything is admitted, and tell their lawyer and whoever prosecutes.')}</p>
<p class="govuk-body nrm-law" lang="en" dir="ltr">${law.statutoryDefence.question} ${words}</p>
<p class="govuk-body nrm-law">${cite(because, say, (of) => longDay(of, lang))}.</p>
<p class="govuk-body govuk-!-margin-top-3">${say('defence.law', 'This is the law, and does not say that the defence applies here: the courts decide. It may be shown to the prosecution and to the defence.')}</p></section>`;
}
