// Every language of open pages by its code.
import type { OpenWords } from '#words/open-words.ts';
import { ar } from './ar.ts';
import { cy } from './cy.ts';
import { vi } from './vi.ts';

export const openWords: ReadonlyMap<string, OpenWords> = new Map([
  ['cy', cy],
  ['ar', ar],
  ['vi', vi],
]);
