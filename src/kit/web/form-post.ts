// What a posted page of questions comes to: rows added or taken out, what can be kept, what goes with it, who wrote meanwhile.
import { all, type Body } from '#form/clean.ts';
import { check, type Checked, type Context } from '#form/check.ts';
import { stampOf } from '#form/edition.ts';
import type { Form, Page } from '#form/form.ts';
import type { Mistake } from '#form/mistakes.ts';
import { live, path, stale } from '#form/path.ts';
import type { Answers, Origins } from '#form/question.ts';
import { rowsIn, slots } from '#form/read.ts';

export type Kept = { readonly answers: Answers; readonly origins: Origins };

/** What is to be stored of a page, and what is to be destroyed. */
export type Keeping = Kept & {
  /** Questions of this page that have no answer any more. */
  readonly emptied: readonly string[];
  /** Questions of other pages that no longer apply. */
  readonly stale: readonly string[];
};

/** A page's part of the kept answers. */
export function ownOf(page: Page, kept: Kept): Kept {
  const own = <T>(of: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(Object.entries(of).filter(([id]) => Object.hasOwn(page.questions, id)));
  return { answers: own(kept.answers), origins: own(kept.origins) };
}

/** The mark of what a page held when it was shown: another mark later means somebody wrote meanwhile. */
export const markOf = (page: Page, kept: Kept): string => {
  const { answers, origins } = ownOf(page, kept);
  return stampOf({ answers, origins });
};

/** The button pressed: `save`, `stop`, or one that changes the rows of the page. */
export type Pressed = { readonly act: 'save' | 'stop' } | { readonly act: 'add' | 'more' | 'open' | 'remove'; readonly name: string };

export function pressed(body: Body): Pressed {
  const [act = '', ...name] = (all(body, 'do').at(-1) ?? '').split('.');
  if (act === 'add' || act === 'more' || act === 'open' || act === 'remove') return { act, name: name.join('.') };
  return { act: act === 'stop' ? 'stop' : 'save' };
}

/** The body with a row more or less; nothing else is touched. */
export function withRows(page: Page, body: Body, press: Pressed): Body {
  if (!('name' in press)) return body;
  const [id = '', row] = press.name.split('.');
  const question = Object.hasOwn(page.questions, id) ? page.questions[id] : undefined;
  if (press.act === 'remove' && question?.kind === 'group' && row !== undefined) {
    return Object.fromEntries(Object.entries(body).filter(([key]) => !key.startsWith(`${id}.${row}.`)));
  }
  if (press.act === 'open' && question?.kind === 'group' && row !== undefined) return { ...body, [`${id}.open`]: row };
  if (press.act === 'add' && question?.kind === 'group') {
    const rows = rowsIn(id, body);
    const first = Object.keys(question.of)[0] ?? '';
    if (rows.length >= question.most) return body;
    const none = all(body, `${id}.none`).some((each) => each !== '');
    // A group shown empty had one open row already, of which nothing may have been sent: what is added is the second.
    if (rows.length === 0 && !none) return { ...body, [`${id}.0.${first}`]: '', [`${id}.1.${first}`]: '' };
    const fresh = (rows.at(-1) ?? -1) + 1;
    return { ...body, [`${id}.${fresh}.${first}`]: '', [`${id}.open`]: String(fresh) };
  }
  if (press.act === 'more' && question?.kind === 'pick') {
    const boxes = slots(question, id, body).length;
    return boxes >= question.most ? body : { ...body, [`${id}.${boxes}`]: '' };
  }
  return body;
}

/** What can be kept of a checked page. A question with a real mistake keeps what it had before; one left empty is emptied. */
export function keeping(form: Form, page: Page, before: Kept, checked: Checked): Keeping {
  const wrong = new Set(checked.ok ? [] : checked.errors.filter((each) => !each.missing).map((each) => each.field.split('.')[0] ?? ''));
  const had = ownOf(page, before);
  const answers: Record<string, Answers[string]> = {};
  const origins: Record<string, Origins[string]> = {};
  for (const id of Object.keys(page.questions)) {
    const from = wrong.has(id) ? had : checked;
    const value = Object.hasOwn(from.answers, id) ? from.answers[id] : undefined;
    const origin = Object.hasOwn(from.origins, id) ? from.origins[id] : undefined;
    if (value !== undefined) answers[id] = value;
    if (value !== undefined && origin) origins[id] = origin;
  }
  const emptied = Object.keys(had.answers).filter((id) => !Object.hasOwn(answers, id));
  const after = { ...before.answers, ...answers };
  for (const id of emptied) delete after[id];
  return { answers, origins, emptied, stale: stale(form, after) };
}

/** Kept answers after a page was stored. */
export function after(before: Kept, stored: Keeping): Kept {
  const gone = new Set([...stored.emptied, ...stored.stale]);
  const left = <T>(of: Readonly<Record<string, T>>): Readonly<Record<string, T>> => Object.fromEntries(Object.entries(of).filter(([id]) => !gone.has(id)));
  const own = Object.keys(stored.answers);
  const origins = Object.fromEntries(Object.entries(left(before.origins)).filter(([id]) => !own.includes(id)));
  return { answers: { ...left(before.answers), ...stored.answers }, origins: { ...origins, ...stored.origins } };
}

export type Posted = {
  readonly press: Pressed;
  readonly body: Body;
  readonly checked: Checked;
  /** Mistakes to show for this button: for later, what is only missing is no mistake. */
  readonly mistakes: readonly Mistake[];
  readonly keep: Keeping;
  /** Somebody else changed this page since it was shown, to something else than what is posted now. */
  readonly overtaken: boolean;
  readonly same: boolean;
};

/** Reads a posted page against what is kept now. */
export function readPost(form: Form, page: Page, before: Kept, sent: Body, context: Context): Posted {
  const press = pressed(sent);
  const body = withRows(page, sent, press);
  const checked = check(page, body, { ...context, before: live(form, before.answers) });
  const keep = keeping(form, page, before, checked);
  const now = markOf(page, before);
  const seen = all(sent, 'seen').at(-1);
  const same = stampOf({ answers: keep.answers, origins: keep.origins }) === now;
  const mistakes = checked.ok ? [] : press.act === 'save' ? checked.errors : press.act === 'stop' ? checked.errors.filter((each) => !each.missing) : [];
  return { press, body, checked, mistakes, keep, same, overtaken: seen !== undefined && seen !== now && !(same && mistakes.length === 0) };
}

/** Where one goes on after a page, by the way one came. */
export function onward(form: Form, page: Page, from: string, before: Answers, now: Answers): { readonly page: Page } | 'check' | 'tasks' {
  const pages = path(form, now);
  const place = form.pages.indexOf(page);
  const later = pages.filter((each) => form.pages.indexOf(each) > place);
  if (from === 'check') {
    const had = new Set(path(form, before));
    const fresh = later.find((each) => !had.has(each));
    return fresh ? { page: fresh } : 'check';
  }
  const found = later.find((each) => (from === 'tonight' ? each.tonight === true : each.section === page.section));
  return found ? { page: found } : from === 'tonight' ? 'check' : 'tasks';
}

/** Where one came from, for the link back. */
export function backward(form: Form, page: Page, from: string, now: Answers): { readonly page: Page } | 'check' | 'tasks' {
  if (from === 'check') return 'check';
  const place = form.pages.indexOf(page);
  const earlier = path(form, now).filter(
    (each) => form.pages.indexOf(each) < place && (from === 'tonight' ? each.tonight === true : each.section === page.section),
  );
  const found = earlier.at(-1);
  return found ? { page: found } : 'tasks';
}
