import { EventEmitter } from 'node:events';
import type { App } from './app.ts';
import { codec } from './codec.ts';
import { offer, PreventableEvent, tell } from './control.ts';
import type { MessagePortMain } from './message-ports.ts';
import { PageTarget, type Serve } from './page-target.ts';

const { pack, unpack } = codec();

/** What a window needs of the module around it. */
interface Surroundings {
  readonly app: App;
  readonly ipcMain: EventEmitter;
  readonly serve: Serve;
}

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface WindowOptions extends Partial<Bounds> {
  readonly show?: boolean;
  readonly webPreferences: { readonly preload: string };
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: string };

/** What a preload script says. */
type Said =
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'port'; readonly id: number; readonly text: string };

class WebContents extends EventEmitter {
  readonly mainFrame: object;
  readonly session = {};
  openHandler: OpenHandler = () => ({ action: 'deny' });
  readonly #reload: () => void;

  constructor(
    post: (channel: string, message: unknown, ports: readonly MessagePortMain[]) => void,
    reload: () => void,
  ) {
    super();
    this.#reload = reload;
    this.mainFrame = { origin: 'moref://app', parent: null, postMessage: post };
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.openHandler = handler;
  }

  reload(): void {
    this.#reload();
  }

  forcefullyCrashRenderer(): void {
    tell('webContents.forcefullyCrashRenderer');
  }

  isDestroyed(): boolean {
    return false;
  }
}

let surroundings: Surroundings | undefined;
let ids = 0;
const windows = new Set<BrowserWindow>();

export function surround(parts: Surroundings): void {
  surroundings = parts;
}

/** `BrowserWindow`: what it shows is a page of Chromium; where it stands on a screen is only remembered. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++ids;
  readonly webContents: WebContents;
  readonly #around: Surroundings;
  readonly #target: Promise<PageTarget>;
  readonly #ports = new Map<number, MessagePortMain>();
  #bounds: Bounds;
  #visible: boolean;
  #maximized = false;
  #minimized = false;
  #destroyed = false;

  static getAllWindows(): readonly BrowserWindow[] {
    return [...windows];
  }

  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].at(-1) ?? null;
  }

  constructor(options: WindowOptions) {
    super();
    if (surroundings === undefined) throw new Error('No app');
    this.#around = surroundings;
    this.#around.app.afterReady('BrowserWindow');
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.#visible = options.show !== false;
    this.webContents = new WebContents(
      (channel, message, ports) => void this.#post(channel, message, ports),
      () => void this.#target.then((target) => target.reload()),
    );
    windows.add(this);
    this.#around.app.opened(this);
    this.#around.app.emit('web-contents-created', new PreventableEvent(), this.webContents);
    offer(`window:${this.id}`, this);
    offer(`contents:${this.id}`, this.webContents);
    this.#target = this.#open(options.webPreferences.preload);
  }

  async loadURL(address: string): Promise<void> {
    const target = await this.#target;
    const problem = await target.load(address);
    if (problem === undefined) return;
    const event = new PreventableEvent();
    this.webContents.emit('did-fail-load', event, -2, problem, address, true);
    throw new Error(problem);
  }

  close(): void {
    const event = new PreventableEvent();
    this.emit('close', event);
    if (event.defaultPrevented) this.#around.app.closeCancelled();
    else void this.#target.then((target) => target.close());
  }

  destroy(): void {
    void this.#target.then((target) => target.destroy());
    this.#gone();
  }

  show(): void {
    this.#visible = true;
    tell('window.show', this.id);
    this.emit('show', new PreventableEvent());
  }

  showInactive(): void {
    this.show();
  }

  hide(): void {
    this.#visible = false;
    tell('window.hide', this.id);
  }

  focus(): void {
    tell('window.focus', this.id);
    void this.#target.then((target) => target.focus());
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isFocused(): boolean {
    return false;
  }

  maximize(): void {
    this.#maximized = true;
    this.emit('maximize', new PreventableEvent());
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isFullScreen(): boolean {
    return false;
  }

  minimize(): void {
    this.#minimized = true;
    this.emit('minimize', new PreventableEvent());
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  restore(): void {
    this.#minimized = false;
    tell('window.restore', this.id);
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getBounds(): Bounds {
    return { ...this.#bounds };
  }

  getNormalBounds(): Bounds {
    return { ...this.#bounds };
  }

  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
    this.emit('resize', new PreventableEvent());
    this.emit('move', new PreventableEvent());
  }

  setProgressBar(progress: number, options?: object): void {
    tell('window.setProgressBar', this.id, progress, options);
  }

  async #open(preload: string): Promise<PageTarget> {
    const { width, height } = this.#bounds;
    const target = await PageTarget.open({ preload, width, height, serve: this.#around.serve });
    target.on('said', (said: Said) => this.#take(said));
    target.on('world', () => this.#loseDocument());
    target.on('loaded', () => void this.#loaded(target));
    target.on('crashed', () => {
      this.#loseDocument();
      const gone = { reason: 'crashed', exitCode: 5 };
      this.webContents.emit('render-process-gone', new PreventableEvent(), gone);
    });
    target.on('opens', (url: string) => void this.webContents.openHandler({ url }));
    target.on('unload-question', () => this.#askUnload(target));
    target.on('gone', () => this.#gone());
    tell('window', this.id, target.id);
    return target;
  }

  async #loaded(target: PageTarget): Promise<void> {
    this.webContents.emit('did-finish-load', new PreventableEvent());
    // A compositor that paints no window before it is shown.
    if (process.env['STAND_IN_UNPAINTED'] === '1') return;
    await target.painted().catch(() => undefined);
    if (!this.#destroyed) this.emit('ready-to-show', new PreventableEvent());
  }

  #askUnload(target: PageTarget): void {
    const event = new PreventableEvent();
    this.webContents.emit('will-prevent-unload', event);
    target.answerUnload(event.defaultPrevented);
    if (!event.defaultPrevented) this.#around.app.closeCancelled();
  }

  #take(said: Said): void {
    if (said.kind === 'port') {
      this.#ports.get(said.id)?.hear(said.text);
      return;
    }
    const event = { sender: this.webContents, senderFrame: this.webContents.mainFrame, ports: [] };
    this.#around.ipcMain.emit(said.channel, event, ...(unpack(said.args) as unknown[]));
  }

  async #post(channel: string, message: unknown, ports: readonly MessagePortMain[]): Promise<void> {
    const target = await this.#target;
    for (const port of ports) {
      const peer = port.moveTo((text) => target.carry(port.id, text));
      if (peer !== undefined) this.#ports.set(port.id, peer);
    }
    target.post(
      channel,
      pack(message),
      ports.map(({ id }) => id),
    );
  }

  #loseDocument(): void {
    for (const port of this.#ports.values()) port.close();
    this.#ports.clear();
  }

  #gone(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    windows.delete(this);
    this.#loseDocument();
    this.emit('closed', new PreventableEvent());
    this.#around.app.closed(this);
  }
}
