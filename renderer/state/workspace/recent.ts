import type { NodeKey } from '../tree/flat-node.ts';

/** What was used lately: an object or a server, a search, an action that concerns no object. As text: it is kept. */
export type Recent = `node ${NodeKey}` | `search ${string}` | `action ${string}`;

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
