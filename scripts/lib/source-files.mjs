import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fromRoot } from './paths.mjs';

/**
 * All sources: what a TypeScript project has.
 * @returns {ReadonlyMap<string, string>} Text by path from the project's root, with slashes.
 */
export function readSources() {
  /** @type {{ references: { path: string }[] }} */
  const projects = JSON.parse(readFileSync(fromRoot('tsconfig.json'), 'utf8'));
  return new Map(
    projects.references.flatMap(({ path: folder }) =>
      readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.tsx?$/.test(name) && !name.includes('node_modules'))
        .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
        .map((path) => [path, readFileSync(fromRoot(path), 'utf8')]),
    ),
  );
}
