// Keeps a note of support as what it is: what happened, their words or the worker's view; one without words or kind comes back as it was typed.
import { randomUUID } from 'node:crypto';
import { addVersions } from '#kit/store/answers.ts';
import { field, to, type Reply, type Staff } from '#kit/web/page.ts';
import { handoverNote, kindOf, noteOf, noteSorts } from '#rooms/support/notes.ts';
import { recordNow } from './support-now-pages.ts';
import type { SupportRoom } from './support-print-pages.ts';
import type { OpenRecord } from './support-record.ts';

const mostWords = 8000;

export async function keepNote(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say } = ask;
  const value = field(ask.body, 'words').trim();
  const health = field(ask.body, 'about') === 'health';
  const kind = field(ask.body, 'kind');
  const sort = noteSorts.find((one) => one === kind);
  const prefix = kind === 'handover' ? handoverNote : sort ? kindOf(sort, health) : undefined;
  const wrong =
    value === ''
      ? say('note.empty', 'Write the note first')
      : [...value].length > mostWords
        ? say('note.long', 'Make it shorter: {most} letters at most', { most: mostWords })
        : prefix
          ? undefined
          : say('note.which', 'Press what it is: what happened, what they said, or what you think');
  if (wrong || !prefix) return recordNow(room, ask, record, { typed: value, text: wrong ?? '' });
  const said = sort === 'words' ? ({ origin: 'told-me', saidBy: 'person' } as const) : { origin: null, saidBy: ask.actor.person };
  await room.kit.db.as(ask.actor, 'support', (tx) =>
    addVersions(tx, record.file, [
      {
        question: noteOf(prefix, randomUUID()),
        holds: prefix.startsWith('support-health') ? 'medical' : 'narrative',
        value,
        edition: 'support-1',
        language: ask.lang,
        ...said,
      },
    ]),
  );
  return to(`/support/${record.reference}`);
}
