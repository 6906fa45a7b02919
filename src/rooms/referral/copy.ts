// "Copy for the crime system" and the printable copy: the referral as plain text, in the form's own words and order.
import type { Day } from '#base/day.ts';
import type { Form } from '#form/form.ts';
import { path } from '#form/path.ts';
import { isNone, type Answers, type Origins, type Question, type Row, type Seen, type Span, type Value } from '#form/question.ts';
import { pageTitle, sayItem, sayNone, wordsOf } from '#form/texts.ts';
import { longDay } from '#kit/view/layout.ts';
import { sourceText, type Wording } from '#kit/view/summary.ts';

export type Copying = { readonly form: Form; readonly answers: Answers; readonly origins: Origins; readonly wording: Wording };

/** Lines of text; only what somebody answered, since a system that takes it has no use for gaps. */
export function plainText({ form, answers, origins, wording }: Copying, heading: readonly string[]): string {
  const lines: string[] = [...heading, ''];
  for (const page of path(form, answers)) {
    const given = Object.entries(page.questions).filter(([id]) => Object.hasOwn(answers, id));
    if (given.length === 0) continue;
    lines.push(pageTitle(wording.say, form.id, page).toUpperCase());
    for (const [id, question] of given) {
      const origin = origins[id];
      const from = origin ? ` [${sourceText(wording.say, origin)}]` : '';
      lines.push(`${wordsOf(wording.say, form.id, id, question).label}: ${inText(id, question, answers[id], wording)}${from}`);
    }
    lines.push('');
  }
  return `${lines.join('\n').trim()}\n`;
}

/** One answer in words. */
export function inText(at: string, question: Question, value: Value | undefined, wording: Wording): string {
  const { say, form } = wording;
  if (value === undefined) return '';
  if (isNone(value)) return sayNone(say, value.none);
  const words = wordsOf(say, form, at, question);
  switch (question.kind) {
    case 'text':
    case 'number':
      return String(value);
    case 'choice':
      return words.option(String(value));
    case 'many':
      return (value as readonly string[]).map((code) => words.option(code)).join('; ');
    case 'pick':
      return (value as readonly string[]).map((code) => itemIn(question.list, code, wording)).join('; ');
    case 'date':
      return longDay(value as Day, wording.lang);
    case 'span':
      return spanIn(value as Span, wording.lang);
    case 'indicators':
      return seenIn(question.list, value as Readonly<Record<string, Seen>>, wording);
    case 'group':
      return (value as readonly Row[])
        .map(
          (row, i) =>
            `\n  ${words.each} ${i + 1}: ${Object.entries(question.of)
              .filter(([id]) => row[id] !== undefined)
              .map(([id, sub]) => `${wordsOf(say, form, `${at}.${id}`, sub).label}: ${inText(`${at}.${id}`, sub, row[id], wording)}`)
              .join('; ')}`,
        )
        .join('');
  }
}

function itemIn(list: string, code: string, { say, lists }: Wording): string {
  const found = lists.get(list);
  const item = found?.items.find((one) => one.code === code);
  return found && item ? sayItem(say, found, item) : code;
}

function spanIn(span: Span, lang: string): string {
  const days = span.earliest === span.latest ? longDay(span.earliest, lang) : `${longDay(span.earliest, lang)} – ${longDay(span.latest, lang)}`;
  return span.words ? `${days} (“${span.words}”)` : days;
}

function seenIn(list: string, value: Readonly<Record<string, Seen>>, wording: Wording): string {
  const { say } = wording;
  const groups: readonly (readonly [Seen, string])[] = [
    ['seen', say('summary.seen', 'Seen')],
    ['told', say('summary.told', 'The person told us')],
    ['not-seen', say('summary.not-seen', 'Looked for, not seen')],
  ];
  return groups
    .map(([seen, heading]) => [heading, Object.keys(value).filter((code) => value[code] === seen)] as const)
    .filter(([, codes]) => codes.length > 0)
    .map(([heading, codes]) => `${heading}: ${codes.map((code) => itemIn(list, code, wording)).join('; ')}`)
    .join('. ');
}
