import { BOUNDS } from '../../../../net/bounds.ts';
import { VapiProtocolError } from '../errors.ts';

/** A whole body as text. @throws VapiProtocolError where it is not UTF-8 */
export async function bodyText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > BOUNDS.answerBytes) {
      throw new VapiProtocolError(`The answer has more than ${BOUNDS.answerBytes} bytes.`);
    }
  }
  return utf8(Buffer.concat(chunks));
}

const decoder = new TextDecoder('utf-8', { fatal: true });

export function utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new VapiProtocolError('The answer is not valid UTF-8.', { cause: error });
  }
}
