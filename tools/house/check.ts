// The house check as a program: names each breach, ends with status 1 where there is one. `./opennrm check-house` says the same.
import { resolve } from 'node:path';
import { checkTree, inWords } from '#house-check.ts';

const root = resolve(process.argv[2] ?? resolve(import.meta.dirname, '..', '..'));
const breaches = await checkTree(root);
for (const breach of breaches) console.log(inWords(breach));
console.log(breaches.length === 0 ? 'The house stands.' : `${breaches.length} breaches.`);
process.exitCode = breaches.length === 0 ? 0 : 1;
