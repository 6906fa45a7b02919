// The languages of open pages: which there are, which texts each of them has, and which may be shown to whom.
import type { Language } from '#kit/view/layout.ts';
import { type Standing, type Tongues } from '#kit/view/spoken.ts';
import { openWords } from './open/all.ts';
import { isChecked, saidIn, scopeOf, type OpenWords } from './open-words.ts';
import { dictionaries } from './words.ts';

/** By the language's own name, English first. */
export const openLanguages: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'cy', name: 'Cymraeg', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
  { code: 'fa', name: 'فارسی / دری', dir: 'rtl' },
  { code: 'ur', name: 'اردو', dir: 'rtl' },
  { code: 'ps', name: 'پښتو', dir: 'rtl' },
  { code: 'ckb', name: 'کوردیی ناوەندی', dir: 'rtl' },
  { code: 'sq', name: 'Shqip', dir: 'ltr' },
  { code: 'am', name: 'አማርኛ', dir: 'ltr' },
  { code: 'bn', name: 'বাংলা', dir: 'ltr' },
  { code: 'bg', name: 'Български', dir: 'ltr' },
  { code: 'zh', name: '中文', dir: 'ltr' },
  { code: 'es', name: 'Español', dir: 'ltr' },
  { code: 'fr', name: 'Français', dir: 'ltr' },
  { code: 'hi', name: 'हिन्दी', dir: 'ltr' },
  { code: 'pl', name: 'Polski', dir: 'ltr' },
  { code: 'pt', name: 'Português', dir: 'ltr' },
  { code: 'pa', name: 'ਪੰਜਾਬੀ', dir: 'ltr' },
  { code: 'ro', name: 'Română', dir: 'ltr' },
  { code: 'so', name: 'Soomaali', dir: 'ltr' },
  { code: 'ti', name: 'ትግርኛ', dir: 'ltr' },
  { code: 'vi', name: 'Tiếng Việt', dir: 'ltr' },
];

/** Said in every language: help now, telling, the answer, and the way out. */
export const everywhere = ['open', 'errors', 'carry', 'front', 'help', 'ring', 'write', 'phrase'] as const;
/** Said in some at first. */
export const learning = ['learn', 'signs', 'do', 'after', 'rights', 'easy', 'leaflet'] as const;
export const learningIn: readonly string[] = ['cy', 'ar', 'fa', 'ur', 'ps'];

/** Nobody’s safety, consent or right hangs on these: their drafts are shown, under a mark. All others wait for a speaker who checks them. */
export const harmless: readonly string[] = ['open', 'errors', 'carry', 'learn', 'signs'];

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
