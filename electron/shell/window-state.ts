import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

/** Where a window stands. */
export interface WindowState {
  /** Not maximised; without a position the system chooses one. */
  readonly bounds: Partial<Rectangle> & Pick<Rectangle, 'width' | 'height'>;
  readonly maximized: boolean;
}

const initial: WindowState = { bounds: { width: 1400, height: 900 }, maximized: false };

const stored = z.object({
  bounds: z.object({
    x: z.int(),
    y: z.int(),
    width: z.int().min(400).max(20_000),
    height: z.int().min(300).max(20_000),
  }),
  maximized: z.boolean(),
});

/** The first window, and all further ones. */
const files = { first: 'window.json', further: 'further-window.json' } as const;
export type WindowKind = keyof typeof files;

/** How long a disk may take to say where the windows stood, milliseconds; no window waits longer. */
const patienceMs = 300;
/** Moves and changes of size gather for so long before they are written down. */
const gatherMs = 500;

/** Where windows stood, and stand: written down while they are moved, since a program does not always end in peace. */
export class WindowStates {
  readonly #folder: string;
  readonly #known: Map<WindowKind, WindowState>;
  readonly #due = new Map<WindowKind, NodeJS.Timeout>();
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, known: Map<WindowKind, WindowState>) {
    this.#folder = folder;
    this.#known = known;
  }

  /** Reads what was written down; whatever cannot be read in time, or was damaged, costs the position only. */
  static async load(folder: string): Promise<WindowStates> {
    const known = new Map<WindowKind, WindowState>();
    const reading = (Object.keys(files) as WindowKind[]).map(async (kind) => {
      const state = await read(join(folder, files[kind])).catch(() => undefined);
      if (state !== undefined && !known.has(kind)) known.set(kind, state);
    });
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    await Promise.race([Promise.all(reading), late]);
    clearTimeout(timer);
    return new WindowStates(folder, known);
  }

  /** Where to open a window: within the present displays. */
  get(kind: WindowKind, displays: readonly Rectangle[]): WindowState {
    return within(this.#known.get(kind) ?? initial, displays);
  }

  set(kind: WindowKind, state: WindowState): void {
    this.#known.set(kind, state);
    if (this.#due.has(kind)) return;
    this.#due.set(
      kind,
      setTimeout(() => this.#write(kind), gatherMs),
    );
  }

  /** Resolves when all is written down. A failure costs the position only. */
  async settled(): Promise<void> {
    for (const kind of this.#due.keys()) this.#write(kind);
    await this.#writing;
  }

  #write(kind: WindowKind): void {
    clearTimeout(this.#due.get(kind));
    this.#due.delete(kind);
    const text = JSON.stringify(this.#known.get(kind));
    // A full disk, or a folder that went away.
    this.#writing = this.#writing
      .then(() => writeFile(join(this.#folder, files[kind]), text))
      .catch(() => undefined);
  }
}

/** @throws Error for a first start, a file that somebody damaged, and what is no file */
async function read(file: string): Promise<WindowState> {
  // Not opened to find out what it is: a pipe would wait for somebody to write into it.
  if (!(await stat(file)).isFile()) throw new Error('No file');
  return stored.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Cut to the display that shows most of it, and moved into it; without a position where none shows enough to take hold of. */
function within(state: WindowState, displays: readonly Rectangle[]): WindowState {
  const { x, y, width, height } = state.bounds;
  if (x === undefined || y === undefined)
    return { ...state, bounds: sized(state.bounds, displays[0]) };
  const bounds = { x, y, width, height };
  const shown = displays.map((display) => overlap(display, bounds));
  const most = Math.max(...shown, 0);
  const display = most === 0 ? undefined : displays[shown.indexOf(most)];
  if (display === undefined || most < 100 * 50)
    return { ...state, bounds: sized(state.bounds, displays[0]) };
  const size = sized(bounds, display);
  return {
    ...state,
    bounds: {
      x: between(x, display.x, display.x + display.width - size.width),
      y: between(y, display.y, display.y + display.height - size.height),
      ...size,
    },
  };
}

function sized(
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  display: Rectangle | undefined,
): Pick<Rectangle, 'width' | 'height'> {
  if (display === undefined) return { width, height };
  return { width: Math.min(width, display.width), height: Math.min(height, display.height) };
}

/** How much of a window a display shows, in square pixels. */
function overlap(display: Rectangle, bounds: Rectangle): number {
  const along = (at: 'x' | 'y', size: 'width' | 'height'): number =>
    Math.min(bounds[at] + bounds[size], display[at] + display[size]) -
    Math.max(bounds[at], display[at]);
  return Math.max(along('x', 'width'), 0) * Math.max(along('y', 'height'), 0);
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
