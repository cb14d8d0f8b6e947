import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);

/**
 * Absolute path of something in the project.
 * @param {string} [relative]
 */
export function fromRoot(relative = '') {
  return fileURLToPath(new URL(relative, root));
}
