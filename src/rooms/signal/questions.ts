// What is asked of who has seen something and of who lives through it. Nothing is compulsory, and what may be hard stands behind a pause.
import type { Say } from '#base/words.ts';
import type { Ask } from '#kit/web/page.ts';

export type FormKind = 'seen' | 'me';
export type Question = { readonly id: string; readonly label: (say: Say) => string; readonly hint?: (say: Say) => string; readonly rows: number };
export type Asked = { readonly title: (say: Say) => string; readonly first: readonly Question[]; readonly hard: readonly Question[] };

export const asked: Readonly<Record<FormKind, Asked>> = {
  seen: {
    title: (say) => say('write.seen', 'I have seen something'),
    first: [
      { id: 'what', label: (say) => say('write.what', 'What did you see or hear?'), rows: 5 },
      {
        id: 'where',
        label: (say) => say('write.where', 'Where is it?'),
        hint: (say) => say('write.where-hint', 'A street, a shop, a town, a web page or a phone number. Say what you know.'),
        rows: 2,
      },
    ],
    hard: [
      {
        id: 'who',
        label: (say) => say('write.who', 'Who may be hurt?'),
        hint: (say) => say('write.who-hint', 'How many people? How old are they? How do they look? You do not have to give names.'),
        rows: 3,
      },
      { id: 'by-whom', label: (say) => say('write.by-whom', 'Who may be doing this?'), rows: 3 },
      {
        id: 'how-known',
        label: (say) => say('write.how-known', 'How do you know?'),
        hint: (say) => say('write.how-known-hint', 'Did you see it, or did someone tell you?'),
        rows: 2,
      },
    ],
  },
  me: {
    title: (say) => say('write.me', 'It is happening to me'),
    first: [
      { id: 'help', label: (say) => say('write.help', 'What would help you?'), rows: 4 },
      {
        id: 'reach',
        label: (say) => say('write.reach', 'Is there a safe way to reach you?'),
        hint: (say) =>
          say(
            'write.reach-hint',
            'You do not have to say. You can come back here and read our answer. If you give a number, tell us when it is safe to ring. Tell us who else may see or hear.',
          ),
        rows: 3,
      },
    ],
    hard: [
      { id: 'happening', label: (say) => say('write.happening', 'What is happening to you?'), rows: 5 },
      { id: 'place', label: (say) => say('write.place', 'Where are you?'), rows: 2 },
      {
        id: 'others',
        label: (say) => say('write.others', 'Are other people there too?'),
        hint: (say) => say('write.others-hint', 'Are there children?'),
        rows: 2,
      },
    ],
  },
};

export const mostLetters = 20_000;

/** What is sealed: words in the language of the page they were written on. */
export type Told = {
  readonly form: FormKind | 'more';
  readonly language: string;
  /** The language they asked for: another, where our words in it may not be shown yet. */
  readonly wanted: string;
  readonly by: 'browser' | 'server';
  readonly answers: Readonly<Record<string, string>>;
};

export const spokenOf = ({ lang, spoken }: Pick<Ask, 'lang' | 'spoken'>): Pick<Told, 'language' | 'wanted'> => ({
  language: lang,
  wanted: spoken?.wanted.code ?? lang,
});

/** Reads what was sealed, whoever sealed it: a browser may have sealed anything. Nothing where it is not this. */
export function readTold(bytes: Uint8Array, languages: readonly string[]): Told | undefined {
  try {
    const found = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Record<keyof Told, unknown>>;
    if (typeof found !== 'object' || typeof found.answers !== 'object' || found.answers === null) return undefined;
    const known = new Set([...asked.seen.first, ...asked.seen.hard, ...asked.me.first, ...asked.me.hard].map((one) => one.id)).add('more');
    const answers = Object.fromEntries(
      Object.entries(found.answers)
        .filter((one): one is [string, string] => known.has(one[0]) && typeof one[1] === 'string')
        .map(([id, text]) => [id, text.slice(0, mostLetters)]),
    );
    const language = languages.find((one) => one === found.language) ?? 'en';
    return {
      form: found.form === 'seen' || found.form === 'me' ? found.form : 'more',
      language,
      wanted: languages.find((one) => one === found.wanted) ?? language,
      by: found.by === 'browser' ? 'browser' : 'server',
      answers,
    };
  } catch {
    return undefined;
  }
}

/** An answer to the reporter as it is sealed: sentences by their ids, and words in the reader's language once a person has written them. */
export type Answered = {
  readonly phrases: readonly string[];
  readonly words: string;
  readonly language: string;
  /** What an adviser wrote, where `words` is a translation of it. */
  readonly original: string | null;
  readonly waits: boolean;
};

/** Sentences that an adviser sends by choosing them. Each is shown in the language of who reads. */
export const phrases = {
  thanks: (say: Say) => say('phrase.thanks', 'Thank you. We have read what you wrote. We take it seriously.'),
  danger: (say: Say) => say('phrase.danger', 'If you are in danger now, ring 999. If it is not safe to speak on a mobile phone, press 55 when you are asked.'),
  safe: (say: Say) => say('phrase.safe', 'Is it safe for you to read this now? If not, leave this page. You can come back with your number.'),
  alone: (say: Say) => say('phrase.alone', 'Do not talk to the people who do this. Do not try to help on your own. You or others may get hurt.'),
  where: (say: Say) => say('phrase.where', 'Can you tell us more about where it is?'),
  when: (say: Say) => say('phrase.when', 'When did you last see it?'),
  choice: (say: Say) =>
    say('phrase.choice', 'We tell the police or the council only if you say yes. But if someone may die, or a child may be hurt, we must tell them.'),
  told: (say: Say) => say('phrase.told', 'We have told people who can act. We cannot say more here. This keeps everyone safe.'),
  help: (say: Say) =>
    say('phrase.help', 'You can get a safe place, a doctor and a lawyer. It is free. You do not have to choose today. Do you want us to say how?'),
  report: (say: Say) => say('phrase.report', 'What you told us is not enough for others to act on now. We keep it. It may help later.'),
} as const;
export type PhraseId = keyof typeof phrases;
export const isPhrase = (id: string): id is PhraseId => Object.hasOwn(phrases, id);

export function readAnswered(bytes: Uint8Array): Answered {
  const found = JSON.parse(Buffer.from(bytes).toString('utf8')) as Answered;
  return found;
}
