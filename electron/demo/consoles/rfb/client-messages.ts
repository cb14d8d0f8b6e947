import type { ByteReader } from './byte-reader.ts';
import { readFormat, type PixelFormat } from './pixels.ts';

/** What a client says, once it is let in. */
export type ClientMessage =
  | { readonly type: 'format'; readonly format: PixelFormat }
  | { readonly type: 'encodings'; readonly encodings: readonly number[] }
  | { readonly type: 'update'; readonly incremental: boolean }
  | { readonly type: 'symbol'; readonly symbol: number; readonly down: boolean }
  | { readonly type: 'scanCode'; readonly code: number; readonly down: boolean }
  | { readonly type: 'pointer' }
  | { readonly type: 'text'; readonly text: string };

/** A client that speaks otherwise is hung up on. */
export class Nonsense extends Error {}

/** The most that a client may paste, bytes. */
const longestText = 64 * 1024;

/** Messages of clients as QEMU reads them. */
export const asQemu: MessageTable = {
  0: readSetFormat,
  2: readEncodings,
  3: readUpdate,
  4: readSymbol,
  5: readPointer,
  6: readText,
  255: readQemu,
};

/** The same as vncterm does: another message for scan codes, and no other. */
export const asVncterm: MessageTable = {
  0: readSetFormat,
  2: readEncodings,
  3: readUpdate,
  4: readSymbol,
  5: readPointer,
  6: readText,
  254: readScanCode,
};

export type MessageTable = Readonly<Record<number, (reader: ByteReader) => Promise<ClientMessage>>>;

/** @throws Nonsense, Ended */
export async function readMessage(reader: ByteReader, table: MessageTable): Promise<ClientMessage> {
  const [type = 0] = await reader.read(1);
  const read = table[type];
  if (read === undefined) throw new Nonsense(`Message ${type} is not known.`);
  return read(reader);
}

async function readSetFormat(reader: ByteReader): Promise<ClientMessage> {
  const format = readFormat((await reader.read(19)).subarray(3));
  if (format === undefined) throw new Nonsense('True colour of 8, 16 or 32 bits only.');
  return { type: 'format', format };
}

async function readEncodings(reader: ByteReader): Promise<ClientMessage> {
  const count = (await reader.read(3)).readUInt16BE(1);
  const bytes = await reader.read(4 * count);
  const encodings = Array.from({ length: count }, (_, at) => bytes.readInt32BE(4 * at));
  return { type: 'encodings', encodings };
}

async function readUpdate(reader: ByteReader): Promise<ClientMessage> {
  const bytes = await reader.read(9);
  return { type: 'update', incremental: bytes[0] !== 0 };
}

async function readSymbol(reader: ByteReader): Promise<ClientMessage> {
  const bytes = await reader.read(7);
  return { type: 'symbol', down: bytes[0] !== 0, symbol: bytes.readUInt32BE(3) };
}

async function readPointer(reader: ByteReader): Promise<ClientMessage> {
  await reader.read(5);
  return { type: 'pointer' };
}

async function readText(reader: ByteReader): Promise<ClientMessage> {
  const length = (await reader.read(7)).readUInt32BE(3);
  if (length > longestText) throw new Nonsense('Too much text.');
  return { type: 'text', text: (await reader.read(length)).toString('latin1') };
}

/** QEMU's own message 0: key symbol and scan code together. */
async function readQemu(reader: ByteReader): Promise<ClientMessage> {
  const bytes = await reader.read(11);
  if (bytes[0] !== 0) throw new Nonsense('Audio is not served.');
  return { type: 'scanCode', down: bytes.readUInt16BE(1) !== 0, code: bytes.readUInt32BE(7) };
}

async function readScanCode(reader: ByteReader): Promise<ClientMessage> {
  const bytes = await reader.read(7);
  return { type: 'scanCode', down: bytes[0] !== 0, code: bytes.readUInt32BE(3) };
}
