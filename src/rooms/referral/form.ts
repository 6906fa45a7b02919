// What is asked of a first responder: one question set for the short path of tonight, the full referral and the notification.
import { form, type Form } from '#form/form.ts';
import { termQuestions } from '#form/contact-terms.ts';
import { choice, date, group, indicators, many, number, pick, span, text, type NonAnswer, type Option } from '#form/question.ts';
import { clashesAt } from './contradictions.ts';
import { noticeText } from './notice.ts';

/** Non-answers for a fact that somebody may not know, may not have asked, or may not wish to say. */
const anyGap: readonly NonAnswer[] = ['not-known', 'not-asked', 'prefers-not-to-say', 'skipped'];
const shortGap: readonly NonAnswer[] = ['not-known', 'not-asked'];

type Age = 'adult' | 'child' | 'not-sure';
type Consent = 'given' | 'refused' | 'not-yet-asked' | 'cannot-decide';
type Fork = { readonly age?: Age; readonly consent?: Consent };
/** An adult who, told what it means, does not want to be referred: at most a notification without identity. */
const notifying = (known: Fork) => known.age === 'adult' && known.consent === 'refused';
const referring = (known: Fork) => !notifying(known);
/** A person who may be under 18 is treated as a child. */
const maybeChild = (known: Fork) => known.age === 'child' || known.age === 'not-sure';

/** Kinds of exploitation as the figures know them; a set is kept and the published combination is derived from it. */
export const exploitationOptions = [
  { code: 'sexual', label: 'Sexual', hint: 'Made to have sex or do sexual things, in any place or online' },
  { code: 'labour', label: 'Work', hint: 'Made to work for little or nothing, or wages or bank account taken' },
  { code: 'domestic', label: 'Work in a home', hint: 'Cooking, cleaning or caring in somebody’s household' },
  { code: 'criminal', label: 'Crime', hint: 'Made to carry or grow drugs, steal, beg or commit fraud; includes county lines' },
  { code: 'organ-harvesting', label: 'Removal of an organ' },
] as const satisfies readonly Option[];

const referralKinds = [
  ...exploitationOptions,
  { code: 'not-specified', label: 'Something else, or not clear yet' },
] as const satisfies readonly Option[];

export const ukNations: readonly Option[] = [
  { code: 'england', label: 'England' },
  { code: 'wales', label: 'Wales' },
  { code: 'scotland', label: 'Scotland' },
  { code: 'northern-ireland', label: 'Northern Ireland' },
];

/** By which ways of this form somebody else may read or hear it too. */
const terms = termQuestions([
  { code: 'person', label: 'The phone number' },
  { code: 'someone-else', label: 'Whoever they trust' },
  { code: 'email', label: 'The e-mail address' },
  { code: 'post', label: 'The postal address' },
]);

const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
] as const;

/** `country` as it stands after "in". */
export type Place = { readonly country: string; readonly nations: readonly Option[] };

