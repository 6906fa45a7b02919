// What a person's own copy holds besides their answers: the course, reasons, questions, letters as sent, papers, and who read the record.
import { createHash } from 'node:crypto';
import { isAboutAccess } from '#journey/access.ts';
import type { Kit } from '#kit/kit.ts';
import { list } from '#kit/store/documents.ts';
import type { Tx } from '#kit/store/database.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Staff } from '#kit/web/page.ts';
import { questionsOf } from '#form/form.ts';
import type { Bundle, CopyPart } from '#rooms/access/tables.ts';
import { toWhom, whichOf, wordsOfLine } from '#rooms/decision/letter-view.ts';
import { letterOf } from '#rooms/decision/letters.ts';
import type { OpenCase } from '#rooms/decision/open.ts';
import { answeredId, askedId, reasonIds } from '#rooms/decision/reason-ids.ts';
import { letterAsSent, lettersOf, textsOf } from '#rooms/decision/store.ts';
import { resultWord } from '#journey/progress.ts';
import { readerLines, type Read } from './readers.ts';
import { happenings } from './timeline.ts';

export type CopyDesk = { readonly kit: Kit; readonly organisation: (code: string) => string };

/** Gathered for the second reader, as texts: what is released is these words and no others. `readings`: from the log, read by the program. */
export async function partsOf(tx: Tx, { kit, organisation }: CopyDesk, ask: Staff, opened: OpenCase, readings: readonly Read[]): Promise<readonly CopyPart[]> {
  const analysis = await textsOf(tx, opened.file.id, 'analysis', 'reason.');
  const said = await textsOf(tx, opened.file.id, 'narrative', '');
  return [
    ...courseOf(kit, organisation, ask, opened),
    ...reasonsOf(kit, ask, opened, analysis),
    ...questionsIn(ask, opened, said),
    ...(await lettersIn(tx, ask, opened)),
    ...(await papersIn(tx, ask, opened)),
    { id: 'readers', group: 'readers', title: '', texts: readerLines(ask, readings, opened.state.access, organisation) },
  ];
}

/** Steps of the case. What stands about access is told where it is the person's own: grants, namings, releases; the rest would tell of others. */
function courseOf({ law }: Kit, organisation: CopyDesk['organisation'], { say, lang }: Staff, { events }: OpenCase): readonly CopyPart[] {
  const own = ['GrantGiven', 'GrantRevoked', 'ItemReleased', 'ReleaseWithdrawn', 'WorkerNamed', 'WorkerLeft'];
  return events
    .filter(({ event }) => !isAboutAccess(event) || own.includes(event.kind))
    .flatMap((one) =>
      happenings([one], { say, lang, law, organisation }).map((step) => ({
        id: `course.${one.number}`,
        group: 'course' as const,
        title: `${step.says}: ${String(step.title)}`,
        texts: [],
      })),
    );
}

function reasonsOf({ law }: Kit, { say, lang }: Staff, { state }: OpenCase, texts: Readonly<Record<string, string>>): readonly CopyPart[] {
  return state.decision.made.flatMap(({ stage, round, outcome, day }) => {
    const ids = reasonIds(stage, round);
    const name = law.stages.find((one) => one.id === stage)?.name ?? stage;
    const elements = new Map((law.test[stage]?.versions ?? []).flatMap(({ value }) => value.elements.map((one) => [one.id, one.label] as const)));
    return [...elements].flatMap(([id, label]) => {
      const text = texts[ids.reason(id)];
      const title = `${name}, ${longDay(day, lang)} (${resultWord(say, outcome)}): ${label}`;
      return text ? [{ id: `${ids.all}${id}`, group: 'reasons' as const, title, texts: [text] }] : [];
    });
  });
}

function questionsIn({ say }: Staff, { state }: OpenCase, texts: Readonly<Record<string, string>>): readonly CopyPart[] {
  return state.decision.questions.flatMap(({ question }) => {
    const asked = texts[askedId(question)];
    const answer = texts[answeredId(question)] ?? say('case.not-answered', 'No answer yet');
    return asked ? [{ id: askedId(question), group: 'questions' as const, title: asked, texts: [answer] }] : [];
  });
}

