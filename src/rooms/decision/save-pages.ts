// Saving half-written findings where one is: by a button, by the script that saves as one goes, and with a citation taken back.
import type { Purpose } from '#access/purposes.ts';
import { writing } from '#journey/cite.ts';
import { field, to, type Reply, type Staff } from '#kit/web/page.ts';
import { withdrawCitation } from './cited.ts';
import { decidePage, saveFindings } from './decide-pages.ts';
import type { OpenCase } from './open.ts';
import { idsOf } from './reason-ids.ts';
import { fieldsOf, type DecisionRoom } from './room-pages.ts';
import { stampOf } from './writing.ts';

export async function saveHalf(room: DecisionRoom, ask: Staff, opened: OpenCase, purpose: Purpose): Promise<Reply> {
  const { kit } = room;
  const asScript = (ask.headers['accept'] ?? '').includes('application/json');
  const saved = await saveFindings(room, ask, opened, purpose);
  if (asScript) {
    if (saved === 'newer') return { kind: 'json', status: 409, body: { saved: false, newer: true } };
    if ('ok' in saved) return { kind: 'json', status: 409, body: { saved: false } };
    const seen = await kit.db.as(ask.actor, purpose, (tx) => stampOf(tx, opened.file.id, saved.test, idsOf(saved)));
    return { kind: 'json', status: 200, body: { saved: true, seen } };
  }
  if (saved === 'newer') return decidePage(room, ask, opened, { newer: true, status: 409 });
  if ('ok' in saved) return decidePage(room, ask, opened, { typed: fieldsOf(ask), refused: saved, status: 409 });
  const about = field(ask.body, 'mismatch');
  if (saved.test.elements.some((element) => element.id === about)) return to(`/case/${opened.file.reference}/mismatch?element=${about}`);
  const id = field(ask.body, 'withdraw');
  const at = writing(opened.state, kit.law, ask.actor.person);
  if (id !== '' && 'ok' in at) return decidePage(room, ask, opened, { refused: at, status: 409 });
  if (id !== '' && !('ok' in at)) await kit.db.as(ask.actor, purpose, (tx) => withdrawCitation(tx, opened, at, id));
  return to(`/case/${opened.file.reference}/decide`);
}
