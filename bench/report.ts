// Reports sent over HTTP on PostgreSQL while two thousand others hold a connection each and send slowly; then those are sent to their end.
// `node bench/report.ts [--slow 2000] [--fast 200] [--clients 4]`
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { visitor } from '#tests/walk.ts';
import { count, median, ms, table, timed, times, within } from './stand/clock.ts';
import { asked, end, quiet, standOnPostgres } from './stand/stand.ts';

const slow = asked('slow', 2000);
const fast = asked('fast', 200);
const clients = asked('clients', 4);
const fileBytes = 128 * 1024;
/** 600 bytes a second: a little more than what is cut off as dribbling. */
const drip = { bytes: 1200, every: 2000 };

const stand = await standOnPostgres(() => Promise.resolve());
const { base } = stand.served;
const port = Number(new URL(base).port);

type Form = { readonly cookie: string; readonly token: string };

/** A visit of its own, with the form open. */
async function opened(): Promise<Form> {
  const page = await fetch(`${base}/write/seen`);
  const cookie = page.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { cookie, token: /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '' };
}

const numberIn = (text: string): string | undefined => /nrm-number">([\d ]+)</.exec(text)?.[1];

/** A report as a browser without scripts sends it. */
function written({ cookie, token }: Form, words: string): Buffer {
  const field = (name: string, value: string): string => `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const body = Buffer.concat([
    Buffer.from(
      `${field('_csrf', token)}${field('once', randomBytes(32).toString('base64url'))}${field('danger', 'no')}${field('what', words)}--b\r\ncontent-disposition: form-data; name="files"; filename="invented.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    randomBytes(fileBytes),
    Buffer.from('\r\n--b--\r\n'),
  ]);
  const head = `POST /write/seen HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncookie: ${cookie}\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

type Slow = { readonly finish: () => Promise<string | undefined> };

async function begun(form: Form, at: number): Promise<Slow> {
  const all = written(form, `Invented slow yard ${at}`);
  const socket = await new Promise<Socket>((resolve, reject) => {
    const made = connect(port, '127.0.0.1', () => resolve(made)).on('error', reject);
  });
  let heard = '';
  const ended = new Promise<void>((resolve) => socket.on('close', () => resolve()).on('error', () => resolve()));
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  let sent = 2000;
  socket.write(all.subarray(0, sent));
  const timer = setInterval(() => {
    if (sent + drip.bytes >= all.length || !socket.writable) return clearInterval(timer);
    socket.write(all.subarray(sent, (sent += drip.bytes)));
  }, drip.every);
  return {
    finish: async () => {
      clearInterval(timer);
      if (socket.writable) socket.write(all.subarray(sent));
      await ended;
      return numberIn(heard);
    },
  };
}

/** `number` ordinary reports, some at a time: how long each took, the whole, and their numbers. */
async function reported(number: number): Promise<{ readonly each: readonly number[]; readonly whole: number; readonly codes: readonly string[] }> {
  const each: number[] = [];
  const codes: string[] = [];
  let left = number;
  const one = async (): Promise<void> => {
    const who = visitor(base);
    while ((left -= 1) >= 0) {
      const token = /name="_csrf" value="([^"]+)"/.exec((await who.go('/write/seen')).text)?.[1] ?? '';
      const body = new FormData();
      const fields = { _csrf: token, once: randomBytes(32).toString('base64url'), danger: 'no', what: `Invented yard ${left}` };
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      body.append('files', new Blob([randomBytes(fileBytes)]), 'invented.bin');
      each.push(
        await timed(async () => {
          const code = numberIn((await who.go('/write/seen', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })).text);
          if (code) codes.push(code);
        }),
      );
    }
  };
  const whole = await timed(() => Promise.all(Array.from({ length: clients }, one)));
  return { each, whole, codes };
}

await quiet(stand);
await reported(clients * 5);
const alone = await reported(fast);
console.log(`${count(slow)} connections are opened`);
const holding: Slow[] = [];
for (let at = 0; at < slow; at += 50)
  holding.push(...(await Promise.all(Array.from({ length: Math.min(50, slow - at) }, async (_, of) => begun(await opened(), at + of)))));
const beside = await reported(fast);
let ended: readonly (string | undefined)[] = [];
const ending = await timed(async () => {
  ended = await Promise.all(holding.map((one) => one.finish()));
});
const slowCodes = new Set(ended.filter((one) => one !== undefined));
const codes = new Set([...alone.codes, ...beside.codes, ...slowCodes]);
const kept = Number((await stand.owner.query<{ kept: number }>(`select count(*)::int as kept from signal where channel = 'web'`)).rows[0]?.kept);
const rate = (number: number, whole: number): string => ((1000 * number) / whole).toFixed(1);
console.log(
  table([
    ['', 'each', 'a second', 'accepted'],
    ['alone', ms(median(alone.each)), rate(fast, alone.whole), `${count(alone.codes.length)} of ${count(fast)}`],
    [`beside ${count(slow)} slow ones`, ms(median(beside.each)), rate(fast, beside.whole), `${count(beside.codes.length)} of ${count(fast)}`],
    ['the slow ones, ended all at once', '', rate(slow, ending), `${count(slowCodes.size)} of ${count(slow)}`],
  ]),
);
console.log(
  `${times(beside.whole / alone.whole)} as long beside the slow ones; ${count(kept)} kept in the database, ${count(codes.size)} numbers told since the first warm ones`,
);
within('reports that were not accepted', 2 * fast + slow - codes.size, 1);
within('time beside slow ones against alone', beside.whole / alone.whole, 3);
await stand.close();
end();
