// A bundle for a court: what two people agreed to, as an indexed document on numbered pages. The course and the list of documents are administrative.
import { dayOf, type Day } from '#base/day.ts';
import { join } from '#form/split.ts';
import { questionsOf } from '#form/form.ts';
import { pageTitle, wordsOf } from '#form/texts.ts';
import type { CaseEvent, CaseEventKind } from '#journey/events.ts';
import { effective, type CaseFile } from '#journey/file.ts';
import type { Document } from '#kit/store/documents.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import { classWord } from '#kit/view/class-word.ts';
import { longDay } from '#kit/view/layout.ts';
import { pdfBundle, type PdfPart } from '#kit/view/pdf.ts';
import { sourceText } from '#kit/view/summary.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Bundle } from '#rooms/access/tables.ts';
import { inText } from '#rooms/referral/copy.ts';
import { practiceLine } from '#rooms/referral/desk.ts';
import { wordingIn } from './passages.ts';
import { sentenceOf } from './timeline.ts';

/** Steps of the procedure. Who stands near the file, how it was put right and what helps the person are no part of what a court is given. */
const steps: ReadonlySet<CaseEventKind> = new Set<CaseEventKind>([
  ...(['Referred', 'InformationAdded', 'EvidenceAdded', 'Recalled', 'ConsentRecorded', 'Assigned', 'Asked', 'Answered', 'Decided'] as const),
  ...([
    'Suspended',
    'Resumed',
    'ReconsiderationAsked',
    'ReconsiderationAccepted',
    'PassedOn',
    'ReconsiderationRefused',
    'Disqualified',
    'TurnedEighteen',
    'Withdrawn',
  ] as const),
]);

type Course = NonNullable<Bundle['course']>;
type Listed = NonNullable<Bundle['documents']>;

export const courseOf = (state: CaseFile): Course =>
  effective(state.past)
    .filter(({ event }) => steps.has(event.kind))
    .map(({ day, event }) => ({ day, event }));

/** What each document is, so that it can be known again; neither its name, which somebody typed, nor what it holds. */
export const listedOf = (documents: readonly Document[]): Listed =>
  documents.filter((one) => one.state === 'kept').map(({ type, size, fingerprint, keptAt }) => ({ type, size, fingerprint, on: dayOf(keptAt) }));

export async function courtBundle(
  kit: Kit,
  ask: Staff,
  of: { readonly bundle: Bundle; readonly reference: string; readonly by: string; readonly on: Day; readonly organisation: (code: string) => string },
) {
  const { say, lang } = ask;
  const { bundle } = of;
  const told = { say, lang, law: kit.law, organisation: of.organisation };
  const course = (bundle.course ?? []).map(({ day, event }) => `${longDay(day, lang)}: ${sentenceOf(event as CaseEvent, told)}`);
  const documents = (bundle.documents ?? []).map((one, at) =>
    say('court.document', '{number}. {type}, {size} bytes, held since {day}. SHA-256 {fingerprint}', {
      number: at + 1,
      type: one.type,
      size: one.size,
      day: longDay(one.on, lang),
      fingerprint: one.fingerprint,
    }),
  );
  const parts: readonly PdfPart[] = [
    ...(course.length > 0 ? [{ title: say('court.course', 'What happened in the case'), paragraphs: course }] : []),
    ...answered(kit, ask, bundle.answers),
    ...(documents.length > 0 ? [{ title: say('court.documents', 'Documents held'), paragraphs: documents }] : []),
  ];
  return pdfBundle({
    ...{ say, lang, on: of.on, heading: say('disclosure.bundle', 'Facts passed on from this record'), reference: of.reference, parts },
    banner: ask.practice ? practiceLine(ask) : null,
    lead: [
      of.by,
      say('court.on', 'Put together on {day}.', { day: longDay(of.on, lang) }),
      say('disclosure.bundle-lead', 'For the purpose it was asked for and no other. It may not be passed on or used for anything else.'),
      say('court.agreed', 'Two people agreed to it. It holds what they agreed to and nothing else; what is not here may still be held.'),
    ],
  });
}

/** Page by page of the form, in its own words and order. */
function answered(kit: Kit, ask: Staff, stored: readonly Stored[]): readonly PdfPart[] {
  const { form } = kit;
  const wording = wordingIn(kit, ask);
  const answers = join(stored);
  const asked = questionsOf(form);
  return form.pages.flatMap((page) => {
    const given = Object.keys(page.questions).filter((id) => answers[id] !== undefined && asked[id]);
    if (given.length === 0) return [];
    const holds = new Set(stored.filter((one) => given.includes(one.question)).map((one) => classWord(ask.say, one.holds)));
    const paragraphs = given.flatMap((id) => {
      const question = page.questions[id];
      const origin = stored.find((one) => one.question === id)?.origin;
      return question
        ? [
            `${wordsOf(ask.say, form.id, id, question).label}\n${inText(id, question, answers[id], wording)}${origin ? ` [${sourceText(ask.say, origin)}]` : ''}`,
          ]
        : [];
    });
    return [{ title: pageTitle(ask.say, form.id, page), under: [...holds].join(', '), paragraphs }];
  });
}
