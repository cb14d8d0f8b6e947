import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CoreHost } from '#core/host.ts';

type Log = CoreHost['log'];

type Level = 'debug' | 'info' | 'warn' | 'error';

const secretKey = /pass(word|phrase)?$|secret|cookie|token|authori[sz]ation|session(id|key)?$/i;
const maximumText = 4000;

export interface FileLogOptions {
  readonly folder: string;
  /** Beyond this size the file becomes `moref.1.log`, and the one before is dropped. */
  readonly maximumBytes?: number;
  readonly debug?: boolean;
  readonly now?: () => Date;
}

/**
 * A log of JSON lines in `moref.log`, bounded in size. Values under a key that names a secret are masked. A log that
 * cannot be written is given up silently: nobody's work may fail for it.
 */
export function createFileLog(options: FileLogOptions): Log {
  const { folder, maximumBytes = 5_000_000, debug = false, now = () => new Date() } = options;
  const file = join(folder, 'moref.log');
  let size = prepare(folder, file);

  function write(level: Level, message: string, details?: Readonly<Record<string, unknown>>): void {
    if (level === 'debug' && !debug) return;
    const line = `${JSON.stringify({ time: now().toISOString(), level, message, ...masked(details) })}\n`;
    try {
      if (size + line.length > maximumBytes) {
        renameSync(file, join(folder, 'moref.1.log'));
        size = 0;
      }
      appendFileSync(file, line, { mode: 0o600 });
      size += line.length;
    } catch {
      // A full disk or a folder that went away.
    }
  }

  return {
    debug: (message, details) => write('debug', message, details),
    info: (message, details) => write('info', message, details),
    warn: (message, details) => write('warn', message, details),
    error: (message, details) => write('error', message, details),
  };
}

function prepare(folder: string, file: string): number {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** Details as JSON has them, without secrets and without texts of any length. */
function masked(details: Readonly<Record<string, unknown>> | undefined): object {
  if (details === undefined) return {};
  const text = JSON.stringify(details, (key, value: unknown) => {
    if (secretKey.test(key)) return '•••';
    if (typeof value === 'bigint') return value.toString();
    if (value instanceof Error)
      return { name: value.name, message: value.message, stack: value.stack };
    if (typeof value === 'string' && value.length > maximumText)
      return `${value.slice(0, maximumText)}…`;
    return value;
  });
  return JSON.parse(text) as object;
}
