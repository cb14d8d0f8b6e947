import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'soak/**/*.test.ts',
    ],
    // Asked for with --coverage.
    coverage: {
      provider: 'v8',
      include: ['renderer/**/*.{ts,tsx}'],
      exclude: ['renderer/testing/**', 'renderer/**/*.test.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
    },
    setupFiles: ['./vitest.setup.ts'],
    // Many tests wait for a server or a process most of their time: on two processors one worker would wait for all of them in turn.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
