import { parseSync } from 'oxc-parser';

/** Attributes of elements and components whose value a person reads. */
const textAttributes =
  /^(?:label|title|alt|placeholder|hint|help|heading|caption|summary|description|helperText|emptyText|tooltip|aria-(?:label|description|placeholder|roledescription|valuetext))$/;

/** Members of data and of errors whose value a person reads: they are a `Text`. */
const textMembers =
  /^(?:message|label|refused|help|title|confirm|risk|placeholder|reason|problem|complaint|question|doing|hint|warning|verification|description|tooltip|heading|caption)$/;

/**
 * What says a mistake of the program's own, to a developer: it is shown as the value of `failure.bug`. Every other error may reach a
 * person: it is made with a text of the catalogue, and so are those that extend a class of the language.
 */
const developers = /^(?:Error|TypeError|RangeError|SyntaxError|AssertionError)$/;
const errors = /(?:Error|Exception|Failure|Fault|Abort)$/;

/** What a log or a terminal is written with: see docs/decisions/0014-texts-are-data-until-somebody-reads-them.md, these are English. */
const logs = /^(?:debug|info|warn|error|log|trace)$/;

/** Stands for a value within a template. */
const gap = '\uFFFC';

/**
 * Finds what a person would read and what is not of the catalogue: text and attributes in JSX, strings as members that are texts, words
 * that an error is made with, and whole sentences anywhere.
 *
 * @param {ReadonlyMap<string, string>} files Text by path from the project's root, with slashes.
 * @returns {readonly string[]} One line for each.
 */
export function checkTexts(files) {
  if (files.size === 0) return ['No file was checked: the check looks in the wrong place.'];
  return [...files].flatMap(([path, text]) => {
    const { program, errors } = parseSync(path, text);
    if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]?.message}`);
    /** @type {Map<number, string>} */
    const found = new Map();
    visit(program, (start, words) => found.set(start, words));
    return [...found]
      .toSorted(([one], [other]) => one - other)
      .map(
        ([start, words]) =>
          `${path}:${lineOf(text, start)}: “${words.trim().replaceAll(gap, '…')}”`,
      );
  });
}

/**
 * @typedef {{ readonly type?: string, readonly start: number, readonly [member: string]: any }} Node
 * @typedef {(start: number, words: string) => void} Report
 */

/**
 * @param {unknown} node
 * @param {Report} report
 * @returns {void}
 */
function visit(node, report) {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node)) {
    for (const one of node) visit(one, report);
    return;
  }
  const one = /** @type {Node} */ (node);
  if (isDevelopers(one) || (/^(?:TS|Import|Export(?:All))/.test(one.type ?? '') && !isTyped(one)))
    return;
  judge(one, report);
  for (const child of Object.values(one)) visit(child, report);
}

/**
 * What TypeScript puts around a value is looked into, types are not.
 * @param {Node} node
 */
function isTyped({ type }) {
  return /^TS(?:As|Satisfies|NonNull)Expression$/.test(type ?? '');
}

/** @param {Node} node */
function isDevelopers({ type, callee }) {
  if (type === 'NewExpression') return developers.test(callee.name ?? '');
  return type === 'CallExpression' && logs.test(callee.property?.name ?? '');
}

/**
 * @param {Node} node
 * @param {Report} report
 */
function judge(node, report) {
  const { type } = node;
  if (type?.startsWith('JSX') && judgeMarkup(node, report)) return;
  if (type === 'NewExpression' && errors.test(node['callee'].name ?? ''))
    for (const argument of node['arguments']) literals(argument, isWording, report);
  else if (type === 'CallExpression' && node['callee'].type === 'Super')
    for (const argument of node['arguments']) literals(argument, isWording, report);
  else if (type === 'Property' && textMembers.test(nameOf(node['key'])))
    literals(node['value'], isPhrase, report);
  else literals(node, isSentence, report);
}

/**
 * @param {Node} node
 * @param {Report} report
 * @returns {boolean} Whether that is all that is to be said of it.
 */
function judgeMarkup(node, report) {
  const { type } = node;
  if (type === 'JSXText' && isWords(node['value'])) report(node.start, node['value']);
  else if (type === 'JSXElement' || type === 'JSXFragment')
    for (const child of node['children']) {
      if (child.type === 'JSXExpressionContainer') literals(child['expression'], isWords, report);
    }
  else if (type === 'JSXAttribute' && textAttributes.test(node['name'].name ?? ''))
    literals(node['value']?.expression ?? node['value'], isWords, report);
  else return false;
  return true;
}

/**
 * The strings that an expression may have as its value.
 * @param {Node | null | undefined} node
 * @param {(words: string) => boolean} counts
 * @param {Report} report
 * @returns {void}
 */
function literals(node, counts, report) {
  const { type, start, value } = node ?? { start: 0 };
  if (type === 'Literal' && typeof value === 'string') {
    if (counts(value)) report(start, value);
  } else if (type === 'TemplateLiteral') {
    const words = node?.['quasis'].map((/** @type {Node} */ one) => one['value'].cooked).join(gap);
    if (counts(words)) report(start, words);
  } else if (type === 'ConditionalExpression') {
    literals(node?.['consequent'], counts, report);
    literals(node?.['alternate'], counts, report);
  } else if (type === 'LogicalExpression') {
    literals(node?.['left'], counts, report);
    literals(node?.['right'], counts, report);
  }
}

/** @param {Node} key */
function nameOf({ name, value }) {
  return String(name ?? value ?? '');
}

/** @param {string} words */
function isWords(words) {
  return /\p{L}{2}/u.test(words);
}

/** @param {string} words A blank or a capital is what an identifier of a protocol has not. */
function isPhrase(words) {
  return isWords(words) && (/\p{L} |\s\p{L}/u.test(words) || /^\p{Lu}\p{Ll}+$/u.test(words));
}

/** @param {string} words More than one word: a code, or the name of a call, is one. */
function isWording(words) {
  return isWords(words) && /[\p{L}\uFFFC,:] [\p{L}\uFFFC]/u.test(words.trim());
}

/** @param {string} words */
function isSentence(words) {
  return /^[\p{Lu}“\uFFFC][^]*[\p{L}\uFFFC] [\p{Ll}\uFFFC][^]*[.?!…:]$/u.test(words.trim());
}

/**
 * @param {string} text
 * @param {number} start
 */
function lineOf(text, start) {
  return text.slice(0, start).split('\n').length;
}
