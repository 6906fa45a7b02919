// For the kill test of a rotation: opens a database, rotates its keys from one root to another, and may die at any moment.
import { openPostgres, openPractice, theService } from '#kit/store/database.ts';
import { localRoot } from '#kit/store/root.ts';
import { rotate } from '#kit/store/rotate.ts';

const asked = JSON.parse(process.argv[2] ?? '{}') as { from: string; to: string } & ({ folder: string } | { url: string });
const from = localRoot(Buffer.from(asked.from, 'hex'));
const db = 'folder' in asked ? await openPractice(asked.folder, { root: from }) : await openPostgres({ url: asked.url, master: from, practice: true });
await rotate(db, theService, from, localRoot(Buffer.from(asked.to, 'hex')), (files) => console.log(files));
await db.close();
