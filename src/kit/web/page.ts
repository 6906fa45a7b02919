// What a room's pages see of a request (Ask) and what they answer (Reply): the whole of HTTP that a room knows.
import type { Actor, Role } from '#access/roles.ts';
import type { Day, Instant } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { html, type Html } from '#kit/view/html.ts';
import type { Keys } from './keys.ts';
import type { OpenForm } from '#kit/view/layout.ts';
import type { Spoken } from '#kit/view/spoken.ts';
import type { Persona } from './session.ts';

export type Upload = {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
};

/** A signed-in visit. `id` is the hash that the database keeps, never the cookie's own value. */
export type Session = {
  readonly id: string;
  readonly staff: string;
  /** Who that is now; absent where the caller knows (practice). */
  readonly persona?: Persona;
  /** How long ago they last proved who they are; null where they never did in this visit. */
  readonly provedSecondsAgo?: number | null;
  /** In how many seconds the visit ends if no page is asked for. */
  readonly endsInSeconds?: number;
  /** Their keyboard shortcuts; nothing where they are off. */
  readonly keys?: Keys | null;
};

export type Ask = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Form fields; line breaks are \n, and no field holds a NUL. */
  readonly body: Readonly<Record<string, string | string[]>>;
  readonly files: readonly Upload[];
  /** A JSON body (API only), else undefined. */
  readonly json: unknown;
  /** Request headers in lower case, without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly actor: Actor | null;
  readonly session: Session | null;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** Text is to be large, where the page can be so. */
  readonly large: boolean;
  readonly say: Say;
  /** Put into every form that posts, by `csrf(ask)`. */
  readonly token: string;
  readonly now: Instant;
  readonly today: Day;
  readonly practice: boolean;
  /** On an open page: which language was asked for and how its words stand. */
  readonly spoken?: Spoken;
};

/** Somebody who is signed in and whose role the route names. */
export type Staff = Ask & { readonly actor: Actor };

export type PageReply = {
  readonly kind: 'page';
  /** 400 also puts "Error:" before the title. */
  readonly status?: number;
  readonly title: string;
  readonly body: Html;
  readonly back?: string;
  readonly wide?: boolean;
  /** On an open page: the form that is filled in here. The choice of language belongs to it, so that nothing typed is lost by it. */
  readonly form?: OpenForm;
  /** Seconds after which to ask again. */
  readonly retryAfter?: number;
  readonly refresh?: never;
  /** Goes on by itself to this path of ours at once; the page holds the same as a link. Only where a redirect would lose the cookie (sign-in). */
  readonly onward?: string;
};

export type Reply =
  | PageReply
  /** `own`: on the way somebody comes in by their own door with this cookie, or, where it is null, is out and their browser keeps nothing. */
  | { readonly kind: 'to'; readonly path: string; readonly own?: string | null }
  /** Away to the configured issuer; any other address is not gone to. For kit/web/sign-in alone. */
  | { readonly kind: 'issuer'; readonly url: string }
  /** `style`: the hash of the style of a page of our own that stands alone as a file, so that it is shown with it. */
  | { readonly kind: 'bytes'; readonly type: string; readonly name: string; readonly bytes: Uint8Array; readonly inline?: boolean; readonly style?: string }
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly type?: string; readonly retryAfter?: number }
  | { readonly kind: 'absent' };

export type Route = {
  readonly method: 'GET' | 'POST';
  /** e.g. /referral/:id/p/:page */
  readonly path: string;
  readonly who: 'anyone' | readonly Role[];
  /** One line for the inventory: why this door is there and why these roles may pass. */
  readonly why: string;
  readonly uploads?: true;
  /**
   * An open page: the scopes of the texts it is made of, e.g. ['report']. It stands in the frame with the way out, in every language that has
   * those texts; where they are not checked and lives hang on them, it is in English in real use.
   */
  readonly words?: readonly string[];
  /** Counted by itself besides: a search by person; a sign-in, the code of a letter and words at a door by address; reports and their codes all together, whoever asks. */
  readonly rate?: 'search' | 'sign-in' | 'check' | 'door' | 'report' | 'code';
  /**
   * Of an open page that takes postings: the same page in another language, with what was typed so far. It comes with ?lang= and is no posting of
   * what was typed: nothing is taken in or kept, no file is read, and it counts as what `rate` says here.
   */
  readonly again?: { readonly rate?: 'code'; readonly act: (ask: Ask) => Promise<Reply> };
  /** Whoever passes must have proved who they are within the last minutes: decisions, disclosures, exact figures. */
  readonly stepUp?: true;
  /** A door for anyone writes `act: (ask: Ask) => …`: there the actor may be null. */
  readonly act: (ask: Staff) => Promise<Reply>;
};

/** A door for anyone, typed so that its act cannot forget that nobody may be signed in. Is a Route. */
export type OpenRoute = Omit<Route, 'who' | 'act'> & { readonly who: 'anyone'; readonly act: (ask: Ask) => Promise<Reply> };

export const csrfField = '_csrf';

/** The hidden field that every posting form carries. */
export function csrf(ask: { readonly token: string }): Html {
  return html`<input type="hidden" name="${csrfField}" value="${ask.token}">`;
}

/** One value of a form field: the first where there are several, '' where there is none. */
export function field(body: Ask['body'], name: string): string {
  const value = body[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** All values of a form field. */
export function fieldList(body: Ask['body'], name: string): readonly string[] {
  const value = body[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

export const page = (title: string, body: Html, more: Omit<PageReply, 'kind' | 'title' | 'body'> = {}): PageReply => ({ kind: 'page', title, body, ...more });
export const to = (path: string): Reply => ({ kind: 'to', path });
export const absent: Reply = { kind: 'absent' };

/** A path of this site to come back to, or the fallback: never another host. */
export function localPath(text: string | undefined, fallback = '/'): string {
  return text && /^\/(?![/\\])[^\u0000-\u0020\\]*$/.test(text) ? text : fallback;
}
