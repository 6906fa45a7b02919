// Languages an interpreter is asked for, under ISO 639-3 codes.
// British Sign Language and the dialects that interpreters are booked by stand as entries of their own.
import { list } from '#base/list.ts';

const names = `
aar Afar|afr Afrikaans|aka Akan|sqi Albanian|amh Amharic|ara Arabic|arz Arabic (Egyptian)|acm Arabic (Iraqi)|apc Arabic (Levantine)|ary Arabic (Moroccan)
apd Arabic (Sudanese)|hye Armenian|aze Azerbaijani|bal Balochi|bam Bambara|eus Basque|bel Belarusian|bem Bemba|ben Bengali|byn Bilin
bos Bosnian|bfi British Sign Language|bul Bulgarian|mya Burmese|yue Cantonese|cat Catalan|ceb Cebuano|rmn Romani (Balkan)|nya Chichewa|hrv Croatian
ces Czech|dan Danish|prs Dari|din Dinka|dyu Dioula|nld Dutch|dzo Dzongkha|bin Edo|eng English|est Estonian
ewe Ewe|fas Farsi (Persian)|fij Fijian|fil Filipino|fin Finnish|fra French|fuv Fulani|gaa Ga|lug Ganda|kat Georgian
deu German|ell Greek|guj Gujarati|hat Haitian Creole|hak Hakka|hau Hausa|haz Hazaragi|heb Hebrew|her Herero|hin Hindi
hmn Hmong|hun Hungarian|isl Icelandic|ibo Igbo|ind Indonesian|gle Irish|isg Irish Sign Language|ita Italian|jam Jamaican Patois|jpn Japanese
kab Kabyle|kan Kannada|kaz Kazakh|khm Khmer|kik Kikuyu|kin Kinyarwanda|run Kirundi|kon Kongo|kor Korean|kri Krio
kmr Kurdish (Kurmanji)|ckb Kurdish (Sorani)|sdh Kurdish (Southern)|kir Kyrgyz|lao Lao|lav Latvian|lin Lingala|lit Lithuanian|lua Luba-Kasai|luo Luo
mkd Macedonian|msa Malay|mal Malayalam|mlt Maltese|cmn Mandarin|mnk Mandinka|mar Marathi|ron Romanian (and Moldovan)|mon Mongolian|nde Ndebele
nep Nepali|nor Norwegian|orm Oromo|pus Pashto|pcm Pidgin (Nigerian)|pol Polish|por Portuguese|pan Punjabi|rhg Rohingya|rom Romani
rus Russian|sag Sango|gla Scottish Gaelic|srp Serbian|sna Shona|snd Sindhi|sin Sinhala|slk Slovak|slv Slovenian|som Somali
sot Sotho|spa Spanish|sus Susu|swa Swahili|ssw Swati|swe Swedish|syl Sylheti|tgl Tagalog|tgk Tajik|tam Tamil
tel Telugu|tet Tetum|tha Thai|tig Tigre|tir Tigrinya|tsn Tswana|tur Turkish|tuk Turkmen|twi Twi|ukr Ukrainian
urd Urdu|uig Uyghur|uzb Uzbek|vie Vietnamese|cym Welsh|wol Wolof|xho Xhosa|yid Yiddish|yor Yoruba|zag Zaghawa|zul Zulu`;

export const languages = list(
  'languages',
  'ISO 639-3 codes; names as interpreters are booked',
  names
    .trim()
    .split(/[|\n]/)
    .map((entry) => ({ code: entry.slice(0, 3), label: entry.slice(4) })),
);
