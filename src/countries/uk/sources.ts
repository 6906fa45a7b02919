// Where the United Kingdom's rules come from, each said once: citation and how we know it.
// read: the text itself (an Act, a regulation, the live form's code or the Home Office toolkit) was read.
// reported: a page about it says so. assumed: nobody has confirmed it; an act resting on it waits for confirmation (data.md 16).
import { assumed, read, reported } from '#law/rule.ts';

// Acts and regulations
export const msa51 = read('Modern Slavery Act 2015, section 51', 'W-MSA51');
export const msa52 = read('Modern Slavery Act 2015, section 52', 'W-MSA52');
export const msa45 = read('Modern Slavery Act 2015, section 45 and Schedule 4', 'W-s45');
export const naba60 = read('Modern Slavery Act 2015, section 49(1A), put in by the Nationality and Borders Act 2022, section 60', 'W-NABA60');
export const naba63 = read('Nationality and Borders Act 2022, section 63', 'W-NABA63');
export const naba64 = read('Modern Slavery Act 2015, section 50A, put in by the Nationality and Borders Act 2022, section 64', 'W-NABA64');
export const ssi90 = read(
  'Human Trafficking and Exploitation (Scotland) Act 2015 (Support for Victims) Regulations 2018 (SSI 2018/90) and section 9 of the Act',
  'W-SSI90',
);
export const ni18 = read('Human Trafficking and Exploitation (Criminal Justice and Support for Victims) Act (Northern Ireland) 2015, section 18', 'W-NI18');

// The live service and the Home Office's own toolkit
export const liveForm = read('Home Office live referral form, code of 21 April 2026', 'MS-behav');
export const liveDrafts = read('This service’s own rule, the same as the live form’s for drafts', 'ALERT');
export const liveLabels = read('Home Office live referral form, confirmation page, code of 21 April 2026', 'MS-labels');
export const toolkit = read('Home Office first responder toolkit for England and Wales, April 2026', 'MS-toolkit');

// What pages about the law report
export const circular = reported('Home Office circular 025/2015', 'W-Circ25');
export const helpline = reported('Modern Slavery Helpline page on the duty to notify', 'W-MSHdtn');
export const scot38 = reported('Scottish Government report on the section 38 consultation', 'W-Scot38');
export const hansard2010 = reported('House of Commons debate on human trafficking, 14 January 2010', 'W-Hans2010');
export const maap2023 = reported('Written answers and comment on multi-agency assurance panels, March 2023', 'W-MAAP23');
export const maap2024 = reported('Written answer 1742564: every negative is seen by a second caseworker or a manager', 'W-MAAP24');
export const ieca = reported('Parliamentary answer 96934: IECA since 8 November 2021; inspection report on its remit', 'W-PQ96934');
export const panels = reported('GOV.UK guidance and evaluation: devolving child decision-making', 'W-DDM');
export const panelPress = reported('Home Office announcement of new panel sites, 3 September 2025', 'W-DDM25');
export const athub = reported('Anti-Trafficking Hub: National Referral Mechanism decisions', 'W-ATHUBdec');
export const guidanceJan2023 = reported('Statutory guidance under section 49, as in force from 30 January 2023', 'W-Hull');
export const withdrawal = reported('R (AS and BXR): Home Office agreed on 27 and 28 June 2023 to withdraw the evidence test', 'W-GCC');
export const replacement = reported('Statutory guidance under section 49, reissued on 24 July 2023 (paragraphs 14.47 to 14.81)', 'W-govdiff');
export const replacementOct = reported('Statutory guidance under section 49, reissued on 9 October 2023', 'W-govdiff');
export const hansardDec22 = reported('House of Commons, Modern Slavery Statutory Guidance, 13 December 2022', 'W-HansDec22');
export const nrpf = reported('NRPF Network: ending support under the Modern Slavery Victim Care Contract', 'W-NRPF');
export const retrafficking = reported('Southwell and Partners, 26 January 2024: assessment of re-trafficking before disqualification', 'W-POD24');
export const oldReconsideration = reported('Home Office guidance on reconsideration, copies of 2017 to 2021', 'W-Sefton-rec');
export const reconsideration2024 = reported('Statutory guidance: record of changes, 12 February 2024', 'W-govdiff');
export const priorityFeb2024 = reported('Statutory guidance: record of changes, 22 February 2024: criteria for priority were added', 'W-govdiff');
export const care2022 = reported('CARE, March 2022: support under Northern Ireland’s Act of 2022', 'W-CARE');

export const tsa2021 = reported('The Salvation Army: the new victim care contract, January 2021', 'W-TSA21');
export const wmasn = reported('West Midlands Anti-Slavery Network: support available in the National Referral Mechanism', 'W-WMASNsup');
export const emergencyAnswer = reported('Parliamentary answer 56068: the first call, and who is housed before a decision', 'W-PQ56068');
export const pillars = reported('Parliamentary answer 52029: accommodation, financial support and a support worker', 'W-PQ52029');
export const destitution = reported('Home Office: assessing destitution under the victim care contract, version 1.0, 28 May 2024', 'W-Dest');
export const scotAct9 = reported('Human Trafficking and Exploitation (Scotland) Act 2015, section 9', 'W-ScotAct9');
export const stayGuidance = reported('Home Office guidance: temporary permission to stay for victims of trafficking or slavery', 'W-VTSacc');
export const rates2018 = reported('Parliamentary answer 140986: subsistence rates', 'W-PQ140986');
export const rates2020 = reported('NWG Network, 18 June 2020: subsistence rates from 1 July 2020', 'W-NWG20');
export const backPay2018 = reported('GOV.UK: claim a subsistence rates back payment (1 March to 8 November 2018)', 'W-Backpay18');
export const rates2024 = reported('Statutory guidance: record of changes, 8 January 2024: financial rates were raised', 'W-govdiff');

/** Not confirmed: the sentence says what is assumed and why. */
export const unconfirmed = (says: string) => assumed(`Unconfirmed: ${says}`);
/** This service's own rule, not the law's; still to be agreed with the Home Office. */
export const ownRule = (says: string) => assumed(`This service’s own rule, not yet agreed: ${says}`);
