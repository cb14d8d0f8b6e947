import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import type { Disk } from './disk.ts';
import { prepareReplacement } from './replacement.ts';

const noteName = 'together.json';
/** A note is a few names. */
const maximumBytes = 64 * 1024;

/** A new content that stands in full beside its file. */
export interface Written {
  readonly path: string;
  readonly digest: string;
}

interface Noted {
  readonly name: string;
  readonly digest: string;
}

/** By which it is known whether a file beside another is the one that was meant. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * Says on disk that new contents of several files belong together. From then on they are true: a program that is killed before all of them
 * were put in their places has the next start do it.
 * @returns takes the note away, once they are there or are not to be: whether it could. A note of what is not there any more does nothing
 * @throws MorefException, and nothing is noted
 */
export async function noteTogether(
  disk: Disk,
  folder: string,
  written: readonly Written[],
): Promise<() => Promise<boolean>> {
  const files: readonly Noted[] = written.map(({ path, digest }) => ({
    name: basename(path),
    digest,
  }));
  const path = join(folder, noteName);
  const note = await prepareReplacement(disk, path, `${JSON.stringify({ version: 1, files })}\n`);
  const forget = (): Promise<boolean> =>
    disk.remove(path).then(
      () => true,
      () => false,
    );
  try {
    await note.commit();
  } catch (error) {
    await note.abandon();
    throw error;
  }
  return forget;
}

/**
 * Puts in their places what an earlier run had noted, and was killed before it did. To be called by who holds the folder, before anything
 * in it is read. @returns how many files were put in their places
 */
export async function finishTogether(disk: Disk, folder: string): Promise<number> {
  const path = join(folder, noteName);
  let finished = 0;
  for (const { name, digest } of await notedIn(disk, path)) {
    const beside = join(folder, `${name}.tmp`);
    const found = await disk.read(beside, Number.MAX_SAFE_INTEGER);
    // Another change may have come since, and have been cut off in its turn.
    if (found === null || found === 'other' || digestOf(found.bytes) !== digest) continue;
    await disk.replace(beside, join(folder, name));
    finished += 1;
  }
  await disk.remove(path);
  return finished;
}

/** None where there is no note, or none that can be read. */
async function notedIn(disk: Disk, path: string): Promise<readonly Noted[]> {
  const found = await disk.read(path, maximumBytes);
  if (found === null || found === 'other') return [];
  try {
    const note: unknown = JSON.parse(Buffer.from(found.bytes).toString('utf8'));
    const files = (note as { readonly files?: unknown }).files;
    return Array.isArray(files) ? files.filter(isNoted) : [];
  } catch {
    return [];
  }
}

function isNoted(file: unknown): file is Noted {
  if (typeof file !== 'object' || file === null) return false;
  const { name, digest } = file as Readonly<Record<string, unknown>>;
  // A name of this folder, and of a store.
  return typeof digest === 'string' && typeof name === 'string' && /^[\w-]+\.json$/.test(name);
}
