import type { NodeKey } from '../tree/flat-node.ts';

/** The object whose console a window was opened for and shows alone; undefined for all other windows. */
export function consoleOfWindow(hash: string): NodeKey | undefined {
  const node = /^#console=(.+)$/.exec(hash)?.[1];
  try {
    return node === undefined ? undefined : (decodeURIComponent(node) as NodeKey);
  } catch {
    return undefined;
  }
}

/** Whether this window shows a console alone. */
export const isConsoleWindow = (): boolean => consoleOfWindow(location.hash) !== undefined;
