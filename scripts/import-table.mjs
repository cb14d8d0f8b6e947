import process from 'node:process';
import { checkImports, checkZones } from './lib/import-check.mjs';
import { checkCircles } from './lib/import-circles.mjs';
import { readSources } from './lib/source-files.mjs';

/** Checks the import table over all sources, and that no files import each other in a circle. */
const files = readSources();
const violations = [
  ...checkZones([...files.keys()]),
  ...checkImports(files),
  ...checkCircles(files),
];
for (const violation of violations) console.error(violation);
console.log(`Import table: ${files.size} files, ${violations.length} violations.`);
process.exit(violations.length === 0 ? 0 : 1);
