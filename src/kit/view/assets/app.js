// Starts the components on the page. Every page works without this file.
import { initAll } from './govuk-frontend.js';

initAll();
