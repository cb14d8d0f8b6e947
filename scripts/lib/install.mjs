import { statSync } from 'node:fs';
import process from 'node:process';
import { requireNode } from './node-runtime.mjs';
import { fromRoot } from './paths.mjs';
import { runNpm } from './processes.mjs';

/** Built-ins of Node only: this runs before anything is installed. */

/** What every command needs before it imports a package: the right Node, in which this script is run again if need be, and the packages. */
export async function prepare() {
  await requireNode();
  await installPackages();
}

/** Installs the project's packages if they are missing or older than the lock file. Ends the process if that fails. */
async function installPackages() {
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
