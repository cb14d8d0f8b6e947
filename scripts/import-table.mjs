import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import process from 'node:process';
import { checkImports, checkZones } from './lib/import-check.mjs';
import { checkCircles } from './lib/import-circles.mjs';
import { fromRoot } from './lib/paths.mjs';

/** Checks the import table over all sources, and that no files import each other in a circle. A source is what a TypeScript project has. */
/** @type {{ references: { path: string }[] }} */
const projects = JSON.parse(readFileSync(fromRoot('tsconfig.json'), 'utf8'));
const files = new Map(
  projects.references.flatMap(({ path: folder }) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
      .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
      .map((path) => [path, readFileSync(fromRoot(path), 'utf8')]),
  ),
);
const violations = [
  ...checkZones([...files.keys()]),
  ...checkImports(files),
  ...checkCircles(files),
];
for (const violation of violations) console.error(violation);
console.log(`Import table: ${files.size} files, ${violations.length} violations.`);
process.exit(violations.length === 0 ? 0 : 1);
