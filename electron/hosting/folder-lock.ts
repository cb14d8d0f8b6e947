import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keeps a second Moref from writing into the same data folder. */
export interface FolderLock {
  release(): Promise<void>;
}

/** The data folder is in use. */
export class FolderInUseError extends Error {
  constructor(folder: string, processId: number) {
    super(
      `Moref is running already (process ${processId}) with the data folder ${folder}. End it first, or name another folder with --data-folder.`,
    );
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes the folder for this process and makes it if it is missing. A lock that a crashed process left behind is replaced.
 *
 * @throws FolderInUseError while another process holds it.
 */
export async function lockFolder(
  folder: string,
  processId: number = process.pid,
  isRunning: (processId: number) => boolean = processRuns,
): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'lock');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeFile(file, `${processId}\n`, { flag: 'wx' });
      return { release: () => rm(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
    if (holder > 0 && holder !== processId && isRunning(holder))
      throw new FolderInUseError(folder, holder);
    await rm(file, { force: true });
  }
  throw new Error(`The data folder ${folder} cannot be locked: another process keeps taking it.`);
}

/** Signal 0 reaches a process without doing anything to it; EPERM means that it is there and somebody else's. */
function processRuns(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
