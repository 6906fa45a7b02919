// The decision in law: who decides, by which test in each period, when a second person is needed, and what may follow.
import { day } from '#base/day.ts';
import type { Element, Routing, Test } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import {
  athub, guidanceJan2023, hansard2010, ieca, maap2023, maap2024, naba60, naba63, oldReconsideration, panelPress, panels,
  reconsideration2024, replacement, replacementOct, retrafficking, unconfirmed, withdrawal,
} from './sources.ts';

// Who decides ---------------------------------------------------------------------------------------------------------------

type Decides = (facts: Routing) => string;
const names: Readonly<Record<string, string>> = {
  'ukhtc-ukba': 'the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration)',
  sca: 'the Single Competent Authority',
  ieca: 'the Immigration Enforcement Competent Authority',
  'local-panel': 'the local panel, where the council has one',
};

/**
 * Councils reported to have had a panel from June 2021, under their ONS codes: Barking and Dagenham; Camden; Islington;
 * Kensington and Chelsea; Westminster; Hull; North and North East Lincolnshire; North Yorkshire; York. Ten more sites came in
 * February to April 2023 and Birmingham in 2025: they are not on the list because no full list was found.
 */
const englishSites: readonly string[] = [
  'E09000002', 'E09000007', 'E09000019', 'E09000020', 'E09000033', 'E06000010', 'E06000013', 'E06000012', 'E10000023', 'E06000065', 'E06000014',
];
/** Before 2023 North Yorkshire's districts stood under the county. */
const northYorkshire = ['E07000163', 'E07000164', 'E07000165', 'E07000166', 'E07000167', 'E07000168', 'E07000169'];
const inEnglishSite = (area: string | null): boolean => area !== null && [...englishSites, ...northYorkshire].includes(area);

const before2019: Decides = () => 'ukhtc-ukba';
const central: Decides = () => 'sca';
const centralOrIeca: Decides = ({ age, detained }) => (age === 'adult' && detained ? 'ieca' : 'sca');
/** `asks` says for whom the panel decides; everyone else goes on to the rule behind it. */
const panelOr = (site: (area: string | null) => boolean, ages: readonly Routing['age'][], otherwise: Decides): Decides =>
  (facts) => (ages.includes(facts.age) && site(facts.area) ? 'local-panel' : otherwise(facts));

