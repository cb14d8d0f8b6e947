import type { NodeKey } from '../tree/flat-node.ts';
import { useWorkspace } from './workspace.ts';

/** What was used lately: an object or a server, a search, an action that concerns no object. As text: it is kept. */
export type Recent = `node ${NodeKey}` | `search ${string}` | `action ${string}`;

const most = 30;

/** Notes that something was used: it is the first to be offered again. */
export function used(recent: Recent): void {
  const { recents, set } = useWorkspace.getState();
  if (recents[0] === recent) return;
  set({ recents: [recent, ...recents.filter((one) => one !== recent)].slice(0, most) });
}

export function isRecent(text: string): text is Recent {
  return /^(node|search|action) ./s.test(text);
}

/** What a recent is, and its name in that kind. */
export function recentParts(recent: Recent): {
  readonly is: 'node' | 'search' | 'action';
  readonly name: string;
} {
  const space = recent.indexOf(' ');
  return {
    is: recent.slice(0, space) as 'node' | 'search' | 'action',
    name: recent.slice(space + 1),
  };
}
