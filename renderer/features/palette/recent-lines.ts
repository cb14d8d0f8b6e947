import type { Action } from '../../actions/action.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { fuzzyHas } from '../../state/search/fuzzy.ts';
import { rowOf } from '../../state/inventory/inventory-store.ts';
import { recentParts, type Recent } from '../../state/workspace/recent.ts';
import { searchName } from '../../state/search/saved-searches.ts';
import { parseNodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { destroys } from './careful.ts';
import type { PaletteLine } from './palette-line.ts';

/** With nothing typed; with a text, those of the latest that fit. */
const mostAtFirst = 8;
const mostThatFit = 3;

/** What was used lately, the latest first: the object on screen is not offered, nor what is gone. */
export function recentLines(text: string, appActions: readonly Action[]): readonly PaletteLine[] {
  const { recents, current, search } = useWorkspace.getState();
  const words = searchWords(text);
  return recents
    .filter((recent) => recent !== `node ${current}` || search !== null)
    .flatMap((recent) => lineOf(recent, appActions) ?? [])
    .filter(({ name }) => hasWords(name, words) || fuzzyHas(name, text))
    .slice(0, text === '' ? mostAtFirst : mostThatFit)
    .map(({ line }) => line);
}

interface Named {
  readonly name: string;
  readonly line: PaletteLine;
}

function lineOf(recent: Recent, appActions: readonly Action[]): Named | undefined {
  const { is, name } = recentParts(recent);
  if (is === 'node') return nodeLine(recent, name as NodeKey);
  if (is === 'search') {
    const shown = searchName(name) ?? name;
    return { name: shown, line: { kind: 'search', key: recent, name: shown, query: name } };
  }
  const action = appActions.find(({ id }) => id === name);
  if (action === undefined || destroys(action)) return undefined;
  return { name: action.label, line: { kind: 'action', key: recent, action } };
}

function nodeLine(key: string, node: NodeKey): Named | undefined {
  const { connection, ref } = parseNodeKey(node);
  const status = useConnections.getState().byId.get(connection);
  if (status === undefined) return undefined;
  if (ref === null) return { name: serverName(status), line: { kind: 'server', key, status } };
  const row = rowOf({ connection, ref });
  if (row === undefined) return undefined;
  const { kind, name, state, health } = row;
  const object = { connection, ref, kind, name, state, health };
  return { name, line: { kind: 'object', key, object } };
}
