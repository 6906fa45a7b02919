// Reads the labels of the published tables as codes of the United Kingdom's lists.
import type { Item } from '#base/list.ts';
import { day, type Day } from '#base/day.ts';
import { readExploitation } from '#countries/uk/exploitation.ts';
import { readPublished } from '#countries/uk/nationalities.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { Codes, Responder } from './cells.ts';

/** Organisations that existed on a day of the tables; of a published label that stands for many, all of them. */
const on: Day = day('2023-12-31');

export function codesOf(law: Law): Codes {
  const organisations = law.lists['organisations'];
  const genders = law.lists['genders'];
  if (!organisations || !genders) throw new Error(`${law.country} has no list of organisations or genders`);
  const byLabel = new Map<string, Item[]>();
  for (const item of organisations.items) {
    const label = `${item.in?.['type']} / ${item.in?.['published']}`;
    byLabel.set(label, [...(byLabel.get(label) ?? []), item]);
  }
  const known = new Map<string, readonly Responder[]>();
  const responders = (type: string, label: string): readonly Responder[] => {
    const found = byLabel.get(`${type} / ${label}`) ?? [];
    const may = found.filter((item) => mayRefer(law, item) && (!item.from || item.from <= on) && (!item.until || item.until >= on));
    if (may.length === 0) throw new Error(`no organisation that may refer is published as "${label}" (${type})`);
    return may.map((item) => ({ code: item.code, kind: item.in?.['kind'] ?? '', nation: item.in?.['nation'] ?? null, force: item.in?.['force'] ?? null }));
  };
  return {
    responders: (type, label) => {
      const key = `${type} / ${label}`;
      const found = known.get(key) ?? responders(type, label);
      known.set(key, found);
      return found;
    },
    exploitation: readExploitation,
    nationalities: readPublished,
    gender: (label) => {
      const found = genders.items.find((item) => item.label === label);
      if (!found) throw new Error(`no gender is published as "${label}"`);
      return found.code;
    },
  };
}

function mayRefer(law: Law, item: Item): boolean {
  const nation = item.in?.['nation'] ?? 'england';
  const kinds = inForce(law.mayRefer, on, nation).value;
  return kinds.includes(item.in?.['kind'] ?? '') || kinds.includes(item.code);
}
