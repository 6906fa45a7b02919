// Every door of the referral room.
import type { Route } from '#kit/web/page.ts';
import { listRoutes } from '#kit/web/form-pages.ts';
import { addPages } from './add-pages.ts';
import type { Desk } from './desk.ts';
import { draftPages } from './draft-pages.ts';
import { evidencePages } from './evidence-pages.ts';
import { notifyPages } from './notify-pages.ts';
import { promptPages } from './prompt-pages.ts';
import { sentPages } from './sent-pages.ts';

export type { Desk } from './desk.ts';

export function referralPages(desk: Desk): Route[] {
  return [...promptPages(desk), ...draftPages(desk), ...notifyPages(desk), ...evidencePages(desk), ...sentPages(desk), ...addPages(desk), ...listRoutes(desk.kit.law.lists)];
}
