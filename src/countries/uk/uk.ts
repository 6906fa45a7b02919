// The United Kingdom's answer to every question of `Law`. Rules stand in referral.ts, authority.ts, grounds.ts, decision.ts,
// support.ts, entitlements.ts, rates.ts and clocks.ts, their sources in sources.ts, the code lists in lists.ts.
import type { Law } from '#law/law.ts';
import { authority } from './authority.ts';
import { bedAlarm } from './bed.ts';
import { askAnswer, contactTries, daysToThink, emergencyNeed, reachIn, recoveryNeeds } from './care.ts';
import { calendar } from './calendar.ts';
import { clocks } from './clocks.ts';
import {
  againElsewhere,
  askedFirst,
  disqualification,
  mismatchCauses,
  noGroundAlone,
  otherDecider,
  reconsideration,
  secondPerson,
  smallNumbers,
} from './decision.ts';
import { statutoryDefence } from './defence.ts';
import { entitlements } from './entitlements.ts';
import { exploitationLabel } from './exploitation.ts';
import { conclusiveGrounds, reasonableGrounds } from './grounds.ts';
import { findLawyer, letterHold, negativeRelease } from './letters.ts';
import { lists } from './lists.ts';
import { publishedLabel } from './nationalities.ts';
import { helplines, ringNow } from './numbers.ts';
import { consentAt18, consentNeeded, dutyToNotify, mayBeChild, mayRefer, referrerSees, referrerSeesFor } from './referral.ts';
import { breachReport } from './breach.ts';
import { paymentHold, rates } from './rates.ts';
import { retention, signalRetention } from './retention.ts';
import { standardTexts } from './standard-texts.ts';
import { supportRuns } from './support.ts';
import { chasers, priority } from './worklist.ts';

export const uk: Law = {
  country: 'uk',
  name: 'United Kingdom',
  nations: [
    { code: 'england', name: 'England' },
    { code: 'wales', name: 'Wales' },
    { code: 'scotland', name: 'Scotland' },
    { code: 'northern-ireland', name: 'Northern Ireland' },
  ],
  zone: 'Europe/London',
  stages: [
    { id: 'reasonable-grounds', name: 'Reasonable grounds', short: 'RG' },
    { id: 'conclusive-grounds', name: 'Conclusive grounds', short: 'CG' },
  ],

  mayRefer,
  consentNeeded,
  mayBeChild,
  dutyToNotify,
  authority,
  test: { 'reasonable-grounds': reasonableGrounds, 'conclusive-grounds': conclusiveGrounds },
  secondPerson,
  askedFirst,
  mismatchCauses,
  otherDecider,
  againElsewhere,
  referrerSees,
  referrerSeesFor,
  reconsideration,
  disqualification,
  noGroundAlone,
  supportRuns,
  consentAt18,
  statutoryDefence,
  entitlements,
  rates,
  paymentHold,
  bedAlarm,
  contactTries,
  daysToThink,
  askAnswer,
  emergencyNeed,
  recoveryNeeds,
  reachIn,
  letterHold,
  negativeRelease,
  findLawyer,
  priority,
  chasers,
  standardTexts,
  smallNumbers,
  retention,
  signalRetention,
  breachReport,

  clocks,
  calendar,
  lists,
  exploitationLabel,
  nationalityLabel: publishedLabel,
  ringNow,
  helplines,
};
