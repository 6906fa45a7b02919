// The wide area that a council stands in, for counting: never smaller than the area of a police force.
import { itemOf } from '#base/list.ts';
import type { Law } from './law.ts';

/** A code of the country's list of regions; nothing where no council was named or the country has no such list. */
export function regionOf({ lists }: Pick<Law, 'lists'>, council: string | null | undefined): string | undefined {
  const councils = lists['local-authorities'];
  return (council && councils && itemOf(councils, council)?.in?.['region']) || undefined;
}
