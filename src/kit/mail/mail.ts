// An e-mail as it is kept: words, what it says of its sender, and files nobody has looked into. Its limits, and what was left aside because of them.

export type MailFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** Why less stands here than in the original, which is always kept whole beside it. */
export type MailLeft = 'not-read' | 'words-cut' | 'files-left' | 'from-html';

export type Mail = {
  /** Subject and text, in one script of line breaks; an HTML part as plain text. */
  readonly words: string;
  /** Who the message says sent it. Anybody can write any name there: a claim. */
  readonly claims: string | null;
  /** What our own relay found of it, word by word (`spf=pass dkim=fail`); nothing where no relay of ours is named or it said nothing. */
  readonly relaySays: string | null;
  readonly files: readonly MailFile[];
  readonly left: readonly MailLeft[];
};

/** The service's own limits. `bytes` is a whole message as it travels: 20 MiB, about 15 MiB of files. */
export const mailLimits = {
  bytes: 20 * 1024 * 1024,
  /** Of all headers of all parts together. */
  headerBytes: 256 * 1024,
  depth: 20,
  files: 20,
  words: 100_000,
  /** What it may take to read one, in a thread of its own. */
  readMs: 10_000,
  readMiB: 256,
} as const;

/** What could not be read is kept all the same, and says so. */
export const unreadMail: Mail = { words: '', claims: null, relaySays: null, files: [], left: ['not-read'] };
