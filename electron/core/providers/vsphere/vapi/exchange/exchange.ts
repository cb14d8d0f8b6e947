/** One HTTP exchange as it was on the wire, with `<name>` in place of each secret. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  /** Lower-case names, with those that the HTTP client adds. */
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly responseBody: string;
  /** The body is longer than what is shown. */
  readonly truncated: boolean;
  readonly startedAt: number;
  /** Milliseconds from the request to the end of the answer. */
  readonly durationMs: number;
}

/** Notified of each exchange of a call: more than one where it was repeated after a new login. */
export type Recorder = (exchange: Exchange) => void;

// The server rebuilds these, or curl adds them by itself.
const NOT_FOR_CURL = new Set(['host', 'connection', 'content-length', 'accept-encoding']);

/** The request as a command for a POSIX shell. Secrets are placeholders, to be filled in by hand. */
export function toCurl(exchange: Exchange): string {
  const headers = Object.entries(exchange.requestHeaders)
    .filter(([name]) => !NOT_FOR_CURL.has(name))
    .map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`);
  const parts = [
    `curl --compressed -X ${exchange.method} ${quote(exchange.url)}`,
    ...headers,
    `--data-raw ${quote(exchange.requestBody)}`,
  ];
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
