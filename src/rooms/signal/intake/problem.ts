// What a partner's program is told when nothing was taken in (RFC 9457): which row, and nothing that stood in it.
import { problem } from '#kit/web/errors.ts';
import type { Reply } from '#kit/web/page.ts';

export const refused = (status: number, title: string, errors: readonly { readonly pointer: string; readonly detail: string }[] = []): Reply => ({
  kind: 'json',
  status,
  type: 'application/problem+json',
  body: { ...problem(status, title), ...(errors.length > 0 ? { errors } : {}) },
});
