/**
 * A step of a recipe: a new file, or lines that follow a line of one that is there.
 * @typedef {{ path: string, after?: string, text: string }} Step
 * @typedef {{ name: string, steps: readonly Step[] }} Recipe
 */

const heading = /^### (.+)$/;
const opening = /^```\w+ (new|in)=(\S+)(?: after="(.*)")?$/;

/**
 * The recipes of CONTRIBUTING.md that have something to follow.
 * @param {string} text
 * @returns {readonly Recipe[]}
 */
export function readRecipes(text) {
  /** @type {{ name: string, steps: Step[] }[]} */
  const recipes = [];
  /** @type {{ path: string, after?: string, lines: string[] } | null} */
  let open = null;
  for (const line of text.split('\n')) {
    const name = heading.exec(line)?.[1];
    const [, , path, after] = opening.exec(line) ?? [];
    if (open !== null && line === '```') {
      const { lines, ...where } = open;
      recipes.at(-1)?.steps.push({ ...where, text: `${lines.join('\n')}\n` });
      open = null;
    } else if (open !== null) open.lines.push(line);
    else if (name !== undefined) recipes.push({ name, steps: [] });
    else if (path !== undefined)
      open = { path, ...(after === undefined ? {} : { after }), lines: [] };
  }
  return recipes.filter(({ steps }) => steps.length > 0);
}

/**
 * A file as it is after a step.
 * @param {string | undefined} before undefined where there is none
 * @param {Step} step
 * @throws Error where the step cannot be followed
 */
export function follow(before, { path, after, text }) {
  if (after === undefined) {
    if (before !== undefined) throw new Error(`${path} is there already.`);
    return text;
  }
  if (before === undefined) throw new Error(`There is no ${path}.`);
  const parts = before.split(`\n${after}\n`);
  if (parts.length !== 2) throw new Error(`${path} has “${after}” ${parts.length - 1} times.`);
  return parts.join(`\n${after}\n${text}`);
}
