// The house rules as lists: which floor may import which, and which package is let in where, each with its reason.

export const floors = ['base', 'access', 'methods', 'law', 'form', 'journey', 'kit', 'rooms', 'desk', 'countries'] as const;
export type Floor = (typeof floors)[number];

/** Besides itself, each floor may import these. The top floor (house, main, commands, practice, words) may import anything. */
export const below: Readonly<Record<Floor, readonly Floor[]>> = {
  base: [],
  access: ['base'],
  methods: ['base'],
  law: ['base'],
  form: ['base', 'access'],
  journey: ['base', 'law'],
  kit: ['base', 'access', 'law', 'form'],
  rooms: ['base', 'access', 'methods', 'law', 'form', 'journey', 'kit'],
  desk: ['base', 'access', 'methods', 'law', 'form', 'journey', 'kit', 'rooms'],
  // ... and of the rooms only the files named form.ts.
  countries: ['base', 'law', 'form', 'rooms'],
};

/** Pure floors: no packages, no node:, no clock, no chance, no environment. Time is handed in. */
export const pure: readonly Floor[] = ['base', 'access', 'methods', 'law', 'form', 'journey', 'countries'];

/** What may stand on the top floor besides files: folders. */
export const topFolders = ['practice', 'words'] as const;

export type Let = { readonly name: RegExp; readonly where: RegExp; readonly why: string };

