import { inEnglish } from '#shared/i18n/english.ts';
import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { isUtf8 } from 'node:buffer';
import type { DamagedFile } from '#shared/contract/results.ts';
import type { Log } from '../providers/provider.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { readStored, type Stored, type StoredForm } from './read-stored.ts';

/** What a store has to be notified of its file. */
export interface StoreFile {
  readonly path: string;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Notified of a file that was not what it should be. */
  readonly damaged?: (file: DamagedFile) => void;
  /** Nothing is written: the data folder is not ours. */
  readonly inMemory?: boolean;
  readonly disk?: Disk;
}

export interface LoadedStored<V, H> extends Stored<V, H> {
  /** False: the file stays as it is, and what changes lives as long as the program. */
  readonly written: boolean;
  /** True: all that the file held is here. */
  readonly intact: boolean;
}

/** No file of Moref's own is longer; of one that is, the beginning is read. */
const maximumBytes = 32 * 1024 * 1024;
const beginningBytes = 8 * 1024 * 1024;

/**
 * Reads a store's file, whatever is in its place. What cannot be understood is kept under another name, and where that cannot be
 * done or a newer Moref wrote it, it is left as it is; both are reported. Never throws for what is on the disk.
 */
export async function loadStored<V, H>(
  file: StoreFile,
  form: StoredForm<V, H>,
): Promise<LoadedStored<V, H>> {
  const { path, disk = nodeDisk, inMemory = false } = file;
  const empty = { entries: new Map<string, V>(), head: form.head.parse({}) };
  const text = await readText(disk, path);
  if (text === null) return { ...empty, written: !inMemory, intact: true };
  if ('error' in text) {
    tell(file, { path, outcome: 'left', problem: text.error });
    return { ...empty, written: false, intact: false };
  }
  const read = 'problem' in text ? text : readStored(text.text, form);
  if ('problem' in read) {
    const keptAs = inMemory ? undefined : await keepAside(file, 'rename');
    tell(file, { path, problem: read.problem, ...outcomeOf(keptAs, 'keptAside') });
    return { ...empty, written: keptAs !== undefined, intact: false };
  }
  const { entries, head, newer } = read;
  if (newer) {
    tell(file, { path, outcome: 'newer', problem: say('store.newer') });
    return { entries, head, written: false, intact: false };
  }
  const [problem] = [...read.problems, ...('oddity' in text ? [text.oddity] : [])];
  if (problem === undefined) return { entries, head, written: !inMemory, intact: true };
  const keptAs = inMemory ? undefined : await keepAside(file, 'duplicate');
  tell(file, { path, problem, ...outcomeOf(keptAs, 'entriesKeptAside') });
  return { entries, head, written: keptAs !== undefined, intact: false };
}

type FileText =
  | { readonly text: string }
  | { readonly text: string; readonly oddity: Text }
  /** Something in its place that is no file. */
  | { readonly problem: Text }
  /** It cannot be read. */
  | { readonly error: string };

async function readText(disk: Disk, path: string): Promise<FileText | null> {
  const read = async (): ReturnType<Disk['read']> => {
    const start = await disk.read(path, maximumBytes);
    const long = start !== null && start !== 'other' && !start.whole;
    return long ? { ...start, bytes: start.bytes.subarray(0, beginningBytes) } : start;
  };
  let start: Awaited<ReturnType<Disk['read']>>;
  try {
    // A file of ours without permissions is given them back.
    start = await read().catch(async () => {
      await disk.open(path);
      return read();
    });
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
  if (start === null) return null;
  if (start === 'other') return { problem: say('store.noFile') };
  const encoding = encodingOf(start.bytes);
  const text = new TextDecoder(encoding).decode(start.bytes);
  if (!start.whole) return { text, oddity: say('store.long') };
  const isText = encoding !== 'utf-8' || isUtf8(start.bytes);
  return isText ? { text } : { text, oddity: say('store.notText') };
}

/** By its byte order mark: what an editor or a shell of Windows has saved may be UTF-16. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

function outcomeOf(
  keptAs: string | undefined,
  kept: 'keptAside' | 'entriesKeptAside',
): Pick<DamagedFile, 'outcome' | 'keptAs'> {
  return keptAs === undefined ? { outcome: 'left' } : { outcome: kept, keptAs };
}

/** @returns the new name; undefined where the disk does not let it have one */
async function keepAside(
  { path, disk = nodeDisk, now, log }: StoreFile,
  how: 'rename' | 'duplicate',
): Promise<string | undefined> {
  const time = new Date(now()).toISOString().replaceAll(/[:.]/g, '-');
  try {
    for (let number = 1; ; number++) {
      const aside = `${path}.damaged-${time}${number === 1 ? '' : `-${number}`}`;
      if (await disk.exists(aside)) continue;
      await disk[how](path, aside);
      return aside;
    }
  } catch (error) {
    log.warn(`${path} cannot be kept under another name`, { error });
    return undefined;
  }
}

const outcomes: Readonly<Record<DamagedFile['outcome'], string>> = {
  keptAside: 'is damaged. It was kept under another name, and Moref starts without it',
  entriesKeptAside:
    'is damaged in part. It was kept under another name; what could be read is used',
  newer: 'was written by a newer version of Moref. It stays as it is, and nothing new is kept',
  left: 'cannot be used. It stays as it is, and nothing new is kept',
};

function tell({ log, damaged }: StoreFile, file: DamagedFile): void {
  const { path, outcome, problem, keptAs } = file;
  log.error(`${path} ${outcomes[outcome]}.`, { problem: inEnglish(problem), keptAs });
  damaged?.(file);
}
