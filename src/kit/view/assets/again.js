// Looks again at what is being worked out, every so many seconds: how far it is is put in place, and when it is done the page is opened anew.

/** The page as it is now; nothing where it cannot be had. As a document, since no text may be made into markup here. */
function asked() {
  return new Promise((resolve) => {
    const ask = new XMLHttpRequest();
    ask.open('GET', location.href);
    ask.responseType = 'document';
    ask.onload = () => resolve(ask.status === 200 ? ask.response : null);
    ask.onerror = () => resolve(null);
    ask.send();
  });
}

export function lookAgain() {
  const part = document.querySelector('[data-again]');
  if (!part) return;
  const soon = () => setTimeout(look, Number(part.dataset.again) * 1000);
  const look = async () => {
    const page = await asked();
    // Out of reach or too often asked: it is tried again, and nothing that stands here is lost.
    if (!page) return soon();
    const found = page.querySelector('[data-again]');
    if (!found) return location.reload();
    if (found.textContent !== part.textContent) part.replaceChildren(...[...found.childNodes].map((one) => document.importNode(one, true)));
    soon();
  };
  soon();
}
