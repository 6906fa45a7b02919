// `npm run prove`: runs the long proofs and some tests, gathers the figures they say, and keeps them as docs/promises.md.
// `npm run prove -- kill` runs those whose name holds the word; what was not run keeps its line, with the day on which it was.
import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const page = join(root, 'docs/promises.md');
const unmeasured = 'not measured yet';

/** What is promised, in plain words. */
const promises: Readonly<Record<string, string>> = {
  P1: 'What you tell us, and what your device says of itself, stands nowhere but in the record',
  P2: 'Only the team you choose can open your tip',
  P3: 'Nobody can guess your code',
  P4: 'Leaving hides the page at once',
  P5: 'If you see “we have it”, we have it',
  P6: 'No case is decided twice',
  P7: 'No clock is missed in silence',
  P8: 'Staff see only what their task needs',
  P9: 'Nothing for immigration enforcement',
  P10: 'Whoever reads your record leaves a mark that cannot be taken away',
  P11: 'Breaking the glass is never alone or secret',
  P12: 'When we delete, it is gone',
  P13: 'Files do not give you away',
  P14: 'No company watches you here',
  P15: 'It works on an old telephone, in your language, without scripts',
  P16: 'Statistics cannot point at a person',
  P17: 'We can rebuild from a backup',
  P18: 'You can check all this yourself',
};

/** Tests that also say a figure, beside all *.prove.ts. */
const tests = [
  'canary',
  'outward',
  'report',
  'report-killed',
  'report-seal',
  'log-tampers',
  'verify-log',
  'foreign',
  'people-opened',
  'backup',
  'page-weight',
  'status-letter',
  'browser/every-page',
  'browser/own-door',
  'browser/open-leave',
].map((name) => `tests/${name}.test.ts`);

type Line = { readonly id: string; readonly figure: string; readonly command: string; readonly on: string };

function linesNow(): readonly Line[] {
  let text = '';
  try {
    text = readFileSync(page, 'utf8');
  } catch {
    return [];
  }
  return [...text.matchAll(/^\| (P\d+) \| [^|]+ \| ([^|]+) \| `([^`|]+)` \| ([^|]+) \|$/gm)].map(([, id = '', figure = '', command = '', on = '']) => ({
    id,
    figure,
    command,
    on,
  }));
}

async function run(file: string, said: string): Promise<{ readonly ok: boolean; readonly figures: readonly { id: string; figure: string }[] }> {
  writeFileSync(said, '');
  const child = spawn(process.execPath, ['--import', './tools/end-open.ts', '--test', '--test-reporter=spec', file], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, OPENNRM_PROMISES: said },
  });
  const status = await new Promise((done) => child.once('exit', done));
  const figures = readFileSync(said, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { id: string; figure: string });
  // A proof that broke off has proved nothing, whatever it had said by then.
  return { ok: status === 0, figures: status === 0 ? figures : [] };
}

function written(lines: readonly Line[]): string {
  const rows = Object.entries(promises).flatMap(([id, words]) => {
    const measured = lines.filter((line) => line.id === id);
    if (measured.length === 0) return [`| ${id} | ${words} | ${unmeasured} | | |`];
    return measured.map((line) => `| ${id} | ${words} | ${line.figure} | \`${line.command}\` | ${line.on} |`);
  });
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
  return `# What is promised, and the figure beside it

Made by \`npm run prove\`; nobody writes here by hand. A figure stands beside a promise only where the command beside it was run, on that day, to its end;
the rest says “${unmeasured}”. A figure says what was tried, not that nothing else is possible.
The last run was on a machine of ordinary size (${machine}).

| | Promise | Figure | Command | Day |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}

const word = process.argv[2] ?? '';
const files = [...globSync(['src/**/*.prove.ts', 'tests/**/*.prove.ts'], { cwd: root }).sort(), ...tests].filter((file) => file.includes(word));
if (files.length === 0) throw new Error(`no proof has a name with '${word}' in it`);
const folder = mkdtempSync(join(tmpdir(), 'nrm-prove-'));
let lines = linesNow();
let broken = 0;
for (const file of files) {
  console.log(`== ${file}`);
  const { ok, figures } = await run(file, join(folder, 'said'));
  if (!ok) broken += 1;
  const command = `npm run prove -- ${file.split('/').at(-1)?.replace(/\.ts$/, '') ?? file}`;
  const on = new Date().toISOString().slice(0, 10);
  lines = [...lines.filter((line) => line.command !== command), ...figures.map(({ id, figure }) => ({ id, figure: figure.replaceAll('|', '/'), command, on }))];
}
rmSync(folder, { recursive: true });
const text = written(lines);
writeFileSync(page, text);
console.log(text);
if (broken > 0) {
  console.error(`${broken} of ${files.length} proofs did not hold: their figures are left out.`);
  process.exitCode = 1;
}