/** Packages by where they may be imported. A package not listed here may be imported nowhere. */
export const packages: readonly Let[] = [
  { name: /^temporal-polyfill$/, where: /^base\/day\.ts$/, why: 'Calendar arithmetic is not hand-made; Temporal, until Node ships it.' },
  { name: /^pg$/, where: /^kit\/store\//, why: 'The one driver for both engines.' },
  { name: /^@electric-sql\/pglite(-socket)?(\/|$)/, where: /^kit\/store\//, why: 'The embedded engine of practice mode and tests.' },
  { name: /^(fastify|@fastify\/.+)$/, where: /^kit\/web\//, why: 'HTTP is known to kit/web alone.' },
  {
    name: /^zod$/,
    where: /^(settings\.ts|practice\/|kit\/web\/|(desk|rooms\/[^/]+)\/api-pages\.ts$|rooms\/figures\/certificate-file\.ts$)/,
    why: 'zod at the edges only: API bodies, settings, files read in.',
  },
  { name: /^(openid-client|jose|@simplewebauthn\/server)$/, where: /^kit\/web\/sign-in\//, why: 'Sign-in: OpenID Connect, tokens of programs, passkeys.' },
  { name: /^age-encryption$/, where: /^kit\/store\//, why: 'Backups are age files, which independent tools open too; and so are reports.' },
  { name: /^nunjucks$/, where: /^kit\/view\//, why: 'Renders the upstream GOV.UK templates.' },
  { name: /^govuk-frontend(\/|$)/, where: /^kit\/(view|web)\//, why: 'The components and their style sheet.' },
  { name: /^@ministryofjustice\/frontend(\/|$)/, where: /^kit\/(view|web)\//, why: 'Styles for casework.' },
  { name: /^d3-(scale|shape)$/, where: /^kit\/view\//, why: 'Scales and shapes of the charts.' },
  { name: /^(pdfkit|bidi-js)$/, where: /^kit\/view\//, why: 'Documents for a court: pages, and text that runs from the right.' },
  { name: /^uqr$/, where: /^kit\/view\/qr\.ts$/, why: 'Codes for the camera of a phone, on leaflets and posters.' },
  {
    name: /^fflate$/,
    where: /^kit\/(view\/(ods|ods-read)|papers\/words)\.ts$/,
    why: 'Workbooks and papers are zip files: written and opened again here alone.',
  },
  { name: /^unpdf$/, where: /^kit\/papers\/pdf\.ts$/, why: 'Reads a PDF: an old and crooked format, in a thread of its own alone.' },
  { name: /^(smtp-server|postal-mime)$/, where: /^kit\/mail\//, why: 'Receives and reads e-mail: two old and crooked formats, which are not hand-made.' },
  { name: /^highs$/, where: /^methods\/solver\.ts$/, why: 'Solves who may have which bed and which cells are hidden: exactly, which is not hand-made.' },
  { name: /^typescript$/, where: /^house-inspect\.ts$/, why: "Reads the house's own files as the compiler does." },
];

/** SQL stands here and nowhere else. */
export const sqlPlaces: readonly Let[] = [
  { name: /./, where: /^kit\/store\//, why: 'The store.' },
  { name: /./, where: /(^|\/)(store|tables|queue)\.ts$/, why: "A room's own tables." },
  { name: /./, where: /^practice\/load\.ts$/, why: 'The invented caseload is written in bulk, on a practice database only (data.md 15).' },
];

/** HTTP is known here and nowhere else; the top floor puts it together. */
export const webPlaces = /^(kit\/web\/.+|(rooms\/[^/]+(\/[a-z-]+)?|desk)\/([a-z0-9-]+-)?pages\.ts)$/;
/** A part of a page may see who asks, in which language; routes and replies are for pages.ts alone. */
export const partsOfPages = ['Ask', 'Staff', 'Upload', 'csrf'] as const;
export const webPackages = /^(fastify|@fastify\/.+|node:https?2?)$/;

/** Node's own modules that open connections: only where the outside is spoken to. */
export const networkModules = /^node:(net|tls|dgram|dns)(\/|$)/;
export const networkPlaces = /^kit\/(store\/|web\/(rates|deadlines)\.ts$|mail\/receiver\.ts$)/;
/** The one way out of the program: what fetches or starts another program stands here, and nowhere else in the house. */
export const outwardPlace = /^kit\/web\/outward\.ts$/;
export const outwardGlobals = ['fetch', 'WebSocket', 'EventSource'] as const;
export const outwardModules = /^node:(https?|http2|child_process|cluster|inspector)(\/|$)/;

/** No transaction is opened and no ledger written here: a store is handed its transaction, a form, a letter and a view know of none. */
export const noActPlaces = /^(kit\/view\/.+|(rooms\/[^/]+|desk)\/([a-z0-9-]+-)?(store|tables|queue|form|letters)\.ts)$/;
/** Only the store may say begin, commit, roll back, set role: everybody else says as(). */
export const transactionPlaces = /^kit\/store\//;

/** Names that say nothing about what is inside. */
export const emptyNames = /^(utils?|helpers?|common|types|services?|index|misc|shared)$/;

/** Globals that read a clock, chance, the environment or the outside; forbidden on pure floors. */
export const impureGlobals = [
  'process',
  'performance',
  'crypto',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'console',
  'require',
  'globalThis',
] as const;
/** ... and these members of otherwise harmless globals. */
export const impureMembers: Readonly<Record<string, readonly string[]>> = { Date: ['now'], Math: ['random'], Temporal: ['Now'] };

/** Statements of SQL as they stand in a string. English sentences begin with a capital and do not look like these. */
export const sqlShapes: readonly RegExp[] = [
  /(^|[;(]|\n)\s*(select|SELECT)\s[^]*?\s(from|FROM)\s+[a-z_("$]/,
  /(^|[;(]|\n)\s*(with|WITH)(\s+recursive|\s+RECURSIVE)?\s+\w+(\s*\([^)]*\))?\s+(as|AS)\s*(\(|not|NOT|materialized|MATERIALIZED)/,
  /(^|[;(]|\n|\s)(insert\s+into|INSERT\s+INTO)\s+[a-z_"$]/,
  /(^|[;(]|\n)\s*(update|UPDATE)\s+(only\s+|ONLY\s+)?[\w."${}]+(\s+(as\s+|AS\s+)?\w+)?\s+(set|SET)\s/,
  /(^|[;(]|\n)\s*(delete\s+from|DELETE\s+FROM)\s+[a-z_"$]/,
  /(^|;|\n)\s*(create|alter|drop|CREATE|ALTER|DROP)\s+(table|index|view|schema|role|policy|function|trigger|TABLE|INDEX|VIEW|SCHEMA|ROLE|POLICY|FUNCTION|TRIGGER)\s/,
  /(^|;|\n)\s*(truncate|TRUNCATE)\s+(table\s+|TABLE\s+)?[a-z_"]/,
];
export const transactionShape =
  /^\s*(begin|commit|rollback|savepoint\s+\w+|set\s+(local\s+)?role\s+.+|set\s+session\s+authorization\s+.+|start\s+transaction.*|BEGIN|COMMIT|ROLLBACK|SAVEPOINT\s+\w+|SET\s+(LOCAL\s+)?ROLE\s+.+|START\s+TRANSACTION.*)\s*;?\s*$/;
