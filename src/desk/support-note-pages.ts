// Keeps a note of support as what it is: what happened, their words or the worker's view; one without words or kind comes back as it was typed.
import { randomUUID } from 'node:crypto';
import { addVersions } from '#kit/store/answers.ts';
import { field, to, type Reply, type Staff } from '#kit/web/page.ts';
import { noteSorts } from '#rooms/support/notes.ts';
import { noteVersion } from './support-notes.ts';
import { recordNow } from './support-now-pages.ts';
import type { SupportRoom } from './support-print-pages.ts';
import type { OpenRecord } from './support-record.ts';

const mostWords = 8000;

export async function keepNote(room: SupportRoom, ask: Staff, record: OpenRecord): Promise<Reply> {
  const { say } = ask;
  const words = field(ask.body, 'words').trim();
  const kind = field(ask.body, 'kind');
  const sort = kind === 'handover' ? ('handover' as const) : noteSorts.find((one) => one === kind);
  const wrong =
    words === ''
      ? say('note.empty', 'Write the note first')
      : [...words].length > mostWords
        ? say('note.long', 'Make it shorter: {most} letters at most', { most: mostWords })
        : sort
          ? undefined
          : say('note.which', 'Press what it is: what happened, what they said, or what you think');
  if (wrong || !sort) return recordNow(room, ask, record, { typed: words, text: wrong ?? '' });
  const made = { sort, health: field(ask.body, 'about') === 'health', words, id: randomUUID(), by: ask.actor.person, language: ask.lang };
  await room.kit.db.as(ask.actor, 'support', (tx) => addVersions(tx, record.file, [noteVersion(made)]));
  return to(`/support/${record.reference}`);
}
