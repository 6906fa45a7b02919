// The second layer of the way out: what is on the page goes as it is left, and never comes back with the Back button. And reading aloud.
const wipe = () => document.body.replaceChildren();
addEventListener('pagehide', wipe);
addEventListener('pageshow', (event) => {
  if (event.persisted) location.replace(location.pathname);
});

document.querySelector('[data-leave]')?.addEventListener('click', (event) => {
  event.preventDefault();
  const { href } = event.currentTarget;
  wipe();
  location.replace(href);
});

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
    words.lang = document.documentElement.lang;
    words.onend = quiet;
    aloud.textContent = aloud.dataset.aloud;
    speechSynthesis.speak(words);
  });
}
