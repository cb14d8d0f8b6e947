import { statSync } from 'node:fs';
import process from 'node:process';
import { fromRoot } from './paths.mjs';
import { runNpm } from './processes.mjs';

/** Built-ins of Node only: this runs before anything is installed. */

/** Ends the process with a sentence if Node is too old to go on. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `Moref needs Node.js 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org.`,
  );
  process.exit(1);
}

/** Installs the project's packages if they are missing or older than the lock file. Ends the process if that fails. */
export async function installPackages() {
  const installed = modified('node_modules/.package-lock.json');
  if (installed > 0 && installed >= modified('package-lock.json')) return;
  console.log(installed === 0 ? 'Installing packages …' : 'Packages changed, installing …');
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (code === 0) return;
  console.error('The packages cannot be installed; npm said why above.');
  process.exit(1);
}

/**
 * When a file was changed, milliseconds since 1970; 0 if there is none.
 * @param {string} path
 */
function modified(path) {
  return statSync(fromRoot(path), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
