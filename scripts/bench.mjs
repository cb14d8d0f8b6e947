import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import process from 'node:process';
import { prepare } from './lib/install.mjs';
import { fromRoot } from './lib/paths.mjs';

/**
 * Builds and runs the benchmarks, each in a process of its own; prints a line of JSON per figure.
 *
 * Usage: npm run bench -- [PART OF A NAME …]
 */
await prepare();
process.chdir(fromRoot());
const { build } = await import('vite');
const wanted = process.argv.slice(2);
const all = (await readdir('bench')).filter((name) => name.endsWith('.bench.ts'));
const chosen = all.filter(
  (name) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);
if (chosen.length === 0) {
  console.error(
    `No benchmark has a name with ${wanted.join(' or ')}. There are: ${all.join(', ')}`,
  );
  process.exit(2);
}
await build({ configFile: fromRoot('vite.bench.config.ts'), logLevel: 'warn' });

let failed = 0;
for (const name of chosen) {
  const entry = `dist/bench/${name.replace(/\.ts$/, '.js')}`;
  const child = spawn(process.execPath, ['--expose-gc', '--enable-source-maps', entry], {
    stdio: 'inherit',
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
