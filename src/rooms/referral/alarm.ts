// Danger that nobody senior has seen yet: said on every page of a supervisor, until somebody says that they act on it.
import type { Notice } from '#kit/view/layout.ts';
import type { Ask } from '#kit/web/page.ts';
import { supervisors, type Desk } from './desk.ts';
import { expiryOf } from './expiry.ts';
import { alarms } from './store.ts';

/** The notice for whoever is at the desk; nothing where they are no supervisor, or no danger waits. One small query a page. */
export async function alarmOf({ kit }: Pick<Desk, 'kit'>, ask: Ask): Promise<Notice | null> {
  const { actor, say } = ask;
  if (!actor || !supervisors.includes(actor.role)) return null;
  const open = await kit.db.as(actor, 'intake', alarms);
  const count = open.filter((draft) => !expiryOf(kit.law, draft.nation, draft.lastDay, ask.today)?.expired).length;
  if (count === 0) return null;
  const text =
    count === 1
      ? say('referral.alarm.one', 'Danger now, in one referral not sent yet. Look at it.')
      : say('referral.alarm.many', 'Danger now, in {count} referrals not sent yet. Look at them.', { count });
  return { href: '/referral#alarm', text, count };
}
