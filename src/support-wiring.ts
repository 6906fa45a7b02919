// The wiring of support: what follows the events of a support record, and the pages of support, of houses and of money.
import { caseStream } from '#journey/file.ts';
import { personStream } from '#journey/person.ts';
import { placeStream } from '#journey/place.ts';
import { supportStream } from '#journey/support.ts';
import type { Law } from '#law/law.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { offlinePages } from '#desk/offline-pages.ts';
import { safePlacePages } from '#desk/place-pages.ts';
import { keepDoor } from '#rooms/door/store.ts';
import { countHouse } from '#rooms/figures/beds.ts';
import { courseAfterCase, courseAfterPerson, courseAfterSupport } from '#rooms/figures/course.ts';
import { countSupport } from '#rooms/figures/support.ts';
import { callForKnown } from '#rooms/person/store.ts';
import { placePages } from '#rooms/places/pages.ts';
import { keepStays } from '#rooms/places/store.ts';
import { supportPages } from '#rooms/support/pages.ts';
import { keepBed, keepSupport } from '#rooms/support/store.ts';
import { keepDangers } from '#rooms/support/tables.ts';
import type { Directory } from './directory.ts';
import { followMoney, moneyPages } from './money-wiring.ts';

export function followSupportRecords(ledger: Ledger, law: Law): void {
  for (const reaction of [countSupport, keepSupport, keepBed, keepDangers, keepStays(law), keepDoor, courseAfterSupport, callForKnown])
    ledger.after(supportStream, reaction);
  ledger.after(placeStream, countHouse);
  ledger.after(personStream, courseAfterPerson);
  ledger.after(caseStream, courseAfterCase);
  followMoney(ledger);
}

export const supportRoutes = (kit: Kit, directory: Directory): readonly Route[] => [
  ...supportPages(kit),
  ...safePlacePages(kit),
  ...offlinePages(kit),
  ...placePages(kit),
  ...moneyPages(kit, directory),
];
