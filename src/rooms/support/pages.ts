// People in support, as a support worker sees them: since when, until when at least and why; no reasons, no account, no case.
import { readDay } from '#base/day.ts';
import { fileId } from '#base/id.ts';
import { supportPeriod, supportStream, type Support } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { html, when, type Html } from '#kit/view/html.ts';
import { longDay } from '#kit/view/layout.ts';
import { whyThisDay } from '#kit/view/why-this-day.ts';
import { page, type PageReply, type Route, type Staff } from '#kit/web/page.ts';
import { inSupport, type After, type Listed } from './store.ts';

const perPage = 25;

export function supportPages(kit: Kit): Route[] {
  return [
    {
      method: 'GET',
      path: '/support',
      who: ['support-worker', 'support-manager'],
      why: 'Who is in support, since when and until when at least',
      act: (ask) => list(kit, ask),
    },
  ];
}

type Shown = Listed & { readonly state: Support };

async function list(kit: Kit, ask: Staff): Promise<PageReply> {
  const { say } = ask;
  const { rows, more } = await kit.db.as(ask.actor, 'support', async (tx) => {
    const found = await inSupport(tx, { after: cursor(ask.query['after']), most: perPage + 1 });
    const first = found.slice(0, perPage);
    const records = await kit.ledger.loadEach(
      tx,
      supportStream,
      first.map((one) => one.file),
    );
    const rows = first.map((one): Shown => ({ ...one, state: records.get(one.file)?.state ?? supportStream.start }));
    return { rows, more: found.length > perPage };
  });
  const last = rows.at(-1);
  const title = say('support.title', 'People in support');
  return page(
    title,
    html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('support.what', 'The longest in support come first. Support has a record of its own: its reference is not that of the case, and what was told for the decision does not stand here.')}</p>
${when(ask.actor.role === 'support-worker', () => html`<p class="govuk-body"><a class="govuk-link" href="/begin">${say('begin.title', 'Help that cannot wait')}</a></p>`)}
${rows.length === 0 ? html`<p class="govuk-body">${say('support.none', 'Nobody here now.')}</p>` : table(kit, ask, rows)}
${when(more && last, () => html`<nav aria-label="${say('support.pages', 'Further people')}"><a class="govuk-link govuk-body" rel="next" href="/support?after=${last?.since ?? ''}.${last?.file ?? ''}">${say('support.more', 'Next {count}', { count: perPage })}</a></nav>`)}`,
    { wide: true },
  );
}

function cursor(text: string | undefined): After | null {
  const [since, file] = (text ?? '').split('.');
  const day = readDay(since ?? '');
  const id = fileId(file ?? '');
  return day && id ? { since: day, file: id } : null;
}

function table(kit: Kit, ask: Staff, rows: readonly Shown[]): Html {
  const { say, lang } = ask;
  const heads = [say('support.record', 'Support record'), say('support.since', 'Since'), say('support.until', 'Until'), say('support.nation', 'Nation')];
  const cell = (at: number, inside: Html | string) => html`<td class="govuk-table__cell" data-label="${heads[at] ?? ''}">${inside}</td>`;
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-visually-hidden">${say('support.title', 'People in support')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead>
<tbody>${rows.map(
    (
      row,
    ) => html`<tr class="govuk-table__row"><th scope="row" class="govuk-table__header nrm-reference" data-label="${heads[0] ?? ''}">${ask.actor.role === 'support-worker' ? html`<a class="govuk-link" href="/support/${row.reference}">${row.reference}</a>` : row.reference}</th>
${cell(1, longDay(row.since, lang))}${cell(2, until(kit, ask, row.state))}${cell(3, kit.law.nations.find((one) => one.code === row.state.nation)?.name ?? row.state.nation)}</tr>`,
  )}</tbody></table>`;
}

/** The last day by the clock, in the words of its nation: a day that support cannot end before, or one it runs to at most. */
function until(kit: Kit, ask: Staff, state: Support): Html {
  const { say, lang, today } = ask;
  if (state.because === 'emergency') return html`${say('support.until-needed', 'As long as it is needed: help in an emergency does not wait for a decision')}`;
  const period = supportPeriod(state, kit.law);
  if (!period) return html`${say('support.no-day', 'The law held here names no day.')}`;
  const day = longDay(period.due, lang);
  const words =
    period.runs === 'earlier'
      ? say('support.until-earlier', '{day}, or the final decision where that comes first', { day })
      : period.due < today
        ? say('support.until-decision', 'The final decision, and what follows it. At least until {day} was owed', { day })
        : say('support.until-later', 'At least {day}, and on until the final decision', { day });
  return html`${words} ${whyThisDay(period, ask)}`;
}
