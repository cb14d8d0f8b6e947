import type { Duplex } from 'node:stream';
import type { Guest } from '../guest.ts';
import { cellHeight } from '../glyphs.ts';
import { ByteReader } from './byte-reader.ts';
import { asQemu, asVncterm, readMessage, type ClientMessage } from './client-messages.ts';
import { pixel, usualFormat, writeFormat, type PixelFormat } from './pixels.ts';
import { hextileRectangle, heading, rawRectangle, type Area } from './rectangles.ts';

/** Which server it is: QEMU's, or the vncterm of text consoles. */
export type Dialect = 'qemu' | 'vncterm';

const hextile = 5;
const desktopSize = -223;
const extendedKeys = -258;

/** Shows a guest to a client that has been let in, and lets it type, until either side closes. Never rejects. */
export async function serveRfb(stream: Duplex, guest: Guest, dialect: Dialect): Promise<void> {
  const viewer = new Viewer(stream, guest, dialect);
  const stop = guest.onChange(() => viewer.update());
  stream.on('error', () => stream.destroy());
  try {
    await viewer.run();
  } catch {
    // It has gone, or makes no sense: a server hangs up without a word.
  } finally {
    stop();
    stream.destroy();
  }
}

class Viewer {
  readonly #stream: Duplex;
  readonly #guest: Guest;
  readonly #dialect: Dialect;
  readonly #reader: ByteReader;
  #format: PixelFormat = usualFormat;
  #encodings: ReadonlySet<number> = new Set();
  /** What the client asked for and has not got. */
  #asked: 'nothing' | 'changes' | 'all' = 'nothing';
  #seen = 0;
  #width: number;
  #announced = false;

  constructor(stream: Duplex, guest: Guest, dialect: Dialect) {
    this.#stream = stream;
    this.#guest = guest;
    this.#dialect = dialect;
    this.#reader = new ByteReader(stream);
    this.#width = guest.screen.width;
  }

  async run(): Promise<void> {
    await this.#shakeHands();
    const table = this.#dialect === 'qemu' ? asQemu : asVncterm;
    for (;;) this.#hear(await readMessage(this.#reader, table));
  }

  /** Sends what the client has asked for, if there is any. */
  update(): void {
    const { screen } = this.#guest;
    if (this.#asked === 'nothing') return;
    const isResized = screen.width !== this.#width && this.#encodings.has(desktopSize);
    const whole = this.#asked === 'all' || isResized;
    const rectangles = [
      ...this.#announcements(isResized),
      ...this.#areas(whole).map((area) => this.#draw(area)),
    ];
    if (rectangles.length === 0) return;
    this.#asked = 'nothing';
    this.#seen = screen.version;
    const head = Buffer.alloc(4);
    head.writeUInt16BE(rectangles.length, 2);
    this.#stream.write(Buffer.concat([head, ...rectangles]));
  }

  async #shakeHands(): Promise<void> {
    const isOld = this.#dialect === 'vncterm';
    this.#stream.write(isOld ? 'RFB 003.003\n' : 'RFB 003.008\n');
    const version = (await this.#reader.read(12)).toString('latin1');
    if (isOld || version === 'RFB 003.003\n') {
      // The server decides: no password.
      this.#stream.write(Buffer.from([0, 0, 0, 1]));
    } else {
      this.#stream.write(Buffer.from([1, 1]));
      const [chosen] = await this.#reader.read(1);
      if (chosen !== 1) return void this.#stream.destroy();
      this.#stream.write(Buffer.alloc(4));
    }
    await this.#reader.read(1);
    this.#stream.write(this.#greeting());
  }

  #greeting(): Buffer {
    const name = Buffer.from('XenServer Virtual Terminal');
    const size = Buffer.alloc(4);
    size.writeUInt16BE(this.#width, 0);
    size.writeUInt16BE(this.#guest.screen.height, 2);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length);
    return Buffer.concat([size, writeFormat(this.#format), length, name]);
  }

  #hear(message: ClientMessage): void {
    switch (message.type) {
      case 'format':
        this.#format = message.format;
        return;
      case 'encodings':
        this.#encodings = new Set(message.encodings);
        return;
      case 'update':
        if (this.#asked !== 'all') this.#asked = message.incremental ? 'changes' : 'all';
        this.update();
        return;
      case 'symbol':
        this.#guest.symbol(message.symbol, message.down);
        return;
      case 'scanCode':
        this.#guest.scanCode(message.code, message.down);
        return;
      case 'pointer':
      case 'text':
      // Its guests have neither pointer nor clipboard.
    }
  }

  /** What is no picture: that scan codes are taken, and another size. */
  #announcements(isResized: boolean): readonly Buffer[] {
    const { screen } = this.#guest;
    const area = { x: 0, y: 0, width: screen.width, height: screen.height };
    const announced: Buffer[] = [];
    if (!this.#announced && this.#dialect === 'qemu' && this.#encodings.has(extendedKeys))
      announced.push(heading(area, extendedKeys));
    this.#announced = true;
    if (isResized) {
      this.#width = screen.width;
      announced.push(heading(area, desktopSize));
    }
    return announced;
  }

  #areas(whole: boolean): readonly Area[] {
    const { screen } = this.#guest;
    if (whole) return [{ x: 0, y: 0, width: this.#width, height: screen.height }];
    return screen.changedSince(this.#seen).map((line) => ({
      x: 0,
      y: line * cellHeight,
      width: this.#width,
      height: cellHeight,
    }));
  }

  #draw(area: Area): Buffer {
    const colours = {
      ground: pixel(this.#format, [0, 0, 0]),
      ink: pixel(this.#format, [204, 204, 204]),
    };
    const { screen } = this.#guest;
    return this.#encodings.has(hextile)
      ? hextileRectangle(screen, area, colours)
      : rawRectangle(screen, area, colours);
  }
}
