// "Not known" beside a box: typing in the box takes it back, choosing it again unchooses it.
export function clearNones() {
  for (const line of document.querySelectorAll('[data-none-of]')) {
    const radios = [...line.querySelectorAll('input[type=radio]')];
    const question = line.closest('.nrm-question');
    let chosen = radios.find((radio) => radio.checked) ?? null;
    question?.addEventListener('input', (event) => {
      if (line.contains(event.target) || event.target.name?.endsWith('.source') || !event.target.value) return;
      for (const radio of radios) radio.checked = false;
      chosen = null;
    });
    for (const radio of radios) {
      radio.addEventListener('click', () => {
        if (chosen === radio) radio.checked = false;
        chosen = radio.checked ? radio : null;
      });
    }
  }
}
