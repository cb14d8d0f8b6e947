import { importsOf, resolve } from './import-check.mjs';

/**
 * Files that lead back to themselves, imports of types included: of such files none can be understood, moved or tested alone.
 *
 * @param {ReadonlyMap<string, string>} files Text by path from the project's root, with slashes.
 * @returns {readonly string[]} One sentence for each circle.
 */
export function checkCircles(files) {
  const graph = new Map(
    [...files].map(([path, text]) => [
      path,
      importsOf(path, text)
        .map((specifier) => resolve(path, specifier))
        .filter((target) => target !== null && files.has(target)),
    ]),
  );
  return circlesOf(graph).map(
    (circle) => `Files import each other in a circle: ${circle.join(', ')}.`,
  );
}

/**
 * Strongly connected components of more than one node (Tarjan, SIAM J. Comput. 1, 1972).
 * @param {ReadonlyMap<string, readonly (string | null)[]>} graph
 * @returns {readonly (readonly string[])[]}
 */
function circlesOf(graph) {
  /** @type {string[][]} */
  const circles = [];
  /** @type {Map<string, number>} */
  const places = new Map();
  /** @type {string[]} */
  const open = [];
  /**
   * @param {string} node
   * @returns {number} The first node on the open path that can be reached from it.
   */
  const visit = (node) => {
    const place = places.size;
    places.set(node, place);
    open.push(node);
    let first = place;
    for (const next of graph.get(node) ?? [])
      if (next !== null && !places.has(next)) first = Math.min(first, visit(next));
      else if (next !== null && open.includes(next))
        first = Math.min(first, places.get(next) ?? first);
    if (first === place) {
      const circle = open.splice(open.lastIndexOf(node));
      if (circle.length > 1) circles.push(circle.sort());
    }
    return first;
  };
  for (const node of graph.keys()) if (!places.has(node)) visit(node);
  return circles;
}
