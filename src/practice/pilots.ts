// Invented cases for the worked examples of "Is the pilot working?": the shape of two pilots, with effects that were planted and are named. Never written anywhere.
import { addDays, daysBetween, day, type Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import { areasOf, byForce } from '#rooms/figures/pilot/asked.ts';
import type { PilotExample } from '#rooms/figures/pilot/example.ts';
import type { InventedRow } from '#rooms/figures/pilot/store.ts';
import { momentOf } from './play.ts';
import { chance, type Chance } from './random.ts';

/** What is planted: days until each decision on average, after a least number of them, and how good the decisions are. */
type Course = {
  /** Mean days from the referral to the last decision, beyond the least. */
  readonly days: number;
  readonly least: number;
  readonly positive: number;
  /** Of negatives: asked to look at again, and of those made positive. */
  readonly asked: number;
  readonly overturned: number;
};

type Shape = {
  readonly name: string;
  readonly first: Day;
  readonly last: Day;
  /** Until when anything is known; what would come later is not there. */
  readonly until: Day;
  /** When each pilot area began, and how many cases it has in a month; every other area of the list has `elsewhere`. */
  readonly starts: ReadonlyMap<string, Day>;
  readonly monthly: number;
  readonly elsewhere: number;
  readonly child: number;
  readonly central: (sent: Day) => Course;
  readonly pilot: Course;
};

/** Panels of several professions decided in West Yorkshire and the South West from November 2015 to March 2017 (from memory, unconfirmed). */
const panels: Shape = {
  name: 'panels-2015',
  first: day('2014-09-01'),
  last: day('2017-03-31'),
  until: day('2017-12-31'),
  starts: new Map(
    ['west-yorkshire', 'avon-and-somerset', 'devon-and-cornwall', 'dorset', 'gloucestershire', 'wiltshire'].map((area) => [area, day('2015-11-01')]),
  ),
  monthly: 3,
  elsewhere: 1.6,
  child: 0.3,
  central: (sent) => ({ days: 130 + 30 * (daysBetween(day('2014-09-01'), sent) / 900), least: 45, positive: 0.6, asked: 0.15, overturned: 0.25 }),
  pilot: { days: 60, least: 45, positive: 0.6, asked: 0.15, overturned: 0.25 },
};

/** Panels of councils decide for children in some sites since June 2021, in more since early 2023. Sites are smaller than these forces. */
const children: Shape = {
  name: 'children-2021',
  first: day('2020-06-01'),
  last: day('2023-09-30'),
  until: day('2024-01-14'),
  starts: new Map([
    ['humberside', day('2021-06-01')],
    ['north-yorkshire', day('2021-06-01')],
    ['gloucestershire', day('2023-02-20')],
    ['nottinghamshire', day('2023-02-20')],
    ['essex', day('2023-02-20')],
  ]),
  monthly: 6,
  elsewhere: 1.8,
  child: 1,
  central: (sent) => ({ days: 300 + 120 * (daysBetween(day('2020-06-01'), sent) / 1200), least: 30, positive: 0.85, asked: 0.1, overturned: 0.3 }),
  pilot: { days: 60, least: 30, positive: 0.8, asked: 0.2, overturned: 0.3 },
};

const made = new Map<string, readonly InventedRow[]>();

/** Made when first asked for, and then kept: the same rows on every machine. */
function rowsOf(shape: Shape, law: Law): readonly InventedRow[] {
  const known = made.get(shape.name) ?? inventRows(shape, law);
  made.set(shape.name, known);
  return known;
}

function inventRows(shape: Shape, law: Law): readonly InventedRow[] {
  const stages = law.stages.map((stage) => stage.id);
  const rows: InventedRow[] = [];
  const random = chance(20151101, shape.name);
  const days = daysBetween(shape.first, shape.last);
  // Days are looked up: counting each anew by the calendar would take most of the time.
  const dayOf = Array.from({ length: daysBetween(shape.first, shape.until) + 1 }, (_unused, at) => addDays(shape.first, at));
  let key = 0;
  for (const { code: area } of areasOf(law)) {
    const monthly = shape.starts.has(area) ? shape.monthly : shape.elsewhere;
    for (let at = exponential(random, 30.4 / monthly); at < days; at += exponential(random, 30.4 / monthly)) {
      key += 1;
      rows.push(...oneCase({ shape, area, dayOf, stages, random }, Math.floor(at), `00000000-0000-4000-8000-${String(key).padStart(12, '0')}`));
    }
  }
  return rows;
}

const exponential = (random: Chance, mean: number): number => -Math.log(1 - random.next()) * mean;

type Making = { readonly shape: Shape; readonly area: string; readonly dayOf: readonly Day[]; readonly stages: readonly string[]; readonly random: Chance };

/** One referral as its steps would be counted. Days are numbered from the first; what lies after the last is not known yet. */
function oneCase({ shape, area, dayOf, stages, random }: Making, sent: number, id: string): readonly InventedRow[] {
  const [start, today] = [shape.starts.get(area), dayOf[sent] ?? shape.first];
  const course = start && today >= start ? shape.pilot : shape.central(today);
  const age = random.sometimes(shape.child) ? 'child' : 'adult';
  const rows: InventedRow[] = [];
  const put = (question: string, code: string, at: number): void => {
    const on = dayOf[at];
    if (on) rows.push({ id, question, code, validFrom: on, recordedFrom: momentOf(on, 720) });
  };
  put('referred', 'england', sent);
  put('police-force', area, sent);
  put('age-at-exploitation', age, sent);
  put('gender', random.sometimes(0.4) ? 'female' : 'male', sent);
  put('exploitation', random.pick(age === 'child' ? ['criminal', 'criminal', 'sexual', 'labour'] : ['labour', 'labour', 'sexual', 'domestic']), sent);
  put('exploitation-place', random.sometimes(age === 'child' ? 0.8 : 0.5) ? 'uk' : 'overseas', sent);
  const [first = '', last = ''] = [stages[0], stages.at(-1)];
  const begun = sent + Math.floor(2 + exponential(random, 6));
  const turned = stages.length > 1 && random.sometimes(0.12);
  if (stages.length > 1) put(first, turned ? 'negative' : 'positive', begun);
  if (turned) return rows;
  const [decided, ended] = [sent + Math.floor(course.least + exponential(random, course.days)), sent + Math.floor(5 + exponential(random, 2500))];
  if (ended < decided) {
    put('ended', 'withdrawn', ended);
    return rows;
  }
  const outcome = random.sometimes(course.positive) ? 'positive' : 'negative';
  put(last, outcome, decided);
  if (outcome === 'negative' && random.sometimes(course.asked)) {
    const asked = decided + 5 + random.below(25);
    put('reconsideration-asked', last, asked);
    if (random.sometimes(course.overturned)) put(`${last}-again`, 'positive', asked + 20 + random.below(60));
  }
  return rows;
}

/** The two worked examples, with the questions that their pages open with; none for a country without these areas. */
export function practicePilots(law: Law): readonly PilotExample[] {
  if (!byForce(law)) return [];
  const named = (shape: Shape, on: Day): string => [...shape.starts].flatMap(([area, start]) => (start === on ? [area] : [])).join(',');
  const second = day('2023-02-20');
  return [
    {
      id: panels.name,
      title: (say) => say('pilot.example-panels', 'Panels, 2015 to 2017: West Yorkshire and the South West'),
      note: (say) =>
        say(
          'pilot.example-panels-note',
          'Invented cases in the shape of the pilot in which panels of several professions decided, from November 2015 to March 2017. They say nothing about what that pilot did: decisions of invented panels were made to come sooner, and to be no better and no worse.',
        ),
      query: `base=2014-09-01&from=2015-11-01&to=2017-03-31&as-of=2017-12-31&pilot=${named(panels, day('2015-11-01'))}`,
      rows: () => rowsOf(panels, law),
    },
    {
      id: children.name,
      title: (say) => say('pilot.example-children', 'Panels for children, since 2021'),
      note: (say) =>
        say(
          'pilot.example-children-note',
          'Invented cases in the shape of the panels of councils that decide for children, in areas that begin in June 2021 and in February 2023. They say nothing about what those panels did: decisions of invented panels were made to come sooner, with a few more negatives. Real sites are smaller than the area of a police force, and which began in 2023 was made up.',
        ),
      query: `base=2020-06-01&from=2021-06-01&to=2023-09-30&pilot=${named(children, day('2021-06-01'))}&second=${named(children, second)}&second-from=${second}&age=child`,
      rows: () => rowsOf(children, law),
    },
  ];
}
