import { chmod, mkdir } from 'node:fs/promises';
import type { Log } from '../providers/provider.ts';
import { nodeDisk } from './disk.ts';
import { sweepReplacements } from './replacement.ts';
import { finishTogether } from './together.ts';

/**
 * Makes the data folder, for its owner alone, and takes away what a killed program left in it half written. To be called by who
 * holds the folder. Where the disk does not let it, Moref starts all the same, and each change says why it cannot be kept.
 */
export async function prepareFolder(folder: string, log: Log): Promise<void> {
  // Each by itself: a disk without rights, such as a FAT medium or a share, is swept all the same.
  const step = async (what: () => Promise<unknown>): Promise<void> => {
    try {
      await what();
    } catch (error) {
      log.warn('The data folder cannot be made ready', { folder, error });
    }
  };
  await step(() => mkdir(folder, { recursive: true, mode: 0o700 }));
  await step(() => chmod(folder, 0o700));
  await step(async () => {
    const finished = await finishTogether(nodeDisk, folder);
    if (finished > 0) log.info('A change of an earlier run was finished', { files: finished });
  });
  await step(async () => {
    const swept = await sweepReplacements(nodeDisk, folder);
    if (swept > 0)
      log.info('Half-written files of an earlier start were deleted', { files: swept });
  });
}
