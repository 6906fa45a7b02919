// What the desk's pages are handed, and small pieces of their forms.
import type { Actor } from '#access/roles.ts';
import type { Say } from '#base/words.ts';
import type { DangerSaid } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { errorSummary, radios } from '#kit/view/govuk.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import type { Helpline } from '#rooms/signal/intake/take.ts';
import { saidWords } from './words.ts';

export type LineRoom = {
  readonly kit: Kit;
  /** The queue of an adviser's own team. */
  readonly helplineOf: (actor: Actor) => Helpline;
  /** The helpline that partners hand over to. */
  readonly helpline: () => Helpline | undefined;
  /** Organisations that may refer, to ask one of them. */
  readonly responders: readonly { readonly code: string; readonly label: string }[];
};

export const advisers = ['helpline-adviser'] as const;

export type Wrong = Readonly<Record<string, string>>;

export const answers: readonly DangerSaid[] = ['yes', 'no', 'not-known'];
export const answerOf = (typed: string): DangerSaid | undefined => answers.find((one) => one === typed);

/** The mistakes of a page, each with the way to its field. */
export const summary = (say: Say, wrong: Wrong): Html =>
  when(Object.keys(wrong).length > 0, () =>
    errorSummary({
      titleText: say('form.problem', 'There is a problem'),
      errorList: Object.entries(wrong).map(([name, text]) => ({ href: `#${name}`, text })),
    }),
  );

/** Yes, no or not known: nothing is chosen for anybody. */
export const threeWay = (say: Say, { name, label, value, wrong, key }: { name: string; label: string; value: string; wrong?: Wrong; key?: string }): Html =>
  radios({
    name,
    idPrefix: name,
    value,
    classes: 'govuk-radios--inline govuk-radios--small',
    fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
    ...(wrong?.[name] ? { errorMessage: { text: wrong[name] } } : {}),
    items: answers.map((code, at) => ({ value: code, text: saidWords(say)[code], ...(key && at === 0 ? { attributes: { accesskey: key } } : {}) })),
  });

export const heading = (title: string): Html => html`<h1 class="govuk-heading-l">${title}</h1>`;
