// Reports sent by page, sealed by a browser and by mail while something dies, and what must be whole afterwards.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { signalStream } from '#journey/signal.ts';
import { openSealedTo, sealTo } from '#kit/store/age-bytes.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { makeLedger } from '#kit/store/ledger.ts';
import { personaOf } from '#practice/people.ts';
import { readCode, unlocked } from '#rooms/signal/code.ts';
import { withoutName } from '#rooms/signal/intake/sheet.ts';
import { behindCode, fileOf, filesOf, indexKey, messagesOf, openerOf, signalsOf } from '#rooms/signal/store.ts';
import { visitor, type Visitor } from './walk.ts';

/** `words` are of this report alone; its file holds them again, and some bytes. */
export type Report = { readonly by: 'page' | 'browser' | 'mail'; readonly words: string; readonly once: string; readonly file: Buffer };
/** By its words: the number it was answered with; of a mail the receiver's 250. */
export type Heard = Map<string, { readonly report: Report; readonly code: string }>;

export function newReport(by: Report['by']): Report {
  const words = `Invented yard ${randomBytes(9).toString('hex')}`;
  return { by, words, once: randomBytes(32).toString('base64url'), file: Buffer.concat([Buffer.from(`${words}\n`), randomBytes(20_000)]) };
}

type Where = { readonly base: string; readonly mail: number };

const wrapped = ({ words, file }: Report): Buffer => Buffer.concat([Buffer.from(`${JSON.stringify({ name: `${words}.bin` })}\n`), file]);

async function sendPage(report: Report, base: string): Promise<string> {
  const who: Visitor = visitor(base);
  const page = (await who.go('/write/seen')).text;
  const body = new FormData();
  body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '');
  body.set('once', report.once);
  body.set('danger', 'no');
  if (report.by === 'page') {
    body.set('what', report.words);
    body.append('files', new Blob([new Uint8Array(report.file)]), `${report.words}.bin`);
  } else {
    const recipient = /data-recipient="([^"]+)"/.exec(page)?.[1];
    if (!recipient) throw new Error('no page came');
    const told = { form: 'seen', language: 'en', by: 'browser', answers: { what: report.words } };
    body.set('sealed', (await sealTo([recipient], Buffer.from(JSON.stringify(told)))).toString('base64'));
    body.append('files', new Blob([new Uint8Array(await sealTo([recipient], wrapped(report)))]), 'sealed');
  }
  const answer = await who.go('/write/seen', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
  // 5xx: it says that it could not; 403: the visit began in a program that is gone. Both are sent again.
  if (answer.status >= 500 || answer.status === 403) throw new Error('not kept');
  const code = /nrm-number">([\d ]+)</.exec(answer.text)?.[1]?.replaceAll(' ', '');
  assert.ok(answer.status === 200 && code, `${answer.status} ${answer.text.slice(0, 2000)}`);
  return code;
}

async function sendMail({ words, once, file }: Report, port: number): Promise<string> {
  const client = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  const head = `Message-ID: <${once}@example.org>\r\nFrom: Invented <a@example.org>\r\nSubject: told\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n`;
  const parts = `--b\r\nContent-Type: text/plain\r\n\r\n${words}\r\n--b\r\nContent-Type: application/octet-stream; name=a.bin\r\nContent-Transfer-Encoding: base64\r\n\r\n${file.toString('base64').replace(/.{76}/g, '$&\r\n')}\r\n--b--\r\n`;
  await client.sendMail({ envelope: { from: 'a@example.org', to: 'help@example.net' }, raw: head + parts });
  return 'kept';
}

/** Gives the number, or 250's word. Rejects where no answer came, which is sent again as it was. */
export const sendReport = (report: Report, { base, mail }: Where): Promise<string> => (report.by === 'mail' ? sendMail(report, mail) : sendPage(report, base));

/** Sends several at once; `upTo`: after so many answers `fall` is called. Gives what got no answer. */
export async function sendReports(reports: readonly Report[], where: Where, heard: Heard, upTo: number, fall: () => unknown): Promise<Report[]> {
  const waiting = [...reports];
  const open: Report[] = [];
  let answers = 0;
  const work = async (): Promise<void> => {
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      try {
        const code = await sendReport(one, where);
        assert.equal(heard.get(one.words)?.code ?? code, code, 'sent again, it has another number');
        heard.set(one.words, { report: one, code });
        if ((answers += 1) === upTo) fall();
      } catch (wrong) {
        if (wrong instanceof assert.AssertionError) throw wrong;
        open.push(one);
      }
    }
  };
  await Promise.all(Array.from({ length: 5 }, work));
  return open;
}

/** Every report that was acknowledged is there once with all it held and under its number; none that is there is half. Gives how many there are. */
export async function reportsWhole(db: Database, heard: Heard): Promise<number> {
  const adviser = personaOf('practice-bracken').actor;
  const ledger = makeLedger(db);
  const there = new Map<string, string>();
  await db.as(adviser, 'intake', async (tx) => {
    for (const line of await signalsOf(tx, { closed: false, most: 10_000 })) {
      const { state, events } = await ledger.load(tx, signalStream, line.file);
      const sent = events.reduce((sum, { event }) => sum + ('files' in event ? event.files : 0), 0);
      const messages = await messagesOf(tx, line.file, 'team');
      const files = await filesOf(tx, line.file);
      assert.equal(messages.length, state.messages, `${line.reference}: a message is missing or stands without its event`);
      assert.equal(files.length, sent, `${line.reference} has lost a file`);
      const identity = (await openerOf(tx, line.opener)) ?? '';
      const text = String(await openSealedTo(identity, messages[0]?.sealed ?? Buffer.of()));
      const words = /Invented yard [0-9a-f]{18}/.exec(text)?.[0] ?? assert.fail(`${line.reference} has no words`);
      assert.ok(!there.has(words), `${words} stands twice`);
      there.set(words, line.file);
      const report = heard.get(words)?.report;
      const last = files.at(-1);
      const kept = last && (await openSealedTo(identity, (await fileOf(tx, line.file, last)) ?? Buffer.of()));
      assert.ok(kept, `${line.reference} has a file that does not open`);
      if (report) assert.deepEqual(withoutName(kept), report.file);
    }
  });
  for (const [words, { report, code }] of heard) {
    const file = there.get(words);
    assert.ok(file, `${words} was acknowledged (${report.by}) and is not there`);
    if (report.by === 'mail') continue;
    const key = await db.publicly((tx) => Promise.resolve(indexKey(tx)));
    const { name } = await unlocked(key, readCode(code));
    const behind = await db.as(theService, 'intake', (tx) => behindCode(tx, name));
    assert.equal(behind?.file, file, 'its number leads elsewhere');
  }
  return there.size;
}
