// Where anybody writes to the helpline: what is sent is sealed in this browser first where it can. open.js fetches this where there is such a form.
const form = document.querySelector('[data-write]');
const said = form.querySelector('[data-sealing]');
const here = said.textContent;
let age = null;

if (window.crypto?.subtle && 'DataTransfer' in window) {
  import('./age/index.js').then(
    (found) => {
      age = found;
      said.textContent = said.dataset.there;
    },
    () => undefined,
  );
}

const seal = async (bytes) => {
  const to = new age.Encrypter();
  to.addRecipient(form.dataset.recipient);
  return to.encrypt(bytes);
};

const base64 = (bytes) => {
  const parts = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return btoa(parts.join(''));
};

/** In place of what was typed and chosen, what only the helpline opens. */
const sealed = async (boxes, chosen) => {
  const answers = Object.fromEntries(boxes.map((box) => [box.name, box.value.trim()]).filter(([, text]) => text !== ''));
  const told = { form: form.dataset.form, language: form.dataset.lang, wanted: form.dataset.wanted, by: 'browser', answers };
  const words = base64(await seal(new TextEncoder().encode(JSON.stringify(told))));
  const files = new DataTransfer();
  for (const file of chosen.files) {
    const head = new TextEncoder().encode(`${JSON.stringify({ name: file.name })}\n`);
    const body = new Uint8Array(await file.arrayBuffer());
    const whole = new Uint8Array(head.length + body.length);
    whole.set(head);
    whole.set(body, head.length);
    files.items.add(new File([await seal(whole)], 'sealed', { type: 'application/octet-stream' }));
  }
  const box = document.createElement('input');
  box.type = 'hidden';
  box.name = 'sealed';
  box.value = words;
  return { box, files: files.files };
};

/** Said before anything is locked or sent: on a slow line a file takes minutes. */
const tooMuch = ({ files, dataset }) => {
  if (files.length > dataset.mostFiles) return dataset.manyFiles;
  return [...files].some(({ size }) => size > dataset.mostBytes) ? dataset.manyBytes : null;
};

let sending = false;
form.addEventListener('submit', async (event) => {
  const boxes = [...form.querySelectorAll('[data-seal]')];
  const chosen = form.querySelector('[data-seal-files]');
  const something = boxes.some((box) => box.value.trim() !== '') || chosen.files.length > 0;
  if (sending) event.preventDefault();
  const much = tooMuch(chosen);
  if (much) {
    event.preventDefault();
    said.textContent = much;
    chosen.focus();
    return;
  }
  if (!age || !something || sending) return;
  event.preventDefault();
  sending = true;
  said.textContent = said.dataset.working;
  try {
    const done = await sealed(boxes, chosen);
    for (const box of boxes) box.removeAttribute('name');
    chosen.files = done.files;
    form.append(done.box);
    form.submit();
  } catch {
    // Nothing was sent. Said as it is, so that whoever presses again knows where their words are locked.
    age = null;
    sending = false;
    said.textContent = here;
  }
});
