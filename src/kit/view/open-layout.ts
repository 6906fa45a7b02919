// The frame of pages that anybody may open: the way out first, then the language by its own name; light, neutral, and whole without scripts.
import type { Say } from '#base/words.ts';
import type { Spoken } from './spoken.ts';
import { html, nothing, raw, when, type Html } from './html.ts';
import { practiceWords, type Content, type Frame, type Language, type OpenForm } from './layout.ts';
import { skipLink } from './govuk.ts';
import { wordsOf } from './words-only.ts';

export type OpenFrame = Frame & {
  readonly spoken: Spoken;
  /** Where the way out leads: an address of ours that ends the visit and clears the browser. */
  readonly leave: string;
  /** Nothing but the words, for the reader that a phone brings. */
  readonly wordsOnly: boolean;
  /** It answers what was sent, and stands under no address: whoever went elsewhere from it would lose it. So it offers no other form of itself. */
  readonly answers: boolean;
};

export function openLayout(frame: OpenFrame, content: Content): Html {
  const { say } = frame;
  return html`<!DOCTYPE html>
<html lang="${frame.lang}" dir="${frame.dir}" class="govuk-template">
<head>
<meta charset="utf-8">
<title>${content.error ? `${say('open.error', 'Error:')} ` : ''}${content.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
${when(frame.practice, raw`<meta name="robots" content="noindex, nofollow">`)}
<link rel="icon" href="${frame.assets}/plain.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.assets}/open.css">
</head>
<body class="govuk-template__body">
${skipLink({ href: '#main-content', text: say('open.skip', 'Skip to main content') })}
${wayOut(frame)}
${when(frame.practice, () => html`<div class="nrm-practice" role="region" aria-label="${say('open.practice', 'Practice')}"><div class="govuk-width-container"><p class="nrm-practice__text" lang="en" dir="ltr">${practiceWords((_id, words, values = {}) => words.replace('{day}', String(values['day'] ?? '')), frame.today, 'en')}</p></div></div>`)}
<div class="govuk-width-container">
${tongues(frame, content.form)}
${aloud(frame)}
<main class="govuk-main-wrapper" id="main-content" tabindex="-1">${standing(frame.spoken, say('open.draft', 'Draft: a machine wrote these words. No speaker of this language has checked them yet.'))}<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${when(content.back, () => html`<p class="govuk-body nrm-no-print"><a class="govuk-link" href="${content.back ?? ''}">${say('open.back', 'Back')}</a></p>`)}${frame.wordsOnly ? wordsOf(content.body).map((line) => html`<p class="govuk-body-l">${line}</p>`) : content.body}</div></div></main>
${foot(frame)}
</div>
<script type="module" src="${frame.assets}/open.js"></script>
</body>
</html>
`;
}

/**
 * The way out: a link to our own address, which works without scripts; with them it takes the place of this page, also after three presses of
 * Shift. For every page that holds or asks for words of somebody who may be watched.
 */
function wayOut({ say, leave }: OpenFrame): Html {
  return html`<nav class="nrm-leave" aria-label="${say('open.exit', 'Exit this page')}"><p class="nrm-leave__how" data-leave-how hidden>${say('open.exit-how', 'Or press Shift 3 times')}</p><a class="nrm-leave__link" data-leave rel="nofollow" href="${leave}">${say('open.exit', 'Exit this page')}</a><span class="govuk-visually-hidden" role="status" data-leave-more="${say('open.exit-more', 'Press Shift again to exit. Presses left: {count}')}"></span></nav>`;
}

const globe = raw`<svg class="nrm-globe" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><g fill="none" stroke="currentColor" stroke-width="2"><circle cx="12" cy="12" r="10"/><ellipse cx="12" cy="12" rx="4" ry="10"/><path d="M2 12h20"/></g></svg>`;

/**
 * On a page with a form each language is a button of that form, so that what was typed goes along to the page that answers, and no further. Without
 * scripts, or before they have come, it goes in the clear to our memory, as it would if it were sent; with them it stays in the browser (turn.js).
 */
