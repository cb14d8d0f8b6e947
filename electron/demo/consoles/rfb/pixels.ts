/** How a client wants its pixels (rfbproto, PIXEL_FORMAT): true colour of 8, 16 or 32 bits. */
export interface PixelFormat {
  readonly bits: number;
  readonly bigEndian: boolean;
  readonly max: readonly [number, number, number];
  readonly shift: readonly [number, number, number];
}

export const usualFormat: PixelFormat = {
  bits: 32,
  bigEndian: false,
  max: [255, 255, 255],
  shift: [16, 8, 0],
};

export function writeFormat({ bits, bigEndian, max, shift }: PixelFormat): Buffer {
  const bytes = Buffer.alloc(16);
  bytes[0] = bits;
  bytes[1] = bits === 32 ? 24 : bits;
  bytes[2] = Number(bigEndian);
  bytes[3] = 1;
  for (const [at, most] of max.entries()) bytes.writeUInt16BE(most, 4 + 2 * at);
  for (const [at, by] of shift.entries()) bytes[10 + at] = by;
  return bytes;
}

/** Undefined for what is no true colour of a size that there is. */
export function readFormat(bytes: Buffer): PixelFormat | undefined {
  const bits = bytes[0] ?? 0;
  if (![8, 16, 32].includes(bits) || bytes[3] === 0) return undefined;
  const at = (place: number): number => bytes[place] ?? 0;
  return {
    bits,
    bigEndian: bytes[2] !== 0,
    max: [bytes.readUInt16BE(4), bytes.readUInt16BE(6), bytes.readUInt16BE(8)],
    shift: [at(10), at(11), at(12)],
  };
}

/** A colour, red, green and blue from 0 to 255 each, as a client wants it. */
export function pixel(format: PixelFormat, colour: readonly [number, number, number]): Buffer {
  const { bits, bigEndian, max, shift } = format;
  let value = 0;
  for (const [at, part] of colour.entries())
    value |= Math.round((part * (max[at] ?? 0)) / 255) << (shift[at] ?? 0);
  const size = bits / 8;
  const bytes = Buffer.alloc(size);
  if (size === 1) bytes[0] = value & 0xff;
  else if (bigEndian) bytes.writeUIntBE(value >>> 0, 0, size);
  else bytes.writeUIntLE(value >>> 0, 0, size);
  return bytes;
}
