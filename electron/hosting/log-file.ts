import {
  appendFileSync,
  chmodSync,
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * A file that takes log lines, bounded in size: beyond `maximumBytes` it becomes `moref.1.log`, and the one before is
 * dropped. Where something else has one of these names, or what cannot be written, the next number is taken. What cannot be written at
 * all is given up silently: nobody's work may fail for a log.
 */
export function openLogFile(folder: string, maximumBytes = 5_000_000): (line: string) => void {
  makeFolder(folder);
  const file = usableName(folder, (number) => `moref${number}.log`);
  const older = (): string => usableName(folder, (number) => `moref${number}.1.log`);
  let size = sizeOf(file);
  return (line) => {
    const text = `${line}\n`;
    const bytes = Buffer.byteLength(text);
    try {
      if (size + bytes > maximumBytes) {
        turnOver(file, older());
        size = 0;
      }
      // Synchronous, so that the last line before a crash is in the file.
      appendFileSync(file, text, { mode: 0o600 });
      size += bytes;
    } catch {
      // A full disk, or a folder that went away.
    }
  };
}

/** The same, opened with the first line: nobody waits for the disk before that. */
export function lateLogFile(folder: string): (line: string) => void {
  let write: ((line: string) => void) | undefined;
  return (line) => {
    write ??= openLogFile(folder);
    write(line);
  };
}

/** The file begins anew; where the disk does not let it have another name, what was in it is dropped. */
function turnOver(file: string, older: string): void {
  try {
    renameSync(file, older);
  } catch {
    truncateSync(file);
  }
}

/** As many names are tried; behind the last one is looked no further. */
const names = 20;

function usableName(folder: string, nameOf: (number: string) => string): string {
  const paths = Array.from({ length: names }, (_, at) =>
    join(folder, nameOf(at === 0 ? '' : `-${at + 1}`)),
  );
  return paths.find(isUsable) ?? join(folder, nameOf(''));
}

/** True where there is nothing yet, or a file that takes lines. */
function isUsable(path: string): boolean {
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return true;
    // Not opened to find out: a pipe would wait for somebody to read from it.
    if (!statSync(path).isFile()) return false;
    closeSync(openPatiently(path));
    return true;
  } catch {
    return false;
  }
}

/** A file of ours without permissions is given them back. */
function openPatiently(path: string): number {
  try {
    return openSync(path, 'a');
  } catch {
    chmodSync(path, 0o600);
    return openSync(path, 'a');
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // Nothing is written then.
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}
