import type { WorkspaceData } from './workspace.ts';

/** Of several windows each remembers this for itself; all else is the same in all of them. */
const ownKeys: ReadonlySet<string> = new Set<keyof WorkspaceData>([
  'tree',
  'expanded',
  'expandedElsewhere',
  'search',
  'current',
  'tabs',
  'tab',
  'objectTab',
  'serverTab',
  'tasksOpen',
  'panel',
  'layouts',
]);

const parameter = 'window';

/** The id of a window by its address; empty for the first one. */
export function windowIdOf(search: string): string {
  const id = new URLSearchParams(search).get(parameter) ?? '';
  return /^[\w-]{1,36}$/.test(id) ? id : '';
}

/** The address of a window. */
export function windowAddress(id: string): string {
  return id === '' ? '/' : `/?${parameter}=${id}`;
}

/** Under which key a window remembers something. */
export function keyIn(window: string, key: string): string {
  return window === '' || !ownKeys.has(key) ? key : `window.${window}.${key}`;
}

/** What a window remembers, by the keys of the workspace. */
export function rememberedBy(
  window: string,
  stored: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (window === '') return stored;
  const prefix = `window.${window}.`;
  return Object.fromEntries(
    Object.entries(stored).flatMap(([key, value]) => {
      if (key.startsWith(prefix)) return [[key.slice(prefix.length), value]];
      return ownKeys.has(key) ? [] : [[key, value]];
    }),
  );
}

/** Whether what one window remembers under a key is so in the others, too. */
export function isShared(key: string): boolean {
  return !ownKeys.has(key);
}

/** The further windows that something is remembered of: those that were open when Moref ended, or are open now. */
export function windowsIn(stored: Readonly<Record<string, string>>): readonly string[] {
  const ids = Object.keys(stored).flatMap((key) => /^window\.([\w-]{1,36})\./.exec(key)?.[1] ?? []);
  return [...new Set(ids)];
}
