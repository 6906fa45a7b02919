// Start: runs one command and turns what went wrong into a sentence and an exit status.
import { WrongCall } from './command.ts';
import { runCommand } from './commands.ts';
import { brokenCommand, keepLastWords } from './last-words.ts';
import { UnsafeSetting } from './settings.ts';
import { FolderBusy } from '#kit/store/database.ts';

keepLastWords();
// Whoever reads the output may stop early (`./opennrm law | head`): nothing broke.
process.stdout.on('error', (wrong: NodeJS.ErrnoException) => process.exit(wrong.code === 'EPIPE' ? 0 : 1));
try {
  process.exitCode = await runCommand(process.argv.slice(2), (line) => process.stdout.write(`${line}\n`));
} catch (wrong) {
  if (wrong instanceof WrongCall || wrong instanceof UnsafeSetting || wrong instanceof FolderBusy) {
    process.stderr.write(`${wrong.message}\n`);
    process.exitCode = 2;
  } else {
    brokenCommand(wrong);
    process.exitCode = 1;
  }
}
