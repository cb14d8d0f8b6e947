import { homedir } from 'node:os';
import { join } from 'node:path';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { createLog, type RecordingLog } from '#core/log.ts';
import { startCore } from '#core/start.ts';
import packageJson from '../package.json' with { type: 'json' };
import { removeEntranceFile } from './browser/entrance-file.ts';
import { openEntrance, ownNames, welcome } from './browser/greeting.ts';
import { builtPage } from './browser/page-files.ts';
import { startBrowserServer } from './browser/server.ts';
import { onStopRequest, say } from './browser/terminal.ts';
import { connectDemo } from './hosting/connect-demo.ts';
import { defaultDataFolder, type Surroundings } from './hosting/data-folder.ts';
import { explainExportFailure, ExportFailure } from './hosting/export/export-failure.ts';
import { exportUsage, parseExportOptions } from './hosting/export/export-options.ts';
import { exportHeadless } from './hosting/export/headless.ts';
import { lockFolder } from './hosting/folder-lock.ts';
import { openLogFile } from './hosting/log-file.ts';
import { type BrowserHostOptions, parseBrowserHostOptions, usage } from './hosting/options.ts';
import { loadPage } from './hosting/page.ts';
import { outliveMistakes } from './hosting/last-resort.ts';
import { startDemo } from './hosting/start-demo.ts';
import { explainFailure } from './hosting/start-failure.ts';

function surroundings(): Surroundings {
  return { platform: process.platform, home: homedir(), env: process.env };
}

function startLog(dataFolder: string): RecordingLog {
  const log = createLog({ write: openLogFile(join(dataFolder, 'logs')) });
  outliveMistakes(process, log);
  log.info('Moref starts', { version: packageJson.version, node: process.version });
  return log;
}

/** Runs until a signal ends it; whatever was started is closed again, also when a later step fails. */
async function run(options: BrowserHostOptions): Promise<void> {
  const dataFolder = options.dataFolder ?? defaultDataFolder(surroundings());
  const closers: (() => Promise<void>)[] = [];
  const stopped = onStopRequest();
  try {
    const lock = await lockFolder(dataFolder);
    closers.unshift(() => lock.release());
    const log = startLog(dataFolder);
    const core = await startCore({
      app: { version: packageJson.version, host: 'browser', platform: process.platform },
      dataFolder,
      ...onlyDefined({ readOnly: lock.problem }),
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
    welcome(options.host, server);
    if (options.open) await openEntrance(dataFolder, server);
    if (options.wish !== null) core.wish(options.wish);
    if (options.demo) connectDemo(core).catch((error: unknown) => say(explainFailure(error)));
    await stopped;
  } finally {
    for (const close of closers) await close();
  }
}

/** `moref export`: without a page. What it says goes beside what may be the file itself. */
async function runExport(args: readonly string[]): Promise<void> {
  const options = parseExportOptions(args);
  if (options === null) return say(exportUsage);
  const stop = new AbortController();
  void onStopRequest().then(() => stop.abort(new ExportFailure('Stopped: nothing was written.')));
  await exportHeadless({
    options,
    dataFolder: options.dataFolder ?? defaultDataFolder(surroundings()),
    app: { version: packageJson.version, host: 'browser' },
    cipher: null,
    // A log file belongs to the Moref that may run beside.
    log: createLog({ write: () => undefined }),
    password: process.env['MOREF_PASSWORD'],
    signal: stop.signal,
    say: (line) => void process.stderr.write(`${line}\n`),
  });
}

try {
  const [first, ...rest] = process.argv.slice(2);
  if (first === 'export') await runExport(rest);
  else {
    const options = parseBrowserHostOptions(process.argv.slice(2));
    if (options === null) say(usage);
    else await run(options);
  }
  process.exit(0);
} catch (error) {
  const explain = process.argv[2] === 'export' ? explainExportFailure : explainFailure;
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
