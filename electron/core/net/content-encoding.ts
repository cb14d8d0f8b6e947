import { pipeline, type Readable } from 'node:stream';
import {
  type BrotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createZstdDecompress,
  type Gunzip,
  type Inflate,
  type ZstdDecompress,
} from 'node:zlib';
import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from './bounds.ts';
import { UnreachableError } from './errors.ts';

const CHUNK = { chunkSize: 64 * 1024 };

type Make = () => Gunzip | Inflate | BrotliDecompress | ZstdDecompress;

const DECODERS: ReadonlyMap<string, Make> = new Map<string, Make>([
  ['gzip', () => createGunzip(CHUNK)],
  ['x-gzip', () => createGunzip(CHUNK)],
  ['deflate', () => createInflate(CHUNK)],
  ['br', () => createBrotliDecompress(CHUNK)],
  ['zstd', () => createZstdDecompress(CHUNK)],
]);

/** The encodings that a header names, first applied first. Their names know no case (RFC 9110, section 8.4.1). */
function encodingsOf(header: string | readonly string[] | undefined): readonly string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '' && name !== 'identity');
}

/** An answer as it is after its encodings. */
export interface DecodedContent {
  readonly body: Readable;
  /** Bytes that have been decompressed so far; undefined where nothing is compressed. */
  readonly compressed: () => number | undefined;
}

/**
 * Undoes the encodings of an answer while it arrives. gzip alone is asked for; what else a server sends is understood where Node
 * has the means.
 * @throws UnreachableError for an encoding that is not known
 */
export function decodeContent(
  body: Readable,
  header: string | readonly string[] | undefined,
  server: string,
): DecodedContent {
  const encodings = encodingsOf(header);
  const decoders = encodings.map((name) => DECODERS.get(name)).filter((make) => make !== undefined);
  if (decoders.length < encodings.length || encodings.length > BOUNDS.encodings) {
    const named = encodings.join(', ').slice(0, 60);
    const text = say('net.encoding', { server, encoding: named });
    throw new UnreachableError(text, 'CONTENT_ENCODING');
  }
  const transforms = decoders.map((make) => make()).reverse();
  const [first] = transforms;
  const last = transforms.at(-1);
  if (first === undefined || last === undefined) return { body, compressed: () => undefined };
  // The reader of the last sees the same error; without this callback it would also be unhandled.
  pipeline([body, ...transforms], () => undefined);
  return { body: last, compressed: () => first.bytesWritten };
}
