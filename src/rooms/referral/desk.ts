// What every page of this room needs: the kit, the form, the colleagues, and the draft that a request is about.
import { fileId, type FileId } from '#base/id.ts';
import type { Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import type { Actor, Role } from '#access/roles.ts';
import type { Form } from '#form/form.ts';
import type { Act } from '#journey/events.ts';
import { refusalIn } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import type { Tx } from '#kit/store/database.ts';
import { refusedNotice } from '#kit/view/refused.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { errorSummary } from '#kit/view/govuk.ts';
import { pretendedDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { held, type Held } from './answers.ts';
import { draftOf, type Draft } from './store.ts';

export type Desk = {
  readonly kit: Kit;
  readonly form: Form;
  /** Everybody at work, for handing a draft over; only colleagues of the same organisation are offered. */
  readonly colleagues: readonly Actor[];
  /** Who has the bed that was asked for with a referral, as another room knows it. */
  readonly bed?: (ask: Staff, of: { readonly file: FileId; readonly nation: string; readonly needed: boolean }) => Promise<Html>;
};

export const responders: readonly Role[] = ['first-responder', 'first-responder-supervisor'];

export const supervisors: readonly Role[] = ['first-responder-supervisor'];

export type Opened = { readonly draft: Draft; readonly held: Held };

/** The draft of a request with its answers, where its team may see it. */
export async function openDraft(tx: Tx, id: string | undefined): Promise<Opened | undefined> {
  const file = fileId(id ?? '');
  const draft = file && (await draftOf(tx, file));
  return draft && { draft, held: await held(tx, draft.file) };
}

export const draftPath = (file: FileId, rest = ''): string => `/drafts/${file}${rest}`;

/** The nation whose law and numbers apply before anybody has said: the organisation's own, else the country's first. */
export function homeNation(desk: Desk, actor: Actor): string {
  const own = desk.kit.law.lists['organisations']?.items.find((item) => item.code === actor.organisation)?.in?.['nation'];
  return desk.kit.law.nations.some((nation) => nation.code === own) ? (own ?? '') : (desk.kit.law.nations[0]?.code ?? '');
}

export function nameOf(desk: Desk, person: string): string {
  return desk.colleagues.find((one) => one.person === person)?.name ?? person;
}

/** The label of a code in one of the country's lists; the code itself where the list does not know it. */
export function labelIn(desk: Desk, list: string, code: string | null): string {
  if (code === null) return '';
  return desk.kit.law.lists[list]?.items.find((item) => item.code === code)?.label ?? code;
}

export async function actOf(desk: Desk, ask: Staff, nation: string): Promise<Act> {
  return { day: ask.today, by: ask.actor.person, nation, confirmed: await desk.kit.confirmed() };
}

const ownRefusals: Readonly<Record<string, (say: Say) => string>> = {
  'not-answered': (say) =>
    say('referral.refusal.not-answered', 'A few short questions of tonight’s path are still open. “Not known” and “not asked” are answers too.'),
  'codes-open': (say) => say('referral.refusal.codes-open', 'A notification needs all its ticks. “Did not say” and “Unknown” are answers too.'),
  'sealed-image': (say) =>
    say(
      'referral.refusal.sealed-image',
      'An image in this draft is sealed away for the police, and they do not have it yet. Ring them now: 101, or 999 if a child is in danger. When they have taken it over, record that under “Pictures and papers”. After that the draft can be destroyed.',
    ),
  'draft-changed': (say) => say('referral.refusal.draft-changed', 'Somebody wrote to this draft a moment ago. Look at it again first.'),
  'answers-need-a-look': (say) =>
    say('referral.refusal.answers-need-a-look', 'One of the answers does not fit any more. It is listed above the answers, with what to do.'),
  'document-empty': (say) => say('referral.refusal.document-empty', 'This file is empty. Choose another.'),
  'document-too-large': (say) => say('referral.refusal.document-too-large', 'This file is larger than 25 MB. Send a smaller one, or split it.'),
  'document-kind': (say) =>
    say(
      'referral.refusal.document-kind',
      'This is not a kind of file we can keep safely. Use a picture (JPEG, PNG), PDF, Word or OpenDocument text, or plain text.',
    ),
  'document-lies': (say) =>
    say(
      'referral.refusal.document-lies',
      'The name of this file says that it is one kind of file, and what is in it is another. Open it on your device, save it again as a picture or PDF, and choose that.',
    ),
  'documents-too-many': (say) =>
    say('referral.refusal.documents-too-many', 'There are 20 files already. Take one out first, or send the rest after the referral.'),
};

export function refusalText(say: Say, refused: Refused): string {
  return ownRefusals[refused.code]?.(say) ?? refusalIn(say, refused);
}

/** The banner's words, for what leaves the page as plain text. */
export const practiceLine = ({ say, today, lang }: Staff): string =>
  `${say('layout.practice-nobody', 'Practice: nobody here is real.')} ${pretendedDay(say, today, lang)}`.trim();

/** Above a page whose form was not taken: what is wrong, each leading to its field. */
export function missedSummary(say: Say, missed: Readonly<Record<string, string>>): Html {
  const errorList = Object.entries(missed).map(([id, text]) => ({ href: `#${id}`, text }));
  return errorList.length === 0 ? nothing : errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList });
}

/** A refusal to end a draft, with the way to what must be done first. */
export function notEnded(ask: Pick<Staff, 'say' | 'lang'>, refused: Refused, file: FileId): Html {
  const door = html`<p class="govuk-body"><a class="govuk-link" href="${draftPath(file, '/evidence')}">${ask.say('referral.sealed.go', 'Record that the police have it')}</a></p>`;
  return html`${refusalNotice(ask, refused)}${when(refused.code === 'sealed-image', door)}`;
}

/** A refusal on the page, in this room's words where it has its own. */
export const refusalNotice = (ask: Pick<Staff, 'say' | 'lang'>, refused: Refused): Html => refusedNotice(ask, refusalText(ask.say, refused), refused.because);
