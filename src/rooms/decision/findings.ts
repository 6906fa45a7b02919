// A decision maker's findings: one a legal element with its reasons, read from a page and shown again; no half answer is lost.
import { day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Because } from '#base/outcome.ts';
import type { Age, Finding, OutcomeCode } from '#journey/events.ts';
import type { reasonIds } from './reason-ids.ts';
import { asideOf, lawOffered, restsTick, saveHere, speaksOfMismatch, whyUncited } from './writing-view.ts';
import type { Offered } from './writing.ts';
import { button, details, insetText, radios, textarea, warningText } from '#kit/view/govuk.ts';
import { attributes, html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Element, Test } from '#law/law.ts';

export type Typed = Readonly<Record<string, string>>;
export type Wrong = { readonly field: string; readonly text: string };

export type Findings = {
  readonly outcome: OutcomeCode;
  /** Elements whose finding rests on things that do not fit together. */
  readonly rests: readonly string[];
  readonly findings: Readonly<Record<string, Finding>>;
};

/** Under which ids the texts of one person's findings are kept. */
export type Ids = ReturnType<typeof reasonIds>;

const findings: readonly Finding[] = ['met', 'not-met', 'not-known', 'not-needed'];
/** A tick that is no finding: it is kept on the page and never enters a decision. */
const moreNeeded = 'more-needed';
export const mostReason = 15_000;

/** The elements on which more is needed before anything can be found. */
export function openElements(typed: Typed, test: Test): readonly string[] {
  return test.elements.map((element) => element.id).filter((id) => typed[`finding.${id}`] === moreNeeded);
}

/** Reads the page. Each element that is needed wants a finding and a reason. */
export function readFindings(typed: Typed, test: Test, age: Age, say: Say): Findings | { readonly errors: readonly Wrong[] } {
  const errors: Wrong[] = [];
  const found: Record<string, Finding> = {};
  for (const element of test.elements) {
    const given = findings.find((one) => one === typed[`finding.${element.id}`]);
    if (!given)
      errors.push({ field: `finding.${element.id}`, text: say('decision.finding-needed', 'Say what you find on: {element}', { element: element.label }) });
    else found[element.id] = given;
    const because = typed[`because.${element.id}`] ?? '';
    const needed = !element.notNeededFor.includes(age);
    if (needed && because.trim() === '') {
      errors.push({
        field: `because.${element.id}`,
        text: say('decision.because-needed', 'Say why, pointing at what you read: {element}', { element: element.label }),
      });
    }
    if ([...because].length > mostReason) {
      errors.push({
        field: `because.${element.id}`,
        text: say('decision.because-long', 'Shorten the reasons on {element} to {most} characters. Nothing you wrote is lost.', {
          element: element.label,
          most: mostReason,
        }),
      });
    }
  }
  const rests = test.elements.map((element) => element.id).filter((id) => typed[`rests.${id}`] === 'yes');
  for (const element of test.elements) {
    if (rests.includes(element.id) || !speaksOfMismatch(typed[`because.${element.id}`] ?? '')) continue;
    errors.push({
      field: `rests.${element.id}`,
      text: say(
        'mismatch.say-so',
        'Your reasons on {element} speak of an inconsistency. Tick this, and note what may explain it; or word the reasons without it.',
        {
          element: element.label,
        },
      ),
    });
  }
  const outcome = typed['outcome'];
  if (outcome !== 'positive' && outcome !== 'negative') errors.push({ field: 'outcome', text: say('decision.outcome-needed', 'Say what you decide') });
  return errors.length > 0 || (outcome !== 'positive' && outcome !== 'negative') ? { errors } : { outcome, findings: found, rests };
}

/** The texts to keep, whatever is still missing: reasons and ticks of a half-done page. */
export function textsToKeep(typed: Typed, test: Test, ids: Ids): Readonly<Record<string, string>> {
  const kept: [string, string][] = test.elements.flatMap((element) => [
    [ids.reason(element.id), (typed[`because.${element.id}`] ?? '').slice(0, mostReason * 2)],
    [ids.tick(element.id), typed[`finding.${element.id}`] ?? ''],
    [ids.uncited(element.id), (typed[`uncited.${element.id}`] ?? '').slice(0, mostReason)],
    [ids.rests(element.id), typed[`rests.${element.id}`] === 'yes' ? 'yes' : ''],
  ]);
  return Object.fromEntries([...kept, [ids.outcome, typed['outcome'] ?? '']]);
}

/** What was kept, as the page's fields again. */
export function typedFrom(texts: Readonly<Record<string, string>>, test: Test, ids: Ids): Typed {
  const entries = test.elements.flatMap((element) => [
    [`because.${element.id}`, texts[ids.reason(element.id)] ?? ''],
    [`finding.${element.id}`, texts[ids.tick(element.id)] ?? ''],
    [`uncited.${element.id}`, texts[ids.uncited(element.id)] ?? ''],
    [`rests.${element.id}`, texts[ids.rests(element.id)] ?? ''],
  ]);
  return Object.fromEntries([...entries, ['outcome', texts[ids.outcome] ?? '']]) as Typed;
}

