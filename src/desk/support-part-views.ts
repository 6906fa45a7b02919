// The parts of a support record as its worker reads them: plan, services, household, what was agreed, danger, moving on.
import { addMinutes, dayOf } from '#base/day.ts';
import { isNone } from '#form/question.ts';
import { agrees, openServices, recoveryItem } from '#journey/helped.ts';
import { openDangers } from '#journey/danger.ts';
import type { Law } from '#law/law.ts';
import { summaryList } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { wordsOf } from '#form/texts.ts';
import { careSteps } from '#rooms/support/steps.ts';
import type { Part } from '#rooms/support/step.ts';
import { dangerEndWord, dangerWord, itemWord, outcomeWord, whenWord, type SupportTold } from './support-told.ts';
import type { Care } from './support-care.ts';
import { nowPassing } from './support-print-pages.ts';

export type View = { readonly ask: Staff; readonly care: Care; readonly told: SupportTold; readonly law: Law };

/** The texts kept of one thing, each under the words of its question, in the order in which they were asked. */
export function keptOf({ ask, care }: View, id: string): readonly { readonly label: string; readonly text: string; readonly question: string }[] {
  return careSteps.flatMap(({ keeps, questions }) =>
    Object.entries(keeps).flatMap(([question, at]) => {
      const said = at.includes('*') ? care.said.get(at.replace('*', id)) : undefined;
      const asked = questions[question];
      if (!said || !asked || isNone(said.value)) return [];
      const text = asked.kind === 'date' ? longDay(said.value as never, ask.lang) : String(said.value as string);
      return [{ label: wordsOf(ask.say, 'care', question, asked).label, text, question: said.question }];
    }),
  );
}

const texts = (view: View, id: string): Html => {
  const kept = keptOf(view, id);
  return kept.length === 0
    ? nothing
    : summaryList({ rows: kept.map(({ label, text }) => ({ key: { text: label }, value: { html: html`<span class="nrm-said">${text}</span>` } })) });
};

const step = ({ care }: View, what: string, item: string, words: string): Html =>
  html`<a class="govuk-link" href="/support/${care.record.reference}/step/${what}?item=${item}">${words}</a>`;

const heading = (text: string): Html => html`<h2 class="govuk-heading-m">${text}</h2>`;
const small = (text: string): Html => html`<h3 class="govuk-heading-s">${text}</h3>`;
const nothingYet = (view: View): Html => html`<p class="govuk-body">${view.ask.say('care.nothing', 'Nothing yet.')}</p>`;

function plan(view: View): Html {
  const { ask, care, told } = view;
  const { say, lang } = ask;
  const kinds = [
    { what: 'plan', title: say('care.plan', 'The plan') },
    { what: 'safety', title: say('care.safety', 'Staying safe') },
    { what: 'circumstances', title: say('care.circumstances', 'What is hard and what is strong, over time') },
  ] as const;
  const written = kinds.map(({ what, title }) => {
    const versions = care.state.care.plans.filter((one) => one.what === what).toReversed();
    return html`${heading(title)}${
      versions.length === 0
        ? nothingYet(view)
        : versions.map(
            (one, at) =>
              html`${small(at === 0 ? say('care.version.now', 'Written on {day}', { day: longDay(one.on, lang) }) : say('care.version.before', 'Before, on {day}', { day: longDay(one.on, lang) }))}
<p class="govuk-body-s">${howWord(ask, one.how)} · ${itemWord(told, 'languages', one.language)}${when(at === 0, () => html` · <a class="govuk-link" href="/support/${care.record.reference}/plan-copy/${one.id}">${say('care.copy', 'A copy to take')}</a>`)}</p>${texts(view, one.id)}`,
          )
    }`;
  });
  const outcomes = care.state.care.outcomes.toReversed();
  return html`${written}${heading(say('care.outcomes', 'How far they have come, in their own judgement'))}${
    outcomes.length === 0
      ? nothingYet(view)
      : outcomes.map(
          (one) =>
            html`${small(itemWord(told, 'core-outcomes', one.domain))}<p class="govuk-body">${saidWord(ask, one.said)} · ${longDay(one.on, lang)}</p>${texts(view, one.id)}`,
        )
  }`;
}

const howWord = ({ say }: Staff, how: string): string =>
  ({
    'by-them': say('care.how.by-them', 'they wrote it'),
    together: say('care.how.together', 'written together'),
    'read-back': say('care.how.read-back', 'read back to them'),
  })[how] ?? how;

