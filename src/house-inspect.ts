// Names every breach of the house rules in the files handed in; a check that saw nothing must not pass.
import { join } from 'node:path';
import ts from 'typescript';
import {
  below,
  emptyNames,
  floors,
  impureGlobals,
  impureMembers,
  networkModules,
  networkPlaces,
  noActPlaces,
  outwardGlobals,
  outwardModules,
  outwardPlace,
  packages,
  partsOfPages,
  pure,
  sqlPlaces,
  sqlShapes,
  topFolders,
  transactionPlaces,
  transactionShape,
  webPackages,
  webPlaces,
  type Floor,
} from './house-rules.ts';

/** A file of the program: its path from the root, e.g. `src/base/day.ts`. */
export type SourceFile = { readonly path: string; readonly text: string };
export type Breach = { readonly path: string; readonly line: number; readonly rule: string; readonly says: string };

/** `erased`: an `import type`, of which nothing is left when the program runs. `names`: what is taken; nothing where it is all. */
type Import = { readonly from: string; readonly line: number; readonly erased: boolean; readonly names: readonly string[] };
/** Where a file stands: its floor (or the top), and the room, country or floor that it must not leave by `./`. */
type Place = { readonly inside: string; readonly floor: Floor | 'top'; readonly unit: string; readonly test: boolean };
type Seen = { readonly file: SourceFile; readonly tree: ts.SourceFile; readonly place: Place | null; readonly imports: readonly Import[] };
type Tell = (line: number, rule: string, says: string) => void;

/** Every breach in the files handed in. Pure: the caller reads the files. */
export function check(files: readonly SourceFile[]): readonly Breach[] {
  const inSrc = files.filter((file) => file.path.startsWith('src/'));
  if (inSrc.length === 0) return [{ path: 'src', line: 0, rule: 'files', says: 'no file was found: a check that sees nothing must not pass' }];
  const breaches: Breach[] = [];
  const seen = files.map(look);
  for (const one of seen) {
    const tell: Tell = (line, rule, says) => breaches.push({ path: one.file.path, line, rule, says });
    checkNames(one, tell);
    checkTree(one, tell);
    for (const each of one.imports) checkImport(one, each, tell);
  }
  return [...breaches, ...circles(seen)].sort((a, b) => a.path.localeCompare(b.path) || a.line - b.line);
}

function look(file: SourceFile): Seen {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  visit(tree, (node) => {
    const from = importedFrom(node);
    if (from) imports.push({ from: from.text, line: lineOf(tree, from), erased: isErased(node), names: namesIn(node) });
  });
  return { file, tree, place: placeOf(file.path), imports };
}

/** The text an import, an export-from, an import() or an import type names. */
function importedFrom(node: ts.Node): ts.StringLiteral | undefined {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    return node.moduleSpecifier;
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const first = node.arguments[0];
    return first && ts.isStringLiteral(first) ? first : undefined;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) return node.argument.literal;
  return undefined;
}

function isErased(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
  return ts.isImportTypeNode(node) || (ts.isExportDeclaration(node) && node.isTypeOnly);
}

function namesIn(node: ts.Node): readonly string[] {
  const bindings = ts.isImportDeclaration(node) ? node.importClause?.namedBindings : undefined;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements.map((one) => (one.propertyName ?? one.name).text) : [];
}

function placeOf(path: string): Place | null {
  if (!path.startsWith('src/')) return null;
  const inside = path.slice('src/'.length);
  const [first = '', second = ''] = inside.split('/');
  const floor = floors.find((one) => one === first) ?? 'top';
  const unit = floor === 'rooms' || floor === 'countries' ? `${first}/${second}` : floor;
  return { inside, floor, unit, test: /\.(test|prove)\.ts$/.test(path) };
}

function checkNames({ file, place }: Seen, tell: Tell): void {
  const name = file.path.split('/').at(-1) ?? '';
  if (emptyNames.test(name.split('.')[0] ?? '')) tell(1, 'names', `${name} says nothing about what is inside`);
  for (const folder of file.path.split('/').slice(1, -1)) {
    if (emptyNames.test(folder)) tell(1, 'names', `the folder ${folder} says nothing about what is inside`);
  }
  const first = file.text.split('\n').find((line) => !line.startsWith('#!')) ?? '';
  if (!/^(\/\/|\/\*\*?) ?\S/.test(first)) tell(1, 'first line', 'must be a comment that says what the file is for');
  if (place?.floor === 'top' && place.inside.includes('/') && !topFolders.some((folder) => place.inside.startsWith(`${folder}/`))) {
    tell(1, 'floors', `src/${place.inside.split('/')[0]} is no floor of the house`);
  }
}