function tongues(frame: OpenFrame, form: OpenForm | undefined): Html {
  const { say, spoken, path, answers, wordsOnly } = frame;
  const turns = wordsOnly ? undefined : form;
  if ((answers && !turns) || spoken.languages.length < 2) return nothing;
  const { wanted } = spoken;
  const other = (one: Language): Html =>
    turns
      ? html`<button type="submit" data-turn form="${turns.id}" formaction="${turns.again}?lang=${one.code}" formenctype="application/x-www-form-urlencoded" formnovalidate lang="${one.code}" dir="${one.dir}">${one.name}</button>`
      : html`<a class="govuk-link" lang="${one.code}" dir="${one.dir}" hreflang="${one.code}" href="${path}${path.includes('?') ? '&' : '?'}lang=${one.code}">${one.name}</a>`;
  return html`<nav class="nrm-tongues" aria-label="${say('open.language', 'Language')}">${turns ? first(turns) : nothing}<details><summary>${globe} ${say('open.language', 'Language')}: <bdi lang="${wanted.code}" dir="${wanted.dir}">${wanted.name}</bdi></summary>${turns ? turnWords(say, turns) : nothing}<ul>${spoken.languages.map(
    (one) => html`<li>${one === wanted ? html`<span lang="${one.code}" dir="${one.dir}" aria-current="true">${one.name}</span>` : other(one)}</li>`,
  )}</ul></details></nav>`;
}

/** Who presses Enter in a box presses the first button of its form: it must be the one that sends, and not a language. */
const first = ({ id, send }: OpenForm): Html =>
  html`<button type="submit" form="${id}" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">${send}</button>`;

/** No browser takes chosen files along from page to page; where the page stays, the script takes this sentence away. */
const turnWords = (say: Say, { files }: OpenForm): Html =>
  html`<p class="govuk-body-s" aria-live="polite" data-turn-said data-turn-failed="${say('open.language-failed', 'We could not change the language now. What you wrote is still here.')}">${when(
    files,
    html`<span data-turn-files>${say('open.language-files', 'What you wrote stays. If you chose pictures or papers, please choose them again after that.')}</span>`,
  )}</p>`;

function aloud({ say, path, wordsOnly, answers }: OpenFrame): Html {
  const [at = '/'] = path.split('?');
  const other = wordsOnly
    ? html`<a class="govuk-link" href="${at}">${say('open.whole', 'The whole page')}</a>`
    : html`<a class="govuk-link" href="${at}?words">${say('open.words', 'Only the words')}</a>`;
  return html`<nav class="nrm-tools nrm-no-print" aria-label="${say('open.aloud', 'Read aloud')}"><button type="button" class="nrm-link-button govuk-button govuk-button--secondary" data-aloud="${say('open.stop', 'Stop reading')}" hidden>${say('open.aloud', 'Read aloud')}</button> ${when(!answers, other)}</nav>`;
}

/** What is said of the words themselves. What is in English for want of a checked text is offered with somebody who interprets. */
function standing({ wanted, standing: how }: Spoken, draft: string): Html {
  if (how === 'drafted') return html`<div class="nrm-draft" role="note"><p>${draft}</p></div>`;
  if (how !== 'withheld' && how !== 'missing') return nothing;
  const english = new Intl.DisplayNames(['en'], { type: 'language' }).of(wanted.code) ?? wanted.code;
  const why = how === 'withheld' ? 'Nobody has checked our words in this language yet, so this page is in English.' : 'This page is in English only.';
  return html`<div class="nrm-draft" role="note"><p><bdi lang="${wanted.code}" dir="${wanted.dir}"><strong>${wanted.name}</strong></bdi>: ${why}</p>
<p>When you ring, say this first: <strong>“${english}. Interpreter, please.”</strong></p></div>`;
}

function foot({ say }: OpenFrame): Html {
  const links: readonly (readonly [string, string])[] = [
    ['/', say('open.start', 'Start')],
    ['/phone', say('open.phone', 'Phone numbers')],
    ['/learn', say('open.learn', 'Learn')],
  ];
  return html`<footer class="nrm-open-foot"><ul class="govuk-body-s">${links.map(([href, text]) => html`<li><a class="govuk-link" href="${href}">${text}</a></li>`)}</ul>
<p class="govuk-body-s nrm-no-print" lang="en" dir="ltr"><bdi>OpenNRM</bdi> is open-source software. It is not a government website. <a class="govuk-link" href="/disclosures">What left this service</a></p></footer>`;
}
