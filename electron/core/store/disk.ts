import {
  chmod,
  copyFile,
  constants,
  link,
  lstat,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The beginning of a file. */
export interface FileStart {
  readonly bytes: Uint8Array;
  /** False where the file is longer. */
  readonly whole: boolean;
}

/** What the stores ask of the disk; tests put a failing one in its place. All reject with the operating system's error. */
export interface Disk {
  /** @returns null where there is no such file, `other` where something else than a file is in its place */
  read(path: string, maximumBytes: number): Promise<FileStart | 'other' | null>;
  /** Writes a file that does not exist yet, for its owner alone, down to the medium. Makes its folder. */
  create(path: string, text: string): Promise<void>;
  /** Puts one file in the place of another, down to the medium. */
  replace(from: string, to: string): Promise<void>;
  /** A second name for what the file holds now; a copy where the file system has no second names. */
  duplicate(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Also of what is not there, and of folders with all that is in them. */
  remove(path: string): Promise<void>;
  exists(path: string): Promise<boolean>;
  /** Gives its owner the right to read and write a file. */
  open(path: string): Promise<void>;
  /** Names in a folder; none where there is no folder. */
  list(folder: string): Promise<readonly string[]>;
}

export const nodeDisk: Disk = {
  read: async (path, maximumBytes) => {
    const facts = await stat(path).catch(ifMissing(null));
    if (facts === null) return null;
    // Not opened to find out: a pipe would wait for somebody to write into it.
    if (!facts.isFile()) return 'other';
    const file = await open(path, 'r');
    try {
      const bytes = Buffer.alloc(Math.min(facts.size, maximumBytes));
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return { bytes: bytes.subarray(0, length), whole: facts.size <= maximumBytes };
    } finally {
      await file.close();
    }
  },
  create: async (path, text) => {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text, 'utf8');
      await file.sync();
    } finally {
      await file.close();
    }
  },
  replace: async (from, to) => {
    await renamePatiently(from, to);
    await syncFolder(dirname(to));
  },
  duplicate: (from, to) => link(from, to).catch(() => copyFile(from, to, constants.COPYFILE_EXCL)),
  rename: (from, to) => renamePatiently(from, to),
  remove: (path) => rm(path, { recursive: true, force: true }),
  exists: async (path) => (await lstat(path).catch(ifMissing(null))) !== null,
  open: (path) => chmod(path, 0o600),
  list: (folder) => readdir(folder).catch(ifMissing([])),
};

function ifMissing<T>(value: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === 'ENOENT') return value;
    throw error;
  };
}

/** On Windows a scanner of viruses holds a new file for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(code);
      if (process.platform !== 'win32' || !passing || attempt === 8) throw error;
      await wait(25 * attempt);
    }
  }
}

/** So that the new name outlasts a loss of power. Not every system and file system can; the file itself is on disk already. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  if (handle === undefined) return;
  await handle.sync().catch(() => undefined);
  await handle.close().catch(() => undefined);
}
