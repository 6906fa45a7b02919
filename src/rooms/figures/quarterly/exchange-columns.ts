// The columns of two standards for exchange, with the values each may hold. HTCDS 2.0 (IOM, 24 December 2021, CC BY 4.0); CTDC as in its k-anonymous file of 2021.

/** `blankedAs`: columns that say the same are blanked together. A column that is never filled here stands for the sake of the standard. */
export type ExchangeColumn = {
  readonly name: string;
  readonly allowed: readonly string[] | RegExp;
  readonly several?: true;
  readonly blankedAs?: 'gender' | 'age' | 'citizenship' | 'exploitation' | 'place' | 'responder' | 'status';
};

const country = /^[A-Z]{2}$/;
const never = (names: string): readonly ExchangeColumn[] => names.split(' ').map((name) => ({ name, allowed: [] }));
const flag = (name: string): ExchangeColumn => ({ name, allowed: ['0', '1'], blankedAs: 'exploitation' });

export const ctdcColumns: readonly ExchangeColumn[] = [
  { name: 'yearOfRegistration', allowed: /^\d{4}$/ },
  { name: 'Datasource', allowed: ['Case Management', 'Hotline'] },
  { name: 'gender', allowed: ['Female', 'Male'], blankedAs: 'gender' },
  ...never('ageBroad majorityStatus'),
  { name: 'majorityStatusAtExploit', allowed: ['Adult', 'Minor'], blankedAs: 'age' },
  ...never('majorityEntry'),
  { name: 'citizenship', allowed: country, blankedAs: 'citizenship' },
  ...never(
    'meansOfControlDebtBondage meansOfControlTakesEarnings meansOfControlRestrictsFinancialAccess meansOfControlThreats meansOfControlPsychologicalAbuse meansOfControlPhysicalAbuse meansOfControlSexualAbuse meansOfControlFalsePromises meansOfControlPsychoactiveSubstances meansOfControlRestrictsMovement meansOfControlRestrictsMedicalCare meansOfControlExcessiveWorkingHours meansOfControlUsesChildren meansOfControlThreatOfLawEnforcement meansOfControlWithholdsNecessities meansOfControlWithholdsDocuments meansOfControlOther meansOfControlNotSpecified meansOfControlConcatenated',
  ),
  flag('isForcedLabour'),
  flag('isSexualExploit'),
  ...never('isOtherExploit'),
  flag('isSexAndLabour'),
  ...never('isForcedMarriage isForcedMilitary'),
  flag('isOrganRemoval'),
  ...never('isSlaveryAndPractices'),
  { name: 'typeOfExploitConcatenated', allowed: ['Forced labour', 'Sexual exploitation', 'Organ removal'], several: true, blankedAs: 'exploitation' },
  ...never('typeOfLabourAgriculture typeOfLabourAquafarming typeOfLabourBegging typeOfLabourConstruction'),
  flag('typeOfLabourDomesticWork'),
  ...never('typeOfLabourHospitality'),
  flag('typeOfLabourIllicitActivities'),
  ...never(
    'typeOfLabourManufacturing typeOfLabourMiningOrDrilling typeOfLabourPeddling typeOfLabourTransportation typeOfLabourOther typeOfLabourNotSpecified typeOfLabourConcatenated typeOfSexProstitution typeOfSexPornography typeOfSexRemoteInteractiveServices typeOfSexPrivateSexualServices typeOfSexConcatenated isAbduction RecruiterRelationship',
  ),
  { name: 'CountryOfExploitation', allowed: country, blankedAs: 'place' },
  ...never('recruiterRelationIntimatePartner recruiterRelationFriend recruiterRelationFamily recruiterRelationOther recruiterRelationUnknown'),
];

/** Of the 83 fields those that counted answers can fill: names, dates and texts are never exchanged from here. */
export const htcdsColumns: readonly ExchangeColumn[] = [
  {
    name: 'org_Type',
    allowed: [
      'NGO',
      'LawEnforcement',
      'HealthServiceOrganisation',
      'CentralGovernmentOrganisation',
      'LocalGovernmentOrganisation',
      'ImmigrationService',
      'LegalService',
      'CorporateBusiness',
      'SchoolOrCollege',
    ],
    blankedAs: 'responder',
  },
  {
    name: 'prs_Gender',
    allowed: ['Feminine', 'Masculine', 'TransgenderFeminine', 'TransgenderMasculine', 'NonConforming', 'NonSpecifiedUnknown'],
    blankedAs: 'gender',
  },
  { name: 'prs_Citizenship', allowed: country, several: true, blankedAs: 'citizenship' },
  { name: 'vic_TraffickingStatus', allowed: ['PossibleVictimOfTrafficking', 'ActualVictimOfTrafficking', 'NotAVictimOfTrafficking'], blankedAs: 'status' },
  { name: 'vic_TraffickingStatusDecisionMakingOrg', allowed: ['Police', 'NGO', 'CourtOrProsecution', 'NonPoliceGovernmentalOrganization', 'Other'] },
  {
    name: 'vic_TypeOfExploitation',
    allowed: [
      'ForcedLabour',
      'SexualExploitation',
      'ChildLabour',
      'ForcedMarriage',
      'Servitude',
      'ForcedMilitaryByNonStateActors',
      'OrganRemoval',
      'ForcedBegging',
      'ForcedAdoption',
      'Surrogacy',
      'Other',
    ],
    several: true,
    blankedAs: 'exploitation',
  },
  { name: 'hte_Country', allowed: country, blankedAs: 'place' },
  { name: 'hte_Type', allowed: ['Recruitment', 'Transit', 'Exploitation'] },
];
