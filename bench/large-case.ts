// Opening a case with 300 documents and 1,000 entries in its ledger, over HTTP on PostgreSQL, against a case of ordinary size.
// `node bench/large-case.ts [--documents 300] [--entries 1000] [--rounds 20]`
import { randomUUID } from 'node:crypto';
import { done } from '#base/outcome.ts';
import { day } from '#base/day.ts';
import type { CaseEvent } from '#journey/events.ts';
import { caseStream } from '#journey/file.ts';
import { sealBytes, seal } from '#kit/store/seal.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import type { Cloned } from '#tests/engines.ts';
import { adult, sendAs, visitor } from '#tests/walk.ts';
import { inTurn, kib, ms, table, times } from './stand/clock.ts';
import { asked, end, standOnPostgres, today } from './stand/stand.ts';

const documents = asked('documents', 300);
const entries = asked('entries', 1_000);
const rounds = asked('rounds', 20);
const references = { ordinary: '', large: '' };

/** More documents than the program lets anybody add by hand: sealed as it seals them, and put in beside it. */
async function fill(cloned: Cloned): Promise<void> {
  const house = build(cloned.db, { today: day(today), port: 0, host: '127.0.0.1' });
  const amber = personaOf('practice-amber').actor;
  const [ordinary, large] = [await sendAs(house, 'practice-amber', adult), await sendAs(house, 'practice-amber', adult)];
  await house.settled();
  Object.assign(references, { ordinary: ordinary.reference, large: large.reference });
  const ids = Array.from({ length: documents }, () => randomUUID() as string);
  const events: CaseEvent[] = ids.map((document) => ({ kind: 'EvidenceAdded', document }));
  while (events.length < entries) events.push({ kind: 'InformationAdded', questions: ['why'] });
  const on = { day: day(today), nation: 'england' };
  const { file } = large;
  await house.kit.ledger.perform(
    amber,
    'intake',
    caseStream,
    file,
    () => done<CaseEvent>(...events),
    on,
    async (tx) => {
      for (const id of ids) {
        const said = { name: `note-${id.slice(0, 8)}.txt`, type: 'text/plain', image: false, size: 16, fingerprint: '0'.repeat(64), by: amber.person };
        const sealed = await seal(tx, { file, table: 'document', what: id, version: 1 }, said);
        await tx.query('insert into document (file, id, sealed, parts) values ($1, $2, $3, 1)', [file, id, sealed]);
        const part = await sealBytes(tx, { file, table: 'document_part', what: `${id}.0.1`, version: 1 }, Buffer.from('An invented one.'));
        await tx.query('insert into document_part (file, document, part, sealed) values ($1, $2, 0, $3)', [file, id, part]);
      }
    },
  );
  await house.settled();
}

const stand = await standOnPostgres(fill);
const birch = visitor(stand.served.base);
await birch.signIn('practice-birch');
const weights = new Map<string, number>();
const read = (path: string) => async () => {
  const answer = await birch.go(path);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  weights.set(path, Buffer.byteLength(answer.text));
};
const pages = { 'what happened': '', 'what is held': '/held', 'findings and reasons': '/decide', 'other steps': '/acts' };
const works = Object.fromEntries(
  Object.entries(pages).flatMap(([name, path]) => [
    [`${name}, ordinary`, read(`/case/${references.ordinary}${path}`)],
    [`${name}, large`, read(`/case/${references.large}${path}`)],
  ]),
);
const found = await inTurn(rounds, 3, works);
console.log(
  table([
    [`a case with ${documents} documents and ${entries} entries`, 'ordinary', 'large', 'ratio', 'weight'],
    ...Object.entries(pages).map(([name, path]) => {
      const [small = NaN, large = NaN] = [found[`${name}, ordinary`], found[`${name}, large`]];
      return [name, ms(small), ms(large), times(large / small), kib(weights.get(`/case/${references.large}${path}`) ?? 0)];
    }),
  ]),
);
await stand.close();
end();
