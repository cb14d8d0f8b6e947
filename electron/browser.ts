import { homedir, hostname, networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import { createLog } from '#core/log.ts';
import { startCore } from '#core/start.ts';
import packageJson from '../package.json' with { type: 'json' };
import { removeEntranceFile, writeEntranceFile } from './browser/entrance-file.ts';
import { openInBrowser } from './browser/open-file.ts';
import { builtPage } from './browser/page-files.ts';
import { isLoopback } from './browser/request-guard.ts';
import { type BrowserServer, startBrowserServer } from './browser/server.ts';
import { onEnter, onStopRequest, say } from './browser/terminal.ts';
import { connectDemo } from './hosting/connect-demo.ts';
import { defaultDataFolder } from './hosting/data-folder.ts';
import { FolderInUseError, lockFolder } from './hosting/folder-lock.ts';
import { openLogFile } from './hosting/log-file.ts';
import {
  type BrowserHostOptions,
  parseBrowserHostOptions,
  usage,
  UsageError,
} from './hosting/options.ts';
import { loadPage } from './hosting/page.ts';
import { startDemo } from './hosting/start-demo.ts';

/** Runs until a signal ends it; whatever was started is closed again, also when a later step fails. */
async function run(options: BrowserHostOptions): Promise<void> {
  const surroundings = { platform: process.platform, home: homedir(), env: process.env };
  const dataFolder = options.dataFolder ?? defaultDataFolder(surroundings);
  const closers: (() => Promise<void>)[] = [];
  const stopped = onStopRequest();
  try {
    const lock = await lockFolder(dataFolder);
    closers.unshift(() => lock.release());
    const log = createLog({ write: openLogFile(join(dataFolder, 'logs')) });
    process.on('uncaughtExceptionMonitor', (error) => log.error('Moref crashes', { error }));
    log.info('Moref starts', { version: packageJson.version, node: process.version });
    const core = await startCore({
      app: { version: packageJson.version, host: 'browser', platform: process.platform },
      dataFolder,
      // A plain Node process has no key store at hand: passwords stay in memory.
      cipher: null,
      startDemo: () => startDemo(options.vms),
      log,
    });
    closers.unshift(() => core.close());
    const removeEntrance = (): Promise<void> =>
      removeEntranceFile(dataFolder).catch(() => undefined);
    closers.unshift(removeEntrance);
    const server = await startBrowserServer({
      servePage: builtPage(await loadPage(join(import.meta.dirname, '..', 'renderer'))),
      attach: (port) => core.attach(port),
      letIn: () => void removeEntrance(),
      host: options.host,
      port: options.port,
      ownNames: ownNames(),
    });
    closers.unshift(() => server.close());
    await removeEntrance();
    welcome(options, server);
    if (options.open) await openEntrance(dataFolder, server);
    if (options.demo) connectDemo(core).catch((error: unknown) => say(explain(error)));
    await stopped;
  } finally {
    for (const close of closers) await close();
  }
}

function welcome(options: BrowserHostOptions, server: BrowserServer): void {
  if (!isLoopback(options.host))
    say(`Warning: others can reach Moref over the network at ${options.host}, unencrypted.`);
  say(`Moref is at ${server.address()}`);
  say('The address lets one browser in, once. Enter prints a new one, Ctrl+C ends Moref.');
  onEnter(() => say(`Moref is at ${server.address()}`));
}

/** Opens a browser, with a token of its own. The address was printed: where this fails, nothing is lost. */
async function openEntrance(dataFolder: string, server: BrowserServer): Promise<void> {
  try {
    openInBrowser(await writeEntranceFile(resolve(dataFolder), server.address()));
  } catch (error) {
    say(`No browser was opened (${error instanceof Error ? error.message : String(error)}).`);
  }
}

function ownNames(): readonly string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return [hostname(), ...addresses.map(({ address }) => address)];
}

/** Errors that the user can do something about are one sentence, all others carry their stack. */
function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage}`;
  if (error instanceof FolderInUseError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE')
    return `The port is in use already: ${message}. Choose another with --port.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `Moref cannot start: ${message}.`;
  return error instanceof Error ? (error.stack ?? message) : String(error);
}

try {
  const options = parseBrowserHostOptions(process.argv.slice(2));
  if (options === null) say(usage);
  else await run(options);
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
