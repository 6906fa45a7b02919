// What the forms of giving people to a worker share: what was wrong with what was typed, beside its field and above the page, and the reason to give more than agreed.
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { no, refusalIn, type RefusalCode } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { select } from '#kit/view/govuk.ts';
import type { Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { mistakes, refusedBanner } from '#rooms/decision/room-pages.ts';

export type Worker = { readonly id: string; readonly name: string };
export type CaseloadRoom = {
  readonly kit: Kit;
  readonly workers: (organisation: string) => readonly Worker[];
  readonly people: (organisation: string) => readonly Worker[];
};

/** For so many days somebody is named who was given a record: the longest that a naming lasts. */
export const givenFor = 183;

export const overReasons = (say: Say): readonly { readonly value: string; readonly text: string }[] => [
  { value: 'emergency', text: say('caseload.over.emergency', 'The person needs somebody today') },
  { value: 'language', text: say('caseload.over.language', 'Nobody else speaks their language') },
  { value: 'asked-for', text: say('caseload.over.asked', 'The person asked for this worker') },
  { value: 'cover', text: say('caseload.over.cover', 'A colleague is away') },
];

/** The page again as it was typed: what stands wrong in which field, or why it was refused. */
export type Shown = {
  readonly typed?: Staff['body'];
  readonly wrong?: readonly { readonly field: string; readonly text: string }[];
  readonly refused?: Refused;
};

export const wrongAt = (ask: Staff, field: string, code: RefusalCode): { readonly field: string; readonly text: string } => ({
  field,
  text: refusalIn(ask.say, no(code)),
});

/** A caseload that is full is a matter of the worker and of the reason: it is said beside both. */
export function shownAgain(ask: Staff, refused: Refused): Shown {
  const typed = ask.body;
  return refused.code === 'caseload-full' ? { typed, wrong: [wrongAt(ask, 'to', refused.code), wrongAt(ask, 'over', 'caseload-reason')] } : { typed, refused };
}

export const saidAbove = (ask: Staff, { refused, wrong = [] }: Shown): Html => (refused ? refusedBanner(ask, refused) : mistakes(ask, wrong));
export const statusOf = ({ refused, wrong = [] }: Shown): { readonly status?: number } => (refused ? { status: 409 } : wrong.length > 0 ? { status: 400 } : {});

export function besideField({ wrong = [] }: Shown, name: string): { readonly errorMessage?: { readonly text: string } } {
  const found = wrong.find((one) => one.field === name);
  return found ? { errorMessage: { text: found.text } } : {};
}

function typedIn(body: Staff['body'] | undefined, name: string): string {
  const value = body?.[name];
  return typeof value === 'string' ? value : '';
}

export const toField = ({ say }: Staff, shown: Shown, items: readonly { readonly value: string; readonly text: string }[]): Html =>
  select({
    id: 'to',
    name: 'to',
    value: typedIn(shown.typed, 'to'),
    label: { text: say('caseload.to', 'Give to') },
    items: [{ value: '', text: '' }, ...items],
    ...besideField(shown, 'to'),
  });

export const overField = ({ say }: Staff, shown: Shown): Html =>
  select({
    id: 'over',
    name: 'over',
    value: typedIn(shown.typed, 'over'),
    label: { text: say('caseload.why', 'Why, where they then have more than was agreed') },
    items: [{ value: '', text: '' }, ...overReasons(say)],
    ...besideField(shown, 'over'),
  });

export const reasonGiven = (ask: Staff): string | undefined => overReasons(ask.say).find((one) => one.value === typedIn(ask.body, 'over'))?.value;
