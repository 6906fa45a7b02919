// Answers as they were given, in the words of the referral: for every page that shows what is held, of those classes its reader may see.
import type { Answers, Origins } from '#form/question.ts';
import { join } from '#form/split.ts';
import { path } from '#form/path.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import { details } from '#kit/view/govuk.ts';
import { html, join as together, type Html, type Piece } from '#kit/view/html.ts';
import { pageTitle } from '#form/texts.ts';
import { answersSummary } from '#kit/view/summary.ts';
import type { Ask } from '#kit/web/page.ts';
import { wordingIn } from './passages.ts';

type Reader = Pick<Ask, 'say' | 'lang'>;

/** For who reads all day: what is hard is announced and opens on request; `beside` stands under an answer. */
export type Reading = { readonly warn?: true; readonly beside?: (stored: readonly Stored[]) => Piece };

/** Pages on which nothing was answered, or nothing that may be read, are left out. */
export function saidIn(kit: Kit, ask: Reader, stored: readonly Stored[], level: 2 | 3 = 3, reading: Reading = {}): Html {
  const { form } = kit;
  const answers: Answers = join(stored);
  const origins: Origins = Object.fromEntries(stored.flatMap((one) => (one.origin ? [[one.question, one.origin]] : [])));
  // Which pages apply rests on answers that this reader may not see: a page with an answer applied.
  const pages = path(form, answers)
    .concat(form.pages)
    .filter((one, at, all) => all.findIndex((other) => other.id === one.id) === at)
    .filter((one) => Object.keys(one.questions).some((id) => answers[id] !== undefined))
    .map((one) => ({ ...one, questions: Object.fromEntries(Object.entries(one.questions).filter(([id]) => answers[id] !== undefined)) }));
  const wording = wordingIn(kit, ask);
  const beside = reading.beside;
  const under = beside ? { beside: (id: string) => beside(stored.filter((one) => one.question === id)) } : {};
  const cards = (of: typeof pages): Html => answersSummary({ form, pages: of, answers, origins, level, change: null, ...under }, wording);
  if (!reading.warn) return cards(pages);
  return together(pages.map((one) => (one.hard ? closed(ask, pageTitle(ask.say, form.id, one), cards([one])) : cards([one]))));
}

/** Opened by whoever reads it, when they are ready. */
function closed({ say }: Reader, title: string, what: Html): Html {
  return details({
    summaryText: say('case.hard', '{title}: can be hard to read. Open it when you are ready.', { title }),
    html: html`${what}`,
    classes: 'nrm-hard-reading',
  });
}
