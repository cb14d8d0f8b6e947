import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  nativeTheme,
  protocol,
  safeStorage,
  screen,
  session,
} from 'electron';
import { text } from '#shared/i18n/make-text.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { createLog, type RecordingLog } from '#core/log.ts';
import { startCore } from '#core/start.ts';
import { connectDemo } from './hosting/connect-demo.ts';
import { defaultDataFolder, type Surroundings } from './hosting/data-folder.ts';
import { explainExportFailure } from './hosting/export/export-failure.ts';
import { exportUsage, parseExportOptions } from './hosting/export/export-options.ts';
import { exportHeadless } from './hosting/export/headless.ts';
import { FolderInUseError, lockFolder } from './hosting/folder-lock.ts';
import { openLogFile } from './hosting/log-file.ts';
import { type HostOptions, parseElectronOptions } from './hosting/options.ts';
import { loadPage } from './hosting/page.ts';
import { startDemo } from './hosting/start-demo.ts';
import { hostWords, type Words } from './shell/host-words.ts';
import { guardAgainstCrashes } from './shell/crash-guard.ts';
import { furtherWindows } from './shell/further-windows.ts';
import { handOutPorts } from './shell/link-ports.ts';
import { outliveMistakes } from './hosting/last-resort.ts';
import { takeLinks } from './shell/links.ts';
import { menuTemplate } from './shell/menu.ts';
import { guardNavigation } from './shell/navigation.ts';
import { restrictPermissions } from './shell/permissions.ts';
import { appScheme, servePage } from './shell/scheme.ts';
import { createSecretCipher } from './shell/secret-cipher.ts';
import { openWindow } from './shell/window.ts';

type Closer = () => Promise<void>;

/** Everything that runs once the app is ready; returns what has to be closed before it ends. */
async function run(options: HostOptions, dataFolder: string): Promise<readonly Closer[]> {
  const log = createLog({ write: openLogFile(join(dataFolder, 'logs')) });
  outliveMistakes(process, log);
  log.info('Moref starts', { version: app.getVersion(), electron: process.versions.electron });
  restrictPermissions(session.defaultSession);
  servePage(protocol, await loadPage(join(import.meta.dirname, '..', 'renderer')));

  const lock = await lockFolder(dataFolder);
  const core = await startCore({
    app: { version: app.getVersion(), host: 'electron', platform: process.platform },
    dataFolder,
    ...onlyDefined({ readOnly: lock.problem }),
    cipher: createSecretCipher(safeStorage, process.platform),
    startDemo: () => startDemo(options.vms),
    log,
  });
  const words = hostWords(() => core.remembered('language'), systemLanguages);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate(process.platform, app.isPackaged, words)),
  );
  handOutPorts({
    ipcMain,
    createChannel: () => new MessageChannelMain(),
    attach: (port) => core.attach(port),
    onRefused: (origin) => log.warn('A page that is not ours asked for the link', { origin }),
  });
  if (options.wish !== null) core.wish(options.wish);
  takeLinks({ app, core, argv: process.argv });
  const windows = furtherWindows({
    app,
    core,
    create: (id, address) => openOne({ id, address, dataFolder, words, log }),
  });
  keepWindowOpen(() => windows.openFirst());
  windows.openRemembered();
  if (options.demo)
    connectDemo(core).catch((error: unknown) => log.error('The demo estate failed', { error }));
  return [() => core.close(), () => lock.release()];
}

/** Opens the window now, and again when it is asked for; a second Moref shows that of the first. */
function keepWindowOpen(open: () => void): void {
  open();
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open();
  });
  app.on('second-instance', () => {
    const [window] = BrowserWindow.getAllWindows();
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
}

interface OneWindow {
  /** Empty for the first one. */
  readonly id: string;
  readonly address: string;
  readonly dataFolder: string;
  readonly words: Words;
  readonly log: RecordingLog;
}

function openOne({ id, address, dataFolder, words, log }: OneWindow): BrowserWindow {
  const window = openWindow({
    create: (windowOptions) => new BrowserWindow(windowOptions),
    preload: join(import.meta.dirname, 'preload.cjs'),
    stateFile: join(dataFolder, id === '' ? 'window.json' : 'further-window.json'),
    address,
    displays: screen.getAllDisplays().map((display) => display.workArea),
    dark: nativeTheme.shouldUseDarkColors,
    words,
    ask: (box) => dialog.showMessageBoxSync(box),
  });
  guardAgainstCrashes({ window, ask: (box) => dialog.showMessageBox(box), app, words, log });
  return window;
}

/** Logs out everywhere before the process ends. */
function closeBeforeQuit(closers: readonly Closer[]): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void (async () => {
      for (const close of closers) await close().catch(() => undefined);
      closed = true;
      app.quit();
    })();
  });
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
    dataFolder: options.dataFolder ?? defaultDataFolder(surroundings()),
    app: { version: app.getVersion(), host: 'electron' },
    cipher: createSecretCipher(safeStorage, process.platform),
    // A log file belongs to the Moref that may run beside.
    log: createLog({ write: () => undefined }),
    password: process.env['MOREF_PASSWORD'],
    signal: new AbortController().signal,
    say: (line) => void process.stderr.write(`${line}\n`),
  });
}

function surroundings(): Surroundings {
  return { platform: process.platform, home: homedir(), env: process.env };
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
app.enableSandbox();
guardNavigation(app);
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
function openWindowed(): void {
  const options = parseElectronOptions(process.argv.slice(1));
  const dataFolder = options.dataFolder ?? defaultDataFolder(surroundings());
  if (options.dataFolder !== undefined) app.setPath('userData', join(dataFolder, 'chromium'));
  if (app.requestSingleInstanceLock())
    app
      .whenReady()
      .then(() => run(options, dataFolder))
      .then(closeBeforeQuit)
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
