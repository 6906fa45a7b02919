// The command that protects a table of counts before it is published.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { small, strictThreshold } from '#methods/disclosure/rules.ts';
import { protect, type Judging } from '#methods/disclosure/suppress.ts';
import type { Table } from '#methods/disclosure/table.ts';
import { certificateFiles, checkCertificate, keysOf } from '#rooms/figures/certificate-file.ts';
import { asCsv, asJson, readTable } from '#rooms/figures/protect-file.ts';
import { textFlag, WrongCall, type Command, type Values } from './command.ts';

export const protectCommand: Command = {
  name: 'protect',
  does: 'hide small counts of a table, and what would give them away; nothing leaves this machine',
  example: './opennrm protect table.csv --threshold 5 --hierarchy region=regions.csv --out OUT',
  flags: { data: 'string', threshold: 'string', rules: 'string', hierarchy: 'several', json: 'boolean', out: 'string', check: 'string' },
  takes: 'table',
  run: async (values, print) => {
    const { check } = textFlag(values, 'check');
    if (check) {
      const { holds, says } = checkCertificate(await text(check, '--check must name a certificate.'));
      for (const one of says) print(one);
      print(holds ? 'The certificate holds.' : 'The certificate does not hold.');
      return holds ? 0 : 1;
    }
    const threshold = Number(values['threshold'] ?? 5);
    if (!Number.isInteger(threshold) || threshold < 2 || threshold > 1000) throw new WrongCall('--threshold must be a whole number from 2 to 1000.');
    const table = readTable(await text(textFlag(values, 'table').table, 'Name the table, for example ./opennrm protect table.csv'), await hierarchies(values));
    if (typeof table === 'string') {
      print(table);
      return 3;
    }
    const made = await protect(table, judging(table, threshold, textFlag(values, 'rules').rules));
    const { out } = textFlag(values, 'out');
    // What fails its audit is written nowhere: nobody shall publish it by mistake.
    if (out && made.audit.passed) {
      await mkdir(out, { recursive: true });
      await writeFile(join(out, 'protected.csv'), asCsv(table, made));
      const { open, closed } = certificateFiles(made, keysOf(table), threshold, randomBytes(16).toString('hex'));
      await writeFile(join(out, 'certificate.json'), open);
      // These hold the true counts: for who protects, and for nobody else on this machine.
      await writeFile(join(out, 'proof.json'), closed, { mode: 0o600 });
      await writeFile(join(out, 'audit.json'), asJson(table, made), { mode: 0o600 });
    }
    if (values['json'] === true) print(asJson(table, made));
    else {
      const of = (status: string): number => made.status.filter((one) => one === status).length;
      print(`${table.cells.length} cells with all margins: ${of('primary')} too small, ${of('secondary')} hidden besides, ${of('published')} published.`);
      print(
        `Hidden in all, each count and one: ${made.cost}${made.optimal ? ', which is proven to be the least' : ', by a quick way that is not proven to be the least'}.`,
      );
      print(
        made.audit.passed
          ? 'Attacked with all that is published, no small count can be worked out.'
          : 'An attack succeeds: publish nothing of this. Nothing was written.',
      );
      if (!out) print('Nothing was written. --out DIR writes the table; --json prints it with the true counts.');
    }
    return made.audit.passed ? 0 : 1;
  },
};

/** Besides rule a with the threshold, the rules that are named; those of 10 hold for the whole table. */
function judging(table: Table, threshold: number, named = ''): Judging {
  const given = named.split(',').filter((one) => one !== '');
  const unknown = given.find((one) => one !== 'one-category' && !stricterRules.some((rule) => rule === one));
  if (unknown !== undefined) throw new WrongCall(`--rules knows ${['one-category', ...stricterRules].join(', ')}; not ${unknown}.`);
  const dangers = stricterRules.filter((rule) => given.includes(rule)).flatMap((rule) => small(table, strictThreshold, rule));
  return { threshold, dangers, oneCategory: given.includes('one-category') };
}

const stricterRules = ['child', 'nationality-by-area', 'free-request'] as const;

async function text(path: string | undefined, otherwise: string): Promise<string> {
  if (!path) throw new WrongCall(otherwise);
  return readFile(path, 'utf8').catch(() => {
    throw new WrongCall(`There is no readable file ${path}.`);
  });
}

/** Each given as COLUMN=FILE. */
async function hierarchies(values: Values): Promise<ReadonlyMap<string, string>> {
  const given = values['hierarchy'];
  const all = new Map<string, string>();
  for (const one of Array.isArray(given) ? (given as readonly string[]) : []) {
    const at = one.indexOf('=');
    if (at < 1) throw new WrongCall('--hierarchy must be COLUMN=FILE.');
    all.set(one.slice(0, at), await text(one.slice(at + 1), '--hierarchy must be COLUMN=FILE.'));
  }
  return all;
}
