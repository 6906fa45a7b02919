// A reply becomes bytes and headers: a page in its frame, a file, JSON, or the way to another page.
import type { FastifyReply } from 'fastify';
import { html, written } from '#kit/view/html.ts';
import { layout, type Frame, type Notice } from '#kit/view/layout.ts';
import { openLayout } from '#kit/view/open-layout.ts';
import { plainLayout } from '#kit/view/plain-layout.ts';
import { absentPage } from './errors.ts';
import { fileHeaders, offlineHeaders, pageHeaders } from './headers.ts';
import { csrf, localPath, type Ask, type PageReply, type Reply } from './page.ts';
import { exitPath, isOwn, isPlain, offlinePath, ownPath, plainScript } from './plain.ts';
import type { Assets } from './assets.ts';
import type { Link } from '#kit/view/moj.ts';

/** What the house knows of every page's frame. */
export type Framing = {
  readonly assets: Assets;
  /** Where this person can go, by role; the current place marked. */
  readonly navigation: (ask: Ask) => readonly Link[];
  /** What the person at the desk is, in words. */
  readonly title: (ask: Ask) => string;
  /** What must be seen above whatever page this reader gets. */
  readonly notice: (ask: Ask, reply: Reply) => Promise<Notice | null>;
  /** Real sign-in: pages say when the visit ends, and nobody is chosen from a list. */
  readonly real: boolean;
};

/** The frame around one answer. Takes a request that may have no reader, no session and no database behind it. */
export function frameOf(ask: Ask, framing: Framing, notice: Notice | null = null): Frame {
  const query = new URLSearchParams(ask.query);
  query.delete('lang');
  query.delete('text');
  const rest = query.toString();
  return {
    say: ask.say,
    lang: ask.lang,
    dir: ask.dir,
    practice: ask.practice,
    today: ask.today,
    assets: framing.assets.base,
    path: rest ? `${ask.path}?${rest}` : ask.path,
    navigation: framing.navigation(ask),
    person: ask.actor ? { name: ask.actor.name, what: framing.title(ask) } : null,
    token: ask.session ? csrf(ask) : html``,
    notice,
    real: framing.real,
    keys: ask.session?.keys ? JSON.stringify(ask.session.keys) : null,
    idle: framing.real && ask.session?.endsInSeconds !== undefined ? ask.session.endsInSeconds : null,
  };
}

/** The text of a page in its frame. */
export function pageText(page: PageReply, ask: Ask, framing: Framing, notice: Notice | null = null): string {
  const { title, body, back, wide, form } = page;
  const error = page.status === 400;
  const frame = frameOf(ask, framing, notice);
  const content = { title, body, error, ...(back ? { back } : {}), ...(wide ? { wide } : {}), ...(form ? { form } : {}) };
  if (ask.spoken)
    return written(
      openLayout({ ...frame, spoken: ask.spoken, leave: exitPath, wordsOnly: ask.query['words'] !== undefined, answers: ask.method === 'POST' }, content),
    );
  if (isPlain(ask.path))
    return written(plainLayout({ ...frame, large: ask.large, leave: isOwn(ask.path) ? exitPath : null, script: plainScript(ask.path) }, content));
  return written(layout(frame, content));
}

/** Sends a reply. */
export function render(out: FastifyReply, ask: Ask, reply: Reply, framing: Framing, notice: Notice | null = null): FastifyReply {
  if ('retryAfter' in reply && reply.retryAfter !== undefined) void out.header('retry-after', String(reply.retryAfter));
  switch (reply.kind) {
    case 'page':
      return out
        .code(reply.status ?? 200)
        .headers(ask.path === offlinePath ? offlineHeaders : pageHeaders)
        .headers(reply.onward === undefined ? {} : { refresh: `0; url=${localPath(reply.onward)}` })
        .send(pageText(reply, ask, framing, notice));
    case 'to':
      return out
        .code(303)
        .headers({ location: localPath(reply.path), 'cache-control': 'no-store', ...(reply.own === null ? { 'clear-site-data': '"cookies", "storage"' } : {}) })
        .send('');
    case 'issuer':
      return out.code(303).headers({ location: reply.url, 'cache-control': 'no-store' }).send('');
    case 'bytes':
      return out
        .code(200)
        .headers(fileHeaders(reply.type, reply.name, reply.inline === true, reply.style))
        .send(Buffer.from(reply.bytes.buffer, reply.bytes.byteOffset, reply.bytes.byteLength));
    case 'json':
      return out
        .code(reply.status)
        .headers({
          'content-type': reply.type ?? (reply.status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8'),
          'cache-control': 'no-store',
        })
        .send(Buffer.from(JSON.stringify(reply.body)));
    case 'absent':
      return render(out, ask, absentPage(ask.say, isPlain(ask.path) ? ownPath : '/'), framing, notice);
  }
}
