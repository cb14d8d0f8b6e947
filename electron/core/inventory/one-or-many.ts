/**
 * A set that nearly always has one element, of which there are 100,000: a Set for each would take more than all else. None of the elements
 * is a Set.
 */
export type OneOrMany<T> = T | Set<T> | undefined;

export function added<T>(to: OneOrMany<T>, element: T): T | Set<T> {
  if (to === undefined || to === element) return element;
  return to instanceof Set ? to.add(element) : new Set([to, element]);
}

export function removed<T>(from: OneOrMany<T>, element: T): OneOrMany<T> {
  if (!(from instanceof Set)) return from === element ? undefined : from;
  from.delete(element);
  return from.size === 0 ? undefined : from;
}

export function allOf<T>(of: OneOrMany<T>): Iterable<T> {
  if (of === undefined) return [];
  return of instanceof Set ? of : [of];
}
