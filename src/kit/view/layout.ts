// The frame of every page: wordmark, practice banner, who you are, where you can go, languages, footer.
import type { Say } from '#base/words.ts';
import { dayOf, instant, type Day } from '#base/day.ts';
import { backLink, languageNavigation, serviceNavigation, skipLink } from './govuk.ts';
import { html, nothing, when, type Html } from './html.ts';
import type { Link } from './moj.ts';

/** One language of the switch: its code, its name in its own script, and the way it runs. */
export type Language = { readonly code: string; readonly name: string; readonly dir: 'ltr' | 'rtl' };

export const languages: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'cy', name: 'Cymraeg', dir: 'ltr' },
  { code: 'ar', name: 'العربية', dir: 'rtl' },
];

/** What must be seen wherever one is: its words say the count, and it leads to where something can be done. */
export type Notice = { readonly href: string; readonly text: string; readonly count: number; readonly also?: Notice | null };

export type Frame = {
  readonly say: Say;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly practice: boolean;
  readonly today: Day;
  /** Folder of the stylesheet and scripts, with their fingerprint. */
  readonly assets: string;
  /** This page's own address, for the language switch. */
  readonly path: string;
  readonly navigation: readonly Link[];
  /** Who is at the desk; null where nobody is signed in. */
  readonly person: { readonly name: string; readonly what: string } | null;
  /** The hidden field for the sign-out form. */
  readonly token: Html;
  readonly notice?: Notice | null;
  /** Who is here signed in, and was not chosen from a list. */
  readonly real?: boolean;
  /** Which key does what (keys.js); nothing where shortcuts are off. */
  readonly keys?: string | null;
  /** In how many seconds this visit ends if no page is asked for; null where nothing is said of it. */
  readonly idle?: number | null;
};

/**
 * The form of an open page: its id, where it is posted to be shown again in another language, what its own button says, and whether it takes files.
 */
export type OpenForm = { readonly id: string; readonly again: string; readonly send: string; readonly files: boolean };

export type Content = {
  readonly title: string;
  readonly body: Html;
  readonly error?: boolean;
  readonly back?: string;
  readonly wide?: boolean;
  /** On an open page: the form that is filled in here. */
  readonly form?: OpenForm;
};

/** The browser's title: what is wrong first, then the page, then the service; never a name or a reference of a person. */
export function titleOf(frame: Frame, content: Content): string {
  const prefix = content.error ? frame.say('layout.error', 'Error:') + ' ' : '';
  return `${prefix}${content.title} – OpenNRM`;
}

export function layout(frame: Frame, content: Content): Html {
  const { say } = frame;
  return html`<!DOCTYPE html>
<html lang="${frame.lang}" dir="${frame.dir}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${titleOf(frame, content)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="theme-color" content="#0b4f55">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${frame.assets}/mark.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.assets}/style.css">
</head>
<body class="govuk-template__body"${when(frame.keys, () => html` data-keys="${frame.keys ?? ''}"`)}>
<script src="${frame.assets}/begin.js"></script>
${skipLink({ href: '#main-content', text: say('layout.skip', 'Skip to main content') })}
<header class="nrm-header">
<div class="govuk-width-container nrm-header__inner">
<a class="nrm-wordmark" href="/"><span class="nrm-wordmark__open">Open</span><span class="nrm-wordmark__nrm">NRM</span></a>
${who(frame)}
</div>
</header>
${banner(frame)}
${alarm(frame)}
${navigation(frame)}
<div class="govuk-width-container">
<div class="nrm-above">${content.back ? html`<nav aria-label="${say('layout.back', 'Back')}">${backLink({ href: content.back, text: say('layout.back', 'Back') })}</nav>` : nothing}${switcher(frame)}</div>
<main class="govuk-main-wrapper" id="main-content" tabindex="-1">
${content.wide ? content.body : html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content.body}</div></div>`}
</main>
</div>
${footer(frame)}
<script type="module" src="${frame.assets}/app.js"></script>
</body>
</html>
`;
}

function who(frame: Frame): Html {
  const { say, person } = frame;
  if (!person) return nothing;
  return html`<div class="nrm-who"><bdi class="nrm-who__name">${person.name}</bdi><bdi class="nrm-who__what">${person.what}</bdi>
