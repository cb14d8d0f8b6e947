import type { App, BrowserWindow } from 'electron';

export interface EndingOptions {
  readonly app: Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>;
  /** Saves, and logs out everywhere; called once. */
  readonly close: () => Promise<void>;
  /** How long that may take where nobody waits for it, milliseconds. Default 5 s. */
  readonly patienceMs?: number;
}

/** What the system tells of its own end; on Linux and a Mac its powerMonitor, on Windows each window. */
interface SystemEnd {
  on(event: 'shutdown', told: (event?: { preventDefault(): void }) => void): unknown;
}

/**
 * How the program comes to its end. Whatever began it, what is open is closed once, before the process goes; who starts Moref meanwhile
 * gets a new one afterwards.
 */
export class Ending {
  readonly #options: EndingOptions;
  #closing: Promise<void> | undefined;
  #closed = false;
  #unasked = false;
  #again = false;

  constructor(options: EndingOptions) {
    this.#options = options;
    const { app } = options;
    app.on('will-quit', (event) => {
      if (this.#closed) return;
      event.preventDefault();
      void this.#close().then(() => app.quit());
    });
    app.on('second-instance', (_event, argv: readonly string[]) => {
      if (this.begun) this.startAgain(argv.slice(1));
    });
  }

  /** Whether the core is closed, or about to be: no window may be opened on it any more. */
  get begun(): boolean {
    return this.#closing !== undefined;
  }

  /** The system ends: nothing may be asked, and nothing may hold it up. */
  get unasked(): boolean {
    return this.#unasked;
  }

  /** Starts Moref once more when this one has ended. @param args of its command line */
  startAgain(args: readonly string[]): void {
    if (this.#again) return;
    this.#again = true;
    this.#options.app.relaunch({ args: [...args] });
  }

  /**
   * Heeds that the computer shuts down, or somebody logs off. On Linux the system waits for a program that asks it to; a Mac would take
   * the same as a refusal, and gives the program its time anyway.
   */
  heedSystem(powerMonitor: SystemEnd, platform: NodeJS.Platform): void {
    powerMonitor.on('shutdown', (event) => {
      if (platform === 'linux') event?.preventDefault();
      this.logOff();
    });
  }

  /** The same on Windows, where the process is ended soon after. */
  heedWindow(window: Pick<BrowserWindow, 'on'>): void {
    window.on('session-end', () => this.logOff());
  }

  /** Closes at once, asks nothing, and quits. */
  logOff(): void {
    if (this.#unasked) return;
    this.#unasked = true;
    void this.#close().then(() => this.#options.app.quit());
  }

  /** Ends the process after what can be closed in a few seconds was: nothing of it can be relied on any more. */
  async abort(): Promise<void> {
    await this.#close();
    this.#options.app.exit(1);
  }

  #close(): Promise<void> {
    this.#closing ??= this.#closeInTime();
    return this.#closing;
  }

  async #closeInTime(): Promise<void> {
    const { close, patienceMs = 5000 } = this.#options;
    const { promise: late, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patienceMs);
    // What cannot be closed is not held on to.
    await Promise.race([close().catch(() => undefined), late]);
    clearTimeout(timer);
    this.#closed = true;
  }
}
