// Every language of open pages by its code.
import type { OpenWords } from '#words/open-words.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { bg } from './bg.ts';
import { bn } from './bn.ts';
import { ckb } from './ckb.ts';
import { cy } from './cy.ts';
import { es } from './es.ts';
import { fa } from './fa.ts';
import { fr } from './fr.ts';
import { hi } from './hi.ts';
import { pa } from './pa.ts';
import { pl } from './pl.ts';
import { ps } from './ps.ts';
import { pt } from './pt.ts';
import { ro } from './ro.ts';
import { so } from './so.ts';
import { sq } from './sq.ts';
import { ti } from './ti.ts';
import { ur } from './ur.ts';
import { vi } from './vi.ts';
import { zh } from './zh.ts';

export const openWords: ReadonlyMap<string, OpenWords> = new Map([
  ['cy', cy],
  ['ar', ar],
  ['fa', fa],
  ['ur', ur],
  ['ps', ps],
  ['ckb', ckb],
  ['sq', sq],
  ['am', am],
  ['bn', bn],
  ['bg', bg],
  ['zh', zh],
  ['es', es],
  ['fr', fr],
  ['hi', hi],
  ['pl', pl],
  ['pt', pt],
  ['pa', pa],
  ['ro', ro],
  ['so', so],
  ['ti', ti],
  ['vi', vi],
]);
