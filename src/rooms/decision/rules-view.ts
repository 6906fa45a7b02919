// The rules a step rests on, as in force today, each with its source: nothing is asked or refused without them.
import { day } from '#base/day.ts';
import { details } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { versionOf, type Rule } from '#law/rule.ts';

export function rulesPanel({ say, lang, today }: Staff, rules: readonly Rule<unknown>[], nation: string): Html {
  const found = rules.flatMap((rule) => {
    const version = versionOf(rule, today, nation);
    return version ? [{ rule, version }] : [];
  });
  return when(found.length > 0, () =>
    details({
      summaryText: say('rules.which', 'The rule for this'),
      html: html`${found.map(
        ({ rule, version }) => html`<p class="govuk-body"><strong>${rule.question}</strong><br>${rule.inWords(version.value)}</p>
<p class="nrm-law">${say('decision.in-force', 'In force since {from}. {source}', { from: longDay(day(version.from), lang), source: version.source.cite })}</p>`,
      )}`,
    }),
  );
}
