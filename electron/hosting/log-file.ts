import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A file that takes log lines, bounded in size: beyond `maximumBytes` it becomes `moref.1.log`, and the one before is
 * dropped. What cannot be written is given up silently: nobody's work may fail for a log.
 */
export function openLogFile(folder: string, maximumBytes = 5_000_000): (line: string) => void {
  const file = join(folder, 'moref.log');
  let size = prepare(folder, file);
  return (line) => {
    const text = `${line}\n`;
    const bytes = Buffer.byteLength(text);
    try {
      if (size + bytes > maximumBytes) {
        renameSync(file, join(folder, 'moref.1.log'));
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

function prepare(folder: string, file: string): number {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return statSync(file).size;
  } catch {
    return 0;
  }
}
