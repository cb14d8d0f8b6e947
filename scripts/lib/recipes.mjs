/**
 * A step of a recipe: a new file, or lines that follow a line of one that is there.
 * @typedef {{ path: string, after?: string, text: string }} Step
 * @typedef {{ name: string, steps: readonly Step[], tests: readonly string[] }} Recipe
 */

const heading = /^### (.+)$/;
const opening = /^(```|~~~)\w+ (?:new|in)=(\S+)(?: after="(.*)")?$/;
/** Tests that the text names; those that a recipe makes are run besides. */
const named = /`npm test -- (\S+)`/g;

/**
 * The recipes of CONTRIBUTING.md that have something to follow.
 * @param {string} text
 * @returns {readonly Recipe[]}
 */
export function readRecipes(text) {
  /** @type {{ name: string, steps: Step[], tests: string[] }[]} */
  const recipes = [];
  /** @type {{ path: string, after?: string, fence: string, lines: string[] } | null} */
  let open = null;
  for (const line of text.split('\n')) {
    const recipe = recipes.at(-1);
    if (open !== null && line !== open.fence) open.lines.push(line);
    else if (open !== null) {
      const { lines, fence: _fence, ...where } = open;
      recipe?.steps.push({ ...where, text: `${lines.join('\n')}\n` });
      if (where.path.match(/\.test\.tsx?$/) !== null) recipe?.tests.push(where.path);
      open = null;
    } else {
      const name = heading.exec(line)?.[1];
      if (name !== undefined) recipes.push({ name, steps: [], tests: [] });
      recipe?.tests.push(...[...line.matchAll(named)].map(([, test = '']) => test));
      /** @type {readonly (string | undefined)[]} */
      const [, fence, path, after] = opening.exec(line) ?? [];
      if (fence !== undefined && path !== undefined)
        open = { fence, path, ...(after === undefined ? {} : { after }), lines: [] };
    }
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
