// The notes of the release: what is counted and left out, in one place, numbered on paper in the order in which tables call on them.

export const notes = {
  referral:
    'A referral that was sent, not a person: somebody referred twice is counted twice. A referral confirmed to be a duplicate leaves, and so does one taken back before anybody worked on it. Withdrawn and suspended ones stay. Counted on the London day of sending.',
  undercount: 'Referrals show who was found and referred. They are fewer than all who are exploited, and a rise may mean that more are found.',
  age: 'Age is the age when the exploitation first happened, as answered. It is never worked out from a birth date.',
  councils: 'All councils are one first responder: Local Authority.',
  combinations:
    'Exploitation is a set of kinds; more than one kind is shown as a combination. Before October 2019 criminal exploitation was counted inside labour.',
  gender: 'Gender is as the person says. Other stands for another gender and for not known.',
  nationality:
    'Somebody with two nationalities is counted under the two together. The twelve largest stand alone; all others, two together and not known are one row.',
  county:
    'County lines is asked of every referral and is not always answered. In practice its answers are invented, since no published table shows it for a group.',
  nation: 'The nation in which the referral was made.',
  force: 'The police force that who referred has named for the crime report. Where none was named, nobody adds one. The records hold no smaller area.',
  authority: 'The authority that has the case by the day of the figures.',
  'first-decision':
    'The first decision of a case at each stage, on the London day it was made, whenever the case was referred. Decisions made again after a reconsideration are apart.',
  disability:
    'Whether somebody has a disability or a long illness that makes daily life harder, as they say. Nobody must answer, and in practice nobody was asked: most are not known, so who answered may differ from who did not.',
  days: 'Days from sending, or from the positive decision of the stage before, to the decision. Cases decided in a period are not all cases: old ones that were decided late count long, and those that still wait are not in it.',
  caseload:
    'Waiting for a first decision. Who waited at the start and came, less who was decided and who ended, is who waits at the end, in every row. Suspended referrals wait too.',
  funnel:
    'Referrals sent in the period, as far as they had come by the day of the figures; the rest of the way may still follow. A negative decision made positive again counts as positive. Signals are kept apart from referrals, and nothing counted says which signal led to one. When somebody leaves support is counted with support, by record and not by referral.',
  ended: 'Ended before the last decision: the person withdrew, left the country, did not agree at 18, or died. It is counted on the day it ended.',
  support:
    'One record of support is one stretch of it, so that somebody supported twice is counted twice. It is counted on the day it ended, whenever the referral was sent, and is not joined to a referral.',
  signals:
    'A signal is one report of what somebody saw or lives through, by whichever way it came. Several may be about one situation, and none is joined to a referral. Steps of one period are not one group of people: those decided in it were mostly referred before it.',
  reconsideration:
    'Asked for, accepted and refused are counted each on its own day, so that they need not add up within a period. Of several about one stage the last is counted.',
  disqualified: 'Decisions that somebody loses protection, on public order or bad faith grounds.',
  notification:
    'A notification that a public authority owes where an adult does not agree to be referred. It names nobody, so it is counted apart and may be about the same person as a referral. It is kept by month.',
  shares:
    'Worked out from published numbers alone, where at least 10 were decided and at least 5 stand on either side. The interval is that of Wilson: if chance alone made the difference, 95 of 100 such intervals would hold the true share.',
  followed:
    'Everybody who came to wait in the period, followed up to the day of the figures. Whoever still waits is counted with the days so far, and whoever ended before the decision had another end: the share is the cumulative incidence of Aalen and Johansen, in whole percent, with a 95 percent interval.',
  changed: 'By how much each group is larger or smaller than in the earlier release. It says where the difference lies. This does not prove a cause.',
  revised:
    'What was first published of earlier quarters, and what is known by now. A revision is let out only where nobody who was added or taken out can be found by comparing it with what was published before, and back series are revised once a year, with the release of the last quarter. Where a number is marked as not available, either nothing has changed or the change cannot be let out: the table does not say which. Tables of those quarters stay as they were first published.',
  small:
    'A cell marked [c] is hidden so that nobody can be singled out: because it is small itself, or because a small one could be worked out from it. The table does not say which.',
  few: 'Medians are given where at least 10 were decided in fewer days and 10 in more, and averages where at least 10 were decided, in whole days.',
} as const;
export type NoteId = keyof typeof notes;

/** Where a series changes its meaning: what came before cannot be compared with what came after. */
export type SeriesBreak = { readonly series: 'exploitation' | 'authority' | 'decisions'; readonly at: string; readonly why: string };
export const breaks: readonly SeriesBreak[] = [
  { series: 'authority', at: '2019-Q2', why: 'The Single Competent Authority began to decide in April 2019.' },
  { series: 'exploitation', at: '2019-Q4', why: 'Criminal exploitation is counted apart from labour since October 2019.' },
  { series: 'authority', at: '2021-Q4', why: 'The Immigration Enforcement Competent Authority began to decide in November 2021.' },
  { series: 'decisions', at: '2023-Q1', why: 'The test for reasonable grounds changed on 30 January 2023.' },
  { series: 'decisions', at: '2023-Q3', why: 'The test for reasonable grounds changed again on 10 July 2023.' },
];
