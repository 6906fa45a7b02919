// Passkeys: asks the browser for one and posts what it says with the form. Without this file the account of one's organisation serves.
import { bytes, text } from './base64url.js';

const named = (keys) => (keys || []).map((key) => ({ ...key, id: bytes(key.id) }));

async function made(options) {
  const user = { ...options.user, id: bytes(options.user.id) };
  const publicKey = { ...options, user, challenge: bytes(options.challenge), excludeCredentials: named(options.excludeCredentials) };
  const key = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = key.response;
  const transports = key.response.getTransports ? key.response.getTransports() : [];
  return whole(key, { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject), transports });
}

async function used(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) };
  const key = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = key.response;
  const said = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
  return whole(key, userHandle ? { ...said, userHandle: text(userHandle) } : said);
}

const whole = (key, response) => ({
  id: key.id,
  rawId: text(key.rawId),
  type: key.type,
  response,
  clientExtensionResults: key.getClientExtensionResults(),
});

async function go(form) {
  const body = new URLSearchParams({ _csrf: form.elements['_csrf'].value });
  const code = form.dataset.code ? document.getElementById(form.dataset.code) : null;
  if (code) body.set('code', code.value);
  const answer = await fetch(form.dataset.options, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error('no challenge');
  const { state, options } = await answer.json();
  const key = form.dataset.passkey === 'new' ? await made(options) : await used(options);
  form.elements.state.value = state;
  form.elements.credential.value = JSON.stringify(key);
  form.submit();
}

export function startPasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const form of document.querySelectorAll('form[data-passkey]')) {
    form.hidden = false;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const says = form.querySelector('[data-passkey-says]');
      says.textContent = '';
      // Called off, timed out, or no such key here: said in one sentence, whichever it was.
      go(form).catch(() => (says.textContent = form.dataset.sorry));
    });
  }
}
