// Why somebody opens a file: each transaction has exactly one purpose (data.md 4, 10). No general purpose, none for enforcement.

export const purposes = [
  'intake',
  'identification',
  'reconsideration',
  'support',
  'guardianship',
  'safeguarding',
  'analysis',
  'disclosure',
  'statistics',
  'audit',
  'operations',
] as const;

export type Purpose = (typeof purposes)[number];

/** Purposes by family: each family has a database role of its own. */
export const families = {
  intake: ['intake'],
  decision: ['identification', 'reconsideration'],
  support: ['support', 'guardianship', 'safeguarding'],
  analysis: ['analysis', 'disclosure'],
  statistics: ['statistics'],
  audit: ['audit'],
  operations: ['operations'],
} as const satisfies Record<string, readonly Purpose[]>;

export type Family = keyof typeof families;

/** Each family has a login of its own, and so has what anybody may do without signing in: that has no purpose and opens no record. */
export type LoginFamily = Family | 'public';
export const loginFamilies = [...(Object.keys(families) as Family[]), 'public'] as const satisfies readonly LoginFamily[];

export function familyOf(purpose: Purpose): Family {
  for (const [family, members] of Object.entries(families)) {
    if ((members as readonly Purpose[]).includes(purpose)) return family as Family;
  }
  throw new Error(`purpose ${purpose} belongs to no family`);
}
