import { existsSync, readdirSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import process from 'node:process';
import { fromRoot } from './paths.mjs';

/**
 * Which tests a command line asks for: `npm test -- FILE… -t NAME`.
 *
 * @typedef {'unit' | 'journeys' | 'peers'} Kind
 *
 * @typedef {object} Selection
 * @property {ReadonlyMap<Kind, readonly string[]>} files Test files by kind, from the project's root and with slashes, maybe with `:LINE`. A
 *   kind without files is run whole, one that is missing not at all.
 * @property {readonly string[]} names What the names of the tests have to contain; empty for all.
 * @property {readonly string[]} options For the runner, as they were written.
 */

/** @type {Readonly<Record<Kind, { pattern: RegExp, command: string }>>} */
const kinds = {
  unit: {
    pattern: /^(shared|electron|renderer|scripts)\/.*\.test\.tsx?$/,
    command: 'npm run check',
  },
  journeys: { pattern: /^e2e\/.*\.spec\.ts$/, command: 'npm run e2e' },
  peers: { pattern: /^peers\/.*\.peer\.test\.ts$/, command: 'npm run test:peers' },
};

/** What the user can mend; the message is a sentence. */
export class SelectionError extends Error {}

/** @returns {readonly string[]} Every test file, from the project's root. */
export function testFiles() {
  return ['shared', 'electron', 'renderer', 'scripts', 'e2e', 'peers'].flatMap((folder) =>
    readdirSync(fromRoot(folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
      .filter((path) => kindOf(path) !== null),
  );
}

/** @param {string} path @returns {Kind | null} */
export function kindOf(path) {
  const names = /** @type {Kind[]} */ (Object.keys(kinds));
  return names.find((name) => kinds[name].pattern.test(path)) ?? null;
}

/**
 * Reads `FILE…`, `-t NAME…` and options. A file is a path, from where the command was typed or from the project's root, a folder, or a
 * part of a path. What follows `--` goes to the runner as it is.
 * @param {readonly string[]} args
 * @param {object} run
 * @param {readonly Kind[]} run.whole What this command runs when no file is named.
 * @param {readonly Kind[]} [run.named] What it runs besides when a file of that kind is named.
 * @param {readonly string[]} [run.files] Every test file.
 * @param {string} [run.from] Where the command was typed.
 * @returns {Selection | null} Null for everything.
 * @throws {SelectionError} if there is no such test file, or another command runs it
 */
export function readSelection(args, run) {
  const { words, names, options } = readArguments(args);
  if (words.length === 0 && names.length === 0 && options.length === 0) return null;
  const all = run.files ?? testFiles();
  const from = run.from ?? process.env['INIT_CWD'] ?? fromRoot();
  const found = words.flatMap((word) => find(word, all, from));
  /** @type {Map<Kind, string[]>} */
  const files = new Map(found.length === 0 ? run.whole.map((kind) => [kind, []]) : []);
  for (const path of new Set(found)) {
    const kind = /** @type {Kind} */ (kindOf(withoutLine(path)));
    if (![...run.whole, ...(run.named ?? [])].includes(kind))
      throw new SelectionError(`${path} is run by ${kinds[kind].command}.`);
    files.set(kind, [...(files.get(kind) ?? []), path]);
  }
  if (options.length > 0 && files.size > 1)
    throw new SelectionError(
      `${options.join(' ')}: name a file too, since ${[...files.keys()].join(' and ')} have runners of their own.`,
    );
  return { files, names, options };
}

/**
 * The same for a command: ends the process with the sentence where the command line cannot be followed.
 * @param {Parameters<typeof readSelection>[1]} run
 */
export function selectTests(run) {
  try {
    return readSelection(process.argv.slice(2), run);
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    console.error(error.message);
    return process.exit(2);
  }
}

/**
 * A pattern for vitest and Playwright that finds names which contain one of these, as text or as a regular expression. `>` and `›` stand
 * between the parts of a name as both print it.
 * @param {readonly string[]} names
 */
export function namePattern(names) {
  return names
    .flatMap((name) => {
      const literal = name
        .split(/\s+[>›]\s+/)
        .map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`))
        .join('.*');
      return literal === name || !isPattern(name) ? [literal] : [literal, name];
    })
    .join('|');
}

/** @param {readonly string[]} args */
function readArguments(args) {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  /** @type {string[]} */
  const words = [];
  /** @type {string[]} */
  const names = [];
  /** @type {string[]} */
  const options = [];
  for (let at = 0; at < end; at++) {
    const arg = args[at] ?? '';
    const [, joined] = /^(?:-t|-g|--grep|--testNamePattern)=(.*)$/s.exec(arg) ?? [];
    if (joined !== undefined) names.push(joined);
    else if (/^(-t|-g|--grep|--testNamePattern)$/.test(arg)) {
      const name = at + 1 < end ? args[++at] : undefined;
      if (name === undefined) throw new SelectionError(`${arg} needs the name of a test.`);
      names.push(name);
    } else if (arg.startsWith('-')) options.push(arg);
    else words.push(arg);
  }
  return { words, names, options: [...options, ...args.slice(end + 1)] };
}

/**
 * @param {string} word
 * @param {readonly string[]} all
 * @param {string} from
 * @returns {readonly string[]}
 */
function find(word, all, from) {
  const path = withoutLine(word);
  const line = word.slice(path.length);
  for (const base of [from, fromRoot()]) {
    const exact = relative(fromRoot(), resolve(base, path)).replaceAll('\\', '/');
    if (all.includes(exact)) return [exact + line];
    const below = all.filter((one) => exact === '' || one.startsWith(`${exact}/`));
    if (below.length > 0) return below;
  }
  const part = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const containing = all.filter((one) => one.includes(part));
  if (containing.length > 0) return containing.map((one) => one + line);
  throw new SelectionError(unknown(path, all, from));
}

/**
 * @param {string} path
 * @param {readonly string[]} all
 * @param {string} from
 */
function unknown(path, all, from) {
  const there = [from, fromRoot()].some((base) => existsSync(resolve(base, path)));
  const name = (path.split(/[\\/]/).at(-1) ?? path).replace(/(\.(test|spec|peer))*\.[a-z]+$/, '');
  const like = all.filter((one) => one.includes(`/${name}.`)).slice(0, 5);
  const hint = like.length === 0 ? '' : ` There is ${like.join(', ')}.`;
  return there
    ? `${path} is not a test file, nor a folder with any.${hint}`
    : `There is no test file ${path}.${hint}`;
}

/** @param {string} path */
function withoutLine(path) {
  return path.replace(/:\d+$/, '');
}

/** @param {string} text */
function isPattern(text) {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
