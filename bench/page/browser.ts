import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

/** Starts the browser that the page is measured in: the system's, or Playwright's own. */
export function launchBrowser(): Promise<Browser> {
  const system = process.env['MOREF_CHROMIUM'] ?? '/usr/bin/chromium';
  const root = process.getuid?.() === 0;
  return chromium.launch({
    ...(existsSync(system) && { executablePath: system }),
    chromiumSandbox: !root,
    args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
  });
}
