import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessageBoxOptions,
  MessageChannelMain,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { createLog, type RecordingLog } from '#core/log.ts';
import { type Core, startCore } from '#core/start.ts';
import { connectDemo } from './hosting/connect-demo.ts';
import { defaultDataFolder, type Surroundings } from './hosting/data-folder.ts';
import { explainExportFailure } from './hosting/export/export-failure.ts';
import { exportUsage, parseExportOptions } from './hosting/export/export-options.ts';
import { exportHeadless } from './hosting/export/headless.ts';
import { FolderInUseError, type FolderLock, lockFolder } from './hosting/folder-lock.ts';
import { lateLogFile } from './hosting/log-file.ts';
import { type DesktopOptions, parseElectronOptions } from './hosting/options.ts';
import { loadPage } from './hosting/page.ts';
import { startDemo } from './hosting/start-demo.ts';
import { hostWords, productName, type Words } from './shell/host-words.ts';
import { guardAgainstCrashes } from './shell/crash-guard.ts';
import { Ending } from './shell/ending.ts';
import { furtherWindows, type Windows } from './shell/further-windows.ts';
import { guardAgainstHangs } from './shell/hang-guard.ts';
import { handOutPorts } from './shell/link-ports.ts';
import { outliveMistakes } from './hosting/last-resort.ts';
import { Leaving } from './shell/leaving.ts';
import { takeLinks } from './shell/links.ts';
import { menuTemplate } from './shell/menu.ts';
import { endOnMistake } from './shell/mistakes.ts';
import { guardNavigation } from './shell/navigation.ts';
import { restrictPermissions } from './shell/permissions.ts';
import { watchPower } from './shell/power.ts';
import { isSandboxOff, keepSandbox, mayStart } from './shell/sandbox.ts';
import { appScheme, servePage } from './shell/scheme.ts';
import { createSecretCipher } from './shell/secret-cipher.ts';
import { openWindow } from './shell/window.ts';
import { type WindowKind, WindowStates } from './shell/window-state.ts';

/** That of electron-builder.yml: Windows tells programs by it. */
const appId = 'org.moref.app';

/** What runs once its parts have started. */
interface Running {
  readonly core: Core;
  readonly lock: FolderLock;
}

interface Program {
  readonly options: DesktopOptions;
  readonly dataFolder: string;
  readonly log: RecordingLog;
  /** Where the windows stood. */
  readonly states: WindowStates;
  readonly running: Promise<Running>;
  /** In the language of the system until the core knows another. */
  readonly words: Words;
  readonly ending: Ending;
  readonly leaving: Leaving;
}

/** Everything that runs once the app is ready. No disk, key store or server holds up the first window. */
async function run(options: DesktopOptions, dataFolder: string): Promise<void> {
  const logs = join(dataFolder, 'logs');
  const log = createLog({ write: lateLogFile(logs) });
  outliveMistakes(process, log);
  restrictPermissions(session.defaultSession);
  servePage(protocol, loadPage(join(import.meta.dirname, '..', 'renderer')));
  const states = await WindowStates.load(dataFolder);
  const { promise: running, resolve, reject } = Promise.withResolvers<Running>();
  const ending = new Ending({ app, close: () => closeAll(states, running) });
  let core: Core | undefined;
  const words = hostWords(() => core?.remembered('language'), systemLanguages);
  const ask = (_window: unknown, box: MessageBoxOptions) => dialog.showMessageBox(box);
  const leaving = new Leaving({ app, words, ask, unasked: () => ending.unasked });
  const agreed = options.allowNoSandbox;
  const off = isSandboxOff(app.commandLine);
  if (!(await mayStart({ off, agreed, words, ask: (box) => dialog.showMessageBox(box) }))) {
    app.exit(1);
    return;
  }
  const program = { options, dataFolder, log, states, running, words, ending, leaving };
  const windows = openWindows(program);
  endOnMistake({
    process,
    words,
    logs,
    ask: (box) => dialog.showMessageBox(box),
    end: (again) => {
      if (again) ending.startAgain(process.argv.slice(1));
      return ending.abort();
    },
  });
  ending.heedSystem(powerMonitor, process.platform);
  startRunning(program).then(resolve, reject);
  core = (await running).core;
  showMenu(program);
  windows.openRemembered(core.windows());
  watchPower({ powerMonitor, core });
  if (options.demo)
    connectDemo(core).catch((error: unknown) => log.error('The demo estate failed', { error }));
}

/** The parts behind the windows. */
async function startRunning({ options, dataFolder, log }: Program): Promise<Running> {
  log.info('Moref starts', { version: app.getVersion(), electron: process.versions.electron });
  const lock = await lockFolder(dataFolder);
  const core = await startCore({
    app: {
      version: app.getVersion(),
      host: 'electron',
      platform: process.platform,
      unsandboxed: isSandboxOff(app.commandLine),
    },
    dataFolder,
    ...onlyDefined({ readOnly: lock.problem }),
    cipher: createSecretCipher(safeStorage, process.platform),
    systemProxy,
    startDemo: () => startDemo(options.vms),
    log,
  });
  if (options.wish !== null) core.wish(options.wish);
  return { core, lock };
}

/** Writes down where the windows stand, logs out everywhere, and gives the data folder back. */
async function closeAll(states: WindowStates, running: Promise<Running>): Promise<void> {
  const settled = states.settled();
  const { core, lock } = await running;
  await core.close().catch(() => undefined);
  await settled;
  await lock.release().catch(() => undefined);
}

