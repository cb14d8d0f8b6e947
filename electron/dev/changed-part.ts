/** The part of the program that a file belongs to, as far as it has to be started anew when the file changes. */
export type ChangedPart = 'core' | 'demo' | 'host';

const parts: readonly (readonly [RegExp, ChangedPart | null])[] = [
  [/\.test\.tsx?$|\/(testing|testdata|peers)\/|\.md$/, null],
  [/^electron\/demo\/|^electron\/hosting\/start-demo\.ts$/, 'demo'],
  [/^electron\/core\/.*\.ts$|^shared\/.*\.ts$|^assets\/.*\.json$/, 'core'],
  [/^electron\/dev\/core-worker\.ts$/, 'core'],
  [/^electron\/(browser|hosting|dev)\/|^electron\/dev\.ts$/, 'host'],
];

/**
 * What has to be started anew after a change; null if nothing has to: tests, the page, which reloads by itself, and Electron's own host.
 * @param path from the project's root, with slashes
 */
export function changedPart(path: string): ChangedPart | null {
  return parts.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}
