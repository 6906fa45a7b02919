// Keyboard shortcuts, where somebody turned them on: one key each, and never while something is being typed. Every page works without them.

const typing = 'textarea, select, [contenteditable], input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"])';

const lines = () => [...document.querySelectorAll('main .nrm-worklist tbody a.nrm-reference')];

/** The line one is on moves by one; at the end it stays. */
function move(by) {
  const all = lines();
  const at = all.findIndex((one) => one.closest('tr').contains(document.activeElement));
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))]?.focus();
}

const doings = {
  work: () => location.assign('/'),
  find: () => location.assign('/search'),
  next: () => move(1),
  previous: () => move(-1),
  tick: () => document.activeElement?.closest('tr')?.querySelector('input[type="checkbox"]')?.click(),
  save: () =>
    (document.querySelector('main button[value="save"][formaction]') ?? document.querySelector('main button[value="save"]:not([aria-hidden])'))?.click(),
  back: () => document.querySelector('.govuk-back-link')?.click(),
};

export function startKeys() {
  const chosen = document.body.dataset.keys;
  if (!chosen) return;
  const doing = new Map(Object.entries(JSON.parse(chosen)).map(([what, key]) => [key, doings[what]]));
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.target.closest?.(typing)) return;
    const what = doing.get(event.key.toLowerCase());
    if (!what) return;
    event.preventDefault();
    what();
  });
}
