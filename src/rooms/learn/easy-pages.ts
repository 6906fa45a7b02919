// Easy Read: one thought a line, with a picture of our own beside it.
import type { Say } from '#base/words.ts';
import { html, raw, when, type Html } from '#kit/view/html.ts';
import { page, type PageReply } from '#kit/web/page.ts';
import { tellPaths } from '#kit/web/plain.ts';
import { numberLink } from '#kit/view/number-link.ts';

/** Drawn in lines on a grid of 24. They say nothing that the words do not say. */
const pictures = {
  person: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><circle cx="12" cy="6" r="4"/><path d="M4 22c0-6 3-10 8-10s8 4 8 10"/></g></svg>`,
  lock: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><rect x="4" y="10" width="16" height="12"/><path d="M8 10V7a4 4 0 0 1 8 0v3M12 15v3"/></g></svg>`,
  money: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><rect x="2" y="6" width="20" height="12"/><circle cx="12" cy="12" r="3"/><path d="M3 3l18 18" stroke="#ca3535"/></g></svg>`,
  papers: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><rect x="5" y="2" width="14" height="20" rx="1"/><circle cx="12" cy="9" r="3"/><path d="M8 16h8M8 19h8"/></g></svg>`,
  hand: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><path d="M8 12V5a1.5 1.5 0 0 1 3 0v6V3.500a1.500 1.500 0 0 1 3 0V11V5a1.500 1.500 0 0 1 3 0v9c0 5-2 8-6 8s-5-2-7-6l-1.500-3.500c-.5-1.500 1.500-2 2.500-.5z"/></g></svg>`,
  phone: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><rect x="6" y="1" width="12" height="22" rx="2"/><path d="M6 5h12M6 18h12"/><circle cx="12" cy="20.500" r=".5"/></g></svg>`,
  talk: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><path d="M2 4h20v12H11l-5 5v-5H2z"/><path d="M6 8h12M6 12h8"/></g></svg>`,
  house: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0b0c0c" stroke-width="1.5"><path d="M2 12L12 3l10 9M5 10v12h14V10M10 22v-7h4v7"/></g></svg>`,
  tick: raw`<svg viewBox="0 0 24 24" aria-hidden="true"><g fill="none" stroke="#0f7a52" stroke-width="2"><circle cx="12" cy="12" r="10"/><path d="M7 12l4 4 7-8"/></g></svg>`,
} as const;

export function easyPage(say: Say, number: string | null): PageReply {
  const title = say('easy.title', 'Easy Read');
  const line = (picture: keyof typeof pictures, text: string | Html): Html => html`<li>${pictures[picture]}<div>${text}</div></li>`;
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1><ul class="nrm-easy">
${line('person', say('easy.use', 'Some people use others to make money.'))}
${line('lock', say('easy.free', 'They do not let them go.'))}
${line('money', say('easy.pay', 'They do not pay them.'))}
${line('papers', say('easy.papers', 'They take their passport.'))}
${line('hand', say('easy.hurt', 'They hurt them, or say they will.'))}
${line('tick', say('easy.fault', 'If this is you: it is not your fault.'))}
${line('talk', html`<a class="govuk-link" href="${tellPaths.seen}">${say('easy.tell', 'You can tell us.')}</a> ${say('easy.name', 'You do not have to say your name.')}`)}
${when(number, () => line('phone', html`${say('easy.danger', 'In danger now?')} ${numberLink(say('open.ring', 'Ring {number}', { number: number ?? '' }), number ?? '')}`))}
${line('house', say('easy.help', 'There is help. You can get a safe place to sleep.'))}
</ul>`,
    { back: '/learn' },
  );
}
