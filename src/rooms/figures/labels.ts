// From codes to the labels of the published tables, out of the lists of the law in force.
import { itemOf, type List } from '#base/list.ts';
import type { Law } from '#law/law.ts';

export type Labels = {
  readonly responder: (code: string) => { readonly type: string; readonly label: string };
  readonly exploitation: (types: readonly string[]) => string;
  readonly nationality: (first: string, second: string | null) => string;
  readonly gender: (code: string) => string;
  readonly age: (code: string) => string;
  readonly place: (code: string) => string;
  readonly stage: (id: string) => string;
};

export function labelsOf(law: Law): Labels {
  const listed = (id: string): List => {
    const found = law.lists[id];
    if (!found) throw new Error(`${law.country} has no list ${id}`);
    return found;
  };
  const label = (list: string) => (code: string) => itemOf(listed(list), code)?.label ?? code;
  return {
    responder: (code) => {
      const item = itemOf(listed('organisations'), code);
      return { type: item?.in?.['type'] ?? 'Not specified or unknown', label: item?.in?.['published'] ?? item?.label ?? code };
    },
    exploitation: (types) => law.exploitationLabel(types),
    nationality: (first, second) => law.nationalityLabel(second === null ? [first] : [first, second]),
    gender: label('genders'),
    age: label('ages-at-exploitation'),
    place: label('places'),
    stage: (id) => law.stages.find((stage) => stage.id === id)?.name ?? id,
  };
}