function checkImport({ file, place }: Seen, each: Import, tell: Tell): void {
  const { from, line } = each;
  if (from.includes('../')) return tell(line, 'imports', `${from}: never ../, write #floor/x.ts`);
  if (from.startsWith('.') || from.startsWith('#')) {
    if (!/\.(ts|json)$/.test(from)) tell(line, 'imports', `${from} must end in .ts`);
  }
  if (!place) return;
  const target = targetOf(file.path, from);
  if (target?.startsWith('tests/')) {
    if (!place.test) tell(line, 'imports', `${from}: only tests may import tests`);
    return;
  }
  if (place.test) {
    const other = target ? placeOf(target) : null;
    if (place.floor === 'rooms' && other?.floor === 'rooms' && other.unit !== place.unit) tell(line, 'rooms', `${from}: rooms never import rooms`);
    return;
  }
  if (target) checkInside(place, each, target, tell);
  else checkOutside(place, from, line, tell);
}

/** An import of one of our own files. */
function checkInside(place: Place, each: Import, target: string, tell: Tell): void {
  const { from, line } = each;
  const to = placeOf(target);
  if (!to) return tell(line, 'imports', `${from}: src/ never imports ${target}`);
  if (to.test) tell(line, 'imports', `${from}: no file but a test imports a test`);
  if (to.inside.startsWith('kit/web/') && !mayKnowWeb(place, to, each)) tell(line, 'http', `${from}: only kit/web and pages.ts know HTTP`);
  if (place.floor === 'top') return;
  if (from.startsWith('./')) {
    if (to.unit !== place.unit) tell(line, 'imports', `${from} leaves ${place.unit}: write #floor/x.ts`);
    return;
  }
  if (to.unit === place.unit) {
    const folder = place.inside.slice(0, place.inside.lastIndexOf('/') + 1);
    if (to.inside.startsWith(folder)) tell(line, 'imports', `${from} stands in the same folder: write ./`);
    return;
  }
  if (to.floor === 'top') return tell(line, 'floors', `${from}: ${place.floor} may not import the top floor`);
  if (place.floor === 'rooms' && to.floor === 'rooms') return tell(line, 'rooms', `${from}: rooms never import rooms`);
  if (place.floor === 'countries' && to.floor === 'countries') return tell(line, 'countries', `${from}: a country never imports a country`);
  if (!below[place.floor].includes(to.floor)) return tell(line, 'floors', `${from}: ${place.floor} may not import ${to.floor}`);
  if (place.floor === 'countries' && to.floor === 'rooms' && !/^rooms\/[^/]+\/form\.ts$/.test(to.inside)) {
    tell(line, 'countries', `${from}: of a room, a country imports form.ts only`);
  }
}

function mayKnowWeb(place: Place, to: Place, { names }: Import): boolean {
  if (place.floor === 'top' || webPlaces.test(place.inside)) return true;
  if (noActPlaces.test(place.inside) || to.inside !== 'kit/web/page.ts') return false;
  return names.length > 0 && names.every((name) => partsOfPages.some((part) => part === name));
}

/** An import of a package or of Node itself. */
function checkOutside(place: Place, from: string, line: number, tell: Tell): void {
  const isPure = pure.some((floor) => floor === place.floor);
  if (from.startsWith('node:')) {
    if (isPure) return tell(line, 'purity', `${from}: ${place.floor} is pure, nothing of node:`);
    if (webPackages.test(from) && place.floor !== 'top' && !place.inside.startsWith('kit/web/')) tell(line, 'http', `${from}: only kit/web speaks HTTP`);
    if (outwardModules.test(from) && !outwardPlace.test(place.inside)) tell(line, 'outward', `${from}: only kit/web/outward.ts leads out`);
    if (networkModules.test(from) && place.floor !== 'top' && !networkPlaces.test(place.inside)) tell(line, 'network', `${from}: not opened here`);
    return;
  }
  const allowed = packages.filter((one) => one.name.test(from));
  if (allowed.some((one) => one.where.test(place.inside))) return;
  if (isPure) return tell(line, 'purity', `${from}: ${place.floor} is pure, no packages`);
  if (webPackages.test(from)) return tell(line, 'http', `${from}: only kit/web knows HTTP`);
  tell(line, 'packages', allowed.length > 0 ? `${from} may not be imported here` : `${from} is not on the list in src/house-rules.ts`);
}

