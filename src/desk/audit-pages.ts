// Who read and wrote what: the auditor's page. Codes only; no answer is ever shown here.
import { readReference } from '#base/id.ts';
import type { Kit } from '#kit/kit.ts';
import { byReference } from '#kit/store/files.ts';
import { headOf, latestLeaves, leavesOf, recheck, type Leaf } from '#kit/store/log.ts';
import { button, input, summaryList } from '#kit/view/govuk.ts';
import { html, nothing, when, type Html } from '#kit/view/html.ts';
import { badge } from '#kit/view/moj.ts';
import { checksLately } from '#rooms/protection/store.ts';
import { page, type Reply, type Route, type Staff } from '#kit/web/page.ts';

const most = 100;

/** `organisation` says a code's name. */
export function auditPages(kit: Kit, organisation: (code: string) => string): Route[] {
  return [
    {
      method: 'GET',
      path: '/audit',
      who: ['auditor'],
      why: 'Who read and wrote what, and whether the log is whole',
      act: (ask) => show(kit, organisation, ask),
    },
  ];
}

async function show(kit: Kit, organisation: (code: string) => string, ask: Staff): Promise<Reply> {
  const { say, query } = ask;
  const typed = query['reference'] ?? '';
  const reference = readReference(typed);
  const wrong =
    typed !== '' && !reference ? say('search.bad-reference', 'A reference is three groups of four letters and numbers, such as K7QD-0M2P-XW9T') : undefined;
  const found = await kit.db.as(ask.actor, 'audit', async (tx) => {
    const file = reference && (await byReference(tx, reference, 'any'));
    const leaves = reference ? (file ? await leavesOf(tx, file.id) : []) : await latestLeaves(tx, most);
    return { leaves, checks: await checksLately(tx), head: await headOf(tx), broken: query['check'] === 'yes' ? await recheck(tx) : undefined };
  });
  const title = say('audit.title', 'Who read and wrote what');
  const body = html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('audit.lead', 'Every reading and writing leaves one line. The lines stand in a tree, so that none can be changed or left out unseen.')}</p>
${summaryList({
  rows: [
    { key: { text: say('audit.size', 'Lines in the tree') }, value: { text: String(found.head.size) } },
    { key: { text: say('audit.root', 'Its fingerprint') }, value: { html: html`<code class="nrm-said">${found.head.root.toString('hex')}</code>` } },
    {
      key: { text: say('audit.checks', 'Codes of letters that strangers asked for, in thirty days') },
      value: {
        text: say('audit.checks.how', '{asked}, of which {wrong} were of no letter in force', {
          asked: found.checks.asked,
          wrong: found.checks.asked - found.checks.valid,
        }),
      },
    },
    { key: { text: say('audit.whole', 'Is it whole?') }, value: { html: wholeness(ask, found.broken) } },
  ],
})}
<form method="get" action="/audit" novalidate>${input({
    name: 'reference',
    id: 'reference',
    label: { text: say('audit.of', 'Only one case: its reference') },
    classes: 'govuk-input--width-20',
    value: typed,
    ...(wrong ? { errorMessage: { text: wrong } } : {}),
  })}${button({ text: say('audit.show', 'Show'), classes: 'govuk-button--secondary' })}</form>
${leafTable(ask, found.leaves, organisation)}`;
  return page(title, body, { wide: true, ...(wrong ? { status: 400 } : {}) });
}

function wholeness({ say }: Staff, broken: readonly number[] | undefined): Html {
  if (!broken) return html`<a class="govuk-link" href="/audit?check=yes">${say('audit.check', 'Read it all again and see')}</a>`;
  if (broken.length === 0) return badge(say('audit.intact', 'Read again: nothing was changed'), 'green');
  return html`${badge(say('audit.changed', 'Changed'), 'red')} ${say('audit.places', 'at these places: {places}', { places: broken.slice(0, 50).join(', ') })}`;
}

function leafTable({ say }: Staff, leaves: readonly Leaf[], organisation: (code: string) => string): Html {
  if (leaves.length === 0) return html`<p class="govuk-body">${say('audit.none', 'No line yet.')}</p>`;
  const heads = [
    say('audit.when', 'When'),
    say('audit.who', 'Role'),
    say('audit.where', 'Organisation'),
    say('audit.purpose', 'Purpose'),
    say('audit.what', 'What'),
    say('audit.placed', 'In the tree'),
  ];
  return html`<table class="govuk-table nrm-stack"><caption class="govuk-table__caption govuk-table__caption--m">${say('audit.lines', 'Lines')}</caption>
<thead class="govuk-table__head"><tr>${heads.map((text) => html`<th scope="col" class="govuk-table__header">${text}</th>`)}</tr></thead>
<tbody>${leaves.map((leaf) => {
    const cells = [
      leaf.at.slice(0, 19).replace('T', ' '),
      leaf.role,
      organisation(leaf.organisation),
      leaf.purpose,
      leaf.what.join(', '),
      leaf.position === null ? say('audit.waits', 'Waits') : String(leaf.position),
    ];
    return html`<tr class="govuk-table__row">${cells.map((text, i) => html`<td class="govuk-table__cell" data-label="${heads[i] ?? ''}">${text}</td>`)}</tr>`;
  })}</tbody></table>${when(leaves.length >= most, nothing)}`;
}
