// The two certificates of a protected table as files, and the check of one that somebody brings.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { internalCertificate, publicCertificate, type InternalCertificate, type PublicCertificate } from '#methods/disclosure/certificate.ts';
import { keyOf } from '#methods/disclosure/linked.ts';
import { recheckInternal, recheckPublic } from '#methods/disclosure/recheck.ts';
import { rules, type RuleId } from '#methods/disclosure/rules.ts';
import type { Protection } from '#methods/disclosure/suppress.ts';
import type { Table } from '#methods/disclosure/table.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

export type CertificateFiles = { readonly open: string; readonly closed: string };

/** `keys` name the cells; `salt` is chance, of which at least 16 bytes are wanted: it keeps hidden counts from being found by trying hashes. */
export function certificateFiles(made: Protection, keys: readonly string[], threshold: number, salt: string): CertificateFiles {
  const certified = { keys, threshold, salt };
  const closed = JSON.stringify(internalCertificate(made, certified));
  return { open: JSON.stringify(publicCertificate(made, certified, hashOf(closed))), closed };
}

/** The keys of a single table that somebody hands in. */
export const keysOf = ({ names, cells }: Table): readonly string[] => cells.map(({ codes }) => keyOf('table', names, codes));

const count = z.number().nonnegative();
const place = z.number().int().nonnegative();
const sums = z.array(z.array(place).min(2));
const openFile = z.object({
  certificate: z.literal('opennrm-hidden-counts-1'),
  threshold: count,
  cells: z.array(
    z.union([
      z.strictObject({ key: z.string(), value: count }),
      z.strictObject({ key: z.string(), low: count, high: count, most: count, unprinted: z.literal(true).exactOptional() }),
    ]),
  ),
  sums,
  groups: z.object({ excused: z.array(z.tuple([place, place])) }).exactOptional(),
  proof: z.string(),
});
const closedFile = z.object({
  certificate: z.literal('opennrm-hidden-counts-proof-1'),
  salt: z.string(),
  threshold: count,
  cells: z.array(z.object({ key: z.string(), value: count, most: count, hidden: z.boolean() })),
  sums,
  dangers: z.array(
    z.object({ cell: place, rule: z.custom<RuleId>((one) => typeof one === 'string' && one in rules), says: z.string(), up: count, down: count }),
  ),
  proofs: z.array(z.object({ cell: place, way: z.enum(['up', 'down']), by: count, differs: z.array(z.tuple([place, z.number()])) })),
});

export type Checked = { readonly holds: boolean; readonly says: readonly string[] };

/** Checks a certificate of either kind; what is no certificate, or names cells that it does not hold, is said so. */
export function checkCertificate(text: string): Checked {
  const read = z.union([openFile, closedFile]).safeParse(parsed(text));
  if (!read.success) return { holds: false, says: ['This is no certificate of hidden counts.'] };
  const file: PublicCertificate | InternalCertificate = read.data;
  const places = [
    ...file.sums.flat(),
    ...('groups' in file ? (file.groups?.excused.flat() ?? []) : []),
    ...('proofs' in file ? [...file.dangers, ...file.proofs].map(({ cell }) => cell) : []),
  ];
  const differs = 'proofs' in file ? file.proofs.flatMap((one) => one.differs.map(([at]) => at)) : [];
  if ([...places, ...differs].some((at) => at >= file.cells.length)) return { holds: false, says: ['It speaks of a cell that it does not hold.'] };
  const wrong = 'proofs' in file ? recheckInternal(file) : recheckPublic(file);
  if (wrong.length > 0) return { holds: false, says: wrong };
  if ('proofs' in file)
    return { holds: true, says: ['Each dangerous count could be another: the proofs add up.', `The public certificate must name this file ${hashOf(text)}.`] };
  return {
    holds: true,
    says: ['From what is published no hidden count can be worked out, nor that one is small.', `The file with the proofs is ${file.proof}.`],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
