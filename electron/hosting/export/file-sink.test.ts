import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fileSink } from './file-sink.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'moref-sink-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('a file that could not be written in full does not stand under its name', async () => {
  const missing = join(folder, 'missing');
  const sink = fileSink(join(missing, 'list.csv'));
  sink.write(Buffer.from('a'));
  await vi.waitFor(() => expect(sink.drained()).rejects.toThrow('ENOENT'));
  // Whatever stands in its place by now.
  await mkdir(missing);
  await writeFile(join(missing, 'list.csv.part'), 'half');
  await expect(sink.finish()).rejects.toThrow('ENOENT');
  expect(await readdir(missing)).toEqual(['list.csv.part']);
});
