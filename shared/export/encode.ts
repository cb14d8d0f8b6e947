import { strToU8 } from 'fflate';

/** A text in UTF-8. */
export function encoded(text: string): Uint8Array<ArrayBuffer> {
  return strToU8(text);
}
