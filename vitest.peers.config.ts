import { defineConfig } from 'vitest/config';

/** Tests against servers and clients of others. One file at a time: each starts servers of its own. */
export default defineConfig({
  test: {
    include: ['peers/**/*.peer.test.ts'],
    setupFiles: ['./vitest.setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 600_000,
    fileParallelism: false,
  },
});
