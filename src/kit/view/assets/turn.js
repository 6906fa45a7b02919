// Another language for a page on which somebody writes. The page comes anew, and what was typed, ticked and chosen is put into it here: only what the
// page itself came with (its hidden fields) is sent for it, nothing typed leaves this browser, and nothing is kept in it that outlives this page.

/** The same page in the other language; nothing where it cannot be had. As a document, since no text may be made into markup here. */
const asked = (button) =>
  new Promise((resolve) => {
    const ask = new XMLHttpRequest();
    ask.open('POST', button.formAction);
    ask.responseType = 'document';
    ask.onload = () => resolve(ask.status === 200 ? ask.response : null);
    ask.onerror = () => resolve(null);
    const own = [...button.form.querySelectorAll('[type=hidden]')].map(({ name, value }) => [name, value]);
    ask.send(new URLSearchParams(own));
  });

const isTick = (box) => box.matches('[type=radio], [type=checkbox]');

function carry(from, to) {
  for (const box of [...from.elements].filter(({ name, type }) => name && type !== 'hidden')) {
    const twin = [...to.elements].find((one) => one.name === box.name && (!isTick(box) || one.value === box.value));
    if (!twin) continue;
    if (isTick(box)) twin.checked = box.checked;
    else if (box.type === 'file') twin.files = box.files;
    else twin.value = box.value;
  }
  const folds = [...to.querySelectorAll('details')];
  for (const [at, { open }] of [...from.querySelectorAll('details')].entries()) if (folds[at]) folds[at].open = open;
}

let under = false;

/** Whether the page stands in the other language now. Where it does not, the old one stays as it was. */
export async function turn(button) {
  const { form } = button;
  // What is being locked and sent is not disturbed.
  if (under || 'busy' in form.dataset) return false;
  under = true;
  const page = await asked(button);
  under = false;
  // Whoever has left meanwhile finds nothing put back.
  if (!button.isConnected || 'busy' in form.dataset) return false;
  const next = page?.getElementById(form.id);
  if (!next) {
    const said = document.querySelector('[data-turn-said]');
    said.textContent = said.dataset.turnFailed;
    return false;
  }
  for (const script of page.querySelectorAll('script')) script.remove();
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page.title;
  document.body.replaceChildren(...[...page.body.childNodes].map((one) => document.adoptNode(one)));
  carry(form, next);
  document.querySelector('.nrm-tongues summary').focus();
  return true;
}
