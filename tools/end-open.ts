// Loaded before every test file: one that leaves something open ends ten seconds after its last test, when all it said has arrived.
// Node's own --test-force-exit ends a file at once, and on a busy machine some of its results are then never told.
import { after } from 'node:test';

if (process.env['NODE_TEST_CONTEXT'] === 'child-v8') after(() => void setTimeout(() => process.exit(), 10_000).unref());
