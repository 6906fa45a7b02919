// What a reader sees of one period: charts with the same numbers beside them, and our table next to the published one.
import type { Say } from '#base/words.ts';
import { barChart, type Bar } from '#kit/view/chart.ts';
import { insetText, table } from '#kit/view/govuk.ts';
import { html, join, nothing, when, type Html } from '#kit/view/html.ts';
import { sumsBy, supportMoves, totalOf, type ExactTables, type Table } from './exact.ts';
import type { SupportMove } from './support.ts';
import type { PublishedCell } from './tables.ts';

/** Longer lists end in one bar for all others, so that a page stays readable. */
const mostBars = 15;

function bars(of: Table, column: string, others: string): readonly Bar[] {
  const sums = sumsBy(of, column);
  const shown = sums.slice(0, mostBars).map((one) => ({ label: one.label, value: one.people }));
  const left = sums.slice(mostBars).reduce((sum, one) => sum + one.people, 0);
  return left > 0 ? [...shown, { label: others, value: left }] : shown;
}

/** Every chart of referrals. */
export function referralCharts(tables: ExactTables, say: Say): Html {
  const { detail, places } = tables;
  if (totalOf(detail) === 0) return html`<p class="govuk-body">${say('figures.none', 'No referral was sent in this period.')}</p>`;
  const unit = say('figures.referrals', 'Referrals');
  const others = say('figures.others', 'All others');
  const chart = (id: string, of: Table, column: string, title: string, category: string): Html => {
    const shown = bars(of, column, others);
    const [first] = shown;
    const says = say('figures.says', '{title}. Most: {label}, {people} of {total}.', {
      title,
      label: first?.label ?? '',
      people: first?.value ?? 0,
      total: totalOf(of),
    });
    return barChart({ id, title, says, category, table: say('figures.chart', 'Chart: {title}', { title }) }, unit, shown);
  };
  return join([
    chart(
      'by-type',
      detail,
      'first_responder_type',
      say('figures.by-type', 'Referrals by kind of first responder'),
      say('figures.type', 'Kind of organisation'),
    ),
    chart('by-responder', detail, 'first_responder', say('figures.by-responder', 'Referrals by first responder'), say('figures.responder', 'Organisation')),
    chart(
      'by-exploitation',
      detail,
      'exploitation_type',
      say('figures.by-exploitation', 'Referrals by kind of exploitation'),
      say('figures.exploitation', 'Exploitation'),
    ),
    chart('by-age', detail, 'age_at_exploitation', say('figures.by-age', 'Referrals by age at exploitation'), say('figures.age', 'Age at exploitation')),
    chart('by-gender', detail, 'gender', say('figures.by-gender', 'Referrals by gender'), say('figures.gender', 'Gender')),
    chart('by-nationality', detail, 'nationality', say('figures.by-nationality', 'Referrals by nationality'), say('figures.nationality', 'Nationality')),
    chart(
      'by-place',
      places,
      'location_of_exploitation',
      say('figures.by-place', 'Referrals by place of exploitation'),
      say('figures.place', 'Place of exploitation'),
    ),
  ]);
}

/** Decisions as a chart a stage, with outcomes by age in a table. */
export function decisionCharts(tables: ExactTables, stages: readonly string[], say: Say): Html {
  return join(
    stages.map((stage, i) => {
      const rows = tables.decisions.rows.filter((row) => row.cells[0] === stage);
      if (rows.length === 0)
        return html`<p class="govuk-body">${say('figures.no-decision', 'No first decision of this stage was made in this period: {stage}.', { stage })}</p>`;
      const title = say('figures.by-outcome', 'First decisions: {stage}', { stage });
      const shown = rows.map((row) => ({ label: `${row.cells[1] ?? ''}: ${row.cells[2] ?? ''}`, value: row.people }));
      const total = rows.reduce((sum, row) => sum + row.people, 0);
      const positive = rows.filter((row) => row.cells[2] === 'Positive').reduce((sum, row) => sum + row.people, 0);
      const says = say('figures.outcome-says', '{total} first decisions, of which {positive} were positive.', { total, positive });
      return barChart(
        {
          id: `decisions-${i + 1}`,
          title,
          says,
          category: say('figures.age-outcome', 'Age at exploitation and outcome'),
          table: say('figures.chart', 'Chart: {title}', { title }),
        },
        say('figures.decisions', 'Decisions'),
        shown,
      );
    }),
  );
}

