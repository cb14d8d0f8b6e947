import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fromRoot } from './paths.mjs';

const sources = [
  'shared',
  'electron',
  'renderer',
  'assets',
  'package.json',
  'package-lock.json',
  'vite.electron.config.ts',
  'vite.preload.config.ts',
  'vite.renderer.config.ts',
];

/** Written last by a build. */
export const buildStamp = fromRoot('dist/.built');

/** Whether dist/ holds what the sources say. */
export function isBuilt() {
  const built = statSync(buildStamp, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return built > 0 && sources.every((path) => newest(fromRoot(path)) <= built);
}

/**
 * @param {string} path
 * @returns {number} When anything below it was changed last, folders included: a deletion counts.
 */
function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
