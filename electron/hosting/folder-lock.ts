import { chmod, mkdir, rm, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { inEnglish } from '#shared/i18n/english.ts';
import { text } from '#shared/i18n/make-text.ts';
import type { Message, Text } from '#shared/i18n/text.ts';

/** Keeps a second Moref from writing into the same data folder. */
export interface FolderLock {
  /** Why the folder could not be taken for this process alone, though nobody else has it; nothing may be written there then. */
  readonly problem?: Text;
  release(): Promise<void>;
}

/** The data folder is in use. */
export class FolderInUseError extends Error {
  /** What `message` says in English. */
  readonly text: Message;

  constructor(folder: string) {
    const said = text('host.folderInUse', { folder });
    super(inEnglish(said));
    this.name = 'FolderInUseError';
    this.text = said;
  }
}

/** SQLite's result codes. */
const busy = 5;
const notADatabase = 26;

/** How long several that start at once may be in each other's way, milliseconds. */
const patience = 1000;

/**
 * Takes the folder for this process and makes it if it is missing. The lock is the operating system's, on a file: it goes with the
 * process however that ends, so that there is no stale one, and no number of a process that may mean another program by now. SQLite is
 * what Node has to lock a file on every system; nothing is ever written into it.
 *
 * @throws FolderInUseError while another process holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const release = await take(await lockFile(folder));
    // What earlier versions locked with.
    await rm(join(folder, 'lock'), { force: true }).catch(() => undefined);
    return { release };
  } catch (error) {
    if (resultCode(error) === busy) throw new FolderInUseError(folder);
    const problem = error instanceof Error ? error.message : String(error);
    return { problem: text('host.notLocked', { problem }), release: () => Promise.resolve() };
  }
}

/** The first name behind which there is no folder; everybody who starts finds the same one. */
async function lockFile(folder: string): Promise<string> {
  for (let number = 1; ; number++) {
    const file = join(folder, number === 1 ? 'moref.lock' : `moref-${number}.lock`);
    const facts = await stat(file).catch(() => undefined);
    if (facts === undefined || facts.isFile()) return file;
  }
}

async function take(file: string): Promise<() => Promise<void>> {
  // A permission that somebody took away; where it is not ours to give, the lock says so.
  await chmod(file, 0o600).catch(() => undefined);
  try {
    return lock(file);
  } catch (error) {
    if (resultCode(error) !== notADatabase) throw error;
    // Emptied and not deleted: it may be locked by somebody by now, who then still has it.
    await truncate(file);
    return lock(file);
  }
}

/** @throws Error of SQLite, with its `errcode` */
function lock(file: string): () => Promise<void> {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(file, { timeout: patience });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw error;
  }
  return () => {
    database.close();
    return Promise.resolve();
  };
}

function resultCode(error: unknown): number | undefined {
  const { errcode } = error as { readonly errcode?: number };
  // The lower byte is the kind, the upper ones say more of it.
  return errcode === undefined ? undefined : errcode % 256;
}
