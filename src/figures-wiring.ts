// The wiring of figures: what is counted after a step, and the pages of those who make, let out and compare figures.
import { caseStream } from '#journey/file.ts';
import { personStream } from '#journey/person.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { practicePilots } from '#practice/pilots.ts';
import { consistencyPages } from '#rooms/figures/consistency-pages.ts';
import { listedAfterCase, listedAfterPerson } from '#rooms/figures/hidden/listed.ts';
import { hiddenPages } from '#rooms/figures/hidden/pages.ts';
import { beginApart } from '#rooms/figures/hidden/run.ts';
import { countCases } from '#rooms/figures/measures.ts';
import { figuresPages } from '#rooms/figures/pages.ts';
import { pilotPages } from '#rooms/figures/pilot/pages.ts';
import { releasePages } from '#rooms/figures/publishing/pages.ts';
import { statisticsPages } from '#rooms/figures/publishing/public-pages.ts';
import type { Directory } from './directory.ts';
import { publishedSeries } from './series.ts';

export function countSteps(ledger: Ledger): void {
  ledger.after(caseStream, countCases);
  ledger.after(caseStream, listedAfterCase);
  ledger.after(personStream, listedAfterPerson);
}

export const figuresRoutes = (kit: Kit, directory: Directory): readonly Route[] => [
  ...figuresPages(kit),
  ...pilotPages(kit, kit.practice ? practicePilots(kit.law) : []),
  ...releasePages({ kit, series: publishedSeries, people: directory.now }),
  ...statisticsPages(kit),
  ...hiddenPages(kit, beginApart),
  ...consistencyPages(kit),
];
