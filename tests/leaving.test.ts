// Nothing reaches a person but through the one gate: what the source says of every act, every paper and every pass, and that a planted way round is seen.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';

type Source = { readonly path: string; readonly text: string };
const root = new URL('../', import.meta.url);
const sources: readonly Source[] = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('words/'))
  .map((path) => ({ path: `src/${path}`, text: readFileSync(new URL(`src/${path}`, root), 'utf8') }));

/** What the ledger says once something has reached somebody, or was tried. */
const reaching = ['LetterReleased', 'LetterHandedOver', 'ContactTried', 'SignalReplied', 'ReplyTranslated', 'ReporterTried', 'DisclosureTold'];
const gate = 'src/journey/safe-contact.ts';
/** Who may send to somebody at work without asking how a person is reached: letters to others than the person, and what is disclosed. */
const toOffices = new Set([gate, 'src/rooms/decision/safe-contact.ts', 'src/desk/outside-pages.ts']);
/** Papers for somebody at work: a question to a council or the police, and the letter that introduces somebody to a doctor. */
const papersForOthers = new Set(['src/rooms/decision/question-letter-pages.ts', 'src/desk/service-letter-pages.ts']);

function ways(all: readonly Source[]): readonly string[] {
  const found: string[] = [];
  for (const { path, text } of all) {
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'kind' && ts.isStringLiteral(node.initializer) && reaching.includes(node.initializer.text)) {
        let act: ts.Node = node;
        while (act.parent && !ts.isFunctionDeclaration(act)) act = act.parent;
        const asks = ts.isFunctionDeclaration(act) ? act.parameters.map((one) => one.getText()).join() : '';
        if (!/Leaves|Clearance|Cleared|\bTold\b/.test(asks)) found.push(`${path}: ${node.initializer.text} is said by an act that asks for no pass`);
      }
      if (ts.isAsExpression(node) && /\bCleared\b/.test(node.type.getText()) && path !== gate) found.push(`${path}: makes a pass by itself`);
      if (ts.isCallExpression(node) && node.expression.getText() === 'toTheirOffice' && !toOffices.has(path))
        found.push(`${path}: sends to an office past the gate`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
    const prints = /from '#kit\/view\/letter\.ts'/.test(text);
    if (prints && !papersForOthers.has(path) && !/\b(mayGo|leaving|toTheirHands)\(/.test(text.replace(/^import.*$/gm, '')) && !/\bgate\.open\b/.test(text))
      found.push(`${path}: prints a paper and asks no gate`);
  }
  return found;
}

test('every act by which something reaches somebody asks for the gate’s pass, no other file makes one, and every paper for the person asks the gate', () => {
  assert.deepEqual(ways(sources), []);
  for (const kind of reaching)
    assert.ok(
      sources.some(({ text }) => text.includes(`kind: '${kind}'`)),
      `${kind} is said by nobody`,
    );
  for (const path of [...toOffices, ...papersForOthers])
    assert.ok(
      sources.some((one) => one.path === path),
      `${path} is not there`,
    );
});

test('a way round the gate is seen: an act without a pass, a pass of somebody’s own, a paper nobody judged, an office past the gate', () => {
  const planted = (text: string): number => ways([{ path: 'src/desk/planted.ts', text }]).length;
  assert.equal(planted(`function send(file: File) { return { kind: 'LetterHandedOver', letter: 'x' }; }`), 1);
  assert.equal(planted(`const pass = { open: true } as unknown as Cleared;`), 1);
  assert.equal(planted(`import { letter } from '#kit/view/letter.ts'; export const page = () => letter({});`), 1);
  assert.equal(planted(`const pass = toTheirOffice(today);`), 1);
  assert.equal(planted(`function send(file: File, pass: Cleared) { return { kind: 'LetterHandedOver', letter: 'x' }; }`), 0);
});
