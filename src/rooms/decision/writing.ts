// Writing findings without losing a line: each save is a version, an older window never overwrites a newer one, and both are kept.
import type { FileId } from '#base/id.ts';
import type { Day } from '#base/day.ts';
import type { Law, StandardText, Test } from '#law/law.ts';
import { versionOf } from '#law/rule.ts';
import { lastVersions } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { textsToKeep, type Ids, type Typed } from './findings.ts';
import { idsOf } from './reason-ids.ts';
import { keepChanged, textsOf } from './store.ts';

/** How often the texts of these findings were written: what a window saw, and what stands now. */
export async function stampOf(tx: Tx, file: FileId, test: Test, ids: Ids): Promise<string> {
  const last = await lastVersions(tx, file, ['analysis']);
  const own = Object.keys(textsToKeep({}, test, ids));
  return String(own.reduce((sum, id) => sum + (last.get(`analysis|${id}`) ?? 0), 0));
}

export type Saved = 'saved' | 'newer';

/** Saves what a window holds. Where something newer was saved since it was opened, that stays and this is kept beside it. */
export async function saveTyped(tx: Tx, file: FileId, typed: Typed, test: Test, ids: Ids, texts: readonly Offered[]): Promise<Saved> {
  // Two windows at once: the second waits and then sees that the first was sooner.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1::text, 7))', [file]);
  const seen = typed['seen'] ?? '';
  if (seen !== '' && seen !== (await stampOf(tx, file, test, ids))) {
    const aside = test.elements.map((element) => [ids.aside(element.id), (typed[`because.${element.id}`] ?? '').slice(0, 30_000)]);
    await keepChanged(tx, file, Object.fromEntries(aside) as Record<string, string>);
    return 'newer';
  }
  await keepChanged(tx, file, { ...textsToKeep(typed, test, ids), ...lawIn(typed, test, ids, texts) });
  return 'saved';
}

/** The versions of standard paragraphs that stand in the reasons, each once: the decision says which law it put in. */
export async function lawUsed(tx: Tx, file: FileId, of: Parameters<typeof idsOf>[0]): Promise<readonly string[]> {
  const ids = idsOf(of);
  const kept = Object.entries(await textsOf(tx, file, 'analysis', ids.all)).filter(([id]) => /^[^.]+\.law$/.test(id.slice(ids.all.length)));
  return [...new Set(kept.flatMap(([, used]) => used.split(' ')))].filter((one) => one !== '').toSorted();
}

export type Offered = StandardText & { readonly rule: string; readonly from: Day; readonly source: string };

/** The paragraphs of law in force that help at a stage. Where the law is silent none is offered. */
export function offered(law: Law, stage: string, on: Day, nation: string): readonly Offered[] {
  return Object.values(law.standardTexts).flatMap((rule) => {
    const version = versionOf(rule, on, nation);
    if (!version || (version.value.stages && !version.value.stages.includes(stage))) return [];
    return [{ ...version.value, rule: rule.id, from: version.from, source: version.source.cite }];
  });
}

/** A paragraph as it is put into reasons: the law, and where it stands. */
export const inReasons = (text: Offered): string => `${text.says} (${text.source})`;

/** Which version of which paragraph stands in the reasons on each element. */
function lawIn(typed: Typed, test: Test, ids: Ids, texts: readonly Offered[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    test.elements.map((element) => {
      const because = (typed[`because.${element.id}`] ?? '').replace(/\r\n/g, '\n');
      const used = texts.filter((text) => because.includes(text.says)).map((text) => `${text.rule}@${text.from}`);
      return [ids.lawUsed(element.id), used.join(' ')];
    }),
  );
}

/** What was typed, with a paragraph of law put after the reasons on an element. */
export function withLaw(typed: Typed, element: string, text: Offered): Typed {
  const name = `because.${element}`;
  const before = (typed[name] ?? '').trimEnd();
  return before.includes(text.says) ? typed : { ...typed, [name]: before === '' ? inReasons(text) : `${before}\n\n${inReasons(text)}` };
}
