// The languages of open pages: which there are, which texts each of them has, and which may be shown to whom.
import { frameScopes, openLanguages, type Standing, type Tongues } from '#kit/view/spoken.ts';
import { openWords } from './open/all.ts';
import { isChecked, saidIn, scopeOf, type OpenWords } from './open-words.ts';
import { dictionaries } from './words.ts';

/** Said in every language: help now, telling, the answer, and the way out. */
export const everywhere = [...frameScopes, 'front', 'help', 'ring', 'write', 'phrase'] as const;
/** Said in some at first. */
export const learning = ['learn', 'signs', 'do', 'after', 'rights', 'easy', 'leaflet'] as const;
export const learningIn: readonly string[] = ['cy', 'ar', 'fa', 'ur', 'ps'];

/** Nobody’s safety, consent or right hangs on these: their drafts are shown, under a mark. All others wait for a speaker who checks them. */
export const harmless: readonly string[] = [...frameScopes, 'learn', 'signs'];

const has = (code: string, scope: string): boolean =>
  (everywhere as readonly string[]).includes(scope)
    ? openWords.has(code)
    : (learning as readonly string[]).includes(scope)
      ? learningIn.includes(code)
      : // What is no text of open pages is said in the languages of the whole service.
        dictionaries.has(code);

/** How texts of these scopes stand in a language, as its entries say. */
export function standingOf(words: OpenWords, scopes: readonly string[], practice: boolean): Standing {
  const drafted = (scope: string): boolean => {
    const entries = Object.entries(words).filter(([id]) => scopeOf(id) === scope);
    return entries.length === 0 || entries.some(([, entry]) => !isChecked(entry));
  };
  const known = (scope: string): boolean => [...everywhere, ...learning].some((one) => one === scope);
  const drafts = scopes.filter(drafted);
  if (drafts.length === 0) return 'checked';
  return !practice && drafts.some((scope) => known(scope) && !harmless.includes(scope)) ? 'withheld' : 'drafted';
}

const standings = new Map<string, Standing>();
const spoken = new Map([...openWords].map(([code, words]) => [code, { ...dictionaries.get(code), ...saidIn(words) }]));

export const tongues: Tongues = {
  languages: openLanguages.filter(({ code }) => code === 'en' || openWords.has(code)),
  dictionary: (code) => spoken.get(code) ?? {},
  standing: (code, scopes, practice) => {
    const words = openWords.get(code);
    if (!words || !scopes.every((scope) => has(code, scope))) return 'missing';
    const key = `${code} ${scopes.join(' ')} ${practice}`;
    const known = standings.get(key) ?? standingOf(words, scopes, practice);
    standings.set(key, known);
    return known;
  },
};
