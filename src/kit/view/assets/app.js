// Starts the components on the page. Every page works without this file.
import { lookAgain } from './again.js';
import { initAll } from './govuk-frontend.js';
import { startIdle } from './idle.js';
import { startKeys } from './keys.js';
import { clearNones } from './none.js';
import { sendIfAny } from './notes.js';
import { startPasskeys } from './passkey.js';
import { startPicks } from './pick.js';
import { startWriting } from './writing.js';

initAll();
startPicks();
clearNones();
startPasskeys();
startIdle();
startKeys();
startWriting();
sendIfAny();
lookAgain();

// Upstream marks a radio or checkbox that opens a further question as expanded; ARIA does not allow that on these.
const openers = [...document.querySelectorAll('input[type="radio"][aria-controls], input[type="checkbox"][aria-controls]')];
const unmark = () => openers.filter((input) => input.hasAttribute('aria-expanded')).forEach((input) => input.removeAttribute('aria-expanded'));
unmark();
const watch = new MutationObserver(unmark);
openers.forEach((input) => watch.observe(input, { attributeFilter: ['aria-expanded'] }));
