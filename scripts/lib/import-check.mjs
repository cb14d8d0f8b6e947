import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';
import { forTests } from './import-rules-of-tests.mjs';
import { zones } from './import-rules.mjs';

/**
 * Checks every import, re-export, dynamic import and type import against the table.
 *
 * @param {ReadonlyMap<string, string>} files Text by path from the project's root, with slashes.
 * @returns {readonly string[]} One sentence for each violation.
 */
export function checkImports(files) {
  if (files.size === 0) return ['No file was checked: the check looks in the wrong place.'];
  const violations = [];
  for (const [path, text] of files)
    for (const specifier of importsOf(path, text)) {
      const reason = judge(path, specifier);
      if (reason !== null) violations.push(`${path} imports ${specifier}: ${reason}`);
    }
  return violations;
}

/**
 * Checks the table itself: a rule about a folder that is not there holds nothing together, and hides that it was moved.
 *
 * @param {readonly string[]} paths All sources.
 * @param {readonly import('./import-rules.mjs').Zone[]} [table]
 * @returns {readonly string[]} One sentence for each zone without a file, and for each thing that may be imported but is not there.
 */
export function checkZones(paths, table = zones) {
  const isThere = (/** @type {string} */ name) => paths.some((path) => pattern(name).test(path));
  const named = new Set(table.flatMap(({ may }) => may).filter((name) => isSource(name)));
  return [
    ...table
      .filter(({ path }) => !isThere(path))
      .map(({ path }) => `The table has a zone ${path}, to which no file belongs.`),
    ...[...named]
      .filter((name) => !isThere(name.replace('$1', '*')))
      .map((name) => `The table lets ${name} be imported, which is not there.`),
  ];
}

/**
 * Assets and the like are no sources, and are not looked for among them.
 * @param {string} name
 */
function isSource(name) {
  return name.endsWith('/') ? name !== 'assets/' : /\.tsx?$/.test(name);
}

/**
 * What a path of the table matches: `*` is one folder, `**` everything below; a folder ends in a slash.
 * @param {string} path
 */
function pattern(path) {
  const source = path.replace(/\*\*$/, '').replaceAll('.', String.raw`\.`).replace('*', '([^/]+)');
  return new RegExp(path.endsWith('/') || path.endsWith('**') ? `^${source}` : `^${source}$`);
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {readonly string[]} What the file imports, as written.
 */
export function importsOf(path, text) {
  const { module, program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
  const found = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest }) =>
      literal(text.slice(moduleRequest.start, moduleRequest.end)),
    ),
    ...typeImports(program),
  ];
  return [...new Set(found)];
}

/**
 * Only what loads other people's programs may import a path that is not written out.
 * @param {string} source The argument of a dynamic import.
 */
function literal(source) {
  return /^(['"`])([^$]*)\1$/s.exec(source)?.[2] ?? 'a computed path';
}

/**
 * `import('./x.ts').Type` and `import x = require('x')` stand anywhere in the tree.
 * @param {unknown} node
 * @returns {readonly string[]}
 */
function typeImports(node) {
  if (typeof node !== 'object' || node === null) return [];
  if (Array.isArray(node)) return node.flatMap(typeImports);
  const { type, source, expression } =
    /** @type {{ type?: string, source?: { value?: string }, expression?: { value?: string } }} */ (
      node
    );
  if (type === 'TSImportType' && typeof source?.value === 'string') return [source.value];
  if (type === 'TSExternalModuleReference' && typeof expression?.value === 'string')
    return [expression.value];
  return Object.values(node).flatMap(typeImports);
}

/**
 * @param {string} from
 * @param {string} specifier
 * @returns {string | null} What is wrong with it.
 */
function judge(from, specifier) {
  const own = zoneOf(from);
  if (own === null) return 'the importing file belongs to no zone of the table.';
  const target = resolve(from, specifier);
  return target === null ? judgePackage(from, own, specifier) : judgeFile(from, own, target);
}

/** @typedef {NonNullable<ReturnType<typeof zoneOf>>} Zone */

/**
 * @param {string} from
 * @param {Zone} own The zone of the importing file.
 * @param {string} specifier
 * @returns {string | null}
 */
function judgePackage(from, own, specifier) {
  const allowed = [...(own.zone.packages ?? []), ...(isTest(from) ? forTests.packages : [])];
  return allowed.some((name) => matchesPackage(specifier, name))
    ? null
    : `${own.zone.path} may not import this package.`;
}

/**
 * @param {string} from
 * @param {Zone} own The zone of the importing file.
 * @param {string} target
 * @returns {string | null}
 */
function judgeFile(from, own, target) {
  const test = isTest(from);
  if (isTest(target) && !test && own.zone.usesTests !== true) return 'this is part of the tests.';
  const other = zoneOf(target);
  if (other !== null && other.name === own.name) return null;
  if (target.endsWith('.css') && target.startsWith(posix.dirname(from))) return null;
  const extra = test
    ? Object.entries(forTests.may).flatMap(([zone, may]) => (from.startsWith(zone) ? may : []))
    : [];
  const reachable = [...own.zone.may, ...extra].map((may) => may.replace('$1', own.capture));
  if (reachable.some((may) => reaches(may, target, other))) return null;
  return `${own.name} may not import ${other?.name ?? 'what belongs to no zone'}.`;
}

/**
 * @param {string} may
 * @param {string} target
 * @param {ReturnType<typeof zoneOf>} other
 */
function reaches(may, target, other) {
  if (may.endsWith('**')) return target.startsWith(may.slice(0, -2));
  if (other !== null) return other.zone.path === may || other.name === may || target === may;
  return may.endsWith('/') ? target.startsWith(may) : target === may;
}

/** @param {string} path */
function zoneOf(path) {
  for (const zone of zones) {
    const match = pattern(zone.path).exec(path);
    if (match !== null) {
      const capture = match[1] ?? '';
      return { zone, capture, name: zone.path.replace('*', capture) };
    }
  }
  return null;
}

/**
 * @param {string} from
 * @param {string} specifier
 * @returns {string | null} The path in the project; null for a package.
 */
export function resolve(from, specifier) {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  if (specifier.startsWith('#shared/')) return specifier.slice(1);
  if (specifier.startsWith('#core/')) return `electron/${specifier.slice(1)}`;
  return null;
}

/**
 * @param {string} specifier
 * @param {string} name
 */
function matchesPackage(specifier, name) {
  return name === 'node:'
    ? specifier.startsWith(name)
    : specifier === name || specifier.startsWith(`${name}/`);
}

/** @param {string} path */
function isTest(path) {
  return /\.test\.tsx?$|\/testing\/|\/conformance(?:\.ts$|\/)/.test(path);
}
