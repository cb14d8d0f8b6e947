// Writes assets/vim25/model.json from a table of API facts (see docs/vim25-model.md for the form).
// Usage: node scripts/import-vim25-model.mjs FACTS.json
import { readFileSync, writeFileSync } from 'node:fs';

const source = process.argv[2];
if (source === undefined) {
  console.error('usage: node scripts/import-vim25-model.mjs FACTS.json');
  process.exit(2);
}
const facts = JSON.parse(readFileSync(source, 'utf8'));

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
    Object.entries(facts.dataTypes).map(([name, [base, table]]) => [name, [base, fields(table)]]),
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