export type FindingsPage = {
  readonly say: Say;
  readonly lang: string;
  readonly token: Html;
  readonly action: string;
  readonly stage: { readonly id: string; readonly name: string };
  readonly round: number;
  readonly age: Age;
  readonly test: Test;
  readonly because: Because;
  readonly typed: Typed;
  readonly errors: readonly Wrong[];
  /** Shown where a negative will go to a second person; left out where this is the second person. */
  readonly secondPerson: Because | null;
  readonly reviewing?: true;
  readonly missing: boolean;
  /** What belongs to writing with cited passages beside it. */
  readonly writing: Writing;
};

export type Writing = {
  /** What this window saw: a later save elsewhere is noticed by it. */
  readonly seen: string;
  /** Where half a page is saved. */
  readonly save: string;
  /** Evidence for and against an element. */
  readonly cited: (element: Element) => Html;
  /** Whether nothing is cited on an element yet. */
  readonly bare: (element: Element) => boolean;
  readonly texts: readonly Offered[];
  readonly aside: (element: Element) => string;
};

export function findingsPanel(of: FindingsPage): Html {
  const { say, typed } = of;
  const wrong = (field: string) => {
    const text = of.errors.find((error) => error.field === field)?.text;
    return text ? { errorMessage: { text } } : {};
  };
  return html`<form method="post" action="${of.action}" novalidate class="nrm-findings"${attributes({ id: 'findings', 'data-save': of.writing.save })}>${of.token}${saveHere(of)}
<input type="hidden" name="stage" value="${of.stage.id}"><input type="hidden" name="round" value="${of.round}">
<h2 class="govuk-heading-m">${of.stage.name}</h2>
${insetText({ html: html`<strong>${say('decision.standard', 'The standard:')}</strong> ${of.test.standard}<p class="nrm-law">${say('decision.in-force', 'In force since {from}. {source}', { from: longDay(day(of.because.from), of.lang), source: of.because.source })}</p>` })}
${of.test.elements.map((element) => {
  const free = element.notNeededFor.includes(of.age);
  return html`${radios({
    name: `finding.${element.id}`,
    idPrefix: `finding.${element.id}`,
    fieldset: { legend: { text: element.label, classes: 'govuk-fieldset__legend--s' } },
    hint: { text: element.asks },
    ...(typed[`finding.${element.id}`] ? { value: typed[`finding.${element.id}`] } : free ? { value: 'not-needed' } : {}),
    items: [
      { value: 'met', text: say('decision.met', 'Met') },
      {
        value: 'not-met',
        text: say('decision.not-met', 'Not met'),
        hint: { text: say('decision.not-met-hint', 'What is held speaks against it. That something was not seen or not said is no evidence against anybody.') },
      },
      {
        value: 'not-known',
        text: say('decision.not-known', 'Not met: too little is known'),
        hint: {
          text: say('decision.not-known-hint', 'Only after a question was answered or its day has passed, and one went through the person’s worker or lawyer.'),
        },
      },
      ...(free ? [{ value: 'not-needed', text: say('decision.not-needed', 'Not needed') }] : []),
      {
        value: moreNeeded,
        text: say('decision.more-needed', 'More is needed'),
        hint: { text: say('decision.more-needed-hint', 'Nothing is decided then. You are taken to the questions, and what you wrote here is saved.') },
      },
    ],
    ...wrong(`finding.${element.id}`),
  })}${of.writing.cited(element)}${asideOf(of, element)}${textarea({
    name: `because.${element.id}`,
    id: `because.${element.id}`,
    rows: 4,
    value: typed[`because.${element.id}`] ?? '',
    label: { text: say('decision.because', 'Because ({element})', { element: element.label }) },
    hint: { text: say('decision.because-hint', 'Point at what you read: who said it, when, in which answer or document.') },
    ...wrong(`because.${element.id}`),
  })}${restsTick(of, element)}${whyUncited(of, element)}${lawOffered(of, element)}`;
})}
${radios({
  name: 'outcome',
  idPrefix: 'outcome',
  fieldset: { legend: { text: say('decision.outcome', 'What do you decide?'), classes: 'govuk-fieldset__legend--m' } },
  ...(typed['outcome'] ? { value: typed['outcome'] } : {}),
  items: [
    { value: 'positive', text: say('decision.positive', 'Positive: every part that is needed is met') },
    { value: 'negative', text: say('decision.negative', 'Negative: at least one part is not met') },
  ],
  ...wrong('outcome'),
})}
${when(of.secondPerson, () => details({ summaryText: say('decision.second', 'A negative goes to a second person'), text: say('decision.second-why', 'It stands only when somebody else has read your findings and agrees. {source}', { source: of.secondPerson?.source ?? '' }) }))}
${when(of.missing, () => warningText({ text: say('decision.missing', 'We have lost contact with the person and are worried. Decide only if what is held is enough without them.'), iconFallbackText: say('decision.warning', 'Warning') }))}
<div class="govuk-button-group">${button({ text: of.reviewing ? say('decision.review.send', 'Record what I find') : say('decision.send', 'Decide, or send to a second person'), name: 'do', value: of.missing ? 'decide-without' : 'decide' })}${button({ text: say('decision.save', 'Save and stop'), classes: 'govuk-button--secondary', name: 'do', value: 'save' })}</div>
</form>`;
}
