// Invented numbers of two councils and a force, so that practice shows how local numbers look. All are kept free for stories by Ofcom.
import type { LocalNumber } from '#law/law.ts';

const source = 'Invented for practice';

export const practiceNumbers: readonly LocalNumber[] = [
  { list: 'local-authorities', code: 'E10000016', open: 'office', number: '01632 960 101', source },
  { list: 'local-authorities', code: 'E10000016', open: 'out-of-hours', number: '01632 960 102', source },
  { list: 'local-authorities', code: 'E08000003', open: 'always', number: '01632 960 103', source },
  { list: 'police-forces', code: 'kent', open: 'always', number: '01632 960 104', source },
];
