// Under which ids the texts of a decision are kept in the file.

/** Ids of one stage and round: an element's reason, its tick, the outcome ticked, and what the second person sent back. */
export function reasonIds(stage: string, round: number) {
  const of = `reason.${stage}.${round}`;
  return {
    all: `${of}.`,
    reason: (element: string) => `${of}.${element}`,
    tick: (element: string) => `${of}.${element}.tick`,
    outcome: `${of}.outcome`,
    sentBack: `${of}.sent-back`,
  };
}

export const askedId = (question: string): string => `asked.${question}`;
export const answeredId = (question: string): string => `answered.${question}`;
