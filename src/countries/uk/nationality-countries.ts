// The country of each nationality, as ISO 3166-1 alpha-2: for maps and for exchange with others. Stateless and unknown have none.

const pairs = `
afghan AF|albanian AL|algerian DZ|american US|andorran AD|angolan AO|anguillan AI|argentine AR|armenian AM|australian AU|austrian AT|azerbaijani AZ
bahamian BS|bahraini BH|bangladeshi BD|barbadian BB|belarusian BY|belgian BE|belizean BZ|beninese BJ|bermudian BM|bhutanese BT|bolivian BO
botswanan BW|brazilian BR|british-virgin-islander VG|bruneian BN|bulgarian BG|burkinan BF|burmese MM|burundian BI|cambodian KH|cameroonian CM
canadian CA|cape-verdean CV|cayman-islander KY|central-african CF|chadian TD|chilean CL|chinese CN|antigua-and-barbuda AG|bosnia-and-herzegovina BA
guinea-bissau GW|seychelles SC|dominican-republic DO|colombian CO|comoran KM|congolese-congo CG|congolese-drc CD|costa-rican CR|croatian HR|cuban CU
cypriot CY|czech CZ|danish DK|djiboutian DJ|dominican DM|dutch NL|east-timorese TL|ecuadorean EC|egyptian EG|emirati AE|equatorial-guinean GQ
eritrean ER|estonian EE|ethiopian ET|fijian FJ|filipino PH|finnish FI|french FR|gabonese GA|gambian GM|georgian GE|german DE|ghanaian GH
gibraltarian GI|greek GR|grenadian GD|guatemalan GT|guinean GN|guyanese GY|haitian HT|honduran HN|hong-konger HK|hungarian HU|icelandic IS|indian IN
indonesian ID|iranian IR|iraqi IQ|irish IE|israeli IL|italian IT|ivorian CI|jamaican JM|japanese JP|jordanian JO|kazakh KZ|kenyan KE|kittitian KN
kosovan XK|kuwaiti KW|kyrgyz KG|lao LA|latvian LV|lebanese LB|liberian LR|libyan LY|lithuanian LT|luxembourger LU|macedonian MK|malagasy MG
malawian MW|malaysian MY|maldivian MV|malian ML|maltese MT|mauritanian MR|mauritian MU|mexican MX|moldovan MD|mongolian MN|montenegrin ME
montserratian MS|moroccan MA|mosotho LS|mozambican MZ|namibian NA|nepalese NP|new-zealander NZ|nicaraguan NI|nigerian NG|nigerien NE|north-korean KP
norwegian NO|omani OM|pakistani PK|palestinian PS|panamanian PA|papua-new-guinean PG|paraguayan PY|peruvian PE|polish PL|portuguese PT|qatari QA
romanian RO|russian RU|rwandan RW|salvadorean SV|samoan WS|sao-tomean ST|saudi-arabian SA|senegalese SN|serbian RS|sierra-leonean SL|singaporean SG
slovak SK|slovenian SI|solomon-islander SB|somali SO|south-african ZA|south-korean KR|south-sudanese SS|spanish ES|sri-lankan LK|st-helenian SH
st-lucian LC|sudanese SD|surinamese SR|swazi SZ|swedish SE|swiss CH|syrian SY|taiwanese TW|tajik TJ|tanzanian TZ|thai TH|togolese TG|tongan TO
trinidadian TT|tunisian TN|turkish TR|turkmen TM|uk GB|ugandan UG|ukrainian UA|uruguayan UY|uzbek UZ|venezuelan VE|vietnamese VN|vincentian VC
yemeni YE|zambian ZM|zimbabwean ZW`;

export const countryOfNationality: ReadonlyMap<string, string> = new Map(
  pairs
    .trim()
    .split(/[|\n]/)
    .map((pair): [string, string] => {
      const [nationality = '', country = ''] = pair.split(' ');
      return [nationality, country];
    }),
);
