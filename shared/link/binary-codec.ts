import type { DataMessage } from './message.ts';

/** Bytes before those of the stream: its id, as an unsigned integer of 32 bits, the highest byte first. */
const head = 4;

/** Bytes of a stream for ports that carry binary messages beside text. */
export function encodeData({ id, bytes }: DataMessage): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(head + bytes.length);
  new DataView(whole.buffer).setUint32(0, id);
  whole.set(bytes, head);
  return whole;
}

/** @throws Error for what no end of a link sends */
export function decodeData(whole: Uint8Array): DataMessage {
  if (whole.length < head) throw new Error('Not bytes of a stream.');
  const id = new DataView(whole.buffer, whole.byteOffset, head).getUint32(0);
  return { t: 'data', id, bytes: whole.subarray(head) };
}
