/** So many lines in a row that stand twice are one piece of code written again. */
const LINES = 12;

/**
 * @typedef {object} CodeLine
 * @property {string} text Without indentation.
 * @property {number} number In its file, from 1.
 */

/**
 * Finds lines of code that stand twice, word by word: {@link LINES} in a row, blank lines, imports and comments aside.
 *
 * @param {ReadonlyMap<string, string>} files Text by path from the project's root, with slashes.
 * @returns {readonly string[]} One line for each pair of places.
 */
export function findDuplicates(files) {
  /** @type {Map<string, { path: string, lines: readonly CodeLine[], at: number }>} */
  const seen = new Map();
  /** @type {string[]} */
  const found = [];
  for (const [path, text] of files) {
    const lines = codeLines(text);
    let at = 0;
    while (at + LINES <= lines.length) {
      const key = lines
        .slice(at, at + LINES)
        .map((line) => line.text)
        .join('\n');
      const other = seen.get(key);
      if (other === undefined || (other.path === path && other.at + LINES > at)) {
        if (other === undefined) seen.set(key, { path, lines, at });
        at += 1;
        continue;
      }
      const count = sameFrom(lines, at, other);
      found.push(
        `${place(path, lines, at)} and ${place(other.path, other.lines, other.at)}: ${count} lines`,
      );
      at += count;
    }
  }
  return found;
}

/**
 * How many lines are the same from here on.
 * @param {readonly CodeLine[]} lines
 * @param {number} at
 * @param {{ lines: readonly CodeLine[], at: number }} other
 */
function sameFrom(lines, at, other) {
  let count = LINES;
  while (
    at + count < lines.length &&
    lines[at + count]?.text === other.lines[other.at + count]?.text
  )
    count += 1;
  return count;
}

/** @param {string} path @param {readonly CodeLine[]} lines @param {number} at */
const place = (path, lines, at) => `${path}:${lines[at]?.number}`;

/** @param {string} text @returns {readonly CodeLine[]} */
function codeLines(text) {
  const withoutComments = text
    .replaceAll(/\/\*[^]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ''))
    .replaceAll(/^import\b[^;]*;/gm, (statement) => statement.replaceAll(/[^\n]/g, ''));
  return withoutComments
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '' && !line.text.startsWith('//'));
}
