// Findings being written: saved as one goes, never over a newer save; and words selected in what is held are taken along to be cited.

const quiet = 4000;

export function startWriting() {
  const form = document.querySelector('form[data-save]');
  if (!form) return;
  const status = form.querySelector('[data-saved]');
  const said = () => new URLSearchParams(new FormData(form)).toString();
  let kept = said();
  let timer;
  let running = false;
  let stopped = false;
  const save = async () => {
    const body = said();
    if (stopped || running || body === kept) return;
    running = true;
    try {
      const answer = await fetch(form.dataset.save, {
        method: 'POST',
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body,
        keepalive: body.length < 60_000,
        redirect: 'error',
      });
      const result = await answer.json();
      if (result.saved) {
        form.elements['seen'].value = result.seen;
        const typed = new URLSearchParams(body);
        typed.set('seen', result.seen);
        kept = typed.toString();
        status.textContent = status.dataset.saved;
      } else {
        stopped = result.newer === true;
        status.textContent = stopped ? status.dataset.newer : status.dataset.failed;
      }
    } catch {
      status.textContent = status.dataset.failed;
    } finally {
      running = false;
      if (!stopped && said() !== kept) later();
    }
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(save, quiet);
  };
  form.addEventListener('input', later);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save());
  form.addEventListener('submit', () => {
    stopped = true;
    clearTimeout(timer);
  });

  const held = document.querySelector('.nrm-deciding__held');
  const selected = form.elements['selected'];
  document.addEventListener('selectionchange', () => {
    const chosen = document.getSelection();
    // A press on a button takes the selection away; what was selected last is what is meant.
    if (chosen.isCollapsed || !held?.contains(chosen.anchorNode)) return;
    selected.value = chosen.toString().slice(0, 4000);
    kept = kept.replace(/(^|&)selected=[^&]*/, `$1${new URLSearchParams({ selected: selected.value })}`);
  });
}
