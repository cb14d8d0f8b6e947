import { MorefException } from '#shared/model/error.ts';
import type { Log } from './providers/provider.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogOptions {
  /** Receives each record as one line of JSON, without a line break. */
  write(line: string): void;
  /** Milliseconds since 1970. */
  now?(): number;
  /** Records below this level are dropped. Default `info`. */
  readonly level?: LogLevel;
  /** Lines kept for a report. Default 500. */
  readonly keep?: number;
}

/** A Log that also remembers its last lines. */
export interface RecordingLog extends Log {
  /** The last lines, oldest first. */
  recent(): readonly string[];
}

const rank: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };
const masked = '•••';
const secretKey = /passw|secret|token|cookie|ticket|credential|authorization/i;
/** Secrets that appear inside longer texts: session cookies, clone tickets, URLs with a password. */
const secretText: readonly (readonly [RegExp, string])[] = [
  [/(vmware_soap_session=)"?[^";\s]+"?/gi, `$1${masked}`],
  [/\b(?:cst-)?VCT-[\w-]+/g, masked],
  [/(<password[^>]*>)[^<]*/gi, `$1${masked}`],
  [/(:\/\/[^/\s:@]+:)[^/\s@]+@/g, `$1${masked}@`],
];
const maxDepth = 6;
const maxText = 4000;

/** A structured log: JSON lines, secrets masked by the name of their key and by their form. */
export function createLog(options: LogOptions): RecordingLog {
  const keep = options.keep ?? 500;
  const threshold = rank[options.level ?? 'info'];
  const lines: string[] = [];

  function record(
    level: LogLevel,
    message: string,
    details?: Readonly<Record<string, unknown>>,
  ): void {
    if (rank[level] < threshold) return;
    const time = new Date(options.now?.() ?? Date.now()).toISOString();
    const line = JSON.stringify({
      time,
      level,
      message: maskText(message),
      ...(details !== undefined && { details: withoutSecrets(details) }),
    });
    lines.push(line);
    if (lines.length > keep) lines.shift();
    options.write(line);
  }

  return {
    debug: (message, details) => record('debug', message, details),
    info: (message, details) => record('info', message, details),
    warn: (message, details) => record('warn', message, details),
    error: (message, details) => record('error', message, details),
    recent: () => [...lines],
  };
}

/** A log that drops everything. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

function maskText(text: string): string {
  let result = text.length > maxText ? `${text.slice(0, maxText)}…` : text;
  for (const [pattern, replacement] of secretText) result = result.replace(pattern, replacement);
  return result;
}

/** Anything as JSON data without secrets, cycles or depth without end; 64-bit integers become text. */
export function withoutSecrets(value: unknown): unknown {
  return plain(value, 0);
}

function plain(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return maskText(value);
    case 'bigint':
      return value.toString();
    case 'object':
      return value === null ? null : plainObject(value, depth);
    case 'function':
    case 'symbol':
      return undefined;
    default:
      return value;
  }
}

function plainObject(value: object, depth: number): unknown {
  if (depth >= maxDepth) return '…';
  if (value instanceof MorefException) return plain({ ...value.data }, depth + 1);
  if (value instanceof Error) {
    return {
      name: value.name,
      message: maskText(value.message),
      stack: maskText(value.stack ?? ''),
      ...(value.cause !== undefined && { cause: plain(value.cause, depth + 1) }),
    };
  }
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => plain(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      secretKey.test(key) && typeof item !== 'boolean' ? masked : plain(item, depth + 1),
    ]),
  );
}
