// Starts the components on the page. Every page works without this file.
import { initAll } from './govuk-frontend.js';
import { startPicks } from './pick.js';
import { clearNones } from './none.js';

initAll();
startPicks();
clearNones();
