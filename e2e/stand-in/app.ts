import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { offer, PreventableEvent, tell } from './control.ts';

interface Window {
  close(): void;
}

/** `app`, with the order of events of Electron's Browser::Quit. */
export class App extends EventEmitter {
  readonly isPackaged = process.env['STAND_IN_PACKAGED'] === '1';
  readonly commandLine = {
    hasSwitch: (name: string): boolean => process.argv.includes(`--${name}`),
    appendSwitch: (...args: readonly string[]) => tell('app.commandLine.appendSwitch', ...args),
  };
  readonly dock = {
    hide: () => tell('app.dock.hide'),
    setMenu: (menu: unknown) => tell('app.dock.setMenu', menu),
    bounce: () => tell('app.dock.bounce'),
  };
  name: string;
  readonly #version: string;
  readonly #paths = new Map<string, string>();
  readonly #windows = new Set<Window>();
  readonly #ready = Promise.withResolvers<void>();
  #isReady = false;
  #quitting = false;
  #instanceFolder: string | undefined;
  #userTasks: unknown;

  constructor(root: string) {
    super();
    const { version, productName } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    ) as { readonly version: string; readonly productName: string };
    this.#version = version;
    this.name = productName;
    this.#paths.set('userData', join(tmpdir(), 'electron-stand-in'));
    offer('app', this);
  }

  getVersion(): string {
    return this.#version;
  }

  getName(): string {
    return this.name;
  }

  getPreferredSystemLanguages(): readonly string[] {
    return [process.env['STAND_IN_LANGUAGE'] ?? 'en-GB'];
  }

  isReady(): boolean {
    return this.#isReady;
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  /** @throws Error after the program is ready, as Electron does */
  beforeReady(name: string): void {
    if (this.#isReady) throw new Error(`${name} can only be called before app is ready`);
  }

  /** @throws Error before the program is ready, as Electron does */
  afterReady(name: string): void {
    if (!this.#isReady) throw new Error(`${name} cannot be used before the app is ready`);
  }

  becomeReady(): void {
    this.#isReady = true;
    this.emit('ready', new PreventableEvent());
    this.#ready.resolve();
  }

  enableSandbox(): void {
    this.beforeReady('app.enableSandbox()');
    tell('app.enableSandbox');
  }

  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (!existsSync(path)) throw new Error('Path must exist');
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? join(tmpdir(), name);
  }

  getAppMetrics(): readonly object[] {
    return [];
  }

  /** A file where Electron has a socket: what a second one says is left beside it. */
  requestSingleInstanceLock(): boolean {
    const key = createHash('sha256').update(this.getPath('userData')).digest('hex').slice(0, 20);
    const folder = join(tmpdir(), `electron-stand-in-${key}`);
    try {
      mkdirSync(folder);
    } catch {
      const file = join(folder, `${process.pid}.json`);
      writeFileSync(file, JSON.stringify({ argv: process.argv, cwd: process.cwd() }));
      return false;
    }
    this.#instanceFolder = folder;
    watch(folder, (_kind, name) => {
      if (name === null) return;
      const text = readText(join(folder, name));
      if (text === undefined || text === '') return;
      rmSync(join(folder, name), { force: true });
      const { argv, cwd } = JSON.parse(text) as { argv: readonly string[]; cwd: string };
      this.emit('second-instance', new PreventableEvent(), argv, cwd, null);
    }).unref();
    return true;
  }

  quit(): void {
    if (this.#quitting) return;
    const event = new PreventableEvent();
    this.emit('before-quit', event);
    this.#quitting = !event.defaultPrevented;
    if (!this.#quitting) return;
    if (this.#windows.size === 0) this.#shutDown();
    else for (const window of this.#windows) window.close();
  }

  exit(code = 0): void {
    tell('app.exit', code);
    this.#end(code);
  }

  relaunch(options?: object): void {
    tell('app.relaunch', options);
  }

  opened(window: Window): void {
    this.#windows.add(window);
  }

  /** For journeys. */
  windowCount(): number {
    return this.#windows.size;
  }

  closed(window: Window): void {
    this.#windows.delete(window);
    if (this.#windows.size > 0) return;
    if (this.#quitting) this.#shutDown();
    else if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  /** Somebody, or a page, kept a window: Electron does not quit then. */
  closeCancelled(): void {
    this.#quitting = false;
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    tell('app.setAsDefaultProtocolClient', scheme);
    return true;
  }

  setAppUserModelId(id: string): void {
    tell('app.setAppUserModelId', id);
  }

  setDesktopName(name: string): void {
    tell('app.setDesktopName', name);
  }

  setAboutPanelOptions(options: object): void {
    tell('app.setAboutPanelOptions', options);
  }

  showAboutPanel(): void {
    tell('app.showAboutPanel');
  }

  setBadgeCount(count: number): boolean {
    tell('app.setBadgeCount', count);
    return true;
  }

  setUserTasks(tasks: readonly object[]): boolean {
    this.#userTasks = tasks;
    tell('app.setUserTasks', tasks);
    return true;
  }

  setJumpList(list: readonly object[] | null): string {
    tell('app.setJumpList', list);
    return this.#userTasks === undefined ? 'ok' : 'error';
  }

  getLoginItemSettings(): object {
    return { openAtLogin: false, wasOpenedAtLogin: false };
  }

  setLoginItemSettings(settings: object): void {
    tell('app.setLoginItemSettings', settings);
  }

  focus(): void {
    tell('app.focus');
  }

  #shutDown(): void {
    const event = new PreventableEvent();
    this.emit('will-quit', event);
    if (event.defaultPrevented) {
      this.#quitting = false;
      return;
    }
    this.emit('quit', new PreventableEvent(), 0);
    this.#end(0);
  }

  #end(code: number): void {
    if (this.#instanceFolder !== undefined)
      rmSync(this.#instanceFolder, { recursive: true, force: true });
    // What was told is to arrive before the end.
    if (process.connected) process.send?.({ told: 'end', args: [code] }, () => process.exit(code));
    else process.exit(code);
  }
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
