import { shared } from './import-rules.mjs';

/** What tests may import besides. */
export const forTests = {
  packages: [
    'node:',
    'vitest',
    'fast-check',
    'ws',
    'saxes',
    'zod',
    'fflate',
    '@testing-library/react',
    '@testing-library/user-event',
    '@testing-library/jest-dom',
  ],
  /** Importing zone → what its tests may reach: the simulated servers, and the core's own parts put together. */
  may: /** @type {Readonly<Record<string, readonly string[]>>} */ ({
    'shared/': ['shared/**'],
    'electron/core/': ['electron/core/**', 'electron/demo/', 'scripts/', ...shared],
    'electron/hosting/': ['electron/core/**'],
    'electron/browser/': ['electron/core/**'],
    'electron/shell/': ['electron/core/log.ts'],
    'renderer/': ['renderer/state/', 'renderer/bridge/', 'renderer/testing/', ...shared],
  }),
};
