// Why the number of referrals changed from one quarter to the next, for staff: by which groups it rose and fell. It proves no cause.
import { addDays, quarterOf, readQuarter, type Day, type Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { table } from '#kit/view/govuk.ts';
import { html, join, nothing, type Html } from '#kit/view/html.ts';
import type { Ask } from '#kit/web/page.ts';
import type { Law } from '#law/law.ts';
import { threshold } from '#methods/disclosure/rules.ts';
import { dimensions, namingOf, type Dimension } from './quarterly/dimension.ts';
import { micro } from './quarterly/tables.ts';

export type Counted = { readonly label: string; readonly before: number; readonly now: number };
export type Contributions = {
  readonly before: string;
  readonly now: string;
  readonly whole: Counted;
  /** By each answer its groups, the largest change first; small ones stand together at the end. */
  readonly by: readonly { readonly heading: string; readonly groups: readonly Counted[] }[];
};

const answers = ['nationality', 'exploitation', 'age', 'responder'] as const;

const isFew = (people: number): boolean => people > 0 && people < threshold;

/**
 * Groups of which either quarter counts 1 to 4 are put together, and with them the next smallest until no few are left: what remains beside the others is not
 * small either. `others` names them.
 */
export function contributions(groups: readonly Counted[], others: string): readonly Counted[] {
  const inOrder = [...groups].sort((one, other) => Math.min(other.before, other.now) - Math.min(one.before, one.now) || (one.label < other.label ? -1 : 1));
  const shown = inOrder.filter(({ before, now }) => !isFew(before) && !isFew(now));
  const small = inOrder.filter((one) => !shown.includes(one));
  const together = (): Counted => ({
    label: others,
    before: small.reduce((sum, { before }) => sum + before, 0),
    now: small.reduce((sum, { now }) => sum + now, 0),
  });
  while (small.length > 0 && shown.length > 0 && (isFew(together().before) || isFew(together().now))) small.push(...shown.splice(-1));
  const largest = shown.sort((one, other) => Math.abs(other.now - other.before) - Math.abs(one.now - one.before) || (one.label < other.label ? -1 : 1));
  const { before, now } = together();
  // Where nothing is large enough beside it, of this answer nothing is shown.
  if (small.length > 0 && (isFew(before) || isFew(now))) return [];
  return small.length > 0 ? [...largest, together()] : largest;
}

/** A quarter and the one before it, both as recorded by the same moment. Needs the statistics purpose. */
export async function whyItChanged(tx: Tx, law: Law, period: string, moment: Instant, until: Day, others: string): Promise<Contributions | undefined> {
  const span = readQuarter(period);
  const before = span && quarterOf(addDays(span.first, -1));
  const earlier = before === undefined ? undefined : readQuarter(before);
  if (!span || !earlier || before === undefined) return undefined;
  const stages = law.stages.map(({ id }) => id);
  const sets = answers.map((id) => [dimensions[id].from]);
  const read = (of: typeof span) => micro(tx, 'referrals', sets, { span: of, moment, until, stages });
  const [then, now] = [await read(earlier), await read(span)];
  const naming = namingOf(law);
  const by = answers.map((id, at) => {
    const dimension: Dimension = dimensions[id];
    const groups = new Map<string, Counted>();
    for (const [which, rows] of [['before', then[at]] as const, ['now', now[at]] as const])
      for (const row of rows ?? []) {
        const { label } = dimension.category(row[dimension.from] ?? '', naming);
        const known = groups.get(label) ?? { label, before: 0, now: 0 };
        groups.set(label, { ...known, [which]: known[which] + row.people });
      }
    return { heading: dimension.heading, all: [...groups.values()] };
  });
  const sum = (of: 'before' | 'now'): number => (by[0]?.all ?? []).reduce((all, one) => all + one[of], 0);
  const whole = { label: period, before: sum('before'), now: sum('now') };
  return { before, now: period, whole, by: by.map(({ heading, all }) => ({ heading, groups: contributions(all, others) })) };
}

const mostShown = 15;

export function whyPanel({ say }: Pick<Ask, 'say'>, found: Contributions | undefined): Html {
  if (!found || found.whole.before === 0) return html`<p class="govuk-body">${say('figures.why.none', 'Nothing was counted in the quarter before.')}</p>`;
  const { before, now, whole, by } = found;
  const signed = (by: number): string => (by > 0 ? `+${by}` : String(by).replace('-', '−'));
  const heads = [before, now, say('figures.why.change', 'Change')];
  return html`<p class="govuk-body"><strong>${say('figures.why.whole', '{before} referrals in {earlier}, {now} in {period}: {change}.', { before: whole.before, earlier: before, now: whole.now, period: now, change: signed(whole.now - whole.before) })}</strong>
${say('figures.why.lead', 'Here is where the difference lies, by one answer at a time. This does not prove a cause. Groups of which few were counted stand together.')}</p>
${join(by.map(({ heading, groups }) => (groups.length === 0 ? nothing : table({ caption: heading, captionClasses: 'govuk-table__caption--m', head: [{ text: heading }, ...heads.map((text) => ({ text, format: 'numeric' }))], rows: groups.slice(0, mostShown).map((one) => [{ text: one.label }, { text: String(one.before), format: 'numeric' }, { text: String(one.now), format: 'numeric' }, { text: signed(one.now - one.before), format: 'numeric' }]) }))))}`;
}
