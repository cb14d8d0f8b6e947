import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fromRoot } from './lib/paths.mjs';
import { run } from './lib/processes.mjs';
import { follow, readRecipes } from './lib/recipes.mjs';

/** Follows the recipes of CONTRIBUTING.md in a copy of the sources: they have to compile, and what they add has to pass its tests. */
const made = /^(?:node_modules|dist|release|test-results|coverage|\..+)$/;
const copy = mkdtempSync(join(tmpdir(), 'moref-recipes-'));
try {
  for (const name of readdirSync(fromRoot()))
    if (!made.test(name)) cpSync(fromRoot(name), join(copy, name), { recursive: true });
  symlinkSync(fromRoot('node_modules'), join(copy, 'node_modules'));
  const recipes = readRecipes(readFileSync(fromRoot('CONTRIBUTING.md'), 'utf8'));
  const steps = recipes.flatMap((recipe) => recipe.steps);
  for (const step of steps) {
    const file = join(copy, step.path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, follow(existsSync(file) ? readFileSync(file, 'utf8') : undefined, step));
  }
  const tests = recipes.flatMap((recipe) => recipe.tests);
  const failed = [];
  for (const project of ['shared', 'electron', 'renderer']) {
    const args = [
      fromRoot('node_modules/typescript/bin/tsc'),
      '-p',
      join(copy, project, 'tsconfig.json'),
      '--pretty',
      'false',
    ];
    if ((await run(process.execPath, args, { cwd: copy })).code !== 0)
      failed.push(`types of ${project}`);
  }
  const vitest = [fromRoot('node_modules/vitest/vitest.mjs'), 'run', '--root', copy, ...tests];
  if ((await run(process.execPath, vitest, { cwd: copy })).code !== 0) failed.push('tests');
  const names = recipes.map(({ name }) => name).join(', ');
  console.log(
    failed.length === 0
      ? `Followed: ${names}; ${tests.length} tests or groups of them.`
      : `Failed: ${failed.join(', ')}.`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(copy, { recursive: true, force: true });
}
