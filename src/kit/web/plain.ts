// Which pages stand in a frame that says nothing: the person's own door, the way out of it, the page one lands on, and the page a phone may keep;
// and where the pages stand on which anybody writes.

/** An ordinary word for an ordinary thing: it stands in the history of a phone. */
export const ownPath = '/notebook';
export const exitPath = '/exit';
export const neutralPath = '/calendar';
/** Where anybody writes to the helpline, and comes back for the answer. Nothing of who asked is kept, and no line of the log says when. */
export const writePath = '/write';
/** What a worker's phone may keep: it is empty, and the same for everybody. */
export const offlinePath = '/offline/note';

/** Where people tell what they saw, or what happens to them: the one place where these addresses stand. */
export const tellPaths = { seen: `${writePath}/seen`, me: `${writePath}/me` } as const;

const under = (path: string, root: string): boolean => path === root || path.startsWith(`${root}/`);

/** Where a visit at a person's own door counts, and no other does. */
export const isOwn = (path: string): boolean => under(path, ownPath) || path === exitPath;

export const isWrite = (path: string): boolean => under(path, writePath);

export const isPlain = (path: string): boolean => isOwn(path) || path === neutralPath || path === offlinePath;

/** The script of such a page, where it has one. */
export const plainScript = (path: string): string | null => (isOwn(path) ? 'open.js' : path === offlinePath ? 'offline.js' : null);
