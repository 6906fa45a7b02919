// Every door of the referral room.
import { listRoutes } from '#kit/web/form-pages.ts';
import { sheetRoute } from '#kit/web/form-sheet.ts';
import type { Route } from '#kit/web/page.ts';
import { addPages } from './add-pages.ts';
import { cardPages } from './card-pages.ts';
import { consentWrongPages } from './consent-wrong-pages.ts';
import { responders, type Desk } from './desk.ts';
import { draftPages } from './draft-pages.ts';
import { evidencePages } from './evidence-pages.ts';
import { handOverPages } from './hand-over-pages.ts';
import { notifyPages } from './notify-pages.ts';
import { sentPages } from './sent-pages.ts';

export type { Desk } from './desk.ts';

export function referralPages(desk: Desk): Route[] {
  const { lists } = desk.kit.law;
  return [
    sheetRoute({ form: desk.form, path: '/referral/prompt-sheet', who: responders, why: 'print the questions, for where there is no computer', lists }),
    ...draftPages(desk),
    ...handOverPages(desk),
    ...notifyPages(desk),
    ...evidencePages(desk),
    ...sentPages(desk),
    ...consentWrongPages(desk),
    ...cardPages(desk),
    ...addPages(desk),
    ...listRoutes(lists),
  ];
}
