// The second layer of the way out of open and plain pages: what stands there goes as it is left and never comes back; three presses of Shift;
// reading aloud. All of it looks for what stands there at the moment: a page in another language may have come in place (turn.js).
const find = (what) => document.querySelector(what);
const wipe = () => document.body.replaceChildren();
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.pathname + location.search);
});

const leave = () => {
  const to = find('[data-leave]').href;
  wipe();
  document.title = '';
  // In place of this page: Back does not lead here again.
  location.replace(to);
};

const presses = 3;
let count = 0;
let late;
const say = (left) => {
  const said = find('[data-leave-more]');
  if (said) said.textContent = left > 0 ? said.dataset.leaveMore.replace('{count}', left) : '';
};
const begin = () => {
  count = 0;
  say(0);
};
// Shift held for a capital letter is no wish to leave.
let alone = false;
addEventListener('keydown', (event) => {
  alone = event.key === 'Shift';
  if (!alone) begin();
});
addEventListener('keyup', (event) => {
  if (event.key !== 'Shift' || !alone || !find('[data-leave]') || !find('[data-leave-more]')) return;
  alone = false;
  clearTimeout(late);
  count += 1;
  if (count >= presses) return leave();
  say(presses - count);
  late = setTimeout(begin, 5000);
});

const speaks = 'speechSynthesis' in window;
let read = '';
const quiet = () => {
  if (!speaks) return;
  speechSynthesis.cancel();
  const aloud = find('[data-aloud]');
  if (aloud && read) aloud.textContent = read;
};
const readAloud = (aloud) => {
  if (speechSynthesis.speaking) return quiet();
  const words = new SpeechSynthesisUtterance(find('main').innerText);
  words.lang = find('main').lang || document.documentElement.lang;
  words.onend = quiet;
  aloud.textContent = aloud.dataset.aloud;
  speechSynthesis.speak(words);
};
addEventListener('pagehide', quiet);

/** What is there only with a script, on the page that has come. */
const start = () => {
  if (find('[data-leave]') && find('[data-leave-how]')) find('[data-leave-how]').hidden = false;
  const aloud = find('[data-aloud]');
  if (aloud && speaks) {
    read = aloud.textContent;
    aloud.hidden = false;
  }
  // The page stays where it is when its language changes, and with it the files that were chosen.
  find('[data-turn-files]')?.remove();
  // Whoever writes is sealed for; no other page waits for that.
  const form = find('[data-write]');
  if (form) import('./write.js').then(({ sealFor }) => sealFor(form));
};

document.addEventListener('click', async (event) => {
  const on = (what) => event.target.closest(what);
  const turns = on('[data-turn]');
  if (on('[data-leave]')) {
    event.preventDefault();
    leave();
  } else if (turns) {
    // Before anything is fetched: else the browser would send what was typed.
    event.preventDefault();
    quiet();
    const { turn } = await import('./turn.js');
    if (await turn(turns)) start();
  } else if (on('[data-aloud]')) readAloud(on('[data-aloud]'));
});

start();
