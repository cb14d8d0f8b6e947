import { onlyDefined } from '#shared/model/only-defined.ts';
import type { CoreHost } from '#core/host.ts';
import { startCore } from '#core/start.ts';
import { connectDemo } from '../connect-demo.ts';
import { FolderInUseError, lockFolder, type FolderLock } from '../folder-lock.ts';
import { startDemo } from '../start-demo.ts';
import type { ExportOptions } from './export-options.ts';
import { runExport } from './run-export.ts';

export interface HeadlessExport {
  readonly options: ExportOptions;
  readonly dataFolder: string;
  readonly app: { readonly version: string; readonly host: 'electron' | 'browser' };
  /** Null where the host has no way to read secrets that were kept. */
  readonly cipher: CoreHost['cipher'];
  /** See CoreHost. */
  readonly systemProxy?: NonNullable<CoreHost['systemProxy']>;
  readonly log: CoreHost['log'];
  readonly password: string | undefined;
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

/**
 * `moref export`: a core without a window, for as long as the file takes. Where Moref runs already, its profiles are read and nothing of
 * its is written.
 */
export async function exportHeadless(run: HeadlessExport): Promise<void> {
  const { options, dataFolder, app, signal, say } = run;
  const lock = await lockOrShare(dataFolder);
  const core = await startCore({
    app: { ...app, platform: process.platform },
    dataFolder,
    ...onlyDefined({ readOnly: lock.problem }),
    cipher: run.cipher,
    ...onlyDefined({ systemProxy: run.systemProxy }),
    startDemo: () => startDemo(options.vms),
    log: run.log,
  });
  try {
    if (options.demo) await connectDemo(core);
    await runExport({ options, core, password: run.password, signal, say });
  } finally {
    await core.close();
    await lock.release();
  }
}

async function lockOrShare(dataFolder: string): Promise<FolderLock> {
  try {
    return await lockFolder(dataFolder);
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    return { problem: error.text, release: () => Promise.resolve() };
  }
}
