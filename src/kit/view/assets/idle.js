// Two minutes before a visit ends it says so, and one press keeps it open. Other tabs of the same visit count. Nothing typed is touched.

const warnBefore = 120;

function paragraph(tag, className, words) {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = words;
  return made;
}

export function startIdle() {
  const form = document.querySelector('form[data-idle]');
  if (!form || typeof HTMLDialogElement === 'undefined') return;
  const { soon, soonWhy, stay, over, overWhy, close } = form.dataset;
  const dialog = document.createElement('dialog');
  dialog.className = 'nrm-dialog';
  const title = paragraph('h2', 'govuk-heading-m', soon);
  title.id = 'idle-title';
  const why = paragraph('p', 'govuk-body', soonWhy);
  const button = paragraph('button', 'govuk-button', stay);
  button.type = 'button';
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title, why, button);
  document.body.append(dialog);

  let ends = 0;
  let ended = false;
  const others = 'BroadcastChannel' in window ? new BroadcastChannel('opennrm-visit') : null;
  const until = (seconds) => {
    ends = Date.now() + seconds * 1000;
    ended = false;
    if (dialog.open) dialog.close();
    title.textContent = soon;
    why.textContent = soonWhy;
    button.textContent = stay;
  };
  const still = async () => {
    const body = new URLSearchParams({ _csrf: form.elements['_csrf'].value });
    const answer = await fetch(form.action, { method: 'POST', body });
    if (!answer.ok) return finish();
    const { seconds } = await answer.json();
    until(seconds);
    others?.postMessage(seconds);
  };
  const finish = () => {
    ended = true;
    title.textContent = over;
    why.textContent = overWhy;
    button.textContent = close;
    if (!dialog.open) dialog.showModal();
  };
  const look = () => {
    const left = (ends - Date.now()) / 1000;
    if (left <= 0 && !ended) finish();
    else if (left <= warnBefore && !ended && !dialog.open) dialog.showModal();
  };
  button.addEventListener('click', () => (ended ? dialog.close() : still().catch(finish)));
  dialog.addEventListener('cancel', (event) => {
    // Escape says "I am here" as the button does.
    if (ended) return;
    event.preventDefault();
    still().catch(finish);
  });
  others?.addEventListener('message', (event) => typeof event.data === 'number' && until(event.data));
  until(Number(form.dataset.idle));
  others?.postMessage(Number(form.dataset.idle));
  setInterval(look, 1000);
}