// The Immigration Enforcement authority takes adults only: foreign national offenders in prison or detention or facing
// deportation, people in immigration detention, and people whose asylum claim was held inadmissible. `detained` stands for
// these here; a caseworker may assign by hand what the two facts do not show.
// Panels take children who are more than 100 days from 18; since June 2023 nobody whose age is in dispute.
export const authority = rule<Decides>(
  'uk.authority',
  'Who decides?',
  [
    { from: day('2009-04-01'), until: day('2019-04-28'), value: before2019, source: hansard2010 },
    { from: day('2019-04-29'), until: day('2021-11-07'), nations: ['wales', 'northern-ireland', 'scotland'], value: central, source: maap2023, note: 'April 2019 is reported; the 29th is from memory.' },
    { from: day('2019-04-29'), until: day('2021-05-31'), nations: ['england'], value: central, source: maap2023, note: 'April 2019 is reported; the 29th is from memory.' },
    { from: day('2021-06-01'), until: day('2021-11-07'), nations: ['england'], value: panelOr(inEnglishSite, ['child', 'not-sure'], central), source: panels, note: 'June 2021 is reported, its first day is assumed. The sites known are part of the ten.' },
    { from: day('2021-11-08'), until: day('2023-06-29'), nations: ['england'], value: panelOr(inEnglishSite, ['child', 'not-sure'], centralOrIeca), source: ieca },
    { from: day('2023-06-30'), nations: ['england'], value: panelOr(inEnglishSite, ['child'], centralOrIeca), source: { ...panels, cite: 'Devolving child decision-making, change of 30 June 2023: nobody whose age is in dispute' }, note: 'The ten sites of 2023 and Birmingham (2025) are not known well enough to be listed.' },
    { from: day('2021-11-08'), nations: ['wales'], value: centralOrIeca, source: ieca, note: 'Welsh panel sites are not known well enough to be listed.' },
    { from: day('2021-11-08'), until: day('2025-09-02'), nations: ['scotland', 'northern-ireland'], value: centralOrIeca, source: ieca, note: 'Glasgow is remembered as a site since 2021, unconfirmed.' },
    { from: day('2025-09-03'), nations: ['scotland'], value: panelOr((area) => area === 'S12000036', ['child'], centralOrIeca), source: { ...panelPress, standing: 'assumed' }, note: 'Edinburgh was announced on that day; when its panel began was not confirmed.' },
    { from: day('2025-09-03'), nations: ['northern-ireland'], value: panelOr(() => true, ['child'], centralOrIeca), source: { ...panelPress, standing: 'assumed' }, note: 'All of Northern Ireland was announced on that day; when panels began was not confirmed.' },
  ],
  (decides) => {
    const who = (facts: Routing): string => names[decides(facts)] ?? decides(facts);
    const adult = who({ age: 'adult', detained: false, area: null });
    const detained = who({ age: 'adult', detained: true, area: null });
    const anyPanel = [...englishSites, 'S12000036', 'N09000003'].some((area) => decides({ age: 'child', detained: false, area }) === 'local-panel');
    return [`Adults: ${adult}`, detained === adult ? '' : `adults in detention: ${detained}`, `children: ${anyPanel ? `${names['local-panel']}, else ${adult}` : adult}`].filter(Boolean).join('; ') + '.';
  },
  [
    { on: day('2018-06-01'), nation: 'england', says: 'Adults: the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration); children: the UK Human Trafficking Centre (later the National Crime Agency) or the UK Border Agency (later UK Visas and Immigration).' },
    { on: day('2021-11-07'), nation: 'wales', says: 'Adults: the Single Competent Authority; children: the Single Competent Authority.' },
    { on: day('2024-01-15'), nation: 'england', says: 'Adults: the Single Competent Authority; adults in detention: the Immigration Enforcement Competent Authority; children: the local panel, where the council has one, else the Single Competent Authority.' },
  ],
);

// The tests -----------------------------------------------------------------------------------------------------------------

// Trafficking of an adult is an act by a means for the purpose of exploitation; for a child no means is needed. Slavery,
// servitude and forced or compulsory labour have no movement in them: the act is that the person was held or made to work,
// the means is what stood behind it (a threat, a penalty, no real choice). Intent to exploit is enough; it need not have
// happened yet. A person whose age is unsure is treated as a child (uk.may-be-child).
const trafficking: readonly Element[] = [
  { id: 'act', label: 'Act', asks: 'Was the person recruited, transported, transferred, harboured or received?', notNeededFor: [] },
  { id: 'means', label: 'Means', asks: 'Was it done by force, threat, deception, abuse of power or of vulnerability, or payment to somebody in control? Not needed for a child.', notNeededFor: ['child', 'not-sure'] },
  { id: 'purpose', label: 'Purpose', asks: 'Was it done in order to exploit the person, whether or not it came to that?', notNeededFor: [] },
];
const allModernSlavery: readonly Element[] = [
  { id: 'act', label: 'Act', asks: 'Was the person recruited, transported, transferred, harboured or received, or held in slavery, servitude or forced or compulsory labour?', notNeededFor: [] },
  { id: 'means', label: 'Means', asks: 'Was it done by force, threat, deception, abuse of power or of vulnerability, payment to somebody in control, or under the threat of a penalty? Not needed for a child.', notNeededFor: ['child', 'not-sure'] },
  { id: 'purpose', label: 'Purpose', asks: 'Was it done in order to exploit the person, whether or not it came to that? For slavery, servitude or forced labour: is that what the person was kept for?', notNeededFor: [] },
];
const inWords = (test: Test): string => `${test.standard} Elements: ${test.elements.map((element) => element.label.toLowerCase()).join(', ')}.`;

