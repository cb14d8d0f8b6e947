import { FolderInUseError } from './folder-lock.ts';
import { usage, UsageError } from './options.ts';

/** Why the browser host cannot start. Errors that the user can do something about are one sentence, all others carry their stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof FolderInUseError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `The port is in use already: ${message}. Choose another with --port.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `Moref cannot start: ${message}.`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}
