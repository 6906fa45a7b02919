// "More is needed": an element that cannot be found on yet. It never enters a decision; it leads to a question.
import type { CaseFile } from '#journey/file.ts';
import { waiting } from '#journey/stages.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';

/** Where "more is needed" leads: to the questions, with the elements named. */
export function toQuestions(reference: string, elements: readonly string[]): string {
  return `/case/${reference}/questions?about=${elements.map(encodeURIComponent).join(',')}`;
}

/** The beginning of a question about the elements the address names; nothing where it names none of the test that waits. */
export function questionAbout(law: Law, ask: Pick<Staff, 'say' | 'query' | 'today'>, state: CaseFile): string | undefined {
  const named = (ask.query['about'] ?? '').split(',');
  const rule = law.test[waiting(state, law)?.stage ?? ''];
  const labels = rule
    ? inForce(rule, ask.today, state.nation)
        .value.elements.filter((one) => named.includes(one.id))
        .map((one) => one.label)
    : [];
  return labels.length > 0 ? `${ask.say('decision.ask.about', 'About “{element}”:', { element: labels.join(', ') })} ` : undefined;
}
