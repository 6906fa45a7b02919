// A leaver who asks for page after page is out with the first one asked for after the end. `npm run prove` does it hundreds of times.
import assert from 'node:assert/strict';
import { onEveryEngine } from './engines.ts';
import { leavings } from './leavings.ts';

onEveryEngine('whoever leaves, loses a role or has their visits ended gets no page that they ask for afterwards', async (_t, db) => {
  const done = await leavings(db, 6);
  assert.equal(done.late, 0);
  assert.ok(done.before > 0 && done.after > 0, `${done.before} pages before, ${done.after} after: both must have been seen`);
});
