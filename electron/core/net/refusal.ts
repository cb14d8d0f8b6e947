import { parseJson } from '#shared/model/parse-json.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { HttpStatusError } from './errors.ts';
import type { HttpResponse } from './http-client.ts';

/** Of the body of a refusal so much is read, for so long: it is there to be quoted, not to be waited for. */
const maxBytes = 16 * 1024;
const maxMs = 2000;
/** The longest quotation of a server, characters. */
const maxReason = 200;
/** A server may ask to be left alone for so long; beyond it that is not heeded. */
const maxRetryAfterMs = 300_000;

export interface RefusalContext {
  /** `host:port`. */
  readonly server: string;
  /** What was asked for: `WaitForUpdatesEx`. */
  readonly what: string;
  /** What to do, as a sentence of its own. */
  readonly hint: Text;
  /** Nothing has ever been answered in this protocol. */
  readonly foreign?: boolean;
}

/**
 * The error for an answer whose status (or page) says that it is none of the protocol: with the reason that the server gives in its body or
 * headers, and the time that it asks for. Frees the socket. Never throws.
 */
export async function refusal(
  response: HttpResponse,
  { server, what, hint, foreign = false }: RefusalContext,
): Promise<HttpStatusError> {
  const { status, headers } = response;
  const page = isPage(response);
  const reason = await reasonOf(response);
  const retryAfterMs = retryAfter(headerText(headers['retry-after']), headerText(headers['date']));
  const about = { server, status, what, hint };
  const text =
    reason === undefined
      ? say('net.refused', about)
      : say(page ? 'net.refused.page' : 'net.refused.because', { ...about, reason });
  return new HttpStatusError(text, status, { retryAfterMs, foreign });
}

/** What such an answer says of itself, to follow a colon; undefined where it says nothing. Frees the socket. Never throws. */
export async function reasonOf(response: HttpResponse): Promise<Text | undefined> {
  const { headers } = response;
  const location = headerText(headers['location']);
  const body = await beginningOf(response);
  if (location !== '')
    return say('net.sendsTo', { address: bounded(location.replace(/[?#].*$/s, '')) });
  const said = reasonIn(body, headerText(headers['content-type']));
  return said === '' ? undefined : say('net.said', { words: said });
}

/** True for a page meant for people: whatever its status, it is no answer of a protocol. */
export function isPage(response: HttpResponse): boolean {
  return /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(
    headerText(response.headers['content-type']),
  );
}

/**
 * What a server says of a refusal: the title of a page, the message of a JSON document, the first line of anything else that is text. One
 * line of bounded length, without control characters; empty where it says nothing.
 */
export function reasonIn(body: string, contentType: string): string {
  const text = body.trim();
  if (text === '') return '';
  if (/html/i.test(contentType) || /^<(?:!doctype html|html)\b/i.test(text))
    return bounded(unescaped(titleOf(text)));
  if (/json/i.test(contentType) || /^[{[]/.test(text)) {
    const message = messageIn(text);
    if (message !== undefined) return bounded(message);
  }
  const plain = text.startsWith('<') ? unescaped(withoutTags(text)) : text;
  const line = plain.split(/[\r\n]/).find((one) => one.trim() !== '') ?? '';
  // Bytes of something else than text would only be noise.
  return /[\uFFFD\0]/.test(line) ? '' : bounded(line);
}

/**
 * How long a server asks to be left alone, by its header Retry-After: seconds, or a date, which is read by the server's own clock where it
 * tells it. Five minutes at the most; undefined where it asks for nothing that can be understood.
 */
export function retryAfter(header: string, date: string, now = Date.now()): number | undefined {
  if (header === '') return undefined;
  const reported = Date.parse(date);
  const ms = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1000
    : Date.parse(header) - (Number.isFinite(reported) ? reported : now);
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, maxRetryAfterMs) : undefined;
}

async function beginningOf(response: HttpResponse): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let timer: NodeJS.Timeout | undefined;
  const reading = (async (): Promise<void> => {
    for await (const chunk of response.body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= maxBytes) return;
    }
  })().catch(() => undefined);
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, maxMs);
  });
  await Promise.race([reading, late]);
  clearTimeout(timer);
  response.abandon();
  return Buffer.concat(chunks).subarray(0, maxBytes).toString('utf8');
}

function titleOf(page: string): string {
  for (const tag of ['title', 'h1', 'h2', 'body']) {
    const found = new RegExp(`<${tag}\\b[^>]*>([^]*?)(?:</${tag}\\s*>|$)`, 'i').exec(page)?.[1];
    const text = found === undefined ? '' : withoutTags(found).trim();
    if (text !== '') return text;
  }
  return withoutTags(page);
}

function withoutTags(text: string): string {
  return text.replaceAll(/<[^>]*(?:>|$)/g, ' ');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: ' ',
};

function unescaped(text: string): string {
  return text.replaceAll(
    /&(\w+);/g,
    (whole, name: string) => entities[name.toLowerCase()] ?? whole,
  );
}

/** The first text under a name that says that it is a message, however deep. */
function messageIn(text: string): string | undefined {
  let found: string | undefined;
  try {
    parseJson(text, (key, value: unknown) => {
      const named = /^(?:message|default_message|localized|error|error_description|detail)$/i;
      if (named.test(key) && typeof value === 'string' && value.trim() !== '') found ??= value;
      return value;
    });
  } catch {
    return undefined;
  }
  return found;
}

/** Control characters, and those that turn the direction of what follows, are not for a message of ours. */
function bounded(text: string): string {
  const line = text
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .replace(/[.\s]+$/, '');
  // Half of a pair is no character.
  return line.length > maxReason
    ? `${line.slice(0, maxReason).replace(/[\uD800-\uDBFF]$/, '')}…`
    : line;
}

function headerText(value: string | readonly string[] | undefined): string {
  return (typeof value === 'string' ? value : value?.[0]) ?? '';
}
