import { useCallback, useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Action } from '../../actions/action.ts';
import { useTargetActions } from '../../actions/use-target-actions.ts';
import { serverName, useConnections } from '../../state/servers/connections.ts';
import { findObjects } from '../../state/search/find-objects.ts';
import { fuzzyHas } from '../../state/search/fuzzy.ts';
import { useDebounced } from '../../state/use-debounced.ts';
import { nodeKey, type NodeKey } from '../../state/tree/flat-node.ts';
import { hasWords, searchWords } from '../../format/search-words.ts';
import type { PaletteLine } from './palette-line.ts';
import { isCalled, verbsAndObjects, type VerbAndObject } from './verbs.ts';

/** Of each reading of what was typed, so many objects are asked what can be done to them. */
const objectsAsked = 3;
/** Who is still typing does not have the core work out offers, in milliseconds. */
const stillness = 120;

interface Target {
  readonly key: NodeKey;
  readonly name: string;
  readonly verb: VerbAndObject['verb'];
}

export interface VerbLines {
  readonly lines: readonly PaletteLine[];
  /** To be rendered: each asks what can be done to one object. */
  readonly asking: ReactElement;
}

/** What was typed as a verb and an object, as lines: what is done is the same action as in the object's menu, and asks the same. */
export function useVerbLines(text: string): VerbLines {
  const settled = useDebounced(text, stillness);
  const targets = useMemo(() => targetsOf(settled), [settled]);
  const [known, setKnown] = useState<ReadonlyMap<NodeKey, readonly Action[]>>(new Map());
  const tell = useCallback((key: NodeKey, actions: readonly Action[]): void => {
    setKnown((before) => new Map(before).set(key, actions));
  }, []);
  const lines = useMemo(
    () => (settled === text ? linesOf(targets, known) : []),
    [targets, known, settled, text],
  );
  const keys = [...new Set(targets.map(({ key }) => key))];
  return {
    lines,
    asking: (
      <>
        {keys.map((key) => (
          <Ask key={key} node={key} tell={tell} />
        ))}
      </>
    ),
  };
}

function Ask(props: {
  readonly node: NodeKey;
  readonly tell: (key: NodeKey, actions: readonly Action[]) => void;
}): null {
  const { node, tell } = props;
  const target = useMemo(() => new Set([node]), [node]);
  const { actions } = useTargetActions(target);
  useEffect(() => tell(node, actions), [node, actions, tell]);
  return null;
}

function targetsOf(text: string): readonly Target[] {
  return verbsAndObjects(text).flatMap(({ verb, object }) => [
    ...serversCalled(object).map((found) => ({ ...found, verb })),
    ...findObjects(object, objectsAsked).found.map(({ connection, ref, row }) => ({
      key: nodeKey(connection, ref),
      name: row.name,
      verb,
    })),
  ]);
}

function serversCalled(text: string): readonly Omit<Target, 'verb'>[] {
  const { order, byId } = useConnections.getState();
  return order
    .flatMap((id) => {
      const status = byId.get(id);
      return status === undefined ? [] : [{ key: nodeKey(id, null), name: serverName(status) }];
    })
    .filter(({ name }) => hasWords(name, searchWords(text)) || fuzzyHas(name, text))
    .slice(0, objectsAsked);
}

function linesOf(
  targets: readonly Target[],
  known: ReadonlyMap<NodeKey, readonly Action[]>,
): readonly PaletteLine[] {
  const lines = new Map<string, PaletteLine>();
  for (const { key, name, verb } of targets)
    for (const action of known.get(key) ?? []) {
      if (!isCalled(action, verb)) continue;
      const id = `verb ${action.id} ${key}`;
      lines.set(id, { kind: 'action', key: id, action, on: name });
    }
  // What can be done stands before what cannot; else objects as they fit.
  return [...lines.values()].toSorted((one, other) => refusedRank(one) - refusedRank(other));
}

function refusedRank(line: PaletteLine): number {
  return line.kind === 'action' && line.action.refused !== undefined ? 1 : 0;
}
