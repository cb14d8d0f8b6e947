import { Zip, ZipDeflate } from 'fflate';
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

/** A compressed table is a tenth as large at the fastest level, and a hundredth smaller at the best. */
const level = 1;

/** An archive that goes to the sink while it is written. */
export function createZip(sink: ExportSink): ZipArchive {
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    if (bytes.length > 0) sink(bytes);
  });
  return {
    file: (name) => {
      const file = new ZipDeflate(name, { level });
      zip.add(file);
      return {
        write: (bytes) => file.push(bytes),
        end: () => file.push(new Uint8Array(0), true),
      };
    },
    end: () => zip.end(),
  };
}