// The first test, through its six periods. Until 2023 guidance spoke of somebody who "may be" a victim. From 30 January 2023
// it spoke of somebody who "is" one and asked for objective factors, so that the person's own account was normally not enough;
// positive decisions fell from nine in ten to about half. The evidence requirement was given up in court at the end of June
// 2023 and replaced twice. A decision is judged by the test of its own day.
export const reasonableGrounds = rule<Test>(
  'uk.test.reasonable-grounds',
  'What is the test for reasonable grounds?',
  [
    { from: day('2009-04-01'), until: day('2015-07-30'), value: { standard: 'Reasonable grounds to believe that the person may be a victim of trafficking.', elements: trafficking }, source: athub },
    { from: day('2015-07-31'), until: day('2023-01-29'), value: { standard: 'Reasonable grounds to believe that the person may be a victim of modern slavery.', elements: allModernSlavery }, source: athub, note: 'That the mechanism widened to all modern slavery on this very day is from memory.' },
    { from: day('2023-01-30'), until: day('2023-06-27'), value: { standard: 'Reasonable grounds, based on objective factors, to believe that the person is a victim; the person’s own account is normally not enough.', elements: allModernSlavery }, source: guidanceJan2023 },
    { from: day('2023-06-28'), until: day('2023-07-23'), value: { standard: 'Reasonable grounds to believe that the person is a victim; no evidence beyond the person’s account is demanded.', elements: allModernSlavery }, source: withdrawal },
    { from: day('2023-07-24'), until: day('2023-10-08'), value: { standard: 'Reasonable grounds to believe that the person is a victim, weighing all information, general and specific.', elements: allModernSlavery }, source: replacement },
    { from: day('2023-10-09'), value: { standard: 'Reasonable grounds to believe that the person is a victim, weighing all information, general and specific.', elements: allModernSlavery }, source: replacementOct },
  ],
  inWords,
  [
    { on: day('2023-01-29'), nation: 'england', says: 'Reasonable grounds to believe that the person may be a victim of modern slavery. Elements: act, means, purpose.' },
    { on: day('2023-01-30'), nation: 'scotland', says: 'Reasonable grounds, based on objective factors, to believe that the person is a victim; the person’s own account is normally not enough. Elements: act, means, purpose.' },
    { on: day('2023-06-28'), nation: 'england', says: 'Reasonable grounds to believe that the person is a victim; no evidence beyond the person’s account is demanded. Elements: act, means, purpose.' },
  ],
);

export const conclusiveGrounds = rule<Test>(
  'uk.test.conclusive-grounds',
  'What is the test for conclusive grounds?',
  [
    { from: day('2009-04-01'), until: day('2015-07-30'), value: { standard: 'On the balance of probabilities, the person is a victim of trafficking.', elements: trafficking }, source: unconfirmed('guidance used the balance of probabilities from the start') },
    { from: day('2015-07-31'), until: day('2023-01-29'), value: { standard: 'On the balance of probabilities, the person is a victim of modern slavery.', elements: allModernSlavery }, source: athub },
    { from: day('2023-01-30'), value: { standard: 'On the balance of probabilities, the person is a victim of modern slavery.', elements: allModernSlavery }, source: naba60 },
  ],
  inWords,
  [{ on: day('2024-01-15'), nation: 'england', says: 'On the balance of probabilities, the person is a victim of modern slavery. Elements: act, means, purpose.' }],
);

// What guards a decision ------------------------------------------------------------------------------------------------------

