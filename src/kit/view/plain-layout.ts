// The frame of a page that must say nothing to who looks over a shoulder: no name of the service, no menu; the way out on top.
import { dayOf, instant } from '#base/day.ts';
import { html, nothing, when, type Html } from './html.ts';
import { switcher, practiceWords, type Content, type Frame } from './layout.ts';
import { skipLink } from './govuk.ts';

export type PlainFrame = Frame & {
  readonly large: boolean;
  /** Where the way out leads; nothing on the page that it leads to. */
  readonly leave: string | null;
  readonly script: string | null;
};

export function plainLayout(frame: PlainFrame, content: Content): Html {
  const { say, leave, large, script } = frame;
  const size = `${frame.path}${frame.path.includes('?') ? '&' : '?'}text=${large ? 'usual' : 'large'}`;
  return html`<!DOCTYPE html>
<html lang="${frame.lang}" dir="${frame.dir}" class="govuk-template nrm-plain${large ? ' nrm-plain--large' : ''}">
<head>
<meta charset="utf-8">
<title>${content.error ? `${say('layout.error', 'Error:')} ` : ''}${content.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex, nofollow">
<link rel="icon" href="${frame.assets}/plain.svg" type="image/svg+xml">
<link rel="stylesheet" href="${frame.assets}/style.css">
</head>
<body class="govuk-template__body">
${skipLink({ href: '#main-content', text: say('layout.skip', 'Skip to main content') })}
${when(leave, () => html`<nav class="nrm-leave" aria-label="${say('own.leave', 'Leave now')}"><a class="nrm-leave__link" data-leave href="${leave ?? ''}">${say('own.leave', 'Leave now')}</a></nav>`)}
${when(frame.practice, () => html`<div class="nrm-practice" role="region" aria-label="${say('layout.practice', 'Practice')}"><div class="govuk-width-container"><p class="nrm-practice__text">${leave ? practiceWords(say, frame.today, frame.lang) : practiceAlone(frame)}</p></div></div>`)}
<div class="govuk-width-container">
<div class="nrm-above">${when(leave, () => html`<nav class="nrm-tools" aria-label="${say('own.tools', 'Text')}"><a class="govuk-link" href="${size}">${large ? say('own.usual-text', 'Usual text') : say('own.large-text', 'Large text')}</a> <button type="button" class="nrm-link-button" data-aloud="${say('own.stop', 'Stop reading')}" hidden>${say('own.aloud', 'Read aloud')}</button></nav>`)}${switcher(frame)}</div>
<main class="govuk-main-wrapper" id="main-content" tabindex="-1"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${when(content.back, () => html`<p class="govuk-body"><a class="govuk-link" href="${content.back ?? ''}">${say('layout.back', 'Back')}</a></p>`)}${content.body}</div></div></main>
</div>
${script ? html`<script type="module" src="${frame.assets}/${script}"></script>` : nothing}
</body>
</html>
`;
}

/** On the page one lands on, that nobody is real is said without a word of what this is. */
function practiceAlone({ say, today }: Frame): Html {
  return today === dayOf(instant(new Date().toISOString())) ? nothing : html`${say('layout.practice', 'Practice')}`;
}
