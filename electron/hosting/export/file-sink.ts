import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';

/** Bytes that are given to the disk at once: each time costs as much as to write a hundred lines. */
const pieceBytes = 256 * 1024;

/** Bytes that wait for the disk before what makes them waits, too. */
const bufferBytes = 1024 ** 2;

/** Where a file goes while it is written. */
export interface FileSink {
  readonly write: (bytes: Uint8Array) => void;
  /** Resolves when what was written has been taken. @throws what the disk says */
  readonly drained: () => Promise<void>;
  /** All is written: the file stands under its name. */
  readonly finish: () => Promise<void>;
  /** Nothing is left of it. */
  readonly abandon: () => Promise<void>;
}

/** A file that stands under its name once it is whole: one that was begun and not ended is no export. `-` is standard output. */
export function fileSink(path: string): FileSink {
  return path === '-' ? standardOutput() : intoFile(path);
}

function intoFile(path: string): FileSink {
  const partial = `${path}.part`;
  const stream = createWriteStream(partial, { highWaterMark: bufferBytes });
  const { drained } = streamSink(stream);
  let pieces: Uint8Array[] = [];
  let gathered = 0;
  const give = (): void => {
    if (gathered === 0) return;
    stream.write(Buffer.concat(pieces));
    pieces = [];
    gathered = 0;
  };
  return {
    write: (bytes) => {
      pieces.push(bytes);
      gathered += bytes.length;
      if (gathered >= pieceBytes) give();
    },
    drained,
    finish: async () => {
      give();
      // What failed since it was asked for the last time.
      await drained();
      await new Promise<void>((resolve, reject) => {
        stream.once('error', reject);
        stream.end((error?: Error | null) => {
          if (error) reject(error);
          else resolve();
        });
      });
      await flush(partial);
      await rename(partial, path);
    },
    abandon: async () => {
      stream.destroy();
      if (!stream.closed) await once(stream, 'close').catch(() => undefined);
      await rm(partial, { force: true });
    },
  };
}

function standardOutput(): FileSink {
  const stream = process.stdout;
  const { drained } = streamSink(stream);
  return {
    write: (bytes) => void stream.write(bytes),
    drained,
    finish: drained,
    abandon: () => Promise.resolve(),
  };
}

function streamSink(stream: Writable): Pick<FileSink, 'drained'> {
  let failure: Error | undefined;
  stream.on('error', (error: Error) => {
    failure = error;
  });
  return {
    drained: async (): Promise<void> => {
      if (failure === undefined && stream.writableNeedDrain) await once(stream, 'drain');
      if (failure !== undefined) throw failure;
    },
  };
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
