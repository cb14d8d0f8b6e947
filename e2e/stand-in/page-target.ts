import { EventEmitter } from 'node:events';
import { DevTools } from './devtools.ts';
import { bridge, preloadSource, preloadWorld } from './preload-world.ts';

/** Where the page lies in Chromium: no scheme of one's own can be served there. */
const webOrigin = 'https://moref-app.example';
const appOrigin = 'moref://app';

export const toWeb = (address: string): string => address.replace(appOrigin, webOrigin);
export const toApp = (address: string): string => address.replace(webOrigin, appOrigin);

/** Answers what a page asks of the program's scheme. */
export type Serve = (request: Request) => Response | Promise<Response>;

/** The one change to the page: by its protocol it would take this for the browser host. */
const protocolTest = /\.location\.protocol\.startsWith\((["'`])http\1\)/;

let connection: Promise<{ readonly devTools: DevTools; readonly context: string }> | undefined;

/** Chromium, and a profile of its own in it. */
function chromium(): NonNullable<typeof connection> {
  connection ??= (async () => {
    const devTools = await DevTools.connect(process.env['STAND_IN_CHROMIUM'] ?? '');
    await devTools.send('Target.setDiscoverTargets', { discover: true });
    const { browserContextId } = await devTools.send<{ readonly browserContextId: string }>(
      'Target.createBrowserContext',
      { disposeOnDetach: true },
    );
    return { devTools, context: browserContextId };
  })();
  return connection;
}

interface Paused {
  readonly requestId: string;
  readonly request: { readonly url: string; readonly method: string };
}

export interface PageOptions {
  readonly preload: string;
  readonly width: number;
  readonly height: number;
  readonly serve: Serve;
}

/**
 * A page of Chromium in the place of a window's contents. Emits `said` (what a preload script says), `opens` (an address in a new window),
 * `unload-question`, `crashed`, `gone`, `loaded`, `world` (a new document's preload script is about to run).
 */
export class PageTarget extends EventEmitter {
  readonly id: string;
  readonly #devTools: DevTools;
  readonly #session: string;
  readonly #options: PageOptions;
  #world = 0;

  private constructor(devTools: DevTools, ids: readonly [string, string], options: PageOptions) {
    super();
    this.#devTools = devTools;
    [this.id, this.#session] = ids;
    this.#options = options;
  }

  static async open(options: PageOptions): Promise<PageTarget> {
    const { devTools, context } = await chromium();
    const { targetId } = await devTools.send<{ readonly targetId: string }>('Target.createTarget', {
      url: 'about:blank',
      browserContextId: context,
      newWindow: true,
    });
    const { sessionId } = await devTools.send<{ readonly sessionId: string }>(
      'Target.attachToTarget',
      { targetId, flatten: true },
    );
    const target = new PageTarget(devTools, [targetId, sessionId], options);
    await target.#prepare();
    return target;
  }

  /** @returns what went wrong, in Chromium's words; undefined where nothing did */
  async load(address: string): Promise<string | undefined> {
    const { errorText } = await this.#send<{ readonly errorText?: string }>('Page.navigate', {
      url: toWeb(address),
    });
    return errorText;
  }

  reload(): void {
    void this.#send('Page.reload').catch(() => undefined);
  }

  /** Resolves once two frames were painted. */
  async painted(): Promise<void> {
    const expression = 'new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r)))';
    await this.#send('Runtime.evaluate', { expression, awaitPromise: true });
  }

  post(channel: string, message: string, ports: readonly number[]): void {
    this.#run('__posted', channel, message, ports);
  }

  carry(port: number, text: string): void {
    this.#run('__carried', port, text);
  }

  /** Asks the page first whether it may go. */
  close(): void {
    void this.#send('Page.close').catch(() => undefined);
  }

  destroy(): void {
    void this.#devTools.send('Target.closeTarget', { targetId: this.id }).catch(() => undefined);
  }

  focus(): void {
    void this.#send('Page.bringToFront').catch(() => undefined);
  }

  answerUnload(leave: boolean): void {
    void this.#send('Page.handleJavaScriptDialog', { accept: leave }).catch(() => undefined);
  }

  #send<T>(method: string, params: object = {}): Promise<T> {
    return this.#devTools.send<T>(method, params, this.#session);
  }

  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- What a method tells is the protocol's; the caller names it.
  #on<T>(method: string, told: (params: T) => void): void {
    this.#devTools.on<T>(method, this.#session, told);
  }

  #run(name: string, ...args: readonly unknown[]): void {
    const expression = `${name}(${args.map((arg) => JSON.stringify(arg)).join(', ')})`;
    // A page that is gone meanwhile has nobody who listens.
    void this.#send('Runtime.evaluate', { expression, contextId: this.#world }).catch(
      () => undefined,
    );
  }

  async #prepare(): Promise<void> {
    this.#follow();
    this.#followTargets();
    const { width, height, preload } = this.#options;
    const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
    await Promise.all([
      this.#send('Page.enable'),
      this.#send('Inspector.enable'),
      this.#send('Runtime.enable'),
      this.#send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
      this.#send('Emulation.setDeviceMetricsOverride', metrics),
      this.#send('Runtime.addBinding', { name: bridge, executionContextName: preloadWorld }),
      this.#send('Page.addScriptToEvaluateOnNewDocument', {
        source: preloadSource(preload),
        worldName: preloadWorld,
      }),
    ]);
  }

  #follow(): void {
    this.#on<Paused>('Fetch.requestPaused', (paused) => void this.#answer(paused));
    this.#on<{ readonly payload: string }>('Runtime.bindingCalled', ({ payload }) =>
      this.emit('said', JSON.parse(payload)),
    );
    this.#on<{ readonly context: { readonly id: number; readonly name: string } }>(
      'Runtime.executionContextCreated',
      ({ context }) => {
        if (context.name !== preloadWorld) return;
        this.#world = context.id;
        this.emit('world');
      },
    );
    this.#on('Page.loadEventFired', () => this.emit('loaded'));
    this.#on('Inspector.targetCrashed', () => this.emit('crashed'));
    this.#on<{ readonly url: string }>('Page.windowOpen', ({ url }) =>
      this.emit('opens', toApp(url)),
    );
    this.#on<{ readonly type: string }>('Page.javascriptDialogOpening', ({ type }) => {
      if (type === 'beforeunload') this.emit('unload-question');
    });
  }

  #followTargets(): void {
    this.#devTools.on<{ readonly targetId: string }>(
      'Target.targetDestroyed',
      undefined,
      ({ targetId }) => {
        if (targetId === this.id) this.emit('gone');
      },
    );
    // A window that the page opens by itself: the program decides what comes of it.
    this.#devTools.on<{ readonly targetInfo: { targetId: string; openerId?: string } }>(
      'Target.targetCreated',
      undefined,
      ({ targetInfo: { targetId, openerId } }) => {
        if (openerId === this.id) void this.#devTools.send('Target.closeTarget', { targetId });
      },
    );
  }

  async #answer({ requestId, request }: Paused): Promise<void> {
    const { url, method } = request;
    if (!url.startsWith(webOrigin)) {
      await this.#send('Fetch.failRequest', { requestId, errorReason: 'AccessDenied' });
      return;
    }
    const response = await this.#options.serve(new Request(toApp(url), { method }));
    const bytes = Buffer.from(await response.arrayBuffer());
    const body = url.endsWith('.js') ? withoutProtocolTest(bytes) : bytes;
    await this.#send('Fetch.fulfillRequest', {
      requestId,
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: body.toString('base64'),
    }).catch(() => undefined);
  }
}

function withoutProtocolTest(script: Buffer): Buffer {
  const text = script.toString();
  return Buffer.from(text.replace(protocolTest, '.location.protocol.startsWith("nohttp")'));
}
