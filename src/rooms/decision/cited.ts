// Citations of the findings being written, with what became of their passages since; and taking one back, which is kept.
import type { Say } from '#base/words.ts';
import type { Writing as Place } from '#journey/cite.ts';
import type { Kit } from '#kit/kit.ts';
import { lastVersions } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { list } from '#kit/store/documents.ts';
import type { Staff } from '#kit/web/page.ts';
import type { Test } from '#law/law.ts';
import { citationsIn, standing, type Citation, type Cited } from './citations.ts';
import { citedOn, type CitedView } from './cited-view.ts';
import type { Writing } from './findings.ts';
import type { OpenCase } from './open.ts';
import { mismatchesOf } from '#journey/mismatch.ts';
import type { Noted, Written } from './mismatch-view.ts';
import { citeIds, idsOf, mismatchIds } from './reason-ids.ts';
import { keepTexts, textsOf } from './store.ts';
import { offered, stampOf } from './writing.ts';

type Case = Pick<OpenCase, 'file' | 'state'>;

/** All citations at a stage and round, those taken back among them. */
export async function citationsAt(tx: Tx, { file }: Pick<OpenCase, 'file'>, at: Place): Promise<readonly Cited[]> {
  const { all } = citeIds(at.stage, at.round, at.of);
  return citationsIn(await textsOf(tx, file.id, 'analysis', all), all);
}

export async function citedIn(tx: Tx, of: Case, at: Place, say: Say): Promise<CitedView> {
  const cited = await citationsAt(tx, of, at);
  const open = at.of === undefined ? of.state.decision.proposed === null : true;
  return { say, base: `/case/${of.file.reference ?? ''}`, cited, replaced: await replacedOf(tx, of, cited), open, mismatches: await notedIn(tx, of, at) };
}

/** What was noted for these findings to not fit together, with the words kept of it. */
async function notedIn(tx: Tx, { file, state }: Case, at: Place): Promise<readonly Noted[]> {
  const noted = mismatchesOf(state, at);
  const { all, one } = mismatchIds(at.stage, at.round);
  const texts = noted.length > 0 ? await textsOf(tx, file.id, 'analysis', all) : {};
  return noted.map((each) => {
    const kept = texts[one(each.mismatch)];
    return { ...each, written: kept ? (JSON.parse(kept) as Written) : undefined };
  });
}

/** Whose answer has a later version or was entered in error, or whose document was sealed away or is gone: the citation stays and says so. */
async function replacedOf(tx: Tx, { file }: Pick<OpenCase, 'file'>, cited: readonly Cited[]): Promise<ReadonlySet<string>> {
  if (cited.length === 0) return new Set();
  const last = await lastVersions(
    tx,
    file.id,
    cited.flatMap(({ of }) => (of.kind === 'answer' ? [of.holds] : [])),
  );
  const papers = cited.some(({ of }) => of.kind === 'document') ? await list(tx, file.id) : [];
  const gone = ({ of }: Citation): boolean =>
    of.kind === 'answer' ? last.get(`${of.holds}|${of.question}`) !== of.version : !papers.some((one) => one.id === of.document && one.state === 'kept');
  return new Set(cited.filter(gone).map((one) => one.id));
}

export async function writingOn(
  tx: Tx,
  kit: Kit,
  ask: Staff,
  { file, state }: Case,
  of: Place & { readonly test: Test; readonly texts: Readonly<Record<string, string>>; readonly cited: CitedView },
): Promise<Writing> {
  const ids = idsOf(of);
  return {
    seen: await stampOf(tx, file.id, of.test, ids),
    save: `/case/${file.reference ?? ''}/decide/save`,
    cited: (element) => citedOn(of.cited, element),
    bare: (element) => standing(of.cited.cited, element.id).length === 0,
    texts: offered(kit.law, of.stage, ask.today, state.nation),
    aside: (element) => of.texts[ids.aside(element.id)] ?? '',
  };
}

export async function keepCitation(tx: Tx, { file }: Pick<OpenCase, 'file'>, at: Place, id: string, citation: Citation): Promise<void> {
  await keepTexts(tx, file.id, { [citeIds(at.stage, at.round, at.of).one(id)]: JSON.stringify(citation) }, 'analysis');
}

/** A later version says that it was taken back; the citation itself stays readable in the versions before. */
export async function withdrawCitation(tx: Tx, of: Pick<OpenCase, 'file'>, at: Place, id: string): Promise<boolean> {
  const found = (await citationsAt(tx, of, at)).find((one) => one.id === id && !one.withdrawn);
  if (!found) return false;
  const { id: _id, ...citation } = found;
  await keepCitation(tx, of, at, id, { ...citation, withdrawn: true });
  return true;
}
