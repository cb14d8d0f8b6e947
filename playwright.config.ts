import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const system = process.env['MOREF_CHROMIUM'] ?? '/usr/bin/chromium';
const root = process.getuid?.() === 0;

/** The journeys. Which host they run in is said by MOREF_E2E_HOST (`browser`, the default, `electron`, or `stand-in`, see e2e/stand-in). */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/playwright',
  // Each journey runs a core, a demo server and a browser, which wait for each other most of the time: two go side by side.
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // What passes at the second try only is named at the end of the run.
  retries: process.env['CI'] === 'true' ? 1 : 0,
  forbidOnly: process.env['CI'] === 'true',
  reporter: 'list',
  use: {
    viewport: { width: 1400, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(existsSync(system) && { executablePath: system }),
      // Chromium's sandbox refuses to work for root.
      chromiumSandbox: !root,
      args: [
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
