import type { Disk } from './disk.ts';
import { diskProblem } from './disk-problem.ts';

/** A new content of a file, written in full beside it. */
export interface Replacement {
  /** Puts it in the file's place. @throws MorefException, and the file is as it was */
  commit(): Promise<void>;
  /** Takes it away again. */
  abandon(): Promise<void>;
}

/**
 * Writes what a file is to hold beside it. What is likely to fail (no space, no permission, a failing disk) fails here.
 * @throws MorefException
 */
export async function prepareReplacement(
  disk: Disk,
  path: string,
  text: string,
): Promise<Replacement> {
  const temporary = `${path}.tmp`;
  const abandon = (): Promise<void> => disk.remove(temporary).catch(() => undefined);
  try {
    await disk.remove(temporary);
    await disk.create(temporary, text);
  } catch (error) {
    await abandon();
    throw diskProblem(error, path);
  }
  return {
    commit: async () => {
      try {
        await disk.replace(temporary, path);
      } catch (error) {
        throw diskProblem(error, path);
      }
    },
    abandon,
  };
}

/** What a program that was killed while it wrote has left in the folder, secrets among it. To be called by who holds the folder. */
export async function sweepReplacements(disk: Disk, folder: string): Promise<number> {
  const left = (await disk.list(folder)).filter((name) =>
    /^[\w-]+\.json(?:\.\d+)?\.tmp$/.test(name),
  );
  for (const name of left) await disk.remove(`${folder}/${name}`);
  return left.length;
}
