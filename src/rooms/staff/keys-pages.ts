// One's own keyboard shortcuts: off until they are turned on, and each on the key that somebody chooses, or on none.
import type { Say } from '#base/words.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { button, checkboxes, errorSummary, input, insetText } from '#kit/view/govuk.ts';
import { html, nothing, when } from '#kit/view/html.ts';
import { isKey, shortcutNames, shortcuts, type Keys, type Shortcut } from '#kit/web/keys.ts';
import { csrf, field, page, to, type Reply, type Route, type Staff } from '#kit/web/page.ts';
import { keepKeys } from '#kit/web/store.ts';

const who = ['decision-maker', 'decision-manager'] as const;

export function keysPages(kit: Kit): Route[] {
  return [
    { method: 'GET', path: '/my-keys', who, why: 'One’s own keyboard shortcuts', act: (ask) => Promise.resolve(show(ask, ask.session?.keys ?? null, {})) },
    { method: 'POST', path: '/my-keys', who, why: 'Turn them on or off, and choose the keys', act: (ask) => keep(kit, ask) },
  ];
}

function wordOf(say: Say, of: Shortcut): string {
  const words: Readonly<Record<Shortcut, string>> = {
    work: say('keys.work', 'Go to your work'),
    find: say('keys.find', 'Find a case'),
    next: say('keys.next', 'Next case in the list'),
    previous: say('keys.previous', 'Case before it in the list'),
    tick: say('keys.tick', 'Tick the case or take the tick away'),
    save: say('keys.save', 'Save what you are writing'),
    back: say('keys.back', 'Back'),
  };
  return words[of];
}

/** `chosen`: what stands or was typed; nothing where shortcuts are off. */
function show(ask: Staff, chosen: Keys | null, errors: Readonly<Partial<Record<Shortcut, string>>>, typed?: Keys): Reply {
  const { say } = ask;
  const title = say('keys.title', 'Keyboard shortcuts');
  const wrong = Object.entries(errors);
  const values = typed ?? chosen ?? shortcuts;
  const kept = ask.query['kept'] === 'yes' ? insetText({ text: say('keys.kept', 'Kept. It holds from this page on, wherever you sign in.') }) : nothing;
  const body = html`${when(wrong.length > 0, () => errorSummary({ titleText: say('form.problem', 'There is a problem'), errorList: wrong.map(([of, text]) => ({ href: `#${of}`, text })) }))}
<h1 class="govuk-heading-l">${title}</h1>${kept}
<p class="govuk-body">${say('keys.lead', 'Nothing depends on them. They are off until you turn them on, and never work while you type. If you speak to your computer, or use a screen reader, leave them off or choose keys that do not get in the way.')}</p>
<form method="post" action="/my-keys" novalidate>${csrf(ask)}${checkboxes({ name: 'on', idPrefix: 'on', items: [{ value: 'yes', text: say('keys.on', 'Turn them on'), checked: chosen !== null }] })}
${shortcutNames.map((of) =>
  input({
    ...{
      name: of,
      id: of,
      label: { text: wordOf(say, of) },
      value: values[of] ?? '',
      classes: 'govuk-input--width-2',
      autocomplete: 'off',
      attributes: { dir: 'ltr', maxlength: 1 },
    },
    ...(errors[of] ? { errorMessage: { text: errors[of] } } : {}),
  }),
)}
<p class="govuk-hint">${say('keys.hint', 'A letter from a to z, a digit, or one of . , ; / -  Leave it empty for none.')}</p>
${button({ text: say('keys.keep', 'Keep'), preventDoubleClick: true })}</form>`;
  return page(title, body, { back: '/desk', ...(wrong.length > 0 ? { status: 400 } : {}) });
}

async function keep(kit: Kit, ask: Staff): Promise<Reply> {
  const { say } = ask;
  const typed = Object.fromEntries(shortcutNames.map((of) => [of, field(ask.body, of).trim().toLowerCase()])) as Record<Shortcut, string>;
  const errors: Partial<Record<Shortcut, string>> = {};
  for (const of of shortcutNames) {
    if (typed[of] === '') continue;
    if (!isKey(typed[of])) errors[of] = say('keys.wrong', 'Choose one key: a letter from a to z, a digit, or one of . , ; / -');
    else if (shortcutNames.some((other) => other !== of && typed[other] === typed[of]))
      errors[of] = say('keys.twice', 'This key is chosen twice. Choose another for one of them');
  }
  const on = field(ask.body, 'on') === 'yes';
  if (Object.keys(errors).length > 0) return show(ask, on ? typed : null, errors, typed);
  const keys: Keys | null = on ? (Object.fromEntries(shortcutNames.flatMap((of) => (typed[of] === '' ? [] : [[of, typed[of]]]))) as Keys) : null;
  await kit.db.as(theService, 'operations', (tx) => keepKeys(tx, ask.session?.staff ?? ask.actor.person, keys));
  return to('/my-keys?kept=yes');
}