<form method="post" action="/sign-out" class="nrm-who__form" novalidate>${frame.token}<button type="submit" class="nrm-link-button">${
    frame.practice && !frame.real ? say('layout.change', 'Change who you are') : say('layout.sign-out', 'Sign out')
  }</button></form></div>`;
}

/** Also printed: nobody may take a practice page for a real one. */
function banner(frame: Frame): Html {
  if (!frame.practice) return nothing;
  const { say } = frame;
  return html`<div class="nrm-practice" role="region" aria-label="${say('layout.practice', 'Practice')}"><div class="govuk-width-container"><p class="nrm-practice__text">${practiceWords(say, frame.today, frame.lang)}</p></div></div>`;
}

function alarm({ say, notice }: Frame): Html {
  if (!notice) return nothing;
  const all: Notice[] = [];
  for (let one: Notice | null | undefined = notice; one; one = one.also) all.push(one);
  return html`<div class="nrm-alarm nrm-no-print" role="region" aria-label="${say('layout.alarm', 'Alarm')}"><div class="govuk-width-container">${all.map((one) => html`<p class="nrm-alarm__text"><a class="nrm-alarm__link" href="${one.href}">${one.text}</a></p>`)}</div></div>`;
}

/** Stands on every page, print and export of a practice installation. */
export function practiceWords(say: Say, today: Day, lang: string): Html {
  return html`<strong>${say('layout.practice-nobody', 'Practice: nobody here is real.')}</strong> ${pretendedDay(say, today, lang)}`;
}

/** Nothing where the day is the real one: a trial of real sign-in pretends no day. */
export function pretendedDay(say: Say, today: Day, lang: string): string {
  if (today === dayOf(instant(new Date().toISOString()))) return '';
  return say('layout.practice-today', 'Today is pretended to be {day}.', { day: longDay(today, lang) });
}

function navigation(frame: Frame): Html {
  if (frame.navigation.length === 0) return nothing;
  const { say } = frame;
  return serviceNavigation({
    classes: 'nrm-navigation',
    navigationLabel: say('layout.menu', 'Menu'),
    menuButtonText: say('layout.menu', 'Menu'),
    navigation: frame.navigation.map((link) => ({ href: link.href, text: link.text, active: link.current === true })),
  });
}

export function switcher(frame: Frame): Html {
  return languageNavigation({
    ariaLabel: frame.say('layout.language', 'Language'),
    items: languages.map((language) => ({
      text: language.name,
      lang: language.code,
      dir: language.dir,
      ...(language.code === frame.lang ? { current: true } : { href: `${frame.path}${frame.path.includes('?') ? '&' : '?'}lang=${language.code}` }),
    })),
  });
}

/** Said on the page itself; the script makes a warning of it two minutes before (idle.js). */
function idle({ say, idle, token }: Frame): Html {
  if (idle === null || idle === undefined) return nothing;
  const minutes = Math.max(1, Math.floor(idle / 60));
  return html`<form method="post" action="/still-here" class="nrm-idle nrm-no-print" data-idle="${idle}" data-soon="${say('idle.soon', 'Your visit ends in two minutes')}" data-soon-why="${say('idle.soon-why', 'Nobody has done anything here for a while. If somebody else could see this screen, sign out.')}" data-stay="${say('idle.stay', 'I am still here')}" data-over="${say('idle.over', 'Your visit has ended')}" data-over-why="${say('idle.over-why', 'Nothing you typed is lost. Press the page’s own button: you are asked to sign in, and then it goes on.')}" data-close="${say('idle.close', 'Back to the page')}" novalidate>${token}
<p class="govuk-body-s">${say('idle.says', 'This visit ends after {minutes} minutes without a page. Nothing you typed is lost then: sign in again and carry on.', { minutes })}</p></form>`;
}

function footer(frame: Frame): Html {
  const { say } = frame;
  return html`<footer class="nrm-footer"><div class="govuk-width-container">${idle(frame)}
<p class="govuk-body-s"><strong><bdi>OpenNRM</bdi></strong> ${say('layout.what', 'is open-source software for a National Referral Mechanism. It is not a government website.')}</p>
<p class="govuk-body-s"><a class="govuk-footer__link" href="/disclosures">${say('published.title', 'How often facts about people left this service')}</a></p>
<p class="govuk-body-s">${say('layout.attribution', 'Published figures come from Home Office statistics and contain public sector information licensed under the')} <a class="govuk-footer__link" href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/" rel="license noreferrer">${say('layout.licence', 'Open Government Licence v3.0')}</a>.</p>
</div></footer>`;
}

/** Made once a language: to make one takes a hundred times as long as to use it, and a worklist shows hundreds of days. */
/** Days and numbers as they are written where this is used: in figures that everybody reads. */
export const localeOf = (lang: string): string => (lang === 'en' ? 'en-GB' : `${lang}-u-nu-latn`);

const longDays = new Map<string, Intl.DateTimeFormat>();

/** A day as people read it: 15 January 2024. */
export function longDay(day: Day, lang: string): string {
  const [year, month, date] = day.split('-').map(Number);
  // Western digits in every language: a due day must be readable by everyone at the desk.
  const format = longDays.get(lang) ?? new Intl.DateTimeFormat(localeOf(lang), { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' });
  longDays.set(lang, format);
  return format.format(Date.UTC(year ?? 1970, (month ?? 1) - 1, date ?? 1));
}
