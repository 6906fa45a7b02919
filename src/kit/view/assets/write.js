// Where anybody writes to the helpline: what is sent is sealed in this browser first where it can. open.js fetches this where there is such a form.
// What was typed stands in the page until our program has said that it was kept: whatever comes between, nobody has to write it again.

const lock = (age, recipient) => async (bytes) => {
  const to = new age.Encrypter();
  to.addRecipient(recipient);
  return to.encrypt(bytes);
};

const base64 = (bytes) => {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
};

const sum = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Typed, or chosen where it is something to choose. */
const isSaid = (box) => (box.matches('[type=radio], [type=checkbox]') ? box.checked : true) && box.value.trim() !== '';

/** In place of what was typed and chosen, what only the helpline opens; beside it what the page asks for in the clear. The form stays as it is. */
const sealed = async (form, boxes, chosen, seal) => {
  // Several ticked under one name stand together.
  const answers = {};
  for (const { name, value } of boxes.filter(isSaid)) answers[name] = name in answers ? `${answers[name]},${value}` : value.trim();
  const told = { form: form.dataset.form, language: form.dataset.lang, wanted: form.dataset.wanted, by: 'browser', answers };
  const parcel = new FormData(form);
  for (const { name } of [...boxes, chosen]) parcel.delete(name);
  parcel.set('key', form.dataset.recipient);
  const words = base64(await seal(new TextEncoder().encode(JSON.stringify(told))));
  parcel.set('sealed', words);
  const parts = [new TextEncoder().encode(words)];
  for (const file of chosen.files) {
    const head = new TextEncoder().encode(`${JSON.stringify({ name: file.name })}\n`);
    const body = new Uint8Array(await file.arrayBuffer());
    const whole = new Uint8Array(head.length + body.length);
    whole.set(head);
    whole.set(body, head.length);
    const locked = await seal(whole);
    parts.push(locked);
    parcel.append(chosen.name, new File([locked], 'sealed', { type: 'application/octet-stream' }));
  }
  // By this sum it is seen whether all came as it was sent: what is in it nobody can see on the way.
  const sums = await Promise.all(parts.map(sum));
  parcel.set('sum', base64(await sum(await new Blob(sums).arrayBuffer())));
  return parcel;
};

/** What our program says to it: that it was kept, or why not. Nothing where it says nothing of the kind. */
const sent = async (form, body) => {
  try {
    return await (await fetch(form.action, { method: 'POST', headers: { accept: 'application/json' }, body, redirect: 'error' })).json();
  } catch {
    return { kept: null, why: form.dataset.failed };
  }
};

/**
 * On to the page that says the number. As a posting of the browser's own, so that loading it again shows it again; it holds what the page came with and
 * the word that all was kept, and nothing that was typed.
 */
const goOn = (form, kept) => {
  const on = document.createElement('form');
  on.method = 'post';
  on.action = form.dataset.next;
  const word = document.createElement('input');
  Object.assign(word, { type: 'hidden', name: 'kept', value: kept });
  on.append(word, ...[...form.querySelectorAll('[type=hidden], [name=danger]:checked')].map((one) => one.cloneNode()));
  on.hidden = true;
  document.body.append(on);
  on.submit();
};

/** Said before anything is locked or sent: on a slow line a file takes minutes. */
const tooMuch = ({ files, dataset }) => {
  if (files.length > dataset.mostFiles) return dataset.manyFiles;
  return [...files].some(({ size }) => size > dataset.mostBytes) ? dataset.manyBytes : null;
};

export function sealFor(form) {
  const said = form.querySelector('[data-sealing]');
  const here = said.textContent;
  let age = null;
  let damaged = 0;
  const tell = (text) => {
    said.setAttribute('role', 'alert');
    said.textContent = text;
  };

  if (window.crypto?.subtle) {
    import('./age/index.js').then(
      (found) => {
        age = found;
        said.textContent = said.dataset.there;
      },
      () => undefined,
    );
  }

  form.addEventListener('submit', async (event) => {
    if ('busy' in form.dataset) return event.preventDefault();
    const boxes = [...form.querySelectorAll('[data-seal]')];
    const lacking = [...form.querySelectorAll('[data-needed]')].find((group) => !group.querySelector(':checked'));
    const chosen = form.querySelector('[data-seal-files]');
    const something = boxes.some(isSaid) || chosen.files.length > 0;
    const much = tooMuch(chosen);
    if (much) {
      event.preventDefault();
      tell(much);
      chosen.focus();
      return;
    }
    if (lacking) {
      event.preventDefault();
      tell(lacking.dataset.needed);
      lacking.querySelector('input').focus();
      return;
    }
    if (!age || !something) return;
    event.preventDefault();
    form.dataset.busy = '';
    tell(said.dataset.working);
    const send = async () => sent(form, await sealed(form, boxes, chosen, lock(age, form.dataset.recipient)));
    let done;
    try {
      done = await send();
      if (done.key && done.key !== form.dataset.recipient) {
        // The page is older than the key it came with: sealed anew for the one of now.
        form.dataset.recipient = done.key;
        done = await send();
      }
    } catch {
      // Nothing was sent. Said as it is, so that whoever presses again knows where their words are locked.
      age = null;
      tell(here);
    }
    if (done?.kept) return goOn(form, done.kept);
    delete form.dataset.busy;
    if (!done) return;
    damaged += done.key ? 1 : 0;
    // What arrives damaged time and again is perhaps damaged here: before nobody hears them, it is locked by our computer, and that is said.
    if (damaged > 1) age = null;
    tell(damaged > 1 ? `${done.why} ${here}` : done.why);
  });
}
