import type { TextScreen } from '../text-screen.ts';

export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The two colours of a text screen, as a client wants its pixels. */
export interface Colours {
  readonly ground: Buffer;
  readonly ink: Buffer;
}

export function heading({ x, y, width, height }: Area, encoding: number): Buffer {
  const head = Buffer.alloc(12);
  head.writeUInt16BE(x, 0);
  head.writeUInt16BE(y, 2);
  head.writeUInt16BE(width, 4);
  head.writeUInt16BE(height, 6);
  head.writeInt32BE(encoding, 8);
  return head;
}

/** Encoding 0: all pixels, one after the other. */
export function rawRectangle(screen: TextScreen, area: Area, { ground, ink }: Colours): Buffer {
  const size = ground.length;
  const pixels = Buffer.alloc(area.width * area.height * size);
  for (let y = 0; y < area.height; y += 1)
    for (let x = 0; x < area.width; x += 1)
      (screen.isLit(area.x + x, area.y + y) ? ink : ground).copy(
        pixels,
        (y * area.width + x) * size,
      );
  return Buffer.concat([heading(area, 0), pixels]);
}

const backgroundSpecified = 2;
const foregroundSpecified = 4;
const anySubrects = 8;
const tile = 16;

/** Encoding 5: tiles of 16 by 16, each a ground with rectangles on it. */
export function hextileRectangle(screen: TextScreen, area: Area, colours: Colours): Buffer {
  const parts: Buffer[] = [heading(area, 5)];
  for (let y = 0; y < area.height; y += tile)
    for (let x = 0; x < area.width; x += tile)
      parts.push(
        ...tileOf(
          screen,
          {
            x: area.x + x,
            y: area.y + y,
            width: Math.min(tile, area.width - x),
            height: Math.min(tile, area.height - y),
          },
          colours,
        ),
      );
  return Buffer.concat(parts);
}

function tileOf(screen: TextScreen, area: Area, { ground, ink }: Colours): readonly Buffer[] {
  const runs = runsOf(screen, area);
  if (runs.length === 0) return [Buffer.from([backgroundSpecified]), ground];
  const kind = backgroundSpecified | foregroundSpecified | anySubrects;
  return [Buffer.from([kind]), ground, ink, Buffer.from([runs.length]), ...runs];
}

/** What is lit, as rectangles of a row each. */
function runsOf(screen: TextScreen, { x, y, width, height }: Area): readonly Buffer[] {
  const runs: Buffer[] = [];
  for (let row = 0; row < height; row += 1) {
    for (let from = 0; from < width; from += 1) {
      let to = from;
      while (to < width && screen.isLit(x + to, y + row)) to += 1;
      if (to > from) runs.push(Buffer.from([(from << 4) | row, (to - from - 1) << 4]));
      from = to;
    }
  }
  return runs;
}
