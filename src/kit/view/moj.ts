// The casework components of the Ministry of Justice's design library that we use, by hand: upstream ships no types.
import type { Day, Instant } from '#base/day.ts';
import { attributes, html, join, nothing, safeHref, when, type Html, type Piece } from './html.ts';

export type Link = { readonly href: string; readonly text: string; readonly current?: boolean };

export type Happening = {
  readonly title: Piece;
  /** By which organisation or role. */
  readonly by?: Piece;
  /** The day or instant, and how it reads. */
  readonly when: Day | Instant;
  readonly says: string;
  readonly body?: Piece;
  /** The law beside it: a sentence with its source. */
  readonly law?: Piece;
};

/** What happened, newest or oldest first as handed in. */
export function timeline(items: readonly Happening[], headingLevel: 2 | 3 = 2): Html {
  return html`<ol class="moj-timeline nrm-timeline">${items.map((item) => happening(item, headingLevel))}</ol>`;
}

function happening(item: Happening, level: 2 | 3): Html {
  const title = level === 2 ? html`<h2 class="moj-timeline__title">${item.title}</h2>` : html`<h3 class="moj-timeline__title">${item.title}</h3>`;
  return html`<li class="moj-timeline__item">
<div class="moj-timeline__header">${title}${when(item.by, () => html`<p class="moj-timeline__byline">${item.by}</p>`)}</div>
<p class="moj-timeline__date"><time datetime="${item.when}">${item.says}</time></p>
${when(item.body, () => html`<div class="moj-timeline__description">${item.body}</div>`)}
${when(item.law, () => html`<p class="nrm-law">${item.law}</p>`)}
</li>`;
}

export type BadgeColour = 'purple' | 'bright-purple' | 'red' | 'green' | 'blue' | 'black' | 'grey' | 'orange';

/** A word in a box: never colour alone, so the word carries the meaning. */
export function badge(text: string, colour: BadgeColour = 'blue'): Html {
  return html`<span class="moj-badge moj-badge--${colour}">${text}</span>`;
}

/** A count with the words a screen reader says after it. Nothing where the count is 0. */
export function notificationBadge(count: number, words: string): Html {
  if (count < 1) return nothing;
  const shown = count > 99 ? '99+' : String(count);
  return html`<span class="moj-notification-badge"><span aria-hidden="true">${shown}</span><span class="govuk-visually-hidden">(${count} ${words})</span></span>`;
}

export function subNavigation(label: string, items: readonly Link[]): Html {
  return html`<nav class="moj-sub-navigation" aria-label="${label}"><ul class="moj-sub-navigation__list">${items.map(
    (item) =>
      html`<li class="moj-sub-navigation__item"><a class="moj-sub-navigation__link" href="${safeHref(item.href)}"${attributes({ 'aria-current': item.current ? 'page' : undefined })}>${item.text}</a></li>`,
  )}</ul></nav>`;
}

/** The bar that stays at the top of every page of one case. */
export function identityBar(title: Piece, facts: readonly Piece[] = [], actions: Piece = nothing): Html {
  return html`<div class="moj-identity-bar"><div class="moj-identity-bar__container">
<div class="moj-identity-bar__details"><span class="moj-identity-bar__title">${title}</span>${facts.map((fact) => html` <span class="nrm-identity-fact">${fact}</span>`)}</div>
<div class="moj-identity-bar__actions">${actions}</div>
</div></div>`;
}

export type Chosen = { readonly heading: string; readonly items: readonly { readonly text: string; readonly href: string }[] };

export type FilterTexts = {
  readonly heading: string;
  readonly selected: string;
  readonly clear: string;
  readonly remove: string;
  readonly apply: string;
};

/** The filter panel: a GET form to the same page. */
export function filterPanel(texts: Pick<FilterTexts, 'heading' | 'apply'>, action: string, options: Piece): Html {
  return html`<form class="moj-filter" method="get" action="${safeHref(action)}" novalidate>
<div class="moj-filter__header"><div class="moj-filter__header-title"><h2 class="govuk-heading-m">${texts.heading}</h2></div></div>
<div class="moj-filter__content">
<div class="moj-filter__options"><button type="submit" class="govuk-button" data-module="govuk-button">${texts.apply}</button>${options}</div>
</div></form>`;
}

/** What is chosen now, as links that each take one choice away; nothing where nothing is. */
export function filterChosen(texts: Pick<FilterTexts, 'selected' | 'clear' | 'remove'>, clear: string, groups: readonly Chosen[]): Html {
  const chosen = groups.filter((group) => group.items.length > 0);
  if (chosen.length === 0) return nothing;
  return html`<div class="moj-filter__selected"><div class="moj-filter__selected-heading">
<div class="moj-filter__heading-title"><h2 class="govuk-heading-m">${texts.selected}</h2></div>
<div class="moj-filter__heading-action"><p><a class="govuk-link govuk-link--no-visited-state" href="${safeHref(clear)}">${texts.clear}</a></p></div></div>
${chosen.map(
  (group) =>
    html`<h3 class="govuk-heading-s govuk-!-margin-bottom-0">${group.heading}</h3><ul class="moj-filter-tags">${join(
      group.items.map(
        (item) =>
          html`<li><a class="moj-filter__tag" href="${safeHref(item.href)}"><span class="govuk-visually-hidden">${texts.remove}</span> ${item.text}</a></li>`,
      ),
    )}</ul>`,
)}</div>`;
}
