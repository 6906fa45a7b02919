// The ways through the form that several journeys walk: starting, tonight's pages, and what an invented person says on each.
import assert from 'node:assert/strict';
import type { Fields, Visit } from './browser.ts';

export type Pages = Readonly<Record<string, Fields>>;

export const adultTonight: Pages = {
  danger: { 'danger-now': 'no', nation: 'england' },
  age: { age: 'adult' },
  alone: { alone: 'yes', interpreter: 'none' },
  consent: { consent: 'given' },
  'safe-contact': { contact: 'person', 'contact-phone': '07700 900001', 'contact-checked': 'yes' },
  place: { 'where-now': 'Invented Town', 'still-held': 'no', needs: ['none-of-these'] },
  why: { exploitation: ['labour'], why: 'An invented account: wages were kept, and the person could not leave.' },
};

export const childTonight: Pages = {
  ...adultTonight,
  age: { age: 'child', 'birth-date.day': '3', 'birth-date.month': '5', 'birth-date.year': '2009' },
  child: { 'child-council': 'Hackney', guardian: 'asked', 'child-wishes': 'To go on going to school, the child says.' },
};

/** Opens a draft; an empty label is left to the program. */
export async function start(visit: Visit, label: string): Promise<void> {
  await visit.go('/referral');
  if (label !== '') await visit.fill({ label });
  await visit.press('Start');
  assert.match(visit.at(), /^\/drafts\/[^/]+\/p\//, await visit.text());
}

/** Walks tonight's pages in the order in which they come, until the answers to check. */
export async function tonight(
  visit: Visit,
  pages: Pages,
  by: (visit: Visit, fields: Fields) => Promise<unknown> = (on, fields) => on.answer(fields),
): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    // Danger now: the numbers come first, on a page of their own.
    if (visit.at().endsWith('/ring')) await visit.press('I have rung, go on');
    const id = /\/p\/([a-z-]+)$/.exec(visit.at())?.[1];
    if (id === undefined) return;
    const fields = pages[id];
    if (!fields) throw new Error(`nobody said what to answer on ${id}`);
    await by(visit, fields);
    assert.ok(!visit.at().endsWith(`/p/${id}`), `${id} was not taken: ${await visit.text()}`);
  }
  throw new Error('tonight’s path does not end');
}

/** The draft's own page, from any page of it. */
export function last(visit: Visit, folder: string): string {
  const found = new RegExp(`^${folder}[^/]+`).exec(visit.at());
  if (!found) throw new Error(`${visit.at()} is not under ${folder}`);
  return found[0];
}