const saidWord = ({ say }: Staff, said: string): string =>
  ({
    there: say('care.said.there', 'I am there'),
    'on-the-way': say('care.said.on-the-way', 'I am on the way'),
    'not-yet': say('care.said.not-yet', 'Not yet'),
    'rather-not-say': say('care.said.rather-not', 'I would rather not say'),
  })[said] ?? said;

function services(view: View): Html {
  const { ask, care, told } = view;
  const { say, lang } = ask;
  const now = openServices(care.state.care);
  const before = care.state.care.services.filter((one) => one.ended).toReversed();
  return html`${heading(say('care.services.now', 'Arranged'))}${now.length === 0 ? nothingYet(view) : nothing}${now.map(
    (one) =>
      html`${small(itemWord(told, 'support-services', one.service))}<p class="govuk-body">${one.at ? whenWord(told, one.at) : say('care.services.no-day', 'No day yet')} · ${step(view, 'service-ended', one.id, say('care.services.went', 'How did it go?'))}${when(letterKinds.includes(one.service) && one.shares, () => html` · <a class="govuk-link" href="/support/${care.record.reference}/letter/${one.id}">${say('care.letter', 'Letter to print')}</a>`)}</p>${texts(view, one.id)}`,
  )}
${when(before.length > 0, () => html`${heading(say('care.services.before', 'Before'))}${before.map((one) => html`${small(itemWord(told, 'support-services', one.service))}<p class="govuk-body">${one.ended ? `${longDay(one.ended.on, lang)}: ${outcomeWord(say, one.ended.outcome)}` : ''}</p>${texts(view, one.id)}`)}`)}`;
}

/** Services to which a letter introduces the person. */
export const letterKinds: readonly string[] = [
  'medical',
  'dental',
  'mental-health',
  'counselling',
  'legal',
  'immigration-advice',
  'english',
  'work',
  'school',
  'childcare',
  'housing',
  'benefits',
];

function household(view: View): Html {
  const { ask, care } = view;
  const { say, lang } = ask;
  const all = care.state.household.dependants;
  return html`${heading(say('care.household', 'Who lives with them'))}${all.length === 0 ? nothingYet(view) : nothing}${all.map(
    (one) =>
      html`<p class="govuk-body">${say('care.household.from', 'From {day}', { day: longDay(one.from, lang) })}${one.until ? html` · ${say('care.household.until', 'until {day}', { day: longDay(one.until, lang) })}` : html` · ${step(view, 'dependant-left', one.id, say('care.household.left', 'They no longer live together'))}`}</p>${texts(view, one.id)}`,
  )}`;
}

function agreed(view: View): Html {
  const { ask, care, told } = view;
  const { say, lang } = ask;
  const all = care.state.care.consents;
  return html`${heading(say('care.agreed', 'What the person agreed to'))}<p class="govuk-body">${say('care.agreed.lead', 'Each by itself. They can take any of it back on any day, and still get help.')}</p>${all.length === 0 ? nothingYet(view) : nothing}${
    all.length === 0
      ? nothing
      : html`<ul class="govuk-list govuk-list--spaced">${all.map(
          (one) =>
            html`<li><strong>${itemWord(told, 'support-consents', one.purpose)}</strong><br>${
              agrees(care.state.care, one.purpose)
                ? html`${say('care.agreed.since', 'Yes, since {day}, asked in {language}', { day: longDay(one.on, lang), language: itemWord(told, 'languages', one.language) })} · ${step(view, 'agree-no-more', one.purpose, say('care.agreed.no-more', 'The person takes it back'))}`
                : say('care.agreed.taken-back', 'Taken back on {day}', { day: longDay(dayOf(one.withdrawn ?? ask.now, told.law.zone), lang) })
            }</li>`,
        )}</ul>`
  }`;
}

