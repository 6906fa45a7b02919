// Keeps one empty page with its style and scripts, so that it opens without a connection. It keeps no other page and no answer of any.
const base = new URL('.', self.location.href).pathname;
const name = `notes-${base.split('/').at(-2)}`;
const page = '/offline/note';
const kept = ['style.css', 'plain.svg', 'offline.js', 'notes.js', 'base64url.js'].map((file) => base + file);

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(name).then((cache) => cache.addAll([page, ...kept])));
});

self.addEventListener('activate', (event) => {
  const old = (names) => Promise.all(names.filter((one) => one !== name).map((one) => caches.delete(one)));
  event.waitUntil(caches.keys().then(old));
});

/** A connection that is there and does not answer is none. */
const soon = (request) => fetch(request, { signal: AbortSignal.timeout(4000) });
/** Kept anew each time it comes: in the language that was chosen since. */
function keep(answer) {
  const copy = answer.clone();
  if (answer.ok) void caches.open(name).then((cache) => cache.put(page, copy));
  return answer;
}
const fromHere = (path) => caches.open(name).then((cache) => cache.match(path));

self.addEventListener('fetch', (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname === page)
    event.respondWith(
      soon(event.request)
        .then(keep)
        .catch(() => fromHere(page)),
    );
  else if (kept.includes(pathname)) event.respondWith(fromHere(pathname).then((found) => found ?? fetch(event.request)));
});
