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
  readonly nation: (code: string) => string;
  /** A wide area of a nation; what no record says has a label too. */
  readonly region: (code: string) => string;
  /** Why support ended, as who ended it said by the country's list; a country without one has none. */
  readonly exit: (code: string) => string | undefined;
};

const coarseType = 'type:';

/** The wider code that takes a code's place when counts are made coarse (data.md 6): of an organisation its type. Others are wide already. */
export function widerCode(law: Law): (question: string, code: string) => string {
  return (question, code) => {
    const list = law.lists['organisations'];
    if ((question !== 'responder' && question !== 'listed') || code.startsWith(coarseType) || !list) return code;
    return `${coarseType}${itemOf(list, code)?.in?.['type'] ?? 'Not specified or unknown'}`;
  };
}

export function labelsOf(law: Law): Labels {
  const listed = (id: string): List => {
    const found = law.lists[id];
    if (!found) throw new Error(`${law.country} has no list ${id}`);
    return found;
  };
  const label = (list: string) => (code: string) => itemOf(listed(list), code)?.label ?? code;
  return {
    responder: (code) => {
      // A count made coarse at the end of retention knows the type alone.
      if (code.startsWith(coarseType)) return { type: code.slice(coarseType.length), label: code.slice(coarseType.length) };
      const item = itemOf(listed('organisations'), code);
      return { type: item?.in?.['type'] ?? 'Not specified or unknown', label: item?.in?.['published'] ?? item?.label ?? code };
    },
    exploitation: (types) => law.exploitationLabel(types),
    nationality: (first, second) => law.nationalityLabel(second === null ? [first] : [first, second]),
    gender: label('genders'),
    age: label('ages-at-exploitation'),
    place: label('places'),
    exit: (code) => law.lists['support-exit-reasons']?.items.find((item) => item.code === code)?.label,
    nation: (code) => law.nations.find((one) => one.code === code)?.name ?? code,
    region: (code) => law.lists['regions']?.items.find((item) => item.code === code)?.label ?? 'Not known',
    stage: (id) => law.stages.find((stage) => stage.id === id)?.name ?? id,
  };
}
