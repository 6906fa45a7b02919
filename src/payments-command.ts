// The command that works out anew what was paid for a support record.
import { recompute } from '#rooms/payments/recompute.ts';
import type { Command } from './command.ts';
import { openHouse } from './open-house.ts';
import { UnsafeSetting, type Settings } from './settings.ts';

/** `settings` reads the environment and the flags. */
export const paymentsCommand = (settings: (values: Parameters<Command['run']>[0]) => Settings): Command => ({
  name: 'payments',
  does: 'work out anew what was paid for a support record, and name each difference with its rule',
  example: './opennrm payments --data DIR --file K7QD-0M2P-XW9T --recompute',
  flags: { data: 'string', today: 'string', country: 'string', file: 'string', recompute: 'boolean' },
  run: async (values, print) => {
    const { file } = values;
    if (typeof file !== 'string' || values['recompute'] !== true) {
      throw new UnsafeSetting('payments needs --file with the reference of a support record, and --recompute.');
    }
    const house = await openHouse(settings(values));
    try {
      const found = await recompute(house.kit, file);
      for (const line of found?.lines ?? ['There is no support record of that reference.']) print(line);
      return found ? (found.agrees ? 0 : 1) : 3;
    } finally {
      await house.close();
    }
  },
});
