import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { createZip } from '#shared/export/zip.ts';
import { nativeDeflate } from './native-deflate.ts';

it('makes archives from which comes what went in, in whatever pieces, and that another reader takes', async () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(fc.array(pieces, { minLength: 1, maxLength: 4 }), async (files) => {
      const out: Uint8Array[] = [];
      const deflate = nativeDeflate();
      const zip = createZip((bytes) => void out.push(bytes), deflate.entry);
      for (const [index, own] of files.entries()) {
        const file = zip.file(`${index}.bin`);
        for (const piece of own) file.write(piece);
        await deflate.drained();
        file.end();
      }
      zip.end();
      await deflate.drained();
      const read = unzipSync(Buffer.concat(out));
      for (const [index, own] of files.entries())
        expect(Buffer.from(read[`${index}.bin`] ?? [])).toEqual(Buffer.concat(own));
      expect(Object.keys(read)).toHaveLength(files.length);
    }),
    { numRuns: 50 },
  );
});