/** Who was in support, as four numbers that must balance and a picture of each. */
export function supportCharts({ support }: ExactTables, say: Say): Html {
  if (totalOf(support) === 0) return html`<p class="govuk-body">${say('figures.no-support', 'Nobody was in support in this period.')}</p>`;
  const of = (move: SupportMove): Table => ({ ...support, rows: support.rows.filter((row) => row.cells[0] === supportMoves[move]) });
  const many = (move: SupportMove): number => totalOf(of(move));
  const titles: Readonly<Record<SupportMove, string>> = {
    start: say('figures.support-start', 'In support at the start'),
    opened: say('figures.support-opened', 'Support that began, by why'),
    ended: say('figures.support-ended', 'Support that ended, by why'),
    end: say('figures.support-end', 'In support at the end, by nation'),
  };
  const chart = (move: SupportMove, column: string): Html =>
    barChart(
      {
        id: `support-${move}`,
        title: titles[move],
        says: say('figures.support-says', '{total} support records.', { total: many(move) }),
        category: column === 'nation' ? say('figures.nation', 'Nation') : say('figures.support-why', 'Why'),
        table: say('figures.chart', 'Chart: {title}', { title: titles[move] }),
      },
      say('figures.support-records', 'Support records'),
      bars(of(move), column, say('figures.others', 'All others')),
    );
  const sum = say('figures.support-sum', '{start} at the start, {opened} began, {ended} ended, {end} at the end.', {
    start: many('start'),
    opened: many('opened'),
    ended: many('ended'),
    end: many('end'),
  });
  return html`<p class="govuk-body">${sum}</p>${many('opened') > 0 ? chart('opened', 'kind') : nothing}${many('ended') > 0 ? chart('ended', 'kind') : nothing}${many('end') > 0 ? chart('end', 'nation') : nothing}`;
}

export function notificationChart(tables: ExactTables, say: Say): Html {
  const total = totalOf(tables.notifications);
  if (total === 0) return html`<p class="govuk-body">${say('figures.no-notification', 'No notification was sent in this period.')}</p>`;
  const title = say('figures.by-notified', 'Notifications without a name, by nationality');
  return barChart(
    {
      id: 'by-notified',
      title,
      says: say('figures.notified-says', '{total} notifications. They are counted apart from referrals.', { total }),
      category: say('figures.nationality', 'Nationality'),
      table: say('figures.chart', 'Chart: {title}', { title }),
    },
    say('figures.notifications', 'Notifications'),
    bars(tables.notifications, 'nationality', say('figures.others', 'All others')),
  );
}

export type Words = { readonly age: (code: string) => string; readonly place: (code: string) => string };

/** Age by place, ours and the published number side by side, and a sentence for every cell in which they differ. */
export function besidePublished(tables: ExactTables, published: readonly PublishedCell[], words: Words, say: Say): Html {
  const cells = published.filter((cell) => cell.series === 'age-place');
  if (cells.length === 0) return nothing;
  const ours = (cell: PublishedCell): number =>
    tables.places.rows.find((row) => row.cells[0] === words.age(cell.age) && row.cells[1] === words.place(cell.code))?.people ?? 0;
  const different = cells.filter((cell) => ours(cell) !== cell.people);
  const total = { ours: totalOf(tables.places), published: cells.reduce((sum, cell) => sum + cell.people, 0) };
  const number = (text: number) => ({ text, format: 'numeric' });
  return html`${table({
    caption: say('figures.beside-caption', 'Referrals by age at exploitation and place of exploitation: here, and as published'),
    captionClasses: 'govuk-table__caption--s',
    firstCellIsHeader: true,
    head: [
      { text: say('figures.age-place', 'Age at exploitation and place') },
      { text: say('figures.here', 'Here'), format: 'numeric' },
      { text: say('figures.published', 'Published'), format: 'numeric' },
    ],
    rows: [
      ...cells.map((cell) => [{ text: `${words.age(cell.age)}: ${words.place(cell.code)}` }, number(ours(cell)), number(cell.people)]),
      [{ text: say('figures.total', 'Total') }, number(total.ours), number(total.published)],
    ],
  })}
${when(different.length > 0, () => differences(different, ours, words, say))}`;
}

function differences(cells: readonly PublishedCell[], ours: (cell: PublishedCell) => number, words: Words, say: Say): Html {
  const lines = cells.map((cell) => {
    const values = {
      age: words.age(cell.age),
      place: words.place(cell.code),
      here: ours(cell),
      published: cell.people,
      by: Math.abs(cell.people - ours(cell)),
    };
    return html`<li>${
      ours(cell) < cell.people
        ? say('figures.fewer', '{age}, {place}: {here} here, {published} published: {by} fewer.', values)
        : say('figures.more', '{age}, {place}: {here} here, {published} published: {by} more.', values)
    }</li>`;
  });
  const child = cells.length === 1 && cells[0]?.age === 'child' && cells[0].people - ours(cells[0]) === 1;
  return insetText({
    html: html`${
      child
        ? html`<p class="govuk-body"><strong>${say('figures.missing-child', 'One person is missing here, and that person is a child.')}</strong> ${say('figures.missing-why', 'The published table by age and place counts one child more than the published detail by first responder, exploitation and nationality, from which this practice caseload is made. The detail does not say who referred that child, so nobody was invented to fill the gap. Which place the child belongs to is not known either: the largest is left one short.')}</p>`
        : html`<p class="govuk-body">${say('figures.differ-why', 'The published tables were counted on different days, and a later count leaves duplicates out. This practice caseload is made from the detail by first responder, exploitation and nationality; where that detail has more people than the table by age and place, their place is not specified.')}</p>`
    }<ul class="govuk-list govuk-list--bullet">${lines}</ul>`,
  });
}
