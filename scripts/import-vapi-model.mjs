// Writes assets/vapi/model.json from a table of API facts (see docs/vapi-model.md for the form).
// Usage: node scripts/import-vapi-model.mjs VAPI.json [OUTPUT.json]
import { readFileSync, writeFileSync } from 'node:fs';

const [input, output = 'assets/vapi/model.json'] = process.argv.slice(2);
if (input === undefined) {
  console.error('usage: node scripts/import-vapi-model.mjs VAPI.json [OUTPUT.json]');
  process.exit(2);
}
const facts = JSON.parse(readFileSync(input, 'utf8'));
const ERRORS = 'com.vmware.vapi.std.errors.';

/**
 * The facts' way of writing a type, `{"optional": {"list": "string"}}`, as ours, `string[]?`.
 * @param {any} type
 * @returns {string}
 */
function spec(type) {
  if (typeof type === 'string') return type === 'id' ? '&' : type;
  const [[form, inner], ...more] = /** @type {[[string, any], ...unknown[]]} */ (
    Object.entries(type)
  );
  if (more.length > 0) throw new Error(`unreadable type ${JSON.stringify(type)}`);
  switch (form) {
    case 'optional':
      return `${spec(inner)}?`;
    case 'list':
      return `${spec(inner)}[]`;
    case 'set':
      return `{${spec(inner)}}`;
    case 'map':
      return `{${spec(inner[0])}:${spec(inner[1])}}`;
    case 'structure':
      return `@${inner}`;
    case 'enum':
      return `#${inner}`;
    case 'id':
      return `&${Array.isArray(inner) ? inner.join('|') : inner}`;
    default:
      throw new Error(`unreadable type ${JSON.stringify(type)}`);
  }
}

/** @param {Record<string, unknown>} fields */
const specs = (fields) => mapValues(fields, spec);

/**
 * @template T, R
 * @param {Record<string, T>} record
 * @param {(value: T) => R} turn
 * @returns {Record<string, R>}
 */
function mapValues(record, turn) {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, turn(value)]));
}

/** @param {any} structure */
function structureRow({ fields, kind, unions }) {
  const row = /** @type {unknown[]} */ ([specs(fields)]);
  if (kind === 'error' || unions !== undefined) row.push(kind === 'error' ? 'error' : '');
  if (unions !== undefined) row.push(unions.map(unionRow));
  return row;
}

/** @param {any} union */
function unionRow({ discriminant, cases }) {
  return [
    discriminant,
    mapValues(cases, (/** @type {[string, boolean][]} */ fields) =>
      fields.map(([field, required]) => (required ? field : `${field}?`)),
    ),
  ];
}

/** @param {any} operation */
function operationRow({ input, output, errors, rest, task }) {
  const names = errors.map((/** @type {string} */ name) =>
    name.startsWith(ERRORS) ? name.slice(ERRORS.length) : name,
  );
  const row = [specs(input), spec(output), names];
  if (rest !== undefined || task !== undefined) row.push(rest ?? '');
  if (task !== undefined) row.push('task');
  return row;
}

const model = {
  services: mapValues(facts.services, (service) => mapValues(service, operationRow)),
  structures: mapValues(facts.structures, structureRow),
  enums: facts.enums,
};

// One entry a line: a new version of the API then shows as lines that changed.
const text = Object.entries(model)
  .map(([part, entries]) => {
    const lines = Object.entries(/** @type {Record<string, unknown>} */ (entries)).map(
      ([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`,
    );
    return `${JSON.stringify(part)}:{\n${lines.join(',\n')}\n}`;
  })
  .join(',\n');
writeFileSync(output, `{\n${text}\n}\n`);
