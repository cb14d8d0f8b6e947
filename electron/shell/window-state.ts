import { readFileSync, statSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

/** Where the window was when it was closed. */
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

/** The remembered state, without its position if no display shows the title bar any more. */
export function readWindowState(file: string, displays: readonly Rectangle[]): WindowState {
  let state: WindowState;
  try {
    // Not opened to find out what it is: a pipe would wait for somebody to write into it.
    if (!statSync(file).isFile()) return initial;
    state = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a file that somebody damaged: nothing of worth is lost.
    return initial;
  }
  const { x = 0, y = 0, width, height } = state.bounds;
  const visible = displays.some((display) => showsTitleBar(display, { x, y, width, height }));
  return visible ? state : { ...state, bounds: { width, height } };
}

/** Synchronous: it is called while the window closes. A failure costs the position only. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(file, JSON.stringify(state));
  } catch {
    // A full disk, or a folder that went away.
  }
}

function showsTitleBar(display: Rectangle, bounds: Rectangle): boolean {
  const overlap =
    Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x);
  return overlap >= 100 && bounds.y >= display.y && bounds.y <= display.y + display.height - 50;
}