/** What stands in the code itself: purity, SQL, transactions, default exports, enums. */
function checkTree({ file, tree, place }: Seen, tell: Tell): void {
  const isPure = place !== null && !place.test && pure.some((floor) => floor === place.floor);
  const code = place !== null && !place.test;
  const sqlHere = !code || sqlPlaces.some((one) => one.where.test(place.inside));
  visit(tree, (node) => {
    const at = (rule: string, says: string): void => tell(lineOf(tree, node), rule, says);
    if (ts.isEnumDeclaration(node)) at('no enums', `${node.name.text}: write a union of strings`);
    if (isDefaultExport(node)) at('no default exports', 'a thing has one name everywhere');
    if (isPure) {
      const impure = impurity(node);
      if (impure) at('purity', `${impure}: ${place.floor} is pure; time, chance and the outside are handed in`);
    }
    if (!code) return;
    if (ts.isIdentifier(node) && outwardGlobals.some((name) => name === node.text) && isRead(node) && !outwardPlace.test(place.inside)) {
      at('outward', `${node.text}: only kit/web/outward.ts leads out`);
    }
    const text = textOf(node);
    if (text !== undefined && !sqlHere && sqlShapes.some((shape) => shape.test(text))) {
      at('sql', `SQL stands only in kit/store, store.ts, tables.ts and queue.ts: ${text.trim().slice(0, 40)}`);
    }
    if (text !== undefined && place.floor !== 'top' && !transactionPlaces.test(place.inside) && transactionShape.test(text)) {
      at('transactions', `${text.trim()}: only as() opens a transaction`);
    }
    const act = actOf(node);
    if (act && noActPlaces.test(place.inside)) at('acts', `${act}: a store is handed its transaction; forms, letters and views know of none`);
  });
  if (/^\s*\/\/ *@ts-nocheck/m.test(file.text)) tell(1, 'types', 'no file is left out of the type check');
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((one) => one.kind === ts.SyntaxKind.DefaultKeyword);
}

/** The clock, chance, the environment or the outside, where a node reaches for one. */
function impurity(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Date') return 'new Date(';
  if (ts.isCallExpression(node)) {
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return 'import(';
    if (ts.isIdentifier(node.expression) && node.expression.text === 'Date') return 'Date(';
  }
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const members = impureMembers[node.expression.text];
    if (members?.includes(node.name.text)) return `${node.expression.text}.${node.name.text}`;
  }
  if (ts.isIdentifier(node) && impureGlobals.some((name) => name === node.text) && isRead(node)) return node.text;
  return undefined;
}

/** Whether an identifier is read as a variable: not a property's name, a key, a type's name or a declaration. */
function isRead(node: ts.Identifier): boolean {
  const up = node.parent;
  if (ts.isPropertyAccessExpression(up)) return up.expression === node;
  if (ts.isCallExpression(up) || ts.isNewExpression(up)) return true;
  if (ts.isElementAccessExpression(up)) return true;
  if (ts.isVariableDeclaration(up)) return up.initializer === node;
  if (ts.isPropertyAssignment(up)) return up.initializer === node;
  return ts.isBinaryExpression(up) || ts.isReturnStatement(up) || ts.isArrowFunction(up) || ts.isSpreadElement(up);
}

/** The text of a string or a template, with `$` where a value is put in. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) return node.head.text + node.templateSpans.map((one) => `$${one.literal.text}`).join('');
  return undefined;
}

/** A call that opens a transaction or writes a ledger: x.as(actor, purpose, fn), x.perform(...). */
function actOf(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const name = node.expression.name.text;
  if (name === 'as' && node.arguments.length === 3) return 'as()';
  return name === 'perform' && node.arguments.length >= 5 ? 'perform()' : undefined;
}

/** Import circles of code that runs: each is told once, at its first file. Two files may name each other's types. */
function circles(seen: readonly Seen[]): readonly Breach[] {
  const paths = new Set(seen.map((one) => one.file.path));
  const next = new Map(seen.map((one) => [one.file.path, runs(one).filter((to) => paths.has(to))] as const));
  const done = new Set<string>();
  const breaches: Breach[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const back = trail.indexOf(path);
    if (back >= 0) {
      breaches.push({ path, line: 1, rule: 'circles', says: [...trail.slice(back), path].join(' -> ') });
      return;
    }
    if (done.has(path)) return;
    for (const to of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const one of seen) walk(one.file.path, []);
  return breaches;
}

function runs({ file, imports }: Seen): readonly string[] {
  return imports.filter((each) => !each.erased).flatMap((each) => targetOf(file.path, each.from) ?? []);
}

/** The file an import names, from the root; nothing where it is a package. */
function targetOf(path: string, from: string): string | undefined {
  if (from.startsWith('#tests/')) return `tests/${from.slice('#tests/'.length)}`;
  if (from.startsWith('#')) return `src/${from.slice(1)}`;
  if (!from.startsWith('.')) return undefined;
  return join(path, '..', from).replaceAll('\\', '/');
}

function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}
