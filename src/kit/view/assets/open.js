// The second layer of the way out of open and plain pages: what stands there goes as it is left and never comes back; three presses of Shift;
// reading aloud.
const wipe = () => document.body.replaceChildren();
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.pathname + location.search);
});

const way = document.querySelector('[data-leave]');
const leave = () => {
  const to = way.href;
  wipe();
  document.title = '';
  // In place of this page: Back does not lead here again.
  location.replace(to);
};
way?.addEventListener('click', (event) => {
  event.preventDefault();
  leave();
});

const how = document.querySelector('[data-leave-how]');
const said = document.querySelector('[data-leave-more]');
if (way && how && said) {
  how.hidden = false;
  const presses = 3;
  let count = 0;
  let late;
  const begin = () => {
    count = 0;
    said.textContent = '';
  };
  // Shift held for a capital letter is no wish to leave.
  let alone = false;
  addEventListener('keydown', (event) => {
    alone = event.key === 'Shift';
    if (!alone) begin();
  });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !alone) return;
    alone = false;
    clearTimeout(late);
    count += 1;
    if (count >= presses) return leave();
    said.textContent = said.dataset.leaveMore.replace('{count}', presses - count);
    late = setTimeout(begin, 5000);
  });
}

const aloud = document.querySelector('[data-aloud]');
if (aloud && 'speechSynthesis' in window) {
  const read = aloud.textContent;
  const quiet = () => {
    speechSynthesis.cancel();
    aloud.textContent = read;
  };
  aloud.hidden = false;
  addEventListener('pagehide', quiet);
  aloud.addEventListener('click', () => {
    if (speechSynthesis.speaking) return quiet();
    const words = new SpeechSynthesisUtterance(document.querySelector('main').innerText);
    words.lang = document.querySelector('main').lang || document.documentElement.lang;
    words.onend = quiet;
    aloud.textContent = aloud.dataset.aloud;
    speechSynthesis.speak(words);
  });
}

// Whoever writes is sealed for; no other page waits for that.
if (document.querySelector('[data-write]')) import('./write.js');
