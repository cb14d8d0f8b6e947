import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What electron-builder is told of signing. Without a certificate a Mac gets a signature of nobody, made after the fuses were set: arm64
 * ends a program at its start that has none, or whose bytes were changed after it.
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ readonly args: readonly string[], readonly unsigned: string | null }}
 */
export function signing(env) {
  const certificate = env['CSC_LINK'] || env['CSC_NAME'];
  if (certificate) return { args: [], unsigned: null };
  return {
    args: ['--config.mac.identity=-', '--config.mac.hardenedRuntime=false'],
    unsigned:
      'Unsigned: no certificate is named in CSC_LINK or CSC_NAME. Windows and macOS will warn of these packages.',
  };
}

const artefact = /\.(exe|zip|dmg|AppImage|deb|rpm)$/;

/** The lines of SHA256SUMS for the packages in a folder, by name. @param {string} folder */
export function checksums(folder) {
  return readdirSync(folder)
    .filter((name) => artefact.test(name) && statSync(join(folder, name)).isFile())
    .toSorted()
    .map((name) => {
      const hash = createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex');
      return `${hash}  ${name}\n`;
    })
    .join('');
}
