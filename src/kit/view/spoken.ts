// Pages that anybody may open and somebody may have to leave at once: in which languages they are there, and whether the words may be shown.
import { english, type Dictionary, type Say } from '#base/words.ts';
import { html, type Html } from './html.ts';
import type { Language } from './layout.ts';

/**
 * How the words of a page stand in a language: English itself, checked by a named speaker, written by a machine and not checked, not there,
 * or there and not shown because nobody checked what somebody's safety hangs on.
 */
export type Standing = 'english' | 'checked' | 'drafted' | 'missing' | 'withheld';

/** The languages of open pages, by their own names, English first. */
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

/** The languages of open pages. A text's scope is its id up to the first full stop. */
export type Tongues = {
  readonly languages: readonly Language[];
  readonly dictionary: (code: string) => Dictionary;
  /** How all texts of these scopes stand in a language. `practice`: drafts are shown, under a mark. */
  readonly standing: (code: string, scopes: readonly string[], practice: boolean) => Standing;
};

export const englishOnly: Tongues = {
  languages: [{ code: 'en', name: 'English', dir: 'ltr' }],
  dictionary: () => ({}),
  standing: () => 'english',
};

/** What the frame of an open page knows of its words. */
export type Spoken = {
  /** What the reader asked for. Where `standing` is missing or withheld the page is in English. */
  readonly wanted: Language;
  readonly standing: Standing;
  readonly languages: readonly Language[];
  /** How texts of other scopes stand in the language of the page. */
  readonly of: (scope: string) => Standing;
};

/** The language an open page is shown in, and how that came. */
export function spokenIn(tongues: Tongues, code: string | undefined, scopes: readonly string[], practice: boolean): { shown: Language; spoken: Spoken } {
  const source = tongues.languages[0] ?? { code: 'en', name: 'English', dir: 'ltr' };
  const wanted = tongues.languages.find((one) => one.code === code) ?? source;
  const standing = wanted === source ? 'english' : tongues.standing(wanted.code, [...frameScopes, ...scopes], practice);
  const shown = standing === 'missing' || standing === 'withheld' ? source : wanted;
  const of = (scope: string): Standing => (shown === source ? 'english' : tongues.standing(shown.code, [scope], practice));
  return { shown, spoken: { wanted, standing, languages: tongues.languages, of } };
}

/** Texts of the frame around every open page, and of what can stand in it in place of any page. */
export const frameScopes = ['open', 'errors', 'carry'] as const;

/** A part of a page on which somebody's safety hangs: in English where nobody has checked it, whatever the rest of the page may be shown in. */
export function gravely(ask: { readonly say: Say; readonly spoken?: Spoken }, scope: string, part: (say: Say) => Html): Html {
  const how = ask.spoken?.of(scope);
  if (how !== 'withheld' && how !== 'missing') return part(ask.say);
  return html`<div lang="en" dir="ltr">${part(english)}</div>`;
}