/** Opens the window now, and again when it is asked for; a second Moref shows that of the first. */
function openWindows(program: Program): Windows {
  const { running, log, ending, leaving } = program;
  showMenu(program);
  handOutPorts({
    ipcMain,
    createChannel: () => new MessageChannelMain(),
    attach: (port) => running.then(({ core }) => core.attach(port)),
    onRefused: (origin) => log.warn('A page that is not ours asked for the link', { origin }),
  });
  takeLinks({
    app,
    wish: (wish) => void running.then(({ core }) => core.wish(wish)),
    argv: process.argv,
  });
  const windows = furtherWindows({
    quits: () => leaving.quits || ending.unasked,
    forget: async (id) => (await running).core.forgetWindow(id),
    create: (id, address) => openOne(program, id === '' ? 'first' : 'further', address),
  });
  const showFirst = (): void => {
    // What is closing has no core any more; a new Moref starts once it is closed.
    if (ending.begun) return;
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) windows.openFirst();
    else if (window.isMinimized()) window.restore();
    else window.show();
    window?.focus();
  };
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) showFirst();
  });
  app.on('second-instance', showFirst);
  windows.openFirst();
  return windows;
}

function openOne(program: Program, kind: WindowKind, address: string): BrowserWindow {
  const { states, words, log, ending, leaving, options } = program;
  const displays = screen.getAllDisplays().map((display) => display.workArea);
  const window = openWindow({
    create: (windowOptions) => new BrowserWindow(windowOptions),
    preload: join(import.meta.dirname, 'preload.cjs'),
    state: states.get(kind, displays),
    moved: (state) => states.set(kind, state),
    address,
    minimized: options.minimized,
    dark: nativeTheme.shouldUseDarkColors,
  });
  leaving.guard(window);
  ending.heedWindow(window);
  const guarded = {
    window,
    ask: (box: MessageBoxOptions) => dialog.showMessageBox(box),
    words,
    log,
  };
  guardAgainstCrashes({ ...guarded, app });
  guardAgainstHangs(guarded);
  return window;
}

function showMenu({ words, dataFolder }: Program): void {
  const template = menuTemplate(process.platform, app.isPackaged, words, {
    openLogs: () => void shell.openPath(join(dataFolder, 'logs')),
    showAbout: () => app.showAboutPanel(),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

/** `moref export`: without a window, and beside a Moref that runs. */
async function runExport(args: readonly string[]): Promise<void> {
  const options = parseExportOptions(args);
  if (options === null) {
    process.stdout.write(exportUsage);
    return;
  }
  app.dock?.hide();
  await app.whenReady();
  await exportHeadless({
    options,
    dataFolder: resolve(options.dataFolder ?? defaultDataFolder(surroundings())),
    app: { version: app.getVersion(), host: 'electron' },
    cipher: createSecretCipher(safeStorage, process.platform),
    systemProxy,
    // A log file belongs to the Moref that may run beside.
    log: createLog({ write: () => undefined }),
    password: process.env['MOREF_PASSWORD'],
    signal: new AbortController().signal,
    say: (line) => void process.stderr.write(`${line}\n`),
  });
}

/** See CoreHost: Chromium asks the system, and its PAC file where there is one. */
async function systemProxy(url: string): Promise<string> {
  return await session.defaultSession.resolveProxy(url);
}

function surroundings(): Surroundings {
  return { platform: process.platform, home: homedir(), env: process.env };
}

/** Electron takes a folder only where it is there, by its whole path. */
function keepChromiumIn(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath('userData', folder);
}

/** What stands behind `export` on the command line; null where Moref is to open its window. */
function exportArguments(args: readonly string[]): readonly string[] | null {
  // Run from its sources, Electron is given the program's folder first.
  const own = app.isPackaged ? args.slice(1) : args.slice(2);
  return own[0] === 'export' ? own.slice(1) : null;
}

function systemLanguages(): readonly string[] {
  return app.getPreferredSystemLanguages();
}

/** No core runs: in the language of the system. */
function fail(error: unknown): void {
  const words = hostWords(() => undefined, systemLanguages);
  const message = error instanceof Error ? error.message : String(error);
  dialog.showErrorBox(
    words(text('host.noStart')),
    error instanceof FolderInUseError ? words(error.text) : message,
  );
  app.exit(1);
}

protocol.registerSchemesAsPrivileged([appScheme]);
keepSandbox(app);
app.setAppUserModelId(appId);
app.setAboutPanelOptions({ applicationName: productName, applicationVersion: app.getVersion() });
app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
  process.stderr.write(`A process of Chromium ended: ${type}, ${reason}, ${exitCode}\n`),
);
guardNavigation(app);
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
function openWindowed(): void {
  const options = parseElectronOptions(process.argv.slice(1));
  const dataFolder = resolve(options.dataFolder ?? defaultDataFolder(surroundings()));
  if (options.dataFolder !== undefined) keepChromiumIn(join(dataFolder, 'chromium'));
  if (app.requestSingleInstanceLock())
    app
      .whenReady()
      .then(() => run(options, dataFolder))
      .catch(fail);
  else app.quit();
}

const exporting = exportArguments(process.argv);
try {
  if (exporting === null) openWindowed();
  else
    runExport(exporting).then(
      () => app.exit(0),
      (error: unknown) => {
        process.stderr.write(`${explainExportFailure(error)}\n`);
        app.exit(1);
      },
    );
} catch (error) {
  fail(error);
}
