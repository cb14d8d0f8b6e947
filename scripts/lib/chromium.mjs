import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { run, runTool } from './processes.mjs';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * A Chromium for the end-to-end tests: the system's, else, on Debian and as root, the distribution's, else Playwright's own.
 * @returns {Promise<{ env: Record<string, string> } | { missing: string }>}
 */
export async function provideChromium() {
  const found = findChromium();
  if (found !== null) return { env: { MOREF_CHROMIUM: found } };
  if (mayUseApt()) {
    console.log('Installing Chromium from the distribution …');
    const apt = { env: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true, timeout: 600_000 };
    await run('apt-get', ['update'], apt);
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], apt);
    const now = findChromium();
    if (now !== null) return { env: { MOREF_CHROMIUM: now } };
  }
  const { code, output } = await runTool('@playwright/test', ['install', 'chromium'], {
    command: 'playwright',
    quiet: true,
    timeout: 300_000,
  });
  if (code === 0) return { env: {} };
  const why = output.split('\n').find((line) => /error|failed/i.test(line)) ?? `exit code ${code}`;
  return {
    missing: `no Chromium on this machine, and Playwright cannot fetch one (${why.trim()})`,
  };
}

function findChromium() {
  const named = process.env['MOREF_CHROMIUM'];
  return [named ?? '', ...installed].find((path) => path !== '' && existsSync(path)) ?? null;
}

function mayUseApt() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?="?.*\b(debian|ubuntu)\b/m.test(release);
}
