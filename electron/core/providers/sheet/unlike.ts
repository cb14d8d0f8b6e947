import type { Subject } from './subject.ts';

/** What most of the objects have at each of the paths; undefined where none has anything there. */
export function usualOf(
  subjects: readonly Subject[],
  paths: readonly string[],
): readonly (string | undefined)[] {
  return paths.map((path) => mostFrequent(subjects.flatMap((one) => one.text(path) ?? [])));
}

/** The paths at which an object has something else than most of them. @param usual see `usualOf` */
export function unlikeOf<P extends string>(
  subject: Subject,
  paths: readonly P[],
  usual: readonly (string | undefined)[],
): readonly P[] {
  return paths.filter((path, index) => {
    const value = subject.text(path);
    return value !== undefined && value !== usual[index];
  });
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
