// The law a decision was made by, for its letter: the test of its day, and each standard paragraph that its reasons put in, with version and source.
import type { Say } from '#base/words.ts';
import type { CaseFile } from '#journey/file.ts';
import { longDay } from '#kit/view/layout.ts';
import type { Law } from '#law/law.ts';
import { versionOf, type Version } from '#law/rule.ts';

const sentence = (say: Say, lang: string, says: string, { from, source }: Pick<Version<unknown>, 'from' | 'source'>): string =>
  say('letter.law.version', '{says} (In force since {from}. {source})', { says, from: longDay(from, lang), source: source.cite });

/** `number`: the event that called for the letter. Nothing where that was no decision. */
export function lawOfLetter(say: Say, lang: string, law: Law, state: CaseFile, number: number): readonly string[] {
  const recorded = state.past.find((one) => one.number === number);
  if (recorded?.event.kind !== 'Decided') return [];
  const { stage, law: used = [] } = recorded.event;
  const test = law.test[stage];
  const version = test && versionOf(test, recorded.day, state.nation);
  const standard = version
    ? [sentence(say, lang, say('letter.law.test', 'We decided by this test: {standard}', { standard: version.value.standard }), version)]
    : [];
  const paragraphs = used.flatMap((one) => {
    const [id, from] = one.split('@');
    const rule = Object.values(law.standardTexts).find((text) => text.id === id);
    const found = rule?.versions.find((text) => text.from === from && (!text.nations || text.nations.includes(state.nation)));
    return found ? [sentence(say, lang, found.value.says, found)] : [];
  });
  return [...standard, ...paragraphs];
}
