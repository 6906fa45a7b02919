// The commands for whoever keeps an installation: its log, who may sign in, its keys and its backups.
import { backupCommands } from './backup-commands.ts';
import type { Command } from './command.ts';
import { keyCommands } from './key-commands.ts';
import { logCommands } from './log-commands.ts';
import type { Settings } from './settings.ts';
import { signInCommands } from './sign-in-commands.ts';

/** `settings` reads the environment and the flags. */
export function upkeepCommands(settings: (values: Parameters<Command['run']>[0]) => Settings): readonly Command[] {
  return [...logCommands(settings), ...signInCommands(settings), ...keyCommands(settings), ...backupCommands(settings)];
}
