// What the program says when it ends against its will: where, and never with what value. A database's error quotes whole rows.
import { logged } from '#kit/web/errors.ts';

const write = (line: string): boolean => process.stderr.write(`${line}\n`);

/** Once, before anything else: what nobody caught ends the program, since nobody knows what still holds, but quotes nothing. */
export function keepLastWords(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (wrong: unknown) => {
      write(JSON.stringify({ at: new Date().toISOString(), ended: event, ...logged(wrong) }));
      process.exit(1);
    });
  }
}

/** A command that broke. Our own sentences are said; those of Node and of the database are not. */
export function brokenCommand(wrong: unknown): void {
  if (wrong instanceof Error && wrong.name === 'Error' && !('code' in wrong)) write(wrong.message);
  write(JSON.stringify(logged(wrong)));
}
