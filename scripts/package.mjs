import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { isBuilt } from './lib/freshness.mjs';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';
import { run, runTool } from './lib/processes.mjs';
import { checksums, signing } from './lib/releases.mjs';

/**
 * Makes the packages of this platform in release/.
 *
 * Usage: npm run package -- [electron-builder's arguments: --linux deb, --win, --mac, --dir, …]
 */
await prepare();
if (!isBuilt()) {
  const built = await run(process.execPath, [fromRoot('scripts/build.mjs'), '--quiet']);
  if (built.code !== 0) process.exit(built.code);
}
const { homepage } = JSON.parse(readFileSync(fromRoot('package.json'), 'utf8'));
if (new URL(homepage).hostname.endsWith('.example'))
  console.log(
    `Moref has no home yet: these packages name ${homepage} and a maintainer there, a name that is reserved for what does not exist. Before they are published, give “homepage” in package.json and “maintainer” in electron-builder.yml.`,
  );
const { args: signed, unsigned } = signing(process.env);
if (unsigned !== null) console.log(unsigned);
const args = ['--publish', 'never', ...signed, ...process.argv.slice(2)];
const { code } = await runTool('electron-builder', args);
const release = fromRoot('release');
if (code === 0 && existsSync(release)) writeFileSync(`${release}/SHA256SUMS`, checksums(release));
process.exit(code);