/** The form for a country with these nations. Ids are for ever; the words may change, the meaning of an id may not. */
export function referralFor(place: Place) {
  return form('referral', [
    { id: 'tonight', title: 'Safe tonight' },
    { id: 'person', title: 'The person' },
    { id: 'happened', title: 'What happened', lead: 'Record what you already know. Do not interview the person again for this.' },
    { id: 'signs', title: 'Signs you noticed' },
    { id: 'safety', title: 'Safety, police and the people responsible' },
    { id: 'contact', title: 'Letters, and how to reach you' },
    { id: 'notify', title: 'Notification without a name' },
  ])
    .page('danger', 'Is the person in danger now?', {
      'danger-now': choice({
        label: 'Is the person in danger now?',
        hint: 'Danger from anyone, danger to their health, or danger that they harm themselves. If life is at risk, ring 999 first.',
        why: 'It decides who is rung tonight.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes, now' },
          { code: 'no', label: 'Not now' },
        ],
        none: ['not-known'],
        current: true,
      }),
      nation: choice({
        label: 'Where are you making this report?',
        why: 'The law and the numbers to ring differ from nation to nation.',
        holds: 'administrative',
        own: true,
        options: place.nations,
      }),
    }, { section: 'tonight', tonight: true })

    .page('age', 'Is the person a child?', {
      age: choice({
        label: 'Is the person under 18?',
        hint: 'If you cannot be sure, say so. A person who may be under 18 is treated as a child.',
        why: 'A child needs no consent to be referred, and the council must be told today.',
        holds: 'administrative',
        options: [
          { code: 'child', label: 'Yes, under 18' },
          { code: 'adult', label: 'No, 18 or over' },
          { code: 'not-sure', label: 'Not sure' },
        ],
        source: true,
      }),
      'birth-date': date({
        label: 'Date of birth, if you know it',
        why: 'It tells one person from another, and warns before an 18th birthday.',
        holds: 'identity',
        past: true,
        optional: true,
        find: 'date',
        source: true,
        current: true,
      }),
    }, { section: 'tonight', tonight: true, checks: clashesAt('birth-date') })

    .page('alone', 'Can the person speak freely?', {
      alone: choice({
        label: 'Are you with the person without anyone who came with them?',
        hint: 'Somebody who speaks for them, or listens, may be part of it.',
        why: 'What is said in front of somebody else may not be what they would say alone.',
        holds: 'administrative',
        own: true,
        options: [
          { code: 'yes', label: 'Yes, or I am not with them now' },
          { code: 'no', label: 'No, somebody else can hear' },
        ],
        none: ['not-known'],
      }),
      interpreter: choice({
        label: 'Who interprets?',
        why: 'An interpreter who knows the person, or the people responsible, can put them in danger.',
        holds: 'administrative',
        own: true,
        options: [
          { code: 'none', label: 'Nobody: none is needed' },
          { code: 'independent', label: 'An independent interpreter' },
          { code: 'other', label: 'Somebody they came with, or know', hint: 'Please find another as soon as you can' },
          { code: 'wanted', label: 'One is needed and not here yet' },
        ],
      }),
      language: pick({
        label: 'Which language do they speak best?',
        why: 'Every later call and letter must be understood.',
        holds: 'safe-contact',
        list: 'languages',
        optional: true,
      }),
      'communication-help': text({
        label: 'Any other help to understand or be understood',
        hint: 'For example large print, a signer, more time, short sentences',
        why: 'So that nobody has to ask for it again.',
        holds: 'medical',
        optional: true,
        most: 300,
      }),
    }, { section: 'tonight', tonight: true })

    .page('consent', 'Explain it, then ask', {
      consent: choice({
        label: 'Does the person agree to be referred?',
        hint: 'Only after you explained what a referral is, what happens next, and what support there is, in words they understand.',
        why: 'An adult is referred only with their agreement. It is their choice, and they may change their mind.',
        holds: 'administrative',
        own: true,
        options: [
          { code: 'given', label: 'Yes, they agree' },
          { code: 'refused', label: 'No, after I explained', hint: 'Nothing that names them is sent. You may owe a notification without a name.' },
          { code: 'not-yet-asked', label: 'Not asked yet', hint: 'You can save everything and ask when it is safe and calm.' },
          { code: 'cannot-decide', label: 'They cannot decide at the moment', hint: 'For example badly hurt, unwell or very frightened.' },
        ],
        current: true,
      }),
      'consent-present': text({
        label: 'Who was there when you asked?',
        hint: 'Roles rather than names: a colleague, an interpreter, a nurse',
        why: 'A choice made in front of the wrong people may not have been free.',
        holds: 'administrative',
        own: true,
        optional: true,
        most: 300,
      }),
      'consent-meanwhile': text({
        label: 'If they cannot decide yet: what is being done for them meanwhile?',
        why: 'Help does not wait for a decision. The next shift needs to know what has been started.',
        holds: 'administrative',
        own: true,
        optional: true,
        rows: 3,
        most: 2000,
      }),
    }, { section: 'tonight', tonight: true, lead: noticeText }, (known) => !maybeChild(known))

    .page('child', 'Who looks after this child?', {
      'child-council': pick({
        label: 'Which council’s children’s services have you told?',
        hint: 'If you have not told anyone yet, ring now: the out-of-hours team answers at night.',
        why: 'The council must keep the child safe tonight, whatever is decided later.',
        holds: 'administrative',
        own: true,
        list: 'local-authorities',
        none: ['not-known', 'not-asked'],
      }),
      'child-council-name': text({
        label: 'Who did you speak to?',
        why: 'So that the next person can ring the same person.',
        holds: 'administrative',
        own: true,
        optional: true,
      }),
      'child-council-phone': text({
        label: 'Their phone number',
        why: 'For the calls that follow.',
        holds: 'administrative',
        own: true,
        optional: true,
        shape: 'phone',
        most: 40,
      }),
      'child-council-email': text({
        label: 'Their work e-mail',
        why: 'For the letters that follow.',
        holds: 'administrative',
        own: true,
        optional: true,
        shape: 'email',
        most: 254,
      }),
      guardian: choice({
        label: 'Does the child have an independent guardian?',
        why: 'A guardian speaks for a child who has nobody here with parental responsibility. You can ask for one now.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'asked', label: 'I have asked for one' },
          { code: 'no', label: 'Not yet' },
        ],
        none: ['not-known'],
      }),
      'child-wishes': text({
        label: 'What does the child say they want?',
        hint: 'In their own words, as far as you can.',
        why: 'A child does not have to agree, and is always heard.',
        holds: 'narrative',
        optional: true,
        rows: 3,
        most: 4000,
      }),
    }, { section: 'tonight', tonight: true }, maybeChild)

    .page('safe-contact', 'How can the person be reached safely?', {
      contact: choice({
        label: 'How may they be reached?',
        why: 'A call or letter that the wrong person sees can hurt them. Nothing is sent to a way that is not ticked as safe.',
        holds: 'safe-contact',
        options: [
          { code: 'person', label: 'Directly, on a number of their own' },
          { code: 'someone-else', label: 'Through somebody they trust' },
          { code: 'worker', label: 'Through me or another worker' },
          { code: 'no-safe-way', label: 'There is no safe way yet' },
        ],
        none: shortGap,
        current: true,
      }),
      'contact-phone': text({
        label: 'Phone number',
        why: 'The first call about support usually comes within hours.',
        holds: 'safe-contact',
        optional: true,
        shape: 'phone',
        most: 40,
        find: 'phone',
        current: true,
      }),
      'contact-someone': text({
        label: 'If it is somebody else: who, and what they are to the person',
        why: 'So that the caller knows who answers.',
        holds: 'safe-contact',
        optional: true,
        most: 250,
      }),
      'contact-checked': choice({
        label: 'Have you made sure that nobody who harmed them can see or answer this?',
        why: 'Numbers and addresses often belong to the people responsible.',
        holds: 'safe-contact',
        own: true,
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No, treat it as not safe' },
        ],
        none: ['not-asked'],
        current: true,
      }),
      'contact-rules': text({
        label: 'When, and what to say and not to say',
        hint: 'For example: Tuesdays after ten, ask for Mo, never text',
        why: 'Whoever rings will follow this to the letter.',
        holds: 'safe-contact',
        optional: true,
        rows: 2,
        most: 1000,
        current: true,
      }),
      'contact-times': terms.times,
      'contact-most': terms.most,
      'contact-word': terms.word,
      'contact-also': terms.also,
    }, { section: 'tonight', tonight: true }, referring)

    .page('place', 'Where the person is, and what is coming up', {
      'where-now': text({
        label: 'Town or place where the person is now',
        hint: 'Not the address of a refuge or safe house',
        why: 'It decides which police force and council are told.',
        holds: 'locator',
        none: shortGap,
        most: 200,
      }),
      council: pick({
        label: 'Council area',
        why: 'It decides which council’s team is rung at night, and who may decide for a child.',
        holds: 'locator',
        list: 'local-authorities',
        optional: true,
      }),
      'still-held': choice({
        label: 'Are they still being exploited or held?',
        why: 'Somebody who is still held comes first.',
        holds: 'administrative',
        options: yesNo,
        none: ['not-known'],
        current: true,
      }),
      needs: many({
        label: 'Is any of this happening?',
        hint: 'Tick all that apply. These come before every other date.',
        why: 'A court, a flight or a night without a bed does not wait for a decision.',
        holds: 'administrative',
        options: [
          { code: 'bed-tonight', label: 'Nowhere safe to sleep tonight' },
          { code: 'arrested', label: 'Arrested' },
          { code: 'charged', label: 'Charged with an offence' },
          { code: 'court', label: 'A court date' },
          { code: 'detained', label: 'In immigration detention or prison' },
          { code: 'removal', label: 'To be removed from the country' },
          { code: 'visa-end', label: 'A visa that ends soon' },
          { code: 'none-of-these', label: 'None of these' },
        ],
        none: shortGap,
        current: true,
      }),
      'court-date': date({ label: 'Court date, if known', why: 'The decision maker looks at it first.', holds: 'administrative', optional: true, current: true }),
      'removal-date': date({ label: 'Day of removal, if known', why: 'Removal waits while a person has a right to stay for recovery; somebody must know of the day.', holds: 'immigration', optional: true, current: true }),
      'visa-end-date': date({ label: 'Last day of the visa, if known', why: 'Advice after that day comes too late.', holds: 'immigration', optional: true, current: true }),
    }, { section: 'tonight', tonight: true, checks: clashesAt('needs') }, referring)

    .page('why', 'Why do you think so?', {
      exploitation: many({
        label: 'What kind of exploitation?',
        hint: 'Tick all that apply. You can change it later.',
        why: 'It brings the right help, and it is how cases are counted.',
        holds: 'narrative',
        options: referralKinds,
        counts: true,
        source: true,
      }),
      why: text({
        label: 'Why do you think this person may have been exploited?',
        hint: 'What you saw, heard or read. A few sentences are enough tonight; no sexual detail is ever needed.',
        why: 'It is the one thing that nobody but you can say.',
        holds: 'narrative',
        rows: 6,
        most: 15000,
        essay: true,
        source: true,
      }),
    }, { section: 'tonight', tonight: true }, referring)

    .page('name', 'Name and nationality', {
      'given-name': text({ label: 'Given name', why: 'So that the person is addressed rightly.', holds: 'identity', none: anyGap, find: 'name' }),
      'family-name': text({ label: 'Family name', why: 'So that two people are not taken for one.', holds: 'identity', none: anyGap, find: 'name' }),
      'other-names': text({ label: 'Other names they use or are called by', why: 'An earlier report may carry another name.', holds: 'identity', optional: true, find: 'name', most: 300 }),
      gender: choice({
        label: 'Gender',
        hint: 'As the person says.',
        why: 'It matters for a safe place to stay, and it is counted.',
        holds: 'identity',
        options: [
          { code: 'female', label: 'Female' },
          { code: 'male', label: 'Male' },
          { code: 'other', label: 'Another, or neither' },
        ],
        none: anyGap,
        counts: true,
      }),
      nationality: pick({
        label: 'Nationality',
        hint: 'A second one if they have it',
        why: 'It decides which consulate must not be told and what rights to stay there are. It is counted.',
        holds: 'identity',
        list: 'nationalities',
        most: 2,
        none: anyGap,
        counts: true,
        source: true,
      }),
      'birth-country': pick({ label: 'Country where they were born', why: 'Places of origin show routes that others may be on.', holds: 'identity', list: 'countries', optional: true }),
      'birth-town': text({ label: 'Town where they were born', why: 'As above.', holds: 'identity', optional: true }),
    }, { section: 'person' }, referring)

    .page('life', 'Health, family and life before', {
      health: text({
        label: 'Health, injuries or pregnancy that somebody should know of now',
        why: 'A doctor can be found sooner.',
        holds: 'medical',
        optional: true,
        rows: 3,
        most: 4000,
        source: true,
      }),
      disability: choice({
        label: 'Do they have a disability or a long illness that makes daily life harder?',
        hint: 'As the person says. They need not answer.',
        why: 'So that help fits them, and so that it can be seen whether decisions take longer for disabled people or come out otherwise.',
        holds: 'medical',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No' },
        ],
        none: anyGap,
        optional: true,
        counts: true,
      }),
      children: number({ label: 'How many children do they have?', hint: '0 if none', why: 'Children need a safe place too.', holds: 'identity', least: 0, most: 30, none: anyGap }),
      dependants: text({
        label: 'Where the children are, and anyone else who depends on them',
        why: 'Somebody may be at risk elsewhere.',
        holds: 'locator',
        optional: true,
        rows: 2,
        most: 2000,
      }),
      background: text({
        label: 'Family, schooling and work before, if the person spoke of it',
        hint: 'Only what was said. Do not ask for it.',
        why: 'It can show why somebody could be used.',
        holds: 'narrative',
        optional: true,
        rows: 4,
        most: 15000,
        source: true,
      }),
    }, { section: 'person' }, referring)

    .page('references', 'Earlier reports and reference numbers', {
      'home-office-reference': text({ label: 'Home Office reference', why: 'It joins papers that already exist.', holds: 'immigration', find: 'reference', optional: true, most: 60, source: true }),
      'immigration-status': choice({
        label: 'Right to stay in the country',
        hint: 'Only if you already know. It changes nothing about whether they may be referred.',
        why: 'Advice on staying can start early.',
        holds: 'immigration',
        options: [
          { code: 'citizen', label: 'British or Irish citizen' },
          { code: 'settled', label: 'Settled, or with a long right to stay' },
          { code: 'visa', label: 'On a visa that still runs' },
          { code: 'asylum', label: 'Has asked for asylum' },
          { code: 'none', label: 'No right to stay at present' },
        ],
        none: anyGap,
        source: true,
      }),
      earlier: choice({
        label: 'Has this been reported to anyone before?',
        hint: 'To the police, a council, a charity or in a referral',
        why: 'The person need not tell it all again.',
        holds: 'narrative',
        options: yesNo,
        none: anyGap,
      }),
      'earlier-reports': group({
        label: 'Earlier reports',
        hint: 'Also a notification made without a name: quote the code that its writer kept.',
        why: 'Two reports about one person can be joined, and exploitation that began again can be seen.',
        holds: 'administrative',
        optional: true,
        most: 6,
        each: 'Report',
        of: {
          what: choice({
            label: 'What was it?',
            why: 'Different offices hold different papers.',
            holds: 'administrative',
            options: [
              { code: 'referral', label: 'A referral like this one' },
              { code: 'notification', label: 'A notification without a name' },
              { code: 'police', label: 'A report to the police' },
              { code: 'council', label: 'A council’s concern for safety' },
              { code: 'other', label: 'Something else' },
            ],
          }),
          quoted: text({ label: 'Reference or code', why: 'To find it.', holds: 'administrative', optional: true, find: 'reference', most: 60 }),
          when: span({ label: 'About when', why: 'To find it.', holds: 'administrative', optional: true }),
          same: choice({
            label: 'Was it about the same events?',
            why: 'New exploitation after an earlier report is a new case.',
            holds: 'administrative',
            options: [
              { code: 'same', label: 'The same events' },
              { code: 'new', label: 'It has happened again since' },
            ],
            optional: true,
            none: ['not-known'],
          }),
        },
      }),
      'why-now': text({
        label: 'What made it possible to speak now?',
        hint: 'Only if the person said. There are many good reasons for not speaking earlier.',
        why: 'It spares the person the question later.',
        holds: 'narrative',
        optional: true,
        rows: 3,
        most: 15000,
        source: true,
      }),
    }, { section: 'person' }, referring)

    .page('then', 'How old was the person when it began?', {
      'age-at-exploitation': choice({
        label: 'When it first happened, was the person under 18?',
        hint: 'The earliest time, if it happened more than once.',
        why: 'The test in law is different for what happened to a child. It is counted.',
        holds: 'narrative',
        options: [
          { code: 'child', label: 'Yes, under 18' },
          { code: 'adult', label: 'No, 18 or over' },
          { code: 'unknown', label: 'Not known' },
        ],
        counts: true,
        source: true,
      }),
    }, { section: 'happened', checks: clashesAt('age-at-exploitation') }, (known) => known.age === 'adult')

    .page('episodes', 'When and where it happened', {
      'exploitation-place': choice({
        label: 'Where did it happen?',
        why: 'It decides which police force is told. It is counted.',
        holds: 'narrative',
        options: [
          { code: 'uk', label: `In ${place.country}` },
          { code: 'overseas', label: 'In another country' },
          { code: 'uk-and-overseas', label: 'Both' },
          { code: 'not-specified', label: 'Not known yet' },
        ],
        counts: true,
      }),
      'county-lines': choice({
        label: 'Is it county lines?',
        hint: 'Being used by a group to carry, hold or sell drugs away from home, often with a phone line and often a child.',
        why: 'Police and councils have teams for it. It is counted.',
        holds: 'narrative',
        options: yesNo,
        none: ['not-known', 'not-asked'],
        counts: true,
        source: true,
      }),
      episodes: group({
        label: 'Each time or place',
        hint: 'One for each place, person or kind of work. Add what you know; leave the rest.',
        why: 'Times and places make a story that can be followed and checked against other papers.',
        holds: 'narrative',
        optional: true,
        most: 10,
        each: 'Time or place',
        source: true,
        of: {
          kinds: many({ label: 'What kind', why: 'As above.', holds: 'narrative', optional: true, options: referralKinds }),
          from: span({ label: 'It began', why: 'Even a year or a season helps.', holds: 'narrative', optional: true }),
          to: span({ label: 'It ended', why: 'As above.', holds: 'narrative', optional: true }),
          town: text({ label: 'Town or place', why: 'To know where others may be held.', holds: 'narrative', optional: true }),
          country: pick({ label: 'Country', why: 'As above.', holds: 'narrative', list: 'countries', optional: true }),
          address: text({ label: 'Address, or what the place looked like', why: 'A shop sign or a bridge can be enough to find it.', holds: 'narrative', optional: true, rows: 2, most: 2000 }),
          work: text({ label: 'What they had to do', why: 'It is what the person was used for.', holds: 'narrative', optional: true, rows: 2, most: 4000 }),
          pay: choice({
            label: 'Were they paid?',
            why: 'Pay that is kept back is a sign.',
            holds: 'narrative',
            options: [
              { code: 'nothing', label: 'Nothing' },
              { code: 'less', label: 'Less than promised, or it was taken' },
              { code: 'paid', label: 'Paid' },
            ],
            optional: true,
            none: ['not-known'],
          }),
        },
      }),
    }, { section: 'happened', hard: true, checks: clashesAt('episodes') }, referring)

    .page('account', 'What happened', {
      'how-started': text({
        label: 'How did it start?',
        hint: 'Who offered what, and what was promised',
        why: 'How somebody was brought into it is the first part of the test in law.',
        holds: 'narrative',
        optional: true,
        rows: 4,
        most: 15000,
        source: true,
      }),
      'what-happened': text({
        label: 'What happened?',
        hint: 'In the order you know it. The person’s own words where you have them. No sexual detail is needed.',
        why: 'The decision rests on it, so that the person need not tell it again.',
        holds: 'narrative',
        none: anyGap,
        rows: 10,
        most: 15000,
        essay: true,
        source: true,
      }),
    }, { section: 'happened', hard: true, lead: 'The next two pages are about what was done to the person. Stop whenever they or you need to; everything is kept.' }, referring)

    .page('treatment', 'What they were made to do, and how they were treated', {
      'made-to-do': text({
        label: 'What were they made to do, and how were they treated?',
        hint: 'For example hours and rest, force, threats, debts, papers or phone taken, being watched',
        why: 'It shows what kept the person there. For a child nothing of this kind need be shown.',
        holds: 'narrative',
        none: anyGap,
        rows: 8,
        most: 15000,
        essay: true,
        source: true,
      }),
      living: text({
        label: 'Where and how did they live?',
        why: 'It can lead to others in the same place.',
        holds: 'narrative',
        optional: true,
        rows: 4,
        most: 15000,
        source: true,
      }),
    }, { section: 'happened', hard: true }, referring)

    .page('journeys', 'Journeys, and getting away', {
      journeys: group({
        label: 'Each journey',
        hint: 'From one country or town to another, alone or taken by somebody',
        why: 'Being moved is part of the test in law, and routes are used again.',
        holds: 'narrative',
        optional: true,
        most: 10,
        each: 'Journey',
        source: true,
        of: {
          'journey-from': text({ label: 'Where from', why: 'As above.', holds: 'narrative', optional: true }),
          'journey-to': text({ label: 'Where to', why: 'As above.', holds: 'narrative', optional: true }),
          'journey-when': span({ label: 'About when', why: 'As above.', holds: 'narrative', optional: true }),
          'journey-how': text({ label: 'How, with whom, and who paid', why: 'As above.', holds: 'narrative', optional: true, rows: 2, most: 4000 }),
        },
      }),
      leaving: text({
        label: 'How did they get away? Or, if they are still there, what keeps them?',
        why: 'It tells what would make it safe to leave, or to stay away.',
        holds: 'narrative',
        optional: true,
        rows: 4,
        most: 15000,
        source: true,
      }),
      'last-contact': choice({
        label: 'When did they last hear from the people responsible?',
        why: 'The shorter ago, the closer the danger.',
        holds: 'narrative',
        options: [
          { code: 'week', label: 'Within the last week' },
          { code: 'month', label: 'Within the last month' },
          { code: 'three-months', label: 'One to three months ago' },
          { code: 'six-months', label: 'Three to six months ago' },
          { code: 'year', label: 'Six to twelve months ago' },
          { code: 'longer', label: 'More than a year ago' },
        ],
        none: anyGap,
      }),
      'last-contact-how': text({ label: 'How, and what was said', why: 'A message can be kept as evidence.', holds: 'narrative', optional: true, rows: 3, most: 15000 }),
    }, { section: 'happened', hard: true, checks: clashesAt('journeys') }, referring)

    .page('signs', 'Signs you noticed', {
      'signs-general': indicators({
        label: 'Signs in any kind of exploitation',
        hint: 'Tick only what you saw or were told. “Not looked for” is a good answer.',
        why: 'A list helps to remember. Signs alone prove nothing, and their absence proves nothing.',
        holds: 'narrative',
        list: 'indicators-general',
        group: 'general',
        optional: true,
      }),
    }, { section: 'signs' }, referring)

    .page('signs-kind', 'Signs for the kind of exploitation', {
      'signs-labour': indicators({ label: 'Work', why: 'As on the page before.', holds: 'narrative', list: 'indicators-labour', group: 'labour', optional: true }),
      'signs-sexual': indicators({ label: 'Sexual', why: 'As on the page before.', holds: 'narrative', list: 'indicators-sexual', group: 'sexual', optional: true }),
      'signs-domestic': indicators({ label: 'Work in a home', why: 'As on the page before.', holds: 'narrative', list: 'indicators-domestic', group: 'domestic', optional: true }),
      'signs-criminal': indicators({ label: 'Crime', why: 'As on the page before.', holds: 'narrative', list: 'indicators-criminal', group: 'criminal', optional: true }),
      'signs-organ': indicators({ label: 'Removal of an organ', why: 'As on the page before.', holds: 'narrative', list: 'indicators-organ', group: 'organ-harvesting', optional: true }),
    }, { section: 'signs', lead: 'Look only at the kinds that fit.' }, referring)

    .page('signs-child', 'Signs in a child', {
      'signs-child': indicators({ label: 'Signs in a child', why: 'Children are used and show it in ways of their own.', holds: 'narrative', list: 'indicators-child', group: 'child', optional: true }),
    }, { section: 'signs' }, maybeChild)

    .page('responsible', 'The people responsible, and others at risk', {
      responsible: text({
        label: 'Who did this?',
        hint: 'Names, what they look like, languages, cars, numbers. Only what you were told or saw.',
        why: 'It keeps the person away from them, and may help others.',
        holds: 'suspect',
        optional: true,
        rows: 4,
        most: 15000,
        source: true,
      }),
      'responsible-where': choice({
        label: 'Does anyone know where they are now?',
        why: 'No safe place is chosen near them.',
        holds: 'suspect',
        options: [
          { code: 'uk', label: `Yes, in ${place.country}` },
          { code: 'overseas', label: 'Yes, in another country' },
          { code: 'no', label: 'No' },
        ],
        none: anyGap,
      }),
      'responsible-place': text({ label: 'Where', why: 'As above.', holds: 'suspect', optional: true, rows: 2, most: 4000 }),
      others: choice({
        label: 'Is anyone else being exploited or at risk?',
        why: 'Somebody may need to be found tonight.',
        holds: 'narrative',
        options: yesNo,
        none: anyGap,
      }),
      'others-who': text({ label: 'What is known of them', hint: 'Also the name of a police operation', why: 'As above.', holds: 'suspect', optional: true, rows: 3, most: 15000 }),
      'future-risk': text({
        label: 'What might put the person at risk again?',
        why: 'Support is planned around it.',
        holds: 'narrative',
        optional: true,
        rows: 3,
        most: 15000,
        source: true,
      }),
    }, { section: 'safety', hard: true }, referring)

    .page('police', 'Police', {
      'police-told': choice({ label: 'Do the police have a crime reference for this?', why: 'Every referral is recorded as a crime; this avoids a second record.', holds: 'administrative', options: yesNo, none: anyGap }),
      'police-force': pick({ label: 'Which police force?', why: 'To find the record. It is counted.', holds: 'administrative', list: 'police-forces', optional: true, counts: true }),
      'crime-reference': text({ label: 'Crime or incident number', why: 'To find the record.', holds: 'administrative', optional: true, find: 'reference', most: 60 }),
      'police-help': choice({
        label: 'Does the person want to speak with the police?',
        hint: 'Help and the decision do not depend on it.',
        why: 'Nobody should be rung by the police by surprise.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No, or not now' },
        ],
        none: anyGap,
        current: true,
      }),
      'police-help-more': text({ label: 'Anything to know before the police make contact', why: 'As above.', holds: 'administrative', optional: true, rows: 2, most: 4000 }),
    }, { section: 'safety' }, referring)

    .page('letters', 'Support, and where letters may go', {
      'support-wanted': choice({
        label: 'Does the person want support?',
        hint: 'A safe place, a support worker, a doctor, legal advice, some money. It can be asked for later too.',
        why: 'The support provider is told as soon as the first decision allows.',
        holds: 'administrative',
        options: yesNo,
        none: shortGap,
        current: true,
      }),
      'letters-to': choice({
        label: 'Who should get the decision letter?',
        why: 'One letter in the wrong hands can undo everything.',
        holds: 'safe-contact',
        options: [
          { code: 'person', label: 'The person' },
          { code: 'someone-else', label: 'Somebody they chose', hint: 'For example a lawyer or support worker' },
          { code: 'worker', label: 'Me, to hand over' },
          { code: 'hold', label: 'Nobody yet: hold it' },
        ],
        none: shortGap,
        current: true,
      }),
      'letters-name': text({ label: 'Their name, if it is somebody they chose', why: 'To address the letter.', holds: 'safe-contact', optional: true }),
      'letters-email': text({ label: 'E-mail address', hint: 'An e-mail says only that there is something to read.', why: 'Only used if ticked as safe below.', holds: 'safe-contact', optional: true, shape: 'email', most: 254, current: true }),
      'letters-address': text({ label: 'Postal address', why: 'Only used if ticked as safe below.', holds: 'safe-contact', optional: true, rows: 4, most: 500, current: true }),
      'letters-postcode': text({ label: 'Postcode', why: 'So that it arrives.', holds: 'safe-contact', optional: true, shape: 'postcode', most: 12, current: true }),
      'letters-safe': many({
        label: 'Which of these has the person said is safe?',
        why: 'What is not ticked is never used.',
        holds: 'safe-contact',
        options: [
          { code: 'email', label: 'The e-mail address' },
          { code: 'post', label: 'The postal address' },
          { code: 'by-hand', label: 'By hand, from a worker' },
        ],
        optional: true,
        current: true,
      }),
      'contact-until': date({ label: 'Safe until, if the person expects to move', why: 'After that day nothing is sent there until somebody asks again.', holds: 'safe-contact', optional: true, future: true, current: true }),
    }, { section: 'contact' }, (known) => known.age === 'adult' && known.consent !== 'refused')

    .page('you', 'How you met, and how to reach you', {
      'how-met': text({
        label: 'Where and how did you speak with the person?',
        hint: 'Who else was there, breaks, how they seemed',
        why: 'It explains gaps better than any answer can.',
        holds: 'narrative',
        own: true,
        optional: true,
        rows: 4,
        most: 15000,
      }),
      'other-workers': text({ label: 'Other workers involved', hint: 'For example a social worker, nurse or lawyer, and how to reach them', why: 'They may already know what would be asked again.', holds: 'administrative', own: true, optional: true, rows: 3, most: 4000 }),
      'my-role': text({ label: 'Your role', why: 'So that the decision maker knows what you could see.', holds: 'administrative', own: true, most: 120 }),
      'my-phone': text({ label: 'Your work phone', why: 'Questions come within days.', holds: 'administrative', own: true, shape: 'phone', most: 40 }),
      'my-team': text({ label: 'E-mail of your team or manager', why: 'So that a question does not wait for your next shift.', holds: 'administrative', own: true, shape: 'email', most: 254 }),
    }, { section: 'contact' }, referring)

    // The notification: closed codes only, so that no sentence can name an adult who has not agreed
    // (Modern Slavery Act 2015 s52(3): nothing that identifies the person, alone or in combination).
    .page('notify-what', 'What you may tell without a name', {
      'notified-exploitation': many({
        label: 'What kind of exploitation?',
        why: 'Patterns can be seen without knowing people.',
        holds: 'administrative',
        own: true,
        options: referralKinds,
        counts: true,
      }),
      'notified-why': many({
        label: 'Why did they not want to be referred?',
        hint: 'Tick what they said. You do not have to ask.',
        why: 'It shows what would have to change for people to accept help.',
        holds: 'administrative',
        own: true,
        options: [
          { code: 'fear-of-people', label: 'Afraid of the people responsible' },
          { code: 'fear-of-authorities', label: 'Afraid of authorities' },
          { code: 'fear-of-removal', label: 'Afraid of losing the right to stay' },
          { code: 'family', label: 'Worried for family' },
          { code: 'no-support-wanted', label: 'Does not want support' },
          { code: 'has-support', label: 'Has support already' },
          { code: 'wants-to-move-on', label: 'Wants to go home or move on' },
          { code: 'does-not-see-it-so', label: 'Sees it differently' },
          { code: 'other', label: 'Another reason' },
          { code: 'not-said', label: 'Did not say' },
        ],
        counts: true,
      }),
    }, { section: 'notify', tonight: true, lead: 'Only ticks, no sentences: nothing here can name the person. Notifying never lets anyone find them.' }, notifying)

    .page('notify-who', 'About the person, without a name', {
      'notified-gender': choice({
        label: 'Gender',
        why: 'It is counted.',
        holds: 'administrative',
        own: true,
        options: [
          { code: 'female', label: 'Female' },
          { code: 'male', label: 'Male' },
          { code: 'other', label: 'Another, or not known' },
        ],
        counts: true,
      }),
      'notified-nationality': pick({ label: 'Nationality', hint: 'Choose Unknown if you do not know', why: 'It is counted.', holds: 'administrative', own: true, list: 'nationalities', most: 2, counts: true }),
      'notified-force': pick({ label: 'Police force for the place', why: 'It is counted for the area of that force: that there was somebody, never who.', holds: 'administrative', own: true, list: 'police-forces', counts: true }),
    }, { section: 'notify', tonight: true }, notifying);
}

export const referralForm = referralFor({ country: 'the United Kingdom', nations: ukNations });
/** The same form where the types of its answers do not matter. */
export const referral: Form = referralForm as unknown as Form;
