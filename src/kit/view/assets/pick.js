// A text box with names to choose from, after the ARIA combobox pattern. Without this file the page asks back with near names.
const wait = 150;

export function startPicks() {
  for (const input of document.querySelectorAll('input[data-list]')) start(input);
}

function start(input) {
  const frame = input.closest('.nrm-pick');
  if (!frame) return;
  const list = Object.assign(document.createElement('ul'), { id: `${input.id}.list`, className: 'nrm-pick__list', hidden: true });
  const status = Object.assign(document.createElement('div'), { className: 'govuk-visually-hidden' });
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', input.labels?.[0]?.textContent.trim() ?? '');
  status.setAttribute('role', 'status');
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id }))
    input.setAttribute(name, value);
  const group = input.closest('.govuk-form-group') ?? input;
  group.after(list, status);
  const state = { input, list, status, frame, at: -1, timer: 0, asked: '' };
  input.addEventListener('input', () => later(state));
  input.addEventListener('keydown', (event) => key(state, event));
  input.addEventListener('blur', () => setTimeout(() => close(state), 120));
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) take(state, option);
  });
}

function later(state) {
  clearTimeout(state.timer);
  // Near names offered by the server belong to the text that stood there before.
  state.frame.querySelector('.nrm-pick__near')?.remove();
  state.timer = setTimeout(() => void ask(state), wait);
}

async function ask(state) {
  const typed = state.input.value.trim();
  state.asked = typed;
  if (!typed) return close(state);
  try {
    const answer = await fetch(`/lists/${encodeURIComponent(state.input.dataset.list)}?q=${encodeURIComponent(typed)}`, {
      headers: { accept: 'application/json' },
    });
    const { items } = await answer.json();
    if (state.asked === typed && document.activeElement === state.input) show(state, items);
  } catch {
    close(state);
  }
}

function show(state, items) {
  state.at = -1;
  state.list.replaceChildren(
    ...items.map((item, at) => {
      const option = Object.assign(document.createElement('li'), { id: `${state.list.id}.${at}`, className: 'nrm-pick__option', textContent: item.label });
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      return option;
    }),
  );
  const { found, none } = state.frame.dataset;
  state.status.textContent = items.length > 0 ? found.replace('{count}', String(items.length)) : none;
  open(state, items.length > 0);
}

function open(state, yes) {
  state.list.hidden = !yes;
  state.input.setAttribute('aria-expanded', String(yes));
  if (!yes) state.input.removeAttribute('aria-activedescendant');
}

function close(state) {
  open(state, false);
  state.at = -1;
}

function key(state, event) {
  const options = [...state.list.children];
  if (event.key === 'Escape' && !state.list.hidden) {
    event.preventDefault();
    close(state);
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (state.list.hidden) return void ask(state);
    event.preventDefault();
    mark(state, options, (state.at + (event.key === 'ArrowDown' ? 1 : state.at < 0 ? 0 : -1) + options.length) % options.length);
  } else if (event.key === 'Enter' && state.at >= 0 && !state.list.hidden) {
    event.preventDefault();
    take(state, options[state.at]);
  }
}

function mark(state, options, at) {
  options[state.at]?.setAttribute('aria-selected', 'false');
  state.at = at;
  options[at].setAttribute('aria-selected', 'true');
  options[at].scrollIntoView({ block: 'nearest' });
  state.input.setAttribute('aria-activedescendant', options[at].id);
}

function take(state, option) {
  state.input.value = option.textContent;
  state.input.dispatchEvent(new Event('change', { bubbles: true }));
  close(state);
  state.status.textContent = option.textContent;
}
