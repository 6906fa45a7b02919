// A posted body as plain fields and files, within limits; what is over a limit is said, and the fields are kept.
import type { FastifyRequest } from 'fastify';
import type { Upload } from './page.ts';

export const limits = {
  /** A form as posted. */
  form: 2 * 1024 * 1024,
  /** Up to here a form that is too long is still read, so that the words can be shown again. */
  read: 10 * 1024 * 1024,
  file: 25 * 1024 * 1024,
  files: 20,
  /** All files of one posting together. */
  together: 130 * 1024 * 1024,
  fields: 5000,
  /** What is held in memory of all files that are arriving at one moment: of the first MiB of each posting, and of what comes after it. */
  held: { each: 1024 * 1024, first: 256 * 1024 * 1024, rest: 780 * 1024 * 1024 },
} as const;

export type Fields = Record<string, string | string[]>;
export type TooMuch = 'form' | 'file' | 'files' | 'together' | 'busy';
export type Posted = { readonly fields: Fields; readonly files: readonly Upload[]; readonly tooMuch: TooMuch | null };

const empty = (): Fields => Object.create(null) as Fields;

/** A form as the browser encodes it. */
export function readForm(text: string): Fields {
  const fields = empty();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1;
    if (count > limits.fields) break;
    put(fields, name, value);
  }
  return fields;
}

function put(fields: Fields, name: string, value: string): void {
  // The database takes no NUL, and browsers send line breaks as CR LF.
  const clean = value.replaceAll('\u0000', '').replace(/\r\n?/g, '\n');
  const before = fields[name];
  if (before === undefined) fields[name] = clean;
  else if (Array.isArray(before)) before.push(clean);
  else fields[name] = [before, clean];
}

/** Two pots, so that a few who send much, or slowly, do not keep everybody else’s small pictures out. */
const held = { first: 0, rest: 0 };

/** What one posting holds; nothing where there is no room for more. */
function holding(): { readonly take: (bytes: number) => boolean; readonly letGo: () => void } {
  const mine = { first: 0, rest: 0 };
  return {
    take(bytes) {
      const pot = mine.first + bytes <= limits.held.each ? 'first' : 'rest';
      if (held[pot] + bytes > limits.held[pot]) return false;
      held[pot] += bytes;
      mine[pot] += bytes;
      return true;
    },
    letGo() {
      for (const pot of ['first', 'rest'] as const) {
        held[pot] -= mine[pot];
        mine[pot] = 0;
      }
    },
  };
}

/** What was posted. Files are kept only where the route takes them from this person. */
export async function readPosted(request: FastifyRequest, takesFiles: boolean): Promise<Posted> {
  if (!request.isMultipart()) {
    const fields = isFields(request.body) ? request.body : empty();
    const size = Number(request.headers['content-length'] ?? 0);
    return { fields, files: [], tooMuch: size > limits.form ? 'form' : null };
  }
  const mine = holding();
  try {
    return await readMultipart(request, takesFiles ? mine.take : null);
  } finally {
    mine.letGo();
  }
}

/** More than is read at all, even to show the words again. */
const farTooMuch = (): Error => Object.assign(new Error('far too much'), { statusCode: 413, code: 'TOO_MUCH' });

const isFields = (body: unknown): body is Fields => typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body);

/** `take`: asks for room; without it files are kept nowhere. */
async function readMultipart(request: FastifyRequest, take: ((bytes: number) => boolean) | null): Promise<Posted> {
  const fields = empty();
  let files: Upload[] = [];
  let tooMuch: TooMuch | null = null;
  let takes = take;
  let together = 0;
  let words = 0;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const value = String(part.value);
      if ((words += value.length) > limits.read) throw farTooMuch();
      put(fields, part.fieldname, value);
      if (part.valueTruncated) tooMuch ??= 'form';
      continue;
    }
    // Each file is read to its end even when it is not kept: else the fields after it would be lost.
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of part.file as AsyncIterable<Buffer>) {
      size += chunk.length;
      together += chunk.length;
      if (together > 2 * limits.together) throw farTooMuch();
      if (together > limits.together) tooMuch ??= 'together';
      else if (takes && files.length < limits.files) {
        if (takes(chunk.length)) chunks.push(chunk);
        else {
          // Half of what was sent is not what was sent.
          tooMuch ??= 'busy';
          takes = null;
          files = [];
        }
      }
    }
    if (part.file.truncated) tooMuch ??= 'file';
    else if (files.length >= limits.files && size > 0) tooMuch ??= 'files';
    else if (takes && (size > 0 || part.filename))
      files.push({ field: part.fieldname, name: part.filename, type: part.mimetype, bytes: Buffer.concat(chunks) });
  }
  return { fields, files, tooMuch };
}
