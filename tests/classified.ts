// Every door, job, command and reading of the program, with what of the policy it serves. A new one is put in here, or the tests fail.
import type { FieldClass } from '#access/classes.ts';
import type { Relation } from '#access/matrix.ts';
import type { Field, Verb } from '#access/policy.ts';
import type { Purpose } from '#access/purposes.ts';
import type { OrganisationKind, Role } from '#access/roles.ts';

/** What a door shows and takes, in the words of the policy; or why it needs none. */
export type Serves =
  | { readonly purposes: readonly Purpose[]; readonly relations: readonly Relation[]; readonly read: readonly Field[]; readonly write: readonly Field[] }
  | { readonly open: string };

const serves = (purposes: readonly Purpose[], relations: readonly Relation[], read: readonly Field[], write: readonly Field[] = []): Serves => ({
  purposes,
  relations,
  read,
  write,
});
const told = ['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'immigration', 'suspect', 'administrative'] as const;
/** What may pass outside, or into a person’s own copy. */
const passing = told;
const careTold = ['identity', 'locator', 'safe-contact', 'narrative', 'medical', 'administrative'] as const;
const deciding = ['identification', 'reconsideration'] as const;

/** By method and the beginning of the path; the longest that fits counts. */
export const doors: Readonly<Record<string, Serves>> = {
  'GET /': { open: 'Says what this is, or leads on to one’s own work.' },
  'GET /phone': { open: 'Numbers to ring; no data.' },
  'GET /learn': { open: 'Texts for everybody; no data.' },
  'GET /who-are-you': { open: 'Sign-in.' },
  'POST /who-are-you': { open: 'Sign-in.' },
  'POST /sign-out': { open: 'Sign-out.' },
  'GET /law': { open: 'The law is public.' },
  'GET /policy': { open: 'The policy itself holds nobody’s data.' },
  'GET /lists': { open: 'Lists of names of places and organisations, as the form offers them.' },
  'GET /api/v1/openapi.json': { open: 'What programs can do; no data.' },
  'GET /helpline/': serves(['intake'], ['signal-of-own-team'], ['worklist', 'course', 'narrative', 'analysis', 'evidence']),
  'POST /helpline/': serves(
    ['intake'],
    ['signal-of-own-team'],
    ['worklist', 'course', 'narrative', 'analysis'],
    ['worklist', 'course', 'narrative', 'analysis'],
  ),
  'POST /api/v1/signals': { open: 'Takes in what a partner hands over, sealed by the program to the team that receives it; gives back numbers.' },
  'GET /referral/asked': {
    open: 'References that a helpline sent to the reader’s own organisation; what was told is given by the program once a draft is begun.',
  },
  'POST /referral/asked': serves(['intake'], ['own-draft'], [], [...told, 'worklist']),
  'GET /referral': serves(['intake'], ['own-draft'], ['worklist']),
  'POST /referral': serves(['intake'], ['own-draft'], [], ['worklist']),
  'GET /drafts/': serves(['intake'], ['own-draft'], [...told, 'evidence']),
  'POST /drafts/': serves(['intake'], ['own-draft'], [], [...told, 'evidence', 'worklist', 'stage']),
  'GET /sent': serves(['intake'], ['referred', 'referred-undecided'], ['receipt', 'stage', 'result', 'worklist', ...told, 'evidence']),
  'POST /sent/': serves(['intake'], ['referred'], [], [...told, 'evidence', 'stage']),
  'GET /check': { open: 'Where a stranger types the code of a letter; no data.' },
  'POST /check': { open: 'Says whether a code of a letter is in force: one word of status, of nobody, and nothing for a code that is not.' },
  'GET /notebook': { open: 'Where words are typed; no data.' },
  'POST /notebook': { open: 'Tries words at a door: who comes in is that person, and whoever does not learns nothing of any door.' },
  'GET /exit': { open: 'Ends one’s own visit.' },
  'GET /calendar': { open: 'Holidays; no data.' },
  'GET /notebook/home': serves(['support'], ['own-record', 'own-case'], ['course']),
  'GET /notebook/more': { open: 'Where further words are typed; no data.' },
  'POST /notebook/more': { open: 'Tries further words of one’s own door.' },
  'POST /notebook/off': { open: 'Shuts one’s own door.' },
  'GET /notebook/people': serves(['support'], ['own-record', 'own-case'], ['course']),
  'GET /notebook/notes': serves(['support'], ['own-case'], ['identity', 'narrative']),
  'POST /notebook/notes': serves(['support'], ['own-case'], ['identity', 'narrative'], ['narrative']),
  'GET /notebook/lists': serves(['support'], ['own-record', 'own-case'], ['course']),
  'POST /notebook/lists': { open: 'Takes back what one let others see; the program writes it in one’s own name.' },
  'GET /notebook/message': serves(['support'], ['own-record'], ['complaints']),
  'POST /notebook/message': serves(['support'], ['own-record'], ['complaints'], ['complaints']),
  'GET /write': { open: 'Where anybody writes to the helpline; no data.' },
  'POST /write': { open: 'Takes what somebody reports, and gives sealed answers to whoever brings the code: by the program, of a signal alone.' },
  'GET /signals': serves(['intake'], ['signal-of-own-team'], ['worklist', 'course', 'narrative', 'analysis', 'evidence']),
  'POST /signals': serves(['intake'], ['signal-of-own-team'], ['worklist', 'course', 'narrative', 'analysis'], ['worklist', 'course', 'narrative']),
  'GET /complaints': serves(['support'], ['own-support-record'], ['complaints']),
  'POST /complaints': serves(['support'], ['own-support-record'], ['complaints'], ['complaints']),
  'GET /support/:reference/door': serves(['support'], ['any-support-record'], ['course']),
  'POST /support/:reference/door': {
    open: 'The program writes the door in the name of who is named, or of who answers for the provider, after the policy has given them the record.',
  },
  'GET /closed': { open: 'That a file was closed: of no file, and the same for everybody.' },
  'POST /owed': { open: 'That a notification was dealt with which one’s own team owes: of nobody.' },
  'GET /asked/': serves(['intake'], ['referred'], ['questions']),
  'POST /asked/': serves(['intake'], ['referred'], ['questions'], ['questions']),
  'GET /desk': serves(deciding, ['authority-list'], ['worklist']),
  'POST /desk/several': serves(deciding, ['deciding-authority'], ['worklist', 'questions', 'course'], ['worklist', 'questions', 'course', 'analysis']),
  'GET /desk/several/': serves(deciding, ['deciding-authority'], ['worklist', 'course']),
  'POST /desk/seen': { open: 'A mark of one’s own: up to when one has seen what changed.' },
  'GET /letters': serves(deciding, ['authority-list'], ['worklist', 'post']),
  'POST /search': serves(deciding, ['deciding-authority'], ['worklist', 'stage']),
  'GET /search': serves(deciding, ['deciding-authority'], ['worklist', 'stage']),
  'GET /case/': serves(deciding, ['deciding-authority'], [...told, 'analysis', 'questions', 'stage', 'result', 'course', 'letters', 'evidence']),
  'POST /case/': serves(
    deciding,
    ['deciding-authority'],
    [],
    ['analysis', 'questions', 'stage', 'result', 'course', 'letters', 'safe-contact', 'administrative'],
  ),
  'GET /case/:reference/take': serves(deciding, ['authority-list'], ['worklist', 'stage', 'course']),
  'POST /case/:reference/allocate': serves(deciding, ['unheld-case', 'authority-list'], ['allocation', 'course'], ['allocation']),
  'GET /case/:reference/wrong-record': serves(deciding, ['deciding-authority'], [...told, 'questions', 'evidence', 'course']),
  'POST /case/:reference/wrong-record': serves(deciding, ['deciding-authority'], [...told, 'questions', 'evidence'], ['course', 'evidence']),
  'GET /breaches': { open: 'Kinds of fact, organisations and days, of nobody; the database gives an authority its own alone.' },
  'POST /breaches/': { open: 'What was judged of a breach, of nobody.' },
  'GET /case/:reference/readers': serves(deciding, ['deciding-authority'], ['course']),
  'GET /case/:reference/disclosures': serves(['disclosure'], ['deciding-authority'], passing),
  'POST /case/:reference/disclosures': serves(['disclosure'], ['deciding-authority'], passing),
  // Answers are read for a copy under the purpose of disclosure, the rest as it is read in the case.
  'GET /case/:reference/copies': serves(deciding, ['deciding-authority'], [...passing, 'analysis', 'questions', 'letters', 'evidence', 'course']),
  'POST /case/:reference/copies': serves(deciding, ['deciding-authority'], [...passing, 'analysis', 'questions', 'letters', 'evidence', 'course']),
  'GET /disclosures': { open: 'Counts of acts by quarter, for everybody: no file and no person.' },
  'GET /evidence/': serves(deciding, ['deciding-authority'], ['evidence']),
  'POST /evidence/': serves(deciding, ['deciding-authority'], ['evidence'], ['evidence']),
  'GET /bound': { open: 'How many people one has named oneself: a number, and never who.' },
  'POST /bound': { open: 'Tokens that nobody reads back, of people one is bound to oneself.' },
  'GET /glass': serves(['safeguarding'], ['glass-on-case'], ['identity', 'locator', 'safe-contact', 'narrative', 'medical']),
  'POST /glass': { open: 'Who opens the glass stands in no relation to the case yet: the program breaks it in their name.' },
  'GET /audit/glass': serves(['audit'], ['no-record'], ['log']),
  'GET /granted': { open: 'Each page asks the policy for each field of each case, from the grant as it stands at that moment.' },
  'POST /granted/': serves(['disclosure'], ['granted-lawyer'], [], ['legal']),
  'GET /granted/:reference/questions': serves(['disclosure'], ['granted-lawyer'], ['questions']),
  'POST /granted/:reference/questions': serves(['disclosure'], ['granted-lawyer'], ['questions'], ['questions']),
  'GET /support/:reference/questions': serves(['support'], ['named-in-case'], ['questions']),
  'POST /support/:reference/questions': serves(['support'], ['named-in-case'], ['questions'], ['questions']),
  'GET /support': serves(['support'], ['any-support-record'], ['worklist', 'course']),
  'GET /support/:reference/payments': serves(['support'], ['supports'], ['payments']),
  'POST /support/:reference/payments': serves(['support'], ['supports'], ['payments'], ['administrative', 'medical', 'locator']),
  'GET /payments': serves(['support'], ['own-support-record'], ['payments']),
  'GET /payments/preview': {
    open: 'A provider’s own records, worked out by the program, sealed ones too, so that nobody is left unpaid: references, amounts and weeks.',
  },
  'POST /payments': { open: 'The same, counted and added up: how many and how much, of nobody.' },
  'GET /payments/run/': { open: 'How many and how much, of nobody; the bank’s file holds where each payment goes, which the program unseals for the manager.' },
  'POST /payments/run/': { open: 'What two managers do together is put into the books by the program.' },
  'GET /payments/person': serves(['support'], ['own-support-record'], ['payments']),
  'POST /payments/person/': serves(['support'], ['own-support-record'], ['payments'], ['payments']),
  'GET /rates': serves(['operations'], ['no-record'], ['rules']),
  'POST /rates': serves(['operations'], ['no-record'], ['rules'], ['rules']),
  'GET /support/': serves(['support'], ['supports', 'named-in-case'], careTold),
  'POST /support/': serves(['support'], ['supports', 'named-in-case'], careTold, careTold),
  'GET /begin': { open: 'An empty form: of nobody yet.' },
  'POST /begin': serves(['support'], ['supports'], [], careTold),
  'GET /day': serves(['support'], ['any-support-record', 'supports'], ['worklist', 'course', 'safe-contact', 'locator']),
  'GET /caseload': serves(['support'], ['any-support-record'], ['worklist', 'course']),
  'POST /caseload': serves(['support'], ['any-support-record', 'own-support-record'], ['worklist', 'course'], ['allocation']),
  'GET /on-call': serves(['support'], ['any-support-record'], ['worklist', 'course']),
  'POST /on-call': {
    open: 'Who is on call takes a call on in their name; the program writes it, after the policy has given them the line of the record.',
  },
  'GET /handover': serves(['support'], ['any-support-record'], ['worklist', 'course']),
  'POST /handover': { open: 'That a shift was given over or taken, of nobody.' },
  'GET /case/:reference/recovery-needs': serves(deciding, ['released-item'], ['narrative']),
  'POST /case/:reference/recovery-needs': serves(deciding, ['released-item', 'deciding-authority'], ['narrative'], ['analysis']),
  'GET /support/:reference/place': serves(['support'], ['supports'], ['locator', 'administrative', 'narrative', 'refuge', 'safe-contact']),
  'POST /support/:reference/place': serves(
    ['support'],
    ['supports'],
    ['locator', 'administrative', 'narrative', 'safe-contact'],
    ['locator', 'administrative', 'narrative'],
  ),
  'GET /places': serves(['support'], ['own-place'], ['worklist', 'course', 'administrative']),
  'GET /places/': serves(['support'], ['own-place'], ['worklist', 'course', 'administrative', 'refuge']),
  'GET /offline/note': { open: 'An empty page, the same for everybody; no data.' },
  'GET /offline/pads': serves(['support'], ['supports'], ['administrative']),
  'POST /offline/notes': serves(['support'], ['supports'], ['administrative', 'narrative'], ['narrative', 'medical']),
  'GET /places/apart': serves(['support'], ['own-support-record'], ['allocation']),
  'POST /places/apart': serves(['support'], ['own-support-record'], ['allocation'], ['allocation']),
  'GET /places/matching': serves(['support'], ['own-support-record'], ['allocation']),
  'POST /places/': serves(['support'], ['own-place'], ['worklist', 'course', 'administrative', 'refuge'], ['course', 'administrative', 'refuge']),
  'GET /beds': {
    open: 'That beds are asked for and who has them, row by row as the database lets each role see: codes and times, and nobody’s name or place.',
  },
  'GET /beds/': serves(['support'], ['named-in-case'], ['identity', 'locator', 'safe-contact', 'medical', 'administrative']),
  'POST /beds/': {
    open: 'Who is on call stands in no relation to the record yet: the program writes it in their name, after the policy has given them the line.',
  },
  'GET /consistency': serves(['statistics'], ['no-record'], ['figures']),
  'GET /statistics': { open: 'Statistics that are out, for everybody.' },
  'GET /hidden-number': serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  'POST /hidden-number': serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  'GET /releases': serves(['statistics'], ['no-record'], ['releases']),
  'POST /releases': serves(['statistics'], ['no-record'], ['figures', 'exact-figures', 'releases'], ['releases']),
  'GET /early/': { open: 'A release in the day before its minute, for whoever two statisticians put on its list: the database asks that list alone.' },
  'GET /figures': serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  'GET /audit': serves(['audit'], ['no-record'], ['log']),
  'GET /numbers': serves(['operations'], ['no-record'], ['rules']),
  'POST /numbers': serves(['operations'], ['no-record'], ['rules'], ['rules']),
  'POST /numbers/out': serves(['operations'], ['no-record'], ['rules'], ['rules']),
  'GET /unconfirmed-rules': serves(['operations'], ['no-record'], ['rules']),
  'POST /unconfirmed-rules': serves(['operations'], ['no-record'], ['rules'], ['rules']),
  'GET /organisations': serves(['operations'], ['no-record'], ['access']),
  'POST /organisations': serves(['operations'], ['no-record'], ['access'], ['access']),
  'GET /staff/': serves(['operations'], ['no-record'], ['access']),
  'POST /staff/': serves(['operations'], ['no-record'], ['access'], ['access']),
  'GET /my-keys': { open: 'One’s own keyboard shortcuts.' },
  'POST /my-keys': { open: 'Changes what is one’s own.' },
  'GET /my-access': { open: 'One’s own visits, passkeys and roles; nobody else’s.' },
  'POST /my-access': { open: 'Ends or changes what is one’s own.' },
  'GET /retention': serves(['operations'], ['no-record'], ['retention', 'rules']),
  'POST /retention': serves(['operations'], ['no-record'], ['retention'], ['retention']),
  'GET /tokens': serves(['operations'], ['no-record'], ['access']),
  'POST /tokens': serves(['operations'], ['no-record'], ['access'], ['access']),
  'POST /api/v1/referrals': serves(['intake'], ['own-draft'], [], [...told, 'stage']),
  'GET /api/v1/referrals/': serves(['intake'], ['referred'], ['receipt', 'stage', 'questions', 'result']),
  'GET /api/v1/work': serves(deciding, ['authority-list'], ['worklist']),
};

/** Jobs and timers, all done by the program itself. */
export const jobs: Readonly<Record<string, Serves>> = {
  assign: serves(['identification'], ['any-case'], ['locator', 'administrative', 'course'], ['course']),
  person: serves(['identification'], ['any-case'], ['course'], ['course']),
  support: serves(['support'], ['any-case', 'any-support-record'], ['course'], ['course']),
  bed: serves(['support'], ['any-case', 'any-support-record'], ['course'], ['course']),
  listed: serves(['identification'], ['any-case'], ['course'], ['course']),
  course: serves(['support'], ['any-case', 'any-support-record'], ['course'], ['course']),
  letters: serves(['identification'], ['any-case'], ['safe-contact', 'course'], ['letters', 'course']),
  notification: { open: 'A notification names nobody and is about no record.' },
  'notification-counted': { open: 'Codes without a record are counted.' },
  jobs: serves(['operations'], ['no-record'], ['jobs'], ['jobs']),
  directory: serves(['operations'], ['no-record'], ['access']),
  log: serves(['operations'], ['no-record'], ['log'], ['log']),
  drafts: serves(['operations'], ['any-draft'], ['worklist'], [...told, 'evidence']),
  answered: serves(['identification'], ['any-case'], ['course'], ['questions']),
  asking: serves(['identification'], ['any-case'], ['worklist', 'course'], ['course']),
  leaves: serves(['identification'], ['any-case'], ['worklist', 'course'], ['course']),
  'breach-readers': serves(['audit'], ['no-record'], ['log']),
  duplicate: serves(['identification'], ['any-case', 'any-person'], ['course'], ['course']),
  'known-before': serves(['support', 'identification'], ['any-support-record', 'any-person'], ['course'], ['course']),
  unconsented: serves(['identification'], ['any-case'], ['course'], ['course']),
  'letter-checks': { open: 'Old lines that somebody asked for the code of a letter, of nobody, go.' },
  'door-alarm': serves(['support'], ['any-support-record'], ['course'], ['course']),
  'door-alarms': serves(['support'], ['any-support-record'], ['course'], ['course']),
  'door-tries': { open: 'Old lines that words were tried at a door go.' },
  erase: serves(['operations'], ['no-record'], ['retention'], ['retention']),
  retention: serves(['operations'], ['no-record'], ['retention'], ['retention']),
  worklist: serves(['operations'], ['any-case'], ['worklist', 'course'], ['worklist']),
};

/** What only whoever keeps an installation may do, with the owner's login or the keys in hand: past the policy, and why nobody's facts are shown by it. */
export type Keeps = { readonly keeper: string };

/** Commands of the command line, by name. Who runs one has a login of the machine; where the policy speaks of what it reads, the program itself reads it. */
export const commandLine: Readonly<Record<string, Serves | Keeps>> = {
  practice: { keeper: 'Opens the doors and starts the jobs above, each classified there, over invented people alone.' },
  serve: { keeper: 'Opens the doors and starts the jobs above, each classified there.' },
  ready: serves(['operations'], ['no-record'], ['rules', 'access']),
  figures: serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  release: serves(['statistics'], ['no-record'], ['figures', 'exact-figures', 'releases']),
  exchange: serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  revisions: serves(['statistics'], ['no-record'], ['figures', 'exact-figures']),
  due: { open: 'Counts days by the law; no case.' },
  protect: { open: 'A table that somebody hands in: nothing that is kept here is read.' },
  estimate: { open: 'A table of counts that somebody hands in: nothing that is kept here is read.' },
  law: { open: 'The law is public.' },
  payments: serves(['support'], ['any-support-record'], ['payments', 'course']),
  policy: { open: 'The policy itself holds nobody’s data.' },
  words: { open: 'Texts of the screens.' },
  'check-house': { open: 'The program’s own source.' },
  help: { open: 'This list.' },
  'new-log-key': { open: 'Makes a key and touches nothing.' },
  'new-root-key': { open: 'Makes a key and touches nothing.' },
  'new-backup-key': { open: 'Makes a key and touches nothing.' },
  'verify-log': serves(['audit'], ['no-record'], ['log']),
  'export-log': serves(['audit'], ['no-record'], ['log']),
  admit: { keeper: 'Names the first two administrators, where there are none yet; from then on two of them do it.' },
  'rotate-key': { keeper: 'Wraps keys anew under another root, and opens no record.' },
  backup: { keeper: 'Everything, encrypted to a key that is not here; nothing is printed but counts.' },
  'check-backup': { keeper: 'Reads a backup with its key to the end, and says how many rows it holds.' },
  restore: { keeper: 'Writes a backup into an empty database, without those erased since.' },
  sweep: { keeper: 'Writes tables anew and reads none out.' },
};

/** Files that ask the store for answers: "policy" where the policy says the classes, else the classes that stand in the code and for whom. */
export type Reading =
  | 'policy'
  | {
      readonly classes: readonly FieldClass[];
      readonly role: Role;
      readonly kind: OrganisationKind;
      readonly purpose: Purpose;
      readonly relation: Relation;
      readonly verb: Verb;
      readonly note?: string;
    };

const byDecider = { role: 'decision-maker', kind: 'competent-authority', purpose: 'identification', relation: 'deciding-authority', verb: 'read' } as const;
export const readings: Readonly<Record<string, Reading>> = {
  'desk/readable.ts': 'policy',
  'desk/glass-pages.ts': 'policy',
  'desk/bed-pages.ts': 'policy',
  'rooms/places/house.ts': 'policy',
  'desk/outside-pages.ts': 'policy',
  'desk/support-print-pages.ts': 'policy',
  'desk/support-care.ts': 'policy',
  'desk/granted-pages.ts': 'policy',
  'desk/own-further-pages.ts': 'policy',
  'rooms/referral/answers.ts': 'policy',
  'rooms/decision/letter-written.ts': { ...byDecider, classes: ['identity'] },
  'rooms/decision/question-letter.ts': { ...byDecider, classes: ['identity'] },
  'rooms/decision/store.ts': {
    ...byDecider,
    classes: ['safe-contact', 'analysis', 'narrative'],
    note: 'A text in narrative is a question or its answer, which the policy calls questions and shows to the referrer too.',
  },
  'rooms/decision/area.ts': {
    classes: ['locator', 'administrative'],
    role: 'system',
    kind: 'service',
    purpose: 'identification',
    relation: 'any-case',
    verb: 'read',
  },
  'desk/queue.ts': {
    classes: ['identity', 'immigration', 'administrative'],
    role: 'first-responder',
    kind: 'immigration',
    purpose: 'intake',
    relation: 'referred',
    verb: 'write',
    note: 'The day is worked out as its fact is written, and shown to nobody there (data.md 9). Which facts: house.ts.',
  },
};
