// Writes assets/xapi/model.json from tables of API facts (see docs/xapi-model.md for the form).
// Usage: node scripts/import-xapi-model.mjs XAPI.json XAPI-ERRORS.json XAPI-RELATIONS.json [OUTPUT.json]
import { readFileSync, writeFileSync } from 'node:fs';

const paths = process.argv.slice(2, 5);
if (paths.length < 3) {
  console.error(
    'usage: node scripts/import-xapi-model.mjs XAPI.json XAPI-ERRORS.json XAPI-RELATIONS.json [OUTPUT.json]',
  );
  process.exit(2);
}
const [facts, errors, { relations }] = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')));

/**
 * The facts' way of writing a type, `(VM ref -> string set) map`, as ours, `{&VM:string[]}`.
 * @param {string} text
 * @returns {string}
 */
function spec(text) {
  const map = /^\((.*)\) map$/.exec(text);
  if (map?.[1] !== undefined) {
    const arrow = map[1].indexOf(' -> ');
    return `{${spec(map[1].slice(0, arrow))}:${spec(map[1].slice(arrow + 4))}}`;
  }
  for (const [word, form] of /** @type {const} */ ([
    [' set', (/** @type {string} */ inner) => `${spec(inner)}[]`],
    [' option', (/** @type {string} */ inner) => `${spec(inner)}?`],
    [' ref', (/** @type {string} */ inner) => `&${inner}`],
    [' record', (/** @type {string} */ inner) => `@${inner === '<class>' ? '*' : inner}`],
  ]))
    if (text.endsWith(word)) return form(text.slice(0, -word.length));
  if (text.startsWith('enum ')) return `#${text.slice(5)}`;
  if (text === 'an event batch') return 'batch';
  if (/^(string|int|float|bool|datetime|void)$/.test(text)) return text;
  throw new Error(`unreadable type ${text}`);
}

const QUALIFIERS = /** @type {Record<string, string>} */ ({
  RW: 'RW',
  'RO/constructor': 'RC',
  'RO/runtime': 'RO',
});

/** @param {any[]} field */
function fieldRow([type, qualifier, , ...rest]) {
  const state = rest.find((part) => typeof part === 'string');
  const fallback = rest.find((part) => typeof part === 'object')?.default;
  const row = [spec(type), QUALIFIERS[qualifier]];
  if (state !== undefined || fallback !== undefined) row.push(state ?? '');
  if (fallback !== undefined) row.push(fallback);
  return row;
}

/**
 * Asynchronous variants exist of constructors, destructors and everything that is not generated.
 * @param {string} owner
 * @param {string} name
 * @param {any} message
 */
function flags(owner, name, message) {
  const made = !message.implicit || name === 'create' || name === 'destroy';
  const asynchronous = made && !['session', 'task', 'event'].includes(owner);
  return [
    'session_id' in message.params ? 's' : '',
    asynchronous ? 'a' : '',
    message.implicit ? 'i' : '',
    (message.state ?? '').slice(0, 1),
  ].join('');
}

/**
 * @param {string} owner
 * @param {string} name
 * @param {any} message
 */
function messageRow(owner, name, message) {
  const { session_id: _session, ...params } = message.params;
  const parameters = Object.fromEntries(
    Object.entries(params).map(([parameter, type]) => [parameter, spec(type)]),
  );
  const row = [parameters, spec(message.result), flags(owner, name, message), message.role ?? ''];
  if (message.errors !== undefined) row.push(message.errors);
  return row;
}

const classes = Object.fromEntries(
  Object.entries(facts.classes).map(([owner, { fields, messages }]) => [
    owner,
    [
      Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldRow(field)])),
      Object.fromEntries(
        Object.entries(messages).map(([name, message]) => [name, messageRow(owner, name, message)]),
      ),
    ],
  ]),
);
/** @param {Record<string, unknown>} table */
const rows = (table) =>
  Object.entries(table)
    .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',\n');
const pairs = relations.map((/** @type {string[][]} */ pair) => pair.map((end) => end.join('.')));
writeFileSync(
  process.argv[5] ?? new URL('../assets/xapi/model.json', import.meta.url),
  `{"classes":{\n${rows(classes)}\n},\n"enums":{\n${rows(facts.enums)}\n},\n"errors":{\n${rows(errors)}\n},\n"relations":[\n${pairs.map((/** @type {string[]} */ pair) => JSON.stringify(pair)).join(',\n')}\n]}\n`,
);
