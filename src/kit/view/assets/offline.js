// The page that a phone may keep: it seals what is written, sends what waits, and says how many wait. It never shows a note again.
import { broken, pads, removeBroken, sealNote, send, waiting } from './notes.js';

const place = document.querySelector('[data-offline]');
const box = document.querySelector('#words');
const health = document.querySelector('#health');
const said = place.querySelector('[data-said]');
const words = place.dataset;
const counted = (line, count) => line.replace('{count}', String(count));
let ready = '';

async function draw() {
  const list = place.querySelector('[data-pads] .govuk-radios');
  const chosen = list.querySelector(':checked')?.value;
  const found = await pads();
  list.replaceChildren(
    ...found.map((pad) => {
      const item = Object.assign(document.createElement('div'), { className: 'govuk-radios__item' });
      const input = Object.assign(document.createElement('input'), { type: 'radio', className: 'govuk-radios__input', id: `pad-${pad.code}`, value: pad.id });
      input.name = 'pad';
      input.checked = found.length === 1 || pad.id === chosen;
      const label = Object.assign(document.createElement('label'), {
        className: 'govuk-label govuk-radios__label',
        htmlFor: input.id,
        textContent: pad.code,
      });
      item.append(input, label);
      return item;
    }),
  );
  // Nothing to write on before there is a pad: only what to do is said.
  place.querySelector('[data-write]').hidden = found.length === 0;
  const wait = (await waiting()).length;
  const spoilt = (await broken()).length;
  const lines = [found.length === 0 ? words.none : ready, wait > 0 ? counted(words.waiting, wait) : '', spoilt > 0 ? counted(words.broken, spoilt) : ''];
  place.querySelector('[data-count]').textContent = lines.filter(Boolean).join(' ');
  place.querySelector('[data-remove]').hidden = spoilt === 0;
}

async function keep(sort) {
  const note = box.value.trim();
  const chosen = place.querySelector('[name=pad]:checked')?.value;
  const pad = (await pads()).find((one) => one.id === chosen);
  if (!pad) return words.which;
  if (note === '') return words.empty;
  if ([...note].length > Number(words.most)) return words.long;
  await sealNote(pad, { sort, health: health.checked, words: note, claimed: new Date().toISOString() });
  box.value = '';
  health.checked = false;
  return words.sealed;
}

async function sync() {
  const came = await send().catch(() => null);
  await draw();
  if (!came) return;
  const left = (await waiting()).length;
  const lines = [
    came.kept > 0 ? counted(words.kept, came.kept) : '',
    came.gone > 0 ? counted(words.gone, came.gone) : '',
    came.signedOut && left > 0 ? words.signIn : '',
  ].filter(Boolean);
  if (lines.length > 0) said.textContent = lines.join(' ');
}

for (const button of place.querySelectorAll('[data-sort]'))
  button.addEventListener('click', async () => {
    said.textContent = await keep(button.dataset.sort).catch(() => words.failed);
    await sync();
  });
place.querySelector('[data-remove] button').addEventListener('click', () => removeBroken().then(draw));
addEventListener('online', sync);
// What stands in the box unsealed goes with the page, and does not come back with the Back button.
addEventListener('pagehide', () => (box.value = ''));

/** The one address that a worker may be started from. */
function worker() {
  const address = new URL('./offline-worker.js', import.meta.url).href;
  return window.trustedTypes ? window.trustedTypes.createPolicy('note-worker', { createScriptURL: () => address }).createScriptURL('') : address;
}

async function begin() {
  if (!('serviceWorker' in navigator) || !crypto.subtle) return;
  document.querySelector('[data-without-scripts]').hidden = true;
  place.hidden = false;
  await draw();
  await sync();
  await navigator.serviceWorker.register(worker(), { scope: '/offline/' });
  await navigator.serviceWorker.ready;
  ready = words.ready;
  await draw();
}
begin().catch(() => draw());
