import { readdirSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { checkImports } from './lib/import-check.mjs';
import { fromRoot } from './lib/paths.mjs';

/** Checks the import table over all sources. */
const files = new Map(
  ['shared', 'electron', 'renderer', 'e2e', 'bench', 'peers'].flatMap((folder) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .map((path) => [path, readFileSync(fromRoot(path), 'utf8')]),
  ),
);
const violations = checkImports(files);
for (const violation of violations) console.error(violation);
console.log(`Import table: ${files.size} files, ${violations.length} violations.`);
process.exit(violations.length === 0 ? 0 : 1);
