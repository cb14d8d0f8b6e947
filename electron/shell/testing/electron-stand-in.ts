import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type {
  App,
  BrowserWindow,
  IpcMain,
  MessageChannelMain,
  MessagePortMain,
  Protocol,
  SafeStorage,
  Session,
  WebContents,
} from 'electron';

/**
 * What the shell uses of Electron, for tests in plain Node. Each part has the types of the real one, as far as it goes, and
 * remembers what was registered with it; a test plays Chromium's role and calls that.
 */

/** A web contents or a window as something that emits events. */
export class StandInContents extends EventEmitter {
  windowOpenHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | undefined;
  reloads = 0;

  setWindowOpenHandler(handler: Parameters<WebContents['setWindowOpenHandler']>[0]): void {
    this.windowOpenHandler = handler;
  }

  reload(): void {
    this.reloads++;
  }

  asWebContents(): WebContents {
    return this as unknown as WebContents;
  }

  /** Emits an event that can be prevented; true if it was. */
  prevented(name: string, ...args: readonly unknown[]): boolean {
    let prevented = false;
    const event = {
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit(name, event, ...args);
    return prevented;
  }
}

export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  bounds = { x: 10, y: 20, width: 1000, height: 700 };
  maximized = false;
  minimized = false;
  shown = false;
  closes = 0;
  loaded: string | undefined;
  destroyed = false;

  isDestroyed = (): boolean => this.destroyed;
  isMaximized = (): boolean => this.maximized;
  getNormalBounds = () => this.bounds;
  maximize(): void {
    this.maximized = true;
  }
  minimize(): void {
    this.minimized = true;
  }
  show(): void {
    this.shown = true;
  }
  close(): void {
    this.closes++;
  }
  loadURL(address: string): Promise<void> {
    this.loaded = address;
    return Promise.resolve();
  }

  asBrowserWindow(): BrowserWindow {
    return this as unknown as BrowserWindow;
  }
}

type AppSurface = Pick<App, 'on' | 'quit' | 'exit' | 'relaunch'>;

export function standInApp(): AppSurface &
  EventEmitter & { quits: number; readonly exits: number[]; readonly relaunches: string[][] } {
  const app = Object.assign(new EventEmitter(), {
    quits: 0,
    exits: [] as number[],
    relaunches: [] as string[][],
    quit: () => void app.quits++,
    exit: (code = 0) => void app.exits.push(code),
    relaunch: (options?: { readonly args?: string[] }) =>
      void app.relaunches.push(options?.args ?? []),
  });
  return app as typeof app & AppSurface;
}

export function standInIpc(): Pick<IpcMain, 'on'> & EventEmitter {
  return new EventEmitter() as EventEmitter & Pick<IpcMain, 'on'>;
}

/** A session that remembers its handlers. */
export function standInSession() {
  const handlers: {
    request?: Parameters<Session['setPermissionRequestHandler']>[0];
    check?: Parameters<Session['setPermissionCheckHandler']>[0];
    device?: Parameters<Session['setDevicePermissionHandler']>[0];
    display?: Parameters<Session['setDisplayMediaRequestHandler']>[0];
  } = {};
  const session: Pick<
    Session,
    | 'setPermissionRequestHandler'
    | 'setPermissionCheckHandler'
    | 'setDevicePermissionHandler'
    | 'setDisplayMediaRequestHandler'
  > = {
    setPermissionRequestHandler: (handler) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      handlers.device = handler;
    },
    setDisplayMediaRequestHandler: (handler) => {
      handlers.display = handler;
    },
  };
  return { session, handlers };
}

/** A protocol registry that answers like a page would be answered. */
export function standInProtocol() {
  const handlers = new Map<string, Parameters<Protocol['handle']>[1]>();
  const protocol: Pick<Protocol, 'handle'> = {
    handle: (scheme, handler) => void handlers.set(scheme, handler),
  };
  const fetch = async (address: string, method = 'GET'): Promise<Response> => {
    const handler = handlers.get(new URL(address).protocol.slice(0, -1));
    if (handler === undefined) throw new Error(`Nothing handles ${address}.`);
    return handler(new Request(address, { method }));
  };
  return { protocol, fetch };
}

/** Real message ports, with the surface that Electron gives them in the main process. */
export function standInChannel(): Pick<MessageChannelMain, 'port1' | 'port2'> & {
  readonly far: MessagePort;
} {
  const { port1, port2 } = new MessageChannel();
  return { port1: mainPort(port1), port2: mainPort(port2), far: port2 };
}

function mainPort(port: MessagePort): MessagePortMain {
  const emitter = new EventEmitter();
  port.on('close', () => emitter.emit('close'));
  return Object.assign(emitter, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => void port.on('message', (data: unknown) => emitter.emit('message', { data })),
    close: () => port.close(),
  });
}

export interface StandInStorageOptions {
  readonly backend: ReturnType<SafeStorage['getSelectedStorageBackend']>;
  readonly available: boolean;
}

type StorageSurface = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
  | 'setUsePlainTextEncryption'
>;

/** A key store whose encryption is reversible, and only available in plain text once that was asked for. */
export function standInStorage(
  options: StandInStorageOptions,
): StorageSurface & { plain: boolean } {
  const storage = {
    plain: false,
    isAsyncEncryptionAvailable: () =>
      Promise.resolve(options.available || (options.backend === 'basic_text' && storage.plain)),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`sealed:${text}`).reverse()),
    decryptStringAsync: (sealed: Buffer) => {
      const text = Buffer.from(sealed).reverse().toString();
      if (!text.startsWith('sealed:')) return Promise.reject(new Error('not ours'));
      return Promise.resolve({ shouldReEncrypt: false, result: text.slice('sealed:'.length) });
    },
    getSelectedStorageBackend: () => options.backend,
    setUsePlainTextEncryption: (plain: boolean) => {
      storage.plain = plain;
    },
  };
  return storage;
}
