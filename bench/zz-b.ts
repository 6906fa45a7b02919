import { readFile } from 'node:fs/promises';
import { uk } from '#countries/uk/uk.ts';
import { protectRelease } from '#rooms/figures/quarterly/protect.ts';
const parts = JSON.parse(await readFile('/tmp/six-parts-2023-Q4.json', 'utf8'));
const t = process.cpuUsage();
const made = await protectRelease(parts, uk.stages.map(({ id }) => id));
const c = process.cpuUsage(t);
console.log('cells', made.keys.length, 'hidden', [...made.shown.values()].filter((s) => s.status !== 'published').length, 'cost', made.cost, made.audit.passed, made.failed.length, 'dangers', made.dangers.length, ((c.user + c.system) / 1e6).toFixed(1));
console.log(made.dangers.filter((d) => d.rule === 'one-category').length);
const whole = [...made.shown].filter(([k, s]) => s.status !== 'published' && !k.includes('|')).map(([k]) => k);
console.log('wholes hidden', whole);
import { publicCertificate } from '#methods/disclosure/certificate.ts';
import { checkCertificate } from '#rooms/figures/certificate-file.ts';
const cert = JSON.stringify(publicCertificate(made, { keys: made.keys, threshold: 5, salt: '' }, 'x'));
const t2 = Date.now();
console.log(checkCertificate(cert), Date.now() - t2, cert.length);
console.log("")
