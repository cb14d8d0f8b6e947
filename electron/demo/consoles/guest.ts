import type { GuestFacts } from './guest-facts.ts';
import { Keyboard, type Heard } from './keys.ts';
import { Shell } from './shell.ts';
import { TextScreen } from './text-screen.ts';

/** What a firmware's text is wide. */
const firmwareWidth = 720;
const systemWidth = 640;

type Step = readonly [afterMs: number, show: (guest: GuestFacts, screen: TextScreen) => void];

const boot: readonly Step[] = [
  [
    0,
    (_, screen) => {
      screen.clear(firmwareWidth);
      screen.write('SeaBIOS (version 1.16.2)\n\nBooting from Hard Disk...\n');
    },
  ],
  [
    700,
    ({ system }, screen) => {
      screen.clear(systemWidth);
      screen.write(`Loading ${system} ...\nLoading initial ramdisk ...\n`);
    },
  ],
  [500, (_, screen) => screen.write('[    0.000000] Command line: root=/dev/xvda1 ro quiet\n')],
  [400, (_, screen) => screen.write('[    0.412093] xvda: xvda1 xvda2\n')],
  [300, ({ system }, screen) => screen.write(`\nWelcome to ${system}!\n\n`)],
  [300, (_, screen) => screen.write('[  OK  ] Mounted /.\n[  OK  ] Started Network Manager.\n')],
  [300, (_, screen) => screen.write('[  OK  ] Reached target Multi-User System.\n')],
];

/** A guest: firmware, a system that boots, a log-in and a shell. It runs while its machine does. */
export class Guest {
  readonly screen = new TextScreen();
  readonly #facts: GuestFacts;
  readonly #listeners = new Set<() => void>();
  #keyboard = new Keyboard();
  #shell: Shell | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param booted whether it has long been running */
  constructor(facts: GuestFacts, booted: boolean) {
    this.#facts = facts;
    if (booted) this.#begin();
    else this.#boot(0);
  }

  /** Calls after every change of the screen; returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  scanCode(code: number, down: boolean): void {
    this.#hear(this.#keyboard.scanCode(code, down));
  }

  symbol(symbol: number, down: boolean): void {
    this.#hear(this.#keyboard.symbol(symbol, down));
  }

  /** It boots anew. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#shell = undefined;
    this.#keyboard = new Keyboard();
    this.#boot(0);
  }

  /** Its machine is gone. */
  close(): void {
    clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  #boot(step: number): void {
    const [afterMs, show] = boot[step] ?? [];
    if (afterMs === undefined || show === undefined) return this.#begin();
    const next = (): void => {
      show(this.#facts, this.screen);
      this.#tell();
      this.#boot(step + 1);
    };
    if (afterMs === 0) return next();
    this.#timer = setTimeout(next, afterMs);
    this.#timer.unref();
  }

  #begin(): void {
    this.screen.clear(systemWidth);
    this.#shell = new Shell(this.#facts, {
      write: (text) => this.screen.write(text),
      clear: () => this.screen.clear(),
      restart: () => this.restart(),
    });
    this.#tell();
  }

  #hear(heard: Heard | undefined): void {
    if (heard === undefined) return;
    if ('threeKeys' in heard) return this.restart();
    this.#shell?.hear(heard);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
