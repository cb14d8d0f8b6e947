import { join, resolve } from 'node:path';
import { removeEntranceFile } from './browser/entrance-file.ts';
import { openEntrance, ownNames, welcome } from './browser/greeting.ts';
import { startBrowserServer } from './browser/server.ts';
import { onStopRequest, say } from './browser/terminal.ts';
import { changedPart } from './dev/changed-part.ts';
import { CoreSupervisor } from './dev/core-supervisor.ts';
import { DemoThread } from './dev/demo-thread.ts';
import { type DevelopmentPage, startDevelopmentPage } from './dev/development-page.ts';
import { lockFolder } from './hosting/folder-lock.ts';
import { type BrowserHostOptions, parseBrowserHostOptions, usage } from './hosting/options.ts';
import { explainFailure } from './hosting/start-failure.ts';

/**
 * The browser host for those who work on Moref, run from its sources: the page reloads while it is edited, the core starts anew
 * with its connections. Takes the browser host's options; what differs is said in the README.
 */
const root = resolve(import.meta.dirname, '..');
/** Always the same: an open tab finds its way back. */
const defaultPort = 8417;

async function run(options: BrowserHostOptions, dataFolder: string): Promise<void> {
  const closers: (() => Promise<void>)[] = [];
  const stopped = onStopRequest();
  try {
    const lock = await lockFolder(dataFolder);
    closers.unshift(() => lock.release());
    const demo = new DemoThread(options.vms);
    closers.unshift(() => demo.close());
    const core = new CoreSupervisor({
      dataFolder,
      demo: options.demo,
      demoServers: () => demo.servers(),
      say,
    });
    closers.unshift(() => core.close());
    const page = await startDevelopmentPage(root);
    closers.unshift(() => page.close());
    const removeEntrance = (): Promise<void> =>
      removeEntranceFile(dataFolder).catch(() => undefined);
    closers.unshift(removeEntrance);
    const server = await startBrowserServer({
      servePage: page.servePage,
      upgradeOther: page.upgrade,
      attach: (port) => core.attach(port),
      letIn: () => void removeEntrance(),
      host: options.host,
      port: options.port,
      ownNames: ownNames(),
    });
    closers.unshift(() => server.close());
    await core.restart();
    follow(page, core, demo);
    welcome(options.host, server);
    if (options.open) await openEntrance(dataFolder, server);
    await stopped;
  } finally {
    for (const close of closers) await close();
  }
}

/** Starts anew what a changed file belongs to. */
function follow(page: DevelopmentPage, core: CoreSupervisor, demo: DemoThread): void {
  page.watch(['electron', 'shared', 'assets'], (path) => {
    const part = changedPart(path);
    if (part === 'host') say(`${path} is a part of this host: start it again to see the change.`);
    else if (part === 'core') void core.restart();
    else if (part === 'demo') void demo.close().then(() => core.restart());
  });
}

try {
  const args = process.argv.slice(2);
  const given = parseBrowserHostOptions(args);
  if (given === null) say(usage);
  else {
    const port = args.some((arg) => /^--port(=|$)/.test(arg)) ? given.port : defaultPort;
    await run({ ...given, port }, given.dataFolder ?? join(root, '.cache/dev'));
  }
  process.exit(0);
} catch (error) {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
}