// From April 2019 panels from several agencies looked at every negative conclusive decision. They were ended in December 2022;
// since then a second caseworker or a manager looks at every negative. This service asks for a second person in every period.
export const secondPerson = rule(
  'uk.second-person',
  'Does a negative need a second person?',
  [
    { from: day('2009-04-01'), until: day('2019-04-28'), value: true, source: unconfirmed('a second caseworker looked at negatives before 2019 too') },
    { from: day('2019-04-29'), until: day('2022-12-12'), value: true, source: { ...maap2023, cite: 'Multi-agency assurance panels saw every negative conclusive decision, April 2019 to December 2022' } },
    { from: day('2022-12-13'), value: true, source: maap2024, note: 'December 2022 is reported; its day is taken from the other change of that month.' },
  ],
  (needed) => (needed ? 'Yes: a second person who did not make the finding.' : 'No.'),
  [{ on: day('2024-01-15'), nation: 'northern-ireland', says: 'Yes: a second person who did not make the finding.' }],
);

const asks: Readonly<Record<string, string>> = {
  person: 'the person', referrer: 'the first responder', support: 'the support provider', lawyer: 'a lawyer',
  'new-evidence': 'new information', 'guidance-not-followed': 'guidance was not followed', 'court-order': 'a court ordered it',
};

// Reconsideration is not an appeal: the same authority looks again. Copies of 2017 to 2021 name the first responder and the
// support provider only. A time limit came on 12 February 2024 (clock `reconsideration`); who may ask since then was not
// found, so everyone who stands beside the person is let in until a source is confirmed.
export const reconsideration = rule<{ readonly who: readonly string[]; readonly grounds: readonly string[] }>(
  'uk.reconsideration',
  'Who may ask for a negative to be looked at again, and why?',
  [
    { from: day('2009-04-01'), until: day('2024-02-11'), value: { who: ['referrer', 'support'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] }, source: oldReconsideration },
    { from: day('2024-02-12'), until: day('2025-01-15'), value: { who: ['person', 'referrer', 'support', 'lawyer'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] }, source: { ...reconsideration2024, standing: 'assumed', cite: 'Statutory guidance rewritten on 12 February 2024; who may ask is unconfirmed' } },
    { from: day('2025-01-16'), value: { who: ['person', 'referrer', 'support', 'lawyer'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] }, source: { ...reconsideration2024, standing: 'assumed', cite: 'Statutory guidance reworded on 16 January 2025; who may ask is unconfirmed' } },
  ],
  ({ who, grounds }) => `Asked by ${who.map((one) => asks[one] ?? one).join(', ')}; because ${grounds.map((one) => asks[one] ?? one).join(', or ')}.`,
  [{ on: day('2024-01-15'), nation: 'england', says: 'Asked by the first responder, the support provider; because new information, or guidance was not followed, or a court ordered it.' }],
);

// Section 63: after a positive reasonable grounds decision the authority may decide that the person is a threat to public
// order or claimed in bad faith; protection from removal and the duties of support and leave then stop. Since January 2024 the
// risk of being trafficked again is assessed first. The day in January was not reported; the first is taken, which protects.
export const disqualification = rule<{ readonly grounds: readonly string[]; readonly assessmentFirst: boolean }>(
  'uk.disqualification',
  'On which grounds may protection be withheld, and what must come first?',
  [
    { from: day('2009-04-01'), until: day('2023-01-29'), value: { grounds: [], assessmentFirst: false }, source: { ...naba63, cite: 'No such power before the Nationality and Borders Act 2022, section 63' } },
    { from: day('2023-01-30'), until: day('2023-12-31'), value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: false }, source: naba63 },
    { from: day('2024-01-01'), value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: true }, source: retrafficking },
  ],
  ({ grounds, assessmentFirst }) =>
    grounds.length === 0
      ? 'None: there is no such power.'
      : `A threat to public order, or a claim in bad faith.${assessmentFirst ? ' The risk of being trafficked again is assessed first.' : ''}`,
  [
    { on: day('2023-01-29'), nation: 'england', says: 'None: there is no such power.' },
    { on: day('2024-01-15'), nation: 'england', says: 'A threat to public order, or a claim in bad faith. The risk of being trafficked again is assessed first.' },
  ],
);
