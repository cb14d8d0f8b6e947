import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A package of others of which something is in a bundle.
 * @typedef {object} Part
 * @property {string} name
 * @property {string} version
 * @property {string} licence SPDX
 * @property {string} text of its licence; empty where it brings none
 */

/**
 * A plugin of the bundler that notes the folders of the packages whose modules go into a bundle.
 * @param {Set<string>} folders
 */
export function notePackages(folders) {
  return {
    name: 'moref:third-party',
    /** @param {unknown} _options @param {Record<string, { moduleIds?: readonly string[] }>} bundle */
    generateBundle(_options, bundle) {
      for (const { moduleIds = [] } of Object.values(bundle))
        for (const id of moduleIds) {
          const folder = packageFolder(id);
          if (folder !== null) folders.add(folder);
        }
    },
  };
}

/** The package's folder that a module lies in; null for Moref's own. @param {string} id */
export function packageFolder(id) {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1] ?? null;
}

/** @param {Iterable<string>} folders @returns {Part[]} by name and version, each once */
export function readParts(folders) {
  const parts = new Map();
  for (const folder of folders) {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    parts.set(`${name}@${version}`, { name, version, licence: license, text: licenceText(folder) });
  }
  return [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** @param {string} folder */
function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
}

/** @param {readonly Part[]} parts */
export function notices(parts) {
  const head = 'Moref contains software of others, under these licences.\n';
  const rule = '='.repeat(78);
  return [
    head,
    ...parts.map(({ name, version, licence, text }) =>
      [rule, `${name} ${version} (${licence})`, rule, text, ''].join('\n'),
    ),
  ].join('\n');
}

/**
 * CycloneDX 1.6, without a date or a number of its own: the same sources give the same file.
 * @param {{ name: string, version: string, license: string }} program
 * @param {readonly Omit<Part, 'text'>[]} parts
 */
export function billOfMaterials(program, parts) {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': `${program.name}@${program.version}`,
        name: program.name,
        version: program.version,
        licenses: [{ expression: program.license }],
      },
    },
    components: parts.map(({ name, version, licence }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      return {
        type: 'library',
        'bom-ref': purl,
        name,
        version,
        purl,
        licenses: [{ expression: licence }],
      };
    }),
  };
}
