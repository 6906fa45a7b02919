// What rings on every page of somebody at work, the life in danger first: each rings beside the others.
import { doorAlarmOf } from '#desk/door-pages.ts';
import { askedAlarmOf } from '#desk/asked-to-refer-pages.ts';
import { dangerAlarmOf } from '#desk/on-call-pages.ts';
import type { Kit } from '#kit/kit.ts';
import type { Notice } from '#kit/view/layout.ts';
import type { Ask } from '#kit/web/page.ts';
import { alarmOf } from '#rooms/referral/alarm.ts';
import { askAlarmOf } from '#rooms/signal/ask/responders-pages.ts';
import { signalAlarmOf } from '#rooms/signal/desk/queue-pages.ts';
import { bedAlarmOf } from '#rooms/support/bed-view.ts';

export async function alarmsOf(kit: Kit, ask: Ask): Promise<Notice | null> {
  const all = [
    await dangerAlarmOf(kit, ask),
    await signalAlarmOf(kit, ask),
    await askAlarmOf(kit, ask),
    await doorAlarmOf(kit, ask),
    await alarmOf({ kit }, ask),
    await askedAlarmOf(kit, ask),
    await bedAlarmOf(kit, ask),
  ];
  return all.reduceRight<Notice | null>((below, one) => (one ? { ...one, also: below } : below), null);
}
