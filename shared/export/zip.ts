import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';
import type { ExportSink } from './export-writer.ts';

/** A file in an archive that is being written. */
export interface ZipFile {
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface ZipArchive {
  /** Begins a file; the one before has to be ended. */
  file(name: string): ZipFile;
  end(): void;
}

/** A file of an archive that compresses what it is given. */
export interface ZipEntry extends ZipInputFile {
  push(bytes: Uint8Array, last?: boolean): void;
}

/** A compressed table is a tenth as large at the fastest level, and a hundredth smaller at the best. */
const level = 1;

function deflated(name: string): ZipEntry {
  return new ZipDeflate(name, { level });
}

/**
 * An archive that goes to the sink while it is written.
 * @param entry makes its files; absent: they are compressed where they are written
 */
export function createZip(sink: ExportSink, entry = deflated): ZipArchive {
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    if (bytes.length > 0) sink(bytes);
  });
  return {
    file: (name) => {
      const file = entry(name);
      zip.add(file);
      return {
        write: (bytes) => file.push(bytes),
        end: () => file.push(new Uint8Array(0), true),
      };
    },
    end: () => zip.end(),
  };
}
