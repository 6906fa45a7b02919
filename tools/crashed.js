// A reporter for the test runner: names the files in which Node itself crashed (a fault of V8, not of a test), one a line, for a second run.
// In JavaScript, since the runner asks for an export without a name.

/** What a process dies of that breaks by itself; what is killed from outside dies of others. */
const ownFaults = ['SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGBUS', 'SIGABRT'];

export default async function* crashed(events) {
  const named = new Set();
  for await (const { type, data } of events) {
    const signal = data?.details?.error?.signal;
    if (type !== 'test:fail' || !data.file || !ownFaults.includes(signal) || named.has(data.file)) continue;
    named.add(data.file);
    yield `${data.file}\n`;
  }
}