function danger(view: View): Html {
  const { ask, care, told } = view;
  const { say } = ask;
  const { missing, dangers } = care.state.care;
  const openNow = openDangers(care.state.care);
  const line = (one: (typeof dangers)[number]): Html =>
    html`${small(dangerWord(say, one.about))}<p class="govuk-body">${whenWord(told, one.at)} · ${say('care.danger.to', 'called: {name}', { name: told.name(one.to) })} · ${
      one.ended
        ? dangerEndWord(say, one.ended.how)
        : html`${one.taken ? say('care.danger.has-it', '{name} has it', { name: told.name(one.taken.by) }) : html`<strong>${say('care.danger.nobody', 'nobody has it yet')}</strong>`} · ${step(view, one.taken ? 'danger-ended' : 'danger-taken', one.id, one.taken ? say('care.danger.how', 'How it ended') : say('care.danger.take', 'I have it'))}`
    }</p>${texts(view, one.id)}`;
  const found = missing
    ? html`${heading(missing.found ? say('care.missing.was', 'They were missing') : say('care.missing', 'They cannot be found'))}<p class="govuk-body">${whenWord(told, missing.since)}${missing.found ? ` – ${whenWord(told, missing.found)}` : ''}</p>
<ul class="govuk-list govuk-list--bullet">${missing.steps.map((one) => html`<li>${itemWord(told, 'missing-steps', one.step)}: ${told.name(one.by)}, ${whenWord(told, one.at)}</li>`)}</ul>
${care.all.filter((one) => one.question.startsWith('support-missing.')).map((one) => html`<p class="govuk-body nrm-said">${String(one.value)}</p>`)}`
    : nothing;
  return html`${found}${heading(say('care.danger', 'Calls to the person on call'))}${dangers.length === 0 ? nothingYet(view) : [...openNow, ...dangers.filter((one) => one.ended).toReversed()].map(line)}`;
}

/** It reaches who decides when the person lets it pass, and no longer than that. */
function passing({ ask, care }: View, id: string): Html {
  const { say } = ask;
  const item = recoveryItem(id);
  const { record } = care;
  const passes = nowPassing(record, item).length > 0;
  return when(
    record.cases.length > 0,
    () =>
      html`<p class="govuk-body">${when(passes, () => html`<strong>${say('record.passes', 'Passes to who decides')}</strong> · `)}<a class="govuk-link" href="/support/${record.reference}/do/${passes ? 'withdraw' : 'release'}?item=${item}">${passes ? say('record.withdraw', 'The person takes this back') : say('record.release', 'The person lets this pass to who decides')}</a></p>`,
  );
}

function onward(view: View): Html {
  const { ask, care, told } = view;
  const { say, lang } = ask;
  const { recovery, moveOn, reachedIn } = care.state.care;
  const names = (codes: readonly string[]): string => codes.map((code) => itemWord(told, 'support-services', code)).join('; ');
  return html`${heading(say('care.recovery', 'What they need to recover'))}${recovery.length === 0 ? nothingYet(view) : nothing}${recovery.toReversed().map(
    (one) =>
      html`${small(longDay(one.on, lang))}${summaryList({
        rows: [
          { key: { text: say('care.recovery.stays', 'Goes on here, if agreed') }, value: { text: names(one.stays) } },
          { key: { text: say('care.recovery.moves', 'Another service takes over') }, value: { text: names(one.moves) } },
          {
            key: { text: say('care.recovery.decided', 'What who decides agreed to') },
            value: {
              text: one.decided
                ? `${names(one.decided.agreed) || say('care.recovery.none', 'None of it')}${one.decided.until ? ` · ${say('care.recovery.until', 'until {day}', { day: longDay(one.decided.until, lang) })}` : ''}`
                : say('care.recovery.waits', 'Not decided yet'),
            },
          },
        ],
      })}${texts(view, one.id)}${passing(view, one.id)}`,
  )}
${heading(say('care.move-on', 'Moving on'))}${moveOn.length === 0 ? nothingYet(view) : moveOn.toReversed().map((one) => html`${small(longDay(one.on, lang))}${texts(view, one.id)}`)}
${when(reachedIn.length > 0, () => html`${heading(say('care.reach-in', 'Came back for help'))}${reachedIn.toReversed().map((one) => html`${small(itemWord(told, 'support-services', one.service))}<p class="govuk-body">${longDay(one.on, lang)}</p>${texts(view, one.id)}`)}`)}`;
}

const views: Readonly<Record<Exclude<Part, 'now'>, (view: View) => Html>> = { plan, services, household, agreed, danger, onward };

export const partView = (part: Exclude<Part, 'now'>, view: View): Html => views[part](view);

/** Until when a worker is named, as a day. */
export const lastDay = (ends: Parameters<typeof addMinutes>[0]) => dayOf(addMinutes(ends, -1));