async function lettersIn(tx: Tx, { say, lang }: Staff, { file }: OpenCase): Promise<readonly CopyPart[]> {
  const parts: CopyPart[] = [];
  for (const row of await lettersOf(tx, file.id)) {
    const texts = row.state === 'handed-over' ? await letterAsSent(tx, file.id, row) : undefined;
    const title = `${letterOf(row.letter)?.title(say) ?? row.letter}, ${longDay(row.day, lang)}: ${toWhom(say, row.to)}`;
    if (texts) parts.push({ id: `letter.${whichOf(row)}`, group: 'letters', title, texts: texts.map(wordsOfLine) });
  }
  return parts;
}

/** What was sealed away for the police is handed to nobody. */
async function papersIn(tx: Tx, { say }: Staff, { file }: OpenCase): Promise<readonly CopyPart[]> {
  const kept = (await list(tx, file.id)).filter((one) => one.state === 'kept');
  return kept.map((one) => ({
    id: `paper.${one.id}`,
    group: 'papers' as const,
    title: one.name,
    texts: [say('copy.paper', 'Handed over with this copy. Fingerprint (SHA-256): {fingerprint}', { fingerprint: one.fingerprint })],
    document: one.id,
  }));
}

/** A part as its reader saw it. The list of readers grows by their reading it, and is nobody's words: it needs no second look. */
export const partShown = ({ id, title, texts }: CopyPart): string =>
  id === 'readers'
    ? id
    : `${id}|${createHash('sha256')
        .update(JSON.stringify([title, texts]))
        .digest('hex')
        .slice(0, 16)}`;

const heads = (say: Staff['say']): Readonly<Record<CopyPart['group'], string>> => ({
  course: say('copy.course', 'What happened'),
  reasons: say('copy.reasons', 'Reasons of decisions'),
  questions: say('decision.ask.title', 'Questions'),
  letters: say('letter.list', 'Letters'),
  papers: say('copy.papers', 'Papers and pictures'),
  readers: say('readers.title', 'Who read this record'),
});

export const partBody = ({ texts }: CopyPart): Html => html`${texts.map((text) => html`<p class="govuk-body nrm-said">${text}</p>`)}`;

/** In groups, each under its heading. */
export function partsByGroup(say: Staff['say'], parts: readonly CopyPart[]): readonly { readonly head: string; readonly parts: readonly CopyPart[] }[] {
  return Object.entries(heads(say)).flatMap(([group, head]) => {
    const of = parts.filter((one) => one.group === group);
    return of.length > 0 ? [{ head, parts: of }] : [];
  });
}

/** As printed for the person; `papers` is where one is fetched to be handed over. */
export function partsPrinted(say: Staff['say'], parts: readonly CopyPart[], papers: string): Html {
  return html`${partsByGroup(say, parts).map(
    (group) =>
      html`<h2 class="govuk-heading-m">${group.head}</h2>${group.parts.map(
        (one) => html`${when(one.title, () => html`<p class="govuk-body"><strong>${one.title}</strong></p>`)}${partBody(one)}
${when(one.document, () => html`<p class="govuk-body govuk-!-display-none-print"><a class="govuk-link" href="${papers}/${one.document ?? ''}/file">${say('copy.fetch', 'Fetch the file, to hand it over')}</a></p>`)}`,
      )}`,
  )}`;
}

const blackened = '█████';
/** Names of others, one a line; too short a word would blacken half a sentence. */
export const wordsToBlacken = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => [...one].length > 2),
  ),
];

/** The bundle with those words blackened wherever people wrote freely, and how many times. */
export function blacken(kit: Kit, bundle: Bundle, words: readonly string[]): { readonly bundle: Bundle; readonly times: number } {
  if (words.length === 0) return { bundle, times: 0 };
  const found = new RegExp(words.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'giu');
  let times = 0;
  const clean = (text: string): string =>
    text.replace(found, () => {
      times += 1;
      return blackened;
    });
  const asked = questionsOf(kit.form);
  const answers = bundle.answers.map((one) =>
    asked[one.question]?.kind === 'text' && typeof one.value === 'string' ? { ...one, value: clean(one.value) } : one,
  );
  const parts = (bundle.parts ?? []).map((one) => ({ ...one, title: clean(one.title), texts: one.texts.map(clean) }));
  return { bundle: { ...bundle, answers, parts }, times };
}
