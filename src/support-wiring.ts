// The wiring of support: what follows the events of a support record, and the pages of support, of houses and of money.
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { offlinePages } from '#desk/offline-pages.ts';
import { safePlacePages } from '#desk/place-pages.ts';
import { keepDoor } from '#rooms/door/store.ts';
import { countSupport } from '#rooms/figures/support.ts';
import { placePages } from '#rooms/places/pages.ts';
import { keepStays } from '#rooms/places/store.ts';
import { supportPages } from '#rooms/support/pages.ts';
import { keepBed, keepSupport } from '#rooms/support/store.ts';
import { keepDangers } from '#rooms/support/tables.ts';
import type { Directory } from './directory.ts';
import { followMoney, moneyPages } from './money-wiring.ts';

export function followSupportRecords(ledger: Ledger): void {
  for (const reaction of [countSupport, keepSupport, keepBed, keepDangers, keepStays, keepDoor]) ledger.after(supportStream, reaction);
  followMoney(ledger);
}

export const supportRoutes = (kit: Kit, directory: Directory): readonly Route[] => [
  ...supportPages(kit),
  ...safePlacePages(kit),
  ...offlinePages(kit),
  ...placePages(kit),
  ...moneyPages(kit, directory),
];
