// The stylesheet and scripts, made ready at start-up: upstream's without its typeface and crest, then our own.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ageModules } from './age-modules.ts';

import { onlyFor, openParts } from './open-style.ts';

export type Asset = { readonly type: string; readonly plain: Buffer; readonly br: Buffer; readonly gzip: Buffer };
export type Assets = { readonly base: string; readonly version: string; readonly files: ReadonlyMap<string, Asset> };

const resolve = createRequire(import.meta.url).resolve;
const govuk = join(dirname(resolve('govuk-frontend/package.json')), 'dist/govuk');
const moj = join(dirname(resolve('@ministryofjustice/frontend/package.json')), 'moj');
const own = fileURLToPath(new URL('../view/assets/', import.meta.url));

const family = 'Arial,Helvetica,system-ui,"Noto Sans","Noto Sans Arabic",sans-serif';

/** Upstream CSS without its licensed typeface and the crest, neither of which is ours to use. */
export function withoutBranding(css: string): string {
  return css
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/\/\*![^*]*Calvert[^*]*\*\//g, '')
    .replace(/GDS Transport,arial,sans-serif/g, family)
    .replace(/url\(["']?\/assets\/images\/govuk-crest\.svg["']?\)/g, 'none')
    .replace(/url\((["']?)\/assets\/images\//g, 'url($1images/')
    .replace(/\/\*# sourceMappingURL=.*?\*\//g, '');
}

/** Left and right become start and end, so that the same sheet serves scripts that run from the right. */
export function bothWays(css: string): string {
  return css
    .replace(/(?<=[{;])(margin|padding)-(left|right):/g, (_all, what: string, side: string) => `${what}-inline-${side === 'left' ? 'start' : 'end'}:`)
    .replace(
      /(?<=[{;])border-(left|right)(-width|-style|-color)?:/g,
      (_all, side: string, rest = '') => `border-inline-${side === 'left' ? 'start' : 'end'}${rest as string}:`,
    )
    .replace(/(?<=[{;])(left|right):/g, (_all, side: string) => `inset-inline-${side === 'left' ? 'start' : 'end'}:`)
    .replace(/(?<=[{;])text-align:(left|right)/g, (_all, side: string) => `text-align:${side === 'left' ? 'start' : 'end'}`)
    .replace(/(?<=[{;])float:(left|right)/g, (_all, side: string) => `float:${side};float:inline-${side === 'left' ? 'start' : 'end'}`);
}

function stylesheet(): string {
  const upstream = [join(govuk, 'govuk-frontend.min.css'), join(moj, 'moj-frontend.min.css')].map((file) =>
    bothWays(withoutBranding(readFileSync(file, 'utf8'))),
  );
  const ours = readdirSync(own)
    .filter((name) => name.endsWith('.css'))
    .sort();
  return [...upstream, ...ours.map((name) => readFileSync(join(own, name), 'utf8'))].join('\n');
}

/** For open pages: a few parts of upstream, what all pages share, the way out, and what is theirs alone. */
function openStylesheet(): string {
  const upstream = onlyFor(bothWays(withoutBranding(readFileSync(join(govuk, 'govuk-frontend.min.css'), 'utf8'))), openParts);
  return [upstream, ...['both.css', 'plain.css', 'open.style'].map((name) => readFileSync(join(own, name), 'utf8'))].join('\n');
}

/** One step below the hardest: a fiftieth larger, and every start is a third of a second sooner. */
const squeezed = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };

/** Squeezed when a browser first asks for it so, and kept: all of them take a second, which every start would wait for. */
function asset(type: string, text: string | Buffer): Asset {
  const plain = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8');
  let [br, gzip]: (Buffer | undefined)[] = [];
  return {
    type,
    plain,
    get br() {
      return (br ??= brotliCompressSync(plain, squeezed));
    },
    get gzip() {
      return (gzip ??= gzipSync(plain, { level: 9 }));
    },
  };
}

export function loadAssets(): Assets {
  const javascript = 'text/javascript; charset=utf-8';
  const files = new Map<string, Asset>([
    ['style.css', asset('text/css; charset=utf-8', stylesheet())],
    ['open.css', asset('text/css; charset=utf-8', openStylesheet())],
    ['govuk-frontend.js', asset(javascript, readFileSync(join(govuk, 'govuk-frontend.min.js'), 'utf8').replace(/\/\/# sourceMappingURL=.*/g, ''))],
  ]);
  for (const name of readdirSync(own)) {
    if (name.endsWith('.js')) files.set(name, asset(javascript, readFileSync(join(own, name))));
    if (name.endsWith('.svg')) files.set(name, asset('image/svg+xml', readFileSync(join(own, name))));
  }
  for (const [name, text] of ageModules()) files.set(name, asset(javascript, text));
  const icons = join(moj, 'assets/images');
  for (const name of readdirSync(icons)) {
    if (/^icon-[\w-]+\.svg$/.test(name)) files.set(`images/${name}`, asset('image/svg+xml', readFileSync(join(icons, name))));
  }
  const hash = createHash('sha256');
  for (const [name, file] of files) hash.update(name).update(file.plain);
  const version = hash.digest('hex').slice(0, 12);
  return { base: `/assets/${version}`, version, files };
}

/** The smallest form of a file that the browser takes. */
export function encoded(of: Asset, accepts: string): { readonly bytes: Buffer; readonly encoding: 'br' | 'gzip' | null } {
  if (/\bbr\b/.test(accepts)) return { bytes: of.br, encoding: 'br' };
  if (/\bgzip\b/.test(accepts)) return { bytes: of.gzip, encoding: 'gzip' };
  return { bytes: of.plain, encoding: null };
}
