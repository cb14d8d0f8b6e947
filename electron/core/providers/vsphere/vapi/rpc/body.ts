import { text as say } from '#shared/i18n/make-text.ts';
import { BOUNDS } from '../../../../net/bounds.ts';
import { VapiProtocolError } from '../errors.ts';

/** A whole body as text. @throws VapiProtocolError where it is too long */
export async function bodyText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > BOUNDS.answerBytes) {
      throw new VapiProtocolError(say('answer.bytes', { limit: BOUNDS.answerBytes }));
    }
  }
  return utf8(Buffer.concat(chunks));
}

/** Text of bytes; for those that are not UTF-8 there are replacement characters. */
export function utf8(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
