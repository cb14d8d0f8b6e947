// Writes assets/vim25/model.json from a table of API facts (see docs/vim25-model.md for the form).
// Usage: node scripts/import-vim25-model.mjs FACTS.json LINKS.json
import { readFileSync, writeFileSync } from 'node:fs';

const [source, linkSource] = process.argv.slice(2);
if (source === undefined || linkSource === undefined) {
  console.error('usage: node scripts/import-vim25-model.mjs FACTS.json LINKS.json');
  process.exit(2);
}
const facts = JSON.parse(readFileSync(source, 'utf8'));
const { links } = JSON.parse(readFileSync(linkSource, 'utf8'));

/**
 * Fields that carry the key of an object instead of the object: `HostVirtualSwitch?` becomes `*HostVirtualSwitch?`.
 * @param {string} type
 * @param {Record<string, string>} table
 */
function withLinks(type, table) {
  const keys = links[type] ?? {};
  for (const name of Object.keys(keys)) {
    const { [name]: spec } = table;
    if (spec !== keys[name]) throw new Error(`${type}.${name} is ${spec}, not ${keys[name]}`);
  }
  return Object.fromEntries(
    Object.entries(table).map(([name, spec]) => [
      name,
      Object.hasOwn(keys, name) ? `*${spec}` : spec,
    ]),
  );
}

/**
 * {"name?": "T[]"} becomes {"name": "T[]?"}: the modifiers belong to the type, in one order: & T [] ? !
 * @param {Record<string, string>} table
 */
function fields(table) {
  return Object.fromEntries(
    Object.entries(table).map(([key, type]) => {
      const [, name, optional, secret] = /^([A-Za-z0-9_]+)(\?)?(!)?$/.exec(key) ?? [];
      if (name === undefined) throw new Error(`unreadable field ${key}`);
      return [name, `${type}${optional ?? ''}${secret ?? ''}`];
    }),
  );
}

const model = {
  types: Object.fromEntries(
    Object.entries(facts.dataTypes).map(([name, [base, table]]) => [
      name,
      [base, withLinks(name, fields(table))],
    ]),
  ),
  enums: facts.enums,
  managed: Object.fromEntries(
    Object.entries(facts.managedTypes).map(([name, [base, properties, methods]]) => [
      name,
      [
        base,
        fields(properties),
        Object.fromEntries(
          Object.entries(methods).map(([method, [parameters, result, faults, privilege]]) => [
            method,
            [fields(parameters), result, faults, privilege],
          ]),
        ),
      ],
    ]),
  ),
};
/** @param {Record<string, unknown>} table */
const rows = (table) =>
  Object.entries(table)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n');
writeFileSync(
  new URL('../assets/vim25/model.json', import.meta.url),
  `{"types":{\n${rows(model.types)}\n},\n"enums":{\n${rows(model.enums)}\n},\n"managed":{\n${rows(model.managed)}\n}}\n`,
);
