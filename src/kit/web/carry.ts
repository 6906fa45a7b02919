// A posting that came too late (session ended, tab too old, too long) is carried along, so that nothing typed is lost.
import type { Say } from '#base/words.ts';
import { html, join, type Html } from '#kit/view/html.ts';
import { csrf, csrfField, localPath, type Ask, type PageReply } from './page.ts';

/** Where the posting was going, and what it held. */
export type Carried = { readonly path: string; readonly fields: Ask['body'] };

const prefix = 'carry:';

const flat = (fields: Ask['body']): (readonly [string, string])[] =>
  Object.entries(fields)
    .filter(([name]) => name !== csrfField)
    .flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((one) => [name, one] as const));

const hidden = (name: string, value: string): Html => html`<input type="hidden" name="${name}" value="${value}">`;

/** Hidden fields that take the posting through the sign-in page. */
export function packed(carried: Carried): Html {
  return html`${hidden('carry', carried.path)}${flat(carried.fields).map(([name, value]) => hidden(prefix + name, value))}`;
}

/** What `packed` put into a form; nothing where it carried nothing or its path is not one of ours. */
export function unpacked(body: Ask['body']): Carried | null {
  const path = body['carry'];
  if (typeof path !== 'string' || localPath(path, '') === '') return null;
  const fields = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of Object.entries(body)) if (name.startsWith(prefix)) fields[name.slice(prefix.length)] = value;
  return { path, fields };
}

/** What a browser has locked: nobody can read or change it. */
const isLocked = (value: string): boolean => /^[\w+/=]+$/.test(value);

/** A form that posts it again to where it was going; long texts are shown, to be changed where `show` is set. */
export function again(say: Say, token: string, carried: Carried, show: boolean): Html {
  const fields = flat(carried.fields).map(([name, value], index) =>
    show && value.length > 200 && !isLocked(value) ? shown(say, name, value, index) : hidden(name, value),
  );
  return html`<form method="post" action="${carried.path}" novalidate>${csrf({ token })}${join(fields)}
<button type="submit" class="govuk-button" data-module="govuk-button" data-prevent-double-click="true">${
    show ? say('carry.send', 'Send it again') : say('carry.on', 'Carry on where you were')
  }</button></form>`;
}

function shown(say: Say, name: string, value: string, index: number): Html {
  const label = say('carry.typed', 'What you typed ({number})', { number: index + 1 });
  return html`<div class="govuk-form-group"><label class="govuk-label" for="carried-${index}">${label}</label>
<textarea class="govuk-textarea" id="carried-${index}" name="${name}" rows="8">\n${value}</textarea></div>`;
}

/** After signing in again, or when the page had been open too long: one press and it goes on. */
export function carryOnPage(say: Say, token: string, carried: Carried, status: number): PageReply {
  const title = say('carry.title', 'Nothing you typed is lost');
  return {
    kind: 'page',
    status,
    title,
    body: html`<h1 class="govuk-heading-l">${title}</h1>
<p class="govuk-body">${say('carry.why', 'The page was open for a long time. All you wrote is still here. You must choose files again.')}</p>
${again(say, token, carried, false)}`,
  };
}
